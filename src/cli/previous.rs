//! `--previous`: the labels that customers had in an earlier scored list.

use std::path::Path;

use custclass::rule::settings::suggestion;
use custclass::rule::{Field, FieldKind, Rule};
use custclass::rulefile::RuleFile;
use custclass::run::bound::Wants;
use custclass::score::{Cell, Code, Column, Policy, Texts};
use custclass::words;

use super::context::{Context, note};
use super::failure::Failure;
use super::list::{Content, List};
use super::options::ReadingOptions;
use super::policy::{Wrong, column_of, id_field, refuse, unique_ids};

/// What can be done about a list whose labels are not those of the rule.
const REMEDY: &str = "name the rules that the list was scored by with -r, or see who moved with `custclass compare`";

/// Opens the earlier list and takes its ids and labels out of it.
pub fn open(path: &Path, files: &[RuleFile], options: &ReadingOptions, context: &Context) -> Result<List, Failure> {
    let labels = visible(files).map(|(_, _, rule)| vec![label_field(&rule.name)]);
    let groups = std::iter::once(vec![id_field()]).chain(labels).collect();
    let list = List::open(path, Wants { groups, extras: 0, watch_ids: false }, false, &options.beside(), context)?;
    for (file, _, rule) in visible(files) {
        if column_of(&list.content, &rule.name).is_none() {
            return Err(Failure::work(format!(
                "{}: no column `{}`, which the rule {} gives\nhelp: the list has {}; name the rules that it was scored by with -r, or score it first",
                path.display(),
                rule.name,
                files[file].name,
                list.content.binding.names()
            )));
        }
    }
    Ok(list)
}

/// The rules that give a visible column, each with its file and its place in it.
fn visible(files: &[RuleFile]) -> impl Iterator<Item = (usize, usize, &Rule)> {
    let rules = files
        .iter()
        .enumerate()
        .flat_map(|(file, known)| known.set.rules.iter().enumerate().map(move |(index, rule)| (file, index, rule)));
    rules.filter(|(_, _, rule)| !rule.hidden)
}

/// A column of labels of a scored list.
pub fn label_field(name: &str) -> Field {
    Field { name: name.to_owned(), kind: FieldKind::Text, headers: Vec::new(), default: None, optional: true }
}

/// Fills in what the customers of the list (given by their ids) were. Gives how many customers of the earlier list are gone.
pub fn take(list: &mut List, files: &[RuleFile], ids: &Texts, policies: &mut [Policy]) -> Result<u64, Failure> {
    let earlier = unique_ids(list)?;
    let matched = earlier.matched(ids);
    let (known, missing) = (earlier.known(), earlier.missing());
    let mut found = vec![false; list.content.extract.customers];
    matched.iter().flatten().for_each(|&row| found[row] = true);
    let gone = known - found.iter().filter(|found| **found).count();
    if missing > 0 {
        let name = list.source.name().display();
        note(&format!("{name}: {missing} customers have no id and cannot be followed"));
    }
    for (file, index, rule) in visible(files) {
        let codes = match labels(&list.content, rule) {
            Ok(codes) => codes,
            Err(wrong) => return Err(refuse_labels(list, rule, wrong, REMEDY)),
        };
        let previous = matched.iter().map(|row| row.map(|row| codes[row])).collect();
        policies[file].rules[index].previous = Some(previous);
    }
    Ok(gone as u64)
}

/// The codes of a column of labels, in either language; a customer without one is unclassified. Where a text is none of the rule's
/// labels: the customers that have such texts, the first of each.
pub fn labels(content: &Content, rule: &Rule) -> Result<Vec<Code>, Vec<(usize, String)>> {
    let Some(Column::Texts(texts)) = content.column(&rule.name) else { return Ok(Vec::new()) };
    let dictionary = texts.dictionary();
    let known =
        (0..dictionary.len() as u32).map(|text| words::code_of(dictionary.text(text), rule)).collect::<Vec<_>>();
    let mut told = vec![false; dictionary.len()];
    let mut codes = Vec::with_capacity(texts.len());
    let mut wrong = Vec::new();
    for row in 0..texts.len() {
        codes.push(match texts.get(row) {
            Cell::Missing | Cell::Bad => Code::NONE,
            Cell::Value(text) => known[text as usize].unwrap_or_else(|| {
                if !std::mem::replace(&mut told[text as usize], true) {
                    wrong.push((row, dictionary.text(text).to_owned()));
                }
                Code::NONE
            }),
        });
    }
    if wrong.is_empty() { Ok(codes) } else { Err(wrong) }
}

/// Refuses a list for labels that the rule does not have.
pub fn refuse_labels(list: &mut List, rule: &Rule, wrong: Vec<(usize, String)>, remedy: &str) -> Failure {
    let wrong = wrong.into_iter().map(|(row, text)| Wrong {
        row,
        field: rule.name.clone(),
        message: format!(
            "{}: {text:?} is none of the rule's labels\nhelp: {}; {remedy}",
            rule.name,
            label_help(&text, rule)
        ),
    });
    refuse(list, &wrong.collect::<Vec<_>>())
}

/// The label that is most like a wrong one, or which labels there are.
pub fn label_help(wrong: &str, rule: &Rule) -> String {
    suggestion(wrong, rule.tiers.iter().flat_map(|tier| std::iter::once(tier.label.as_str()).chain(tier.zh.as_deref())))
}
