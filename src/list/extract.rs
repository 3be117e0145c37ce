//! What the first pass takes out of a list.

use super::value::{Currency, read_iso_date};
use super::{CustomerIds, MoneyReading, NoCustomer, NoCustomers, ReadAs, ReadingFact};
use crate::place::Place;
use crate::score::Column;

/// What a record of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// Above the header: titles and the like.
    Preamble,
    /// The header.
    Header,
    /// A customer: the row in the extracted columns.
    Customer(usize),
    /// Below the header, but no customer.
    NoCustomer(NoCustomer),
}

/// What the first pass took out of a list.
#[derive(Debug)]
pub struct Extract {
    /// One column for each bound field, in the binding's order; absent fields are missing (or have their default) throughout.
    pub columns: Vec<Column>,
    /// How many customers there are: the length of every column.
    pub customers: usize,
    /// How many records stand below the header, customers or not.
    pub records: u64,
    /// The records below the header that are no customers, in the list's order, neighbours of one kind together.
    pub no_customers: NoCustomers,
    /// The widest record's number of cells.
    pub width: usize,
    /// How each bound field was read, for `inspect` and the notes.
    pub readings: Vec<FieldReading>,
    /// Records with more cells than the header: how many, and the first few.
    pub surplus: Found,
    /// Records with fewer cells than the header: how many, and the first few.
    pub short: Found,
    /// Records with a quote that made no sense by the letter and was read as an ordinary character: how many, and the first few.
    pub mended: Found,
    /// Records with cells that do not stand under their headers, because a delimiter is missing, added or replaced: how many, and the first
    /// few. These cells are bad, or put right if the table is only shown.
    pub slipped: Found,
    /// Bytes that are no text in the list's encoding, in cells that nothing reads. The copy has them as they are.
    pub stray: Found,
    /// For each column of the list, what all its filled cells are; only where it was asked for, otherwise empty.
    pub plain_columns: Vec<PlainColumn>,
    /// The customers' ids, where repeated ones are looked for.
    pub ids: CustomerIds,
    /// What a workbook does not show of the list, sheet by sheet; it is read all the same.
    pub hidden: Vec<HiddenParts>,
}

/// What all filled cells of a column are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PlainColumn {
    /// There are none.
    #[default]
    Empty,
    /// Plain numbers of at most 15 digits without leading zeros.
    Numbers,
    /// ISO dates: `2026-03-05`.
    Dates,
    /// Something else, or not all the same.
    Texts,
}

impl PlainColumn {
    /// The same with a further cell.
    pub fn with_cell(self, cell: &[u8]) -> PlainColumn {
        match self {
            _ if cell.is_empty() => self,
            PlainColumn::Empty if read_iso_date(cell).is_some() => PlainColumn::Dates,
            PlainColumn::Dates if read_iso_date(cell).is_some() => PlainColumn::Dates,
            PlainColumn::Empty | PlainColumn::Numbers if is_plain_number(cell) => PlainColumn::Numbers,
            _ => PlainColumn::Texts,
        }
    }

    /// What the cells of this column and another are.
    pub fn and(self, other: PlainColumn) -> PlainColumn {
        match (self, other) {
            (PlainColumn::Empty, kind) | (kind, PlainColumn::Empty) => kind,
            (one, two) if one == two => one,
            _ => PlainColumn::Texts,
        }
    }
}

/// Whether a cell is a number of at most 15 digits without leading zeros, as a spreadsheet would show it again.
fn is_plain_number(cell: &[u8]) -> bool {
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    let (whole, fraction) = match memchr::memchr(b'.', digits) {
        Some(point) => (&digits[..point], Some(&digits[point + 1..])),
        None => (digits, None),
    };
    let all_digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    all_digits(whole)
        && (whole == b"0" || whole[0] != b'0')
        && fraction.is_none_or(all_digits)
        && whole.len() + fraction.map_or(0, <[u8]>::len) <= 15
}

/// What a sheet does not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenParts {
    /// The sheet.
    pub sheet: String,
    /// Whether the whole sheet is hidden.
    pub sheet_is_hidden: bool,
    /// How many rows with cells are hidden.
    pub rows: u64,
    /// The first few of them, from 1.
    pub first_rows: Vec<u64>,
    /// The hidden ones of the list's columns, from 1.
    pub columns: Vec<usize>,
}

/// How a field's column was read, and what could not be.
#[derive(Debug, Clone, Default)]
pub struct FieldReading {
    /// How many cells hold a value.
    pub values: u64,
    /// How many cells are missing.
    pub missing: u64,
    /// The bad cells: how many, and the first few.
    pub bad: Found,
    /// The decision over the whole column where there was one to make.
    pub decided: Option<ReadAs>,
    /// The power of ten by which the column's unit multiplies it.
    pub power: u8,
    /// Whether that unit stands in a title of the list.
    pub has_title_unit: bool,
    /// The currencies of the cells: how many cells have each, and the first.
    pub signs: Vec<(Currency, Found)>,
    /// For each customer up to the last one whose cell has a currency: 0 for none, otherwise its place among these, from 1.
    pub(super) sign_of: Vec<u8>,
    /// In which currencies the amounts are, if the column is one of money.
    pub money: Option<MoneyReading>,
    /// What people should know about the reading: a unit that multiplies, a decision and its evidence.
    pub facts: Vec<ReadingFact>,
}

/// Things found in a list: how many, and the first few with their places.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// How many there are.
    pub count: u64,
    /// The first few, in the list's order.
    pub first: Vec<Finding>,
}

/// One thing found in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// What was there.
    pub text: String,
}

/// Told how far a pass has come.
pub trait Progress: Sync {
    /// Adds to the units that are done: bytes of text, rows of a workbook.
    fn advance(&self, units: u64);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(cells: &[&str]) -> PlainColumn {
        cells.iter().fold(PlainColumn::Empty, |kind, cell| kind.with_cell(cell.as_bytes()))
    }

    #[test]
    fn a_plain_number_is_one_that_a_spreadsheet_shows_again() {
        for plain in ["0", "7", "-7", "0.50", "123456789012345", "-0.12345678901234"] {
            assert_eq!(kind(&["", plain, "1"]), PlainColumn::Numbers, "{plain}");
        }
        for other in ["007", "+7", "1,234", "1e5", ".5", "5.", "-", "1.2.3", " 7", "1234567890123456", "１２"] {
            assert_eq!(kind(&[other]), PlainColumn::Texts, "{other}");
        }
    }

    #[test]
    fn a_column_is_dates_where_all_its_cells_are() {
        assert_eq!(kind(&["2026-03-05", "", "1900-01-01"]), PlainColumn::Dates);
        for cells in [["2026-03-05", "1"], ["1", "2026-03-05"], ["2026-03-05", "2026-02-30"], ["2026-3-5", ""]] {
            assert_eq!(kind(&cells), PlainColumn::Texts, "{cells:?}");
        }
        assert_eq!(PlainColumn::Dates.and(PlainColumn::Empty), PlainColumn::Dates);
        assert_eq!(PlainColumn::Dates.and(PlainColumn::Numbers), PlainColumn::Texts);
    }
}
