//! The cells of a list as its reader hands them out and its writer takes them, whatever kind of file they come from.

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
    },
    /// A workbook's date: days of its calendar, with the time as a fraction.
    Date {
        /// The serial number as stored.
        serial: f64,
        /// Whether the workbook counts from 1904.
        is_1904: bool,
    },
    /// A workbook's truth value.
    Flag(bool),
    /// A workbook's error, such as `#N/A`.
    Error(&'a str),
}

/// One cell of a list, as it goes out again, with its text borrowed from the list.
pub type ListCell<'a> = CellOf<&'a str>;

/// A cell of a list whose texts are of the type `T`: borrowed in a [`ListCell`], owned where a cell is kept.
///
/// A workbook's reader hands its cells over as they are: numbers as the stored doubles, texts never interpreted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellOf<T> {
    /// No cell, or an empty one.
    Empty,
    /// A text; it is written as text whatever it looks like.
    Text(T),
    /// A number.
    Number {
        /// The double that a workbook stores.
        value: f64,
        /// Its number format, such as `#,##0.00`; absent: General.
        format: Option<T>,
    },
    /// A date, a time or both.
    Date {
        /// Days of Excel's 1900 calendar with the time as a fraction; a reader of a 1904 workbook adds 1462.
        serial: f64,
        /// Its number format, such as `yyyy/m/d`; absent: `yyyy-mm-dd`, with the time where there is one.
        format: Option<T>,
    },
    /// A truth value.
    Bool(bool),
    /// An error, such as `#N/A`.
    Error(T),
}

impl CellOf<&str> {
    /// Whether there is nothing in the cell.
    pub fn is_empty(&self) -> bool {
        matches!(self, CellOf::Empty | CellOf::Text(""))
    }
}

impl<T> CellOf<T> {
    /// The same cell with its texts in another type.
    pub(crate) fn map<'c, U>(&'c self, convert: impl Fn(&'c T) -> U) -> CellOf<U> {
        match self {
            CellOf::Empty => CellOf::Empty,
            CellOf::Text(text) => CellOf::Text(convert(text)),
            CellOf::Number { value, format } => CellOf::Number { value: *value, format: format.as_ref().map(convert) },
            CellOf::Date { serial, format } => CellOf::Date { serial: *serial, format: format.as_ref().map(convert) },
            CellOf::Bool(value) => CellOf::Bool(*value),
            CellOf::Error(text) => CellOf::Error(convert(text)),
        }
    }
}
