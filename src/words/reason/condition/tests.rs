use crate::language::Language;
use crate::number::Decimal;
use crate::rule::expression::Comparison;
use crate::rule::expression::Part;
use crate::rule::scope::Ref;
use crate::score::column::Code;
use crate::score::reason::{Fact, FactValue, Gap, GapKind, Reason, Step, Way};
use crate::words::Wording;
use crate::words::testing::scored;

const RULE: &str = r#"
[[rule]]
name   = "earlier"
method = "threshold"
field  = "revenue"
tier   = [ { label = "A", zh = "甲", min = 1 }, { label = "B", zh = "乙" } ]
[fields.aware]
type    = "flag"
headers = ["已了解"]
"#;

fn said(reason: &Reason) -> [String; 2] {
    scored(RULE, "revenue,last_order\n100.00,2026-01-01\n", |scored| {
        Language::ALL.map(|language| Wording::new(scored, 0, language).reason(reason))
    })
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).expect("a number")
}

fn fact(at: usize, name: &str, value: FactValue) -> Fact {
    Fact { column: Ref::Field(at), name: name.to_owned(), value }
}

#[test]
fn a_condition_that_holds_is_told_with_what_it_speaks_of() {
    let facts = vec![
        fact(0, "revenue", FactValue::Number(decimal("1200"))),
        fact(1, "last_order", FactValue::Date(crate::date::Day(20_484))),
        fact(2, "aware", FactValue::Truth(true)),
        fact(3, "earlier", FactValue::Text("A".to_owned())),
        fact(4, "traits", FactValue::Tags(vec!["calm".to_owned(), "冷静".to_owned()])),
        fact(5, "orders", FactValue::Missing),
    ];
    assert_eq!(
        said(&Reason::Condition { code: Code::at(1), condition: Some("revenue > 5".to_owned()), facts, better: None }),
        [
            "revenue is more than 5 holds: revenue 1,200.00, last order 2026-01-31, aware yes, earlier A, traits (calm, 冷静), orders missing",
            "符合条件销售额超过 5：销售额 1,200.00、末单日期 2026-01-31、已了解 是、earlier 甲、特征（calm、冷静）、订单数 缺失"
        ]
    );
}

#[test]
fn a_long_condition_goes_by_its_tier() {
    let long = "revenue > 5 or ".repeat(9) + "willing";
    let facts = vec![fact(0, "revenue", FactValue::Number(decimal("7")))];
    let reason = Reason::Condition { code: Code::at(1), condition: Some(long), facts, better: None };
    assert_eq!(said(&reason), ["the condition of B holds: revenue 7.00", "符合乙的条件：销售额 7.00"]);
}

#[test]
fn a_condition_can_be_explained() {
    let reason = Reason::Condition {
        code: Code::at(1),
        condition: Some("revenue > 5".to_owned()),
        facts: vec![fact(0, "revenue", FactValue::Number(decimal("7")))],
        better: None,
    };
    let steps = scored(RULE, "revenue\n100.00\n", |scored| {
        Language::ALL.map(|language| Wording::new(scored, 0, language).steps(&reason))
    });
    assert_eq!(steps, [["condition: revenue is more than 5", "revenue 7.00"], ["条件：销售额超过 5", "销售额 7.00"]]);
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
            "revenue is at least 1,000 and aware: yes holds: revenue 1,000, aware yes",
            "符合条件销售额达到 1,000，且已了解为“是”：销售额 1,000、已了解 是",
        ],
        [
            "aware: yes or revenue is more than 500 holds: revenue 900, aware yes; revenue 900 is 100 short of ready",
            "符合条件已了解为“是”，或销售额超过 500：销售额 900、已了解 是；销售额 900，距成熟还差 100",
        ],
        [
            "aware: yes or revenue is more than 500 holds: revenue 2,000, aware no; ready needs this: aware: yes",
            "符合条件已了解为“是”，或销售额超过 500：销售额 2,000、已了解 否；成熟须符合：已了解为“是”",
        ],
        [
            "no condition holds, which leaves cold; warm needs this: aware: yes",
            "不符合任何条件，归入冷；意向须符合：已了解为“是”",
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
    let number = |value, comparison, bound| Step::Number {
        column: Ref::Field(0),
        name: "revenue".to_owned(),
        value: decimal(value),
        comparison,
        bound: decimal(bound),
    };
    let flag = Step::Flag { name: "aware".to_owned(), part: Part { text: "revenue > 5".to_owned(), holds: false } };
    let day = Step::Date {
        column: Ref::Field(1),
        name: "last_order".to_owned(),
        value: crate::date::Day(20_453),
        comparison: Comparison::AtLeast,
        bound: crate::date::Day(20_484),
    };
    let cases = [
        (
            vec![number("900", Comparison::AtLeast, "1000")],
            "revenue 900.00 is 100.00 short of A",
            "销售额 900.00，距甲还差 100.00",
        ),
        (
            vec![number("7.125", Comparison::Less, "5")],
            "revenue 7.125 is 2.125 over the limit of A (below 5)",
            "销售额 7.125，比甲的上限高出 2.125（须低于 5）",
        ),
        (
            vec![number("5", Comparison::Greater, "5")],
            "revenue 5.00 is exactly on the line of A, which begins beyond it",
            "销售额 5.00，正好在甲的界线上，越过界线才算",
        ),
        (
            vec![day.clone()],
            "A needs last order on or after 2026-01-31 (2025-12-31 now)",
            "甲须末单日期不早于 2026-01-31（现为 2025-12-31）",
        ),
        (
            vec![flag, number("3", Comparison::AtLeast, "5.5")],
            "revenue 3.00 is 2.50 short of A; A also needs this: not (revenue is more than 5)",
            "销售额 3.00，距甲还差 2.50；甲还须符合：并非（销售额超过 5）",
        ),
    ];
    for (steps, en, zh) in cases {
        let better = Some(Way { code: Code::at(0), steps });
        let reason = Reason::Condition { code: Code::at(1), condition: None, facts: Vec::new(), better };
        let [said_en, said_zh] = said(&reason);
        assert_eq!(said_en, format!("no condition holds, which leaves B; {en}"));
        assert_eq!(said_zh, format!("不符合任何条件，归入乙；{zh}"));
    }
}

#[test]
fn an_unknown_condition_is_told_with_what_is_missing() {
    let unknown = |gaps| Reason::Unknown { code: Code::at(0), condition: "revenue / 0 > 1".to_owned(), gaps };
    let gap = Gap { name: "last_order".to_owned(), kind: GapKind::Missing };
    assert_eq!(
        said(&unknown(vec![gap])),
        ["it cannot be told whether A is right: last order is missing", "无法判断是否属于甲：缺少末单日期"]
    );
    assert_eq!(
        said(&unknown(Vec::new())),
        [
            "it cannot be told whether A is right: revenue ÷ 0 is more than 1 cannot be calculated",
            "无法判断是否属于甲：销售额 ÷ 0 超过 1 无法计算"
        ]
    );
}
