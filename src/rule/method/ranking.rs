//! `percentile` and `pareto`: customers ranked by a number, and cut at shares of the customers or of the sum.
//!
//! Pareto after Vilfredo Pareto's observation, in the form that Joseph Juran gave it for business: the vital few and the useful many.

use std::ops::RangeInclusive;

use super::{Method, MethodDef, MethodSettings};
use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;
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
    ranks: true,
    read: |settings| read_percentile(settings).map(Method::Ranking),
};

/// A customer's place is the share of the total that strictly greater values hold, negative values counting 0.
pub const PARETO: MethodDef = MethodDef {
    name: "pareto",
    about: "shares of the sum, greatest values first (ABC, 80/20)",
    makes_tiers: false,
    ranks: true,
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
    /// Which side of a line a customer that crosses it belongs to.
    pub crossing: Crossing,
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

/// Which side of a line equal customers belong to that stand on both sides of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crossing {
    /// To the better tier: a place is the share strictly ahead of the customer.
    Better,
    /// To the worse tier: a place is the share up to and including the customer and its equals.
    Worse,
}

impl Crossing {
    /// Both.
    pub const ALL: [Crossing; 2] = [Crossing::Better, Crossing::Worse];

    /// Its word in rule files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Crossing::Better => "better",
            Crossing::Worse => "worse",
        }
    }

    /// The other one.
    pub fn other(self) -> Crossing {
        match self {
            Crossing::Better => Crossing::Worse,
            Crossing::Worse => Crossing::Better,
        }
    }
}

/// Where a tier ends, counted from the best customer on.
#[derive(Debug, Clone)]
pub enum End {
    /// At this part of what is measured.
    Part(Ratio),
    /// Behind so many customers.
    Number(u64),
}

/// The parts into which a ranking is cut.
#[derive(Debug, Clone)]
pub enum Parts {
    /// The share of each tier; together 100 %.
    Shares(Vec<Figure>),
    /// How many customers each tier takes, but for the last, which takes whatever is left.
    Numbers(Vec<Figure>),
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

    /// Where each tier ends but the last, which takes whatever is left.
    pub fn ends(&self) -> Vec<End> {
        match &self.parts {
            Parts::Shares(shares) => {
                let ends = cumulative(&shares[..shares.len() - 1]);
                ends.map(|end| End::Part(Ratio::from(end))).collect()
            }
            Parts::Numbers(numbers) => {
                let number = |end: Decimal| End::Number(end.to_i64().map_or(u64::MAX, |end| end.unsigned_abs()));
                cumulative(numbers).map(number).collect()
            }
            Parts::Equal(parts) => {
                let end = |part: usize| End::Part(Ratio::new(part.into(), (*parts).into()));
                (1..*parts).map(end).collect()
            }
        }
    }
}

fn cumulative(figures: &[Figure]) -> impl Iterator<Item = Decimal> {
    figures.iter().scan(Decimal::ZERO, |sum, figure| {
        *sum = sum.checked_add(figure.value).unwrap_or(*sum);
        Some(*sum)
    })
}

fn read_percentile(settings: &mut MethodSettings<'_>) -> Option<Ranking> {
    let columns = number_columns(settings.rule, settings.scope);
    let (best, crossing) = (read_best(settings), read_crossing(settings));
    let counts = settings.tier_sections.iter().any(|tier| tier.has("top"));
    let parts = match settings.rule.has("bins") {
        true => read_bins(settings).map(Parts::Equal),
        false if counts => read_tops(settings).map(Parts::Numbers),
        false => read_shares(settings).map(Parts::Shares),
    };
    Some(Ranking { columns: columns?, measure: Measure::Customers, best, crossing, parts: parts?, per: settings.per })
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
    let crossing = read_crossing(settings);
    let tops = settings.tier_sections.iter().filter_map(|tier| tier.get("top")).collect::<Vec<_>>();
    if !tops.is_empty() {
        tops.iter().for_each(|node| settings.rule.complaints().error(&node.span, MethodMistake::TopInPareto));
        return None;
    }
    let parts = Parts::Shares(read_shares(settings)?);
    let (measure, best) = (Measure::Sum, Best::High);
    Some(Ranking { columns: columns?, measure, best, crossing, parts, per: settings.per })
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

fn read_crossing(settings: &MethodSettings<'_>) -> Crossing {
    let Some(word) = settings.rule.text("crossing") else { return Crossing::Better };
    let known = Crossing::ALL.into_iter().find(|crossing| crossing.name() == word);
    if known.is_none()
        && let Some(node) = settings.rule.get("crossing")
    {
        settings.rule.complaints().error(&node.span, MethodMistake::UnknownCrossing { word: word.to_owned() });
    }
    known.unwrap_or(Crossing::Better)
}

/// `top = 50`: the first 50 customers, then the next ones. All tiers have it but the last.
fn read_tops(settings: &MethodSettings<'_>) -> Option<Vec<Figure>> {
    let complaints = settings.rule.complaints();
    let before = complaints.errors();
    let mut numbers = Vec::new();
    let last = settings.tier_sections.len() - 1;
    for (at, tier) in settings.tier_sections.iter().enumerate() {
        if let Some(node) = tier.get("share") {
            complaints.error(&node.span, MethodMistake::TopAndShare);
        }
        match tier.get("top") {
            Some(node) if at == last => complaints.error(&node.span, MethodMistake::TopOfLast),
            Some(node) => {
                let figure = Figure::read(node, "top", settings.scope, complaints);
                let is_number = |figure: &Figure| figure.value.to_i64().is_some_and(|number| number > 0);
                match figure {
                    Some(figure) if !is_number(&figure) => complaints.error(&node.span, MethodMistake::NotTop),
                    figure => numbers.extend(figure),
                }
            }
            None if at == last || tier.has("share") => {}
            None => tier.missing("top", "top = 50"),
        }
    }
    (complaints.errors() == before).then_some(numbers)
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
