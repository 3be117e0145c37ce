//! What the first pass takes out of a list.

use super::value::Currency;
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
    /// For each column of the list, whether every filled cell is a plain number of at most 15 digits without leading
    /// zeros; only where it was asked for, otherwise empty.
    pub plain_numbers: Vec<bool>,
    /// The customers' ids, where repeated ones are looked for.
    pub ids: CustomerIds,
    /// What a workbook does not show of the list, sheet by sheet; it is read all the same.
    pub hidden: Vec<HiddenParts>,
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
