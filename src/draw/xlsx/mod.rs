//! The result as a workbook: the sheets Customers (the classified list), Summary (the tables and
//! their charts; it is the sheet that opens) and Notes.
//!
//! The list goes to disk row by row, so its length does not matter; past a sheet's 1,048,576 rows it goes on in `Customers 2`, below
//! the same header. Nothing in the file tells when it was made: the same input gives the same bytes.

use std::io::{self, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::copy::{Added, AddedValue, ListWriter};
use crate::document::note::Note;
use crate::document::table::Table;
use crate::file::{AtomicFile, OutputError};
use crate::list::ListCell;

mod charts;
mod form;
mod guard;
mod page;
mod property;
mod sheets;
mod style;
mod summary;
mod width;

pub use form::form_xlsx;
pub use property::{RULES_PROPERTY, rules_in};

use guard::guarded;
use sheets::Sheets;
use style::Styles;
use summary::Summary;

/// The sheet of the list.
const LIST_SHEET: &str = "Customers";

/// How many rows a sheet holds.
const SHEET_ROWS: u32 = 1_048_576;

/// How many columns a sheet holds.
const SHEET_COLUMNS: usize = 16_384;

/// Beyond 3 a file gets a tenth smaller and takes three times as long.
const COMPRESSION: u8 = 3;

/// From about this many bytes of XML on the archive is written in its form for large files, which a few old readers do not know.
const LARGE: u64 = 2 << 30;

/// What a workbook holds besides the list, the tables and the notes.
#[derive(Debug, Clone, Default)]
pub struct XlsxSettings {
    /// The text of the rules, kept in the document properties; [`rules_in`] reads it back.
    pub rules: Option<String>,
    /// The name of the sheet of the list, if it is not `Customers`.
    pub list_sheet: Option<&'static str>,
}

/// Writes a workbook.
pub struct XlsxWriter {
    file: AtomicFile,
    settings: XlsxSettings,
    workbook: Workbook,
    styles: Styles,
    list: Sheets,
    summary: Option<Summary>,
    notes: Vec<Note>,
}

impl XlsxWriter {
    /// Begins a workbook, with its temporary files in the folder of the output.
    ///
    /// # Errors
    ///
    /// When no temporary file can be created.
    pub fn create(file: AtomicFile, settings: XlsxSettings) -> Result<XlsxWriter, OutputError> {
        XlsxWriter::with_sheet_rows(file, settings, SHEET_ROWS)
    }

    fn with_sheet_rows(file: AtomicFile, settings: XlsxSettings, sheet_rows: u32) -> Result<XlsxWriter, OutputError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(file.folder()).map_err(|error| failed(file.path(), error))?;
        workbook.set_zip_compression_level(COMPRESSION);
        let list = Sheets::new(file.path(), &mut workbook, settings.list_sheet.unwrap_or(LIST_SHEET), sheet_rows)?;
        Ok(XlsxWriter { file, settings, workbook, styles: Styles::default(), list, summary: None, notes: Vec::new() })
    }

    /// Adds tables to the Summary sheet, one below the other.
    ///
    /// # Errors
    ///
    /// When a sheet cannot hold them.
    pub fn tables(&mut self, tables: &[Table]) -> Result<(), OutputError> {
        let mut summary = match self.summary.take() {
            Some(summary) => summary,
            None => Summary::new(self.file.path())?,
        };
        tables.iter().try_for_each(|table| summary.table(&mut self.styles, table))?;
        self.summary = Some(summary);
        Ok(())
    }

    /// Writes a table as the list: on a sheet of its own that can be filtered, past a sheet's rows on a further one.
    ///
    /// # Errors
    ///
    /// When a sheet cannot hold it.
    pub fn list(&mut self, table: &Table) -> Result<(), OutputError> {
        let header = table.columns.iter().map(|heading| ListCell::Text(&heading.text)).collect::<Vec<_>>();
        self.header(&header, header.len(), &Added { columns: Vec::new() })?;
        table.rows.iter().try_for_each(|row| {
            let cells = row.cells.iter().map(summary::cell_of).collect::<Vec<_>>();
            let fills = row.cells.iter().map(summary::fill_of).collect::<Vec<_>>();
            let XlsxWriter { file, workbook, styles, list, .. } = self;
            guarded(file.path(), || list.row(workbook, styles, (&cells, &fills), &[]))
        })
    }

    /// Adds rows to the Notes sheet.
    pub fn notes(&mut self, notes: &[Note]) {
        self.notes.extend_from_slice(notes);
    }

    /// Puts the workbook together and gives the finished file its name. A sheet with nothing on it is left out.
    ///
    /// # Errors
    ///
    /// When the file could not be written; then nothing is left of it.
    pub fn finish(self) -> Result<(), OutputError> {
        let XlsxWriter { mut file, settings, mut workbook, mut styles, list, summary, notes } = self;
        let path = file.path().to_path_buf();
        workbook.use_zip_large_file(list.bytes() > LARGE);
        workbook.set_properties(&properties(&settings).map_err(|error| failed(&path, error))?);
        if !list.is_empty() || (summary.is_none() && notes.is_empty()) {
            list.finish()?.into_iter().for_each(|sheet| workbook.push_worksheet(sheet));
        }
        if let Some(summary) = summary {
            workbook.push_worksheet(summary.finish()?);
        }
        if !notes.is_empty() {
            workbook.push_worksheet(summary::notes(&path, &mut styles, &notes)?);
        }
        let mut out = Watched { file: &mut file, error: None };
        let saved = guarded(&path, || workbook.save_to_writer(&mut out).map_err(|error| failed(&path, error)));
        match (saved, out.error) {
            (Ok(()), _) => file.commit(),
            (Err(_), Some(error)) => Err(OutputError::io(&path, error)),
            (Err(error), None) => Err(error),
        }
    }
}

impl ListWriter for XlsxWriter {
    fn preamble(&mut self, cells: &[ListCell<'_>]) -> Result<(), OutputError> {
        let XlsxWriter { file, workbook, styles, list, .. } = self;
        guarded(file.path(), || list.preamble(workbook, styles, cells))
    }

    fn header(&mut self, cells: &[ListCell<'_>], width: usize, added: &Added<'_>) -> Result<(), OutputError> {
        let XlsxWriter { file, workbook, styles, list, .. } = self;
        guarded(file.path(), || list.header(workbook, styles, cells, width, added))
    }

    fn row(&mut self, cells: &[ListCell<'_>], added: &[AddedValue<'_>]) -> Result<(), OutputError> {
        let XlsxWriter { file, workbook, styles, list, .. } = self;
        guarded(file.path(), || list.row(workbook, styles, (cells, &[]), added))
    }
}

/// Keeps the error of the file, which the library hands on in a form that we cannot look into.
struct Watched<'f> {
    file: &'f mut AtomicFile,
    error: Option<io::Error>,
}

impl Watched<'_> {
    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            self.error.get_or_insert(error);
            kind.into()
        })
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        self.keep(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.flush();
        self.keep(flushed)
    }
}

/// The document properties: the rules, and a date of creation that is always the same.
fn properties(settings: &XlsxSettings) -> Result<DocProperties, XlsxError> {
    let no_clock = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let mut properties = DocProperties::new().set_creation_datetime(&no_clock);
    for (name, text) in settings.rules.iter().flat_map(|rules| property::properties(rules)) {
        properties = properties.set_custom_property(name, text);
    }
    Ok(properties)
}

/// The library's error as ours.
fn failed(path: &Path, error: XlsxError) -> OutputError {
    match error {
        XlsxError::IoError(source) | XlsxError::TempFileError(_, source) => OutputError::io(path, source),
        other => OutputError::Workbook { file: path.to_path_buf(), message: other.to_string() },
    }
}

#[cfg(test)]
mod tests;
