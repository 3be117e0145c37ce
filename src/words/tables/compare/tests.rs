use proptest::prelude::*;

use super::*;
use crate::number::Decimal;
use crate::result::compare::{Pair, pairs};
use crate::result::label::Label;
use crate::score::policy::Movement;
use crate::score::{Cell, Code, Numbers};

fn labels(texts: &[&str]) -> Vec<Label> {
    texts.iter().map(|text| Label::Written((*text).to_owned())).collect()
}

fn numbers(values: &[i64]) -> Numbers {
    values.iter().map(|&value| Cell::Value(Decimal::from(value))).collect()
}

fn side<'a>(known: &[&str], codes: &[Option<usize>], revenue: Option<&'a Numbers>) -> Side<'a> {
    let code = |code: &Option<usize>| code.map_or(Code::NONE, Code::at);
    let codes = codes.iter().map(code).collect();
    Side { name: "tier".to_owned(), labels: labels(known), ranked: true, codes, revenue, ids: None, names: None }
}

fn row(table: &Table, at: usize) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Count(count) => count.to_string(),
        Value::Amount(amount) => amount.to_string(),
        _ => "".to_owned(),
    };
    table.rows[at].cells.iter().map(text).collect()
}

#[test]
fn a_customer_moves_stays_comes_or_goes() {
    let (before, now) = (numbers(&[10, 20, 30]), numbers(&[11, 21, 41]));
    let earlier = side(&["A", "B"], &[Some(0), Some(1), Some(1)], Some(&before));
    let later = side(&["A", "B"], &[Some(0), Some(0), None], Some(&now));
    // The earlier list's third customer is gone; the later list's third is new.
    let pairs = pairs(3, &[Some(0), Some(1), None]);
    let comparison = Comparison::new(earlier, later, pairs, false);
    let tables = tables(&comparison, Language::En);
    let changes = (0..tables[0].rows.len()).map(|at| row(&tables[0], at).join(" ")).collect::<Vec<_>>();
    assert_eq!(changes, ["up 1  20 21", "new 1  0 41", "lost 1  30 0", "same 1  10 11", "total 4  60 73"]);
    let customers = (0..4).map(|at| row(&tables[1], at).join(" ")).collect::<Vec<_>>();
    assert_eq!(customers, ["A 1 0 0 0 1", "B 1 0 0 1 2", "new customers 0 0 1 0 1", "total 2 0 1 1 4"]);
    assert_eq!(row(&tables[2], 1).join(" "), "B 20 0 30 50", "the revenue before, which new customers have none of");
    assert_eq!(row(&tables[3], 2).join(" "), "new customers 0 0 41 41");
}

#[test]
fn movers_come_by_revenue() {
    let now = numbers(&[5, 50, 7]);
    let earlier = side(&["A", "B"], &[Some(1), Some(0), Some(0)], Some(&now));
    let later = side(&["A", "B"], &[Some(0), Some(1), Some(0)], Some(&now));
    let pairs = (0..3).map(|row| Pair::Both(row, row)).collect();
    let comparison = Comparison::new(earlier, later, pairs, true);
    let table = movers(&comparison, None, None, Language::En);
    assert_eq!([row(&table, 0).join(" "), row(&table, 1).join(" ")], ["A B down 50", "B A up 5"]);
    let table = movers(&comparison, None, Some(1), Language::En);
    assert_eq!((table.rows.len(), table.notes.len()), (1, 1));
}

#[test]
fn of_different_labels_the_side_that_knows_both_says_which_is_better() {
    let change = |before: &[&str], from: usize, now: &[&str], to: usize| {
        let comparison = Comparison::new(
            side(before, &[Some(from)], None),
            side(now, &[Some(to)], None),
            vec![Pair::Both(0, 0)],
            true,
        );
        comparison.change(Pair::Both(0, 0))
    };
    let (three, four) = (["A", "B", "C"], ["A", "B", "C", "D"]);
    assert_eq!(change(&three, 2, &four, 3), Change::Moved(Movement::Down));
    assert_eq!(change(&four, 3, &three, 2), Change::Moved(Movement::Up));
    assert_eq!(change(&three, 1, &four, 1), Change::Moved(Movement::Same));
    assert_eq!(change(&["A"], 0, &["gold"], 0), Change::Moved(Movement::Changed));
    assert_eq!(change(&["A", "B"], 0, &["B", "A"], 0), Change::Moved(Movement::Changed), "the two orders contradict");
}

proptest! {
    #[test]
    fn a_list_compared_with_itself_moves_nobody(codes in proptest::collection::vec(proptest::option::of(0usize..3), 0..40)) {
        let known = ["A", "B", "C"];
        let pairs = pairs(codes.len(), &(0..codes.len()).map(Some).collect::<Vec<_>>());
        let comparison = Comparison::new(side(&known, &codes, None), side(&known, &codes, None), pairs, false);
        prop_assert!(movers(&comparison, None, None, Language::En).rows.is_empty());
    }

    #[test]
    fn the_matrix_adds_up_on_both_sides(
        before in proptest::collection::vec(proptest::option::of(0usize..3), 0..30),
        now in proptest::collection::vec((proptest::option::of(0usize..3), any::<bool>()), 0..30),
    ) {
        let known = ["A", "B", "C"];
        let matched = now.iter().enumerate().map(|(row, (_, both))| (*both && row < before.len()).then_some(row)).collect::<Vec<_>>();
        let codes = now.iter().map(|(code, _)| *code).collect::<Vec<_>>();
        let pairs = pairs(before.len(), &matched);
        let comparison = Comparison::new(side(&known, &before, None), side(&known, &codes, None), pairs, false);
        let matrix = &tables(&comparison, Language::En)[1];
        for (at, label) in known.iter().enumerate() {
            let down = row(matrix, at);
            prop_assert_eq!(&down[0], label);
            let customers = before.iter().filter(|code| **code == Some(at)).count();
            prop_assert_eq!(down.last().cloned(), Some(customers.to_string()));
            let customers = codes.iter().filter(|code| **code == Some(at)).count();
            let across = row(matrix, matrix.rows.len() - 1);
            prop_assert_eq!(&across[at + 1], &customers.to_string());
        }
    }
}
