//! The copy of a delimited list: every record byte for byte, with its labels behind it.

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::added::Added;
use super::encoder::Encoder;
use super::formula::Formulas;
use crate::Error;
use crate::file::OutputError;
use crate::list::text::{Delimited, LoadedPart, NoCustomerCursor, Part, Row, SecondPass, in_order};
use crate::list::{Extract, NoCustomer, Progress};

mod added_bytes;

use added_bytes::{AddedBytes, Beside, PartCodes};

/// A delimited list that is ready to be copied with what is added to it.
pub(crate) struct TextCopy<'a> {
    list: &'a Delimited,
    pass: SecondPass<'a>,
    added: AddedBytes<'a>,
}

/// What a thread keeps from one part to the next.
#[derive(Debug, Default)]
struct Scratch {
    window: LoadedPart,
    codes: PartCodes,
}

/// Buffers for copied parts. Whoever has written a part gives its buffer back, and whoever copies the next one takes it.
#[derive(Debug, Default)]
struct SpareBuffers(Mutex<Vec<Vec<u8>>>);

impl SpareBuffers {
    fn take(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn give_back(&self, buffer: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(buffer);
    }
}

impl<'a> TextCopy<'a> {
    /// Gets a copy ready. `extract` is what the first pass gave.
    ///
    /// # Errors
    /// When the list is not what it was in the first pass, and when the names or labels cannot be written in it.
    pub(crate) fn new(
        list: &'a Delimited,
        extract: &'a Extract,
        added: &'a Added<'a>,
        formulas: Formulas,
    ) -> Result<TextCopy<'a>, Error> {
        let pass = list.second_pass(extract)?;
        let added = AddedBytes::new(added, &pass, formulas)?;
        Ok(TextCopy { list, pass, added })
    }

    /// How many bytes the copy has at most, for an output that sets room aside. Values of the customers' own (scores, sentences) are
    /// not known before they are written and count nothing.
    pub(crate) fn most_bytes(&self) -> u64 {
        self.pass.filled_size() + self.added.most_bytes(self.pass.records_with_cells())
    }

    /// Copies the list: each record's own bytes, then a delimiter and a value for each added column, then the record's own line end.
    /// Records shorter than the widest are filled up with delimiters, so that the values stand under their headers. Titles and blank
    /// lines are copied as they are. A column that replaces one stands in its place.
    ///
    /// Returns how many bytes were written to `out`, which `path` names in messages. The progress counts the list's bytes.
    ///
    /// # Errors
    /// When the list cannot be read or is not what it was in the first pass, and when the output cannot be written.
    pub(crate) fn write(
        &self,
        out: &mut (dyn Write + Send),
        path: &Path,
        progress: &dyn Progress,
    ) -> Result<u64, Error> {
        let mut encoder = self.list.copy_encoding().map(Encoder::new);
        let (mut written, mut encoded) = (0, Vec::new());
        let mut write = |bytes: &[u8]| {
            let bytes = match &mut encoder {
                None => bytes,
                Some(encoder) => {
                    encoded.clear();
                    encoder.encode(bytes, &mut encoded)?;
                    &encoded
                }
            };
            written += bytes.len() as u64;
            out.write_all(bytes).map_err(|source| OutputError::io(path, source))
        };

        write(&self.titles_and_header()?)?;
        progress.advance(self.pass.bytes_above);
        let (parts, buffers) = (self.pass.parts, SpareBuffers::default());
        in_order(
            self.pass.threads,
            parts.len(),
            Scratch::default,
            |scratch, index| self.part(scratch, &parts[index], buffers.take()),
            |_, index, copied| {
                let copied = copied?;
                write(&copied)?;
                buffers.give_back(copied);
                progress.advance(parts[index].end - parts[index].start);
                Ok::<(), Error>(())
            },
        )?;
        self.pass.check_unchanged()?;
        Ok(written)
    }

    /// All that stands above the rows: the byte-order mark, the titles, and the header with the added names.
    fn titles_and_header(&self) -> Result<Vec<u8>, Error> {
        let (window, header) = self.pass.titles_and_header()?;
        // Without a header nothing above the records has anything beside it.
        let Some(header) = header else { return Ok(self.pass.first_bytes(self.pass.bytes_above as usize)?) };
        // Where cells stay as they are, so do the titles; otherwise only the byte-order mark is copied unseen.
        let first = if self.added.keeps_cells() { header } else { 0 };
        let mut out = self.pass.first_bytes(window.position(window.row(first).start()) as usize)?;
        for title in first..header {
            self.added.copy_title(&window.row(title), &mut out)?;
        }
        self.added.copy(&window.row(header), Beside::Header, &mut out)?;
        Ok(out)
    }

    /// The records of a part with their values, in the buffer that is given.
    fn part(&self, scratch: &mut Scratch, part: &Part, mut out: Vec<u8>) -> Result<Vec<u8>, Error> {
        let Scratch { window, codes } = scratch;
        self.added.fetch(part.first_customer..part.first_customer + part.customers, codes);
        out.clear();
        out.reserve((part.end - part.start) as usize + self.added.most_bytes(part.records) as usize);
        let no_customers = self.pass.no_customers_from(part);
        let is_wide_enough = part.narrowest >= self.pass.width;
        // Records that need no filling and have no cell changed are copied without looking for their cells.
        match part.lengths.as_deref().filter(|_| is_wide_enough && self.added.keeps_cells()) {
            Some(lengths) => {
                let bytes = self.pass.bytes_of(part, window)?;
                let behind = |customer: Option<usize>, out: &mut Vec<u8>| match customer {
                    Some(customer) => self.added.append(Beside::Customer(codes, customer), out),
                    None => self.added.append(Beside::NoCustomer, out),
                };
                let whole = self.pass.is_last(part);
                if !copy_measured(bytes, lengths, whole, part.first_record, no_customers, behind, &mut out)? {
                    return Err(self.pass.changed().into());
                }
            }
            None => {
                let rows = self.pass.rows_of(part, window)?;
                copy_rows(rows, &self.added, codes, part.first_record, no_customers, &mut out)?;
            }
        }
        Ok(out)
    }
}

/// Appends records to `out`, each with its values in their places.
fn copy_rows<'w>(
    rows: impl Iterator<Item = Row<'w>>,
    added: &AddedBytes<'_>,
    codes: &PartCodes,
    first_record: u64,
    mut no_customers: NoCustomerCursor<'_>,
    out: &mut Vec<u8>,
) -> Result<(), OutputError> {
    let mut customer = 0;
    for (number, row) in (first_record..).zip(rows) {
        match no_customers.why(number) {
            None => {
                added.copy(&row, Beside::Customer(codes, customer), out)?;
                customer += 1;
            }
            Some(NoCustomer::Blank) => {
                out.extend_from_slice(row.content());
                out.extend_from_slice(row.line_end());
            }
            Some(_) => added.copy(&row, Beside::NoCustomer, out)?,
        }
    }
    Ok(())
}

/// Appends records of known lengths (with their line ends) to `out`, and what `behind` adds before each line end; it is told which
/// customer the record is, if it is one. Says whether the records are still there: whether line ends stand where they should.
/// `whole` says that the list ends where the bytes end.
///
/// # Errors
/// Those of `behind`.
fn copy_measured(
    bytes: &[u8],
    lengths: &[u16],
    whole: bool,
    first_record: u64,
    mut no_customers: NoCustomerCursor<'_>,
    behind: impl Fn(Option<usize>, &mut Vec<u8>) -> Result<(), OutputError>,
    out: &mut Vec<u8>,
) -> Result<bool, OutputError> {
    let (mut next, mut copied, mut customer) = (0, 0, 0);
    for (number, &length) in (first_record..).zip(lengths) {
        let start = next;
        next += usize::from(length);
        let Some(record) = bytes.get(start..next) else { return Ok(false) };
        let line_end = match record {
            [.., b'\r', b'\n'] => 2,
            [.., b'\n'] => 1,
            _ if whole && next == bytes.len() => 0,
            _ => return Ok(false),
        };
        let who = match no_customers.why(number) {
            None => {
                customer += 1;
                Some(customer - 1)
            }
            Some(NoCustomer::Blank) => continue,
            Some(_) => None,
        };
        // One record's line end and the next one's cells lie side by side, so they are copied together.
        out.extend_from_slice(&bytes[copied..next - line_end]);
        copied = next - line_end;
        behind(who, out)?;
    }
    out.extend_from_slice(&bytes[copied..]);
    Ok(next == bytes.len())
}

#[cfg(test)]
mod tests;
