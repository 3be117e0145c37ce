//! `percentile` and `pareto`: customers ranked by a number, and cut at shares of the customers or of the sum.
//!
//! Pareto after Vilfredo Pareto's observation, in the form that Joseph Juran gave it for business: the vital few and the useful many.

use std::ops::RangeInclusive;

use super::{Method, MethodDef, MethodSettings};
use crate::number::decimal::Decimal;
use crate::rule::columns::number_columns;
use crate::rule::figure::Figure;
use crate::rule::mistake::{MethodMistake, TierMistake};
use crate::rule::scope::Ref;
use crate::rule::settings::Setting;
use crate::rule::tier::Tier;

/// A customer's place is the share of customers strictly ahead of it.
pub const PERCENTILE: MethodDef = MethodDef {
    name: "percentile",
    about: "shares of the customers, or equal parts (bins), by rank",
    makes_tiers: false,
    read: |settings| read_percentile(settings).map(Method::Ranking),
};

/// A customer's place is the share of the total that strictly greater values hold, negative values counting 0.
pub const PARETO: MethodDef = MethodDef {
    name: "pareto",
    about: "shares of the sum, greatest values first (ABC, 80/20)",
    makes_tiers: false,
    read: |settings| read_pareto(settings).map(Method::Ranking),
};

/// How many parts `bins` makes.
pub const BINS: RangeInclusive<usize> = 2..=1000;

/// A ranking by a number column, cut at cumulative shares.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// The columns that may be ranked, in the order of preference.
    pub columns: Vec<Ref>,
    /// What the shares are shares of.
    pub measure: Measure,
    /// Which values come first.
    pub best: Best,
    /// The parts into which the ranking is cut.
    pub parts: Parts,
    /// The column that makes the groups within which every cut is made.
    pub per: Option<Ref>,
}

/// What the share ahead of a customer is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Customers that have a value.
    Customers,
    /// The sum of the values, negative ones counting 0.
    Sum,
}

/// Which values come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Best {
    /// The greatest.
    High,
    /// The least.
    Low,
}

/// The parts into which a ranking is cut.
#[derive(Debug, Clone)]
pub enum Parts {
    /// The share of each tier; together 100 %.
    Shares(Vec<Figure>),
    /// Equal parts, labelled by number (`bins`).
    Equal(usize),
}

impl Ranking {
    /// The method's name in rule files.
    pub fn name(&self) -> &'static str {
        match self.measure {
            Measure::Customers => PERCENTILE.name,
            Measure::Sum => PARETO.name,
        }
    }

    /// The cumulative share at which each tier ends; the last one takes whatever is left.
    pub fn ends(&self) -> Vec<Decimal> {
        match &self.parts {
            Parts::Shares(shares) => {
                let mut sum = Decimal::ZERO;
                let end = |share: &Figure| {
                    sum = sum.checked_add(share.value).unwrap_or(sum);
                    sum
                };
                shares.iter().map(end).collect()
            }
            Parts::Equal(parts) => equal_ends(*parts),
        }
    }
}

/// The cumulative shares 1/n, 2/n … 1 as decimals. A quotient such as 1/3 is no decimal, so each end is rounded down at 30 digits: a
/// place of exactly 1/3 stays behind the end, and no list has enough customers for a place to lie between quotient and rounding.
fn equal_ends(parts: usize) -> Vec<Decimal> {
    const DIGITS: u8 = 30;
    let unit = 10i128.pow(u32::from(DIGITS));
    let parts = parts as i128;
    (1..=parts).map(|part| Decimal::from_parts(part * unit / parts, DIGITS).normalized()).collect()
}

fn read_percentile(settings: &mut MethodSettings<'_>) -> Option<Ranking> {
    let columns = number_columns(settings.rule, settings.scope);
    let best = read_best(settings);
    let parts = match settings.rule.has("bins") {
        true => read_bins(settings).map(Parts::Equal),
        false => read_shares(settings).map(Parts::Shares),
    };
    Some(Ranking { columns: columns?, measure: Measure::Customers, best, parts: parts?, per: settings.per })
}

fn read_pareto(settings: &mut MethodSettings<'_>) -> Option<Ranking> {
    let columns = number_columns(settings.rule, settings.scope);
    if let Some(node) = settings.rule.get("best") {
        settings.rule.complaints().error(&node.span, MethodMistake::BestInPareto);
    }
    for (tier, section) in settings.tiers.iter_mut().zip(&settings.tier_sections) {
        if let Some(node) = section.get("expect_customers") {
            tier.expect_customers = Figure::read(node, "expect_customers", settings.scope, section.complaints());
        }
    }
    let parts = Parts::Shares(read_shares(settings)?);
    Some(Ranking { columns: columns?, measure: Measure::Sum, best: Best::High, parts, per: settings.per })
}

fn read_best(settings: &MethodSettings<'_>) -> Best {
    match settings.rule.text("best") {
        Some("low") => Best::Low,
        None | Some("high") => Best::High,
        Some(other) => {
            if let Some(node) = settings.rule.get("best") {
                let mistake = MethodMistake::UnknownBest { word: other.to_owned() };
                settings.rule.complaints().error(&node.span, mistake);
            }
            Best::High
        }
    }
}

/// `bins = 5`: equal parts, labelled 5 (best) … 1.
fn read_bins(settings: &mut MethodSettings<'_>) -> Option<usize> {
    let rule = settings.rule;
    let node = rule.get("bins")?;
    let bins = match &node.value {
        Setting::Number(number) => {
            number.to_i64().and_then(|bins| usize::try_from(bins).ok()).filter(|bins| BINS.contains(bins))
        }
        _ => None,
    };
    let Some(bins) = bins else {
        rule.complaints().error(&node.span, MethodMistake::NotBins);
        return None;
    };
    if !settings.tiers.is_empty() {
        rule.complaints().error(&node.span, MethodMistake::BinsAndTiers);
        return None;
    }
    settings.tiers =
        (1..=bins).rev().map(|bin| Tier { span: node.span.clone(), ..Tier::named(bin.to_string()) }).collect();
    Some(bins)
}

/// Reads the tiers' shares, which must add up to 100 %.
fn read_shares(settings: &MethodSettings<'_>) -> Option<Vec<Figure>> {
    let complaints = settings.rule.complaints();
    let before = complaints.errors();
    let mut shares = Vec::new();
    let (mut sum, mut is_too_much, mut culprit) = (Decimal::ZERO, false, None);
    for tier in &settings.tier_sections {
        let Some(node) = tier.get("share") else {
            tier.missing("share", "share = \"20%\"");
            continue;
        };
        let Some(figure) = Figure::read(node, "share", settings.scope, complaints) else { continue };
        let share = figure.value;
        if share <= Decimal::ZERO || share > Decimal::ONE {
            let percent = share.shift(2).unwrap_or(share).normalized();
            // Who writes 20 means 20 %.
            let meant = if share > Decimal::ONE && share <= Decimal::HUNDRED { share } else { Decimal::from(20) };
            complaints.error(&node.span, TierMistake::ShareOutOfRange { percent, meant });
            continue;
        }
        sum = sum.checked_add(share).unwrap_or(sum);
        // The first share that is too much; where all together are too few, the last one.
        if !is_too_much {
            culprit = Some(node.span.clone());
        }
        is_too_much = sum > Decimal::ONE;
        shares.push(figure);
    }
    if complaints.errors() == before && sum != Decimal::ONE {
        let percent = sum.shift(2).unwrap_or(sum).normalized();
        let span = culprit.unwrap_or_else(|| settings.rule.head());
        complaints.error(&span, TierMistake::SharesNoWhole { percent });
    }
    (complaints.errors() == before).then_some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_no_decimal_ends_before_the_customer_whose_place_is_exactly_there() {
        let third = equal_ends(3)[0];
        assert!(third.checked_mul(Decimal::from_parts(3, 0)).is_some_and(|whole| whole < Decimal::ONE));
        assert_eq!(equal_ends(5), ["0.2", "0.4", "0.6", "0.8", "1"].map(|end| Decimal::parse(end).expect("a number")));
    }
}
