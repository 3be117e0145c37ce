//! Between decimals and the binary floats of workbooks.

use super::Decimal;

impl Decimal {
    /// A workbook's number: its double at 15 significant digits, as Excel shows it. `None` where it is no number, or has more
    /// than 38 digits written out.
    pub fn from_f64_shown(value: f64) -> Option<Decimal> {
        if !value.is_finite() {
            return None;
        }
        shown_short(value).or_else(|| Decimal::parse(&format!("{value:.14e}")).map(Decimal::normalized))
    }

    /// The nearest double, for drawing; never for comparing.
    pub fn to_f64(self) -> f64 {
        // The digits are exact, and the library's reader rounds them once.
        format!("{}e-{}", self.mantissa(), self.scale()).parse().unwrap_or(f64::NAN)
    }
}

/// The short way for the usual cell, with up to four decimals: a decimal of at most 15 digits whose nearest double is the
/// value is what 15 significant digits show, since two such decimals never share a double.
fn shown_short(value: f64) -> Option<Decimal> {
    for (scale, factor) in [1.0, 10.0, 100.0, 1_000.0, 10_000.0].into_iter().enumerate() {
        let integer = (value * factor).round();
        if integer.abs() >= 1e15 {
            return None;
        }
        if integer / factor == value {
            return Some(Decimal::from_parts(integer as i128, scale as u8));
        }
    }
    None
}
