//! Two labellings of customers: of two scored lists, or by two rules on one list.

use crate::run::fields::{id_field, name_fields, summary_fields};
use std::path::PathBuf;

use super::comparison::two_lists::TwoLists;
use super::job::Job;
use super::list::{Content, List};
use super::observer::Observer;
use super::policies::{unique_ids, without_id};
use super::rules::Rules;
use super::{file_name, notes};
use crate::Error;
use crate::document::note::Note;
use crate::document::table::Table;
use crate::draw::{XlsxSettings, XlsxWriter};
use crate::file::AtomicFile;
use crate::language::Language;
use crate::list::Reading;
use crate::result::compare::{Comparison, Pair, Side, pairs};
use crate::result::label::Label;
use crate::result::refusal::Refusal;
use crate::result::remark::Remark;
use crate::rulefile::RuleFile;
use crate::score::{Scored, Texts};
use crate::words::Wording;
use crate::words::notes::Role;
use crate::words::tables::compare::{self, Reasons, movers};

mod two_lists;

/// Two labellings side by side.
pub struct Compared<'a> {
    comparison: Comparison<'a>,
    reasons: Option<Reasons<'a>>,
    notes: Vec<Note>,
    language: Language,
}

impl Compared<'_> {
    /// The tables, and behind them the customers that moved, at most so many.
    pub fn tables(&self, most: Option<usize>) -> Vec<Table> {
        let mut tables = compare::tables(&self.comparison, self.language);
        tables.push(self.movers(most));
        tables
    }

    /// Writes a workbook with all of it.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn write_workbook(&self, file: AtomicFile) -> Result<(), Error> {
        let settings = XlsxSettings { rules: None, list_sheet: Some("Movers") };
        let mut writer = XlsxWriter::create(file, settings)?;
        writer.list(&self.movers(None))?;
        writer.tables(&compare::tables(&self.comparison, self.language))?;
        writer.notes(&[notes::version()]);
        writer.notes(&self.notes);
        Ok(writer.finish()?)
    }

    fn movers(&self, most: Option<usize>) -> Table {
        movers(&self.comparison, self.reasons.as_ref(), most, self.language)
    }
}

/// Two scored lists that are to be compared.
#[derive(Debug)]
pub struct ListsToCompare<'a> {
    /// The earlier one and the later one.
    pub lists: [&'a PathBuf; 2],
    /// The column of labels; otherwise the only one that both have.
    pub by: Option<&'a str>,
    /// Rules that may know its labels.
    pub rules: Rules,
    /// How the lists are read.
    pub reading: &'a Reading,
    /// The language of headings and sentences.
    pub language: Language,
}

/// Compares two scored lists, and hands over what came of it.
///
/// # Errors
///
/// When a list cannot be read, they share no column of labels, or an id repeats; and those of `deliver`.
pub fn compare_lists<E: From<Error>>(
    wanted: ListsToCompare<'_>,
    observer: &dyn Observer,
    deliver: impl FnOnce(&Compared<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let ListsToCompare { lists, by, rules, reading, language } = wanted;
    let two = TwoLists::open(lists, by, rules, reading, observer)?;
    let [before, now] = two.sides()?;
    let TwoLists { old, new, column, .. } = two;
    let [old_notes, new_notes] =
        [(Role::Old, &old), (Role::New, &new)].map(|(role, list)| notes::of_list(role, &list.source, language));
    let notes = [old_notes?, new_notes?].concat();
    let matched = unique_ids(&old)?.matched(ids(&new.content));
    remark_missing(&old, observer);
    // Ids that repeat in the later list would count one earlier customer twice.
    unique_ids(&new)?;
    remark_missing(&new, observer);
    let pairs = pairs(before.codes.len(), &matched);
    let [before, now] =
        [(before, &old.content, lists[0]), (now, &new.content, lists[1])].map(|(side, content, path)| Side {
            name: format!("{column} ({})", file_name(path)),
            ..with_columns(side, content)
        });
    let comparison = Comparison::new(before, now, pairs, false);
    deliver(&Compared { comparison, reasons: None, notes, language })
}

/// Compares two rules on one list (the job's), and hands over what came of it. `by` names the columns; otherwise each rule file has to
/// give only one.
///
/// # Errors
///
/// When the list cannot be read, or a rule gives no column, or several; and those of `deliver`.
pub fn compare_rules<E: From<Error>>(
    job: &Job,
    by: Option<&str>,
    observer: &dyn Observer,
    deliver: impl FnOnce(&Compared<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let [earlier, later] = &job.rules[..] else { return Err(Error::from(Refusal::TwoRulesWanted).into()) };
    let rules = [chosen_rule(earlier, by)?, chosen_rule(later, by)?];
    let fields = [summary_fields(), vec![id_field()], name_fields()].concat();
    let List { source, content } = job.read_columns(&fields, observer)?;
    content.remarks().iter().for_each(|remark| observer.remark(remark));
    let scored = content.score(&job.rules, job.day(), Vec::new(), None);
    let mut notes = notes::of_rules(&job.rules, job.language);
    if job.rules.iter().any(|file| file.set.uses_as_of()) {
        notes.push(notes::of_today(job.today, job.language));
    }
    notes.extend(notes::of_list(Role::Input, &source, job.language)?);
    let side = |at: usize| -> Result<Side<'_>, Error> {
        let (scored, rule, file): (&Scored<'_>, usize, &RuleFile) = (&scored[at], rules[at], &job.rules[at]);
        if !scored.has(rule) {
            return Err(Refusal::RuleWithoutColumn(file.name.clone()).into());
        }
        Ok(with_columns(side_of(scored, rule, &notes::rule_name(file)), &content))
    };
    let (before, now) = (side(0)?, side(1)?);
    let pairs = (0..content.extract.customers).map(|row| Pair::Both(row, row)).collect();
    let comparison = Comparison::new(before, now, pairs, true);
    let [before, now] = [0, 1].map(|at| Wording::new(&scored[at], rules[at], job.language));
    let reasons = Reasons { before: Box::new(|row| before.why(row)), now: Box::new(|row| now.why(row)) };
    deliver(&Compared { comparison, reasons: Some(reasons), notes, language: job.language })
}

fn ids(content: &Content) -> &Texts {
    content.texts("id").expect("the list was opened for its ids, which are texts")
}

fn remark_missing(list: &List, observer: &dyn Observer) {
    let count = without_id(ids(&list.content));
    if count > 0 {
        let list = list.source.name().to_owned();
        observer.remark(&Remark::CannotBeFollowed { list, count, are_counted: true });
    }
}

fn with_columns<'a>(side: Side<'a>, content: &'a Content) -> Side<'a> {
    let (revenue, ids, names) = (content.numbers("revenue"), content.texts("id"), content.texts("name"));
    Side { revenue, ids, names, ..side }
}

fn side_of<'a>(scored: &Scored<'_>, rule: usize, name: &str) -> Side<'a> {
    let known = &scored.set.rules[rule];
    Side {
        name: format!("{} ({name})", known.name),
        labels: Label::of_rule(known),
        ranked: known.ranked,
        codes: scored.all_codes(rule),
        revenue: None,
        ids: None,
        names: None,
    }
}

/// The rule of a file to compare: the one that gives the column asked for, or the only visible one.
fn chosen_rule(file: &RuleFile, by: Option<&str>) -> Result<usize, Error> {
    let visible = file.set.visible().collect::<Vec<_>>();
    let named = by.and_then(|by| visible.iter().find(|(_, rule)| rule.is_called(by)));
    match (named, visible.as_slice()) {
        (Some((index, _)), _) | (None, [(index, _)]) => Ok(*index),
        _ => {
            let columns = visible.iter().map(|(_, rule)| rule.name.clone()).collect();
            Err(Refusal::SeveralColumns { rule: file.name.clone(), columns }.into())
        }
    }
}
