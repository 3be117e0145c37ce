//! A list on its way through the rules: opened, bound, read and scored, as every run that classifies does it.

use std::collections::BTreeSet;

use crate::Error;
use crate::date::Day;
use crate::draw::rules_in;
use crate::list::header::same_name;
use crate::list::{
    Binding, Extract, FieldReading, Finding, Found, NoCustomer, Origin, Reading, ReadingFact, RepeatedIds, Source,
};
use crate::place::Place;
use crate::result::due::History;
use crate::result::list_rows::{ListRows, OtherRows};
use crate::result::refusal::Refusal;
use crate::result::remark::{Irregular, Remark};
use crate::rule::Field;
use crate::rulefile::{RuleFile, known_fields, taken_apart};
use crate::score::{Column, Dates, Numbers, Policy, Scored, Scoring, Texts};

use super::fields::{
    ACQUIRED, AGREED_CONTACT, LAST_CONTACT, LAST_REVIEW, WantedFields, column_named, columns_of, without_repetition,
};
use super::id_index::IdIndex;
use super::observer::Observer;

/// How many rows of a kind that are no customers are named, neighbours as one.
const MOST_ROWS: usize = 8;

/// A list that has been read.
#[derive(Debug)]
pub struct List {
    /// The list itself, for the second pass.
    pub source: Source,
    /// What the first pass took out of it.
    pub content: Content,
}

/// The columns that the rules and the run want.
#[derive(Debug)]
pub struct Content {
    /// Which column each field is.
    pub binding: Binding,
    /// The columns.
    pub extract: Extract,
    /// How many threads may work on them at once.
    pub(super) threads: usize,
}

impl List {
    /// Opens a list and takes these fields out of it. With `plain_columns`, it is also found out which columns hold nothing but plain
    /// numbers or dates (for a workbook made of a CSV).
    ///
    /// # Errors
    ///
    /// When the list cannot be read, or does not have the fields.
    pub(crate) fn open(
        origin: &Origin,
        wanted: WantedFields,
        plain_columns: bool,
        reading: &Reading,
        observer: &dyn Observer,
    ) -> Result<List, Error> {
        List::of(Source::open(origin, reading)?, wanted, plain_columns, reading, observer)
    }

    /// Takes these fields out of an open list.
    pub(super) fn of(
        mut source: Source,
        wanted: WantedFields,
        plain_columns: bool,
        reading: &Reading,
        observer: &dyn Observer,
    ) -> Result<List, Error> {
        let watch_ids = wanted.watch_ids;
        let mut binding = bind(&mut source, wanted.with_currency(), reading)?;
        let (id, name) = (known_fields(&["id"]), known_fields(&["name"]));
        binding.find_keys(id.first(), name.first());
        if watch_ids {
            let names = known_fields(&["name"]);
            known_fields(&["id"]).iter().for_each(|id| binding.watch_ids(id, names.first()));
        }
        let progress = observer.pass(source.size());
        let extract = source.extract(&binding, plain_columns, &*progress)?;
        drop(progress);
        Ok(List { source, content: Content { binding, extract, threads: threads(reading) } })
    }

    /// The rules that a workbook carries because custclass made it by them.
    pub(super) fn carried_rules(&mut self) -> Vec<RuleFile> {
        carried_rules(&mut self.source)
    }

    /// The other visible sheets with the list's header, where no sheet was named.
    pub(super) fn sheets_alike(&mut self, reading: &Reading) -> Option<Remark> {
        let Source::Workbook(book) = &mut self.source else { return None };
        let read = book.sheets().first().cloned().unwrap_or_default();
        let others = book.sheets_alike(&self.content.binding, reading);
        (!others.is_empty()).then_some(Remark::SheetAlike { read, others })
    }

    /// Where customers stand, each with the column of a field.
    pub(super) fn places(&self, wanted: &[(usize, Option<&str>)]) -> Result<Vec<Place>, Error> {
        let column = |field: Option<&str>| field.and_then(|field| self.content.column_number(field));
        let wanted = wanted.iter().map(|&(row, field)| (row, column(field))).collect::<Vec<_>>();
        Ok(self.source.places(&self.content.binding, &self.content.extract, &wanted)?)
    }
}

/// How many threads may work at once.
pub(super) fn threads(reading: &Reading) -> usize {
    reading.threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// The rules that a workbook carries because custclass made it by them.
pub(super) fn carried_rules(source: &mut Source) -> Vec<RuleFile> {
    let properties = source.properties();
    let text = rules_in(|name| properties.get(name).map(String::as_str));
    text.map(|text| taken_apart(&text)).unwrap_or_default()
}

impl Content {
    /// The labels by each rule file: for every file one [`Scored`], in order. So far as they are given, `policies` say for each file what
    /// is known of the customers besides; `only` names the rules that are wanted, otherwise all.
    pub fn score<'a>(
        &'a self,
        files: &'a [RuleFile],
        today: Day,
        policies: Vec<Policy>,
        only: Option<&[String]>,
    ) -> Vec<Scored<'a>> {
        let policies = policies.into_iter().chain(std::iter::repeat_with(Policy::default));
        let score = |(file, policy): (&'a RuleFile, Policy)| {
            let columns = columns_of(file, &self.binding, &self.extract);
            let scoring = Scoring { as_of: today, policy, threads: self.threads, only };
            file.set.score_with(columns, self.extract.customers, scoring)
        };
        files.iter().zip(policies).map(score).collect()
    }

    /// The column of a field, where the list has it.
    pub fn column(&self, name: &str) -> Option<&Column> {
        column_named(name, &self.binding, &self.extract)
    }

    /// The column of a field of texts.
    pub(super) fn texts(&self, name: &str) -> Option<&Texts> {
        match self.column(name) {
            Some(Column::Texts(texts)) => Some(texts),
            _ => None,
        }
    }

    /// The column of a field of dates.
    pub(super) fn dates(&self, name: &str) -> Option<&Dates> {
        match self.column(name) {
            Some(Column::Dates(dates)) => Some(dates),
            _ => None,
        }
    }

    /// When customers were acquired, contacted and reviewed.
    pub(super) fn history(&self) -> History<'_> {
        History {
            contacts: self.dates(LAST_CONTACT),
            acquired: self.dates(ACQUIRED),
            agreed: self.dates(AGREED_CONTACT),
            reviews: self.dates(LAST_REVIEW),
        }
    }

    /// The column of a field of numbers.
    pub(super) fn numbers(&self, name: &str) -> Option<&Numbers> {
        match self.column(name) {
            Some(Column::Numbers(numbers)) => Some(numbers),
            _ => None,
        }
    }

    /// How the column of a field was read.
    pub(super) fn reading(&self, field: &str) -> Option<&FieldReading> {
        let at = self.binding.fields.iter().position(|bound| bound.field.name == field)?;
        self.extract.readings.get(at)
    }

    /// The customers whose amounts are not counted, in any column of money.
    pub(super) fn rows_set_aside(&self) -> BTreeSet<usize> {
        let numbers = self.extract.columns.iter().filter_map(|column| match column {
            Column::Numbers(numbers) => Some(numbers),
            _ => None,
        });
        numbers.flat_map(Numbers::rows_set_aside).collect()
    }

    /// The number (from 0) of the column of a field.
    pub(super) fn column_number(&self, field: &str) -> Option<usize> {
        self.binding.fields.iter().find(|bound| bound.field.name == field)?.column
    }

    /// The list's headers, for a message.
    pub(super) fn headers(&self) -> String {
        self.binding.names()
    }

    /// Customers that have the id of an earlier one.
    pub(super) fn repeated_ids(&self) -> Option<RepeatedIds> {
        let Some(texts) = self.texts("id") else { return self.extract.ids.repeated() };
        let known = (0..texts.len()).filter(|&row| texts.get(row).value().is_some()).count() as u64;
        let repeated = IdIndex::new(texts).err()?;
        Some(RepeatedIds { first: repeated.rows, count: repeated.count as u64, known, one_in: 1 })
    }

    /// Where the earlier customer and the first that repeats its id stand; the parts of the list that hold them are read once more.
    pub(super) fn repetition(
        &self,
        ids: Option<RepeatedIds>,
        source: &Source,
    ) -> Result<Option<(RepeatedIds, [Place; 2])>, Error> {
        let Some(ids) = ids else { return Ok(None) };
        let column = self.column_number("id").or(self.binding.ids);
        let places = source.places(&self.binding, &self.extract, &ids.first.map(|row| (row, column)))?;
        Ok(<[Place; 2]>::try_from(places).ok().map(|places| (ids, places)))
    }

    /// What the records below the header are, where some are no customers. The parts of the list that hold the first of these are read
    /// once more.
    pub(super) fn list_rows(&self, source: &Source) -> Result<Option<ListRows>, Error> {
        let Extract { records, customers, no_customers, .. } = &self.extract;
        let mut others = Vec::new();
        for why in [NoCustomer::Total, NoCustomer::Header, NoCustomer::Foot, NoCustomer::Blank] {
            let runs = no_customers.runs().iter().filter(|run| run.why == why).take(MOST_ROWS);
            let mut rows = Vec::new();
            for run in runs {
                let row = |record| source.row_of_record(&self.extract, record);
                rows.extend(row(run.first)?.zip(row(run.first + run.count - 1)?));
            }
            let count = no_customers.count_of(why);
            others.extend((count > 0).then_some(OtherRows { why, count, rows }));
        }
        let list = ListRows { records: *records, customers: *customers as u64, others };
        Ok(Some(list).filter(|list| !list.others.is_empty()))
    }

    /// What was noticed while reading.
    pub fn remarks(&self) -> Vec<Remark> {
        self.remarks_on(Irregular::Slipped)
    }

    /// The same, where what has slipped is either bad or was put right.
    pub(super) fn remarks_on(&self, slipped: Irregular) -> Vec<Remark> {
        let mut remarks = Vec::new();
        for (bound, reading) in self.binding.fields.iter().zip(&self.extract.readings) {
            let field = || bound.field.name.clone();
            let facts = reading.facts.iter().filter(|fact| fact.is_told());
            remarks.extend(facts.map(|fact| Remark::Reading { field: field(), fact: fact.clone() }));
            bad_cells(&bound.field, &reading.bad, &mut remarks);
            let is_unstored = reading.facts.iter().any(|fact| matches!(fact, ReadingFact::Unstored { .. }));
            if bound.column.is_some() && !is_unstored && reading.values + reading.bad.count == 0 && reading.missing > 0
            {
                remarks.push(Remark::EmptyColumn { field: field() });
            }
        }
        let nothing = Found::default();
        let irregular = [
            (&self.extract.surplus, Irregular::Surplus),
            // Without a header there is nothing that they fall short of.
            (if self.binding.has_header { &self.extract.short } else { &nothing }, Irregular::Short),
            (&self.extract.mended, Irregular::Mended),
            (&self.extract.slipped, slipped),
        ];
        for (found, how) in irregular {
            let remark =
                |first: &Finding| Remark::Irregular { how, place: first.place.clone(), others: found.count - 1 };
            remarks.extend(found.first.first().map(remark));
        }
        let stray = &self.extract.stray;
        let remark = |first: &Finding| Remark::StrayBytes { place: first.place.clone(), count: stray.count };
        remarks.extend(stray.first.first().map(remark));
        remarks.extend(self.extract.hidden.iter().cloned().map(Remark::Hidden));
        remarks.extend((self.extract.records == 0).then_some(Remark::NoRecords));
        remarks
    }
}

fn bad_cells(field: &Field, bad: &Found, remarks: &mut Vec<Remark>) {
    let field = || field.name.clone();
    let cell = |cell: &Finding| Remark::BadCell { place: cell.place.clone(), field: field(), text: cell.text.clone() };
    remarks.extend(bad.first.iter().map(cell));
    let count = bad.count - bad.first.len() as u64;
    remarks.extend((count > 0).then(|| Remark::MoreBadCells { field: field(), count }));
}

/// Refuses an option that names a field twice: the last would win silently.
fn once_each<'f>(option: &'static str, fields: impl Iterator<Item = &'f str>) -> Result<(), Error> {
    let mut named: Vec<&str> = Vec::new();
    for field in fields {
        if named.iter().any(|other| same_name(other, field)) {
            return Err(Refusal::FieldTwice { option, field: field.to_owned() }.into());
        }
        named.push(field);
    }
    Ok(())
}

/// Finds the wanted columns; an extra whose columns cannot be told apart is done without.
fn bind(source: &mut Source, mut wanted: WantedFields, reading: &Reading) -> Result<Binding, Error> {
    once_each("--map", reading.map.iter().map(|(field, _)| field.as_str()))?;
    once_each("--read", reading.read.iter().map(|(field, _)| field.as_str()))?;
    loop {
        let error = match source.bind(&wanted.as_groups(), reading) {
            Ok(binding) => return Ok(without_repetition(binding)),
            Err(error) => error,
        };
        match error.ambiguous_field().and_then(|field| wanted.without_extra(field)) {
            Some(fewer) => wanted = fewer,
            None => return Err(error.into()),
        }
    }
}
