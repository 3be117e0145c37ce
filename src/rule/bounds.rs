//! Bounds as rules write them: `min` (at least), `above`, `max` (at most), `below`.

use std::ops::RangeInclusive;

use super::figure::Figure;
use super::interval::{Edge, Interval};
use super::mistake::{Part, TierMistake};
use super::scope::Scope;
use super::settings::{Complaints, Section, Setting, Span};
use crate::number::decimal::Decimal;

/// The bounds of a tier or a step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bounds {
    /// From where; `None` is no bound on that side.
    pub lower: Option<Bound>,
    /// Up to where.
    pub upper: Option<Bound>,
    /// Nobody at all: the bounds are written by group, and this group is not among them (`min = {}` names none).
    pub nobody: bool,
}

/// One bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The figure.
    pub figure: Figure,
    /// Whether the figure itself is within: `min` and `max`, not `above` and `below`.
    pub inclusive: bool,
}

impl Bounds {
    /// The values that lie within.
    pub fn interval(&self) -> Interval {
        let edge = |bound: &Option<Bound>| {
            bound.as_ref().map(|bound| Edge { value: bound.figure.value, inclusive: bound.inclusive })
        };
        Interval { lower: edge(&self.lower), upper: edge(&self.upper), empty: self.nobody }
    }
}

/// The values that lie within the bounds of each tier or step.
pub fn intervals(bounds: &[Bounds]) -> Vec<Interval> {
    bounds.iter().map(Bounds::interval).collect()
}

const KEYS: [&str; 4] = ["min", "above", "max", "below"];

/// The groups that any section's bounds name (`min = { East = 48_300 }`), in the order written.
pub fn group_names<'a>(sections: &[Section<'a>]) -> Vec<(&'a str, Span)> {
    let mut names: Vec<(&str, Span)> = Vec::new();
    for section in sections {
        for key in KEYS {
            if let Some(Setting::Table(table)) = section.get(key).map(|node| &node.value) {
                for (name, span, _) in &table.entries {
                    if !names.iter().any(|(known, _)| known == name) {
                        names.push((name, span.clone()));
                    }
                }
            }
        }
    }
    names
}

/// Reads the bounds of all sections (tiers, steps), best first; only the last may be without one. With a group, its own bounds where
/// they differ by group.
pub fn read_bounds(sections: &[Section<'_>], scope: &Scope, group: Option<&str>) -> Vec<Bounds> {
    let last = sections.len().saturating_sub(1);
    sections.iter().enumerate().map(|(index, section)| read(section, scope, group, index == last)).collect()
}

fn read(section: &Section<'_>, scope: &Scope, group: Option<&str>, last: bool) -> Bounds {
    let (complaints, part) = (section.complaints(), section.part());
    let figure = |key| figure(section, key, scope, group, complaints);
    let bound = |exact: Option<Figure>, strict: Option<Figure>| match (exact, strict) {
        (Some(figure), _) => Some(Bound { figure, inclusive: true }),
        (None, Some(figure)) => Some(Bound { figure, inclusive: false }),
        (None, None) => None,
    };
    for (inclusive, exclusive) in [("min", "above"), ("max", "below")] {
        if section.has(inclusive) && section.has(exclusive) {
            complaints.error(&section.span_of(&[exclusive]), TierMistake::BoundTwice { part, inclusive, exclusive });
        }
    }
    let lower = bound(figure("min"), figure("above"));
    let upper = bound(figure("max"), figure("below"));
    let has_bound = KEYS.iter().any(|key| section.has(key));
    if !has_bound && !last {
        complaints.error(&section.head(), TierMistake::NoBound { part });
    }
    // A group that the bounds do not name has nobody in this tier (rules frozen from a list leave such bounds out).
    let nobody = has_bound && lower.is_none() && upper.is_none();
    let bounds = Bounds { lower, upper, nobody };
    let interval = bounds.interval();
    if let (Some(low), Some(high)) = (interval.lower, interval.upper)
        && (low.value > high.value || (low.value == high.value && !(low.inclusive && high.inclusive)))
    {
        complaints.error(
            &section.span_of(&["max", "below"]),
            TierMistake::NothingBetween { low: low.value, high: high.value },
        );
    }
    bounds
}

fn figure(
    section: &Section<'_>,
    key: &'static str,
    scope: &Scope,
    group: Option<&str>,
    complaints: &Complaints,
) -> Option<Figure> {
    let node = section.get(key)?;
    match (&node.value, group) {
        (Setting::Table(table), Some(group)) => Figure::read(table.get(group)?, key, scope, complaints),
        (Setting::Table(table), None) if table.entries.is_empty() && section.part() == Part::Tier => None,
        (Setting::Table(_), None) => {
            complaints.error(&node.span, TierMistake::BoundByGroup { key });
            None
        }
        _ => Figure::read(node, key, scope, complaints),
    }
}

/// Reads the bounds of all sections; complains of those that nothing can reach.
pub fn read_reachable_bounds(sections: &[Section<'_>], scope: &Scope) -> Vec<Bounds> {
    let errors = || sections.first().map_or(0, |section| section.complaints().errors());
    let before = errors();
    let bounds = read_bounds(sections, scope, None);
    if let Some(first) = sections.first().filter(|_| errors() == before) {
        check_reachable(&intervals(&bounds), sections, first.complaints());
    }
    bounds
}

/// Complains where all that a section takes is already taken by the earlier ones: nothing can reach it.
pub fn check_reachable(set: &[Interval], sections: &[Section<'_>], complaints: &Complaints) {
    let mut values = set.iter().flat_map(|interval| [interval.lower, interval.upper]).flatten();
    let mut edges = values.by_ref().map(|edge| edge.value).collect::<Vec<_>>();
    edges.sort_unstable();
    edges.dedup();
    let mut taken = vec![false; 2 * edges.len() + 1];
    for (interval, section) in set.iter().zip(sections).filter(|(interval, _)| !interval.empty) {
        let places = places(interval, &edges);
        // An interval without any place was complained about where it was read.
        if !places.is_empty() && taken[places.clone()].iter().all(|&taken| taken) {
            complaints.error(&section.span_of(&KEYS), TierMistake::OutOfOrder { part: section.part() });
        }
        if !places.is_empty() {
            taken[places].fill(true);
        }
    }
}

/// Where an interval lies among the edges of all: the place of the edge with index `i` is `2i + 1`, even places lie between two
/// edges or beyond them.
pub fn places(interval: &Interval, edges: &[Decimal]) -> RangeInclusive<usize> {
    let place = |value| 2 * edges.partition_point(|edge| *edge < value) + 1;
    let first = interval.lower.map_or(0, |edge| place(edge.value) + usize::from(!edge.inclusive));
    let last = interval.upper.map_or(2 * edges.len(), |edge| place(edge.value) - usize::from(!edge.inclusive));
    first..=last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(value: i64, inclusive: bool) -> Option<Edge> {
        Some(Edge { value: Decimal::from(value), inclusive })
    }

    fn from_to(lower: Option<Edge>, upper: Option<Edge>) -> Interval {
        Interval { lower, upper, empty: false }
    }

    /// Which of the intervals nothing can reach.
    fn unreachable(set: &[Interval]) -> Vec<usize> {
        let complaints = Complaints::default();
        let table = super::super::settings::Table::default();
        let section = |index: usize| Section::new(&table, index..index + 1, Part::Tier, &complaints);
        check_reachable(set, &(0..set.len()).map(section).collect::<Vec<_>>(), &complaints);
        complaints.into_sorted().iter().map(|complaint| complaint.span.start).collect()
    }

    #[test]
    fn bounds_in_order_can_all_be_reached() {
        let falling = [from_to(edge(80, true), None), from_to(edge(60, true), None), Interval::default()];
        assert_eq!(unreachable(&falling), [0; 0]);
        let touching = [from_to(edge(5, false), None), from_to(edge(5, true), None), from_to(None, edge(5, false))];
        assert_eq!(unreachable(&touching), [0; 0]);
    }

    #[test]
    fn a_tier_behind_a_wider_one_cannot_be_reached() {
        assert_eq!(unreachable(&[from_to(edge(60, true), None), from_to(edge(80, true), None)]), [1]);
        assert_eq!(unreachable(&[Interval::default(), from_to(edge(80, true), None)]), [1]);
    }

    #[test]
    fn several_earlier_tiers_together_can_take_everything() {
        let set = [from_to(edge(5, true), None), from_to(None, edge(5, false)), Interval::default()];
        assert_eq!(unreachable(&set), [2]);
        let gap = [from_to(edge(5, false), None), from_to(None, edge(5, false)), Interval::default()];
        assert_eq!(unreachable(&gap), [0; 0]);
    }
}
