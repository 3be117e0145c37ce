//! The names that a rule may use, and what each of them stands for.

use super::field::{Field, FieldKind};
use super::settings::{Complaints, Span, nearest};
use crate::folding::folded;
use crate::number::decimal::Decimal;

/// A column that a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ref {
    /// A field of the list, by its index in [`Scope::fields`].
    Field(usize),
    /// A derived value, by its index in [`Scope::derived`].
    Derived(usize),
    /// The label column of an earlier rule, by its index in [`Scope::rules`].
    Label(usize),
    /// The score column of an earlier scorecard, by the rule's index.
    Score(usize),
}

/// The type of a value in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// An exact number; percentages are ratios.
    Number,
    /// A civil date.
    Date,
    /// Yes or no: a flag, or a condition.
    Truth,
    /// A text, a word of a choice, a label.
    Text,
    /// A set of tags.
    Tags,
}

impl Type {
    /// What it is called in a complaint.
    pub fn called(self) -> &'static str {
        match self {
            Type::Number => "a number",
            Type::Date => "a date",
            Type::Truth => "yes or no",
            Type::Text => "a text",
            Type::Tags => "a set of tags",
        }
    }
}

/// An earlier rule, as later ones see it.
#[derive(Debug, Clone)]
pub struct EarlierRule {
    /// Its label column.
    pub name: String,
    /// Its labels, in code order.
    pub labels: Vec<String>,
    /// Whether the labels are numbers (`bins`).
    pub numbers: bool,
    /// Whether it also has a column `<name>_score`.
    pub scored: bool,
}

/// A derived value, as rules see it.
#[derive(Debug, Clone)]
pub struct DerivedName {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Type,
}

/// The names that a rule file knows at one place of it.
#[derive(Debug, Default, Clone)]
pub struct Scope {
    /// The fields: those of the dictionary and the file's own.
    pub fields: Vec<Field>,
    /// The derived values so far.
    pub derived: Vec<DerivedName>,
    /// The rules so far.
    pub rules: Vec<EarlierRule>,
    /// The parameters and their values.
    pub params: Vec<(String, Decimal)>,
    /// The rules that come later in the file, for a better complaint.
    pub later: Vec<String>,
    /// The derived values that use a later rule, and which.
    pub waiting: Vec<(String, String)>,
    /// The derived values and rules whose mistakes have been complained about: using them is no further one.
    pub broken: Vec<String>,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Meaning {
    /// A column.
    Column(Ref, Type),
    /// A parameter's value.
    Param(Decimal),
}

impl Scope {
    /// What a name stands for.
    pub fn find(&self, name: &str) -> Option<Meaning> {
        let by_name = |known: &str| known == name;
        if let Some((_, value)) = self.params.iter().find(|(known, _)| by_name(known)) {
            return Some(Meaning::Param(*value));
        }
        let derived = || self.derived.iter().position(|derived| by_name(&derived.name)).map(Ref::Derived);
        let label = || self.rules.iter().position(|rule| by_name(&rule.name)).map(Ref::Label);
        let scored = |rule: &EarlierRule| rule.scored && name.strip_suffix("_score") == Some(rule.name.as_str());
        let score = || self.rules.iter().position(scored).map(Ref::Score);
        let field = || self.fields.iter().position(|field| by_name(&field.name)).map(Ref::Field);
        let column = derived().or_else(label).or_else(score).or_else(field)?;
        Some(Meaning::Column(column, self.kind(column)))
    }

    /// The type of a column.
    pub fn kind(&self, column: Ref) -> Type {
        match column {
            Ref::Field(index) => field_type(&self.fields[index].kind),
            Ref::Derived(index) => self.derived[index].kind,
            Ref::Label(index) if !self.rules[index].numbers => Type::Text,
            Ref::Label(_) | Ref::Score(_) => Type::Number,
        }
    }

    /// The name of a column.
    pub fn name(&self, column: Ref) -> String {
        match column {
            Ref::Field(index) => self.fields[index].name.clone(),
            Ref::Derived(index) => self.derived[index].name.clone(),
            Ref::Label(index) => self.rules[index].name.clone(),
            Ref::Score(index) => format!("{}_score", self.rules[index].name),
        }
    }

    /// The column of a name that has to be one; complains otherwise.
    pub fn column(&self, name: &str, span: &Span, complaints: &Complaints) -> Option<(Ref, Type)> {
        match self.find(name) {
            Some(Meaning::Column(column, kind)) => Some((column, kind)),
            Some(Meaning::Param(_)) => {
                complaints.error(
                    span,
                    format!("`{name}` is a parameter, not a column"),
                    "name a field, a derived value or an earlier column",
                );
                None
            }
            None => {
                self.unknown(name, span, complaints);
                None
            }
        }
    }

    /// The column of a name that has to be a number.
    pub fn number_column(&self, name: &str, span: &Span, complaints: &Complaints) -> Option<Ref> {
        let (column, kind) = self.column(name, span, complaints)?;
        if kind != Type::Number {
            complaints.error(
                span,
                format!("`{name}` is {}, not a number", kind.called()),
                "name a number, a percentage, or a derived number such as `days_since(last_order)`",
            );
            return None;
        }
        Some(column)
    }

    /// Complains about an unknown name.
    pub fn unknown(&self, name: &str, span: &Span, complaints: &Complaints) {
        let is = |known: &String| known == name || name.strip_suffix("_score") == Some(known.as_str());
        if self.broken.iter().any(is) {
            return;
        }
        if self.later.iter().any(is) {
            complaints.error(
                span,
                format!("`{name}` comes later in this file"),
                "move it above this place: a rule uses earlier columns only",
            );
            return;
        }
        if let Some((_, rule)) = self.waiting.iter().find(|(waiting, _)| waiting == name) {
            complaints.error(
                span,
                format!("`{name}` uses `{rule}`, which is not known yet"),
                format!("move this rule below the rule `{rule}`, or take `{rule}` out of `{name}`"),
            );
            return;
        }
        if complaints.is_full() {
            // Nobody reads this one, so nothing near is looked for.
            complaints.error(span, format!("unknown field `{name}`"), "");
            return;
        }
        let known = self.names();
        let by_header =
            || self.fields.iter().find(|field| field.headers.iter().any(|header| folded(header) == folded(name)));
        let key = toml_key(name);
        let help = match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`? A column of your own is declared with [fields.{key}]"),
            None => match by_header() {
                Some(field) => {
                    format!("write `{}`, which is the field's name whatever its header in the list", field.name)
                }
                None => format!(
                    "declare it with [fields.{key}] and its type, or use a field that every rule knows: `custclass rules show fields` shows them"
                ),
            },
        };
        complaints.error(span, format!("unknown field `{name}`"), help);
    }

    fn names(&self) -> Vec<String> {
        let params = self.params.iter().map(|(name, _)| name.clone());
        let derived = self.derived.iter().map(|derived| derived.name.clone());
        let rules = self.rules.iter().map(|rule| rule.name.clone());
        let fields = self.fields.iter().map(|field| field.name.clone());
        params.chain(derived).chain(rules).chain(fields).collect()
    }
}

/// A name as a key of TOML: in quotes where it has other letters than English ones.
fn toml_key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { format!("{name:?}") }
}

/// The type of a field's values in a rule.
pub fn field_type(kind: &FieldKind) -> Type {
    match kind {
        FieldKind::Number | FieldKind::Percent => Type::Number,
        FieldKind::Date => Type::Date,
        FieldKind::Flag => Type::Truth,
        FieldKind::Tags => Type::Tags,
        FieldKind::Text | FieldKind::Choice(_) => Type::Text,
    }
}
