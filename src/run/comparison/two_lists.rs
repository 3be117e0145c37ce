//! Two scored lists side by side: which column of labels they share, and which rule knows its labels.

use crate::run::fields::{WantedFields, id_field, name_fields, summary_fields};
use std::collections::HashMap;
use std::path::PathBuf;

use crate::Error;
use crate::folding::folded;
use crate::list::{Reading, Source};
use crate::result::compare::Side;
use crate::result::label::Label;
use crate::result::refusal::Refusal;
use crate::rule::{Field, Rule};
use crate::rulefile::{RuleFile, bundled};
use crate::run::job::origin;
use crate::run::list::{Content, List, carried_rules};
use crate::run::observer::Observer;
use crate::run::policies::previous::{self, label_field, refuse_labels};
use crate::run::rules::{Rules, visible};
use crate::score::{Cell, Code, Texts};
use crate::words;
use crate::words::tables::report::labels_fit;

/// How many labels a column may have: more than any classification has, and fewer than make a matrix that nobody can read.
const MOST_LABELS: usize = 1_000;

/// Two scored lists.
pub(super) struct TwoLists {
    /// The earlier one.
    pub(super) old: List,
    /// The later one.
    pub(super) new: List,
    /// The column of labels.
    pub(super) column: String,
    /// The rule that knows its labels, if one does, by its file and its place there.
    pub(super) labels: Option<(RuleFile, usize)>,
}

impl TwoLists {
    /// Opens both lists and takes ids, labels, revenue and names out of them.
    pub(super) fn open(
        [old, new]: [&PathBuf; 2],
        by: Option<&str>,
        rules: Rules,
        reading: &Reading,
        observer: &dyn Observer,
    ) -> Result<TwoLists, Error> {
        let mut sources = [Source::open(&origin(old), reading)?, Source::open(&origin(new), reading)?];
        let named = rules.len();
        // The later list's rules know best what its labels are.
        let carried = sources.iter_mut().rev().flat_map(carried_rules).collect::<Vec<_>>();
        let known = Vec::from(rules).into_iter().chain(carried).collect::<Vec<_>>();
        let column = match by {
            Some(column) => column_named(column, &known),
            None => shared_column(&mut sources, &known, named, reading)?,
        };
        let [old, new] = sources;
        let labels = label_field(&column, headers_of(&column, &known));
        let old = open_one(old, &labels, reading, observer)?;
        let new = open_one(new, &labels, reading, observer)?;
        let labels = rule_of(&column, known, named, [&old.content, &new.content]);
        Ok(TwoLists { old, new, column, labels })
    }
}

fn open_one(source: Source, labels: &Field, reading: &Reading, observer: &dyn Observer) -> Result<List, Error> {
    let column = labels.name.as_str();
    let mut groups = vec![vec![id_field()], vec![labels.clone()]];
    let extras = [summary_fields(), name_fields()].concat().into_iter();
    let optional = |field| vec![Field { optional: true, ..field }];
    groups.extend(extras.filter(|field| field.name != column).map(optional));
    let wanted = WantedFields { extras: groups.len() - 2, groups, watch_ids: false };
    let list = List::of(source, wanted, false, reading, observer)?;
    if list.content.column_number(column).is_none() {
        let (name, headers) = (list.source.name().to_owned(), list.content.headers());
        return Err(Refusal::NoLabels { list: name, column: column.to_owned(), headers }.into());
    }
    Ok(list)
}

/// The only column of labels that both lists have: one of the first files, which are `named`; without any, one of the further files or
/// of a bundled rule.
fn shared_column(sources: &mut [Source], files: &[RuleFile], named: usize, reading: &Reading) -> Result<String, Error> {
    let id = [id_field()];
    let mut headers = Vec::new();
    for source in sources.iter_mut() {
        // Only the ids are asked for here; what `--map` says of other columns comes later.
        let map = reading.map.iter().filter(|(field, _)| field == "id").cloned().collect();
        let reading = Reading { map, read: Vec::new(), ..reading.clone() };
        headers.push(source.bind(&[&id], &reading)?.header);
    }
    let shared = |(name, zh): &(String, Option<String>)| {
        let is_named = |text: &String| text.trim() == name || Some(text.trim()) == zh.as_deref();
        headers.iter().all(|header| header.iter().any(is_named))
    };
    let mut candidates = if named > 0 { columns_of(&files[..named]) } else { columns_of(files) };
    if named == 0 {
        candidates.extend(columns_of(&bundled::all().collect::<Vec<_>>()));
    }
    candidates.sort_unstable();
    candidates.dedup();
    candidates.retain(shared);
    match candidates.as_slice() {
        [(one, _)] => Ok(one.clone()),
        [] => Err(Refusal::NoSharedColumn.into()),
        _ => Err(Refusal::SharedColumns(candidates.into_iter().map(|(name, _)| name).collect()).into()),
    }
}

/// The name of the rule's column that people call so in any language; what no rule gives is its own name.
fn column_named(name: &str, files: &[RuleFile]) -> String {
    let of = |files: &[RuleFile]| {
        let rules = files.iter().flat_map(|file| &file.set.rules);
        rules
            .clone()
            .find(|rule| rule.name == name)
            .or(rules.clone().find(|rule| rule.is_called(name)))
            .map(|rule| rule.name.clone())
    };
    of(files).or_else(|| of(&bundled::with_column(name).collect::<Vec<_>>())).unwrap_or_else(|| name.to_owned())
}

/// The Chinese headers of a rule's column.
fn headers_of(column: &str, files: &[RuleFile]) -> Vec<String> {
    let of = |file: &RuleFile| {
        let rules = file.set.rules.iter().filter(|rule| rule.name == column);
        rules.filter_map(|rule| rule.header_zh.clone()).collect::<Vec<_>>()
    };
    let mut headers = files.iter().flat_map(of).collect::<Vec<_>>();
    headers.extend(bundled::with_column(column).flat_map(|file| of(&file)));
    headers.sort();
    headers.dedup();
    headers
}

/// The columns that rules give, each with its Chinese header.
fn columns_of(files: &[RuleFile]) -> Vec<(String, Option<String>)> {
    visible(files).map(|(_, _, rule)| (rule.name.clone(), rule.header_zh.clone())).collect()
}

/// The rule that knows the labels: one of the first files, which are `named`; else one whose column and labels fit both lists, of the
/// further files before the bundled ones.
fn rule_of(column: &str, mut files: Vec<RuleFile>, named: usize, lists: [&Content; 2]) -> Option<(RuleFile, usize)> {
    let position = |file: &RuleFile| file.set.rules.iter().position(|rule| rule.name == column);
    let known = |file: RuleFile| position(&file).map(|rule| (file, rule));
    let carried = files.split_off(named);
    if let Some(named) = files.into_iter().find_map(known) {
        return Some(named);
    }
    let texts_fit = |rule: &Rule, list: &Content| list.texts(column).is_some_and(|texts| labels_fit(rule, texts));
    let fits = |(file, rule): &(RuleFile, usize)| lists.iter().all(|list| texts_fit(&file.set.rules[*rule], list));
    carried.into_iter().chain(bundled::with_column(column)).filter_map(known).find(fits)
}

impl TwoLists {
    /// The labels of both lists: those of the rule that knows them, otherwise whatever stands in the column, in order of appearance.
    pub(super) fn sides<'a>(&self) -> Result<[Side<'a>; 2], Error> {
        let TwoLists { old, new, column, labels } = self;
        let name = column.clone();
        let side = move |labels: &[Label], ranked, codes| Side {
            name: name.clone(),
            labels: labels.to_vec(),
            ranked,
            codes,
            revenue: None,
            ids: None,
            names: None,
        };
        if let Some((file, index)) = labels {
            let rule = &file.set.rules[*index];
            let labels = Label::of_rule(rule);
            let codes = |list: &List| {
                previous::labels(&list.content, rule).map_err(|others| refuse_labels(list, rule, others, true))
            };
            let codes = [codes(old)?, codes(new)?];
            return Ok(codes.map(|codes| side(&labels, rule.ranked, codes)));
        }
        let mut written = Written::default();
        let codes = [old, new].map(|list| written.codes(&list.content, column));
        if written.labels.len() > MOST_LABELS {
            return Err(Refusal::TooManyLabels { column: column.clone(), count: written.labels.len() }.into());
        }
        Ok(codes.map(|codes| side(&written.labels, false, codes)))
    }
}

/// Labels that no rule is known for.
#[derive(Debug, Default)]
struct Written {
    labels: Vec<Label>,
    by_folded: HashMap<String, Code>,
}

impl Written {
    fn codes(&mut self, content: &Content, column: &str) -> Vec<Code> {
        let Some(texts) = content.texts(column) else { return Vec::new() };
        let dictionary = texts.dictionary();
        let known = (0..dictionary.len() as u32).map(|text| self.code(dictionary.text(text))).collect::<Vec<_>>();
        let code = |row| match Texts::get(texts, row) {
            Cell::Value(text) => known[text as usize],
            Cell::Missing | Cell::Bad => Code::NONE,
        };
        (0..texts.len()).map(code).collect()
    }

    fn code(&mut self, text: &str) -> Code {
        if words::is_unclassified(text) {
            return Code::NONE;
        }
        let labels = &mut self.labels;
        *self.by_folded.entry(folded(text)).or_insert_with(|| {
            labels.push(Label::Written(text.to_owned()));
            // Beyond the most that are compared, codes stand for nothing.
            Code::at((labels.len() - 1).min(MOST_LABELS))
        })
    }
}
