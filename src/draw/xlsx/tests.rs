use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::*;
use crate::copy::added::tests::{label, labels};
use crate::copy::{AddedCell, AddedColumn, AddedValues};
use crate::document::chart::{Axis, Chart, Colors, Mark, Series, Unit};
use crate::document::note::NoteKind;
use crate::document::table::{Heading, Row, RowKind, Value};
use crate::file::Durability;
use crate::number::Decimal;

/// A workbook in a folder of its own.
struct Written {
    folder: tempfile::TempDir,
}

impl Written {
    fn path(&self) -> PathBuf {
        self.folder.path().join("list.scored.xlsx")
    }

    fn open(&self) -> Xlsx<std::io::BufReader<fs::File>> {
        open_workbook(self.path()).unwrap()
    }

    /// A sheet as text: a line a row, each cell as calamine has it.
    fn sheet(&self, name: &str) -> String {
        let range = self.open().worksheet_range(name).unwrap();
        let rows = range.rows().map(|row| row.iter().map(shown).collect::<Vec<_>>().join(" | "));
        rows.collect::<Vec<_>>().join("\n")
    }

    fn sheets(&self) -> Vec<String> {
        self.open().sheet_names()
    }

    /// The parts of the archive that are XML, by name.
    fn parts(&self) -> BTreeMap<String, String> {
        let mut archive = zip::ZipArchive::new(fs::File::open(self.path()).unwrap()).unwrap();
        (0..archive.len())
            .map(|index| {
                let mut part = archive.by_index(index).unwrap();
                let mut text = String::new();
                std::io::Read::read_to_string(&mut part, &mut text).unwrap();
                (part.name().unwrap().into_owned(), text)
            })
            .collect()
    }
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => format!("{text:?}"),
        Data::DateTime(moment) => format!("date {}", moment.as_f64()),
        other => other.to_string(),
    }
}

fn written(rows: u32, write: impl FnOnce(&mut XlsxWriter) -> Result<(), OutputError>) -> Result<Written, OutputError> {
    let written = Written { folder: tempfile::tempdir().unwrap() };
    let file = AtomicFile::create(written.path(), Durability::Cached)?;
    let settings = XlsxSettings { rules: Some("[[rule]]\nname = \"tier\"\n".to_owned()), ..XlsxSettings::default() };
    let mut writer = XlsxWriter::with_sheet_rows(file, settings, rows)?;
    write(&mut writer)?;
    writer.finish()?;
    Ok(written)
}

fn number(value: f64, format: Option<&str>) -> ListCell<'_> {
    ListCell::Number { value, format }
}

fn tier(codes: Vec<Option<usize>>) -> Added<'static> {
    Added { columns: vec![labels("tier", vec![label("A", false, Some("#B9C4CC")), label("B", false, None)], codes)] }
}

#[test]
fn cells_keep_their_types_and_text_stays_text() {
    let added = Added {
        columns: vec![
            labels("tier", vec![label("A", false, Some("#1F4E79"))], vec![Some(0), None]),
            labels("r", vec![label("5", true, None)], vec![Some(0), None]),
            AddedColumn {
                name: "r_score".to_owned(),
                replaces: None,
                values: AddedValues::Cells(Box::new(|row| match row {
                    0 => AddedCell::Number(Decimal::from_parts(8_350, 2)),
                    _ => AddedCell::Date(19_787),
                })),
            },
        ],
    };
    let mut rows = added.rows(2);
    let written = written(SHEET_ROWS, |writer| {
        writer.preamble(&[ListCell::Text("Customers, March"), ListCell::Date { serial: 45_356.0, format: None }])?;
        writer.preamble(&[])?;
        writer.header(&["id", "revenue", "since", "ok"].map(ListCell::Text), 5, &added)?;
        let date = ListCell::Date { serial: 45_356.5, format: Some("yyyy/m/d h:mm") };
        let own = [ListCell::Text("00123"), number(0.1, Some("#,##0.00")), date, ListCell::Bool(true)];
        writer.row(&own, rows.customer(0))?;
        writer.row(&[], &[])?;
        writer.row(&[ListCell::Text("=1+1"), ListCell::Error("#N/A"), number(-3.5, None)], rows.customer(1))?;
        writer.row(&[ListCell::Text("合计"), number(1e15, None)], rows.no_customer())
    })
    .unwrap();
    assert_eq!(written.sheets(), ["Customers"]);
    let expected = r##"
"Customers, March" | date 45356 |  |  |  |  |  | 
 |  |  |  |  |  |  | 
"id" | "revenue" | "since" | "ok" |  | "tier" | "r" | "r_score"
"00123" | 0.1 | date 45356.5 | true |  | "A" | 5 | 83.5
 |  |  |  |  |  |  | 
"=1+1" | "#N/A" | -3.5 |  |  | "unclassified" | "unclassified" | date 45356
"合计" | 1000000000000000 |  |  |  | "unclassified" | "unclassified" | "##;
    assert_eq!(written.sheet("Customers"), expected.trim_start_matches('\n'));

    let parts = written.parts();
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(!sheet.contains("<f>"), "no formulas");
    assert!(sheet.contains(r#"<pane ySplit="3" topLeftCell="A4""#), "frozen below the header: {sheet}");
    assert!(sheet.contains(r#"<autoFilter ref="A3:H7"/>"#), "filter over the list: {sheet}");
    let styles = &parts["xl/styles.xml"];
    assert!(styles.contains("FF1F4E79") && styles.contains("yyyy/m/d h:mm"), "{styles}");
}

#[test]
fn a_list_that_is_too_long_goes_on_in_further_sheets() {
    let added = tier(vec![Some(0), Some(1), None, Some(0), Some(1)]);
    let mut rows = added.rows(5);
    let written = written(3, |writer| {
        writer.preamble(&[ListCell::Text("title")])?;
        writer.header(&[ListCell::Text("id")], 1, &added)?;
        (0..5u32).try_for_each(|row| writer.row(&[number(f64::from(row), None)], rows.customer(row as usize)))
    })
    .unwrap();
    assert_eq!(written.sheets(), ["Customers", "Customers 2", "Customers 3"]);
    assert_eq!(written.sheet("Customers"), "\"title\" | \n\"id\" | \"tier\"\n0 | \"A\"");
    assert_eq!(written.sheet("Customers 2"), "\"id\" | \"tier\"\n1 | \"B\"\n2 | \"unclassified\"");
    assert_eq!(written.sheet("Customers 3"), "\"id\" | \"tier\"\n3 | \"A\"\n4 | \"B\"");
    let parts = written.parts();
    assert!(parts["xl/worksheets/sheet1.xml"].contains(r#"<autoFilter ref="A2:B3"/>"#));
    assert!(parts["xl/worksheets/sheet2.xml"].contains(r#"<autoFilter ref="A1:B3"/>"#));
}

#[test]
fn a_list_that_just_fits_stays_on_one_sheet() {
    let added = tier(vec![Some(0); 2]);
    let written = written(3, |writer| {
        writer.header(&[ListCell::Text("id")], 1, &added)?;
        writer.row(&[ListCell::Text("1")], added.rows(2).customer(0))?;
        writer.row(&[ListCell::Text("2")], added.rows(2).customer(1))
    });
    assert_eq!(written.unwrap().sheets(), ["Customers"]);
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
    writer.header(&[ListCell::Text("客户名称"), ListCell::Text("n")], 2, &added)?;
    writer.row(&[ListCell::Text("上海贸易有限公司"), number(1.0, None)], added.rows(1).customer(0))?;
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
    let written = written(SHEET_ROWS, full).unwrap();
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
    let written = written(SHEET_ROWS, |writer| writer.tables(&[abc(), abc()])).unwrap();
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
    let written = written(SHEET_ROWS, full).unwrap();
    let properties = written.open().workbook_properties().unwrap().custom_properties;
    let rules = rules_in(|name| properties.get(name).map(String::as_str));
    assert_eq!(rules.as_deref(), Some("[[rule]]\nname = \"tier\"\n"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let with_charts = |writer: &mut XlsxWriter| full(writer).and_then(|()| writer.tables(&[abc()]));
    let bytes = || fs::read(written(SHEET_ROWS, with_charts).unwrap().path()).unwrap();
    let first = bytes();
    // The archive's times have a resolution of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == bytes());
    let parts = written(SHEET_ROWS, full).unwrap().parts();
    assert!(parts["docProps/core.xml"].contains("2000-01-01T00:00:00Z"));
}

#[test]
fn every_character_comes_back() {
    let texts = [
        "two\nlines",
        "carriage\r\nreturn",
        " blanks at both ends ",
        "\ttab",
        "bell\u{7}",
        "null\u{0}",
        "_x000D_ as text",
        "<b> & \"q\" 'a'",
        "🙂 𝒳",
        "line\u{2028}end",
    ];
    let written = written(SHEET_ROWS, |writer| {
        writer.header(&[ListCell::Text("text")], 1, &Added { columns: Vec::new() })?;
        texts.iter().try_for_each(|text| writer.row(&[ListCell::Text(text)], &[]))
    })
    .unwrap();
    let range = written.open().worksheet_range("Customers").unwrap();
    let back: Vec<_> = range.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(back, texts);
}

#[test]
fn what_a_sheet_cannot_hold_is_refused_with_its_place() {
    let none = || Added { columns: Vec::new() };
    let most = "字".repeat(32_767);
    let written_most = written(SHEET_ROWS, |writer| {
        writer.header(&[ListCell::Text("text")], 1, &none())?;
        writer.row(&[ListCell::Text(&most)], &[])
    })
    .unwrap();
    assert!(written_most.sheet("Customers").contains(&most));

    let long = format!("{most}字");
    let error = written(SHEET_ROWS, |writer| {
        writer.header(&["id", "text"].map(ListCell::Text), 2, &none())?;
        writer.row(&[ListCell::Text("1"), ListCell::Text(&long)], &[])
    })
    .err()
    .unwrap()
    .to_string();
    assert!(error.contains("sheet \"Customers\", cell B2: a text of 32768 characters"), "{error}");

    let wide = vec![ListCell::Text("x"); SHEET_COLUMNS];
    let error = written(SHEET_ROWS, |writer| writer.header(&wide, wide.len(), &tier(Vec::new()))).err().unwrap();
    assert!(matches!(error, OutputError::TooManyColumns { columns: 16_385, limit: 16_384, .. }), "{error}");

    let error = written(SHEET_ROWS, |writer| {
        writer.header(&[ListCell::Text("id")], 1, &none())?;
        writer.row(&["1", "2"].map(ListCell::Text), &[])
    })
    .err()
    .unwrap()
    .to_string();
    assert!(error.contains("row 2: 2 cells, where the widest record had 1"), "{error}");
}

#[test]
fn nothing_is_left_of_a_workbook_that_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let file = AtomicFile::create(folder.path().join("out.xlsx"), Durability::Cached).unwrap();
    let mut writer = XlsxWriter::create(file, XlsxSettings::default()).unwrap();
    writer.header(&[ListCell::Text("id")], 1, &Added { columns: Vec::new() }).unwrap();
    drop(writer);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
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
