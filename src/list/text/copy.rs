//! The second pass as CSV: every record byte for byte, with its labels behind it.

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::encoding::Speller;
use super::first_pass::Part;
use super::labels::{Fetched, Gets, Labels, Unwritable};
use super::loaded_part::LoadedPart;
use super::records::Kinds;
use super::turns::in_turns;
use super::{Delimited, Spelled};
use crate::Error;
use crate::copy::Added;
use crate::file::OutputError;
use crate::list::{Extract, NoCustomer, Progress};

/// What a thread needs to copy one part after the other.
#[derive(Debug, Default)]
struct Scratch {
    window: LoadedPart,
    fetched: Fetched,
}

/// Room for copied parts, used again once a part is written: whoever writes it gives it back for whoever copies the next.
#[derive(Debug, Default)]
struct Rooms(Mutex<Vec<Vec<u8>>>);

impl Rooms {
    fn take(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn give_back(&self, room: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(room);
    }
}

impl Delimited {
    /// Copies the list with what is added to it: each record's own bytes, then a delimiter and a value for each added column, then the
    /// record's own line end. Records shorter than the widest are filled up with delimiters, so that the values stand
    /// under their headers; titles and blank lines go out as they are. A column that replaces one stands in its place.
    ///
    /// Gives back how many bytes were written to `out`, which `path` names in messages. The progress counts the list's bytes.
    ///
    /// # Errors
    /// When the list cannot be read or is not what it was in the first pass, and when the output cannot be written.
    pub fn copy_labelled(
        &self,
        extract: &Extract,
        added: &Added<'_>,
        out: &mut (dyn Write + Send),
        path: &Path,
        progress: &dyn Progress,
    ) -> Result<u64, Error> {
        self.check_pass(extract)?;
        let labels = self.labels(added)?;
        let (mut written, mut speller, mut spelled) = (0, self.speller(), Vec::new());
        let mut write = |bytes: &[u8]| {
            let bytes = match &mut speller {
                None => bytes,
                Some(speller) => {
                    spelled.clear();
                    let name = speller.name();
                    let lacking = |character| OutputError::lacking(character, None, name);
                    speller.spell(bytes, &mut spelled).map_err(lacking)?;
                    &spelled
                }
            };
            written += bytes.len() as u64;
            out.write_all(bytes).map_err(|source| OutputError::io(path, source))
        };

        write(&self.copied_front(&labels)?)?;
        progress.advance(self.pass.body);
        let (parts, rooms) = (&self.pass.parts, Rooms::default());
        in_turns(
            self.threads,
            parts.len(),
            Scratch::default,
            |scratch, index| self.copy_part(scratch, &labels, &parts[index], extract, rooms.take()),
            |_, index, copied| {
                let copied = copied?;
                write(&copied)?;
                rooms.give_back(copied);
                progress.advance(parts[index].end - parts[index].start);
                Ok::<(), Error>(())
            },
        )?;
        self.bytes.check_unchanged()?;
        Ok(written)
    }

    /// How many bytes [`Delimited::copy_labelled`] writes at most: for an output that sets room aside. Values of the customers' own
    /// (scores, sentences) are not known before they are written and count nothing.
    pub fn copied_size(&self, extract: &Extract, added: &Added<'_>) -> u64 {
        let rows = extract.records - extract.no_customers.count_of(NoCustomer::Blank);
        // What cannot be written is told when it is.
        let labels = self.labels(added).map_or(0, |labels| labels.size(rows));
        self.bytes.len() + self.pass.filling + labels
    }

    fn labels<'a>(&self, added: &'a Added<'a>) -> Result<Labels<'a>, Error> {
        let labels = Labels::new(added, self.pass.width, self.script(), self.reading.escape_formulas);
        labels.map_err(|unwritable| self.unwritable(unwritable))
    }

    /// What puts the copy into another encoding than the bytes that are read, where there is one.
    fn speller(&self) -> Option<Speller> {
        match &self.spelled {
            Spelled::AsItIs => None,
            Spelled::Back(encoding) => Some(Speller::of(encoding)),
            Spelled::Named(name) => Speller::named(name).ok(),
        }
    }

    fn unwritable(&self, unwritable: Unwritable) -> Error {
        Error::Output(match unwritable {
            Unwritable::Character(character, text) => OutputError::lacking(character, Some(text), self.facts.encoding),
            Unwritable::Sign(text) => OutputError::NoQuotes { text },
        })
    }

    /// All that stands above the rows: the byte-order mark, the titles, and the header with the added names.
    fn copied_front(&self, labels: &Labels<'_>) -> Result<Vec<u8>, Error> {
        let window = self.front(self.pass.header + 1).map_err(|trouble| self.explain(trouble))?;
        let header = usize::try_from(self.pass.header).unwrap_or(usize::MAX);
        if header >= window.len() || window.position(window.row(header).next()) != self.pass.body {
            return Err(self.bytes.changed().into());
        }
        // What the titles have before the header, or else the byte-order mark alone, goes out as it is.
        let titles = if labels.leave_cells() { header } else { 0 };
        let mut out = vec![0; window.position(window.row(titles).start()) as usize];
        self.bytes.read(0, &mut out)?;
        let header_row = window.row(header);
        let copied = (titles..header)
            .try_for_each(|title| labels.copy_title(&window.row(title), &mut out))
            .and_then(|()| labels.copy(&header_row, header_row.cells(), Gets::Names, &mut out));
        copied.map_err(|unwritable| self.unwritable(unwritable)).map(|()| out)
    }

    /// The records of a part, each with its values, in the room that is given.
    fn copy_part(
        &self,
        scratch: &mut Scratch,
        labels: &Labels<'_>,
        part: &Part,
        extract: &Extract,
        mut out: Vec<u8>,
    ) -> Result<Vec<u8>, Error> {
        let Scratch { window, fetched } = scratch;
        labels.fetch(part.first_customer..part.first_customer + part.customers, fetched);
        out.clear();
        out.reserve((part.end - part.start) as usize + labels.size(part.records) as usize);
        let kinds = Kinds::from(&extract.no_customers, part.first_record);
        // Records that need no filling and have no cell changed are copied without looking for their cells.
        let copied = match part.lengths.as_deref().filter(|_| part.narrowest >= self.pass.width && labels.leave_cells())
        {
            Some(lengths) => {
                let loaded = window.load_bytes(&self.bytes, part.start, part.end);
                let bytes = loaded.map_err(|trouble| self.explain(trouble))?;
                let behind = |customer: Option<usize>, out: &mut Vec<u8>| match customer {
                    Some(customer) => labels.append(Gets::Customer(fetched, customer), out),
                    None => labels.append(Gets::NoCustomer, out),
                };
                let whole = part.end == self.bytes.len();
                match copy_measured(bytes, lengths, whole, part.first_record, kinds, behind, &mut out) {
                    Ok(false) => return Err(self.bytes.changed().into()),
                    copied => copied.map(|_| ()),
                }
            }
            None => {
                self.load_again(window, part).map_err(|trouble| self.explain(trouble))?;
                copy_rows(window, labels, fetched, part.first_record, kinds, &mut out)
            }
        };
        copied.map_err(|unwritable| self.unwritable(unwritable)).map(|()| out)
    }
}

/// Puts records into `out`, each with its values in their places.
fn copy_rows(
    window: &LoadedPart,
    labels: &Labels<'_>,
    fetched: &Fetched,
    first_record: u64,
    mut kinds: Kinds<'_>,
    out: &mut Vec<u8>,
) -> Result<(), Unwritable> {
    let mut customer = 0;
    for (number, row) in (first_record..).zip(window.rows()) {
        match kinds.of(number) {
            None => {
                labels.copy(&row, row.cells(), Gets::Customer(fetched, customer), out)?;
                customer += 1;
            }
            Some(NoCustomer::Blank) => {
                out.extend_from_slice(row.content());
                out.extend_from_slice(row.line_end());
            }
            Some(_) => labels.copy(&row, row.cells(), Gets::NoCustomer, out)?,
        }
    }
    Ok(())
}

/// Puts records of known lengths (their line ends included) into `out`, with what `behind` adds before each line end; it is told which
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
    mut kinds: Kinds<'_>,
    behind: impl Fn(Option<usize>, &mut Vec<u8>) -> Result<(), Unwritable>,
    out: &mut Vec<u8>,
) -> Result<bool, Unwritable> {
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
        let who = match kinds.of(number) {
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
