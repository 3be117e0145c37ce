//! What a run tells about its result: a table a rule, where the lines fell, what could not be classified, and the notes of a workbook.

use std::io::Write;

use custclass::document::Document;
use custclass::document::table::Table;
use custclass::language::Language;
use custclass::result::summary::{self, Tallies};
use custclass::rule::Field;
use custclass::rulefile::{RuleFile, known_fields};
use custclass::score::Scored;
use custclass::words;
use custclass::words::tables::summary::table;

use super::context::note;
use super::failure::Failure;
use super::list::Content;
use super::options::FormatOption;

/// The fields that the summary would like to have: the list's revenue.
pub fn wanted_fields() -> Vec<Field> {
    known_fields(&["revenue"])
}

/// A table for every visible rule.
pub fn tables(
    list: &Content,
    files: &[RuleFile],
    scored: &[Scored<'_>],
    tallies: &[Tallies],
    language: Language,
) -> Vec<Table> {
    let no_customers = list.extract.no_customers.count();
    let mut tables = Vec::new();
    for ((file, scored), tallies) in files.iter().zip(scored).zip(tallies) {
        for (index, rule) in scored.set.rules.iter().enumerate() {
            if rule.hidden || !scored.has(index) {
                continue;
            }
            let Some(tallies) = tallies.of_rule(index) else { continue };
            let mut table = table(rule, tallies, no_customers, language);
            table.notes.extend(words::cutoffs(scored, index, language));
            table.title = format!("{} · {}", words::title(file, language), rule.name);
            tables.push(table);
        }
    }
    tables
}

/// Counts what the rules make of the list.
pub fn tallies(list: &Content, scored: &[Scored<'_>], threads: usize) -> Vec<Tallies> {
    let revenue = summary::numbers(list.column("revenue"));
    scored.iter().map(|scored| Tallies::of(scored, revenue, threads)).collect()
}

/// How many customers any rule leaves unclassified.
fn unclassified(tallies: &[Tallies]) -> u64 {
    tallies.iter().map(|tallies| tallies.unclassified).max().unwrap_or(0)
}

/// Prints the tables.
pub fn print(
    tables: Vec<Table>,
    format: &FormatOption,
    out: &mut dyn Write,
    width: Option<u16>,
) -> Result<(), Failure> {
    format.format.draw(&Document::from(tables), width, out)?;
    out.flush()?;
    Ok(())
}

/// Tells on standard error what the rules could not do with the list.
pub fn tell(list: &Content, scored: &[Scored<'_>], tallies: &[Tallies], language: Language) {
    if list.column("revenue").is_none() {
        note(language.words().no_revenue());
    }
    for (scored, tallies) in scored.iter().zip(tallies) {
        tell_absent(scored, language);
        for index in (0..scored.set.rules.len()).filter(|&index| tallies.unclassified_by(index) > 0) {
            for reason in words::unclassified_reasons(scored, index, language) {
                note(&format!("{}: {reason}", scored.set.rules[index].name));
            }
        }
    }
    let unclassified = unclassified(tallies);
    if unclassified > 0 {
        note(
            &language
                .words()
                .unclassified_note(words::Count(unclassified), words::Count(list.extract.customers as u64)),
        );
    }
}

/// Tells which optional columns the list lacks, and which rules give no column for that.
fn tell_absent(scored: &Scored<'_>, language: Language) {
    let (set, words) = (scored.set, language.words());
    let wanted = set.needs().into_iter().filter(|need| need.alternatives.len() == 1);
    for field in wanted.flat_map(|need| need.alternatives.into_iter().flatten()) {
        if !scored.frame.has(field) {
            note(&words::absent_field(&set.scope.fields[field], language));
        }
    }
    for (index, rule) in set.rules.iter().enumerate().filter(|(index, _)| !scored.has(*index)) {
        let own = rule.method.own_field().and_then(|columns| columns.first().copied());
        if let Some(&field) = own.map(|column| set.fields_behind(column)).unwrap_or_default().first() {
            note(&words.absent_rule(&set.rules[index].name, words.field(&set.scope.fields[field])));
        }
    }
}

/// Fails where any customer is without a label.
pub fn check_strict(tallies: &[Tallies], customers: usize, language: Language) -> Result<(), Failure> {
    match unclassified(tallies) {
        0 => Ok(()),
        unclassified => Err(Failure::work(
            language.words().strict_refusal(words::Count(unclassified), words::Count(customers as u64)),
        )),
    }
}
