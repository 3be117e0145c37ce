//! Settings of a rule as a tree in which every value knows its place, and the complaints about them.
//!
//! The rule file's reader makes this tree from TOML. A method takes what it understands from a [`Section`]; what nobody asked for
//! is an unknown key. All mistakes are collected, so that one run shows them all.

use std::cell::{Cell, RefCell};
use std::ops::Range;

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
    /// Anything else TOML knows (its own dates, `inf`, `nan`, numbers beyond 38 digits): what it is called.
    Other(&'static str),
}

impl Setting {
    /// What the value is called in a complaint.
    pub fn called(&self) -> &'static str {
        match self {
            Setting::Text { .. } => "a text",
            Setting::Number(_) => "a number",
            Setting::Flag(_) => "true or false",
            Setting::List(_) => "a list",
            Setting::Table(_) => "a table",
            Setting::Other(what) => what,
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

/// A mistake in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// How grave it is.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
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

    /// Notes an error and what would be right.
    #[track_caller]
    pub fn error(&self, span: &Span, message: impl Into<String>, help: impl Into<String>) {
        self.add(Severity::Error, span, message.into(), help.into());
    }

    /// Notes a warning and what would be better.
    #[track_caller]
    pub fn warning(&self, span: &Span, message: impl Into<String>, help: impl Into<String>) {
        self.add(Severity::Warning, span, message.into(), help.into());
    }

    #[track_caller]
    fn add(&self, severity: Severity, span: &Span, message: String, help: String) {
        #[cfg(test)]
        inventory::note();
        let help = (!help.is_empty()).then_some(help);
        let complaint = Complaint { severity, span: span.clone(), message, help };
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
    what: &'static str,
    asked: RefCell<Vec<&'static str>>,
    complaints: &'a Complaints,
}

impl<'a> Section<'a> {
    /// A section over a table; `what` names it in complaints ("rule", "tier").
    pub fn new(table: &'a Table, span: Span, what: &'static str, complaints: &'a Complaints) -> Section<'a> {
        Section { table, span, what, asked: RefCell::default(), complaints }
    }

    /// Where the table stands.
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// What it is called in complaints.
    pub fn what(&self) -> &'static str {
        self.what
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
            other => {
                self.wrong(key, node, other, "a text in quotes");
                None
            }
        }
    }

    /// A text that has to be there.
    #[track_caller]
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
            other => {
                self.wrong(key, node, other, "true or false, without quotes");
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
            self.complaints.error(
                span,
                format!("\"{text}\" is not a colour"),
                "write red, green and blue in two hexadecimal digits each, as in \"#B9C4CC\"",
            );
            return None;
        }
        Some(text.to_ascii_uppercase())
    }

    /// A list of texts, or one text; each with its place.
    pub fn texts(&self, key: &'static str) -> Vec<(&'a str, Span)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        texts_of(node, |node, value| self.wrong(key, node, value, "a text in quotes, or a list of texts"))
    }

    /// A table below this one.
    pub fn section(&self, key: &'static str, what: &'static str) -> Option<Section<'a>> {
        let node = self.get(key)?;
        match &node.value {
            Setting::Table(table) => Some(Section::new(table, node.span.clone(), what, self.complaints)),
            other => {
                self.wrong(key, node, other, &format!("a table, as in {key} = {{ … }}"));
                None
            }
        }
    }

    /// A list of tables below this one.
    pub fn sections(&self, key: &'static str, what: &'static str) -> Vec<Section<'a>> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Setting::List(list) = &node.value else {
            let wanted =
                format!("double brackets, as in [[rule]] or [[rule.tier]], or a list: {key} = [ {{ … }}, {{ … }} ]");
            self.wrong(key, node, &node.value, &wanted);
            return Vec::new();
        };
        let section = |node: &'a Node| match &node.value {
            Setting::Table(table) => Some(Section::new(table, node.span.clone(), what, self.complaints)),
            other => {
                self.wrong(key, node, other, "a table, as in { name = \"x\", … }");
                None
            }
        };
        list.iter().filter_map(section).collect()
    }

    /// Complains that a key is missing.
    #[track_caller]
    pub fn missing(&self, key: &str, example: &str) {
        let message = format!("this {} has no `{key}`", self.what);
        self.complaints.error(&self.head(), message, format!("add {example}"));
    }

    /// Complains about what was found under a key.
    #[track_caller]
    pub fn wrong(&self, key: &str, node: &Node, found: &Setting, wanted: &str) {
        let message = format!("`{key}` is {}", found.called());
        self.complaints.error(&node.span, message, format!("write {wanted}"));
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
    #[track_caller]
    pub fn finish_knowing(self, known: &[String]) {
        let asked = self.asked.borrow();
        let all = || asked.iter().copied().chain(known.iter().map(String::as_str));
        for (key, span, _) in self.table.entries.iter().take_while(|_| !self.complaints.is_full()) {
            if !all().any(|known| known == key) {
                let message = format!("unknown key `{key}` in this {}", self.what);
                self.complaints.error(span, message, suggestion(key, all()));
            }
        }
    }
}

/// The texts of a node that is a text or a list of texts.
pub fn texts_of<'a>(node: &'a Node, mut wrong: impl FnMut(&'a Node, &'a Setting)) -> Vec<(&'a str, Span)> {
    let mut texts = Vec::new();
    let mut take = |node: &'a Node| match &node.value {
        Setting::Text { text, .. } => texts.push((text.as_str(), node.span.clone())),
        other => wrong(node, other),
    };
    match &node.value {
        Setting::List(list) => list.iter().for_each(&mut take),
        _ => take(node),
    }
    texts
}

/// `did you mean …`, or what there is to choose from.
pub fn suggestion<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut known = known.into_iter().collect::<Vec<_>>();
    known.sort_unstable();
    known.dedup();
    if let Some(near) = nearest(wrong, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    match known.len() {
        0 => String::new(),
        1..=24 => format!("known here: {}", known.join(", ")),
        _ => format!("known here, among {}: {}", known.len(), known[..24].join(", ")),
    }
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

/// Which places of the loader have complained on this thread: the test that every complaint has a case asks for them.
#[cfg(test)]
pub mod inventory {
    use std::cell::RefCell;
    use std::collections::BTreeSet;
    use std::panic::Location;

    thread_local! {
        static PLACES: RefCell<BTreeSet<(&'static str, u32)>> = const { RefCell::new(BTreeSet::new()) };
    }

    /// Notes who complains: the first caller that only complains for itself.
    #[track_caller]
    pub fn note() {
        let place = Location::caller();
        PLACES.with_borrow_mut(|places| places.insert((place.file(), place.line())));
    }

    /// Who has complained so far: file and line.
    pub fn noted() -> BTreeSet<(&'static str, u32)> {
        PLACES.with_borrow(Clone::clone)
    }
}
