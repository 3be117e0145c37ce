//! Where the lines between tiers fell on a list.

use crate::number::decimal::Decimal;
use crate::rule::method::ranking::Measure;

/// The end of a tier on a list: the last value that belongs to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The tier, by its index.
    pub tier: usize,
    /// The group that the line was drawn in (`per`).
    pub group: Option<String>,
    /// The least value of the tier (the greatest with `best = "low"`); `None` where the tier got nobody.
    pub value: Option<Decimal>,
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
}
