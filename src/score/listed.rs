//! Columns whose values a rule can list: texts, the words of a choice, yes and no, the labels of an earlier rule.
//!
//! What a rule lists is looked up once for every distinct value of the list, not once for every customer.

use super::block::Block;
use super::column::{Cell, Code, Column, Texts};
use super::field::{FieldKind, Word};
use super::frame::Frame;
use super::scope::{Ref, Scope, Type};
use super::settings::{Complaints, Span, suggestion};
use super::truth::Truth;
use crate::folding::{Dictionary, folded};

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
    /// Any derived text. Such texts are made anew in every block: on a list, their numbers are those of the listed values in the
    /// form that is compared, and one more for all the rest.
    Derived(Vec<String>),
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
            (Ref::Derived(_), Type::Text) => Values::Derived(Vec::new()),
            (Ref::Derived(_), Type::Truth) => Values::Flags,
            (Ref::Derived(_) | Ref::Score(_), _) => return None,
        };
        Some(Listed { column, values })
    }

    /// All values that the column can have, as rules write them; `None` where any text may stand in it.
    pub fn all(&self) -> Option<Vec<&str>> {
        match &self.values {
            Values::Texts | Values::Derived(_) => None,
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
            Values::Texts | Values::Derived(_) => Some(written.trim()),
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

    /// The column on a list, and what belongs to each number of its values: the entry of the value, `other` for all the rest.
    pub fn fit<T: Clone>(&self, frame: &Frame<'_>, entries: &[(String, T)], other: &T) -> (Listed, Vec<T>) {
        let of_value = |value: &str| {
            let key = folded(value);
            let found = entries.iter().find(|(listed, _)| folded(listed) == key);
            found.map_or_else(|| other.clone(), |(_, entry)| entry.clone())
        };
        let table = match &self.values {
            Values::Flags => FLAG_WORDS.iter().map(|value| of_value(value)).collect(),
            Values::Labels(labels) => labels.iter().map(|value| of_value(value)).collect(),
            Values::Texts | Values::Words(_) => {
                let empty = Dictionary::default();
                let dictionary = match field_column(frame, self.column) {
                    Some(Column::Texts(texts)) => texts.dictionary(),
                    _ => &empty,
                };
                let mut table = vec![other.clone(); dictionary.len()];
                for (listed, entry) in entries {
                    if let Some(number) = dictionary.find(listed) {
                        table[number as usize] = entry.clone();
                    }
                }
                table
            }
            Values::Derived(_) => {
                let keys = entries.iter().map(|(listed, _)| folded(listed)).collect();
                let table = entries.iter().map(|(_, entry)| entry.clone()).chain([other.clone()]).collect();
                return (Listed { column: self.column, values: Values::Derived(keys) }, table);
            }
        };
        (self.clone(), table)
    }

    /// Calls `take` for every customer of a block with the number of its value, once the column is [fitted](Listed::fit).
    pub fn each(&self, block: &Block<'_>, mut take: impl FnMut(Cell<usize>)) {
        let rows = block.rows.clone();
        match (self.column, field_column(block.frame, self.column)) {
            (Ref::Label(rule), _) => match &block.frame.labels[rule] {
                Some(codes) => codes[rows].iter().for_each(|&code| take(label_cell(code))),
                None => rows.for_each(|_| take(Cell::Missing)),
            },
            (_, Some(Column::Texts(texts))) => rows.for_each(|row| take(texts.get(row).map(|number| number as usize))),
            (_, Some(Column::Flags(flags))) => rows.for_each(|row| take(flags.get(row).map(usize::from))),
            (Ref::Derived(_), _) => self.each_derived(block, take),
            _ => rows.for_each(|_| take(Cell::Missing)),
        }
    }

    fn each_derived(&self, block: &Block<'_>, mut take: impl FnMut(Cell<usize>)) {
        let Values::Derived(keys) = &self.values else {
            return block.truths(self.column).into_iter().for_each(|truth| {
                take(match truth {
                    Truth::False => Cell::Value(0),
                    Truth::True => Cell::Value(1),
                    Truth::Unknown => Cell::Missing,
                });
            });
        };
        let texts = block.texts(self.column);
        let mut numbers = vec![keys.len(); texts.words.len()];
        for (number, key) in keys.iter().enumerate() {
            if let Some(word) = texts.words.find(key) {
                numbers[word as usize] = number;
            }
        }
        for &cell in texts.cells.iter() {
            take(if cell < Texts::BAD { Cell::Value(numbers[cell as usize]) } else { Cell::Missing });
        }
    }

    /// The number of the value of a block's only customer, and the value itself, as the list or the rule writes it.
    pub fn only(&self, block: &Block<'_>) -> Cell<(usize, String)> {
        let frame = block.frame;
        let mut cell = Cell::Missing;
        self.each(block, |found| cell = found);
        cell.map(|number| {
            let text = match (&self.values, field_column(frame, self.column)) {
                (Values::Labels(labels), _) => labels[number].clone(),
                (Values::Flags, _) => FLAG_WORDS[number].to_owned(),
                (_, Some(Column::Texts(texts))) => texts.dictionary().text(number as u32).to_owned(),
                _ => block.texts(self.column).text(0).unwrap_or_default().to_owned(),
            };
            (number, text)
        })
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
