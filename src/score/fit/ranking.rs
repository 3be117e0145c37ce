//! A ranking on a list: where its shares end among the values, and the tiers' intervals between these cuts.

use crate::number::decimal::Decimal;
use crate::rule::interval::{Edge, Interval};
use crate::rule::method::Ranking;
use crate::rule::method::ranking::{Best, Crossing, End};
use crate::rule::scope::Ref;
use crate::score::cuts::Cuts;
use crate::score::frame::Frame;
use crate::score::groups::Groups;
use crate::score::line::{Crossed, Line, Nobody};
use crate::score::ranked_values::{Cut, RankedValues};

/// See [`super::seek`].
pub fn seek(ranking: &Ranking, frame: &Frame<'_>) {
    let column = frame.chosen(&ranking.columns);
    if ranking.per.is_none()
        && matches!(column, Ref::Field(_))
        && let Some(values) = RankedValues::long_column(frame, column, &frame.numbers(column), ranking.best)
    {
        values.seek(ranking.measure, &ranking.ends());
    }
}

/// The cuts of a ranking on a list.
pub fn fit(ranking: &Ranking, frame: &Frame<'_>) -> Cuts {
    let column = frame.chosen(&ranking.columns);
    let ends = ranking.ends();
    let numbers = frame.numbers(column);
    let groups = ranking.per.map(|per| Groups::new(frame, per));
    let (mut sets, mut lines, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
    let mut fit_group = |values: RankedValues<'_>, group: Option<&String>| {
        let found = Found::new(ranking, &ends, &values);
        sets.push(intervals(&found.cuts, ranking.best));
        lines.extend((0..ends.len()).map(|tier| found.line(tier, group)));
        elsewhere.push(found.elsewhere());
    };
    match &groups {
        None => fit_group(RankedValues::whole_column(frame, column, &numbers, ranking.best), None),
        Some(groups) => {
            for (name, members) in groups.names().iter().zip(groups.members()) {
                fit_group(RankedValues::new(&numbers, members.into_iter(), ranking.best), Some(name));
            }
        }
    }
    Cuts { column, sets, groups, lines, elsewhere }
}

/// The cuts of a ranking among the values of a list or a group.
struct Found<'a> {
    ranking: &'a Ranking,
    ends: &'a [End],
    cuts: Vec<Option<Cut>>,
    /// How many customers stand before each cut, and would if customers that cross a line belonged to its other side.
    before: [Vec<u64>; 2],
    customers: u64,
    adds_up_to_nothing: bool,
}

impl<'a> Found<'a> {
    fn new(ranking: &'a Ranking, ends: &'a [End], values: &RankedValues<'_>) -> Found<'a> {
        let cuts_by = |crossing| values.cuts(ranking.measure, crossing, ends);
        let before =
            |cuts: &[Option<Cut>]| cuts.iter().map(|cut| cut.as_ref().map_or(0, |cut| cut.customers)).collect();
        let cuts = cuts_by(ranking.crossing);
        let before = [before(&cuts), before(&cuts_by(ranking.crossing.other()))];
        let (customers, adds_up_to_nothing) = (values.customers(), values.adds_up_to_nothing(ranking.measure));
        Found { ranking, ends, cuts, before, customers, adds_up_to_nothing }
    }

    /// How many customers would be in another tier if those that cross a line belonged to its other side.
    fn elsewhere(&self) -> u64 {
        let tiers = |before: &[u64]| {
            let ends = before.iter().copied().chain([self.customers]);
            std::iter::once(0).chain(before.iter().copied()).zip(ends).collect::<Vec<_>>()
        };
        let [own, other] = self.before.each_ref().map(|before| tiers(before));
        let both = own.iter().zip(&other).map(|(own, other)| own.1.min(other.1).saturating_sub(own.0.max(other.0)));
        self.customers - both.sum::<u64>()
    }

    fn line(&self, tier: usize, group: Option<&String>) -> Line {
        let before = tier.checked_sub(1).map_or(0, |better| self.before[0][better]);
        let cut = self.cuts[tier].as_ref().filter(|cut| cut.customers > before);
        Line {
            tier,
            group: group.cloned(),
            value: cut.map(|cut| cut.value).ok_or_else(|| self.nobody(before)),
            customers: cut.map_or(0, |cut| cut.customers),
            of: self.customers,
            measure: self.ranking.measure,
            share: cut.and_then(|cut| cut.share),
            equal: cut.map_or(0, |cut| cut.equal),
            crossed: self.crossed(tier),
        }
    }

    /// Why a tier behind so many customers got none.
    fn nobody(&self, before: u64) -> Nobody {
        match self.ranking.crossing {
            _ if self.adds_up_to_nothing => Nobody::NoSum,
            _ if before == self.customers => Nobody::NoneLeft,
            Crossing::Better => Nobody::Taken,
            Crossing::Worse => Nobody::Crossing,
        }
    }

    /// The equal customers that cross the end of a tier, where it is a number of customers.
    fn crossed(&self, tier: usize) -> Option<Crossed> {
        let End::Number(number) = self.ends[tier] else { return None };
        let [own, other] = self.before.each_ref().map(|before| before[tier]);
        let (first, behind) = (own.min(other), own.max(other));
        // Where the line falls between two values, both ways find it there.
        (first < number && number < behind).then_some(Crossed {
            crossing: self.ranking.crossing,
            number,
            equal: behind - first,
        })
    }
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
