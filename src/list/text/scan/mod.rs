//! Where the records and cells of a delimited list begin and end, told from the bytes alone.
//!
//! A cell that begins with the quote reaches to its closing quote; a doubled quote inside it is one quote. Text behind the
//! closing quote belongs to the cell, and a quote inside an unquoted cell is an ordinary character. Records end with LF or
//! CR LF. A carriage return alone, outside quotes, is refused unless the list's beginning shows that it ends lines: it may be a line
//! end or a slip, and guessing would shift rows.
//!
//! [`fast`] looks at 64 bytes at a time and gives up where quotes stand in unusual places; [`plain`] reads byte by byte,
//! knows every case, and is what the fast scan is held against in the tests. [`careful`] is for lists that are written in
//! another way altogether. [`quotes`] reads records again whose quotes stand where they make no sense.

use super::dialect::Dialect;
use super::repair::quotes;

mod bits;
mod careful;
mod fast;
mod guess;
mod plain;

pub(super) use guess::record_start;

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// At the start of the first record that is no longer wanted, or at the end of the list.
    At(usize),
    /// The bytes ran out within a record, which may have opened a quote here.
    Unfinished {
        /// The quote that is still open.
        quote: Option<usize>,
    },
    /// A carriage return without a line feed stands here, outside quotes.
    LoneReturn(usize),
    /// The list ends with the backslash here, which would take the meaning of whatever is put behind it.
    LoneEscape(usize),
}

/// The records of a stretch of bytes: where each starts, and where its cells end.
///
/// Cell `i` of a record is found at a fixed place in `ends`, so no cell in front of it is looked at.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Where the cells end, one record behind the other; only the first `used` entries count.
    ends: Vec<u32>,
    used: usize,
    /// One entry a record, and one for what follows the last; only the first `begun` entries count.
    starts: Vec<Start>,
    begun: usize,
    /// Whether all quotes stand where they should: around cells, or doubled inside.
    tidy: bool,
    /// Whether each record is known to be one line: only the fast scan tells.
    has_only_one_line_records: bool,
    /// Whether a quote stood where it makes no sense by the letter.
    odd: bool,
    /// The records that were read in another way than by the letter, because of their quotes.
    mended: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Start {
    /// The position of the record's first byte.
    at: u32,
    /// Its first entry in `ends`.
    first: u32,
}

impl Index {
    /// Indexes the records of `bytes` that start in `[start, stop)`; `whole` says that the list ends where the bytes end.
    ///
    /// `start` must be the start of a record. The bytes are fewer than 2^32.
    pub(super) fn scan(&mut self, bytes: &[u8], start: usize, stop: usize, whole: bool, dialect: Dialect) -> Ended {
        self.tidy = false;
        if !dialect.is_plain() {
            return careful::scan(self, bytes, start, stop, whole, dialect);
        }
        match bits::scan(self, bytes, (start, stop), whole, dialect) {
            Some(ended) => {
                self.tidy = true;
                ended
            }
            None => plain::scan(self, bytes, start, stop, whole, dialect),
        }
    }

    /// Whether all quotes stand where they should, for certain: around cells, or doubled inside.
    pub(super) fn is_tidy(&self) -> bool {
        self.tidy
    }

    /// Whether each record is known to be one line.
    pub(super) fn has_only_one_line_records(&self) -> bool {
        self.has_only_one_line_records
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.begun.saturating_sub(1)
    }

    /// Where a record's cell begins and ends; an empty place at the record's beginning for a cell that it lacks.
    #[inline]
    pub(super) fn cell(&self, record: usize, cell: usize) -> std::ops::Range<usize> {
        let (this, next) = (self.starts[record], self.starts[record + 1]);
        if cell >= (next.first - this.first) as usize {
            return this.at as usize..this.at as usize;
        }
        let at = this.first as usize + cell;
        let start = if cell == 0 { this.at } else { self.ends[at - 1] + 1 };
        start as usize..self.ends[at] as usize
    }

    /// Where a cell of each record begins and ends, in order, as [`Index::cell`] says it. Every record must have `width` cells.
    pub(super) fn cells(&self, cell: usize, width: usize) -> impl Iterator<Item = std::ops::Range<usize>> + Clone {
        let all_ends = self.ends[..self.used].chunks_exact(width.max(1));
        self.starts().iter().zip(all_ends).map(move |(start, ends)| {
            let (start, end) = match cell {
                0 => (start.at, ends[0]),
                _ if cell < width => (ends[cell - 1] + 1, ends[cell]),
                _ => (start.at, start.at),
            };
            start as usize..end as usize
        })
    }

    /// The length of each record with its line end; nothing where one is too long for that.
    pub(super) fn lengths(&self) -> Option<Box<[u16]>> {
        let lengths = || self.starts().windows(2).map(|pair| pair[1].at - pair[0].at);
        let all_fit = lengths().fold(0, u32::max) <= u32::from(u16::MAX);
        all_fit.then(|| lengths().map(|length| length as u16).collect())
    }

    /// A record of the bytes that were indexed.
    #[inline]
    pub(super) fn row<'a>(&'a self, bytes: &'a [u8], record: usize) -> Row<'a> {
        let (this, next) = (self.starts[record], self.starts[record + 1]);
        Row {
            bytes,
            start: this.at as usize,
            ends: &self.ends[this.first as usize..next.first as usize],
            next: next.at as usize,
        }
    }

    /// Whether every record has this number of cells.
    pub(super) fn is_uniform(&self, cells: usize) -> bool {
        self.starts().windows(2).all(|pair| (pair[1].first - pair[0].first) as usize == cells)
    }

    fn clear(&mut self, start: usize) {
        self.used = 0;
        self.begun = 0;
        self.odd = false;
        self.has_only_one_line_records = false;
        self.mended.clear();
        self.push_start(Start { at: start as u32, first: 0 });
    }

    fn starts(&self) -> &[Start] {
        &self.starts[..self.begun]
    }

    fn push_start(&mut self, start: Start) {
        if self.begun == self.starts.len() {
            self.starts.push(start);
        }
        self.starts[self.begun] = start;
        self.begun += 1;
    }

    /// Forgets all records.
    pub(super) fn forget(&mut self) {
        self.clear(0);
    }

    /// The start of the first record.
    #[inline]
    pub(super) fn first(&self) -> usize {
        self.starts().first().map_or(0, |start| start.at as usize)
    }

    /// The start of the record behind the last one.
    #[inline]
    pub(super) fn next(&self) -> usize {
        self.starts().last().map_or(0, |start| start.at as usize)
    }

    fn push_end(&mut self, end: usize) {
        if self.used == self.ends.len() {
            self.ends.push(0);
        }
        self.ends[self.used] = end as u32;
        self.used += 1;
    }

    fn end_record(&mut self, next: usize) {
        self.push_start(Start { at: next as u32, first: self.used as u32 });
    }

    /// Whether a quote stood where it makes no sense by the letter.
    pub(super) fn is_odd(&self) -> bool {
        self.odd
    }

    /// The records, in order, that were read in another way than by the letter, because of their quotes.
    pub(super) fn mended(&self) -> &[u32] {
        &self.mended
    }

    /// Reads the last record, a cell of which may go on behind its closing quote, in another way where that is a better one.
    fn mend(&mut self, bytes: &[u8], start: usize, is_odd: bool, dialect: Dialect) {
        if !is_odd {
            return;
        }
        self.odd = true;
        let last = self.len() - 1;
        let mended = quotes::record(bytes, start, Some(self.row(bytes, last)), dialect);
        if let Some(mended) = mended {
            self.begun -= 1;
            self.replace(mended);
        }
    }

    /// Reads a record whose quote is never closed as if it were an ordinary character, where the dialect allows it and the record
    /// then is like the others.
    fn mend_unclosed(&mut self, bytes: &[u8], start: usize, open: usize, dialect: Dialect) -> Result<(), Ended> {
        self.odd = true;
        let mended = if dialect.mending.unclosed { quotes::record(bytes, start, None, dialect) } else { None };
        let Some(mended) = mended else { return self.unfinished(Some(open)) };
        self.replace(mended);
        Ok(())
    }

    /// Puts another reading in the place of the cells behind the last record.
    fn replace(&mut self, mended: quotes::Mended) {
        self.drop_unfinished();
        mended.ends.into_iter().for_each(|end| self.push_end(end));
        self.mended.push(self.len() as u32);
        self.end_record(mended.next);
    }

    /// Forgets the cells of a record that did not end, and says so.
    fn unfinished(&mut self, quote: Option<usize>) -> Result<(), Ended> {
        self.drop_unfinished();
        Err(Ended::Unfinished { quote })
    }

    /// Forgets the cells of a record that did not end.
    fn drop_unfinished(&mut self) {
        self.used = self.starts().last().map_or(0, |start| start.first as usize);
    }
}

/// A record in its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    bytes: &'a [u8],
    start: usize,
    ends: &'a [u32],
    next: usize,
}

impl<'a> Row<'a> {
    /// How many cells it has: one more than its delimiters.
    #[inline]
    pub(crate) fn cells(&self) -> usize {
        self.ends.len()
    }

    /// Where a cell begins and ends, with its quotes.
    #[inline]
    pub(super) fn range(&self, cell: usize) -> std::ops::Range<usize> {
        let start = if cell == 0 { self.start } else { self.ends[cell - 1] as usize + 1 };
        start..self.ends[cell] as usize
    }

    /// A cell's bytes, with its quotes.
    #[inline]
    pub(crate) fn raw(&self, cell: usize) -> &'a [u8] {
        &self.bytes[self.range(cell)]
    }

    /// The bytes of some cells and what is between them.
    pub(super) fn raw_cells(&self, cells: std::ops::Range<usize>) -> &'a [u8] {
        &self.bytes[self.range(cells.start).start..self.range(cells.end - 1).end]
    }

    /// The position of its first byte.
    #[inline]
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    /// The position behind its line end.
    #[inline]
    pub(super) fn next(&self) -> usize {
        self.next
    }

    /// The position behind its last cell.
    #[inline]
    pub(super) fn end(&self) -> usize {
        self.ends.last().map_or(self.start, |&end| end as usize)
    }

    /// Its bytes without the line end.
    #[inline]
    pub(crate) fn content(&self) -> &'a [u8] {
        &self.bytes[self.start..self.end()]
    }

    /// Its line end; nothing where the list ends without one.
    #[inline]
    pub(crate) fn line_end(&self) -> &'a [u8] {
        &self.bytes[self.end()..self.next]
    }

    /// Whether it is an empty line.
    pub(super) fn is_empty(&self) -> bool {
        self.end() == self.start
    }
}

#[cfg(test)]
mod tests;
