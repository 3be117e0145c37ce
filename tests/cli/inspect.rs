//! `inspect`: what was understood of a list.

use snapbox::str;

use crate::assert_text;
use crate::english_left::english_in;
use crate::folder::Folder;
use crate::row;
use crate::sheet::workbook;

#[test]
fn a_delimited_list() {
    let list = "\u{feff}2024年销售\r\n客户编号;销售额(万元);payback rate;last order;备注\r\n1;12,5;95;05.03.2024;x\r\n2;3,25;100;17.01.2024;\r\n3;viel;98,5;-;y;z\r\n\r\n合计;15,75;;;\r\n";
    let folder = Folder::with("list.csv", list);
    let ran = folder.run(["inspect", "list.csv"]).done();
    assert_text!(
        ran.stdout,
        str![[r#"
The list
┌──────────────────────────┬──────────────────────────────────┐
│ Fact                     │ Value                            │
├──────────────────────────┼──────────────────────────────────┤
│ file                     │ list.csv                         │
│ kind                     │ delimited text                   │
│ encoding                 │ UTF-8 with byte-order mark       │
│ encoding told by         │ its byte-order mark              │
│ delimiter                │ ;                                │
│ quote                    │ "                                │
│ line ends                │ CR LF                            │
│ header row               │ 2                                │
│ columns                  │ 6                                │
│ records below the header │ 5                                │
│ customers                │ 3                                │
│ no customers             │ totals: row 7; blank rows: row 6 │
└──────────────────────────┴──────────────────────────────────┘

Fields
┌──────────────┬─────────────────────┬───────────────────────┬─────────┬────────┬─────────┬─────┬──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
│ Field        │ Column              │ Because of            │ Type    │ Values │ Missing │ Bad │ Reading                                                                                                                                      │
├──────────────┼─────────────────────┼───────────────────────┼─────────┼────────┼─────────┼─────┼──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┤
│ id           │ A (#1) 客户编号     │ the header "客户编号" │ text    │      3 │       0 │   0 │                                                                                                                                              │
│ revenue      │ B (#2) 销售额(万元) │ the header "销售额"   │ number  │      2 │       0 │   1 │ 1.234,56; multiplied by 10,000, as the header's unit says; the comma is the decimal mark: 2 cells such as "12,5"; amounts by currency: CNY 2 │
│ payback_rate │ C (#3) payback rate │ its own name          │ percent │      3 │       0 │   0 │ percent; the comma is the decimal mark: the cell "98,5"; bare numbers are read as per cent: 5 is 5 %                                         │
│ last_order   │ D (#4) last order   │ its own name          │ date    │      2 │       1 │   0 │ dmy; the day comes first: the cell "17.01.2024"                                                                                              │
└──────────────┴─────────────────────┴───────────────────────┴─────────┴────────┴─────────┴─────┴──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘

Cells that cannot be read
┌──────────────┬──────────────────────────────┬──────┐
│ Place        │ Field                        │ Text │
├──────────────┼──────────────────────────────┼──────┤
│ list.csv:5:2 │ revenue                      │ viel │
│ list.csv:5   │ (more cells than the header) │ z    │
└──────────────┴──────────────────────────────┴──────┘

Other columns
┌─────────────┬────────────────┐
│ Column      │ To use it      │
├─────────────┼────────────────┤
│ E (#5) 备注 │ --map FIELD=#5 │
└─────────────┴────────────────┘

"#]]
    );
    assert_text!(ran.stderr, str![]);
    assert_eq!(folder.names(), ["list.csv"]);
}

#[test]
fn a_workbook() {
    let rows = [row!["id", "Sales Amount", "talks"], row!["1", 9.0, "long"], row!["2", "n/a"]];
    let folder = Folder::with("list.xlsx", workbook(&rows));
    assert_text!(
        folder.run(["inspect", "list.xlsx"]).quiet().stdout,
        str![[r#"
The list
┌──────────────────────────┬───────────┐
│ Fact                     │ Value     │
├──────────────────────────┼───────────┤
│ file                     │ list.xlsx │
│ kind                     │ XLSX      │
│ sheet                    │ Sheet1    │
│ header row               │ 1         │
│ columns                  │ 3         │
│ records below the header │ 2         │
│ customers                │ 2         │
└──────────────────────────┴───────────┘

Fields
┌─────────┬─────────────────────┬───────────────────────────┬────────┬────────┬─────────┬─────┬─────────┐
│ Field   │ Column              │ Because of                │ Type   │ Values │ Missing │ Bad │ Reading │
├─────────┼─────────────────────┼───────────────────────────┼────────┼────────┼─────────┼─────┼─────────┤
│ id      │ A (#1) id           │ its own name              │ text   │      2 │       0 │   0 │         │
│ revenue │ B (#2) Sales Amount │ the header "sales amount" │ number │      1 │       1 │   0 │         │
└─────────┴─────────────────────┴───────────────────────────┴────────┴────────┴─────────┴─────┴─────────┘

Other columns
┌──────────────┬────────────────┐
│ Column       │ To use it      │
├──────────────┼────────────────┤
│ C (#3) talks │ --map FIELD=#3 │
└──────────────┴────────────────┘

"#]]
    );
}

#[test]
fn in_chinese() {
    let folder = Folder::with("list.csv", "客户编号,销售额\n1,9\n2,五\n");
    assert_text!(
        folder.run(["inspect", "list.csv", "--lang", "zh"]).done().stdout,
        str![[r#"
列表
┌──────────┬────────────────┐
│ 项目     │ 值             │
├──────────┼────────────────┤
│ 文件     │ list.csv       │
│ 类型     │ 分隔文本       │
│ 编码     │ UTF-8          │
│ 编码依据 │ 字节符合 UTF-8 │
│ 分隔符   │ ,              │
│ 引号     │ "              │
│ 换行     │ LF             │
│ 表头行   │ 1              │
│ 列数     │ 2              │
│ 数据行数 │ 2              │
│ 客户数   │ 2              │
└──────────┴────────────────┘

字段
┌─────────┬─────────────────┬─────────────────┬──────┬──────┬──────┬──────────┬──────┐
│ 字段    │ 列              │ 依据            │ 类型 │ 有值 │ 缺失 │ 无法读取 │ 读法 │
├─────────┼─────────────────┼─────────────────┼──────┼──────┼──────┼──────────┼──────┤
│ id      │ A (#1) 客户编号 │ 表头 "客户编号" │ 文字 │    2 │    0 │        0 │      │
│ revenue │ B (#2) 销售额   │ 表头 "销售额"   │ 数字 │    1 │    0 │        1 │      │
└─────────┴─────────────────┴─────────────────┴──────┴──────┴──────┴──────────┴──────┘

无法读取的单元格
┌──────────────┬─────────┬──────┐
│ 位置         │ 字段    │ 原文 │
├──────────────┼─────────┼──────┤
│ list.csv:3:2 │ revenue │ 五   │
└──────────────┴─────────┴──────┘

"#]]
    );
}

#[test]
fn no_english_sentence_is_left_in_chinese() {
    let files = [
        ("a.csv", "\u{feff}2024年销售\r\n客户编号;销售额(万元);payback rate;last order;备注\r\n1;12,5;95;05.03.2024;x\r\n2;3,25;100;17.01.2024;\r\n3;viel;98,5;-;y;z\r\n\r\n合计;15,75;;;\r\n".as_bytes().to_vec()),
        ("b.csv", "id,revenue,payback rate,last order\nK1,\"1,234\",1,12/25/2023\nK1,3万,1,01/02/2024\n".into()),
        ("c.csv", b"sep=;\rid;name;revenue\rK1;M\xfcller;5\r".to_vec()),
        ("d.xlsx", workbook(&[row!["id", "Sales Amount (k€)", "talks"], row!["1", 9.0, "long"], row!["2", "n/a"], row!["3", "many"]])),
    ];
    for (name, content) in files {
        let folder = Folder::with(name, content);
        let ran = folder.run(["inspect", name, "--lang", "zh"]).done();
        assert_eq!(english_in(&ran.stdout), None, "{}", ran.stdout);
    }
}

#[test]
fn as_json() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n");
    assert_text!(
        folder.run(["inspect", "list.csv", "--format", "json"]).quiet().stdout,
        str![[r#"
{
  "format": 1,
  "tables": [
    {
      "title": "The list",
      "columns": [
        {
          "key": "fact",
          "text": "Fact"
        },
        {
          "key": "value",
          "text": "Value"
        }
      ],
      "rows": [
        {
          "kind": "body",
          "fact": "file",
          "value": "list.csv"
        },
        {
          "kind": "body",
          "fact": "kind",
          "value": "delimited text"
        },
        {
          "kind": "body",
          "fact": "encoding",
          "value": "UTF-8"
        },
        {
          "kind": "body",
          "fact": "encoding told by",
          "value": "its bytes, which are UTF-8"
        },
        {
          "kind": "body",
          "fact": "delimiter",
          "value": ","
        },
        {
          "kind": "body",
          "fact": "quote",
          "value": "\""
        },
        {
          "kind": "body",
          "fact": "line ends",
          "value": "LF"
        },
        {
          "kind": "body",
          "fact": "header row",
          "value": "1"
        },
        {
          "kind": "body",
          "fact": "columns",
          "value": "2"
        },
        {
          "kind": "body",
          "fact": "records below the header",
          "value": "1"
        },
        {
          "kind": "body",
          "fact": "customers",
          "value": "1"
        }
      ],
      "notes": []
    },
    {
      "title": "Fields",
      "columns": [
        {
          "key": "field",
          "text": "Field"
        },
        {
          "key": "column",
          "text": "Column"
        },
        {
          "key": "why",
          "text": "Because of"
        },
        {
          "key": "field_type",
          "text": "Type"
        },
        {
          "key": "values",
          "text": "Values"
        },
        {
          "key": "missing",
          "text": "Missing"
        },
        {
          "key": "bad",
          "text": "Bad"
        },
        {
          "key": "reading",
          "text": "Reading"
        }
      ],
      "rows": [
        {
          "kind": "body",
          "field": "id",
          "column": "A (#1) id",
          "why": "its own name",
          "field_type": "text",
          "values": 1,
          "missing": 0,
          "bad": 0,
          "reading": ""
        },
        {
          "kind": "body",
          "field": "revenue",
          "column": "B (#2) revenue",
          "why": "its own name",
          "field_type": "number",
          "values": 1,
          "missing": 0,
          "bad": 0,
          "reading": ""
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
fn standard_input() {
    let folder = Folder::new();
    let ran = folder.run_on("id,revenue\n1,9\n", ["inspect", "-", "--format", "csv"]).quiet();
    assert_text!(
        ran.stdout,
        str![[r#"
Fact,Value
file,standard input
kind,delimited text
encoding,UTF-8
encoding told by,"its bytes, which are UTF-8"
delimiter,","
quote,""""
line ends,LF
header row,1
columns,2
records below the header,1
customers,1

Field,Column,Because of,Type,Values,Missing,Bad,Reading
id,A (#1) id,its own name,text,1,0,0,
revenue,B (#2) revenue,its own name,number,1,0,0,

"#]]
    );
}

#[test]
fn records_whose_cells_slipped_or_whose_quotes_make_no_sense_are_shown_with_their_places() {
    let list = "id,name,revenue\n1,Anna,5\n2,\"Bo\"b\",6\n3,Cy,7\n4,Dora,8\n5,Ed,9\n6,F,10\n7,G,11\n8,H,12\n9,I,13\n10,J,14\n11,Kim15\n";
    let folder = Folder::with("list.csv", list);
    let page = folder.run(["inspect", "list.csv", "--format", "csv"]).done().stdout;
    for line in [
        "list.csv:12,(cells not under their headers),\"11,Kim15\"",
        "list.csv:3,(a quote that makes no sense),\"2,\"\"Bo\"\"b\"\",6\"",
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }
}
