//! A small list and its labels, out of a rule file's `[[test]]` lists.

use std::collections::BTreeSet;

use super::Example;
use crate::rulefile::{RuleFile, TestList};

use crate::rule::scope::{Meaning, Ref};
use crate::words::form::spelled_cell;
use crate::words::{Terms, is_unclassified};

/// No more customers than this: an example is read at a glance.
const MOST: usize = 10;

/// For every outcome the first customer of the tests that has it. Of the tests only those with the same columns can stand in one
/// table: those that show the most outcomes are taken.
pub(super) fn of(file: &RuleFile, terms: &Terms<'_>) -> Option<Example> {
    let tests = file.tests.iter().filter(|test| test.set.is_empty()).collect::<Vec<_>>();
    let mut best: Option<(&TestList, Outcomes)> = None;
    for test in &tests {
        let Some(found) = outcomes(file, &tests, test) else { continue };
        if best.as_ref().is_none_or(|(_, known)| found.rows.len() > known.rows.len()) {
            best = Some((test, found));
        }
    }
    let (test, Outcomes { header, rows }) = best?;
    let is_label = header.iter().map(|name| is_output(file, name)).collect::<Vec<_>>();
    // The label columns stand last, as `score` writes them.
    let mut order = (0..header.len()).collect::<Vec<_>>();
    order.sort_by_key(|&at| is_label[at]);
    let cell =
        |row: &[String], at: usize| row.get(at).map_or_else(String::new, |cell| said(file, &header[at], cell, terms));
    Some(Example {
        as_of: test.as_of.map(|day| day.to_string()),
        labels: is_label.iter().filter(|label| **label).count(),
        header: order.iter().map(|&at| heading(file, &header[at], terms)).collect(),
        rows: rows.into_iter().map(|row| order.iter().map(|&at| cell(&row, at)).collect()).collect(),
    })
}

/// Customers with different outcomes.
struct Outcomes {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// For every outcome the first customer that has it, out of the tests with the columns and the day of one of them.
fn outcomes(file: &RuleFile, tests: &[&TestList], like: &TestList) -> Option<Outcomes> {
    let (header, own) = read(like)?;
    let alike = tests.iter().filter(|test| test.as_of == like.as_of).filter_map(|test| read(test));
    let rows = alike.filter(|(other, _)| *other == header).flat_map(|(_, rows)| rows);
    let classes = (0..header.len()).filter(|&at| is_class(file, &header[at])).collect::<Vec<_>>();
    let mut seen: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut chosen = Vec::new();
    for row in rows {
        let labels = classes.iter().filter_map(|&at| row.get(at).cloned()).collect::<Vec<_>>();
        let known = labels.iter().all(|label| !is_unclassified(label));
        if known && chosen.len() < MOST && seen.insert(labels) {
            chosen.push(row);
        }
    }
    let rows = if chosen.is_empty() { own.into_iter().take(MOST).collect() } else { chosen };
    Some(Outcomes { header, rows })
}

/// The header and the rows of a test list.
fn read(test: &TestList) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(test.list.trim().as_bytes());
    let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let header = cells(reader.headers().ok()?);
    let rows = reader.records().filter_map(|record| record.ok().map(|record| cells(&record))).collect();
    Some((header, rows))
}

/// Whether a column holds labels, not the total of points beside them.
fn is_class(file: &RuleFile, name: &str) -> bool {
    matches!(file.set.scope.find(name), Some(Meaning::Column(Ref::Label(_), _)))
}

fn is_output(file: &RuleFile, name: &str) -> bool {
    matches!(file.set.scope.find(name), Some(Meaning::Column(Ref::Label(_) | Ref::Score(_), _)))
}

/// A cell in the page's language.
fn said(file: &RuleFile, column: &str, cell: &str, terms: &Terms<'_>) -> String {
    match file.set.scope.find(column) {
        Some(Meaning::Column(Ref::Field(index), _)) => {
            spelled_cell(file, &file.set.scope.fields[index], cell, terms.language())
        }
        _ => terms.word(column, cell),
    }
}

fn heading(file: &RuleFile, name: &str, terms: &Terms<'_>) -> String {
    match file.set.scope.find(name) {
        Some(Meaning::Column(Ref::Field(index), _)) => {
            let field = &file.set.scope.fields[index];
            terms.field(field)
        }
        _ => name.to_owned(),
    }
}
