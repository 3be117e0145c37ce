//! What every kind of workbook hands out: sheets, their rows, and how much of them there may be.

use super::cell::SheetCell;
use super::error::WorkbookError;
use super::markup::within;
use crate::list::limits::{Limit, Limits};

/// A sheet with cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether it is shown.
    pub visible: bool,
}

/// A row with cells: its number in the sheet from 0, and its filled cells by column.
pub type Row<'r, 'b> = (u32, &'r [SheetCell<'b>]);

/// How much a sheet may hold, whatever it takes in the file.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// Columns.
    pub columns: u64,
    /// Bytes of the texts of one row, which is kept as a whole.
    pub row: u64,
    /// Bytes of all texts: one that is written once may be shown by every cell.
    pub shown: u64,
}

impl Most {
    /// For a file of this length in bytes.
    pub fn of(limits: &Limits, length: u64) -> Most {
        let of = |limit| limits.of_workbook(limit, length);
        Most { columns: of(Limit::Columns), row: of(Limit::Memory) / 4, shown: of(Limit::Inflated) }
    }
}

/// How many bytes the texts have that were shown so far.
#[derive(Debug, Default)]
pub struct Texts {
    /// In this row.
    pub row: u64,
    /// In all rows.
    pub shown: u64,
}

impl Texts {
    /// Adds a text, or several.
    pub fn add(&mut self, length: u64, most: Most) -> Result<(), WorkbookError> {
        self.row = self.row.saturating_add(length);
        self.shown = self.shown.saturating_add(length);
        within(Limit::Memory, self.row, most.row)?;
        within(Limit::Inflated, self.shown, most.shown)
    }
}
