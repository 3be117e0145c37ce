//! The labels of ranking rules by either side of a crossed line, behind numbers of customers and with `needs`, against the definition.

use custclass::date::Day;
use custclass::number::Decimal;
use custclass::rule::method::ranking::Crossing;
use custclass::score::{Cell, Column, FieldColumn, Numbers};
use num_bigint::BigInt;
use proptest::prelude::*;

use super::labels::{value, values_with_money};
use super::library::{rule, tiers};
use super::oracle::{self, Measure, WHOLE};

type Value = Cell<Decimal>;

/// Where tiers end: at cumulative shares in parts of [`WHOLE`], behind cumulative numbers of customers, or at equal parts.
#[derive(Debug, Clone)]
enum Ends {
    Shares(Vec<u32>),
    Numbers(Vec<u32>),
    Parts(u32),
}

/// A ranking rule.
#[derive(Debug, Clone)]
pub(super) struct Ranking {
    measure: Measure,
    low: bool,
    worse: bool,
    ends: Ends,
    needs: Option<usize>,
}

impl Ranking {
    pub(super) fn text(&self, more: &str) -> String {
        let method = if self.measure == Measure::Sum { "pareto" } else { "percentile" };
        let mut text = format!("[[rule]]\nname = \"t\"\nmethod = \"{method}\"\nfield = \"revenue\"\n{more}\n");
        if self.low {
            text += "best = \"low\"\n";
        }
        if self.worse {
            text += "crossing = \"worse\"\n";
        }
        if let Some(needs) = self.needs {
            text += &format!("needs = {{ customers = {needs} }}\n");
        }
        let differences = |ends: &[u32]| {
            let starts = std::iter::once(0).chain(ends.iter().copied());
            starts.zip(ends).map(|(start, end)| end - start).collect::<Vec<_>>()
        };
        let tier = |(tier, width): (usize, String)| format!("{{ label = \"T{tier}\"{width} }}");
        let widths = match &self.ends {
            Ends::Parts(parts) => return text + &format!("bins = {parts}\n"),
            Ends::Shares(ends) => {
                let share = |share: u32| format!(", share = \"{}.{:03}%\"", share / 1000, share % 1000);
                differences(ends).into_iter().map(share).collect::<Vec<_>>()
            }
            Ends::Numbers(ends) => {
                let top = |top: u32| format!(", top = {top}");
                differences(ends).into_iter().map(top).chain([String::new()]).collect()
            }
        };
        text + &format!("tier = [ {} ]\n", widths.into_iter().enumerate().map(tier).collect::<Vec<_>>().join(", "))
    }

    /// The tier of each customer, each against each other, multiplied out.
    fn by_definition(&self, values: &[Value]) -> Vec<Option<usize>> {
        let values = values.iter().map(oracle::whole).collect::<Vec<_>>();
        let given = values.iter().flatten().count();
        if self.needs.is_some_and(|needs| given < needs) {
            return vec![None; values.len()];
        }
        let weight = |value: &BigInt| match self.measure {
            Measure::Customers => BigInt::from(1),
            Measure::Sum => value.clone().max(BigInt::ZERO),
        };
        let total = values.iter().flatten().map(weight).sum::<BigInt>();
        let is_ahead = |other: &BigInt, value: &BigInt| if self.low { other < value } else { other > value };
        let tier = |value: &BigInt| {
            let counts = |other: &&BigInt| is_ahead(other, value) || (self.worse && *other == value);
            let place = values.iter().flatten().filter(counts).map(weight).sum::<BigInt>();
            // Whether the place is before an end of `over / under` of the whole.
            let is_before = |over: BigInt, under: BigInt| {
                let (end, place) = (over, &place * under);
                if self.worse { place <= end } else { place < end }
            };
            match &self.ends {
                _ if total == BigInt::ZERO => None,
                Ends::Shares(ends) => ends.iter().position(|&end| is_before(&total * end, WHOLE.into())),
                Ends::Numbers(ends) => ends.iter().position(|&end| is_before(end.into(), 1.into())),
                Ends::Parts(parts) => (1..=*parts).position(|part| is_before(&total * part, (*parts).into())),
            }
        };
        values.iter().map(|value| Some(tier(value.as_ref()?).unwrap_or(self.last()))).collect()
    }

    fn last(&self) -> usize {
        match &self.ends {
            Ends::Shares(ends) => ends.len() - 1,
            Ends::Numbers(ends) => ends.len(),
            Ends::Parts(parts) => *parts as usize - 1,
        }
    }
}

pub(super) fn rankings() -> impl Strategy<Value = Ranking> {
    let end = prop_oneof![(1..10u32).prop_map(|tens| tens * WHOLE / 10), 1..WHOLE];
    let shares =
        prop::collection::btree_set(end, 0..5).prop_map(|ends| Ends::Shares(ends.into_iter().chain([WHOLE]).collect()));
    let numbers =
        prop::collection::btree_set(1..50u32, 1..5).prop_map(|ends| Ends::Numbers(ends.into_iter().collect()));
    let parts = (2..12u32).prop_map(Ends::Parts);
    let by_count = (prop_oneof![shares.clone(), numbers, parts], any::<bool>());
    let kind = prop_oneof![
        by_count.prop_map(|(ends, low)| (Measure::Customers, low, ends)),
        shares.prop_map(|ends| (Measure::Sum, false, ends)),
    ];
    (kind, any::<bool>(), prop::option::weighted(0.2, 1..40usize))
        .prop_map(|((measure, low, ends), worse, needs)| Ranking { measure, low, worse, ends, needs })
}

/// Values with many ties, money, or up to 38 digits; some missing or bad.
pub(super) fn values() -> impl Strategy<Value = Vec<Value>> {
    values_with_money(-500..50_000)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn labels_are_those_of_the_definition(ranking in rankings(), values in values()) {
        prop_assert_eq!(tiers(&rule(&ranking.text("")), &values, &[]), ranking.by_definition(&values));
    }

    #[test]
    fn within_groups_each_is_a_list_of_its_own(
        ranking in rankings(),
        values in values(),
        regions in prop::collection::vec(prop::sample::select(vec![Some("East"), Some("West"), Some("华东"), None]), 40),
    ) {
        let regions = &regions[..values.len()];
        let mut expected = vec![None; values.len()];
        for group in ["East", "West", "华东"] {
            let rows = (0..values.len()).filter(|&row| regions[row] == Some(group)).collect::<Vec<_>>();
            let own = rows.iter().map(|&row| values[row]).collect::<Vec<_>>();
            rows.iter().zip(ranking.by_definition(&own)).for_each(|(&row, tier)| expected[row] = tier);
        }
        prop_assert_eq!(tiers(&rule(&ranking.text("per = \"region\"")), &values, regions), expected);
    }

    #[test]
    fn rows_may_be_shuffled_and_values_scaled(
        ranking in rankings(),
        values in prop::collection::vec(-20..300i128, 0..40),
        seed in any::<u64>(),
        factor in 1..1_000_000i128,
        scale in 0..20u8,
    ) {
        let file = rule(&ranking.text(""));
        let mut order = (0..values.len()).collect::<Vec<_>>();
        order.sort_by_key(|row| (*row as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let plain = values.iter().map(|&mantissa| value(mantissa, 2)).collect::<Vec<_>>();
        let changed = order.iter().map(|&row| value(values[row] * factor, scale)).collect::<Vec<_>>();
        let straight = tiers(&file, &plain, &[]);
        prop_assert_eq!(order.iter().map(|&row| straight[row]).collect::<Vec<_>>(), tiers(&file, &changed, &[]));
    }

    /// A quotient is ranked as the fraction that it is.
    #[test]
    fn eighths_are_ranked_as_their_wholes_are(ranking in rankings(), values in prop::collection::vec(-20..300i128, 0..40)) {
        let values = values.iter().map(|&mantissa| value(mantissa, 1)).collect::<Vec<_>>();
        let by_part = ranking.text("").replace("field = \"revenue\"", "field = \"part\"");
        let file = rule(&format!("[derive]\npart = \"revenue / 8\"\n\n{by_part}"));
        prop_assert_eq!(tiers(&file, &values, &[]), ranking.by_definition(&values));
    }

    #[test]
    fn sevenths_are_counted_as_their_wholes_are(ranking in rankings(), values in values()) {
        let ranking = match ranking.measure {
            Measure::Sum => Ranking { measure: Measure::Customers, ..ranking },
            Measure::Customers => ranking,
        };
        let by_part = ranking.text("").replace("field = \"revenue\"", "field = \"part\"");
        let file = rule(&format!("[derive]\npart = \"revenue / 7\"\n\n{by_part}"));
        // A bad cell of a column behind the derived one leaves a customer unclassified as well.
        prop_assert_eq!(tiers(&file, &values, &[]), ranking.by_definition(&values));
    }

    #[test]
    fn a_customer_added_below_all_others_makes_nobody_worse(ranking in rankings(), values in values()) {
        // With `needs` one more customer may give labels to all.
        let ranking = Ranking { low: false, needs: None, ..ranking };
        let file = rule(&ranking.text(""));
        let Some(least) = values.iter().filter_map(|cell| cell.value()).min() else { return Ok(()) };
        let Some(less) = least.checked_sub(Decimal::ONE) else { return Ok(()) };
        let longer = values.iter().copied().chain([Cell::Value(less)]).collect::<Vec<_>>();
        let (before, after) = (tiers(&file, &values, &[]), tiers(&file, &longer, &[]));
        prop_assert!(before.iter().zip(&after).all(|(before, after)| after <= before), "{before:?} {after:?}");
    }

    #[test]
    fn it_is_told_how_many_the_other_side_of_the_lines_would_put_elsewhere(ranking in rankings(), values in values()) {
        let file = rule(&ranking.text(""));
        let other = Ranking { worse: !ranking.worse, ..ranking.clone() };
        let (own, others) = (ranking.by_definition(&values), other.by_definition(&values));
        let elsewhere = own.iter().zip(&others).filter(|(own, other)| own != other).count() as u64;
        let numbers = Column::Numbers(values.iter().copied().collect::<Numbers>());
        let columns = file.set.scope.fields.iter();
        let columns = columns.map(|field| match field.name == "revenue" {
            true => FieldColumn::Present(&numbers),
            false => FieldColumn::Absent,
        });
        let scored = file.set.score(columns.collect(), values.len(), Day::default());
        let crossing = if ranking.worse { Crossing::Worse } else { Crossing::Better };
        prop_assert_eq!(scored.crossing(0), Some((crossing, elsewhere)));
    }
}

/// Long lists take another way than short ones: a histogram instead of sorting.
#[test]
fn long_lists_are_cut_where_sorting_cuts_them() {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let amount = |bits: u64| match bits % 20 {
        0 => -((bits >> 50) as i64),
        1..=9 => (bits >> 60) as i64 * 100,
        _ => (bits >> (20 + bits % 40)) as i64 & 0xfff_ffff,
    };
    let values = (0..60_000).map(|_| amount(next())).collect::<Vec<_>>();
    let cells = values.iter().map(|&cents| value(i128::from(cents), 2)).collect::<Vec<_>>();
    let mut sorted = values.clone();
    sorted.sort_unstable_by(|one, other| other.cmp(one));
    for (measure, ends) in [
        (Measure::Sum, Ends::Shares(vec![1_000, 20_000, 80_000, WHOLE])),
        (Measure::Customers, Ends::Shares(vec![1_000, 20_000, 80_000, WHOLE])),
        (Measure::Customers, Ends::Numbers(vec![50, 20_000, 59_000])),
    ] {
        let ranking = Ranking { measure, low: false, worse: true, ends: ends.clone(), needs: None };
        let found = tiers(&rule(&ranking.text("")), &cells, &[]);
        let weight = |value: i64| if measure == Measure::Sum { i128::from(value.max(0)) } else { 1 };
        let total = values.iter().map(|&value| weight(value)).sum::<i128>();
        let mut through = 0;
        let mut tier_of = std::collections::HashMap::new();
        for equals in sorted.chunk_by(|one, other| one == other) {
            through += equals.iter().map(|&value| weight(value)).sum::<i128>();
            let tier = match &ends {
                Ends::Numbers(ends) => ends.iter().position(|&end| through <= i128::from(end)),
                Ends::Shares(ends) => {
                    ends.iter().position(|&end| through * i128::from(WHOLE) <= i128::from(end) * total)
                }
                Ends::Parts(_) => None,
            };
            tier_of.insert(equals[0], tier.unwrap_or(ranking.last()));
        }
        let differs = (0..values.len()).find(|&row| found[row] != tier_of.get(&values[row]).copied());
        assert_eq!(differs.map(|row| (values[row], found[row])), None, "{measure:?} {ends:?}");
    }
}
