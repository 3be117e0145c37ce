//! Sheets that are kept in memory: those of formats that cannot be streamed.
//!
//! A cell takes 24 bytes; texts stand one behind the other in one string.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::cell::{Formats, SheetCell, SheetValue};
use super::error::WorkbookError;
use super::format::Shows;
use super::hidden::Hidden;
use super::markup::within;
use super::rows::{Most, Row, Texts};
use crate::list::limits::{Limit, Limits};

/// How many bytes of memory a cell is reckoned at, and a text besides its own.
const CELL_COST: u64 = 48;
const TEXT_COST: u64 = 8;

/// The sheets of a workbook, each with its cells in order.
#[derive(Debug, Default)]
pub struct Kept {
    texts: KeptTexts,
    sheets: Vec<KeptSheet>,
}

/// The cells of a sheet, and what it hides.
#[derive(Debug, Default)]
struct KeptSheet {
    cells: Vec<KeptCell>,
    hidden_rows: BTreeSet<u32>,
    hidden: Hidden,
}

#[derive(Debug, Clone, Copy)]
struct KeptCell {
    row: u32,
    column: u16,
    format: u16,
    value: KeptValue,
}

/// What a kept cell holds; texts by their numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum KeptValue {
    /// A text.
    Text(u32),
    /// A number, which the cell's format may make a date.
    Number(f64),
    /// Days of the workbook's calendar, whatever the format says.
    Date(f64),
    /// A truth value.
    Flag(bool),
    /// An error.
    Error(u32),
}

#[derive(Debug, Default)]
struct KeptTexts {
    all: String,
    ends: Vec<usize>,
}

impl KeptTexts {
    fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        start.zip(self.ends.get(number)).and_then(|(start, end)| self.all.get(start..*end)).unwrap_or_default()
    }
}

impl Kept {
    /// How many sheets there are.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// How many filled cells a sheet has.
    pub fn cells(&self, sheet: usize) -> usize {
        self.sheets.get(sheet).map_or(0, |sheet| sheet.cells.len())
    }

    /// What each sheet hides.
    pub fn hidden(&self) -> Vec<Hidden> {
        self.sheets.iter().map(|sheet| sheet.hidden.clone()).collect()
    }

    /// Goes through a sheet's rows that have cells, from the top, until `visit` breaks off.
    ///
    /// # Errors
    ///
    /// Those of `visit`, and if the cells show more text than they may.
    pub fn rows<E: From<WorkbookError>>(
        &self,
        sheet: usize,
        formats: &Formats,
        most: Most,
        mut visit: impl FnMut(Row<'_, '_>) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let Some(sheet) = self.sheets.get(sheet) else { return Err(WorkbookError::NoSheet.into()) };
        let (mut texts, mut cells) = (Texts::default(), Vec::new());
        for row in sheet.cells.chunk_by(|cell, next| cell.row == next.row) {
            cells.clear();
            texts.row = 0;
            for cell in row {
                let value = self.value(cell, formats);
                if let SheetValue::Text(text) = &value {
                    texts.add(text.len() as u64, most)?;
                }
                cells.push(SheetCell { column: u32::from(cell.column), format: u32::from(cell.format), value });
            }
            if visit((row[0].row, &cells))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn value(&self, cell: &KeptCell, formats: &Formats) -> SheetValue<'_> {
        match cell.value {
            KeptValue::Text(text) => SheetValue::Text(Cow::Borrowed(self.texts.get(text))),
            KeptValue::Number(value) => formats.number(value, u32::from(cell.format)),
            KeptValue::Date(days) => match formats.shows(u32::from(cell.format)) {
                Shows::Duration => SheetValue::Duration(days),
                _ => SheetValue::Date(days),
            },
            KeptValue::Flag(flag) => SheetValue::Flag(flag),
            KeptValue::Error(error) => SheetValue::Error(Cow::Owned(self.texts.get(error).to_owned())),
        }
    }
}

/// Takes a workbook's cells in, as long as they are within the limits.
#[derive(Debug)]
pub struct Keeper {
    kept: Kept,
    memory: u64,
    most_cells: u64,
    most_columns: u64,
    most_strings: u64,
    most_text: u64,
    most_memory: u64,
}

impl Keeper {
    /// For a file of this length in bytes, `kept` of which stay in memory until all is read.
    ///
    /// # Errors
    ///
    /// If that is more than may stay.
    pub fn new(limits: &Limits, length: u64, kept: u64) -> Result<Keeper, WorkbookError> {
        let of = |limit| limits.of_workbook(limit, length);
        let most_memory = of(Limit::Memory);
        within(Limit::Memory, kept, most_memory)?;
        Ok(Keeper {
            kept: Kept::default(),
            memory: kept,
            most_cells: of(Limit::Cells),
            // A column's number has to fit into a cell.
            most_columns: of(Limit::Columns).min(1 << 16),
            most_strings: of(Limit::Strings),
            most_text: of(Limit::Text),
            most_memory,
        })
    }

    fn keep(&mut self, bytes: u64) -> Result<(), WorkbookError> {
        self.memory = self.memory.saturating_add(bytes);
        within(Limit::Memory, self.memory, self.most_memory)
    }

    /// How many texts there are.
    pub fn texts(&self) -> u32 {
        self.kept.texts.ends.len() as u32
    }

    /// Keeps a text that cells share; its number.
    ///
    /// # Errors
    ///
    /// If it is too long, or one too many.
    pub fn shared_text(&mut self, text: &str) -> Result<u32, WorkbookError> {
        within(Limit::Strings, u64::from(self.texts()) + 1, self.most_strings)?;
        self.text(text)
    }

    /// Keeps a text; its number.
    ///
    /// # Errors
    ///
    /// If it is too long, or takes too much memory.
    pub fn text(&mut self, text: &str) -> Result<u32, WorkbookError> {
        within(Limit::Text, text.len() as u64, self.most_text)?;
        self.keep(TEXT_COST + text.len() as u64)?;
        let number = self.texts();
        if number == u32::MAX {
            return Err(WorkbookError::OverLimit { limit: Limit::Strings, most: u64::from(number) });
        }
        self.kept.texts.all.push_str(text);
        self.kept.texts.ends.push(self.kept.texts.all.len());
        Ok(number)
    }

    /// Refuses a column, from 0, that stands too far to the right.
    ///
    /// # Errors
    ///
    /// If it does.
    pub fn check_column(&self, column: u32) -> Result<(), WorkbookError> {
        within(Limit::Columns, u64::from(column) + 1, self.most_columns)
    }

    /// Begins a sheet; its number.
    pub fn sheet(&mut self) -> usize {
        self.kept.sheets.push(KeptSheet::default());
        self.kept.sheets.len() - 1
    }

    /// Keeps a cell. An empty text is none.
    ///
    /// # Errors
    ///
    /// If it is one too many, or stands too far to the right.
    pub fn cell(
        &mut self,
        sheet: usize,
        (row, column): (u32, u32),
        format: u16,
        value: KeptValue,
    ) -> Result<(), WorkbookError> {
        self.check_column(column)?;
        if matches!(value, KeptValue::Text(text) if self.kept.texts.get(text).is_empty()) {
            return Ok(());
        }
        self.keep(CELL_COST)?;
        let cells = &mut self.kept.sheets[sheet].cells;
        cells.push(KeptCell { row, column: column as u16, format, value });
        within(Limit::Cells, cells.len() as u64, self.most_cells)
    }

    /// Keeps the text of a cell.
    ///
    /// # Errors
    ///
    /// Those of [`Keeper::text`] and [`Keeper::cell`].
    pub fn text_cell(&mut self, sheet: usize, place: (u32, u32), format: u16, text: &str) -> Result<(), WorkbookError> {
        if text.is_empty() {
            return Ok(());
        }
        let text = self.text(text)?;
        self.cell(sheet, place, format, KeptValue::Text(text))
    }

    /// Keeps an error of a cell.
    ///
    /// # Errors
    ///
    /// Those of [`Keeper::text`] and [`Keeper::cell`].
    pub fn error_cell(&mut self, sheet: usize, place: (u32, u32), error: &str) -> Result<(), WorkbookError> {
        let error = self.text(error)?;
        self.cell(sheet, place, 0, KeptValue::Error(error))
    }

    /// Notes a hidden row, from 0.
    pub fn hide_row(&mut self, sheet: usize, row: u32) {
        self.kept.sheets[sheet].hidden_rows.insert(row);
    }

    /// Notes hidden columns, from 1.
    pub fn hide_columns(&mut self, sheet: usize, first: u64, last: u64) {
        self.kept.sheets[sheet].hidden.add_columns(first, last);
    }

    /// The workbook, with its cells in order: of two in one place the later counts.
    pub fn finish(mut self) -> Kept {
        for sheet in &mut self.kept.sheets {
            let place = |cell: &KeptCell| (cell.row, cell.column);
            if !sheet.cells.is_sorted_by_key(place) {
                sheet.cells.sort_by_key(place);
            }
            sheet.cells.dedup_by(|later, kept| {
                let same = place(later) == place(kept);
                if same {
                    *kept = *later;
                }
                same
            });
            let hidden_rows = std::mem::take(&mut sheet.hidden_rows);
            for row in sheet.cells.chunk_by(|cell, next| cell.row == next.row).map(|row| row[0].row) {
                if hidden_rows.contains(&row) {
                    sheet.hidden.add_row(u64::from(row) + 1);
                }
            }
        }
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_in_the_order_of_their_places_and_of_two_the_later_counts() {
        let mut keeper = Keeper::new(&Limits::default(), 0, 0).expect("it fits");
        let sheet = keeper.sheet();
        for (place, text) in [((2, 1), "d"), ((0, 3), "b"), ((0, 0), "a"), ((2, 1), "e"), ((1, 0), "")] {
            keeper.text_cell(sheet, place, 0, text).expect("it fits");
        }
        keeper.hide_row(sheet, 2);
        keeper.hide_row(sheet, 7);
        let kept = keeper.finish();
        let mut rows = Vec::new();
        let most = Most::of(&Limits::default(), 0);
        let read = kept.rows(sheet, &Formats::default(), most, |(row, cells)| {
            rows.extend(cells.iter().map(|cell| (row, cell.column, Formats::default().text(cell).into_owned())));
            Ok::<_, WorkbookError>(ControlFlow::Continue(()))
        });
        assert_eq!(read, Ok(()));
        assert_eq!(rows, [(0, 0, "a".to_owned()), (0, 3, "b".to_owned()), (2, 1, "e".to_owned())]);
        assert_eq!((kept.hidden()[0].rows, kept.hidden()[0].first_rows.as_slice()), (1, &[3][..]));
    }
}
