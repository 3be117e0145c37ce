//! A fresh workbook: the list on its sheets, to which further sheets can be added.
//!
//! The list goes to disk row by row, so its length does not matter. Past a sheet's 1,048,576 rows it goes on in `Customers 2`, below
//! the same header. Nothing in the file tells when it was made: the same input gives the same bytes.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::added::{Added, AddedValue};
use super::writer::ListWriter;
use crate::cell::ListCell;
use crate::file::{AtomicFile, OutputError};

mod guard;
mod list_sheets;
mod save;
mod sheet;
mod style;
mod width;

pub(crate) use guard::guarded;
pub(crate) use save::save;
pub(crate) use sheet::SheetWriter;
pub(crate) use style::{AMOUNT, COUNT, DATE, Line, Look, SHARE, Styles, rgb};
pub(crate) use width::{Widths, width_of_cell, width_of_text};

use list_sheets::ListSheets;

/// The sheet of the list, where no other name is asked for.
const LIST_SHEET: &str = "Customers";

/// How many rows a sheet holds.
pub(crate) const SHEET_ROWS: u32 = 1_048_576;

/// How many columns a sheet holds.
const SHEET_COLUMNS: usize = 16_384;

/// Beyond 3 a file gets a tenth smaller and takes three times as long.
const COMPRESSION: u8 = 3;

/// From about this many bytes of XML on the archive is written in its form for large files, which a few old readers do not know.
const LARGE: u64 = 2 << 30;

/// A workbook that is being written, with the list on its first sheets.
pub struct FreshWorkbook {
    file: AtomicFile,
    workbook: Workbook,
    styles: Styles,
    list: ListSheets,
}

impl FreshWorkbook {
    /// Begins a workbook, with its temporary files in the folder of the output. The sheet of the list is called `Customers` if nothing
    /// else is asked for.
    ///
    /// # Errors
    ///
    /// When no temporary file can be created.
    pub(crate) fn create(file: AtomicFile, list_sheet: Option<&'static str>) -> Result<FreshWorkbook, OutputError> {
        FreshWorkbook::with_sheet_rows(file, list_sheet, SHEET_ROWS)
    }

    /// Begins a workbook whose sheets hold that many rows.
    pub(crate) fn with_sheet_rows(
        file: AtomicFile,
        list_sheet: Option<&'static str>,
        sheet_rows: u32,
    ) -> Result<FreshWorkbook, OutputError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(file.folder()).map_err(|error| failed(file.path(), error))?;
        workbook.set_zip_compression_level(COMPRESSION);
        let list = ListSheets::new(file.path(), &mut workbook, list_sheet.unwrap_or(LIST_SHEET), sheet_rows)?;
        Ok(FreshWorkbook { file, workbook, styles: Styles::default(), list })
    }

    /// The output as the user named it.
    pub(crate) fn path(&self) -> &Path {
        self.file.path()
    }

    /// The formats of the workbook's cells.
    pub(crate) fn styles(&mut self) -> &mut Styles {
        &mut self.styles
    }

    /// Writes a row of the list in which cells may have a fill colour.
    ///
    /// # Errors
    ///
    /// When a sheet cannot hold it.
    pub(crate) fn colored_row(
        &mut self,
        cells: &[ListCell<'_>],
        colors: &[Option<&str>],
        added: &[AddedValue<'_>],
    ) -> Result<(), OutputError> {
        let FreshWorkbook { file, workbook, styles, list } = self;
        guarded(file.path(), || list.row(workbook, styles, cells, colors, added))
    }

    /// Puts the workbook together, the list's sheets before the others, and gives the finished file its name. A list of which nothing
    /// was written is left out where there are other sheets.
    ///
    /// # Errors
    ///
    /// When the file could not be written; then nothing is left of it.
    pub(crate) fn finish(self, properties: &DocProperties, others: Vec<Worksheet>) -> Result<(), OutputError> {
        let FreshWorkbook { file, mut workbook, list, .. } = self;
        workbook.use_zip_large_file(list.bytes() > LARGE);
        workbook.set_properties(properties);
        if !list.is_empty() || others.is_empty() {
            list.finish()?.into_iter().for_each(|sheet| workbook.push_worksheet(sheet));
        }
        others.into_iter().for_each(|sheet| workbook.push_worksheet(sheet));
        save(&mut workbook, file)
    }
}

impl ListWriter for FreshWorkbook {
    fn preamble(&mut self, cells: &[ListCell<'_>]) -> Result<(), OutputError> {
        let FreshWorkbook { file, workbook, styles, list } = self;
        guarded(file.path(), || list.preamble(workbook, styles, cells))
    }

    fn header(&mut self, cells: &[ListCell<'_>], width: usize, added: &Added<'_>) -> Result<(), OutputError> {
        let FreshWorkbook { file, workbook, styles, list } = self;
        guarded(file.path(), || list.header(workbook, styles, cells, width, added))
    }

    fn no_header(&mut self, width: usize, added: &Added<'_>) -> Result<(), OutputError> {
        self.list.no_header(width, added)
    }

    fn row(&mut self, cells: &[ListCell<'_>], added: &[AddedValue<'_>]) -> Result<(), OutputError> {
        self.colored_row(cells, &[], added)
    }
}

/// The library's error as ours.
pub(crate) fn failed(path: &Path, error: XlsxError) -> OutputError {
    match error {
        XlsxError::IoError(source) | XlsxError::TempFileError(_, source) => OutputError::io(path, source),
        other => OutputError::Workbook { file: path.to_path_buf(), message: other.to_string() },
    }
}

#[cfg(test)]
pub(crate) mod tests;
