//! What came of a run: labels, counts, what was noticed, and what was read.

use std::cell::OnceCell;
use std::path::Path;

use super::added_columns::{self, added};
use super::file_name;
use super::job::Job;
use super::list::{Content, List, threads};
use super::observer::Observer;
use super::output::{Kind, Output};
use super::policies::Policies;
use super::write::{self, Copy};
use crate::Error;
use crate::copy::{Formulas, Target};
use crate::document::table::Table;
use crate::file::{AtomicFile, Durability};
use crate::list::{RepeatedIds, Source};
use crate::place::Place;
use crate::result::due::History;
use crate::result::list_rows::ListRows;
use crate::result::refusal::{Refusal, Writes};
use crate::result::remark::{Beside, Remark};
use crate::result::summary::Tallies;
use crate::rulefile::RuleFile;
use crate::score::Scored;

mod manifest;
mod run_notes;
mod summary;

pub(super) use summary::{tallies, unclassified};

/// What came of a run.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// What was asked for.
    pub job: &'a Job,
    /// What was taken out of the list.
    pub content: &'a Content,
    /// The labels, by each rule file.
    pub scored: Vec<Scored<'a>>,
    /// The same, counted.
    pub tallies: Vec<Tallies>,
    /// Customers that have the id of an earlier one, where that one stands, and the first that repeats an id.
    pub repeated: Option<(RepeatedIds, [Place; 2])>,
    /// What the list's records are, where some are no customers.
    pub rows: Option<ListRows>,
    /// What was known of the customers besides.
    pub policies: Policies,
    /// What was noticed on the way.
    pub remarks: Vec<Remark>,
    /// The summary: a table for each visible column of labels.
    pub summaries: Vec<Table>,
    source: &'a mut Source,
    files: OnceCell<Vec<ReadFile>>,
}

/// A list that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadFile {
    /// What it is to the run, if not its input.
    pub beside: Option<Beside>,
    /// Its name, without its folder.
    pub name: String,
    /// The SHA-256 of the bytes that were read.
    pub sha256: String,
}

/// A visible column of labels.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelColumn<'r> {
    /// The rule file.
    pub(super) file: &'r RuleFile,
    /// Its labels.
    pub(super) scored: &'r Scored<'r>,
    /// The same, counted.
    pub(super) tallies: &'r Tallies,
    /// The rule's number in the file.
    pub(super) index: usize,
}

impl Job {
    /// Scores the list that was read.
    ///
    /// # Errors
    ///
    /// When a list beside it cannot be read, or does not fit it.
    pub fn score<'a>(&'a self, list: &'a mut List, observer: &dyn Observer) -> Result<Outcome<'a>, Error> {
        let List { source, content } = list;
        let content = &*content;
        let mut policies = Policies::read(self, content, observer)?;
        let by_file = std::mem::take(&mut policies.by_file);
        let threads = threads(&self.reading);
        let (repeated, (scored, tallies)) = beside(
            threads,
            || content.repeated_ids(),
            || {
                let scored = content.score(&self.rules, self.day(), by_file, None);
                let tallies = summary::tallies(content, &scored, threads);
                (scored, tallies)
            },
        );
        let repeated = content.repetition(repeated, source)?;
        let rows = content.list_rows(source)?;
        let mut remarks = Vec::new();
        let told = if content.binding.ids_are_names { Remark::RepeatedNames } else { Remark::RepeatedIds };
        remarks.extend(repeated.iter().map(|(ids, places)| told(*ids, places.clone())));
        remarks.extend(repeated.iter().filter(|(ids, _)| ids.are_most()).map(|_| Remark::OrderList));
        remarks.extend(summary::remarks(content, &scored, &tallies, self.language));
        remarks.iter().for_each(|remark| observer.remark(remark));
        let remarks = content.remarks().into_iter().chain(policies.unused.iter().cloned()).chain(remarks).collect();
        Ok(Outcome::new(self, source, content, scored, tallies, repeated, rows, policies, remarks))
    }
}

/// Does two things that do not need each other: at once, where there may be more than one thread.
fn beside<A: Send, B>(threads: usize, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if threads <= 1 {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

impl<'a> Outcome<'a> {
    #[expect(clippy::too_many_arguments, reason = "these are the fields")]
    pub(super) fn new(
        job: &'a Job,
        source: &'a mut Source,
        content: &'a Content,
        scored: Vec<Scored<'a>>,
        tallies: Vec<Tallies>,
        repeated: Option<(RepeatedIds, [Place; 2])>,
        rows: Option<ListRows>,
        policies: Policies,
        remarks: Vec<Remark>,
    ) -> Outcome<'a> {
        let (summaries, files) = (Vec::new(), OnceCell::new());
        let mut outcome =
            Outcome { job, content, scored, tallies, repeated, rows, policies, remarks, summaries, source, files };
        outcome.summaries = summary::tables(&outcome);
        outcome
    }

    /// The visible columns of labels, in their order.
    pub(super) fn label_columns(&self) -> impl Iterator<Item = LabelColumn<'_>> {
        let files = self.job.rules.iter().zip(&self.scored).zip(&self.tallies);
        files.flat_map(|((file, scored), tallies)| {
            scored.shown().map(move |index| LabelColumn { file, scored, tallies, index })
        })
    }

    /// The list that was classified.
    pub(super) fn source(&self) -> &Source {
        self.source
    }

    /// The lists that were read: the input first.
    ///
    /// # Errors
    ///
    /// When one of them cannot be read once more, for its hash.
    pub fn files(&self) -> Result<&[ReadFile], Error> {
        if self.files.get().is_none() {
            let beside = self.policies.sources.iter().map(|(beside, source)| (Some(*beside), source));
            let lists = std::iter::once((None, &*self.source)).chain(beside);
            let file = |(beside, source): (Option<Beside>, &Source)| {
                Ok(ReadFile { beside, name: file_name(source.name()), sha256: source.sha256()? })
            };
            let files = lists.map(file).collect::<Result<Vec<_>, Error>>()?;
            _ = self.files.set(files);
        }
        Ok(self.files.get().map_or(&[], Vec::as_slice))
    }

    /// Whether anything depends on 'today'.
    pub(super) fn uses_today(&self) -> bool {
        let by_hand = self.policies.sources.iter().any(|(beside, _)| *beside == Beside::Overrides);
        by_hand || self.contacts().is_some() || self.job.rules.iter().any(|file| file.set.uses_as_of())
    }

    /// When customers were contacted, where the day of the next contact is wanted.
    fn contacts(&self) -> Option<History<'a>> {
        let history = self.content.history();
        (self.job.extras.actions && history.contacts.is_some()).then_some(history)
    }

    /// Where the added columns stand.
    fn places(&self) -> Result<Vec<Option<usize>>, Error> {
        let list = (self.source.name(), &self.content.binding);
        added_columns::places(&self.scored, list, self.job, self.contacts().is_some())
    }

    /// Fails where a column of labels would stand beside another one of its name; and, if `strict`, where any customer is without a label, or there is none.
    ///
    /// # Errors
    ///
    /// As said.
    pub fn check(&self, strict: bool) -> Result<(), Error> {
        self.places()?;
        if strict {
            let customers = self.content.extract.customers as u64;
            let failing = summary::failing(self.content, &self.scored, &self.tallies);
            Refusal::of_incomplete(failing, customers).map_or(Ok(()), Err)?;
        }
        Ok(())
    }

    /// A JSON of the run: rules, hashes, readings, cut points, counts.
    ///
    /// # Errors
    ///
    /// When a list cannot be read once more, for its hash.
    pub fn manifest(&self) -> Result<String, Error> {
        manifest::manifest(self)
    }

    /// Writes the list with its labels to a file, `.csv` or `.xlsx`.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, and when the list is no longer what it was.
    pub fn write(&mut self, path: impl AsRef<Path>, observer: &dyn Observer) -> Result<(), Error> {
        let output = Output::new(path.as_ref(), Writes::Copy)?;
        self.job.keep_lists(output.path())?;
        self.check(false)?;
        let file = output.create(Durability::Cached)?;
        self.copy(file, output.kind(), observer)?.commit()
    }

    /// The same, without giving the file its name yet: [`Copy::commit`] does that.
    ///
    /// # Errors
    ///
    /// As for [`Outcome::write`].
    pub fn copy(&mut self, file: AtomicFile, kind: Kind, observer: &dyn Observer) -> Result<Copy, Error> {
        let pages = if kind == Kind::Xlsx { Some((self.summaries.clone(), run_notes::of_run(self)?)) } else { None };
        let (places, contacts) = (self.places()?, self.contacts());
        let added = added(&self.scored, places, self.job, contacts);
        match pages {
            Some(pages) => write::workbook(self.source, self.content, &added, (file, &self.job.rules), pages, observer),
            None => write::csv_file(self.source, self.content, &added, (file, self.formulas()), observer),
        }
    }

    /// Writes the list with its labels as CSV, without a file; `name` stands for it in messages.
    ///
    /// # Errors
    ///
    /// As for [`Outcome::write`].
    pub fn copy_to(
        &mut self,
        out: &mut (dyn std::io::Write + Send),
        name: &Path,
        observer: &dyn Observer,
    ) -> Result<(), Error> {
        let (places, contacts) = (self.places()?, self.contacts());
        let added = added(&self.scored, places, self.job, contacts);
        write::list(self.source, self.content, &added, Target::stream(out, name, self.formulas()), observer)
    }

    fn formulas(&self) -> Formulas {
        if self.job.extras.escape_formulas { Formulas::Escaped } else { Formulas::Kept }
    }
}
