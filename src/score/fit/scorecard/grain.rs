//! Small exact fractions, and bounds among their multiples.

use num_bigint::{BigInt, Sign};

use crate::number::decimal::Decimal;
use crate::rule::interval::Interval;

/// A positive or negative fraction in lowest terms: what a grain adds to the total.
#[derive(Debug, Clone, Copy)]
pub struct Grain {
    /// The upper number.
    pub over: i128,
    /// The lower number, above 0.
    pub under: i128,
}

impl Grain {
    /// A fraction in lowest terms; the lower number must be above 0.
    pub fn new(over: i128, under: i128) -> Grain {
        let divisor = gcd(over.unsigned_abs(), under.unsigned_abs()).max(1) as i128;
        Grain { over: over / divisor, under: under / divisor }
    }

    /// A decimal as a fraction.
    pub fn of(value: Decimal) -> Option<Grain> {
        let value = value.normalized();
        Some(Grain::new(value.mantissa(), 10i128.checked_pow(u32::from(value.scale()))?))
    }

    /// The product, if it fits.
    pub fn times(self, other: Grain) -> Option<Grain> {
        // Crosswise first, so that the products stay small.
        let (one, two) = (Grain::new(self.over, other.under), Grain::new(other.over, self.under));
        Some(Grain { over: one.over.checked_mul(two.over)?, under: one.under.checked_mul(two.under)? })
    }
}

fn gcd(mut one: u128, mut other: u128) -> u128 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}

/// The least number that both divide, if it fits.
pub fn lcm(one: i128, other: i128) -> Option<i128> {
    let divisor = gcd(one.unsigned_abs(), other.unsigned_abs()) as i128;
    (one / divisor).checked_mul(other)
}

/// A decimal as an integer at a scale that is no coarser, if it fits.
pub fn integer_at(value: Decimal, scale: u8) -> Option<i128> {
    value.mantissa().checked_mul(10i128.checked_pow(u32::from(scale - value.scale()))?)
}

/// The totals, in units, that lie in an interval of points; what lies outside 128 bits is cut to them.
pub fn total_range(interval: &Interval, unit: i128) -> (i128, i128) {
    let floor = |value: Decimal| {
        let (product, ten) = (BigInt::from(value.mantissa()) * unit, BigInt::from(10).pow(u32::from(value.scale())));
        let whole = &product / &ten;
        let rest = product - &whole * ten;
        let floor = if rest.sign() == Sign::Minus { whole - 1 } else { whole };
        let far = if floor.sign() == Sign::Minus { i128::MIN } else { i128::MAX };
        (i128::try_from(floor).unwrap_or(far), rest.sign() == Sign::NoSign)
    };
    if interval.empty {
        return (1, 0);
    }
    let first = interval.lower.map_or(i128::MIN, |edge| match floor(edge.value) {
        (floor, true) if edge.inclusive => floor,
        (floor, _) => floor.saturating_add(1),
    });
    let last = interval.upper.map_or(i128::MAX, |edge| match floor(edge.value) {
        (floor, true) if !edge.inclusive => floor.saturating_sub(1),
        (floor, _) => floor,
    });
    (first, last)
}

/// The decimals that the multiples of `1 / unit` need, and `10^decimals / unit`; `None` where they are no decimals.
pub fn decimals_of(unit: i128) -> Option<(u8, i128)> {
    (0..=30u8).find_map(|scale| {
        let power = 10i128.pow(u32::from(scale));
        (power % unit == 0).then_some((scale, power / unit))
    })
}
