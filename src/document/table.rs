//! A table of results: a title, headings and typed cells, which every output format can draw.

use std::borrow::Cow;

use super::chart::Chart;
use crate::date::Day;
use crate::number::Decimal;

/// A table of results.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What the table shows.
    pub title: String,
    /// The headings, one for each column.
    pub columns: Vec<Heading>,
    /// The rows; each has one cell for each column.
    pub rows: Vec<Row>,
    /// Sentences that belong under the table.
    pub notes: Vec<String>,
    /// Charts of its rows, for formats that have them.
    pub charts: Vec<Chart>,
}

impl Table {
    /// Whether a column (from 0) holds numbers, which stand on the right: at least one number, and nothing else.
    pub fn is_numeric(&self, column: usize) -> bool {
        let mut numeric = false;
        for cell in self.rows.iter().filter_map(|row| row.cells.get(column)) {
            match cell {
                Value::Text(_) | Value::Date(_) | Value::Color { .. } => return false,
                Value::Count(_) | Value::Amount(_) | Value::GreatAmount(_) | Value::Share(_) | Value::NoShare => {
                    numeric = true
                }
                Value::Empty => {}
            }
        }
        numeric
    }
}

/// A column's heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// What people read, in the language of the run.
    pub text: String,
    /// The English key that scripts read (JSON): a fixed one, or a field's name.
    pub key: Cow<'static, str>,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// What the row is.
    pub kind: RowKind,
    /// The fill colour of the row's tier, `#RRGGBB`.
    pub color: Option<String>,
    /// One cell for each column.
    pub cells: Vec<Value>,
}

impl Row {
    /// A row of a tier, a group, a customer or the like, without a colour.
    pub fn body(cells: Vec<Value>) -> Row {
        Row { kind: RowKind::Body, color: None, cells }
    }

    /// A sum over the rows above.
    pub fn total(cells: Vec<Value>) -> Row {
        Row { kind: RowKind::Total, color: None, cells }
    }
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A tier, a group, a customer.
    Body,
    /// Customers without a label.
    Unclassified,
    /// A sum over the rows above.
    Total,
}

/// A cell of a table, typed so that every format writes it in its own way.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing to say.
    Empty,
    /// A text.
    Text(String),
    /// A count.
    Count(u64),
    /// A sum of money or another measure; written with grouping for people, plain for scripts.
    Amount(Decimal),
    /// A sum of more than 38 digits, its whole part written out.
    GreatAmount(String),
    /// A ratio: 0.8 is written 80.00 % for people.
    Share(Decimal),
    /// A share that has no meaning, because the total is 0 or less: `–`.
    NoShare,
    /// A day.
    Date(Day),
    /// A colour: its code `#RRGGBB`, which scripts read, and its name for people.
    Color {
        /// The code.
        code: String,
        /// The name.
        name: String,
    },
}

impl Value {
    /// A text as a cell.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }
}
