//! Conditions: `orders are at least 4 holds: orders 5`, and what all would lead to the next better tier.

use super::gaps::Values;
use super::template::{Template, slot};
use super::value::Facts;
use crate::number::Decimal;
use crate::number::ratio::distance;
use crate::rule::expression::{Comparison, Part};
use crate::rule::interval::Interval;
use crate::rule::scope::Ref;
use crate::score::Code;
use crate::score::reason::{Bound, Fact, FactValue, Gap, Step, Way};
use crate::words::figure::Style;
use crate::words::run::date;
use crate::words::wording::Wording;

/// Up to how many characters a condition stands in a sentence; of a longer one the sentence names the tier.
const LONGEST_CONDITION: usize = 80;

/// A sentence about a condition, with places for what differs from customer to customer.
#[derive(Debug)]
pub(in crate::words) struct ConditionSentence {
    template: Template,
    /// What stands in the places.
    places: Vec<Place>,
}

/// What stands in a place of a sentence about a condition.
#[derive(Debug, Clone)]
enum Place {
    /// A column and the customer's value of it.
    Fact(Ref, String),
    /// A number that is so far from a better tier's bound: the whole clause.
    Clause(Measured),
    /// A number as it stands beside a bound.
    Value(Measured),
    /// How far it is from the bound.
    Distance(Measured),
    /// A date.
    Date(Ref),
}

/// A number of the list, and the bound that it would have to meet.
#[derive(Debug, Clone)]
struct Measured {
    column: Ref,
    name: String,
    bound: Bound,
}

impl Measured {
    fn facts(&self, value: Decimal) -> Facts {
        Facts::new(value, Some(self.bound), Interval::default())
    }
}

impl Wording<'_> {
    /// A condition that holds; none where no condition holds and a tier takes all others.
    pub(super) fn condition(
        &self,
        code: Code,
        condition: Option<&str>,
        facts: &[Fact],
        better: Option<&Way>,
    ) -> String {
        let sentence = self.condition_sentence(code, condition, facts, better);
        let mut text = String::new();
        let fact = |column: Ref| facts.iter().find(|fact| fact.column == column).map(|fact| fact.value.clone());
        let step = |wanted: Ref| {
            better.iter().flat_map(|way| &way.steps).find_map(|step| match step {
                Step::Number { column, value, .. } if *column == wanted => Some(FactValue::Number(*value)),
                Step::Date { column, value, .. } if *column == wanted => Some(FactValue::Date(*value)),
                _ => None,
            })
        };
        let value = |column| fact(column).or_else(|| step(column)).unwrap_or(FactValue::Missing);
        self.fill_condition(&sentence, value, &mut text);
        text
    }

    /// The sentence about a condition, with places for the values.
    pub(in crate::words) fn condition_sentence(
        &self,
        code: Code,
        condition: Option<&str>,
        facts: &[Fact],
        better: Option<&Way>,
    ) -> ConditionSentence {
        let (words, tier) = (self.language.words(), self.tier(code));
        let mut places = Vec::new();
        let mut place = |what: Place| {
            places.push(what);
            slot(places.len() - 1)
        };
        let whole = |text: &str| self.part(&Part { text: text.to_owned(), holds: true });
        let mut sentence = match condition.map(whole) {
            None => words.no_condition_leaves(&tier),
            Some(Some(condition)) => words.condition_holds(&condition),
            Some(None) => words.condition_of_tier_holds(&tier),
        };
        if !facts.is_empty() {
            sentence += words.colon();
            let facts = facts.iter().map(|fact| place(Place::Fact(fact.column, fact.name.clone())));
            sentence += &facts.collect::<Vec<_>>().join(words.comma());
        }
        for clause in better.and_then(|way| self.clauses(way, &mut place)).unwrap_or_default() {
            sentence += words.semicolon();
            sentence += &clause;
        }
        ConditionSentence { template: Template::of(&sentence), places }
    }

    /// What has to change; nothing where one of the steps cannot be said.
    fn clauses(&self, way: &Way, place: &mut impl FnMut(Place) -> String) -> Option<Vec<String>> {
        let (words, tier) = (self.language.words(), self.tier(way.code));
        let mut steps = way.steps.iter().collect::<Vec<_>>();
        steps.sort_by_key(|step| !matches!(step, Step::Number { .. }));
        let mut clauses = Vec::new();
        for step in steps {
            let also = !clauses.is_empty();
            if let (Step::Number { column, name, comparison, bound, .. }, false) = (step, also) {
                clauses.push(place(Place::Clause(measured(*column, name, *comparison, *bound, way.code))));
                continue;
            }
            let need = self.need(step, way.code, place)?;
            clauses.push(if also { words.also_needs(&tier, &need) } else { words.tier_needs(&tier, &need) });
        }
        Some(clauses)
    }

    /// What a tier needs: `orders 5 (3 now, 2 more)`, `need: yes`.
    fn need(&self, step: &Step, code: Code, place: &mut impl FnMut(Place) -> String) -> Option<String> {
        let words = self.language.words();
        Some(match step {
            Step::Number { column, name, comparison, bound, .. } => {
                let measured = measured(*column, name, *comparison, *bound, code);
                let named = self.column(name);
                let mut line = String::new();
                named.style.together(&[*bound]).write_line(*bound, &mut line);
                let line = named.style.framed(&line, self.language);
                let now = named.style.framed(&place(Place::Value(measured.clone())), self.language);
                let way = named.style.framed_distance(&place(Place::Distance(measured)), self.language);
                let more = matches!(comparison, Comparison::AtLeast | Comparison::Greater);
                let way = if more { words.more(&way) } else { words.less(&way) };
                words.need(&named.name, words.need_compared(*comparison), &line, &now, &way)
            }
            Step::Date { column, name, comparison, bound, .. } => {
                let now = place(Place::Date(*column));
                words.need_date(&self.column(name).name, words.date_compared(*comparison), &date(*bound), &now)
            }
            Step::Flag { part, .. } | Step::Words { part, .. } | Step::Condition(part) => {
                words.need_condition(&self.part(part)?)
            }
        })
    }

    /// Appends a sentence with a customer's values.
    pub(in crate::words) fn fill_condition(
        &self,
        sentence: &ConditionSentence,
        mut value: impl FnMut(Ref) -> FactValue,
        out: &mut String,
    ) {
        let number = |value: &mut dyn FnMut(Ref) -> FactValue, column| match value(column) {
            FactValue::Number(number) => number,
            _ => Decimal::ZERO,
        };
        sentence.template.fill(out, |place, out| match sentence.places.get(place) {
            None => {}
            Some(Place::Fact(column, name)) => self.write_fact(name, &value(*column), out),
            Some(Place::Date(column)) => {
                if let FactValue::Date(day) = value(*column) {
                    out.push_str(&date(day));
                }
            }
            Some(Place::Clause(measured)) => {
                let (column, facts) =
                    (self.column_ref(&measured.name), measured.facts(number(&mut value, measured.column)));
                self.write_value(column, measured.bound.code, None, &facts, out);
            }
            Some(Place::Value(measured)) => {
                let facts = measured.facts(number(&mut value, measured.column));
                self.column_ref(&measured.name).style.together(&[facts.value]).write(facts.value, out);
            }
            Some(Place::Distance(measured)) => {
                let away = distance(number(&mut value, measured.column), measured.bound.value).unwrap_or_default();
                self.column_ref(&measured.name).style.together(&[away]).write(away, out);
            }
        });
    }

    /// A condition and the values that it speaks of, for a step-by-step explanation.
    pub(super) fn condition_steps(&self, condition: Option<&str>, facts: &[Fact]) -> Vec<String> {
        let said = |condition: &str| self.terms.part(&Part { text: condition.to_owned(), holds: true });
        let condition = condition.map(|condition| said(condition).unwrap_or_else(|| condition.to_owned()));
        let condition = condition.map(|condition| self.language.words().condition(&condition));
        let fact = |fact: &Fact| {
            let mut text = String::new();
            self.write_fact(&fact.name, &fact.value, &mut text);
            text
        };
        condition.into_iter().chain(facts.iter().map(fact)).collect()
    }

    /// Whether a condition holds is unknown.
    pub(super) fn unknown(&self, code: Code, condition: &str, gaps: &[Gap], values: Values) -> String {
        let (words, tier) = (self.language.words(), self.tier(code));
        let cause = match self.part(&Part { text: condition.to_owned(), holds: true }) {
            _ if !gaps.is_empty() => self.gaps(gaps, values),
            Some(condition) => words.cannot_calculate(&condition),
            None => words.cannot_calculate(&words.condition_of(&tier)),
        };
        words.cannot_tell(&tier, &cause)
    }

    /// A condition in words, if it is short enough for a sentence.
    fn part(&self, part: &Part) -> Option<String> {
        self.terms.part(part).filter(|said| said.chars().count() <= LONGEST_CONDITION)
    }

    /// Appends a column and its value: `revenue 1,200`, `aware yes`.
    fn write_fact(&self, name: &str, value: &FactValue, out: &mut String) {
        let (words, column) = (self.language.words(), self.column_ref(name));
        if let FactValue::Tags(tags) = value {
            out.push_str(&words.aside(&column.name, &tags.join(words.comma())));
            return;
        }
        out.push_str(&column.name);
        out.push(' ');
        match value {
            FactValue::Number(number) if column.style == Style::Percent => {
                out.push_str(&column.style.alone(*number, self.language))
            }
            FactValue::Number(number) => column.style.write_alone(*number, out),
            FactValue::Date(day) => out.push_str(&date(*day)),
            FactValue::Truth(truth) => out.push_str(words.yes_or_no(*truth)),
            FactValue::Text(text) => out.push_str(self.word(name, text)),
            FactValue::Missing | FactValue::Tags(_) => out.push_str(words.value_missing()),
        }
    }
}

fn measured(column: Ref, name: &str, comparison: Comparison, bound: Decimal, code: Code) -> Measured {
    let inclusive = matches!(comparison, Comparison::AtLeast | Comparison::AtMost);
    Measured { column, name: name.to_owned(), bound: Bound { code, value: bound, inclusive, of_list: false } }
}

#[cfg(test)]
mod tests;
