//! Delimited text: CSV and its relatives with semicolons, tabs or bars.
//!
//! The list is never held as a whole. It is cut into parts of a megabyte, which several threads read and index at once; where a
//! record starts in the middle of the list is guessed, and proved by where the part in front ends. The first pass feeds the
//! wanted cells to the columns and remembers where the parts start, so that the second pass finds every record again.

use std::path::Path;

use super::header::HeadRecord;
use super::{InputError, Origin, Reading};

mod bytes;
mod copy;
mod dialect;
mod encoding;
mod extract;
mod field;
mod labels;
mod part;
mod place;
mod records;
mod scan;
mod sniff;
mod turns;
mod utf8;
mod window;

pub use bytes::Bytes;
pub use dialect::{Dialect, Facts, LineEnds};
pub use records::{Record, Records};

use extract::Pass;
use place::Places;
use window::{LONGEST, Trouble, Window};

/// How many bytes are read, indexed and taken at a time: few enough to stay near the processor, and more would not be faster.
const PART: u64 = 1 << 20;

/// How many columns a list may have; with more, its delimiter is hardly what it was taken for.
const MOST_COLUMNS: usize = 100_000;

/// A delimited list that has been opened.
#[derive(Debug)]
pub struct Delimited {
    bytes: Bytes,
    facts: Facts,
    /// The position of the first record, behind a byte-order mark.
    start: u64,
    /// How many cells most records have, as far as the list's beginning shows.
    usual_width: usize,
    threads: usize,
    /// [`PART`], but for tests.
    part: u64,
    /// What the first pass left behind.
    pass: Pass,
}

impl Delimited {
    /// Opens a list and finds out how it is written.
    ///
    /// # Errors
    /// When the list cannot be read, is plainly not in UTF-8, or cannot be read the way it was asked for.
    pub fn open(origin: &Origin, reading: &Reading) -> Result<Delimited, InputError> {
        Self::of(Bytes::open(origin)?, reading)
    }

    /// Takes bytes that were opened already, as [`Delimited::open`] does.
    ///
    /// # Errors
    /// As for [`Delimited::open`].
    pub fn of(bytes: Bytes, reading: &Reading) -> Result<Delimited, InputError> {
        let sensible = |byte: u8| byte.is_ascii() && !matches!(byte, 0 | b'\n' | b'\r');
        let quote = reading.quote.unwrap_or(Dialect::default().quote);
        if !sensible(quote) || reading.delimiter.is_some_and(|delimiter| delimiter == quote || !sensible(delimiter)) {
            return Err(InputError::Dialect);
        }
        let mut beginning = vec![0; sniff::SAMPLE.min(bytes.len() as usize)];
        bytes.read(0, &mut beginning)?;
        let mark = encoding::byte_order_mark(&beginning, reading.encoding.as_deref())
            .map_err(|encoding| InputError::Encoding { file: bytes.name().to_owned(), encoding })?;
        let whole = beginning.len() as u64 == bytes.len();
        let sniffed = sniff::sniff(&beginning[mark..], whole, reading.delimiter, reading.quote);
        let facts = Facts {
            encoding: encoding::NAME,
            byte_order_mark: mark > 0,
            dialect: sniffed.dialect,
            line_ends: sniffed.line_ends,
        };
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = reading.threads.unwrap_or_else(cores).max(1);
        Ok(Delimited {
            bytes,
            facts,
            start: mark as u64,
            usual_width: sniffed.width,
            threads,
            part: PART,
            pass: Pass::default(),
        })
    }

    /// The name that messages use.
    pub fn name(&self) -> &Path {
        self.bytes.name()
    }

    /// How many bytes the list has: what a pass counts its progress in.
    pub fn size(&self) -> u64 {
        self.bytes.len()
    }

    /// How the list is written.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The first records as texts, at least `count` of them where the list has so many.
    ///
    /// # Errors
    /// When they cannot be read: a quote that is never closed, bytes that are no text.
    pub fn head(&self, count: u64) -> Result<Vec<HeadRecord>, InputError> {
        let read = || {
            let window = self.front(count)?;
            window.stray_bytes()?;
            if let Some(row) = window.rows().find(|row| row.cells() > MOST_COLUMNS) {
                return Err(Trouble::TooManyCells(window.position(row.start()), row.cells()));
            }
            let quote = self.dialect().quote;
            let cells = |record: usize| {
                let row = window.row(record);
                (0..row.cells()).map(|cell| field::cell_text(&row, cell, quote).into_owned()).collect()
            };
            let records = (0..window.len()).map(|record| HeadRecord { record: record as u64, cells: cells(record) });
            Ok(records.collect())
        };
        read().map_err(|trouble| self.explain(trouble))
    }

    /// The first records, at least `count` of them where the list has so many.
    fn front(&self, count: u64) -> Result<Window, Trouble> {
        let mut window = Window::default();
        let mut stop = self.start + self.part.min(sniff::SAMPLE as u64);
        loop {
            let next = window.load(&self.bytes, self.start, stop, self.dialect())?;
            if window.len() as u64 >= count || next >= self.bytes.len() {
                return Ok(window);
            }
            stop = next + (next - self.start);
        }
    }

    fn dialect(&self) -> Dialect {
        self.facts.dialect
    }

    /// What is told about a trouble.
    fn explain(&self, trouble: Trouble) -> InputError {
        let at = |position| Places::new(&self.bytes).of(position);
        match trouble {
            Trouble::Input(error) => error,
            Trouble::OpenQuote(position) => InputError::OpenQuote { place: at(position) },
            Trouble::LoneReturn(position) => InputError::LoneReturn { place: at(position) },
            Trouble::TooManyCells(position, cells) => {
                InputError::TooManyCells { place: at(position), cells, limit: MOST_COLUMNS }
            }
            Trouble::TooLong(position) => InputError::RecordTooLong { place: at(position), limit: LONGEST },
            Trouble::NotText(position) => {
                InputError::NotText { place: at(position), byte: position + 1, encoding: encoding::NAME }
            }
        }
    }
}

#[cfg(test)]
mod tests;
