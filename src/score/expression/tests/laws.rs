//! What holds for every expression and every list: the fast evaluation agrees with the plain one, whatever the blocks.

use proptest::prelude::*;

use super::evaluation::{AS_OF, List};
use crate::number::decimal::Decimal;
use crate::rule::expression::Effort;
use crate::score::column::{Cell, Code, Column, Dates, Flags, Numbers, Tags, Texts};
use crate::score::expression::twin;

type Text = BoxedStrategy<String>;

fn words(words: &'static [&'static str]) -> Text {
    proptest::sample::select(words).prop_map(str::to_owned).boxed()
}

fn joined(parts: impl Strategy<Value = Vec<String>> + 'static, separator: &'static str) -> Text {
    parts.prop_map(move |parts| format!("({})", parts.join(separator))).boxed()
}

fn several(part: Text) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(part, 1..4)
}

fn number(depth: u32) -> Text {
    let leaf = words(&[
        "0",
        "1",
        "-3",
        "2.5",
        "0.0001",
        "95%",
        "1000",
        "9223372036854775807",
        "99999999999999999999999999999999999999",
        "revenue",
        "orders",
        "growth",
        "a_min",
        "r",
        "grade_score",
    ]);
    if depth == 0 {
        return leaf;
    }
    let (n, d, t) = (|| number(depth - 1), || date(depth - 1), || truth(depth - 1));
    prop_oneof![
        2 => leaf,
        2 => joined((n(), words(&["+", "-", "*", "/"]), n()).prop_map(|(a, sign, b)| vec![a, sign, b]), " "),
        1 => (words(&["-", "abs", "round"]), n()).prop_map(|(f, a)| format!("{f}({a})")),
        1 => (words(&["min", "max", "coalesce"]), joined(several(n()), ", ")).prop_map(|(f, list)| f + &list),
        1 => (t(), n(), n()).prop_map(|(c, a, b)| format!("if({c}, {a}, {b})")),
        1 => (words(&["days_since", "days_until", "months_since", "months_until", "year"]), d())
            .prop_map(|(f, a)| format!("{f}({a})")),
        1 => (d(), d()).prop_map(|(a, b)| format!("({a} - {b})")),
        1 => joined(several(t()), ", ").prop_map(|list| format!("count{list}")),
    ]
    .boxed()
}

fn date(depth: u32) -> Text {
    let leaf = words(&["as_of", "last_order", "first_order", "2026-01-31", "2024-02-29", "9999-12-31"]);
    if depth == 0 {
        return leaf;
    }
    let (n, d, t) = (|| number(depth - 1), || date(depth - 1), || truth(depth - 1));
    prop_oneof![
        3 => leaf,
        1 => (words(&["add_days", "add_months"]), d(), words(&["1", "-13", "orders", "round(revenue)"]))
            .prop_map(|(f, a, n)| format!("{f}({a}, {n})")),
        1 => (d(), n()).prop_map(|(a, n)| format!("add_days({a}, {n} * 1)")),
        1 => (words(&["min", "max", "coalesce"]), joined(several(d()), ", ")).prop_map(|(f, list)| f + &list),
        1 => (t(), d(), d()).prop_map(|(c, a, b)| format!("if({c}, {a}, {b})")),
    ]
    .boxed()
}

fn text(depth: u32) -> Text {
    let leaf = words(&["city", "coalesce(city, 'berlin')", "if(willing, '上海', city)"]);
    if depth == 0 {
        return leaf;
    }
    let (s, t) = (|| text(depth - 1), || truth(depth - 1));
    prop_oneof![
        2 => leaf,
        1 => joined(several(s()), ", ").prop_map(|list| format!("coalesce{list}")),
        1 => (t(), s(), s()).prop_map(|(c, a, b)| format!("if({c}, {a}, {b})")),
    ]
    .boxed()
}

fn truth(depth: u32) -> Text {
    let leaf = words(&[
        "willing",
        "aware",
        "potential = 'high'",
        "potential != '低'",
        "grade = 'B'",
        "has_tag(traits, 'calm')",
        "traits is missing",
        "revenue is missing",
        "revenue >= 2.5",
        "grade in ['A']",
        "orders < 1",
        "last_order <= as_of",
        "months_since(last_order) <= 3",
        "2.5 > months_until(first_order)",
    ])
    .prop_map(|leaf| format!("({leaf})"))
    .boxed();
    if depth == 0 {
        return leaf;
    }
    let (n, d, s, t) = (|| number(depth - 1), || date(depth - 1), || text(depth - 1), || truth(depth - 1));
    let sign = || words(&["=", "!=", "<", "<=", ">", ">="]);
    let same = || words(&["=", "!="]);
    let any = || prop_oneof![n(), d(), s(), t()];
    prop_oneof![
        2 => leaf,
        2 => (n(), sign(), n()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
        1 => (d(), sign(), d()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
        1 => (s(), same(), s()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
        1 => (t(), same(), t()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
        2 => joined(several(t()), " and "),
        2 => joined(several(t()), " or "),
        1 => t().prop_map(|a| format!("(not {a})")),
        1 => any().prop_map(|a| format!("({a} is missing)")),
        1 => (n(), joined(several(t()), ", ")).prop_map(|(n, list)| format!("at_least({n}, {})", &list[1..list.len() - 1])),
        1 => (n(), joined(several(n()), ", ")).prop_map(|(a, list)| format!("({a} in [{}])", &list[1..list.len() - 1])),
        1 => (d(), joined(several(d()), ", ")).prop_map(|(a, list)| format!("({a} in [{}])", &list[1..list.len() - 1])),
        1 => (s(), joined(several(s()), ", ")).prop_map(|(a, list)| format!("({a} in [{}])", &list[1..list.len() - 1])),
        1 => (s(), s()).prop_map(|(a, b)| format!("contains({a}, {b})")),
        1 => s().prop_map(|a| format!("has_tag(traits, if({a} = 'berlin', 'calm', 'thrifty'))")),
        1 => (t(), t(), t()).prop_map(|(c, a, b)| format!("if({c}, {a}, {b})")),
        1 => (t(), t()).prop_map(|(a, b)| format!("coalesce({a}, {b})")),
    ]
    .boxed()
}

fn cells<T: Clone + std::fmt::Debug + 'static>(
    values: impl Strategy<Value = T>,
) -> impl Strategy<Value = Vec<Cell<T>>> {
    let cell = prop_oneof![5 => values.prop_map(Cell::Value), 1 => Just(Cell::Missing), 1 => Just(Cell::Bad)];
    proptest::collection::vec(cell, 12)
}

fn decimals() -> impl Strategy<Value = Decimal> {
    const ODD: &[&str] =
        &["9223372036854775807", "-9223372036854775807", "99999999999999999999999999999999999999", "0.000000000000001"];
    let odd = proptest::sample::select(ODD).prop_map(|text| Decimal::parse(text).expect("a number"));
    let plain = (-400i64..400, 0u8..3).prop_map(|(integer, scale)| Decimal::from_parts(i128::from(integer), scale));
    prop_oneof![12 => plain, 1 => odd]
}

fn list() -> impl Strategy<Value = List> {
    let days = || cells(prop_oneof![AS_OF - 800..AS_OF + 800, Just(2_932_896), Just(-719_162)]);
    let city = cells(proptest::sample::select(&["Berlin", "ＢＥＲＬＩＮ", "上海", "Ulm"][..]));
    let potential = cells(proptest::sample::select(&["high", "low"][..]));
    let tags = cells(proptest::collection::vec(proptest::sample::select(&["calm", "thrifty"][..]), 0..3));
    let labels = || proptest::collection::vec(proptest::option::of(0usize..2), 12);
    let numbers = (cells(decimals()), cells((-3i64..4).prop_map(Decimal::from)), cells(decimals()));
    let flags = (cells(any::<bool>()), cells(any::<bool>()));
    (numbers, days(), days(), flags, city, potential, tags, labels(), labels()).prop_map(
        |(numbers, last, first, flags, city, potential, tags, grade, r)| {
            let mut list = List::new(12)
                .with("revenue", Column::Numbers(numbers.0.into_iter().collect()))
                .with("orders", Column::Numbers(numbers.1.into_iter().collect()))
                .with("last_order", column(last, Dates::push, Column::Dates))
                .with("first_order", column(first, Dates::push, Column::Dates))
                .with("willing", column(flags.0, Flags::push, Column::Flags))
                .with("aware", column(flags.1, Flags::push, Column::Flags))
                .with("city", column(city, Texts::push, Column::Texts))
                .with("potential", column(potential, Texts::push, Column::Texts))
                .with("traits", column(tags, Tags::push, Column::Tags));
            let codes = |labels: Vec<Option<usize>>| labels.into_iter().map(|label| label.map_or(Code::NONE, Code::at));
            list.labels = vec![Some(codes(grade).collect()), Some(codes(r).collect())];
            list.scores[0] = Some(numbers.2.into_iter().collect::<Numbers>());
            list
        },
    )
}

fn column<C: Default, T>(cells: Vec<Cell<T>>, push: impl Fn(&mut C, Cell<T>), wrap: fn(C) -> Column) -> Column {
    let mut column = C::default();
    cells.into_iter().for_each(|cell| push(&mut column, cell));
    wrap(column)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn blocks_and_single_customers_agree(
        text in prop_oneof![number(3), date(3), text(2), truth(3), truth(3)],
        list in list(),
    ) {
        let (expr, frame) = (list.read(&text), list.frame());
        for step in [12, 5] {
            let (plain, fast) = twin::both(&expr, &frame, step);
            prop_assert_eq!(fast, plain, "{}", text);
        }
    }

    #[test]
    fn a_condition_and_its_opposite_are_never_both_true(text in truth(3), list in list()) {
        let frame = list.frame();
        let truths = list.read(&text).truths(&frame.block(0..12));
        let opposite = list.read(&format!("not ({text})")).truths(&frame.block(0..12));
        let both = list.read(&format!("{text} and not {text}")).truths(&frame.block(0..12));
        let either = list.read(&format!("{text} or not {text}")).truths(&frame.block(0..12));
        for row in 0..12 {
            prop_assert_eq!(truths[row].not(), opposite[row]);
            prop_assert!(!both[row].holds() && both[row].is_known() == truths[row].is_known());
            prop_assert_eq!(either[row].holds(), truths[row].is_known());
        }
    }

    #[test]
    fn what_follows_from_a_condition_holds_with_it_and_fails_before_it(one in truth(2), other in truth(2), list in list()) {
        let frame = list.frame();
        let both = format!("{one} and {other}");
        let either = format!("{one} or {other}");
        for (narrow, wide) in [(&one, &other), (&both, &one), (&other, &either), (&both, &either)] {
            let (narrow, wide) = (list.read(narrow), list.read(wide));
            let follows = narrow.implies(&wide, &mut Effort::default());
            let truths = narrow.truths(&frame.block(0..12)).into_iter().zip(wide.truths(&frame.block(0..12)));
            for (narrow, wide) in truths.filter(|_| follows) {
                prop_assert!(narrow <= wide, "{} is {:?}, {} is {:?}", one, narrow, other, wide);
            }
        }
        let never = list.read(&both).contradicts_itself(&mut Effort::default());
        prop_assert!(!never || !list.read(&both).truths(&frame.block(0..12)).iter().any(|truth| truth.holds()));
    }
}
