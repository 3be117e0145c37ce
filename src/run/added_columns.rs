//! The columns that a run adds to a list.

use std::path::Path;

use super::job::Job;
use crate::Error;
use crate::copy::{Added, AddedCell, AddedColumn, AddedLabel, AddedTexts, AddedValues};
use crate::date::Day;
use crate::language::Language;
use crate::list::Binding;
use crate::list::header::known_as;
use crate::list::header::name::{bare, visible};
use crate::number::Decimal;
use crate::result::due::{self, History};
use crate::result::refusal::Refusal;
use crate::rule::Rule;
use crate::score::{Cell, Code, Dates, Scored};
use crate::words::{self, Sentences, Wording};

/// What an added column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// The label.
    Label,
    /// The score of a scorecard.
    Score,
    /// The label that the customer had in an earlier list.
    Previous,
    /// How it has moved since.
    Change,
    /// Why and by whom the label is set by hand.
    Override,
    /// Why the customer has its label.
    Why,
    /// What the customer is due by its label.
    Action,
}

impl Holds {
    /// The column's name, after the rule's.
    fn name(self, rule: &Rule, language: Language) -> String {
        let (words, header) = (language.words(), words::label_header(rule, language));
        let suffix = match self {
            Holds::Label => return header.to_owned(),
            Holds::Score => words.score_suffix(),
            Holds::Previous => words.previous_suffix(),
            Holds::Change => words.change_suffix(),
            Holds::Override => words.override_suffix(),
            Holds::Why => words.why_suffix(),
            Holds::Action => words.action_suffix(),
        };
        format!("{header}{suffix}")
    }
}

/// What is added by a rule, in order.
fn columns_of(scored: &Scored<'_>, index: usize, job: &Job) -> Vec<Holds> {
    let (rule, policy) = (&scored.set.rules[index], scored.policy(index));
    let columns = [
        (Holds::Label, true),
        (Holds::Score, rule.method.scored()),
        (Holds::Previous, policy.previous.is_some()),
        (Holds::Change, policy.previous.is_some()),
        (Holds::Override, policy.by_hand.is_some()),
        (Holds::Why, job.extras.reasons),
        (Holds::Action, job.extras.actions),
    ];
    columns.into_iter().filter(|(_, is_added)| *is_added).map(|(holds, _)| holds).collect()
}

/// Every column that is added by a rule, with its rule.
fn all<'r>(scored: &'r [Scored<'r>], job: &'r Job) -> impl Iterator<Item = (&'r Scored<'r>, usize, Holds)> {
    let rules = scored.iter().flat_map(|scored| scored.shown().map(move |index| (scored, index)));
    rules
        .flat_map(|(scored, index)| columns_of(scored, index, job).into_iter().map(move |holds| (scored, index, holds)))
}

/// Where the added columns stand: in the place of a column of the list that they replace (from 0), or at the end.
///
/// A column of that name in the list is refused unless it is to be replaced. `with_contacts`: the day of the next contact is added.
pub(super) fn places(
    scored: &[Scored<'_>],
    (list, binding): (&Path, &Binding),
    job: &Job,
    with_contacts: bool,
) -> Result<Vec<Option<usize>>, Error> {
    // The run's own language comes first: a message names the column in it.
    let mut languages = Language::ALL.to_vec();
    languages.sort_by_key(|language| *language != job.language);
    let in_all =
        |name: &dyn Fn(Language) -> String| languages.iter().map(|language| name(*language)).collect::<Vec<_>>();
    let of_rules = all(scored, job).map(|(scored, index, holds)| {
        let rule = &scored.set.rules[index];
        in_all(&|language| holds.name(rule, language))
    });
    let next = with_contacts.then(|| in_all(&|language| language.words().next_contact_column().to_owned()));
    of_rules.chain(next).map(|names| replaced(&names, list, binding, job.extras.replace)).collect()
}

/// For every visible rule its label column and what else is wanted; `places` says where they stand. The day of the next contact follows
/// from the last contacts, where those are given.
pub(super) fn added<'r>(
    scored: &'r [Scored<'r>],
    places: Vec<Option<usize>>,
    job: &'r Job,
    contacts: Option<History<'_>>,
) -> Added<'r> {
    let by_rules = all(scored, job).map(|(scored, index, holds)| {
        (holds.name(&scored.set.rules[index], job.language), values(scored, index, holds, job.language))
    });
    let next_contact = contacts.map(|history| {
        (job.language.words().next_contact_column().to_owned(), next_contacts(scored, history, job.day()))
    });
    let columns = by_rules.chain(next_contact).zip(places);
    Added { columns: columns.map(|((name, values), replaces)| AddedColumn { name, replaces, values }).collect() }
}

fn values<'r>(scored: &'r Scored<'r>, index: usize, holds: Holds, language: Language) -> AddedValues<'r> {
    let (rule, policy) = (&scored.set.rules[index], scored.policy(index));
    match holds {
        Holds::Label => labels(scored, index, language),
        Holds::Score => cells(move |row| match scored.frame.scores[index].as_ref().map(|scores| scores.get(row)) {
            Some(Cell::Value(score)) => AddedCell::Number(score.normalized()),
            _ => AddedCell::Empty,
        }),
        Holds::Previous => {
            cells(move |row| policy.had(row).map_or(AddedCell::Empty, |code| label_cell(rule, code, language)))
        }
        Holds::Change => cells(move |row| {
            let movement = scored.movement(index, row);
            movement.map_or(AddedCell::Empty, |how| AddedCell::Text(language.words().movement(how).to_owned()))
        }),
        Holds::Override => cells(move |row| {
            let entry = policy.by_hand(row);
            entry.map_or(AddedCell::Empty, |entry| AddedCell::Text(words::by_hand(entry, language)))
        }),
        Holds::Why => {
            let wording = Wording::new(scored, index, language);
            AddedValues::Texts(Box::new(move |rows, AddedTexts { text, ends }: &mut AddedTexts| {
                wording.whys(rows, &mut Sentences { text, ends });
            }))
        }
        Holds::Action => {
            let codes = scored.all_codes(index);
            cells(move |row| {
                let tier = codes[row].index().and_then(|tier| rule.tiers.get(tier));
                let action = tier.and_then(|tier| words::action(tier, language));
                action.map_or(AddedCell::Empty, |action| AddedCell::Text(action.to_owned()))
            })
        }
    }
}

fn cells<'r>(cell: impl Fn(usize) -> AddedCell + Sync + 'r) -> AddedValues<'r> {
    AddedValues::Cells(Box::new(cell))
}

fn labels<'r>(scored: &'r Scored<'r>, index: usize, language: Language) -> AddedValues<'r> {
    let rule = &scored.set.rules[index];
    let number = rule.method.numeric_labels();
    let label = |tier| AddedLabel { text: words::label(tier, language).to_owned(), number, color: tier.color.clone() };
    AddedValues::Labels {
        labels: rule.tiers.iter().map(label).collect(),
        unclassified: language.words().unclassified().to_owned(),
        codes: Box::new(move |rows, codes| scored.codes(index, rows, codes)),
    }
}

/// A label as a cell; labels of `bins` are numbers.
fn label_cell(rule: &Rule, code: Code, language: Language) -> AddedCell {
    let Some(tier) = code.index().and_then(|index| rule.tiers.get(index)) else {
        return AddedCell::Text(language.words().unclassified().to_owned());
    };
    let text = words::label(tier, language);
    let number = rule.method.numeric_labels().then(|| Decimal::parse(text)).flatten();
    number.map_or_else(|| AddedCell::Text(text.to_owned()), AddedCell::Number)
}

/// The days of the next contacts; nothing where no rule has a cadence.
fn next_contacts<'r>(scored: &[Scored<'_>], history: History<'_>, today: Day) -> AddedValues<'r> {
    let next = due::next_contacts(scored, history, today);
    cells(move |row| match next[row] {
        Dates::MISSING => AddedCell::Empty,
        day => AddedCell::Date(Day(day)),
    })
}

/// Where a column of that name stands in the list, if it may be replaced. As everywhere, headers compare without case, width and
/// punctuation: beside a column `Tier` nobody could tell which one a later `--by tier` means.
/// `names` are what the column is called in each language, the run's own first.
fn replaced(names: &[String], list: &Path, binding: &Binding, replace: bool) -> Result<Option<usize>, Error> {
    let (header, name) = (&binding.header, names.first().map_or("", String::as_str));
    let called = |name: &String| {
        let like = |text: &String| bare(text) == bare(name);
        header.iter().position(|text| text.trim() == name).or_else(|| header.iter().position(like))
    };
    let found = names.iter().find_map(called);
    let read_as = |column| binding.fields.iter().find(|bound| bound.column == Some(column));
    let field =
        |column: usize| read_as(column).map(|bound| bound.field.name.as_str()).or_else(|| known_as(&header[column]));
    match found.map(|column| (column, field(column))) {
        Some((column, Some(field))) => Err(Refusal::ColumnIsField {
            list: list.to_owned(),
            column: column + 1,
            header: visible(&header[column]).to_owned(),
            added: name.to_owned(),
            field: field.to_owned(),
        }
        .into()),
        Some((column, None)) if !replace => {
            let header = visible(&header[column]).to_owned();
            Err(Refusal::ColumnTaken { list: list.to_owned(), column: column + 1, header, added: name.to_owned() }
                .into())
        }
        _ => Ok(found),
    }
}
