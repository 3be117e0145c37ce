//! A number's text taken apart: what stands around its digits, then the digits themselves.

use super::currency::Currency;
use super::number::Decimals;
use crate::number::Decimal;
use crate::number::decimal::DIGITS;

/// A number without what stands around its digits: signs, parentheses, currency, unit, per cent.
#[derive(Debug)]
pub(super) struct Dressed<'a> {
    digits: &'a str,
    negative: bool,
    /// Written with a per-cent sign.
    pub percent: bool,
    /// The power of ten of its unit: 4 for 万.
    pub unit: u8,
    /// Whether it says its unit, 万 or the like, or in a word that it is counted in ones: `5000元`.
    pub says_unit: bool,
    /// Its currency.
    pub currency: Option<Currency>,
}

/// Units behind a number, the longer before those that they end with.
const UNITS: [(&str, u8); 9] =
    [("百万", 6), ("百萬", 6), ("千万", 7), ("千萬", 7), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("千", 3)];

impl<'a> Dressed<'a> {
    /// Takes a trimmed text in its plain form apart; `None` where what stands around the digits contradicts itself.
    pub fn read(text: &'a str) -> Option<Dressed<'a>> {
        let (rest, before) = Before::strip(text);
        let (digits, behind) = Behind::strip(rest, before.parenthesis);
        let signs = u8::from(before.sign.is_some()) + u8::from(behind.minus) + u8::from(before.parenthesis);
        let balanced = before.parenthesis == behind.parenthesis;
        let per_cent_of_what =
            behind.percent && (before.currency.is_some() || behind.currency.is_some() || behind.unit > 0);
        if signs > 1 || !balanced || per_cent_of_what {
            return None;
        }
        let currency = match (before.currency, behind.currency) {
            (Some(before), Some(behind)) => Some(before.of_both(behind)?),
            (before, behind) => before.or(behind),
        };
        let negative = before.sign == Some('-') || behind.minus || before.parenthesis;
        let says_unit = behind.unit > 0 || behind.is_word;
        Some(Dressed { digits, negative, percent: behind.percent, unit: behind.unit, says_unit, currency })
    }

    /// The value under a reading: a ratio where it is written in per cent, times its unit where it has one.
    pub fn value(&self, decimals: Decimals) -> Option<Decimal> {
        let size = Digits { text: self.digits, decimals }.value()?;
        let size = if self.percent { size.shift(-2)? } else { size.shift(i32::from(self.unit))? };
        let value = if self.negative { -size } else { size };
        value.is_writable().then_some(value)
    }
}

/// What stands before the digits, in any order, each at most once.
#[derive(Debug, Default)]
struct Before {
    sign: Option<char>,
    parenthesis: bool,
    currency: Option<Currency>,
}

impl Before {
    fn strip(text: &str) -> (&str, Before) {
        let mut before = Before::default();
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches(' ');
            let next = rest.chars().next().unwrap_or('0');
            if next.is_ascii_digit() {
                return (rest, before);
            } else if matches!(next, '+' | '-') && before.sign.is_none() && !before.parenthesis {
                before.sign = Some(next);
                rest = &rest[1..];
            } else if next == '(' && !before.parenthesis {
                before.parenthesis = true;
                rest = &rest[1..];
            } else if let Some((behind, currency, _)) =
                Currency::strip_before(rest).filter(|_| before.currency.is_none())
            {
                before.currency = Some(currency);
                rest = behind;
            } else {
                return (rest, before);
            }
        }
    }
}

/// What stands behind the digits, each at most once; the unit stands next to the digits.
#[derive(Debug, Default)]
struct Behind {
    minus: bool,
    parenthesis: bool,
    currency: Option<Currency>,
    /// Whether the currency is a Chinese word, which counts ones: `元`.
    is_word: bool,
    percent: bool,
    unit: u8,
}

impl Behind {
    fn strip(text: &str, parenthesis: bool) -> (&str, Behind) {
        let mut behind = Behind::default();
        let mut rest = text;
        loop {
            rest = rest.trim_end_matches(' ');
            let last = rest.chars().next_back().unwrap_or('0');
            if last.is_ascii_digit() {
                return (rest, behind);
            } else if last == '-' && !behind.minus {
                behind.minus = true;
                rest = &rest[..rest.len() - 1];
            } else if last == ')' && parenthesis && !behind.parenthesis {
                behind.parenthesis = true;
                rest = &rest[..rest.len() - 1];
            } else if last == '%' && !behind.percent {
                behind.percent = true;
                rest = &rest[..rest.len() - 1];
            } else if let Some((before, currency, name)) =
                Currency::strip_behind(rest).filter(|_| behind.currency.is_none())
            {
                behind.currency = Some(currency);
                behind.is_word = name.starts_with(|letter| matches!(letter, '\u{4e00}'..='\u{9fff}'));
                rest = before;
            } else if let Some((before, power)) = strip_unit(rest) {
                behind.unit = power;
                return (before.trim_end_matches(' '), behind);
            } else {
                return (rest, behind);
            }
        }
    }
}

fn strip_unit(text: &str) -> Option<(&str, u8)> {
    UNITS.iter().find_map(|&(unit, power)| text.strip_suffix(unit).map(|before| (before, power)))
}

/// Digits with separators, under one reading.
struct Digits<'a> {
    text: &'a str,
    decimals: Decimals,
}

impl Digits<'_> {
    fn value(&self) -> Option<Decimal> {
        let bytes = self.text.as_bytes();
        let (digits, exponent) = match bytes.iter().position(|byte| matches!(byte, b'e' | b'E')) {
            Some(at) => (&bytes[..at], Some(&self.text[at..])),
            None => (bytes, None),
        };
        let (whole, part) = match digits.iter().position(|&byte| byte == self.decimals.mark()) {
            Some(at) => (&digits[..at], &digits[at + 1..]),
            None => (digits, &[][..]),
        };
        if whole.len() + part.len() == 0 || !part.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let grouped = !whole.iter().all(u8::is_ascii_digit);
        if grouped && (exponent.is_some() || !self.is_grouped(whole)) {
            return None;
        }
        let figures = whole.iter().chain(part).filter(|byte| byte.is_ascii_digit());
        if exponent.is_none() && whole.len() + part.len() <= usize::from(DIGITS) {
            let mantissa = figures.fold(0, |number, digit| number * 10 + i128::from(digit - b'0'));
            return Decimal::new(mantissa, part.len() as u8);
        }
        let plain = figures.map(|&digit| char::from(digit)).collect::<String>();
        let (before, after) = plain.split_at(plain.len() - part.len());
        Decimal::parse(&format!("{before}.{after}{}", exponent.unwrap_or_default()))
    }

    /// Whether the digits before the decimal mark stand in groups of three, set apart by one kind of separator throughout. Groups
    /// of other lengths (Indian ones) are refused rather than misread.
    fn is_grouped(&self, whole: &[u8]) -> bool {
        let Some(&separator) = whole.iter().find(|byte| !byte.is_ascii_digit()) else { return false };
        if separator != self.decimals.other().mark() && separator != b'\'' && separator != b' ' {
            return false;
        }
        let mut groups = whole.split(|&byte| byte == separator);
        let first = groups.next().unwrap_or_default();
        let is_digits = |group: &[u8]| group.iter().all(u8::is_ascii_digit);
        (1..=3).contains(&first.len())
            && first[0] != b'0'
            && is_digits(first)
            && groups.all(|group| group.len() == 3 && is_digits(group))
    }
}
