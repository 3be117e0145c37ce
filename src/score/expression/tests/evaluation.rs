//! What expressions give for customers, by examples.

use crate::number::decimal::Decimal;
use crate::rule::expression::Expr;
use crate::rule::expression::tests::{node, scope};
use crate::rule::scope::{Ref, Scope, Type};
use crate::rule::settings::Complaints;
use crate::score::column::{Cell, Code, Column, Dates, Flags, Numbers, Tags, Texts};
use crate::score::frame::Frame;
use crate::score::frame::block::Block;

/// A list of customers for the fields of [`scope`], and 'today' as 2026-01-31.
#[derive(Debug)]
pub(super) struct List {
    pub scope: Scope,
    pub derived: Vec<Expr>,
    pub columns: Vec<Option<Column>>,
    pub labels: Vec<Option<Vec<Code>>>,
    pub scores: Vec<Option<Numbers>>,
    pub rows: usize,
}

pub(super) const AS_OF: i32 = 20_484;

impl List {
    pub fn new(rows: usize) -> List {
        let scope = scope();
        let derived = vec![read_in(&scope, "revenue - orders")];
        let columns = scope.fields.iter().map(|_| None).collect();
        List { scope, derived, columns, labels: vec![None; 2], scores: vec![None; 2], rows }
    }

    pub fn with(mut self, field: &str, column: Column) -> List {
        let index = self.scope.fields.iter().position(|known| known.name == field).expect("a field");
        self.columns[index] = Some(column);
        self
    }

    pub fn frame(&self) -> Frame<'_> {
        Frame {
            rows: self.rows,
            fields: self.columns.iter().map(Option::as_ref).collect(),
            absent: Vec::new(),
            scope: &self.scope,
            derived: &self.derived,
            labels: self.labels.clone(),
            scores: self.scores.clone(),
            as_of: crate::date::Day(AS_OF),
            histograms: Default::default(),
        }
    }

    /// A condition's truths: `T`, `F`, `?`.
    fn truths(&self, text: &str) -> String {
        let frame = self.frame();
        let truths = self.read(text).truths(&frame.block(0..self.rows));
        truths.iter().map(|truth| ['F', '?', 'T'][*truth as usize]).collect()
    }

    /// A number's values; missing ones as `-`.
    fn numbers(&self, text: &str) -> String {
        let frame = self.frame();
        let block = Block::new(&frame, 0..self.rows);
        let crate::score::frame::block::Values::Numbers(numbers) = self.read(text).values(&block) else {
            panic!("{text} is no number")
        };
        let shown = |cell: Cell<Decimal>| cell.value().map_or("-".to_owned(), |number| number.normalized().to_string());
        numbers.decimals().into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    pub fn read(&self, text: &str) -> Expr {
        read_in(&self.scope, text)
    }
}

fn read_in(scope: &Scope, text: &str) -> Expr {
    let complaints = Complaints::default();
    let expr = Expr::read(&node(text), scope, &complaints);
    expr.unwrap_or_else(|| panic!("{text}: {:?}", complaints.into_sorted()))
}

pub(super) fn cell(text: &str) -> Cell<&str> {
    match text {
        "" => Cell::Missing,
        "!" => Cell::Bad,
        text => Cell::Value(text),
    }
}

pub(super) fn numbers(cells: &[&str]) -> Column {
    let number = |text: &&str| cell(text).map(|text| Decimal::parse(text).expect("a number"));
    Column::Numbers(cells.iter().map(number).collect())
}

pub(super) fn dates(cells: &[&str]) -> Column {
    let mut dates = Dates::default();
    let days = |text: &str| crate::date::Day::from(text.parse::<jiff::civil::Date>().expect("a date")).0;
    cells.iter().for_each(|text| dates.push(cell(text).map(days)));
    Column::Dates(dates)
}

pub(super) fn flags(cells: &[&str]) -> Column {
    let mut flags = Flags::default();
    cells.iter().for_each(|text| flags.push(cell(text).map(|text| text == "yes")));
    Column::Flags(flags)
}

pub(super) fn texts(cells: &[&str]) -> Column {
    let mut texts = Texts::default();
    cells.iter().for_each(|text| texts.push(cell(text)));
    Column::Texts(texts)
}

pub(super) fn tags(cells: &[&str]) -> Column {
    let mut tags = Tags::default();
    cells.iter().for_each(|text| tags.push(cell(text).map(|text| text.split(';'))));
    Column::Tags(tags)
}

#[test]
fn comparisons_are_exact_at_their_bound_and_unknown_without_a_value() {
    let list = List::new(5).with("revenue", numbers(&["499999.99", "500000", "500000.01", "", "!"]));
    assert_eq!(list.truths("revenue >= a_min"), "FTT??");
    assert_eq!(list.truths("revenue > 500_000"), "FFT??");
    assert_eq!(list.truths("500_000 > revenue"), "TFF??");
    assert_eq!(list.truths("revenue = 500000.000"), "FTF??");
    assert_eq!(list.truths("revenue != 500000.005"), "TTT??");
    assert_eq!(list.truths("revenue in [500_000, 500000.01]"), "FTT??");
    assert_eq!(list.truths("revenue is missing"), "FFFTT");
    assert_eq!(list.truths("revenue < 99999999999999999999999999999999999999"), "TTT??");
}

#[test]
fn conditions_know_three_values() {
    let willing = ["yes", "yes", "yes", "no", "no", "no", "", "", ""];
    let aware = ["yes", "no", "", "yes", "no", "", "yes", "no", "!"];
    let list = List::new(9).with("willing", flags(&willing)).with("aware", flags(&aware));
    assert_eq!(list.truths("willing and aware"), "TF?FFF?F?");
    assert_eq!(list.truths("willing or aware"), "TTTTF?T??");
    assert_eq!(list.truths("not willing"), "FFFTTT???");
    assert_eq!(list.truths("at_least(1, willing, aware)"), "TTTTF?T??");
    assert_eq!(list.truths("at_least(2, willing, aware)"), "TF?FFF?F?");
    assert_eq!(list.truths("willing = aware"), "TF?FT????");
    assert_eq!(list.truths("coalesce(willing, aware)"), "TTTFFFTF?");
    assert_eq!(list.truths("if(willing, aware, not aware)"), "TF?FT????");
    assert_eq!(list.truths("willing is missing"), "FFFFFFTTT");
    assert_eq!(list.numbers("count(willing, aware)"), "2 1 - 1 0 - - - -");
}

#[test]
fn arithmetic_is_exact_and_what_cannot_be_computed_is_missing() {
    let list = List::new(5)
        .with("revenue", numbers(&["0.1", "1", "9223372036854775807", "", "-2.5"]))
        .with("orders", numbers(&["0.2", "0", "1", "1", "4"]));
    assert_eq!(list.numbers("revenue + orders"), "0.3 1 9223372036854775808 - 1.5");
    assert_eq!(list.numbers("growth"), "-0.1 1 9223372036854775806 - -6.5");
    assert_eq!(list.numbers("revenue * orders"), "0.02 0 9223372036854775807 - -10");
    assert_eq!(list.numbers("revenue / orders"), "0.5 - 9223372036854775807 - -0.625");
    assert_eq!(list.numbers("-revenue - 1"), "-1.1 -2 -9223372036854775808 - 1.5");
    assert_eq!(list.numbers("round(revenue)"), "0 1 9223372036854775807 - -3");
    assert_eq!(list.numbers("abs(revenue) * 10%"), "0.01 0.1 922337203685477580.7 - 0.25");
    assert_eq!(list.numbers("max(revenue, orders, 0.5)"), "0.5 1 9223372036854775807 - 4");
    assert_eq!(list.numbers("coalesce(revenue, orders * 0.25)"), "0.1 1 9223372036854775807 0.25 -2.5");
    assert_eq!(list.numbers("if(revenue > orders, revenue, 7)"), "7 1 9223372036854775807 - 7");
    assert_eq!(list.numbers("1 / 0 + revenue"), "- - - - -");
}

#[test]
fn dates_count_days_and_months_from_today() {
    let list = List::new(4).with("last_order", dates(&["2026-01-31", "2025-12-31", "2026-04-30", ""]));
    assert_eq!(list.numbers("days_since(last_order)"), "0 31 -89 -");
    assert_eq!(list.numbers("as_of - last_order - 1"), "-1 30 -90 -");
    assert_eq!(list.numbers("months_until(last_order)"), "0 -1 3 -");
    assert_eq!(list.numbers("year(last_order)"), "2026 2025 2026 -");
    assert_eq!(list.truths("months_until(last_order) <= 3"), "TTT?");
    assert_eq!(list.truths("last_order > as_of"), "FFT?");
    assert_eq!(list.truths("add_days(last_order, 31) = 2026-01-31"), "FTF?");
    assert_eq!(list.truths("add_months(last_order, -2) < 2026-01-01"), "TTF?");
    assert_eq!(list.truths("last_order in [as_of, 2026-04-30]"), "TFT?");
    assert_eq!(list.truths("min(last_order, as_of) = as_of"), "TFT?");
}

#[test]
fn texts_compare_ignoring_case_width_and_outer_blanks() {
    let list = List::new(5)
        .with("city", texts(&["Berlin", "ＢＥＲＬＩＮ ", "上海市", "", "Bern"]))
        .with("potential", texts(&["high", "low", "high", "!", ""]))
        .with("traits", tags(&["calm;thrifty", "", "Calm", "x", "y"]));
    assert_eq!(list.truths("city = 'berlin'"), "TTF?F");
    assert_eq!(list.truths("city != 'Paris'"), "TTT?T");
    assert_eq!(list.truths("city in ['bern', '上海市']"), "FFT?T");
    assert_eq!(list.truths("contains(city, 'BER')"), "TTF?T");
    assert_eq!(list.truths("potential = '高'"), "TFT??");
    assert_eq!(list.truths("coalesce(potential, '低') = 'low'"), "FTFTT");
    assert_eq!(list.truths("if(potential = 'high', city, 'none') = 'berlin'"), "TFF??");
    assert_eq!(list.truths("city = if(potential = 'low', 'berlin', city)"), "TTT??");
    assert_eq!(list.truths("has_tag(traits, 'CALM')"), "T?TFF");
    assert_eq!(list.truths("has_tag(traits, 'nowhere')"), "F?FFF");
    assert_eq!(list.truths("traits is missing"), "FTFFF");
}

#[test]
fn earlier_labels_and_scores_are_columns() {
    let mut list = List::new(3);
    list.labels =
        vec![Some(vec![Code::at(0), Code::at(1), Code::NONE]), Some(vec![Code::at(0), Code::NONE, Code::at(1)])];
    let Column::Numbers(scores) = numbers(&["80", "79.99", ""]) else { panic!("numbers") };
    list.scores[0] = Some(scores);
    assert_eq!(list.truths("grade = 'a'"), "TF?");
    assert_eq!(list.truths("grade is missing"), "FFT");
    assert_eq!(list.numbers("r * 10"), "20 - 10");
    assert_eq!(list.truths("grade_score >= 80"), "TF?");
}

#[test]
fn a_column_that_the_list_lacks_is_missing_throughout() {
    let list = List::new(2);
    assert_eq!(list.truths("revenue > 1"), "??");
    assert_eq!(
        list.truths("willing is missing and city is missing and last_order is missing and traits is missing"),
        "TT"
    );
    assert_eq!(list.truths("has_tag(traits, 'x') or grade = 'A'"), "??");
}

#[test]
fn a_chain_of_ten_thousand_derived_values_does_not_nest() {
    let mut list = List::new(2).with("revenue", numbers(&["1", ""]));
    for index in 1..10_000 {
        let before = if index == 1 { "revenue".to_owned() } else { format!("d{}", index - 1) };
        list.derived.push(list.read(&format!("{before} + 1")));
        let name = format!("d{index}");
        list.scope.derived.push(crate::rule::scope::DerivedName { name, kind: Type::Number });
    }
    assert_eq!(list.numbers("d9999"), "10000 -");
    let frame = list.frame();
    let condition = list.read("d9999 > 10_000");
    assert_eq!(condition.missing(&frame.block(1..2)), [Ref::Field(0)]);
}

#[test]
fn what_nests_as_deep_as_is_allowed_can_be_evaluated() {
    let deep = |name: &str| format!("{}{name}{}", "abs(".repeat(63), ")".repeat(63));
    let mut list = List::new(1).with("revenue", numbers(&["-3"])).with("willing", flags(&["yes"]));
    list.derived[0] = list.read(&deep("revenue"));
    assert_eq!(list.numbers(&deep("growth")), "3");
    assert_eq!(list.truths(&format!("{}willing{}", "not (".repeat(31), ")".repeat(31))), "F");
    assert_eq!(list.numbers(&format!("{}1{}", "if(willing, ".repeat(63), ", 0)".repeat(63))), "1");
}

#[test]
fn ten_thousand_conditions_in_a_row_are_evaluated() {
    let list = List::new(2).with("revenue", numbers(&["9999", "10000"]));
    let any = (0..10_000).map(|bound| format!("revenue = {bound}")).collect::<Vec<_>>().join(" or ");
    assert_eq!(list.truths(&any), "TF");
}
