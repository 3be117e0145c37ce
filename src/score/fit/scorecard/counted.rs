//! The quick way through a scorecard: totals as whole numbers of one common fraction.
//!
//! The points of an item are a whole number of its own grain: a hundredth of a point, a step of ten, 100 points divided by the
//! length of a ramp. All grains of a card are whole numbers of one common unit, so that a total is a sum of integers, and a bound on
//! it an integer too. Nothing is rounded; where the integers would not fit, or a column keeps its numbers in 38 digits and an item
//! takes them as they are, there is no such counting, and the plain way is taken.

use num_bigint::BigInt;

use super::grain::{Grain, decimals_of, integer_at, lcm, total_range};
use super::item::{Fitted, Grading, Source, Step};
use crate::number::Exact;
use crate::number::decimal::{Decimal, quotient};
use crate::number::ratio::Ratio;
use crate::rule::interval::Interval;
use crate::rule::method::scorecard::Ramp;
use crate::score::column::{Cell, Code, Numbers};
use crate::score::frame::{Block, NumberBlock};

/// How the numbers of an item's column are kept in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// As integers at a scale.
    Small(u8),
    /// As 38-digit decimals.
    Wide,
    /// There are none: the item takes words.
    Words,
}

impl Kept {
    /// How these numbers are kept.
    pub fn new(numbers: Option<&NumberBlock<'_>>) -> Kept {
        match numbers {
            Some(NumberBlock::Small(_, scale)) => Kept::Small(*scale),
            Some(NumberBlock::Wide(_)) => Kept::Wide,
            None => Kept::Words,
        }
    }
}

/// A scorecard in whole numbers.
#[derive(Debug)]
pub struct Counting {
    items: Vec<Counted>,
    /// How many units a point is.
    unit: i128,
    /// The totals of each tier: first and last.
    tiers: Vec<(i128, i128)>,
    /// The decimals that units need, and how many of their last one a unit is; `None` where a unit is no decimal fraction.
    decimals: Option<(u8, i128)>,
    /// The greatest total that can come up, its sign left out.
    most: i128,
}

/// A total in units: in 64 bits where all totals fit them, which is quicker, else in 128.
trait Units: Copy + Default + Into<i128> {
    /// The total with `grains` grains more, each worth `worth` units.
    fn plus(self, grains: i64, worth: i64) -> Self;
}

impl Units for i64 {
    fn plus(self, grains: i64, worth: i64) -> i64 {
        self + grains * worth
    }
}

impl Units for i128 {
    fn plus(self, grains: i64, worth: i64) -> i128 {
        self + i128::from(grains) * i128::from(worth)
    }
}

/// An item in whole numbers.
#[derive(Debug)]
struct Counted {
    shape: Shape,
    /// How many units a grain is worth: one entry, or one for every step or word.
    worth: Vec<i64>,
}

/// How a cell becomes grains.
#[derive(Debug)]
enum Shape {
    /// As many grains as the integer says, at most `most`.
    AsGiven { most: i64 },
    /// A grain for every integer of the way along the ramp.
    Ramp { way: Way },
    /// A grain for every whole step: the way times `over / under`, rounded down.
    SteppedRamp { way: Way, over: u64, under: u64 },
    /// A grain for every rung that is reached.
    Rungs { rungs: Vec<Exact>, falling: bool },
    /// The grain of the first interval.
    Steps { intervals: Vec<(i64, i64)> },
    /// The same for 38-digit decimals.
    WideSteps { intervals: Vec<Interval> },
    /// The grain of the value's number, where the rule has points for it.
    Words { has_points: Vec<bool> },
}

/// The way along a ramp in integers: `value × times` runs from `from` over `length`, upwards or downwards.
#[derive(Debug)]
struct Way {
    times: i64,
    from: i64,
    length: i64,
    falling: bool,
}

/// The most rungs that a ramp on 38-digit decimals is cut into.
const MOST_RUNGS: i64 = 1000;

/// Ends of ramps lie within this, so that differences of them do not overflow.
const FAR: i128 = 1 << 61;

/// An item before the common unit is known.
struct Draft {
    shape: Shape,
    grains: Vec<Grain>,
    /// The most grains that it gives.
    most: i64,
}

impl Counting {
    /// The way of counting for columns that are kept like this, if there is one.
    pub fn new(items: &[Fitted], tiers: &[Interval], kept: &[Kept]) -> Option<Counting> {
        let drafts = items.iter().zip(kept).map(|(item, kept)| Draft::new(item, *kept)).collect::<Option<Vec<_>>>()?;
        let unit =
            drafts.iter().flat_map(|draft| &draft.grains).try_fold(1i128, |unit, grain| lcm(unit, grain.under))?;
        let mut most = 0i128;
        let mut counted = Vec::new();
        for draft in drafts {
            let worth = |grain: &Grain| i64::try_from(grain.over.checked_mul(unit / grain.under)?).ok();
            let worth = draft.grains.iter().map(worth).collect::<Option<Vec<_>>>()?;
            let greatest = worth.iter().map(|worth| i128::from(*worth).abs()).max().unwrap_or(0);
            most = most.checked_add(greatest.checked_mul(i128::from(draft.most))?)?;
            counted.push(Counted { shape: draft.shape, worth });
        }
        let tiers = tiers.iter().map(|tier| total_range(tier, unit)).collect();
        Some(Counting { items: counted, unit, tiers, decimals: decimals_of(unit), most })
    }

    /// Appends the codes of a block, and the scores where they are wanted.
    pub fn score(
        &self,
        items: &[Fitted],
        block: &Block<'_>,
        numbers: &[Option<NumberBlock<'_>>],
        codes: &mut Vec<Code>,
        scores: Option<&mut Numbers>,
    ) {
        if i64::try_from(self.most).is_ok() {
            self.score_in::<i64>(items, block, numbers, codes, scores);
        } else {
            self.score_in::<i128>(items, block, numbers, codes, scores);
        }
    }

    fn score_in<U: Units>(
        &self,
        items: &[Fitted],
        block: &Block<'_>,
        numbers: &[Option<NumberBlock<'_>>],
        codes: &mut Vec<Code>,
        scores: Option<&mut Numbers>,
    ) {
        let mut totals = vec![U::default(); block.rows.len()];
        let mut complete = vec![true; block.rows.len()];
        for ((counted, item), numbers) in self.items.iter().zip(items).zip(numbers) {
            let mut sums = totals.iter_mut().zip(complete.iter_mut());
            match (numbers, &item.source) {
                (Some(NumberBlock::Small(values, _)), _) => counted.add_small(values, sums),
                (Some(NumberBlock::Wide(cells)), _) => counted.add_wide(cells, sums),
                (None, Source::Listed(listed, _)) => listed.each(block, |cell| {
                    if let Some((total, complete)) = sums.next() {
                        counted.add(counted.grains_of_word(cell), total, complete);
                    }
                }),
                (None, Source::Graded(..)) => sums.for_each(|(_, complete)| *complete = false),
            }
        }
        let sums = || totals.iter().zip(&complete);
        codes.extend(sums().map(|(&total, &complete)| if complete { self.code(total.into()) } else { Code::NONE }));
        if let Some(scores) = scores {
            self.push_scores(sums().map(|(&total, &complete)| complete.then_some(total.into())), scores);
        }
    }

    fn code(&self, total: i128) -> Code {
        let has = |&(first, last): &(i128, i128)| first <= total && total <= last;
        self.tiers.iter().position(has).map_or(Code::NONE, Code::at)
    }

    fn push_scores(&self, totals: impl Iterator<Item = Option<i128>>, scores: &mut Numbers) {
        /// More decimals than this are dropped where they are zeros, so that long lists of scores stay small integers.
        const USUAL_DECIMALS: u8 = 9;
        let small = self.decimals.filter(|(scale, times)| {
            *scale <= USUAL_DECIMALS && self.most.checked_mul(*times).is_some_and(|most| i64::try_from(most).is_ok())
        });
        for total in totals {
            match (total, small) {
                (Some(total), Some((scale, times))) => scores.push_small((total * times) as i64, scale),
                (Some(total), None) => scores.push(self.score_of(total).map_or(Cell::Missing, Cell::Value)),
                (None, _) => scores.push(Cell::Missing),
            }
        }
    }

    fn score_of(&self, total: i128) -> Option<Decimal> {
        let exact = self.decimals.and_then(|(scale, times)| Decimal::new(total.checked_mul(times)?, scale));
        let rounded = || quotient(&BigInt::from(total), &BigInt::from(self.unit), 0);
        exact.map(Decimal::normalized).or_else(rounded)
    }
}

/// So many grains, and the worth of which kind of them.
type Grains = (i64, usize);

impl Counted {
    /// Adds the units of integers to the totals.
    fn add_small<'a, U: Units + 'a>(&self, values: &[i64], sums: impl Iterator<Item = (&'a mut U, &'a mut bool)>) {
        let each = values.iter().zip(sums);
        let worth = self.worth.first().copied().unwrap_or_default();
        match &self.shape {
            Shape::AsGiven { most } => each.for_each(|(&value, (total, complete))| {
                // The marks of missing and bad cells lie below 0.
                *complete &= 0 <= value && value <= *most;
                *total = total.plus(value.clamp(0, *most), worth);
            }),
            Shape::Ramp { way } => each.for_each(|(&value, (total, complete))| {
                *complete &= Numbers::is_value(value);
                *total = total.plus(way.along(value), worth);
            }),
            Shape::SteppedRamp { way, over, under } => each.for_each(|(&value, (total, complete))| {
                *complete &= Numbers::is_value(value);
                *total = total.plus((way.along(value).unsigned_abs() * over / under) as i64, worth);
            }),
            Shape::Steps { intervals } => each.for_each(|(&value, (total, complete))| {
                let step = intervals.iter().position(|&(first, last)| first <= value && value <= last);
                self.add(step.filter(|_| Numbers::is_value(value)).map(|step| (1, step)), total, complete);
            }),
            // Made for other ways of keeping numbers.
            Shape::Rungs { .. } | Shape::WideSteps { .. } | Shape::Words { .. } => {
                each.for_each(|(_, (_, complete))| *complete = false);
            }
        }
    }

    /// Adds the units of decimals to the totals.
    fn add_wide<'a, U: Units + 'a>(
        &self,
        cells: &[Cell<Exact>],
        sums: impl Iterator<Item = (&'a mut U, &'a mut bool)>,
    ) {
        for (cell, (total, complete)) in cells.iter().zip(sums) {
            self.add(cell.as_ref().value().and_then(|value| self.grains_of_exact(value)), total, complete);
        }
    }

    fn add<U: Units>(&self, grains: Option<Grains>, total: &mut U, complete: &mut bool) {
        match grains {
            Some((count, kind)) => *total = total.plus(count, self.worth[kind]),
            None => *complete = false,
        }
    }

    fn grains_of_exact(&self, value: &Exact) -> Option<Grains> {
        match &self.shape {
            Shape::Rungs { rungs, falling } => {
                let reached = rungs.partition_point(|rung| if *falling { value <= rung } else { value >= rung });
                Some((reached as i64, 0))
            }
            Shape::WideSteps { intervals } => {
                intervals.iter().position(|interval| interval.has_exact(value)).map(|step| (1, step))
            }
            _ => None,
        }
    }

    fn grains_of_word(&self, cell: Cell<usize>) -> Option<Grains> {
        match (&self.shape, cell) {
            (Shape::Words { has_points }, Cell::Value(number)) => has_points[number].then_some((1, number)),
            _ => None,
        }
    }
}

impl Way {
    fn new(ramp: &Ramp, scale: u8) -> Option<Way> {
        let (from, to) = (ramp.from.value.normalized(), ramp.to.value.normalized());
        let finest = scale.max(from.scale()).max(to.scale());
        let (from, to) = (integer_at(from, finest)?, integer_at(to, finest)?);
        if from.abs() > FAR || to.abs() > FAR {
            return None;
        }
        let times = 10i64.checked_pow(u32::from(finest - scale))?;
        Some(Way { times, from: from as i64, length: (to - from).abs() as i64, falling: from > to })
    }

    /// How far along the ramp an integer is. What overflows lies beyond one of the ramp's ends.
    #[inline]
    fn along(&self, value: i64) -> i64 {
        let place = value.saturating_mul(self.times);
        let way = if self.falling { self.from.saturating_sub(place) } else { place.saturating_sub(self.from) };
        way.clamp(0, self.length)
    }
}

impl Draft {
    fn new(item: &Fitted, kept: Kept) -> Option<Draft> {
        let weight = Grain::of(item.weight.unwrap_or(Decimal::ONE))?;
        match (&item.source, kept) {
            (Source::Listed(_, points), _) => Draft::of_words(points, weight),
            (Source::Graded(_, Grading::AsGiven), Kept::Small(scale)) => {
                let most = 10i64.checked_pow(u32::from(scale))?.checked_mul(100)?;
                let grain = weight.times(Grain::of(Decimal::from_parts(1, scale))?)?;
                Some(Draft { shape: Shape::AsGiven { most }, grains: vec![grain], most })
            }
            (Source::Graded(_, Grading::Ramp(ramp)), Kept::Small(scale)) => Draft::of_ramp(ramp, scale, weight),
            (Source::Graded(_, Grading::Ramp(ramp)), Kept::Wide) => Draft::of_rungs(ramp, weight),
            (Source::Graded(_, Grading::Steps(steps)), _) => Draft::of_steps(steps, kept, weight),
            (Source::Graded(_, Grading::AsGiven), _) | (Source::Graded(_, Grading::Ramp(_)), Kept::Words) => None,
        }
    }

    fn of_words(points: &[Option<Decimal>], weight: Grain) -> Option<Draft> {
        let grain = |points: &Option<Decimal>| weight.times(Grain::of(points.unwrap_or_default())?);
        let grains = points.iter().map(grain).collect::<Option<Vec<_>>>()?;
        let has_points = points.iter().map(Option::is_some).collect();
        Some(Draft { shape: Shape::Words { has_points }, grains, most: 1 })
    }

    fn of_steps(steps: &[Step], kept: Kept, weight: Grain) -> Option<Draft> {
        let grain = |step: &Step| weight.times(Grain::of(step.points)?);
        let grains = steps.iter().map(grain).collect::<Option<Vec<_>>>()?;
        let intervals = steps.iter().map(|step| step.interval);
        let shape = match kept {
            Kept::Small(scale) => Shape::Steps { intervals: intervals.map(|step| step.integers(scale)).collect() },
            Kept::Wide | Kept::Words => Shape::WideSteps { intervals: intervals.collect() },
        };
        Some(Draft { shape, grains, most: 1 })
    }

    fn of_ramp(ramp: &Ramp, scale: u8, weight: Grain) -> Option<Draft> {
        let way = Way::new(ramp, scale)?;
        let length = i128::from(way.length);
        let Some(step) = &ramp.step else {
            let grain = weight.times(Grain::new(100, length))?;
            return Some(Draft { most: way.length, shape: Shape::Ramp { way }, grains: vec![grain] });
        };
        let step = Grain::of(step.value)?;
        // Whole steps: the way × 100 / (length × step), rounded down.
        let steps = Grain::new(step.under.checked_mul(100)?, step.over.checked_mul(length)?);
        let most = i64::try_from(steps.over.checked_mul(length)?).ok()? / i64::try_from(steps.under).ok()?;
        let shape = Shape::SteppedRamp { way, over: steps.over as u64, under: steps.under as u64 };
        Some(Draft { shape, grains: vec![weight.times(step)?], most })
    }

    /// A ramp with steps on 38-digit decimals: the number from which each step is reached, all of which are decimals too.
    fn of_rungs(ramp: &Ramp, weight: Grain) -> Option<Draft> {
        let step = ramp.step.as_ref()?.value.normalized();
        let (from, to) = (ramp.from.value.normalized(), ramp.to.value.normalized());
        let scale = from.scale().max(to.scale());
        let (start, end) = (integer_at(from, scale)?, integer_at(to, scale)?);
        let more = step.scale().checked_add(2)?;
        let start_there = start.checked_mul(10i128.checked_pow(u32::from(more))?)?;
        let rung = |whole: i64| {
            let way = end.checked_sub(start)?.checked_mul(step.mantissa())?.checked_mul(i128::from(whole))?;
            Decimal::new(start_there.checked_add(way)?, scale.checked_add(more)?)
        };
        let most = i64::try_from(&Ratio::from(Decimal::HUNDRED).divided_by(&step.into()).floor()).ok()?;
        if most > MOST_RUNGS {
            return None;
        }
        let rungs = (1..=most).map(rung).collect::<Option<Vec<_>>>()?;
        let shape = Shape::Rungs { rungs: rungs.into_iter().map(Exact::from).collect(), falling: from > to };
        Some(Draft { shape, grains: vec![weight.times(Grain::of(step)?)?], most })
    }
}
