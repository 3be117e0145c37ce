//! One cell as a sheet holds it, and the forms in which it is asked for.

use std::borrow::Cow;

use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};

use super::format::{Format, Shows, shows_no_day};
use crate::cell::ListCell;
use crate::date::serial::duration_text;
use crate::list::RawCell;

/// The format of a duration whose own is not known.
const DURATION: &str = "[h]:mm:ss";

/// A filled cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCell<'b> {
    /// The column, from 0.
    pub column: u32,
    /// The number of its format among the workbook's [`Formats`].
    pub format: u32,
    /// What it holds.
    pub value: SheetValue<'b>,
}

/// What a filled cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetValue<'b> {
    /// A text that is not empty.
    Text(Cow<'b, str>),
    /// A finite number.
    Number(f64),
    /// Days of the workbook's calendar.
    Date(f64),
    /// Days that passed, in no calendar.
    Duration(f64),
    /// A truth value.
    Flag(bool),
    /// An error, such as `#N/A`.
    Error(Cow<'static, str>),
}

/// A workbook's number formats and its calendar: what it takes to understand a cell.
#[derive(Debug, Clone, Default)]
pub struct Formats {
    /// By the number that cells name them by; empty where the kind of workbook does not tell.
    pub list: Vec<Format>,
    /// Whether dates count from 1904.
    pub is_1904: bool,
}

impl Formats {
    /// What a format makes of a number.
    pub fn shows(&self, format: u32) -> Shows {
        self.list.get(format as usize).map_or(Shows::Number, |format| format.shows)
    }

    /// What a number is under a format.
    pub fn number<'b>(&self, value: f64, format: u32) -> SheetValue<'b> {
        match self.shows(format) {
            _ if !value.is_finite() => SheetValue::Error(Cow::Borrowed("#NUM!")),
            Shows::Date => SheetValue::Date(value),
            Shows::Duration => SheetValue::Duration(value),
            Shows::Number | Shows::Percent | Shows::Text => SheetValue::Number(value),
        }
    }

    fn code(&self, cell: &SheetCell<'_>) -> Option<&str> {
        self.list.get(cell.format as usize)?.code.as_deref()
    }

    /// The cell as a column reads it.
    pub fn raw<'a>(&self, cell: &'a SheetCell<'_>) -> RawCell<'a> {
        match &cell.value {
            SheetValue::Text(text) => RawCell::Text(text),
            SheetValue::Number(value) => {
                let format = self.list.get(cell.format as usize);
                let percent = self.shows(cell.format) == Shows::Percent;
                RawCell::Number { value: *value, percent, currency: format.and_then(|format| format.currency) }
            }
            SheetValue::Date(serial) => RawCell::Date { serial: *serial, is_1904: self.is_1904 },
            SheetValue::Duration(days) => RawCell::Duration { days: *days },
            SheetValue::Flag(flag) => RawCell::Flag(*flag),
            SheetValue::Error(error) => RawCell::Error(error),
        }
    }

    /// The cell as a writer takes it.
    pub fn list_cell<'a>(&'a self, cell: &'a SheetCell<'_>) -> ListCell<'a> {
        let format = self.code(cell);
        match &cell.value {
            SheetValue::Text(text) => ListCell::Text(text),
            SheetValue::Number(value) => ListCell::Number { value: *value, format },
            SheetValue::Date(serial) => {
                // A time of day is in no calendar.
                let is_time = (0.0..1.0).contains(serial) && format.is_some_and(shows_no_day);
                let serial = if self.is_1904 && !is_time { serial + 1462.0 } else { *serial };
                ListCell::Date { serial, format }
            }
            SheetValue::Duration(days) => ListCell::Date { serial: *days, format: format.or(Some(DURATION)) },
            SheetValue::Flag(flag) => ListCell::Bool(*flag),
            SheetValue::Error(error) => ListCell::Error(error),
        }
    }

    /// The cell as text, for headers, titles and messages.
    pub fn text<'a>(&self, cell: &'a SheetCell<'_>) -> Cow<'a, str> {
        match &cell.value {
            SheetValue::Text(text) => Cow::Borrowed(text),
            SheetValue::Number(value) => Cow::Owned(value.to_string()),
            SheetValue::Date(serial) => Cow::Owned(date_text(*serial, self.is_1904)),
            SheetValue::Duration(days) => Cow::Owned(duration_text(*days)),
            SheetValue::Flag(flag) => Cow::Borrowed(if *flag { "TRUE" } else { "FALSE" }),
            SheetValue::Error(error) => Cow::Borrowed(error),
        }
    }
}

fn date_text(serial: f64, is_1904: bool) -> String {
    let date = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    if serial.fract() == 0.0 {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

impl<'b> SheetValue<'b> {
    /// What calamine read; nothing for an empty cell, an empty text, or a formula without a value.
    pub fn of(data: &DataRef<'b>, is_1904: bool) -> Option<SheetValue<'b>> {
        match data {
            DataRef::Empty => None,
            DataRef::Int(value) => Some(SheetValue::Number(*value as f64)),
            DataRef::Float(value) => Some(number(*value)),
            DataRef::String(text) => text_value(Cow::Owned(text.clone())),
            DataRef::SharedString(text) => text_value(Cow::Borrowed(text)),
            DataRef::Bool(flag) => Some(SheetValue::Flag(*flag)),
            DataRef::DateTime(date) => Some(date_value(date)),
            // Errors of XLSX come as dates: see the module `markup`.
            DataRef::DateTimeIso(text) if text.starts_with('#') => Some(SheetValue::Error(error_of(text))),
            DataRef::DateTimeIso(text) => iso(Cow::Owned(text.clone()), is_1904),
            DataRef::DurationIso(text) => duration(Cow::Owned(text.clone())),
            DataRef::Error(error) => Some(SheetValue::Error(Cow::Borrowed(error_text(error)))),
        }
    }
}

fn number<'b>(value: f64) -> SheetValue<'b> {
    if value.is_finite() { SheetValue::Number(value) } else { SheetValue::Error(Cow::Borrowed("#NUM!")) }
}

fn date_value<'b>(date: &ExcelDateTime) -> SheetValue<'b> {
    match date.as_f64() {
        days if !days.is_finite() => SheetValue::Error(Cow::Borrowed("#NUM!")),
        days if date.is_duration() => SheetValue::Duration(days),
        days => SheetValue::Date(days),
    }
}

fn text_value(text: Cow<'_, str>) -> Option<SheetValue<'_>> {
    (!text.is_empty()).then_some(SheetValue::Text(text))
}

/// A date as ISO 8601 text, with or without time, as OpenDocument stores it; what is not one stays text, and so does a day before
/// the workbook's calendar begins.
pub fn iso(text: Cow<'_, str>, is_1904: bool) -> Option<SheetValue<'_>> {
    let first = if is_1904 { 0.0 } else { 1.0 };
    match iso_days(&text, is_1904) {
        Some(days) if days >= first => Some(SheetValue::Date(days)),
        _ => text_value(text),
    }
}

/// A moment as ISO 8601 text in days of the workbook's calendar; nothing before day 0, which in the calendar from 1900 stands for
/// times without a day.
pub fn iso_days(text: &str, is_1904: bool) -> Option<f64> {
    let written = text.trim_end_matches('Z');
    let at = written
        .parse::<jiff::civil::DateTime>()
        .or_else(|_| written.parse::<jiff::civil::Date>().map(|date| date.at(0, 0, 0, 0)))
        .ok()?;
    let days = jiff::civil::date(1899, 12, 30).until(at.date()).ok()?.get_days();
    let time = at.time().duration_since(jiff::civil::Time::midnight()).as_secs_f64() / 86_400.0;
    // Excel's calendar has a 29 February 1900, which shifts the two months in front of it by a day.
    let shift = match () {
        () if is_1904 => -1462,
        () if days < 61 => -1,
        () => 0,
    };
    (days + shift >= 0).then(|| f64::from(days + shift) + time)
}

/// A duration as ISO 8601 text: days with a fraction.
pub fn duration(text: Cow<'_, str>) -> Option<SheetValue<'_>> {
    match text.parse::<jiff::SignedDuration>() {
        Ok(duration) => Some(SheetValue::Duration(duration.as_secs_f64() / 86_400.0)),
        Err(_) => text_value(text),
    }
}

/// An error by its text; the usual ones take no memory.
fn error_of(text: &str) -> Cow<'static, str> {
    match text.parse::<CellErrorType>() {
        Ok(error) => Cow::Borrowed(error_text(&error)),
        Err(_) => Cow::Owned(text.to_owned()),
    }
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// An error by its number in binary formats; one that nobody knows is `#VALUE!`.
pub fn excel_error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#VALUE!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_become_days_of_the_workbooks_calendar() {
        let days = |text: &str, is_1904| match iso(Cow::Borrowed(text), is_1904) {
            Some(SheetValue::Date(days)) => Some(days),
            _ => None,
        };
        assert_eq!(days("2024-03-05", false), Some(45356.0));
        assert_eq!(days("2024-03-05T12:00:00", false), Some(45356.5));
        assert_eq!(days("2024-03-05T18:00:00Z", true), Some(43894.75));
        assert_eq!(days("1900-01-01", false), Some(1.0));
        assert_eq!(days("1900-03-01", false), Some(61.0));
        assert_eq!(days("next week", false), None);
        assert_eq!(
            [days("1899-12-31", false), days("1899-12-30T12:00:00", false), days("1903-12-31", true)],
            [None; 3]
        );
        assert_eq!(duration(Cow::Borrowed("PT36H")), Some(SheetValue::Duration(1.5)));
    }

    #[test]
    fn an_empty_text_is_no_cell_and_an_endless_number_an_error() {
        assert_eq!(SheetValue::of(&DataRef::String(String::new()), false), None);
        assert_eq!(
            SheetValue::of(&DataRef::Float(f64::INFINITY), false),
            Some(SheetValue::Error(Cow::Borrowed("#NUM!")))
        );
    }

    #[test]
    fn a_1904_date_is_handed_to_writers_in_the_1900_calendar() {
        let formats = Formats { list: vec![Format::of("yyyy/m/d")], is_1904: true };
        let cell = SheetCell { column: 0, format: 0, value: SheetValue::Date(43894.0) };
        assert_eq!(formats.list_cell(&cell), ListCell::Date { serial: 45356.0, format: Some("yyyy/m/d") });
        assert_eq!(formats.raw(&cell), RawCell::Date { serial: 43894.0, is_1904: true });
        assert_eq!(formats.text(&cell), "2024-03-05");
    }
}
