//! Exact decimal numbers of up to 38 digits.
//!
//! Numbers of lists and rule files have at most 38 digits written out ([`Decimal::new`], [`Decimal::parse`]). Arithmetic is exact
//! as long as the result has at most 38 significant digits; a longer result is rounded once, half-even, to 38.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::ops::Neg;

use num_bigint::BigInt;

mod float;
mod rounding;
mod text;

use rounding::short_quotient;
pub(crate) use rounding::{quotient, rounded};

/// How many digits a number has at most.
pub const DIGITS: u8 = 38;

/// 10^38: the least mantissa with too many digits.
const LIMIT: u128 = 10u128.pow(DIGITS as u32);

/// An exact decimal: `mantissa / 10^scale`, the mantissa of at most 38 digits.
///
/// Equal values are equal whatever their scale: 1.50 is 1.5, also as a key of a hash map.
#[derive(Debug, Clone, Copy, Default)]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

impl Decimal {
    /// 0.
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };
    /// 1.
    pub const ONE: Decimal = Decimal { mantissa: 1, scale: 0 };
    /// 100.
    pub const HUNDRED: Decimal = Decimal { mantissa: 100, scale: 0 };

    /// `mantissa / 10^scale`; the caller sees to it that the mantissa has at most 38 digits.
    pub const fn from_parts(mantissa: i128, scale: u8) -> Decimal {
        debug_assert!(mantissa.unsigned_abs() < LIMIT);
        Decimal { mantissa, scale }
    }

    /// `mantissa / 10^scale`, unless it has more than 38 digits written out (those behind the point count, zeros before the
    /// first other digit of the whole part do not).
    pub const fn new(mantissa: i128, scale: u8) -> Option<Decimal> {
        if mantissa.unsigned_abs() < LIMIT && scale <= DIGITS { Some(Decimal { mantissa, scale }) } else { None }
    }

    /// The number without its decimal point.
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits stand behind the decimal point.
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// The same value without zeros at the end of its decimals.
    pub const fn normalized(self) -> Decimal {
        let Decimal { mut mantissa, mut scale } = self;
        // Long division is slow: whole runs of zeros go at once.
        let mut zeros = 32;
        while zeros > 0 {
            let factor = 10i128.pow(zeros as u32);
            if scale >= zeros && mantissa % factor == 0 {
                mantissa /= factor;
                scale -= zeros;
            } else {
                zeros /= 2;
            }
        }
        Decimal { mantissa, scale }
    }

    /// Whether the value, without zeros at the end of its decimals, has at most 38 digits written out, so that a list may hold it.
    pub const fn is_writable(self) -> bool {
        self.scale <= DIGITS || self.normalized().scale <= DIGITS
    }

    /// Whether the value is 0.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// Whether the value is less than 0.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether the value has no decimals other than 0.
    pub const fn is_integer(self) -> bool {
        self.normalized().scale == 0
    }

    /// The value as an integer, if it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        let whole = self.normalized();
        if whole.scale == 0 { i64::try_from(whole.mantissa).ok() } else { None }
    }

    /// The value without its sign.
    pub const fn abs(self) -> Decimal {
        Decimal { mantissa: self.mantissa.abs(), scale: self.scale }
    }

    /// The sum: exact where it has at most 38 digits, else rounded half-even; `None` beyond 38 digits before the point.
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        if let (Some(mine), Some(theirs)) = (self.mantissa_at(scale), other.mantissa_at(scale))
            && let Some(sum) = mine.checked_add(theirs)
            && sum.unsigned_abs() < LIMIT
        {
            return Some(Decimal { mantissa: sum, scale });
        }
        rounded(&(self.wide_mantissa_at(scale) + other.wide_mantissa_at(scale)), i64::from(scale))
    }

    /// The difference, as [`Decimal::checked_add`].
    pub fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        self.checked_add(-other)
    }

    /// The product: exact where it has at most 38 digits, else rounded half-even; `None` beyond 38 digits before the point.
    pub fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        if let Some(mantissa) = self.mantissa.checked_mul(other.mantissa)
            && mantissa.unsigned_abs() < LIMIT
            && let Some(scale) = self.scale.checked_add(other.scale)
        {
            return Some(Decimal { mantissa, scale });
        }
        let product = BigInt::from(self.mantissa) * BigInt::from(other.mantissa);
        rounded(&product, i64::from(self.scale) + i64::from(other.scale))
    }

    /// The quotient, rounded once, half-even, to 38 digits; an exact one has no zeros at its end. `None` where `other` is 0 and
    /// beyond 38 digits before the point.
    pub fn checked_div(self, other: Decimal) -> Option<Decimal> {
        let power = i64::from(self.scale) - i64::from(other.scale);
        if let Some((size, more)) = short_quotient(self.mantissa.unsigned_abs(), other.mantissa.unsigned_abs())
            && let Ok(scale) = u8::try_from(power + more)
        {
            let negative = self.is_negative() != other.is_negative();
            let mantissa = if negative { -(size as i128) } else { size as i128 };
            return Some(Decimal { mantissa, scale }.normalized());
        }
        quotient(&BigInt::from(self.mantissa), &BigInt::from(other.mantissa), power)
    }

    /// The value times 10^power, exactly; `None` where that takes more than 38 digits before the point or 255 behind it.
    pub fn shift(self, power: i32) -> Option<Decimal> {
        let scale = i64::from(self.scale) - i64::from(power);
        if let Ok(scale) = u8::try_from(scale) {
            return Some(Decimal { mantissa: self.mantissa, scale });
        }
        if self.is_zero() {
            return Some(Decimal::ZERO);
        }
        let short = self.normalized();
        let scale = i64::from(short.scale) - i64::from(power);
        if scale >= 0 {
            return u8::try_from(scale).ok().map(|scale| Decimal { mantissa: short.mantissa, scale });
        }
        let factor = 10i128.checked_pow(u32::try_from(-scale).ok()?)?;
        Decimal::new(short.mantissa.checked_mul(factor)?, 0)
    }

    /// The value rounded to so many decimals, half away from zero; negative: to tens, hundreds …. A value with no more decimals
    /// stays as it is. `None` where rounding up to a power of ten takes a 39th digit before the point.
    pub fn round(self, decimals: i32) -> Option<Decimal> {
        let drop = i64::from(self.scale) - i64::from(decimals);
        if drop <= 0 {
            return Some(self);
        }
        let short = Decimal { mantissa: drop_digits(self.mantissa, drop), scale: 0 };
        short.shift(decimals.saturating_neg())
    }

    /// The mantissa at a scale that is no coarser, if it fits.
    pub(super) fn mantissa_at(self, scale: u8) -> Option<i128> {
        if scale == self.scale || self.mantissa == 0 {
            return Some(self.mantissa);
        }
        self.mantissa.checked_mul(10i128.checked_pow(u32::from(scale - self.scale))?)
    }

    /// The mantissa at a scale that is no coarser.
    fn wide_mantissa_at(self, scale: u8) -> BigInt {
        BigInt::from(self.mantissa) * BigInt::from(10).pow(u32::from(scale - self.scale))
    }
}

/// A mantissa without its last `drop` digits, rounded half away from zero.
fn drop_digits(mantissa: i128, drop: i64) -> i128 {
    if drop > i64::from(DIGITS) {
        return 0; // less than half of any such power of ten
    }
    let factor = 10i128.pow(drop as u32);
    let (whole, rest) = (mantissa / factor, mantissa % factor);
    if rest.abs() >= factor - rest.abs() { whole + mantissa.signum() } else { whole }
}

impl Neg for Decimal {
    type Output = Decimal;

    fn neg(self) -> Decimal {
        Decimal { mantissa: -self.mantissa, scale: self.scale }
    }
}

impl From<i64> for Decimal {
    fn from(integer: i64) -> Self {
        Decimal { mantissa: i128::from(integer), scale: 0 }
    }
}

impl From<u64> for Decimal {
    fn from(integer: u64) -> Self {
        Decimal { mantissa: i128::from(integer), scale: 0 }
    }
}

impl From<i32> for Decimal {
    fn from(integer: i32) -> Self {
        Decimal { mantissa: i128::from(integer), scale: 0 }
    }
}

impl From<u32> for Decimal {
    fn from(integer: u32) -> Self {
        Decimal { mantissa: i128::from(integer), scale: 0 }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let scale = self.scale.max(other.scale);
        // A mantissa that does not fit at the finer scale is further from 0 than the other one, which does fit.
        match (self.mantissa_at(scale), other.mantissa_at(scale)) {
            (Some(mine), Some(theirs)) => mine.cmp(&theirs),
            (None, _) => self.mantissa.cmp(&0),
            (_, None) => 0.cmp(&other.mantissa),
        }
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Decimal { mantissa, scale } = self.normalized();
        mantissa.hash(state);
        scale.hash(state);
    }
}

#[cfg(test)]
mod tests;
