//! Labels set by hand.

use std::collections::HashMap;
use std::path::Path;

use super::previous::labels_of;
use super::{Wrong, open_beside, refuse};
use crate::Error;
use crate::date::Day;
use crate::folding::folded;
use crate::result::refusal::WrongCell;
use crate::result::remark::Remark;
use crate::rule::{Field, FieldKind, Rule};
use crate::rulefile::RuleFile;
use crate::run::fields::id_field;
use crate::run::job::{Job, origin};
use crate::run::list::{Content, List};
use crate::run::observer::Observer;
use crate::run::rules::every;
use crate::score::policy::ByHand;
use crate::score::{Cell, Code, Column, Policy, Texts};
use crate::words;

const COLUMN: &[&str] = &["column", "rule", "列", "列名", "规则", "分类列"];
const LABEL: &[&str] = &["label", "tier", "class", "标签", "等级", "分级"];
const REASON: &[&str] = &["reason", "why", "note", "原因", "理由", "备注", "说明"];
const BY: &[&str] = &["by", "author", "approved by", "经办人", "批准人", "审批人", "操作人"];
const UNTIL: &[&str] = &["until", "valid until", "expires", "有效期至", "截止", "截止日期", "到期", "到期日"];

/// Opens the list of labels set by hand.
pub(super) fn open(path: &Path, job: &Job, observer: &dyn Observer) -> Result<List, Error> {
    let field = |name: &str, headers: &[&str], kind, optional| {
        let headers = headers.iter().map(|&header| header.to_owned()).collect();
        vec![Field { name: name.to_owned(), kind, headers, default: None, optional, money: false }]
    };
    let groups = vec![
        vec![id_field()],
        field("column", COLUMN, FieldKind::Text, true),
        field("label", LABEL, FieldKind::Text, false),
        field("reason", REASON, FieldKind::Text, true),
        field("by", BY, FieldKind::Text, true),
        field("until", UNTIL, FieldKind::Date, true),
    ];
    open_beside(&origin(path), groups, &job.reading_beside(), observer)
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
    until: Option<Day>,
}

/// Fills in the labels that are set by hand for the customers of the list (given by their ids). Gives those that have lapsed by `today`
/// and those of customers that the list lacks.
pub(super) fn take(
    list: &List,
    files: &[RuleFile],
    ids: &Texts,
    today: Day,
    policies: &mut [Policy],
) -> Result<Vec<Remark>, Error> {
    for rule in policies.iter_mut().flat_map(|policy| &mut policy.rules) {
        rule.by_hand = Some(Vec::new());
    }
    let columns = Columns::of(&list.content);
    let entries = match columns.entries(files) {
        Ok(entries) => entries,
        Err(wrong) => return Err(refuse(list, wrong)),
    };
    let (lapsed, valid): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.until.is_some_and(|until| until < today));
    if let Some(wrong) = contradiction(&valid) {
        return Err(refuse(list, wrong));
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
    let unused = lapsed.iter().chain(&absent).collect::<Vec<_>>();
    if unused.is_empty() {
        return Ok(Vec::new());
    }
    let rows = unused.iter().map(|entry| (entry.row, None)).collect::<Vec<_>>();
    let places = list.places(&rows)?;
    let remark = |(place, entry): (_, &&Entry<'_>)| {
        let (id, label) = (entry.id.to_owned(), entry.label.to_owned());
        match entry.until.filter(|until| *until < today) {
            Some(until) => Remark::Lapsed { place, id, label, until },
            None => Remark::NotInList { place, id, label },
        }
    };
    Ok(places.into_iter().zip(&unused).map(remark).collect())
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
        Columns {
            id: content.texts("id"),
            column: content.texts("column"),
            label: content.texts("label"),
            reason: content.texts("reason"),
            by: content.texts("by"),
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
                Err((field, cell)) => wrong.push(Wrong { row, field: field.to_owned(), cell }),
            }
        }
        if wrong.is_empty() { Ok(entries) } else { Err(wrong) }
    }

    fn entry(&self, row: usize, files: &[RuleFile]) -> Result<Entry<'a>, (&'static str, WrongCell)> {
        let text = |column: Option<&'a Texts>| column.and_then(|texts| texts.text(row).value());
        let Some(id) = text(self.id) else { return Err(("id", WrongCell::NoId)) };
        let rule = rule_named(text(self.column), files).map_err(|wrong| ("column", wrong))?;
        let rule_itself = &files[rule.0].set.rules[rule.1];
        let known = || labels_of(rule_itself);
        let Some(label) = text(self.label) else { return Err(("label", WrongCell::NoLabel { known: known() })) };
        let code = match words::code_of(label, rule_itself) {
            Some(code) if code != Code::NONE => code,
            _ => {
                let (label, column) = (label.to_owned(), rule_itself.name.clone());
                return Err(("label", WrongCell::UnknownLabel { label, column, known: known() }));
            }
        };
        let until = match self.until {
            Some(Column::Dates(dates)) => match dates.get(row) {
                Cell::Value(until) => Some(Day(until)),
                Cell::Missing => None,
                Cell::Bad => return Err(("until", WrongCell::NoDate)),
            },
            _ => None,
        };
        Ok(Entry { row, id, rule, code, label, until })
    }
}

/// The rule that gives a column: by its name, or, where none is named, the only one.
fn rule_named(name: Option<&str>, files: &[RuleFile]) -> Result<(usize, usize), WrongCell> {
    // A visible column comes before a helper of the same name in another file.
    let (hidden, visible): (Vec<_>, Vec<_>) =
        every(files).partition(|(_, _, rule): &(usize, usize, &Rule)| rule.hidden);
    let names = || visible.iter().map(|(_, _, rule)| rule.name.clone()).collect::<Vec<_>>();
    let Some(name) = name else {
        return match visible.as_slice() {
            [(file, index, _)] => Ok((*file, *index)),
            _ => Err(WrongCell::NoColumn { columns: names() }),
        };
    };
    let found = visible.iter().chain(&hidden).find(|(_, _, rule)| {
        folded(&rule.name) == folded(name)
            || rule.header_zh.as_ref().is_some_and(|header| folded(header) == folded(name))
    });
    let unknown = || WrongCell::UnknownColumn { name: name.to_owned(), known: names() };
    found.map(|(file, index, _)| (*file, *index)).ok_or_else(unknown)
}

/// Labels for the same customer and column that are both valid.
fn contradiction(entries: &[Entry<'_>]) -> Option<Vec<Wrong>> {
    let mut seen: HashMap<(String, (usize, usize)), usize> = HashMap::new();
    let mut wrong = Vec::new();
    for entry in entries {
        if seen.insert((folded(entry.id), entry.rule), entry.row).is_some() {
            let cell = WrongCell::SecondLabel { id: entry.id.to_owned() };
            wrong.push(Wrong { row: entry.row, field: "id".to_owned(), cell });
        }
    }
    (!wrong.is_empty()).then_some(wrong)
}
