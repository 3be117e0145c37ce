//! What can write a list of cells with what is added to it, record by record.

use super::added::{Added, AddedValue};
use crate::cell::ListCell;
use crate::file::OutputError;

/// Writes a list with its added columns: first the records above the header, then the header, then every record below it in
/// the list's order.
pub(crate) trait ListWriter {
    /// A record above the header, such as a title or a date, which is written as it is.
    ///
    /// # Errors
    ///
    /// When the output cannot hold it or be written.
    fn preamble(&mut self, cells: &[ListCell<'_>]) -> Result<(), OutputError>;

    /// The header. `width` is the number of cells of the widest record from the header on: shorter ones are filled up to it, so that the
    /// added values stand under their headers.
    ///
    /// # Errors
    ///
    /// When the output cannot hold it or be written.
    fn header(&mut self, cells: &[ListCell<'_>], width: usize, added: &Added<'_>) -> Result<(), OutputError>;

    /// In the place of [`ListWriter::header`], before all records: there is no header.
    ///
    /// # Errors
    ///
    /// When the output cannot hold that many columns.
    fn no_header(&mut self, width: usize, added: &Added<'_>) -> Result<(), OutputError>;

    /// A record below the header with its added values, one for each column of [`Added`]; none for a blank record.
    ///
    /// # Errors
    ///
    /// When the output cannot hold it or be written, or the record has more cells than the header said.
    fn row(&mut self, cells: &[ListCell<'_>], added: &[AddedValue<'_>]) -> Result<(), OutputError>;
}

/// How many cells a record has, not counting empty ones at its end.
pub(crate) fn filled(cells: &[ListCell<'_>]) -> usize {
    cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
}
