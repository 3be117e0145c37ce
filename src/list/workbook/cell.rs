//! One cell as a sheet holds it, and the forms in which it is asked for.

use std::borrow::Cow;

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, ExcelDateTimeType};

use crate::cell::ListCell;
use crate::list::RawCell;
use crate::list::value::{Currency, narrow};

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

/// A number format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// Its code, such as `#,##0.00`; nothing for General and for those whose code is not known.
    pub code: Option<String>,
    /// Whether it shows numbers as per cent.
    pub percent: bool,
    /// The currency that it shows.
    pub currency: Option<Currency>,
}

impl Format {
    /// The format of a code.
    pub fn of(code: &str) -> Format {
        let general = code.is_empty() || code.eq_ignore_ascii_case("general");
        Format {
            code: (!general).then(|| code.to_owned()),
            percent: shows_percent(code),
            currency: shown_currency(code),
        }
    }
}

/// Whether a format code has a per-cent sign that is not a literal.
fn shows_percent(code: &str) -> bool {
    let mut quoted = false;
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            // The next character is shown (or left room for) as it is.
            '\\' | '_' | '*' if !quoted => {
                chars.next();
            }
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// The currency in a format code: `"¥"#,##0`, `[$€-407] #,##0`, `#,##0 "元"`, `$#,##0`, `0.00" USD"`. A code such as `[$-804]` names a
/// language only.
fn shown_currency(code: &str) -> Option<Currency> {
    // The first section is that of positive numbers.
    let mut chars = code.chars();
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => text.extend(chars.by_ref().take_while(|&c| c != '"')),
            '\\' | '!' => text.extend(chars.next()),
            // Room as wide as the next character, or filled with it.
            '_' | '*' => _ = chars.next(),
            '[' => {
                let inside = chars.by_ref().take_while(|&c| c != ']').collect::<String>();
                let sign = inside.strip_prefix('$').map(|sign| sign.split('-').next().unwrap_or_default());
                text.push_str(sign.unwrap_or_default());
            }
            c if is_placeholder(c) => text.push('\n'),
            c => text.push(c),
        }
    }
    text.split('\n').map(str::trim).filter(|text| !text.is_empty()).find_map(|text| {
        let text = narrow(text);
        // `0.00"万元"`: the value is shown in ten thousands, and stored as it is.
        Currency::named(text.trim_start_matches(['千', '百', '十', '万', '亿']).trim_matches(['(', ')', '-', '+']))
    })
}

/// A character of a format code that stands for a digit or what is between digits.
fn is_placeholder(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '?' | ',' | '.' | '%')
}

impl Formats {
    fn code(&self, cell: &SheetCell<'_>) -> Option<&str> {
        self.list.get(cell.format as usize)?.code.as_deref()
    }

    /// The cell as a column reads it.
    pub fn raw<'a>(&self, cell: &'a SheetCell<'_>) -> RawCell<'a> {
        match &cell.value {
            SheetValue::Text(text) => RawCell::Text(text),
            SheetValue::Number(value) => {
                let format = self.list.get(cell.format as usize);
                let percent = format.is_some_and(|format| format.percent);
                RawCell::Number { value: *value, percent, currency: format.and_then(|format| format.currency) }
            }
            SheetValue::Date(serial) => RawCell::Date { serial: *serial, is_1904: self.is_1904 },
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
                let serial = if self.is_1904 { serial + 1462.0 } else { *serial };
                ListCell::Date { serial, format }
            }
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

    /// The same for a cell that is kept elsewhere.
    pub fn of_kept(data: &'b Data, is_1904: bool) -> Option<SheetValue<'b>> {
        match data {
            Data::Empty => None,
            Data::Int(value) => Some(SheetValue::Number(*value as f64)),
            Data::Float(value) => Some(number(*value)),
            Data::String(text) => text_value(Cow::Borrowed(text)),
            Data::Bool(flag) => Some(SheetValue::Flag(*flag)),
            Data::DateTime(date) => Some(date_value(date)),
            Data::DateTimeIso(text) => iso(Cow::Borrowed(text), is_1904),
            Data::DurationIso(text) => duration(Cow::Borrowed(text)),
            Data::Error(error) => Some(SheetValue::Error(Cow::Borrowed(error_text(error)))),
        }
    }
}

fn number<'b>(value: f64) -> SheetValue<'b> {
    if value.is_finite() { SheetValue::Number(value) } else { SheetValue::Error(Cow::Borrowed("#NUM!")) }
}

fn date_value<'b>(date: &ExcelDateTime) -> SheetValue<'b> {
    if date.as_f64().is_finite() { SheetValue::Date(date.as_f64()) } else { SheetValue::Error(Cow::Borrowed("#NUM!")) }
}

fn text_value(text: Cow<'_, str>) -> Option<SheetValue<'_>> {
    (!text.is_empty()).then_some(SheetValue::Text(text))
}

/// A date as ISO 8601 text, with or without time, as OpenDocument stores it; what is not one stays text, and so does a day before
/// the workbook's calendar begins.
pub fn iso(text: Cow<'_, str>, is_1904: bool) -> Option<SheetValue<'_>> {
    let written = text.trim_end_matches('Z');
    let at = written
        .parse::<jiff::civil::DateTime>()
        .or_else(|_| written.parse::<jiff::civil::Date>().map(|date| date.at(0, 0, 0, 0)));
    let Ok(at) = at else { return text_value(text) };
    let epoch = jiff::civil::date(1899, 12, 30);
    let Ok(days) = epoch.until(at.date()).map(|span| span.get_days()) else { return text_value(text) };
    let time = at.time().duration_since(jiff::civil::Time::midnight()).as_secs_f64() / 86_400.0;
    // Excel's calendar has a 29 February 1900, which shifts the two months in front of it by a day.
    let shift = if is_1904 {
        -1462
    } else if days < 61 {
        -1
    } else {
        0
    };
    let first = if is_1904 { 0 } else { 1 };
    if days + shift < first {
        return text_value(text);
    }
    Some(SheetValue::Date(f64::from(days + shift) + time))
}

/// A duration as ISO 8601 text: days with a fraction.
pub fn duration(text: Cow<'_, str>) -> Option<SheetValue<'_>> {
    match text.parse::<jiff::SignedDuration>() {
        Ok(duration) => Some(SheetValue::Date(duration.as_secs_f64() / 86_400.0)),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_format_has_a_percent_sign_that_is_not_a_literal() {
        for code in ["0%", "0.00%", "#,##0.0 %;[Red]-0.0 %", "_-* 0%_-"] {
            assert!(Format::of(code).percent, "{code}");
        }
        for code in ["General", "0.00", "0\"%\"", "0\\%", "0_%", "#,##0 \"50% off\""] {
            assert!(!Format::of(code).percent, "{code}");
        }
        assert_eq!(Format::of("General").code, None);
    }

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
        assert_eq!(duration(Cow::Borrowed("PT36H")), Some(SheetValue::Date(1.5)));
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
