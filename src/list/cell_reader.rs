//! Reading single cells of a column in the way that was decided for it: for a workbook made of a delimited list.

use super::value::{DateOrder, Decimals, Number, RawDate, read_date, serial_days, trimmed};
use super::{BoundField, FieldReading, ReadAs};
use crate::number::Decimal;
use crate::rule::FieldKind;

/// How the texts of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellReader {
    /// As numbers, with this decimal mark.
    Number(Decimals),
    /// As dates, in this order where the year stands last.
    Date(DateOrder),
    /// As they are.
    Text,
}

impl CellReader {
    /// The reader of a bound field's column.
    pub fn of(bound: &BoundField, reading: &FieldReading) -> CellReader {
        let way = reading.decided.or(bound.read_as);
        match bound.field.kind {
            FieldKind::Number | FieldKind::Percent => {
                CellReader::Number(if way == Some(ReadAs::CommaDecimal) { Decimals::Comma } else { Decimals::Point })
            }
            FieldKind::Date => CellReader::Date(if way == Some(ReadAs::MonthDayYear) {
                DateOrder::MonthFirst
            } else {
                DateOrder::DayFirst
            }),
            _ => CellReader::Text,
        }
    }

    /// The number in a text.
    pub fn number(self, text: &str) -> Option<Decimal> {
        match self {
            CellReader::Number(decimals) => Number::read(trimmed(text))?.value(decimals),
            CellReader::Date(_) | CellReader::Text => None,
        }
    }

    /// The date in a text, in days since 1970-01-01.
    pub fn date(self, text: &str) -> Option<i32> {
        let CellReader::Date(order) = self else { return None };
        match (read_date(trimmed(text))?, order) {
            (RawDate::Certain(days), _) => Some(days),
            (RawDate::YearLast { day_first, .. }, DateOrder::DayFirst) => day_first,
            (RawDate::YearLast { month_first, .. }, DateOrder::MonthFirst) => month_first,
            (RawDate::Serial(serial), _) => serial_days(serial, false),
        }
    }
}
