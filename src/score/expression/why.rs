//! Why a condition is what it is for one customer: the columns that leave it unknown.

use super::eval;
use crate::rule::expression::Expr;
use crate::rule::expression::term::{Choice, DateTerm, NumberTerm, Term, TextTerm, TruthTerm};
use crate::rule::scope::Ref;
use crate::score::frame::block::Block;
use crate::score::truth::Truth;

/// What is asked about the first customer of a block.
pub(super) struct Why<'b, 'f> {
    block: &'b Block<'f>,
    /// The columns found so far.
    missing: Vec<Ref>,
    /// The derived values to look behind, in the order found: a list, so that a long chain of them does not nest.
    derived: Vec<usize>,
}

impl<'b, 'f> Why<'b, 'f> {
    fn new(block: &'b Block<'f>) -> Why<'b, 'f> {
        Why { block, missing: Vec::new(), derived: Vec::new() }
    }

    fn truth(&self, term: &TruthTerm) -> Truth {
        eval::truth(term, self.block)[0]
    }

    /// Finds the columns without which a condition is unknown; one that is known needs none.
    fn unknown(&mut self, term: &TruthTerm) {
        if self.truth(term).is_known() {
            return;
        }
        match term {
            TruthTerm::Column(column) => self.column(*column),
            TruthTerm::Choice(choice) => self.choice(choice, Self::unknown),
            TruthTerm::All(parts) | TruthTerm::Any(parts) => self.each(parts, Self::unknown),
            TruthTerm::Not(part) => self.unknown(part),
            TruthTerm::AtLeast(needed, parts) => {
                self.number(needed);
                self.each(parts, Self::unknown);
            }
            TruthTerm::Missing(_) => {}
            TruthTerm::Numbers(compared) => {
                self.number(&compared.left);
                self.number(&compared.right);
            }
            TruthTerm::Dates(compared) => {
                self.date(&compared.left);
                self.date(&compared.right);
            }
            TruthTerm::Truths(_, a, b) => {
                self.unknown(a);
                self.unknown(b);
            }
            TruthTerm::Texts(_, a, b) | TruthTerm::Contains(a, b) => {
                self.text(a);
                self.text(b);
            }
            TruthTerm::InNumbers(value, list) => {
                self.number(value);
                self.each(list, Self::number);
            }
            TruthTerm::InDates(value, list) => {
                self.date(value);
                self.each(list, Self::date);
            }
            TruthTerm::InTexts(value, list) => {
                self.text(value);
                self.each(list, Self::text);
            }
            TruthTerm::HasTag(tags, wanted) => {
                self.column(*tags);
                self.text(wanted);
            }
        }
    }

    fn each<T>(&mut self, parts: &[T], find: fn(&mut Self, &T)) {
        parts.iter().for_each(|part| find(self, part));
    }

    fn choice<T>(&mut self, choice: &Choice<T>, find: fn(&mut Self, &T)) {
        match choice {
            Choice::Coalesce(parts) => self.each(parts, find),
            Choice::If(condition, one, other) => match self.truth(condition) {
                Truth::True => find(self, one),
                Truth::False => find(self, other),
                Truth::Unknown => self.unknown(condition),
            },
        }
    }

    /// A column that may be missing.
    fn column(&mut self, column: Ref) {
        if let Ref::Derived(index) = column {
            if !self.derived.contains(&index) {
                self.derived.push(index);
            }
        } else if self.block.gaps(column, self.block.frame.scope.kind(column))[0] && !self.missing.contains(&column) {
            self.missing.push(column);
        }
    }

    /// Finds what the derived values are missing that were met on the way.
    fn look_behind(&mut self) {
        let derived = self.block.frame.derived;
        let mut next = 0;
        while let Some(&index) = self.derived.get(next) {
            next += 1;
            match &derived[index].term {
                Term::Number(term) => self.number(term),
                Term::Date(term) => self.date(term),
                Term::Truth(term) => self.unknown(term),
                Term::Text(term) => self.text(term),
                Term::Tags(column) => self.column(*column),
            }
        }
    }

    /// Finds the columns without which a number is missing.
    fn number(&mut self, term: &NumberTerm) {
        if eval::number(term, self.block).get(0).is_some() {
            return;
        }
        match term {
            NumberTerm::Literal(_) => {}
            NumberTerm::Column(column) => self.column(*column),
            NumberTerm::Choice(choice) => self.choice(choice, Self::number),
            NumberTerm::Sum(parts) | NumberTerm::Product(parts) => parts.iter().for_each(|(_, part)| self.number(part)),
            NumberTerm::Negative(part) | NumberTerm::Abs(part) | NumberTerm::Round(part) => self.number(part),
            NumberTerm::Min(parts) | NumberTerm::Max(parts) => self.each(parts, Self::number),
            NumberTerm::Days(one, other) | NumberTerm::Months(one, other) => {
                self.date(one);
                self.date(other);
            }
            NumberTerm::Year(part) => self.date(part),
            NumberTerm::Count(parts) => self.each(parts, Self::unknown),
        }
    }

    /// Finds the columns without which a date is missing.
    fn date(&mut self, term: &DateTerm) {
        if eval::date(term, self.block).get(0).is_some() {
            return;
        }
        match term {
            DateTerm::Literal(_) | DateTerm::AsOf => {}
            DateTerm::Column(column) => self.column(*column),
            DateTerm::Choice(choice) => self.choice(choice, Self::date),
            DateTerm::AddDays(start, by) | DateTerm::AddMonths(start, by) => {
                self.date(start);
                self.number(by);
            }
            DateTerm::Min(parts) | DateTerm::Max(parts) => self.each(parts, Self::date),
        }
    }

    /// Finds the columns without which a text is missing.
    fn text(&mut self, term: &TextTerm) {
        if eval::text(term, self.block).text(0).is_some() {
            return;
        }
        match term {
            TextTerm::Literal(_) => {}
            TextTerm::Column(column) => self.column(*column),
            TextTerm::Choice(choice) => self.choice(choice, Self::text),
        }
    }
}

impl Expr {
    /// The fields and earlier columns without which the condition is unknown for the first customer of a block. None where it is
    /// known, and where it is unknown for another cause (a division by zero, a date beyond the calendar).
    pub fn missing(&self, block: &Block<'_>) -> Vec<Ref> {
        let mut why = Why::new(block);
        if let Term::Truth(term) = &self.term {
            why.unknown(term);
            why.look_behind();
        }
        why.missing
    }
}
