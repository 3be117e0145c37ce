//! Numbers as text: plain for scripts, grouped for people; and as a workbook's doubles.

use super::Decimal;

/// How many significant digits a workbook's number has.
const WORKBOOK_DIGITS: i32 = 15;

/// The shortest plain text of a number: `48300`, `-0.5`.
pub(crate) fn plain(number: Decimal) -> String {
    number.normalized().to_string()
}

/// A count for people: `5,000`.
pub(crate) fn count(number: u64) -> String {
    Decimal::from(number).grouped(0)
}

/// The digits of a whole number of any length for people: `199,999`.
pub(crate) fn grouped_digits(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let first = digits.len() % 3;
    let groups = [&digits[..first]].into_iter().filter(|group| !group.is_empty());
    let groups = groups.chain((first..digits.len()).step_by(3).map(|start| &digits[start..start + 3]));
    format!("{sign}{}", groups.collect::<Vec<_>>().join(","))
}

/// A ratio as per cent for people: 0.8003 is `80.03 %`.
pub(crate) fn percent(ratio: Decimal) -> String {
    match ratio.shift(2) {
        Some(hundredfold) => format!("{} %", hundredfold.grouped(2)),
        // A ratio of 38 digits before the point is nothing to be read as per cent.
        None => ratio.grouped(0),
    }
}

/// A number rounded to 15 significant digits, as a workbook holds it.
pub(crate) fn fifteen_digits(number: Decimal) -> Decimal {
    let length = number.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) as i32 + 1;
    let decimals = i32::from(number.scale()) - (length - WORKBOOK_DIGITS).max(0);
    number.round(decimals).unwrap_or(number).normalized()
}

/// A number as the double that a workbook stores: the nearest one to its 15 significant digits.
pub(crate) fn double(number: Decimal) -> f64 {
    fifteen_digits(number).to_f64()
}

/// A workbook's double as the shortest plain decimal of its 15 significant digits: `0.1 + 0.2` is `0.3`.
///
/// With more than 38 digits, which nothing reads as an exact number, it is written with an exponent. Infinities and NaN, which no
/// workbook holds, are `#NUM!`.
pub(crate) fn plain_double(value: f64) -> String {
    match Decimal::from_f64_shown(value) {
        Some(number) => plain(number),
        None if value.is_finite() => scientific(value),
        None => "#NUM!".to_owned(),
    }
}

/// `1.5E+300`, as spreadsheets write it.
fn scientific(value: f64) -> String {
    let text = format!("{value:.14e}");
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{digits}E{sign}{exponent}")
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
    fn shares_are_per_cent_with_two_places() {
        assert_eq!(percent(decimal(8_003, 4)), "80.03 %");
        assert_eq!(percent(decimal(1, 0)), "100.00 %");
        assert_eq!(percent(decimal(8, 1)), "80.00 %");
        assert_eq!(percent(decimal(10i128.pow(37) / 3, 37)), "33.33 %");
    }

    #[test]
    fn a_double_has_fifteen_digits_and_no_exponent() {
        let cases = [
            (0.1 + 0.2, "0.3"),
            (-1234.5, "-1234.5"),
            (48_300.0, "48300"),
            (0.000_012, "0.000012"),
            (1e21, "1000000000000000000000"),
            (-0.0, "0"),
            (1.5e300, "1.5E+300"),
            (-1.5e-300, "-1.5E-300"),
            (f64::NAN, "#NUM!"),
        ];
        for (value, text) in cases {
            assert_eq!(plain_double(value), text);
        }
    }

    #[test]
    fn a_workbook_gets_fifteen_digits() {
        assert_eq!(plain(fifteen_digits(decimal(12_345_678_901_234_567, 2))), "123456789012346");
        assert_eq!(plain(fifteen_digits(decimal(99_999_999_999_999_999, 0))), "100000000000000000");
        assert_eq!(double(decimal(-4_510_012, 2)), -45_100.12);
        assert_eq!(double(decimal(10i128.pow(38) / 3, 38)), 0.333_333_333_333_333);
    }
}
