//! A small list and its labels, out of a rule file's `[[test]]` lists.

use std::collections::BTreeSet;

use super::Example;
use crate::rulefile::{RuleFile, TestList};

use crate::score::scope::{Meaning, Ref};
use crate::words::{Terms, is_unclassified};

/// No more customers than this: an example is read at a glance.
const MOST: usize = 8;

/// For every label the first customer of the tests that has it: the tests of which all have the columns of the first.
pub(super) fn of(file: &RuleFile, terms: &Terms<'_>) -> Option<Example> {
    let first = file.tests.iter().find(|test| test.set.is_empty())?;
    let (header, _) = read(first)?;
    let alike = |test: &&TestList| test.set.is_empty() && test.as_of == first.as_of;
    let rows = file.tests.iter().filter(alike).filter_map(read).filter(|(other, _)| *other == header);
    let rows = rows.flat_map(|(_, rows)| rows).collect::<Vec<_>>();
    let is_label = header.iter().map(|name| is_output(file, name)).collect::<Vec<_>>();
    let mut seen: BTreeSet<Vec<&str>> = BTreeSet::new();
    let mut chosen = Vec::new();
    for row in &rows {
        let labels = (0..header.len()).filter(|&at| is_class(file, &header[at]));
        let labels = labels.filter_map(|at| row.get(at).map(String::as_str));
        let labels = labels.collect::<Vec<_>>();
        let known = labels.iter().all(|label| !is_unclassified(label));
        if known && chosen.len() < MOST && seen.insert(labels) {
            chosen.push(row);
        }
    }
    if chosen.is_empty() {
        chosen = rows.iter().take(MOST).collect();
    }
    // The label columns stand last, as `score` writes them.
    let mut order = (0..header.len()).collect::<Vec<_>>();
    order.sort_by_key(|&at| is_label[at]);
    let cell = |row: &[String], at: usize| row.get(at).map_or_else(String::new, |cell| terms.word(&header[at], cell));
    Some(Example {
        as_of: first.as_of.map(|day| day.to_string()),
        labels: is_label.iter().filter(|label| **label).count(),
        header: order.iter().map(|&at| heading(file, &header[at], terms)).collect(),
        rows: chosen.into_iter().map(|row| order.iter().map(|&at| cell(row, at)).collect()).collect(),
    })
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

fn heading(file: &RuleFile, name: &str, terms: &Terms<'_>) -> String {
    match file.set.scope.find(name) {
        Some(Meaning::Column(Ref::Field(index), _)) => {
            let field = &file.set.scope.fields[index];
            terms.field(field)
        }
        _ => name.to_owned(),
    }
}
