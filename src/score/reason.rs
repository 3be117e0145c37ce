//! Why a customer has its label: the facts, which the words of the run's language turn into a sentence.

use super::column::Code;
use super::cuts::Interval;
use super::decimal::Decimal;

/// Why a customer has its label.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// It has none: these columns are missing or bad.
    Gaps(Vec<Gap>),
    /// It has none: its value meets no tier's bound.
    OutsideBounds {
        /// The column.
        name: String,
        /// Its value.
        value: Decimal,
    },
    /// Its value stands between two lines.
    Value {
        /// The column.
        name: String,
        /// Its value.
        value: Decimal,
        /// The label.
        code: Code,
        /// The group within which the lines were drawn.
        group: Option<String>,
        /// The next better tier's line: its code, its bound, and whether the bound itself belongs to it.
        better: Option<Bound>,
        /// The values that belong to its own tier.
        own: Interval,
    },
}

/// The line of a tier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// The tier.
    pub code: Code,
    /// Its bound.
    pub value: Decimal,
    /// Whether the bound itself belongs to the tier.
    pub inclusive: bool,
}

/// A column without which a customer cannot be classified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The column's name.
    pub name: String,
    /// What is wrong with its cell.
    pub kind: GapKind,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapKind {
    /// Nothing was filled in.
    Missing,
    /// Filled in, but not a value of the field's type.
    Bad,
}
