use proptest::prelude::*;

use crate::number::decimal::Decimal;
use crate::rule::field::FieldKind;
use crate::score::column::{Cell, Code, Numbers};
use crate::score::frame::Frame;
use crate::score::model::Model;
use crate::score::reason::{Bound, Gap, GapKind, ItemValue, Reason};
use crate::score::testing::{List, NOBODY, choice, decimal};

/// The score of every customer, `-` where there is none.
fn scores(model: &dyn Model, frame: &Frame<'_>) -> Vec<String> {
    let (mut codes, mut scores) = (Vec::new(), Numbers::default());
    frame.blocks().for_each(|block| model.scores(&block, &mut codes, &mut scores));
    assert_eq!(codes, crate::score::testing::codes(model, frame));
    scores.iter().map(|cell| cell.value().map_or("-".to_owned(), |score| score.normalized().to_string())).collect()
}

fn scores_of(list: &List, rule: &str) -> Vec<String> {
    scores(list.rule(rule).model(&list.frame()).as_ref(), &list.frame())
}

fn number(cells: &[&str]) -> List {
    List::default().with("value", FieldKind::Number, cells)
}

const COMPOSITE: &str = r#"
method = "scorecard"
item   = [
  { field = "revenue",       weight = 0.30, ramp = { from = 100_000, to = 2_100_000, step = 10 } },
  { field = "growth",        weight = 0.30, ramp = { from = 0, to = "25%", step = 10 } },
  { field = "payback_rate",  weight = 0.20, ramp = { from = "90%", to = "100%", step = 10 } },
  { field = "return_rate",   weight = 0.10, steps = [
    { max   = "1%", points = 100 },
    { max   = "2%", points = 80 },
    { max   = "3%", points = 60 },
    { max   = "4%", points = 40 },
    { below = "5%", points = 20 },
    { points = 0 },
  ] },
  { field = "manager_score", weight = 0.10 },
]
tier = [ { label = "A", min = 80 }, { label = "B", min = 60 }, { label = "C", min = 40 }, { label = "D" } ]
"#;

fn composite(revenue: &[&str], growth: &[&str], payback: &[&str], returns: &[&str], rating: &[&str]) -> List {
    List::default()
        .with("revenue", FieldKind::Number, revenue)
        .with("growth", FieldKind::Percent, growth)
        .with("payback_rate", FieldKind::Percent, payback)
        .with("return_rate", FieldKind::Percent, returns)
        .with("manager_score", FieldKind::Number, rating)
}

#[test]
fn the_worked_example_gives_exactly_69() {
    let list = composite(&["2000000"], &["0.25"], &["0.92"], &["0.06"], &["80"]);
    assert_eq!(scores_of(&list, COMPOSITE), ["69"]);
    assert_eq!(list.labels(COMPOSITE), ["B"]);
    let wide = composite(&["2000000"], &["0.25000000000000000000000000000000000001"], &["0.92"], &["0.06"], &["80"]);
    assert_eq!(scores_of(&wide, COMPOSITE), ["69"]);
}

#[test]
fn the_reason_names_the_points_the_costliest_items_and_the_way_to_the_better_tier() {
    let list = composite(&["2000000"], &["0.25"], &["0.92"], &["0.06"], &["80"]);
    let Reason::Points { items, costliest, total, code, better, distance, .. } = list.reason(COMPOSITE, 0) else {
        panic!("points");
    };
    let points = items.iter().map(|item| item.points.to_string()).collect::<Vec<_>>();
    assert_eq!(points, ["90", "100", "20", "0", "80"]);
    assert_eq!(items[3].name, "return_rate");
    assert_eq!(items[3].value, ItemValue::Number(decimal("0.06")));
    assert_eq!(items[2].cost, decimal("16"));
    assert_eq!(costliest, [2, 3, 0, 4]);
    assert_eq!((total, code), (decimal("69"), Code::at(1)));
    assert_eq!(better, Some(Bound { code: Code::at(0), value: decimal("80"), inclusive: true, of_list: false }));
    assert_eq!(distance, Some(decimal("11")));
}

#[test]
fn a_step_is_reached_exactly_at_its_number() {
    let rule = r#"
        method = "scorecard"
        item = [ { field = "value", ramp = { from = 100_000, to = 2_100_000, step = 10 } } ]
        tier = [ { label = "all" } ]
    "#;
    let list = number(&["100000", "299999.99", "300000", "2000000", "2099999.99", "2100000", "9e15", "-9e15"]);
    assert_eq!(scores_of(&list, rule), ["0", "0", "10", "90", "90", "100", "100", "0"]);
    let wide = number(&["299999.99999999999999999999999999999999", "300000", "1e37"]);
    assert_eq!(scores_of(&wide, rule), ["0", "10", "100"]);
}

#[test]
fn a_falling_ramp_gives_most_to_the_least() {
    let rule = |step: &str| {
        format!(
            "method = \"scorecard\"\ntier = [ {{ label = \"all\" }} ]\n\
             item = [ {{ field = \"value\", ramp = {{ from = 90, to = 30{step} }} }} ]"
        )
    };
    let list = number(&["30", "90", "60", "61", "120", "-5", "36.01", "36"]);
    let smooth = "48.333333333333333333333333333333333333";
    let scores = scores_of(&list, &rule(""));
    assert_eq!(scores, ["100", "0", "50", smooth, "0", "100", "89.983333333333333333333333333333333333", "90"]);
    assert_eq!(scores_of(&list, &rule(", step = 10")), ["100", "0", "50", "40", "0", "100", "80", "90"]);
}

#[test]
fn a_step_that_does_not_divide_100_rounds_the_end_down_too() {
    let rule = r#"
        method = "scorecard"
        item = [ { field = "value", ramp = { from = 0, to = 10, step = 30 } } ]
        tier = [ { label = "all" } ]
    "#;
    assert_eq!(scores_of(&number(&["2.99", "3", "9", "10", "11"]), rule), ["0", "30", "90", "90", "90"]);
}

#[test]
fn thirds_are_compared_without_rounding() {
    // 33.3… + 33.3… + 33.3… is exactly 100, which no rounded sum would reach.
    let rule = r#"
        method = "scorecard"
        item = [
          { field = "a", ramp = { from = 0, to = 3 } },
          { field = "b", ramp = { from = 0, to = 3 } },
          { field = "c", ramp = { from = 0, to = 3 } },
        ]
        tier = [ { label = "hundred", min = 100 }, { label = "less" } ]
    "#;
    let with = |cells: &[&str]| {
        List::default().with("a", FieldKind::Number, cells).with("b", FieldKind::Number, cells).with(
            "c",
            FieldKind::Number,
            cells,
        )
    };
    assert_eq!(with(&["1", "0.9999999999999999"]).labels(rule), ["hundred", "less"]);
    // The same where the numbers do not fit small integers.
    assert_eq!(with(&["1", "0.99999999999999999999999999999999999999"]).labels(rule), ["hundred", "less"]);
}

#[test]
fn the_first_step_that_is_met_counts_and_its_bound_belongs_to_it_as_written() {
    let rule = r#"
        method = "scorecard"
        item = [ { field = "value", steps = [
            { max = "1%", points = 100 }, { below = "5%", points = 20 }, { above = 1, points = -5 }, { points = 0 },
        ] } ]
        tier = [ { label = "all" } ]
    "#;
    let list = number(&["0.01", "0.0101", "0.05", "0.0499", "1", "1.01"]);
    assert_eq!(scores_of(&list, rule), ["100", "20", "0", "20", "0", "-5"]);
}

#[test]
fn a_number_that_meets_no_step_has_no_points() {
    let rule = r#"
        method = "scorecard"
        item = [ { field = "value", steps = [ { min = 10, points = 100 }, { min = 5, points = 50 } ] } ]
        tier = [ { label = "all" } ]
    "#;
    let list = number(&["10", "4", ""]);
    assert_eq!(scores_of(&list, rule), ["100", "-", "-"]);
    let no_step = Gap { name: "value".to_owned(), kind: GapKind::NoStep(decimal("4")) };
    assert_eq!(list.reason(rule, 1), Reason::Gaps(vec![no_step]));
}

#[test]
fn a_missing_or_bad_item_leaves_the_customer_without_label_and_score() {
    let list = composite(
        &["2000000", "", "2000000"],
        &["0.25", "0.25", "!"],
        &["0.92", "0.92", "0.92"],
        &["0.06", "!", "0.06"],
        &["100.01", "80", "80"],
    );
    assert_eq!(list.labels(COMPOSITE), ["", "", ""]);
    assert_eq!(scores_of(&list, COMPOSITE), ["-", "-", "-"]);
    let gap = |name: &str, kind| Gap { name: name.to_owned(), kind };
    let outside = gap("manager_score", GapKind::OutsidePoints(decimal("100.01")));
    assert_eq!(list.reason(COMPOSITE, 0), Reason::Gaps(vec![outside]));
    let two = vec![gap("revenue", GapKind::Missing), gap("return_rate", GapKind::Bad)];
    assert_eq!(list.reason(COMPOSITE, 1), Reason::Gaps(two));
}

#[test]
fn an_item_that_is_points_already_lies_within_0_and_100() {
    let rule = "method = \"scorecard\"\nitem = [ { field = \"value\" } ]\ntier = [ { label = \"all\" } ]";
    let list = number(&["0", "100", "-0.01", "100.01", "55.5"]);
    assert_eq!(scores_of(&list, rule), ["0", "100", "-", "-", "55.5"]);
}

#[test]
fn a_score_that_meets_no_tier_still_stands() {
    let rule = r#"
        method = "scorecard"
        item = [ { field = "value" } ]
        tier = [ { label = "high", min = 80 }, { label = "middle", min = 40, below = 80 } ]
    "#;
    let list = number(&["90", "39.5"]);
    assert_eq!(scores_of(&list, rule), ["90", "39.5"]);
    assert_eq!(list.labels(rule), ["high", ""]);
}

#[test]
fn words_flags_bins_and_labels_have_points() {
    let list = List::default()
        .with("potential", choice(&[("high", &["高"]), ("low", &["低"])]), &["high", "low", "!", "high"])
        .with("fan", FieldKind::Flag, &["yes", "no", "yes", ""])
        .labelled("r", &["2", "1"], &["1", "2", "2", "2"])
        .labelled("grade", &["A", "B"], &["A", "B", "A", "A"]);
    let rule = r#"
        method = "scorecard"
        item = [
          { field = "potential", points = { "高" = 1, LOW = 2 } },
          { field = "fan", points = { yes = 10, no = 20 } },
          { field = "r", points = { 1 = 100, 2 = 200 } },
          { field = "grade", points = { A = 1000, B = 2000 } },
        ]
        tier = [ { label = "all" } ]
    "#;
    assert_eq!(scores_of(&list, rule), ["1111", "2222", "-", "-"]);
    let Reason::Points { items, .. } = list.reason(rule, 0) else { panic!("points") };
    assert_eq!(items[1].value, ItemValue::Word("yes".to_owned()));
    assert_eq!(items[3].value, ItemValue::Word("A".to_owned()));
}

#[test]
fn derived_numbers_and_conditions_give_points() {
    let list = List::default()
        .with("revenue", FieldKind::Number, &["2000000", "1600000", "5", ""])
        .with("last", FieldKind::Number, &["1600000", "1560975.61", "0", "1"])
        .derived("growth", "(revenue - last) / last")
        .derived("large", "revenue >= 1_900_000");
    let rule = r#"
        method = "scorecard"
        item = [
          { field = "growth", ramp = { from = 0, to = "25%", step = 10 } },
          { field = "large", points = { yes = 1, no = 2 } },
        ]
        tier = [ { label = "all" } ]
    "#;
    assert_eq!(scores_of(&list, rule), ["101", "2", "-", "-"]);
    let list = number(&["2", "3"]).derived("third", "value / 3");
    let rule = "method = \"scorecard\"\nitem = [ { field = \"third\" } ]\ntier = [ { label = \"all\" } ]";
    assert_eq!(scores_of(&list, rule), ["0.66666666666666666666666666666666666667", "1"]);
}

#[test]
fn the_first_of_several_columns_that_the_list_has_counts() {
    let list = List::default().without("profit", FieldKind::Number).with("value", FieldKind::Number, &["7"]);
    let rule = "method = \"scorecard\"\nitem = [ { field = [\"profit\", \"value\"] } ]\ntier = [ { label = \"all\" } ]";
    assert_eq!(scores_of(&list, rule), ["7"]);
}

#[test]
fn weights_add_up_to_exactly_1_or_there_are_none() {
    let rule = |one: &str, other: &str| {
        format!(
            "method = \"scorecard\"\ntier = [ {{ label = \"all\" }} ]\n\
             item = [ {{ field = \"a\"{one} }}, {{ field = \"b\"{other} }} ]"
        )
    };
    let list = List::default().with("a", FieldKind::Number, &["60"]).with("b", FieldKind::Number, &["90"]);
    assert_eq!(scores_of(&list, &rule(", weight = 0.3", ", weight = \"70%\"")), ["81"]);
    assert_eq!(scores_of(&list, &rule("", "")), ["150"]);
    let wrong = list.errors(&rule(", weight = 0.30", ", weight = 0.71"));
    assert_eq!(wrong, ["the weights add up to 1.01, not to 1; make them add up to exactly 1"]);
    let mixed = list.errors(&rule(", weight = 0.3", ""));
    assert!(mixed[0].starts_with("this item has no weight, but others have"), "{mixed:?}");
    let zero = list.errors(&rule(", weight = 0", ", weight = 1"));
    assert!(zero[0].starts_with("a weight lies above 0"), "{zero:?}");
}

#[test]
fn mistakes_in_items_are_told() {
    let list = number(NOBODY).with("kind", choice(&[("high", &[]), ("low", &[])]), NOBODY).with(
        "city",
        FieldKind::Text,
        NOBODY,
    );
    let errors = |item: &str| {
        list.errors(&format!("method = \"scorecard\"\ntier = [ {{ label = \"all\" }} ]\nitem = [ {{ {item} }} ]"))
    };
    for (item, wanted) in [
        ("field = \"value\", ramp = { from = 1, to = 1 }", "this ramp begins and ends at the same number"),
        ("field = \"value\", ramp = { from = 1 }", "this ramp has no `to`"),
        (
            "field = \"value\", ramp = { from = 0, to = 1, steps = 10 }",
            "unknown key `steps` in this ramp; did you mean `step`?",
        ),
        ("field = \"value\", ramp = { from = 0, to = 1, step = 0 }", "a step lies above 0"),
        ("field = \"value\", ramp = { from = 0, to = 1 }, steps = []", "this item has both `ramp` and `steps`"),
        ("field = \"value\", steps = []", "`steps` is empty"),
        ("field = \"value\", steps = [ { min = 1 } ]", "this step has no `points`"),
        (
            "field = \"value\", steps = [ { min = 1, points = 1 }, { min = 2, points = 2 } ]",
            "nothing can reach this step",
        ),
        ("field = \"value\", steps = [ { points = 1 }, { min = 2, points = 2 } ]", "this step has no bound"),
        ("field = \"value\", points = { high = 1 }", "`value` is a number, not a closed list of words"),
        ("field = \"city\", points = { high = 1 }", "`city` is a text, not a closed list of words"),
        ("field = \"city\"", "`city` is a text, not a number"),
        ("field = \"kind\", points = { high = 1 }", "no points for \"low\""),
        ("field = \"kind\", points = { high = 1, low = 0, lowe = 2 }", "`kind` is never \"lowe\"; did you mean `low`?"),
        ("field = \"kind\", points = { high = 1, low = 0, LOW = 2 }", "`low` has points twice"),
        ("field = \"value\", wieght = 1", "unknown key `wieght` in this item; did you mean `weight`?"),
        ("weight = 1", "this item has no `field`"),
    ] {
        let errors = errors(item);
        assert!(errors.iter().any(|error| error.starts_with(wanted)), "{item}: {errors:?}");
    }
}

#[test]
fn a_tier_that_no_total_reaches_and_points_beyond_100_are_warned_of() {
    let list = number(&["5"]);
    let rule = r#"
        method = "scorecard"
        item = [ { field = "value", weight = 1 } ]
        tier = [ { label = "A", min = 120 }, { label = "B", min = 100 }, { label = "C" } ]
    "#;
    let warnings = list.warnings(rule);
    assert_eq!(
        warnings,
        ["nobody reaches this tier: the items give totals from 0 to 100; move its bound, or change the points"]
    );
    let rule = r#"
        method = "scorecard"
        item = [ { field = "value", weight = 1, steps = [ { min = 5, points = 150 }, { points = 0 } ] } ]
        tier = [ { label = "A", min = 120 }, { label = "C" } ]
    "#;
    assert!(list.warnings(rule)[0].starts_with("this item gives from 0 to 150 points"));
    let rule = "method = \"scorecard\"\nitem = [ { field = \"value\" } ]\nper = \"city\"\ntier = [ { label = \"A\" } ]";
    let list = number(NOBODY).with("city", FieldKind::Text, NOBODY);
    assert_eq!(list.errors(rule), ["a scorecard rule makes no cuts within groups; take `per` out"]);
}

const MIXED: &str = r#"
method = "scorecard"
item   = [
  { field = "a", weight = 0.34, ramp = { from = -3, to = 4.5 } },
  { field = "b", weight = 0.26, ramp = { from = 7, to = "50%", step = 12.5 } },
  { field = "c", weight = 0.15, steps = [ { above = 2, points = 100 }, { min = 1.5, points = 33.3 }, { max = 1, points = 7 } ] },
  { field = "d", weight = 0.125 },
  { field = "w", weight = 0.125, points = { high = 100, some = 12.5, low = 0 } },
]
tier = [ { label = "A", min = 61.7 }, { label = "B", above = 45.25 }, { label = "C", max = 20 } ]
"#;

/// The points of one customer under [`MIXED`] × 10^9 × 75, in plain integers: a twin that is easy to believe. Numbers are in tenths.
fn mixed_twin(a: i64, b: i64, c: i64, d: i64, word: &str) -> Option<i128> {
    let a = (i128::from(a) + 30).clamp(0, 75) * 100 * 1_000_000_000 * 34 / 100;
    let b = (70 - i128::from(b)).clamp(0, 65) * 1000 / (65 * 125) * 125 * 75 * 100_000_000 * 26 / 100;
    let c = match c {
        21.. => 1000,
        15.. => 333,
        ..=10 => 70,
        _ => return None,
    } * 75
        * 100_000_000
        * 15
        / 100;
    let d = (0..=1000).contains(&d).then(|| i128::from(d) * 75 * 100_000_000 * 125 / 1000)?;
    let word = match word {
        "high" => 1000,
        "some" => 125,
        "low" => 0,
        _ => return None,
    } * 75
        * 100_000_000
        * 125
        / 1000;
    Some(a + b + c + d + word)
}

fn mixed_list(rows: &[(i64, i64, i64, i64, &str)], scale: &str) -> List {
    let tenths = |integer: i64| {
        format!("{}{}.{}{scale}", if integer < 0 { "-" } else { "" }, integer.abs() / 10, integer.abs() % 10)
    };
    let column =
        |of: fn(&(i64, i64, i64, i64, &str)) -> i64| rows.iter().map(|row| tenths(of(row))).collect::<Vec<_>>();
    let words = rows.iter().map(|row| row.4).collect::<Vec<_>>();
    List::default()
        .with("a", FieldKind::Number, &column(|row| row.0))
        .with("b", FieldKind::Number, &column(|row| row.1))
        .with("c", FieldKind::Number, &column(|row| row.2))
        .with("d", FieldKind::Number, &column(|row| row.3))
        .with("w", choice(&[("high", &[]), ("some", &[]), ("low", &[])]), &words)
}

fn any_row() -> impl Strategy<Value = (i64, i64, i64, i64, &'static str)> {
    let word = prop_oneof![Just("high"), Just("some"), Just("low"), Just(""), Just("!")];
    (-50..70i64, -10..90i64, 0..30i64, -20..1020i64, word)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn counting_the_plain_way_and_the_twin_agree(rows in proptest::collection::vec(any_row(), 1..9)) {
        // With 17 zeros more the numbers do not fit small integers any longer, and the plain way is taken.
        for zeros in ["", "000", "00000000000000000"] {
            let list = mixed_list(&rows, zeros);
            let rule = list.rule(MIXED);
            let frame = list.frame();
            let model = rule.model(&frame);
            let (mut codes, mut scores) = (Vec::new(), Numbers::default());
            frame.blocks().for_each(|block| model.scores(&block, &mut codes, &mut scores));
            for (at, row) in rows.iter().enumerate() {
                let twin = mixed_twin(row.0, row.1, row.2, row.3, row.4);
                let unit = 75_000_000_000i128;
                let code = twin.map_or(Code::NONE, |total| match total {
                    total if total * 10 >= 617 * unit => Code::at(0),
                    total if total * 100 > 4525 * unit => Code::at(1),
                    total if total <= 20 * unit => Code::at(2),
                    _ => Code::NONE,
                });
                prop_assert_eq!(codes[at], code);
                let score = twin.map_or(Cell::Missing, |total| {
                    Cell::Value(Decimal::from_parts(total, 0).checked_div(Decimal::from_parts(unit, 0)).unwrap())
                });
                prop_assert_eq!(scores.get(at), score);
                match model.reason(&frame, at) {
                    Reason::Points { total, code: reason, .. } => {
                        prop_assert_eq!((Cell::Value(total), reason), (score, code));
                    }
                    other => prop_assert!(matches!(other, Reason::Gaps(_)) && score == Cell::Missing),
                }
            }
        }
    }
    #[test]
    fn a_ramp_gives_the_same_points_whichever_way_they_are_found(
        from in -50..50i64,
        length in prop_oneof![-60..0i64, 1..60i64],
        step in 1..400i64,
        values in proptest::collection::vec(-1200..1200i64, 1..6),
    ) {
        let cells = values.iter().map(|value| Decimal::from_parts(i128::from(*value), 1).to_string()).collect::<Vec<_>>();
        // The numbers of a column that has one too large are kept as decimals of 38 digits.
        let wide = cells.iter().cloned().chain(["99999999999999999999.1".to_owned()]).collect::<Vec<_>>();
        for stepped in [false, true] {
            let key = if stepped { format!(", step = {}.{}", step / 10, step % 10) } else { String::new() };
            let rule = format!(
                "method = \"scorecard\"\ntier = [ {{ label = \"all\" }} ]\n\
                 item = [ {{ field = \"value\", ramp = {{ from = {from}, to = {}{key} }} }} ]",
                from + length
            );
            let small = scores_of(&List::default().with("value", FieldKind::Number, &cells), &rule);
            let wide = scores_of(&List::default().with("value", FieldKind::Number, &wide), &rule);
            prop_assert_eq!(&small[..], &wide[..cells.len()]);
            for (value, score) in values.iter().zip(&small) {
                // The way along the ramp and its length in tenths.
                let whole = 10 * length.abs();
                let way = ((value - 10 * from) * length.signum()).clamp(0, whole);
                let wanted = if stepped {
                    Decimal::from_parts(i128::from(way * 1000 / (whole * step) * step), 1)
                } else {
                    Decimal::from(way * 100).checked_div(Decimal::from(whole)).unwrap()
                };
                prop_assert_eq!(decimal(score), wanted);
            }
        }
    }
}
