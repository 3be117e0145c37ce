use crate::words::testing::reasons;

const GRADES: &str = r#"
[[rule]]
name   = "grade"
method = "threshold"
field  = "revenue"
tier   = [ { label = "A", zh = "甲", min = 500_000 }, { label = "B", zh = "B级", above = 100_000 }, { label = "C" } ]
"#;

#[test]
fn a_value_is_so_far_from_the_next_better_tier() {
    let sentences = reasons(GRADES, "revenue\n496800.00\n45100.5\n100000\n812000\n-0.5\n499999.996\n");
    let expected = [
        ["revenue 496,800.00 is 3,200.00 short of A", "销售额 496,800.00，距甲还差 3,200.00"],
        [
            "revenue 45,100.50 is 54,899.50 short of B (above 100,000)",
            "销售额 45,100.50，距 B级还差 54,899.50（须高于 100,000）",
        ],
        [
            "revenue 100,000.00 is exactly on the line of B, which begins beyond it",
            "销售额 100,000.00，正好在 B级的界线上，越过界线才算",
        ],
        ["revenue 812,000.00 reaches A (from 500,000)", "销售额 812,000.00，达到甲（500,000 起）"],
        [
            "revenue -0.50 is 100,000.50 short of B (above 100,000)",
            "销售额 -0.50，距 B级还差 100,000.50（须高于 100,000）",
        ],
        ["revenue 499,999.996 is 0.004 short of A", "销售额 499,999.996，距甲还差 0.004"],
    ];
    assert_eq!(sentences, expected);
}

#[test]
fn low_values_are_over_a_limit() {
    let rule = r#"
[[rule]]
name   = "payer"
method = "threshold"
field  = "days_to_pay"
tier   = [ { label = "prompt", max = 30 }, { label = "slow", below = 60 }, { label = "late" } ]
"#;
    let expected = [
        ["days to pay 12 is within prompt (up to 30)", "回款天数 12，属于 prompt（不超过 30）"],
        ["days to pay 45 is 15 over the limit of prompt", "回款天数 45，比 prompt 的上限高出 15"],
        [
            "days to pay 60 is exactly on the line of slow, which begins beyond it",
            "回款天数 60，正好在 slow 的界线上，越过界线才算",
        ],
        ["days to pay 61 is 1 over the limit of slow (below 60)", "回款天数 61，比 slow 的上限高出 1（须低于 60）"],
    ];
    assert_eq!(reasons(rule, "days_to_pay\n12\n45\n60\n61\n"), expected);
}

#[test]
fn tiers_without_a_rank_are_not_missed_but_met() {
    let rule = r#"
[[rule]]
name   = "size"
method = "threshold"
field  = "employees"
ranked = false
tier   = [ { label = "mid", min = 50, max = 249 }, { label = "big", above = 249, below = 5000 }, { label = "other" } ]
[fields.employees]
type = "number"
headers = ["员工数"]
"#;
    let expected = [
        ["employees 120 is within mid (from 50, up to 249)", "员工数 120，属于 mid（50 起，不超过 249）"],
        ["employees 300 is within big (above 249, below 5,000)", "员工数 300，属于 big（高于 249，低于 5,000）"],
        ["employees 7 is in other, which takes what is left", "员工数 7，归入 other（其余客户）"],
    ];
    assert_eq!(reasons(rule, "employees\n120\n300\n7\n"), expected);
}

#[test]
fn a_value_outside_all_bounds_says_so() {
    let rule = r#"
[[rule]]
name   = "size"
method = "threshold"
field  = "revenue"
tier   = [ { label = "A", min = 10 }, { label = "B", min = 5 } ]
"#;
    let expected = [["revenue 4.50 is within the bounds of no tier", "销售额 4.50，不在任何等级的范围内"]];
    assert_eq!(reasons(rule, "revenue\n4.5\n"), expected);
}

#[test]
fn lines_are_drawn_within_groups() {
    let rule = r#"
[[rule]]
name   = "tier"
method = "percentile"
field  = "revenue"
per    = "region"
tier   = [ { label = "A", share = "50%" }, { label = "B", share = "50%" } ]
"#;
    let expected = [
        ["revenue 900 reaches A in East (from 900)", "销售额 900，在 East 达到 A（900 起）"],
        ["revenue 800 is 100 short of A in East", "销售额 800，在 East 距 A 还差 100"],
        ["revenue 70 reaches A in 华东 (from 70)", "销售额 70，在华东达到 A（70 起）"],
        ["region is missing", "缺少地区"],
    ];
    assert_eq!(reasons(rule, "revenue,region\n900,East\n800,East\n70,华东\n60,\n"), expected);
}

#[test]
fn groups_that_are_labels_are_called_in_the_language() {
    let rule = r#"
[[rule]]
name   = "size"
method = "threshold"
field  = "orders"
tier   = [ { label = "many", zh = "多", min = 10 }, { label = "few", zh = "少" } ]
[[rule]]
name   = "tier"
method = "percentile"
field  = "revenue"
per    = "size"
bins   = 2
"#;
    let expected = [
        ["revenue 900 reaches tier 2 in many (from 900)", "销售额 900，在多达到 2 档（900 起）"],
        ["revenue 70 reaches tier 2 in few (from 70)", "销售额 70，在少达到 2 档（70 起）"],
        ["revenue 60 is 10 short of tier 2 in few", "销售额 60，在少距 2 档还差 10"],
        ["size is unclassified", "size 未分类"],
    ];
    assert_eq!(reasons(rule, "orders,revenue\n10,900\n1,70\n2,60\n,50\n"), expected);
}

#[test]
fn ratios_are_apart_by_percentage_points() {
    let rule = r#"
[[rule]]
name   = "quality"
method = "threshold"
field  = "share"
tier   = [ { label = "A", max = "1%" }, { label = "B" } ]
[fields.share]
type = "percent"
headers = ["退货占比"]
"#;
    let expected = [
        ["share 0.50 % is within A (up to 1.00 %)", "退货占比 0.50%，属于 A（不超过 1.00%）"],
        ["share 3.25 % is 2.25 percentage points over the limit of A", "退货占比 3.25%，比 A 的上限高出 2.25 个百分点"],
        ["share is not a percentage", "退货占比不是百分比"],
    ];
    assert_eq!(reasons(rule, "share\n0.5%\n3.25%\nx\n"), expected);
}

#[test]
fn whoever_lacks_something_is_told_what() {
    let expected = [["revenue is missing", "缺少销售额"], ["revenue is not a number", "销售额不是数字"]];
    assert_eq!(reasons(GRADES, "revenue\n\"\"\nmuch\n"), expected);
}

mod gaps {
    use crate::language::Language;
    use crate::score::reason::{Gap, GapKind, Reason};
    use crate::words::Wording;
    use crate::words::testing::scored;

    fn said(gaps: &[(&str, GapKind)]) -> [String; 2] {
        let rules = super::GRADES.to_owned()
            + "[fields.mood]\ntype = \"choice\"\nvalues = { good = [\"好\"], bad = [] }\n[derive]\ngrowth = \"revenue / orders\"\n";
        let gaps = gaps.iter().map(|&(name, kind)| Gap { name: name.to_owned(), kind }).collect::<Vec<_>>();
        scored(&rules, "revenue\n1\n", |scored| {
            Language::ALL.map(|language| Wording::new(scored, 0, language).reason(&Reason::Gaps(gaps.clone())))
        })
    }

    #[test]
    fn faults_of_one_kind_are_told_together() {
        use GapKind::{Bad, Missing};
        assert_eq!(
            said(&[("revenue", Missing), ("orders", Missing)]),
            ["revenue and orders are missing", "缺少销售额、订单数"]
        );
        assert_eq!(
            said(&[("revenue", Missing), ("last_order", Bad), ("orders", Missing), ("profit", Missing)]),
            [
                "revenue, orders and profit are missing; last order is not a date",
                "缺少销售额、订单数、利润；末单日期不是日期"
            ]
        );
        assert_eq!(
            said(&[("orders", Bad), ("revenue", Bad)]),
            ["orders and revenue are not numbers", "订单数、销售额不是数字"]
        );
    }

    #[test]
    fn a_fault_is_told_by_what_was_expected() {
        use GapKind::{Bad, Missing};
        assert_eq!(said(&[("mood", Bad)]), ["mood is an unknown word", "mood 不是可识别的选项"]);
        assert_eq!(said(&[("growth", Missing)]), ["growth cannot be calculated", "销售额 ÷ 订单数无法计算"]);
        assert_eq!(said(&[("grade", Missing)]), ["grade is unclassified", "grade 未分类"]);
        assert_eq!(said(&[]), ["the list lacks the rule's column", "列表中没有此规则所需的列"]);
    }
}
