//! Error values that calamine does not know, such as `#ERROR!` and `#SPILL!`.
//!
//! It stops at such a cell and does not tell where it stands, but can be asked for the next one. So the sheet is gone through
//! once more beside: first to number those cells, then for the places of all cells, which are told whatever the cells hold.

use std::collections::HashMap;
use std::sync::Arc;

use calamine::{Reader, Xlsx, XlsxError};

use super::error::WorkbookError;
use super::unpacked::{Archive, Unpacked};

/// The cells of a sheet that hold unknown error values, by their number among the sheet's cells in the file's order.
pub type OddErrors = HashMap<u64, OddError>;

/// A cell with an unknown error value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddError {
    /// Its row and column, from 0.
    pub place: (u32, u32),
    /// What it holds.
    pub text: String,
}

/// Finds the unknown error values of a sheet.
///
/// # Errors
///
/// If the workbook is damaged, and if the places of cells cannot be told for certain.
pub fn find(archive: &Arc<Archive>, sheet: &str) -> Result<OddErrors, WorkbookError> {
    let mut book = Xlsx::new(Unpacked::new(archive))?;
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let (mut texts, mut follows) = (HashMap::new(), HashMap::new());
    let mut number: i64 = 0;
    loop {
        match cells.next_cell() {
            Ok(None) => break,
            Ok(Some(cell)) => {
                if texts.contains_key(&(number - 1)) {
                    follows.insert(number, cell.get_position());
                }
            }
            Err(XlsxError::CellError(text)) => {
                texts.insert(number, text);
            }
            Err(error) => return Err(error.into()),
        }
        number += 1;
    }
    drop(cells);

    let mut odd = OddErrors::new();
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut number: i64 = 0;
    while let Some(cell) = cells.next_formula()? {
        let place = cell.get_position();
        if follows.get(&number).is_some_and(|expected| *expected != place) {
            return Err(WorkbookError::Damaged(
                "the workbook has unknown error values in cells without addresses".to_owned(),
            ));
        }
        if let Some(text) = texts.remove(&number) {
            odd.insert(number.unsigned_abs(), OddError { place, text });
        }
        number += 1;
    }
    Ok(odd)
}
