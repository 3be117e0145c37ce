//! What sentences promise: whoever gains exactly what they name has that tier in the next run, and with a little less has not.

use proptest::prelude::*;

use crate::date::Day;
use crate::number::Decimal;
use crate::rule::expression::Comparison;
use crate::score::reason::{Reason, Step};
use crate::words::testing::scored;

fn d(text: &str) -> Decimal {
    Decimal::parse(text).expect("a number")
}

fn plus(one: Decimal, other: Decimal) -> Decimal {
    one.checked_add(other).expect("short numbers")
}

/// A list of values, and groups where the rule wants them.
fn list(values: &[Decimal]) -> String {
    let groups = ["East", "West", "North"];
    let row = |(at, value): (usize, &Decimal)| format!("{value},{}\n", groups[at % groups.len()]);
    "revenue,region\n".to_owned() + &values.iter().enumerate().map(row).collect::<String>()
}

fn rule(how: usize, bounds: (i64, i64), shares: (u32, u32), per: bool) -> String {
    let per = if per { "per = \"region\"\n" } else { "" };
    let (first, second) = (shares.0, shares.1.min(99 - shares.0));
    let shares = format!(
        "tier = [ {{ label = \"A\", share = \"{first}%\" }}, {{ label = \"B\", share = \"{second}%\" }}, {{ label = \"C\", share = \"{}%\" }} ]",
        100 - first - second
    );
    let (low, high) = (bounds.0.min(bounds.1), bounds.0.max(bounds.1) + 1);
    let threshold =
        |tiers: &str| format!("method = \"threshold\"\nfield = \"revenue\"\ntier = [ {tiers}, {{ label = \"C\" }} ]");
    let method = match how {
        0 => threshold(&format!("{{ label = \"A\", min = {high} }}, {{ label = \"B\", above = {low}.5 }}")),
        1 => threshold(&format!("{{ label = \"A\", max = {low} }}, {{ label = \"B\", below = {high} }}")),
        2 => threshold(&format!(
            "{{ label = \"A\", min = {low}, max = {high} }}, {{ label = \"B\", above = {}, below = {} }}",
            low - 3,
            high + 3
        )),
        3 => format!("method = \"percentile\"\nfield = \"revenue\"\n{per}{shares}"),
        4 => format!("method = \"percentile\"\nfield = \"revenue\"\nbest = \"low\"\n{per}{shares}"),
        5 => format!("method = \"percentile\"\nfield = \"revenue\"\nbins = 4\n{per}"),
        6 => "method = \"scorecard\"\nitem = [ { field = \"revenue\", weight = 1, ramp = { from = -30, to = 21 } } ]\n\
              tier = [ { label = \"A\", min = 70 }, { label = \"B\", above = 40 }, { label = \"C\" } ]"
            .to_owned(),
        _ => format!("method = \"pareto\"\nfield = \"revenue\"\n{per}{shares}"),
    };
    format!("[[rule]]\nname = \"x\"\n{method}\n")
}

/// The tier of one customer of a list.
fn tier(rule: &str, values: &[Decimal], row: usize) -> Option<usize> {
    scored(rule, &list(values), |scored| scored.code(0, row).index())
}

fn values() -> impl Strategy<Value = Vec<Decimal>> {
    let value = prop_oneof![
        6 => (-20i128..60).prop_map(|value| Decimal::from_parts(value, 0)),
        2 => (-2_000i128..6_000).prop_map(|cents| Decimal::from_parts(cents, 2)),
        1 => (-9_000_000i128..90_000_000).prop_map(|small| Decimal::from_parts(small, 6)),
        1 => Just(Decimal::ZERO),
    ];
    proptest::collection::vec(value, 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn whoever_gains_what_is_named_has_the_tier_and_with_less_has_not(
        how in 0usize..10, bounds in (-10i64..40, -10i64..40), shares in (1u32..90, 1u32..50), per: bool, values in values(),
    ) {
        let rule = rule(how, bounds, shares, per);
        let reasons = scored(&rule, &list(&values), |scored| {
            (0..values.len()).map(|row| scored.reason(0, row)).collect::<Vec<_>>()
        });
        for (row, reason) in reasons.into_iter().enumerate() {
            let Reason::Value { value, better: Some(bound), .. } = reason else { continue };
            prop_assert!(!bound.of_list, "{rule}\n{values:?}");
            if value == bound.value {
                // On the bound of a tier that begins beyond it, on whichever side.
                continue;
            }
            let up = value < bound.value;
            let toward = |step: &str| if up { d(step) } else { -d(step) };
            let with = |value: Decimal| {
                let mut moved = values.clone();
                moved[row] = value;
                tier(&rule, &moved, row)
            };
            let (enough, short) = match bound.inclusive {
                true => (bound.value, plus(bound.value, toward("-0.000001"))),
                false => (plus(bound.value, toward("0.0000000001")), bound.value),
            };
            prop_assert_eq!(with(enough), bound.code.index(), "{} {:?} row {}", &rule, &values, row);
            prop_assert_ne!(with(short), bound.code.index(), "less: {} {:?} row {}", &rule, &values, row);
        }
    }

    #[test]
    fn a_decision_names_all_that_is_missing_and_nothing_else(
        conditions in proptest::collection::vec(condition(2), 2..4), first in prop::option::of(condition(1)),
        revenue in -1i64..12, visits in -1i64..12, aware: bool, size in 0usize..3, last in 0i32..60,
    ) {
        let tiers = conditions.iter().enumerate().map(|(at, when)| format!("{{ label = \"T{at}\", when = \"{when}\" }},\n"));
        let first = first.map_or_else(String::new, |first| format!("{{ label = \"first\", first = \"{first}\" }},"));
        let rule = format!(
            "[fields.visits]\ntype = \"number\"\n[fields.aware]\ntype = \"flag\"\n[fields.due]\ntype = \"date\"\n\
             [fields.size]\ntype = \"choice\"\nvalues = {{ big = [], mid = [], low = [] }}\n\
             [[rule]]\nname = \"x\"\nmethod = \"decision\"\ntier = [ {}{first}{{ label = \"rest\" }} ]\n",
            tiers.collect::<String>()
        );
        let customer = Customer { revenue: Decimal::from(revenue), visits: Decimal::from(visits), aware, size: ["big", "mid", "low"][size].to_owned(), due: Day(20_450 + last) };
        let tier = |customer: &Customer| scored(&rule, &customer.list(), |scored| scored.code(0, 0).index());
        let Reason::Condition { better: Some(way), .. } = scored(&rule, &customer.list(), |scored| scored.reason(0, 0)) else { return Ok(()) };
        let tested_first = conditions.len();
        prop_assert_ne!(way.code.index(), Some(tested_first).filter(|_| !first.is_empty()), "{}", &rule);
        let mut moved = customer.clone();
        let known = way.steps.iter().all(|step| moved.take(step, true));
        prop_assert!(known, "{:?}", &way);
        prop_assert_eq!(tier(&moved), way.code.index(), "{} {:?} {:?}", &rule, &customer, &way);
        for short in 0..way.steps.len() {
            let mut moved = customer.clone();
            way.steps.iter().enumerate().for_each(|(at, step)| _ = moved.take(step, at != short));
            prop_assert_ne!(tier(&moved), way.code.index(), "less: {} {:?} {:?}", &rule, &customer, &way);
        }
    }
}

/// A customer that a decision looks at.
#[derive(Debug, Clone)]
struct Customer {
    revenue: Decimal,
    visits: Decimal,
    aware: bool,
    size: String,
    due: Day,
}

impl Customer {
    fn list(&self) -> String {
        let Customer { revenue, visits, aware, size, due } = self;
        let due = due.date().expect("a day of the calendar");
        format!(
            "revenue,visits,aware,size,due\n{revenue},{visits},{},{size},{due}\n",
            if *aware { "yes" } else { "no" }
        )
    }

    /// Takes a step, or leaves it a little short. Says whether the step was of a kind that this knows.
    fn take(&mut self, step: &Step, whole: bool) -> bool {
        match step {
            Step::Number { name, comparison, bound, .. } => {
                let value = match (comparison, whole) {
                    (Comparison::AtLeast, false) | (Comparison::Less, true) => plus(*bound, d("-0.000001")),
                    (Comparison::AtMost, false) | (Comparison::Greater, true) => plus(*bound, d("0.000001")),
                    _ => *bound,
                };
                *(if name == "revenue" { &mut self.revenue } else { &mut self.visits }) = value;
            }
            Step::Date { comparison, bound, .. } => {
                self.due = match (comparison, whole) {
                    (Comparison::AtLeast, false) | (Comparison::Less, true) => Day(bound.0 - 1),
                    (Comparison::AtMost, false) | (Comparison::Greater, true) => Day(bound.0 + 1),
                    _ => *bound,
                }
            }
            Step::Flag { part, .. } => {
                if whole {
                    self.aware = part.holds;
                }
            }
            Step::Words { words, .. } => {
                if whole {
                    self.size.clone_from(&words[0]);
                }
            }
            Step::Condition(_) => return false,
        }
        true
    }
}

/// A condition made of so many layers.
fn condition(depth: u32) -> BoxedStrategy<String> {
    let sign = || prop::sample::select(vec![">=", ">", "<", "<="]);
    let leaf = prop_oneof![
        (prop::sample::select(vec!["revenue", "visits"]), sign(), 0i64..11)
            .prop_map(|(name, sign, bound)| format!("{name} {sign} {bound}")),
        Just("aware".to_owned()),
        (sign(), 1u32..28).prop_map(|(sign, day)| format!("due {sign} 2026-01-{day:02}")),
        prop::sample::select(vec!["size = 'big'", "size in ['big', 'mid']", "size != 'low'"]).prop_map(str::to_owned),
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let below = || condition(depth - 1);
    prop_oneof![
        2 => leaf,
        2 => (below(), below()).prop_map(|(one, other)| format!("({one} and {other})")),
        2 => (below(), below()).prop_map(|(one, other)| format!("({one} or {other})")),
        1 => below().prop_map(|part| format!("not ({part})")),
        1 => (1u32..3, below(), below(), below()).prop_map(|(least, a, b, c)| format!("at_least({least}, {a}, {b}, {c})")),
    ]
    .boxed()
}
