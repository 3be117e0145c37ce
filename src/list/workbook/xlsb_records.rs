//! Looks through the binary parts of an XLSB workbook on their way to their reader: counts what they hold, and notes what is hidden.

use super::error::WorkbookError;
use super::hidden::Hidden;
use super::markup::within;
use crate::list::limits::{Limit, Limits};

const ROW: u16 = 0x0000;
const LAST_CELL: u16 = 0x000B;
const SHARED_TEXT: u16 = 0x0013;
const COLUMNS: u16 = 0x003C;

/// How many bytes of a record are looked at.
const LOOKED_AT: usize = 18;

/// How many bytes a shared text costs besides its own.
const STRING_COST: u64 = 56;

/// How many records a cell has at most, that of its row among them, and how many there are besides.
const RECORDS_OF_CELL: u64 = 3;
const OTHER_RECORDS: u64 = 1_000_000;

/// Looks through one part.
#[derive(Debug)]
pub struct Records12 {
    most_cells: u64,
    most_records: u64,
    most_strings: u64,
    most_text: u64,
    most_memory: u64,
    cells: u64,
    strings: u64,
    memory: u64,
    records: u64,
    /// How many bytes of the record are still to pass by.
    left: usize,
    /// The hidden row, from 1, that has no cell yet.
    hidden_row: Option<u64>,
    /// What the part hides.
    pub hidden: Hidden,
}

impl Records12 {
    /// Begins with a part of a file that is `length` bytes long, `kept` of which stay in memory.
    pub fn new(limits: &Limits, length: u64, kept: u64) -> Records12 {
        let of = |limit| limits.of_workbook(limit, length);
        let most_cells = of(Limit::Cells);
        Records12 {
            most_cells,
            most_records: most_cells.saturating_mul(RECORDS_OF_CELL).saturating_add(OTHER_RECORDS),
            most_strings: of(Limit::Strings),
            most_text: of(Limit::Text),
            most_memory: of(Limit::Memory),
            cells: 0,
            strings: 0,
            memory: kept,
            records: 0,
            left: 0,
            hidden_row: None,
            hidden: Hidden::default(),
        }
    }

    /// Looks through the next bytes of the part. Gives how many of them are done with; the others are to be brought again with
    /// more behind them (unless they are the `last`).
    ///
    /// # Errors
    ///
    /// If a limit is passed.
    pub fn look(&mut self, bytes: &[u8], last: bool) -> Result<usize, WorkbookError> {
        let mut at = 0;
        loop {
            let passed = self.left.min(bytes.len() - at);
            (at, self.left) = (at + passed, self.left - passed);
            let Some((kind, length, head)) = record(&bytes[at..]) else { break };
            within(Limit::Text, length as u64, self.most_text)?;
            let wanted = length.min(LOOKED_AT);
            let Some(content) = bytes.get(at + head..at + head + wanted) else { break };
            self.record(kind, content)?;
            at += head;
            self.left = length;
        }
        Ok(if last { bytes.len() } else { at })
    }

    fn record(&mut self, kind: u16, content: &[u8]) -> Result<(), WorkbookError> {
        self.records += 1;
        if self.records > self.most_records {
            return Err(WorkbookError::OverLimit { limit: Limit::Cells, most: self.most_cells });
        }
        match kind {
            ROW => {
                let is_hidden = content.get(11).is_some_and(|flags| flags & 0x10 != 0);
                self.hidden_row = number(content, 0).filter(|_| is_hidden).map(|row| row + 1);
            }
            1..=LAST_CELL => {
                self.cells += 1;
                if let Some(row) = self.hidden_row.take() {
                    self.hidden.add_row(row);
                }
                within(Limit::Cells, self.cells, self.most_cells)?;
            }
            SHARED_TEXT => {
                self.strings += 1;
                self.memory += STRING_COST;
                within(Limit::Strings, self.strings, self.most_strings)?;
                within(Limit::Memory, self.memory, self.most_memory)?;
            }
            COLUMNS if content.get(16).is_some_and(|flags| flags & 1 == 1) => {
                if let (Some(first), Some(last)) = (number(content, 0), number(content, 4)) {
                    self.hidden.add_columns(first + 1, last + 1);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// The kind and the length of the record that begins here, and how long its head is.
fn record(bytes: &[u8]) -> Option<(u16, usize, usize)> {
    let first = *bytes.first()?;
    let (kind, mut head) = match first & 0x80 {
        0 => (u16::from(first), 1),
        _ => (u16::from(first & 0x7f) | u16::from(bytes.get(1)? & 0x7f) << 7, 2),
    };
    let mut length = 0;
    for place in 0..4 {
        let byte = *bytes.get(head)?;
        head += 1;
        length |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((kind, length, head))
}

fn number(content: &[u8], at: usize) -> Option<u64> {
    let bytes = content.get(at..at + 4)?;
    Some(u64::from(u32::from_le_bytes(bytes.try_into().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(part: &[u8], limits: &Limits) -> Result<Hidden, WorkbookError> {
        let mut results = Vec::new();
        for piece in [1, 5, part.len()] {
            let mut records = Records12::new(limits, 0, 0);
            let mut pending = Vec::new();
            let mut result = Ok(());
            for chunk in part.chunks(piece).chain([&[][..]]) {
                pending.extend_from_slice(chunk);
                match records.look(&pending, chunk.is_empty()) {
                    Ok(done) => drop(pending.drain(..done)),
                    Err(error) => {
                        result = Err(error);
                        break;
                    }
                }
            }
            results.push(result.map(|()| records.hidden));
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]), "{results:?}");
        results.remove(0)
    }

    #[test]
    fn hidden_rows_and_columns_are_noted_and_cells_counted() {
        let row = |number: u8, flags: u8| [&[0, 17, number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, flags][..], &[0; 5]].concat();
        let cell = [1, 8, 0, 0, 0, 0, 0, 0, 0, 0];
        let columns = [&[0x3c, 18, 1, 0, 0, 0, 2, 0, 0, 0][..], &[0; 8], &[1, 0]].concat();
        let sheet =
            [columns, row(0, 0), cell.to_vec(), row(1, 0x10), cell.to_vec(), cell.to_vec(), row(2, 0x10)].concat();
        let hidden = looked(&sheet, &Limits::default()).expect("it is read");
        assert_eq!((hidden.rows, hidden.first_rows.as_slice()), (1, &[2][..]));
        assert_eq!(hidden.columns_within(5), [2, 3]);
        let refused = looked(&sheet, &Limits::new(vec![(Limit::Cells, 2)]));
        assert_eq!(refused, Err(WorkbookError::OverLimit { limit: Limit::Cells, most: 2 }));
    }

    #[test]
    fn records_without_cells_have_a_limit() {
        let part = [0x7f, 0].repeat(1_000_007);
        assert!(looked(&part[2..], &Limits::new(vec![(Limit::Cells, 2)])).is_ok());
        let refused = looked(&part, &Limits::new(vec![(Limit::Cells, 2)]));
        assert_eq!(refused, Err(WorkbookError::OverLimit { limit: Limit::Cells, most: 2 }));
    }

    #[test]
    fn shared_texts_and_long_records_have_limits() {
        let refused = |part: &[u8], limit, most| {
            let refused = looked(part, &Limits::new(vec![(limit, most)]));
            assert_eq!(refused, Err(WorkbookError::OverLimit { limit, most }));
        };
        refused(&[0x13, 1, 0, 0x13, 1, 0], Limit::Strings, 1);
        refused(
            &[0x81, 0x01, 0x80, 0x80, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            Limit::Text,
            1000,
        );
    }
}
