//! `matrix`: two earlier labels make a third.

use super::column::Code;
use super::frame::{Block, Frame};
use super::method::{Method, MethodDef, MethodSettings, Model};
use super::reason::{AxisLabel, Gap, GapKind, Reason};
use super::scope::Ref;
use super::settings::{Node, Setting, Span, Table, suggestion};
use super::tier::Tier;
use crate::folding::folded;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "matrix",
    about: "a table over the labels of two earlier rules",
    read: |settings| read(settings).map(|method| Box::new(method) as Box<dyn Method>),
};

/// A table whose rows and columns are the labels of two earlier rules.
#[derive(Debug, Clone)]
struct Matrix {
    /// The earlier rules, by their indices.
    rows: usize,
    cols: usize,
    /// How many labels the columns' rule has.
    width: usize,
    /// The codes of the cells, row by row; none where nothing is written.
    cells: Vec<Code>,
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
    let table = settings.rule.section("cells", "table of cells");
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
    let mut cells = vec![Code::NONE; settings.scope.rules[rows].labels.len() * width];
    for cell in &written {
        match tier_of(&settings.tiers, cell.label) {
            Some(tier) => cells[cell.row * width + cell.col] = Code::at(tier),
            None => complaints.error(
                &cell.span,
                format!("no tier has the label \"{}\"", cell.label),
                suggestion(cell.label, settings.tiers.iter().map(|tier| tier.label.as_str())),
            ),
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
            let message = format!("`{name}` is no label column of an earlier rule");
            complaints.error(span, message, "make labels of it with a rule above this one, and name that rule here");
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
                        Setting::Text { text, .. } if text.trim().is_empty() => settings.rule.complaints().error(
                            &cell.span,
                            "the label of this cell is empty",
                            "write the label that these customers get, or take the cell out",
                        ),
                        Setting::Text { text, .. } => {
                            written.push(Written { row, col, label: text, span: cell.span.clone() });
                        }
                        other => settings.rule.wrong(key, cell, other, "the label of this cell in quotes"),
                    }
                }
            }
            other => settings.rule.wrong("cells", node, other, "a table for every row, as in A = { \"1\" = \"A1\" }"),
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
                complaints.error(span, format!("\"{key}\" stands here twice"), "write every label once");
            }
            Some(index) => found.push((index, key, node)),
            None => complaints.error(
                span,
                format!("`{}` has no label \"{key}\"", rule.name),
                suggestion(key, rule.labels.iter().map(String::as_str)),
            ),
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
            settings.rule.complaints().warning(
                &tier.span,
                format!("nobody gets the label \"{}\": it stands in no cell", tier.label),
                "write it in a cell, or take the tier out",
            );
        }
    }
}

impl Matrix {
    fn warn_of_gaps(&self, settings: &MethodSettings<'_>, span: &Span) {
        let labels = |rule: usize| &settings.scope.rules[rule].labels;
        let gap = |index: usize| {
            format!("{}/{}", labels(self.rows)[index / self.width], labels(self.cols)[index % self.width])
        };
        let gaps = self.cells.iter().enumerate().filter(|(_, code)| **code == Code::NONE);
        let gaps = gaps.map(|(index, _)| gap(index)).collect::<Vec<_>>();
        if gaps.is_empty() {
            return;
        }
        const SHOWN: usize = 8;
        let more = if gaps.len() > SHOWN { format!(" and {} more", gaps.len() - SHOWN) } else { String::new() };
        settings.rule.complaints().warning(
            span,
            format!(
                "nothing is written for {}{more}: these customers are left unclassified",
                gaps[..gaps.len().min(SHOWN)].join(", ")
            ),
            "write a label for every pair of labels that can occur",
        );
    }

    fn code(&self, row: Code, col: Code) -> Code {
        match (row.index(), col.index()) {
            (Some(row), Some(col)) => self.cells[row * self.width + col],
            _ => Code::NONE,
        }
    }
}

impl Method for Matrix {
    fn inputs(&self) -> Vec<Vec<Ref>> {
        vec![vec![Ref::Label(self.rows)], vec![Ref::Label(self.cols)]]
    }

    fn fit(&self, _frame: &Frame<'_>) -> Box<dyn Model> {
        Box::new(self.clone())
    }
}

impl Model for Matrix {
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>) {
        let labels = &block.frame.labels;
        match (&labels[self.rows], &labels[self.cols]) {
            (Some(rows), Some(cols)) => {
                let pairs = rows[block.rows.clone()].iter().zip(&cols[block.rows.clone()]);
                codes.extend(pairs.map(|(&row, &col)| self.code(row, col)));
            }
            // One of the rules gave no column, because the list lacks its field.
            _ => codes.extend(block.rows.clone().map(|_| Code::NONE)),
        }
    }

    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason {
        let label = |rule: usize| AxisLabel {
            rule,
            name: frame.scope.rules[rule].name.clone(),
            code: frame.labels[rule].as_ref().map_or(Code::NONE, |codes| codes[row]),
        };
        let (row, col) = (label(self.rows), label(self.cols));
        let gap = |axis: &AxisLabel| {
            (axis.code == Code::NONE).then(|| Gap { name: axis.name.clone(), kind: GapKind::Missing })
        };
        let gaps = [&row, &col].into_iter().filter_map(gap).collect::<Vec<_>>();
        if !gaps.is_empty() {
            return Reason::Gaps(gaps);
        }
        let code = self.code(row.code, col.code);
        Reason::Cell { row, col, code }
    }
}

#[cfg(test)]
mod tests {
    use super::super::field::FieldKind;
    use super::super::testing::{List, NOBODY};
    use super::*;

    const CELL: &str = r#"
        method = "matrix"
        rows   = "potential"
        cols   = "use"
        cells  = { A = { "1" = "A1", "2" = "A2" }, B = { "1" = "B1", "2" = "low" }, C = { "1" = "low", "2" = "low" } }
    "#;

    fn list() -> List {
        List::default().labelled("potential", &["A", "B", "C"], &["A", "B", "C", "B", "", "A"]).labelled(
            "use",
            &["1", "2"],
            &["2", "1", "2", "2", "1", ""],
        )
    }

    #[test]
    fn a_pair_of_labels_makes_a_third_and_an_unclassified_axis_none() {
        assert_eq!(list().labels(CELL), ["A2", "B1", "low", "low", "", ""]);
    }

    #[test]
    fn without_tiers_the_labels_stand_in_the_order_of_the_cells() {
        let labels = |rule: &str| list().rule(rule).tiers.iter().map(|tier| tier.label.clone()).collect::<Vec<_>>();
        assert_eq!(labels(CELL), ["A1", "A2", "B1", "low"]);
        let tiers = "tier = [ { label = \"low\" }, { label = \"B1\" }, { label = \"A2\" }, { label = \"A1\", color = \"#AABBCC\" } ]";
        let rule = format!("{CELL}\n{tiers}");
        assert_eq!(labels(&rule), ["low", "B1", "A2", "A1"]);
        assert_eq!(list().labels(&rule), ["A2", "B1", "low", "low", "", ""]);
    }

    #[test]
    fn the_reason_names_both_labels() {
        let axis =
            |rule: usize, name: &str, code: usize| AxisLabel { rule, name: name.to_owned(), code: Code::at(code) };
        let reason = Reason::Cell { row: axis(0, "potential", 1), col: axis(1, "use", 0), code: Code::at(2) };
        assert_eq!(list().reason(CELL, 1), reason);
        let gap = Gap { name: "use".to_owned(), kind: GapKind::Missing };
        assert_eq!(list().reason(CELL, 5), Reason::Gaps(vec![gap]));
    }

    #[test]
    fn a_cell_without_label_is_warned_of_and_unclassified() {
        let rule = r#"
            method = "matrix"
            rows   = "potential"
            cols   = "use"
            cells  = { A = { "1" = "good" }, B = { "1" = "good", "2" = "bad" } }
        "#;
        let warnings = list().warnings(rule);
        assert!(
            warnings[0].starts_with("nothing is written for A/2, C/1, C/2: these customers are left unclassified"),
            "{warnings:?}"
        );
        let list = list();
        let (rule, _) = list.read(rule);
        assert_eq!(rule.expect("only warned of").labels(&list.frame()), ["", "good", "", "bad", "", ""]);
    }

    #[test]
    fn a_tier_that_stands_in_no_cell_is_warned_of() {
        let rule = format!(
            "{CELL}\ntier = [ {{ label = \"A1\" }}, {{ label = \"A2\" }}, {{ label = \"B1\" }}, {{ label = \"low\" }}, {{ label = \"A3\" }} ]"
        );
        assert!(list().warnings(&rule)[0].starts_with("nobody gets the label \"A3\""));
        assert_eq!(list().errors(&rule), [""; 0]);
    }

    #[test]
    fn mistakes_are_told() {
        let list = list().with("city", FieldKind::Text, NOBODY);
        let errors = |rows: &str, cells: &str| {
            list.errors(&format!("method = \"matrix\"\nrows = \"{rows}\"\ncols = \"use\"\ncells = {cells}"))
        };
        for (rows, cells, wanted) in [
            ("potential", "{ AA = { 1 = \"x\" } }", "`potential` has no label \"AA\"; "),
            ("potential", "{ A = { 3 = \"x\" } }", "`use` has no label \"3\"; known here: 1, 2"),
            ("potential", "{ A = { 1 = 5 } }", "`1` is a number; write the label of this cell in quotes"),
            ("potential", "{ A = \"x\" }", "`cells` is a text"),
            ("potential", "{ A = { 1 = \"x\" }, a = { 1 = \"y\" } }", "\"a\" stands here twice"),
            ("city", "{ A = { 1 = \"x\" } }", "`city` is no label column of an earlier rule"),
            ("potentiel", "{ A = { 1 = \"x\" } }", "unknown field `potentiel`; did you mean `potential`?"),
        ] {
            let errors = errors(rows, cells);
            assert!(errors.len() == 1 && errors[0].starts_with(wanted), "{wanted}: {errors:?}");
        }
        let rule = format!(
            "{CELL}\ntier = [ {{ label = \"A1\" }}, {{ label = \"A2\" }}, {{ label = \"B1\" }}, {{ label = \"lov\" }} ]"
        );
        assert!(list.errors(&rule)[0].starts_with("no tier has the label \"low\""));
        assert_eq!(list.errors("method = \"matrix\"").len(), 3);
    }

    #[test]
    fn every_pair_gets_what_is_written_in_its_cell() {
        let (rows, cols) = (["A", "B", "C", ""], ["1", "2", ""]);
        let pairs = rows.iter().flat_map(|row| cols.iter().map(move |col| (*row, *col))).collect::<Vec<_>>();
        let of = |pick: fn(&(&'static str, &'static str)) -> &'static str| pairs.iter().map(pick).collect::<Vec<_>>();
        let list = List::default().labelled("potential", &rows[..3], &of(|pair| pair.0)).labelled(
            "use",
            &cols[..2],
            &of(|pair| pair.1),
        );
        let written = [("A", "1", "A1"), ("A", "2", "A2"), ("B", "1", "B1")];
        for (pair, label) in pairs.iter().zip(list.labels(CELL)) {
            let whole = !pair.0.is_empty() && !pair.1.is_empty();
            let cell = written.iter().find(|(row, col, _)| (*row, *col) == *pair).map_or("low", |cell| cell.2);
            assert_eq!(label, if whole { cell } else { "" });
        }
    }
}
