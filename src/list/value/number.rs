//! Numbers as lists write them.

use super::currency::Currency;
use super::figures;
use super::number_text::Dressed;
use crate::number::Decimal;

/// Which of point and comma is the decimal mark; the other one sets thousands apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    /// `1,234.56`
    Point,
    /// `1.234,56`
    Comma,
}

impl Decimals {
    /// The decimal mark.
    pub(super) const fn mark(self) -> u8 {
        match self {
            Decimals::Point => b'.',
            Decimals::Comma => b',',
        }
    }

    /// The other of point and comma.
    pub(super) const fn other(self) -> Decimals {
        match self {
            Decimals::Point => Decimals::Comma,
            Decimals::Comma => Decimals::Point,
        }
    }
}

/// A plain number in ASCII digits, such as `12345.67`: the ordinary cell, read without any detour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plain {
    /// The number without its decimal point.
    pub mantissa: i64,
    /// The digits behind the decimal point.
    pub scale: u8,
    /// Whether the point could as well set thousands apart: `1.234`.
    pub either: bool,
}

impl Plain {
    /// Reads `-`, digits and at most one point between digits, up to 18 digits; `None` for anything else.
    #[inline]
    pub fn read(text: &[u8]) -> Option<Plain> {
        Plain::read_end(text, text.len())
    }

    /// The same for the last `count` of some bytes: where there are others in front of them, it takes less time.
    #[inline]
    pub fn read_end(bytes: &[u8], count: usize) -> Option<Plain> {
        let text = &bytes[bytes.len() - count..];
        let (negative, figures) = match text {
            [b'-', figures @ ..] => (true, figures),
            figures => (false, figures),
        };
        let (size, point) = match bytes.last_chunk() {
            Some(last) if (1..=16).contains(&figures.len()) => figures::read(last, figures.len())?,
            _ => one_by_one(figures)?,
        };
        let mantissa = if negative { -size } else { size };
        let Some(point) = point else { return Some(Plain { mantissa, scale: 0, either: false }) };
        let scale = figures.len() - point - 1;
        if point == 0 || scale == 0 {
            return None;
        }
        let either = scale == 3 && point <= 3 && figures[0] != b'0';
        Some(Plain { mantissa, scale: scale as u8, either })
    }
}

/// Plain numbers with a fixed number of decimals, which is faster to read than [`Plain`].
#[derive(Debug, Clone, Copy)]
pub struct Alike(&'static figures::Shape);

impl Alike {
    /// For numbers with this many decimals; nothing where these are too many, or where the point could as well separate thousands.
    pub fn with_decimals(decimals: u8) -> Option<Alike> {
        figures::Shape::with_decimals(decimals).filter(|_| decimals != 3).map(Alike)
    }

    /// The number in the last `count` of some bytes, without its decimal point; nothing where it is not of this kind, or not told from so few
    /// bytes.
    #[inline]
    pub fn read_end(&self, bytes: &[u8], count: usize) -> Option<i64> {
        let negative = *bytes.get(bytes.len().checked_sub(count)?)? == b'-';
        let size = self.0.read(bytes.last_chunk()?, count - usize::from(negative))?;
        Some(if negative { -size } else { size })
    }
}

/// The number that up to 18 digits make, and where their point stands, if they have one.
#[cold]
pub(super) fn one_by_one(figures: &[u8]) -> Option<(i64, Option<usize>)> {
    if figures.is_empty() || figures.len() > 19 {
        return None;
    }
    let (mut size, mut point) = (0i64, None);
    for (at, &byte) in figures.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            // Nineteen digits may be too large; they are refused below.
            size = size.wrapping_mul(10).wrapping_add(i64::from(digit));
        } else if byte == b'.' && point.is_none() {
            point = Some(at);
        } else {
            return None;
        }
    }
    (figures.len() - usize::from(point.is_some()) <= 18).then_some((size, point))
}

/// A number in any other form.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// With a decimal point; `None` where it does not fit that reading.
    pub point: Option<Decimal>,
    /// With a decimal comma.
    pub comma: Option<Decimal>,
    /// Whether it is written with a per-cent sign; the values are ratios then.
    pub percent: bool,
    /// Whether it says its own unit, which the values take into account: 万 or the like, or in a word that it is counted in ones (`5000元`).
    pub unit: bool,
    /// Its currency, where it has a sign, a code or a word of one.
    pub currency: Option<Currency>,
}

impl Number {
    /// Reads a trimmed text; `None` where it is a number under neither reading. Numbers of more than 38 digits are rejected.
    pub fn read(text: &str) -> Option<Number> {
        let text = super::narrow(text);
        let dressed = Dressed::read(&text)?;
        let point = dressed.value(Decimals::Point);
        let is_open = text.contains(['.', ',']);
        let number = Number {
            point,
            comma: if is_open { dressed.value(Decimals::Comma) } else { point },
            percent: dressed.percent,
            unit: dressed.says_unit,
            currency: dressed.currency,
        };
        (number.point.is_some() || number.comma.is_some()).then_some(number)
    }

    /// The value under a reading.
    pub fn value(&self, decimals: Decimals) -> Option<Decimal> {
        match decimals {
            Decimals::Point => self.point,
            Decimals::Comma => self.comma,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(text: &str) -> Option<String> {
        Number::read(crate::list::value::trimmed(text))?.point.map(|value| value.to_string())
    }

    fn comma(text: &str) -> Option<String> {
        Number::read(text)?.comma.map(|value| value.to_string())
    }

    #[test]
    fn numbers_are_read_in_the_forms_of_spreadsheets() {
        for (text, wanted) in [
            ("12345.67", "12345.67"),
            ("1,234,567.89", "1234567.89"),
            ("1 234 567.89", "1234567.89"),
            ("1\u{A0}234\u{202F}567", "1234567"),
            ("1'234.50", "1234.50"),
            ("1’234", "1234"),
            ("5000.", "5000"),
            (".5", "0.5"),
            ("1.5e3", "1500"),
            ("1.2345E+05", "123450"),
            ("-5", "-5"),
            ("−5", "-5"),
            ("－５．５", "-5.5"),
            ("+5", "5"),
            ("１２，３４５", "12345"),
            ("¥1,234", "1234"),
            ("￥ 1,234.5", "1234.5"),
            ("-$5", "-5"),
            ("$-5", "-5"),
            ("$ 5-", "-5"),
            ("5 USD", "5"),
            ("5元", "5"),
            ("-5 元", "-5"),
            ("5-元", "-5"),
            ("5元-", "-5"),
            ("usd 5", "5"),
            ("RMB1,000", "1000"),
            ("US$5", "5"),
            ("₹5", "5"),
            ("5₽", "5"),
            ("5 $", "5"),
            ("(1,234)", "-1234"),
            ("（1,234）", "-1234"),
            ("(¥1,234.50)", "-1234.50"),
            ("¥(5)", "-5"),
            ("(5) EUR", "-5"),
            ("5%", "0.05"),
            ("12.5 ％", "0.125"),
            ("(5%)", "-0.05"),
            ("-5%", "-0.05"),
            ("12.5万", "125000"),
            ("3亿", "300000000"),
            ("12.3万元", "123000"),
            ("¥12.3 万", "123000"),
            ("2千", "2000"),
            ("1.5百万元", "1500000"),
            ("(3万)", "-30000"),
            ("1亿2千万", "120000000"),
            ("1亿2千万元", "120000000"),
            ("￥1亿2,000万", "120000000"),
            ("3万5千", "35000"),
            ("1万2000", "12000"),
            ("-1亿2千3百", "-100002300"),
            ("5百", "500"),
            ("1.5万亿", "1500000000000"),
            ("$1.2M", "1200000"),
            ("$500K", "500000"),
            ("2bn", "2000000000"),
            ("12k€", "12000"),
            ("5k", "5000"),
            ("(€ 1.5 million)", "-1500000"),
            ("3 Mio. EUR", "3000000"),
            ("Rs. 2.5 lakh", "250000"),
            ("₹ 3 Crores", "30000000"),
            ("１．２Ｍ", "1200000"),
            ("500.-", "500"),
            ("500.--", "500"),
            ("CHF 1'500.–", "1500"),
            ("500.- CHF", "500"),
            ("-500.-", "-500"),
            ("Rs. 300/-", "300"),
            ("12,34,567", "1234567"),
            ("1,23,456.50", "123456.50"),
            ("-₹12,34,56,789", "-123456789"),
            ("300 kr", "300"),
            ("300 zł", "300"),
            ("Rs. 300", "300"),
            ("\u{FEFF}42\u{200B}", "42"),
        ] {
            assert_eq!(point(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for text in [
            "abc",
            "12.5OO",
            "1,234,56",
            "12,34",
            "123,45,678",
            "0,12,345",
            "12 34 567",
            "12,3456,789",
            "1,2345.6",
            "3万5",
            "3万12千",
            "2千万1亿",
            "1.5亿2千万",
            "万5",
            "1亿元2千万",
            "300 Cr",
            "5kk",
            "5 k%",
            "k",
            "$M",
            "M5",
            "500..-",
            "500.-5",
            ".-",
            "1.2.3",
            "--5",
            "-(5)",
            "(-5)",
            "-5-",
            "(5",
            "5)",
            "5 5",
            "12 34",
            "1e",
            "e5",
            "5%%",
            "¥5%",
            "万",
            "元",
            "5万万",
            "5元万",
            "$",
            "-",
            "1,",
            ",",
            ".",
            "0x10",
            "1/2",
            "2024-03-05",
            "½",
            "1_000",
            "1,234 567",
            "1'234,567.8",
            "5+",
            "+-5",
            "1\n234",
            "5万%",
            "1,234e2,5",
        ] {
            assert_eq!(point(text), None, "{text}");
        }
        assert_eq!(Number::read("1.234.56"), None);
        assert_eq!(Number::read("1.23.456"), None);
    }

    #[test]
    fn european_numbers_are_read_when_told_so() {
        for (text, wanted) in [
            ("1.234,56", "1234.56"),
            ("1.234", "1234"),
            ("1 234,5", "1234.5"),
            ("12,5 %", "0.125"),
            ("-1.234.567 €", "-1234567"),
            ("0,5", "0.5"),
            ("1,5e3", "1500"),
            ("500,-", "500"),
            ("1.500,-- €", "1500"),
            ("1,2 Mio. €", "1200000"),
            ("1 500,–", "1500"),
        ] {
            assert_eq!(comma(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_plain_number_has_18_digits_at_most() {
        let nines = "9".repeat(18);
        assert_eq!(Plain::read(nines.as_bytes()).map(|plain| plain.mantissa), Some(10i64.pow(18) - 1));
        for text in ["9223372036854775808", "-9223372036854775808", "-9999999999999999999", "1000000000000000000"] {
            assert_eq!(Plain::read(text.as_bytes()), None, "{text}");
        }
        assert_eq!(Plain::read(b"999999999999999999.9"), None);
        assert_eq!(Plain::read(b"99999999999999999.9").map(|plain| plain.scale), Some(1));
    }

    #[test]
    fn a_number_tells_which_readings_fit() {
        let fits = |text: &str| {
            let number = Number::read(text).unwrap();
            (number.point.is_some(), number.comma.is_some(), number.point == number.comma)
        };
        assert_eq!(fits("1,234"), (true, true, false));
        assert_eq!(fits("1.234"), (true, true, false));
        assert_eq!(fits("1,234.5"), (true, false, false));
        assert_eq!(fits("1.234,5"), (false, true, false));
        assert_eq!(fits("12,34"), (false, true, false));
        assert_eq!(fits("0,123"), (false, true, false));
        assert_eq!(fits("1 234"), (true, true, true));
        assert_eq!(fits("1.234e5"), (true, false, false));
        assert_eq!(fits("5000."), (true, false, false));
        assert_eq!(fits("500.-"), (true, false, false));
        assert_eq!(fits("500,-"), (false, true, false));
        assert_eq!(fits("500/-"), (true, true, true));
        assert_eq!(fits("12,34,567"), (true, false, false));
    }

    #[test]
    fn numbers_beyond_38_digits_are_none() {
        assert_eq!(point(&"9".repeat(38)), Some("9".repeat(38)));
        assert_eq!(point(&"9".repeat(39)), None);
        assert_eq!(point("1e30").map(|digits| digits.len()), Some(31));
        assert_eq!(point("1e38"), None);
        assert_eq!(point(&format!("{}万", "9".repeat(35))), None);
        assert_eq!(point(&format!("0.{}%", "1".repeat(37))), None);
    }

    proptest! {
        #[test]
        fn the_short_way_agrees_with_the_long_one(text in "-?[0-9]{1,5}(\\.[0-9]{0,6})?|-?[0-9.]{0,22}") {
            if let Some(plain) = Plain::read(text.as_bytes()) {
                let number = Number::read(&text).unwrap();
                let value = Decimal::from_parts(i128::from(plain.mantissa), plain.scale);
                prop_assert_eq!(number.point, Some(value));
                prop_assert_eq!(number.comma.is_some(), plain.either || plain.scale == 0);
                prop_assert!(!number.percent && !number.unit);
            }
        }

        #[test]
        fn figures_looked_at_in_one_go_are_those_looked_at_one_by_one(
            figures in prop_oneof!["[0-9]{1,9}\\.?[0-9]{0,9}", "-?[0-9./:]{1,17}"],
            odd in proptest::option::of((any::<u8>(), any::<proptest::sample::Index>())),
        ) {
            let mut figures = figures.into_bytes();
            if let Some((byte, at)) = odd {
                let at = at.index(figures.len());
                figures[at] = byte;
            }
            let behind_others = [&[b'7'; 16], figures.as_slice()].concat();
            if let Some(last) = behind_others.last_chunk().filter(|_| figures.len() <= 16) {
                prop_assert_eq!(figures::read(last, figures.len()), one_by_one(&figures));
            }
            prop_assert_eq!(Plain::read_end(&behind_others, figures.len()), Plain::read(&figures));
        }

        #[test]
        fn reading_never_panics(text in "[-+−0-9.,' eE%()¥$元万亿Udollars]{0,14}|\\PC{0,8}") {
            let _ = Number::read(crate::list::value::trimmed(&text));
        }

        #[test]
        fn a_number_written_with_thousands_is_read_back(integer in any::<i64>(), scale in 0u8..6) {
            let value = Decimal::from_parts(i128::from(integer), scale);
            let grouped = value.grouped(usize::from(scale));
            prop_assert_eq!(Number::read(&grouped).unwrap().point, Some(value));
            let european = grouped.replace('.', ";").replace(',', ".").replace(';', ",");
            prop_assert_eq!(Number::read(&european).unwrap().comma, Some(value));
        }
    }
}
