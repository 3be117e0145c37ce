//! A value between lines: how far it is from the next better tier, or which tier it reaches.

use std::cmp::Ordering;

use crate::language::Language;
use crate::number::Decimal;
use crate::rule::interval::{Edge, Interval};
use crate::score::Code;
use crate::score::reason::Bound;
use crate::words::chinese::joined;
use crate::words::figure::Figures;
use crate::words::wording::{Named, Wording};

/// What there is to say about a value.
pub(super) struct Facts<'a> {
    pub column: Named<'a>,
    pub value: Decimal,
    pub code: Code,
    pub group: Option<&'a str>,
    /// The line of the next better tier; none where tiers are not better than one another.
    pub better: Option<Bound>,
    pub own: Interval,
}

impl Facts<'_> {
    /// `revenue 45,100.00 is … A in East (…)`.
    fn english(&self, value: &str, what: &str, behind: &str) -> String {
        let group = self.group.map_or_else(String::new, |group| format!(" in {group}"));
        format!("{} {value} {what}{group}{behind}", self.column.name)
    }

    /// `销售额 45,100.00，在华东……`.
    fn chinese(&self, value: &str, what: &[&str]) -> String {
        let mut parts = vec![&*self.column.name, " ", value, "，"];
        parts.extend(self.group.iter().flat_map(|group| ["在", *group]));
        parts.extend(what);
        joined(&parts)
    }
}

impl Wording<'_> {
    pub(super) fn value(&self, facts: &Facts<'_>) -> String {
        let Some(bound) = facts.better else { return self.reached(facts) };
        match facts.value.cmp(&bound.value) {
            Ordering::Less => self.short(facts, bound),
            Ordering::Greater => self.over(facts, bound),
            Ordering::Equal => self.on_the_line(facts, bound),
        }
    }

    /// A value below the next better tier.
    fn short(&self, facts: &Facts<'_>, bound: Bound) -> String {
        let (tier, value, distance, line) = self.apart(facts, bound);
        match (self.language, bound.inclusive) {
            (Language::En, true) => facts.english(&value, &format!("is {distance} short of {tier}"), ""),
            (Language::En, false) => {
                facts.english(&value, &format!("is {distance} short of {tier}"), &format!(" (above {line})"))
            }
            (Language::Zh, true) => facts.chinese(&value, &["距", &tier, "还差", &distance]),
            (Language::Zh, false) => facts.chinese(&value, &["距", &tier, "还差", &distance, "（须高于", &line, "）"]),
        }
    }

    /// A value above the next better tier, where low values are better.
    fn over(&self, facts: &Facts<'_>, bound: Bound) -> String {
        let (tier, value, distance, line) = self.apart(facts, bound);
        match (self.language, bound.inclusive) {
            (Language::En, true) => facts.english(&value, &format!("is {distance} over the limit of {tier}"), ""),
            (Language::En, false) => {
                facts.english(&value, &format!("is {distance} over the limit of {tier}"), &format!(" (below {line})"))
            }
            (Language::Zh, true) => facts.chinese(&value, &["比", &tier, "的上限高出", &distance]),
            (Language::Zh, false) => {
                facts.chinese(&value, &["比", &tier, "的上限高出", &distance, "（须低于", &line, "）"])
            }
        }
    }

    /// A value on the line of the next better tier, to which the line itself does not belong.
    fn on_the_line(&self, facts: &Facts<'_>, bound: Bound) -> String {
        let value = facts.column.style.alone(facts.value, self.language);
        let tier = self.tier(bound.code);
        match self.language {
            Language::En => {
                facts.english(&value, &format!("is exactly on the line of {tier}"), ", which begins beyond it")
            }
            Language::Zh => facts.chinese(&value, &["正好在", &tier, "的界线上，越过界线才算"]),
        }
    }

    /// The tier, the value, its distance from the tier's line, and the line.
    fn apart(&self, facts: &Facts<'_>, bound: Bound) -> (String, String, String, String) {
        let distance = bound.value.checked_sub(facts.value).map(Decimal::abs);
        let figures = facts.column.style.together(&[facts.value, distance.unwrap_or_default()]);
        // `None` is a distance of 39 digits.
        let far = || self.language.of("far", "很多").to_owned();
        (
            self.tier(bound.code),
            figures.text(facts.value, self.language),
            distance.map_or_else(far, |distance| figures.distance(distance, self.language)),
            figures.line(bound.value, self.language),
        )
    }

    /// The tier that a value reaches, where there is no better one to reach.
    fn reached(&self, facts: &Facts<'_>) -> String {
        let figures = facts.column.style.together(&[facts.value]);
        let value = figures.text(facts.value, self.language);
        let tier = self.tier(facts.code);
        let rises = facts.own.upper.is_none();
        match (self.language, self.range(facts.own, figures)) {
            (Language::En, Some(range)) => {
                let relation = if rises { "reaches" } else { "is within" };
                facts.english(&value, &format!("{relation} {tier}"), &format!(" ({range})"))
            }
            (Language::En, None) => facts.english(&value, &format!("is in {tier}"), ", which takes what is left"),
            (Language::Zh, Some(range)) => {
                facts.chinese(&value, &[if rises { "达到" } else { "属于" }, &tier, "（", &range, "）"])
            }
            (Language::Zh, None) => facts.chinese(&value, &["归入", &tier, "（其余客户）"]),
        }
    }

    /// The bounds of a tier: `from 10`, `above 10, up to 20`; `None` where it has none.
    fn range(&self, own: Interval, figures: Figures) -> Option<String> {
        let text = |edge: Edge| figures.line(edge.value, self.language);
        let lower = own.lower.map(|edge| match (self.language, edge.inclusive) {
            (Language::En, true) => format!("from {}", text(edge)),
            (Language::En, false) => format!("above {}", text(edge)),
            (Language::Zh, true) => format!("{} 起", text(edge)),
            (Language::Zh, false) => format!("高于 {}", text(edge)),
        });
        let upper = own.upper.map(|edge| match (self.language, edge.inclusive) {
            (Language::En, true) => format!("up to {}", text(edge)),
            (Language::En, false) => format!("below {}", text(edge)),
            (Language::Zh, true) => format!("不超过 {}", text(edge)),
            (Language::Zh, false) => format!("低于 {}", text(edge)),
        });
        let bounds = lower.into_iter().chain(upper).collect::<Vec<_>>();
        (!bounds.is_empty()).then(|| bounds.join(self.language.of(", ", "，")))
    }
}
