//! `--overrides`: labels set by hand.

use std::collections::HashMap;
use std::path::Path;

use custclass::Error;
use custclass::folding::folded;
use custclass::language::Language;
use custclass::rule::settings::suggestion;
use custclass::rule::{Field, FieldKind, Rule};
use custclass::rulefile::RuleFile;
use custclass::run::bound::Wants;
use custclass::score::policy::ByHand;
use custclass::score::{Cell, Code, Column, Policy, Texts};
use custclass::words;

use super::context::Context;
use super::failure::Failure;
use super::list::{Content, List};
use super::options::ReadingOptions;
use super::policy::{Wrong, id_field, refuse};
use super::previous::label_help;

const COLUMN: &[&str] = &["column", "rule", "列", "列名", "规则", "分类列"];
const LABEL: &[&str] = &["label", "tier", "class", "标签", "等级", "分级"];
const REASON: &[&str] = &["reason", "why", "note", "原因", "理由", "备注", "说明"];
const BY: &[&str] = &["by", "author", "approved by", "经办人", "批准人", "审批人", "操作人"];
const UNTIL: &[&str] = &["until", "valid until", "expires", "有效期至", "截止", "截止日期", "到期", "到期日"];

/// Opens the list of labels set by hand.
pub fn open(path: &Path, options: &ReadingOptions, context: &Context) -> Result<List, Failure> {
    let field = |name: &str, headers: &[&str], kind, optional| {
        let headers = headers.iter().map(|&header| header.to_owned()).collect();
        vec![Field { name: name.to_owned(), kind, headers, default: None, optional }]
    };
    let groups = vec![
        vec![id_field()],
        field("column", COLUMN, FieldKind::Text, true),
        field("label", LABEL, FieldKind::Text, false),
        field("reason", REASON, FieldKind::Text, true),
        field("by", BY, FieldKind::Text, true),
        field("until", UNTIL, FieldKind::Date, true),
    ];
    List::open(path, Wants { groups, extras: 0, watch_ids: false }, false, &options.beside_without_map(), context)
}

/// One row of the list: a label for a customer.
struct Entry<'a> {
    /// The row.
    row: usize,
    id: &'a str,
    /// The rule's file and its place in it.
    rule: (usize, usize),
    code: Code,
    /// The label as written.
    label: &'a str,
    until: Option<i32>,
}

/// Fills in the labels that are set by hand for the customers of the list (given by their ids). Gives what there is to tell: labels
/// that have lapsed and those of customers that the list lacks, each with its place.
pub fn take(
    list: &mut List,
    files: &[RuleFile],
    ids: &Texts,
    (as_of, language): (i32, Language),
    policies: &mut [Policy],
) -> Result<Vec<(String, String)>, Failure> {
    for rule in policies.iter_mut().flat_map(|policy| &mut policy.rules) {
        rule.by_hand = Some(Vec::new());
    }
    let columns = Columns::of(&list.content);
    let entries = match columns.entries(files) {
        Ok(entries) => entries,
        Err(wrong) => return Err(refuse(list, &wrong)),
    };
    let (lapsed, valid): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.until.is_some_and(|until| until < as_of));
    if let Some(wrong) = contradiction(&valid) {
        return Err(refuse(list, &wrong));
    }
    let (found, absent): (Vec<_>, Vec<_>) =
        valid.into_iter().partition(|entry| ids.dictionary().find(entry.id).is_some());
    let mut by_id: HashMap<u32, Vec<&Entry<'_>>> = HashMap::new();
    for entry in &found {
        by_id.entry(ids.dictionary().find(entry.id).unwrap_or(Texts::MISSING)).or_default().push(entry);
    }
    for (row, id) in ids.numbers().iter().enumerate() {
        for entry in by_id.get(id).into_iter().flatten() {
            let text =
                |column: Option<&Texts>| column.and_then(|texts| texts.text(entry.row).value()).map(str::to_owned);
            let (reason, by) = (text(columns.reason), text(columns.by));
            let by_hand = ByHand { row, code: entry.code, reason, by, until: entry.until };
            policies[entry.rule.0].rules[entry.rule.1].by_hand.get_or_insert_default().push(by_hand);
        }
    }
    let lapsed = lapsed.iter().map(|entry| {
        (entry.row, language.words().lapsed(entry.id, entry.label, &words::date(entry.until.unwrap_or(as_of))))
    });
    let absent = absent.iter().map(|entry| (entry.row, language.words().not_in_list(entry.id, entry.label)));
    let remarks = lapsed.chain(absent).collect::<Vec<_>>();
    let rows = remarks.iter().map(|(row, _)| (*row, None)).collect::<Vec<_>>();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let places = list.source.places(&list.content.binding, &list.content.extract, &rows).map_err(Error::from)?;
    Ok(places.iter().zip(remarks).map(|(place, (_, remark))| (place.to_string(), remark)).collect())
}

/// The columns of the list.
struct Columns<'a> {
    id: Option<&'a Texts>,
    column: Option<&'a Texts>,
    label: Option<&'a Texts>,
    reason: Option<&'a Texts>,
    by: Option<&'a Texts>,
    until: Option<&'a Column>,
    rows: usize,
}

impl<'a> Columns<'a> {
    fn of(content: &'a Content) -> Columns<'a> {
        let texts = |name| match content.column(name) {
            Some(Column::Texts(texts)) => Some(texts),
            _ => None,
        };
        Columns {
            id: texts("id"),
            column: texts("column"),
            label: texts("label"),
            reason: texts("reason"),
            by: texts("by"),
            until: content.column("until"),
            rows: content.extract.customers,
        }
    }

    /// All rows, or all that is wrong with them.
    fn entries(&self, files: &[RuleFile]) -> Result<Vec<Entry<'a>>, Vec<Wrong>> {
        let mut entries = Vec::new();
        let mut wrong = Vec::new();
        for row in 0..self.rows {
            match self.entry(row, files) {
                Ok(entry) => entries.push(entry),
                Err((field, message)) => wrong.push(Wrong { row, field: field.to_owned(), message }),
            }
        }
        if wrong.is_empty() { Ok(entries) } else { Err(wrong) }
    }

    fn entry(&self, row: usize, files: &[RuleFile]) -> Result<Entry<'a>, (&'static str, String)> {
        let text = |column: Option<&'a Texts>| column.and_then(|texts| texts.text(row).value());
        let Some(id) = text(self.id) else { return Err(("id", "no id\nhelp: write the customer's id".to_owned())) };
        let rule = rule_named(text(self.column), files).map_err(|message| ("column", message))?;
        let known = &files[rule.0].set.rules[rule.1];
        let Some(label) = text(self.label) else {
            return Err(("label", format!("no label\nhelp: {}", label_help("", known))));
        };
        let code = match words::code_of(label, known) {
            Some(code) if code != Code::NONE => code,
            _ => {
                let help = label_help(label, known);
                return Err(("label", format!("{label:?} is no label of {}\nhelp: {help}", known.name)));
            }
        };
        let until = match self.until {
            Some(Column::Dates(dates)) => match dates.get(row) {
                Cell::Value(until) => Some(until),
                Cell::Missing => None,
                Cell::Bad => {
                    return Err((
                        "until",
                        "this is no date\nhelp: write it as 2026-06-30, or leave the cell empty".to_owned(),
                    ));
                }
            },
            _ => None,
        };
        Ok(Entry { row, id, rule, code, label, until })
    }
}

/// The rule that gives a column: by its name, or, where none is named, the only one.
fn rule_named(name: Option<&str>, files: &[RuleFile]) -> Result<(usize, usize), String> {
    let rules = || {
        let rules = files
            .iter()
            .enumerate()
            .flat_map(|(file, known)| known.set.rules.iter().enumerate().map(move |(index, rule)| (file, index, rule)));
        // A visible column comes before a helper of the same name in another file.
        let (hidden, visible): (Vec<_>, Vec<_>) = rules.partition(|(_, _, rule): &(usize, usize, &Rule)| rule.hidden);
        (visible, hidden)
    };
    let (visible, hidden) = rules();
    let names =
        |rules: &[(usize, usize, &Rule)]| rules.iter().map(|(_, _, rule)| rule.name.clone()).collect::<Vec<_>>();
    let Some(name) = name else {
        return match visible.as_slice() {
            [(file, index, _)] => Ok((*file, *index)),
            _ => Err(format!("no column\nhelp: write which column the label is for: {}", names(&visible).join(", "))),
        };
    };
    let found = visible.iter().chain(&hidden).find(|(_, _, rule)| folded(&rule.name) == folded(name));
    found.map(|(file, index, _)| (*file, *index)).ok_or_else(|| {
        let known = names(&visible);
        let help = suggestion(name, known.iter().map(String::as_str));
        format!("no rule of this run gives a column {name:?}\nhelp: {help}")
    })
}

/// Labels for the same customer and column that are both valid.
fn contradiction(entries: &[Entry<'_>]) -> Option<Vec<Wrong>> {
    let mut seen: HashMap<(String, (usize, usize)), usize> = HashMap::new();
    let mut wrong = Vec::new();
    for entry in entries {
        if seen.insert((folded(entry.id), entry.rule), entry.row).is_some() {
            let message = format!(
                "a second label for {}, while an earlier row is still valid\nhelp: leave one of them, or let the earlier one end",
                entry.id
            );
            wrong.push(Wrong { row: entry.row, field: "id".to_owned(), message });
        }
    }
    (!wrong.is_empty()).then_some(wrong)
}
