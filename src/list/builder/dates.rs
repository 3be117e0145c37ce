//! Columns of dates.

use super::evidence::Evidence;
use super::others::is_missing_error;
use super::{CellPosition, DateWay, Example, Read, Unreadable, Verdict, Way};
use crate::list::value::{DateOrder, Fits, RawDate, is_missing, read_date, read_iso_date, serial_days, trimmed};
use crate::list::{BoundField, RawCell, ReadAs, ReadingFact};
use crate::rule::field::Fill;
use crate::score::{Cell, Dates};

#[derive(Debug, Clone)]
pub(super) struct DateColumn {
    dates: Dates,
    fill: Cell<i32>,
    asked: Option<ReadAs>,
    way: Way,
    /// Only the day first fits.
    day_first: Evidence,
    /// Only the month first fits.
    month_first: Evidence,
    /// Both fit and give different dates.
    either: Evidence,
}

impl DateColumn {
    pub fn new(bound: &BoundField, way: Way) -> DateColumn {
        let fill = match bound.field.default {
            Some(Fill::Date(day)) => Cell::Value(day.0),
            _ => Cell::Missing,
        };
        DateColumn {
            dates: Dates::default(),
            fill,
            asked: bound.read_as,
            way,
            day_first: Evidence::default(),
            month_first: Evidence::default(),
            either: Evidence::default(),
        }
    }

    #[inline]
    pub fn push(&mut self, cell: RawCell<'_>, spot: CellPosition) -> Read {
        match cell {
            RawCell::Text(text) => match read_iso_date(text.as_bytes()) {
                Some(days) => self.push_days(Some(days)),
                None => self.push_text(text, spot),
            },
            RawCell::Empty => self.push_missing(),
            RawCell::Date { serial, is_1904 } => self.push_days(serial_days(serial, is_1904)),
            RawCell::Number { value, percent: false, .. } => self.push_stored(value),
            RawCell::Error(error) if is_missing_error(error) => self.push_missing(),
            RawCell::Number { .. } | RawCell::Duration { .. } | RawCell::Flag(_) | RawCell::Error(_) => {
                self.push_days(None)
            }
        }
    }

    #[cold]
    fn push_text(&mut self, text: &str, spot: CellPosition) -> Read {
        let text = trimmed(text);
        if is_missing(text) {
            return self.push_missing();
        }
        let Some(date) = read_date(text) else { return self.push_days(None) };
        match date.fits() {
            Some(Fits::DayFirst) => self.day_first.see(spot, text),
            Some(Fits::MonthFirst) => self.month_first.see(spot, text),
            Some(Fits::Either) => self.either.see(spot, text),
            Some(Fits::Same) | None => {}
        }
        let days = self.days(date);
        self.push_days(days)
    }

    /// A workbook's number without a date format: `20240305`, or days of its calendar.
    fn push_stored(&mut self, value: f64) -> Read {
        let date = if value.fract() == 0.0 { read_date(&format!("{value:.0}")) } else { Some(RawDate::Serial(value)) };
        let days = date.and_then(|date| self.days(date));
        self.push_days(days)
    }

    /// A date under the way of reading.
    fn days(&self, date: RawDate) -> Option<i32> {
        self.way.dates.days(date)
    }

    fn push_days(&mut self, days: Option<i32>) -> Read {
        self.dates.push(days.map_or(Cell::Bad, Cell::Value));
        if days.is_some() { Read::Value } else { Read::Bad }
    }

    fn push_missing(&mut self) -> Read {
        self.dates.push(self.fill);
        Read::Missing
    }

    pub fn len(&self) -> usize {
        self.dates.len()
    }

    pub fn append(&mut self, other: DateColumn) {
        self.dates.append(other.dates);
        self.day_first.append(other.day_first);
        self.month_first.append(other.month_first);
        self.either.append(other.either);
    }

    pub fn verdict(&self, field: &str) -> Verdict {
        if self.asked.is_some() {
            return Verdict::Keep(self.asked, Vec::new());
        }
        let order = match self.order(field) {
            Ok(Some(order)) => order,
            Ok(None) => return Verdict::Keep(None, Vec::new()),
            Err(refusal) => return Verdict::Refuse(refusal),
        };
        let way = Way { dates: DateWay::YearLast(order), ..self.way };
        if way != self.way {
            return Verdict::Again(way);
        }
        let (read_as, fact) = match order {
            DateOrder::DayFirst => (ReadAs::DayMonthYear, ReadingFact::DayFirst(self.day_first.seen())),
            DateOrder::MonthFirst => (ReadAs::MonthDayYear, ReadingFact::MonthFirst(self.month_first.seen())),
        };
        Verdict::Keep(Some(read_as), vec![fact])
    }

    /// The order of dates with the year last; `None` where it is no question.
    fn order(&self, field: &str) -> Result<Option<DateOrder>, Box<Unreadable<Example>>> {
        match (self.day_first.count, self.month_first.count) {
            (0, 0) => Unreadable::open_order(field, &self.either).map_or(Ok(None), Err),
            (_, 0) => Ok(Some(DateOrder::DayFirst)),
            (0, _) => Ok(Some(DateOrder::MonthFirst)),
            _ => {
                let day = (&self.day_first, ReadAs::DayMonthYear);
                let month = (&self.month_first, ReadAs::MonthDayYear);
                Unreadable::contradiction(field, day, month).map_or(Ok(None), Err)
            }
        }
    }

    pub fn finish(self) -> Dates {
        self.dates
    }
}
