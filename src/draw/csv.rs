//! The tables of a document as CSV: headings, then plain values; titles and notes are left out, a blank line stands between two tables.
//!
//! Amounts are written with all their digits, shares as ratios (0.8 for 80 %) of at most 15 digits, dates as `2024-03-05`.

use std::io::{self, Write};

use crate::document::Document;
use crate::document::form::Form;
use crate::document::table::Value;
use crate::number::written;

pub(super) fn draw(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    for (index, table) in document.tables().filter(|table| !table.columns.is_empty()).enumerate() {
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

/// Draws a form as CSV: UTF-8, and with a byte-order mark where it has more than ASCII, since without one Excel takes it for the encoding
/// of the country and shows Chinese headers as rubbish.
///
/// # Errors
/// Those of `out`.
pub fn draw_form(form: &Form, out: &mut dyn Write) -> io::Result<()> {
    let mut text = csv::Writer::from_writer(Vec::new());
    text.write_record(form.columns.iter().map(|column| column.header.as_str()))?;
    text.write_record(form.columns.iter().map(|column| column.typed.as_str()))?;
    let text = text.into_inner().map_err(|error| error.into_error())?;
    if !text.is_ascii() {
        out.write_all("\u{feff}".as_bytes())?;
    }
    out.write_all(&text)
}

fn plain(value: &Value) -> String {
    match value {
        Value::Empty | Value::NoShare => String::new(),
        Value::Text(text) => text.clone(),
        Value::Count(count) => count.to_string(),
        Value::Amount(amount) => written::plain(*amount),
        Value::GreatAmount(amount) => amount.clone(),
        Value::Share(ratio) => written::plain(written::fifteen_digits(*ratio)),
        Value::Date(day) => day.to_string(),
        Value::Color { name, .. } => name.clone(),
    }
}
