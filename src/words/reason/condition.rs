//! Conditions: `revenue >= 1000 holds: revenue 1,200`, and what would lead to the next better tier.

use super::gaps::Values;
use crate::score::Code;
use crate::score::expression::Comparison;
use crate::score::reason::{Fact, FactValue, Gap, Miss, Missed};
use crate::words::Language;
use crate::words::chinese::joined;
use crate::words::figure::count;
use crate::words::run::{date, yes_or_no};
use crate::words::wording::Wording;

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
            (Language::En, Some(condition)) if facts.is_empty() => format!("{condition} holds"),
            (Language::En, Some(condition)) => format!("{condition} holds: {}", self.facts(facts).join(", ")),
            (Language::Zh, Some(condition)) if facts.is_empty() => joined(&["符合条件", condition]),
            (Language::Zh, Some(condition)) => joined(&["符合条件", condition, "：", &self.facts(facts).join("、")]),
        };
        match better {
            Some(miss) => format!("{reason}{}{}", self.language.of("; ", "；"), self.miss(miss)),
            None => reason,
        }
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
    pub(super) fn facts(&self, facts: &[Fact]) -> Vec<String> {
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

    /// What keeps a customer from a better tier: `for A revenue 900 would have to be at least 1,000 (100 more)`.
    fn miss(&self, miss: &Miss) -> String {
        let tier = self.tier(miss.code);
        let Some(missed) = &miss.comparison else {
            return match self.language {
                Language::En => format!("{tier} asks for {}", miss.condition),
                Language::Zh => joined(&[&tier, "的条件是", &miss.condition]),
            };
        };
        let Obstacle { name, value, comparison, bound, way } = self.obstacle(missed);
        match self.language {
            Language::En => {
                let way = way.map_or_else(String::new, |way| format!(" ({way})"));
                format!("for {tier} {name} {value} would have to be {comparison} {bound}{way}")
            }
            Language::Zh => {
                let way = way.map_or_else(String::new, |way| format!("（{way}）"));
                joined(&["要达到", &tier, "，", &name, " ", &value, "须", comparison, &bound, &way])
            }
        }
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

#[cfg(test)]
mod tests {
    use crate::score::Decimal;
    use crate::score::column::Code;
    use crate::score::expression::Comparison;
    use crate::score::reason::{Fact, FactValue, Gap, GapKind, Miss, Missed, Reason};
    use crate::words::testing::scored;
    use crate::words::{Language, Wording};

    const RULE: &str = r#"
[[rule]]
name   = "earlier"
method = "threshold"
field  = "revenue"
tier   = [ { label = "A", zh = "甲", min = 1 }, { label = "B", zh = "乙" } ]
"#;

    fn said(reason: &Reason) -> [String; 2] {
        scored(RULE, "revenue,last_order\n100.00,2026-01-01\n", |scored| {
            Language::ALL.map(|language| Wording::new(scored, 0, language).reason(reason))
        })
    }

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    fn held(facts: Vec<Fact>, comparison: Option<Missed>) -> Reason {
        let better = Miss { code: Code::at(0), condition: "willing and able".to_owned(), comparison };
        Reason::Condition { code: Code::at(1), condition: Some("revenue > 5".to_owned()), facts, better: Some(better) }
    }

    fn fact(name: &str, value: FactValue) -> Fact {
        Fact { name: name.to_owned(), value }
    }

    #[test]
    fn a_condition_that_holds_is_told_with_what_it_speaks_of() {
        let facts = vec![
            fact("revenue", FactValue::Number(decimal("1200"))),
            fact("last_order", FactValue::Date(20_484)),
            fact("aware", FactValue::Truth(true)),
            fact("earlier", FactValue::Text("A".to_owned())),
            fact("traits", FactValue::Tags(vec!["calm".to_owned(), "冷静".to_owned()])),
            fact("orders", FactValue::Missing),
        ];
        assert_eq!(
            said(&Reason::Condition { code: Code::at(1), condition: Some("x".to_owned()), facts, better: None }),
            [
                "x holds: revenue 1,200.00, last_order 2026-01-31, aware yes, earlier A, traits (calm, 冷静), orders missing",
                "符合条件 x：销售额 1,200.00、末单日期 2026-01-31、aware 是、earlier 甲、特征（calm、冷静）、订单数 缺失"
            ]
        );
    }

    #[test]
    fn without_a_condition_a_tier_takes_what_is_left() {
        let reason = Reason::Condition { code: Code::at(1), condition: None, facts: Vec::new(), better: None };
        assert_eq!(said(&reason), ["no condition holds, which leaves B", "不符合任何条件，归入乙"]);
        assert_eq!(said(&Reason::NothingHolds), ["no condition holds", "不符合任何条件"]);
    }

    #[test]
    fn the_way_to_the_next_better_tier_is_told() {
        let number = |words: &str, value, comparison, bound, distance| Missed::Number {
            words: words.to_owned(),
            value: decimal(value),
            comparison,
            bound: decimal(bound),
            distance: decimal(distance),
        };
        let cases = [
            (
                number("revenue", "900", Comparison::AtLeast, "1000", "100"),
                "revenue > 5 holds; for A revenue 900.00 would have to be at least 1,000 (100.00 more)",
                "符合条件 revenue > 5；要达到甲，销售额 900.00 须不低于 1,000（还差 100.00）",
            ),
            (
                number("orders / 2", "7.5", Comparison::Less, "5", "2.5"),
                "revenue > 5 holds; for A orders / 2 7.5 would have to be below 5 (2.5 less)",
                "符合条件 revenue > 5；要达到甲，orders / 2 7.5 须低于 5（多出 2.5）",
            ),
            (
                number("revenue", "5", Comparison::Greater, "5", "0"),
                "revenue > 5 holds; for A revenue 5.00 would have to be above 5",
                "符合条件 revenue > 5；要达到甲，销售额 5.00 须高于 5",
            ),
            (
                Missed::Date {
                    words: "last_order".to_owned(),
                    value: 20_453,
                    comparison: Comparison::AtLeast,
                    bound: 20_484,
                    days: 31,
                },
                "revenue > 5 holds; for A last_order 2025-12-31 would have to be on or after 2026-01-31 (31 days later)",
                "符合条件 revenue > 5；要达到甲，末单日期 2025-12-31 须不早于 2026-01-31（早了 31 天）",
            ),
        ];
        for (missed, en, zh) in cases {
            assert_eq!(said(&held(Vec::new(), Some(missed))), [en, zh]);
        }
        assert_eq!(
            said(&held(Vec::new(), None)),
            ["revenue > 5 holds; A asks for willing and able", "符合条件 revenue > 5；甲的条件是 willing and able"]
        );
    }

    #[test]
    fn an_unknown_condition_is_told_with_what_is_missing() {
        let unknown = |gaps| Reason::Unknown { code: Code::at(0), condition: "revenue / 0 > 1".to_owned(), gaps };
        let gap = Gap { name: "last_order".to_owned(), kind: GapKind::Missing };
        assert_eq!(
            said(&unknown(vec![gap])),
            ["it cannot be told whether A is right: last_order is missing", "无法判断是否属于甲：缺少末单日期"]
        );
        assert_eq!(
            said(&unknown(Vec::new())),
            [
                "it cannot be told whether A is right: revenue / 0 > 1 cannot be calculated",
                "无法判断是否属于甲：revenue / 0 > 1 无法计算"
            ]
        );
    }
}
