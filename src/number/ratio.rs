//! Exact fractions, for totals in which quotients are not rounded before they are compared.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};

use super::decimal::{Decimal, quotient};

/// At how many decimals a figure for people is rounded that does not end.
pub const ROUNDED_AT: u8 = 6;

/// An exact fraction of two integers of any size, the lower one above 0.
#[derive(Debug, Clone)]
pub struct Ratio {
    over: BigInt,
    under: BigInt,
}

impl Ratio {
    /// 0.
    pub fn zero() -> Ratio {
        Ratio { over: BigInt::ZERO, under: BigInt::from(1) }
    }

    /// `over / under`, which must not be 0.
    pub fn new(over: BigInt, under: BigInt) -> Ratio {
        debug_assert!(under.sign() != Sign::NoSign);
        if under.sign() == Sign::Minus { Ratio { over: -over, under: -under } } else { Ratio { over, under } }
    }

    /// The sum.
    pub fn plus(&self, other: &Ratio) -> Ratio {
        if self.under == other.under {
            return Ratio { over: &self.over + &other.over, under: self.under.clone() };
        }
        Ratio { over: &self.over * &other.under + &other.over * &self.under, under: &self.under * &other.under }
    }

    /// The difference.
    pub fn minus(&self, other: &Ratio) -> Ratio {
        self.plus(&Ratio { over: -&other.over, under: other.under.clone() })
    }

    /// The product with a decimal.
    pub fn times(&self, factor: Decimal) -> Ratio {
        Ratio { over: &self.over * factor.mantissa(), under: &self.under * ten_to(factor.scale()) }
    }

    /// The product with an integer.
    pub fn times_integer(&self, factor: &BigInt) -> Ratio {
        Ratio { over: &self.over * factor, under: self.under.clone() }
    }

    /// The product.
    pub fn times_ratio(&self, other: &Ratio) -> Ratio {
        Ratio { over: &self.over * &other.over, under: &self.under * &other.under }
    }

    /// The upper integer, and the lower one.
    pub fn parts(&self) -> (&BigInt, &BigInt) {
        (&self.over, &self.under)
    }

    /// The same value with the least integers.
    pub fn reduced(&self) -> Ratio {
        let (mut one, mut other) = (self.over.magnitude().clone(), self.under.magnitude().clone());
        while other != BigUint::ZERO {
            let rest = one % &other;
            (one, other) = (other, rest);
        }
        let divisor = BigInt::from(one);
        Ratio { over: &self.over / &divisor, under: &self.under / &divisor }
    }

    /// The quotient; the other one must not be 0.
    pub fn divided_by(&self, other: &Ratio) -> Ratio {
        Ratio::new(&self.over * &other.under, &self.under * &other.over)
    }

    /// The greatest integer that is not above the value.
    pub fn floor(&self) -> BigInt {
        let whole = &self.over / &self.under;
        if self.over.sign() == Sign::Minus && &whole * &self.under != self.over { whole - 1 } else { whole }
    }

    /// The least integer that is not below the value.
    pub fn ceil(&self) -> BigInt {
        let floor = self.floor();
        if &floor * &self.under == self.over { floor } else { floor + 1 }
    }

    /// The value in full where it ends within 38 digits, otherwise rounded up at the sixth decimal; `None` beyond 38 digits.
    pub fn in_full(&self) -> Option<Decimal> {
        self.to_decimal().filter(|exact| Ratio::from(*exact) == *self).or_else(|| self.rounded_up(ROUNDED_AT))
    }

    /// The value rounded up to so many decimals; `None` beyond 38 digits.
    pub fn rounded_up(&self, decimals: u8) -> Option<Decimal> {
        let up = -Ratio { over: -(&self.over * ten_to(decimals)), under: self.under.clone() }.floor();
        Decimal::new(i128::try_from(up).ok()?, decimals)
    }

    /// The value without its sign.
    pub fn abs(self) -> Ratio {
        if self.over.sign() == Sign::Minus { Ratio { over: -self.over, under: self.under } } else { self }
    }

    /// The value rounded once, half-even, to 38 digits, without zeros at its end; `None` beyond 38 digits before the point.
    pub fn to_decimal(&self) -> Option<Decimal> {
        quotient(&self.over, &self.under, 0)
    }
}

/// How far two numbers are from one another, without sign: in full where that has at most 38 digits, otherwise rounded up at the sixth
/// decimal. `None` beyond 38 digits before the point.
pub fn distance(one: Decimal, other: Decimal) -> Option<Decimal> {
    let scale = one.scale().max(other.scale());
    let exact = one.mantissa_at(scale).zip(other.mantissa_at(scale)).and_then(|(one, other)| one.checked_sub(other));
    let exact = exact.and_then(|exact| exact.checked_abs()).and_then(|exact| Decimal::new(exact, scale));
    exact.or_else(|| Ratio::from(one).minus(&Ratio::from(other)).abs().in_full())
}

fn ten_to(power: u8) -> BigInt {
    BigInt::from(10).pow(u32::from(power))
}

impl From<Decimal> for Ratio {
    fn from(value: Decimal) -> Ratio {
        Ratio { over: BigInt::from(value.mantissa()), under: ten_to(value.scale()) }
    }
}

impl From<BigInt> for Ratio {
    fn from(integer: BigInt) -> Ratio {
        Ratio { over: integer, under: BigInt::from(1) }
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.over * &other.under).cmp(&(&other.over * &self.under))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn quotient(over: &str, under: &str) -> Ratio {
        Ratio::from(d(over)).divided_by(&Ratio::from(d(under)))
    }

    #[test]
    fn thirds_add_up_to_one() {
        let third = quotient("1", "3.00");
        assert_eq!(third.plus(&third).plus(&third), Ratio::from(d("1")));
        assert!(third < Ratio::from(d("0.34")));
        assert_eq!(third.to_decimal(), Some(d("0.33333333333333333333333333333333333333")));
    }

    #[test]
    fn a_distance_is_told_in_full_or_rounded_up() {
        let far = |one: &str, other: &str| distance(d(one), d(other)).map(|far| far.to_string());
        assert_eq!(far("9.871", "10.125"), Some("0.254".to_owned()));
        assert_eq!(far("-1", "0.00000001"), Some("1.00000001".to_owned()));
        assert_eq!(far("10000000000000000000000000000000000000", "0.00000001"), None);
        let great = "10000000000000000000000000000000";
        assert_eq!(far(great, "0.00000001"), Some(format!("{great}.000000")));
        assert_eq!(quotient("-1", "3").rounded_up(6), Some(d("-0.333333")));
        assert_eq!(quotient("1", "3").in_full(), Some(d("0.333334")));
    }

    #[test]
    fn floors_go_down_also_below_zero() {
        assert_eq!(quotient("7", "2").floor(), BigInt::from(3));
        assert_eq!(quotient("-7", "2").floor(), BigInt::from(-4));
        assert_eq!(quotient("7", "-2").floor(), BigInt::from(-4));
        assert_eq!(quotient("-6", "2").floor(), BigInt::from(-3));
    }
}
