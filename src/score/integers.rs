//! Intervals among the integers that a column keeps.

use super::column::Numbers;
use crate::number::decimal::Decimal;
use crate::rule::interval::Interval;

impl Interval {
    /// The same interval among integers at a scale: `first..=last`. What lies outside 64 bits is cut to them.
    pub(super) fn integers(&self, scale: u8) -> (i64, i64) {
        const NOBODY: (i64, i64) = (1, 0);
        if self.empty {
            return NOBODY;
        }
        let least = i128::from(Numbers::BAD) + 1;
        let greatest = i128::from(i64::MAX);
        let first = self.lower.map_or(least, |edge| match (floor_at(edge.value, scale), edge.inclusive) {
            ((floor, true), true) => floor,
            ((floor, _), _) => floor.saturating_add(1),
        });
        let last = self.upper.map_or(greatest, |edge| match (floor_at(edge.value, scale), edge.inclusive) {
            ((floor, true), false) => floor.saturating_sub(1),
            ((floor, _), _) => floor,
        });
        if first > greatest || last < least {
            return NOBODY;
        }
        (first.max(least) as i64, last.min(greatest) as i64)
    }
}

/// The greatest integer not above `value × 10^scale`, and whether it is exactly that.
fn floor_at(value: Decimal, scale: u8) -> (i128, bool) {
    if scale >= value.scale() {
        let factor = 10i128.checked_pow(u32::from(scale - value.scale()));
        let product = factor.and_then(|factor| value.mantissa().checked_mul(factor));
        let beyond = if value.mantissa() < 0 { i128::MIN } else { i128::MAX };
        return product.map_or((beyond, true), |product| (product, true));
    }
    let Some(unit) = 10i128.checked_pow(u32::from(value.scale() - scale)) else {
        return (if value.mantissa() < 0 { -1 } else { 0 }, value.mantissa() == 0);
    };
    (value.mantissa().div_euclid(unit), value.mantissa().rem_euclid(unit) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::interval::Edge;

    fn edge(text: &str, inclusive: bool) -> Option<Edge> {
        Some(Edge { value: Decimal::parse(text).expect("a number"), inclusive })
    }

    #[test]
    fn integer_intervals_agree_with_exact_ones() {
        let intervals = [
            Interval { lower: edge("0.125", true), upper: edge("2.5", false), empty: false },
            Interval { lower: edge("-1.005", false), upper: edge("0.1", true), empty: false },
            Interval { lower: edge("1", false), upper: None, empty: false },
            Interval { lower: None, upper: edge("-0.01", true), empty: false },
            Interval { empty: true, ..Interval::default() },
        ];
        for interval in intervals {
            for scale in 0..4u8 {
                let (first, last) = interval.integers(scale);
                for integer in -3000..3000i64 {
                    let value = Decimal::from_parts(i128::from(integer), scale);
                    assert_eq!((first..=last).contains(&integer), interval.has(value), "{interval:?} {value:?}");
                }
            }
        }
    }

    #[test]
    fn bounds_beyond_the_integers_still_decide() {
        let far = Interval { lower: edge("99999999999999999999999999999999999999", true), upper: None, empty: false };
        assert_eq!(far.integers(2), (1, 0));
        let low = Interval { lower: edge("-99999999999999999999999999999999999999", true), upper: None, empty: false };
        assert_eq!(low.integers(2), (Numbers::BAD + 1, i64::MAX));
    }
}
