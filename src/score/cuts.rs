//! Bounds on one number column: the model that threshold, percentile and pareto rules leave behind.

use std::sync::{Arc, OnceLock};

use super::beyond::Beyond;
use super::column::{Cell, Code, Column, Numbers};
use super::frame::{Block, Frame, NumberBlock};
use super::groups::Groups;
use super::histogram::{Histogram, Portion};
use super::line::Line;
use super::model::{Counted, Model, Standing};
use super::own_lines::OwnLines;
use super::places::{Place, Places};
use super::reason::{Bound, Gap, GapKind, Reason};
use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::rule::interval::{Edge, Interval};
use crate::rule::scope::Ref;

/// Bounds on one number column, best tier first; the first tier whose interval has the value is the customer's.
#[derive(Debug)]
pub struct Cuts {
    /// The column.
    pub column: Ref,
    /// One set of intervals a group; a single one where there are no groups.
    pub sets: Vec<Vec<Interval>>,
    /// The customers' groups, where every cut is made within each.
    pub groups: Option<Groups>,
    /// The customers' codes, where the values that were ranked are fractions, between which no decimal need lie; the sets are then for
    /// people.
    pub codes: Option<Vec<Code>>,
    /// Where the lines fell.
    pub lines: Vec<Line>,
    /// How many customers of each set would be in another tier if those that cross a line belonged to its other side; nothing where
    /// nobody crosses lines.
    pub elsewhere: Vec<u64>,
    /// Where a customer's own gain moves the lines: the lines as it meets them.
    pub own: Option<OwnLines>,
    /// Whether a customer's own gain moves the lines in a way that is not solved for, so that they are told as those of this list.
    pub of_list: bool,
    /// The places of each set, found where somebody asks for a reason.
    pub places: OnceLock<Vec<Places>>,
}

impl Model for Cuts {
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>) {
        if let Some(kept) = &self.codes {
            return codes.extend_from_slice(&kept[block.rows.clone()]);
        }
        match block.numbers(self.column) {
            NumberBlock::Small(values, scale) => {
                Numbers::bring_near(&values);
                let sets = self.sets.iter().map(|set| integers(set, scale)).collect::<Vec<_>>();
                match &self.groups {
                    None => extend_codes(&sets[0], &values, codes),
                    Some(groups) => codes.extend(block.rows.clone().zip(values.iter()).map(|(row, &value)| {
                        groups.group(row).map_or(Code::NONE, |group| code_among(&sets[group], value))
                    })),
                }
            }
            NumberBlock::Wide(cells) => codes.extend(block.rows.clone().zip(cells).map(|(row, cell)| match cell {
                Cell::Value(value) => self.code_of(&value, row),
                Cell::Missing | Cell::Bad => Code::NONE,
            })),
        }
    }

    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason {
        let name = frame.scope.name(self.column);
        let exact = match frame.block(row..row + 1).numbers(self.column).cells().swap_remove(0) {
            Cell::Value(value) => value,
            Cell::Missing => return Reason::Gaps(vec![Gap { name, kind: GapKind::Missing }]),
            Cell::Bad => return Reason::Gaps(vec![Gap { name, kind: GapKind::Bad }]),
        };
        let Some(group) = self.group_of(row) else {
            let name = self.groups.as_ref().map_or(name, |groups| frame.scope.name(groups.column));
            return Reason::Gaps(vec![Gap { name, kind: GapKind::Missing }]);
        };
        let (code, better) = self.place(group, row, &exact);
        let value = exact.to_decimal();
        let of_group = self.groups.as_ref().and_then(|groups| groups.name_of(row)).map(str::to_owned);
        let Some(tier) = code.index() else {
            return match (&self.groups, of_group) {
                (Some(groups), Some(name)) if is_unknown(&self.sets[group]) => {
                    Reason::UnknownGroup { column: frame.scope.name(groups.column), group: name }
                }
                _ => Reason::OutsideBounds { name, value },
            };
        };
        let better = self.reach(frame, group, value, code).unwrap_or(better);
        Reason::Value { name, value, code, group: of_group, better, own: self.sets[group][tier] }
    }

    fn standings(&self, block: &Block<'_>) -> Option<Vec<Standing>> {
        if self.groups.is_some() && self.sets.iter().any(|set| is_unknown(set)) {
            return None;
        }
        let numbers = block.numbers(self.column);
        let standing = |(row, cell): (usize, Cell<Exact>)| {
            let exact = match cell {
                Cell::Value(value) => value,
                Cell::Missing => return Standing::Nowhere(0),
                Cell::Bad => return Standing::Nowhere(1),
            };
            let Some(group) = self.group_of(row) else { return Standing::Nowhere(2) };
            let (code, better) = self.place(group, row, &exact);
            let Some(tier) = code.index() else { return Standing::Outside };
            let value = exact.to_decimal();
            let better = self.reach(block.frame, group, value, code).unwrap_or(better);
            Standing::In { value, group, code, better, own: self.sets[group][tier] }
        };
        let rows = block.rows.clone();
        Some(match numbers {
            NumberBlock::Small(values, scale) => {
                let cells = values.iter().map(|&value| Numbers::cell(value, scale).map(Exact::Decimal));
                rows.zip(cells).map(standing).collect()
            }
            NumberBlock::Wide(cells) => rows.zip(cells).map(standing).collect(),
        })
    }

    fn lines(&self) -> &[Line] {
        &self.lines
    }

    fn elsewhere(&self) -> Vec<u64> {
        self.elsewhere.clone()
    }

    fn beyond(&self, frame: &Frame<'_>, row: usize, tier: usize) -> Option<Beyond> {
        let value = frame.block(row..row + 1).numbers(self.column).cells().swap_remove(0).value()?;
        Beyond::new(&value.ratio(), self.set_of(row)?.get(tier)?)
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
    /// The cuts of these sets of intervals on a column, the same whatever a customer gains.
    pub fn new(column: Ref, sets: Vec<Vec<Interval>>, groups: Option<Groups>, lines: Vec<Line>) -> Cuts {
        Cuts {
            column,
            sets,
            groups,
            codes: None,
            lines,
            elsewhere: Vec::new(),
            own: None,
            of_list: false,
            places: OnceLock::new(),
        }
    }

    /// The number of a customer's set.
    fn group_of(&self, row: usize) -> Option<usize> {
        self.groups.as_ref().map_or(Some(0), |groups| groups.group(row))
    }

    fn set_of(&self, row: usize) -> Option<&[Interval]> {
        self.group_of(row).and_then(|group| self.sets.get(group)).map(Vec::as_slice)
    }

    fn places(&self) -> &[Places] {
        self.places.get_or_init(|| self.sets.iter().map(|set| Places::new(set)).collect())
    }

    /// The tier of a customer of a set, and where the next better one begins.
    fn place(&self, group: usize, row: usize, value: &Exact) -> (Code, Option<Bound>) {
        let places = &self.places()[group];
        let Place { code, better } = match value {
            Exact::Decimal(value) => places.of(*value),
            fraction => places.of_ratio(&fraction.ratio()),
        };
        let better = better.map(|bound| Bound { of_list: self.of_list, ..bound });
        match &self.codes {
            // The sets are rounded: beside a line they may have it otherwise.
            Some(codes) => (codes[row], better.filter(|_| codes[row] == code)),
            None => (code, better),
        }
    }

    /// The least value of its own with which a customer would reach a better tier than the one that it has, where its gain moves the
    /// lines; nothing where they stay as they fell on the list.
    fn reach(&self, frame: &Frame<'_>, group: usize, value: Decimal, code: Code) -> Option<Option<Bound>> {
        let own = self.own.as_ref()?;
        let reach = |tier: usize| own.reach(frame, self.column, self.groups.as_ref(), group, tier, value);
        // Also a tier that nobody has on the list may be reached; where the way to a better one is no longer, that one is.
        let mut nearest: Option<Bound> = None;
        for tier in (0..code.index()?).rev() {
            let Edge { value, inclusive } = match reach(tier) {
                Some(edge) => edge,
                None if nearest.is_none() => return Some(self.of_list(group, code, value)),
                None => break,
            };
            match nearest {
                Some(found) if (value, !inclusive) > (found.value, !found.inclusive) => break,
                _ => nearest = Some(Bound { code: Code::at(tier), value, inclusive, of_list: false }),
            }
        }
        Some(nearest)
    }

    /// Where the next better tier ends on the list.
    fn of_list(&self, group: usize, code: Code, value: Decimal) -> Option<Bound> {
        let Place { code: found, better } = self.places()[group].of(value);
        better.filter(|_| found == code).map(|bound| Bound { of_list: true, ..bound })
    }

    fn code_of(&self, value: &Exact, row: usize) -> Code {
        match &self.codes {
            Some(codes) => codes[row],
            None => self.set_of(row).map_or(Code::NONE, |set| code_in(set, value)),
        }
    }
}

/// Whether nothing is known of the lines of a group, so that nobody in it has a tier.
fn is_unknown(set: &[Interval]) -> bool {
    set.iter().all(|interval| interval.empty)
}

/// The values of a list's column that a rule ranks by, and what has been counted of them; nothing where no rule does.
fn ranked<'f>(frame: &'f Frame<'_>, field: usize) -> Option<(&'f [i64], u8, Arc<Histogram>)> {
    let Some(Column::Numbers(numbers)) = frame.fields[field] else { return None };
    let (values, scale) = numbers.small()?;
    Some((values, scale, frame.histograms.known(Ref::Field(field))?))
}

/// See [`crate::rule::method::Method::seek`]: these bounds, if others rank by the column.
pub(super) fn seek(frame: &Frame<'_>, column: Ref, set: &[Interval]) {
    if let Ref::Field(field) = column
        && let Some((_, scale, histogram)) = ranked(frame, field)
        && let Some(firsts) = integers(set, scale).firsts
    {
        histogram.seek_portions(&firsts);
    }
}

pub(super) fn code_in(set: &[Interval], value: &Exact) -> Code {
    set.iter().position(|interval| interval.has_exact(value)).map_or(Code::NONE, Code::at)
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
