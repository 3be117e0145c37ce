//! Where a customer stands that is outside of a tier's line.

use std::cmp::Ordering;

use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;
use crate::rule::interval::{Edge, Interval};

/// A value on the outside of a tier's line.
#[derive(Debug, Clone, PartialEq)]
pub struct Beyond {
    /// The value: a fraction, because a scorecard's total may be one.
    pub value: Ratio,
    /// The line.
    pub line: Decimal,
    /// On which side of the line the value is: below it, or above.
    pub below: bool,
}

impl Beyond {
    /// Where a value stands that is outside of an interval; `None` for a value within, and for an interval that nobody reached.
    pub fn new(value: &Ratio, interval: &Interval) -> Option<Beyond> {
        if interval.empty {
            return None;
        }
        let outside = |edge: &Edge, side: Ordering| match value.cmp(&Ratio::from(edge.value)) {
            Ordering::Equal => !edge.inclusive,
            order => order == side,
        };
        let beyond = |edge: Edge, below: bool| Beyond { value: value.clone(), line: edge.value, below };
        let under = interval.lower.filter(|edge| outside(edge, Ordering::Less)).map(|edge| beyond(edge, true));
        let over = || interval.upper.filter(|edge| outside(edge, Ordering::Greater)).map(|edge| beyond(edge, false));
        under.or_else(over)
    }

    /// Whether the value is less than this part of the line away from it. Exact: nothing is rounded.
    pub fn is_within(&self, part: Decimal) -> bool {
        let distance = self.value.minus(&Ratio::from(self.line)).abs();
        distance < Ratio::from(self.line).abs().times(part)
    }

    /// The value that is this part of the line away from it: the tier is kept until the value reaches it.
    pub fn end(&self, part: Decimal) -> Option<Decimal> {
        let distance = Ratio::from(self.line).abs().times(part);
        let line = Ratio::from(self.line);
        let end = if self.below { line.minus(&distance) } else { line.plus(&distance) };
        end.to_decimal()
    }
}
