//! A matrix on a list: the labels of two earlier rules meet in a cell.

use crate::rule::method::Matrix;
use crate::score::column::Code;
use crate::score::frame::{Block, Frame};
use crate::score::model::Model;
use crate::score::reason::{AxisLabel, Gap, GapKind, Reason};

/// The cells of a matrix, as codes.
#[derive(Debug)]
pub struct Cells {
    /// The earlier rules, by their indices.
    rows: usize,
    cols: usize,
    /// How many labels the columns' rule has.
    width: usize,
    /// Row by row.
    codes: Vec<Code>,
}

/// A matrix needs nothing of the list.
pub fn fit(matrix: &Matrix) -> Cells {
    let codes = matrix.cells.iter().map(|&tier| Code::from(tier)).collect();
    Cells { rows: matrix.rows, cols: matrix.cols, width: matrix.width, codes }
}

impl Cells {
    fn code(&self, row: Code, col: Code) -> Code {
        match (row.index(), col.index()) {
            (Some(row), Some(col)) => self.codes[row * self.width + col],
            _ => Code::NONE,
        }
    }
}

impl Model for Cells {
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

    fn alike(&self, block: &Block<'_>) -> Option<Vec<u64>> {
        let labels = |rule: usize| block.frame.labels[rule].as_ref().map(|codes| &codes[block.rows.clone()]);
        let (rows, cols) = (labels(self.rows)?, labels(self.cols)?);
        let number = |code: Code| code.index().map_or(0, |index| index as u64 + 1);
        Some(rows.iter().zip(cols).map(|(&row, &col)| number(row) << 32 | number(col)).collect())
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
    use super::*;
    use crate::rule::field::FieldKind;
    use crate::score::testing::{List, NOBODY};

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
