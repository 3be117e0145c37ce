//! Why an output could not be written.

use std::io;
use std::path::{Path, PathBuf};

use crate::place::Place;

/// An output could not be written; nothing is left of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The file could not be created or written.
    #[error("{}: {source}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder of the output is not there.
    #[error("{}: there is no folder {}; create it, or name another output", .file.display(), .folder.display())]
    NoFolder {
        /// The output.
        file: PathBuf,
        /// Its folder.
        folder: PathBuf,
    },
    /// No file can be created in the folder of the output.
    #[error("{}: no file can be created in the folder {} ({source}); name an output elsewhere", .file.display(), .folder.display())]
    FolderNotWritable {
        /// The output.
        file: PathBuf,
        /// Its folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output is a folder.
    #[error("{}: is a folder; name a file in it", .file.display())]
    IsFolder {
        /// The output as it was named.
        file: PathBuf,
    },
    /// The output is a list that the run reads.
    #[error("{}: is the input itself, which is never written to; name another output", .file.display())]
    IsInput {
        /// The output.
        file: PathBuf,
    },
    /// The list has a column of the name that a label column would get.
    #[error(
        "{}: column #{column} is called {header:?} already\nhelp: --replace puts the labels of `{name}` in its place",
        .list.display()
    )]
    ColumnIsThere {
        /// The list.
        list: PathBuf,
        /// The column's number, from 1.
        column: usize,
        /// Its header.
        header: String,
        /// The label column.
        name: String,
    },
    /// The output exists and may not be written.
    #[error("{}: exists and may not be written ({source}); change its permissions, or name another output", .file.display())]
    Protected {
        /// The output.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk, or the user's part of it, is full.
    #[error("{}: the disk is full; make room, or name an output on another disk (nothing was written)", .file.display())]
    DiskFull {
        /// The output.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The encoding of the output lacks a character.
    #[error("{}", lacking(*.character, .text.as_deref(), .encoding))]
    Lacking {
        /// The character.
        character: char,
        /// The added value that it stands in; nothing where it stands in the list itself.
        text: Option<String>,
        /// The encoding.
        encoding: &'static str,
    },
    /// A text with a delimiter or a line break in it is to be added to a list without quotes.
    #[error(
        "{text:?} has a delimiter or a line break in it, and the list has no quotes to put around it; \
         write a workbook instead (-o ….xlsx), or say what the quote is: --quote CHAR"
    )]
    NoQuotes {
        /// The text.
        text: String,
    },
    /// A text is longer than a cell of a workbook can hold.
    #[error(
        "{place}: a text of {length} characters, and a cell of a workbook holds {limit}; write CSV instead (-o ….csv), \
         or shorten the text"
    )]
    TextTooLong {
        /// The cell of the output.
        place: Place,
        /// How long the text is, in UTF-16 units, as Excel counts.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// A list has more columns than a sheet can hold.
    #[error("{}: {columns} columns with those added, and a sheet of a workbook holds {limit}; write CSV instead (-o ….csv)", .file.display())]
    TooManyColumns {
        /// The output.
        file: PathBuf,
        /// How many columns there are, the added ones included.
        columns: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A record has more cells than the widest of the first pass: its labels would stand over them.
    #[error("{place}: {cells} cells, where the widest record had {width}; the list changed while it was being read")]
    RecordTooWide {
        /// The row of the output.
        place: Place,
        /// How many cells the record has.
        cells: usize,
        /// How many the widest had.
        width: usize,
    },
    /// The workbook could not be put together.
    #[error("{}: the workbook could not be written: {message}", .file.display())]
    Workbook {
        /// The output.
        file: PathBuf,
        /// What was wrong.
        message: String,
    },
}

fn lacking(character: char, text: Option<&str>, encoding: &str) -> String {
    match text {
        Some(text) => format!(
            "{text:?} cannot be written in {encoding}, the list's encoding, which has no {character:?}\nhelp: write the copy in another encoding: --encoding-out utf-8"
        ),
        None => format!(
            "the list has {character:?} in it, which {encoding} has not\nhelp: choose an encoding that has all characters: --encoding-out utf-8"
        ),
    }
}

impl OutputError {
    /// What an encoding lacks, in an added value or in the list itself.
    pub(crate) fn lacking(character: char, text: Option<String>, encoding: &'static str) -> OutputError {
        OutputError::Lacking { character, text, encoding }
    }

    /// What the system said about a file, with the remedy where there is one.
    pub fn io(file: &Path, source: io::Error) -> OutputError {
        let file = file.to_path_buf();
        // What is written may have been refused on its way to the system.
        let source = match source.downcast::<OutputError>() {
            Ok(refused) => return refused,
            Err(source) => source,
        };
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => OutputError::DiskFull { file, source },
            _ => OutputError::Io { file, source },
        }
    }

    /// Whether the reader of the output has gone away (`… | head`), which is no reason to complain.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, OutputError::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}
