//! The rules of one file, and their labels for one list.

use std::ops::Range;

use super::beyond::Beyond;
use super::column::{Cell, Code, Column, Numbers};
use super::fit;
use super::frame::Frame;
use super::histogram::Histograms;
use super::line::Line;
use super::model::{Counted, Model};
use super::needs;
use super::policy::{self, Movement, Policy, RulePolicy, Ruling};
use super::reason::{Gap, GapKind, Reason};
use crate::date::Day;
use crate::rule::method::ranking::Crossing;
use crate::rule::{Method, Rule, RuleSet};

/// How a list is scored.
#[derive(Debug, Default)]
pub struct Scoring<'n> {
    /// 'Today'.
    pub as_of: Day,
    /// What customers were before, and what is set by hand. Later rules see the labels that come of it.
    pub policy: Policy,
    /// How many threads may work at once (0 is one), which does not change the labels.
    pub threads: usize,
    /// The names of the rules that are wanted, with which those come that they read; the others give no column. `None`: all.
    pub only: Option<&'n [String]>,
}

/// The column of a field on one list.
#[derive(Debug, Clone, Copy)]
pub enum FieldColumn<'a> {
    /// The list has it.
    Present(&'a Column),
    /// The list lacks it, and the field's default stands in every cell.
    Default(&'a Column),
    /// The list lacks it: every cell is missing.
    Absent,
}

impl<'a> FieldColumn<'a> {
    fn column(self) -> Option<&'a Column> {
        match self {
            FieldColumn::Present(column) | FieldColumn::Default(column) => Some(column),
            FieldColumn::Absent => None,
        }
    }
}

impl<'a> From<Option<&'a Column>> for FieldColumn<'a> {
    fn from(column: Option<&'a Column>) -> Self {
        column.map_or(FieldColumn::Absent, FieldColumn::Present)
    }
}

impl RuleSet {
    /// The labels of a list: its columns by field, how many customers there are, and 'today'.
    pub fn score<'a>(&'a self, columns: Vec<FieldColumn<'a>>, rows: usize, as_of: Day) -> Scored<'a> {
        self.score_with(columns, rows, Scoring { as_of, ..Scoring::default() })
    }

    /// The same with options.
    pub fn score_with<'a>(&'a self, columns: Vec<FieldColumn<'a>>, rows: usize, scoring: Scoring<'_>) -> Scored<'a> {
        let Scoring { as_of, mut policy, threads, only } = scoring;
        let needed = only.map_or_else(|| vec![true; self.rules.len()], |names| self.needed_for(names));
        policy.rules.resize_with(self.rules.len(), RulePolicy::default);
        let is_absent =
            |(field, column): (usize, &FieldColumn<'a>)| matches!(column, FieldColumn::Default(_)).then_some(field);
        let absent = columns.iter().enumerate().filter_map(is_absent).collect();
        let fields = columns.into_iter().map(FieldColumn::column).collect();
        let labels = self.rules.iter().map(|_| None).collect();
        let scores = self.rules.iter().map(|_| None).collect();
        let (scope, derived, histograms) = (&self.scope, self.derived.as_slice(), Histograms::new(threads.max(1)));
        let frame = Frame { rows, fields, absent, scope, derived, labels, scores, as_of, histograms };
        let mut scored = Scored { set: self, frame, rules: Vec::new(), policy };
        scored.seek(&needed);
        let read_later = self.read_later();
        for (index, rule) in self.rules.iter().enumerate() {
            let is_possible = needed[index] && scored.is_possible(rule);
            let (fitted, scores) = is_possible.then(|| scored.fit(rule)).unzip();
            scored.rules.push(fitted);
            scored.apply_policy(index);
            scored.frame.scores[index] = scores.flatten();
            if read_later[index] {
                scored.frame.labels[index] = scored.rules[index].is_some().then(|| scored.all_codes(index));
            }
        }
        scored
    }
}

/// The labels of a list.
#[derive(Debug)]
pub struct Scored<'a> {
    /// The rules.
    pub set: &'a RuleSet,
    /// The columns that they read.
    pub frame: Frame<'a>,
    /// What each rule left behind; `None` where the list lacks the rule's own optional column.
    rules: Vec<Option<Fitted>>,
    policy: Policy,
}

/// A rule fitted to a list.
#[derive(Debug)]
struct Fitted {
    model: Box<dyn Model>,
    /// The fields in which a bad cell leaves the customer unclassified; only those that have a bad cell.
    bad_fields: Vec<usize>,
    /// The codes, where finding them again would cost more than keeping them, or where a policy has changed them.
    codes: Option<Vec<Code>>,
    /// The customers that keep an earlier tier, ascending.
    held: Vec<usize>,
}

impl<'a> Scored<'a> {
    /// Whether the rule gives a column for this list.
    pub fn has(&self, rule: usize) -> bool {
        self.rules[rule].is_some()
    }

    /// The rules that give a column which is shown.
    pub fn shown(&self) -> impl Iterator<Item = usize> {
        self.set.visible().map(|(index, _)| index).filter(|&index| self.has(index))
    }

    /// Appends the codes of some customers.
    pub fn codes(&self, rule: usize, rows: Range<usize>, codes: &mut Vec<Code>) {
        let Some(fitted) = &self.rules[rule] else {
            codes.extend(rows.map(|_| Code::NONE));
            return;
        };
        match &fitted.codes {
            Some(kept) => codes.extend_from_slice(&kept[rows]),
            None => self.find_codes(fitted, rows, codes),
        }
    }

    /// The codes of all customers.
    pub fn all_codes(&self, rule: usize) -> Vec<Code> {
        let mut codes = Vec::with_capacity(self.frame.rows);
        self.codes(rule, 0..self.frame.rows, &mut codes);
        codes
    }

    /// The code of a customer.
    pub fn code(&self, rule: usize, row: usize) -> Code {
        if let Some(Fitted { codes: Some(kept), .. }) = &self.rules[rule] {
            return kept[row];
        }
        let mut codes = Vec::with_capacity(1);
        self.codes(rule, row..row + 1, &mut codes);
        codes[0]
    }

    /// Puts what the policy makes of a rule's codes in their place.
    fn apply_policy(&mut self, rule: usize) {
        let policy = &self.policy.rules[rule];
        let beyond = |row: usize, tier: usize| self.beyond(rule, row, tier);
        let ruled = policy::apply(policy, &self.set.rules[rule].tiers, || self.all_codes(rule), beyond);
        if let (Some(fitted), Some((codes, held))) = (&mut self.rules[rule], ruled) {
            fitted.codes = Some(codes);
            fitted.held = held;
        }
    }

    /// Where a customer stands that has left a tier. One with a bad cell stands nowhere.
    fn beyond(&self, rule: usize, row: usize, tier: usize) -> Option<Beyond> {
        let fitted = self.rules[rule].as_ref()?;
        let is_bad = fitted.bad_fields.iter().any(|&field| cell_is_bad(self.frame.fields[field], row));
        if is_bad { None } else { fitted.model.beyond(&self.frame, row, tier) }
    }

    /// The policy for a rule's column.
    pub fn policy(&self, rule: usize) -> &RulePolicy {
        &self.policy.rules[rule]
    }

    /// The customers that keep an earlier tier, ascending; those whose label is then set by hand among them.
    pub fn held(&self, rule: usize) -> &[usize] {
        self.rules[rule].as_ref().map_or(&[], |fitted| &fitted.held)
    }

    /// Why a customer's label is not the rule's; `None` where it is.
    pub fn ruling(&self, rule: usize, row: usize) -> Option<Ruling<'_>> {
        let fitted = self.rules[rule].as_ref()?;
        let policy = self.policy(rule);
        let mut by_rule = Vec::with_capacity(1);
        let mut held = None;
        self.find_codes(fitted, row..row + 1, &mut by_rule);
        if fitted.held.binary_search(&row).is_ok()
            && let Some(tier) = policy.had(row).and_then(Code::index)
            && let Some(beyond) = self.beyond(rule, row, tier)
        {
            let end = self.set.rules[rule].tiers[tier].hold.and_then(|part| beyond.end(part));
            held = Some(Ruling::Held { by_rule: by_rule[0], code: Code::at(tier), beyond, end });
        }
        match policy.by_hand(row) {
            Some(entry) => Some(Ruling::ByHand { by_rule: by_rule[0], entry }),
            None => held,
        }
    }

    /// How a customer has moved since the earlier list, where one is given.
    pub fn movement(&self, rule: usize, row: usize) -> Option<Movement> {
        let policy = self.policy(rule);
        policy.previous.as_ref()?;
        Some(Movement::between(policy.had(row), self.code(rule, row), self.set.rules[rule].ranked))
    }

    /// Why a customer has its code by the rule itself.
    pub fn reason(&self, rule: usize, row: usize) -> Reason {
        let Some(fitted) = &self.rules[rule] else { return Reason::Gaps(Vec::new()) };
        let is_bad = |field: &&usize| cell_is_bad(self.frame.fields[**field], row);
        let kind = |field: usize| match self.frame.fields[field] {
            Some(Column::Numbers(numbers)) => numbers.why_set_aside(row).map_or(GapKind::Bad, GapKind::SetAside),
            _ => GapKind::Bad,
        };
        let gap = |field: &usize| Gap { name: self.set.scope.fields[*field].name.clone(), kind: kind(*field) };
        let bad = fitted.bad_fields.iter().filter(is_bad).map(gap).collect::<Vec<_>>();
        if bad.is_empty() { fitted.model.reason(&self.frame, row) } else { Reason::Gaps(bad) }
    }

    /// Whether a bad cell leaves a customer unclassified by a rule.
    pub fn is_bad(&self, rule: usize, row: usize) -> bool {
        let fields = self.rules[rule].as_ref().map_or(&[][..], |fitted| &fitted.bad_fields);
        fields.iter().any(|&field| cell_is_bad(self.frame.fields[field], row))
    }

    /// How many customers are in each tier, where that is known without asking for their codes.
    pub fn counted(&self, rule: usize) -> Option<Counted> {
        let fitted = self.rules[rule].as_ref().filter(|fitted| fitted.codes.is_none())?;
        let counted = fitted.model.counted(&self.frame)?;
        // A customer whose value is bad is in no tier anyway.
        fitted.bad_fields.iter().all(|&field| field == counted.field).then_some(counted)
    }

    /// Where the rule's lines fell.
    pub fn lines(&self, rule: usize) -> &[Line] {
        self.rules[rule].as_ref().map_or(&[], |fitted| fitted.model.lines())
    }

    /// Which side of a line the customers that cross it belong to, and how many would be in another tier by the other way, before any hold
    /// and labels set by hand; `None` for a rule whose lines nobody crosses.
    pub fn crossing(&self, rule: usize) -> Option<(Crossing, u64)> {
        let Method::Ranking(ranking) = &self.set.rules[rule].method else { return None };
        let fitted = self.rules[rule].as_ref()?;
        Some((ranking.crossing, fitted.model.elsewhere().iter().sum()))
    }

    /// What the rule left behind.
    pub fn model(&self, rule: usize) -> Option<&dyn Model> {
        self.rules[rule].as_ref().map(|fitted| &*fitted.model)
    }

    /// A rule whose own field the list lacks gives no column.
    fn is_possible(&self, rule: &Rule) -> bool {
        rule.method.own_field().is_none_or(|columns| self.frame.first_present(columns).is_some())
    }

    /// Lets the rules say which boundaries they are going to look for: first those that rank, as the others only use what they count.
    fn seek(&self, needed: &[bool]) {
        for ranks in [true, false] {
            let rules =
                self.set.rules.iter().zip(needed).filter(|(rule, needed)| **needed && rule.method.ranks() == ranks);
            rules.filter(|(rule, _)| self.is_possible(rule)).for_each(|(rule, _)| fit::seek(&rule.method, &self.frame));
        }
    }

    fn fit(&self, rule: &Rule) -> (Fitted, Option<Numbers>) {
        let model = needs::checked(fit::fit(&rule.method, &self.frame), rule, &self.frame);
        let bad_fields = self.bad_fields(rule);
        let mut fitted = Fitted { model, bad_fields, codes: None, held: Vec::new() };
        let mut scores = None;
        if rule.method.scored() {
            let (codes, found) = self.find_scores(&fitted);
            (fitted.codes, scores) = (Some(codes), Some(found));
        } else if !fitted.model.cheap() {
            let mut codes = Vec::with_capacity(self.frame.rows);
            self.find_codes(&fitted, 0..self.frame.rows, &mut codes);
            fitted.codes = Some(codes);
        }
        (fitted, scores)
    }

    /// The codes and the scores of all customers.
    fn find_scores(&self, fitted: &Fitted) -> (Vec<Code>, Numbers) {
        let (mut codes, mut scores) = (Vec::with_capacity(self.frame.rows), Numbers::default());
        self.frame.blocks().for_each(|block| fitted.model.scores(&block, &mut codes, &mut scores));
        if fitted.bad_fields.is_empty() {
            return (codes, scores);
        }
        // A derived value may pass over a bad cell; the rule does not.
        let is_bad = |row| fitted.bad_fields.iter().any(|&field| cell_is_bad(self.frame.fields[field], row));
        let mut masked = Numbers::default();
        for (row, code) in codes.iter_mut().enumerate() {
            if is_bad(row) {
                *code = Code::NONE;
                masked.push(Cell::Missing);
            } else {
                masked.push(scores.get(row));
            }
        }
        (codes, masked)
    }

    /// The fields that the rule reads on this list and that have a bad cell.
    fn bad_fields(&self, rule: &Rule) -> Vec<usize> {
        let chosen = rule.method.inputs().into_iter().filter_map(|input| self.frame.first_present(&input));
        let mut fields = chosen.flat_map(|column| self.set.fields_behind(column)).collect::<Vec<_>>();
        fields.sort_unstable();
        fields.dedup();
        fields.retain(|&field| self.frame.fields[field].is_some_and(Column::has_bad));
        fields
    }

    fn find_codes(&self, fitted: &Fitted, rows: Range<usize>, codes: &mut Vec<Code>) {
        let mut start = rows.start;
        while start < rows.end {
            let end = rows.end.min(start + super::column::BLOCK_ROWS);
            let first = codes.len();
            fitted.model.codes(&self.frame.block(start..end), codes);
            for &field in &fitted.bad_fields {
                for (code, row) in codes[first..].iter_mut().zip(start..end) {
                    if cell_is_bad(self.frame.fields[field], row) {
                        *code = Code::NONE;
                    }
                }
            }
            start = end;
        }
    }
}

fn cell_is_bad(column: Option<&Column>, row: usize) -> bool {
    column.is_some_and(|column| column.is_bad(row))
}
