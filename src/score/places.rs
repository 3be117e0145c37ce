//! The values between the bounds of a rule's tiers: to which tier each stretch of them belongs, and where the next better one begins.

use super::column::Code;
use super::reason::Bound;
use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;
use crate::rule::bounds::places;
use crate::rule::interval::Interval;

/// A set of intervals, best tier first, cut into places: each bound is one, and so is each stretch between two of them.
#[derive(Debug, Clone)]
pub struct Places {
    /// The bounds, ascending. The place of the one with index `i` is `2i + 1`.
    edges: Vec<Decimal>,
    places: Vec<Place>,
}

/// What holds for all values of a place.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Their tier.
    pub code: Code,
    /// Where the nearest better tier begins that can be reached by moving towards it.
    pub better: Option<Bound>,
}

impl Places {
    /// The places of a set of intervals.
    pub fn new(set: &[Interval]) -> Places {
        let bounds =
            set.iter().filter(|interval| !interval.empty).flat_map(|interval| [interval.lower, interval.upper]);
        let mut edges = bounds.flatten().map(|edge| edge.value).collect::<Vec<_>>();
        edges.sort_unstable();
        edges.dedup();
        let stretches =
            set.iter().map(|interval| (!interval.empty).then(|| places(interval, &edges))).collect::<Vec<_>>();
        let code = |place: usize| {
            let has = |stretch: &Option<std::ops::RangeInclusive<usize>>| {
                stretch.as_ref().is_some_and(|stretch| stretch.contains(&place))
            };
            stretches.iter().position(has)
        };
        let towards = |place: usize, tier: usize| {
            let (stretch, interval) = (stretches[tier].as_ref()?, &set[tier]);
            let (edge, landing) = match place < *stretch.start() {
                true => (interval.lower?, *stretch.start()),
                false => (interval.upper.filter(|_| place > *stretch.end())?, *stretch.end()),
            };
            // What lies there may belong to a tier that is better still; then this one is not reached from here.
            let bound = Bound { code: Code::at(tier), value: edge.value, inclusive: edge.inclusive, of_list: false };
            (code(landing) == Some(tier)).then_some(bound)
        };
        let place = |place: usize| {
            let tier = code(place);
            let better = tier.and_then(|tier| (0..tier).rev().find_map(|better| towards(place, better)));
            Place { code: Code::from(tier), better }
        };
        let places = (0..=2 * edges.len()).map(place).collect();
        Places { edges, places }
    }

    /// The place of a value.
    #[inline]
    pub fn of(&self, value: Decimal) -> Place {
        let below = self.edges.partition_point(|edge| *edge < value);
        let is_edge = self.edges.get(below).is_some_and(|edge| *edge == value);
        self.places[2 * below + usize::from(is_edge)]
    }

    /// The place of a fraction.
    pub fn of_ratio(&self, value: &Ratio) -> Place {
        let below = self.edges.partition_point(|edge| Ratio::from(*edge) < *value);
        let is_edge = self.edges.get(below).is_some_and(|edge| Ratio::from(*edge) == *value);
        self.places[2 * below + usize::from(is_edge)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::interval::Edge;

    fn edge(value: i64, inclusive: bool) -> Option<Edge> {
        Some(Edge { value: Decimal::from(value), inclusive })
    }

    fn interval(lower: Option<Edge>, upper: Option<Edge>) -> Interval {
        Interval { lower, upper, empty: false }
    }

    fn told(set: &[Interval], value: i64) -> (Option<usize>, Option<(usize, String, bool)>) {
        let place = Places::new(set).of(Decimal::from(value));
        let better =
            place.better.map(|bound| (bound.code.index().unwrap_or(99), bound.value.to_string(), bound.inclusive));
        (place.code.index(), better)
    }

    #[test]
    fn the_next_better_tier_begins_at_its_bound() {
        let set = [interval(edge(10, false), None), interval(edge(5, true), None), Interval::default()];
        assert_eq!(told(&set, 3), (Some(2), Some((1, "5".to_owned(), true))));
        assert_eq!(told(&set, 10), (Some(1), Some((0, "10".to_owned(), false))));
        assert_eq!(told(&set, 11), (Some(0), None));
    }

    #[test]
    fn a_bound_that_a_better_tier_takes_is_no_way_to_the_tier() {
        // At 11 a customer that comes down from above is in the first tier, not in the second.
        let set =
            [interval(edge(10, true), edge(12, true)), interval(edge(5, true), edge(11, true)), Interval::default()];
        assert_eq!(told(&set, 13), (Some(2), Some((0, "12".to_owned(), true))));
        assert_eq!(told(&set, 4), (Some(2), Some((1, "5".to_owned(), true))));
        assert_eq!(told(&set, 7), (Some(1), Some((0, "10".to_owned(), true))));
    }

    #[test]
    fn nobody_is_short_of_a_tier_that_nobody_reached() {
        let set = [interval(edge(10, true), None), Interval::NOBODY, Interval::default()];
        assert_eq!(told(&set, 4), (Some(2), Some((0, "10".to_owned(), true))));
    }
}
