//! The roundest number of an interval: lines that people remember.

use crate::number::Decimal;

/// The number with the fewest digits in `(low, high]`: a multiple of the largest 5, 2 or 1 × 10^n that the interval holds; the
/// greatest of them. `high` itself where nothing is rounder, or `low` is not below it.
pub fn roundest(low: Decimal, high: Decimal) -> Decimal {
    found(low, high).unwrap_or(high)
}

fn found(low: Decimal, high: Decimal) -> Option<Decimal> {
    let scale = low.scale().max(high.scale());
    let whole =
        |value: Decimal| value.shift(i32::from(scale)).filter(|value| value.scale() == 0).map(Decimal::mantissa);
    let (low, high) = (whole(low)?, whole(high)?);
    let digits = low.unsigned_abs().max(high.unsigned_abs()).checked_ilog10().unwrap_or(0);
    for power in (0..=digits.min(36)).rev() {
        for step in [5, 2, 1].map(|step| step * 10i128.pow(power)) {
            let candidate = high.div_euclid(step) * step;
            if candidate > low {
                return Some(Decimal::from_parts(candidate, scale).normalized());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(low: &str, high: &str) -> String {
        let number = |text| Decimal::parse(text).expect("a number");
        roundest(number(low), number(high)).to_string()
    }

    #[test]
    fn the_roundest_number_lies_in_the_interval() {
        let cases = [
            ("47900", "48900", "48000"),
            ("90", "110", "100"),
            ("99.99", "100", "100"),
            ("100", "100.01", "100.01"),
            ("0.012", "0.019", "0.015"),
            ("-5", "3", "0"),
            ("-480", "-310", "-400"),
            ("137", "137", "137"),
            ("0", "0.5", "0.5"),
            (
                "99999999999999999999999999999999999998",
                "99999999999999999999999999999999999999",
                "99999999999999999999999999999999999999",
            ),
        ];
        for (low, high, expected) in cases {
            assert_eq!(round(low, high), expected, "({low}, {high}]");
        }
    }
}
