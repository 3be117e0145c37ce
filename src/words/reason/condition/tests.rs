use crate::language::Language;
use crate::number::Decimal;
use crate::rule::expression::Comparison;
use crate::score::column::Code;
use crate::score::reason::{Fact, FactValue, Gap, GapKind, Miss, Missed, Reason};
use crate::words::Wording;
use crate::words::testing::scored;

const RULE: &str = r#"
[[rule]]
name   = "earlier"
method = "threshold"
field  = "revenue"
tier   = [ { label = "A", zh = "甲", min = 1 }, { label = "B", zh = "乙" } ]
"#;

fn said(reason: &Reason) -> [String; 2] {
    scored(RULE, "revenue,last_order\n100.00,2026-01-01\n", |scored| {
        Language::ALL.map(|language| Wording::new(scored, 0, language).reason(reason))
    })
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).expect("a number")
}

fn held(facts: Vec<Fact>, comparison: Option<Missed>) -> Reason {
    let better = Miss { code: Code::at(0), condition: "willing and able".to_owned(), comparison };
    Reason::Condition { code: Code::at(1), condition: Some("revenue > 5".to_owned()), facts, better: Some(better) }
}

fn fact(name: &str, value: FactValue) -> Fact {
    Fact { name: name.to_owned(), value }
}

#[test]
fn a_condition_that_holds_is_told_with_what_it_speaks_of() {
    let facts = vec![
        fact("revenue", FactValue::Number(decimal("1200"))),
        fact("last_order", FactValue::Date(crate::date::Day(20_484))),
        fact("aware", FactValue::Truth(true)),
        fact("earlier", FactValue::Text("A".to_owned())),
        fact("traits", FactValue::Tags(vec!["calm".to_owned(), "冷静".to_owned()])),
        fact("orders", FactValue::Missing),
    ];
    assert_eq!(
        said(&Reason::Condition { code: Code::at(1), condition: Some("x".to_owned()), facts, better: None }),
        [
            "x holds: revenue 1,200.00, last_order 2026-01-31, aware yes, earlier A, traits (calm, 冷静), orders missing",
            "符合条件 x：销售额 1,200.00、末单日期 2026-01-31、aware 是、earlier 甲、特征（calm、冷静）、订单数 缺失"
        ]
    );
}

#[test]
fn a_long_condition_goes_by_its_tier() {
    let long = "revenue > 5 or ".repeat(9) + "willing";
    let better = Miss { code: Code::at(0), condition: long.clone(), comparison: None };
    let facts = vec![fact("revenue", FactValue::Number(decimal("7")))];
    let reason = Reason::Condition { code: Code::at(1), condition: Some(long), facts, better: Some(better) };
    assert_eq!(said(&reason), ["the condition of B holds: revenue 7.00", "符合乙的条件：销售额 7.00"]);
}

#[test]
fn a_condition_can_be_explained() {
    let reason = Reason::Condition {
        code: Code::at(1),
        condition: Some("revenue > 5".to_owned()),
        facts: vec![fact("revenue", FactValue::Number(decimal("7")))],
        better: None,
    };
    let steps = scored(RULE, "revenue\n100.00\n", |scored| {
        Language::ALL.map(|language| Wording::new(scored, 0, language).steps(&reason))
    });
    assert_eq!(steps, [["condition: revenue > 5", "revenue 7.00"], ["条件：revenue > 5", "销售额 7.00"]]);
}

#[test]
fn decisions_of_a_list_are_told() {
    let rule = r#"
[[rule]]
name   = "stage"
method = "decision"
tier   = [
  { label = "ready", zh = "成熟", when = "revenue >= 1000 and aware" },
  { label = "warm", zh = "意向", when = "aware or revenue > 500" },
  { label = "cold", zh = "冷" },
]
[fields.aware]
type    = "flag"
headers = ["已了解"]
"#;
    let expected = [
        [
            "revenue >= 1000 and aware holds: revenue 1,000, aware yes",
            "符合条件 revenue >= 1000 and aware：销售额 1,000、已了解 是",
        ],
        [
            "aware or revenue > 500 holds: revenue 900, aware yes; for ready, revenue 900 would have to be at least 1,000 (100 more)",
            "符合条件 aware or revenue > 500：销售额 900、已了解 是；要达到成熟，销售额 900 须不低于 1,000（还差 100）",
        ],
        [
            "aware or revenue > 500 holds: revenue 2,000, aware no; ready asks for revenue >= 1000 and aware",
            "符合条件 aware or revenue > 500：销售额 2,000、已了解 否；成熟的条件是 revenue >= 1000 and aware",
        ],
        [
            "no condition holds, which leaves cold; warm asks for aware or revenue > 500",
            "不符合任何条件，归入冷；意向的条件是 aware or revenue > 500",
        ],
        ["it cannot be told whether ready is right: aware is missing", "无法判断是否属于成熟：缺少已了解"],
    ];
    let list = "revenue,aware\n1000,yes\n900,yes\n2000,no\n500,no\n3000,\n";
    assert_eq!(crate::words::testing::reasons(rule, list), expected);
}

#[test]
fn without_a_condition_a_tier_takes_what_is_left() {
    let reason = Reason::Condition { code: Code::at(1), condition: None, facts: Vec::new(), better: None };
    assert_eq!(said(&reason), ["no condition holds, which leaves B", "不符合任何条件，归入乙"]);
    assert_eq!(said(&Reason::NothingHolds), ["no condition holds", "不符合任何条件"]);
}

#[test]
fn the_way_to_the_next_better_tier_is_told() {
    let number = |words: &str, value, comparison, bound, distance| Missed::Number {
        words: words.to_owned(),
        value: decimal(value),
        comparison,
        bound: decimal(bound),
        distance: decimal(distance),
    };
    let cases = [
        (
            number("revenue", "900", Comparison::AtLeast, "1000", "100"),
            "revenue > 5 holds; for A, revenue 900.00 would have to be at least 1,000 (100.00 more)",
            "符合条件 revenue > 5；要达到甲，销售额 900.00 须不低于 1,000（还差 100.00）",
        ),
        (
            number("orders / 2", "7.5", Comparison::Less, "5", "2.5"),
            "revenue > 5 holds; for A, orders / 2 7.5 would have to be below 5 (2.5 less)",
            "符合条件 revenue > 5；要达到甲，orders / 2 7.5 须低于 5（多出 2.5）",
        ),
        (
            number("revenue", "5", Comparison::Greater, "5", "0"),
            "revenue > 5 holds; for A, revenue 5.00 would have to be above 5",
            "符合条件 revenue > 5；要达到甲，销售额 5.00 须高于 5",
        ),
        (
            Missed::Date {
                words: "last_order".to_owned(),
                value: crate::date::Day(20_453),
                comparison: Comparison::AtLeast,
                bound: crate::date::Day(20_484),
                days: 31,
            },
            "revenue > 5 holds; for A, last_order 2025-12-31 would have to be on or after 2026-01-31 (31 days later)",
            "符合条件 revenue > 5；要达到甲，末单日期 2025-12-31 须不早于 2026-01-31（早了 31 天）",
        ),
    ];
    for (missed, en, zh) in cases {
        assert_eq!(said(&held(Vec::new(), Some(missed))), [en, zh]);
    }
    assert_eq!(
        said(&held(Vec::new(), None)),
        ["revenue > 5 holds; A asks for willing and able", "符合条件 revenue > 5；甲的条件是 willing and able"]
    );
}

#[test]
fn an_unknown_condition_is_told_with_what_is_missing() {
    let unknown = |gaps| Reason::Unknown { code: Code::at(0), condition: "revenue / 0 > 1".to_owned(), gaps };
    let gap = Gap { name: "last_order".to_owned(), kind: GapKind::Missing };
    assert_eq!(
        said(&unknown(vec![gap])),
        ["it cannot be told whether A is right: last_order is missing", "无法判断是否属于甲：缺少末单日期"]
    );
    assert_eq!(
        said(&unknown(Vec::new())),
        [
            "it cannot be told whether A is right: revenue / 0 > 1 cannot be calculated",
            "无法判断是否属于甲：revenue / 0 > 1 无法计算"
        ]
    );
}
