//! One sheet, written row by row.

use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Chart, Format, Worksheet, XlsxError};

use super::{SHEET_COLUMNS, failed};
use crate::cell::ListCell;
use crate::file::OutputError;
use crate::place::Place;

/// How many UTF-16 units a cell holds.
const TEXT: usize = 32_767;

/// About how much a cell takes in the sheet besides its content.
const CELL_BYTES: u64 = 64;

/// A sheet and how far it has been written.
pub(crate) struct SheetWriter {
    pub(crate) sheet: Worksheet,
    /// The row that comes next, from 0.
    pub(crate) row: u32,
    /// About how many bytes of XML were written; rather too many than too few.
    pub(crate) bytes: u64,
    path: PathBuf,
    name: String,
}

impl SheetWriter {
    pub(crate) fn new(path: &Path, name: String, mut sheet: Worksheet) -> Result<SheetWriter, OutputError> {
        sheet.set_name(&name).map_err(|error| failed(path, error))?;
        Ok(SheetWriter { sheet, row: 0, bytes: 0, path: path.to_path_buf(), name })
    }

    /// Writes a cell of the row that is being written as what it is; a text never becomes anything else.
    pub(crate) fn put(&mut self, at: usize, cell: &ListCell<'_>, format: Option<&Format>) -> Result<(), OutputError> {
        let column = u16::try_from(at).ok().filter(|_| at < SHEET_COLUMNS).ok_or_else(|| {
            OutputError::TooManyColumns { file: self.path.clone(), columns: at + 1, limit: SHEET_COLUMNS }
        })?;
        if let ListCell::Text(text) | ListCell::Error(text) = cell {
            self.check_length(at, text)?;
            self.bytes += text.len() as u64;
        }
        self.bytes += CELL_BYTES;
        self.write(column, cell, format).map_err(|error| failed(&self.path, error))
    }

    fn write(&mut self, column: u16, cell: &ListCell<'_>, format: Option<&Format>) -> Result<(), XlsxError> {
        let (sheet, row) = (&mut self.sheet, self.row);
        match (*cell, format) {
            (ListCell::Empty, None) => return Ok(()),
            (ListCell::Empty, Some(format)) => sheet.write_blank(row, column, format),
            (ListCell::Text(text) | ListCell::Error(text), None) => sheet.write_string(row, column, text),
            (ListCell::Text(text) | ListCell::Error(text), Some(format)) => {
                sheet.write_string_with_format(row, column, text, format)
            }
            (ListCell::Number { value, .. } | ListCell::Date { serial: value, .. }, _) if !value.is_finite() => {
                sheet.write_string(row, column, "#NUM!")
            }
            (ListCell::Number { value, .. } | ListCell::Date { serial: value, .. }, None) => {
                sheet.write_number(row, column, value)
            }
            (ListCell::Number { value, .. } | ListCell::Date { serial: value, .. }, Some(format)) => {
                sheet.write_number_with_format(row, column, value, format)
            }
            (ListCell::Bool(value), None) => sheet.write_boolean(row, column, value),
            (ListCell::Bool(value), Some(format)) => sheet.write_boolean_with_format(row, column, value, format),
        }?;
        Ok(())
    }

    /// Sets a column's width in digits of the standard font.
    pub(crate) fn set_width(&mut self, column: u16, width: f64) -> Result<(), OutputError> {
        self.sheet.set_column_width(column, width).map_err(|error| failed(&self.path, error))?;
        Ok(())
    }

    /// Puts a chart over the cells from that one on.
    pub(crate) fn insert_chart(&mut self, row: u32, at: usize, chart: &Chart) -> Result<(), OutputError> {
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        self.sheet.insert_chart(row, column, chart).map_err(|error| failed(&self.path, error))?;
        Ok(())
    }

    /// The place of the row that comes next, or of a cell in it (its column from 0).
    pub(crate) fn place(&self, at: Option<usize>) -> Place {
        Place::Cell {
            file: self.path.clone(),
            sheet: self.name.clone(),
            row: u64::from(self.row) + 1,
            column: at.map(|at| at + 1),
        }
    }

    fn check_length(&self, at: usize, text: &str) -> Result<(), OutputError> {
        // A text has at least as many bytes as UTF-16 units, so most need not be counted.
        let length = if text.len() <= TEXT { 0 } else { text.encode_utf16().count() };
        if length > TEXT {
            return Err(OutputError::TextTooLong { place: self.place(Some(at)), length, limit: TEXT });
        }
        Ok(())
    }
}
