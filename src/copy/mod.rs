//! Copying a list out again with its labels beside it.

use std::ops::Range;

use crate::number::Decimal;
use crate::score::Code;

pub(crate) mod added;
mod csv;
pub(crate) mod formula;
pub(crate) mod list;
mod plan;
mod spelled;

pub use added::AddedValue;
pub use csv::CsvWriter;
pub use list::ListWriter;
pub use plan::ColumnPlan;
pub use spelled::Spelled;

/// The columns that are added to a list, in order.
pub struct Added<'a> {
    /// The columns.
    pub columns: Vec<AddedColumn<'a>>,
}

/// A column that is added to a list.
pub struct AddedColumn<'a> {
    /// Its header.
    pub name: String,
    /// The column of the list that it replaces (`--replace`), from 0; otherwise it stands at the end.
    pub replaces: Option<usize>,
    /// What the customers get.
    pub values: AddedValues<'a>,
}

/// What the customers get in an added column.
pub enum AddedValues<'a> {
    /// One of a few labels.
    Labels {
        /// The label's text by code index, in the run's language.
        labels: Vec<AddedLabel>,
        /// What a customer without a label gets, and total rows too.
        unclassified: String,
        /// Appends the codes of these customers.
        codes: CodesOf<'a>,
    },
    /// A value of its own for each customer: scores, sentences, dates.
    Cells(Box<dyn Fn(usize) -> AddedCell + Sync + 'a>),
}

/// Appends the codes of a range of customers.
pub type CodesOf<'a> = Box<dyn Fn(Range<usize>, &mut Vec<Code>) + Sync + 'a>;

/// A label as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedLabel {
    /// Its text.
    pub text: String,
    /// Whether the text is a number (labels of `bins`), to be written as one in a workbook.
    pub number: bool,
    /// The fill colour, `#RRGGBB`.
    pub color: Option<String>,
}

/// A cell of an added column.
#[derive(Debug, Clone, PartialEq)]
pub enum AddedCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Days since 1970-01-01.
    Date(i32),
}
