//! The rules that there are, by family.

use super::{FieldEntry, fields, file_name};
use crate::document::Document;
use crate::document::block::{Block, Entry};
use crate::document::table::{Heading, Row, Table, Value};
use crate::language::Language;
use crate::rulefile::{RuleError, RuleFile, bundled};
use crate::words::{self, Terms, headings, library};

/// A rule as the library lists it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Listed {
    /// Its name.
    pub rule: String,
    /// What it is called.
    pub title: String,
    /// What it does.
    pub about: String,
    /// The key of its family.
    pub family: String,
    /// The fields that it reads: those that are needed first.
    pub fields: Vec<FieldEntry>,
    /// The label columns, by the rules' names.
    pub columns: Vec<String>,
    /// The same as they are called in the language.
    #[serde(skip)]
    pub headers: Vec<String>,
}

impl Listed {
    /// A rule in a language.
    pub fn of(file: &RuleFile, language: Language) -> Listed {
        let visible = file.set.rules.iter().filter(|rule| !rule.hidden);
        Listed {
            rule: file.name.clone(),
            title: words::title(file, language).to_owned(),
            about: words::about(file, language).unwrap_or_default().to_owned(),
            family: file.family.clone().unwrap_or_default(),
            fields: fields::of(file, &Terms::new(&file.set, language)),
            columns: visible.clone().map(|rule| rule.name.clone()).collect(),
            headers: visible.map(|rule| words::label_header(rule, language).to_owned()).collect(),
        }
    }

    /// What it needs, in a line.
    pub fn needs(&self, language: Language) -> String {
        let called = |optional: bool| {
            let fields = self.fields.iter().filter(move |field| field.optional == optional && !field.for_due);
            fields.map(|field| field.called.clone()).collect::<Vec<_>>()
        };
        let mut needed: Vec<String> = Vec::new();
        for field in self.fields.iter().filter(|field| !field.optional) {
            // Of several fields one is enough: they are named once, together.
            let either = std::iter::once(&field.called).chain(&field.instead).cloned().collect::<Vec<_>>();
            if !field.instead.is_empty() && needed.iter().any(|known| known.contains(&field.called)) {
                continue;
            }
            needed.push(either.join(language.words().or()));
        }
        library::needs(&needed, &called(true), language)
    }
}

/// The bundled rules.
///
/// # Errors
/// A bundled rule has a mistake, which its own tests would have told.
pub fn all(language: Language) -> Result<Vec<Listed>, RuleError> {
    bundled::RULES.iter().map(|(name, text)| Ok(Listed::of(&RuleFile::parse(name, text, &[])?, language))).collect()
}

/// The families that there are with their rules, each in the order of the library.
pub fn by_family(rules: &[Listed], language: Language) -> Vec<(&'static str, Vec<&Listed>)> {
    let family = |key: &'static str| {
        let rules = rules.iter().filter(|rule| rule.family == key).collect::<Vec<_>>();
        (language.words().family(key).unwrap_or(key), rules)
    };
    library::families().map(family).collect()
}

/// The library as a page: what every rule is called and does, what it needs and gives.
pub fn page(rules: &[Listed], language: Language) -> Document {
    let mut blocks = Vec::new();
    for (family, rules) in by_family(rules, language) {
        blocks.push(Block::Heading(family.to_owned()));
        let entry = |rule: &&Listed| Entry {
            name: rule.rule.clone(),
            first: language.words().title_and_about(&rule.title, &rule.about),
            more: vec![language.words().needs_and_gives(&rule.needs(language), &rule.headers)],
        };
        blocks.push(Block::Entries(rules.iter().map(entry).collect()));
    }
    let data = serde_json::json!({ "rules": rules });
    Document { blocks, data: Some(data), colon: language.words().colon() }
}

/// The library as tables, one for each family.
pub fn tables(rules: &[Listed], language: Language) -> Vec<Table> {
    let table = |(family, rules): (&'static str, Vec<&Listed>)| Table {
        title: family.to_owned(),
        columns: columns(language),
        rows: rules.into_iter().map(|rule| row(rule, language)).collect(),
        ..Table::default()
    };
    by_family(rules, language).into_iter().map(table).collect()
}

/// The library as one table, the family beside each rule.
pub fn one_table(rules: &[Listed], language: Language) -> Table {
    let mut table = Table { columns: columns(language), ..Table::default() };
    table.columns.push(headings::family(language));
    for (family, rules) in by_family(rules, language) {
        for rule in rules {
            let mut row = row(rule, language);
            row.cells.push(Value::text(family));
            table.rows.push(row);
        }
    }
    table
}

fn columns(language: Language) -> Vec<Heading> {
    vec![
        headings::rule(language),
        headings::title(language),
        headings::about(language),
        headings::fields(language),
        headings::columns(language),
    ]
}

fn row(rule: &Listed, language: Language) -> Row {
    let cells =
        [rule.rule.clone(), rule.title.clone(), rule.about.clone(), rule.needs(language), rule.headers.join(", ")];
    Row::body(cells.map(Value::Text).to_vec())
}

/// The library's first page in `docs/rules/`: every family with links to its rules, as Markdown.
pub fn index(rules: &[Listed], language: Language) -> String {
    let mut page = language.words().library_head().to_owned();
    for (family, rules) in by_family(rules, language) {
        page.push_str(&format!("\n## {family}\n\n"));
        for rule in rules {
            let (name, file) = (&rule.rule, file_name(&rule.rule, language));
            let needs = language.words().needs_and_gives(&rule.needs(language), &rule.headers);
            page.push_str(&format!("- [{}]({file}) (`{name}`): {}\n  {needs}\n", rule.title, rule.about));
        }
    }
    page
}
