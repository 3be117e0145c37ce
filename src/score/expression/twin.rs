//! The plain twin of the evaluation, one customer at a time: what the fast loops have to agree with.

use super::dates;
use crate::folding::folded;
use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::rule::expression::Expr;
use crate::rule::expression::term::{Choice, DateTerm, Literal, NumberTerm, Term, TextTerm, TruthTerm};
use crate::rule::scope::Ref;
use crate::score::column::{Cell, Column, Dates};
use crate::score::frame::Frame;
use crate::score::frame::block::{Values, WordList};
use crate::score::truth::Truth;

/// A value of a customer.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(Option<Exact>),
    Date(Option<i32>),
    Truth(Truth),
    /// In the form that is compared.
    Text(Option<String>),
}

/// The values of an expression for all customers one by one, and in blocks of so many: they have to be equal.
pub(super) fn both(expr: &Expr, frame: &Frame<'_>, step: usize) -> (Vec<Value>, Vec<Value>) {
    let plain = (0..frame.rows).map(|row| Customer { frame, row }.value(expr)).collect();
    (plain, fast(expr, frame, step))
}

fn fast(expr: &Expr, frame: &Frame<'_>, step: usize) -> Vec<Value> {
    let mut values = Vec::new();
    for start in (0..frame.rows).step_by(step) {
        let block = frame.block(start..frame.rows.min(start + step));
        match expr.values(&block) {
            Values::Numbers(numbers) => {
                values.extend(numbers.cells().into_iter().map(|cell| Value::Number(cell.value())))
            }
            Values::Dates(dates) => {
                values.extend(dates.iter().map(|&day| Value::Date(Some(day).filter(|&day| day > Dates::BAD))));
            }
            Values::Truths(truths) => values.extend(truths.into_iter().map(Value::Truth)),
            Values::Texts(texts) => {
                values.extend((0..block.rows.len()).map(|index| Value::Text(texts.text(index).map(folded))));
            }
            Values::Tags => values.extend(block.rows.clone().map(|_| Value::Truth(Truth::Unknown))),
        }
    }
    values
}

impl Expr {
    /// Whether the fast evaluation of an expression agrees with the plain one, and its reasons can be found: what a fuzzer looks for.
    pub fn agrees_with_its_twin(&self, frame: &Frame<'_>) -> bool {
        for row in 0..frame.rows {
            let block = frame.block(row..row + 1);
            _ = self.missing(&block);
        }
        [frame.rows.max(1), 5].into_iter().all(|step| {
            let (plain, fast) = both(self, frame, step);
            plain == fast
        })
    }
}

/// One customer of a list.
#[derive(Clone, Copy)]
pub(super) struct Customer<'a> {
    pub frame: &'a Frame<'a>,
    pub row: usize,
}

impl Customer<'_> {
    pub fn value(self, expr: &Expr) -> Value {
        match &expr.term {
            Term::Number(term) => Value::Number(self.number(term)),
            Term::Date(term) => Value::Date(self.date(term)),
            Term::Truth(term) => Value::Truth(self.truth(term)),
            Term::Text(term) => Value::Text(self.text(term)),
            Term::Tags(_) => Value::Truth(Truth::Unknown),
        }
    }

    fn column(self, column: Ref) -> Option<Value> {
        match column {
            Ref::Field(index) => Some(match self.frame.fields[index]? {
                Column::Numbers(numbers) => Value::Number(numbers.get(self.row).value().map(Exact::from)),
                Column::Dates(dates) => Value::Date(dates.get(self.row).value()),
                Column::Flags(flags) => Value::Truth(match flags.get(self.row) {
                    Cell::Value(flag) => Truth::of(flag),
                    Cell::Missing | Cell::Bad => Truth::Unknown,
                }),
                Column::Texts(texts) => Value::Text(texts.text(self.row).value().map(folded)),
                Column::Tags(_) => return None,
            }),
            Ref::Derived(index) => Some(self.value(&self.frame.derived[index])),
            Ref::Score(index) => {
                Some(Value::Number(self.frame.scores[index].as_ref()?.get(self.row).value().map(Exact::from)))
            }
            Ref::Label(index) => {
                let labels = WordList::Labels(&self.frame.scope.rules[index].labels);
                let label = self.frame.labels[index].as_ref()?[self.row].index().map(|code| labels.text(code as u32));
                Some(match self.frame.scope.rules[index].numbers {
                    true => Value::Number(label.and_then(Decimal::parse).map(Exact::from)),
                    false => Value::Text(label.map(folded)),
                })
            }
        }
    }

    fn number(self, term: &NumberTerm) -> Option<Exact> {
        match term {
            NumberTerm::Literal(number) => Some(Exact::from(*number)),
            NumberTerm::Column(column) => match self.column(*column)? {
                Value::Number(number) => number,
                _ => None,
            },
            NumberTerm::Choice(choice) => self.choose(choice, |part| self.number(part)),
            NumberTerm::Sum(terms) => self.fold(terms, Exact::plus, Exact::minus),
            NumberTerm::Product(terms) => self.fold(terms, Exact::times, Exact::over),
            NumberTerm::Negative(term) => self.number(term).map(|number| number.negative()),
            NumberTerm::Abs(term) => self.number(term).map(|number| number.abs()),
            NumberTerm::Round(term) => self.number(term)?.round(),
            NumberTerm::Min(terms) => every(terms.iter().map(|term| self.number(term)))?.into_iter().min(),
            NumberTerm::Max(terms) => every(terms.iter().map(|term| self.number(term)))?.into_iter().max(),
            NumberTerm::Days(later, earlier) => {
                Some(Exact::from(Decimal::from(i64::from(self.date(later)?) - i64::from(self.date(earlier)?))))
            }
            NumberTerm::Months(from, to) => dates::months(self.date(from)?, self.date(to)?),
            NumberTerm::Year(date) => dates::year(self.date(date)?).map(Decimal::from).map(Exact::from),
            NumberTerm::Count(conditions) => {
                let truths = conditions.iter().map(|condition| self.truth(condition)).collect::<Vec<_>>();
                let known = truths.iter().all(|truth| truth.is_known());
                known.then(|| Exact::from(Decimal::from(truths.iter().filter(|truth| truth.holds()).count() as u64)))
            }
        }
    }

    fn fold(
        self,
        terms: &[(bool, NumberTerm)],
        plain: fn(&Exact, &Exact) -> Option<Exact>,
        inverse: fn(&Exact, &Exact) -> Option<Exact>,
    ) -> Option<Exact> {
        let mut result = self.number(&terms[0].1)?;
        for (is_inverse, term) in &terms[1..] {
            let other = self.number(term)?;
            result = if *is_inverse { inverse(&result, &other)? } else { plain(&result, &other)? };
        }
        Some(result)
    }

    fn date(self, term: &DateTerm) -> Option<i32> {
        match term {
            DateTerm::Literal(day) => Some(day.0),
            DateTerm::AsOf => Some(self.frame.as_of.0),
            DateTerm::Column(column) => match self.column(*column)? {
                Value::Date(date) => date,
                _ => None,
            },
            DateTerm::Choice(choice) => self.choose(choice, |part| self.date(part)),
            DateTerm::AddDays(start, by) => dates::add_days(self.date(start)?, &self.number(by)?),
            DateTerm::AddMonths(start, by) => dates::add_months(self.date(start)?, &self.number(by)?),
            DateTerm::Min(terms) => every(terms.iter().map(|term| self.date(term)))?.into_iter().min(),
            DateTerm::Max(terms) => every(terms.iter().map(|term| self.date(term)))?.into_iter().max(),
        }
    }

    fn text(self, term: &TextTerm) -> Option<String> {
        match term {
            TextTerm::Literal(Literal { folded, .. }) => Some(folded.clone()),
            TextTerm::Column(column) => match self.column(*column)? {
                Value::Text(text) => text,
                _ => None,
            },
            TextTerm::Choice(choice) => self.choose(choice, |part| self.text(part)),
        }
    }

    fn choose<T, V>(self, choice: &Choice<T>, value: impl Fn(&T) -> Option<V>) -> Option<V> {
        match choice {
            Choice::Coalesce(parts) => parts.iter().find_map(value),
            Choice::If(condition, one, other) => match self.truth(condition) {
                Truth::True => value(one),
                Truth::False => value(other),
                Truth::Unknown => None,
            },
        }
    }

    fn truth(self, term: &TruthTerm) -> Truth {
        let truth = |found: Option<bool>| found.map_or(Truth::Unknown, Truth::of);
        match term {
            TruthTerm::Column(column) => match self.column(*column) {
                Some(Value::Truth(truth)) => truth,
                _ => Truth::Unknown,
            },
            TruthTerm::Choice(choice) => {
                truth(self.choose(choice, |part| Some(self.truth(part)).filter(|t| t.is_known()).map(Truth::holds)))
            }
            TruthTerm::All(parts) => at_least(parts.len() as u64, parts.iter().map(|part| self.truth(part))),
            TruthTerm::Any(parts) => at_least(1, parts.iter().map(|part| self.truth(part))),
            TruthTerm::Not(part) => match self.truth(part) {
                Truth::True => Truth::False,
                Truth::False => Truth::True,
                Truth::Unknown => Truth::Unknown,
            },
            TruthTerm::AtLeast(needed, parts) => match self.number(needed) {
                Some(needed) => at_least(needed, parts.iter().map(|part| self.truth(part))),
                None => Truth::Unknown,
            },
            TruthTerm::Missing(part) => Truth::of(self.is_missing(part)),
            TruthTerm::Numbers(compared) => {
                let sides = self.number(&compared.left).zip(self.number(&compared.right));
                truth(sides.map(|(left, right)| compared.comparison.holds(left.cmp(&right))))
            }
            TruthTerm::Dates(compared) => {
                let sides = self.date(&compared.left).zip(self.date(&compared.right));
                truth(sides.map(|(left, right)| compared.comparison.holds(left.cmp(&right))))
            }
            TruthTerm::Truths(negated, a, b) => match (self.truth(a), self.truth(b)) {
                (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
                (a, b) => Truth::of((a == b) != *negated),
            },
            TruthTerm::Texts(negated, a, b) => truth(self.text(a).zip(self.text(b)).map(|(a, b)| (a == b) != *negated)),
            TruthTerm::InNumbers(value, list) => {
                let same = |item| Some(self.number(value)? == self.number(item)?);
                at_least(1, list.iter().map(|item| truth(same(item))))
            }
            TruthTerm::InDates(value, list) => {
                let same = |item| Some(self.date(value)? == self.date(item)?);
                at_least(1, list.iter().map(|item| truth(same(item))))
            }
            TruthTerm::InTexts(value, list) => {
                let same = |item| Some(self.text(value)? == self.text(item)?);
                at_least(1, list.iter().map(|item| truth(same(item))))
            }
            TruthTerm::HasTag(column, wanted) => {
                truth(self.tags(*column).zip(self.text(wanted)).map(|(tags, wanted)| tags.contains(&wanted)))
            }
            TruthTerm::Contains(whole, part) => {
                truth(self.text(whole).zip(self.text(part)).map(|(whole, part)| whole.contains(&part)))
            }
        }
    }

    fn tags(self, column: Ref) -> Option<Vec<String>> {
        match column {
            Ref::Field(index) => match self.frame.fields[index]? {
                Column::Tags(tags) => {
                    let found = tags.get(self.row).value()?;
                    Some(found.iter().map(|&tag| folded(tags.dictionary().text(tag))).collect())
                }
                _ => None,
            },
            Ref::Derived(index) => match self.frame.derived[index].term {
                Term::Tags(column) => self.tags(column),
                _ => None,
            },
            Ref::Label(_) | Ref::Score(_) => None,
        }
    }

    fn is_missing(self, term: &Term) -> bool {
        match term {
            Term::Number(term) => self.number(term).is_none(),
            Term::Date(term) => self.date(term).is_none(),
            Term::Truth(term) => !self.truth(term).is_known(),
            Term::Text(term) => self.text(term).is_none(),
            Term::Tags(column) => self.tags(*column).is_none(),
        }
    }
}

fn every<T>(parts: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    parts.collect()
}

/// True once enough are true, false once they are out of reach.
fn at_least(needed: impl Into<Exact>, truths: impl Iterator<Item = Truth>) -> Truth {
    let truths = truths.collect::<Vec<_>>();
    let count = |wanted| Exact::from(truths.iter().filter(|truth| **truth == wanted).count() as u64);
    let needed = needed.into();
    let (holding, open) = (count(Truth::True), count(Truth::Unknown));
    if holding >= needed {
        Truth::True
    } else if holding.plus(&open).is_some_and(|most| most < needed) {
        Truth::False
    } else {
        Truth::Unknown
    }
}
