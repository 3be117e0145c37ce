//! The big list as a workbook, with real numbers and dates.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cell::Cell;
use super::customers;

const WIDTHS: [f64; 14] = [12.0, 34.0, 15.0, 18.0, 14.0, 18.0, 8.0, 12.0, 12.0, 12.0, 13.0, 12.0, 18.0, 40.0];

/// The list as `customers.xlsx` has it.
pub fn xlsx() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed date of creation: the same list is the same file.
    let created = ExcelDateTime::from_ymd(2026, 10, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet().set_name("Customers")?;
    let bold = Format::new().set_bold();
    for (column, (text, width)) in (0..).zip(customers::HEADER.iter().zip(WIDTHS)) {
        sheet.write_with_format(0, column, *text, &bold)?.set_column_width(column, width)?;
    }
    let formats = Formats::new();
    for (row, cells) in (1..).zip(customers::rows()) {
        for (column, cell) in (0..).zip(&cells) {
            write(sheet, row, column, cell, &formats)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

struct Formats {
    amount: Format,
    rate: Format,
    day: Format,
    lines: Format,
}

impl Formats {
    fn new() -> Formats {
        let of = |format: &str| Format::new().set_num_format(format);
        Formats {
            amount: of("#,##0.00"),
            rate: of("0.0%"),
            day: of("yyyy-mm-dd"),
            lines: Format::new().set_text_wrap(),
        }
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) if text.contains('\n') => {
            sheet.write_string_with_format(row, column, text, &formats.lines)?;
        }
        Cell::Text(text) => {
            sheet.write_string(row, column, text)?;
        }
        Cell::Amount(hundredths) => {
            sheet.write_number_with_format(row, column, *hundredths as f64 / 100.0, &formats.amount)?;
        }
        Cell::Count(count) => {
            sheet.write_number(row, column, *count as f64)?;
        }
        Cell::Rate(thousandths) => {
            sheet.write_number_with_format(row, column, *thousandths as f64 / 1000.0, &formats.rate)?;
        }
        Cell::Day(day) => {
            let date = ExcelDateTime::parse_from_str(&day.to_string())?;
            sheet.write_datetime_with_format(row, column, date, &formats.day)?;
        }
    }
    Ok(())
}
