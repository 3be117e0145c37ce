//! `threshold`: the first tier whose bound the value meets.

use super::cuts::{Cuts, Edge, Interval};
use super::decimal::Decimal;
use super::frame::Frame;
use super::group::Groups;
use super::method::{Method, MethodDef, MethodSettings, Model};
use super::own_field::OwnField;
use super::scope::{Ref, Scope};
use super::settings::{Complaints, Section, Setting};
use super::text::folded;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "threshold",
    about: "the first tier whose bound (min, above, max, below) the value meets",
    read: |settings| read(settings).map(|method| Box::new(method) as Box<dyn Method>),
};

/// Fixed bounds on a number column.
#[derive(Debug)]
struct Threshold {
    field: OwnField,
    bounds: Bounds,
    per: Option<Ref>,
}

#[derive(Debug)]
enum Bounds {
    /// The same for everybody.
    One(Vec<Interval>),
    /// By group: the group's name and its intervals.
    Grouped(Vec<(String, Vec<Interval>)>),
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Threshold> {
    let field = OwnField::read(settings)?;
    let complaints = settings.rule.complaints();
    let groups = group_names(&settings.tier_sections);
    let before = complaints.errors();
    let bounds = if groups.is_empty() {
        Bounds::One(intervals(settings, None))
    } else {
        if settings.per.is_none() {
            complaints.error(
                &settings.rule.head(),
                "bounds by group need to know the groups",
                "add per = \"region\", or whichever column makes them",
            );
        }
        Bounds::Grouped(groups.into_iter().map(|group| (folded(&group), intervals(settings, Some(&group)))).collect())
    };
    let sets: Vec<&Vec<Interval>> = match &bounds {
        Bounds::One(set) => vec![set],
        Bounds::Grouped(sets) => sets.iter().map(|(_, set)| set).collect(),
    };
    for set in sets {
        check_order(set, &settings.tier_sections, complaints);
    }
    (complaints.errors() == before).then_some(Threshold { field, bounds, per: settings.per })
}

/// The groups that any tier's bounds name, in the order written.
fn group_names(tiers: &[Section<'_>]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for tier in tiers {
        for key in ["min", "above", "max", "below"] {
            if let Some(Setting::Table(table)) = tier.get(key).map(|node| &node.value) {
                for (name, ..) in &table.entries {
                    if !names.contains(name) {
                        names.push(name.clone());
                    }
                }
            }
        }
    }
    names
}

fn intervals(settings: &MethodSettings<'_>, group: Option<&str>) -> Vec<Interval> {
    let last = settings.tier_sections.len() - 1;
    let tiers = settings.tier_sections.iter().enumerate();
    tiers.map(|(index, tier)| interval(tier, settings.scope, group, index == last)).collect()
}

fn interval(tier: &Section<'_>, scope: &Scope, group: Option<&str>, last: bool) -> Interval {
    let complaints = tier.complaints();
    let bound = |key| bound(tier, key, scope, group, complaints);
    let edge = |exact: Option<Decimal>, strict: Option<Decimal>| match (exact, strict) {
        (Some(value), _) => Some(Edge { value, inclusive: true }),
        (None, Some(value)) => Some(Edge { value, inclusive: false }),
        (None, None) => None,
    };
    for (one, other) in [("min", "above"), ("max", "below")] {
        if tier.has(one) && tier.has(other) {
            complaints.error(
                &tier.head(),
                format!("this tier has both `{one}` and `{other}`"),
                format!("keep one of them: `{one}` takes the bound itself, `{other}` does not"),
            );
        }
    }
    let lower = edge(bound("min"), bound("above"));
    let upper = edge(bound("max"), bound("below"));
    let has_bound = ["min", "above", "max", "below"].iter().any(|key| tier.has(key));
    if !has_bound && !last {
        complaints.error(
            &tier.head(),
            "this tier has no bound, so no later tier can be reached",
            "add min = 100_000 (or above, max, below); only the last tier may have none",
        );
    }
    if let (Some(low), Some(high)) = (lower, upper)
        && (low.value > high.value || (low.value == high.value && !(low.inclusive && high.inclusive)))
    {
        complaints.error(
            &tier.head(),
            format!("nothing lies between {} and {}", low.value, high.value),
            "put the lower bound first",
        );
    }
    // A group that the bounds do not name has nobody in this tier (rules frozen from a list leave such bounds out).
    let empty = group.is_some() && has_bound && lower.is_none() && upper.is_none();
    Interval { lower, upper, empty }
}

fn bound(
    tier: &Section<'_>,
    key: &'static str,
    scope: &Scope,
    group: Option<&str>,
    complaints: &Complaints,
) -> Option<Decimal> {
    let node = tier.get(key)?;
    let what = format!("`{key}`");
    match (&node.value, group) {
        (Setting::Table(table), Some(group)) => scope.number(table.get(group)?, &what, complaints),
        (Setting::Table(_), None) => None,
        _ => scope.number(node, &what, complaints),
    }
}

/// Complains where a tier lies wholly within a better one: nothing can reach it.
fn check_order(set: &[Interval], tiers: &[Section<'_>], complaints: &Complaints) {
    for (index, (interval, tier)) in set.iter().zip(tiers).enumerate() {
        let unreachable = |better: &&Interval| !better.empty && !interval.empty && within(interval, better);
        if set[..index].iter().find(unreachable).is_some() {
            let help = "bounds go from the best tier to the worst: falling with `min`, rising with `max`";
            complaints.error(&tier.head(), "bounds out of order: an earlier tier already takes all of this one", help);
        }
    }
}

fn within(inner: &Interval, outer: &Interval) -> bool {
    let lower = match (inner.lower, outer.lower) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => {
            inner.value > outer.value || (inner.value == outer.value && (outer.inclusive || !inner.inclusive))
        }
    };
    let upper = match (inner.upper, outer.upper) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => {
            inner.value < outer.value || (inner.value == outer.value && (outer.inclusive || !inner.inclusive))
        }
    };
    lower && upper
}

impl Method for Threshold {
    fn inputs(&self) -> Vec<Vec<Ref>> {
        std::iter::once(self.field.columns.clone()).chain(self.per.map(|per| vec![per])).collect()
    }

    fn own_field(&self) -> Option<&[Ref]> {
        Some(&self.field.columns)
    }

    fn fit(&self, frame: &Frame<'_>) -> Box<dyn Model> {
        let column = self.field.choose(frame);
        let (sets, groups) = match &self.bounds {
            Bounds::One(set) => (vec![set.clone()], None),
            Bounds::Grouped(sets) => {
                let groups = Groups::new(frame, self.per.expect("checked when the rule was read"));
                let nobody = sets.first().map_or(0, |(_, set)| set.len());
                let of = |name: &String| {
                    let found = sets.iter().find(|(group, _)| *group == folded(name));
                    found.map_or_else(
                        || vec![Interval { empty: true, ..Interval::default() }; nobody],
                        |(_, set)| set.clone(),
                    )
                };
                (groups.names().iter().map(of).collect(), Some(groups))
            }
        };
        let low_is_better = sets.iter().flatten().any(|interval| interval.upper.is_some())
            && sets.iter().flatten().all(|interval| interval.lower.is_none());
        Box::new(Cuts { column, sets, groups, low_is_better, lines: Vec::new() })
    }
}
