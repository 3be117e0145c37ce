//! A ranking on a list: where its shares end among the values, and the tiers' intervals between these cuts.

use num_bigint::BigInt;

use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::rule::interval::{Edge, Interval};
use crate::rule::method::Ranking;
use crate::rule::method::ranking::{Best, Crossing, End, Measure};
use crate::rule::scope::Ref;
use crate::score::column::{Cell, Code, Numbers};
use crate::score::cuts::{Cuts, code_in};
use crate::score::frame::Frame;
use crate::score::groups::Groups;
use crate::score::line::{Crossed, Line, Nobody};
use crate::score::own_lines::OwnLines;
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
    let groups = ranking.per.map(|per| Groups::new(frame, per));
    match frame.fractions(column).map(|cells| Ranks::new(cells, ranking.measure)) {
        None => fit_numbers(ranking, frame, column, &frame.numbers(column), groups, None),
        Some(ranks) => {
            let mut cuts = fit_numbers(ranking, frame, column, &ranks.numbers, groups, Some(&ranks.weights));
            ranks.translate(&mut cuts);
            cuts
        }
    }
}

fn fit_numbers(
    ranking: &Ranking,
    frame: &Frame<'_>,
    column: Ref,
    numbers: &Numbers,
    groups: Option<Groups>,
    weights: Option<&[BigInt]>,
) -> Cuts {
    let ends = ranking.ends();
    let ranked = |members| RankedValues::new(numbers, members, weights, ranking.best);
    let (mut sets, mut lines, mut elsewhere, mut values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut fit_group = |ranked: RankedValues<'_>, group: Option<&String>| {
        let found = Found::new(ranking, &ends, &ranked);
        sets.push(intervals(&found.cuts, ranking.best));
        lines.extend((0..ends.len()).map(|tier| found.line(tier, group)));
        elsewhere.push(found.elsewhere());
        values.push(found.cuts.iter().map(|cut| cut.as_ref().map(|cut| cut.value)).collect());
    };
    match &groups {
        None if weights.is_some() => fit_group(ranked((0..frame.rows).collect()), None),
        None => fit_group(RankedValues::whole_column(frame, column, numbers, ranking.best), None),
        Some(groups) => {
            for (name, members) in groups.names().iter().zip(groups.members()) {
                fit_group(ranked(members), Some(name));
            }
        }
    }
    // What a customer gains changes nothing about the number of customers strictly ahead, but is part of a sum, and under `worse` it
    // counts itself.
    let own = match (ranking.measure, ranking.crossing, weights) {
        (Measure::Sum, Crossing::Better, None) => shares(&ends).and_then(|shares| OwnLines::new(&shares, values)),
        _ => None,
    };
    let of_list = own.is_none() && (ranking.measure == Measure::Sum || ranking.crossing == Crossing::Worse);
    Cuts { elsewhere, own, of_list, ..Cuts::new(column, sets, groups, lines) }
}

/// The shares at which tiers end, where all of them are decimals.
fn shares(ends: &[End]) -> Option<Vec<Decimal>> {
    let share = |end: &End| match end {
        End::Part(part) => part.in_full(),
        End::Number(_) => None,
    };
    ends.iter().map(share).collect()
}

/// Fractions by their place among the distinct ones: they are ranked by these, so that nothing is rounded.
struct Ranks {
    cells: Vec<Cell<Exact>>,
    /// The place of each customer's number.
    numbers: Numbers,
    /// The first customer of each place.
    firsts: Vec<usize>,
    /// What a number adds to a sum, by its place: an integer of one scale, negative ones 0. Nothing where customers are counted.
    weights: Vec<BigInt>,
}

impl Ranks {
    fn new(cells: Vec<Cell<Exact>>, measure: Measure) -> Ranks {
        let value = |row: usize| cells[row].as_ref().value();
        let mut places = cells
            .iter()
            .map(|cell| match cell {
                Cell::Value(_) => 0,
                Cell::Missing => Numbers::MISSING,
                Cell::Bad => Numbers::BAD,
            })
            .collect::<Vec<_>>();
        let mut firsts = Vec::new();
        for equals in in_order(&cells).chunk_by(|one, other| one.0 == other.0 && value(one.1) == value(other.1)) {
            equals.iter().for_each(|&(_, row)| places[row] = firsts.len() as i64);
            firsts.push(equals[0].1);
        }
        let numbers = places.into_iter().map(|place| Numbers::cell(place, 0)).collect();
        let weights = match measure {
            Measure::Customers => Vec::new(),
            Measure::Sum => weights(firsts.iter().filter_map(|&row| value(row))),
        };
        Ranks { cells, numbers, firsts, weights }
    }

    /// Puts the numbers in the place of their places, rounded to 38 digits for people.
    fn translate(&self, cuts: &mut Cuts) {
        let set = |row: usize| match &cuts.groups {
            None => cuts.sets.first(),
            Some(groups) => groups.group(row).map(|group| &cuts.sets[group]),
        };
        let code = |row: usize| match (self.numbers.get(row), set(row)) {
            (Cell::Value(place), Some(set)) => code_in(set, &Exact::from(place)),
            _ => Code::NONE,
        };
        cuts.codes = Some((0..self.numbers.len()).map(code).collect());
        let number = |place: Decimal| {
            let row = place.to_i64().map(|place| self.firsts[place as usize]);
            row.and_then(|row| self.cells[row].as_ref().value()).map_or(place, Exact::to_decimal)
        };
        for interval in cuts.sets.iter_mut().flatten() {
            for edge in [&mut interval.lower, &mut interval.upper].into_iter().flatten() {
                edge.value = number(edge.value);
            }
        }
        for value in cuts.lines.iter_mut().filter_map(|line| line.value.as_mut().ok()) {
            *value = number(*value);
        }
    }
}

/// The rows that have a number, the least first, each with a key that orders it roughly: almost all comparisons are of the keys alone.
fn in_order(cells: &[Cell<Exact>]) -> Vec<(i64, usize)> {
    let value = |row: usize| cells[row].as_ref().value();
    let bits = cells.iter().filter_map(|cell| cell.as_ref().value()).map(Exact::whole_bits).max().unwrap_or(0);
    let decimals = 62u32.saturating_sub(bits);
    let keyed = |row: usize| value(row).map(|value| (value.binary_floor(decimals), row));
    let mut rows = (0..cells.len()).filter_map(keyed).collect::<Vec<_>>();
    rows.sort_unstable_by(|one, other| one.0.cmp(&other.0).then_with(|| value(one.1).cmp(&value(other.1))));
    rows
}

/// What numbers add to a sum: rounded to 38 digits, as integers of one scale, negative ones 0.
fn weights<'a>(numbers: impl Iterator<Item = &'a Exact>) -> Vec<BigInt> {
    let decimals = numbers.map(Exact::to_decimal).collect::<Vec<_>>();
    let scale = decimals.iter().map(|decimal| decimal.scale()).max().unwrap_or(0);
    let units = (0..=u32::from(scale)).map(|power| BigInt::from(10).pow(power)).collect::<Vec<_>>();
    let weight = |decimal: &Decimal| decimal.mantissa().max(0) * &units[usize::from(scale - decimal.scale())];
    decimals.iter().map(weight).collect()
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
