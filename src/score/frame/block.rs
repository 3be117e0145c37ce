//! A block of customers: the values of every column that a rule can see, as slices.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::Frame;
use crate::date::Day;
use crate::folding::{Dictionary, folded};
use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::rule::expression::Behind;
use crate::rule::scope::{Ref, Type};
use crate::score::column::{Cell, Code, Column, Dates, Flags, Numbers, Tags, Texts};
use crate::score::reason::FactValue;
use crate::score::truth::Truth;

/// Some customers next to one another.
#[derive(Debug)]
pub struct Block<'f> {
    /// The columns.
    pub frame: &'f Frame<'f>,
    /// Which customers.
    pub rows: Range<usize>,
    /// The derived values that were asked for.
    derived: Vec<OnceCell<Values<'f>>>,
}

/// The numbers of a block.
#[derive(Debug, Clone)]
pub enum NumberBlock<'f> {
    /// Integers at one scale, with [`Numbers::MISSING`] and [`Numbers::BAD`] among them.
    Small(Cow<'f, [i64]>, u8),
    /// Decimals of 38 digits, and fractions.
    Wide(Vec<Cell<Exact>>),
}

impl NumberBlock<'_> {
    /// The cells in order.
    pub fn cells(&self) -> Vec<Cell<Exact>> {
        match self {
            NumberBlock::Small(values, scale) => {
                values.iter().map(|&value| Numbers::cell(value, *scale).map(Exact::from)).collect()
            }
            NumberBlock::Wide(cells) => cells.clone(),
        }
    }

    /// The same where the block is not needed any more.
    pub fn into_cells(self) -> Vec<Cell<Exact>> {
        match self {
            NumberBlock::Wide(cells) => cells,
            small => small.cells(),
        }
    }

    /// The cells as decimals: fractions are rounded once, half-even, to 38 digits.
    pub fn decimals(&self) -> Vec<Cell<Decimal>> {
        match self {
            NumberBlock::Small(values, scale) => values.iter().map(|&value| Numbers::cell(value, *scale)).collect(),
            NumberBlock::Wide(cells) => cells.iter().map(|cell| cell.as_ref().map(Exact::to_decimal)).collect(),
        }
    }
}

/// The texts of a block, as numbers of words.
#[derive(Debug, Clone)]
pub struct TextBlock<'f> {
    /// Numbers of words; from [`Texts::BAD`] on no text.
    pub cells: Cow<'f, [u32]>,
    /// What the numbers mean.
    pub words: WordList<'f>,
}

/// What the numbers of a text block mean.
#[derive(Debug, Clone)]
pub enum WordList<'f> {
    /// The distinct texts of a column, or of a block.
    Dictionary(Cow<'f, Dictionary>),
    /// The labels of a rule.
    Labels(&'f [String]),
}

impl WordList<'_> {
    /// The word of a number.
    pub fn text(&self, number: u32) -> &str {
        match self {
            WordList::Dictionary(dictionary) => dictionary.text(number),
            WordList::Labels(labels) => &labels[number as usize],
        }
    }

    /// The number of a word, given in the form that is compared ([`folded`]).
    pub fn find(&self, key: &str) -> Option<u32> {
        match self {
            WordList::Dictionary(dictionary) => dictionary.find_folded(key),
            WordList::Labels(labels) => labels.iter().position(|label| folded(label) == key).map(|index| index as u32),
        }
    }

    /// How many words there are.
    pub(in crate::score) fn len(&self) -> usize {
        match self {
            WordList::Dictionary(dictionary) => dictionary.len(),
            WordList::Labels(labels) => labels.len(),
        }
    }
}

impl TextBlock<'_> {
    /// The text of a customer of the block.
    pub fn text(&self, index: usize) -> Option<&str> {
        let number = self.cells[index];
        (number < Texts::BAD).then(|| self.words.text(number))
    }
}

/// The values of a block, of whatever type.
#[derive(Debug, Clone)]
pub(in crate::score) enum Values<'f> {
    Numbers(NumberBlock<'f>),
    /// Days since 1970-01-01, with the marks of [`Dates`] among them.
    Dates(Cow<'f, [i32]>),
    Truths(Vec<Truth>),
    Texts(TextBlock<'f>),
    /// Tags stay where they are: [`Block::tags`].
    Tags,
}

impl<'f> Block<'f> {
    /// A block of customers.
    pub fn new(frame: &'f Frame<'f>, rows: Range<usize>) -> Block<'f> {
        Block { frame, rows, derived: frame.derived.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The numbers of a column.
    pub fn numbers(&self, column: Ref) -> NumberBlock<'f> {
        let frame = self.frame;
        let from = |numbers: &'f Numbers| match numbers.small() {
            Some((values, scale)) => NumberBlock::Small(Cow::Borrowed(&values[self.rows.clone()]), scale),
            None => NumberBlock::Wide(self.rows.clone().map(|row| numbers.get(row).map(Exact::from)).collect()),
        };
        let found = match column {
            Ref::Field(index) => match frame.fields[index] {
                Some(Column::Numbers(numbers)) => Some(from(numbers)),
                _ => None,
            },
            Ref::Score(index) => frame.scores[index].as_ref().map(from),
            Ref::Label(index) => Some(frame.label_numbers(index, self.rows.clone())),
            Ref::Derived(index) => match self.value(index) {
                Values::Numbers(numbers) => Some(numbers.clone()),
                _ => None,
            },
        };
        found.unwrap_or_else(|| NumberBlock::Small(Cow::Owned(vec![Numbers::MISSING; self.rows.len()]), 0))
    }

    /// The dates of a column: days since 1970-01-01, up to [`Dates::BAD`] no date.
    pub fn dates(&self, column: Ref) -> Cow<'f, [i32]> {
        let found = match column {
            Ref::Field(index) => match self.frame.fields[index] {
                Some(Column::Dates(dates)) => Some(Cow::Borrowed(&dates.days()[self.rows.clone()])),
                _ => None,
            },
            Ref::Derived(index) => match self.value(index) {
                Values::Dates(dates) => Some(dates.clone()),
                _ => None,
            },
            Ref::Label(_) | Ref::Score(_) => None,
        };
        found.unwrap_or_else(|| Cow::Owned(vec![Dates::MISSING; self.rows.len()]))
    }

    /// A column of flags or conditions; a bad cell is unknown.
    pub fn truths(&self, column: Ref) -> Vec<Truth> {
        let truth = |&flag: &u8| match flag {
            Flags::NO => Truth::False,
            Flags::YES => Truth::True,
            _ => Truth::Unknown,
        };
        let found = match column {
            Ref::Field(index) => match self.frame.fields[index] {
                Some(Column::Flags(flags)) => Some(flags.marks()[self.rows.clone()].iter().map(truth).collect()),
                _ => None,
            },
            Ref::Derived(index) => match self.value(index) {
                Values::Truths(truths) => Some(truths.clone()),
                _ => None,
            },
            Ref::Label(_) | Ref::Score(_) => None,
        };
        found.unwrap_or_else(|| vec![Truth::Unknown; self.rows.len()])
    }

    /// The texts, words or labels of a column.
    pub fn texts(&self, column: Ref) -> TextBlock<'f> {
        let found = match column {
            Ref::Field(index) => match self.frame.fields[index] {
                Some(Column::Texts(texts)) => Some(TextBlock {
                    cells: Cow::Borrowed(&texts.numbers()[self.rows.clone()]),
                    words: WordList::Dictionary(Cow::Borrowed(texts.dictionary())),
                }),
                _ => None,
            },
            Ref::Label(index) => self.frame.labels[index].as_ref().map(|codes| TextBlock {
                cells: Cow::Owned(codes[self.rows.clone()].iter().map(|&code| label_number(code)).collect()),
                words: WordList::Labels(&self.frame.scope.rules[index].labels),
            }),
            Ref::Derived(index) => match self.value(index) {
                Values::Texts(texts) => Some(texts.clone()),
                _ => None,
            },
            Ref::Score(_) => None,
        };
        found.unwrap_or_else(|| TextBlock {
            cells: Cow::Owned(vec![Texts::MISSING; self.rows.len()]),
            words: WordList::Labels(&[]),
        })
    }

    /// The tags of a column; the block's customers are [`Block::rows`] of it.
    pub fn tags(&self, column: Ref) -> Option<&'f Tags> {
        match self.frame.tags_column(column)? {
            Column::Tags(tags) => Some(tags),
            _ => None,
        }
    }

    /// Which cells of a column hold nothing that can be used: missing and bad ones.
    pub fn gaps(&self, column: Ref, kind: Type) -> Vec<bool> {
        match kind {
            Type::Number => self.numbers(column).cells().into_iter().map(|cell| cell.value().is_none()).collect(),
            Type::Date => self.dates(column).iter().map(|&days| days <= Dates::BAD).collect(),
            Type::Truth => self.truths(column).into_iter().map(|truth| !truth.is_known()).collect(),
            Type::Text => self.texts(column).cells.iter().map(|&number| number >= Texts::BAD).collect(),
            Type::Tags => match self.tags(column) {
                Some(tags) => self.rows.clone().map(|row| tags.get(row).value().is_none()).collect(),
                None => vec![true; self.rows.len()],
            },
        }
    }

    /// The value of a column for the first customer of the block.
    pub fn fact(&self, column: Ref) -> FactValue {
        let value = match self.frame.scope.kind(column) {
            Type::Number => self.numbers(column).decimals()[0].value().map(FactValue::Number),
            Type::Date => {
                Some(self.dates(column)[0]).filter(|&day| day > Dates::BAD).map(|day| FactValue::Date(Day(day)))
            }
            Type::Truth => Some(self.truths(column)[0])
                .filter(|truth| truth.is_known())
                .map(|truth| FactValue::Truth(truth.holds())),
            Type::Text => self.texts(column).text(0).map(|text| FactValue::Text(text.to_owned())),
            Type::Tags => self.tags(column).and_then(|tags| {
                let words = |number: &u32| tags.dictionary().text(*number).to_owned();
                tags.get(self.rows.start).value().map(|found| FactValue::Tags(found.iter().map(words).collect()))
            }),
        };
        value.unwrap_or(FactValue::Missing)
    }

    /// A derived value, found once per block.
    fn value(&self, index: usize) -> &Values<'f> {
        if self.derived[index].get().is_none() {
            // In the order written, so that a long chain of derived values does not nest.
            for earlier in Behind::new(&[Ref::Derived(index)], self.frame.derived).derived {
                self.derived[earlier].get_or_init(|| self.frame.derived[earlier].values(self));
            }
        }
        self.derived[index].get_or_init(|| self.frame.derived[index].values(self))
    }
}

fn label_number(code: Code) -> u32 {
    code.index().map_or(Texts::MISSING, |index| index as u32)
}
