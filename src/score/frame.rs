//! The columns that a rule sees while it scores: fields, derived values, and the labels of earlier rules.

use std::borrow::Cow;
use std::ops::Range;

pub mod block;

use super::column::{BLOCK_ROWS, Cell, Code, Column, Numbers};
use super::histogram::Histograms;
use crate::date::Day;
use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::rule::expression::Expr;
use crate::rule::scope::{Ref, Scope};
pub use block::{Block, NumberBlock};

/// All columns that the rules of one file can see, for one list.
#[derive(Debug)]
pub struct Frame<'a> {
    /// How many customers there are.
    pub rows: usize,
    /// The list's columns by field; `None` where no rule reads the field or the list lacks it.
    pub fields: Vec<Option<&'a Column>>,
    /// The fields whose column is only their default, because the list lacks it.
    pub absent: Vec<usize>,
    /// The names and types.
    pub scope: &'a Scope,
    /// The derived values, as [`Scope::derived`] names them.
    pub derived: &'a [Expr],
    /// The labels of the rules scored so far, where a later rule reads them.
    pub labels: Vec<Option<Vec<Code>>>,
    /// The scores of the scorecards scored so far.
    pub scores: Vec<Option<Numbers>>,
    /// 'Today'.
    pub as_of: Day,
    /// What rankings have counted of the columns.
    pub histograms: Histograms,
}

impl<'a> Frame<'a> {
    /// Whether the list itself has the column of a field.
    pub fn has(&self, field: usize) -> bool {
        self.fields[field].is_some() && !self.absent.contains(&field)
    }

    /// The first of several columns that the list has.
    pub fn first_present(&self, columns: &[Ref]) -> Option<Ref> {
        columns.iter().copied().find(|&column| match column {
            Ref::Field(index) => self.has(index),
            Ref::Label(index) => self.labels[index].is_some(),
            Ref::Derived(_) | Ref::Score(_) => true,
        })
    }

    /// The column to classify by: the first of several that the list has.
    pub fn chosen(&self, columns: &[Ref]) -> Ref {
        self.first_present(columns).unwrap_or(columns[0])
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
            Ref::Label(index) => Cow::Owned(self.label_numbers(index, 0..self.rows).decimals().into_iter().collect()),
            Ref::Derived(_) => Cow::Owned(self.blocks().flat_map(|block| block.numbers(column).decimals()).collect()),
        }
    }

    /// The numbers of a column in which fractions are; nothing for another, whose numbers are all decimals.
    pub fn fractions(&self, column: Ref) -> Option<Vec<Cell<Exact>>> {
        let Ref::Derived(_) = column else { return None };
        let mut cells = Vec::with_capacity(self.rows);
        for block in self.blocks() {
            cells.extend(block.numbers(column).into_cells());
        }
        let is_fraction = |cell: &Cell<Exact>| matches!(cell, Cell::Value(Exact::Quotient(..) | Exact::Long(_)));
        cells.iter().any(is_fraction).then_some(cells)
    }

    /// The customers in blocks, in order.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        (0..self.rows).step_by(BLOCK_ROWS).map(|start| self.block(start..self.rows.min(start + BLOCK_ROWS)))
    }

    /// A block of customers.
    pub fn block(&self, rows: Range<usize>) -> Block<'_> {
        Block::new(self, rows)
    }

    /// Numeric labels (`bins`) as numbers.
    pub(super) fn label_numbers(&self, rule: usize, rows: Range<usize>) -> NumberBlock<'_> {
        let missing = || NumberBlock::Small(Cow::Owned(vec![Numbers::MISSING; rows.len()]), 0);
        let Some(codes) = &self.labels[rule] else { return missing() };
        let labels = self.scope.rules[rule].labels.iter().map(|label| Decimal::parse(label)?.to_i64());
        let labels = labels.map(|label| label.unwrap_or(Numbers::MISSING)).collect::<Vec<_>>();
        let number = |code: &Code| code.index().map_or(Numbers::MISSING, |index| labels[index]);
        NumberBlock::Small(codes[rows.clone()].iter().map(number).collect(), 0)
    }

    /// The list's column of tags behind a column that is one, or another name for one.
    pub(super) fn tags_column(&self, mut column: Ref) -> Option<&'a Column> {
        loop {
            column = match column {
                Ref::Field(index) => return self.fields[index],
                Ref::Derived(index) => self.derived[index].same_as()?,
                Ref::Label(_) | Ref::Score(_) => return None,
            };
        }
    }
}
