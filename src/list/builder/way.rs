//! The ways in which a column can be read.

use crate::list::value::{DateOrder, Decimals};
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

impl Way {
    /// How a column most likely has to be read: as the user asked, otherwise with decimal points, ratios and the day first.
    pub fn likely(bound: &BoundField) -> Way {
        let mut way = Way {
            decimals: Decimals::Point,
            bare: BareNumbers::Ratio,
            dates: DateWay::YearLast(DateOrder::DayFirst),
            title: bound.field.money && bound.title.is_some(),
        };
        match bound.read_as {
            None | Some(ReadAs::PointDecimal | ReadAs::Ratio | ReadAs::DayMonthYear) => {}
            Some(ReadAs::CommaDecimal) => way.decimals = Decimals::Comma,
            Some(ReadAs::Percent) => way.bare = BareNumbers::Percent,
            Some(ReadAs::MonthDayYear) => way.dates = DateWay::YearLast(DateOrder::MonthFirst),
            Some(ReadAs::YearMonthDay) => way.dates = DateWay::YearFirst,
            Some(ReadAs::Serial) => way.dates = DateWay::Serial,
        }
        way
    }
}
