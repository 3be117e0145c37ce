//! Words for missing cells, and dates on their way from a CSV to a workbook.

use serde_json::Value;

use crate::folder::Folder;

const RECENCY: &str = r#"
[derive]
rec = "days_since(last_order)"

[[rule]]
name   = "d"
method = "threshold"
field  = "rec"
tier   = [ { label = "recent", max = 100 }, { label = "old" } ]
"#;

#[test]
fn a_date_in_a_workbook_is_the_day_that_the_cell_showed_and_a_bad_cell_stays_text() {
    let list = "customer,revenue,last order,since\nAnn,5,2026-03-05,2026-01-31\nBo,4,1900-01-01,1900-02-28\nCy,3,1900-02-28,\n\
                Di,2,0001-01-01,1900-03-01\nEd,1,1,1899-12-31\n";
    let folder = Folder::with("list.csv", list).and("recency.toml", RECENCY);
    folder.run(["score", "list.csv", "-r", "./recency.toml", "--as-of", "2026-03-31", "-o", "d.xlsx"]).done();
    let read = folder.run(["read", "d.xlsx"]).done().stdout;
    let expected = "customer,revenue,last order,since,d\nAnn,5,2026-03-05,2026-01-31,recent\nBo,4,1900-01-01,1900-02-28,old\n\
                    Cy,3,1900-02-28,,old\nDi,2,0001-01-01,1900-03-01,old\nEd,1,1,1899-12-31,unclassified\n";
    assert_eq!(read, expected);

    let workbook = folder.bytes("d.xlsx");
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(workbook)).expect("a workbook");
    let cells = calamine::Reader::worksheet_range(&mut book, "Customers").expect("the sheet");
    let is_date = |row, column| cells.get((row, column)).is_some_and(calamine::DataType::is_datetime);
    let dates = |column| (1..6).map(|row| is_date(row, column)).collect::<Vec<_>>();
    assert_eq!(dates(2), [true, true, true, false, false]);
    // Nothing but ISO dates, though no rule reads it.
    assert_eq!(dates(3), [true, true, false, true, false]);
}

#[test]
fn words_of_missing_stand_in_the_manifest_and_in_inspect() {
    let folder = Folder::with("list.csv", "id,revenue\nK1,TBD\nK2,未知\nK3,5\n");
    let missing = ["--missing", "TBD,未知"];
    let args = ["score", "list.csv", "-r", "pareto-abc", "-o", "x.csv", "--manifest", "m.json"];
    folder.run(args.into_iter().chain(missing)).done();
    assert_eq!(folder.text("x.csv"), "id,revenue,pareto_abc\nK1,TBD,unclassified\nK2,未知,unclassified\nK3,5,A\n");
    let manifest: Value = serde_json::from_str(&folder.text("m.json")).expect("JSON");
    assert_eq!(manifest["missing_words"], serde_json::json!(["TBD", "未知"]));

    let told = folder.run(["inspect", "list.csv", "--format", "csv"].into_iter().chain(missing)).done().stdout;
    assert!(told.contains("also missing,\"TBD, 未知\""), "{told}");
    let strict = folder.run(
        ["report", "list.csv", "-r", "pareto-abc", "--by", "pareto_abc", "--format", "csv"].into_iter().chain(missing),
    );
    assert!(strict.done().stdout.contains("unclassified,2"), "the reading options hold everywhere");
}
