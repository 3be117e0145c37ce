//! Civil dates as days since 1970-01-01.

pub(crate) mod serial;

use jiff::civil::Date;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The days from 1970-01-01 to a date.
pub fn days(date: Date) -> i32 {
    (date - EPOCH).get_days()
}

/// The date so many days from 1970-01-01, within the years -9999 to 9999.
pub fn from_days(days: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_other_s_inverse() {
        for day in [-719_528, -1, 0, 1, 20_000, 2_932_896] {
            assert_eq!(from_days(day).map(days), Some(day));
        }
        assert_eq!(days(Date::constant(2026, 1, 31)), 20_484);
        assert_eq!(from_days(i32::MAX), None);
    }
}
