//! The test list of a frozen file: customers of the list on either side of its lines, with the labels that they have.

use std::collections::BTreeSet;

use crate::date::Day;
use crate::rulefile::{RuleFile, run_tests};
use crate::score::{Cell, Column, Scored};

/// How many customers prove the lines.
const MOST: usize = 24;

/// The text of a frozen file with its test list. Labels are left out that depend on the rest of the list.
pub(super) fn proved(
    text: String,
    scored: &Scored<'_>,
    beside: &[&[usize]],
    as_of: Option<Day>,
    about: &str,
) -> String {
    let fields = read_fields(scored);
    let rows = rows(scored, &fields, beside);
    let mut rules = scored.shown().collect::<Vec<_>>();
    while !rules.is_empty() {
        let Some(list) = list(scored, &fields, &rules, &rows) else { break };
        let day = as_of.and_then(Day::date).map_or_else(String::new, |day| format!("as_of = \"{day}\"\n"));
        let (about, list) = (toml_edit::value(about), toml_edit::value(list));
        let tested = format!("{}\n\n[[test]]\nabout = {about}\n{day}list  = {list}\n", text.trim_end());
        let Ok(file) = RuleFile::parse("frozen.toml", &tested, &[]) else { break };
        let outcomes = run_tests(&file);
        if outcomes.iter().all(|outcome| outcome.holds()) {
            return tested;
        }
        let differs = |rule: &usize| {
            let name = &scored.set.rules[*rule].name;
            outcomes.iter().flat_map(|outcome| &outcome.differences).any(|difference| difference.column == *name)
        };
        let before = rules.len();
        rules.retain(|rule| !differs(rule));
        if rules.len() == before {
            break;
        }
    }
    text
}

/// The list's columns that the rules read, by field.
fn read_fields(scored: &Scored<'_>) -> Vec<usize> {
    let rules = scored.set.rules.iter().enumerate().filter(|(rule, _)| scored.has(*rule));
    let inputs = rules.flat_map(|(_, rule)| rule.method.inputs());
    let chosen = inputs.filter_map(|input| scored.frame.first_present(&input));
    let fields = chosen.flat_map(|column| scored.set.fields_behind(column)).collect::<BTreeSet<_>>();
    fields.into_iter().filter(|&field| scored.frame.has(field)).collect()
}

/// The customers of the test, an equal part for each rule's lines.
fn rows(scored: &Scored<'_>, fields: &[usize], beside: &[&[usize]]) -> Vec<usize> {
    let part = MOST.div_ceil(beside.len().max(1));
    let mut rows = Vec::new();
    for beside in beside {
        let most = rows.len() + part;
        for &row in *beside {
            let is_new = !rows.contains(&row) && !fields.iter().any(|&field| is_bad(scored, field, row));
            if is_new && rows.len() < most {
                rows.push(row);
            }
        }
    }
    rows
}

fn is_bad(scored: &Scored<'_>, field: usize, row: usize) -> bool {
    scored.frame.fields[field].is_some_and(|column| column.is_bad(row))
}

/// The list as CSV; nothing if it cannot be written.
fn list(scored: &Scored<'_>, fields: &[usize], rules: &[usize], rows: &[usize]) -> Option<String> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let names = fields.iter().map(|&field| scored.set.scope.fields[field].name.as_str());
    let rule = |rule: &usize| &scored.set.rules[*rule];
    writer.write_record(names.chain(rules.iter().map(|index| rule(index).name.as_str()))).ok()?;
    for &row in rows {
        let cells =
            fields.iter().map(|&field| scored.frame.fields[field].map_or_else(String::new, |column| text(column, row)));
        let labels = rules.iter().map(|index| {
            let tier = scored.code(*index, row).index();
            tier.map_or("unclassified", |tier| &rule(index).tiers[tier].label).to_owned()
        });
        writer.write_record(cells.chain(labels)).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

/// A cell as test lists write it.
fn text(column: &Column, row: usize) -> String {
    let cell = match column {
        Column::Numbers(numbers) => numbers.get(row).map(|number| number.normalized().to_string()),
        Column::Dates(dates) => {
            dates.get(row).map(|day| Day(day).date().map_or_else(String::new, |day| day.to_string()))
        }
        Column::Flags(flags) => flags.get(row).map(|flag| if flag { "yes" } else { "no" }.to_owned()),
        Column::Texts(texts) => texts.text(row).map(str::to_owned),
        Column::Tags(tags) => tags
            .get(row)
            .map(|tags_of| tags_of.iter().map(|&tag| tags.dictionary().text(tag)).collect::<Vec<_>>().join(";")),
    };
    match cell {
        Cell::Value(text) => text,
        Cell::Missing | Cell::Bad => String::new(),
    }
}
