//! Columns whose values a rule can list: texts, the words of a choice, yes and no, the labels of an earlier rule.

use super::field::{FieldKind, Word};
use super::mistake::{NameMistake, Suggestion};
use super::scope::{Ref, Scope, Type};
use super::settings::{Complaints, Span};
use crate::folding::folded;

/// Yes and no as rules write them, in the order of their numbers.
pub const FLAG_WORDS: [&str; 2] = ["no", "yes"];

/// A column whose values a rule can list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The column.
    pub column: Ref,
    /// What it can hold.
    pub values: Values,
}

/// The values that a column can hold.
#[derive(Debug, Clone)]
pub enum Values {
    /// Any text.
    Texts,
    /// The words of a choice.
    Words(Vec<Word>),
    /// Yes and no.
    Flags,
    /// The labels of an earlier rule, in code order.
    Labels(Vec<String>),
}

impl Listed {
    /// The column, if it is one whose values can be listed.
    pub fn new(column: Ref, scope: &Scope) -> Option<Listed> {
        let values = match (column, scope.kind(column)) {
            (Ref::Label(rule), _) => Values::Labels(scope.rules[rule].labels.clone()),
            (Ref::Field(field), _) => match &scope.fields[field].kind {
                FieldKind::Text => Values::Texts,
                FieldKind::Choice(words) => Values::Words(words.clone()),
                FieldKind::Flag => Values::Flags,
                FieldKind::Number | FieldKind::Percent | FieldKind::Date | FieldKind::Tags => return None,
            },
            (Ref::Derived(_), Type::Text) => Values::Texts,
            (Ref::Derived(_), Type::Truth) => Values::Flags,
            (Ref::Derived(_) | Ref::Score(_), _) => return None,
        };
        Some(Listed { column, values })
    }

    /// All values that the column can have, as rules write them; `None` where any text may stand in it.
    pub fn all(&self) -> Option<Vec<&str>> {
        match &self.values {
            Values::Texts => None,
            Values::Words(words) => Some(words.iter().map(|word| word.word.as_str()).collect()),
            Values::Flags => Some(FLAG_WORDS.to_vec()),
            Values::Labels(labels) => Some(labels.iter().map(String::as_str).collect()),
        }
    }

    /// The value that a rule means: a word for any of its spellings. `None` where the column cannot have it.
    pub fn find<'a>(&'a self, written: &'a str) -> Option<&'a str> {
        let key = folded(written);
        let same = |text: &str| folded(text) == key;
        match &self.values {
            Values::Texts => Some(written.trim()),
            Values::Words(words) => words
                .iter()
                .find(|word| same(&word.word) || word.spellings.iter().any(|spelling| same(spelling)))
                .map(|word| word.word.as_str()),
            Values::Flags => FLAG_WORDS.into_iter().find(|word| same(word)),
            Values::Labels(labels) => labels.iter().map(String::as_str).find(|label| same(label)),
        }
    }

    /// Complains about a value that the column cannot have.
    pub fn unknown(&self, written: &str, span: &Span, scope: &Scope, complaints: &Complaints) {
        let known = Suggestion::new(written, self.all().unwrap_or_default());
        let name = scope.name(self.column);
        complaints.error(span, NameMistake::NeverHas { name, value: written.to_owned(), known });
    }
}
