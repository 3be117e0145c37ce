//! The example of a form: a customer that gets a label by every rule, taken from the rule's own `[[test]]` lists.

use super::spelling::{Words, spelled, spelled_cell};
use crate::date::Day;
use crate::document::table::Value;
use crate::language::Language;
use crate::number::Decimal;
use crate::rule::field::{Field, FieldKind, Fill};
use crate::rule::figure::number_or_percentage;
use crate::rulefile::{RuleFile, cells_of, tiers_of};
use crate::words;

/// How many tags of one tier make an example.
const TAGS: usize = 3;

/// How a form's example comes about.
struct Making<'a> {
    file: &'a RuleFile,
    fields: &'a [&'a Field],
    words: &'a [Words],
    today: Day,
    language: Language,
}

/// The example's cells, one for each field, and its labels. Where no customer of the tests gets a label by every rule, the cells are of
/// the right kind all the same, and there are no labels.
pub(super) fn example(
    file: &RuleFile,
    fields: &[&Field],
    words: &[Words],
    (today, language): (Day, Language),
) -> (Vec<Value>, Vec<String>) {
    let making = Making { file, fields, words, today, language };
    let rows = making.observed();
    // What one test leaves out another one may have.
    let filler = (0..fields.len()).map(|column| {
        if fields[column].kind == FieldKind::Tags {
            return making.general(column);
        }
        let seen = rows.iter().filter_map(|row| row[column].as_ref()).filter(|sample| **sample != Value::Empty);
        let plainest = seen.min_by_key(|sample| is_odd(fields[column], sample));
        plainest.cloned().unwrap_or_else(|| making.general(column))
    });
    let filler = filler.collect::<Vec<_>>();
    let fill = |row: &Vec<Option<Value>>| {
        row.iter().zip(&filler).map(|(cell, filler)| cell.clone().unwrap_or_else(|| filler.clone())).collect()
    };
    let mut candidates: Vec<Vec<Value>> = rows.iter().map(fill).collect();
    // Tags of the tests come from several tiers; the filler's come from one. Otherwise whole rows of a test make better sense.
    let has_tags = fields.iter().any(|field| field.kind == FieldKind::Tags);
    candidates.insert(if has_tags { 0 } else { candidates.len() }, filler);
    candidates.sort_by_key(|row| making.oddity(row));
    for row in &candidates {
        if let Some(labels) = making.labels(row) {
            return (making.named(row), labels);
        }
    }
    (making.named(&candidates[0]), Vec::new())
}

impl Making<'_> {
    /// The customers of the tests that get labels, their cells in the order of the fields; `None` where a list lacks the column.
    fn observed(&self) -> Vec<Vec<Option<Value>>> {
        let mut rows = Vec::new();
        for test in &self.file.tests {
            let Some((header, records)) = cells_of(&self.file.set, &test.list) else { continue };
            let shift = test.as_of.map_or(0, |as_of| self.today.0 - Day::from(as_of).0);
            let column = |field: &&Field| header.iter().position(|name| *name == field.name);
            let columns = self.fields.iter().map(column).collect::<Vec<_>>();
            rows.extend(records.iter().map(|record| {
                let cell = |(column, field): (&Option<usize>, &&Field)| {
                    Some(self.sample(field, record.get((*column)?)?, shift).unwrap_or(Value::Empty))
                };
                columns.iter().zip(self.fields).map(cell).collect()
            }));
        }
        rows
    }

    /// A cell of a test in the form's language; `None` where it is blank or not of the field's kind.
    fn sample(&self, field: &Field, cell: &str, shift: i32) -> Option<Value> {
        if cell.is_empty() {
            return None;
        }
        Some(match &field.kind {
            FieldKind::Number => Value::Amount(number_or_percentage(cell)?),
            FieldKind::Percent => Value::Share(number_or_percentage(cell)?),
            FieldKind::Date => {
                Value::Date(Day(Day::from(cell.parse::<jiff::civil::Date>().ok()?).0.checked_add(shift)?))
            }
            FieldKind::Tags | FieldKind::Flag | FieldKind::Choice(_) | FieldKind::Text => {
                Value::Text(spelled_cell(self.file, field, cell, self.language))
            }
        })
    }

    /// How far a row is from what people expect of an example: blank cells first, then figures that only a test would think of.
    fn oddity(&self, row: &[Value]) -> (usize, usize) {
        let blank = row.iter().filter(|sample| **sample == Value::Empty).count();
        let odd = self.fields.iter().zip(row).filter(|(field, sample)| is_odd(field, sample)).count();
        (blank, odd)
    }

    /// A cell for a field of which the tests say nothing.
    fn general(&self, column: usize) -> Value {
        let (field, words) = (self.fields[column], &self.words[column]);
        let number = |fallback: i64| match field.default {
            Some(Fill::Number(number)) => number,
            _ => Decimal::from(fallback),
        };
        match &field.kind {
            FieldKind::Number => Value::Amount(number(100)),
            FieldKind::Percent => {
                Value::Share(if field.default.is_some() { number(0) } else { Decimal::from_parts(5, 1) })
            }
            FieldKind::Date => Value::Date(self.today),
            FieldKind::Flag => Value::Text(words.choices.last().cloned().unwrap_or_default()),
            FieldKind::Choice(_) => match &field.default {
                Some(Fill::Text(word)) => Value::Text(spelled(self.file, field, word, self.language)),
                _ => Value::Text(words.choices.first().cloned().unwrap_or_default()),
            },
            FieldKind::Tags => {
                let tags = words.by_tier.first().map(|(_, tags)| &tags[..tags.len().min(TAGS)]);
                let tags = tags.map(|tags| tags.join(self.language.words().semicolon()));
                Value::Text(tags.unwrap_or_default())
            }
            FieldKind::Text => words.choices.first().map_or(Value::Empty, |word| Value::Text(word.clone())),
        }
    }

    /// The example with the number and the name of somebody.
    fn named(&self, row: &[Value]) -> Vec<Value> {
        let named = |(field, sample): (&&Field, &Value)| match (field.name.as_str(), sample) {
            ("id", Value::Empty) => Value::Text("C001".to_owned()),
            ("name", Value::Empty) => Value::Text(self.language.words().somebody().to_owned()),
            _ => sample.clone(),
        };
        self.fields.iter().zip(row).map(named).collect()
    }

    /// The labels of an example; `None` where it lacks one.
    fn labels(&self, row: &[Value]) -> Option<Vec<String>> {
        let set = &self.file.set;
        let mut list = csv::Writer::from_writer(Vec::new());
        list.write_record(self.fields.iter().map(|field| field.name.as_str())).ok()?;
        list.write_record(row.iter().map(typed)).ok()?;
        let list = String::from_utf8(list.into_inner().ok()?).ok()?;
        let tiers = tiers_of(set, &list, self.today).ok()?.into_iter().next()?;
        let rules = set.rules.iter().filter(|rule| !rule.hidden);
        rules.zip(tiers).map(|(rule, tier)| Some(words::label(&rule.tiers[tier?], self.language).to_owned())).collect()
    }
}

/// Whether a cell proves a line rather than shows a customer: nothing or less, a part of a unit, tags of a tie.
fn is_odd(field: &Field, sample: &Value) -> bool {
    match sample {
        Value::Amount(number) => number.is_zero() || number.is_negative() || !number.is_integer(),
        Value::Text(_) => field.kind == FieldKind::Tags,
        _ => false,
    }
}

/// A cell as somebody would type it.
pub(super) fn typed(cell: &Value) -> String {
    match cell {
        Value::Text(text) => text.clone(),
        Value::Amount(number) => number.normalized().to_string(),
        Value::Share(ratio) => ratio.shift(2).map(|percent| format!("{}%", percent.normalized())).unwrap_or_default(),
        Value::Date(day) => day.date().map(|date| date.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}
