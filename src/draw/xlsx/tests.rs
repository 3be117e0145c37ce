use std::fs;

use super::*;
use crate::copy::workbook::tests::{Written, number, tier};
use crate::document::chart::{Axis, Chart, Colors, Mark, Series, Unit};
use crate::document::note::NoteKind;
use crate::document::table::{Heading, Row, RowKind, Value};
use crate::file::Durability;
use crate::number::Decimal;

fn written(write: impl FnOnce(&mut XlsxWriter) -> Result<(), OutputError>) -> Result<Written, OutputError> {
    let written = Written::new();
    let file = AtomicFile::create(written.path(), Durability::Cached)?;
    let settings = XlsxSettings { rules: Some("[[rule]]\nname = \"tier\"\n".to_owned()), ..XlsxSettings::default() };
    let mut writer = XlsxWriter::create(file, settings)?;
    write(&mut writer)?;
    writer.finish()?;
    Ok(written)
}

fn summary() -> Table {
    let heading = |text: &str| Heading { key: "key".into(), text: text.to_owned() };
    let decimal = |mantissa, scale| Decimal::from_parts(mantissa, scale);
    let row = |kind, color: Option<&str>, cells| Row { kind, color: color.map(str::to_owned), cells };
    let text = |text: &str| Value::Text(text.to_owned());
    Table {
        title: "tier".to_owned(),
        columns: ["层级", "客户数", "销售额", "占比"].map(heading).to_vec(),
        rows: vec![
            row(
                RowKind::Body,
                Some("#B9C4CC"),
                vec![
                    text("白金"),
                    Value::Count(50),
                    Value::Amount(decimal(4_830_050, 2)),
                    Value::Share(decimal(8_003, 4)),
                ],
            ),
            row(RowKind::Unclassified, None, vec![text("未分级"), Value::Count(2), Value::Empty, Value::NoShare]),
            row(
                RowKind::Total,
                None,
                vec![
                    text("合计"),
                    Value::Count(52),
                    Value::Amount(decimal(10i128.pow(37) / 3, 30)),
                    Value::Share(Decimal::ONE),
                ],
            ),
        ],
        notes: vec!["白金 ends at 48,300.00".to_owned()],
        charts: Vec::new(),
    }
}

fn full(writer: &mut XlsxWriter) -> Result<(), OutputError> {
    let added = tier(vec![Some(0)]);
    let list = writer.workbook();
    list.header(&[ListCell::Text("客户名称"), ListCell::Text("n")], 2, &added)?;
    list.row(&[ListCell::Text("上海贸易有限公司"), number(1.0, None)], added.rows(1).customer(0))?;
    writer.tables(&[summary()])?;
    writer.tables(&[Table { title: "second".to_owned(), ..summary() }])?;
    let note = |kind, name: &str, text: &str| Note { kind, name: name.to_owned(), text: text.to_owned() };
    writer.notes(&[
        note(NoteKind::Heading, "Run", ""),
        note(NoteKind::Fact, "input", "list.xlsx"),
        note(NoteKind::Heading, "To look after", ""),
        note(NoteKind::Warning, "row 12", "revenue: \"12.5OO\" is not a number"),
    ]);
    Ok(())
}

#[test]
fn the_summary_opens_first_and_the_notes_follow() {
    let written = written(full).unwrap();
    assert_eq!(written.sheets(), ["Customers", "Summary", "Notes"]);
    assert_eq!(
        written.sheet("Summary"),
        r#"
"tier" |  |  | 
"层级" | "客户数" | "销售额" | "占比"
"白金" | 50 | 48300.5 | 0.8003
"未分级" | 2 |  | "–"
"合计" | 52 | 3333333.33333333 | 1
"白金 ends at 48,300.00" |  |  | 
 |  |  | 
"second" |  |  | 
"层级" | "客户数" | "销售额" | "占比"
"白金" | 50 | 48300.5 | 0.8003
"未分级" | 2 |  | "–"
"合计" | 52 | 3333333.33333333 | 1
"白金 ends at 48,300.00" |  |  | "#
            .trim_start_matches('\n')
    );
    assert_eq!(
        written.sheet("Notes"),
        r#"
"Run" | 
"input" | "list.xlsx"
 | 
"To look after" | 
"row 12" | "revenue: \"12.5OO\" is not a number""#
            .trim_start_matches('\n')
    );
    let parts = written.parts();
    assert!(parts["xl/workbook.xml"].contains(r#"activeTab="1""#), "{}", parts["xl/workbook.xml"]);
    assert!(parts["xl/styles.xml"].contains("FFB9C4CC"), "the tier's colour");
    // Eight Chinese characters count sixteen; the header's four and the filter's button count less.
    let widths = &parts["xl/worksheets/sheet1.xml"];
    assert!(widths.contains(r#"<col min="1" max="1" width="18.7109375""#), "{widths}");
}

/// A table of a rule, with charts of its revenue and of its customers.
fn abc() -> Table {
    let series = |column, mark, colors| Series { column, mark, colors };
    let shares = Axis { unit: Unit::Share, from_zero: true, to_one: false };
    let pareto = Chart {
        rows: 2,
        series: vec![series(2, Mark::Bar, Colors::Rows), series(3, Mark::Line, Colors::Series)],
        left: Axis { unit: Unit::Amount, from_zero: false, to_one: false },
        right: Some(Axis { to_one: true, ..shares }),
    };
    let customers = Chart { rows: 2, series: vec![series(1, Mark::Bar, Colors::Series)], left: shares, right: None };
    let heading = |key: &'static str| Heading { key: key.into(), text: key.to_owned() };
    let share = |hundredths| Value::Share(Decimal::from_parts(hundredths, 2));
    let row = |label: &str, color: Option<&str>, revenue, part, together| Row {
        kind: RowKind::Body,
        color: color.map(str::to_owned),
        cells: vec![
            Value::Text(label.to_owned()),
            share(part),
            Value::Amount(Decimal::from_parts(revenue, 0)),
            together,
        ],
    };
    Table {
        title: "abc".to_owned(),
        columns: ["tier", "customer_share", "revenue", "cumulative_share"].map(heading).to_vec(),
        rows: vec![row("A", Some("#B9C4CC"), 800, 20, share(80)), row("B", None, 200, 80, share(100))],
        notes: Vec::new(),
        charts: vec![pareto, customers],
    }
}

#[test]
fn a_rules_table_has_its_charts_beside_it() {
    let written = written(|writer| writer.tables(&[abc(), abc()])).unwrap();
    assert_eq!(written.sheets(), ["Summary"]);
    let parts = written.parts();
    let pareto = &parts["xl/charts/chart1.xml"];
    for part in ["Summary!$C$3:$C$4", "Summary!$D$3:$D$4", "B9C4CC", r#"<c:max val="1"/>"#] {
        assert!(pareto.contains(part), "{part} in {pareto}");
    }
    assert!(parts["xl/charts/chart2.xml"].contains("Summary!$B$3:$B$4"));
    // The second table stands below the first one's charts.
    assert!(parts["xl/charts/chart3.xml"].contains("Summary!$C$19:$C$20"), "{}", parts["xl/charts/chart3.xml"]);
}

#[test]
fn the_rules_can_be_read_back() {
    let written = written(full).unwrap();
    let properties = written.open().workbook_properties().unwrap().custom_properties;
    let rules = rules_in(|name| properties.get(name).map(String::as_str));
    assert_eq!(rules.as_deref(), Some("[[rule]]\nname = \"tier\"\n"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let with_charts = |writer: &mut XlsxWriter| full(writer).and_then(|()| writer.tables(&[abc()]));
    let bytes = || fs::read(written(with_charts).unwrap().path()).unwrap();
    let first = bytes();
    // The archive's times have a resolution of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == bytes());
    let parts = written(full).unwrap().parts();
    assert!(parts["docProps/core.xml"].contains("2000-01-01T00:00:00Z"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let file = AtomicFile::create("/dev/full", Durability::Cached).unwrap();
    let mut writer = XlsxWriter::create(file, XlsxSettings::default()).unwrap();
    full(&mut writer).unwrap();
    let error = writer.finish().unwrap_err();
    assert!(matches!(error, OutputError::DiskFull { .. }), "{error}");
}
