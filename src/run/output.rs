//! Where a run writes to: the ending of a file says what is written, and what the run reads is never written to.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::document::Document;
use crate::document::calendar::Calendar;
use crate::document::table::Table;
use crate::draw::{Format, draw_calendar};
use crate::file::{AtomicFile, Durability, OutputError, same_file};
use crate::list::workbook::looks_like_workbook;
use crate::result::refusal::{Refusal, Writes};

/// What a file is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Delimited text.
    Csv,
    /// A workbook.
    Xlsx,
    /// A page of Markdown.
    Markdown,
    /// JSON, for a script.
    Json,
    /// A calendar (iCalendar).
    Calendar,
}

impl Kind {
    /// The kind that the ending of a name stands for.
    fn of(path: &Path) -> Option<Kind> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Kind::Csv),
            "xlsx" => Some(Kind::Xlsx),
            "md" => Some(Kind::Markdown),
            "json" => Some(Kind::Json),
            "ics" => Some(Kind::Calendar),
            _ => None,
        }
    }

    /// How tables are drawn in such a file; `None` where it takes more than that.
    pub fn format(self) -> Option<Format> {
        match self {
            Kind::Csv => Some(Format::Csv),
            Kind::Markdown => Some(Format::Markdown),
            Kind::Json => Some(Format::Json),
            Kind::Xlsx | Kind::Calendar => None,
        }
    }
}

/// The kinds of file that there are of something.
fn kinds(writes: Writes) -> &'static [Kind] {
    match writes {
        Writes::Copy => &[Kind::Csv, Kind::Xlsx],
        Writes::Shown | Writes::CsvTemplate => &[Kind::Csv],
        Writes::XlsxTemplate => &[Kind::Xlsx],
        Writes::Report => &[Kind::Csv, Kind::Markdown, Kind::Json],
        Writes::Comparison => &[Kind::Csv, Kind::Xlsx, Kind::Markdown, Kind::Json],
        Writes::Due => &[Kind::Csv, Kind::Xlsx, Kind::Markdown, Kind::Json, Kind::Calendar],
    }
}

/// A file that is going to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    path: PathBuf,
    kind: Kind,
}

impl Output {
    /// A file whose ending says what is written to it. Devices have no endings: lists go there as CSV.
    ///
    /// # Errors
    ///
    /// When what is written has no such kind of file.
    pub fn new(path: &Path, writes: Writes) -> Result<Output, Error> {
        let kind = Kind::of(path).filter(|kind| kinds(writes).contains(kind));
        let is_device = matches!(writes, Writes::Copy | Writes::Shown) && path.starts_with("/dev");
        match kind.or(is_device.then_some(Kind::Csv)) {
            Some(kind) => Ok(Output { path: path.to_owned(), kind }),
            None => Err(Refusal::Ending(path.to_owned(), writes).into()),
        }
    }

    /// What is written.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins to write.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn create(&self, durability: Durability) -> Result<AtomicFile, Error> {
        Ok(AtomicFile::create(&self.path, durability)?)
    }
}

/// Where the copy of a list goes of which nothing is said: `customers.xlsx` → `customers.scored.xlsx`; any other workbook too →
/// `.scored.xlsx`; a CSV by any name → `.scored.csv`; what is no file that anything could stand beside (standard input, a pipe) →
/// standard output, `-`.
pub fn default_copy(list: &Path) -> PathBuf {
    if list.as_os_str() == "-" {
        return PathBuf::from("-");
    }
    match std::fs::metadata(list) {
        Ok(there) if there.is_file() => {
            list.with_extension(if is_workbook(list) { "scored.xlsx" } else { "scored.csv" })
        }
        // A folder too: that it is one is told when it is read.
        Ok(_) => PathBuf::from("-"),
        Err(_) => list.with_extension("scored.csv"),
    }
}

/// Whether a file is a workbook by its content, whatever its name.
fn is_workbook(list: &Path) -> bool {
    let mut beginning = [0; 16];
    let read = File::open(list).and_then(|mut file| file.read(&mut beginning));
    read.is_ok_and(|read| looks_like_workbook(&beginning[..read]))
}

/// Refuses an output that is one of the lists that the run reads.
///
/// # Errors
///
/// When it is.
pub fn keep<'a>(lists: impl IntoIterator<Item = &'a Path>, output: &Path) -> Result<(), Error> {
    match has(lists, output) {
        true => Err(Refusal::ReadsOutput { output: output.to_owned(), is_input: true }.into()),
        false => Ok(()),
    }
}

/// Whether an output is one of the lists.
pub(super) fn has<'a>(lists: impl IntoIterator<Item = &'a Path>, output: &Path) -> bool {
    // On standard input there is a list without a file.
    lists.into_iter().any(|list| list.as_os_str() != "-" && same_file(list, output))
}

/// Writes tables to a file and gives it its name.
///
/// # Errors
///
/// When the file cannot be written.
pub fn write_tables(tables: Vec<Table>, format: Format, mut file: AtomicFile) -> Result<(), Error> {
    format.draw(&Document::from(tables), None, &mut file).map_err(|error| OutputError::io(file.path(), error))?;
    Ok(file.commit()?)
}

/// Writes a calendar to a file and gives it its name.
///
/// # Errors
///
/// When the file cannot be written.
pub fn write_calendar(calendar: &Calendar, mut file: AtomicFile) -> Result<(), Error> {
    draw_calendar(calendar, &mut file).map_err(|error| OutputError::io(file.path(), error))?;
    Ok(file.commit()?)
}

/// Writes a text to a file and gives it its name.
///
/// # Errors
///
/// When the file cannot be written.
pub fn write_text(text: &str, mut file: AtomicFile) -> Result<(), Error> {
    file.write_all(text.as_bytes()).map_err(|error| OutputError::io(file.path(), error))?;
    Ok(file.commit()?)
}
