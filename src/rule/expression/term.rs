//! Expressions after the check of names and types: one kind of term for each type of value.

use super::comparison::Comparison;
use crate::date::Day;
use crate::number::decimal::Decimal;
use crate::rule::scope::{Ref, Type};

/// A term of any type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Term {
    Number(NumberTerm),
    Date(DateTerm),
    Truth(TruthTerm),
    Text(TextTerm),
    Tags(Ref),
}

impl Term {
    pub fn kind(&self) -> Type {
        match self {
            Term::Number(_) => Type::Number,
            Term::Date(_) => Type::Date,
            Term::Truth(_) => Type::Truth,
            Term::Text(_) => Type::Text,
            Term::Tags(_) => Type::Tags,
        }
    }
}

/// One of several values of the same type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Choice<T> {
    /// The first that is not missing.
    Coalesce(Vec<T>),
    /// One where the condition holds, another where it does not; missing where it is unknown.
    If(TruthTerm, T, T),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NumberTerm {
    Literal(Decimal),
    Column(Ref),
    Choice(Box<Choice<NumberTerm>>),
    /// Terms from left to right; `true` subtracts.
    Sum(Vec<(bool, NumberTerm)>),
    /// Factors from left to right; `true` divides.
    Product(Vec<(bool, NumberTerm)>),
    Negative(Box<NumberTerm>),
    Abs(Box<NumberTerm>),
    /// To a whole number, half away from zero.
    Round(Box<NumberTerm>),
    Min(Vec<NumberTerm>),
    Max(Vec<NumberTerm>),
    /// The days from the second date to the first.
    Days(Box<DateTerm>, Box<DateTerm>),
    /// The months from the first date to the second, the rest as a part of a month.
    Months(Box<DateTerm>, Box<DateTerm>),
    Year(Box<DateTerm>),
    /// How many conditions hold; missing where one is unknown.
    Count(Vec<TruthTerm>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DateTerm {
    Literal(Day),
    AsOf,
    Column(Ref),
    Choice(Box<Choice<DateTerm>>),
    AddDays(Box<DateTerm>, Box<NumberTerm>),
    AddMonths(Box<DateTerm>, Box<NumberTerm>),
    Min(Vec<DateTerm>),
    Max(Vec<DateTerm>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TruthTerm {
    Column(Ref),
    Choice(Box<Choice<TruthTerm>>),
    All(Vec<TruthTerm>),
    Any(Vec<TruthTerm>),
    Not(Box<TruthTerm>),
    /// At least this many of the conditions hold.
    AtLeast(Box<NumberTerm>, Vec<TruthTerm>),
    Missing(Box<Term>),
    Numbers(Box<Compared<NumberTerm>>),
    Dates(Box<Compared<DateTerm>>),
    /// Two conditions are alike; `true` turns it round.
    Truths(bool, Box<TruthTerm>, Box<TruthTerm>),
    /// Two texts are alike; `true` turns it round.
    Texts(bool, TextTerm, TextTerm),
    InNumbers(Box<NumberTerm>, Vec<NumberTerm>),
    InDates(Box<DateTerm>, Vec<DateTerm>),
    InTexts(TextTerm, Vec<TextTerm>),
    HasTag(Ref, TextTerm),
    Contains(TextTerm, TextTerm),
}

/// A comparison that has an order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Compared<T> {
    pub comparison: Comparison,
    pub left: T,
    pub right: T,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TextTerm {
    Literal(Literal),
    Column(Ref),
    Choice(Box<Choice<TextTerm>>),
}

/// A text of the rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Literal {
    pub text: String,
    /// The form that is compared.
    pub folded: String,
}
