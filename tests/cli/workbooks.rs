//! Workbooks in and out: what a cell is stays what it is.

use snapbox::str;

use crate::assert_text;
use crate::folder::{Folder, HALVES};
use crate::row;
use crate::sheet::{Put, cells, lines, sheets, workbook, workbook_of};

const DATE: &str = "yyyy-mm-dd";

/// A list with a cell of every kind: 45356 is 2024-03-05.
fn every_kind() -> Vec<Vec<Put>> {
    vec![
        row!["A title"],
        row!["id", "name", "revenue", "since", "rate", "active", "note"],
        row!["00123", "Ann", 4000.5, Put::Shown(45356.0, DATE), Put::Shown(0.125, "0.0%"), Put::Flag(true), "=1+1"],
        row!["00124", "王芳", 1000.0, Put::Shown(45356.75, "yyyy-mm-dd hh:mm"), 0.1, Put::Flag(false), "two\nlines"],
        row!["00125", "", "", "", "", "", "+49 30"],
        row!["合计", "", 5000.5],
    ]
}

#[test]
fn a_workbook_keeps_the_types_of_its_cells() {
    let folder = Folder::with("list.xlsx", workbook(&every_kind())).and("half.toml", HALVES);
    let before = folder.bytes("list.xlsx");
    folder.run(["score", "list.xlsx", "-r", "half.toml"]).done();
    assert_eq!(folder.bytes("list.xlsx"), before, "the input changed");
    assert_text!(
        lines(&folder.bytes("list.scored.xlsx"), "Customers").join("\n"),
        str![[r#"
text A title |  |  |  |  |  |  | 
text id | text name | text revenue | text since | text rate | text active | text note | text half
text 00123 | text Ann | number 4000.5 | date 2024-03-05 | number 0.125 | flag true | text =1+1 | text top
text 00124 | text 王芳 | number 1000 | date 2024-03-05 18:00 | number 0.1 | flag false | text two
lines | text rest
text 00125 |  |  |  |  |  | text +49 30 | text unclassified
text 合计 |  | number 5000.5 |  |  |  |  | 
"#]]
    );
}

#[test]
fn a_workbook_becomes_a_csv() {
    let folder = Folder::with("list.xlsx", workbook(&every_kind())).and("half.toml", HALVES);
    folder.run(["score", "list.xlsx", "-r", "half.toml", "-o", "list.csv"]).done();
    assert_text!(
        folder.text("list.csv"),
        str![[r#"
A title
id,name,revenue,since,rate,active,note,half
00123,Ann,4000.5,2024-03-05,0.125,TRUE,=1+1,top
00124,王芳,1000,2024-03-05T18:00:00,0.1,FALSE,"two
lines",rest
00125,,,,,,+49 30,unclassified
合计,,5000.5,,,,,

"#]]
    );
}

#[test]
fn a_csv_becomes_a_workbook_whose_cells_are_what_they_look_like() {
    let list = "\
Title,,
id,revenue,last_order,plain,zeros,long,mixed,formula
1,\"4,000.50\",2024/3/5,12,007,1234567890123456,5,=SUM(A1:A9)
2,,2024-03-06,-1.50,12,1,five,@x
3,1000,,0,1,2,,+1
合计,\"5,000.50\",,11,,,,
";
    let rule = format!(
        "{HALVES}\n[[rule]]\nname = \"order_year\"\nmethod = \"lookup\"\nfield = \"year_of\"\ntier = [ {{ label = \"now\", values = [\"2024\"] }}, {{ label = \"other\" }} ]\n[derive]\nyear_of = \"year(last_order)\"\n"
    );
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES).and("years.toml", rule);
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "list.xlsx"]).done();
    assert_text!(
        lines(&folder.bytes("list.xlsx"), "Customers").join("\n"),
        str![[r#"
text Title |  |  |  |  |  |  |  | 
text id | text revenue | text last_order | text plain | text zeros | text long | text mixed | text formula | text half
number 1 | number 4000.5 | text 2024/3/5 | number 12 | text 007 | text 1234567890123456 | text 5 | text =SUM(A1:A9) | text top
number 2 |  | text 2024-03-06 | number -1.5 | text 12 | text 1 | text five | text @x | text unclassified
number 3 | number 1000 |  | number 0 | text 1 | text 2 |  | text +1 | text rest
text 合计 | number 5000.5 |  | number 11 |  |  |  |  | 
"#]]
    );
}

#[test]
fn no_cell_becomes_a_formula() {
    let list = "id,revenue,note\n1,9,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\n2,5,=1+1\n3,4,+1\n4,3,-x\n5,2,@a\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "list.xlsx"]).done();
    let bytes = folder.bytes("list.xlsx");
    let notes = cells(&bytes, "Customers").iter().skip(1).map(|cells| cells[2].clone()).collect::<Vec<_>>();
    assert_eq!(notes, ["text =HYPERLINK(\"http://x\",\"y\")", "text =1+1", "text +1", "text -x", "text @a"]);
    // Nor does the sheet hold a formula element.
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").expect("the customers");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut part, &mut text).expect("XML");
    assert!(text.contains("<c ") && !text.contains("<f>") && !text.contains("<f "));
}

#[test]
fn a_workbook_has_a_sheet_of_customers_a_summary_and_notes() {
    let folder = Folder::with("list.csv", "id,revenue\n1,4000\n2,2500\n3,1500\n4,\n5,x\n");
    folder.run(["score", "list.csv", "-r", "pareto-abc", "-r", "pyramid", "-o", "list.xlsx"]).done();
    let bytes = folder.bytes("list.xlsx");
    assert_eq!(sheets(&bytes), ["Customers", "Summary", "Notes"]);
    assert_text!(
        lines(&bytes, "Summary").join("\n"),
        str![[r#"
text ABC by share of revenue · pareto_abc |  |  |  |  |  |  | 
text Tier | text Customers | text Share of customers | text Revenue | text Share of revenue | text Average | text Cumulative share | text Expected share
text A | number 2 | number 0.666667 | number 6500 | number 0.8125 | number 3250 | number 0.8125 | number 0.2
text B | number 1 | number 0.333333 | number 1500 | number 0.1875 | number 1500 | number 1 | number 0.3
text C | number 0 | number 0 | number 0 | number 0 |  | number 1 | number 0.5
text unclassified | number 2 |  | number 0 |  |  |  | 
text total | number 5 |  | number 8000 |  | number 2666.666667 |  | 
text A ends at 2,500, customer 2 of 3, 81.25 % of revenue |  |  |  |  |  |  | 
text B ends at 1,500, customer 3 of 3, 100.00 % of revenue |  |  |  |  |  |  | 
 |  |  |  |  |  |  | 
 |  |  |  |  |  |  | 
 |  |  |  |  |  |  | 
 |  |  |  |  |  |  | 
 |  |  |  |  |  |  | 
 |  |  |  |  |  |  | 
 |  |  |  |  |  |  | 
text Customer pyramid · tier |  |  |  |  |  |  | 
text Tier | text Customers | text Share of customers | text Revenue | text Share of revenue | text Average | text Cumulative share | 
text platinum | number 1 | number 0.333333 | number 4000 | number 0.5 | number 4000 | number 0.5 | 
text gold | number 0 | number 0 | number 0 | number 0 |  | number 0.5 | 
text iron | number 0 | number 0 | number 0 | number 0 |  | number 0.5 | 
text lead | number 2 | number 0.666667 | number 4000 | number 0.5 | number 2000 | number 1 | 
text unclassified | number 2 |  | number 0 |  |  |  | 
text total | number 5 |  | number 8000 |  | number 2666.666667 |  | 
text platinum ends at 4,000, customer 1 of 3, 33.33 % of customers |  |  |  |  |  |  | 
text nobody is in gold: better tiers already hold its whole share |  |  |  |  |  |  | 
text nobody is in iron: better tiers already hold its whole share |  |  |  |  |  |  | 
"#]]
    );
    assert_text!(
        lines(&bytes, "Notes").join("\n"),
        str![[r#"
text custclass | text [..]
text rule | text pareto-abc: ABC by share of revenue
text rule SHA-256 | text [..]
text rule | text pyramid: Customer pyramid
text rule SHA-256 | text [..]
text input | text list.csv
text input SHA-256 | text 908371340e05f4c62e135fe68023cfdc9698c5d6adc8632b5bbe02ceb886bef8
text records below the header | text 5
text customers | text 5
text no customers | text 0
text field revenue | text column 2 "revenue": 3 values, 1 missing, 1 bad
text list.csv:6:2 | text revenue is "x"
text pareto_abc | text a customer that crosses a line belongs to the better tier; with --crossing worse 2 customers would be in another tier
text tier | text a customer that crosses a line belongs to the better tier; with --crossing worse 1 customer would be in another tier
text unclassified | text pareto_abc: 2
text unclassified | text tier: 2
"#]]
    );
}

#[test]
fn a_workbook_that_custclass_wrote_is_read_again_from_its_customers() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n2,5\n").and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "list.scored.xlsx"]).quiet();
    folder.run(["score", "list.scored.xlsx", "-r", "pareto-abc", "-o", "both.csv"]).quiet();
    assert_eq!(folder.text("both.csv"), "id,revenue,half,pareto_abc\n1,9,top,A\n2,5,rest,A\n");
}

#[test]
fn the_same_input_gives_the_same_bytes_wherever_it_lies() {
    let list = "id,revenue,note\n1,9,a\n2,5,b\n3,,c\n";
    let (one, other) = (Folder::with("list.csv", list), Folder::with("list.csv", list));
    one.run(["score", "list.csv", "-o", "out.xlsx"]).done();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    other.run(["score", &other.path("list.csv").to_string_lossy(), "-o", "out.xlsx"]).done();
    assert!(one.bytes("out.xlsx") == other.bytes("out.xlsx"), "the workbooks differ");
}

#[test]
fn a_workbook_read_back_is_the_csv_that_it_was_made_of() {
    let list =
        "id,revenue,note\n00123,9,plain\n7,5,\"comma, quote \"\" and\nbreak\"\n3,,=1+1\n4,1,  blanks  \n5,0.5,1e5\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "there.xlsx"]).done();
    folder.run(["score", "there.xlsx", "-r", "half.toml", "--replace", "-o", "back.csv"]).done();
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "direct.csv"]).done();
    assert_eq!(folder.text("back.csv"), folder.text("direct.csv"));
}

#[test]
fn blank_rows_and_rows_above_the_header_stay_where_they_are() {
    let rows = [
        row!["Report"],
        row![],
        row!["id", "revenue"],
        row!["1", 9.0],
        row![],
        row![],
        row!["2", 5.0],
        row!["id", "revenue"],
        row!["小计", 14.0],
    ];
    let folder = Folder::with("list.xlsx", workbook(&rows)).and("half.toml", HALVES);
    let ran = folder.run(["score", "list.xlsx", "-r", "half.toml", "-o", "-"]).done();
    assert_eq!(ran.stdout, "Report\n\nid,revenue,half\n1,9,top\n\n\n2,5,rest\nid,revenue,\n小计,14,\n");
    folder.run(["score", "list.xlsx", "-r", "half.toml"]).done();
    assert_text!(
        lines(&folder.bytes("list.scored.xlsx"), "Customers").join("\n"),
        str![[r#"
text Report |  | 
 |  | 
text id | text revenue | text half
text 1 | number 9 | text top
 |  | 
 |  | 
text 2 | number 5 | text rest
text id | text revenue | 
text 小计 | number 14 | 
"#]]
    );
}

#[test]
fn a_sheet_that_fits_is_named_where_the_first_one_does_not() {
    let (cover, list) = ([row!["Sales report"]], [row!["id", "revenue"], row!["1", 9.0]]);
    let folder = Folder::with("list.xlsx", workbook_of(&[("Cover", &cover), ("List 1", &list), ("List 2", &list)]))
        .and("half.toml", HALVES);
    assert_text!(
        folder.run(["score", "list.xlsx", "-r", "half.toml"]).refused(1),
        str![[r#"
custclass: error: list.xlsx, sheet "Cover": no column for `revenue`
  `revenue` also goes by: sales, sales amount, amount, turnover, sales revenue, sales value, net sales, gross sales, net revenue, total sales, total revenue, total amount … and 113 more
  row 1 has: A #1 "Sales report"
help: did you mean A #1 "Sales report"? --map revenue=#1
help: other sheets have what it takes: --sheet "List 1" or --sheet "List 2"

"#]]
    );
    assert_text!(
        folder.run(["score", "list.xlsx", "-r", "half.toml", "--sheet", "List 3"]).refused(1),
        str![[r#"
custclass: error: list.xlsx: no sheet "List 3"; did you mean "List 1"?
  the sheets are: "Cover", "List 1", "List 2"

"#]]
    );
    assert_eq!(folder.names(), ["half.toml", "list.xlsx"]);
    folder.run(["score", "list.xlsx", "-r", "half.toml", "--sheet", "List 2"]).done();
}

#[test]
fn chinese_sheets_have_chinese_names_and_are_read_again() {
    let folder = Folder::with("list.csv", "客户编号,销售额\n1,9\n2,5\n").and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "list.scored.xlsx", "--lang", "zh"]).done();
    let bytes = folder.bytes("list.scored.xlsx");
    assert_text!(sheets(&bytes).join(" | "), str!["Customers | Summary | Notes"]);
    folder.run(["score", "list.scored.xlsx", "-r", "pareto-abc", "-o", "both.csv"]).quiet();
    assert_eq!(folder.text("both.csv"), "客户编号,销售额,half,pareto_abc\n1,9,上,A\n2,5,下,A\n");
}

#[test]
fn what_is_hidden_is_read_and_told() {
    let mut new = rust_xlsxwriter::Workbook::new();
    let sheet = new.add_worksheet().set_name("客户").expect("a name");
    for (row, cells) in [["id", "note", "revenue"], ["1", "x", "9"], ["2", "y", "5"]].iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            sheet.write_string(row as u32, column as u16, *text).expect("it fits");
        }
    }
    sheet.set_row_hidden(2).expect("it fits");
    sheet.set_column_hidden(1).expect("it fits");
    let bytes = new.save_to_buffer().expect("it is written");
    let folder = Folder::with("list.xlsx", bytes).and("half.toml", HALVES);
    let run = folder.run(["score", "list.xlsx", "-r", "half.toml", "-o", "out.csv"]);
    let told = "sheet \"客户\": hidden, but read like the rest: 1 row (3); column B";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert_eq!(folder.text("out.csv"), "id,note,revenue,half\n1,x,9,top\n2,y,5,rest\n");
    let run = folder.run(["inspect", "list.xlsx", "--lang", "zh", "--format", "csv"]);
    assert!(
        run.stdout.contains("隐藏内容,工作表“客户”中隐藏但照常读取的内容：1 行（第 3 行）；B 列"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_limit_is_named_and_can_be_raised() {
    let folder = Folder::with("list.xlsx", workbook(&every_kind())).and("half.toml", HALVES);
    let run = folder.run(["score", "list.xlsx", "-r", "half.toml", "--limit", "cells=10"]);
    assert_text!(
        run.stderr,
        str![[r#"
custclass: error: list.xlsx: a sheet of the workbook has more than 10 cells
help: save the list alone in a workbook, or as .csv, and use that; if you know where the file comes from and it is right: --limit cells=40

"#]]
    );
    folder.run(["score", "list.xlsx", "-r", "half.toml", "--limit", "cells=40"]).done();
    let run = folder.run(["score", "list.xlsx", "-r", "half.toml", "--limit", "rows=40"]);
    assert!(run.stderr.contains("there is no limit \"rows\"; there are inflated, memory,"), "{}", run.stderr);
}
