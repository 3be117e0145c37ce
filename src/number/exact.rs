//! A customer's numbers: decimals, and the exact fractions that divisions leave of them.
//!
//! A quotient stays a fraction until it is shown or rounded, so that `1/3*3` is 1. Sums and products of decimals alone are decimals of at
//! most 38 digits, as everywhere.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};

use super::decimal::Decimal;
use super::ratio::Ratio;

/// A number of a customer.
#[derive(Debug, Clone)]
pub enum Exact {
    /// A decimal.
    Decimal(Decimal),
    /// A fraction; the lower integer is above 0.
    Quotient(i128, i128),
    /// A fraction that needs larger integers.
    Long(Box<Ratio>),
}

/// From so many bits on a fraction becomes a decimal of 38 digits: only what multiplies itself over and over grows like that.
const MOST_BITS: u64 = 4096;

/// 10^38: from there on a number has too many digits before its point.
const LIMIT: u128 = 10u128.pow(38);

impl Exact {
    /// Upper and lower integer, where they are short.
    fn parts(&self) -> Option<(i128, i128)> {
        match self {
            Exact::Decimal(value) => Some((value.mantissa(), 10i128.checked_pow(u32::from(value.scale()))?)),
            Exact::Quotient(over, under) => Some((*over, *under)),
            Exact::Long(_) => None,
        }
    }

    /// The number as a fraction.
    pub fn ratio(&self) -> Ratio {
        match self {
            Exact::Decimal(value) => Ratio::from(*value),
            Exact::Quotient(over, under) => Ratio::new(BigInt::from(*over), BigInt::from(*under)),
            Exact::Long(ratio) => (**ratio).clone(),
        }
    }

    fn short(over: Option<i128>, under: Option<i128>) -> Option<Exact> {
        let (over, under) = over.zip(under)?;
        // The least integer has no opposite.
        let (over, under) = if under < 0 { (over.checked_neg()?, under.checked_neg()?) } else { (over, under) };
        (over != i128::MIN && over.unsigned_abs() < LIMIT && under > 0).then_some(Exact::Quotient(over, under))
    }

    /// A fraction of any size; `None` with over 38 digits before the point.
    fn long(ratio: &Ratio) -> Option<Exact> {
        let ratio = ratio.reduced();
        let (over, under) = ratio.parts();
        if let (Ok(over), Ok(under)) = (i128::try_from(over), i128::try_from(under))
            && let Some(short) = Exact::short(Some(over), Some(under))
        {
            return Some(short);
        }
        if over.bits().max(under.bits()) > MOST_BITS {
            return ratio.to_decimal().map(Exact::Decimal);
        }
        let whole = over.magnitude() / under.magnitude();
        (whole < LIMIT.into()).then(|| Exact::Long(Box::new(ratio)))
    }

    /// The sum; `None` with over 38 digits before the point, as of every result.
    pub fn plus(&self, other: &Exact) -> Option<Exact> {
        if let (Exact::Decimal(one), Exact::Decimal(other)) = (self, other) {
            return one.checked_add(*other).map(Exact::Decimal);
        }
        let short = || {
            let ((a, under), (b, other_under)) = (self.parts()?, other.parts()?);
            if under == other_under {
                return Exact::short(a.checked_add(b), Some(under));
            }
            let sum = a.checked_mul(other_under)?.checked_add(b.checked_mul(under)?);
            Exact::short(sum, under.checked_mul(other_under))
        };
        short().or_else(|| Exact::long(&self.ratio().plus(&other.ratio())))
    }

    /// The difference.
    pub fn minus(&self, other: &Exact) -> Option<Exact> {
        if let (Exact::Decimal(one), Exact::Decimal(other)) = (self, other) {
            return one.checked_sub(*other).map(Exact::Decimal);
        }
        self.plus(&other.negative())
    }

    /// The product.
    pub fn times(&self, other: &Exact) -> Option<Exact> {
        if let (Exact::Decimal(one), Exact::Decimal(other)) = (self, other) {
            return one.checked_mul(*other).map(Exact::Decimal);
        }
        let short = || {
            let ((a, under), (b, other_under)) = (self.parts()?, other.parts()?);
            Exact::short(a.checked_mul(b), under.checked_mul(other_under))
        };
        short().or_else(|| Exact::long(&self.ratio().times_ratio(&other.ratio())))
    }

    /// The quotient; `None` where the other one is 0.
    pub fn over(&self, other: &Exact) -> Option<Exact> {
        if other.is_zero() {
            return None;
        }
        let short = || match (self, other) {
            // Often both have one scale, which then does not matter.
            (Exact::Decimal(one), Exact::Decimal(other)) => {
                let (scale, other_scale) = (one.scale(), other.scale());
                let power = |up: u8| 10i128.checked_pow(u32::from(up));
                let over = one.mantissa().checked_mul(power(other_scale.saturating_sub(scale))?);
                Exact::short(over, other.mantissa().checked_mul(power(scale.saturating_sub(other_scale))?))
            }
            _ => {
                let ((a, under), (b, other_under)) = (self.parts()?, other.parts()?);
                Exact::short(a.checked_mul(other_under), under.checked_mul(b))
            }
        };
        short().or_else(|| Exact::long(&self.ratio().divided_by(&other.ratio())))
    }

    /// The opposite.
    pub fn negative(&self) -> Exact {
        match self {
            Exact::Decimal(value) => Exact::Decimal(-*value),
            Exact::Quotient(over, under) => Exact::Quotient(-over, *under),
            Exact::Long(ratio) => Exact::Long(Box::new(Ratio::zero().minus(ratio))),
        }
    }

    /// The number without its sign.
    pub fn abs(&self) -> Exact {
        match self {
            Exact::Decimal(value) => Exact::Decimal(value.abs()),
            Exact::Quotient(over, under) => Exact::Quotient(over.abs(), *under),
            Exact::Long(ratio) => Exact::Long(Box::new((**ratio).clone().abs())),
        }
    }

    /// Rounded to a whole number, half away from zero.
    pub fn round(&self) -> Option<Exact> {
        let ratio = match self {
            Exact::Decimal(value) => return value.round(0).map(Exact::Decimal),
            fraction => fraction.ratio(),
        };
        let half = Ratio::new(1.into(), 2.into());
        let is_negative = ratio < Ratio::zero();
        let size = ratio.abs().plus(&half).floor();
        let whole = if is_negative { -size } else { size };
        Some(Exact::Decimal(Decimal::new(i128::try_from(whole).ok()?, 0)?))
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        match self {
            Exact::Decimal(value) => value.is_zero(),
            Exact::Quotient(over, _) => *over == 0,
            Exact::Long(ratio) => **ratio == Ratio::zero(),
        }
    }

    /// The number as an integer, if it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Exact::Decimal(value) => value.to_i64(),
            Exact::Quotient(over, under) => (over % under == 0).then(|| i64::try_from(over / under).ok())?,
            Exact::Long(ratio) => {
                let floor = ratio.floor();
                (Ratio::from(floor.clone()) == **ratio).then(|| i64::try_from(floor).ok())?
            }
        }
    }

    /// At most so many bits has the whole part of the number, without its sign.
    pub fn whole_bits(&self) -> u32 {
        let bits =
            |over: u128, under: u128| (128 - over.leading_zeros() + 1).saturating_sub(128 - under.leading_zeros());
        match self.parts() {
            Some((over, under)) => bits(over.unsigned_abs(), under.unsigned_abs()),
            None => LIMIT.ilog2() + 1,
        }
    }

    /// The greatest integer not above `number × 2^bits`, cut to 64 bits: it never falls as numbers rise.
    pub fn binary_floor(&self, bits: u32) -> i64 {
        let cut = |floor: i128| floor.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        match self.parts() {
            Some((over, under)) if over.unsigned_abs().leading_zeros() > bits + 1 => {
                match (u64::try_from(over << bits), u64::try_from(under)) {
                    // The processor does these at once.
                    (Ok(over), Ok(under)) => cut(i128::from(over / under)),
                    _ => cut((over << bits).div_euclid(under)),
                }
            }
            _ => {
                let floor = self.ratio().times_integer(&(BigInt::from(1) << bits)).floor();
                i128::try_from(&floor).map_or(if floor.sign() == Sign::Minus { i64::MIN } else { i64::MAX }, cut)
            }
        }
    }

    /// The number rounded once, half-even, to 38 digits.
    pub fn to_decimal(&self) -> Decimal {
        match self {
            Exact::Decimal(value) => *value,
            Exact::Quotient(over, under) => match (Decimal::new(*over, 0), Decimal::new(*under, 0)) {
                (Some(over), Some(under)) => over.checked_div(under).unwrap_or_default(),
                _ => self.ratio().to_decimal().unwrap_or_default(),
            },
            // No number has more than 38 digits before its point.
            Exact::Long(ratio) => ratio.to_decimal().unwrap_or_default(),
        }
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Exact {
        Exact::Decimal(value)
    }
}

impl From<u64> for Exact {
    fn from(number: u64) -> Exact {
        Exact::Decimal(Decimal::from(number))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Exact::Decimal(one), Exact::Decimal(other)) = (self, other) {
            return one.cmp(other);
        }
        let short = || {
            let ((a, under), (b, other_under)) = (self.parts()?, other.parts()?);
            Some(a.checked_mul(other_under)?.cmp(&b.checked_mul(under)?))
        };
        short().unwrap_or_else(|| self.ratio().cmp(&other.ratio()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn d(text: &str) -> Exact {
        Exact::from(Decimal::parse(text).expect("a number"))
    }

    #[test]
    fn thirds_are_thirds() {
        let third = d("1").over(&d("3.0")).expect("a quotient");
        assert_eq!(third.times(&d("3")), Some(d("1")));
        assert_eq!(third.plus(&third).and_then(|two| two.plus(&third)), Some(d("1.00")));
        assert!(third > d("0.33333333333333333333333333333333333333"));
        assert!(third < d("0.33333333333333333333333333333333333334"));
        assert_eq!(third.to_decimal().to_string(), "0.33333333333333333333333333333333333333");
        assert_eq!((third.round(), d("-1").over(&d("2")).and_then(|half| half.round())), (Some(d("0")), Some(d("-1"))));
        assert_eq!(d("6").over(&d("2")).and_then(|three| three.to_i64()), Some(3));
        assert_eq!(d("1").over(&d("0.00")), None);
    }

    #[test]
    fn a_number_has_at_most_38_digits_before_its_point() {
        let nines = d("99999999999999999999999999999999999999");
        assert_eq!(nines.over(&d("0.1")), None);
        assert_eq!(nines.over(&d("3")).and_then(|third| third.times(&d("3"))), Some(nines.clone()));
        assert_eq!(nines.over(&d("0.3")).and_then(|much| much.times(&d("10"))), None);
    }

    fn numbers() -> impl Strategy<Value = Exact> {
        let decimal = (any::<i128>(), 0..38u32, 0..=38u8)
            .prop_map(|(any, digits, scale)| Exact::from(Decimal::from_parts(any % 10i128.pow(digits), scale)))
            .boxed();
        let small = (-50..50i128).prop_map(|small| Exact::from(Decimal::from_parts(small, 0))).boxed();
        let number = prop_oneof![decimal, small].boxed();
        (number.clone(), number).prop_map(|(one, other)| one.over(&other).unwrap_or(one))
    }

    proptest! {
        #[test]
        fn fractions_are_reckoned_as_fractions_of_any_size(one in numbers(), other in numbers()) {
            let (a, b) = (one.ratio(), other.ratio());
            prop_assert_eq!(one.cmp(&other), a.cmp(&b));
            prop_assert_eq!(one.negative().ratio(), Ratio::zero().minus(&a));
            prop_assert_eq!(one.abs().ratio(), a.clone().abs());
            for bits in [0, 20, 62] {
                let keys = (one.binary_floor(bits), other.binary_floor(bits));
                prop_assert!(keys.0 == keys.1 || (keys.0 < keys.1) == (one < other));
                let floor = a.times_integer(&(BigInt::from(1) << bits)).floor();
                prop_assert!(i64::try_from(&floor).is_ok_and(|floor| floor == keys.0) || [i64::MIN, i64::MAX].contains(&keys.0));
            }
            prop_assert!(a.clone().abs().floor().bits() <= u64::from(one.whole_bits()));
            // Decimals alone are rounded at 38 digits.
            if matches!((&one, &other), (Exact::Decimal(_), Exact::Decimal(_))) {
                return Ok(());
            }
            let results = [
                (one.plus(&other), a.plus(&b)),
                (one.minus(&other), a.minus(&b)),
                (one.times(&other), a.times_ratio(&b)),
            ];
            for (found, expected) in results {
                match found {
                    Some(found) => prop_assert_eq!(found.ratio(), expected),
                    None => prop_assert!(expected.abs().floor() >= BigInt::from(LIMIT)),
                }
            }
        }
    }
}
