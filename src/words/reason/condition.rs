//! Conditions: `revenue >= 1000 holds: revenue 1,200`, and what would lead to the next better tier.

use super::gaps::Values;
use crate::number::Decimal;
use crate::score::Code;
use crate::score::reason::{Fact, FactValue, Gap, Miss, Missed};
use crate::words::figure::Count;
use crate::words::run::date;
use crate::words::wording::Wording;

/// Up to how many characters a condition stands in a sentence; of a longer one the sentence names the tier.
const LONGEST_CONDITION: usize = 80;

impl Wording<'_> {
    /// A condition that holds; none where no condition holds and a tier takes all others.
    pub(super) fn condition(
        &self,
        code: Code,
        condition: Option<&str>,
        facts: &[Fact],
        better: Option<&Miss>,
    ) -> String {
        let (words, tier) = (self.language.words(), self.tier(code));
        let mut reason = match condition {
            None => words.no_condition_leaves(&tier),
            Some(condition) if is_short(condition) => words.condition_holds(condition),
            Some(_) => words.condition_of_tier_holds(&tier),
        };
        if !facts.is_empty() {
            reason += words.colon();
            reason += &self.facts(facts).join(words.comma());
        }
        if let Some(miss) = better.and_then(|miss| self.miss(miss)) {
            reason += words.semicolon();
            reason += &miss;
        }
        reason
    }

    /// A condition and the values that it speaks of, for a step-by-step explanation.
    pub(super) fn condition_steps(&self, condition: Option<&str>, facts: &[Fact]) -> Vec<String> {
        let condition = condition.map(|condition| self.language.words().condition(condition));
        condition.into_iter().chain(self.facts(facts)).collect()
    }

    /// Whether a condition holds is unknown.
    pub(super) fn unknown(&self, code: Code, condition: &str, gaps: &[Gap], values: Values) -> String {
        let words = self.language.words();
        let cause = if gaps.is_empty() { words.cannot_calculate(condition) } else { self.gaps(gaps, values) };
        words.cannot_tell(&self.tier(code), &cause)
    }

    /// Values of columns: `revenue 1,200`, `aware yes`.
    fn facts(&self, facts: &[Fact]) -> Vec<String> {
        facts.iter().map(|fact| self.fact(fact)).collect()
    }

    fn fact(&self, fact: &Fact) -> String {
        let (words, column) = (self.language.words(), self.column(&fact.name));
        let value = match &fact.value {
            FactValue::Tags(tags) => return words.aside(&column.name, &tags.join(words.comma())),
            FactValue::Number(number) => column.style.alone(*number, self.language),
            FactValue::Date(days) => date(*days),
            FactValue::Truth(truth) => words.yes_or_no(*truth).to_owned(),
            FactValue::Text(text) => self.word(&fact.name, text).to_owned(),
            FactValue::Missing => words.value_missing().to_owned(),
        };
        format!("{} {value}", column.name)
    }

    /// What keeps a customer from a better tier: `for A, revenue 900 would have to be at least 1,000 (100 more)`. Nothing where all
    /// that is known is a condition too long for a sentence.
    fn miss(&self, miss: &Miss) -> Option<String> {
        let (words, tier) = (self.language.words(), self.tier(miss.code));
        let (sentence, way) = match &miss.comparison {
            None => return is_short(&miss.condition).then(|| words.tier_asks_for(&tier, &miss.condition)),
            Some(Missed::Number { words: name, value, comparison, bound, distance }) => {
                let column = self.column(name);
                let figures = column.style.together(&[*value, *distance]);
                let distance = (!distance.is_zero()).then(|| column.style.framed_distance(&figures.plain(*distance), self.language));
                let way =
                    distance.map(|distance| if value < bound { words.more(&distance) } else { words.less(&distance) });
                let text = |figure: Decimal| column.style.framed(&figures.plain(figure), self.language);
                let mut line = String::new();
                figures.write_line(*bound, &mut line);
                let (value, bound) = (text(*value), column.style.framed(&line, self.language));
                let comparison = words.number_compared(*comparison);
                (words.would_have_to_be(&tier, &column.name, &value, comparison, &bound), way)
            }
            Some(Missed::Date { words: name, value, comparison, bound, days }) => {
                let days = Count(u64::from(*days));
                let way = (days.0 > 0).then(|| if value < bound { words.later(days) } else { words.earlier(days) });
                let (column, comparison) = (self.column(name), words.date_compared(*comparison));
                (words.would_have_to_be(&tier, &column.name, &date(*value), comparison, &date(*bound)), way)
            }
        };
        Some(way.map_or_else(|| sentence.clone(), |way| words.aside(&sentence, &way)))
    }
}

fn is_short(condition: &str) -> bool {
    condition.chars().count() <= LONGEST_CONDITION
}

#[cfg(test)]
mod tests;
