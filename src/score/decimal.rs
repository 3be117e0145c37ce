//! Exact decimal numbers of up to 38 digits.

use std::cmp::Ordering;

/// An exact decimal: `mantissa / 10^scale`, with at most 38 digits.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    mantissa: i128,
    scale: u8,
}

impl Decimal {
    /// 0.
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };

    /// `mantissa / 10^scale`; the caller sees to it that the mantissa has at most 38 digits.
    pub const fn from_parts(mantissa: i128, scale: u8) -> Decimal {
        Decimal { mantissa, scale }
    }

    /// The number without its decimal point.
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// How many digits stand behind the decimal point.
    pub const fn scale(self) -> u8 {
        self.scale
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
        // Placeholder until the real module lands in this commit series.
        (self.mantissa * 10i128.pow(u32::from(other.scale))).cmp(&(other.mantissa * 10i128.pow(u32::from(self.scale))))
    }
}
