//! `report`: lists summed up by one column or two.

use std::time::{Duration, SystemTime};

use snapbox::str;

use crate::assert_text;
use crate::folder::{Folder, HALVES};

const LIST: &str = "\
id,region,revenue,profit,tier
1,East,4000,400,platinum
2,West,2500,,gold
3,East,1500,-100,iron
4,,1000,10,lead
5,West,,5,unclassified
合计,,9000,315,
";

fn report(args: &[&str]) -> String {
    let folder = Folder::with("list.csv", LIST);
    folder.run(["report", "list.csv"].iter().chain(args)).quiet().stdout
}

#[test]
fn by_one_column() {
    assert_text!(
        report(&["--by", "region"]),
        str![[r#"
region
┌─────────┬───────────┬────────────────────┬──────────┬──────────────────┬──────────┐
│ region  │ Customers │ Share of customers │  Revenue │ Share of revenue │  Average │
├─────────┼───────────┼────────────────────┼──────────┼──────────────────┼──────────┤
│ East    │         2 │            40.00 % │ 5,500.00 │          61.11 % │ 2,750.00 │
│ West    │         2 │            40.00 % │ 2,500.00 │          27.78 % │ 2,500.00 │
│ (blank) │         1 │            20.00 % │ 1,000.00 │          11.11 % │ 1,000.00 │
│ total   │         5 │                    │ 9,000.00 │                  │ 2,250.00 │
└─────────┴───────────┴────────────────────┴──────────┴──────────────────┴──────────┘
6 records below the header = 5 customers + 1 row that is no customer (totals: row 7)

"#]]
    );
}

#[test]
fn by_a_label_column_in_the_rules_order_and_with_its_empty_tiers() {
    let list = "id,revenue,tier\n1,5,lead\n2,9,platinum\n3,5,铅\n";
    let folder = Folder::with("list.csv", list);
    assert_text!(
        folder.run(["report", "list.csv", "--by", "tier"]).quiet().stdout,
        str![[r#"
tier
┌──────────┬───────────┬────────────────────┬─────────┬──────────────────┬─────────┐
│ tier     │ Customers │ Share of customers │ Revenue │ Share of revenue │ Average │
├──────────┼───────────┼────────────────────┼─────────┼──────────────────┼─────────┤
│ platinum │         1 │            33.33 % │    9.00 │          47.37 % │    9.00 │
│ gold     │         0 │             0.00 % │    0.00 │           0.00 % │         │
│ iron     │         0 │             0.00 % │    0.00 │           0.00 % │         │
│ lead     │         2 │            66.67 % │   10.00 │          52.63 % │    5.00 │
│ total    │         3 │                    │   19.00 │                  │    6.33 │
└──────────┴───────────┴────────────────────┴─────────┴──────────────────┴─────────┘

"#]]
    );
}

#[test]
fn by_two_columns() {
    assert_text!(
        report(&["--by", "region", "--by", "tier"]),
        str![[r#"
Customers: region × tier
┌─────────┬──────────┬──────┬──────┬──────┬──────────────┬───────┐
│ region  │ platinum │ gold │ iron │ lead │ unclassified │ total │
├─────────┼──────────┼──────┼──────┼──────┼──────────────┼───────┤
│ East    │        1 │    0 │    1 │    0 │            0 │     2 │
│ West    │        0 │    1 │    0 │    0 │            1 │     2 │
│ (blank) │        0 │    0 │    0 │    1 │            0 │     1 │
│ total   │        1 │    1 │    1 │    1 │            1 │     5 │
└─────────┴──────────┴──────┴──────┴──────┴──────────────┴───────┘
6 records below the header = 5 customers + 1 row that is no customer (totals: row 7)

Revenue: region × tier
┌─────────┬──────────┬──────────┬──────────┬──────────┬──────────────┬──────────┐
│ region  │ platinum │     gold │     iron │     lead │ unclassified │    total │
├─────────┼──────────┼──────────┼──────────┼──────────┼──────────────┼──────────┤
│ East    │ 4,000.00 │     0.00 │ 1,500.00 │     0.00 │         0.00 │ 5,500.00 │
│ West    │     0.00 │ 2,500.00 │     0.00 │     0.00 │         0.00 │ 2,500.00 │
│ (blank) │     0.00 │     0.00 │     0.00 │ 1,000.00 │         0.00 │ 1,000.00 │
│ total   │ 4,000.00 │ 2,500.00 │ 1,500.00 │ 1,000.00 │         0.00 │ 9,000.00 │
└─────────┴──────────┴──────────┴──────────┴──────────┴──────────────┴──────────┘

"#]]
    );
}

#[test]
fn measures_other_than_revenue() {
    assert_text!(
        report(&["--by", "region", "--measure", "profit", "--measure", "revenue"]),
        str![[r#"
region
┌─────────┬───────────┬────────────────────┬─────────────┬───────────────┬─────────────────┬──────────┬──────────────────┬──────────┐
│ region  │ Customers │ Share of customers │ profit: Sum │ profit: Share │ profit: Average │  Revenue │ Share of revenue │  Average │
├─────────┼───────────┼────────────────────┼─────────────┼───────────────┼─────────────────┼──────────┼──────────────────┼──────────┤
│ East    │         2 │            40.00 % │      300.00 │       95.24 % │          150.00 │ 5,500.00 │          61.11 % │ 2,750.00 │
│ West    │         2 │            40.00 % │        5.00 │        1.59 % │            5.00 │ 2,500.00 │          27.78 % │ 2,500.00 │
│ (blank) │         1 │            20.00 % │       10.00 │        3.17 % │           10.00 │ 1,000.00 │          11.11 % │ 1,000.00 │
│ total   │         5 │                    │      315.00 │               │           78.75 │ 9,000.00 │                  │ 2,250.00 │
└─────────┴───────────┴────────────────────┴─────────────┴───────────────┴─────────────────┴──────────┴──────────────────┴──────────┘
6 records below the header = 5 customers + 1 row that is no customer (totals: row 7)

"#]]
    );
}

#[test]
fn in_every_format() {
    assert_text!(
        report(&["--by", "region", "--format", "csv"]),
        str![[r#"
region,Customers,Share of customers,Revenue,Share of revenue,Average
East,2,0.4,5500,0.611111,2750
West,2,0.4,2500,0.277778,2500
(blank),1,0.2,1000,0.111111,1000
total,5,,9000,,2250

"#]]
    );
    assert_text!(
        report(&["--by", "region", "--format", "markdown"]),
        str![[r#"
## region

| region | Customers | Share of customers | Revenue | Share of revenue | Average |
| --- | ---: | ---: | ---: | ---: | ---: |
| East | 2 | 40.00 % | 5,500.00 | 61.11 % | 2,750.00 |
| West | 2 | 40.00 % | 2,500.00 | 27.78 % | 2,500.00 |
| (blank) | 1 | 20.00 % | 1,000.00 | 11.11 % | 1,000.00 |
| total | 5 |  | 9,000.00 |  | 2,250.00 |

6 records below the header = 5 customers + 1 row that is no customer (totals: row 7)

"#]]
    );
    assert_text!(
        report(&["--by", "region", "--format", "json"]),
        str![[r#"
{
  "format": 1,
  "tables": [
    {
      "title": "region",
      "columns": [
        {
          "key": "region",
          "text": "region"
        },
        {
          "key": "customers",
          "text": "Customers"
        },
        {
          "key": "customer_share",
          "text": "Share of customers"
        },
        {
          "key": "revenue",
          "text": "Revenue"
        },
        {
          "key": "revenue_share",
          "text": "Share of revenue"
        },
        {
          "key": "average",
          "text": "Average"
        }
      ],
      "rows": [
        {
          "kind": "body",
          "region": "East",
          "customers": 2,
          "customer_share": 0.4,
          "revenue": 5500,
          "revenue_share": 0.611111,
          "average": 2750
        },
        {
          "kind": "body",
          "region": "West",
          "customers": 2,
          "customer_share": 0.4,
          "revenue": 2500,
          "revenue_share": 0.277778,
          "average": 2500
        },
        {
          "kind": "body",
          "region": "(blank)",
          "customers": 1,
          "customer_share": 0.2,
          "revenue": 1000,
          "revenue_share": 0.111111,
          "average": 1000
        },
        {
          "kind": "total",
          "region": "total",
          "customers": 5,
          "customer_share": null,
          "revenue": 9000,
          "revenue_share": null,
          "average": 2250
        }
      ],
      "notes": [
        "6 records below the header = 5 customers + 1 row that is no customer (totals: row 7)"
      ]
    }
  ]
}

"#]]
    );
}

#[test]
fn two_columns_as_json() {
    assert_text!(
        report(&["--by", "region", "--by", "tier", "--measure", "revenue", "--format", "json"]),
        str![[r#"
{
  "format": 1,
  "tables": [
    {
      "title": "Customers: region × tier",
      "columns": [
        {
          "key": "region",
          "text": "region"
        },
        {
          "key": "platinum",
          "text": "platinum"
        },
        {
          "key": "gold",
          "text": "gold"
        },
        {
          "key": "iron",
          "text": "iron"
        },
        {
          "key": "lead",
          "text": "lead"
        },
        {
          "key": "unclassified",
          "text": "unclassified"
        },
        {
          "key": "total",
          "text": "total"
        }
      ],
      "rows": [
        {
          "kind": "body",
          "region": "East",
          "platinum": 1,
          "gold": 0,
          "iron": 1,
          "lead": 0,
          "unclassified": 0,
          "total": 2
        },
        {
          "kind": "body",
          "region": "West",
          "platinum": 0,
          "gold": 1,
          "iron": 0,
          "lead": 0,
          "unclassified": 1,
          "total": 2
        },
        {
          "kind": "body",
          "region": "(blank)",
          "platinum": 0,
          "gold": 0,
          "iron": 0,
          "lead": 1,
          "unclassified": 0,
          "total": 1
        },
        {
          "kind": "total",
          "region": "total",
          "platinum": 1,
          "gold": 1,
          "iron": 1,
          "lead": 1,
          "unclassified": 1,
          "total": 5
        }
      ],
      "notes": [
        "6 records below the header = 5 customers + 1 row that is no customer (totals: row 7)"
      ]
    },
    {
      "title": "Revenue: region × tier",
      "columns": [
        {
          "key": "region",
          "text": "region"
        },
        {
          "key": "platinum",
          "text": "platinum"
        },
        {
          "key": "gold",
          "text": "gold"
        },
        {
          "key": "iron",
          "text": "iron"
        },
        {
          "key": "lead",
          "text": "lead"
        },
        {
          "key": "unclassified",
          "text": "unclassified"
        },
        {
          "key": "total",
          "text": "total"
        }
      ],
      "rows": [
        {
          "kind": "body",
          "region": "East",
          "platinum": 4000,
          "gold": 0,
          "iron": 1500,
          "lead": 0,
          "unclassified": 0,
          "total": 5500
        },
        {
          "kind": "body",
          "region": "West",
          "platinum": 0,
          "gold": 2500,
          "iron": 0,
          "lead": 0,
          "unclassified": 0,
          "total": 2500
        },
        {
          "kind": "body",
          "region": "(blank)",
          "platinum": 0,
          "gold": 0,
          "iron": 0,
          "lead": 1000,
          "unclassified": 0,
          "total": 1000
        },
        {
          "kind": "total",
          "region": "total",
          "platinum": 4000,
          "gold": 2500,
          "iron": 1500,
          "lead": 1000,
          "unclassified": 0,
          "total": 9000
        }
      ],
      "notes": []
    }
  ]
}

"#]]
    );
}

#[test]
fn a_raw_list_is_classified_on_the_way() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n2,5\n3,1\n").and("half.toml", HALVES);
    let ran = folder.run(["report", "list.csv", "-r", "half.toml", "--by", "half"]).quiet();
    assert_text!(
        ran.stdout,
        str![[r#"
half
┌───────┬───────────┬────────────────────┬─────────┬──────────────────┬─────────┐
│ half  │ Customers │ Share of customers │ Revenue │ Share of revenue │ Average │
├───────┼───────────┼────────────────────┼─────────┼──────────────────┼─────────┤
│ top   │         2 │            66.67 % │   14.00 │          93.33 % │    7.00 │
│ rest  │         1 │            33.33 % │    1.00 │           6.67 % │    1.00 │
│ total │         3 │                    │   15.00 │                  │    5.00 │
└───────┴───────────┴────────────────────┴─────────┴──────────────────┴─────────┘

"#]]
    );
    assert_eq!(folder.names(), ["half.toml", "list.csv"]);
}

#[test]
fn a_column_that_a_rule_would_give_names_the_rule() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n");
    assert_text!(
        folder.run(["report", "list.csv", "--by", "tier"]).refused(1),
        str![[r#"
custclass: error: --by tier: the list has no such column
help: `-r pyramid` would give it

"#]]
    );
    assert_text!(
        folder.run(["report", "list.csv", "--by", "pareto_abc"]).refused(1),
        str![[r#"
custclass: error: --by pareto_abc: the list has no such column
help: `-r pareto-abc` would give it

"#]]
    );
}

#[test]
fn a_column_that_is_not_there_lists_those_that_are() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n");
    assert_text!(
        folder.run(["report", "list.csv", "--by", "regoin"]).refused(1),
        str![[r#"
custclass: error: --by regoin: the list has no such column
help: the list has id, revenue; name one of them, or give the rule that makes the column with -r

"#]]
    );
    assert_text!(
        folder.run(["report", "list.csv", "--by", "id", "--measure", "profit"]).refused(1),
        str![[r#"
custclass: error: --measure profit: the list has no such column
help: the list has id, revenue; name one of them, or give the rule that makes the column with -r

"#]]
    );
}

#[test]
fn by_a_column_of_no_known_field() {
    let folder = Folder::with("list.csv", "id,revenue,销售员\n1,9,王\n2,5,李\n3,1,王\n");
    assert_text!(
        folder.run(["report", "list.csv", "--by", "销售员", "--lang", "zh"]).quiet().stdout,
        str![[r#"
销售员
┌────────┬────────┬──────────┬────────┬────────────┬──────┐
│ 销售员 │ 客户数 │ 客户占比 │ 销售额 │ 销售额占比 │ 户均 │
├────────┼────────┼──────────┼────────┼────────────┼──────┤
│ 王     │      2 │  66.67 % │  10.00 │    66.67 % │ 5.00 │
│ 李     │      1 │  33.33 % │   5.00 │    33.33 % │ 5.00 │
│ 合计   │      3 │          │  15.00 │            │ 5.00 │
└────────┴────────┴──────────┴────────┴────────────┴──────┘

"#]]
    );
}

#[test]
fn a_list_without_revenue_counts_customers() {
    let folder = Folder::with("list.csv", "id,region\n1,East\n2,West\n3,East\n");
    let ran = folder.run(["report", "list.csv", "--by", "region"]).done();
    assert_text!(
        ran.stdout,
        str![[r#"
region
┌────────┬───────────┬────────────────────┐
│ region │ Customers │ Share of customers │
├────────┼───────────┼────────────────────┤
│ East   │         2 │            66.67 % │
│ West   │         1 │            33.33 % │
│ total  │         3 │                    │
└────────┴───────────┴────────────────────┘

"#]]
    );
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: the list has no revenue; customers are counted

"#]]
    );
}

#[test]
fn the_report_goes_where_it_is_told_to() {
    let folder = Folder::with("list.csv", LIST);
    for (output, format) in [("out.csv", "csv"), ("out.md", "markdown"), ("out.JSON", "json")] {
        let ran = folder.run(["report", "list.csv", "--by", "region", "-o", output]).quiet();
        assert_eq!(ran.stdout, "");
        assert_eq!(folder.text(output), report(&["--by", "region", "--format", format]));
    }
    assert_text!(
        folder.run(["report", "list.csv", "--by", "region", "-o", "out.pdf"]).refused(2),
        str![[r#"
custclass: error: out.pdf: a report ends in .csv, .md or .json

"#]]
    );
    assert_text!(
        folder.run(["report", "list.csv", "--by", "region", "-o", "no/out.csv"]).refused(1),
        str![[r#"
custclass: error: no/out.csv: there is no folder no; create it, or name another output

"#]]
    );
    assert_eq!(folder.names(), ["list.csv", "out.JSON", "out.csv", "out.md"]);
}

#[test]
fn without_a_list_the_newest_scored_one_is_taken_and_named() {
    let folder = Folder::with("a.scored.csv", "id,tier\n1,gold\n").and("b.SCORED.csv", "id,tier\n1,lead\n2,lead\n");
    folder.write("c.csv", "id,tier\n1,gold\n");
    let age = |name: &str, seconds: u64| {
        let file = std::fs::File::options().write(true).open(folder.path(name)).expect("the list");
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).expect("its time");
    };
    age("a.scored.csv", 1_000_000_000);
    age("b.SCORED.csv", 1_000_000_001);
    let ran = folder.run(["report", "--by", "tier", "--format", "csv"]).done();
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: report on b.SCORED.csv, the newest scored list here
custclass: the list has no revenue; customers are counted

"#]]
    );
    assert_text!(
        ran.stdout,
        str![[r#"
tier,Customers,Share of customers
platinum,0,0
gold,0,0
iron,0,0
lead,2,1
total,2,

"#]]
    );
    age("a.scored.csv", 1_000_000_002);
    let ran = folder.run(["report", "--by", "tier", "--format", "csv"]).done();
    assert!(ran.stderr.contains("a.scored.csv"), "{}", ran.stderr);
}

#[test]
fn without_a_list_and_without_a_scored_one_there_is_nothing_to_report() {
    let folder = Folder::with("list.csv", LIST);
    assert_text!(
        folder.run(["report", "--by", "tier"]).refused(1),
        str![[r#"
custclass: error: no list named, and no *.scored.csv or *.scored.xlsx in this folder
help: name the list, or run `custclass score` first

"#]]
    );
}

#[test]
fn three_columns_are_too_many() {
    let folder = Folder::with("list.csv", LIST);
    let message = folder.run(["report", "list.csv", "--by", "a", "--by", "b", "--by", "c"]).refused(2);
    assert_text!(
        message,
        str![[r#"
custclass: error: --by takes one column or two

"#]]
    );
}

#[test]
fn scored_and_reported_at_once_or_one_after_the_other_is_the_same() {
    let folder = Folder::with("list.csv", "id,revenue,region\n1,9,E\n2,5,W\n3,1,E\n4,,W\n合计,15,\n");
    folder.run(["score", "list.csv"]).done();
    let of_scored = folder.run(["report", "list.scored.csv", "--by", "tier", "--format", "csv"]).done();
    let on_the_way = folder.run(["report", "list.csv", "-r", "pyramid", "--by", "tier", "--format", "csv"]).done();
    assert_eq!(of_scored.stdout, on_the_way.stdout);
}

#[test]
fn a_report_by_one_of_several_rules_knows_those_that_it_reads() {
    let list = "id,revenue,orders\n1,200000,20\n2,50000,1\n3,100,5\n4,150000,2\n5,,7\n";
    let folder = Folder::with("list.csv", list);
    folder.run(["score", "list.csv", "-r", "spend-frequency"]).done();
    for column in ["spend_class", "frequency_class", "spend_frequency"] {
        let of_scored = folder.run(["report", "list.scored.csv", "--by", column, "--format", "csv"]).done();
        let on_the_way =
            folder.run(["report", "list.csv", "-r", "spend-frequency", "--by", column, "--format", "csv"]).done();
        assert_eq!(of_scored.stdout, on_the_way.stdout, "{column}");
        assert!(on_the_way.stdout.contains(",1,") || on_the_way.stdout.contains(",2,"), "{}", on_the_way.stdout);
    }
}

#[test]
fn a_workbook_s_own_rules_tell_the_order_of_its_labels() {
    // The labels appear in the order low, high, which is not the rule's.
    let rule = "[[rule]]\nname = \"worth\"\nmethod = \"threshold\"\nfield = \"revenue\"\n\
                tier = [ { label = \"high\", zh = \"高\", min = 10 }, { label = \"low\", zh = \"低\" } ]\n";
    let folder = Folder::with("list.csv", "id,revenue\na,1\nb,20\n").and("worth.toml", rule);
    folder.run(["score", "list.csv", "-r", "./worth.toml", "-r", "abcd", "-o", "list.scored.xlsx"]).done();
    let report = folder.run(["report", "--by", "worth", "--format", "csv", "--lang", "zh"]).done().stdout;
    let labels = report.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(labels[..2], ["高", "低"]);
}

#[test]
fn a_column_of_labels_goes_by_its_name_in_either_language() {
    let list = "id,revenue\n1,600000\n2,50000\n3,5\n";
    let folder = Folder::with("list.csv", list);
    let by = |list: &str, column: &str, rule: &[&str], language: &str| {
        let args = ["report", list, "--by", column, "--lang", language, "--format", "json"];
        let json = folder.run(args.iter().chain(rule).copied()).done().stdout;
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let rows = json["tables"][0]["rows"].as_array().expect("rows").clone();
        rows.iter().map(|row| row["customers"].as_u64().unwrap_or(0)).collect::<Vec<_>>()
    };
    let counts = [1, 0, 1, 1, 3];
    let rule = ["-r", "value-levels"];
    for (column, language) in [("value_levels", "en"), ("价值分级", "en"), ("value_levels", "zh"), ("价值分级", "zh")]
    {
        assert_eq!(by("list.csv", column, &rule, language), counts, "{column} {language}");
    }
    for language in ["en", "zh"] {
        let scored = format!("{language}.csv");
        folder.run(["score", "list.csv", "-r", "value-levels", "--lang", language, "-o", &scored]).done();
        for column in ["value_levels", "价值分级"] {
            assert_eq!(by(&scored, column, &[], "en"), counts, "{column} in {scored}");
        }
    }
}
