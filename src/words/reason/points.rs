//! The points of a scorecard: how far the total is from the next better tier, and which items cost most.

use super::value::Facts;
use crate::number::Decimal;
use crate::rule::interval::Interval;
use crate::score::Code;
use crate::score::reason::{Bound, ItemPoints, ItemValue};
use crate::words::figure::Style;
use crate::words::wording::Wording;

/// Of how many items the sentence says what they cost.
const MOST_ITEMS: usize = 2;

/// What there is to say about a total.
pub(super) struct Total<'a> {
    pub items: &'a [ItemPoints],
    pub costliest: &'a [usize],
    pub total: Decimal,
    pub code: Code,
    pub better: Option<Bound>,
    pub distance: Option<Decimal>,
    pub own: Interval,
}

impl Wording<'_> {
    pub(super) fn total(&self, total: &Total<'_>) -> String {
        let column = self.score();
        if total.code == Code::NONE {
            return self.outside(&column, total.total);
        }
        let facts = Facts { value: total.total, distance: total.distance, better: total.better, own: total.own };
        let sentence = self.value(&column, total.code, None, &facts);
        // Where few points are better, no item costs any.
        let wants_more = total.better.is_some_and(|bound| total.total <= bound.value);
        if total.costliest.is_empty() || !wants_more {
            return sentence;
        }
        let words = self.language.words();
        // An item and the points that it cost: `growth 0.05 (12)`.
        let cost = |item: &ItemPoints| words.aside(&self.item(item), &Style::Plain.alone(item.cost, self.language));
        let items = total.costliest.iter().take(MOST_ITEMS).map(|&item| cost(&total.items[item]));
        words.most_points_lost(&sentence, &items.collect::<Vec<_>>().join(words.comma()))
    }

    /// How the points of every item came about, for a step-by-step explanation: `growth 0.05: 20 points × 0.30 = 6`.
    pub(super) fn item_steps(&self, items: &[ItemPoints]) -> Vec<String> {
        items.iter().map(|item| self.item_step(item)).collect()
    }

    fn item_step(&self, item: &ItemPoints) -> String {
        let words = self.language.words();
        let plain = |number: Decimal| Style::Plain.alone(number, self.language);
        let (value, points) = (self.item(item), plain(item.points));
        let Some(weight) = item.weight else { return words.item_points(&value, &points) };
        let product = plain(item.points.checked_mul(weight).unwrap_or_default());
        words.item_points_weighted(&value, &points, &weight.to_string(), &product)
    }

    /// An item's column and the customer's value in it.
    fn item(&self, item: &ItemPoints) -> String {
        let column = self.column(&item.name);
        let value = match &item.value {
            ItemValue::Number(number) => column.style.alone(*number, self.language),
            ItemValue::Word(word) => self.word(&item.name, word).to_owned(),
        };
        format!("{} {value}", column.name)
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::words::Wording;
    use crate::words::testing::{reasons, scored};

    const RATING: &str = r#"
[[rule]]
name   = "rating"
method = "scorecard"
item   = [
  { field = "growth",    weight = 0.30, ramp = { from = 0, to = "25%" } },
  { field = "potential", weight = 0.20, points = { high = 100, some = 70, low = 10 } },
  { field = "manager_score", weight = 0.50 },
]
tier   = [ { label = "A", min = 80 }, { label = "B", above = 60 }, { label = "C" } ]
[fields.growth]
type = "percent"
headers = ["增长率"]
[fields.potential]
type = "choice"
headers = ["潜力"]
values = { high = ["高"], some = ["some", "中"], low = [] }
[fields.manager_score]
type = "number"
headers = ["经理评分"]
"#;

    #[test]
    fn a_total_is_so_far_from_the_next_better_tier_and_the_costliest_items_are_named() {
        let expected = [
            ["score 100 reaches A (from 80)", "得分 100，达到 A（80 起）"],
            [
                "score 70 is 10 short of A; most points lost: manager score 52.00 (24), potential some (6)",
                "得分 70，距 A 还差 10；失分最多：经理评分 52.00（24）、潜力 中（6）",
            ],
            [
                "score 42.25 is 17.75 short of B (above 60); most points lost: growth -1.00 % (30), potential low (18)",
                "得分 42.25，距 B 还差 17.75（须高于 60）；失分最多：增长率 -1.00%（30）、潜力 low（18）",
            ],
        ];
        let sentences = reasons(RATING, "growth,potential,manager_score\n25%,high,100\n25%,some,52\n-1%,low,80.5\n");
        assert_eq!(sentences, expected);
    }

    #[test]
    fn a_cell_that_gives_no_points_is_named_with_its_value() {
        let expected = [
            ["manager score 120 is not within 0–100", "经理评分 120 不在 0–100 之内"],
            ["growth and manager score are missing", "缺少增长率、经理评分"],
        ];
        assert_eq!(reasons(RATING, "growth,potential,manager_score\n25%,high,120\n,low,\n"), expected);
    }

    #[test]
    fn few_points_may_be_better_and_steps_may_miss_a_value() {
        let rule = r#"
[[rule]]
name   = "risk"
method = "scorecard"
item   = [ { field = "orders", steps = [ { max = 1, points = 5 }, { max = 9, points = 1 } ] } ]
tier   = [ { label = "safe", max = 2 }, { label = "risky", max = 4 } ]
"#;
        let expected = [
            ["score 1 is within safe (up to 2)", "得分 1，属于 safe（不超过 2）"],
            ["score 5 is within the bounds of no tier", "得分 5，不在任何等级的范围内"],
            ["orders 12 meets none of its steps", "订单数 12 不在任何分档内"],
        ];
        assert_eq!(reasons(rule, "orders\n7\n1\n12\n"), expected);
    }

    #[test]
    fn every_item_can_be_explained() {
        let steps = scored(RATING, "growth,potential,manager_score\n10%,some,52.5\n", |scored| {
            let reason = scored.reason(0, 0);
            Language::ALL.map(|language| Wording::new(scored, 0, language).steps(&reason))
        });
        assert_eq!(
            steps[0],
            [
                "growth 10.00 %: 40 points × 0.30 = 12",
                "potential some: 70 points × 0.20 = 14",
                "manager score 52.50: 52.5 points × 0.50 = 26.25",
            ]
        );
        assert_eq!(
            steps[1],
            [
                "增长率 10.00%：40 分 × 0.30 = 12",
                "潜力 中：70 分 × 0.20 = 14",
                "经理评分 52.50：52.5 分 × 0.50 = 26.25",
            ]
        );
    }
}
