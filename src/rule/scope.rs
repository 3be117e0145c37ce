//! The names that a rule may use, and what each of them stands for.

use std::fmt;

use super::field::{Field, FieldKind};
use super::mistake::{FieldHint, NameMistake};
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

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Type::Number => "a number",
            Type::Date => "a date",
            Type::Truth => "yes or no",
            Type::Text => "a text",
            Type::Tags => "a set of tags",
        })
    }
}

/// An earlier rule, as later ones see it.
#[derive(Debug, Clone)]
pub struct EarlierRule {
    /// Its label column.
    pub name: String,
    /// What the column is called in Chinese.
    pub header_zh: Option<String>,
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
    /// The parameters that the file writes as percentages.
    pub percent_params: Vec<String>,
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
                complaints.error(span, NameMistake::ParamForColumn { name: name.to_owned() });
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
            complaints.error(span, NameMistake::NotNumbers { name: name.to_owned(), kind });
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
        let named = name.to_owned();
        if self.later.iter().any(is) {
            complaints.error(span, NameMistake::ComesLater { name: named });
        } else if let Some((_, rule)) = self.waiting.iter().find(|(waiting, _)| waiting == name) {
            complaints.error(span, NameMistake::UsesLaterRule { name: named, rule: rule.clone() });
        } else {
            // Where no more complaints are kept nobody reads this one, so nothing near is looked for.
            let hint = if complaints.is_full() { FieldHint::None } else { self.hint(name) };
            complaints.error(span, NameMistake::UnknownField { name: named, hint });
        }
    }

    /// What helps where a name is unknown.
    fn hint(&self, name: &str) -> FieldHint {
        if let Some(near) = nearest(name, self.names().iter().map(String::as_str)) {
            return FieldHint::Near(near.to_owned());
        }
        let has_header = |field: &&Field| field.headers.iter().any(|header| folded(header) == folded(name));
        let field = self.fields.iter().find(has_header);
        field.map_or(FieldHint::Declare, |field| FieldHint::Header(field.name.clone()))
    }

    fn names(&self) -> Vec<String> {
        let params = self.params.iter().map(|(name, _)| name.clone());
        let derived = self.derived.iter().map(|derived| derived.name.clone());
        let rules = self.rules.iter().map(|rule| rule.name.clone());
        let fields = self.fields.iter().map(|field| field.name.clone());
        params.chain(derived).chain(rules).chain(fields).collect()
    }
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
