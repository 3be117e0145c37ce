//! Settings of a rule as a tree in which every value knows its place, and the complaints about them.
//!
//! The rule file's reader makes this tree from TOML. A method takes what it understands from a [`Section`]; what nobody asked for
//! is an unknown key. All mistakes are collected, so that one run shows them all.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use super::mistake::{Advice, Found, Mistake, Part, SettingMistake, Suggestion, Wanted};
use crate::number::decimal::Decimal;

/// A place in a rule file: bytes from its beginning.
pub type Span = Range<usize>;

/// A value of a rule file and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub value: Setting,
    /// Where it stands, quotes and brackets included.
    pub span: Span,
}

/// A value of a rule file.
#[derive(Debug, Clone)]
pub enum Setting {
    /// A text. `exact` says that the text stands in the file as it is, without escapes, right behind its first quote.
    Text {
        /// The text.
        text: String,
        /// Where its first character stands, if every character stands there as it is.
        exact: Option<usize>,
    },
    /// A number, exactly as written.
    Number(Decimal),
    /// True or false.
    Flag(bool),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order written.
    Table(Table),
    /// Anything else TOML knows (its own dates, `inf`, `nan`, numbers beyond 38 digits): what it is.
    Other(Found),
}

impl Setting {
    /// What the value is, for a complaint.
    pub fn found(&self) -> Found {
        match self {
            Setting::Text { .. } => Found::Text,
            Setting::Number(_) => Found::Number,
            Setting::Flag(_) => Found::Flag,
            Setting::List(_) => Found::List,
            Setting::Table(_) => Found::Table,
            Setting::Other(found) => *found,
        }
    }
}

/// A table of a rule file: its entries in the order written.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Key, where the key stands, and value.
    pub entries: Vec<(String, Span, Node)>,
}

impl Table {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(name, ..)| name == key).map(|(_, _, node)| node)
    }
}

/// How grave a complaint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The rule works, but surely not as meant.
    Warning,
    /// The rule file is refused.
    Error,
}

/// A mistake in a rule file, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// How grave it is.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong.
    pub mistake: Mistake,
}

impl Complaint {
    /// What is said of it in English.
    pub fn advice(&self) -> Advice {
        self.mistake.advice()
    }
}

/// Collects the mistakes of a rule file.
#[derive(Debug, Default)]
pub struct Complaints {
    list: RefCell<Vec<Complaint>>,
    errors: Cell<usize>,
}

impl Complaints {
    /// How many complaints are kept. A file with more of them, which is no rule file, would take minutes to tell them all.
    pub const MOST: usize = 1000;

    /// Notes an error.
    pub fn error(&self, span: &Span, mistake: impl Into<Mistake>) {
        self.add(Severity::Error, span, mistake.into());
    }

    /// Notes what works, but surely not as meant.
    pub fn warning(&self, span: &Span, mistake: impl Into<Mistake>) {
        self.add(Severity::Warning, span, mistake.into());
    }

    fn add(&self, severity: Severity, span: &Span, mistake: Mistake) {
        let complaint = Complaint { severity, span: span.clone(), mistake };
        // What was said before counts as well: whoever says it knows by the count that something is wrong.
        self.errors.set(self.errors.get() + usize::from(severity == Severity::Error));
        let mut list = self.list.borrow_mut();
        if list.len() < Self::MOST && !list.contains(&complaint) {
            list.push(complaint);
        }
    }

    /// Whether no more complaints are kept.
    pub fn is_full(&self) -> bool {
        self.list.borrow().len() >= Self::MOST
    }

    /// How many errors were noted so far, those said twice counted twice.
    pub fn errors(&self) -> usize {
        self.errors.get()
    }

    /// All complaints in the order of the file.
    pub fn into_sorted(self) -> Vec<Complaint> {
        let mut list = self.list.into_inner();
        list.sort_by_key(|complaint| (complaint.span.start, complaint.span.end));
        list
    }
}

/// A table of a rule file while it is being read: what is asked for is known, the rest is complained about.
#[derive(Debug)]
pub struct Section<'a> {
    table: &'a Table,
    span: Span,
    part: Part,
    asked: RefCell<Vec<&'static str>>,
    complaints: &'a Complaints,
}

impl<'a> Section<'a> {
    /// A section over a table; complaints name it by `part`.
    pub fn new(table: &'a Table, span: Span, part: Part, complaints: &'a Complaints) -> Section<'a> {
        Section { table, span, part, asked: RefCell::default(), complaints }
    }

    /// Where the table stands.
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// What it is.
    pub fn part(&self) -> Part {
        self.part
    }

    /// Where mistakes go.
    pub fn complaints(&self) -> &'a Complaints {
        self.complaints
    }

    /// The value of a key, whatever it is.
    pub fn get(&self, key: &'static str) -> Option<&'a Node> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Whether the key is there, without asking for its value.
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// All entries; for tables whose keys are the user's own words.
    pub fn entries(&self) -> &'a [(String, Span, Node)] {
        &self.table.entries
    }

    /// A text, if the key is there.
    pub fn text(&self, key: &'static str) -> Option<&'a str> {
        let node = self.get(key)?;
        match &node.value {
            Setting::Text { text, .. } => Some(text),
            _ => {
                self.wrong(key, node, Wanted::Text);
                None
            }
        }
    }

    /// A text that has to be there.
    pub fn needed_text(&self, key: &'static str, example: &str) -> Option<&'a str> {
        if !self.has(key) {
            self.missing(key, example);
        }
        self.text(key)
    }

    /// True or false, if the key is there.
    pub fn flag(&self, key: &'static str) -> Option<bool> {
        let node = self.get(key)?;
        match &node.value {
            Setting::Flag(flag) => Some(*flag),
            _ => {
                self.wrong(key, node, Wanted::Flag);
                None
            }
        }
    }

    /// A colour of the form `#RRGGBB`, if the key is there.
    pub fn color(&self, key: &'static str) -> Option<String> {
        let text = self.text(key)?;
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        if digits.is_none_or(|digits| !digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            let span = &self.get(key)?.span;
            self.complaints.error(span, SettingMistake::NotAColor { text: text.to_owned() });
            return None;
        }
        Some(text.to_ascii_uppercase())
    }

    /// A list of texts, or one text; each with its place.
    pub fn texts(&self, key: &'static str) -> Vec<(&'a str, Span)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        texts_of(node, |node| self.wrong(key, node, Wanted::Texts))
    }

    /// A table below this one.
    pub fn section(&self, key: &'static str, part: Part) -> Option<Section<'a>> {
        let node = self.get(key)?;
        match &node.value {
            Setting::Table(table) => Some(Section::new(table, node.span.clone(), part, self.complaints)),
            _ => {
                self.wrong(key, node, Wanted::Table);
                None
            }
        }
    }

    /// A list of tables below this one.
    pub fn sections(&self, key: &'static str, part: Part) -> Vec<Section<'a>> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Setting::List(list) = &node.value else {
            self.wrong(key, node, Wanted::Tables);
            return Vec::new();
        };
        let section = |node: &'a Node| match &node.value {
            Setting::Table(table) => Some(Section::new(table, node.span.clone(), part, self.complaints)),
            _ => {
                self.wrong(key, node, Wanted::TableOfList);
                None
            }
        };
        list.iter().filter_map(section).collect()
    }

    /// Complains that a key is missing.
    pub fn missing(&self, key: &'static str, example: impl Into<String>) {
        self.complaints.error(&self.head(), SettingMistake::Missing { part: self.part, key, example: example.into() });
    }

    /// Complains about the type of what was found under a key.
    pub fn wrong(&self, key: &str, node: &Node, wanted: Wanted) {
        let found = node.value.found();
        self.complaints.error(&node.span, SettingMistake::WrongType { key: key.to_owned(), found, wanted });
    }

    /// Where a complaint about the value of a key points: the first of these keys that is there, otherwise where one about the whole section
    /// does.
    pub fn span_of(&self, keys: &[&'static str]) -> Span {
        keys.iter().find_map(|key| self.get(key)).map_or_else(|| self.head(), |node| node.span.clone())
    }

    /// Where a complaint about the whole section points: its first key.
    pub fn head(&self) -> Span {
        self.table.entries.first().map_or_else(|| self.span.clone(), |(_, key, _)| key.clone())
    }

    /// Complains about the keys that nobody asked for.
    pub fn finish(self) {
        self.finish_knowing(&[]);
    }

    /// Complains about the keys that nobody asked for and that are not known either: for a section whose mistakes kept its reader from
    /// asking for all of them.
    pub fn finish_knowing(self, known: &[String]) {
        let asked = self.asked.borrow();
        let all = || asked.iter().copied().chain(known.iter().map(String::as_str));
        for (key, span, _) in self.table.entries.iter().take_while(|_| !self.complaints.is_full()) {
            if !all().any(|known| known == key) {
                let known = Suggestion::new(key, all());
                self.complaints.error(span, SettingMistake::UnknownKey { part: self.part, key: key.clone(), known });
            }
        }
    }
}

/// The texts of a node that is a text or a list of texts.
pub fn texts_of<'a>(node: &'a Node, mut wrong: impl FnMut(&'a Node)) -> Vec<(&'a str, Span)> {
    let mut texts = Vec::new();
    let mut take = |node: &'a Node| match &node.value {
        Setting::Text { text, .. } => texts.push((text.as_str(), node.span.clone())),
        _ => wrong(node),
    };
    match &node.value {
        Setting::List(list) => list.iter().for_each(&mut take),
        _ => take(node),
    }
    texts
}

/// `did you mean …`, or what there is to choose from.
pub fn suggestion<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    Suggestion::new(wrong, known).to_string()
}

/// The known name that is most like a wrong one, if any is near.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let mut best = None;
    for name in known {
        let likeness = strsim::jaro_winkler(&wrong, &name.to_lowercase());
        if likeness >= 0.8 && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}
