//! Numbers as text: plain for scripts, grouped for people.

use crate::score::Decimal;

/// How many significant digits a workbook's number has.
const WORKBOOK_DIGITS: usize = 15;

/// The shortest plain text of a number: `48300`, `-0.5`.
pub(crate) fn plain(number: Decimal) -> String {
    let mut text = places(number.mantissa().unsigned_abs(), usize::from(number.scale()));
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    signed(number.mantissa() < 0, text)
}

/// A number for people, rounded half away from zero and grouped in threes: `48,300.00` for two places.
pub(crate) fn grouped(number: Decimal, decimals: usize) -> String {
    let scale = usize::from(number.scale());
    let mut magnitude = number.mantissa().unsigned_abs();
    let mut kept = scale;
    if scale > decimals {
        magnitude = rounded(magnitude, scale - decimals);
        kept = decimals;
    }
    let text = places(magnitude, kept);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = group(whole);
    if decimals > 0 {
        out.push('.');
        out.push_str(fraction);
        out.extend(std::iter::repeat_n('0', decimals - fraction.len()));
    }
    signed(number.mantissa() < 0, out)
}

/// A count for people: `5,000`.
pub(crate) fn count(number: u64) -> String {
    group(&number.to_string())
}

/// A ratio as per cent for people: 0.8003 is `80.03 %`.
pub(crate) fn percent(ratio: Decimal) -> String {
    let hundredfold = match ratio.scale() {
        scale @ 2.. => Decimal::from_parts(ratio.mantissa(), scale - 2),
        scale => match ratio.mantissa().checked_mul(if scale == 1 { 10 } else { 100 }) {
            Some(mantissa) => Decimal::from_parts(mantissa, 0),
            None => return format!("{} × 100 %", plain(ratio)),
        },
    };
    format!("{} %", grouped(hundredfold, 2))
}

/// A number rounded to 15 significant digits, as a workbook holds it.
pub(crate) fn fifteen_digits(number: Decimal) -> Decimal {
    let length = number.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) as usize + 1;
    if length <= WORKBOOK_DIGITS {
        return number;
    }
    let dropped = length - WORKBOOK_DIGITS;
    let magnitude = rounded(number.mantissa().unsigned_abs(), dropped);
    let scale = usize::from(number.scale());
    // At most 15 digits are left (16 after a carry), so putting zeros back cannot overflow what had 38 digits.
    let (magnitude, scale) = match scale.checked_sub(dropped) {
        Some(scale) => (magnitude, scale),
        None => (magnitude * 10u128.pow((dropped - scale) as u32), 0),
    };
    let mantissa = i128::try_from(magnitude).unwrap_or(i128::MAX);
    Decimal::from_parts(if number.mantissa() < 0 { -mantissa } else { mantissa }, scale as u8)
}

/// A number as the double that a workbook stores: the nearest one to its 15 significant digits.
pub(crate) fn double(number: Decimal) -> f64 {
    plain(fifteen_digits(number)).parse().unwrap_or(f64::NAN)
}

/// A workbook's double as the shortest plain decimal of its 15 significant digits: `0.1 + 0.2` is `0.3`.
///
/// Beyond 38 digits, which nothing reads as an exact number, it is written with an exponent. Infinities and NaN, which no workbook
/// holds, are `#NUM!`.
pub(crate) fn plain_double(value: f64) -> String {
    if !value.is_finite() {
        return "#NUM!".to_owned();
    }
    let scientific = format!("{:.*e}", WORKBOOK_DIGITS - 1, value.abs());
    let Some((digits, exponent)) = scientific.split_once('e') else { return scientific };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let negative = value < 0.0;
    let last_place = digits.len() as i32 - 1 - exponent;
    if exponent >= 38 || last_place > 38 {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return signed(negative, format!("{first}{point}{rest}E{exponent:+}"));
    }
    let text = if last_place <= 0 {
        format!("{digits}{}", "0".repeat(last_place.unsigned_abs() as usize))
    } else if exponent >= 0 {
        let (whole, fraction) = digits.split_at(exponent as usize + 1);
        format!("{whole}.{fraction}")
    } else {
        format!("0.{}{digits}", "0".repeat((-exponent - 1) as usize))
    };
    signed(negative, text)
}

/// `magnitude / 10^drop`, rounded half away from zero.
fn rounded(magnitude: u128, drop: usize) -> u128 {
    let Some(divisor) = u32::try_from(drop).ok().and_then(|drop| 10u128.checked_pow(drop)) else { return 0 };
    let (quotient, rest) = (magnitude / divisor, magnitude % divisor);
    quotient + u128::from(rest >= divisor - rest)
}

/// `magnitude / 10^scale` with all its places.
fn places(magnitude: u128, scale: usize) -> String {
    let digits = format!("{magnitude:0>width$}", width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// Digits with a comma between every three.
fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The text with its sign; nothing but zeros has none.
fn signed(negative: bool, text: String) -> String {
    if negative && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(mantissa: i128, scale: u8) -> Decimal {
        Decimal::from_parts(mantissa, scale)
    }

    #[test]
    fn plain_numbers_are_as_short_as_they_can_be() {
        let cases = [(4_830_000, 2, "48300"), (-5, 1, "-0.5"), (0, 3, "0"), (1_205, 3, "1.205"), (100, 0, "100")];
        for (mantissa, scale, text) in cases {
            assert_eq!(plain(decimal(mantissa, scale)), text);
        }
    }

    #[test]
    fn amounts_are_grouped_and_rounded_half_away_from_zero() {
        assert_eq!(grouped(decimal(48_300, 0), 2), "48,300.00");
        assert_eq!(grouped(decimal(1_234_567_895, 3), 2), "1,234,567.90");
        assert_eq!(grouped(decimal(-1_005, 3), 2), "-1.01");
        assert_eq!(grouped(decimal(-4, 3), 2), "0.00");
        assert_eq!(grouped(decimal(1, 60), 2), "0.00");
        assert_eq!(grouped(decimal(999, 0), 0), "999");
        assert_eq!(count(5_000), "5,000");
    }

    #[test]
    fn shares_are_per_cent_with_two_places() {
        assert_eq!(percent(decimal(8_003, 4)), "80.03 %");
        assert_eq!(percent(decimal(1, 0)), "100.00 %");
        assert_eq!(percent(decimal(8, 1)), "80.00 %");
        assert_eq!(percent(decimal(i128::from(10u64.pow(18)) / 3, 18)), "33.33 %");
    }

    #[test]
    fn a_double_has_fifteen_digits_and_no_exponent() {
        assert_eq!(plain_double(0.1 + 0.2), "0.3");
        assert_eq!(plain_double(-1234.5), "-1234.5");
        assert_eq!(plain_double(48_300.0), "48300");
        assert_eq!(plain_double(0.000_012), "0.000012");
        assert_eq!(plain_double(1e21), "1000000000000000000000");
        assert_eq!(plain_double(-0.0), "0");
        assert_eq!(plain_double(1.5e300), "1.5E+300");
        assert_eq!(plain_double(1.5e-300), "1.5E-300");
        assert_eq!(plain_double(f64::NAN), "#NUM!");
    }

    #[test]
    fn a_workbook_gets_fifteen_digits() {
        assert_eq!(plain(fifteen_digits(decimal(12_345_678_901_234_567, 2))), "123456789012346");
        assert_eq!(plain(fifteen_digits(decimal(99_999_999_999_999_999, 0))), "100000000000000000");
        assert_eq!(double(decimal(-4_510_012, 2)), -45_100.12);
        assert_eq!(double(decimal(10i128.pow(38) / 3, 38)), 0.333_333_333_333_333);
    }
}
