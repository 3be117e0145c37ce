//! Reading lists: bytes in, typed columns out, and the same records once more for a copy of them.
//!
//! A [`Source`] is gone through twice. The first pass takes the columns that the rules need ([`Source::extract`]); the second hands
//! out the original records ([`Source::records`]). Both kinds of source, delimited text and workbooks, give the same [`Extract`].

use std::path::PathBuf;

use crate::place::Place;
use crate::rule::Field;
use crate::score::Column;

pub mod builder;
pub mod cell;
pub mod classify;
mod error;
pub mod header;
mod header_rows;
pub mod limits;
pub mod name;
mod places;
mod reading_fact;
mod repeats;
mod source;
pub mod text;
pub mod unit;
pub mod value;
pub mod workbook;

pub use builder::{ColumnProblem, Unreadable};
pub use cell::ListCell;
pub use error::{Filling, InputError};
pub use reading_fact::{ReadingFact, SeenCells};
pub use repeats::{CustomerIds, RepeatedIds};
pub use source::{Description, Record, Source};

/// How the user asked for a list to be read; what is absent is found out from the list itself.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// `--sheet`: the workbook's sheet.
    pub sheet: Option<String>,
    /// `--header-row`: the record (or sheet row) that holds the headers, from 1.
    pub header_row: Option<u64>,
    /// `--map FIELD=HEADER`.
    pub map: Vec<(String, HeaderChoice)>,
    /// `--read FIELD=HOW`.
    pub read: Vec<(String, ReadAs)>,
    /// `--encoding`: a name of an encoding.
    pub encoding: Option<String>,
    /// `--encoding-out`: the encoding of the list's copy, where it is not to be the list's own.
    pub encoding_out: Option<String>,
    /// Whether the table is only shown, not classified: stray bytes, which are no text, are shown as � where the list's cells are handed
    /// out (otherwise the list is refused there); a quote that is never closed is an ordinary character where the record then is like
    /// the others (otherwise an error); cells that slipped are put under their headers (otherwise they are bad).
    pub to_show: bool,
    /// Whether nothing is wanted of the list but its columns: what would let its copy be made faster is not kept.
    pub columns_only: bool,
    /// Header names that lists usually have: where they appear under an encoding, it is likely the list's.
    pub known_headers: Vec<String>,
    /// `--delimiter`: one ASCII byte.
    pub delimiter: Option<u8>,
    /// `--quote`.
    pub quote: Option<QuoteChoice>,
    /// `--threads`; the result never depends on it.
    pub threads: Option<usize>,
    /// `--limit NAME=VALUE`.
    pub limits: limits::Limits,
}

/// What the user said of a list's quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteChoice {
    /// This one ASCII byte.
    Sign(u8),
    /// There are none.
    None,
}

/// Which column the user named for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderChoice {
    /// `revenue=年销售额`.
    Named(String),
    /// `revenue=#5`, from 1.
    Number(usize),
}

/// How a column that can be read in two ways is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadAs {
    /// `1,234.56`: the point is the decimal mark.
    PointDecimal,
    /// `1.234,56`: the comma is the decimal mark.
    CommaDecimal,
    /// Bare numbers of a percent field are per cent: 5 is 5 %.
    Percent,
    /// Bare numbers of a percent field are ratios: 0.05 is 5 %.
    Ratio,
    /// Year, month, day.
    YearMonthDay,
    /// Day, month, year.
    DayMonthYear,
    /// Month, day, year.
    MonthDayYear,
    /// Days of Excel's calendar.
    Serial,
}

impl ReadAs {
    /// Every way.
    pub const ALL: [ReadAs; 8] = [
        ReadAs::PointDecimal,
        ReadAs::CommaDecimal,
        ReadAs::Percent,
        ReadAs::Ratio,
        ReadAs::YearMonthDay,
        ReadAs::DayMonthYear,
        ReadAs::MonthDayYear,
        ReadAs::Serial,
    ];

    /// The word of `--read`.
    pub fn name(self) -> &'static str {
        match self {
            ReadAs::PointDecimal => "1,234.56",
            ReadAs::CommaDecimal => "1.234,56",
            ReadAs::Percent => "percent",
            ReadAs::Ratio => "ratio",
            ReadAs::YearMonthDay => "ymd",
            ReadAs::DayMonthYear => "dmy",
            ReadAs::MonthDayYear => "mdy",
            ReadAs::Serial => "serial",
        }
    }
}

/// Where the bytes of a list come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A named file.
    File(PathBuf),
    /// Standard input, kept in a temporary file so that it can be read twice.
    Stdin,
}

/// One cell as a sheet holds it, before it is read as a field's type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RawCell<'a> {
    /// No cell, or an empty one.
    Empty,
    /// A text, unquoted and in UTF-8.
    Text(&'a str),
    /// A workbook's number; `percent` when its format shows it as per cent.
    Number {
        /// The stored double.
        value: f64,
        /// Whether the cell's number format is a percent format.
        percent: bool,
    },
    /// A workbook's date: days of its calendar, with the time as a fraction.
    Date {
        /// The serial number as stored.
        serial: f64,
        /// Whether the workbook counts from 1904.
        is_1904: bool,
    },
    /// A workbook's truth value.
    Flag(bool),
    /// A workbook's error, such as `#N/A`.
    Error(&'a str),
}

/// Which column of the list each wanted field is.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The header record, counted from 0 over all records of the file or rows of the sheet.
    pub header_record: u64,
    /// The header's texts, one a column.
    pub header: Vec<String>,
    /// One entry for each wanted field, in the order asked.
    pub fields: Vec<BoundField>,
    /// The column of ids, where repeated ones are to be looked for in passing; nothing before [`Binding::watch_ids`].
    pub ids: Option<usize>,
}

impl Binding {
    /// The header's names for a message: the first few, each cut off where it is long.
    pub fn names(&self) -> String {
        let names = self.header.iter().map(|text| name::shortened(text)).collect::<Vec<_>>();
        header::some_of(&names, 30)
    }

    /// Has repeated ids looked for in the first pass, where the header has one column for them. (It is read in passing and
    /// needs not be a wanted field.)
    pub fn watch_ids(&mut self, id: &Field) {
        let header = header::HeadRecord { record: self.header_record, cells: self.header.clone() };
        self.ids = match header::Header::new(&header).find(id) {
            header::Fit::One { column, .. } => Some(column),
            _ => None,
        };
    }
}

/// A wanted field and where the list has it.
#[derive(Debug, Clone)]
pub struct BoundField {
    /// The field.
    pub field: Field,
    /// The column, from 0; `None` where the list lacks an optional field.
    pub column: Option<usize>,
    /// Why this column.
    pub why: Matched,
    /// The power of ten by which the header's unit multiplies the column: 4 for `销售额(万元)`.
    pub power: u8,
    /// How the user asked for the column to be read.
    pub read_as: Option<ReadAs>,
}

/// Why a column is the one for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matched {
    /// The header is the field's own name.
    Name,
    /// The header is one that the field goes by.
    Header(String),
    /// `--map` says so.
    Map,
    /// The list lacks the column.
    Absent,
}

/// Why a record below the header is no customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCustomer {
    /// A total row: 合计, Total ….
    Total,
    /// The header again.
    Header,
    /// Nothing in any cell.
    Blank,
}

/// The records below the header that are no customers, in the list's order.
///
/// Neighbours of one kind are kept as one run, so that a million blank rows cost no more than one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoCustomers {
    runs: Vec<NoCustomerRun>,
}

/// Neighbouring records that are no customers for the same reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCustomerRun {
    /// The first record, counted from 0 over the whole list.
    pub first: u64,
    /// How many records there are.
    pub count: u64,
    /// Why they are no customers.
    pub why: NoCustomer,
}

impl NoCustomers {
    /// Adds records behind those that are already there.
    pub fn push(&mut self, first: u64, count: u64, why: NoCustomer) {
        match self.runs.last_mut() {
            Some(last) if last.why == why && last.first + last.count == first => last.count += count,
            _ if count > 0 => self.runs.push(NoCustomerRun { first, count, why }),
            _ => {}
        }
    }

    /// The runs, in the list's order.
    pub fn runs(&self) -> &[NoCustomerRun] {
        &self.runs
    }

    /// How many records there are.
    pub fn count(&self) -> u64 {
        self.runs.iter().map(|run| run.count).sum()
    }

    /// How many records there are for one reason.
    pub fn count_of(&self, why: NoCustomer) -> u64 {
        self.runs.iter().filter(|run| run.why == why).map(|run| run.count).sum()
    }

    /// Why the record is no customer; nothing if it is one.
    pub fn get(&self, record: u64) -> Option<NoCustomer> {
        let run = self.runs[..self.runs.partition_point(|run| run.first <= record)].last()?;
        (record - run.first < run.count).then_some(run.why)
    }
}

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
    /// Records with cells that do not stand under their headers, because a delimiter is missing or too many or another one: how many, and
    /// the first few. These cells are bad, or put right where the table is only shown.
    pub slipped: Found,
    /// Bytes that are no text of the list's encoding, in cells that nothing reads: they are carried through as they are.
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
    /// So many more units (bytes of text, rows of a workbook) are done.
    fn advance(&self, units: u64);
}

#[cfg(test)]
mod tests {
    use super::{NoCustomer, NoCustomers};

    #[test]
    fn neighbours_of_one_kind_are_one_run() {
        let mut found = NoCustomers::default();
        found.push(3, 1, NoCustomer::Blank);
        found.push(4, 1_000_000, NoCustomer::Blank);
        found.push(1_000_004, 1, NoCustomer::Total);
        found.push(1_000_006, 1, NoCustomer::Total);
        assert_eq!(found.runs().len(), 3);
        assert_eq!((found.count(), found.count_of(NoCustomer::Total)), (1_000_003, 2));
        assert_eq!(
            [2, 3, 1_000_003, 1_000_004, 1_000_005, 1_000_006].map(|record| found.get(record)),
            [
                None,
                Some(NoCustomer::Blank),
                Some(NoCustomer::Blank),
                Some(NoCustomer::Total),
                None,
                Some(NoCustomer::Total),
            ]
        );
    }
}
