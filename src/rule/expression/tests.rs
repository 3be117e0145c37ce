use super::*;
use crate::number::Decimal;
use crate::rule::field::{Field, FieldKind, Word};
use crate::rule::scope::{DerivedName, EarlierRule};
use crate::rule::settings::Complaint;

fn field(name: &str, kind: FieldKind) -> Field {
    Field { name: name.to_owned(), kind, headers: Vec::new(), default: None, optional: false, money: false }
}

/// Fields of every type, a parameter, a derived value and two earlier rules.
pub(crate) fn scope() -> Scope {
    let word = |word: &str, zh: &str| Word { word: word.to_owned(), spellings: vec![zh.to_owned()] };
    let labels = |labels: &[&str]| labels.iter().map(|label| (*label).to_owned()).collect();
    Scope {
        fields: vec![
            field("revenue", FieldKind::Number),
            field("orders", FieldKind::Number),
            field("last_order", FieldKind::Date),
            field("first_order", FieldKind::Date),
            field("willing", FieldKind::Flag),
            field("aware", FieldKind::Flag),
            field("traits", FieldKind::Tags),
            field("city", FieldKind::Text),
            field("potential", FieldKind::Choice(vec![word("high", "高"), word("low", "低")])),
        ],
        derived: vec![DerivedName { name: "growth".to_owned(), kind: Type::Number }],
        rules: vec![
            EarlierRule {
                name: "grade".to_owned(),
                header_zh: None,
                labels: labels(&["A", "B"]),
                numbers: false,
                scored: true,
            },
            EarlierRule {
                name: "r".to_owned(),
                header_zh: None,
                labels: labels(&["2", "1"]),
                numbers: true,
                scored: false,
            },
        ],
        params: vec![("a_min".to_owned(), Decimal::from(500_000))],
        later: vec!["cell".to_owned()],
        ..Scope::default()
    }
}

/// An expression as a setting of a rule.
pub(crate) fn node(text: &str) -> Node {
    Node { value: Setting::Text { text: text.to_owned(), exact: Some(1) }, span: 0..text.len() + 2 }
}

fn read(text: &str) -> Result<Expr, Vec<Complaint>> {
    let complaints = Complaints::default();
    let expr = Expr::read(&node(text), &scope(), &complaints);
    let list = complaints.into_sorted();
    expr.filter(|_| list.is_empty()).ok_or(list)
}

#[test]
fn every_value_has_a_type() {
    let cases = [
        ("revenue * 2 + growth", Type::Number),
        ("as_of - last_order - 30", Type::Number),
        ("add_days(last_order, -30)", Type::Date),
        ("revenue >= a_min and not willing", Type::Truth),
        ("coalesce(willing, aware) = (revenue > 5)", Type::Truth),
        ("if(willing, 'x', city)", Type::Text),
        ("traits", Type::Tags),
        ("has_tag(traits, 'calm') or contains(city, '上')", Type::Truth),
        ("grade in ['a', 'B'] and r >= 2 and grade_score > 80", Type::Truth),
        ("potential = '高' or potential != \"low\"", Type::Truth),
        ("max(last_order, 2026-01-31) < as_of", Type::Truth),
        ("at_least(2, willing, aware, count(willing, aware) = 1)", Type::Truth),
        ("if(willing, 1, 2) is missing", Type::Truth),
        ("round(abs(-revenue)) + min(1, 2) + year(as_of) + months_since(last_order)", Type::Number),
        ("grade = potential", Type::Truth),
    ];
    for (text, kind) in cases {
        assert_eq!(read(text).unwrap_or_else(|wrong| panic!("{text}: {wrong:?}")).kind(), kind, "{text}");
    }
}

#[test]
fn an_expression_knows_its_columns_and_whether_it_needs_the_date() {
    let expr = read("days_since(last_order) > 30 and revenue + revenue > growth and grade = 'A'").expect("a condition");
    assert_eq!(expr.refs(), [Ref::Field(0), Ref::Field(2), Ref::Derived(0), Ref::Label(0)]);
    assert!(expr.uses_as_of());
    assert!(!read("year(last_order) > 2020").expect("a condition").uses_as_of());
}

#[test]
fn mistakes_point_at_their_place_and_say_what_would_be_right() {
    let cases = [
        (
            "last_order > 30",
            1..16,
            "`last_order` is a date, `30` is a number: they do not compare",
            "compare days: days_since(last_order); or write a date such as 2026-01-31",
        ),
        (
            "revenue > '5'",
            1..14,
            "`revenue` is a number, `'5'` is a text: they do not compare",
            "numbers are written without quotes",
        ),
        ("city = 5", 1..9, "`city` is a text, `5` is a number: they do not compare", "write the text in quotes: '5'"),
        ("potential = 'hihg'", 13..19, "\"hihg\" is not a word of `potential`", "did you mean `high`?"),
        ("'C' = grade", 1..4, "\"C\" is not a label of `grade`", "known here: A, B"),
        (
            "grade = 'unclassified'",
            9..23,
            "\"unclassified\" is not a label of `grade`",
            "for customers without a label write `is missing`",
        ),
        ("city = Berlin", 8..14, "unknown name `Berlin`", "a text stands in quotes: city = 'Berlin'"),
        (
            "willing = yes",
            11..14,
            "`yes` is no value here",
            "a yes/no field is a condition by itself: write `x` or `not x`",
        ),
        (
            "traits = 'calm'",
            1..16,
            "`traits` is a set of tags, `'calm'` is a text: they do not compare",
            "ask for one of the tags: has_tag(traits, 'word')",
        ),
        ("city < 'x'", 1..11, "`<` does not compare city and 'x'", "texts and conditions compare with `=` and `!=`"),
        ("revenue and willing", 1..8, "`and` takes a condition, but `revenue` is a number", "compare it: revenue > 0"),
        (
            "last_order + 5 > as_of",
            1..11,
            "`+` takes a number, but `last_order` is a date",
            "days_since(last_order) makes a number of it; add_days(last_order, 30) moves it",
        ),
        ("day_since(last_order) > 1", 1..10, "unknown function `day_since`", "did you mean `days_since`?"),
        ("days_since() > 1", 1..13, "days_since takes 1 value, not 0", "write days_since(date)"),
        (
            "round(revenue, 2) > 1",
            1..18,
            "round takes 1 value, not 2",
            "it rounds to whole numbers; for two decimals write round(x * 100) / 100",
        ),
        (
            "days_since(revenue) > 1",
            12..19,
            "days_since takes a date, but `revenue` is a number",
            "a date is written 2026-01-31, without quotes",
        ),
        (
            "cell = 'A1'",
            1..5,
            "`cell` comes later in this file",
            "move it above this place: a rule uses earlier columns only",
        ),
        (
            "has_tag(traits, 'a;b')",
            17..22,
            "no tag is \"a;b\"",
            "name one tag: has_tag(traits, 'calm') or has_tag(traits, 'thrifty')",
        ),
        ("add_days(as_of, 0.5) = as_of", 17..20, "add_days takes whole days, not 0.5", "write a whole number"),
        (
            "coalesce(revenue, 'x') is missing",
            19..22,
            "coalesce takes values of one type: `revenue` is a number, `'x'` is a text",
            "give it numbers only, or texts, dates or conditions only",
        ),
        ("at_least(3, willing, aware)", 10..11, "this can never hold", "write 1 to 2, the number of conditions"),
        ("count > 1", 1..6, "`count` is a function", "write count(condition, condition, …)"),
        (
            "销售 > 1 and 2026-02-30 < as_of",
            16..26,
            "there is no day 2026-02-30",
            "a date is written year-month-day, as in 2026-01-31",
        ),
    ];
    for (text, span, message, help) in cases {
        let wrong = read(text).expect_err(text);
        let advice = wrong[0].advice();
        let found = (wrong[0].span.clone(), advice.message.as_str(), advice.help.as_deref().unwrap_or_default());
        assert_eq!(found, (span, message, help), "{text}");
        assert_eq!(wrong.len(), 1, "{text}: {wrong:?}");
    }
}

#[test]
fn all_mistakes_of_an_expression_come_at_once() {
    let wrong = read("revenu > 1 and last_order > 5 and city").expect_err("three mistakes");
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    assert_eq!(wrong[0].advice().message, "unknown field `revenu`");
}

#[test]
fn without_exact_places_the_whole_text_is_pointed_at() {
    let complaints = Complaints::default();
    let node = Node { value: Setting::Text { text: "revenu > 1".to_owned(), exact: None }, span: 40..60 };
    assert!(Expr::read(&node, &scope(), &complaints).is_none());
    assert_eq!(complaints.into_sorted()[0].span, 40..60);
}

#[test]
fn a_bare_number_is_a_value_and_a_condition_has_to_be_one() {
    let complaints = Complaints::default();
    let number = Node { value: Setting::Number(Decimal::from(5)), span: 0..1 };
    assert_eq!(Expr::read(&number, &scope(), &complaints).map(|expr| expr.kind()), Some(Type::Number));
    assert_eq!(complaints.errors(), 0);
    assert!(Expr::condition(&node("revenue"), &scope(), &complaints).is_none());
    assert_eq!(complaints.into_sorted()[0].advice().help.as_deref(), Some("write revenue > 0"));
}

#[test]
fn names_are_found_without_knowing_what_they_mean() {
    assert_eq!(names("days_since(last_order) > `a b` and 'x' = y"), ["days_since", "last_order", "a b", "y"]);
}

#[test]
fn ten_thousand_conditions_in_a_row_are_read() {
    for sign in [" or ", " and "] {
        assert!(read(&vec!["willing"; 10_000].join(sign)).is_ok());
    }
    assert!(read(&(0..10_000).map(|_| "(").collect::<String>()).is_err());
}

#[test]
fn a_condition_that_only_holds_where_another_does_is_known() {
    let follows = |narrow: &str, wide: &str| {
        let (narrow, wide) = (read(narrow).expect("a condition"), read(wide).expect("a condition"));
        narrow.implies(&wide, &mut Effort::default())
    };
    let proved = [
        ("revenue >= 10", "revenue >= 5"),
        ("revenue > 5", "revenue >= 5"),
        ("10 <= revenue", "not revenue < 5 or revenue > 9.99"),
        ("revenue = 5", "revenue != 6"),
        ("revenue in [6, 7]", "revenue > 5"),
        ("revenue < a_min", "revenue <= 500_000"),
        ("last_order < 2026-01-01", "last_order <= 2026-01-31"),
        ("city = 'Ulm'", "city in ['ULM', 'Berlin']"),
        ("willing and aware", "aware"),
        ("willing and revenue > 7 and aware", "aware and revenue > 5"),
        ("aware", "willing or aware"),
        ("revenue > 10 or revenue in [6]", "revenue > 5"),
        ("not (willing or aware)", "not aware"),
        ("revenue  +  orders>1", "revenue + orders > 1.0"),
    ];
    for (narrow, wide) in proved {
        assert!(follows(narrow, wide), "{narrow} => {wide}");
    }
    for (narrow, wide) in proved.into_iter().take(9).chain([("orders > 5", "revenue > 5"), ("revenue > 5", "willing")])
    {
        assert!(!follows(wide, narrow), "{wide} => {narrow}");
    }
}

#[test]
fn a_condition_whose_parts_exclude_each_other_is_known() {
    let never = |text: &str| read(text).expect("a condition").contradicts_itself(&mut Effort::default());
    for text in [
        "revenue > 5 and revenue < 5",
        "revenue > 5 and willing and 5 >= revenue",
        "city = 'Ulm' and city = 'Berlin'",
        "city in ['Ulm'] and city != 'ULM'",
        "willing and not willing",
        "aware and (revenue = 1 and revenue = 2 or willing and not willing)",
    ] {
        assert!(never(text), "{text}");
    }
    for text in ["revenue >= 5 and revenue <= 5", "revenue > 5 or revenue < 5", "city = 'Ulm' and potential = 'high'"] {
        assert!(!never(text), "{text}");
    }
}
