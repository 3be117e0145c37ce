//! Every record of the list once more, in order, as cells.

use std::borrow::Cow;

use super::Delimited;
use super::field::{Script, cell_text};
use super::loaded_part::LoadedPart;
use super::repair::misplaced::Learner;
use super::scan::Row;
use crate::list::{Extract, InputError, NoCustomer, NoCustomerRun, NoCustomers, RecordKind};

/// The list's records in order. See [`Delimited::records`].
#[derive(Debug)]
pub struct Records<'a> {
    list: &'a Delimited,
    no_customers: NoCustomerCursor<'a>,
    /// The part that is in memory; its records are handed out from `at` on.
    window: LoadedPart,
    at: usize,
    /// The part that comes next.
    part: usize,
    number: u64,
    customer: usize,
}

/// A record of the list.
#[derive(Debug)]
pub struct Record<'a> {
    /// What it is.
    pub kind: RecordKind,
    /// Its number, from 0 over all records of the list.
    pub number: u64,
    row: Row<'a>,
    script: Script,
    /// What puts its cells under their headers, where the table is only shown.
    learner: Option<&'a Learner>,
}

impl<'a> Record<'a> {
    /// Its bytes as they stand in the list, without the line end.
    pub fn bytes(&self) -> &'a [u8] {
        self.row.content()
    }

    /// Its line end; empty where the list ends without one.
    pub fn line_end(&self) -> &'a [u8] {
        self.row.line_end()
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.row.cells()
    }

    /// Whether it is an empty line.
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    /// Its texts, one a column, where the table is only shown and some of them do not stand under their headers.
    pub fn put_right(&self) -> Option<Vec<Cow<'a, str>>> {
        let is_customer = matches!(self.kind, RecordKind::Customer(_));
        self.learner.filter(|_| is_customer)?.aligned(&self.row)
    }

    /// The text of a cell, without its quotes; empty where the record has no such cell.
    pub fn cell(&self, cell: usize) -> Cow<'a, str> {
        if cell < self.len() { cell_text(&self.row, cell, self.script) } else { Cow::Borrowed("") }
    }
}

impl Delimited {
    /// The second pass: all records of the list, from the first title line to the last row. `extract` is what the first pass gave.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub fn records<'a>(&'a self, extract: &'a Extract) -> Result<Records<'a>, InputError> {
        self.check_pass(extract)?;
        let window = self.front(self.pass.first_record).map_err(|trouble| self.explain(trouble))?;
        let no_customers = NoCustomerCursor::from(&extract.no_customers, 0);
        Ok(Records { list: self, no_customers, window, at: 0, part: 0, number: 0, customer: 0 })
    }
}

impl Records<'_> {
    /// The next record; nothing behind the last.
    ///
    /// # Errors
    /// When the list cannot be read, or is not what it was in the first pass.
    pub fn read(&mut self) -> Result<Option<Record<'_>>, InputError> {
        let pass = &self.list.pass;
        // What was read together with the header belongs to the first part.
        while self.at == self.window.len() || self.number == pass.first_record && self.part == 0 {
            let Some(part) = pass.parts.get(self.part) else {
                self.list.bytes.check_unchanged()?;
                return Ok(None);
            };
            self.list.load_again(&mut self.window, part).map_err(|trouble| self.list.explain(trouble))?;
            if !self.list.reading.to_show {
                self.window.check_text(self.list.script()).map_err(|trouble| self.list.explain(trouble))?;
            }
            self.part += 1;
            self.at = 0;
        }
        let number = self.number;
        let kind = if pass.header == Some(number) {
            RecordKind::Header
        } else if number < pass.first_record {
            RecordKind::Preamble
        } else if let Some(why) = self.no_customers.why(number) {
            RecordKind::NoCustomer(why)
        } else {
            self.customer += 1;
            RecordKind::Customer(self.customer - 1)
        };
        let row = self.window.row(self.at);
        self.at += 1;
        self.number += 1;
        let learner = pass.learner.as_ref().filter(|_| self.list.reading.to_show);
        Ok(Some(Record { kind, number, row, script: self.list.script(), learner }))
    }
}

/// Tells which records are no customers, for records that are asked about in their order.
#[derive(Debug)]
pub(crate) struct NoCustomerCursor<'a> {
    runs: std::slice::Iter<'a, NoCustomerRun>,
    run: Option<&'a NoCustomerRun>,
}

impl<'a> NoCustomerCursor<'a> {
    /// For the records from this one on.
    pub(super) fn from(no_customers: &'a NoCustomers, record: u64) -> NoCustomerCursor<'a> {
        let runs = no_customers.runs();
        let first = runs.partition_point(|run| run.first + run.count <= record);
        let mut runs = runs[first..].iter();
        let run = runs.next();
        NoCustomerCursor { runs, run }
    }

    /// Why the record is no customer; `None` if it is one.
    #[inline]
    pub(crate) fn why(&mut self, record: u64) -> Option<NoCustomer> {
        while let Some(run) = self.run {
            if record < run.first {
                return None;
            }
            if record < run.first + run.count {
                return Some(run.why);
            }
            self.run = self.runs.next();
        }
        None
    }
}
