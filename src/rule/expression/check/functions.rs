//! The functions of expressions: what each takes and gives.

use std::ops::Range;

use super::{Checker, all, dates, numbers, texts, truths};
use crate::rule::expression::parse::Tree;
use crate::rule::expression::term::{Choice, DateTerm, NumberTerm, Term, TextTerm, TruthTerm};
use crate::rule::expression::words::{Closed, Words};
use crate::rule::settings::suggestion;

/// The functions and how each is used.
const FUNCTIONS: [(&str, &str); 17] = [
    ("days_since", "days_since(date)"),
    ("days_until", "days_until(date)"),
    ("months_since", "months_since(date)"),
    ("months_until", "months_until(date)"),
    ("add_days", "add_days(date, days)"),
    ("add_months", "add_months(date, months)"),
    ("year", "year(date)"),
    ("count", "count(condition, condition, …)"),
    ("at_least", "at_least(2, condition, condition, …)"),
    ("coalesce", "coalesce(value, value instead, …)"),
    ("if", "if(condition, value, other value)"),
    ("has_tag", "has_tag(traits, 'word')"),
    ("contains", "contains(text, 'part')"),
    ("min", "min(value, value, …)"),
    ("max", "max(value, value, …)"),
    ("abs", "abs(number)"),
    ("round", "round(number)"),
];

/// What stands between the tags of a cell.
const TAG_SEPARATORS: [char; 6] = [';', '；', '、', ',', '，', '\n'];

/// How a function is used, if there is one of this name.
pub fn usage(name: &str) -> Option<&'static str> {
    FUNCTIONS.iter().find(|(known, _)| *known == name).map(|(_, usage)| *usage)
}

impl Checker<'_> {
    /// A function with its arguments.
    pub fn call(&self, tree: &Tree, name: &str, span: &Range<usize>, parts: &[Tree]) -> Option<Term> {
        let counted = |least: usize, most: usize| self.counted(name, tree, parts.len(), least, most);
        Some(match name {
            "days_since" | "days_until" | "months_since" | "months_until" | "year" => {
                counted(1, 1)?;
                Term::Number(self.of_date(name, &parts[0])?)
            }
            "add_days" | "add_months" => {
                counted(2, 2)?;
                Term::Date(self.moved(name, &parts[0], &parts[1])?)
            }
            "abs" | "round" => {
                counted(1, 1)?;
                let number = Box::new(self.number(&parts[0], name)?);
                Term::Number(if name == "abs" { NumberTerm::Abs(number) } else { NumberTerm::Round(number) })
            }
            "count" => {
                counted(1, usize::MAX)?;
                Term::Number(NumberTerm::Count(self.conditions(parts, name)?))
            }
            "at_least" => {
                counted(2, usize::MAX)?;
                Term::Truth(self.at_least(&parts[0], &parts[1..])?)
            }
            "coalesce" => {
                counted(1, usize::MAX)?;
                self.coalesce(parts)?
            }
            "if" => {
                counted(3, 3)?;
                self.either(parts)?
            }
            "min" | "max" => {
                counted(1, usize::MAX)?;
                self.extreme(name, parts)?
            }
            "has_tag" => {
                counted(2, 2)?;
                Term::Truth(self.has_tag(&parts[0], &parts[1])?)
            }
            "contains" => {
                counted(2, 2)?;
                let texts = (self.text(&parts[0], name), self.text(&parts[1], name));
                Term::Truth(TruthTerm::Contains(texts.0?, texts.1?))
            }
            _ => return self.unknown_function(name, span),
        })
    }

    fn unknown_function<T>(&self, name: &str, span: &Range<usize>) -> Option<T> {
        let help = match name {
            "is_missing" | "isnull" | "is_null" | "isblank" => "write `x is missing`".to_owned(),
            "today" | "now" => "write `as_of`, the day of the run".to_owned(),
            "any" | "all" => "join conditions with `or` and `and`, or use at_least(1, …)".to_owned(),
            _ => suggestion(name, FUNCTIONS.iter().map(|(known, _)| *known)),
        };
        self.wrong(span, format!("unknown function `{name}`"), help)
    }

    fn counted(&self, name: &str, tree: &Tree, found: usize, least: usize, most: usize) -> Option<()> {
        if (least..=most).contains(&found) {
            return Some(());
        }
        let values = |count: usize| if count == 1 { "1 value".to_owned() } else { format!("{count} values") };
        let wanted = if least == most { values(least) } else { format!("{} or more", values(least)) };
        let help = match (name, found) {
            ("round", 2) => "it rounds to whole numbers; for two decimals write round(x * 100) / 100".to_owned(),
            _ => format!("write {}", usage(name).unwrap_or_default()),
        };
        self.wrong(&tree.span, format!("{name} takes {wanted}, not {found}"), help)
    }

    fn of_date(&self, name: &str, part: &Tree) -> Option<NumberTerm> {
        let date = Box::new(self.date(part, name)?);
        let as_of = Box::new(DateTerm::AsOf);
        if name != "year" {
            *self.as_of.borrow_mut() = true;
        }
        Some(match name {
            "days_since" => NumberTerm::Days(as_of, date),
            "days_until" => NumberTerm::Days(date, as_of),
            "months_since" => NumberTerm::Months(date, as_of),
            "months_until" => NumberTerm::Months(as_of, date),
            _ => NumberTerm::Year(date),
        })
    }

    fn moved(&self, name: &str, date: &Tree, by: &Tree) -> Option<DateTerm> {
        let (start, steps) = (self.date(date, name), self.number(by, name));
        let (start, steps) = (Box::new(start?), Box::new(steps?));
        if let NumberTerm::Literal(literal) = *steps
            && !literal.is_integer()
        {
            let unit = name.trim_start_matches("add_");
            let message = format!("{name} takes whole {unit}, not {literal}");
            return self.wrong(&by.span, message, "write a whole number");
        }
        Some(if name == "add_days" { DateTerm::AddDays(start, steps) } else { DateTerm::AddMonths(start, steps) })
    }

    fn at_least(&self, least: &Tree, parts: &[Tree]) -> Option<TruthTerm> {
        let needed = self.number(least, "the first value of at_least");
        let conditions = self.conditions(parts, "at_least");
        let (needed, conditions) = (needed?, conditions?);
        if let NumberTerm::Literal(number) = needed {
            let message = match number {
                _ if number > (conditions.len() as u64).into() => "this can never hold",
                _ if number.is_zero() || number.is_negative() => "this always holds",
                _ => "",
            };
            if !message.is_empty() {
                let help = format!("write 1 to {}, the number of conditions", conditions.len());
                self.complaints.warning(&self.place.part(&least.span), message, help);
            }
        }
        Some(TruthTerm::AtLeast(Box::new(needed), conditions))
    }

    /// Values that have to be of one type.
    fn alike(&self, name: &str, parts: &[Tree]) -> Option<Vec<Term>> {
        let terms = all(parts.iter().map(|part| self.term(part)))?;
        for (term, part) in terms.iter().zip(parts) {
            if term.kind() != terms[0].kind() {
                let called = |term: &Term, part| format!("`{}` is {}", self.words_of(part), term.kind().called());
                let message = format!(
                    "{name} takes values of one type: {}, {}",
                    called(&terms[0], &parts[0]),
                    called(term, part)
                );
                return self.wrong(&part.span, message, "give it numbers only, or texts, dates or conditions only");
            }
        }
        match terms[0] {
            Term::Tags(_) => {
                self.wrong(&parts[0].span, format!("{name} does not take tags"), "use has_tag(traits, 'word')")
            }
            _ => Some(terms),
        }
    }

    fn coalesce(&self, parts: &[Tree]) -> Option<Term> {
        let terms = self.alike("coalesce", parts)?;
        let kinds = terms.into_iter();
        let first = kinds.as_slice().first()?.clone();
        Some(match first {
            Term::Number(_) => {
                Term::Number(NumberTerm::Choice(Box::new(Choice::Coalesce(kinds.filter_map(numbers).collect()))))
            }
            Term::Date(_) => {
                Term::Date(DateTerm::Choice(Box::new(Choice::Coalesce(kinds.filter_map(dates).collect()))))
            }
            Term::Truth(_) => {
                Term::Truth(TruthTerm::Choice(Box::new(Choice::Coalesce(kinds.filter_map(truths).collect()))))
            }
            Term::Text(_) => {
                let texts = self.canonical(kinds.filter_map(texts).collect());
                Term::Text(TextTerm::Choice(Box::new(Choice::Coalesce(texts))))
            }
            Term::Tags(_) => return None,
        })
    }

    fn either(&self, parts: &[Tree]) -> Option<Term> {
        let condition = self.condition(&parts[0], "the first value of if");
        let mut terms = self.alike("if", &parts[1..])?;
        let condition = condition?;
        let (other, one) = (terms.pop()?, terms.pop()?);
        Some(match (one, other) {
            (Term::Number(a), Term::Number(b)) => {
                Term::Number(NumberTerm::Choice(Box::new(Choice::If(condition, a, b))))
            }
            (Term::Date(a), Term::Date(b)) => Term::Date(DateTerm::Choice(Box::new(Choice::If(condition, a, b)))),
            (Term::Truth(a), Term::Truth(b)) => Term::Truth(TruthTerm::Choice(Box::new(Choice::If(condition, a, b)))),
            (Term::Text(a), Term::Text(b)) => {
                let mut texts = self.canonical(vec![a, b]);
                let (b, a) = (texts.pop()?, texts.pop()?);
                Term::Text(TextTerm::Choice(Box::new(Choice::If(condition, a, b))))
            }
            _ => return None,
        })
    }

    /// Texts of the rule beside a choice field become the word that they spell.
    fn canonical(&self, terms: Vec<TextTerm>) -> Vec<TextTerm> {
        let is_literal = |term: &TextTerm| matches!(term, TextTerm::Literal(_));
        let lists = terms.iter().filter(|term| !is_literal(term)).map(|term| self.words(term));
        let lists: Vec<Closed> =
            lists.filter_map(|words| if let Words::Closed(closed) = words { Some(closed) } else { None }).collect();
        let word = |term| match &term {
            TextTerm::Literal(literal) => {
                lists.iter().find_map(|list| list.word(literal)).map_or(term, TextTerm::Literal)
            }
            _ => term,
        };
        terms.into_iter().map(word).collect()
    }

    fn extreme(&self, name: &str, parts: &[Tree]) -> Option<Term> {
        let terms = self.alike(name, parts)?;
        let least = name == "min";
        match terms[0] {
            Term::Number(_) => {
                let numbers = terms.into_iter().filter_map(numbers).collect();
                Some(Term::Number(if least { NumberTerm::Min(numbers) } else { NumberTerm::Max(numbers) }))
            }
            Term::Date(_) => {
                let dates = terms.into_iter().filter_map(dates).collect();
                Some(Term::Date(if least { DateTerm::Min(dates) } else { DateTerm::Max(dates) }))
            }
            _ => self.wrong_type(&parts[0], &terms[0], "numbers or dates", name),
        }
    }

    fn has_tag(&self, tags: &Tree, tag: &Tree) -> Option<TruthTerm> {
        let found = self.term(tags);
        let wanted = self.text(tag, "the second value of has_tag");
        let (found, wanted) = (found?, wanted?);
        let Term::Tags(column) = found else {
            let message = format!("has_tag takes tags, but `{}` is {}", self.words_of(tags), found.kind().called());
            return self.wrong(&tags.span, message, "name a field of type \"tags\", such as traits");
        };
        if let TextTerm::Literal(literal) = &wanted
            && (literal.folded.is_empty() || literal.text.contains(TAG_SEPARATORS))
        {
            let message = format!("no tag is \"{}\"", literal.text);
            let help = "name one tag: has_tag(traits, 'calm') or has_tag(traits, 'thrifty')";
            return self.wrong(&tag.span, message, help);
        }
        Some(TruthTerm::HasTag(column, wanted))
    }
}
