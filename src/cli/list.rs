//! A list on its way through the rules: opened, bound, read and scored, as every command that classifies does it.

use std::path::Path;

use custclass::Error;
use custclass::draw::rules_in;
use custclass::language::Language;
use custclass::list::{Binding, Extract, Found, Reading, RepeatedIds, Source};
use custclass::place::Place;
use custclass::rule::Field;
use custclass::rulefile::{RuleFile, known_fields, taken_apart};
use custclass::run::bound::{self, Wants};
use custclass::run::ids::Ids;
use custclass::score::{Column, Policy, Scored};
use custclass::words;

use super::context::{Bar, Context, note, warn};
use super::failure::Failure;
use super::options::{ReadingOptions, origin};

/// A list that has been read.
pub struct List {
    /// The list itself, for the second pass.
    pub source: Source,
    /// What the first pass took out of it.
    pub content: Content,
}

/// The columns that the rules and the run want.
pub struct Content {
    /// Which column each field is.
    pub binding: Binding,
    /// The columns.
    pub extract: Extract,
    /// How many threads may work on them at once.
    threads: usize,
}

/// What a command wants of a list besides the rules' fields.
#[derive(Debug, Default)]
pub struct Extras {
    /// Further fields, where the list has them.
    pub fields: Vec<Field>,
    /// Whether the columns of plain numbers are wanted (for a workbook made of a CSV).
    pub plain_numbers: bool,
}

impl List {
    /// Opens a list and takes out of it what the rules and the command want; it is not going to be copied.
    pub fn read(
        input: &Path,
        files: &[RuleFile],
        extras: &Extras,
        options: &ReadingOptions,
        context: &Context,
    ) -> Result<List, Failure> {
        let wants = Wants::of(files, &extras.fields);
        let reading = Reading { columns_only: true, ..options.reading() };
        List::open(input, wants, extras.plain_numbers, &reading, context)
    }

    /// Opens a list and takes these fields out of it.
    pub fn open(
        input: &Path,
        wants: Wants,
        plain_numbers: bool,
        reading: &Reading,
        context: &Context,
    ) -> Result<List, Failure> {
        let source = Source::open(&origin(input), reading).map_err(Error::from)?;
        List::of(source, wants, plain_numbers, reading, context)
    }

    /// Takes these fields out of an open list.
    pub fn of(
        mut source: Source,
        wants: Wants,
        plain_numbers: bool,
        reading: &Reading,
        context: &Context,
    ) -> Result<List, Failure> {
        let watch_ids = wants.watch_ids;
        let mut binding = bind(&mut source, wants, reading)?;
        if watch_ids {
            known_fields(&["id"]).iter().for_each(|id| binding.watch_ids(id));
        }
        let bar = Bar::new(context, source.size());
        let extract = source.extract(&binding, plain_numbers, &bar).map_err(Error::from)?;
        drop(bar);
        Ok(List { source, content: Content { binding, extract, threads: reading.threads.unwrap_or(1) } })
    }
}

/// Customers that have the id of an earlier one, and where the earlier customer and the first repetition stand.
#[derive(Debug)]
pub struct Repetition {
    /// How many there are.
    pub ids: RepeatedIds,
    /// The earlier customer's place, and the first repetition's.
    pub places: [Place; 2],
}

impl Repetition {
    /// Looks up where repeated ids stand, for which the list is read once more.
    pub fn located(
        ids: Option<RepeatedIds>,
        source: &mut Source,
        content: &Content,
    ) -> Result<Option<Repetition>, Failure> {
        let Some(ids) = ids else { return Ok(None) };
        let bound = content.binding.fields.iter().find(|bound| bound.field.name == "id").and_then(|bound| bound.column);
        let wanted = ids.first.map(|row| (row, bound.or(content.binding.ids)));
        let places = source.places(&content.binding, &content.extract, &wanted).map_err(Error::from)?;
        Ok(<[Place; 2]>::try_from(places).ok().map(|places| Repetition { ids, places }))
    }

    /// Warns of repeated ids.
    pub fn tell(&self) {
        warn(&words::repeated_ids(&self.ids, &self.places, Language::En));
        if self.ids.are_most() {
            warn(Language::En.words().order_list());
        }
    }
}

/// The rules that a workbook carries because custclass made it by them.
pub fn carried_rules(source: &mut Source) -> Vec<RuleFile> {
    let properties = source.properties();
    let text = rules_in(|name| properties.get(name).map(String::as_str));
    text.map(|text| taken_apart(&text)).unwrap_or_default()
}

impl Content {
    /// The labels by each rule file.
    pub fn score<'a>(&'a self, files: &'a [RuleFile], as_of: i32) -> Vec<Scored<'a>> {
        bound::score(files, &self.binding, &self.extract, as_of, self.threads)
    }

    /// The labels by the rules of these names.
    pub fn score_only<'a>(&'a self, names: &[String], files: &'a [RuleFile], as_of: i32) -> Vec<Scored<'a>> {
        bound::score_only(names, files, &self.binding, &self.extract, as_of, self.threads)
    }

    /// The labels by each rule file, under its policy.
    pub fn score_under<'a>(&'a self, files: &'a [RuleFile], as_of: i32, policies: Vec<Policy>) -> Vec<Scored<'a>> {
        bound::score_under(files, &self.binding, &self.extract, as_of, policies, self.threads)
    }

    /// The column of a field, where the list has it.
    pub fn column(&self, name: &str) -> Option<&Column> {
        bound::column_named(name, &self.binding, &self.extract)
    }

    /// Customers that have the id of an earlier one.
    pub fn repeated_ids(&self) -> Option<RepeatedIds> {
        let Some(Column::Texts(texts)) = self.column("id") else { return self.extract.ids.repeated() };
        let known = (0..texts.len()).filter(|&row| texts.get(row).value().is_some()).count() as u64;
        let repeated = Ids::new(texts).err()?;
        Some(RepeatedIds { first: repeated.rows, count: repeated.count as u64, known, one_in: 1 })
    }

    /// Tells on standard error what was noticed while reading.
    pub fn tell(&self, language: Language) {
        self.tell_for(false, language);
    }

    /// The same, where the table is perhaps only shown.
    pub fn tell_for(&self, to_show: bool, language: Language) {
        for (bound, reading) in self.binding.fields.iter().zip(&self.extract.readings) {
            let name = &bound.field.name;
            for fact in &reading.facts {
                note(&format!("{name}: {}", words::reading_fact(fact, name, language)));
            }
            tell_bad(name, &reading.bad);
            if bound.column.is_some() && reading.values + reading.bad.count == 0 && reading.missing > 0 {
                warn(&format!("{name}: the column is empty throughout"));
            }
        }
        let of_slipped = if to_show {
            "cells did not stand under their headers (a delimiter is missing, too many or another one) and were put there"
        } else {
            "cells do not stand under their headers (a delimiter is missing, too many or another one); a rule that needs one of them leaves \
             the customer unclassified"
        };
        let odd = [
            (&self.extract.surplus, "more cells than the header"),
            (&self.extract.short, "fewer cells than the header"),
            (&self.extract.mended, "a quote makes no sense here and was read as an ordinary character"),
            (&self.extract.slipped, of_slipped),
        ];
        for (found, what) in odd {
            if let Some(first) = found.first.first() {
                let others = found.count - 1;
                let more = if others == 0 {
                    String::new()
                } else {
                    format!(", as in {others} more record{}", if others == 1 { "" } else { "s" })
                };
                warn(&format!("{}: {what}{more}", first.place));
            }
        }
        if let Some(first) = self.extract.stray.first.first() {
            warn(&format!(
                "{}: bytes that are no text in the list's encoding stand here, {} in all; no rule reads their cells, so a copy in CSV has them as they are",
                first.place, self.extract.stray.count
            ));
        }
        for parts in &self.extract.hidden {
            note(&words::hidden_parts(parts, Language::En));
        }
        if self.extract.records == 0 {
            warn("the list has a header and no records");
        }
    }
}

fn tell_bad(name: &str, bad: &Found) {
    for cell in &bad.first {
        warn(&format!(
            "{}: {name}: {:?} cannot be read; a rule that needs it leaves the customer unclassified",
            cell.place, cell.text
        ));
    }
    let rest = bad.count - bad.first.len() as u64;
    if rest > 0 {
        warn(&format!("{name}: {rest} more cells cannot be read"));
    }
}

/// Finds the wanted columns; an extra whose columns cannot be told apart is done without.
fn bind(source: &mut Source, mut wants: Wants, reading: &Reading) -> Result<Binding, Failure> {
    loop {
        let error = match source.bind(&wants.as_groups(), reading) {
            Ok(binding) => return Ok(bound::without_repetition(binding)),
            Err(error) => error,
        };
        match error.ambiguous_field().and_then(|field| wants.without_extra(field)) {
            Some(fewer) => wants = fewer,
            None => return Err(Error::from(error).into()),
        }
    }
}
