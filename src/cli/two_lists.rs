//! Two scored lists side by side: which column of labels they share, and which rule knows its labels.

use std::collections::HashMap;
use std::path::PathBuf;

use custclass::Error;
use custclass::folding::folded;
use custclass::list::{Reading, Source};
use custclass::result::compare::Side;
use custclass::result::label::Label;
use custclass::rule::Rule;
use custclass::rulefile::{RuleFile, bundled};
use custclass::run::bound::Wants;
use custclass::score::{Cell, Code, Column, Texts};
use custclass::words;
use custclass::words::tables::report::labels_fit;

use super::context::Context;
use super::failure::Failure;
use super::list::{Content, List, carried_rules};
use super::options::{ReadingOptions, origin};
use super::policy::{column_of, id_field, name_field};
use super::previous::{self, label_field, refuse_labels};
use super::summary;

/// How many labels a column may have: more than any classification has, and fewer than make a matrix that nobody can read.
const MOST_LABELS: usize = 1_000;

/// Two scored lists.
pub struct TwoLists {
    /// The earlier one.
    pub old: List,
    /// The later one.
    pub new: List,
    /// The column of labels.
    pub column: String,
    /// The rule that knows its labels, if one does, by its file and its place there.
    pub labels: Option<(RuleFile, usize)>,
}

/// Opens both lists and takes ids, labels, revenue and names out of them.
pub fn open(
    paths: [&PathBuf; 2],
    by: Option<&str>,
    files: Vec<RuleFile>,
    options: &ReadingOptions,
    context: &Context,
) -> Result<TwoLists, Failure> {
    let reading = options.reading();
    let mut sources = Vec::new();
    for path in paths {
        sources.push(Source::open(&origin(path), &reading).map_err(Error::from)?);
    }
    let named = files.len();
    // The later list's rules know best what its labels are.
    let carried = sources.iter_mut().rev().flat_map(carried_rules).collect::<Vec<_>>();
    let known = files.into_iter().chain(carried).collect::<Vec<_>>();
    let column = match by {
        Some(column) => column.to_owned(),
        None => shared_column(&mut sources, &known, named, &reading)?,
    };
    let mut lists = Vec::new();
    for source in sources {
        lists.push(open_one(source, &column, &reading, context)?);
    }
    let (Some(new), Some(old)) = (lists.pop(), lists.pop()) else {
        return Err(Failure::Usage("two lists are compared".to_owned()));
    };
    let labels = rule_of(&column, known, named, [&old.content, &new.content]);
    Ok(TwoLists { old, new, column, labels })
}

fn open_one(source: Source, column: &str, reading: &Reading, context: &Context) -> Result<List, Failure> {
    let mut groups = vec![vec![id_field()], vec![label_field(column)]];
    let extras = [summary::wanted_fields(), name_field()].concat();
    let count = extras.len();
    let optional = |field| custclass::rule::Field { optional: true, ..field };
    groups.extend(extras.into_iter().filter(|field| field.name != column).map(|field| vec![optional(field)]));
    let extras = count.min(groups.len() - 2);
    let list = List::of(source, Wants { groups, extras, watch_ids: false }, false, reading, context)?;
    if column_of(&list.content, column).is_none() {
        return Err(Failure::work(format!(
            "{}: no column `{column}`\nhelp: the list has {}; name one with --by, or score the list first",
            list.source.name().display(),
            list.content.binding.names()
        )));
    }
    Ok(list)
}

/// The only column of labels that both lists have: one of the first files, which are `named`; without any, one of the further files or
/// of a bundled rule.
fn shared_column(
    sources: &mut [Source],
    files: &[RuleFile],
    named: usize,
    reading: &Reading,
) -> Result<String, Failure> {
    let id = [id_field()];
    let mut headers = Vec::new();
    for source in sources.iter_mut() {
        // Only the ids are asked for here; what `--map` says of other columns comes later.
        let map = reading.map.iter().filter(|(field, _)| field == "id").cloned().collect();
        let reading = Reading { map, read: Vec::new(), ..reading.clone() };
        headers.push(source.bind(&[&id], &reading).map_err(Error::from)?.header);
    }
    let shared = |name: &String| headers.iter().all(|header| header.iter().any(|text| text.trim() == name));
    let mut candidates = if named > 0 { columns_of(&files[..named]) } else { columns_of(files) };
    if named == 0 {
        candidates.extend(bundled_columns());
    }
    candidates.sort_unstable();
    candidates.dedup();
    candidates.retain(shared);
    match candidates.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Failure::Usage(
            "no column of labels is known that both lists have; name it with --by COLUMN".to_owned(),
        )),
        several => Err(Failure::Usage(format!(
            "both lists have the columns {}; say which one to compare: --by {}",
            several.join(", "),
            several[0]
        ))),
    }
}

fn columns_of(files: &[RuleFile]) -> Vec<String> {
    let visible = files.iter().flat_map(|file| &file.set.rules).filter(|rule| !rule.hidden);
    visible.map(|rule| rule.name.clone()).collect()
}

fn bundled_columns() -> Vec<String> {
    let files = bundled::RULES.iter().filter_map(|(name, text)| RuleFile::parse(name, text, &[]).ok());
    columns_of(&files.collect::<Vec<_>>())
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
    let texts_fit = |rule: &Rule, list: &Content| match list.column(column) {
        Some(Column::Texts(texts)) => labels_fit(rule, texts),
        _ => false,
    };
    let fits = |(file, rule): &(RuleFile, usize)| lists.iter().all(|list| texts_fit(&file.set.rules[*rule], list));
    carried.into_iter().chain(bundled::with_column(column)).filter_map(known).find(fits)
}

/// The labels of both lists: those of the rule that knows them, otherwise whatever stands in the column, in order of appearance.
pub fn labels<'a>(
    old: &mut List,
    new: &mut List,
    column: &str,
    rule: Option<&(RuleFile, usize)>,
) -> Result<[Side<'a>; 2], Failure> {
    let side = |labels: &[Label], ranked, codes| Side {
        name: column.to_owned(),
        labels: labels.to_vec(),
        ranked,
        codes,
        revenue: None,
        ids: None,
        names: None,
    };
    if let Some((file, index)) = rule {
        let rule = &file.set.rules[*index];
        let labels = Label::of_rule(rule);
        let mut codes = Vec::new();
        for list in [old, new] {
            match previous::labels(&list.content, rule) {
                Ok(known) => codes.push(known),
                Err(wrong) => {
                    return Err(refuse_labels(list, rule, wrong, "leave -r out, or name the rule of these labels"));
                }
            }
        }
        let mut sides = codes.into_iter().map(|codes| side(&labels, rule.ranked, codes));
        return two(&mut sides);
    }
    let mut written = Written::default();
    let codes = [old, new].map(|list| written.codes(&list.content, column));
    if written.labels.len() > MOST_LABELS {
        return Err(Failure::work(format!(
            "the column `{column}` has {} different texts, so it is no column of labels\nhelp: name another one with --by",
            written.labels.len()
        )));
    }
    let mut sides = codes.into_iter().map(|codes| side(&written.labels, false, codes));
    two(&mut sides)
}

fn two<'a>(sides: &mut dyn Iterator<Item = Side<'a>>) -> Result<[Side<'a>; 2], Failure> {
    match (sides.next(), sides.next()) {
        (Some(before), Some(now)) => Ok([before, now]),
        _ => Err(Failure::Usage("two lists are compared".to_owned())),
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
        let Some(Column::Texts(texts)) = content.column(column) else { return Vec::new() };
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
