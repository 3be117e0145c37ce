//! The sheets Summary (tables, one below the other) and Notes (what was done, and what to know).

use std::path::Path;

use rust_xlsxwriter::Worksheet;

use super::charts;
use crate::cell::ListCell;
use crate::copy::workbook::{
    AMOUNT, COUNT, DATE, Line, Look, SHARE, SheetWriter, Styles, Widths, width_of_cell, width_of_text,
};
use crate::document::note::{Note, NoteKind};
use crate::document::table::{Row, RowKind, Table, Value};
use crate::file::OutputError;
use crate::number::written;

const SHEET: &str = "Summary";

/// The width of the texts on the Notes sheet, in digits.
const NOTE_WIDTH: f64 = 100.0;

const TITLE_SIZE: u8 = 14;

/// The sheet of the tables.
pub(super) struct Summary {
    page: SheetWriter,
    widths: Widths,
}

impl Summary {
    pub(super) fn new(path: &Path) -> Result<Summary, OutputError> {
        Ok(Summary { page: SheetWriter::new(path, SHEET.to_owned(), Worksheet::new())?, widths: Widths::default() })
    }

    pub(super) fn table(&mut self, styles: &mut Styles, table: &Table) -> Result<(), OutputError> {
        if self.page.row > 0 {
            self.page.row += 1;
        }
        let top = self.page.row;
        if !table.title.is_empty() {
            let look = Look { bold: true, size: Some(TITLE_SIZE), ..Look::default() };
            self.line(styles, &table.title, &look)?;
        }
        let headings = self.page.row;
        self.headings(styles, table)?;
        for row in &table.rows {
            for (at, value) in row.cells.iter().enumerate() {
                self.value(styles, row, at, value)?;
            }
            self.page.row += 1;
        }
        table.notes.iter().try_for_each(|note| self.line(styles, note, &Look::default()))?;
        self.charts(table, top, headings)
    }

    /// Puts the charts to the right of their table, which begins at row `top`; the next table stands below them.
    fn charts(&mut self, table: &Table, top: u32, headings: u32) -> Result<(), OutputError> {
        for (index, chart) in table.charts.iter().enumerate() {
            let drawn = charts::draw(chart, table, charts::Place { sheet: SHEET, headings });
            self.page.insert_chart(top, table.columns.len() + 1 + index * charts::COLUMNS, &drawn)?;
            self.page.row = self.page.row.max(top + charts::ROWS);
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Worksheet, OutputError> {
        for (column, width) in self.widths.columns() {
            self.page.set_width(column, width)?;
        }
        self.page.sheet.set_active(true);
        Ok(self.page.sheet)
    }

    /// A text on a row of its own; it may reach beyond its column.
    fn line(&mut self, styles: &mut Styles, text: &str, look: &Look) -> Result<(), OutputError> {
        self.page.put(0, &ListCell::Text(text), Some(styles.of(look)))?;
        self.page.row += 1;
        Ok(())
    }

    fn headings(&mut self, styles: &mut Styles, table: &Table) -> Result<(), OutputError> {
        if table.columns.is_empty() {
            return Ok(());
        }
        for (at, heading) in table.columns.iter().enumerate() {
            let look = Look { bold: true, line: Line::Below, right: table.is_numeric(at), ..Look::default() };
            self.widths.measure(at, width_of_text(&heading.text));
            self.page.put(at, &ListCell::Text(&heading.text), Some(styles.of(&look)))?;
        }
        self.page.row += 1;
        Ok(())
    }

    fn value(&mut self, styles: &mut Styles, row: &Row, at: usize, value: &Value) -> Result<(), OutputError> {
        let cell = cell_of(value);
        let format = match cell {
            ListCell::Number { format, .. } | ListCell::Date { format, .. } => format,
            _ => None,
        };
        let total = row.kind == RowKind::Total;
        let look = Look {
            number: format.map(str::to_owned),
            // The tier's colour stands behind its label.
            fill: fill_of(value).or(row.color.as_deref().filter(|_| at == 0)).map(str::to_owned),
            bold: total,
            line: if total { Line::Above } else { Line::None },
            right: *value == Value::NoShare,
            ..Look::default()
        };
        self.widths.measure(at, width_of_cell(&cell));
        self.page.put(at, &cell, Some(styles.of(&look)))
    }
}

/// The colour that a value is shown in.
pub(super) fn fill_of(value: &Value) -> Option<&str> {
    match value {
        Value::Color { code, .. } => Some(code),
        _ => None,
    }
}

/// A value as a cell of a sheet.
pub(super) fn cell_of(value: &Value) -> ListCell<'_> {
    match value {
        Value::Empty => ListCell::Empty,
        Value::Text(text) => ListCell::Text(text),
        Value::Count(count) => ListCell::Number { value: *count as f64, format: Some(COUNT) },
        Value::Amount(amount) => ListCell::Number { value: written::double(*amount), format: Some(AMOUNT) },
        Value::Share(ratio) => ListCell::Number { value: written::double(*ratio), format: Some(SHARE) },
        Value::GreatAmount(amount) => ListCell::Text(amount),
        Value::NoShare => ListCell::Text("–"),
        Value::Date(day) => {
            day.serial().map_or(ListCell::Empty, |serial| ListCell::Date { serial, format: Some(DATE) })
        }
        Value::Color { name, .. } => ListCell::Text(name),
    }
}

/// The sheet of the notes.
pub(super) fn notes(path: &Path, styles: &mut Styles, notes: &[Note]) -> Result<Worksheet, OutputError> {
    let mut page = SheetWriter::new(path, "Notes".to_owned(), Worksheet::new())?;
    let mut widths = Widths::default();
    for note in notes {
        let look = match note.kind {
            NoteKind::Heading => Look { bold: true, ..Look::default() },
            NoteKind::Fact => Look { wrap: true, ..Look::default() },
            NoteKind::Warning => Look { wrap: true, warning: true, ..Look::default() },
        };
        if note.kind == NoteKind::Heading && page.row > 0 {
            page.row += 1;
        }
        widths.measure(0, width_of_text(&note.name));
        page.put(0, &ListCell::Text(&note.name), Some(styles.of(&look)))?;
        page.put(1, &ListCell::Text(&note.text), Some(styles.of(&look)))?;
        page.row += 1;
    }
    for (column, width) in widths.columns() {
        page.set_width(column, width)?;
    }
    page.set_width(1, NOTE_WIDTH)?;
    Ok(page.sheet)
}
