use crate::document::table::{Heading, Row, RowKind, Table};
use crate::number::Decimal;

use super::*;

fn heading(key: &'static str, text: &str) -> Heading {
    Heading { key: key.into(), text: text.to_owned() }
}

fn row(kind: RowKind, cells: Vec<Value>) -> Row {
    Row { kind, color: None, cells }
}

fn amount(mantissa: i128, scale: u8) -> Value {
    Value::Amount(Decimal::from_parts(mantissa, scale))
}

fn share(mantissa: i128, scale: u8) -> Value {
    Value::Share(Decimal::from_parts(mantissa, scale))
}

/// A summary as the program makes it, in Chinese, with a label that would break a careless format.
fn tiers() -> Table {
    let text = |text: &str| Value::Text(text.to_owned());
    Table {
        title: "tier".to_owned(),
        columns: vec![
            heading("label", "层级"),
            heading("customers", "客户数"),
            heading("revenue", "销售额"),
            heading("revenue_share", "占比"),
        ],
        rows: vec![
            row(RowKind::Body, vec![text("白金"), Value::Count(50), amount(4_830_000, 2), share(8_003, 4)]),
            row(RowKind::Body, vec![text("a|b"), Value::Count(4_950), amount(-1_205, 1), share(1_997, 4)]),
            row(RowKind::Unclassified, vec![text("未分级"), Value::Count(2), Value::Empty, Value::NoShare]),
            row(RowKind::Total, vec![text("合计"), Value::Count(5_002), amount(481_795, 1), share(1, 0)]),
        ],
        notes: vec!["白金 ends at 48,300.00".to_owned()],
        charts: Vec::new(),
    }
}

fn drawn(format: Format, tables: &[Table], width: Option<u16>) -> String {
    let mut out = Vec::new();
    format.draw(&Document::from(tables.to_vec()), width, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_terminal_gets_boxes_with_numbers_on_the_right() {
    let expected = "\
tier
┌────────┬────────┬───────────┬──────────┐
│ 层级   │ 客户数 │    销售额 │     占比 │
├────────┼────────┼───────────┼──────────┤
│ 白金   │     50 │ 48,300.00 │  80.03 % │
│ a|b    │  4,950 │   -120.50 │  19.97 % │
│ 未分级 │      2 │           │        – │
│ 合计   │  5,002 │ 48,179.50 │ 100.00 % │
└────────┴────────┴───────────┴──────────┘
白金 ends at 48,300.00
";
    assert_eq!(drawn(Format::Text, &[tiers()], Some(80)), expected);
    assert_eq!(drawn(Format::Text, &[tiers()], None), expected);
}

#[test]
fn a_narrow_terminal_wraps_and_a_pipe_never_does() {
    let long = "a sentence that is longer than the terminal is wide, and then some".to_owned();
    let table = Table {
        columns: vec![heading("reason", "Reason")],
        rows: vec![row(RowKind::Body, vec![Value::Text(long.clone())])],
        ..Table::default()
    };
    let narrow = drawn(Format::Text, std::slice::from_ref(&table), Some(30));
    assert!(narrow.lines().all(|line| line.chars().count() <= 30), "{narrow}");
    assert!(drawn(Format::Text, &[table], None).contains(&long));
}

#[test]
fn prose_is_wrapped_beside_short_cells_that_stay_whole_or_told_below_them_where_there_is_no_room() {
    let texts = |texts: [&str; 3]| row(RowKind::Body, texts.map(|text| Value::Text(text.to_owned())).to_vec());
    let table = Table {
        columns: vec![heading("id", "Id"), heading("day", "Day"), heading("reason", "Reason")],
        rows: vec![
            texts(["C001", "2026-01-31", "contact every 7 days, and it is about to fall"]),
            texts(["C002", "", "none"]),
        ],
        ..Table::default()
    };
    let wide = "\
┌──────┬────────────┬──────────────────────────────┐
│ Id   │ Day        │ Reason                       │
├──────┼────────────┼──────────────────────────────┤
│ C001 │ 2026-01-31 │ contact every 7 days, and it │
│      │            │ is about to fall             │
│ C002 │            │ none                         │
└──────┴────────────┴──────────────────────────────┘
";
    assert_eq!(drawn(Format::Text, std::slice::from_ref(&table), Some(52)), wide);
    let narrow = "\
── Id C001 ─────────────────────
  Day     2026-01-31
  Reason  contact every 7 days,
          and it is about to
          fall
── Id C002 ─────────────────────
  Reason  none
────────────────────────────────
";
    assert_eq!(drawn(Format::Text, &[table], Some(32)), narrow);
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let table = Table {
        columns: vec![heading("label", "Label\u{1b}[31m")],
        rows: vec![row(RowKind::Body, vec![Value::Text("two\nlines\u{7}".to_owned())])],
        ..Table::default()
    };
    let text = drawn(Format::Text, &[table], None);
    assert!(text.contains("two lines\u{fffd}"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn markdown_has_a_heading_for_each_table_and_takes_every_text_literally() {
    let mut second = tiers();
    second.title = "abc & <b>".to_owned();
    second.rows.truncate(1);
    second.notes.clear();
    let expected = "\
## tier

| 层级 | 客户数 | 销售额 | 占比 |
| --- | ---: | ---: | ---: |
| 白金 | 50 | 48,300.00 | 80.03 % |
| a\\|b | 4,950 | -120.50 | 19.97 % |
| 未分级 | 2 |  | – |
| 合计 | 5,002 | 48,179.50 | 100.00 % |

白金 ends at 48,300.00

## abc &amp; &lt;b>

| 层级 | 客户数 | 销售额 | 占比 |
| --- | ---: | ---: | ---: |
| 白金 | 50 | 48,300.00 | 80.03 % |
";
    assert_eq!(drawn(Format::Markdown, &[tiers(), second], None), expected);
}

#[test]
fn csv_has_plain_values_and_a_blank_line_between_tables() {
    let mut second = tiers();
    second.rows = vec![row(
        RowKind::Body,
        vec![
            Value::Text("a,\"b\"".to_owned()),
            Value::Date(crate::date::Day(19_787)),
            amount(12_345_678_901_234_567_890, 4),
            share(10i128.pow(38) / 3, 38),
        ],
    )];
    let expected = "\
层级,客户数,销售额,占比
白金,50,48300,0.8003
a|b,4950,-120.5,0.1997
未分级,2,,
合计,5002,48179.5,1

层级,客户数,销售额,占比
\"a,\"\"b\"\"\",2024-03-05,1234567890123456.789,0.333333333333333
";
    assert_eq!(drawn(Format::Csv, &[tiers(), second], None), expected);
}

#[test]
fn json_is_versioned_and_loses_no_digit() {
    let mut table = tiers();
    table.columns.push(heading("revenue", "East"));
    table.rows = vec![
        row(
            RowKind::Body,
            vec![
                Value::Text("白金".to_owned()),
                Value::Count(50),
                amount(4_830_010, 2),
                share(10i128.pow(38) / 3, 38),
                amount(12_345_678_901_234_567_890, 4),
            ],
        ),
        row(
            RowKind::Total,
            vec![Value::Empty, Value::Date(crate::date::Day(19_787)), amount(-48_300, 0), Value::NoShare, amount(0, 2)],
        ),
    ];
    let expected = r#"{
  "format": 1,
  "tables": [
    {
      "title": "tier",
      "columns": [
        {
          "key": "label",
          "text": "层级"
        },
        {
          "key": "customers",
          "text": "客户数"
        },
        {
          "key": "revenue",
          "text": "销售额"
        },
        {
          "key": "revenue_share",
          "text": "占比"
        },
        {
          "key": "revenue_2",
          "text": "East"
        }
      ],
      "rows": [
        {
          "kind": "body",
          "label": "白金",
          "customers": 50,
          "revenue": 48300.1,
          "revenue_share": 0.333333333333333,
          "revenue_2": "1234567890123456.789"
        },
        {
          "kind": "total",
          "label": null,
          "customers": "2024-03-05",
          "revenue": -48300,
          "revenue_share": null,
          "revenue_2": 0
        }
      ],
      "notes": [
        "白金 ends at 48,300.00"
      ]
    }
  ]
}
"#;
    assert_eq!(drawn(Format::Json, &[table], None), expected);
}
