//! The result as a workbook: the sheets Customers (the classified list), Summary (the tables and
//! their charts; it is the sheet that opens) and Notes.
//!
//! The list goes to disk row by row, so its length does not matter; past a sheet's 1,048,576 rows it goes on in `Customers 2`, below
//! the same header. Nothing in the file tells when it was made: the same input gives the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

use crate::cell::ListCell;
use crate::copy::workbook::failed;
use crate::copy::{Added, FreshWorkbook, ListWriter};
use crate::document::note::Note;
use crate::document::table::Table;
use crate::file::{AtomicFile, OutputError};

mod charts;
mod form;
mod property;
mod summary;

pub use form::form_xlsx;
pub use property::{RULES_PROPERTY, rules_in};

use summary::Summary;

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
    workbook: FreshWorkbook,
    settings: XlsxSettings,
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
        let workbook = FreshWorkbook::create(file, settings.list_sheet)?;
        Ok(XlsxWriter { workbook, settings, summary: None, notes: Vec::new() })
    }

    /// The workbook, for the list.
    pub fn workbook(&mut self) -> &mut FreshWorkbook {
        &mut self.workbook
    }

    /// Adds tables to the Summary sheet, one below the other.
    ///
    /// # Errors
    ///
    /// When a sheet cannot hold them.
    pub fn tables(&mut self, tables: &[Table]) -> Result<(), OutputError> {
        let mut summary = match self.summary.take() {
            Some(summary) => summary,
            None => Summary::new(self.workbook.path())?,
        };
        tables.iter().try_for_each(|table| summary.table(self.workbook.styles(), table))?;
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
        self.workbook.header(&header, header.len(), &Added { columns: Vec::new() })?;
        table.rows.iter().try_for_each(|row| {
            let cells = row.cells.iter().map(summary::cell_of).collect::<Vec<_>>();
            let colors = row.cells.iter().map(summary::fill_of).collect::<Vec<_>>();
            self.workbook.colored_row(&cells, &colors, &[])
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
        let XlsxWriter { mut workbook, settings, summary, notes } = self;
        let properties = properties(&settings).map_err(|error| failed(workbook.path(), error))?;
        let mut sheets = Vec::new();
        if let Some(summary) = summary {
            sheets.push(summary.finish()?);
        }
        if !notes.is_empty() {
            let path = workbook.path().to_path_buf();
            sheets.push(summary::notes(&path, workbook.styles(), &notes)?);
        }
        workbook.finish(&properties, sheets)
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

#[cfg(test)]
mod tests;
