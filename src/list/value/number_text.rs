//! A number's text taken apart: what stands around its digits, then the digits themselves.

use super::currency::Currency;
use super::number::Decimals;
use super::units;
use crate::number::Decimal;
use crate::number::decimal::DIGITS;

/// A number without what stands around its digits: signs, parentheses, currency, unit, per cent.
#[derive(Debug)]
pub(super) struct Dressed<'a> {
    /// The digits; of `1亿2千万` all but the unit at the end.
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
        let says_unit = behind.unit > 0 || behind.is_word || is_compound(digits);
        Some(Dressed { digits, negative, percent: behind.percent, unit: behind.unit, says_unit, currency })
    }

    /// The value under a reading: a ratio where it is written in per cent, times its unit where it has one.
    pub fn value(&self, decimals: Decimals) -> Option<Decimal> {
        let size = if is_compound(self.digits) {
            compound(self.digits, self.unit, decimals).filter(|_| !self.percent)?
        } else {
            let size = Digits { text: self.digits, decimals }.value()?;
            if self.percent { size.shift(-2)? } else { size.shift(i32::from(self.unit))? }
        };
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
            } else if let Some(whole) = without_no_cents(rest).filter(|_| !behind.percent) {
                return (whole, behind);
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

/// A whole amount without the dashes that stand for its cents: `500.` of `500.-` and `500.--`. `500/-` is the same without a mark.
fn without_no_cents(text: &str) -> Option<&str> {
    let whole = text.strip_suffix(['-', '—'])?;
    let whole = whole.strip_suffix('-').unwrap_or(whole);
    let digits = whole.strip_suffix(['.', ',', '/'])?;
    digits.ends_with(|last: char| last.is_ascii_digit()).then(|| whole.strip_suffix('/').unwrap_or(whole))
}

fn strip_unit(text: &str) -> Option<(&str, u8)> {
    let (before, power) = match text.chars().next_back() {
        Some(letter) if letter.is_ascii_alphabetic() || letter == '.' => units::strip_latin(text),
        _ => units::strip_han(text),
    }?;
    Some((before.trim_end_matches(' '), power))
}

/// Whether the digits have units between them: `1亿2千`.
fn is_compound(digits: &str) -> bool {
    !digits.is_ascii()
}

/// An amount in several units, each smaller than the one before: `1亿2千万`, `3万5千`, `1万2000`. `unit` is the power of ten of the last.
/// `3万5` is none: it is said for 35,000 and may be 30,005.
fn compound(digits: &str, unit: u8, decimals: Decimals) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut rest = digits;
    // No part is as large as one of the unit in front of it.
    let mut below: Option<u8> = None;
    loop {
        let end = rest.find(|sign: char| !sign.is_ascii());
        let (figure, power, behind) = match end {
            None => (rest, unit, None),
            Some(end) => {
                let (behind, power) = units::strip_han_before(&rest[end..])?;
                (&rest[..end], power, Some(behind))
            }
        };
        let value = Digits { text: figure.trim_matches(' '), decimals }.value()?;
        if behind.is_some() && value.scale() > 0 {
            return None;
        }
        let size = value.shift(i32::from(power))?;
        if below.is_some_and(|below| size >= Decimal::ONE.shift(i32::from(below)).unwrap_or(Decimal::ZERO)) {
            return None;
        }
        sum = sum.checked_add(size)?;
        match (behind, below) {
            (Some(behind), _) => (rest, below) = (behind, Some(power)),
            (None, Some(before)) if power == 0 && figure.len() != usize::from(before) => return None,
            (None, _) => return Some(sum),
        }
    }
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

    /// Whether the digits before the decimal mark stand in groups of three, set apart by one kind of separator throughout, or as in India:
    /// `12,34,567`. Groups of other lengths are refused rather than misread.
    fn is_grouped(&self, whole: &[u8]) -> bool {
        let Some(&separator) = whole.iter().find(|byte| !byte.is_ascii_digit()) else { return false };
        if separator != self.decimals.other().mark() && separator != b'\'' && separator != b' ' {
            return false;
        }
        let mut groups = whole.split(|&byte| byte == separator);
        let first = groups.next().unwrap_or_default();
        let groups = groups.collect::<Vec<_>>();
        let Some((last, middle)) = groups.split_last() else { return false };
        let is_group = |group: &[u8], length| group.len() == length && group.iter().all(u8::is_ascii_digit);
        let begins = |most| (1..=most).contains(&first.len()) && first[0] != b'0' && is_group(first, first.len());
        let is_indian =
            || separator == b',' && begins(2) && !middle.is_empty() && middle.iter().all(|group| is_group(group, 2));
        is_group(last, 3) && (begins(3) && middle.iter().all(|group| is_group(group, 3)) || is_indian())
    }
}
