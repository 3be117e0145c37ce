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
use crate::rule::expression::Expr;
use crate::rule::expression::term::Term;
use crate::rule::scope::Scope;

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
