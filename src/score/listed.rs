//! The values of a column that a rule lists, looked up once for every distinct value of a list, not once for every customer.

use super::column::{Cell, Code, Column, Texts};
use super::frame::{Block, Frame};
use super::truth::Truth;
use crate::folding::{Dictionary, folded};
use crate::rule::listed::{FLAG_WORDS, Listed, Values};
use crate::rule::scope::Ref;

/// A column of listed values on a list: each of its values has a number.
#[derive(Debug)]
pub struct NumberedValues {
    /// The column.
    pub listed: Listed,
    /// Of a derived text the listed values in the form that is compared, in the order of their numbers; all the rest share one number
    /// more. Such texts are made anew in every block.
    keys: Vec<String>,
}

impl NumberedValues {
    /// The column on a list, and what belongs to each number of its values: the entry of the value, `other` for all the rest.
    pub fn new<T: Clone>(listed: Listed, frame: &Frame<'_>, entries: &[(String, T)], other: &T) -> (Self, Vec<T>) {
        let of_value = |value: &str| {
            let key = folded(value);
            let found = entries.iter().find(|(listed, _)| folded(listed) == key);
            found.map_or_else(|| other.clone(), |(_, entry)| entry.clone())
        };
        let mut keys = Vec::new();
        let table = match (&listed.values, listed.column) {
            (Values::Flags, _) => FLAG_WORDS.iter().map(|value| of_value(value)).collect(),
            (Values::Labels(labels), _) => labels.iter().map(|value| of_value(value)).collect(),
            (Values::Texts, Ref::Derived(_)) => {
                keys = entries.iter().map(|(listed, _)| folded(listed)).collect();
                entries.iter().map(|(_, entry)| entry.clone()).chain([other.clone()]).collect()
            }
            (Values::Texts | Values::Words(_), _) => {
                let empty = Dictionary::default();
                let dictionary = match field_column(frame, listed.column) {
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
        };
        (NumberedValues { listed, keys }, table)
    }

    /// Calls `take` for every customer of a block with the number of its value.
    pub fn each(&self, block: &Block<'_>, mut take: impl FnMut(Cell<usize>)) {
        let rows = block.rows.clone();
        match (self.listed.column, field_column(block.frame, self.listed.column)) {
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
        if matches!(self.listed.values, Values::Flags) {
            return block.truths(self.listed.column).into_iter().for_each(|truth| {
                take(match truth {
                    Truth::False => Cell::Value(0),
                    Truth::True => Cell::Value(1),
                    Truth::Unknown => Cell::Missing,
                });
            });
        }
        let texts = block.texts(self.listed.column);
        let mut numbers = vec![self.keys.len(); texts.words.len()];
        for (number, key) in self.keys.iter().enumerate() {
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
            let text = match (&self.listed.values, field_column(frame, self.listed.column)) {
                (Values::Labels(labels), _) => labels[number].clone(),
                (Values::Flags, _) => FLAG_WORDS[number].to_owned(),
                (_, Some(Column::Texts(texts))) => texts.dictionary().text(number as u32).to_owned(),
                _ => block.texts(self.listed.column).text(0).unwrap_or_default().to_owned(),
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
