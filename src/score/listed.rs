//! Columns whose values a rule can list: texts, the words of a choice, yes and no, the labels of an earlier rule.
//!
//! What a rule lists is looked up once for every distinct value of the list, not once for every customer.

use super::column::{Cell, Code, Column};
use super::field::{FieldKind, Word};
use super::frame::{Block, Frame};
use super::scope::{Ref, Scope, Type};
use super::settings::{Complaints, Span, suggestion};
use super::text::folded;

/// Yes and no as rules write them, in the order of their numbers.
const FLAG_WORDS: [&str; 2] = ["no", "yes"];

/// A column whose values a rule can list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The column.
    pub column: Ref,
    values: Values,
}

#[derive(Debug, Clone)]
enum Values {
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
    pub fn of(column: Ref, kind: Type, scope: &Scope) -> Option<Listed> {
        let values = match (column, kind) {
            (Ref::Label(rule), _) => Values::Labels(scope.rules[rule].labels.clone()),
            (Ref::Field(field), _) => match &scope.fields[field].kind {
                FieldKind::Text => Values::Texts,
                FieldKind::Choice(words) => Values::Words(words.clone()),
                FieldKind::Flag => Values::Flags,
                FieldKind::Number | FieldKind::Percent | FieldKind::Date | FieldKind::Tags => return None,
            },
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
        let message = format!("`{}` is never \"{written}\"", scope.name(self.column));
        complaints.error(span, message, suggestion(written, self.all().unwrap_or_default()));
    }

    /// What belongs to each number of the column on a list, from what belongs to the values; `other` for all the rest.
    pub fn table<T: Clone>(&self, frame: &Frame<'_>, entries: &[(String, T)], other: &T) -> Vec<T> {
        let of_value = |value: &str| {
            let key = folded(value);
            let found = entries.iter().find(|(listed, _)| folded(listed) == key);
            found.map_or_else(|| other.clone(), |(_, entry)| entry.clone())
        };
        match &self.values {
            Values::Flags => FLAG_WORDS.iter().map(|value| of_value(value)).collect(),
            Values::Labels(labels) => labels.iter().map(|value| of_value(value)).collect(),
            Values::Texts | Values::Words(_) => {
                let Some(Column::Texts(texts)) = field_column(frame, self.column) else { return Vec::new() };
                let mut table = vec![other.clone(); texts.dictionary().len()];
                for (listed, entry) in entries {
                    if let Some(number) = texts.dictionary().find(listed) {
                        table[number as usize] = entry.clone();
                    }
                }
                table
            }
        }
    }

    /// Calls `take` for every customer of a block with the number of its value: an index into the [`Listed::table`].
    pub fn each(&self, block: &Block<'_>, mut take: impl FnMut(Cell<usize>)) {
        let rows = block.rows.clone();
        match (self.column, field_column(block.frame, self.column)) {
            (Ref::Label(rule), _) => match &block.frame.labels[rule] {
                Some(codes) => codes[rows].iter().for_each(|&code| take(label_cell(code))),
                None => rows.for_each(|_| take(Cell::Missing)),
            },
            (_, Some(Column::Texts(texts))) => rows.for_each(|row| take(texts.get(row).map(|number| number as usize))),
            (_, Some(Column::Flags(flags))) => rows.for_each(|row| take(flags.get(row).map(usize::from))),
            _ => rows.for_each(|_| take(Cell::Missing)),
        }
    }

    /// The number of one customer's value.
    pub fn number(&self, frame: &Frame<'_>, row: usize) -> Cell<usize> {
        let mut cell = Cell::Missing;
        self.each(&frame.block(row..row + 1), |found| cell = found);
        cell
    }

    /// The value of a number, as the list or the rule writes it.
    pub fn value<'a>(&'a self, frame: &Frame<'a>, number: usize) -> &'a str {
        match (&self.values, field_column(frame, self.column)) {
            (Values::Labels(labels), _) => &labels[number],
            (Values::Flags, _) => FLAG_WORDS[number],
            (_, Some(Column::Texts(texts))) => texts.dictionary().text(number as u32),
            _ => "",
        }
    }
}

fn field_column<'a>(frame: &Frame<'a>, column: Ref) -> Option<&'a Column> {
    match column {
        Ref::Field(field) => frame.fields[field],
        Ref::Derived(_) | Ref::Label(_) | Ref::Score(_) => None,
    }
}

/// The label of an earlier rule: an unclassified customer has none.
pub fn label_cell(code: Code) -> Cell<usize> {
    code.index().map_or(Cell::Missing, Cell::Value)
}
