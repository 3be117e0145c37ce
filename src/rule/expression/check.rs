//! The check of an expression when its rule file is loaded: every name is known, every value has the type that its place wants.

use std::cell::RefCell;
use std::ops::Range;

use super::comparison::Comparison;
use super::parse::{Tree, TreeKind};
use super::term::{Choice, Compared, DateTerm, Literal, NumberTerm, Term, TextTerm, TruthTerm};
use super::words::Words;
use crate::folding::folded;
use crate::rule::mistake::{ExpressionMistake, Side, Suggestion, Taker};
use crate::rule::scope::{Meaning, Ref, Scope, Type};
use crate::rule::settings::{Complaints, Span};

pub(super) mod functions;

/// Where the parts of an expression stand in the rule file.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The whole text, quotes included.
    pub whole: Span,
    /// Where its first character stands, if every character stands there as it is.
    pub exact: Option<usize>,
}

impl Place {
    pub fn part(&self, part: &Range<usize>) -> Span {
        self.exact.map_or_else(|| self.whole.clone(), |start| start + part.start..start + part.end)
    }
}

/// Makes terms of trees.
#[derive(Debug)]
pub(super) struct Checker<'a> {
    pub text: &'a str,
    pub place: Place,
    pub scope: &'a Scope,
    pub complaints: &'a Complaints,
    /// The columns read so far.
    pub refs: RefCell<Vec<Ref>>,
    /// Whether 'today' is used.
    pub as_of: RefCell<bool>,
}

impl Checker<'_> {
    /// Notes what is wrong with a part; gives nothing, so that callers can return it.
    pub fn wrong<T>(&self, part: &Range<usize>, mistake: ExpressionMistake) -> Option<T> {
        self.complaints.error(&self.place.part(part), mistake);
        None
    }

    /// A part in the rule's words.
    pub fn words_of(&self, tree: &Tree) -> String {
        one_line(&self.text[tree.span.clone()])
    }

    /// A part and its type, for a complaint.
    fn said(&self, tree: &Tree, term: &Term) -> Side {
        let is_literal = matches!(term, Term::Text(TextTerm::Literal(_)) | Term::Number(NumberTerm::Literal(_)));
        Side { words: self.words_of(tree), kind: term.kind(), is_literal }
    }

    /// The term of a tree of whatever type.
    pub fn term(&self, tree: &Tree) -> Option<Term> {
        Some(match &tree.kind {
            TreeKind::Number(number) => Term::Number(NumberTerm::Literal(*number)),
            TreeKind::Date(days) => Term::Date(DateTerm::Literal(*days)),
            TreeKind::Text(text) => Term::Text(TextTerm::Literal(literal(text))),
            TreeKind::Name(name) => self.name(name, &tree.span)?,
            TreeKind::Call(name, span, arguments) => self.call(tree, name, span, arguments)?,
            TreeKind::Or(parts) => Term::Truth(TruthTerm::Any(self.conditions(parts, &Taker::Sign("or"))?)),
            TreeKind::And(parts) => Term::Truth(TruthTerm::All(self.conditions(parts, &Taker::Sign("and"))?)),
            TreeKind::Not(part) => Term::Truth(TruthTerm::Not(Box::new(self.condition(part, &Taker::Sign("not"))?))),
            TreeKind::Compare(comparison, left, right) => Term::Truth(self.compare(tree, *comparison, left, right)?),
            TreeKind::In(part, list) => Term::Truth(self.is_in(part, list)?),
            TreeKind::IsMissing(part) => Term::Truth(TruthTerm::Missing(Box::new(self.term(part)?))),
            TreeKind::Sum(parts) => Term::Number(self.sum(parts)?),
            TreeKind::Product(parts) => Term::Number(NumberTerm::Product(self.factors(parts)?)),
            TreeKind::Negative(part) => Term::Number(match self.number(part, &Taker::Sign("-"))? {
                NumberTerm::Literal(number) => NumberTerm::Literal(-number),
                other => NumberTerm::Negative(Box::new(other)),
            }),
        })
    }

    fn name(&self, name: &str, span: &Range<usize>) -> Option<Term> {
        if name == "as_of" {
            *self.as_of.borrow_mut() = true;
            return Some(Term::Date(DateTerm::AsOf));
        }
        match self.scope.find(name) {
            Some(Meaning::Param(value)) => Some(Term::Number(NumberTerm::Literal(value))),
            Some(Meaning::Column(column, kind)) => {
                self.refs.borrow_mut().push(column);
                Some(match kind {
                    Type::Number => Term::Number(NumberTerm::Column(column)),
                    Type::Date => Term::Date(DateTerm::Column(column)),
                    Type::Truth => Term::Truth(TruthTerm::Column(column)),
                    Type::Text => Term::Text(TextTerm::Column(column)),
                    Type::Tags => Term::Tags(column),
                })
            }
            None => self.unknown(name, span),
        }
    }

    fn unknown<T>(&self, name: &str, span: &Range<usize>) -> Option<T> {
        let (place, named) = (self.place.part(span), name.to_owned());
        let mistake = match (name, functions::usage(name)) {
            (_, Some(usage)) => ExpressionMistake::FunctionForValue { name: named, usage },
            ("true" | "false" | "yes" | "no", _) => ExpressionMistake::NoValue { name: named },
            ("today" | "now", _) => ExpressionMistake::Today { name: named },
            _ => {
                self.scope.unknown(name, &place, self.complaints);
                return None;
            }
        };
        self.wrong(span, mistake)
    }

    /// A part that has to be a condition; `taker` is what wants it.
    pub fn condition(&self, tree: &Tree, taker: &Taker) -> Option<TruthTerm> {
        match self.term(tree)? {
            Term::Truth(truth) => Some(truth),
            other => self.wrong_type(tree, &other, Some(Type::Truth), taker),
        }
    }

    pub fn conditions(&self, trees: &[Tree], taker: &Taker) -> Option<Vec<TruthTerm>> {
        all(trees.iter().map(|tree| self.condition(tree, taker)))
    }

    /// A part that has to be a number.
    pub fn number(&self, tree: &Tree, taker: &Taker) -> Option<NumberTerm> {
        match self.term(tree)? {
            Term::Number(number) => Some(number),
            other => self.wrong_type(tree, &other, Some(Type::Number), taker),
        }
    }

    /// A part that has to be a date.
    pub fn date(&self, tree: &Tree, taker: &Taker) -> Option<DateTerm> {
        match self.term(tree)? {
            Term::Date(date) => Some(date),
            other => self.wrong_type(tree, &other, Some(Type::Date), taker),
        }
    }

    /// A part that has to be a text.
    pub fn text(&self, tree: &Tree, taker: &Taker) -> Option<TextTerm> {
        match self.term(tree)? {
            Term::Text(text) => Some(text),
            other => self.wrong_type(tree, &other, Some(Type::Text), taker),
        }
    }

    /// Complains about a part of the wrong type; `None` wants a number or a date.
    pub fn wrong_type<T>(&self, tree: &Tree, found: &Term, wanted: Option<Type>, taker: &Taker) -> Option<T> {
        let value = self.said(tree, found);
        self.wrong(&tree.span, ExpressionMistake::WrongType { taker: taker.clone(), wanted, value })
    }

    /// Numbers added and subtracted; a date less a date is days.
    fn sum(&self, parts: &[(bool, Tree)]) -> Option<NumberTerm> {
        let taker = &Taker::Sign(if parts.iter().any(|(minus, _)| *minus) { "-" } else { "+" });
        let terms = all(parts.iter().map(|(_, part)| self.term(part)))?;
        let mut terms = terms.into_iter().zip(parts);
        let mut sum = Vec::with_capacity(parts.len());
        while let Some((term, (minus, tree))) = terms.next() {
            let number = match term {
                Term::Number(number) => number,
                Term::Date(later) if sum.is_empty() => match terms.next() {
                    Some((Term::Date(earlier), (true, _))) => NumberTerm::Days(Box::new(later), Box::new(earlier)),
                    _ => return self.wrong_type(tree, &Term::Date(later), Some(Type::Number), taker),
                },
                other => return self.wrong_type(tree, &other, Some(Type::Number), taker),
            };
            sum.push((*minus, number));
        }
        Some(match sum.len() {
            1 => sum.remove(0).1,
            _ => NumberTerm::Sum(sum),
        })
    }

    fn factors(&self, parts: &[(bool, Tree)]) -> Option<Vec<(bool, NumberTerm)>> {
        let taker = &Taker::Sign(if parts.iter().any(|(divides, _)| *divides) { "/" } else { "*" });
        all(parts.iter().map(|(divides, part)| self.number(part, taker).map(|number| (*divides, number))))
    }

    fn compare(&self, tree: &Tree, comparison: Comparison, left: &Tree, right: &Tree) -> Option<TruthTerm> {
        let sides = (self.side(left, right), self.side(right, left));
        let ordered = !matches!(comparison, Comparison::Equal | Comparison::Unequal);
        let negated = comparison == Comparison::Unequal;
        match (sides.0?, sides.1?) {
            (Term::Number(left), Term::Number(right)) => {
                let compared = Compared { comparison, left, right };
                Some(TruthTerm::Numbers(Box::new(compared)))
            }
            (Term::Date(left), Term::Date(right)) => {
                let compared = Compared { comparison, left, right };
                Some(TruthTerm::Dates(Box::new(compared)))
            }
            (Term::Truth(_), Term::Truth(_)) | (Term::Text(_), Term::Text(_)) if ordered => {
                let sign = comparison.sign();
                let (left, right) = (self.words_of(left), self.words_of(right));
                self.wrong(&tree.span, ExpressionMistake::NoOrder { sign, left, right })
            }
            (Term::Truth(a), Term::Truth(b)) => Some(TruthTerm::Truths(negated, Box::new(a), Box::new(b))),
            (Term::Text(a), Term::Text(b)) => {
                let (a, b) = self.same_words((a, left), (b, right))?;
                Some(TruthTerm::Texts(negated, a, b))
            }
            (a, b) => self.do_not_compare(&tree.span, (left, &a), (right, &b)),
        }
    }

    /// A side of a comparison. A bare word beside a text or a condition is mostly a text without its quotes.
    fn side(&self, tree: &Tree, other: &Tree) -> Option<Term> {
        if let (TreeKind::Name(name), TreeKind::Name(column)) = (&tree.kind, &other.kind)
            && name != "as_of"
            && self.scope.find(name).is_none()
            && let Some(Meaning::Column(_, Type::Text)) = self.scope.find(column)
        {
            let (name, column) = (name.clone(), column.clone());
            return self.wrong(&tree.span, ExpressionMistake::UnquotedText { name, column });
        }
        self.term(tree)
    }

    fn do_not_compare<T>(&self, span: &Range<usize>, left: (&Tree, &Term), right: (&Tree, &Term)) -> Option<T> {
        let (left, right) = (self.said(left.0, left.1), self.said(right.0, right.1));
        self.wrong(span, ExpressionMistake::NotComparable { left, right })
    }

    fn is_in(&self, part: &Tree, list: &[Tree]) -> Option<TruthTerm> {
        let value = self.term(part);
        let items = all(list.iter().map(|item| self.side(item, part)));
        let (value, items) = (value?, items?);
        for (item, tree) in items.iter().zip(list) {
            if item.kind() != value.kind() {
                return self.do_not_compare(&tree.span, (part, &value), (tree, item));
            }
        }
        let items = items.into_iter();
        match value {
            Term::Number(value) => Some(TruthTerm::InNumbers(Box::new(value), items.filter_map(numbers).collect())),
            Term::Date(value) => Some(TruthTerm::InDates(Box::new(value), items.filter_map(dates).collect())),
            Term::Text(value) => {
                let items = items.filter_map(texts).zip(list);
                let pairs = all(items.map(|(item, tree)| self.same_words((value.clone(), part), (item, tree))))?;
                let value = pairs.first()?.0.clone();
                Some(TruthTerm::InTexts(value, pairs.into_iter().map(|(_, item)| item).collect()))
            }
            Term::Truth(_) | Term::Tags(_) => self.wrong(&part.span, ExpressionMistake::NotIn { kind: value.kind() }),
        }
    }

    /// Two texts that are compared: one written in the rule has to be a word that the other can say.
    fn same_words(&self, left: (TextTerm, &Tree), right: (TextTerm, &Tree)) -> Option<(TextTerm, TextTerm)> {
        let (first, second) = (self.words(&left.0), self.words(&right.0));
        let both_literal = matches!((&left.0, &right.0), (TextTerm::Literal(_), TextTerm::Literal(_)));
        if both_literal {
            return Some((left.0, right.0));
        }
        let (left, right) = (self.worded(left, &second), self.worded(right, &first));
        Some((left?, right?))
    }

    fn worded(&self, (term, tree): (TextTerm, &Tree), other: &Words) -> Option<TextTerm> {
        let (TextTerm::Literal(literal), Words::Closed(closed)) = (&term, other) else { return Some(term) };
        if let Some(word) = closed.word(literal) {
            return Some(TextTerm::Literal(word));
        }
        let (text, whose) = (literal.text.clone(), closed.whose.clone());
        let mistake = if closed.labels && literal.folded == "unclassified" {
            ExpressionMistake::Unclassified { text, whose }
        } else {
            let known = Suggestion::new(&text, closed.known());
            ExpressionMistake::NotAWord { text, whose, known }
        };
        self.wrong(&tree.span, mistake)
    }

    /// What a text can be.
    pub fn words(&self, term: &TextTerm) -> Words {
        match term {
            TextTerm::Literal(literal) => Words::literal(literal),
            TextTerm::Column(column) => Words::in_column(*column, self.scope),
            TextTerm::Choice(choice) => match &**choice {
                Choice::Coalesce(parts) => Words::union(parts.iter().map(|part| self.words(part))),
                Choice::If(_, one, other) => Words::union([one, other].into_iter().map(|part| self.words(part))),
            },
        }
    }
}

/// A text without line breaks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All or nothing; everything is looked at first, so that all mistakes are found.
pub(super) fn all<T>(parts: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    parts.collect::<Vec<_>>().into_iter().collect()
}

pub(super) fn literal(text: &str) -> Literal {
    Literal { text: text.trim().to_owned(), folded: folded(text) }
}

pub(super) fn numbers(term: Term) -> Option<NumberTerm> {
    if let Term::Number(number) = term { Some(number) } else { None }
}

pub(super) fn dates(term: Term) -> Option<DateTerm> {
    if let Term::Date(date) = term { Some(date) } else { None }
}

pub(super) fn truths(term: Term) -> Option<TruthTerm> {
    if let Term::Truth(truth) = term { Some(truth) } else { None }
}

pub(super) fn texts(term: Term) -> Option<TextTerm> {
    if let Term::Text(text) = term { Some(text) } else { None }
}
