//! Numbers and days worked out the plain way, in integers without end.

use num_bigint::BigInt;

use crate::number::Decimal;

/// The digits that a number may have written out.
const DIGITS: u32 = 38;

/// Exponents beyond it make any number too long, or 0 of it.
const FAR: i64 = 1_000;

/// The value of a number in digits, with this decimal mark, a sign, parentheses, a per-cent sign or a Chinese unit; nothing where it is no
/// number, or one too long. `text` is in plain ASCII but for its unit.
pub(super) fn value(text: &str, mark: char) -> Option<(BigInt, i64)> {
    let mut rest = text.trim_matches(' ');
    let (mut signs, mut negative, mut power) = (0, false, 0);
    if let Some(inner) = rest.strip_prefix(['+', '-']) {
        (signs, negative) = (1, rest.starts_with('-'));
        rest = inner.trim_start_matches(' ');
    }
    let open = rest.strip_prefix('(');
    rest = open.unwrap_or(rest).trim_start_matches(' ');
    let (mut closed, mut minus, mut percent) = (false, false, false);
    loop {
        rest = rest.trim_end_matches(' ');
        if let Some(whole) = without_cents(rest).filter(|_| !percent) {
            rest = whole;
            break;
        }
        let is_new = match rest.chars().next_back() {
            Some('-') => !std::mem::replace(&mut minus, true),
            Some(')') => open.is_some() && !std::mem::replace(&mut closed, true),
            Some('%') => !std::mem::replace(&mut percent, true),
            _ => break,
        };
        if !is_new {
            return None;
        }
        rest = &rest[..rest.len() - 1];
    }
    let units = [
        ("万亿", 12),
        ("千亿", 11),
        ("百亿", 10),
        ("十亿", 9),
        ("亿", 8),
        ("千万", 7),
        ("百万", 6),
        ("十万", 5),
        ("万", 4),
        ("千", 3),
        ("百", 2),
    ];
    for (unit, zeros) in units {
        if let Some(before) = rest.strip_suffix(unit) {
            (rest, power) = (before.trim_end_matches(' '), zeros);
            break;
        }
    }
    signs += i64::from(minus) + i64::from(open.is_some());
    if signs > 1 || open.is_some() != closed || percent && power > 0 {
        return None;
    }
    let (digits, scale) = digits(rest, mark)?;
    // The figure may not be too long as it is written, whatever its unit makes of it.
    let (digits, scale) = written(digits, scale)?;
    let sized = written(digits, scale - power + if percent { 2 } else { 0 })?;
    Some(if negative || minus || open.is_some() { (-sized.0, sized.1) } else { sized })
}

/// The amount in front of the dashes of `500.-`, `500,--` and `500/-`.
fn without_cents(text: &str) -> Option<&str> {
    let whole = text.strip_suffix("--").or_else(|| text.strip_suffix('-'))?;
    let mut last = whole.chars().rev();
    let mark = last.next().filter(|mark| matches!(mark, '.' | ',' | '/'))?;
    let is_behind_digit = last.next().is_some_and(|digit| digit.is_ascii_digit());
    is_behind_digit.then(|| if mark == '/' { &whole[..whole.len() - 1] } else { whole })
}

/// Digits, in groups of three or not (or in Indian ones), with a decimal mark and an exponent or without.
fn digits(text: &str, mark: char) -> Option<(BigInt, i64)> {
    let (size, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (whole, part) = size.split_once(mark).unwrap_or((size, ""));
    let other = if mark == '.' { ',' } else { '.' };
    let is_digits = |text: &str| text.chars().all(|character| character.is_ascii_digit());
    let groups = [other, '\'', ' '].into_iter().find(|&sign| whole.contains(sign));
    let groups = groups.map_or(vec![whole], |sign| whole.split(sign).collect());
    let is_grouped = groups.len() == 1 || {
        let is_first = (1..=3).contains(&groups[0].len()) && !groups[0].starts_with('0');
        let (middle, last) = (&groups[1..groups.len() - 1], groups[groups.len() - 1]);
        let are_of = |length: usize| middle.iter().all(|group| group.len() == length);
        let is_indian = whole.contains(',') && groups[0].len() < 3 && !middle.is_empty() && are_of(2);
        is_first && last.len() == 3 && (are_of(3) || is_indian) && exponent.is_none()
    };
    let all = groups.concat() + part;
    if all.is_empty() || !is_digits(&all) || !is_grouped {
        return None;
    }
    let exponent = match exponent {
        None => 0,
        Some(text) => {
            let size = text.strip_prefix(['+', '-']).unwrap_or(text);
            if size.is_empty() || !is_digits(size) {
                return None;
            }
            let size = size.parse().unwrap_or(FAR).min(FAR);
            if text.starts_with('-') { -size } else { size }
        }
    };
    Some((all.parse().ok()?, part.len() as i64 - exponent))
}

/// `digits / 10^scale` without zeros at the end of its decimals, where it has so few digits that a list may hold it.
fn written(mut digits: BigInt, mut scale: i64) -> Option<(BigInt, i64)> {
    let (ten, zero) = (BigInt::from(10), BigInt::from(0));
    if digits == zero {
        return Some((zero, 0));
    }
    while scale > 0 && &digits % &ten == zero {
        digits /= &ten;
        scale -= 1;
    }
    if scale < -FAR || scale > i64::from(DIGITS) {
        return None;
    }
    while scale < 0 {
        digits *= &ten;
        scale += 1;
    }
    (digits < ten.pow(DIGITS)).then_some((digits, scale))
}

/// The same of a number as the program has it.
pub(super) fn of(number: Decimal) -> (BigInt, i64) {
    let number = number.normalized();
    (BigInt::from(number.mantissa()), if number.is_zero() { 0 } else { i64::from(number.scale()) })
}

/// The days from 1970-01-01 to a day of the Gregorian calendar, counted year by year and month by month.
pub(super) fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let february = if is_leap(year) { 29 } else { 28 };
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=lengths[month as usize - 1]).contains(&day) {
        return None;
    }
    let before = year - 1;
    let to_year = before * 365 + before / 4 - before / 100 + before / 400;
    Some(to_year + lengths[..month as usize - 1].iter().sum::<i64>() + day - 1 - 719_162)
}

/// A year of two digits as Excel takes it.
pub(super) fn year(short: i64) -> i64 {
    if short < 30 { 2000 + short } else { 1900 + short }
}
