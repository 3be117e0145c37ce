//! Why a list could not be read.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::MixedCurrencies;
use super::builder::Unreadable;
use super::header::HeaderError;
use super::workbook::WorkbookError;
use crate::place::Place;

/// A list could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// The file could not be opened or read.
    #[error("{}: {source}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is no such file.
    #[error("{}: there is no such file", .file.display())]
    NotFound {
        /// The file.
        file: PathBuf,
    },
    /// A folder was named instead of a file.
    #[error("{}: is a folder; name the list inside it", .file.display())]
    Folder {
        /// The folder.
        file: PathBuf,
    },
    /// There is nothing in the file.
    #[error("{}: there is nothing in this file", .file.display())]
    Empty {
        /// The file.
        file: PathBuf,
    },
    /// The file was written to between the passes.
    #[error("{}: changed while it was being read; run again when nothing writes to it", .file.display())]
    Changed {
        /// The file.
        file: PathBuf,
    },
    /// The list is in an encoding that is not read.
    #[error("{}: the encoding {encoding} is not read; save the list as UTF-8 (in Excel: \"CSV UTF-8\")", .file.display())]
    Encoding {
        /// The file.
        file: PathBuf,
        /// The encoding's name.
        encoding: String,
    },
    /// An encoding was asked for that there is not.
    #[error("{}", unknown_encoding(.name, .near.as_deref()))]
    UnknownEncoding {
        /// The name.
        name: String,
        /// The nearest one.
        near: Option<String>,
    },
    /// The file is no text.
    #[error(
        "{}: is no list in text: it has control characters in it, the first at byte {byte} (counted from 1); if it is a \
         spreadsheet, save it as XLSX or CSV", .file.display()
    )]
    Binary {
        /// The file.
        file: PathBuf,
        /// The first such byte's number, from 1.
        byte: u64,
    },
    /// Some bytes are not in the list's encoding.
    #[error(
        "{place}: the bytes here (from byte {byte} of the file, counted from 1) are not {encoding}\n\
         help: if you know the list's encoding, name it: --encoding NAME; else save the list as UTF-8 (in Excel: \"CSV UTF-8\")"
    )]
    NotText {
        /// The line.
        place: Place,
        /// The first wrong byte's number in the file, from 1.
        byte: u64,
        /// The encoding in which the list is read.
        encoding: &'static str,
    },
    /// The quote and the delimiter that were asked for cannot be told from each other or from a line end.
    #[error("the delimiter and the quote must be two different ASCII characters, and neither a line end")]
    Dialect,
    /// A quote is never closed.
    #[error(
        "{place}: a quote opens here and is never closed; close it, write a quote inside quotes twice, or, if the list has no quotes, \
         add --quote none"
    )]
    OpenQuote {
        /// The line in which it opens.
        place: Place,
    },
    /// The list ends with a backslash that takes the meaning of the next sign.
    #[error(
        "{place}: the list ends here with a backslash, which in this list takes the meaning of the sign behind it, and there is none; \
         see whether the list was cut off, or write the backslash twice"
    )]
    LoneEscape {
        /// The last line.
        place: Place,
    },
    /// A carriage return stands alone.
    #[error(
        "{place}: a carriage return without a line feed stands here, which may or may not be a line end; save the list with \
         line ends of Windows (CR LF) or Unix (LF), or put the cell in quotes"
    )]
    LoneReturn {
        /// The line.
        place: Place,
    },
    /// A record is longer than any record of a customer list.
    #[error("{place}: the record that starts here is longer than {} MB; is a closing quote missing?", .limit / 1_000_000)]
    RecordTooLong {
        /// The line in which it starts.
        place: Place,
        /// How many bytes a record may have.
        limit: u64,
    },
    /// A record has more cells than any customer list has columns.
    #[error(
        "{place}: {cells} cells, and at most {limit} are read; is --delimiter right?\nhelp: if the list is so wide, raise the limit: \
         --limit columns={cells}"
    )]
    TooManyCells {
        /// The record.
        place: Place,
        /// How many cells it has.
        cells: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Records would have to be filled up to a width that no list has.
    #[error(
        "{place}: {cells} cells, where the header has {header}; filling all records up to that width would add {filling}; \
         is a delimiter or a quote wrong in this record?"
    )]
    TooWide {
        /// The widest record.
        place: Place,
        /// How many cells it has.
        cells: usize,
        /// How many the header has.
        header: usize,
        /// What would be added.
        filling: Filling,
    },
    /// The list's header does not fit what was asked of it.
    #[error("{place}: {problem}{}", fitting_sheets(.fitting))]
    Header {
        /// The file or the sheet.
        place: Place,
        /// What does not fit.
        problem: Box<HeaderError>,
        /// Other sheets of the workbook, whose headers would fit.
        fitting: Vec<String>,
    },
    /// The list has one column, whose cells seem to be divided by a sign that is no delimiter.
    #[error(
        "{}: the list was read as one column, {header:?}, whose cells seem to be divided by {sign}\nhelp: {}", .file.display(),
        if .sign.is_ascii() {
            format!("name the delimiter: --delimiter {sign:?}")
        } else {
            format!("{sign} is no delimiter of one byte: replace it by a comma in an editor, everywhere")
        }
    )]
    OneColumn {
        /// The file.
        file: PathBuf,
        /// The first record.
        header: String,
        /// The sign.
        sign: char,
    },
    /// A workbook could not be read.
    #[error("{}: {problem}", .file.display())]
    Workbook {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        problem: WorkbookError,
    },
    /// Amounts of several currencies would be added up.
    #[error("{}: {problem}", .file.display())]
    Currencies {
        /// The file.
        file: PathBuf,
        /// What is in which currency.
        problem: Box<MixedCurrencies>,
    },
    /// A column cannot be read in one way, or holds nothing of its field's type.
    #[error("{}: {problem}\nhelp: {}", .problem.first.place, .problem.remedy())]
    Column {
        /// The first such column, and what is wrong with it.
        problem: Box<Unreadable>,
        /// Other columns that cannot be read as their fields.
        others: Vec<Unreadable>,
    },
}

/// What would be added if all records were filled up to the width of the widest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// This many columns.
    Columns(usize),
    /// More bytes than the list has.
    MoreThanTheList,
}

impl fmt::Display for Filling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Filling::Columns(columns) => write!(f, "{columns} columns"),
            Filling::MoreThanTheList => f.write_str("more than the list's own size"),
        }
    }
}

impl InputError {
    /// Why a file could not be opened.
    pub fn opening(file: &Path, source: io::Error) -> InputError {
        match source.kind() {
            io::ErrorKind::NotFound => InputError::NotFound { file: file.to_owned() },
            _ => InputError::Io { file: file.to_owned(), source },
        }
    }

    /// The field whose columns cannot be told apart, where that is what went wrong.
    pub fn ambiguous_field(&self) -> Option<&str> {
        match self {
            InputError::Header { problem, .. } => match problem.as_ref() {
                HeaderError::Ambiguous { field, .. } => Some(field),
                _ => None,
            },
            _ => None,
        }
    }
}

fn unknown_encoding(name: &str, near: Option<&str>) -> String {
    let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
    format!(
        "no encoding is called {name:?}{near}\n  some that are: utf-8, utf-16, gbk, gb18030, big5, shift_jis, euc-kr, windows-1252, latin1, koi8-r"
    )
}

impl InputError {
    /// The columns that cannot be read as their fields, where that is what went wrong.
    pub fn refused_columns(&self) -> impl Iterator<Item = &Unreadable> {
        let refused = match self {
            InputError::Column { problem, others } => Some((problem, others)),
            _ => None,
        };
        refused.into_iter().flat_map(|(problem, others)| std::iter::once(&**problem).chain(others))
    }

    /// One error for all columns that cannot be read.
    pub(crate) fn of_columns(refused: Vec<Unreadable>) -> Option<InputError> {
        let mut refused = refused.into_iter();
        let problem = Box::new(refused.next()?);
        Some(InputError::Column { problem, others: refused.collect() })
    }
}

fn fitting_sheets(names: &[String]) -> String {
    let options = names.iter().map(|name| format!("--sheet {name:?}")).collect::<Vec<_>>();
    match options.as_slice() {
        [] => String::new(),
        [one] => format!("\nhelp: another sheet has what it takes: {one}"),
        several => format!("\nhelp: other sheets have what it takes: {}", several.join(" or ")),
    }
}
