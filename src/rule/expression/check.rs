//! The check of an expression when its rule file is loaded: every name is known, every value has the type that its place wants.

use std::cell::RefCell;
use std::ops::Range;

use super::comparison::Comparison;
use super::parse::{Tree, TreeKind};
use super::term::{Choice, Compared, DateTerm, Literal, NumberTerm, Term, TextTerm, TruthTerm};
use super::words::Words;
use crate::folding::folded;
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
    #[track_caller]
    pub fn wrong<T>(&self, part: &Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Option<T> {
        self.complaints.error(&self.place.part(part), message, help);
        None
    }

    /// A part in the rule's words.
    pub fn words_of(&self, tree: &Tree) -> String {
        one_line(&self.text[tree.span.clone()])
    }

    /// The term of a tree of whatever type.
    pub fn term(&self, tree: &Tree) -> Option<Term> {
        Some(match &tree.kind {
            TreeKind::Number(number) => Term::Number(NumberTerm::Literal(*number)),
            TreeKind::Date(days) => Term::Date(DateTerm::Literal(*days)),
            TreeKind::Text(text) => Term::Text(TextTerm::Literal(literal(text))),
            TreeKind::Name(name) => self.name(name, &tree.span)?,
            TreeKind::Call(name, span, arguments) => self.call(tree, name, span, arguments)?,
            TreeKind::Or(parts) => Term::Truth(TruthTerm::Any(self.conditions(parts, "`or`")?)),
            TreeKind::And(parts) => Term::Truth(TruthTerm::All(self.conditions(parts, "`and`")?)),
            TreeKind::Not(part) => Term::Truth(TruthTerm::Not(Box::new(self.condition(part, "`not`")?))),
            TreeKind::Compare(comparison, left, right) => Term::Truth(self.compare(tree, *comparison, left, right)?),
            TreeKind::In(part, list) => Term::Truth(self.is_in(part, list)?),
            TreeKind::IsMissing(part) => Term::Truth(TruthTerm::Missing(Box::new(self.term(part)?))),
            TreeKind::Sum(parts) => Term::Number(self.sum(parts)?),
            TreeKind::Product(parts) => Term::Number(NumberTerm::Product(self.factors(parts)?)),
            TreeKind::Negative(part) => Term::Number(match self.number(part, "`-`")? {
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
        let place = self.place.part(span);
        match name {
            _ if super::check::functions::usage(name).is_some() => {
                let usage = super::check::functions::usage(name).unwrap_or_default();
                self.wrong(span, format!("`{name}` is a function"), format!("write {usage}"))
            }
            "true" | "false" | "yes" | "no" => {
                let help = "a yes/no field is a condition by itself: write `x` or `not x`";
                self.wrong(span, format!("`{name}` is no value here"), help)
            }
            "today" | "now" => self.wrong(span, format!("unknown name `{name}`"), "write `as_of`, the day of the run"),
            _ => {
                self.scope.unknown(name, &place, self.complaints);
                None
            }
        }
    }

    /// A part that has to be a condition; `taker` is what wants it.
    pub fn condition(&self, tree: &Tree, taker: &str) -> Option<TruthTerm> {
        match self.term(tree)? {
            Term::Truth(truth) => Some(truth),
            other => self.wrong_type(tree, &other, "a condition", taker),
        }
    }

    pub fn conditions(&self, trees: &[Tree], taker: &str) -> Option<Vec<TruthTerm>> {
        all(trees.iter().map(|tree| self.condition(tree, taker)))
    }

    /// A part that has to be a number.
    pub fn number(&self, tree: &Tree, taker: &str) -> Option<NumberTerm> {
        match self.term(tree)? {
            Term::Number(number) => Some(number),
            other => self.wrong_type(tree, &other, "a number", taker),
        }
    }

    /// A part that has to be a date.
    pub fn date(&self, tree: &Tree, taker: &str) -> Option<DateTerm> {
        match self.term(tree)? {
            Term::Date(date) => Some(date),
            other => self.wrong_type(tree, &other, "a date", taker),
        }
    }

    /// A part that has to be a text.
    pub fn text(&self, tree: &Tree, taker: &str) -> Option<TextTerm> {
        match self.term(tree)? {
            Term::Text(text) => Some(text),
            other => self.wrong_type(tree, &other, "a text", taker),
        }
    }

    /// Complains about a part of the wrong type.
    pub fn wrong_type<T>(&self, tree: &Tree, found: &Term, wanted: &str, taker: &str) -> Option<T> {
        let words = self.words_of(tree);
        let message = format!("{taker} takes {wanted}, but `{words}` is {}", found.kind().called());
        let help = match (wanted, found.kind()) {
            ("a condition", Type::Number) => format!("compare it: {words} > 0"),
            ("a condition", Type::Text) => format!("compare it: {words} = 'word'"),
            ("a condition", Type::Date) => format!("compare it: {words} >= 2026-01-31"),
            (_, Type::Tags) => format!("ask for one of the tags: has_tag({words}, 'word')"),
            ("a number", Type::Date) => {
                format!("days_since({words}) makes a number of it; add_days({words}, 30) moves it")
            }
            ("a date", Type::Text | Type::Number) => "a date is written 2026-01-31, without quotes".to_owned(),
            ("a number", Type::Text) if matches!(tree.kind, TreeKind::Text(_)) => {
                "numbers are written without quotes: 10_000, 25%".to_owned()
            }
            ("a number", Type::Text) => format!("name a number field, or compare it: {words} = 'word'"),
            ("a number", Type::Truth) => {
                let inner = words.strip_prefix('(').and_then(|words| words.strip_suffix(')')).unwrap_or(&words);
                format!("count({inner}) makes 1 or 0 of it")
            }
            ("a text", Type::Number) => format!("compare numbers with `=`, `>=` …: {words} >= 10"),
            ("numbers or dates", _) => "texts and conditions have no order".to_owned(),
            _ => format!("name {wanted}"),
        };
        self.wrong(&tree.span, message, help)
    }

    /// Numbers added and subtracted; a date less a date is days.
    fn sum(&self, parts: &[(bool, Tree)]) -> Option<NumberTerm> {
        let taker = if parts.iter().any(|(minus, _)| *minus) { "`-`" } else { "`+`" };
        let terms = all(parts.iter().map(|(_, part)| self.term(part)))?;
        let mut terms = terms.into_iter().zip(parts);
        let mut sum = Vec::with_capacity(parts.len());
        while let Some((term, (minus, tree))) = terms.next() {
            let number = match term {
                Term::Number(number) => number,
                Term::Date(later) if sum.is_empty() => match terms.next() {
                    Some((Term::Date(earlier), (true, _))) => NumberTerm::Days(Box::new(later), Box::new(earlier)),
                    _ => return self.wrong_type(tree, &Term::Date(later), "a number", taker),
                },
                other => return self.wrong_type(tree, &other, "a number", taker),
            };
            sum.push((*minus, number));
        }
        Some(match sum.len() {
            1 => sum.remove(0).1,
            _ => NumberTerm::Sum(sum),
        })
    }

    fn factors(&self, parts: &[(bool, Tree)]) -> Option<Vec<(bool, NumberTerm)>> {
        let taker = if parts.iter().any(|(divides, _)| *divides) { "`/`" } else { "`*`" };
        all(parts.iter().map(|(divides, part)| self.number(part, taker).map(|number| (*divides, number))))
    }

    fn compare(&self, tree: &Tree, comparison: Comparison, left: &Tree, right: &Tree) -> Option<TruthTerm> {
        let sides = (self.side(left, right), self.side(right, left));
        let ordered = !matches!(comparison, Comparison::Equal | Comparison::Unequal);
        let negated = comparison == Comparison::Unequal;
        let (left_words, right_words) = (self.words_of(left), self.words_of(right));
        match (sides.0?, sides.1?) {
            (Term::Number(left), Term::Number(right)) => {
                let compared = Compared { comparison, left, right, left_words, right_words };
                Some(TruthTerm::Numbers(Box::new(compared)))
            }
            (Term::Date(left), Term::Date(right)) => {
                let compared = Compared { comparison, left, right, left_words, right_words };
                Some(TruthTerm::Dates(Box::new(compared)))
            }
            (Term::Truth(_), Term::Truth(_)) | (Term::Text(_), Term::Text(_)) if ordered => {
                let message = format!("`{}` does not compare {left_words} and {right_words}", comparison.sign());
                self.wrong(&tree.span, message, "texts and conditions compare with `=` and `!=`")
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
            return self.wrong(
                &tree.span,
                format!("unknown name `{name}`"),
                format!("a text stands in quotes: {column} = '{name}'"),
            );
        }
        self.term(tree)
    }

    fn do_not_compare<T>(&self, span: &Range<usize>, left: (&Tree, &Term), right: (&Tree, &Term)) -> Option<T> {
        let called = |(tree, term): (&Tree, &Term)| format!("`{}` is {}", self.words_of(tree), term.kind().called());
        let message = format!("{}, {}: they do not compare", called(left), called(right));
        let (first, other) = if left.1.kind() as u8 <= right.1.kind() as u8 { (left, right) } else { (right, left) };
        let (a, b) = (self.words_of(first.0), self.words_of(other.0));
        let help = match (first.1.kind(), other.1.kind()) {
            (Type::Number, Type::Date) => {
                format!("compare days: days_since({b}); or write a date such as 2026-01-31")
            }
            (Type::Number, Type::Text) => match (first.1, other.1) {
                (_, Term::Text(TextTerm::Literal(_))) => "numbers are written without quotes".to_owned(),
                (Term::Number(NumberTerm::Literal(_)), _) => format!("write the text in quotes: '{a}'"),
                _ => format!("`{b}` would have to be a number field"),
            },
            (Type::Date, Type::Text) => "dates are written without quotes: 2026-01-31".to_owned(),
            (_, Type::Tags) => format!("ask for one of the tags: has_tag({b}, 'word')"),
            (Type::Number | Type::Date, Type::Truth) => format!("a condition stands by itself: {b}, or not {b}"),
            (Type::Truth, _) => format!("a condition stands by itself: {a}, or not {a}"),
            _ => String::new(),
        };
        self.wrong(span, message, help)
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
            Term::Truth(_) | Term::Tags(_) => {
                let help = "`in` looks for numbers, dates and texts; tags are asked for with has_tag(traits, 'word')";
                self.wrong(&part.span, format!("`in` does not take {}", value.kind().called()), help)
            }
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
        let message = format!("\"{}\" is not {}", literal.text, closed.whose);
        if closed.labels && literal.folded == "unclassified" {
            return self.wrong(&tree.span, message, "for customers without a label write `is missing`");
        }
        self.wrong(&tree.span, message, crate::rule::settings::suggestion(&literal.text, closed.known()))
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
