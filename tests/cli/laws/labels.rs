//! The labels of ranking rules, against the definition.

use std::ops::Range;

use custclass::number::Decimal;
use custclass::score::Cell;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::library::{labels, rule, tiers};
use super::oracle::{self, Measure, WHOLE};

type Value = Cell<Decimal>;

/// Cumulative shares of one to six tiers, every other one in whole tens of per cent, so that places hit them exactly.
fn ends() -> impl Strategy<Value = Vec<u32>> {
    let end = prop_oneof![(1..10u32).prop_map(|tens| tens * WHOLE / 10), 1..WHOLE];
    prop::collection::btree_set(end, 0..6).prop_map(|ends| ends.into_iter().chain([WHOLE]).collect())
}

pub(super) fn value(mantissa: i128, scale: u8) -> Value {
    Cell::Value(Decimal::from_parts(mantissa, scale))
}

fn values() -> impl Strategy<Value = Vec<Value>> {
    values_with_money(-500_000..50_000_000)
}

/// Values of one kind in a column: many ties; money of so many cents; all kinds mixed, up to 38 digits; some missing or bad.
pub(super) fn values_with_money(cents: Range<i128>) -> impl Strategy<Value = Vec<Value>> {
    let ties = (-2..6i128).prop_map(|small| value(small, 0)).boxed();
    let money = cents.prop_map(|cents| value(cents, 2)).boxed();
    let wide = (any::<i128>(), 0..38u32, 0..6u8);
    let wide = wide.prop_map(|(any, digits, scale)| value(any % 10i128.pow(digits), scale)).boxed();
    let gap = prop::sample::select(vec![Cell::Missing, Cell::Bad]).boxed();
    let mixed = prop_oneof![ties.clone(), money.clone(), wide].boxed();
    prop::sample::select(vec![ties, money, mixed])
        .prop_flat_map(move |kind| prop::collection::vec(prop_oneof![8 => kind, 1 => gap.clone()], 0..40))
}

fn measures() -> impl Strategy<Value = (Measure, bool)> {
    prop::sample::select(vec![(Measure::Customers, false), (Measure::Customers, true), (Measure::Sum, false)])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn labels_are_those_of_the_definition((measure, low) in measures(), ends in ends(), values in values()) {
        let file = rule(&oracle::rule(measure, low, &ends, ""));
        prop_assert_eq!(tiers(&file, &values, &[]), oracle::tiers(&values, measure, low, &ends));
    }

    #[test]
    fn bins_are_equal_parts(bins in 2..12usize, low in any::<bool>(), values in values()) {
        // Ends at n / bins are exact in parts of WHOLE × bins; the oracle takes them as they are.
        let best = if low { "best = \"low\"" } else { "" };
        let file = rule(&format!("[[rule]]\nname = \"r\"\nmethod = \"percentile\"\nfield = \"revenue\"\nbins = {bins}\n{best}\n"));
        let given = values.iter().filter(|cell| matches!(cell, Cell::Value(_))).count();
        let expected = values.iter().map(|cell| {
            let Cell::Value(mine) = cell else { return None };
            let is_ahead = |other: &&Value| matches!(other, Cell::Value(other) if if low { other < mine } else { other > mine });
            let ahead = values.iter().filter(is_ahead).count();
            // (tier + 1) / bins > ahead / given
            (0..bins).find(|tier| (tier + 1) * given > ahead * bins)
        });
        prop_assert_eq!(tiers(&file, &values, &[]), expected.collect::<Vec<_>>());
    }

    #[test]
    fn within_groups_each_is_a_list_of_its_own(
        (measure, low) in measures(),
        ends in ends(),
        values in values(),
        regions in prop::collection::vec(prop::sample::select(vec![Some("East"), Some("West"), Some("华东"), None]), 40),
    ) {
        let regions = &regions[..values.len()];
        let file = rule(&oracle::rule(measure, low, &ends, "per = \"region\""));
        let mut expected = vec![None; values.len()];
        for group in ["East", "West", "华东"] {
            let rows = (0..values.len()).filter(|&row| regions[row] == Some(group)).collect::<Vec<_>>();
            let own = rows.iter().map(|&row| values[row]).collect::<Vec<_>>();
            for (row, tier) in rows.iter().zip(oracle::tiers(&own, measure, low, &ends)) {
                expected[*row] = tier;
            }
        }
        prop_assert_eq!(tiers(&file, &values, regions), expected);
    }

    #[test]
    fn shuffled_rows_keep_their_labels((measure, low) in measures(), ends in ends(), values in values(), seed in any::<u64>()) {
        let file = rule(&oracle::rule(measure, low, &ends, ""));
        let mut order = (0..values.len()).collect::<Vec<_>>();
        order.sort_by_key(|row| (*row as u64 + 1).wrapping_mul(seed | 1).rotate_left(17));
        let shuffled = order.iter().map(|&row| values[row]).collect::<Vec<_>>();
        let (straight, mixed) = (tiers(&file, &values, &[]), tiers(&file, &shuffled, &[]));
        prop_assert_eq!(order.iter().map(|&row| straight[row]).collect::<Vec<_>>(), mixed);
    }

    #[test]
    fn equal_values_share_a_tier_and_more_is_never_worse(ends in ends(), values in values(), sum in any::<bool>()) {
        let measure = if sum { Measure::Sum } else { Measure::Customers };
        let tiers = tiers(&rule(&oracle::rule(measure, false, &ends, "")), &values, &[]);
        for (one, tier) in values.iter().zip(&tiers) {
            for (other, other_tier) in values.iter().zip(&tiers) {
                let (Cell::Value(one), Cell::Value(other)) = (one, other) else { continue };
                prop_assert!(one < other || tier <= other_tier, "{one:?} is in {tier:?}, {other:?} in {other_tier:?}");
            }
        }
    }

    #[test]
    fn scaling_all_values_changes_nothing(
        (measure, low) in measures(),
        ends in ends(),
        values in prop::collection::vec(-1000..100_000i128, 0..40),
        factor in 1..1_000_000i128,
        scale in 0..20u8,
    ) {
        let file = rule(&oracle::rule(measure, low, &ends, ""));
        let plain = values.iter().map(|&mantissa| value(mantissa, 2)).collect::<Vec<_>>();
        let scaled = values.iter().map(|&mantissa| value(mantissa * factor, scale)).collect::<Vec<_>>();
        prop_assert_eq!(tiers(&file, &plain, &[]), tiers(&file, &scaled, &[]));
    }

    #[test]
    fn whoever_earns_more_than_before_is_never_worse(
        ends in ends(),
        values in prop::collection::vec(-5..60i128, 1..30),
        who in any::<prop::sample::Index>(),
        more in 1..60i128,
        sum in any::<bool>(),
    ) {
        let measure = if sum { Measure::Sum } else { Measure::Customers };
        let file = rule(&oracle::rule(measure, false, &ends, ""));
        let who = who.index(values.len());
        let cells = |values: &[i128]| values.iter().map(|&whole| value(whole, 0)).collect::<Vec<_>>();
        let before = tiers(&file, &cells(&values), &[]);
        let mut raised = values.clone();
        raised[who] += more;
        let after = tiers(&file, &cells(&raised), &[]);
        prop_assert!(after[who] <= before[who], "{values:?} {who} {more}");
    }

    #[test]
    fn a_customer_added_at_the_bottom_makes_nobody_worse(ends in ends(), values in values(), sum in any::<bool>()) {
        let measure = if sum { Measure::Sum } else { Measure::Customers };
        let file = rule(&oracle::rule(measure, false, &ends, ""));
        let Some(least) = values.iter().filter_map(|cell| cell.value()).min() else { return Ok(()) };
        let mut longer = values.clone();
        longer.push(Cell::Value(least));
        let (before, after) = (tiers(&file, &values, &[]), tiers(&file, &longer, &[]));
        prop_assert!(before.iter().zip(&after).all(|(before, after)| after <= before), "{before:?} {after:?}");
    }

    #[test]
    fn customers_without_a_value_count_nowhere((measure, low) in measures(), ends in ends(), values in values()) {
        let file = rule(&oracle::rule(measure, low, &ends, ""));
        let given = values.iter().copied().filter(|cell| cell.value().is_some()).collect::<Vec<_>>();
        let all = tiers(&file, &values, &[]).into_iter().flatten().collect::<Vec<_>>();
        let alone = tiers(&file, &given, &[]).into_iter().flatten().collect::<Vec<_>>();
        prop_assert_eq!(all, alone);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

    /// From the file on: numbers as they are written, with rows among them that are no customers.
    #[test]
    fn labels_of_a_file_are_those_of_the_definition((measure, low) in measures(), ends in ends(), values in values()) {
        let given = values.iter().map(|cell| if *cell == Cell::Bad { Cell::Missing } else { *cell }).collect::<Vec<_>>();
        let file = rule(&oracle::rule(measure, low, &ends, ""));
        let mut list = "id,revenue\n".to_owned();
        for (row, cell) in given.iter().enumerate() {
            let written = cell.value().map(|number| number.to_string()).unwrap_or_default();
            list += &format!("K{row},{written}\n");
            match row % 7 {
                3 => list += "合计,99999999\n",
                5 => list += "\nid,revenue\n",
                _ => {}
            }
        }
        let label = |tier: Option<usize>| tier.map(|tier| format!("T{tier}"));
        let expected = oracle::tiers(&given, measure, low, &ends).into_iter().map(label).collect::<Vec<_>>();
        prop_assert_eq!(expected.len(), given.len());
        prop_assert_eq!(labels(&file, list.as_bytes()).map_err(TestCaseError::fail)?, [expected]);
    }
}

/// Every list of up to five values from 0 to 4, by rules whose lines small lists hit exactly.
#[test]
fn small_lists_one_and_all() {
    let mut lists: Vec<Vec<i128>> = vec![Vec::new()];
    let mut longest = lists.clone();
    for _ in 0..5 {
        // The order does not matter (there is a law for that): values never rise.
        let longer = |list: &Vec<i128>| {
            let most = list.last().copied().unwrap_or(4);
            (0..=most).map(|next| [list.as_slice(), &[next]].concat()).collect::<Vec<_>>()
        };
        longest = longest.iter().flat_map(longer).collect();
        lists.extend(longest.iter().cloned());
    }
    assert_eq!(lists.len(), 1 + 5 + 15 + 35 + 70 + 126);
    for ends in [vec![80_000, 95_000, WHOLE], vec![50_000, WHOLE], vec![20_000, 40_000, 60_000, 80_000, WHOLE]] {
        for (measure, low) in [(Measure::Customers, false), (Measure::Customers, true), (Measure::Sum, false)] {
            let file = rule(&oracle::rule(measure, low, &ends, ""));
            for list in &lists {
                let cells = list.iter().map(|&whole| value(whole, 0)).collect::<Vec<_>>();
                let expected = oracle::tiers(&cells, measure, low, &ends);
                assert_eq!(tiers(&file, &cells, &[]), expected, "{list:?} {measure:?} {low} {ends:?}");
            }
        }
    }
}

#[test]
fn a_place_of_exactly_80_percent_is_behind_the_line_and_a_hair_less_is_before_it() {
    let file = rule(&oracle::rule(Measure::Sum, false, &[80_000, 95_000, WHOLE], ""));
    // 80 of 100 ahead, at every scale that 38 digits allow; then the last digit of the first value one less.
    for scale in 0..=34u8 {
        let unit = 10i128.pow(u32::from(scale));
        let list = |first: i128| [value(first, scale), value(100 * unit - first, scale)];
        let exact = list(80 * unit);
        assert_eq!(tiers(&file, &exact, &[]), [Some(0), Some(1)], "{scale}");
        if scale > 0 {
            assert_eq!(tiers(&file, &list(80 * unit - 1), &[]), [Some(0), Some(0)], "{scale}");
            assert_eq!(tiers(&file, &list(80 * unit + 1), &[]), [Some(0), Some(1)], "{scale}");
        }
    }
}

/// Long lists take another way than short ones: a histogram instead of sorting.
#[test]
fn long_lists_are_labelled_as_sorting_labels_them() {
    let rows = if cfg!(debug_assertions) { 200_000 } else { 1_000_000 };
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    // Long-tailed amounts with ties, some negative, some 0, some missing.
    let amount = |bits: u64| match bits % 50 {
        0 => None,
        1 => Some(0),
        2 => Some(-((bits >> 40) as i64)),
        3..=9 => Some((bits >> 60) as i64 * 100),
        _ => Some((bits >> (20 + bits % 40)) as i64 & 0xfff_ffff_ffff),
    };
    let values = (0..rows).map(|_| amount(next())).collect::<Vec<_>>();
    let cells = values.iter().map(|value| value.map_or(Cell::Missing, |cents| self::value(i128::from(cents), 2)));
    let cells = cells.collect::<Vec<_>>();
    for (measure, low) in [(Measure::Customers, false), (Measure::Customers, true), (Measure::Sum, false)] {
        let ends = [1_000, 5_000, 20_000, 80_000, WHOLE];
        let found = tiers(&rule(&oracle::rule(measure, low, &ends, "")), &cells, &[]);
        let expected = by_sorting(&values, measure, low, &ends);
        let differs = (0..rows).find(|&row| found[row] != expected[row]);
        assert_eq!(differs.map(|row| (row, values[row], found[row], expected[row])), None, "{measure:?} {low}");
    }
}

/// The definition for long lists: sorted, and the share ahead counted up from value to value.
fn by_sorting(values: &[Option<i64>], measure: Measure, low_is_better: bool, ends: &[u32]) -> Vec<Option<usize>> {
    let mut order = (0..values.len()).filter(|&row| values[row].is_some()).collect::<Vec<_>>();
    order.sort_by_key(|&row| if low_is_better { values[row] } else { values[row].map(|value| -value) });
    let weight = |row: usize| match measure {
        Measure::Customers => 1,
        Measure::Sum => i128::from(values[row].unwrap_or(0).max(0)),
    };
    let total = order.iter().map(|&row| weight(row)).sum::<i128>();
    let mut tiers = vec![None; values.len()];
    let mut ahead = 0;
    for equals in order.chunk_by(|&one, &other| values[one] == values[other]) {
        let tier = ends.iter().position(|&end| i128::from(end) * total > ahead * i128::from(WHOLE));
        for &row in equals {
            tiers[row] = Some(tier.unwrap_or(ends.len() - 1));
        }
        ahead += equals.iter().map(|&row| weight(row)).sum::<i128>();
    }
    tiers
}
