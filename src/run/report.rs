//! A list summed up by one column or two.

use super::fields::REVENUE;
use std::fs;
use std::path::PathBuf;

use super::job::Job;
use super::list::{Content, threads};
use super::observer::Observer;
use crate::Error;
use crate::document::table::Table;
use crate::list::InputError;
use crate::result::refusal::Refusal;
use crate::result::remark::Remark;
use crate::result::report::{Axis, Cross, OneWay};
use crate::rule::{Field, FieldKind, Rule};
use crate::rulefile::{RuleFile, bundled, known_fields};
use crate::score::{Numbers, Scored};
use crate::words;
use crate::words::tables::report::{cross, labels_fit, one_way};

/// What a list is summed up by, and what is added up.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The columns, one or two.
    pub by: Vec<String>,
    /// The fields that are added up; none: revenue, where the list has it.
    pub measures: Vec<String>,
    /// Whether it is refused where a customer has no group, or there is no customer.
    pub strict: bool,
}

impl Report {
    /// The report on a job's list, scored by the job's rules where there are any.
    ///
    /// # Errors
    ///
    /// When the list cannot be read, or lacks a column that was named.
    pub fn tables(&self, job: &Job, observer: &dyn Observer) -> Result<Vec<Table>, Error> {
        let mut list = job.read_columns(&self.wanted(&job.rules), observer)?;
        let carried = list.carried_rules();
        let content = &list.content;
        content.remarks().iter().for_each(|remark| observer.remark(remark));
        let by = self.by.iter().map(|name| named_by(name, &job.rules)).collect::<Vec<_>>();
        let scored = content.score(&job.rules, job.day(), Vec::new(), Some(&by));
        let axes = by.iter().map(|name| axis(name, content, &scored, &carried)).collect::<Result<Vec<_>, _>>()?;
        let measures = self.measures_of(content, observer)?;
        let names = measures.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        let rows = content.list_rows(&list.source)?;
        let (customers, language, threads) = (content.extract.customers, job.language, threads(&job.reading));
        let counted = |name: &str| content.reading(name).and_then(|read| words::counted_in(name, read, language));
        let notes = names.iter().filter_map(|name| counted(name)).collect::<Vec<_>>();
        let mut tables = match axes.as_slice() {
            [one] => {
                let sums = OneWay::new(one, &measures, customers, threads);
                self.check(sums.nobody.customers, customers)?;
                vec![one_way(one, &sums, &names, language)]
            }
            [down, across, ..] => {
                let sums = Cross::new([down, across], &measures, customers, threads);
                self.check(sums.nobody(), customers)?;
                cross([down, across], &sums, &names, language)
            }
            [] => Vec::new(),
        };
        tables.iter_mut().for_each(|table| table.notes.extend(notes.iter().cloned()));
        if let (Some(first), Some(rows)) = (tables.first_mut(), rows) {
            first.notes.insert(0, words::list_rows(&rows, language));
        }
        Ok(tables)
    }

    /// Fails, where that is asked for, if customers are without a group or there are none.
    fn check(&self, nobody: u64, customers: usize) -> Result<(), Error> {
        let refusal = Refusal::of_incomplete(nobody, customers as u64).filter(|_| self.strict);
        refusal.map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    /// The columns that the report reads from the list itself.
    fn wanted(&self, files: &[RuleFile]) -> Vec<Field> {
        let given = |name: &&String| !files.iter().flat_map(|file| &file.set.rules).any(|rule| rule.is_called(name));
        let text = |name: &String| {
            let mut headers = known_fields(&[name]).pop().map(|field| field.headers).unwrap_or_default();
            // A column of labels may be there in the other language.
            for file in bundled::with_column(name) {
                let rules = file.set.rules.iter().filter(|rule| rule.is_called(name));
                headers.extend(rules.flat_map(|rule| std::iter::once(rule.name.clone()).chain(rule.header_zh.clone())));
            }
            Field { name: name.clone(), kind: FieldKind::Text, headers, default: None, optional: true, money: false }
        };
        let number = |name: &String| {
            let kind = FieldKind::Number;
            let plain =
                || Field { name: name.clone(), kind, headers: Vec::new(), default: None, optional: true, money: false };
            let known = known_fields(&[name]).pop();
            known.filter(|field| matches!(field.kind, FieldKind::Number | FieldKind::Percent)).unwrap_or_else(plain)
        };
        let groups = self.by.iter().filter(given).map(text);
        groups.chain(self.measures().iter().map(number)).collect()
    }

    fn measures(&self) -> Vec<String> {
        if self.measures.is_empty() { vec![REVENUE.to_owned()] } else { self.measures.clone() }
    }

    fn measures_of<'a>(&self, list: &'a Content, observer: &dyn Observer) -> Result<Vec<(String, &'a Numbers)>, Error> {
        let mut measures = Vec::new();
        for name in self.measures() {
            match list.numbers(&name) {
                Some(numbers) => measures.push((name, numbers)),
                None if self.measures.is_empty() => observer.remark(&Remark::NothingToSum),
                None => return Err(no_column(&name, list, "--measure")),
            }
        }
        Ok(measures)
    }
}

/// The newest scored list of this folder.
///
/// # Errors
///
/// When there is none, or the folder cannot be read.
pub fn newest_scored(observer: &dyn Observer) -> Result<PathBuf, Error> {
    let failed = |source| InputError::Io { file: PathBuf::from("."), source };
    let mut newest: Option<(std::time::SystemTime, PathBuf)> = None;
    for entry in fs::read_dir(".").map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ending = |ending: &str| name.to_lowercase().ends_with(ending);
        // `~$list.scored.xlsx` only says who has the workbook open.
        let is_scored =
            [".scored.csv", ".scored.xlsx"].iter().any(|ending| is_ending(ending)) && !name.starts_with("~$");
        let metadata = entry.metadata().map_err(failed)?;
        if !is_scored || !metadata.is_file() {
            continue;
        }
        let candidate = (metadata.modified().map_err(failed)?, PathBuf::from(entry.file_name()));
        if newest.as_ref().is_none_or(|newest| candidate > *newest) {
            newest = Some(candidate);
        }
    }
    let Some((_, path)) = newest else { return Err(Refusal::NoScoredList.into()) };
    observer.remark(&Remark::NewestTaken(path.clone()));
    Ok(path)
}

/// The name of the rule's column that is called so in any language.
fn named_by(name: &str, files: &[RuleFile]) -> String {
    let mut rules = files.iter().flat_map(|file| &file.set.rules);
    rules.find(|rule| rule.is_called(name)).map_or_else(|| name.to_owned(), |rule| rule.name.clone())
}

/// The groups of a column: the labels of a rule that is applied on the way, or what the list has in the column. A rule that the
/// workbook carries, else a bundled one, knows the order and the colours of labels that fit it.
fn axis<'a>(name: &str, list: &'a Content, scored: &'a [Scored<'a>], carried: &[RuleFile]) -> Result<Axis<'a>, Error> {
    for scored in scored {
        if let Some(index) = scored.set.rules.iter().position(|rule| rule.is_called(name)) {
            return Ok(Axis::of_labels(scored, index));
        }
    }
    let Some(texts) = list.texts(name) else { return Err(no_column(name, list, "--by")) };
    let fits = |rule: &&Rule| rule.is_called(name) && labels_fit(rule, texts);
    let knows = |file: &RuleFile| {
        file.set.rules.iter().find(fits).map(|rule| Axis::of_written_labels(rule, texts, words::code_of))
    };
    let known = carried.iter().find_map(knows).or_else(|| bundled::with_column(name).find_map(|file| knows(&file)));
    Ok(known.unwrap_or_else(|| Axis::of_texts(name, texts, words::is_unclassified)))
}

fn no_column(name: &str, list: &Content, option: &'static str) -> Error {
    let rule = bundled::with_column(name).next().map(|file| file.name);
    Refusal::NoColumn { option, column: name.to_owned(), rule, headers: list.headers() }.into()
}
