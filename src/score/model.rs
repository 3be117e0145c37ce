//! What a rule leaves behind once it is fitted to a list: the boundaries found, from which every code and its reason follow.

use std::fmt::Debug;

use super::beyond::Beyond;
use super::column::{Cell, Code, Numbers};
use super::frame::{Block, Frame};
use super::histogram::Portion;
use super::line::Line;
use super::reason::Reason;

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

    /// Where the lines fell, where the method draws lines.
    fn lines(&self) -> &[Line] {
        &[]
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
