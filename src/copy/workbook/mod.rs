//! The sheets of a fresh workbook that hold the list.

use std::path::Path;

use rust_xlsxwriter::XlsxError;

use crate::file::OutputError;

pub(crate) mod guard;
pub(crate) mod list_sheets;
pub(crate) mod sheet;
pub(crate) mod style;
pub(crate) mod width;

/// The sheet of the list.
pub(crate) const LIST_SHEET: &str = "Customers";

/// How many rows a sheet holds.
pub(crate) const SHEET_ROWS: u32 = 1_048_576;

/// How many columns a sheet holds.
pub(crate) const SHEET_COLUMNS: usize = 16_384;

/// The library's error as ours.
pub(crate) fn failed(path: &Path, error: XlsxError) -> OutputError {
    match error {
        XlsxError::IoError(source) | XlsxError::TempFileError(_, source) => OutputError::io(path, source),
        other => OutputError::Workbook { file: path.to_path_buf(), message: other.to_string() },
    }
}
