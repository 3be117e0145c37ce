//! The columns that a rule sees while it scores: fields, derived values, and the labels of earlier rules.

use std::borrow::Cow;
use std::ops::Range;

use super::column::{Cell, Code, Column, Numbers};
use super::decimal::Decimal;
use super::expression::Expr;
use super::scope::{Ref, Scope};

/// How many customers are worked on at a time: their values stay in the processor's cache.
pub const BLOCK_ROWS: usize = 2048;

/// All columns that the rules of one file can see, for one list.
#[derive(Debug)]
pub struct Frame<'a> {
    /// How many customers there are.
    pub rows: usize,
    /// The list's columns by field; `None` where no rule reads the field or the list lacks it.
    pub fields: Vec<Option<&'a Column>>,
    /// The names and types.
    pub scope: &'a Scope,
    /// The derived values, as [`Scope::derived`] names them.
    pub derived: &'a [Expr],
    /// The labels of the rules scored so far, where a later rule reads them.
    pub labels: Vec<Option<Vec<Code>>>,
    /// The scores of the scorecards scored so far.
    pub scores: Vec<Option<Numbers>>,
    /// 'Today': days since 1970-01-01.
    pub as_of: i32,
}

impl<'a> Frame<'a> {
    /// The first of several columns that the list has.
    pub fn first_present(&self, columns: &[Ref]) -> Option<Ref> {
        columns.iter().copied().find(|&column| match column {
            Ref::Field(index) => self.fields[index].is_some(),
            Ref::Label(index) => self.labels[index].is_some(),
            Ref::Derived(_) | Ref::Score(_) => true,
        })
    }

    /// All numbers of a column.
    pub fn numbers(&self, column: Ref) -> Cow<'_, Numbers> {
        match column {
            Ref::Field(index) => match self.fields[index] {
                Some(Column::Numbers(numbers)) => Cow::Borrowed(numbers),
                _ => Cow::Owned(std::iter::repeat_n(Cell::Missing, self.rows).collect()),
            },
            Ref::Score(index) => match &self.scores[index] {
                Some(scores) => Cow::Borrowed(scores),
                None => Cow::Owned(std::iter::repeat_n(Cell::Missing, self.rows).collect()),
            },
            Ref::Label(index) => Cow::Owned(self.label_numbers(index, 0..self.rows).into_iter().collect()),
            Ref::Derived(_) => Cow::Owned(self.blocks().flat_map(|block| block.numbers(column).cells()).collect()),
        }
    }

    /// The customers in blocks, in order.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        (0..self.rows).step_by(BLOCK_ROWS).map(|start| self.block(start..self.rows.min(start + BLOCK_ROWS)))
    }

    /// A block of customers.
    pub fn block(&self, rows: Range<usize>) -> Block<'_> {
        Block { frame: self, rows }
    }

    /// Numeric labels (`bins`) as numbers.
    fn label_numbers(&self, rule: usize, rows: Range<usize>) -> Vec<Cell<Decimal>> {
        let labels = self.scope.rules[rule].labels.iter().map(|label| Decimal::parse(label)).collect::<Vec<_>>();
        let Some(codes) = &self.labels[rule] else { return vec![Cell::Missing; rows.len()] };
        let number = |code: &Code| code.index().and_then(|index| labels[index]).map_or(Cell::Missing, Cell::Value);
        codes[rows].iter().map(number).collect()
    }
}

/// Some customers next to one another.
#[derive(Debug)]
pub struct Block<'f> {
    /// The columns.
    pub frame: &'f Frame<'f>,
    /// Which customers.
    pub rows: Range<usize>,
}

/// The numbers of a block.
#[derive(Debug, Clone)]
pub enum NumberBlock<'f> {
    /// Integers at one scale, with [`Numbers::MISSING`] and [`Numbers::BAD`] among them.
    Small(Cow<'f, [i64]>, u8),
    /// 38-digit decimals.
    Wide(Vec<Cell<Decimal>>),
}

impl NumberBlock<'_> {
    /// The cells in order.
    pub fn cells(&self) -> Vec<Cell<Decimal>> {
        match self {
            NumberBlock::Small(values, scale) => values.iter().map(|&value| Numbers::cell(value, *scale)).collect(),
            NumberBlock::Wide(cells) => cells.clone(),
        }
    }
}

impl<'f> Block<'f> {
    /// The numbers of a column.
    pub fn numbers(&self, column: Ref) -> NumberBlock<'f> {
        let frame = self.frame;
        let from = |numbers: &'f Numbers| match numbers.small() {
            Some((values, scale)) => NumberBlock::Small(Cow::Borrowed(&values[self.rows.clone()]), scale),
            None => NumberBlock::Wide(self.rows.clone().map(|row| numbers.get(row)).collect()),
        };
        match column {
            Ref::Field(index) => match frame.fields[index] {
                Some(Column::Numbers(numbers)) => from(numbers),
                _ => self.no_numbers(),
            },
            Ref::Score(index) => frame.scores[index].as_ref().map_or_else(|| self.no_numbers(), from),
            Ref::Label(index) => NumberBlock::Wide(frame.label_numbers(index, self.rows.clone())),
            Ref::Derived(_) => self.no_numbers(),
        }
    }

    fn no_numbers(&self) -> NumberBlock<'f> {
        NumberBlock::Small(Cow::Owned(vec![Numbers::MISSING; self.rows.len()]), 0)
    }
}
