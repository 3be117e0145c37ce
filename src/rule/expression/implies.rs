//! What follows from what: whether one condition can only hold where another one does, if that can be seen without any list.
//!
//! Sound, not complete: a `yes` is proved, a `no` means that nothing was found. What is proved holds in three values as well: where the
//! other condition is false, the one is false, not unknown.

use std::cmp::Ordering;

use super::Expr;
use super::comparison::Comparison;
use super::term::{Compared, DateTerm, Literal, NumberTerm, Term, TextTerm, TruthTerm};
use crate::date::Day;
use crate::number::Decimal;

/// How many pairs of conditions are looked at before the search gives up.
#[derive(Debug)]
pub struct Effort(u32);

impl Default for Effort {
    fn default() -> Self {
        Effort(100_000)
    }
}

impl Effort {
    fn spend(&mut self) -> bool {
        self.0 = self.0.saturating_sub(1);
        self.0 > 0
    }
}

impl Expr {
    /// Whether the other condition holds wherever this one does, and this one is false wherever the other is.
    pub fn implies(&self, other: &Expr, effort: &mut Effort) -> bool {
        match (&self.term, &other.term) {
            (Term::Truth(one), Term::Truth(other)) => implies(one, other, effort),
            _ => false,
        }
    }

    /// Whether parts of the condition exclude each other, so that it never holds.
    pub fn contradicts_itself(&self, effort: &mut Effort) -> bool {
        matches!(&self.term, Term::Truth(term) if contradictory(term, effort))
    }
}

fn implies(one: &TruthTerm, other: &TruthTerm, effort: &mut Effort) -> bool {
    if !effort.spend() {
        return false;
    }
    if one == other {
        return true;
    }
    match (one, other) {
        (TruthTerm::Any(parts), _) => parts.iter().all(|part| implies(part, other, effort)),
        (_, TruthTerm::All(parts)) => parts.iter().all(|part| implies(one, part, effort)),
        (TruthTerm::Not(one), TruthTerm::Not(other)) => implies(other, one, effort),
        (TruthTerm::All(parts), TruthTerm::Any(others)) => {
            others.iter().any(|other| implies(one, other, effort))
                || parts.iter().any(|part| implies(part, other, effort))
        }
        (TruthTerm::All(parts), _) => parts.iter().any(|part| implies(part, other, effort)),
        (_, TruthTerm::Any(others)) => others.iter().any(|other| implies(one, other, effort)),
        _ => match (Asked::read(one), Asked::read(other)) {
            (Some(one), Some(other)) => one.within(&other),
            _ => false,
        },
    }
}

fn contradictory(term: &TruthTerm, effort: &mut Effort) -> bool {
    match term {
        TruthTerm::Any(parts) => parts.iter().all(|part| contradictory(part, effort)),
        TruthTerm::All(parts) => {
            let exclude = |one: &TruthTerm, other: &TruthTerm| match (one, other) {
                (TruthTerm::Not(one), other) | (other, TruthTerm::Not(one)) if **one == *other => true,
                _ => matches!((Asked::read(one), Asked::read(other)), (Some(one), Some(other)) if one.excludes(&other)),
            };
            let mut pairs =
                parts.iter().enumerate().flat_map(|(at, one)| parts[..at].iter().map(move |two| (one, two)));
            pairs.any(|(one, other)| effort.spend() && exclude(one, other))
                || parts.iter().any(|part| contradictory(part, effort))
        }
        _ => false,
    }
}

/// A question about one value: whether it is among those written in the rule. Unknown exactly where the value is missing.
enum Asked<'a> {
    Number(&'a NumberTerm, Values<Decimal>),
    Date(&'a DateTerm, Values<Day>),
    Text(&'a TextTerm, Values<&'a str>),
}

/// Values that a condition asks for.
enum Values<T> {
    /// One of a few.
    Among(Vec<T>),
    /// Any other than one.
    Not(T),
    /// From a value on, or beyond it.
    Above(T, Bound),
    /// Up to a value, or before it.
    Below(T, Bound),
}

/// Whether the value at the bound belongs to it.
#[derive(Clone, Copy, PartialEq)]
enum Bound {
    In,
    Out,
}

impl<'a> Asked<'a> {
    fn read(term: &'a TruthTerm) -> Option<Asked<'a>> {
        match term {
            TruthTerm::Numbers(compared) => {
                let (term, values) = compared_values(compared, number_literal)?;
                Some(Asked::Number(term, values))
            }
            TruthTerm::Dates(compared) => {
                let (term, values) = compared_values(compared, date_literal)?;
                Some(Asked::Date(term, values))
            }
            TruthTerm::Texts(negated, one, other) => {
                let (term, text) = match (one, other) {
                    (term, TextTerm::Literal(text)) | (TextTerm::Literal(text), term) => (term, text.folded.as_str()),
                    _ => return None,
                };
                Some(Asked::Text(term, if *negated { Values::Not(text) } else { Values::Among(vec![text]) }))
            }
            TruthTerm::Not(part) => Some(match Asked::read(part)? {
                Asked::Number(term, values) => Asked::Number(term, values.negated()?),
                Asked::Date(term, values) => Asked::Date(term, values.negated()?),
                Asked::Text(term, values) => Asked::Text(term, values.negated()?),
            }),
            TruthTerm::InNumbers(term, list) => {
                let list = list.iter().map(number_literal).collect::<Option<Vec<_>>>()?;
                Some(Asked::Number(term, Values::Among(list)))
            }
            TruthTerm::InDates(term, list) => {
                let list = list.iter().map(date_literal).collect::<Option<Vec<_>>>()?;
                Some(Asked::Date(term, Values::Among(list)))
            }
            TruthTerm::InTexts(term, list) => {
                let text = |text: &'a TextTerm| match text {
                    TextTerm::Literal(Literal { folded, .. }) => Some(folded.as_str()),
                    _ => None,
                };
                let list = list.iter().map(text).collect::<Option<Vec<_>>>()?;
                Some(Asked::Text(term, Values::Among(list)))
            }
            _ => None,
        }
    }

    fn within(&self, other: &Asked<'_>) -> bool {
        match (self, other) {
            (Asked::Number(one, asked), Asked::Number(other, values)) => one == other && asked.within(values),
            (Asked::Date(one, asked), Asked::Date(other, values)) => one == other && asked.within(values),
            (Asked::Text(one, asked), Asked::Text(other, values)) => one == other && asked.within(values),
            _ => false,
        }
    }

    fn excludes(&self, other: &Asked<'_>) -> bool {
        match (self, other) {
            (Asked::Number(one, asked), Asked::Number(other, values)) => one == other && asked.excludes(values),
            (Asked::Date(one, asked), Asked::Date(other, values)) => one == other && asked.excludes(values),
            (Asked::Text(one, asked), Asked::Text(other, values)) => one == other && asked.excludes(values),
            _ => false,
        }
    }
}

fn number_literal(term: &NumberTerm) -> Option<Decimal> {
    if let NumberTerm::Literal(number) = term { Some(*number) } else { None }
}

fn date_literal(term: &DateTerm) -> Option<Day> {
    if let DateTerm::Literal(day) = term { Some(*day) } else { None }
}

/// The side of a comparison that is a customer's, and the values that are asked for.
fn compared_values<T, V>(compared: &Compared<T>, literal: impl Fn(&T) -> Option<V>) -> Option<(&T, Values<V>)> {
    let (term, comparison, value) = match (literal(&compared.left), literal(&compared.right)) {
        (None, Some(value)) => (&compared.left, compared.comparison, value),
        (Some(value), None) => (&compared.right, compared.comparison.mirrored(), value),
        _ => return None,
    };
    let values = match comparison {
        Comparison::Equal => Values::Among(vec![value]),
        Comparison::Unequal => Values::Not(value),
        Comparison::Less => Values::Below(value, Bound::Out),
        Comparison::AtMost => Values::Below(value, Bound::In),
        Comparison::Greater => Values::Above(value, Bound::Out),
        Comparison::AtLeast => Values::Above(value, Bound::In),
    };
    Some((term, values))
}

impl<T: Ord> Values<T> {
    fn has(&self, value: &T) -> bool {
        match self {
            Values::Among(list) => list.contains(value),
            Values::Not(other) => value != other,
            Values::Above(least, bound) => value > least || (value == least && *bound == Bound::In),
            Values::Below(most, bound) => value < most || (value == most && *bound == Bound::In),
        }
    }

    /// All other values, where they can be said.
    fn negated(self) -> Option<Values<T>> {
        let turned = |bound| if bound == Bound::In { Bound::Out } else { Bound::In };
        Some(match self {
            Values::Among(mut list) => {
                let value = list.pop()?;
                list.is_empty().then_some(Values::Not(value))?
            }
            Values::Not(value) => Values::Among(vec![value]),
            Values::Above(value, bound) => Values::Below(value, turned(bound)),
            Values::Below(value, bound) => Values::Above(value, turned(bound)),
        })
    }

    /// Whether all values of the one are among those of the other.
    fn within(&self, other: &Values<T>) -> bool {
        let inside = |order: Ordering, one: &Bound, other: &Bound| match order {
            Ordering::Equal => *one == Bound::Out || *other == Bound::In,
            order => order == Ordering::Greater,
        };
        match (self, other) {
            (Values::Among(list), _) => list.iter().all(|value| other.has(value)),
            (Values::Not(one), Values::Not(other)) => one == other,
            (_, Values::Not(value)) => !self.has(value),
            (Values::Above(one, bound), Values::Above(other, edge)) => inside(one.cmp(other), bound, edge),
            (Values::Below(one, bound), Values::Below(other, edge)) => inside(other.cmp(one), bound, edge),
            _ => false,
        }
    }

    /// Whether no value is among both.
    fn excludes(&self, other: &Values<T>) -> bool {
        match (self, other) {
            (Values::Among(list), values) | (values, Values::Among(list)) => {
                !list.iter().any(|value| values.has(value))
            }
            (Values::Above(least, one), Values::Below(most, two))
            | (Values::Below(most, one), Values::Above(least, two)) => {
                least > most || (least == most && (*one == Bound::Out || *two == Bound::Out))
            }
            _ => false,
        }
    }
}
