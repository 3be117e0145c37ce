//! `threshold`: the first tier whose bound the value meets.

use std::collections::HashMap;

use super::{Method, MethodDef, MethodSettings};
use crate::folding::folded;
use crate::number::Decimal;
use crate::rule::bounds::{Bounds, check_reachable, group_names, intervals, read_bounds};
use crate::rule::columns::number_columns;
use crate::rule::listed::Listed;
use crate::rule::mistake::MethodMistake;
use crate::rule::scope::Ref;
use crate::rule::settings::Span;
use crate::rule::tier::Tier;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "threshold",
    about: "the first tier whose bound (min, above, max, below) the value meets",
    makes_tiers: false,
    ranks: false,
    read: |settings| read(settings).map(Method::Threshold),
};

/// Fixed bounds on a number column.
#[derive(Debug, Clone)]
pub struct Threshold {
    /// The columns that may be classified by, in the order of preference.
    pub columns: Vec<Ref>,
    /// The bounds of the tiers.
    pub bounds: TierBounds,
    /// The column that makes the groups.
    pub per: Option<Ref>,
    /// Whether the labels are numbers, as those of `bins` are.
    pub numbers: bool,
}

/// The bounds of the tiers, best first.
#[derive(Debug, Clone)]
pub enum TierBounds {
    /// The same for everybody.
    Same(Vec<Bounds>),
    /// By group: its name, and its bounds.
    ByGroup(Vec<(String, Vec<Bounds>)>),
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Threshold> {
    let columns = number_columns(settings.rule, settings.scope)?;
    let complaints = settings.rule.complaints();
    let mut groups = group_names(&settings.tier_sections);
    let is_named = |groups: &[(&str, Span)], name: &str| groups.iter().any(|(known, _)| folded(known) == folded(name));
    for (group, span) in settings.rule.texts("groups") {
        if !is_named(&groups, group) {
            groups.push((group, span));
        }
    }
    let before = complaints.errors();
    let numbers = read_numbers(settings);
    let bounds = if groups.is_empty() {
        TierBounds::Same(read_bounds(&settings.tier_sections, settings.scope, None))
    } else {
        if settings.per.is_none() && !settings.rule.has("per") {
            complaints.error(&groups[0].1, MethodMistake::UnknownGroups);
        }
        check_groups(&groups, settings);
        let of_group = |group: &str| read_bounds(&settings.tier_sections, settings.scope, Some(group));
        TierBounds::ByGroup(groups.iter().map(|(group, _)| ((*group).to_owned(), of_group(group))).collect())
    };
    if complaints.errors() > before {
        return None;
    }
    let sets: Vec<&Vec<Bounds>> = match &bounds {
        TierBounds::Same(set) => vec![set],
        TierBounds::ByGroup(sets) => sets.iter().map(|(_, set)| set).collect(),
    };
    for set in sets {
        check_reachable(&intervals(set), &settings.tier_sections, complaints);
    }
    (complaints.errors() == before).then_some(Threshold { columns, bounds, per: settings.per, numbers })
}

/// `numbers = true`: the labels are whole numbers, and later rules read them as such.
fn read_numbers(settings: &MethodSettings<'_>) -> bool {
    let numbers = settings.rule.flag("numbers").unwrap_or(false);
    let is_number = |tier: &Tier| Decimal::parse(&tier.label).is_some_and(|number| number.to_i64().is_some());
    for tier in settings.tiers.iter().filter(|tier| numbers && !is_number(tier)) {
        let mistake = MethodMistake::LabelNoNumber { label: tier.label.clone() };
        settings.rule.complaints().error(&tier.span, mistake);
    }
    numbers
}

/// Complains about groups that `per` never gives, and about one group written in two ways.
fn check_groups(groups: &[(&str, Span)], settings: &MethodSettings<'_>) {
    let (scope, complaints) = (settings.scope, settings.rule.complaints());
    let listed = settings.per.and_then(|per| Listed::new(per, scope));
    let mut written = HashMap::new();
    for (group, span) in groups {
        if let Some(first) = written.insert(folded(group), group) {
            complaints
                .error(span, MethodMistake::GroupTwice { group: (*group).to_owned(), first: (*first).to_owned() });
        } else if let Some(listed) = listed.as_ref().filter(|listed| listed.find(group).is_none()) {
            listed.unknown(group, span, scope, complaints);
        }
    }
}
