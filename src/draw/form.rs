//! A template as CSV.

use std::io::{self, Write};

use crate::words::form::{Template, plain};

/// Writes a template as CSV: UTF-8, and with a byte-order mark where there is more than ASCII in it, since without one Excel takes it
/// for the encoding of the country and shows Chinese headers as rubbish.
///
/// # Errors
/// When it cannot be written.
pub fn template_csv(template: &Template, out: &mut dyn Write) -> io::Result<()> {
    let mut text = csv::Writer::from_writer(Vec::new());
    text.write_record(template.columns.iter().map(|column| column.header.as_str()))?;
    text.write_record(template.columns.iter().map(|column| plain(&column.sample)))?;
    let text = text.into_inner().map_err(|error| error.into_error())?;
    if !text.is_ascii() {
        out.write_all("\u{feff}".as_bytes())?;
    }
    out.write_all(&text)
}
