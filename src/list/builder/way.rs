//! The ways in which a column can be read.

use crate::list::value::{DateOrder, Decimals, RawDate, serial_days};
use crate::list::{BoundField, ReadAs};

/// How a column's cells are read. Each kind of field heeds the part that concerns it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    pub(super) decimals: Decimals,
    pub(super) bare: BareNumbers,
    pub(super) dates: DateWay,
    /// Whether the unit in the list's title holds.
    pub(super) title: bool,
}

/// What a bare number of a percent field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BareNumbers {
    /// 0.05 is 5 %.
    Ratio,
    /// 5 is 5 %.
    Percent,
}

/// Which dates a date field takes, besides those with the year first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateWay {
    /// None.
    YearFirst,
    /// Those with the year last, in this order.
    YearLast(DateOrder),
    /// Numbers: days of Excel's calendar.
    Serial,
}

impl DateWay {
    /// What a column is read as that was decided, or asked for, to be read so.
    pub fn of(read_as: Option<ReadAs>) -> DateWay {
        match read_as {
            Some(ReadAs::MonthDayYear) => DateWay::YearLast(DateOrder::MonthFirst),
            Some(ReadAs::YearMonthDay) => DateWay::YearFirst,
            Some(ReadAs::Serial) => DateWay::Serial,
            _ => DateWay::YearLast(DateOrder::DayFirst),
        }
    }

    /// The days since 1970-01-01 of a date that is read in this way.
    pub fn days(self, date: RawDate) -> Option<i32> {
        match (date, self) {
            (RawDate::Certain(days), _) => Some(days),
            (RawDate::YearLast { day_first, .. }, DateWay::YearLast(DateOrder::DayFirst)) => day_first,
            (RawDate::YearLast { month_first, .. }, DateWay::YearLast(DateOrder::MonthFirst)) => month_first,
            (RawDate::YearLast { year_first, .. }, DateWay::YearFirst) => year_first,
            (RawDate::YearLast { .. }, DateWay::Serial) => None,
            (RawDate::Serial(serial), DateWay::Serial) => serial_days(serial, false),
            // Unasked only five digits, 1927 to 2173, are days: 2024 is a year, 202403 a month.
            (RawDate::Serial(serial), _) if (10_000.0..100_000.0).contains(&serial) => serial_days(serial, false),
            (RawDate::Serial(_), _) => None,
        }
    }
}

impl Way {
    /// How a column most likely has to be read: as the user asked, otherwise with decimal points, ratios and the day first.
    pub fn likely(bound: &BoundField) -> Way {
        let mut way = Way {
            decimals: Decimals::Point,
            bare: BareNumbers::Ratio,
            dates: DateWay::of(bound.read_as),
            title: bound.field.money && bound.title.is_some(),
        };
        match bound.read_as {
            Some(ReadAs::CommaDecimal) => way.decimals = Decimals::Comma,
            Some(ReadAs::Percent) => way.bare = BareNumbers::Percent,
            _ => {}
        }
        way
    }
}
