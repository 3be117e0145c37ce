//! Conditions: `revenue >= 1000 holds: revenue 1,200`, and what would lead to the next better tier.

use super::gaps::Values;
use crate::language::Language;
use crate::rule::expression::Comparison;
use crate::score::Code;
use crate::score::reason::{Fact, FactValue, Gap, Miss, Missed};
use crate::words::chinese::joined;
use crate::words::figure::count;
use crate::words::run::{date, yes_or_no};
use crate::words::wording::Wording;

/// Up to how many characters a condition stands in a sentence; of a longer one the sentence names the tier.
const LONGEST_CONDITION: usize = 80;

/// What keeps a customer from a better tier: what has which value, how it would have to compare with which bound, and the way there
/// in words.
struct Obstacle {
    name: String,
    value: String,
    comparison: &'static str,
    bound: String,
    way: Option<String>,
}

impl Wording<'_> {
    /// A condition that holds; none where no condition holds and a tier takes all others.
    pub(super) fn condition(
        &self,
        code: Code,
        condition: Option<&str>,
        facts: &[Fact],
        better: Option<&Miss>,
    ) -> String {
        let tier = self.tier(code);
        let reason = match (self.language, condition) {
            (Language::En, None) => format!("no condition holds, which leaves {tier}"),
            (Language::Zh, None) => joined(&["不符合任何条件，归入", &tier]),
            (Language::En, Some(condition)) if is_short(condition) => format!("{condition} holds"),
            (Language::En, Some(_)) => format!("the condition of {tier} holds"),
            (Language::Zh, Some(condition)) if is_short(condition) => joined(&["符合条件", condition]),
            (Language::Zh, Some(_)) => joined(&["符合", &tier, "的条件"]),
        };
        let facts = self.facts(facts).join(self.language.of(", ", "、"));
        let colon = if facts.is_empty() { "" } else { self.language.of(": ", "：") };
        match better.and_then(|miss| self.miss(miss)) {
            Some(miss) => format!("{reason}{colon}{facts}{}{miss}", self.language.of("; ", "；")),
            None => format!("{reason}{colon}{facts}"),
        }
    }

    /// A condition and the values that it speaks of, for a step-by-step explanation.
    pub(super) fn condition_steps(&self, condition: Option<&str>, facts: &[Fact]) -> Vec<String> {
        let condition = condition.map(|condition| match self.language {
            Language::En => format!("condition: {condition}"),
            Language::Zh => format!("条件：{condition}"),
        });
        condition.into_iter().chain(self.facts(facts)).collect()
    }

    /// Whether a condition holds is unknown.
    pub(super) fn unknown(&self, code: Code, condition: &str, gaps: &[Gap], values: Values) -> String {
        let tier = self.tier(code);
        let cause = match self.language {
            _ if !gaps.is_empty() => self.gaps(gaps, values),
            Language::En => format!("{condition} cannot be calculated"),
            Language::Zh => joined(&[condition, "无法计算"]),
        };
        match self.language {
            Language::En => format!("it cannot be told whether {tier} is right: {cause}"),
            Language::Zh => joined(&["无法判断是否属于", &tier, "：", &cause]),
        }
    }

    pub(super) fn nothing_holds(&self) -> String {
        self.language.of("no condition holds", "不符合任何条件").to_owned()
    }

    /// Values of columns: `revenue 1,200`, `aware yes`.
    fn facts(&self, facts: &[Fact]) -> Vec<String> {
        facts.iter().map(|fact| self.fact(fact)).collect()
    }

    fn fact(&self, fact: &Fact) -> String {
        let column = self.column(&fact.name);
        let value = match &fact.value {
            FactValue::Number(number) => column.style.alone(*number, self.language),
            FactValue::Date(days) => date(*days),
            FactValue::Truth(truth) => yes_or_no(*truth, self.language).to_owned(),
            FactValue::Text(text) => self.word(&fact.name, text).to_owned(),
            FactValue::Tags(tags) => {
                let tags = tags.join(self.language.of(", ", "、"));
                self.language.of(format!("({tags})"), format!("（{tags}）"))
            }
            FactValue::Missing => self.language.of("missing", "缺失").to_owned(),
        };
        match (&fact.value, self.language) {
            (FactValue::Tags(_), Language::Zh) => format!("{}{value}", column.name),
            _ => format!("{} {value}", column.name),
        }
    }

    /// What keeps a customer from a better tier: `for A, revenue 900 would have to be at least 1,000 (100 more)`. Nothing where there
    /// is only a condition too long for a sentence.
    fn miss(&self, miss: &Miss) -> Option<String> {
        let tier = self.tier(miss.code);
        let Some(missed) = &miss.comparison else {
            return is_short(&miss.condition).then(|| match self.language {
                Language::En => format!("{tier} asks for {}", miss.condition),
                Language::Zh => joined(&[&tier, "的条件是", &miss.condition]),
            });
        };
        let Obstacle { name, value, comparison, bound, way } = self.obstacle(missed);
        Some(match self.language {
            Language::En => {
                let way = way.map_or_else(String::new, |way| format!(" ({way})"));
                format!("for {tier}, {name} {value} would have to be {comparison} {bound}{way}")
            }
            Language::Zh => {
                let way = way.map_or_else(String::new, |way| format!("（{way}）"));
                joined(&["要达到", &tier, "，", &name, " ", &value, "须", comparison, &bound, &way])
            }
        })
    }

    fn obstacle(&self, missed: &Missed) -> Obstacle {
        match missed {
            Missed::Number { words, value, comparison, bound, distance } => {
                let column = self.column(words);
                let figures = column.style.together(&[*value, *distance]);
                let distance = (!distance.is_zero()).then(|| figures.distance(*distance, self.language));
                let rises = value < bound;
                let way = distance.map(|distance| match self.language {
                    Language::En => format!("{distance} {}", if rises { "more" } else { "less" }),
                    Language::Zh => format!("{} {distance}", if rises { "还差" } else { "多出" }),
                });
                Obstacle {
                    name: column.name.into_owned(),
                    value: figures.text(*value, self.language),
                    comparison: self.compared(*comparison),
                    bound: figures.line(*bound, self.language),
                    way,
                }
            }
            Missed::Date { words, value, comparison, bound, days } => {
                let number = count(u64::from(*days));
                let way = (*days > 0).then(|| match self.language {
                    Language::En => {
                        let unit = if *days == 1 { "day" } else { "days" };
                        format!("{number} {unit} {}", if value < bound { "later" } else { "earlier" })
                    }
                    Language::Zh => format!("{} {number} 天", if value < bound { "早了" } else { "晚了" }),
                });
                Obstacle {
                    name: self.column(words).name.into_owned(),
                    value: date(*value),
                    comparison: self.compared_dates(*comparison),
                    bound: date(*bound),
                    way,
                }
            }
        }
    }

    fn compared(&self, comparison: Comparison) -> &'static str {
        match comparison {
            Comparison::Equal => self.language.of("equal to", "等于"),
            Comparison::Unequal => self.language.of("other than", "不等于"),
            Comparison::Less => self.language.of("below", "低于"),
            Comparison::AtMost => self.language.of("at most", "不超过"),
            Comparison::Greater => self.language.of("above", "高于"),
            Comparison::AtLeast => self.language.of("at least", "不低于"),
        }
    }

    fn compared_dates(&self, comparison: Comparison) -> &'static str {
        match comparison {
            Comparison::Equal => self.language.of("on", "为"),
            Comparison::Unequal => self.language.of("other than", "不为"),
            Comparison::Less => self.language.of("before", "早于"),
            Comparison::AtMost => self.language.of("on or before", "不晚于"),
            Comparison::Greater => self.language.of("after", "晚于"),
            Comparison::AtLeast => self.language.of("on or after", "不早于"),
        }
    }
}

fn is_short(condition: &str) -> bool {
    condition.chars().count() <= LONGEST_CONDITION
}

#[cfg(test)]
mod tests;
