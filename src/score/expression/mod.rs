//! Evaluation of expressions: a block of customers at a time, in plain loops over slices, exactly, and with three truth values: a
//! comparison with a missing value is unknown.

mod dates;
mod eval;
mod numbers;
mod texts;
#[cfg(any(test, fuzzing))]
mod twin;
mod why;

use super::frame::Frame;
use super::frame::block::{Block, Values};
use super::truth::Truth;
use crate::date::Day;
use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::rule::expression::Expr;
use crate::rule::expression::term::{DateTerm, NumberTerm, Term, TruthTerm};
use crate::rule::scope::Scope;

/// What a part of a condition is for each customer of a block.
pub(super) fn truths_of(term: &TruthTerm, block: &Block<'_>) -> Vec<Truth> {
    eval::truth(term, block)
}

/// The number that a term is for all customers of all lists, where it names no column.
pub(super) fn constant_number(term: &NumberTerm, frame: &Frame<'_>) -> Option<Decimal> {
    match names_nothing(term).then(|| eval::number(term, &frame.block(0..0)).get(0)).flatten()? {
        Exact::Decimal(number) => Some(number),
        _ => None,
    }
}

/// The date that a term is for all customers, where it names no column.
pub(super) fn constant_date(term: &DateTerm, frame: &Frame<'_>) -> Option<i32> {
    date_names_nothing(term).then(|| eval::date(term, &frame.block(0..0)).get(0)).flatten()
}

fn names_nothing(term: &NumberTerm) -> bool {
    match term {
        NumberTerm::Literal(_) => true,
        NumberTerm::Sum(parts) | NumberTerm::Product(parts) => parts.iter().all(|(_, part)| names_nothing(part)),
        NumberTerm::Negative(part) | NumberTerm::Abs(part) | NumberTerm::Round(part) => names_nothing(part),
        _ => false,
    }
}

fn date_names_nothing(term: &DateTerm) -> bool {
    match term {
        DateTerm::Literal(_) | DateTerm::AsOf => true,
        DateTerm::AddDays(start, by) | DateTerm::AddMonths(start, by) => date_names_nothing(start) && names_nothing(by),
        _ => false,
    }
}

impl Expr {
    /// What the condition is for all customers of all lists, where it depends on none of their values and not on 'today'.
    pub fn constant(&self) -> Option<Truth> {
        if !self.refs().is_empty() || self.uses_as_of() {
            return None;
        }
        let scope = Scope::default();
        let (labels, scores) = (Vec::new(), Vec::new());
        let frame = Frame {
            rows: 1,
            fields: Vec::new(),
            absent: Vec::new(),
            scope: &scope,
            derived: &[],
            labels,
            scores,
            as_of: Day::default(),
            histograms: Default::default(),
        };
        self.truths(&frame.block(0..1)).first().copied()
    }

    /// What the condition is for each customer of a block. An expression of another type is unknown throughout.
    pub fn truths(&self, block: &Block<'_>) -> Vec<Truth> {
        match &self.term {
            Term::Truth(term) => eval::truth(term, block),
            _ => vec![Truth::Unknown; block.rows.len()],
        }
    }

    /// The values for the customers of a block.
    pub(super) fn values<'f>(&self, block: &Block<'f>) -> Values<'f> {
        eval::values(&self.term, block)
    }
}

#[cfg(test)]
mod tests {
    mod evaluation;
    mod laws;
}
