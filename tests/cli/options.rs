//! The options of `score`: how the list is read, which rules are applied, and how the summary is printed.

use snapbox::str;

use crate::assert_text;
use crate::folder::{Folder, HALVES};
use crate::row;
use crate::sheet::{workbook, workbook_of};

const LIST: &str = "id,revenue\n1,9\n2,5\n";

/// The label column of a scored CSV.
fn labels(folder: &Folder) -> Vec<String> {
    let text = folder.text("list.scored.csv");
    text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn map_names_a_column_by_its_header_or_its_number() {
    let folder = Folder::with("list.csv", "id,年销售额,plan,plan\n1,9,1,2\n2,5,3,1\n").and("half.toml", HALVES);
    for (map, expected) in
        [("revenue=年销售额", ["top", "rest"]), ("revenue=#3", ["rest", "top"]), ("revenue=#4", ["top", "rest"])]
    {
        folder.run(["score", "list.csv", "-r", "half.toml", "--map", map]).quiet();
        assert_eq!(labels(&folder), expected, "{map}");
    }
}

#[test]
fn map_beats_a_header_that_would_fit() {
    let folder = Folder::with("list.csv", "revenue,next year\n9,5\n5,9\n").and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "--map", "revenue=Next Year"]).quiet();
    assert_eq!(labels(&folder), ["rest", "top"]);
}

#[test]
fn header_row_says_where_the_header_stands() {
    let list = "revenue,of all branches\nid,revenue\n1,9\n2,5\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "--header-row", "2"]).quiet();
    assert_eq!(folder.text("list.scored.csv"), "revenue,of all branches\nid,revenue,half\n1,9,top\n2,5,rest\n");
}

#[test]
fn header_row_counts_records_and_not_lines() {
    let list = "\"a title\nin two lines\",x\nrevenue,id\nid,revenue\n1,9\n2,5\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "--header-row", "3"]).quiet();
    assert_eq!(labels(&folder)[2..], ["half", "top", "rest"]);
}

#[test]
fn sheet_names_the_sheet_of_a_workbook() {
    let (old, new) = ([row!["id", "revenue"], row!["1", 9.0], row!["2", 5.0]], [row!["id", "revenue"], row!["3", 1.0]]);
    let folder = Folder::with("list.xlsx", workbook_of(&[("2023", &old), ("2024", &new)])).and("half.toml", HALVES);
    let first = folder.run(["score", "list.xlsx", "-r", "half.toml", "-o", "-"]).done();
    assert_eq!(first.stdout, "id,revenue,half\n1,9,top\n2,5,rest\n");
    let second = folder.run(["score", "list.xlsx", "-r", "half.toml", "-o", "-", "--sheet", "2024"]).done();
    assert_eq!(second.stdout, "id,revenue,half\n3,1,top\n");
}

#[test]
fn delimiter_and_quote_can_be_named() {
    let list = "id;revenue, total;note\n1;9;'a;b'\n2;5;it\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    let args = ["score", "list.csv", "-r", "half.toml", "--delimiter", ";", "--quote", "'", "--map", "revenue=#2"];
    folder.run(args).quiet();
    assert_eq!(folder.text("list.scored.csv"), "id;revenue, total;note;half\n1;9;'a;b';top\n2;5;it;rest\n");
}

#[test]
fn read_settles_a_column_that_can_be_read_in_two_ways() {
    let list = "id;revenue\n1;1.234\n2;5,500\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    for (how, expected) in [("revenue=1.234,56", ["top", "rest"]), ("revenue=1,234.56", ["rest", "top"])] {
        folder.run(["score", "list.csv", "-r", "half.toml", "--read", how]).done();
        assert_eq!(labels_of_semicolons(&folder), expected, "{how}");
    }
}

fn labels_of_semicolons(folder: &Folder) -> Vec<String> {
    let text = folder.text("list.scored.csv");
    text.lines().skip(1).map(|line| line.rsplit(';').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn replace_puts_new_labels_where_the_old_ones_stand() {
    let list = "id,half,revenue,note\r\n1,\"old, one\",9,\"a,b\"\r\n2,,5,c\r\n3\r\n合计,x,14,\r\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "--replace"]).done();
    assert_eq!(
        folder.text("list.scored.csv"),
        "id,half,revenue,note\r\n1,top,9,\"a,b\"\r\n2,rest,5,c\r\n3,unclassified,,\r\n合计,,14,\r\n"
    );
}

#[test]
fn replace_appends_a_column_that_is_not_there_yet() {
    let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "--replace"]).quiet();
    assert_eq!(folder.text("list.scored.csv"), "id,revenue,half\n1,9,top\n2,5,rest\n");
}

#[test]
fn a_scored_list_scored_again_with_replace_stays_as_it_is() {
    let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml"]).quiet();
    folder.run(["score", "list.scored.csv", "-r", "half.toml", "--replace", "-o", "again.csv"]).quiet();
    assert_eq!(folder.text("again.csv"), folder.text("list.scored.csv"));
}

#[test]
fn replace_works_in_a_workbook_too() {
    let rows = [row!["id", "half", "revenue"], row!["1", "old", 9.0], row!["2", "", 5.0]];
    let folder = Folder::with("list.xlsx", workbook(&rows)).and("half.toml", HALVES);
    let ran = folder.run(["score", "list.xlsx", "-r", "half.toml", "--replace", "-o", "-"]).done();
    assert_eq!(ran.stdout, "id,half,revenue\n1,top,9\n2,rest,5\n");
}

#[test]
fn under_strict_an_unclassified_customer_is_a_failure_and_nothing_is_written() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n2,\n3,5\n").and("half.toml", HALVES);
    let before = folder.names();
    for output in ["list.scored.csv", "list.xlsx", "-"] {
        let message = folder.run(["score", "list.csv", "-r", "half.toml", "--strict", "-o", output]).refused(3);
        assert_text!(
            message,
            str![[r#"
custclass: half: 1 customer: revenue is missing
custclass: 1 of 3 customers unclassified (with --strict: an error, and nothing written)
custclass: error: 1 of 3 customers is unclassified, so nothing was written (--strict)

"#]]
        );
        assert_eq!(folder.names(), before);
    }
    folder.write("list.csv", LIST);
    folder.run(["score", "list.csv", "-r", "half.toml", "--strict"]).quiet();
}

const GRADES: &str = r#"
[params]
a_min = 100

[[rule]]
name   = "grade"
method = "threshold"
field  = "revenue"
tier   = [ { label = "A", min = "a_min" }, { label = "B" } ]
"#;

#[test]
fn set_changes_a_parameter() {
    let folder = Folder::with("list.csv", "revenue\n100\n99.99\n").and("grades.toml", GRADES);
    folder.run(["score", "list.csv", "-r", "grades.toml"]).quiet();
    assert_eq!(labels(&folder), ["A", "B"]);
    folder.run(["score", "list.csv", "-r", "grades.toml", "--set", "a_min=99.99"]).quiet();
    assert_eq!(labels(&folder), ["A", "A"]);
    folder.run(["score", "list.csv", "-r", "grades.toml", "--set", "a_min=1e3"]).quiet();
    assert_eq!(labels(&folder), ["B", "B"]);
}

#[test]
fn several_rules_give_several_columns() {
    let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES).and("grades.toml", GRADES);
    let args = ["score", "list.csv", "-r", "half.toml", "-r", "pareto-abc", "--rule", "./grades.toml"];
    let ran = folder.run(args).quiet();
    assert_eq!(folder.text("list.scored.csv"), "id,revenue,half,pareto_abc,grade\n1,9,top,A,B\n2,5,rest,A,B\n");
    let titles = ran.stdout.lines().filter(|line| line.contains('·')).collect::<Vec<_>>();
    assert_eq!(titles, ["half.toml · half", "ABC by share of revenue · pareto_abc", "./grades.toml · grade"]);
}

#[test]
fn two_rules_that_give_the_same_column_are_refused() {
    let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES).and("other.toml", HALVES);
    let message = folder.run(["score", "list.csv", "-r", "half.toml", "-r", "other.toml"]).refused(2);
    assert_text!(
        message,
        str![[r#"
custclass: error: two rules give the column `half`; name each of them once

"#]]
    );
    folder.run(["score", "list.csv", "-r", "pyramid", "-r", "pyramid"]).refused(2);
    assert_eq!(folder.names(), ["half.toml", "list.csv", "other.toml"]);
}

#[test]
fn lang_chooses_the_language_of_labels_and_headings_but_not_of_columns() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n2,5\n3,\n合计,14\n").and("half.toml", HALVES);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml", "--lang", "zh"]).done();
    assert_eq!(folder.text("list.scored.csv"), "id,revenue,half\n1,9,上\n2,5,下\n3,,未分类\n合计,14,\n");
    assert_text!(
        ran.stdout,
        str![[r#"
half.toml · half
┌────────┬────────┬──────────┬────────┬────────────┬──────┬──────────┐
│ 等级   │ 客户数 │ 客户占比 │ 销售额 │ 销售额占比 │ 户均 │ 累计占比 │
├────────┼────────┼──────────┼────────┼────────────┼──────┼──────────┤
│ 上     │      1 │  50.00 % │   9.00 │    64.29 % │ 9.00 │  64.29 % │
│ 下     │      1 │  50.00 % │   5.00 │    35.71 % │ 5.00 │ 100.00 % │
│ 未分类 │      1 │          │   0.00 │            │      │          │
│ 合计   │      3 │          │  14.00 │            │ 7.00 │          │
└────────┴────────┴──────────┴────────┴────────────┴──────┴──────────┘
表头下 4 条记录 = 3 位客户 + 1 行非客户（合计行：第 5 行）
上止于 9，第 1 位客户（共 2 位），累计占客户数的 50.00%

"#]]
    );
    for (at, value) in ["zh", "zh_CN.UTF-8", "zh-Hans", "", "en_US.UTF-8"].into_iter().enumerate() {
        let output = format!("env{at}.csv");
        let mut command = folder.command(["score", "list.csv", "-r", "half.toml", "-o", &output]);
        assert!(command.env("CUSTCLASS_LANG", value).output().expect("it runs").status.success(), "{value:?}");
        assert_eq!(folder.text(&output) == folder.text("list.scored.csv"), value.starts_with("zh"), "{value:?}");
    }
}

const RECENT: &str = r#"
[derive]
age = "days_since(last_order)"

[[rule]]
name   = "recent"
method = "threshold"
field  = "age"
tier   = [ { label = "new", max = 30 }, { label = "old" } ]
"#;

#[test]
fn as_of_is_today_for_rules_that_use_dates() {
    let folder = Folder::with("list.csv", "id,last_order\n1,2024-03-01\n2,2024-01-31\n").and("recent.toml", RECENT);
    for (as_of, expected) in
        [("2024-03-01", ["new", "new"]), ("2024-03-02", ["new", "old"]), ("2024-04-01", ["old", "old"])]
    {
        folder.run(["score", "list.csv", "-r", "recent.toml", "--as-of", as_of]).done();
        assert_eq!(labels(&folder), expected, "{as_of}");
    }
}

/// The summary of a list in a format.
fn summary(format: &str) -> String {
    let list = "id,revenue\n1,\"4,000\"\n2,2500.5\n3,1500\n4,\n合计,8000.50\n";
    let folder = Folder::with("list.csv", list);
    folder.run(["score", "list.csv", "-r", "pareto-abc", "--format", format]).done().stdout
}

#[test]
fn a_summary_as_a_table() {
    assert_text!(
        summary("table"),
        str![[r#"
ABC by share of revenue · pareto_abc
┌──────────────┬───────────┬────────────────────┬──────────┬──────────────────┬──────────┬──────────────────┬────────────────┐
│ Tier         │ Customers │ Share of customers │  Revenue │ Share of revenue │  Average │ Cumulative share │ Expected share │
├──────────────┼───────────┼────────────────────┼──────────┼──────────────────┼──────────┼──────────────────┼────────────────┤
│ A            │         2 │            66.67 % │ 6,500.50 │          81.25 % │ 3,250.25 │          81.25 % │        20.00 % │
│ B            │         1 │            33.33 % │ 1,500.00 │          18.75 % │ 1,500.00 │         100.00 % │        30.00 % │
│ C            │         0 │             0.00 % │     0.00 │           0.00 % │          │         100.00 % │        50.00 % │
│ unclassified │         1 │                    │     0.00 │                  │          │                  │                │
│ total        │         4 │                    │ 8,000.50 │                  │ 2,666.83 │                  │                │
└──────────────┴───────────┴────────────────────┴──────────┴──────────────────┴──────────┴──────────────────┴────────────────┘
5 records below the header = 4 customers + 1 row that is no customer (totals: row 6)
A ends at 2,500.50, customer 2 of 3, 81.25 % of revenue
B ends at 1,500.00, customer 3 of 3, 100.00 % of revenue

"#]]
    );
}

#[test]
fn a_summary_as_markdown() {
    assert_text!(
        summary("markdown"),
        str![[r#"
## ABC by share of revenue · pareto_abc

| Tier | Customers | Share of customers | Revenue | Share of revenue | Average | Cumulative share | Expected share |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| A | 2 | 66.67 % | 6,500.50 | 81.25 % | 3,250.25 | 81.25 % | 20.00 % |
| B | 1 | 33.33 % | 1,500.00 | 18.75 % | 1,500.00 | 100.00 % | 30.00 % |
| C | 0 | 0.00 % | 0.00 | 0.00 % |  | 100.00 % | 50.00 % |
| unclassified | 1 |  | 0.00 |  |  |  |  |
| total | 4 |  | 8,000.50 |  | 2,666.83 |  |  |

5 records below the header = 4 customers + 1 row that is no customer (totals: row 6)

A ends at 2,500.50, customer 2 of 3, 81.25 % of revenue

B ends at 1,500.00, customer 3 of 3, 100.00 % of revenue

"#]]
    );
}

#[test]
fn a_summary_as_csv() {
    assert_text!(
        summary("csv"),
        str![[r#"
Tier,Customers,Share of customers,Revenue,Share of revenue,Average,Cumulative share,Expected share
A,2,0.666667,6500.5,0.812512,3250.25,0.812512,0.2
B,1,0.333333,1500,0.187488,1500,1,0.3
C,0,0,0,0,,1,0.5
unclassified,1,,0,,,,
total,4,,8000.5,,2666.833333,,

"#]]
    );
}

#[test]
fn a_summary_as_json() {
    assert_text!(
        summary("json"),
        str![[r#"
{
  "format": 1,
  "tables": [
    {
      "title": "ABC by share of revenue · pareto_abc",
      "columns": [
        {
          "key": "tier",
          "text": "Tier"
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
        },
        {
          "key": "cumulative_share",
          "text": "Cumulative share"
        },
        {
          "key": "expected_customer_share",
          "text": "Expected share"
        }
      ],
      "rows": [
        {
          "kind": "body",
          "tier": "A",
          "customers": 2,
          "customer_share": 0.666667,
          "revenue": 6500.5,
          "revenue_share": 0.812512,
          "average": 3250.25,
          "cumulative_share": 0.812512,
          "expected_customer_share": 0.2
        },
        {
          "kind": "body",
          "tier": "B",
          "customers": 1,
          "customer_share": 0.333333,
          "revenue": 1500,
          "revenue_share": 0.187488,
          "average": 1500,
          "cumulative_share": 1,
          "expected_customer_share": 0.3
        },
        {
          "kind": "body",
          "tier": "C",
          "customers": 0,
          "customer_share": 0,
          "revenue": 0,
          "revenue_share": 0,
          "average": null,
          "cumulative_share": 1,
          "expected_customer_share": 0.5
        },
        {
          "kind": "unclassified",
          "tier": "unclassified",
          "customers": 1,
          "customer_share": null,
          "revenue": 0,
          "revenue_share": null,
          "average": null,
          "cumulative_share": null,
          "expected_customer_share": null
        },
        {
          "kind": "total",
          "tier": "total",
          "customers": 4,
          "customer_share": null,
          "revenue": 8000.5,
          "revenue_share": null,
          "average": 2666.833333,
          "cumulative_share": null,
          "expected_customer_share": null
        }
      ],
      "notes": [
        "5 records below the header = 4 customers + 1 row that is no customer (totals: row 6)",
        "A ends at 2,500.50, customer 2 of 3, 81.25 % of revenue",
        "B ends at 1,500.00, customer 3 of 3, 100.00 % of revenue"
      ]
    }
  ]
}

"#]]
    );
}

#[test]
fn a_summary_without_revenue_counts_customers() {
    let rule = "[[rule]]\nname = \"visits_class\"\nmethod = \"threshold\"\nfield = \"visits\"\ntier = [ { label = \"often\", min = 5 }, { label = \"seldom\" } ]\n[fields.visits]\ntype = \"number\"\n";
    let folder = Folder::with("list.csv", "id,visits\n1,9\n2,5\n3,1\n").and("visits.toml", rule);
    let ran = folder.run(["score", "list.csv", "-r", "visits.toml"]).done();
    assert_text!(
        ran.stdout,
        str![[r#"
visits.toml · visits_class
┌────────┬───────────┬────────────────────┬──────────────────┐
│ Tier   │ Customers │ Share of customers │ Cumulative share │
├────────┼───────────┼────────────────────┼──────────────────┤
│ often  │         2 │            66.67 % │          66.67 % │
│ seldom │         1 │            33.33 % │         100.00 % │
│ total  │         3 │                    │                  │
└────────┴───────────┴────────────────────┴──────────────────┘

"#]]
    );
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: the list has no revenue column, so there are no sums, shares and averages of revenue

"#]]
    );
}
