use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use calamine::{Data, Reader, Xlsx, open_workbook};

use super::*;
use crate::copy::added::tests::{label, labels};
use crate::copy::{AddedCell, AddedColumn, AddedValues};
use crate::date::Day;
use crate::file::Durability;
use crate::number::Decimal;

/// A workbook that was written into a folder of its own.
pub(crate) struct Written {
    folder: tempfile::TempDir,
}

impl Written {
    pub(crate) fn new() -> Written {
        Written { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("list.scored.xlsx")
    }

    pub(crate) fn open(&self) -> Xlsx<std::io::BufReader<fs::File>> {
        open_workbook(self.path()).unwrap()
    }

    /// A sheet as text: one line per row, each cell as calamine has it.
    pub(crate) fn sheet(&self, name: &str) -> String {
        let range = self.open().worksheet_range(name).unwrap();
        let rows = range.rows().map(|row| row.iter().map(shown).collect::<Vec<_>>().join(" | "));
        rows.collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        self.open().sheet_names()
    }

    /// The parts of the archive that are XML, by name.
    pub(crate) fn parts(&self) -> BTreeMap<String, String> {
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

fn written(
    sheet_rows: u32,
    write: impl FnOnce(&mut FreshWorkbook) -> Result<(), OutputError>,
) -> Result<Written, OutputError> {
    let written = Written::new();
    let file = AtomicFile::create(written.path(), Durability::Cached)?;
    let mut writer = FreshWorkbook::with_sheet_rows(file, None, sheet_rows)?;
    write(&mut writer)?;
    writer.finish(&DocProperties::new(), Vec::new())?;
    Ok(written)
}

pub(crate) fn number(value: f64, format: Option<&str>) -> ListCell<'_> {
    ListCell::Number { value, format }
}

pub(crate) fn tier(codes: Vec<Option<usize>>) -> Added<'static> {
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
                    _ => AddedCell::Date(Day(19_787)),
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
"合计" | 1000000000000000 |  |  |  |  |  | "##;
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
    let mut writer = FreshWorkbook::create(file, None).unwrap();
    writer.header(&[ListCell::Text("id")], 1, &Added { columns: Vec::new() }).unwrap();
    drop(writer);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
