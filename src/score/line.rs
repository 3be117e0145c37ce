//! Where the lines between tiers fell on a list.

use crate::number::decimal::Decimal;
use crate::rule::method::ranking::{Crossing, Measure};

/// The end of a tier on a list: the last value that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The tier, by its index.
    pub tier: usize,
    /// The group that the line was drawn in (`per`).
    pub group: Option<String>,
    /// The least value of the tier (the greatest with `best = "low"`), or why the tier got nobody.
    pub value: Result<Decimal, Nobody>,
    /// How many customers stand in this tier or a better one.
    pub customers: u64,
    /// How many customers have a value.
    pub of: u64,
    /// What the shares are shares of: customers under percentile, the sum under pareto.
    pub measure: Measure,
    /// The part of the measure that the tier and the better ones hold.
    pub share: Option<Decimal>,
    /// How many customers have exactly the line's value.
    pub equal: u64,
    /// Equal customers that cross the line, where the tier ends behind a number of customers (`top`).
    pub crossed: Option<Crossed>,
}

/// Why a tier got nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nobody {
    /// The sum is 0, so nobody has a place.
    NoSum,
    /// Better tiers already hold all that it could.
    Taken,
    /// Better tiers have all customers.
    NoneLeft,
    /// The next customer and its equals would cross its line, and belong to the worse tier.
    Crossing,
    /// Too few customers have a value for any label.
    TooFew {
        /// How many the rule needs.
        needed: u64,
    },
}

/// Equal customers on both sides of a line behind a number of customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossed {
    /// To which side they belong.
    pub crossing: Crossing,
    /// Behind how many customers the line was to be.
    pub number: u64,
    /// How many are equal.
    pub equal: u64,
}
