//! Which rules a list could be scored with, and what is missing for the others.

use serde::Serialize;

use crate::document::Document;
use crate::document::block::{Block, Entry};
use crate::document::table::{Row, Table, Value};
use crate::language::Language;
use crate::result::fitting::{Fitting, Missing};
use crate::words::{self, Terms, headings, library};

/// How a rule fits a list, in words.
#[derive(Debug, Serialize)]
struct Said<'a> {
    rule: &'a str,
    title: &'a str,
    ready: bool,
    columns: &'a [&'a str],
    uses: Vec<Found<'a>>,
    without: Vec<Lacking<'a>>,
    missing: Vec<Lacking<'a>>,
}

/// A field that the list has.
#[derive(Debug, Serialize)]
struct Found<'a> {
    field: &'a str,
    called: String,
    header: &'a str,
}

/// A field that the list lacks; of several that would do, the first.
#[derive(Debug, Serialize)]
struct Lacking<'a> {
    field: &'a str,
    /// What people call it; of several that would do, all.
    called: String,
    /// What comes of it, or why the column does not do.
    why: Option<String>,
}

impl<'a> Said<'a> {
    fn of(fitting: &'a Fitting<'a>, language: Language) -> Said<'a> {
        let terms = Terms::new(&fitting.file.set, language);
        let uses =
            fitting.uses.iter().map(|(field, header)| Found { field: &field.name, called: terms.field(field), header });
        let without = fitting.without.iter().map(|field| Lacking {
            field: &field.name,
            called: terms.field(field),
            why: Some(library::done_without(field, language)),
        });
        let missing = |missing: &Missing<'a>| {
            let called = |fields: &[&_]| fields.iter().map(|field| terms.field(field)).collect::<Vec<_>>();
            let (called, why) = match missing {
                Missing::Field(field, has) => (terms.field(field), library::why_not(has, language)),
                Missing::OneOf(fields, has) => {
                    (called(fields).join(language.words().or()), library::why_not(has, language))
                }
                Missing::Any(fields) => (language.words().any_of(&called(fields)), None),
            };
            Lacking { field: missing.field().map_or("", |field| &field.name), called, why }
        };
        Said {
            rule: &fitting.file.name,
            title: words::title(fitting.file, language),
            ready: fitting.is_ready(),
            columns: &fitting.columns,
            uses: uses.collect(),
            without: without.collect(),
            missing: fitting.missing.iter().map(missing).collect(),
        }
    }

    fn uses(&self, language: Language) -> String {
        let said = self.uses.iter().map(|found| library::found(&found.called, found.header, language));
        said.collect::<Vec<_>>().join(language.words().comma())
    }
}

fn lacking(fields: &[Lacking<'_>], language: Language) -> String {
    let said = fields.iter().map(|lacking| match &lacking.why {
        Some(why) => language.words().aside(&lacking.called, why),
        None => lacking.called.clone(),
    });
    said.collect::<Vec<_>>().join(language.words().comma())
}

/// The page of a list: the rules that it is ready for, then the others.
pub fn page(list: &str, fittings: &[Fitting<'_>], language: Language) -> Document {
    let said = fittings.iter().map(|fitting| Said::of(fitting, language)).collect::<Vec<_>>();
    let (ready, others): (Vec<_>, Vec<_>) = said.iter().partition(|rule| rule.ready);
    let mut blocks = vec![Block::Title(language.words().how_many_ready(list, ready.len(), fittings.len()))];
    for (heading, rules) in [(language.words().rules_ready(), ready), (language.words().rules_not_ready(), others)] {
        if !rules.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.push(Block::Entries(rules.into_iter().map(|rule| entry(rule, language)).collect()));
        }
    }
    let data = serde_json::json!({ "list": list, "rules": said });
    Document { blocks, data: Some(data), colon: language.words().colon() }
}

fn entry(rule: &Said<'_>, language: Language) -> Entry {
    let lines = [
        (headings::lacks(language).text, lacking(&rule.missing, language)),
        (headings::uses(language).text, rule.uses(language)),
        (headings::without(language).text, lacking(&rule.without, language)),
    ];
    // What a rule could do without does not matter before it has what it needs.
    let told = if rule.ready { 3 } else { 2 };
    let said = lines.into_iter().take(told).filter(|(_, said)| !said.is_empty());
    let more = said.map(|(what, said)| format!("{what}{}{said}", language.words().colon())).collect();
    Entry { name: rule.rule.to_owned(), first: rule.title.to_owned(), more }
}

/// The same as a table.
pub fn table(fittings: &[Fitting<'_>], language: Language) -> Table {
    let row = |fitting: &Fitting<'_>| {
        let rule = Said::of(fitting, language);
        let cells = [
            rule.rule.to_owned(),
            rule.title.to_owned(),
            language.words().yes_or_no(rule.ready).to_owned(),
            lacking(&rule.missing, language),
            rule.uses(language),
            lacking(&rule.without, language),
            rule.columns.join(", "),
        ];
        Row::body(cells.map(Value::Text).to_vec())
    };
    Table {
        columns: vec![
            headings::rule(language),
            headings::title(language),
            headings::ready(language),
            headings::lacks(language),
            headings::uses(language),
            headings::without(language),
            headings::columns(language),
        ],
        rows: fittings.iter().map(row).collect(),
        ..Table::default()
    }
}
