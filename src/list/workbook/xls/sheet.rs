//! The cells of one sheet.

use std::ops::Range;

use super::records::{Content, record};
use super::{BOF, EOF, Globals, LABEL, RICH_LABEL, STRING, cut_off, excel_error};
use crate::list::workbook::error::{Damage, WorkbookError};
use crate::list::workbook::kept::{Keeper, KeptValue};
use crate::list::workbook::little_endian::{f64_at, short_number, u16_at, u32_at};

const FORMULA: u16 = 0x0006;
const COLUMNS: u16 = 0x007D;
const NUMBERS: u16 = 0x00BD;
const SHARED_TEXT: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const TRUTH_OR_ERROR: u16 = 0x0205;
const ROW: u16 = 0x0208;
const SHORT_NUMBER: u16 = 0x027E;

/// A cell's row and column.
type Place = (u32, u32);

/// Reads a sheet; where its records end.
///
/// # Errors
///
/// If it does not end, if a cell's text is not there, and if it holds more than it may.
pub fn read(stream: &[u8], start: usize, globals: &Globals, keeper: &mut Keeper) -> Result<usize, WorkbookError> {
    let number = keeper.sheet();
    let mut sheet = Sheet { stream, globals, keeper, number, formula: None };
    let (mut at, mut depth) = (start, 0);
    loop {
        let (kind, content) = record(stream, at).ok_or_else(cut_off)?;
        at = content.end;
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => return Ok(at),
            EOF => depth -= 1,
            // A chart inside the sheet has records of its own.
            _ if depth > 1 => {}
            _ => sheet.record(kind, content)?,
        }
    }
}

struct Sheet<'s> {
    stream: &'s [u8],
    globals: &'s Globals,
    keeper: &'s mut Keeper,
    number: usize,
    /// The formula whose text stands in a record further on.
    formula: Option<(Place, u16)>,
}

impl Sheet<'_> {
    fn record(&mut self, kind: u16, content: Range<usize>) -> Result<(), WorkbookError> {
        let bytes = &self.stream[content.clone()];
        match kind {
            COLUMNS if bytes.get(8).is_some_and(|flags| flags & 1 == 1) => {
                if let (Some(first), Some(last)) = (u16_at(bytes, 0), u16_at(bytes, 2)) {
                    self.keeper.hide_columns(self.number, u64::from(first) + 1, u64::from(last) + 1);
                }
                return Ok(());
            }
            ROW if bytes.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                if let Some(row) = u16_at(bytes, 0) {
                    self.keeper.hide_row(self.number, u32::from(row));
                }
                return Ok(());
            }
            STRING => {
                let Some((place, look)) = self.formula.take() else { return Ok(()) };
                return self.text(place, look, content, 2);
            }
            _ => {}
        }
        let (Some(row), Some(column), Some(look)) = (u16_at(bytes, 0), u16_at(bytes, 2), u16_at(bytes, 4)) else {
            return Ok(());
        };
        let place = (u32::from(row), u32::from(column));
        match kind {
            NUMBER => self.cell(place, look, f64_at(bytes, 6).map(KeptValue::Number)),
            SHORT_NUMBER => self.cell(place, look, u32_at(bytes, 6).map(short_number).map(KeptValue::Number)),
            NUMBERS => self.numbers(place, bytes),
            LABEL | RICH_LABEL => self.text(place, look, content.start + 6..content.end, 2),
            SHARED_TEXT => match u32_at(bytes, 6) {
                Some(text) if text < self.globals.texts => self.cell(place, look, Some(KeptValue::Text(text))),
                _ => Err(WorkbookError::Damaged(Damage::MissingText)),
            },
            TRUTH_OR_ERROR => match bytes.get(6..8) {
                Some(&[code, 1]) => self.error(place, code),
                Some(&[flag, _]) => self.cell(place, look, Some(KeptValue::Flag(flag != 0))),
                _ => Ok(()),
            },
            FORMULA => self.formula(place, look, bytes),
            _ => Ok(()),
        }
    }

    fn cell(&mut self, place: Place, look: u16, value: Option<KeptValue>) -> Result<(), WorkbookError> {
        let Some(value) = value else { return Ok(()) };
        self.keeper.cell(self.number, place, self.format(look), value)
    }

    fn error(&mut self, place: Place, code: u8) -> Result<(), WorkbookError> {
        self.keeper.error_cell(self.number, place, excel_error(code))
    }

    fn text(&mut self, place: Place, look: u16, content: Range<usize>, length: u32) -> Result<(), WorkbookError> {
        let start = content.start.min(content.end);
        let text = Content::of(self.stream, start..content.end).text(length, self.globals.writing);
        self.keeper.text_cell(self.number, place, self.format(look), &text.unwrap_or_default())
    }

    /// The numbers of cells side by side, each with its look.
    fn numbers(&mut self, (row, first): Place, bytes: &[u8]) -> Result<(), WorkbookError> {
        let pairs = bytes.get(4..bytes.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
        for (column, pair) in (first..).zip(pairs) {
            if let (Some(look), Some(number)) = (u16_at(pair, 0), u32_at(pair, 2)) {
                self.cell((row, column), look, Some(KeptValue::Number(short_number(number))))?;
            }
        }
        Ok(())
    }

    /// A formula's stored value. A text stands in the next record but for those of the formula itself.
    fn formula(&mut self, place: Place, look: u16, bytes: &[u8]) -> Result<(), WorkbookError> {
        self.formula = None;
        let Some(value) = bytes.get(6..14) else { return Ok(()) };
        if value[6..] != [0xff, 0xff] {
            return self.cell(place, look, f64_at(value, 0).map(KeptValue::Number));
        }
        match value[0] {
            0 => self.formula = Some((place, look)),
            1 => return self.cell(place, look, Some(KeptValue::Flag(value[2] != 0))),
            2 => return self.error(place, value[2]),
            _ => {}
        }
        Ok(())
    }

    fn format(&self, look: u16) -> u16 {
        // Cells that name no look that there is have none: General, as a place behind all others.
        self.globals.looks.get(usize::from(look)).copied().unwrap_or(u16::MAX)
    }
}
