//! Templates: an empty list to fill in for a rule, with the best-known header of each field and one customer as an example.

use super::due::follow_up_fields;
use crate::language::Language;
use crate::list::header::name::bare;
use crate::rulefile::RuleFile;
use crate::score::field::{Field, FieldKind};
use crate::words::template as words;

mod example;
mod spelling;

pub use example::{Sample, plain};
use spelling::Words;

/// A list to fill in for a rule.
#[derive(Debug, Clone)]
pub struct Template {
    /// What the rule is called.
    pub title: String,
    /// The language of headers and words.
    pub language: Language,
    /// The columns, the customer's number and name first.
    pub columns: Vec<Column>,
    /// The labels of the example, one for each visible rule; none where no example could be found that gets them.
    pub labels: Vec<String>,
}

/// A column of a template.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// The field.
    pub field: Field,
    /// The words to choose from, where it is a column of words.
    pub choices: Vec<String>,
    /// The words by the tier that they speak for, each tier by its label: for tags.
    pub by_tier: Vec<(String, Vec<String>)>,
    /// What to write into it.
    pub help: String,
    /// The example's cell.
    pub sample: Sample,
}

impl Template {
    /// The template of a rule file. The dates of the example lie as far from `today` as they lie from the day of the test that it is
    /// taken from. A day is so many since 1970-01-01.
    pub fn of(file: &RuleFile, language: Language, today: i32) -> Template {
        let wanted = wanted(file);
        let fields = wanted.iter().map(|wanted| &wanted.field).collect::<Vec<_>>();
        let words = fields.iter().map(|field| Words::of(file, field, language)).collect::<Vec<_>>();
        let (samples, labels) = example::example(file, &fields, &words, (today, language));
        let columns = wanted.iter().zip(words).zip(samples).map(|((wanted, words), sample)| {
            let header = header(&wanted.field, &fields, file, language);
            let Words { choices, by_tier } = words;
            let help = words::help(&wanted.field, &choices, &wanted.instead, language);
            Column { header, field: wanted.field.clone(), choices, by_tier, help, sample }
        });
        Template { title: crate::words::title(file, language).to_owned(), language, columns: columns.collect(), labels }
    }
}

/// A field that a template has, and those that could stand in its place.
struct Wanted {
    field: Field,
    instead: Vec<String>,
}

/// The fields of a template: who the customer is, what the rules read, and what the follow-up counts from.
fn wanted(file: &RuleFile) -> Vec<Wanted> {
    let fields = &file.set.scope.fields;
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut add = |field: &Field, instead: Vec<String>| {
        if !wanted.iter().any(|known| known.field.name == field.name) {
            wanted.push(Wanted { field: field.clone(), instead });
        }
    };
    let named = |name: &str| fields.iter().find(|field| field.name == name);
    named("id").into_iter().chain(named("name")).for_each(|field| add(field, Vec::new()));
    for need in file.set.needs() {
        let Some((first, others)) = need.alternatives.split_first() else { continue };
        let others = others.iter().filter(|fields| fields.len() == 1).flatten();
        let instead = others.map(|&other| fields[other].name.clone()).collect::<Vec<_>>();
        first.iter().for_each(|&field| add(&fields[field], instead.clone()));
    }
    follow_up_fields(&file.set).iter().for_each(|field| add(field, Vec::new()));
    wanted
}

/// The first header of a field in a language that is neither another field's nor a column of the rules; else the field's name.
fn header(field: &Field, fields: &[&Field], file: &RuleFile, language: Language) -> String {
    let others = || fields.iter().filter(|other| other.name != field.name);
    let taken = |header: &&String| {
        let key = bare(header);
        let is_other = |other: &&Field| other.headers.iter().chain([&other.name]).any(|name| bare(name) == key);
        others().any(is_other) || file.set.rules.iter().any(|rule| bare(&rule.name) == key)
    };
    let fits = |header: &&String| spelling::is_chinese(header) == (language == Language::Zh);
    let found = field.headers.iter().filter(fits).find(|header| !taken(header));
    found.cloned().unwrap_or_else(|| field.name.replace('_', " "))
}

/// Whether a column takes one word of a closed list, in any of its spellings.
pub fn is_closed(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Flag | FieldKind::Choice(_))
}

#[cfg(test)]
mod tests;
