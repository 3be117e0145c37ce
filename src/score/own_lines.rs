//! The lines of a pareto rule as a single customer meets them: what it gains moves the total as well, so that it reaches a tier a little
//! before or behind the value at which the tier ends on the list.
//!
//! With a value `w` the customer's place is the sum of the others ahead of it, `A(w)`, as a share of what the others hold and itself,
//! `O + w`. It belongs to a tier that ends at a share `e` where `A(w) < e × (O + w)`. The left side only falls as `w` grows and the right
//! one only grows, so there is one value from which on that holds; it is looked for among the few values of the list around the line.

use std::cmp::Ordering;
use std::sync::OnceLock;

use super::column::Numbers;
use super::frame::Frame;
use super::groups::Groups;
use crate::number::decimal::{DIGITS, Decimal};
use crate::number::ratio::ROUNDED_AT;
use crate::rule::interval::Edge;
use crate::rule::scope::Ref;

/// The lines of a ranking by sums, by group and tier.
#[derive(Debug)]
pub struct OwnLines {
    /// The cumulative shares at which the tiers end, the last tier's left out.
    ends: Vec<Share>,
    /// Where they end on the list.
    cuts: Vec<Vec<Option<Decimal>>>,
    /// Found where somebody asks for a reason. A group is none where its sums are beyond 128 bits.
    groups: OnceLock<Vec<Option<Group>>>,
}

/// A share as a fraction of small integers.
#[derive(Debug, Clone, Copy)]
struct Share {
    over: i128,
    under: i128,
    /// What is left of `over` without its factors 2 and 5: a quotient by `over` ends where this divides.
    odd: i128,
    /// How many decimals a quotient by the rest of `over` takes, and the factor by which it is multiplied.
    decimals: u8,
    factor: i128,
}

/// The values of a group around its lines, as integers at one scale.
#[derive(Debug)]
struct Group {
    scale: u8,
    total: i128,
    /// For each line the values from the last one before it downwards, as far as some customer could reach the tier there.
    lines: Vec<Vec<Run>>,
}

/// Equal values: what stands strictly ahead of them, and what stands ahead of a value just below them.
#[derive(Debug, Clone, Copy)]
struct Run {
    value: i128,
    ahead: i128,
    through: i128,
}

impl Share {
    fn new(share: Decimal) -> Option<Share> {
        let share = share.normalized();
        let (over, under) = (share.mantissa(), 10i128.checked_pow(u32::from(share.scale()))?);
        let (mut odd, mut twos, mut fives) = (over, 0u8, 0u8);
        while odd > 0 && odd % 2 == 0 {
            (odd, twos) = (odd / 2, twos + 1);
        }
        while odd > 0 && odd % 5 == 0 {
            (odd, fives) = (odd / 5, fives + 1);
        }
        let decimals = twos.max(fives);
        let factor = 10i128.checked_pow(u32::from(decimals))? / (over / odd.max(1)).max(1);
        (over > 0).then_some(Share { over, under, odd, decimals, factor })
    }

    /// Whether `ahead` is less than this share of `of`.
    fn is_more_than(&self, ahead: i128, of: i128) -> Option<bool> {
        Some(ahead.checked_mul(self.under)? < of.checked_mul(self.over)?)
    }
}

impl OwnLines {
    /// The lines that end at these shares, which fell at these values, by group.
    pub fn new(ends: &[Decimal], cuts: Vec<Vec<Option<Decimal>>>) -> Option<OwnLines> {
        let ends = ends.iter().map(|&end| Share::new(end)).collect::<Option<_>>()?;
        Some(OwnLines { ends, cuts, groups: OnceLock::new() })
    }

    /// The least value of its own with which a customer of a group, whose value is this and does not reach the tier, would reach it.
    /// One that does not end is rounded up, which then is the way from the value, at the sixth decimal. `None` where the sums are
    /// beyond the integers that are counted in.
    pub fn reach(
        &self,
        frame: &Frame<'_>,
        column: Ref,
        groups: Option<&Groups>,
        group: usize,
        tier: usize,
        value: Decimal,
    ) -> Option<Edge> {
        let found = self.groups.get_or_init(|| self.groups(frame, column, groups));
        let group = found.get(group)?.as_ref()?;
        group.reach(self.ends.get(tier)?, group.lines.get(tier)?, value)
    }

    fn groups(&self, frame: &Frame<'_>, column: Ref, groups: Option<&Groups>) -> Vec<Option<Group>> {
        let numbers = frame.numbers(column);
        match groups {
            None => self.cuts.iter().map(|cuts| self.of_rows(&numbers, || 0..numbers.len(), cuts)).collect(),
            Some(groups) => {
                let members = groups.members();
                let groups = members.iter().zip(&self.cuts);
                groups.map(|(members, cuts)| self.of_rows(&numbers, || members.iter().copied(), cuts)).collect()
            }
        }
    }

    fn of_rows<I: Iterator<Item = usize>>(
        &self,
        numbers: &Numbers,
        rows: impl Fn() -> I,
        cuts: &[Option<Decimal>],
    ) -> Option<Group> {
        if let Some((all, scale)) = numbers.small() {
            let values = || rows().map(|row| all[row]).filter(|&value| Numbers::is_value(value)).map(i128::from);
            return self.group(values, scale, cuts);
        }
        let values = rows().filter_map(|row| numbers.get(row).value()).collect::<Vec<_>>();
        let scale = values.iter().map(|value| value.scale()).max().unwrap_or(0);
        let values = values.iter().map(|value| at_scale(*value, scale)).collect::<Option<Vec<_>>>()?;
        self.group(|| values.iter().copied(), scale, cuts)
    }

    fn group<I: Iterator<Item = i128>>(
        &self,
        values: impl Fn() -> I,
        scale: u8,
        cuts: &[Option<Decimal>],
    ) -> Option<Group> {
        let sum =
            |above: i128| values().filter(|value| *value > above).try_fold(0i128, |sum, value| sum.checked_add(value));
        let total = sum(0)?;
        let line = |(end, cut): (&Share, &Option<Decimal>)| {
            let mut runs = Vec::new();
            let Some(cut) = cut else { return Some(runs) };
            let mut value = at_scale(*cut, scale)?;
            let mut ahead = sum(value.max(0))?;
            loop {
                let (equal, next) = around(values(), value);
                let through = ahead.checked_add(value.max(0).checked_mul(equal)?)?;
                runs.push(Run { value, ahead, through });
                // Nobody reaches the tier with a value from which a customer without any would not.
                let Some(next) = next else { break };
                if !end.is_more_than(through, total.checked_add(next.max(0))?)? {
                    break;
                }
                (value, ahead) = (next, through);
            }
            Some(runs)
        };
        let lines = self.ends.iter().zip(cuts).map(line).collect::<Option<_>>()?;
        Some(Group { scale, total, lines })
    }
}

impl Group {
    fn reach(&self, end: &Share, runs: &[Run], value: Decimal) -> Option<Edge> {
        let own = at_scale(value, self.scale)?;
        if self.total == 0 {
            // Whoever has anything is then the only one that has.
            return Some(Edge { value: Decimal::ZERO, inclusive: false });
        }
        let others = self.total.checked_sub(own.max(0))?;
        let mut nearest: Option<&Run> = None;
        for run in runs.iter().take_while(|run| run.value > own) {
            if !end.is_more_than(run.ahead, others.checked_add(run.value.max(0))?)? {
                break;
            }
            nearest = Some(run);
        }
        let run = nearest?;
        let at_run = || Some(Edge { value: Decimal::new(run.value, self.scale)?, inclusive: true });
        if !end.is_more_than(run.through, others.checked_add(run.value)?)? {
            return at_run();
        }
        // Between this run and the next lower value: from `through / share - others` on, which itself is not enough.
        let way = run.through.checked_mul(end.under)?.checked_sub(end.over.checked_mul(others.checked_add(own)?)?)?;
        let edge = self.edge(end, value, way)?;
        let reaches = edge.inclusive && edge.value >= Decimal::new(run.value, self.scale)?;
        if reaches { at_run() } else { Some(edge) }
    }

    /// `value + way / over`, rounded up where the quotient does not end.
    fn edge(&self, end: &Share, value: Decimal, way: i128) -> Option<Edge> {
        let scale = self.scale + end.decimals;
        if way % end.odd == 0 && scale <= DIGITS {
            let way = Decimal::new((way / end.odd).checked_mul(end.factor)?, scale)?;
            return Some(Edge { value: value.checked_add(way)?, inclusive: false });
        }
        let (over, under) = match ROUNDED_AT.checked_sub(self.scale) {
            Some(more) => (way.checked_mul(10i128.checked_pow(u32::from(more))?)?, end.over),
            None => (way, end.over.checked_mul(10i128.checked_pow(u32::from(self.scale - ROUNDED_AT))?)?),
        };
        let up = over.div_euclid(under) + i128::from(over.rem_euclid(under) > 0);
        Some(Edge { value: value.checked_add(Decimal::new(up, ROUNDED_AT)?)?, inclusive: true })
    }
}

/// How many of the values are equal to one, and the greatest below it.
fn around(values: impl Iterator<Item = i128>, value: i128) -> (i128, Option<i128>) {
    values.fold((0, None), |(equal, next): (i128, Option<i128>), other| match other.cmp(&value) {
        Ordering::Equal => (equal + 1, next),
        Ordering::Less => (equal, Some(next.map_or(other, |next| next.max(other)))),
        Ordering::Greater => (equal, next),
    })
}

/// The mantissa of a number at a scale, where it is a whole number there.
fn at_scale(value: Decimal, scale: u8) -> Option<i128> {
    let value = if value.scale() > scale { value.normalized() } else { value };
    let more = scale.checked_sub(value.scale())?;
    value.mantissa().checked_mul(10i128.checked_pow(u32::from(more))?)
}
