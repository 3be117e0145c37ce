//! A cell before it is read as its field.

use super::value::Currency;

/// One cell as a sheet holds it, before it is read as a field's type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RawCell<'a> {
    /// No cell, or an empty one.
    Empty,
    /// A text, unquoted and in UTF-8.
    Text(&'a str),
    /// A workbook's number; `percent` when its format shows it as per cent.
    Number {
        /// The stored double.
        value: f64,
        /// Whether the cell's number format is a percent format.
        percent: bool,
        /// The currency that its format shows.
        currency: Option<Currency>,
    },
    /// A workbook's date: days of its calendar, with the time as a fraction.
    Date {
        /// The serial number as stored.
        serial: f64,
        /// Whether the workbook counts from 1904.
        is_1904: bool,
    },
    /// A workbook's duration, which is neither a date nor a plain number.
    Duration {
        /// Days, with their fraction.
        days: f64,
    },
    /// A workbook's truth value.
    Flag(bool),
    /// A workbook's error, such as `#N/A`.
    Error(&'a str),
}
