//! A list's cells, each with its type: written as text to CSV, as themselves to a workbook.

use jiff::civil::Date;

/// One cell of a made-up list.
pub enum Cell {
    Empty,
    Text(String),
    /// Money in hundredths.
    Amount(i64),
    Count(i64),
    /// A rate in thousandths: 975 is 97.5 %.
    Rate(i64),
    Day(Date),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// The cell as a CSV file has it.
    pub fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Amount(hundredths) => format!("{}.{:02}", hundredths / 100, hundredths % 100),
            Cell::Count(count) => count.to_string(),
            Cell::Rate(thousandths) => format!("{}.{}%", thousandths / 10, thousandths % 10),
            Cell::Day(date) => date.to_string(),
        }
    }
}

/// The rows as CSV in UTF-8, quoted only where needed.
pub fn csv(rows: &[Vec<String>], line_end: csv::Terminator) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(line_end).flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
