//! A list of cells as CSV: UTF-8, comma, LF. (A list that came as CSV is copied byte for byte: see [`super::text`].)
//!
//! Numbers are the shortest decimals of their 15 significant digits, dates ISO (`2024-03-05`, `2024-03-05T10:20:00`), truth
//! values `TRUE` and `FALSE`, errors as they are (`#N/A`). Blank records stay blank lines.

use std::borrow::Cow;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use super::added::{Added, AddedCell, AddedValue, Layout, OutputColumn};
use super::formula::Formulas;
use super::writer::{ListWriter, filled};
use crate::cell::ListCell;
use crate::date::serial;
use crate::file::OutputError;
use crate::number::written;
use crate::place::Place;

/// How many bytes are collected before they are written.
const BUFFER: usize = 1 << 18;

/// Writes a list of cells as CSV.
#[derive(Debug)]
pub(crate) struct CsvWriter<W: Write> {
    lines: Lines<W>,
    columns: Vec<OutputColumn>,
    width: usize,
}

#[derive(Debug)]
struct Lines<W: Write> {
    out: BufWriter<W>,
    /// For messages.
    path: PathBuf,
    /// The number of the next line, from 1. A text with line breaks counts as one line.
    next: u64,
    formulas: Formulas,
    /// The record that is being put together, kept for its memory.
    record: Vec<u8>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes to `out`, which `path` names in messages.
    pub(crate) fn new(out: W, path: impl Into<PathBuf>, formulas: Formulas) -> CsvWriter<W> {
        let out = BufWriter::with_capacity(BUFFER, out);
        let lines = Lines { out, path: path.into(), next: 1, formulas, record: Vec::new() };
        CsvWriter { lines, columns: Vec::new(), width: 0 }
    }

    /// Writes what has been collected, after the last record.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(crate) fn finish(mut self) -> Result<(), OutputError> {
        let Lines { out, path, .. } = &mut self.lines;
        out.flush().map_err(|error| {
            // The encoder's complaint needs no name of a file: it is about the list.
            error.downcast::<OutputError>().unwrap_or_else(|error| OutputError::io(path, error))
        })
    }
}

impl<W: Write> Lines<W> {
    /// Writes a record of these fields. Without a field it is a blank line, which the CSV crate cannot write.
    fn write<'t>(&mut self, fields: impl Iterator<Item = Cow<'t, str>>) -> Result<(), OutputError> {
        self.record.clear();
        for (index, field) in fields.enumerate() {
            if index > 0 {
                self.record.push(b',');
            }
            push_field(&mut self.record, &self.formulas.text(field));
        }
        self.record.push(b'\n');
        self.next += 1;
        self.out.write_all(&self.record).map_err(|source| OutputError::io(&self.path, source))
    }
}

/// Appends a field, in quotes where it would otherwise be taken for more or less than one.
fn push_field(record: &mut Vec<u8>, text: &str) {
    if !text.contains([',', '"', '\n', '\r']) {
        return record.extend_from_slice(text.as_bytes());
    }
    record.push(b'"');
    record.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    record.push(b'"');
}

impl<W: Write> ListWriter for CsvWriter<W> {
    fn preamble(&mut self, cells: &[ListCell<'_>]) -> Result<(), OutputError> {
        self.lines.write(cells[..filled(cells)].iter().map(text))
    }

    fn header(&mut self, cells: &[ListCell<'_>], width: usize, added: &Added<'_>) -> Result<(), OutputError> {
        self.no_header(width, added)?;
        let names: Vec<&str> = added.names().collect();
        self.lines.write(self.columns.iter().map(|column| match *column {
            OutputColumn::Own(column) => cells.get(column).map_or(Cow::Borrowed(""), text),
            OutputColumn::Added(index) => Cow::Borrowed(names[index]),
        }))
    }

    fn no_header(&mut self, width: usize, added: &Added<'_>) -> Result<(), OutputError> {
        self.columns = Layout::new(width, added).columns().collect();
        self.width = width;
        Ok(())
    }

    fn row(&mut self, cells: &[ListCell<'_>], added: &[AddedValue<'_>]) -> Result<(), OutputError> {
        let own = filled(cells);
        if own == 0 && added.is_empty() {
            return self.lines.write(std::iter::empty());
        }
        if own > self.width {
            let place = Place::Line { file: self.lines.path.clone(), line: self.lines.next, column: None };
            return Err(OutputError::RecordTooWide { place, cells: own, width: self.width });
        }
        self.lines.write(self.columns.iter().map(|column| match *column {
            OutputColumn::Own(column) => cells.get(column).map_or(Cow::Borrowed(""), text),
            OutputColumn::Added(index) => added.get(index).map_or(Cow::Borrowed(""), added_text),
        }))
    }
}

/// A cell as CSV has it.
fn text<'c>(cell: &'c ListCell<'_>) -> Cow<'c, str> {
    match *cell {
        ListCell::Empty => Cow::Borrowed(""),
        ListCell::Text(text) | ListCell::Error(text) => Cow::Borrowed(text),
        ListCell::Number { value, .. } => Cow::Owned(written::plain_double(value)),
        ListCell::Date { serial, format } => {
            Cow::Owned(serial::iso_serial(serial, format).unwrap_or_else(|| written::plain_double(serial)))
        }
        ListCell::Bool(true) => Cow::Borrowed("TRUE"),
        ListCell::Bool(false) => Cow::Borrowed("FALSE"),
    }
}

/// An added value as CSV has it.
fn added_text<'c>(value: &'c AddedValue<'_>) -> Cow<'c, str> {
    match value {
        AddedValue::Label(label) => Cow::Borrowed(&label.text),
        AddedValue::Unclassified(word) => Cow::Borrowed(word),
        AddedValue::Cell(cell) => cell.text(),
    }
}

impl AddedCell {
    /// The cell as CSV has it.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            AddedCell::Empty => Cow::Borrowed(""),
            AddedCell::Text(text) => Cow::Borrowed(text),
            AddedCell::Number(number) => Cow::Owned(written::plain(*number)),
            AddedCell::Date(day) => Cow::Owned(day.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copy::added::tests::{label, labels};
    use crate::date::Day;
    use crate::number::Decimal;

    const NUMBER: fn(f64) -> ListCell<'static> = |value| ListCell::Number { value, format: None };

    fn written(write: impl FnOnce(&mut CsvWriter<&mut Vec<u8>>) -> Result<(), OutputError>) -> String {
        written_with(Formulas::Kept, write)
    }

    fn written_with(
        formulas: Formulas,
        write: impl FnOnce(&mut CsvWriter<&mut Vec<u8>>) -> Result<(), OutputError>,
    ) -> String {
        let mut out = Vec::new();
        let mut writer = CsvWriter::new(&mut out, "out.csv", formulas);
        write(&mut writer).unwrap();
        writer.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_written_in_their_plain_form_with_the_labels_at_the_end() {
        let added = Added { columns: vec![labels("tier", vec![label("A", false, None)], vec![Some(0), None])] };
        let mut rows = added.rows(2);
        let text = written(|writer| {
            writer.preamble(&[ListCell::Text("Customers, March"), ListCell::Empty])?;
            writer.preamble(&[])?;
            writer.header(&["id", "revenue", "since", "ok"].map(ListCell::Text), 4, &added)?;
            let date = ListCell::Date { serial: 45_356.430_555_555_555, format: Some("yyyy/m/d h:mm") };
            writer.row(&[ListCell::Text("00123"), NUMBER(0.1 + 0.2), date, ListCell::Bool(true)], rows.customer(0))?;
            writer.row(&[], &[])?;
            writer.row(&[ListCell::Text("a \"b\""), ListCell::Error("#N/A")], rows.customer(1))?;
            writer.row(&[ListCell::Text("合计"), NUMBER(-48_300.5)], rows.no_customer())
        });
        assert_eq!(
            text,
            "\"Customers, March\"\n\nid,revenue,since,ok,tier\n00123,0.3,2024-03-05T10:20:00,TRUE,A\n\n\
             \"a \"\"b\"\"\",#N/A,,,unclassified\n合计,-48300.5,,,\n"
        );
    }

    #[test]
    fn formulas_get_an_apostrophe_where_it_is_asked_for() {
        let added = Added { columns: vec![labels("tier", vec![label("=A", false, None)], vec![Some(0)])] };
        let text = written_with(Formulas::Escaped, |writer| {
            writer.preamble(&[ListCell::Text("@title")])?;
            writer.header(&["id", "-a"].map(ListCell::Text), 2, &added)?;
            writer.row(&[ListCell::Text("=1,5"), NUMBER(-5.5)], added.rows(1).customer(0))
        });
        assert_eq!(text, "'@title\nid,'-a,tier\n\"'=1,5\",-5.5,'=A\n");
    }

    #[test]
    fn an_added_column_may_replace_one_of_the_list() {
        let mut tier = labels("tier", vec![label("A", false, None)], vec![Some(0)]);
        tier.replaces = Some(0);
        let added = Added { columns: vec![tier] };
        let text = written(|writer| {
            writer.header(&["tier", "id"].map(ListCell::Text), 2, &added)?;
            writer.row(&["old", "1"].map(ListCell::Text), added.rows(1).customer(0))
        });
        assert_eq!(text, "tier,id\nA,1\n");
    }

    #[test]
    fn added_values_are_plain_too() {
        let cells = [
            AddedCell::Number(Decimal::from_parts(8_350, 2)),
            AddedCell::Date(Day(19_787)),
            AddedCell::Text("a,b".to_owned()),
            AddedCell::Empty,
        ];
        let values = cells.map(AddedValue::Cell);
        assert_eq!(values.each_ref().map(added_text), ["83.5", "2024-03-05", "a,b", ""]);
    }

    #[test]
    fn a_record_that_is_wider_than_the_first_pass_found_is_refused() {
        let mut writer = CsvWriter::new(Vec::new(), "out.csv", Formulas::Kept);
        writer.header(&[ListCell::Text("id")], 1, &Added { columns: Vec::new() }).unwrap();
        writer.row(&[ListCell::Text("1"), ListCell::Empty], &[]).unwrap();
        let error = writer.row(&["1", "2"].map(ListCell::Text), &[]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "out.csv:3: 2 cells, where the widest record had 1; the list changed while it was being read"
        );
    }
}
