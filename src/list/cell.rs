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

/// One cell of a list, as it goes out again.
///
/// A workbook's reader hands its cells over as they are: numbers as the stored doubles, texts never interpreted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ListCell<'a> {
    /// No cell, or an empty one.
    Empty,
    /// A text; it is written as text whatever it looks like.
    Text(&'a str),
    /// A number.
    Number {
        /// The double that a workbook stores.
        value: f64,
        /// Its number format, such as `#,##0.00`; absent: General.
        format: Option<&'a str>,
    },
    /// A date, a time or both.
    Date {
        /// Days of Excel's 1900 calendar with the time as a fraction; a reader of a 1904 workbook adds 1462.
        serial: f64,
        /// Its number format, such as `yyyy/m/d`; absent: `yyyy-mm-dd`, with the time where there is one.
        format: Option<&'a str>,
    },
    /// A truth value.
    Bool(bool),
    /// An error, such as `#N/A`.
    Error(&'a str),
}

impl ListCell<'_> {
    /// Whether there is nothing in the cell.
    pub fn is_empty(&self) -> bool {
        matches!(self, ListCell::Empty | ListCell::Text(""))
    }
}

/// A cell that is kept: a header, to be written again on the next sheet.
#[derive(Debug, Clone)]
pub(crate) enum KeptCell {
    Empty,
    Text(String),
    Number { value: f64, format: Option<String> },
    Date { serial: f64, format: Option<String> },
    Bool(bool),
    Error(String),
}

impl KeptCell {
    pub(crate) fn as_cell(&self) -> ListCell<'_> {
        match self {
            KeptCell::Empty => ListCell::Empty,
            KeptCell::Text(text) => ListCell::Text(text),
            KeptCell::Number { value, format } => ListCell::Number { value: *value, format: format.as_deref() },
            KeptCell::Date { serial, format } => ListCell::Date { serial: *serial, format: format.as_deref() },
            KeptCell::Bool(value) => ListCell::Bool(*value),
            KeptCell::Error(text) => ListCell::Error(text),
        }
    }
}

impl From<&ListCell<'_>> for KeptCell {
    fn from(cell: &ListCell<'_>) -> Self {
        match *cell {
            ListCell::Empty => KeptCell::Empty,
            ListCell::Text(text) => KeptCell::Text(text.to_owned()),
            ListCell::Number { value, format } => KeptCell::Number { value, format: format.map(str::to_owned) },
            ListCell::Date { serial, format } => KeptCell::Date { serial, format: format.map(str::to_owned) },
            ListCell::Bool(value) => KeptCell::Bool(value),
            ListCell::Error(text) => KeptCell::Error(text.to_owned()),
        }
    }
}
