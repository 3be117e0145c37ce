//! `needs`: a rule that gives nobody a label where too few customers have a value.

use super::beyond::Beyond;
use super::column::{Code, Numbers};
use super::frame::{Block, Frame};
use super::groups::Groups;
use super::line::{Line, Nobody};
use super::model::Model;
use super::reason::Reason;
use crate::rule::Rule;

/// A model whose labels do not hold in some groups, or on the whole list.
#[derive(Debug)]
struct TooFew {
    model: Box<dyn Model>,
    /// The column of which a value is needed, where the rule has one of its own.
    column: Option<String>,
    /// How many customers are needed.
    needed: u64,
    groups: Option<Groups>,
    /// How many customers have a value, by group.
    counts: Vec<u64>,
    lines: Vec<Line>,
}

/// The model as it is, if enough customers have a value.
pub fn checked(model: Box<dyn Model>, rule: &Rule, frame: &Frame<'_>) -> Box<dyn Model> {
    let Some(needed) = rule.needs else { return model };
    let groups = rule.method.per().map(|per| Groups::new(frame, per));
    let counts = counts(&*model, rule, frame, groups.as_ref());
    if counts.iter().all(|&count| count >= needed) {
        return model;
    }
    let mut lines = model.lines().to_vec();
    for line in &mut lines {
        let group = groups.as_ref().zip(line.group.as_ref()).and_then(|(groups, name)| groups.find(name)).unwrap_or(0);
        if counts[group] < needed {
            (line.value, line.crossed) = (Err(Nobody::TooFew { needed }), None);
            (line.customers, line.equal, line.share) = (0, 0, None);
        }
    }
    let column = rule.method.own_field().map(|columns| frame.scope.name(frame.chosen(columns)));
    Box::new(TooFew { model, column, needed, groups, counts, lines })
}

/// How many customers have a value in the column that the rule classifies by; where it has none of its own, how many it can classify.
fn counts(model: &dyn Model, rule: &Rule, frame: &Frame<'_>, groups: Option<&Groups>) -> Vec<u64> {
    let mut counts = vec![0u64; groups.map_or(1, |groups| groups.names().len())];
    let column = rule.method.own_field().map(|columns| frame.chosen(columns));
    for block in frame.blocks() {
        let gaps = match column {
            Some(column) => block.gaps(column, frame.scope.kind(column)),
            None => {
                let mut codes = Vec::with_capacity(block.rows.len());
                model.codes(&block, &mut codes);
                codes.into_iter().map(|code| code == Code::NONE).collect()
            }
        };
        for (row, _) in block.rows.clone().zip(gaps).filter(|(_, gap)| !gap) {
            if let Some(group) = groups.map_or(Some(0), |groups| groups.group(row)) {
                counts[group] += 1;
            }
        }
    }
    counts
}

impl TooFew {
    /// The customer's group, if that is too small.
    fn small_group(&self, row: usize) -> Option<usize> {
        let group = self.groups.as_ref().map_or(Some(0), |groups| groups.group(row))?;
        (self.counts[group] < self.needed).then_some(group)
    }

    fn clear(&self, block: &Block<'_>, codes: &mut [Code]) {
        for (row, code) in block.rows.clone().zip(codes) {
            if self.small_group(row).is_some() {
                *code = Code::NONE;
            }
        }
    }
}

impl Model for TooFew {
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>) {
        let first = codes.len();
        self.model.codes(block, codes);
        self.clear(block, &mut codes[first..]);
    }

    fn scores(&self, block: &Block<'_>, codes: &mut Vec<Code>, scores: &mut Numbers) {
        let first = codes.len();
        self.model.scores(block, codes, scores);
        self.clear(block, &mut codes[first..]);
    }

    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason {
        let reason = self.model.reason(frame, row);
        match (self.small_group(row), &reason) {
            (None, _) | (_, Reason::Gaps(_) | Reason::Unknown { .. }) => reason,
            (Some(group), _) => Reason::TooFew {
                column: self.column.clone(),
                group: self.groups.as_ref().map(|groups| groups.names()[group].clone()),
                customers: self.counts[group],
                needed: self.needed,
            },
        }
    }

    fn lines(&self) -> &[Line] {
        &self.lines
    }

    fn elsewhere(&self) -> Vec<u64> {
        let of_group = |(elsewhere, &count): (u64, &u64)| if count < self.needed { 0 } else { elsewhere };
        self.model.elsewhere().into_iter().zip(&self.counts).map(of_group).collect()
    }

    fn beyond(&self, frame: &Frame<'_>, row: usize, tier: usize) -> Option<Beyond> {
        if self.small_group(row).is_some() { None } else { self.model.beyond(frame, row, tier) }
    }
}
