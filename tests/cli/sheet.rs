//! Workbooks for tests: written with one library, read back with another.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// A cell to write.
#[derive(Debug, Clone)]
pub enum Put {
    /// Nothing.
    None,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A number shown in a format: a date, a percentage.
    Shown(f64, &'static str),
    /// A truth value.
    Flag(bool),
}

impl From<&str> for Put {
    fn from(text: &str) -> Put {
        if text.is_empty() { Put::None } else { Put::Text(text.to_owned()) }
    }
}

impl From<f64> for Put {
    fn from(number: f64) -> Put {
        Put::Number(number)
    }
}

/// A row of cells of any kind.
#[macro_export]
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::sheet::Put::from($cell)),*] };
}

/// A workbook of one sheet.
pub fn workbook(rows: &[Vec<Put>]) -> Vec<u8> {
    workbook_of(&[("Sheet1", rows)])
}

/// A workbook of named sheets.
pub fn workbook_of(sheets: &[(&str, &[Vec<Put>])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).expect("a name");
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(cells) {
                put(sheet, row, column, cell);
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Put) {
    let put = match cell {
        Put::None => return,
        Put::Text(text) => sheet.write_string(row, column, text),
        Put::Number(number) => sheet.write_number(row, column, *number),
        Put::Shown(number, format) => {
            sheet.write_number_with_format(row, column, *number, &Format::new().set_num_format(*format))
        }
        Put::Flag(flag) => sheet.write_boolean(row, column, *flag),
    };
    put.expect("it fits");
}

/// The names of a workbook's sheets.
pub fn sheets(bytes: &[u8]) -> Vec<String> {
    open(bytes).sheet_names()
}

/// A sheet's cells, each with its type in front: `text 00123`, `number 5`, `date 2024-03-05`, `flag true`, or nothing.
pub fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let range = open(bytes).worksheet_range(sheet).unwrap_or_else(|error| panic!("{sheet}: {error}"));
    range.rows().map(|row| row.iter().map(typed).collect()).collect()
}

/// A sheet's cells in a line each, for comparing.
pub fn lines(bytes: &[u8], sheet: &str) -> Vec<String> {
    cells(bytes, sheet).iter().map(|cells| cells.join(" | ")).collect()
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook")
}

fn typed(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => format!("text {text}"),
        Data::Float(number) => format!("number {number}"),
        Data::Int(number) => format!("number {number}"),
        Data::Bool(flag) => format!("flag {flag}"),
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            let time = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
            format!("date {year}-{month:02}-{day:02}{time}")
        }
        Data::Error(error) => format!("error {error}"),
        other => format!("other {other:?}"),
    }
}
