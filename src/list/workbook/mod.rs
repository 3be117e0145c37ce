//! Lists in workbooks: XLSX, XLSM, XLSB, XLS, ODS, and the XML and web pages that are called `.xls`.
//!
//! Rows are streamed and sparse: a row is its filled cells, and rows without any are only counted. A workbook that custclass
//! wrote may hold its list in several sheets, which are read as one list.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::header::{self, ColumnNames, HEADER_WITHIN, HeadRecord, HeaderError};
use super::text::{Bytes, CopyEncoding, asked_for_bytes, markup_text};
use super::{Binding, InputError, NoCustomers, Origin, Reading};
use crate::place::Place;
use crate::rule::Field;

mod archive;
mod book;
mod bytes_reader;
mod cell;
mod error;
mod first_pass;
mod format;
mod guard;
mod hidden;
mod html;
mod kept;
mod kind;
mod left_behind;
mod little_endian;
mod markup;
mod merged;
mod opendocument;
mod rows;
mod sheet_records;
mod sheets;
mod sorted_rows;
mod spreadsheet_xml;
mod unpacked;
mod xls;
mod xlsb;
mod xlsb_records;

use book::Book;
use bytes_reader::BytesReader;
pub use error::{Damage, ForeignFile, WorkbookError};
pub use kind::{FIRST_BYTES, WorkbookKind, foreign, looks_like_workbook};
pub use left_behind::LeftBehind;
pub use sheet_records::SheetRecord;
use sheet_records::{Places, Walked};

/// How many other sheets are tried where the header does not fit.
const MOST_TRIED: usize = 200;

/// How many bytes may be unpacked before no further sheet is tried: each may be large above its twentieth row.
const MOST_UNPACKED: u64 = 64 << 20;

/// How many bytes of the first rows' texts are kept to look for the header in. Longer texts are no headers.
const MOST_HEAD: usize = 16 << 20;

/// A list in a workbook.
pub struct Workbook {
    bytes: Arc<Bytes>,
    places: Places,
    kind: WorkbookKind,
    book: Book,
    /// The sheets that the list is in, as numbers into the book's sheets; never none.
    sheets: Vec<usize>,
    /// What the first pass found.
    found: Option<Walked>,
    /// Records that turned out to be no customers when all of the list had been read.
    settled: NoCustomers,
    /// The encoding of the list's copy as CSV; `None` is UTF-8.
    copy_encoding: Option<CopyEncoding>,
}

impl Workbook {
    /// Opens a workbook and settles which sheets hold the list: the one of `--sheet`; in a workbook that custclass wrote,
    /// its Customers sheets; otherwise the first visible one.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is encrypted, is no workbook, or unpacks to too much, and if there is no such sheet.
    pub fn open(origin: &Origin, reading: &Reading) -> Result<Workbook, InputError> {
        Workbook::of(Bytes::open(origin)?, reading)
    }

    /// Takes bytes that were opened already, as [`Workbook::open`] does.
    ///
    /// # Errors
    ///
    /// As for [`Workbook::open`].
    pub fn of(bytes: Bytes, reading: &Reading) -> Result<Workbook, InputError> {
        let copy_encoding = CopyEncoding::asked(reading)?;
        let encoding = asked_for_bytes(reading)?;
        let bytes = Arc::new(bytes);
        let file = bytes.name().to_owned();
        let problem = |problem| InputError::Workbook { file: file.clone(), problem };
        let mut stream = BytesReader::buffered(&bytes);
        let sniffed = kind::sniff(&mut stream).map_err(|source| InputError::Io { file: file.clone(), source })?;
        let (kind, entries) = sniffed.map_err(problem)?;
        let book = match kind {
            WorkbookKind::Html | WorkbookKind::SpreadsheetXml => {
                Book::check_memory(&bytes, &reading.limits).map_err(problem)?;
                let text = markup_text(&bytes, reading)?;
                Book::of_markup(kind, &text, &reading.limits, bytes.len())
            }
            _ => Book::open(kind, &bytes, entries, &reading.limits, encoding),
        };
        let book = book.map_err(problem)?;
        let fullest = (kind == WorkbookKind::Html).then(|| book.fullest());
        let sheets = match (&reading.sheet, fullest) {
            // Of a page's tables most are there for its looks.
            (None, Some(table)) => vec![table],
            _ => sheets::of_list(&book.sheets, reading.sheet.as_deref()).map_err(problem)?,
        };
        let names = sheets.iter().map(|&sheet| book.sheets[sheet].name.clone()).collect();
        let places = Places { file, sheets: names };
        Ok(Workbook { bytes, places, kind, book, sheets, found: None, settled: NoCustomers::default(), copy_encoding })
    }

    /// The file's name in messages.
    pub fn name(&self) -> &Path {
        &self.places.file
    }

    /// The file's bytes.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The kind of workbook.
    pub fn kind(&self) -> WorkbookKind {
        self.kind
    }

    /// The encoding of the list's copy as CSV; `None` is UTF-8.
    pub fn copy_encoding(&self) -> Option<CopyEncoding> {
        self.copy_encoding
    }

    /// The workbook's custom document properties by their names.
    pub fn properties(&mut self) -> BTreeMap<String, String> {
        self.book.properties()
    }

    /// The names of the sheets that the list is in, in their order.
    pub fn sheets(&self) -> &[String] {
        &self.places.sheets
    }

    /// The first rows as texts, those that may hold the header, and the row that is said to hold it (from 1).
    ///
    /// # Errors
    ///
    /// If the workbook is damaged.
    pub fn head(&mut self, header_row: Option<u64>) -> Result<Vec<HeadRecord>, InputError> {
        self.head_of(self.sheets[0], header_row)
    }

    fn head_of(&mut self, sheet: usize, header_row: Option<u64>) -> Result<Vec<HeadRecord>, InputError> {
        let within = HEADER_WITHIN as u64;
        let last = header_row.unwrap_or(0).max(within);
        let mut head = Vec::new();
        let mut room = MOST_HEAD;
        let read = self.book.rows(sheet, |(row, cells), formats| {
            let record = u64::from(row);
            if record < within || header_row == Some(record + 1) {
                let width = cells.last().map_or(0, |cell| cell.column as usize + 1);
                let mut texts = vec![String::new(); width];
                for cell in cells {
                    let text = formats.text(cell);
                    let end = (0..=room.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
                    let kept = &text[..end.unwrap_or(0)];
                    room -= kept.len();
                    texts[cell.column as usize] = kept.to_owned();
                }
                head.push(HeadRecord { record, cells: texts });
            }
            Ok(if record + 1 < last { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        });
        read.map_err(|problem: WorkbookError| self.problem(problem))?;
        Ok(head)
    }

    /// Finds the header and the wanted fields; each entry of `wanted` is one field or several of which the first that
    /// the list has is taken.
    ///
    /// # Errors
    ///
    /// Those of [`header::bind`], with the other sheets that would fit, and those of a damaged workbook.
    pub fn bind(&mut self, wanted: &[&[Field]], reading: &Reading) -> Result<Binding, InputError> {
        if self.kind == WorkbookKind::Html && reading.sheet.is_none() {
            self.choose_table(wanted, reading)?;
        }
        let sheet = self.sheets[0];
        let head = self.head_of(sheet, reading.header_row)?;
        header::bind(&head, wanted, reading, ColumnNames::Letters).map_err(|problem| {
            let fitting =
                if reading.sheet.is_none() { self.fitting(sheet, wanted, reading, &problem) } else { Vec::new() };
            let place = Place::Sheet { file: self.places.file.clone(), sheet: self.book.sheets[sheet].name.clone() };
            InputError::Header { place, problem: Box::new(problem), fitting }
        })
    }

    /// Takes the first table whose header has all that is wanted, where the one with most cells has not.
    fn choose_table(&mut self, wanted: &[&[Field]], reading: &Reading) -> Result<(), InputError> {
        let fullest = self.sheets[0];
        let others = (0..self.book.sheets.len()).filter(|table| *table != fullest);
        for table in std::iter::once(fullest).chain(others.take(MOST_TRIED)).collect::<Vec<_>>() {
            let head = self.head_of(table, reading.header_row)?;
            if header::bind(&head, wanted, reading, ColumnNames::Letters).is_ok() {
                self.sheets = vec![table];
                self.places.sheets = vec![self.book.sheets[table].name.clone()];
                break;
            }
        }
        Ok(())
    }

    /// The other sheets whose headers have all that is wanted.
    fn fitting(&mut self, sheet: usize, wanted: &[&[Field]], reading: &Reading, problem: &HeaderError) -> Vec<String> {
        if !matches!(problem, HeaderError::NotFound(_) | HeaderError::Empty) {
            return Vec::new();
        }
        let mut names = Vec::new();
        let start = self.book.unpacked();
        for other in (0..self.book.sheets.len()).filter(|other| *other != sheet).take(MOST_TRIED) {
            if self.book.unpacked() - start > MOST_UNPACKED {
                break;
            }
            let head = self.head_of(other, reading.header_row).unwrap_or_default();
            if header::bind(&head, wanted, reading, ColumnNames::Letters).is_ok() {
                names.push(self.book.sheets[other].name.clone());
            }
        }
        names
    }

    /// Other visible sheets that have the same header, where the list's sheet was not named.
    pub fn sheets_alike(&mut self, binding: &Binding, reading: &Reading) -> Vec<String> {
        if reading.sheet.is_some() || !binding.has_header || self.sheets.len() > 1 {
            return Vec::new();
        }
        let own = (self.sheets[0], names_of(&binding.header));
        let others = (0..self.book.sheets.len()).filter(|other| *other != own.0 && self.book.sheets[*other].visible);
        let others = others.take(MOST_TRIED).collect::<Vec<_>>();
        let start = self.book.unpacked();
        let mut alike = Vec::new();
        for other in others {
            if self.book.unpacked() - start > MOST_UNPACKED {
                break;
            }
            let head = self.head_of(other, None).unwrap_or_default();
            if head.iter().any(|record| names_of(&record.cells) == own.1) {
                alike.push(self.book.sheets[other].name.clone());
            }
        }
        alike
    }

    fn problem(&self, problem: WorkbookError) -> InputError {
        InputError::Workbook { file: self.places.file.clone(), problem }
    }
}

/// The names of a header in the form that compares, without empty ones at the end.
fn names_of(header: &[String]) -> Vec<String> {
    let mut names = header.iter().map(|text| header::name::bare(text)).collect::<Vec<_>>();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("places", &self.places).field("kind", &self.kind).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
