//! The labels that customers had in an earlier scored list.

use std::path::Path;

use super::{Wrong, open_beside, refuse, unique_ids};
use crate::Error;
use crate::list::Reading;
use crate::result::refusal::{Refusal, WrongCell};
use crate::result::remark::Remark;
use crate::rule::{Field, FieldKind, Rule};
use crate::rulefile::RuleFile;
use crate::run::fields::id_field;
use crate::run::job::{Job, origin};
use crate::run::list::{Content, List};
use crate::run::observer::Observer;
use crate::run::rules::visible;
use crate::score::{Cell, Code, Policy, Texts};
use crate::words;

/// Opens the earlier list and takes its ids and labels out of it.
pub(super) fn open(path: &Path, job: &Job, observer: &dyn Observer) -> Result<List, Error> {
    let labels = visible(&job.rules).map(|(_, _, rule)| vec![label_field(&rule.name, rule.header_zh.iter().cloned())]);
    let groups = std::iter::once(vec![id_field()]).chain(labels).collect();
    // Which column the ids are may be said for all lists; the rest is found out from this one.
    let map = job.reading.map.iter().filter(|(field, _)| field == "id").cloned().collect();
    let list = open_beside(&origin(path), groups, &Reading { map, ..job.reading_beside() }, observer)?;
    for (file, _, rule) in visible(&job.rules) {
        if list.content.column_number(&rule.name).is_none() {
            return Err(Refusal::NoEarlierLabels {
                list: path.to_owned(),
                column: rule.name.clone(),
                rule: job.rules[file].name.clone(),
                headers: list.content.headers(),
            }
            .into());
        }
    }
    Ok(list)
}

/// A column of labels of a scored list, which goes by its name and by further headers.
pub(in crate::run) fn label_field(name: &str, headers: impl IntoIterator<Item = String>) -> Field {
    Field {
        name: name.to_owned(),
        kind: FieldKind::Text,
        headers: headers.into_iter().collect(),
        default: None,
        optional: true,
        money: false,
    }
}

/// Fills in what the customers of the list (given by their ids) were. Gives how many customers of the earlier list are gone.
pub(super) fn take(
    list: &List,
    files: &[RuleFile],
    ids: &Texts,
    policies: &mut [Policy],
    observer: &dyn Observer,
) -> Result<u64, Error> {
    let earlier = unique_ids(list)?;
    let matched = earlier.matched(ids);
    if let Some((now, before, count)) = earlier.nearly(ids) {
        observer.remark(&Remark::IdsLikeFractions { now, before, count });
    }
    let (known, missing) = (earlier.known(), earlier.missing());
    let mut found = vec![false; list.content.extract.customers];
    matched.iter().flatten().for_each(|&row| found[row] = true);
    let gone = known - found.iter().filter(|found| **found).count();
    if missing > 0 {
        let list = list.source.name().to_owned();
        observer.remark(&Remark::CannotBeFollowed { list, count: missing, are_counted: false });
    }
    for (file, index, rule) in visible(files) {
        let codes = match labels(&list.content, rule) {
            Ok(codes) => codes,
            Err(others) => return Err(refuse_labels(list, rule, others, false)),
        };
        let previous = matched.iter().map(|row| row.map(|row| codes[row])).collect();
        policies[file].rules[index].previous = Some(previous);
    }
    Ok(gone as u64)
}

/// The codes of a column of labels, in either language; a customer without one is unclassified. Where a text is none of the rule's
/// labels: the customers that have such texts, the first of each.
pub(in crate::run) fn labels(content: &Content, rule: &Rule) -> Result<Vec<Code>, Vec<(usize, String)>> {
    let Some(texts) = content.texts(&rule.name) else { return Ok(Vec::new()) };
    let dictionary = texts.dictionary();
    let known =
        (0..dictionary.len() as u32).map(|text| words::code_of(dictionary.text(text), rule)).collect::<Vec<_>>();
    let mut named = vec![false; dictionary.len()];
    let mut codes = Vec::with_capacity(texts.len());
    let mut others = Vec::new();
    for row in 0..texts.len() {
        codes.push(match texts.get(row) {
            Cell::Missing | Cell::Bad => Code::NONE,
            Cell::Value(text) => known[text as usize].unwrap_or_else(|| {
                if !std::mem::replace(&mut named[text as usize], true) {
                    others.push((row, dictionary.text(text).to_owned()));
                }
                Code::NONE
            }),
        });
    }
    if others.is_empty() { Ok(codes) } else { Err(others) }
}

/// Refuses a list for labels that the rule does not have. `compared`: the list is compared with another one.
pub(in crate::run) fn refuse_labels(list: &List, rule: &Rule, others: Vec<(usize, String)>, compared: bool) -> Error {
    let wrong = others.into_iter().map(|(row, label)| Wrong {
        row,
        field: rule.name.clone(),
        cell: WrongCell::OtherLabel { label, column: rule.name.clone(), known: labels_of(rule), compared },
    });
    refuse(list, wrong.collect())
}

/// The labels of a rule, in every language.
pub(super) fn labels_of(rule: &Rule) -> Vec<String> {
    rule.tiers.iter().flat_map(|tier| std::iter::once(&tier.label).chain(&tier.zh)).cloned().collect()
}
