//! Civil dates as days since 1970-01-01.

pub(crate) mod serial;

use jiff::civil::Date;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// A day, as the days from 1970-01-01 to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Day(pub i32);

impl Day {
    /// Its date, within the years -9999 to 9999.
    pub fn date(self) -> Option<Date> {
        EPOCH.checked_add(jiff::Span::new().try_days(self.0).ok()?).ok()
    }

    /// The days between two days, without sign.
    pub fn abs_diff(self, other: Day) -> u32 {
        self.0.abs_diff(other.0)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day((date - EPOCH).get_days())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_other_s_inverse() {
        for day in [-719_528, -1, 0, 1, 20_000, 2_932_896] {
            assert_eq!(Day(day).date().map(Day::from), Some(Day(day)));
        }
        assert_eq!(Day::from(Date::constant(2026, 1, 31)), Day(20_484));
        assert_eq!(Day(i32::MAX).date(), None);
    }
}
