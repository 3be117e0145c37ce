//! Bounds on one number column: the model that threshold, percentile and pareto rules leave behind.

use std::cmp::Ordering;
use std::sync::Arc;

use super::column::{Cell, Code, Column, Numbers};
use super::frame::{Block, Frame, NumberBlock};
use super::group::Groups;
use super::line::Line;
use super::method::{Counted, Model};
use super::policy::Beyond;
use super::reason::{Bound, Gap, GapKind, Reason};
use super::scope::Ref;
use super::selection::{Histogram, Portion};
use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;

/// An end of a tier's interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The bound.
    pub value: Decimal,
    /// Whether the bound itself belongs to the tier.
    pub inclusive: bool,
}

/// The values that belong to a tier: `None` is no bound on that side.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Interval {
    /// From where.
    pub lower: Option<Edge>,
    /// Up to where.
    pub upper: Option<Edge>,
    /// Nobody at all: a share that no customer's place reached.
    pub empty: bool,
}

impl Interval {
    /// Whether a value belongs to the tier.
    pub fn has(&self, value: Decimal) -> bool {
        let above = |edge: Edge| value > edge.value || (edge.inclusive && value == edge.value);
        let below = |edge: Edge| value < edge.value || (edge.inclusive && value == edge.value);
        !self.empty && self.lower.is_none_or(above) && self.upper.is_none_or(below)
    }

    /// Where a value stands that is outside of the interval; `None` for a value within, and for an interval that nobody reached.
    pub fn beyond(&self, value: &Ratio) -> Option<Beyond> {
        if self.empty {
            return None;
        }
        let outside = |edge: &Edge, side: Ordering| match value.cmp(&Ratio::from(edge.value)) {
            Ordering::Equal => !edge.inclusive,
            order => order == side,
        };
        let beyond = |edge: Edge, below: bool| Beyond { value: value.clone(), line: edge.value, below };
        let under = self.lower.filter(|edge| outside(edge, Ordering::Less)).map(|edge| beyond(edge, true));
        let over = || self.upper.filter(|edge| outside(edge, Ordering::Greater)).map(|edge| beyond(edge, false));
        under.or_else(over)
    }

    /// The same interval among integers at a scale: `first..=last`. What lies outside 64 bits is cut to them.
    pub(super) fn integers(&self, scale: u8) -> (i64, i64) {
        const NOBODY: (i64, i64) = (1, 0);
        if self.empty {
            return NOBODY;
        }
        let least = i128::from(Numbers::BAD) + 1;
        let greatest = i128::from(i64::MAX);
        let first = self.lower.map_or(least, |edge| match (floor_at(edge.value, scale), edge.inclusive) {
            ((floor, true), true) => floor,
            ((floor, _), _) => floor.saturating_add(1),
        });
        let last = self.upper.map_or(greatest, |edge| match (floor_at(edge.value, scale), edge.inclusive) {
            ((floor, true), false) => floor.saturating_sub(1),
            ((floor, _), _) => floor,
        });
        if first > greatest || last < least {
            return NOBODY;
        }
        (first.max(least) as i64, last.min(greatest) as i64)
    }
}

/// The greatest integer not above `value × 10^scale`, and whether it is exactly that.
fn floor_at(value: Decimal, scale: u8) -> (i128, bool) {
    if scale >= value.scale() {
        let factor = 10i128.checked_pow(u32::from(scale - value.scale()));
        let product = factor.and_then(|factor| value.mantissa().checked_mul(factor));
        let beyond = if value.mantissa() < 0 { i128::MIN } else { i128::MAX };
        return product.map_or((beyond, true), |product| (product, true));
    }
    let Some(unit) = 10i128.checked_pow(u32::from(value.scale() - scale)) else {
        return (if value.mantissa() < 0 { -1 } else { 0 }, value.mantissa() == 0);
    };
    (value.mantissa().div_euclid(unit), value.mantissa().rem_euclid(unit) == 0)
}

/// Bounds on one number column, best tier first; the first tier whose interval has the value is the customer's.
#[derive(Debug)]
pub struct Cuts {
    /// The column.
    pub column: Ref,
    /// One set of intervals a group; a single one where there are no groups.
    pub sets: Vec<Vec<Interval>>,
    /// The customers' groups, where every cut is made within each.
    pub groups: Option<Groups>,
    /// Where the lines fell.
    pub lines: Vec<Line>,
}

impl Model for Cuts {
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>) {
        match block.numbers(self.column) {
            NumberBlock::Small(values, scale) => {
                Numbers::bring_near(&values);
                let sets = self.sets.iter().map(|set| integers(set, scale)).collect::<Vec<_>>();
                match &self.groups {
                    None => extend_codes(&sets[0], &values, codes),
                    Some(groups) => codes.extend(block.rows.clone().zip(values.iter()).map(|(row, &value)| {
                        groups.of(row).map_or(Code::NONE, |group| code_among(&sets[group], value))
                    })),
                }
            }
            NumberBlock::Wide(cells) => codes.extend(block.rows.clone().zip(cells).map(|(row, cell)| match cell {
                Cell::Value(value) => self.code_of(value, row),
                Cell::Missing | Cell::Bad => Code::NONE,
            })),
        }
    }

    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason {
        let name = frame.scope.name(self.column);
        let value = match frame.block(row..row + 1).numbers(self.column).cells()[0] {
            Cell::Value(value) => value,
            Cell::Missing => return Reason::Gaps(vec![Gap { name, kind: GapKind::Missing }]),
            Cell::Bad => return Reason::Gaps(vec![Gap { name, kind: GapKind::Bad }]),
        };
        let Some(set) = self.set_of(row) else {
            let name = self.groups.as_ref().map_or(name, |groups| frame.scope.name(groups.column));
            return Reason::Gaps(vec![Gap { name, kind: GapKind::Missing }]);
        };
        let code = code_in(set, value);
        let Some(tier) = code.index() else { return Reason::OutsideBounds { name, value } };
        let group = self.groups.as_ref().and_then(|groups| groups.name_of(row)).map(str::to_owned);
        let better =
            set[..tier].iter().enumerate().rev().find_map(|(index, interval)| bound_towards(index, interval, value));
        Reason::Value { name, value, code, group, better, own: set[tier] }
    }

    fn lines(&self) -> &[Line] {
        &self.lines
    }

    fn beyond(&self, frame: &Frame<'_>, row: usize, tier: usize) -> Option<Beyond> {
        let value = frame.block(row..row + 1).numbers(self.column).cells()[0].value()?;
        self.set_of(row)?.get(tier)?.beyond(&Ratio::from(value))
    }

    fn counted(&self, frame: &Frame<'_>) -> Option<Counted> {
        let (Ref::Field(field), None) = (self.column, &self.groups) else { return None };
        let (values, scale, histogram) = ranked(frame, field)?;
        let firsts = integers(&self.sets[0], scale).firsts?;
        // Of one tier that begins where the next better one does, this makes one without customers.
        let mut better = Portion::default();
        let from = histogram.portions_from(values, &firsts).into_iter().chain([histogram.whole()]);
        let tiers = from.map(|from| from.without(std::mem::replace(&mut better, from))).collect();
        Some(Counted { field, scale, tiers })
    }

    fn cheap(&self) -> bool {
        matches!(self.column, Ref::Field(_) | Ref::Score(_))
    }
}

impl Cuts {
    fn set_of(&self, row: usize) -> Option<&[Interval]> {
        match &self.groups {
            None => self.sets.first().map(Vec::as_slice),
            Some(groups) => groups.of(row).map(|group| self.sets[group].as_slice()),
        }
    }

    fn code_of(&self, value: Decimal, row: usize) -> Code {
        self.set_of(row).map_or(Code::NONE, |set| code_in(set, value))
    }
}

/// The values of a list's column that a rule ranks by, and what has been counted of them; nothing where no rule does.
fn ranked<'f>(frame: &'f Frame<'_>, field: usize) -> Option<(&'f [i64], u8, Arc<Histogram>)> {
    let Some(Column::Numbers(numbers)) = frame.fields[field] else { return None };
    let (values, scale) = numbers.small()?;
    Some((values, scale, frame.histograms.known(Ref::Field(field))?))
}

/// See [`super::method::Method::seek`]: these bounds, if others rank by the column.
pub(super) fn seek(frame: &Frame<'_>, column: Ref, set: &[Interval]) {
    if let Ref::Field(field) = column
        && let Some((_, scale, histogram)) = ranked(frame, field)
        && let Some(firsts) = integers(set, scale).firsts
    {
        histogram.seek_portions(&firsts);
    }
}

/// The bound that a value would have to reach to belong to a better tier.
fn bound_towards(tier: usize, interval: &Interval, value: Decimal) -> Option<Bound> {
    if interval.empty {
        return None;
    }
    let edge = match (interval.lower, interval.upper) {
        (Some(edge), _) if value <= edge.value => edge,
        (_, Some(edge)) if value >= edge.value => edge,
        _ => return None,
    };
    Some(Bound { code: Code::at(tier), value: edge.value, inclusive: edge.inclusive })
}

fn code_in(set: &[Interval], value: Decimal) -> Code {
    set.iter().position(|interval| interval.has(value)).map_or(Code::NONE, Code::at)
}

/// A set of intervals among the integers of a column.
#[derive(Debug)]
struct IntegerSet {
    intervals: Vec<(i64, i64)>,
    /// The first integers of all tiers but the last, where each tier simply begins where the better one ends:
    /// then the code is the number of firsts that the value does not reach.
    firsts: Option<Vec<i64>>,
}

fn integers(set: &[Interval], scale: u8) -> IntegerSet {
    let intervals = set.iter().map(|interval| interval.integers(scale)).collect::<Vec<_>>();
    let (last, others) = intervals.split_last().expect("a rule has tiers");
    let ladder = others.iter().all(|&(first, last)| last == i64::MAX && first <= last)
        && others.windows(2).all(|pair| pair[1].0 <= pair[0].0)
        && *last == (Numbers::BAD + 1, i64::MAX);
    let firsts = ladder.then(|| others.iter().map(|&(first, _)| first).collect());
    IntegerSet { intervals, firsts }
}

/// Appends the codes of a block's values.
fn extend_codes(set: &IntegerSet, values: &[i64], codes: &mut Vec<Code>) {
    let firsts = set.firsts.as_deref().unwrap_or_default();
    // With their number known, the compiler keeps the firsts in registers.
    match *firsts {
        [a] => ladder([a], values, codes),
        [a, b] => ladder([a, b], values, codes),
        [a, b, c] => ladder([a, b, c], values, codes),
        [a, b, c, d] => ladder([a, b, c, d], values, codes),
        _ => codes.extend(values.iter().map(|&value| code_among(set, value))),
    }
}

/// The code is the number of firsts that the value does not reach. Counting without a branch is what the processor does fastest.
fn ladder<const N: usize>(firsts: [i64; N], values: &[i64], codes: &mut Vec<Code>) {
    codes.extend(values.iter().map(|&value| {
        let behind = firsts.iter().fold(0usize, |behind, &first| behind.wrapping_add(usize::from(value < first)));
        if Numbers::is_value(value) { Code::at(behind) } else { Code::NONE }
    }));
}

#[inline]
fn code_among(set: &IntegerSet, value: i64) -> Code {
    if !Numbers::is_value(value) {
        return Code::NONE;
    }
    match &set.firsts {
        Some(firsts) => Code::at(firsts.iter().map(|&first| usize::from(value < first)).sum()),
        None => {
            set.intervals.iter().position(|&(first, last)| first <= value && value <= last).map_or(Code::NONE, Code::at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(text: &str, inclusive: bool) -> Option<Edge> {
        Some(Edge { value: Decimal::parse(text).expect("a number"), inclusive })
    }

    #[test]
    fn integer_intervals_agree_with_exact_ones() {
        let intervals = [
            Interval { lower: edge("0.125", true), upper: edge("2.5", false), empty: false },
            Interval { lower: edge("-1.005", false), upper: edge("0.1", true), empty: false },
            Interval { lower: edge("1", false), upper: None, empty: false },
            Interval { lower: None, upper: edge("-0.01", true), empty: false },
            Interval { empty: true, ..Interval::default() },
        ];
        for interval in intervals {
            for scale in 0..4u8 {
                let (first, last) = interval.integers(scale);
                for integer in -3000..3000i64 {
                    let value = Decimal::from_parts(i128::from(integer), scale);
                    assert_eq!((first..=last).contains(&integer), interval.has(value), "{interval:?} {value:?}");
                }
            }
        }
    }

    #[test]
    fn bounds_beyond_the_integers_still_decide() {
        let far = Interval { lower: edge("99999999999999999999999999999999999999", true), upper: None, empty: false };
        assert_eq!(far.integers(2), (1, 0));
        let low = Interval { lower: edge("-99999999999999999999999999999999999999", true), upper: None, empty: false };
        assert_eq!(low.integers(2), (Numbers::BAD + 1, i64::MAX));
    }
}
