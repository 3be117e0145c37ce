//! Tables as CSV: headings, then plain values; titles and notes are left out, a blank line stands between two tables.
//!
//! Amounts are written with all their digits, shares as ratios (0.8 for 80 %) of at most 15 digits, dates as `2024-03-05`.

use std::io::{self, Write};

use crate::document::table::{Table, Value};

use crate::date::serial;
use crate::number::written;

pub(super) fn draw(tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    for (index, table) in tables.iter().filter(|table| !table.columns.is_empty()).enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        // Written to memory first: the writer of records would hide that a pipe is closed.
        let mut records = csv::Writer::from_writer(Vec::new());
        records.write_record(table.columns.iter().map(|heading| heading.text.as_str()))?;
        for row in &table.rows {
            records.write_record(row.cells.iter().map(plain))?;
        }
        out.write_all(&records.into_inner().map_err(|error| error.into_error())?)?;
    }
    Ok(())
}

fn plain(value: &Value) -> String {
    match value {
        Value::Empty | Value::NoShare => String::new(),
        Value::Text(text) => text.clone(),
        Value::Count(count) => count.to_string(),
        Value::Amount(amount) => written::plain(*amount),
        Value::Share(ratio) => written::plain(written::fifteen_digits(*ratio)),
        Value::Date(days) => serial::iso(*days),
        Value::Color { name, .. } => name.clone(),
    }
}
