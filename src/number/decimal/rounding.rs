//! The slow way: results that pass through a big integer, rounded once to 38 digits.

use num_bigint::{BigInt, BigUint, Sign};

use super::{DIGITS, Decimal, LIMIT};

/// `integer / 10^scale`, rounded half-even to 38 significant digits; `None` beyond 38 digits before the point.
pub(crate) fn rounded(integer: &BigInt, scale: i64) -> Option<Decimal> {
    round(integer.sign(), integer.magnitude().clone(), false, scale)
}

/// `(over / under) / 10^scale`, rounded once, half-even, to 38 significant digits, without zeros at its end; `None` where `under`
/// is 0 and beyond 38 digits before the point.
pub(crate) fn quotient(over: &BigInt, under: &BigInt, scale: i64) -> Option<Decimal> {
    let sign = over.sign() * under.sign();
    match (over.sign(), under.sign()) {
        (_, Sign::NoSign) => return None,
        (Sign::NoSign, _) => return Some(Decimal::ZERO),
        _ => {}
    }
    let (over, under) = (over.magnitude(), under.magnitude());
    // At least one digit more than is kept, so that the rest of the division only ever breaks a tie.
    let more = (digits(under) + i64::from(DIGITS) + 1 - digits(over)).max(0);
    let over = over * power_of_ten(more);
    let whole = &over / under;
    let inexact = &whole * under != over;
    round(sign, whole, inexact, scale + more).map(Decimal::normalized)
}

/// `over / under` as an integer of at most 38 digits and its scale, rounded half-even: long division, 19 digits at a time.
/// `None` where `under` is 0 or too long for that.
pub(super) fn short_quotient(over: u128, under: u128) -> Option<(u128, i64)> {
    const STEP: u32 = 19;
    if under == 0 || under >= 10u128.pow(STEP) {
        return None;
    }
    let (mut whole, mut rest, mut scale) = (over / under, over % under, 0);
    while rest > 0 {
        let room = u32::from(DIGITS) - whole.checked_ilog10().map_or(0, |power| power + 1);
        if room == 0 {
            let up = rest * 2 > under || (rest * 2 == under && whole % 2 == 1);
            whole += u128::from(up);
            break;
        }
        let step = room.min(STEP);
        let factor = 10u128.pow(step);
        rest *= factor;
        whole = whole * factor + rest / under;
        rest %= under;
        scale += i64::from(step);
    }
    // Rounded up to a power of ten, the number has a zero too many.
    if whole == LIMIT { Some((whole / 10, scale - 1)) } else { Some((whole, scale)) }
}

/// Rounds `±integer / 10^scale`; `more` says that the exact value is a little further from 0 (then the integer has over 38 digits).
fn round(sign: Sign, integer: BigUint, more: bool, scale: i64) -> Option<Decimal> {
    let drop = (digits(&integer) - i64::from(DIGITS)).max(scale - i64::from(u8::MAX)).max(0);
    let mut scale = scale - drop;
    let mut kept = if drop == 0 { integer } else { half_even(&integer, drop, more) };
    if digits(&kept) > i64::from(DIGITS) {
        kept /= 10u8; // rounded up to a power of ten
        scale -= 1;
    }
    if scale < 0 && kept != BigUint::ZERO {
        kept *= power_of_ten(-scale);
    }
    let mantissa = i128::try_from(BigInt::from_biguint(sign, kept)).ok()?;
    Decimal::new(mantissa, 0)?; // no more than 38 digits
    Some(Decimal::from_parts(mantissa, u8::try_from(scale.max(0)).ok()?))
}

/// Drops the last digits of an integer, rounding half-even; `more` says that the exact value is a little greater.
fn half_even(integer: &BigUint, drop: i64, more: bool) -> BigUint {
    let factor = power_of_ten(drop);
    let whole = integer / &factor;
    let twice = (integer - &whole * &factor) * 2u8;
    let up = twice > factor || (twice == factor && (more || whole.bit(0)));
    if up { whole + 1u8 } else { whole }
}

fn digits(integer: &BigUint) -> i64 {
    if *integer == BigUint::ZERO { 0 } else { integer.to_string().len() as i64 }
}

fn power_of_ten(power: i64) -> BigUint {
    BigUint::from(10u8).pow(power as u32)
}
