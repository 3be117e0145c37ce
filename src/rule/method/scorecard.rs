//! `scorecard`: items that give points, weighted or summed, and bounds on the exact total.

use super::{Method, MethodDef, MethodSettings};
use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;
use crate::rule::bounds::{Bounds, intervals, read_reachable_bounds};
use crate::rule::mistake::{Part, PointsMistake};
use crate::rule::settings::Section;

mod item;

pub use item::{Item, Points, Ramp, Step};

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "scorecard",
    about: "points for several items, weighted or summed, and bounds on the total",
    makes_tiers: false,
    ranks: false,
    read: |settings| read(settings).map(Method::Scorecard),
};

/// Items and the bounds on their total.
#[derive(Debug, Clone)]
pub struct Scorecard {
    /// What gives points.
    pub items: Vec<Item>,
    /// The bounds on the total, by tier.
    pub tiers: Vec<Bounds>,
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Scorecard> {
    let (rule, scope) = (settings.rule, settings.scope);
    let complaints = rule.complaints();
    let before = complaints.errors();
    settings.refuse_per("scorecard");
    let sections = rule.sections("item", Part::Item);
    if sections.is_empty() && complaints.errors() == before {
        rule.missing("item", "item = [ { field = \"revenue\", ramp = { from = 0, to = 500_000 } } ]");
    }
    let items = sections.into_iter().filter_map(|section| Item::read(section, scope)).collect::<Vec<_>>();
    let tiers = read_reachable_bounds(&settings.tier_sections, scope);
    if complaints.errors() == before {
        check_weights(&items, rule);
        check_totals(&items, &tiers, settings);
    }
    (complaints.errors() == before).then_some(Scorecard { items, tiers })
}

/// All items have a weight and the weights add up to 1, or none has one.
fn check_weights(items: &[Item], rule: &Section<'_>) {
    let complaints = rule.complaints();
    let weights = items.iter().filter_map(|item| item.weight.as_ref()).collect::<Vec<_>>();
    if weights.is_empty() {
        return;
    }
    if let Some(item) = items.iter().find(|item| item.weight.is_none()) {
        complaints.error(&item.span, PointsMistake::NoWeight);
        return;
    }
    let sum = weights.iter().fold(Ratio::zero(), |sum, weight| sum.plus(&Ratio::from(weight.value)));
    if sum != Ratio::from(Decimal::ONE) {
        // The first weight that is too much; where all together are too few, the last one.
        let mut so_far = Ratio::zero();
        let too_much = items.iter().find(|item| {
            so_far = item.weight.iter().fold(so_far.clone(), |sum, weight| sum.plus(&Ratio::from(weight.value)));
            so_far > Ratio::from(Decimal::ONE)
        });
        let span = too_much.or(items.last()).map_or_else(|| rule.head(), |item| item.span.clone());
        complaints.error(&span, PointsMistake::WeightsNoWhole { sum: sum.to_decimal() });
    }
}

/// Warns of points that a weighted card does not have, and of tiers that no total reaches.
fn check_totals(items: &[Item], tiers: &[Bounds], settings: &MethodSettings<'_>) {
    let complaints = settings.rule.complaints();
    let ends = items.iter().map(|item| item.least_and_most()).collect::<Vec<_>>();
    let total = |end: fn(&(Decimal, Decimal)) -> Decimal| {
        ends.iter()
            .zip(items)
            .fold(Ratio::zero(), |sum, (ends, item)| sum.plus(&item.weighted(&Ratio::from(end(ends)))))
    };
    let (least, most) = (total(|ends| ends.0), total(|ends| ends.1));
    let (Some(low), Some(high)) = (least.to_decimal(), most.to_decimal()) else {
        complaints.error(&settings.rule.head(), PointsMistake::TotalTooLong);
        return;
    };
    let mut taken = false;
    for (tier, section) in intervals(tiers).iter().zip(&settings.tier_sections) {
        let below = tier.upper.is_some_and(|edge| low > edge.value || (low == edge.value && !edge.inclusive));
        let above = tier.lower.is_some_and(|edge| high < edge.value || (high == edge.value && !edge.inclusive));
        if below || above {
            complaints.warning(
                &section.span_of(&["min", "above", "max", "below"]),
                PointsMistake::NoTotalReaches { low, high },
            );
        } else if taken {
            complaints
                .warning(&section.span_of(&["min", "above", "max", "below"]), PointsMistake::TotalsTaken { low, high });
        }
        taken |= tier.has(low) && tier.has(high);
    }
}
