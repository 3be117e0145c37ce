//! The bare way to copy a workbook, for comparison: `bare_copy IN OUT` reads the first sheet with calamine as a whole and writes it with
//! rust_xlsxwriter. No labels, no reasons, no limits, no faithful styles: what is left is the time that the two libraries take.

use std::error::Error;

use calamine::{Data, Reader, open_workbook_auto};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(input), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bare_copy IN OUT".into());
    };
    let mut source = open_workbook_auto(input)?;
    let range = source.worksheet_range_at(0).ok_or("no sheet")??;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (0..).zip(range.rows()) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Data::Empty => {}
                Data::Int(number) => _ = sheet.write(row, column, *number)?,
                Data::Float(number) => _ = sheet.write(row, column, *number)?,
                Data::Bool(flag) => _ = sheet.write(row, column, *flag)?,
                Data::DateTime(moment) => {
                    let moment = ExcelDateTime::from_serial_datetime(moment.as_f64())?;
                    sheet.write_with_format(row, column, &moment, &date)?;
                }
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    _ = sheet.write(row, column, text)?
                }
                other => _ = sheet.write(row, column, other.to_string())?,
            }
        }
    }
    workbook.save(output)?;
    Ok(())
}
