//! What the tests of methods share: rules and lists as small literals.

use toml::de::{DeTable, DeValue};

use super::column::{Cell, Code, Column, Dates, Flags, Numbers, Tags, Texts};
use super::fit::{check_constants, fit};
use super::frame::Frame;
use super::model::Model;
use super::reason::Reason;
use crate::date::Day;
use crate::number::decimal::Decimal;
use crate::rule::expression::Expr;
use crate::rule::field::{Field, FieldKind, Word};
use crate::rule::method::{METHODS, Method, MethodSettings};
use crate::rule::mistake::{Advice, Found, Part};
use crate::rule::scope::{DerivedName, EarlierRule, Scope};
use crate::rule::settings::{Complaint, Complaints, Node, Section, Setting, Severity, Table};
use crate::rule::tier::{Tier, read_tier};

/// The cells of a list without customers.
pub const NOBODY: &[&str] = &[];

/// A number.
pub fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
}

/// A field.
pub fn field(name: &str, kind: FieldKind) -> Field {
    Field { name: name.to_owned(), kind, headers: Vec::new(), default: None, optional: false, money: false }
}

/// A choice of words, each with its spellings.
pub fn choice(words: &[(&str, &[&str])]) -> FieldKind {
    let word = |(word, spellings): &(&str, &[&str])| Word {
        word: (*word).to_owned(),
        spellings: spellings.iter().map(|spelling| (*spelling).to_owned()).collect(),
    };
    FieldKind::Choice(words.iter().map(word).collect())
}

/// Fields with their cells.
#[derive(Debug, Default)]
pub struct List {
    pub scope: Scope,
    columns: Vec<Option<Column>>,
    derived: Vec<Expr>,
    labels: Vec<Option<Vec<Code>>>,
    rows: usize,
}

impl List {
    /// Adds a field and its cells: numbers, texts, `yes` or `no`, tags between `;`; empty is missing, `!` is bad.
    pub fn with(mut self, name: &str, kind: FieldKind, cells: &[impl AsRef<str>]) -> List {
        let cells = &cells.iter().map(AsRef::as_ref).collect::<Vec<&str>>();
        self.rows = cells.len();
        self.columns.push(Some(column(&kind, cells)));
        self.scope.fields.push(field(name, kind));
        self
    }

    /// Adds a field that the list lacks.
    pub fn without(mut self, name: &str, kind: FieldKind) -> List {
        self.columns.push(None);
        self.scope.fields.push(field(name, kind));
        self
    }

    /// Adds an earlier rule and the labels that it gave; empty is unclassified.
    pub fn labelled(mut self, name: &str, labels: &[&str], given: &[&str]) -> List {
        self.rows = given.len();
        let code = |label: &&str| labels.iter().position(|known| known == label).map_or(Code::NONE, Code::at);
        self.labels.push(Some(given.iter().map(code).collect()));
        self.scope.rules.push(EarlierRule {
            header_zh: None,
            name: name.to_owned(),
            labels: labels.iter().map(|label| (*label).to_owned()).collect(),
            numbers: labels.iter().all(|label| Decimal::parse(label).is_some()),
            scored: false,
        });
        self
    }

    /// Adds a derived value.
    pub fn derived(mut self, name: &str, expression: &str) -> List {
        let text = Setting::Text { text: expression.to_owned(), exact: Some(0) };
        let complaints = Complaints::default();
        let expr = Expr::read(&Node { value: text, span: 0..expression.len() }, &self.scope, &complaints);
        assert_eq!(complaints.into_sorted(), []);
        let expr = expr.expect("an expression without complaints");
        self.scope.derived.push(DerivedName { name: name.to_owned(), kind: expr.kind() });
        self.derived.push(expr);
        self
    }

    /// The columns as rules see them.
    pub fn frame(&self) -> Frame<'_> {
        Frame {
            rows: self.rows,
            fields: self.columns.iter().map(Option::as_ref).collect(),
            absent: Vec::new(),
            scope: &self.scope,
            derived: &self.derived,
            labels: self.labels.clone(),
            scores: vec![None; self.labels.len()],
            as_of: Day::default(),
            histograms: Default::default(),
        }
    }

    /// Reads a rule for this list.
    pub fn read(&self, rule: &str) -> (Option<Rule>, Vec<Complaint>) {
        let parsed = DeTable::parse(rule).unwrap_or_else(|error| panic!("{error}"));
        let table = table_of(parsed.get_ref());
        let complaints = Complaints::default();
        let section = Section::new(&table, 0..rule.len(), Part::Rule, &complaints);
        let name = section.text("method").expect("a method");
        let per = section.text("per").and_then(|per| Some(self.scope.column(per, &(0..0), &complaints)?.0));
        let tier_sections = section.sections("tier", Part::Tier);
        let tiers = tier_sections.iter().map(read_tier).collect();
        let mut settings = MethodSettings { rule: &section, tiers, tier_sections, scope: &self.scope, per };
        let def = METHODS.iter().find(|def| def.name == name).expect("a known method");
        let method = (def.read)(&mut settings);
        if let Some(Method::Decision(decision)) = &method {
            check_constants(decision, &complaints);
        }
        let MethodSettings { tiers, tier_sections, .. } = settings;
        if method.is_some() {
            tier_sections.into_iter().for_each(Section::finish);
            section.finish();
        }
        (method.map(|method| Rule { method, tiers }), complaints.into_sorted())
    }

    /// Reads a rule that has no mistakes.
    pub fn rule(&self, rule: &str) -> Rule {
        let (rule, complaints) = self.read(rule);
        assert_eq!(complaints, []);
        rule.expect("a rule without complaints")
    }

    /// The errors of a rule: message and help.
    pub fn errors(&self, rule: &str) -> Vec<String> {
        self.complaints(rule, Severity::Error)
    }

    /// The warnings about a rule: message and help.
    pub fn warnings(&self, rule: &str) -> Vec<String> {
        self.complaints(rule, Severity::Warning)
    }

    fn complaints(&self, rule: &str, severity: Severity) -> Vec<String> {
        let (_, complaints) = self.read(rule);
        let of = |complaint: &Complaint| {
            let Advice { message, help } = complaint.advice();
            format!("{message}; {}", help.unwrap_or_default())
        };
        complaints.iter().filter(|complaint| complaint.severity == severity).map(of).collect()
    }

    /// The labels that a rule gives; empty is unclassified.
    pub fn labels(&self, rule: &str) -> Vec<String> {
        let rule = self.rule(rule);
        rule.labels(&self.frame())
    }

    /// Why a customer has its label.
    pub fn reason(&self, rule: &str, row: usize) -> Reason {
        self.rule(rule).model(&self.frame()).reason(&self.frame(), row)
    }
}

/// A rule as read.
#[derive(Debug)]
pub struct Rule {
    pub method: Method,
    pub tiers: Vec<Tier>,
}

impl Rule {
    /// The rule fitted to a list.
    pub fn model(&self, frame: &Frame<'_>) -> Box<dyn Model> {
        fit(&self.method, frame)
    }

    /// The labels of all customers; empty is unclassified.
    pub fn labels(&self, frame: &Frame<'_>) -> Vec<String> {
        let codes = codes(self.model(frame).as_ref(), frame);
        codes.iter().map(|code| code.index().map_or("", |index| &self.tiers[index].label).to_owned()).collect()
    }
}

/// The codes of all customers.
pub fn codes(model: &dyn Model, frame: &Frame<'_>) -> Vec<Code> {
    let mut codes = Vec::new();
    frame.blocks().for_each(|block| model.codes(&block, &mut codes));
    codes
}

fn column(kind: &FieldKind, cells: &[&str]) -> Column {
    fn each<T>(cells: &[&str], value: impl Fn(&str) -> T, mut push: impl FnMut(Cell<T>)) {
        for &cell in cells {
            push(match cell {
                "" => Cell::Missing,
                "!" => Cell::Bad,
                text => Cell::Value(value(text)),
            });
        }
    }
    match kind {
        FieldKind::Number | FieldKind::Percent => {
            let mut numbers = Numbers::default();
            each(cells, decimal, |cell| numbers.push(cell));
            Column::Numbers(numbers)
        }
        FieldKind::Date => {
            let mut dates = Dates::default();
            each(cells, |text| text.parse::<i32>().expect("days"), |cell| dates.push(cell));
            Column::Dates(dates)
        }
        FieldKind::Flag => {
            let mut flags = Flags::default();
            each(cells, |text| text == "yes", |cell| flags.push(cell));
            Column::Flags(flags)
        }
        FieldKind::Tags => {
            let mut tags = Tags::default();
            let split = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
            each(cells, split, |cell| {
                tags.push(match &cell {
                    Cell::Value(list) => Cell::Value(list.iter().map(String::as_str)),
                    Cell::Missing => Cell::Missing,
                    Cell::Bad => Cell::Bad,
                });
            });
            Column::Tags(tags)
        }
        FieldKind::Text | FieldKind::Choice(_) => {
            let mut texts = Texts::default();
            each(cells, str::to_owned, |cell| {
                texts.push(match &cell {
                    Cell::Value(text) => Cell::Value(text.as_str()),
                    Cell::Missing => Cell::Missing,
                    Cell::Bad => Cell::Bad,
                });
            });
            Column::Texts(texts)
        }
    }
}

fn table_of(table: &DeTable<'_>) -> Table {
    let mut entries =
        table.iter().map(|(key, value)| (key.get_ref().to_string(), key.span(), node(value))).collect::<Vec<_>>();
    entries.sort_by_key(|(_, span, _)| span.start);
    Table { entries }
}

fn node(value: &toml::Spanned<DeValue<'_>>) -> Node {
    let setting = match value.get_ref() {
        DeValue::String(text) => Setting::Text { text: text.to_string(), exact: None },
        DeValue::Integer(integer) => Setting::Number(decimal(integer.as_str())),
        DeValue::Float(float) => Setting::Number(decimal(float.as_str())),
        DeValue::Boolean(flag) => Setting::Flag(*flag),
        DeValue::Datetime(_) => Setting::Other(Found::Date),
        DeValue::Array(list) => Setting::List(list.iter().map(node).collect()),
        DeValue::Table(table) => Setting::Table(table_of(table)),
    };
    Node { value: setting, span: value.span() }
}
