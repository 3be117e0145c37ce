//! A ranking on a list: where its shares end among the values, and the tiers' intervals between these cuts.

use crate::number::decimal::Decimal;
use crate::rule::interval::{Edge, Interval};
use crate::rule::method::Ranking;
use crate::rule::method::ranking::{Best, Measure};
use crate::rule::scope::Ref;
use crate::score::cuts::Cuts;
use crate::score::frame::Frame;
use crate::score::groups::Groups;
use crate::score::line::Line;
use crate::score::own_lines::OwnLines;
use crate::score::ranked_values::{Cut, RankedValues};

/// See [`super::seek`].
pub fn seek(ranking: &Ranking, frame: &Frame<'_>) {
    let column = frame.chosen(&ranking.columns);
    if ranking.per.is_none()
        && matches!(column, Ref::Field(_))
        && let Some(values) = RankedValues::long_column(frame, column, &frame.numbers(column), ranking.best)
    {
        values.seek(ranking.measure, &cut_ends(ranking));
    }
}

/// The cuts of a ranking on a list.
pub fn fit(ranking: &Ranking, frame: &Frame<'_>) -> Cuts {
    let column = frame.chosen(&ranking.columns);
    let ends = cut_ends(ranking);
    let numbers = frame.numbers(column);
    let groups = ranking.per.map(|per| Groups::new(frame, per));
    let mut sets = Vec::new();
    let mut lines = Vec::new();
    let mut values = Vec::new();
    let mut fit_group = |ranked: RankedValues<'_>, group: Option<&String>| {
        let cuts = ranked.cuts(ranking.measure, &ends);
        sets.push(intervals(&cuts, ranking.best));
        lines.extend(lines_at(&cuts, ranking.measure, ranked.customers(), group));
        values.push(cuts.iter().map(|cut| cut.as_ref().map(|cut| cut.value)).collect());
    };
    match &groups {
        None => fit_group(RankedValues::whole_column(frame, column, &numbers, ranking.best), None),
        Some(groups) => {
            for (name, members) in groups.names().iter().zip(groups.members()) {
                fit_group(RankedValues::new(&numbers, members.into_iter(), ranking.best), Some(name));
            }
        }
    }
    // What a customer gains changes nothing about the number of customers, but is part of a sum.
    let own = if ranking.measure == Measure::Sum { OwnLines::new(&ends, values) } else { None };
    Cuts { own, ..Cuts::new(column, sets, groups, lines) }
}

/// The cumulative shares that end at a cut: the last tier takes whatever is left.
fn cut_ends(ranking: &Ranking) -> Vec<Decimal> {
    let mut ends = ranking.ends();
    ends.pop();
    ends
}

fn intervals(cuts: &[Option<Cut>], best: Best) -> Vec<Interval> {
    let mut reached: Option<Decimal> = None;
    let interval = |cut: &Option<Cut>| {
        // A tier whose cut ends where a better one's does got nobody.
        match cut {
            Some(cut) if reached != Some(cut.value) => {
                reached = Some(cut.value);
                let edge = Some(Edge { value: cut.value, inclusive: true });
                match best {
                    Best::High => Interval { lower: edge, upper: None, empty: false },
                    Best::Low => Interval { lower: None, upper: edge, empty: false },
                }
            }
            _ => Interval::NOBODY,
        }
    };
    cuts.iter().map(interval).chain([Interval::default()]).collect()
}

fn lines_at(cuts: &[Option<Cut>], measure: Measure, customers: u64, group: Option<&String>) -> Vec<Line> {
    let mut reached: Option<Decimal> = None;
    let line = |(tier, cut): (usize, &Option<Cut>)| {
        let cut = cut.as_ref().filter(|cut| reached != Some(cut.value));
        reached = cut.map(|cut| cut.value).or(reached);
        Line {
            tier,
            group: group.cloned(),
            value: cut.map(|cut| cut.value),
            customers: cut.map_or(0, |cut| cut.customers),
            of: customers,
            measure,
            share: cut.and_then(|cut| cut.share),
            equal: cut.map_or(0, |cut| cut.equal),
        }
    };
    cuts.iter().enumerate().map(line).collect()
}
