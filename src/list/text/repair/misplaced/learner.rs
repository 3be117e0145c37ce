//! What the columns of a list look like, learned when a record asks for the first time: in most lists none does.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::{Aligner, Tuning, regular};
use crate::list::text::field::Script;
use crate::list::text::loaded_part::LoadedPart;
use crate::list::text::scan::Row;

/// The records that a list begins with, and what is learned from them.
#[derive(Debug)]
pub(in crate::list::text) struct Learner {
    sample: LoadedPart,
    /// The first record below the header.
    below: usize,
    script: Script,
    width: usize,
    aligner: OnceLock<Aligner>,
}

impl Learner {
    /// From these records, of which those from `below` on stand below the header; nothing where there is not enough to learn from.
    /// `header` is its number of names.
    pub fn new(sample: LoadedPart, below: usize, header: usize, script: Script) -> Option<Learner> {
        let (width, _) = regular(sample.rows().skip(below), header)?;
        Some(Learner { sample, below, script, width, aligner: OnceLock::new() })
    }

    /// How many columns the list has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The records below the header that the list begins with.
    pub fn below(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        self.sample.rows().skip(self.below)
    }

    /// What was learned.
    pub fn aligner(&self) -> &Aligner {
        self.aligner.get_or_init(|| {
            // The header's names were looked at before.
            let (width, records) = regular(self.below(), 0).unwrap_or_default();
            Aligner::learned(&records, width, self.script, Tuning::USUAL)
        })
    }

    /// See [`Aligner::aligned`].
    #[inline]
    pub fn aligned<'a>(&self, row: &Row<'a>) -> Option<Vec<Cow<'a, str>>> {
        let is_tidy = row.cells() == self.width && !self.has_stray_quote(row);
        if is_tidy { None } else { self.aligner().aligned(row) }
    }

    /// Whether there is a quote in a cell that does not begin with one.
    fn has_stray_quote(&self, row: &Row<'_>) -> bool {
        let quote = self.script.dialect().quote;
        let is_stray = |raw: &[u8]| raw.first() != Some(&quote) && memchr::memchr(quote, raw).is_some();
        memchr::memchr(quote, row.content()).is_some() && (0..row.cells()).any(|cell| is_stray(row.raw(cell)))
    }
}
