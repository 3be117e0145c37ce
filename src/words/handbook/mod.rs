//! The page of a rule, as a handbook has it: what it is for, what it needs, how it decides, what to do, and an example.
//!
//! [`Page::of`] reads a rule file and says everything in one language; [`Page::document`] makes of it what every format draws.

use serde::Serialize;

use crate::document::block::Command;
use crate::language::Language;
use crate::rulefile::RuleFile;
use crate::words::{self, Terms};

mod blocks;
mod columns;
mod commands;
mod example;
mod fields;
pub mod library;
mod methods;
pub mod phrases;

pub use fields::dictionary_page;
pub use methods::Cut;
pub use phrases::Edge;

/// The page of a rule. Every text is in the page's language; names of columns, fields and parameters are as rule files write them.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The rule's name, or the path of its file.
    pub rule: String,
    /// What it is called.
    pub title: String,
    /// What it does, in a sentence or two.
    pub about: Option<String>,
    /// The family that it belongs to.
    pub family: Option<String>,
    /// Where its figures come from.
    pub source: Option<String>,
    /// Which figures are the source's and which are defaults, how the source is read, what else should be known.
    pub notes: Vec<String>,
    /// What a list needs.
    pub fields: Vec<FieldEntry>,
    /// Values that are worked out from the fields.
    pub derived: Vec<Derived>,
    /// The label columns.
    pub columns: Vec<Column>,
    /// The figures that users change.
    pub params: Vec<Param>,
    /// Commands to copy.
    pub commands: Vec<Command>,
    /// A small list and its labels.
    pub example: Option<Example>,
}

/// A field that a rule reads.
#[derive(Debug, Clone, Serialize)]
pub struct FieldEntry {
    /// Its name in rule files, for `--map`.
    pub name: String,
    /// What people call it.
    pub called: String,
    /// What stands in its cells.
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether a list may lack it.
    pub optional: bool,
    /// Whether it is read only to tell when a customer is due.
    pub for_due: bool,
    /// The other fields of which one is enough.
    pub instead: Vec<String>,
    /// The headers that it goes by, those of the page's language first.
    pub headers: Vec<String>,
    /// What stands for a blank cell, if anything does.
    pub default: Option<String>,
    /// The words of a choice, each with its spellings.
    pub words: Vec<Vec<String>>,
}

/// A value that is worked out.
#[derive(Debug, Clone, Serialize)]
pub struct Derived {
    /// Its name.
    pub name: String,
    /// What it is, in words.
    pub words: String,
}

/// A label column.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// How it is found.
    pub method: String,
    /// Sentences about how it is found.
    pub how: Vec<String>,
    /// What gives points, and how many (scorecards).
    pub items: Vec<Item>,
    /// The labels by the labels of two other columns (matrices).
    pub grid: Option<Grid>,
    /// The classes, best first.
    pub tiers: Vec<Tier>,
}

/// What gives points.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// The column.
    pub column: String,
    /// Its weight, where points are weighted.
    pub weight: Option<String>,
    /// How it gives points.
    pub points: String,
}

/// The labels by the labels of two other columns.
#[derive(Debug, Clone, Serialize)]
pub struct Grid {
    /// The column whose labels stand down the side.
    pub rows: String,
    /// The column whose labels stand across the top.
    pub cols: String,
    /// The labels across the top.
    pub across: Vec<String>,
    /// For each label down the side: it, and the labels of its cells.
    pub lines: Vec<(String, Vec<String>)>,
}

/// A class.
#[derive(Debug, Clone, Serialize)]
pub struct Tier {
    /// Its label.
    pub label: String,
    /// Who gets it, if the method says so class by class.
    pub when: Option<String>,
    /// How to serve or to talk to these customers.
    pub action: Option<String>,
    /// When to contact, to review, to release; what it falls to; how it is marked.
    pub follow_up: Vec<String>,
    /// The colour that it is marked with, `#RRGGBB`, if it is.
    pub mark: Option<String>,
}

/// A figure that users change.
#[derive(Debug, Clone, Serialize)]
pub struct Param {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// An option that sets it.
    pub example: String,
    /// Where it is used.
    pub used: Vec<String>,
}

/// A small list and its labels.
#[derive(Debug, Clone, Serialize)]
pub struct Example {
    /// 'Today', where the rule depends on it.
    pub as_of: Option<String>,
    /// The headers, those of the label columns last.
    pub header: Vec<String>,
    /// How many of the headers, at the end, are label columns.
    pub labels: usize,
    /// The customers.
    pub rows: Vec<Vec<String>>,
}

impl Page {
    /// The page of a rule in a language.
    pub fn of(file: &RuleFile, language: Language) -> Page {
        let terms = Terms::new(&file.set, language);
        let mut page = Page {
            rule: file.name.clone(),
            title: words::title(file, language).to_owned(),
            about: words::about(file, language).map(str::to_owned),
            family: words::family(file, language),
            source: words::source(file, language).map(str::to_owned),
            notes: words::notes(file, language).to_vec(),
            fields: fields::of(file, &terms),
            derived: derived(file, &terms),
            columns: columns::of(file, &terms),
            params: commands::params(file, &terms),
            commands: Vec::new(),
            example: example::of(file, &terms),
        };
        page.commands = commands::of(file, &page, language);
        page
    }
}

/// The derived values that the page calls by their names, because they are too long to be said where they are used.
fn derived(file: &RuleFile, terms: &Terms<'_>) -> Vec<Derived> {
    let entry = |(name, expr): (&crate::rule::scope::DerivedName, &crate::rule::expression::Expr)| {
        let said_in_full = terms.column(&name.name) != name.name;
        (!said_in_full).then(|| Derived { name: name.name.clone(), words: terms.expression(expr.text()) })
    };
    file.set.scope.derived.iter().zip(&file.set.derived).filter_map(entry).collect()
}

/// The name of a page's file in `docs/rules/`.
pub fn file_name(rule: &str, language: Language) -> String {
    language.words().page_file(rule)
}
