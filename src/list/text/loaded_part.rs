//! A part of a list in memory, with the index of its records.

use super::super::InputError;
use super::bytes::Bytes;
use super::dialect::Dialect;
use super::field::{Script, check_text, stray_bytes};
use super::scan::{Ended, Index, Row, record_start};

/// How far behind a part's end its last record is expected to end.
const OVERHANG: u64 = 1 << 14;

/// The longest record that is read. Beyond it, most likely, a closing quote is missing.
pub(super) const LONGEST: u64 = 1 << 28;

/// Why a part could not be read; positions count from the list's first byte.
#[derive(Debug)]
pub(super) enum Trouble {
    Input(InputError),
    OpenQuote(u64),
    LoneReturn(u64),
    LoneEscape(u64),
    TooLong(u64),
    TooManyCells(u64, usize),
    NotText(u64),
}

impl From<InputError> for Trouble {
    fn from(error: InputError) -> Self {
        Trouble::Input(error)
    }
}

/// Part of a list's bytes, and where its records and cells are. It is used again for one part after the other.
#[derive(Debug, Default)]
pub(crate) struct LoadedPart {
    /// The bytes, of which only the first `filled` count.
    room: Vec<u8>,
    filled: usize,
    /// The position of the first byte in the list.
    base: u64,
    index: Index,
}

impl LoadedPart {
    /// Reads the records that start in `[start, stop)` and says where the next one starts. `start` is the start of a record.
    pub(super) fn load(&mut self, bytes: &Bytes, start: u64, stop: u64, dialect: Dialect) -> Result<u64, Trouble> {
        let mut reach = stop.max(start) + OVERHANG;
        loop {
            self.fill(bytes, start, reach)?;
            match self.scan(0, bytes, stop, dialect) {
                Ended::At(next) => return Ok(start + next as u64),
                Ended::LoneReturn(at) => return Err(Trouble::LoneReturn(start + at as u64)),
                Ended::LoneEscape(at) => return Err(Trouble::LoneEscape(start + at as u64)),
                Ended::Unfinished { quote } => {
                    if self.is_at_end(bytes) {
                        return Err(Trouble::OpenQuote(start + quote.unwrap_or(0) as u64));
                    }
                    if reach - stop.max(start) > LONGEST {
                        return Err(Trouble::TooLong(start + self.index.next() as u64));
                    }
                    reach += reach - start;
                }
            }
        }
    }

    /// Reads the records that start in `[from, stop)` without knowing where the first of them starts. Says where it was taken to
    /// start, and where the next one behind the part does; nothing where that cannot be told.
    pub(super) fn load_guessing(
        &mut self,
        bytes: &Bytes,
        from: u64,
        stop: u64,
        dialect: Dialect,
        width: usize,
    ) -> Result<Option<(u64, u64)>, Trouble> {
        // In the middle of an unusual list nothing can be told.
        if !dialect.is_plain() {
            return Ok(None);
        }
        self.fill(bytes, from - 1, stop + OVERHANG)?;
        let Some(start) = record_start(&self.room[..self.filled], dialect, width) else { return Ok(None) };
        match self.scan(start, bytes, stop, dialect) {
            Ended::At(next) => Ok(Some((self.base + start as u64, self.base + next as u64))),
            Ended::LoneReturn(_) | Ended::LoneEscape(_) | Ended::Unfinished { .. } => Ok(None),
        }
    }

    /// Reads the bytes of `[start, stop)` without looking for records.
    pub(super) fn load_bytes(&mut self, bytes: &Bytes, start: u64, stop: u64) -> Result<&[u8], Trouble> {
        self.index.forget();
        self.fill(bytes, start, stop)?;
        Ok(self.bytes())
    }

    fn fill(&mut self, bytes: &Bytes, from: u64, to: u64) -> Result<(), InputError> {
        self.base = from;
        self.filled = (to.min(bytes.len()) - from) as usize;
        if self.room.len() < self.filled {
            self.room.resize(self.filled, 0);
        }
        bytes.read(from, &mut self.room[..self.filled])
    }

    fn scan(&mut self, start: usize, bytes: &Bytes, stop: u64, dialect: Dialect) -> Ended {
        let whole = self.is_at_end(bytes);
        let stop = stop.saturating_sub(self.base) as usize;
        self.index.scan(&self.room[..self.filled], start, stop, whole, dialect)
    }

    fn is_at_end(&self, bytes: &Bytes) -> bool {
        self.base + self.filled as u64 == bytes.len()
    }

    /// How many records were read.
    pub(super) fn len(&self) -> usize {
        self.index.len()
    }

    /// The length of each record with its line end; nothing where one is too long for that.
    pub(super) fn lengths(&self) -> Option<Box<[u16]>> {
        self.index.lengths()
    }

    /// A record.
    #[inline]
    pub(crate) fn row(&self, record: usize) -> Row<'_> {
        self.index.row(self.bytes(), record)
    }

    /// Whether every record has this number of cells.
    pub(super) fn is_uniform(&self, cells: usize) -> bool {
        self.index.is_uniform(cells)
    }

    /// Whether all quotes stand where they should, for certain.
    pub(super) fn is_tidy(&self) -> bool {
        self.index.is_tidy()
    }

    /// Whether each record is known to be one line.
    pub(super) fn has_only_one_line_records(&self) -> bool {
        self.index.has_only_one_line_records()
    }

    /// All records that were read, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        (0..self.len()).map(|record| self.row(record))
    }

    /// The records, in order, whose quotes make no sense by the letter, and that were read in another way.
    pub(super) fn mended(&self) -> impl Iterator<Item = Row<'_>> {
        self.index.mended().iter().map(|&record| self.row(record as usize))
    }

    /// Where a record's cell stands; an empty place at the record's beginning for a cell that it lacks.
    #[inline]
    pub(super) fn cell(&self, record: usize, cell: usize) -> std::ops::Range<usize> {
        self.index.cell(record, cell)
    }

    /// Where one column's cell of each record stands, in order. Every record must have `width` cells.
    pub(super) fn cells(&self, cell: usize, width: usize) -> impl Iterator<Item = std::ops::Range<usize>> + Clone {
        self.index.cells(cell, width)
    }

    /// Some of the bytes that the rows' positions count in.
    #[inline]
    pub(super) fn raw(&self, range: std::ops::Range<usize>) -> &[u8] {
        &self.bytes()[range]
    }

    /// The bytes that the rows' positions count in.
    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.room[..self.filled]
    }

    /// Fails where the bytes of the records that were read are no text.
    pub(super) fn check_text(&self, script: Script) -> Result<(), Trouble> {
        let records = self.index.first()..self.index.next();
        check_text(self.bytes(), records, script.encoding()).map_err(|at| Trouble::NotText(self.position(at)))
    }

    /// The positions in the list of the stray bytes that are no text; fails where these are too many to be stray, of `least` bytes if these
    /// are fewer.
    pub(super) fn stray_bytes(&self, script: Script, least: usize) -> Result<Vec<u64>, Trouble> {
        let records = self.index.first()..self.index.next();
        let positions = |stray: Vec<usize>| stray.into_iter().map(|at| self.position(at)).collect();
        stray_bytes(self.bytes(), records, script.encoding(), least)
            .map(positions)
            .map_err(|at| Trouble::NotText(self.position(at)))
    }

    /// The position in the list of a position in these bytes.
    #[inline]
    pub(crate) fn position(&self, at: usize) -> u64 {
        self.base + at as u64
    }
}
