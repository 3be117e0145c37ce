//! `matrix`: two earlier labels make a third.

use super::{Method, MethodDef, MethodSettings};
use crate::folding::folded;
use crate::rule::mistake::{MethodMistake, Part, Suggestion, Wanted};
use crate::rule::scope::Ref;
use crate::rule::settings::{Node, Setting, Span, Table};
use crate::rule::tier::Tier;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "matrix",
    about: "a table over the labels of two earlier rules",
    makes_tiers: true,
    ranks: false,
    read: |settings| read(settings).map(Method::Matrix),
};

/// A table whose rows and columns are the labels of two earlier rules.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// The earlier rule whose labels are the rows, by its index in the scope.
    pub rows: usize,
    /// The earlier rule whose labels are the columns.
    pub cols: usize,
    /// How many labels the columns' rule has.
    pub width: usize,
    /// The tiers of the cells, row by row; none where nothing is written.
    pub cells: Vec<Option<usize>>,
}

impl Matrix {
    /// The tier of a cell, by the indices of its labels.
    pub fn tier(&self, row: usize, col: usize) -> Option<usize> {
        self.cells[row * self.width + col]
    }
}

/// A label as it stands in a cell.
struct Written<'a> {
    row: usize,
    col: usize,
    label: &'a str,
    span: Span,
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Matrix> {
    let complaints = settings.rule.complaints();
    let before = complaints.errors();
    settings.refuse_per("matrix");
    let rows = axis(settings, "rows", "rows = \"potential_class\"");
    let cols = axis(settings, "cols", "cols = \"use\"");
    let table = settings.rule.section("cells", Part::Cells);
    if !settings.rule.has("cells") {
        settings.rule.missing("cells", "cells = { A = { \"1\" = \"A1\", \"2\" = \"A2\" } }");
    }
    let (rows, cols, table) = (rows?, cols?, table?);
    let written = written_cells(settings, rows, cols, table.entries());
    if settings.tiers.is_empty() {
        settings.tiers = tiers_of_cells(&written);
    } else {
        warn_of_unused_tiers(settings, &written);
    }
    let width = settings.scope.rules[cols].labels.len();
    let mut cells = vec![None; settings.scope.rules[rows].labels.len() * width];
    for cell in &written {
        match tier_of(&settings.tiers, cell.label) {
            Some(tier) => cells[cell.row * width + cell.col] = Some(tier),
            None => {
                let known = Suggestion::new(cell.label, settings.tiers.iter().map(|tier| tier.label.as_str()));
                complaints.error(&cell.span, MethodMistake::CellWithoutTier { label: cell.label.to_owned(), known });
            }
        }
    }
    (complaints.errors() == before).then(|| {
        let matrix = Matrix { rows, cols, width, cells };
        matrix.warn_of_gaps(settings, &table.head());
        matrix
    })
}

/// The earlier rule whose labels name the rows or columns.
fn axis(settings: &MethodSettings<'_>, key: &'static str, example: &str) -> Option<usize> {
    let name = settings.rule.needed_text(key, example)?;
    let span = &settings.rule.get(key)?.span;
    let complaints = settings.rule.complaints();
    match settings.scope.column(name, span, complaints)?.0 {
        Ref::Label(rule) => Some(rule),
        Ref::Field(_) | Ref::Derived(_) | Ref::Score(_) => {
            complaints.error(span, MethodMistake::NoLabelColumn { name: name.to_owned() });
            None
        }
    }
}

fn written_cells<'a>(
    settings: &MethodSettings<'_>,
    rows: usize,
    cols: usize,
    table: &'a [(String, Span, Node)],
) -> Vec<Written<'a>> {
    let mut written = Vec::new();
    for (row, _, node) in labelled(settings, rows, table) {
        match &node.value {
            Setting::Table(Table { entries }) => {
                for (col, key, cell) in labelled(settings, cols, entries) {
                    match &cell.value {
                        Setting::Text { text, .. } if text.trim().is_empty() => {
                            settings.rule.complaints().error(&cell.span, MethodMistake::EmptyCell);
                        }
                        Setting::Text { text, .. } => {
                            written.push(Written { row, col, label: text, span: cell.span.clone() });
                        }
                        _ => settings.rule.wrong(key, cell, Wanted::CellLabel),
                    }
                }
            }
            _ => settings.rule.wrong("cells", node, Wanted::Row),
        }
    }
    written
}

/// The entries of a table whose keys are labels of an earlier rule, with the labels' indices.
fn labelled<'a>(
    settings: &MethodSettings<'_>,
    rule: usize,
    entries: &'a [(String, Span, Node)],
) -> Vec<(usize, &'a str, &'a Node)> {
    let complaints = settings.rule.complaints();
    let rule = &settings.scope.rules[rule];
    let mut found: Vec<(usize, &str, &Node)> = Vec::new();
    for (key, span, node) in entries {
        match rule.labels.iter().position(|label| folded(label) == folded(key)) {
            Some(index) if found.iter().any(|(known, ..)| *known == index) => {
                complaints.error(span, MethodMistake::CellTwice { label: key.clone() });
            }
            Some(index) => found.push((index, key, node)),
            None => {
                let known = Suggestion::new(key, rule.labels.iter().map(String::as_str));
                let mistake = MethodMistake::UnknownLabel { rule: rule.name.clone(), label: key.clone(), known };
                complaints.error(span, mistake);
            }
        }
    }
    found
}

/// Without tiers the labels are those of the cells, in the order of their first appearance.
fn tiers_of_cells(written: &[Written<'_>]) -> Vec<Tier> {
    let mut tiers: Vec<Tier> = Vec::new();
    for cell in written {
        if tier_of(&tiers, cell.label).is_none() {
            tiers.push(Tier { span: cell.span.clone(), ..Tier::named(cell.label.trim()) });
        }
    }
    tiers
}

fn tier_of(tiers: &[Tier], label: &str) -> Option<usize> {
    let key = folded(label);
    tiers.iter().position(|tier| folded(&tier.label) == key)
}

fn warn_of_unused_tiers(settings: &MethodSettings<'_>, written: &[Written<'_>]) {
    for tier in &settings.tiers {
        if !written.iter().any(|cell| folded(cell.label) == folded(&tier.label)) {
            settings
                .rule
                .complaints()
                .warning(&tier.span, MethodMistake::TierWithoutCell { label: tier.label.clone() });
        }
    }
}

impl Matrix {
    fn warn_of_gaps(&self, settings: &MethodSettings<'_>, span: &Span) {
        let labels = |rule: usize| &settings.scope.rules[rule].labels;
        let gap = |index: usize| {
            format!("{}/{}", labels(self.rows)[index / self.width], labels(self.cols)[index % self.width])
        };
        let gaps = self.cells.iter().enumerate().filter(|(_, tier)| tier.is_none());
        let mut first = gaps.map(|(index, _)| gap(index)).collect::<Vec<_>>();
        if first.is_empty() {
            return;
        }
        const SHOWN: usize = 8;
        let more = first.len().saturating_sub(SHOWN);
        first.truncate(SHOWN);
        settings.rule.complaints().warning(span, MethodMistake::Gaps { first, more });
    }
}
