//! Looks through the records of an XLS workbook before calamine gets them: counts what they will cost, notes what is hidden, and
//! changes what calamine would trust or trip over.
//!
//! - A password of the old kind (`FILEPASS` of type 0) passes as none in calamine; every kind is refused here.
//! - Memory is set aside for the dimensions that a sheet claims (calamine#684), and for the whole rectangle around its cells
//!   (calamine#433), for values and formulas each; so claims are dropped, rows and columns without cells are taken out
//!   ([`Dense`]), the rectangle that is left is measured, and formulas become their values, except those whose value is a text.
//! - A cell whose shared text is not there would be passed over.

use std::collections::BTreeMap;

use super::error::{Damage, WorkbookError};
use super::hidden::Hidden;
use super::markup::within;
use super::xls_dense::{Dense, Used};
use super::xls_shared_texts::lengths;
use super::xlsb_records::known_error;
use crate::list::limits::{Limit, Limits};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILEPASS: u16 = 0x002F;
const SHEET: u16 = 0x0085;
const SHARED_TEXTS: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const NUMBER: u16 = 0x0203;
const TRUTH_OR_ERROR: u16 = 0x0205;
const SHARED: u16 = 0x00FD;
pub const NUMBERS: u16 = 0x00BD;
const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
/// A record that means nothing.
const NOTHING: u16 = 0x0FFF;

/// How many bytes a place in a sheet's rectangle costs: once in calamine, once here.
const PLACE_COST: u64 = 64;
/// How many bytes a place costs in the rectangle around formulas.
const FORMULA_COST: u64 = 24;
/// How many bytes a filled cell costs besides.
const CELL_COST: u64 = 48;

/// What a sheet holds and hides.
#[derive(Debug, Default)]
struct SheetContents {
    cells: u64,
    /// The columns up to its last cell.
    columns: u64,
    texts: u64,
    used: Used,
    /// Rows and columns of formulas that stay formulas.
    formulas: Used,
    hidden_rows: std::collections::BTreeSet<u16>,
    hidden: Hidden,
    /// A cell's shared text is not there.
    text_is_lost: bool,
}

/// What is known of a sheet once its records were looked through.
#[derive(Debug)]
pub struct Looked {
    /// What it hides.
    pub hidden: Hidden,
    /// Which of its rows and columns are left.
    pub dense: Dense,
}

/// Looks through all sheets of a workbook's stream, and changes what calamine must not see.
///
/// # Errors
///
/// If the workbook is encrypted or damaged, and if it would take more memory than it may.
pub fn look(stream: &mut [u8], limits: &Limits, length: u64) -> Result<Vec<Looked>, WorkbookError> {
    let of = |limit| limits.of_workbook(limit, length);
    let Globals { sheets, texts, end } = globals(stream)?;
    within(Limit::Strings, texts.len() as u64, of(Limit::Strings))?;
    let mut memory = texts.iter().fold(0, |sum: u64, length| sum + 64 + u64::from(*length));
    let mut all = Vec::new();
    // Where each stretch begins that was looked at, and where it ends: sheets that are one would be looked through again and again.
    let mut seen = BTreeMap::from([(0, end)]);
    let apart = |is_apart: bool| is_apart.then_some(()).ok_or(WorkbookError::Damaged(Damage::SharedSheet));
    for start in sheets {
        apart(seen.range(..=start).next_back().is_none_or(|(_, end)| *end <= start))?;
        let (found, end) = sheet(stream, start, &texts)?;
        apart(seen.range(start..).next().is_none_or(|(next, _)| end <= *next))?;
        seen.insert(start, end);
        if found.text_is_lost {
            return Err(WorkbookError::Damaged(Damage::MissingText));
        }
        within(Limit::Cells, found.cells, of(Limit::Cells))?;
        let dense = Dense::of(&found.used);
        memory += found.cells * CELL_COST + 2 * found.texts;
        memory += dense.places() * PLACE_COST + Dense::of(&found.formulas).places() * FORMULA_COST;
        within(Limit::Memory, memory, of(Limit::Memory))?;
        within(Limit::Columns, found.columns, of(Limit::Columns))?;
        cells(stream, start, |kind, content| dense.renumber(kind, content))?;
        all.push(Looked { hidden: found.hidden, dense });
    }
    Ok(all)
}

struct Globals {
    /// Where the sheets begin.
    sheets: Vec<usize>,
    /// How many bytes each shared text takes.
    texts: Vec<u32>,
    /// Where they end themselves.
    end: usize,
}

fn globals(stream: &[u8]) -> Result<Globals, WorkbookError> {
    let (mut sheets, mut texts) = (Vec::new(), Vec::new());
    let mut at = 0;
    if record(stream, 0).is_none_or(|(kind, _)| kind != BOF) {
        return Err(WorkbookError::Damaged(Damage::TooOld));
    }
    loop {
        let (kind, content) = record(stream, at).ok_or_else(cut_off)?;
        at = content.end;
        let bytes = &stream[content];
        match kind {
            EOF => return Ok(Globals { sheets, texts, end: at }),
            FILEPASS => return Err(WorkbookError::Encrypted),
            SHEET => {
                let start = bytes.get(..4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
                sheets.push(start.ok_or_else(cut_off)? as usize);
            }
            SHARED_TEXTS => {
                let mut pieces = vec![bytes];
                let mut next = at;
                while let Some((CONTINUE, content)) = record(stream, next) {
                    next = content.end;
                    pieces.push(&stream[content]);
                }
                texts = lengths(&pieces);
            }
            _ => {}
        }
    }
}

/// Looks through a sheet; where it ends.
fn sheet(stream: &mut [u8], start: usize, texts: &[u32]) -> Result<(SheetContents, usize), WorkbookError> {
    let mut found = SheetContents::default();
    let end = records(stream, start, |stream, head, kind, content| match kind {
        DIMENSIONS => set_kind(stream, head, NOTHING),
        FORMULA => {
            let kind = plain_value(&mut stream[content.clone()]);
            set_kind(stream, head, kind);
            found.see(kind, &stream[content], texts);
        }
        TRUTH_OR_ERROR => {
            if let Some([error, 1]) = stream.get_mut(content.start + 6..content.start + 8) {
                *error = known_error(*error);
            }
            found.see(kind, &stream[content], texts);
        }
        _ => found.see(kind, &stream[content], texts),
    })?;
    Ok((found, end))
}

/// Goes through the records of a sheet's own: a chart inside it has others. Where the sheet ends.
fn records(
    stream: &mut [u8],
    start: usize,
    mut visit: impl FnMut(&mut [u8], usize, u16, std::ops::Range<usize>),
) -> Result<usize, WorkbookError> {
    let (mut at, mut depth) = (start, 0);
    loop {
        let (kind, content) = record(stream, at).ok_or_else(cut_off)?;
        let head = at;
        at = content.end;
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => return Ok(at),
            EOF => depth -= 1,
            _ if depth > 1 => {}
            _ => visit(stream, head, kind, content),
        }
    }
}

/// Goes through the records of a sheet's cells.
fn cells(stream: &mut [u8], start: usize, mut visit: impl FnMut(u16, &mut [u8])) -> Result<(), WorkbookError> {
    let visited = records(stream, start, |stream, _, kind, content| {
        if is_cell(kind) {
            visit(kind, &mut stream[content]);
        }
    });
    visited.map(|_| ())
}

/// Whether a record holds cells, after formulas became their values.
fn is_cell(kind: u16) -> bool {
    // The last three are numbers of four bytes, and texts inside the cell.
    matches!(kind, FORMULA | NUMBER | TRUTH_OR_ERROR | SHARED | NUMBERS | 0x027E | 0x0204 | 0x00D6)
}

/// Makes a formula's record the record of its value, and gives that one's kind.
fn plain_value(content: &mut [u8]) -> u16 {
    if content.len() < 22 {
        return NOTHING;
    }
    if content[12..14] != [0xff, 0xff] {
        return NUMBER;
    }
    match content[6] {
        // The text stands in the record behind this one; the formula itself is not needed.
        0 => {
            content[20..22].fill(0);
            FORMULA
        }
        kind @ (1 | 2) => {
            content[6] = if kind == 2 { known_error(content[8]) } else { content[8] };
            content[7] = kind - 1;
            TRUTH_OR_ERROR
        }
        _ => NOTHING,
    }
}

impl SheetContents {
    fn see(&mut self, kind: u16, content: &[u8], texts: &[u32]) {
        let number = |at: usize| content.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]));
        match kind {
            COLUMNS if content.get(8).is_some_and(|flags| flags & 1 == 1) => {
                if let (Some(first), Some(last)) = (number(0), number(2)) {
                    self.hidden.add_columns(u64::from(first) + 1, u64::from(last) + 1);
                }
            }
            ROW if content.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                self.hidden_rows.extend(number(0));
            }
            _ if is_cell(kind) => {
                let (Some(row), Some(column)) = (number(0), number(2)) else { return };
                let more = if kind == NUMBERS { (content.len().saturating_sub(6) / 6).max(1) as u16 - 1 } else { 0 };
                let right = column.saturating_add(more);
                self.columns = self.columns.max(u64::from(column) + u64::from(more) + 1);
                self.cells += u64::from(right - column) + 1;
                if kind == SHARED {
                    let text =
                        number(6).zip(number(8)).map_or(0, |(low, high)| usize::from(high) << 16 | usize::from(low));
                    self.texts += texts.get(text).map_or(0, |length| u64::from(*length));
                    self.text_is_lost |= text >= texts.len();
                }
                self.used.add(row, column, right);
                if kind == FORMULA {
                    self.formulas.add(row, column, column);
                }
                if self.hidden_rows.remove(&row) {
                    self.hidden.add_row(u64::from(row) + 1);
                }
            }
            _ => {}
        }
    }
}

fn set_kind(stream: &mut [u8], at: usize, kind: u16) {
    stream[at..at + 2].copy_from_slice(&kind.to_le_bytes());
}

/// The kind of the record that begins here, and where its content stands.
fn record(stream: &[u8], at: usize) -> Option<(u16, std::ops::Range<usize>)> {
    let head = stream.get(at..at.checked_add(4)?)?;
    let start = at + 4;
    let end = start + usize::from(u16::from_le_bytes([head[2], head[3]]));
    (end <= stream.len()).then_some((u16::from_le_bytes([head[0], head[1]]), start..end))
}

fn cut_off() -> WorkbookError {
    WorkbookError::Damaged(Damage::CutOff)
}
