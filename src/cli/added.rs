//! The label columns that a run adds to a list.

use std::path::Path;

use custclass::Error;
use custclass::copy::{Added, AddedCell, AddedColumn, AddedLabel, AddedValues};
use custclass::file::OutputError;
use custclass::language::Language;
use custclass::list::name::{bare, visible};
use custclass::number::Decimal;
use custclass::result::due;
use custclass::rule::Rule;
use custclass::score::{Cell, Code, Dates, Scored};
use custclass::words::{self, Wording};

use super::failure::Failure;

/// What is added beside the labels, and how.
#[derive(Debug, Clone, Copy)]
pub struct Wants<'a> {
    /// Columns that the list already has are replaced.
    pub replace: bool,
    /// A sentence for each customer why it has its label.
    pub reasons: bool,
    /// What each customer is due by its label.
    pub actions: bool,
    /// The last contacts and 'today' in days since 1970-01-01, from which the day of the next contact follows.
    pub contacts: Option<(&'a Dates, i32)>,
}

/// For every visible rule its label column, for scorecards the score beside it.
///
/// A column of that name in the list, which messages call `list`, is refused unless it is to be replaced.
pub fn added<'a>(
    scored: &'a [Scored<'a>],
    list: &Path,
    header: &[String],
    wants: Wants<'_>,
    language: Language,
) -> Result<Added<'a>, Failure> {
    let mut columns = Vec::new();
    for scored in scored {
        for (index, rule) in scored.set.rules.iter().enumerate() {
            if rule.hidden || !scored.has(index) {
                continue;
            }
            columns.push(label_column(scored, index, language));
            if rule.method.scored() {
                columns.push(score_column(scored, index));
            }
            columns.extend(policy_columns(scored, index, language));
            if wants.reasons {
                columns.push(reason_column(scored, index, language));
            }
            if wants.actions {
                columns.push(action_column(scored, index, language));
            }
        }
    }
    columns.extend(wants.contacts.map(|(last, today)| next_contact_column(scored, last, today)));
    for column in &mut columns {
        column.replaces = replaced(&column.name, list, header, wants.replace)?;
    }
    Ok(Added { columns })
}

fn label_column<'a>(scored: &'a Scored<'a>, index: usize, language: Language) -> AddedColumn<'a> {
    let rule = &scored.set.rules[index];
    let number = rule.method.numeric_labels();
    let label = |tier| AddedLabel { text: words::label(tier, language).to_owned(), number, color: tier.color.clone() };
    AddedColumn {
        name: rule.name.clone(),
        replaces: None,
        values: AddedValues::Labels {
            labels: rule.tiers.iter().map(label).collect(),
            unclassified: language.words().unclassified().to_owned(),
            codes: Box::new(move |rows, codes| scored.codes(index, rows, codes)),
        },
    }
}

fn score_column<'a>(scored: &'a Scored<'a>, index: usize) -> AddedColumn<'a> {
    let score = move |row: usize| match scored.frame.scores[index].as_ref().map(|scores| scores.get(row)) {
        Some(Cell::Value(score)) => AddedCell::Number(score.normalized()),
        _ => AddedCell::Empty,
    };
    AddedColumn {
        name: format!("{}_score", scored.set.rules[index].name),
        replaces: None,
        values: AddedValues::Cells(Box::new(score)),
    }
}

/// With an earlier list the label that each customer had and how it has moved; with labels set by hand why and by whom.
fn policy_columns<'a>(scored: &'a Scored<'a>, index: usize, language: Language) -> Vec<AddedColumn<'a>> {
    let (rule, policy) = (&scored.set.rules[index], scored.policy(index));
    let column = |suffix: &str, cell: Box<dyn Fn(usize) -> AddedCell + Sync + 'a>| AddedColumn {
        name: format!("{}_{suffix}", rule.name),
        replaces: None,
        values: AddedValues::Cells(cell),
    };
    let mut columns = Vec::new();
    if policy.previous.is_some() {
        let had = move |row: usize| policy.had(row).map_or(AddedCell::Empty, |code| label_cell(rule, code, language));
        let moved = move |row: usize| {
            let movement = scored.movement(index, row);
            movement.map_or(AddedCell::Empty, |how| AddedCell::Text(language.words().movement(how).to_owned()))
        };
        columns.extend([column("previous", Box::new(had)), column("change", Box::new(moved))]);
    }
    if policy.by_hand.is_some() {
        let by_hand = move |row: usize| {
            let entry = policy.by_hand(row);
            entry.map_or(AddedCell::Empty, |entry| AddedCell::Text(words::by_hand(entry, language)))
        };
        columns.push(column("override", Box::new(by_hand)));
    }
    columns
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

fn reason_column<'a>(scored: &'a Scored<'a>, index: usize, language: Language) -> AddedColumn<'a> {
    let wording = Wording::new(scored, index, language);
    let reason = move |row: usize| AddedCell::Text(wording.why(row));
    AddedColumn {
        name: format!("{}_why", scored.set.rules[index].name),
        replaces: None,
        values: AddedValues::Cells(Box::new(reason)),
    }
}

fn action_column<'a>(scored: &'a Scored<'a>, index: usize, language: Language) -> AddedColumn<'a> {
    let rule = &scored.set.rules[index];
    let codes = scored.all_codes(index);
    let action = move |row: usize| {
        let tier = codes[row].index().and_then(|tier| rule.tiers.get(tier));
        let action = tier.and_then(|tier| words::action(tier, language));
        action.map_or(AddedCell::Empty, |action| AddedCell::Text(action.to_owned()))
    };
    AddedColumn { name: format!("{}_action", rule.name), replaces: None, values: AddedValues::Cells(Box::new(action)) }
}

/// The day of the next contact by the shortest cadence over the rules; nothing where no rule has one.
fn next_contact_column<'a>(scored: &[Scored<'_>], last: &Dates, today: i32) -> AddedColumn<'a> {
    let next = due::next_contacts(scored, last, today);
    let day = move |row: usize| match next[row] {
        Dates::MISSING => AddedCell::Empty,
        day => AddedCell::Date(day),
    };
    AddedColumn { name: "next_contact".to_owned(), replaces: None, values: AddedValues::Cells(Box::new(day)) }
}

/// Where a column of that name stands in the list, if it may be replaced. As everywhere, headers compare without case, width and
/// punctuation: beside a column `Tier` nobody could tell which one a later `--by tier` means.
fn replaced(name: &str, list: &Path, header: &[String], replace: bool) -> Result<Option<usize>, Failure> {
    let like = |text: &String| bare(text) == bare(name);
    let found = header.iter().position(|text| text.trim() == name).or_else(|| header.iter().position(like));
    match found {
        Some(column) if !replace => Err(Error::from(OutputError::ColumnIsThere {
            list: list.to_owned(),
            column: column + 1,
            header: visible(&header[column]).to_owned(),
            name: name.to_owned(),
        })
        .into()),
        _ => Ok(found),
    }
}
