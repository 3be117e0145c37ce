//! What a copy needs of a delimited list: its bytes once more, in the parts that the first pass found.

use super::Delimited;
use super::encoding::CopyEncoding;
use super::field::Script;
use super::first_pass::Part;
use super::loaded_part::{LoadedPart, Trouble};
use super::records::NoCustomerCursor;
use super::scan::Row;
use crate::list::{Extract, InputError, NoCustomer};

/// The list's bytes once more. See [`Delimited::second_pass`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct SecondPass<'l> {
    list: &'l Delimited,
    extract: &'l Extract,
    /// The encoding and the dialect of the bytes.
    pub(crate) script: Script,
    /// The name of the list's own encoding.
    pub(crate) encoding_name: &'static str,
    /// How many cells the widest record has, from the header on.
    pub(crate) width: usize,
    /// The parts of the list below the header, in order.
    pub(crate) parts: &'l [Part],
    /// How many bytes stand above the parts: titles and header.
    pub(crate) bytes_above: u64,
    /// How many threads may work at once.
    pub(crate) threads: usize,
}

impl Delimited {
    /// Begins to read the list once more. `extract` is what the first pass gave.
    ///
    /// # Errors
    /// When the list is not what it was in the first pass.
    pub(crate) fn second_pass<'l>(&'l self, extract: &'l Extract) -> Result<SecondPass<'l>, InputError> {
        self.check_pass(extract)?;
        Ok(SecondPass {
            list: self,
            extract,
            script: self.script(),
            encoding_name: self.facts.encoding,
            width: self.pass.width,
            parts: &self.pass.parts,
            bytes_above: self.pass.body,
            threads: self.threads,
        })
    }

    /// The encoding of the list's copy; `None` where the copy has the bytes that are read.
    pub fn copy_encoding(&self) -> Option<CopyEncoding> {
        self.copy_encoding
    }

    /// Fails where the first pass was over another list.
    pub(super) fn check_pass(&self, extract: &Extract) -> Result<(), InputError> {
        let records = self.pass.parts.iter().map(|part| part.records).sum::<u64>();
        if records == extract.records { self.bytes.check_unchanged() } else { Err(self.bytes.changed()) }
    }

    /// Reads a part again and fails where it is not what it was.
    pub(super) fn load_again(&self, window: &mut LoadedPart, part: &Part) -> Result<(), Trouble> {
        let next = self.load(window, part.start, part.end)?;
        if next == part.end && window.len() as u64 == part.records { Ok(()) } else { Err(self.bytes.changed().into()) }
    }
}

impl<'l> SecondPass<'l> {
    /// How many bytes the list has with a delimiter for each cell that records lack of the widest one's.
    pub(crate) fn filled_size(&self) -> u64 {
        self.list.bytes.len() + self.list.pass.filling
    }

    /// How many records below the header are not blank.
    pub(crate) fn records_with_cells(&self) -> u64 {
        self.extract.records - self.extract.no_customers.count_of(NoCustomer::Blank)
    }

    /// The list's first `length` bytes.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub(crate) fn first_bytes(&self, length: usize) -> Result<Vec<u8>, InputError> {
        let mut bytes = vec![0; length];
        self.list.bytes.read(0, &mut bytes)?;
        Ok(bytes)
    }

    /// The titles and the header, which is the record of the number that comes with them; without a header there is no such record.
    ///
    /// # Errors
    /// When the list cannot be read, or is not what it was in the first pass.
    pub(crate) fn titles_and_header(&self) -> Result<(LoadedPart, Option<usize>), InputError> {
        let Delimited { bytes, pass, .. } = self.list;
        let window = self.list.front(pass.first_record).map_err(|trouble| self.list.explain(trouble))?;
        let above = usize::try_from(pass.first_record).unwrap_or(usize::MAX);
        let body = || match above.checked_sub(1) {
            Some(last) => window.position(window.row(last).next()),
            None => self.list.start,
        };
        if above > window.len() || body() != pass.body {
            return Err(bytes.changed());
        }
        Ok((window, pass.header.map(|_| above - 1)))
    }

    /// Whether the list ends where the part does.
    pub(crate) fn is_last(&self, part: &Part) -> bool {
        part.end == self.list.bytes.len()
    }

    /// Why records from this part's first on are no customers.
    pub(crate) fn no_customers_from(&self, part: &Part) -> NoCustomerCursor<'l> {
        NoCustomerCursor::from(&self.extract.no_customers, part.first_record)
    }

    /// The bytes of a part, in which no record is looked for.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub(crate) fn bytes_of<'w>(&self, part: &Part, window: &'w mut LoadedPart) -> Result<&'w [u8], InputError> {
        window.load_bytes(&self.list.bytes, part.start, part.end).map_err(|trouble| self.list.explain(trouble))
    }

    /// The records of a part, in order.
    ///
    /// # Errors
    /// When the list cannot be read, or the part is not what it was in the first pass.
    pub(crate) fn rows_of<'w>(
        &self,
        part: &Part,
        window: &'w mut LoadedPart,
    ) -> Result<impl Iterator<Item = Row<'w>> + use<'w>, InputError> {
        self.list.load_again(window, part).map_err(|trouble| self.list.explain(trouble))?;
        Ok(window.rows())
    }

    /// The error for a list that is not what it was in the first pass.
    pub(crate) fn changed(&self) -> InputError {
        self.list.bytes.changed()
    }

    /// Fails where the list is no longer what it was when it was opened.
    ///
    /// # Errors
    /// When its length or its time of modification differs.
    pub(crate) fn check_unchanged(&self) -> Result<(), InputError> {
        self.list.bytes.check_unchanged()
    }
}
