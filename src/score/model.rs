//! What a rule leaves behind once it is fitted to a list: the boundaries found, from which every code and its reason follow.

use std::fmt::Debug;

use super::beyond::Beyond;
use super::column::{Cell, Code, Numbers};
use super::frame::{Block, Frame};
use super::histogram::Portion;
use super::line::Line;
use super::reason::{Bound, Reason};
use crate::number::decimal::Decimal;
use crate::rule::interval::Interval;

/// The customers in each tier of a rule that divides the values of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The column's field. Customers without a value are in no tier.
    pub field: usize,
    /// The scale of the sums.
    pub scale: u8,
    /// The customers of each tier, and the sum of their values.
    pub tiers: Vec<Portion>,
}

/// Where a customer stands among the bounds on one number. Most are in a tier, so that the others may be as large.
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing {
    /// Nowhere: all that have the same number here have no tier for the same cause.
    Nowhere(u8),
    /// In a tier.
    In {
        /// The value.
        value: Decimal,
        /// The number of its group.
        group: usize,
        /// The tier.
        code: Code,
        /// Where the next better tier begins for it.
        better: Option<Bound>,
        /// The values that belong to its own tier.
        own: Interval,
    },
    /// At a value of its own that meets no tier's bound.
    Outside,
}

/// The boundaries found on a list.
pub trait Model: Debug + Send + Sync {
    /// Appends the code of every customer of a block.
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>);

    /// Appends the code and the score of every customer of a block. Only methods that are [scored](crate::rule::Method::scored) give scores; a score
    /// stands also where it meets no tier.
    fn scores(&self, block: &Block<'_>, codes: &mut Vec<Code>, scores: &mut Numbers) {
        self.codes(block, codes);
        block.rows.clone().for_each(|_| scores.push(Cell::Missing));
    }

    /// Why a customer has its code.
    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason;

    /// For each customer of a block a number that says which parts of the conditions hold: customers with the same one are told the same
    /// apart from their values. `None` for other methods, and where there are too many parts.
    fn patterns(&self, _block: &Block<'_>) -> Option<Vec<u128>> {
        None
    }

    /// Where each customer of a block stands, for methods that classify by one number; `None` for others.
    fn standings(&self, _block: &Block<'_>) -> Option<Vec<Standing>> {
        None
    }

    /// For each customer of a block a number: customers with the same one have the same reason. `None` where that is not known.
    fn alike(&self, _block: &Block<'_>) -> Option<Vec<u64>> {
        None
    }

    /// Where the lines fell, where the method draws lines.
    fn lines(&self) -> &[Line] {
        &[]
    }

    /// How many customers would be in another tier if those that cross a line belonged to its other side: by group, nothing where nobody
    /// crosses lines.
    fn elsewhere(&self) -> Vec<u64> {
        Vec::new()
    }

    /// Where a customer stands that is outside of a tier's line; `None` where it is not, or the tier has no line.
    fn beyond(&self, _frame: &Frame<'_>, _row: usize, _tier: usize) -> Option<Beyond> {
        None
    }

    /// How many customers are in each tier, where that came out when the boundaries were found. `None` where they have to be counted.
    fn counted(&self, _frame: &Frame<'_>) -> Option<Counted> {
        None
    }

    /// Whether finding a customer's code again costs less than keeping it.
    fn cheap(&self) -> bool {
        false
    }
}
