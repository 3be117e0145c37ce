//! Rankings by cumulative shares: what percentile and pareto rules have in common.

use super::cuts::{Cuts, Edge, Interval};
use super::frame::Frame;
use super::group::Groups;
use super::line::Line;
use super::method::{MethodSettings, Model};
use super::own_field::OwnField;
use super::ranking::{Best, Cut, Measure, Ranking};
use super::scope::Ref;
use crate::number::decimal::Decimal;

/// Tiers that end at cumulative shares of a ranking.
#[derive(Debug)]
pub struct Shares {
    /// The column that is ranked.
    pub field: OwnField,
    /// The cumulative share at which each tier ends; the last one takes whatever is left.
    pub ends: Vec<Decimal>,
    /// What the shares are shares of.
    pub measure: Measure,
    /// Which values come first.
    pub best: Best,
    /// The column that makes the groups.
    pub per: Option<Ref>,
}

/// Reads the tiers' shares, which must add up to 100 %, as cumulative shares.
pub fn read_shares(settings: &MethodSettings<'_>) -> Option<Vec<Decimal>> {
    let complaints = settings.rule.complaints();
    let before = complaints.errors();
    let mut ends = Vec::new();
    let mut sum = Decimal::ZERO;
    for tier in &settings.tier_sections {
        let Some(node) = tier.get("share") else {
            tier.missing("share", "share = \"20%\"");
            continue;
        };
        let Some(share) = settings.scope.number(node, "`share`", complaints) else { continue };
        if share <= Decimal::ZERO || share > Decimal::ONE {
            let percent = share.shift(2).unwrap_or(share).normalized();
            // Who writes 20 means 20 %.
            let meant = if share > Decimal::ONE && share <= Decimal::HUNDRED { share } else { Decimal::from(20) };
            complaints.error(
                &node.span,
                format!("a share lies above 0 % and is at most 100 %, not {percent} %"),
                format!("write share = \"{meant}%\""),
            );
            continue;
        }
        sum = sum.checked_add(share).unwrap_or(sum);
        ends.push(sum);
    }
    if complaints.errors() == before && sum != Decimal::ONE {
        let percent = sum.shift(2).unwrap_or(sum).normalized();
        complaints.error(
            &settings.rule.head(),
            format!("the shares add up to {percent} %"),
            "make them add up to 100 %",
        );
    }
    (complaints.errors() == before).then_some(ends)
}

impl Shares {
    /// The columns that are read.
    pub fn inputs(&self) -> Vec<Vec<Ref>> {
        std::iter::once(self.field.columns.clone()).chain(self.per.map(|per| vec![per])).collect()
    }

    /// The cumulative shares that end at a cut: the last tier takes whatever is left.
    fn cut_ends(&self) -> &[Decimal] {
        self.ends.split_last().map_or(&[], |(_, ends)| ends)
    }

    /// See [`super::method::Method::seek`].
    pub fn seek(&self, frame: &Frame<'_>) {
        let column = self.field.choose(frame);
        if self.per.is_none()
            && matches!(column, Ref::Field(_))
            && let Some(ranking) = Ranking::of_long(frame, column, &frame.numbers(column), self.best)
        {
            ranking.seek(self.measure, self.cut_ends());
        }
    }

    /// Finds the cuts on a list.
    pub fn fit(&self, frame: &Frame<'_>) -> Box<dyn Model> {
        let column = self.field.choose(frame);
        let numbers = frame.numbers(column);
        let groups = self.per.map(|per| Groups::new(frame, per));
        let mut sets = Vec::new();
        let mut lines = Vec::new();
        let mut fit_group = |ranking: Ranking<'_>, group: Option<&String>| {
            let cuts = ranking.cuts(self.measure, self.cut_ends());
            sets.push(self.intervals(&cuts));
            lines.extend(self.lines(&cuts, &ranking, group));
        };
        match &groups {
            None => fit_group(Ranking::of_all(frame, column, &numbers, self.best), None),
            Some(groups) => {
                for (name, members) in groups.names().iter().zip(groups.members()) {
                    fit_group(Ranking::of(&numbers, members.into_iter(), self.best), Some(name));
                }
            }
        }
        Box::new(Cuts { column, sets, groups, lines })
    }

    fn intervals(&self, cuts: &[Option<Cut>]) -> Vec<Interval> {
        let mut reached: Option<Decimal> = None;
        let interval = |cut: &Option<Cut>| {
            // A tier whose cut ends where a better one's does got nobody.
            match cut {
                Some(cut) if reached != Some(cut.value) => {
                    reached = Some(cut.value);
                    let edge = Some(Edge { value: cut.value, inclusive: true });
                    match self.best {
                        Best::High => Interval { lower: edge, upper: None, empty: false },
                        Best::Low => Interval { lower: None, upper: edge, empty: false },
                    }
                }
                _ => Interval { empty: true, ..Interval::default() },
            }
        };
        cuts.iter().map(interval).chain([Interval::default()]).collect()
    }

    fn lines(&self, cuts: &[Option<Cut>], ranking: &Ranking<'_>, group: Option<&String>) -> Vec<Line> {
        let mut reached: Option<Decimal> = None;
        let line = |(tier, cut): (usize, &Option<Cut>)| {
            let cut = cut.as_ref().filter(|cut| reached != Some(cut.value));
            reached = cut.map(|cut| cut.value).or(reached);
            Line {
                tier,
                group: group.cloned(),
                value: cut.map(|cut| cut.value),
                customers: cut.map_or(0, |cut| cut.customers),
                of: ranking.customers(),
                measure: self.measure,
                share: cut.and_then(|cut| cut.share),
                equal: cut.map_or(0, |cut| cut.equal),
            }
        };
        cuts.iter().enumerate().map(line).collect()
    }
}
