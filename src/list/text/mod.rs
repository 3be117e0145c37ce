//! Delimited text: CSV and its relatives with semicolons, tabs or bars.
//!
//! The list is never held as a whole. It is cut into parts of a megabyte, which several threads read and index at once; where a
//! record starts in the middle of the list is guessed, and proved by where the part in front ends. The first pass feeds the
//! wanted cells to the columns and remembers where the parts start, so that the second pass finds every record again.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

use super::header::{HeadRecord, joined_names};
use super::limits::Limit;
use super::{Binding, InputError, Origin, QuoteChoice, Reading};

mod bytes;
mod dialect;
mod encoding;
mod field;
mod first_pass;
mod in_order;
mod loaded_part;
mod part_extract;
mod place;
mod records;
mod repair;
mod scan;
mod second_pass;
mod sniff;
mod sorted_rows;

pub use bytes::Bytes;
pub use dialect::{Blanks, Characters, Dialect, Facts, Hindrance, LineEnds, Mending, Quoting, Returns};
pub use encoding::{CopyEncoding, EncodingFrom, encoding_name};
pub(super) use encoding::{asked_for_bytes, markup_text};
pub use records::{Record, Records};

pub(crate) use encoding::MARK;
pub(crate) use field::{Script, cell_text};
pub(crate) use first_pass::Part;
pub(crate) use in_order::in_order;
pub(crate) use loaded_part::LoadedPart;
pub(crate) use records::NoCustomerCursor;
pub(crate) use scan::Row;
pub(crate) use second_pass::SecondPass;

use first_pass::Pass;
use loaded_part::{LONGEST, Trouble};
use place::Places;
use repair::misplaced::{self, Learner};

/// How many bytes are read, indexed and taken at a time: few enough to stay near the processor, and more would not be faster.
pub(crate) const PART: u64 = 1 << 19;

/// How many records a header may have below its first one.
const MOST_NAMES: usize = 3;

/// How many columns a list may have; with more, its delimiter is hardly what it was taken for.
const MOST_COLUMNS: usize = 100_000;

/// A delimited list that has been opened.
#[derive(Debug)]
pub struct Delimited {
    bytes: Bytes,
    facts: Facts,
    /// The encoding of `bytes`.
    encoding: &'static Encoding,
    /// The encoding of the list's copy, where that is not the encoding of `bytes`.
    copy_encoding: Option<CopyEncoding>,
    /// Whether the encoding was told by the list's beginning alone; see [`encoding::Found`].
    by_beginning: bool,
    /// How the user asked for the list to be read.
    reading: Reading,
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
        let quote = match reading.quote {
            Some(QuoteChoice::Sign(quote)) => quote,
            Some(QuoteChoice::None) | None => Dialect::default().quote,
        };
        if !sensible(quote) || reading.delimiter.is_some_and(|delimiter| delimiter == quote || !sensible(delimiter)) {
            return Err(InputError::Dialect);
        }
        let mut beginning = beginning(&bytes)?;
        let asked = CopyEncoding::asked(reading)?;
        let found = encoding::find(&bytes, &beginning, reading, asked.is_some())?;
        let (mut bytes, mut mark) = (bytes, found.mark);
        let (mut encoding, mut copy_encoding) = (found.encoding, None);
        // What is not made of the signs of ASCII, or is to be written otherwise, is read in UTF-8.
        if !encoding.is_ascii_compatible() || asked.is_some_and(|asked| !asked.keeps(encoding)) {
            bytes = encoding::to_utf_8(bytes, encoding)?;
            copy_encoding = Some(asked.unwrap_or(CopyEncoding { encoding, mark: None }));
            encoding = UTF_8;
            beginning = self::beginning(&bytes)?;
            mark = if beginning.starts_with(encoding::MARK) { encoding::MARK.len() } else { 0 };
        }
        let whole = beginning.len() as u64 == bytes.len();
        let sniffed = sniff::sniff(&beginning[mark..], whole, reading, Characters::of(encoding));
        let facts = Facts {
            encoding: encoding::shown(found.encoding),
            encoding_from: found.from,
            byte_order_mark: found.mark > 0,
            dialect: Dialect { mending: sniffed.mending(reading.to_show), ..sniffed.dialect },
            line_ends: sniffed.line_ends,
            names_delimiter: sniffed.names_delimiter,
        };
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = reading.threads.unwrap_or_else(cores).max(1);
        Ok(Delimited {
            bytes,
            facts,
            encoding,
            copy_encoding,
            by_beginning: found.by_beginning,
            reading: reading.clone(),
            start: mark as u64,
            usual_width: sniffed.width,
            threads,
            part: PART,
            pass: Pass::default(),
        })
    }

    /// Finds the encoding of a list whose beginning is ASCII by all that comes later. Says whether it is another one.
    fn find_encoding_again(&mut self) -> Result<bool, InputError> {
        self.by_beginning = false;
        let found = encoding::find_out(&self.bytes, &self.reading)?;
        if found.encoding == self.encoding {
            return Ok(false);
        }
        self.encoding = found.encoding;
        self.facts.encoding = encoding::shown(found.encoding);
        self.facts.encoding_from = found.from;
        self.facts.dialect.characters = Characters::of(found.encoding);
        Ok(true)
    }

    /// The name that messages use.
    pub fn name(&self) -> &Path {
        self.bytes.name()
    }

    /// The list's bytes.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
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
            window.stray_bytes(self.script(), 0)?;
            let most = self.most_columns();
            if let Some(row) = window.rows().find(|row| row.cells() > most) {
                return Err(Trouble::TooManyCells(window.position(row.start()), row.cells()));
            }
            let script = self.script();
            let cells = |record: usize| {
                let row = window.row(record);
                (0..row.cells()).map(|cell| field::cell_text(&row, cell, script).into_owned()).collect()
            };
            let records = (0..window.len()).map(|record| HeadRecord { record: record as u64, cells: cells(record) });
            let mut records = records.collect::<Vec<_>>();
            if let Some((header, names)) = misplaced::header(&window, script) {
                records[header].cells = names;
            }
            Ok(records)
        };
        read().map_err(|trouble| self.explain(trouble))
    }

    /// The first records, at least `count` of them where the list has so many.
    fn front(&self, count: u64) -> Result<LoadedPart, Trouble> {
        let mut window = LoadedPart::default();
        let mut stop = self.start + self.part.min(sniff::SAMPLE as u64);
        loop {
            let next = window.load(&self.bytes, self.start, stop, self.dialect())?;
            if window.len() as u64 >= count || next >= self.bytes.len() {
                return Ok(window);
            }
            stop = next + (next - self.start);
        }
    }

    /// The records that the list begins with, however it is cut into parts.
    fn sample(&self) -> Result<LoadedPart, Trouble> {
        let mut window = LoadedPart::default();
        window.load(&self.bytes, self.start, self.start + sniff::SAMPLE as u64, self.dialect())?;
        Ok(window)
    }

    /// What the columns look like, told from the records below the header that the list begins with.
    fn learner(&self, binding: &Binding) -> Result<Option<Learner>, Trouble> {
        let below = usize::try_from(binding.first_record()).unwrap_or(usize::MAX);
        Ok(Learner::new(self.sample()?, below, binding.header.len(), self.script()))
    }

    /// The names of the columns, where the header has several records of names: the upper one's and the lower one's together. And how
    /// many records there are. The first pass has to be over.
    pub fn names_below(&self, binding: &Binding) -> Option<(u64, Vec<String>)> {
        let learner = self.pass.learner.as_ref()?;
        let below = learner.below().take(MOST_NAMES).take_while(|row| learner.aligner().is_of_header(row));
        let script = self.script();
        let texts = |row: scan::Row<'_>| {
            (0..row.cells()).map(|cell| field::cell_text(&row, cell, script).into_owned()).collect::<Vec<_>>()
        };
        let below = below.map(texts).collect::<Vec<_>>();
        let count = below.len() as u64;
        (count > 0).then(|| (count, below.into_iter().fold(binding.header.clone(), joined_names)))
    }

    fn dialect(&self) -> Dialect {
        self.facts.dialect
    }

    /// Reads the list in parts of this many bytes from now on. What is read does not depend on it.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn cut_into(&mut self, part: u64) {
        self.part = part;
    }

    /// The list in another dialect than was found out; its encoding says which bytes belong together.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn in_dialect(mut self, dialect: Dialect) -> Delimited {
        self.facts.dialect = Dialect { characters: Characters::of(self.encoding), ..dialect };
        self
    }

    fn script(&self) -> Script {
        Script::new(self.encoding, self.facts.dialect)
    }

    /// How many columns may be read.
    fn most_columns(&self) -> usize {
        let asked = self.reading.limits.asked(Limit::Columns);
        asked.map_or(MOST_COLUMNS, |most| usize::try_from(most).unwrap_or(usize::MAX))
    }

    fn places(&self) -> Places<'_> {
        Places::new(&self.bytes, self.facts.dialect.returns, &self.pass.parts)
    }

    /// What is told about a trouble.
    fn explain(&self, trouble: Trouble) -> InputError {
        let at = |position| self.places().of(position);
        match trouble {
            Trouble::Input(error) => error,
            Trouble::OpenQuote(position) => InputError::OpenQuote { place: at(position) },
            Trouble::LoneReturn(position) => InputError::LoneReturn { place: at(position) },
            Trouble::LoneEscape(position) => InputError::LoneEscape { place: at(position) },
            Trouble::TooManyCells(position, cells) => {
                InputError::TooManyCells { place: at(position), cells, limit: self.most_columns() }
            }
            Trouble::TooLong(position) => InputError::RecordTooLong { place: at(position), limit: LONGEST },
            Trouble::NotText(position) => {
                InputError::NotText { place: at(position), byte: position + 1, encoding: self.facts.encoding }
            }
        }
    }
}

/// What a list begins with.
fn beginning(bytes: &Bytes) -> Result<Vec<u8>, InputError> {
    let mut beginning = vec![0; sniff::SAMPLE.min(bytes.len() as usize)];
    bytes.read(0, &mut beginning)?;
    Ok(beginning)
}

#[cfg(test)]
pub(crate) mod tests;
