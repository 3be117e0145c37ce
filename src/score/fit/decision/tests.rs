use crate::rule::expression::Comparison;
use crate::rule::field::FieldKind;
use crate::rule::scope::Ref;
use crate::score::column::Code;
use crate::score::reason::{Fact, FactValue, Gap, GapKind, Reason, Step, Way};
use crate::score::testing::{List, decimal};

/// The contract's rule with three tick boxes, willingness, and a class for parked customers.
const CONDITIONS: &str = "
method = \"decision\"
tier = [
  { label = \"A\", when = \"at_least(2, buys, aware, need)\" },
  { label = \"B\", when = \"(buys or aware or need) and willing\" },
  { label = \"C\" },
  { label = \"D\", first = \"parked\" },
]";

fn flags(columns: &[(&str, &[&str])]) -> List {
    columns.iter().fold(List::default(), |list, (name, cells)| list.with(name, FieldKind::Flag, cells))
}

fn customers() -> List {
    flags(&[
        ("buys", &["yes", "yes", "no", "yes", "yes", "", "no"]),
        ("aware", &["yes", "no", "no", "yes", "", "no", "no"]),
        ("need", &["no", "no", "no", "yes", "no", "no", "no"]),
        ("willing", &["no", "yes", "yes", "yes", "yes", "yes", "yes"]),
        ("parked", &["no", "no", "no", "yes", "no", "no", ""]),
    ])
}

#[test]
fn the_first_condition_that_holds_decides_and_first_is_tested_before_all() {
    assert_eq!(customers().labels(CONDITIONS), ["A", "B", "C", "D", "", "", ""]);
}

#[test]
fn numbers_decide_at_their_bound() {
    let list = List::default().with("revenue", FieldKind::Number, &["499999.99", "500000", "", "!"]);
    let rule = "method = \"decision\"\ntier = [{ label = \"A\", when = \"revenue >= 500_000\" }, { label = \"B\" }]";
    assert_eq!(list.labels(rule), ["B", "A", "", ""]);
}

#[test]
fn without_a_tier_for_the_rest_nobody_is_forced_into_one() {
    let list = List::default().with("revenue", FieldKind::Number, &["1", "7"]);
    let rule = "method = \"decision\"\ntier = [{ label = \"A\", when = \"revenue > 6\" }, { label = \"B\", when = \"revenue > 5\" }]";
    assert_eq!(list.labels(rule), ["", "A"]);
    assert_eq!(list.reason(rule, 0), Reason::NothingHolds);
}

#[test]
fn a_tier_may_have_a_condition_of_both_kinds() {
    let list = List::default().with("revenue", FieldKind::Number, &["-1", "3", "9"]);
    let rule = "method = \"decision\"\ntier = [{ label = \"A\", when = \"revenue > 5\" }, { label = \"B\", first = \"revenue < 0\", when = \"revenue > 2\" }]";
    assert_eq!(list.labels(rule), ["B", "B", "A"]);
}

#[test]
fn the_reason_names_the_condition_its_figures_and_what_is_missing_to_the_better_tier() {
    let list = List::default().with("revenue", FieldKind::Number, &["400", "2000"]).with(
        "orders",
        FieldKind::Number,
        &["3", "3"],
    );
    let rule = "method = \"decision\"\ntier = [{ label = \"A\", when = \"orders > 1 and 1_000 <= revenue\" }, { label = \"B\", when = \"orders >= 2\" }, { label = \"C\" }]";
    let step = Step::Number {
        column: Ref::Field(0),
        name: "revenue".to_owned(),
        value: decimal("400"),
        comparison: Comparison::AtLeast,
        bound: decimal("1000"),
    };
    let orders = Fact { column: Ref::Field(1), name: "orders".to_owned(), value: FactValue::Number(decimal("3")) };
    let reason = Reason::Condition {
        code: Code::at(1),
        condition: Some("orders >= 2".to_owned()),
        facts: vec![orders],
        better: Some(Way { code: Code::at(0), steps: vec![step] }),
    };
    assert_eq!(list.reason(rule, 0), reason);
    let Reason::Condition { code, better, .. } = list.reason(rule, 1) else { panic!("a condition holds") };
    assert_eq!((code, better), (Code::at(0), None));
}

#[test]
fn the_reason_of_an_unknown_condition_names_the_columns_that_leave_it_open() {
    let gap = |name: &str| Gap { name: name.to_owned(), kind: GapKind::Missing };
    let unknown = |code, condition: &str, gaps: &[&str]| Reason::Unknown {
        code: Code::at(code),
        condition: condition.to_owned(),
        gaps: gaps.iter().map(|name| gap(name)).collect(),
    };
    assert_eq!(customers().reason(CONDITIONS, 4), unknown(0, "at_least(2, buys, aware, need)", &["aware"]));
    assert_eq!(customers().reason(CONDITIONS, 6), unknown(3, "parked", &["parked"]));
    let list = List::default()
        .with("revenue", FieldKind::Number, &["", "1"])
        .with("orders", FieldKind::Number, &["", "0"])
        .with("city", FieldKind::Text, &["", ""]);
    let ratio = "revenue / orders > 5 or coalesce(city, 'x') = 'y'";
    let rule = format!("method = \"decision\"\ntier = [{{ label = \"A\", when = \"{ratio}\" }}]");
    assert_eq!(list.reason(&rule, 0), unknown(0, ratio, &["revenue", "orders"]));
    assert_eq!(list.reason(&rule, 1), unknown(0, ratio, &[]), "a division by zero");
}

#[test]
fn a_tier_put_first_says_nothing_of_better_ones() {
    let Reason::Condition { code, condition, better, .. } = customers().reason(CONDITIONS, 3) else {
        panic!("a condition holds")
    };
    assert_eq!((code, condition.as_deref(), better), (Code::at(3), Some("parked"), None));
    let Reason::Condition { condition, better, .. } = customers().reason(CONDITIONS, 2) else { panic!("the rest") };
    assert_eq!(condition, None);
    assert_eq!(better.map(|way| way.code), Some(Code::at(1)));
}

#[test]
fn what_can_never_be_reached_is_complained_about() {
    let list = List::default().with("revenue", FieldKind::Number, &["1"]);
    let tiers = |tiers: &str| format!("method = \"decision\"\ntier = [{tiers}]");
    let errors = |text: &str| list.errors(&tiers(text)).join("|");
    let warnings = |text: &str| list.warnings(&tiers(text)).join("|");
    assert!(errors("{ label = \"A\" }, { label = \"B\" }").starts_with("no tier of this rule has a condition"));
    let early = "{ label = \"A\" }, { label = \"B\", when = \"revenue > 1\" }";
    assert!(errors(early).starts_with("this tier has no condition, so no later `when` can be reached"));
    assert_eq!(errors("{ label = \"A\" }, { label = \"B\", first = \"revenue > 1\" }"), "");
    assert!(errors("{ label = \"A\", when = \"revenue\" }").starts_with("this is a number, not a condition"));
    let twice = "{ label = \"A\", when = \"revenue > 1\" }, { label = \"B\", when = \"revenue  >1\" }";
    assert!(warnings(twice).starts_with("this condition never decides anything"));
    let always = "{ label = \"A\", when = \"1 < 2\" }, { label = \"B\" }";
    assert!(warnings(always).starts_with("this condition holds for every customer; the tier without a condition gets"));
    assert!(warnings("{ label = \"A\", when = \"1 > 2\" }").starts_with("this condition holds for no customer"));
    assert!(warnings("{ label = \"A\", when = \"1 / 0 > 2\" }").starts_with("this condition is unknown for every"));
    assert_eq!(warnings("{ label = \"A\", when = \"revenue > 1\" }, { label = \"B\", when = \"1 < 2\" }"), "");
}

/// What has to change for a customer, in short.
fn way(list: &List, tiers: &str, row: usize) -> Option<(usize, Vec<String>)> {
    let rule = format!("method = \"decision\"\ntier = [{tiers}]");
    let Reason::Condition { better, .. } = list.reason(&rule, row) else { panic!("a condition holds") };
    let step = |step: Step| match step {
        Step::Number { name, comparison, bound, .. } => format!("{name} {} {bound}", comparison.sign()),
        Step::Date { name, comparison, bound, .. } => format!("{name} {} {}", comparison.sign(), bound.0),
        Step::Flag { name, part } => format!("{name} {}", part.holds),
        Step::Words { name, words, .. } => format!("{name} {}", words.join("|")),
        Step::Condition(part) => part.text,
    };
    better.map(|way| (way.code.index().unwrap_or(99), way.steps.into_iter().map(step).collect()))
}

#[test]
fn all_that_is_missing_is_named_and_of_two_ways_the_shorter() {
    let list = List::default()
        .with("revenue", FieldKind::Number, &["40"])
        .with("visits", FieldKind::Number, &["3"])
        .with("aware", FieldKind::Flag, &["no"]);
    let steps = |condition: &str| {
        way(&list, &format!("{{ label = \"A\", when = \"{condition}\" }}, {{ label = \"C\" }}"), 0)
            .map(|way| way.1.join("; "))
    };
    assert_eq!(steps("revenue >= 50 and visits >= 5").as_deref(), Some("revenue >= 50; visits >= 5"));
    assert_eq!(steps("(revenue >= 50 and visits >= 5) or aware").as_deref(), Some("aware true"));
    assert_eq!(steps("at_least(2, aware, revenue > 50, visits > 2)").as_deref(), Some("aware true"));
    assert_eq!(steps("not (visits < 4) and not (visits < 9)").as_deref(), Some("visits >= 9"));
    assert_eq!(steps("revenue >= 50 or revenue >= 45").as_deref(), Some("revenue >= 45"));
    assert_eq!(steps("visits <= 2").as_deref(), Some("visits <= 2"));
    // Nobody is to buy less.
    assert_eq!(steps("revenue < 10"), None);
}

#[test]
fn a_way_that_an_earlier_condition_would_cut_off_is_none() {
    let list = List::default().with("visits", FieldKind::Number, &["3"]);
    let first = "{ label = \"A\", when = \"visits >= 9\" }, { label = \"B\", when = \"visits >= 7 and visits < 8\" }, { label = \"C\" }";
    assert_eq!(way(&list, first, 0), Some((1, vec!["visits >= 7".to_owned()])));
    let cut_off = "{ label = \"A\", when = \"visits >= 9\" }, { label = \"B\", when = \"visits >= 8 and aware\" }, { label = \"C\" }, \
                   { label = \"D\", first = \"visits > 7 and visits < 30\" }";
    let with_flag = List::default().with("visits", FieldKind::Number, &["3"]).with("aware", FieldKind::Flag, &["no"]);
    assert_eq!(way(&with_flag, cut_off, 0), None);
    let gone = "{ label = \"A\", when = \"visits >= 9\" }, { label = \"C\" }, { label = \"D\", first = \"visits > 8 and visits < 30\" }";
    assert_eq!(way(&list, gone, 0), None);
}
