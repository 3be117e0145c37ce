//! Decimals as text.

use std::fmt;

use super::{DIGITS, Decimal, LIMIT};

impl Decimal {
    /// Reads a number as rule files and scripts write it: a sign, digits with at most one `.` (underscores may stand between
    /// digits), an exponent. `None` where it is not that, or has more than 38 digits written out; zeros at the end of the
    /// decimals that would be beyond are dropped.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, rest) = match text.as_bytes() {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            rest => (false, rest),
        };
        let mark = rest.iter().position(|byte| matches!(byte, b'e' | b'E'));
        let (digits, exponent) = match mark {
            Some(at) => (&rest[..at], exponent(&rest[at + 1..])?),
            None => (rest, 0),
        };
        let value = Written::read(digits)?.value(exponent)?;
        Some(if negative { -value } else { value })
    }

    /// The number for people: rounded to so many decimals (half away from zero), thousands set apart with `,`: `48,300.00`.
    pub fn grouped(self, decimals: usize) -> String {
        let mut text = String::new();
        self.write_grouped(decimals, &mut text);
        text
    }

    /// Appends what [`Decimal::grouped`] gives.
    pub fn write_grouped(self, decimals: usize, out: &mut String) {
        let value = self.round(i32::try_from(decimals).unwrap_or(i32::MAX)).unwrap_or(self);
        // As many digits as there are decimals, and 39 in front of them at most.
        let mut digits = [b'0'; 256];
        let (first, scale) = (write_digits(value.mantissa().unsigned_abs(), &mut digits), usize::from(value.scale()));
        let point = digits.len() - scale;
        let first = first.min(point.saturating_sub(1));
        if value.is_negative() {
            out.push('-');
        }
        let digits = str::from_utf8(&digits).unwrap_or_default();
        let mut start = first;
        while start < point {
            let end = point - (point - start - 1) / 3 * 3;
            if start > first {
                out.push(',');
            }
            out.push_str(&digits[start..end]);
            start = end;
        }
        if decimals.max(scale) > 0 {
            out.push('.');
            out.push_str(&digits[point..]);
            out.extend(std::iter::repeat_n('0', decimals.saturating_sub(scale)));
        }
    }
}

/// Writes digits to the end of the room that is given; says where they begin.
fn write_digits(mut number: u128, digits: &mut [u8]) -> usize {
    let mut first = digits.len();
    // Long division is slow: what is left mostly fits a register soon.
    while number > u128::from(u64::MAX) {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    let mut number = number as u64;
    while number > 0 {
        first -= 1;
        digits[first] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    first
}

/// The exponent behind `e`: far beyond any number that fits, all exponents are alike.
fn exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let size = digits.iter().fold(0i64, |size, digit| (size * 10 + i64::from(digit - b'0')).min(1 << 40));
    Some(if negative { -size } else { size })
}

/// Digits as written: `significant × 10^zeros / 10^decimals`.
#[derive(Default)]
struct Written {
    significant: u128,
    /// Zeros behind the last other digit, on either side of the point.
    zeros: i64,
    decimals: i64,
}

impl Written {
    fn read(text: &[u8]) -> Option<Written> {
        let mut written = Written::default();
        let mut point = false;
        for (at, &byte) in text.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    written.digit(byte - b'0')?;
                    written.decimals += i64::from(point);
                }
                b'.' if !point => point = true,
                b'_' if at > 0 && text[at - 1].is_ascii_digit() && text.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                }
                _ => return None,
            }
        }
        text.iter().any(u8::is_ascii_digit).then_some(written)
    }

    fn digit(&mut self, digit: u8) -> Option<()> {
        if digit == 0 {
            self.zeros += 1;
            return Some(());
        }
        if self.significant > 0 {
            let factor = 10u128.checked_pow(u32::try_from(self.zeros + 1).ok()?)?;
            self.significant = self.significant.checked_mul(factor)?;
        }
        self.significant = self.significant.checked_add(u128::from(digit)).filter(|&digits| digits < LIMIT)?;
        self.zeros = 0;
        Some(())
    }

    fn value(&self, exponent: i64) -> Option<Decimal> {
        let most = i64::from(DIGITS);
        let scale = (self.decimals - exponent).clamp(0, most);
        if self.significant == 0 {
            return Some(Decimal::from_parts(0, scale as u8));
        }
        let power = self.zeros - self.decimals + exponent;
        // As written where that fits, else without the zeros at the end.
        [scale, (-power).max(0)].into_iter().filter(|&scale| scale <= most).find_map(|scale| {
            let factor = 10u128.checked_pow(u32::try_from(power + scale).ok()?)?;
            let mantissa = self.significant.checked_mul(factor)?;
            Decimal::new(i128::try_from(mantissa).ok()?, scale as u8)
        })
    }
}

impl fmt::Display for Decimal {
    /// Plain digits, never an exponent; with a precision, rounded half away from zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, decimals) = match f.precision() {
            Some(decimals) => {
                let precision = i32::try_from(decimals).unwrap_or(i32::MAX);
                (self.round(precision).unwrap_or(*self), decimals)
            }
            None => (*self, usize::from(self.scale())),
        };
        let (scale, digits) = (usize::from(value.scale()), value.mantissa().unsigned_abs().to_string());
        let mut text = format!("{digits:0>width$}", width = scale + 1);
        text.push_str(&"0".repeat(decimals.saturating_sub(scale)));
        let point = text.len() - decimals.max(scale);
        if point < text.len() {
            text.insert(point, '.');
        }
        f.pad_integral(!value.is_negative(), "", &text)
    }
}
