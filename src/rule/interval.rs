//! Intervals of exact numbers: the values that belong to a tier or a step.

use std::cmp::Ordering;

use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;

/// An end of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The bound.
    pub value: Decimal,
    /// Whether the bound itself belongs to the interval.
    pub inclusive: bool,
}

/// The values that belong to a tier: `None` is no bound on that side.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Interval {
    /// From where.
    pub lower: Option<Edge>,
    /// Up to where.
    pub upper: Option<Edge>,
    /// Nobody at all: a share that no customer's place reached.
    pub empty: bool,
}

impl Interval {
    /// An interval that holds no value.
    pub const NOBODY: Interval = Interval { lower: None, upper: None, empty: true };

    /// Whether a value belongs to the interval.
    pub fn has(&self, value: Decimal) -> bool {
        let above = |edge: Edge| value > edge.value || (edge.inclusive && value == edge.value);
        let below = |edge: Edge| value < edge.value || (edge.inclusive && value == edge.value);
        !self.empty && self.lower.is_none_or(above) && self.upper.is_none_or(below)
    }

    /// Whether a customer's number belongs to the interval.
    pub fn has_exact(&self, value: &Exact) -> bool {
        let meets = |edge: Edge, side: Ordering| match value.cmp(&Exact::from(edge.value)) {
            Ordering::Equal => edge.inclusive,
            order => order == side,
        };
        match value {
            Exact::Decimal(value) => self.has(*value),
            _ => {
                !self.empty
                    && self.lower.is_none_or(|edge| meets(edge, Ordering::Greater))
                    && self.upper.is_none_or(|edge| meets(edge, Ordering::Less))
            }
        }
    }

    /// Whether an exact fraction belongs to the interval.
    pub fn has_ratio(&self, value: &Ratio) -> bool {
        let meets = |edge: Edge, side: Ordering| match value.cmp(&Ratio::from(edge.value)) {
            Ordering::Equal => edge.inclusive,
            order => order == side,
        };
        !self.empty
            && self.lower.is_none_or(|edge| meets(edge, Ordering::Greater))
            && self.upper.is_none_or(|edge| meets(edge, Ordering::Less))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_has_its_inclusive_ends() {
        let d = |text: &str| Decimal::parse(text).expect("a number");
        let interval = Interval {
            lower: Some(Edge { value: d("0.5"), inclusive: true }),
            upper: Some(Edge { value: d("2"), inclusive: false }),
            empty: false,
        };
        let is_in =
            |over: &str, under: &str| interval.has_ratio(&Ratio::from(d(over)).divided_by(&Ratio::from(d(under))));
        assert!(is_in("1", "2") && is_in("5", "3"));
        assert!(!is_in("49", "99") && !is_in("4", "2"));
    }
}
