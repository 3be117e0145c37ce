//! The form of a rule: an empty list to fill in, with the best-known header of each field and one customer as an example.

use super::template as say;
use crate::date::Day;
use crate::document::form::{Content, Form, FormColumn};
use crate::document::table::Value;
use crate::language::Language;
use crate::list::header::name::bare;
use crate::result::due::follow_up_fields;
use crate::rule::field::{Field, FieldKind};
use crate::rulefile::RuleFile;

mod example;
mod spelling;

pub(super) use spelling::spelled_cell;

use example::typed;
use spelling::Words;

/// The form of a rule.
#[derive(Debug, Clone)]
pub struct RuleForm {
    /// The form, the customer's number and name first.
    pub form: Form,
    /// The labels of its example, one for each visible rule; none where no example could be found that gets them.
    pub labels: Vec<String>,
}

impl RuleForm {
    /// The form of a rule file. The dates of the example lie as far from `today` as they lie from the day of the test that it is taken
    /// from.
    pub fn of(file: &RuleFile, language: Language, today: Day) -> RuleForm {
        let wanted = wanted(file);
        let fields = wanted.iter().map(|wanted| &wanted.field).collect::<Vec<_>>();
        let words = fields.iter().map(|field| Words::of(file, field, language)).collect::<Vec<_>>();
        let (examples, labels) = example::example(file, &fields, &words, (today, language));
        let columns = wanted.iter().zip(words).zip(examples).map(|((wanted, words), example)| {
            let header = header(&wanted.field, &fields, file, language);
            column(header, wanted, words, example, language)
        });
        let mut columns = columns.collect::<Vec<_>>();
        if let Some(first) = columns.first_mut() {
            let about = [super::title(file, language).to_owned(), say::example(&labels, language)];
            first.notes.splice(0..0, about);
        }
        let form = Form {
            name: language.words().list_sheet().to_owned(),
            choices_name: language.words().choices_sheet().to_owned(),
            columns,
            not_listed: language.words().not_listed().to_owned(),
        };
        RuleForm { form, labels }
    }
}

fn column(header: String, wanted: &Wanted, words: Words, example: Value, language: Language) -> FormColumn {
    let (field, Words { choices, by_tier }) = (&wanted.field, words);
    let help = say::help(field, &choices, &wanted.instead, language);
    let mut notes = Vec::new();
    if field.kind == FieldKind::Tags {
        let (semicolon, colon) = (language.words().semicolon(), language.words().colon());
        notes.push(help.clone());
        notes.extend(by_tier.iter().map(|(label, tags)| format!("{label}{colon}{}", tags.join(semicolon))));
    }
    FormColumn {
        header,
        content: match field.kind {
            FieldKind::Number => Content::Number,
            FieldKind::Percent => Content::Percent,
            FieldKind::Date => Content::Date,
            FieldKind::Flag | FieldKind::Tags | FieldKind::Text | FieldKind::Choice(_) => Content::Text,
        },
        choices,
        is_closed: matches!(field.kind, FieldKind::Flag | FieldKind::Choice(_)),
        help,
        notes,
        typed: typed(&example),
        example,
    }
}

/// A field that a form has, and those that could stand in its place.
struct Wanted {
    field: Field,
    instead: Vec<String>,
}

/// The fields of a form: who the customer is, what the rules read, and what the follow-up counts from.
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
        others().any(is_other)
            || file.set.rules.iter().any(|rule| bare(crate::words::label_header(rule, language)) == key)
    };
    let fits = |header: &&String| language.words().is_own(header);
    let found = field.headers.iter().filter(fits).find(|header| !taken(header));
    found.cloned().unwrap_or_else(|| field.name.replace('_', " "))
}

#[cfg(test)]
mod tests;
