//! Workbooks that are not what they claim to be, and those that hold more than anyone could want.

use std::io::Write;

use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::list::limits::{Limit, Limits};

/// A file with these bytes.
fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(bytes).expect("it is written");
    file
}

fn bytes_of(file: &NamedTempFile) -> Vec<u8> {
    std::fs::read(file.path()).expect("it is read")
}

/// All rows of the list as texts, or why they cannot be read.
fn told_with(file: &NamedTempFile, limits: Limits) -> Result<Vec<String>, InputError> {
    let reading = Reading { limits, header_row: Some(1), ..Reading::default() };
    let mut workbook = Workbook::open(&Origin::File(file.path().to_owned()), &reading)?;
    let binding = workbook.bind(&[], &reading)?;
    workbook.extract(&binding, &Silent)?;
    let mut rows = Vec::new();
    workbook.records(&binding, |record| {
        let cells = record.cells.iter().map(|cell| {
            format!("{}={}", crate::place::column_letters(cell.column as usize + 1), record.formats.text(cell))
        });
        if record.count == 1 {
            rows.push(format!("{} {}", record.first + 1, cells.collect::<Vec<_>>().join(" ")).trim_end().to_owned());
        }
        Ok::<(), InputError>(())
    })?;
    Ok(rows)
}

fn told(file: &NamedTempFile) -> Vec<String> {
    told_with(file, Limits::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn refused(file: &NamedTempFile) -> String {
    told_with(file, Limits::default()).expect_err("it is refused").to_string()
}

/// Refused under a limit, with a message that names it; read under the next higher one.
fn limited(file: &NamedTempFile, limit: Limit, most: u64) {
    let with = |most| told_with(file, Limits::new(vec![(limit, most)]));
    let message = with(most).expect_err("it is refused").to_string();
    assert!(message.contains(&format!("--limit {limit}=")), "{message}");
    if let Err(error) = with(most * 10) {
        panic!("{error}");
    }
}

fn cell(name: &str, attributes: &str, inner: &str) -> String {
    format!("<c r=\"{name}\" {attributes}>{inner}</c>")
}

fn row(number: u32, cells: &[String]) -> String {
    format!("<row r=\"{number}\">{}</row>", cells.concat())
}

const TEXT: &str = "t=\"str\"";

fn small_list() -> String {
    row(1, &[cell("A1", TEXT, "<v>id</v>"), cell("B1", TEXT, "<v>revenue</v>")])
        + &row(2, &[cell("A2", TEXT, "<v>K1</v>"), cell("B2", "", "<v>5</v>")])
}

const SMALL_LIST: [&str; 2] = ["1 A=id B=revenue", "2 A=K1 B=5"];

#[test]
fn dimensions_are_not_believed() {
    for dimension in ["A0:B9", "B9:A1", "A1:XFD1048576", "nonsense", "", "A1:B2:C3"] {
        let file = raw::sheet(&format!("<dimension ref=\"{dimension}\"/><sheetData>{}</sheetData>", small_list()));
        assert_eq!(told(&file), SMALL_LIST, "{dimension}");
    }
}

#[test]
fn counts_of_shared_texts_are_not_believed() {
    for count in ["1", "99999999999", "nonsense"] {
        let strings = format!(
            "<sst uniqueCount=\"{count}\"><si><t>id</t></si><si><r><t>re</t></r><r><t>venue</t></r></si></sst>"
        );
        let rows = row(1, &[cell("A1", "t=\"s\"", "<v>0</v>"), cell("B1", "t=\"s\"", "<v>1</v>")]);
        let file = raw::with(&raw::sheet(&format!("<sheetData>{rows}</sheetData>")), "xl/sharedStrings.xml", &strings);
        assert_eq!(told(&file), ["1 A=id B=revenue"], "{count}");
    }
}

#[test]
fn shared_texts_that_are_not_there_are_damage() {
    let file = raw::sheet(&format!("<sheetData>{}</sheetData>", row(1, &[cell("A1", "t=\"s\"", "<v>0</v>")])));
    let message = refused(&file);
    assert!(message.contains("the workbook is damaged") && message.contains("save it again"), "{message}");
}

#[test]
fn indices_of_shared_formulas_take_no_memory() {
    let formula = "<f t=\"shared\" ref=\"A1:A9\" si=\"99999999999\">1</f>";
    let rows = row(1, &[cell("A1", TEXT, "<v>id</v>"), cell("B1", "t=\"e\"", &format!("{formula}<v>#SPILL!</v>"))]);
    assert_eq!(told(&raw::sheet(&format!("<sheetData>{rows}</sheetData>"))), ["1 A=id B=#SPILL!"]);
}

#[test]
fn sheets_without_styles_and_strict_sheets_are_read() {
    let styled = small_list().replace("<c r=\"B2\" ", "<c r=\"B2\" s=\"7\" ");
    let plain = raw::sheet(&format!("<sheetData>{styled}</sheetData>"));
    assert_eq!(told(&raw::without(&plain, "xl/styles.xml")), SMALL_LIST);
    let strict = raw::changed(&plain, |_, part| {
        part.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    });
    assert_eq!(told(&strict), SMALL_LIST);
    let prefixed = raw::changed(&plain, |name, part| {
        if !name.contains("sheet1") {
            return part.to_owned();
        }
        part.replace("</", "</x:").replace('<', "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x=")
    });
    assert_eq!(told(&prefixed), SMALL_LIST);
}

#[test]
fn positions_off_the_sheet_are_refused() {
    for name in ["A1048577", "A99999999999", "XFE3", "ZZZZZZZZZZ3"] {
        let rows = small_list() + &format!("<row r=\"3\">{}</row>", cell(name, "", "<v>1</v>"));
        let message = refused(&raw::sheet(&format!("<sheetData>{rows}</sheetData>")));
        assert!(message.contains("\nhelp: "), "{name}: {message}");
    }
}

#[test]
fn dates_are_told_by_chinese_formats_too() {
    let file = one_sheet(|sheet| {
        let formats = [
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy年m月d日;@",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "yyyy/m/d h:mm",
            "e\"年\"m\"月\"d\"日\"",
        ];
        rows(sheet, &[&["since", "revenue"]]);
        for (row, format) in (1..).zip(formats) {
            sheet.write_number_with_format(row, 0, 45356.0, &Format::new().set_num_format(format)).expect("it fits");
            let money = Format::new().set_num_format("#,##0.00\"元\";[红色]-#,##0.00");
            sheet.write_number_with_format(row, 1, 5.0, &money).expect("it fits");
        }
    });
    let rows = told(&file);
    assert_eq!(rows.len(), 6);
    assert!(rows[1..].iter().all(|row| row.ends_with("A=2024-03-05 B=5")), "{rows:?}");
}

#[test]
fn hidden_rows_columns_and_sheets_are_told() {
    let file = one_sheet(|sheet| {
        rows(sheet, &[&["id", "note", "revenue"], &["K1", "x", "5"], &["K2", "y", "6"]]);
        sheet.set_row_hidden(1).expect("it fits");
        sheet.set_row_hidden(50).expect("it fits");
        sheet.set_column_hidden(1).expect("it fits");
        sheet.set_column_range_hidden(10, 16_383).expect("it fits");
    });
    let extract = extracted(&mut open(&file), &[revenue()]);
    assert_eq!(extract.hidden.len(), 1);
    let hidden = &extract.hidden[0];
    assert_eq!((hidden.sheet.as_str(), hidden.sheet_is_hidden), ("Sheet1", false));
    assert_eq!((hidden.rows, hidden.first_rows.as_slice(), hidden.columns.as_slice()), (1, &[2][..], &[2][..]));
}

#[test]
fn a_part_that_is_not_what_was_written_is_refused() {
    let bytes = bytes_of(&raw::sheet(&format!("<sheetData>{}</sheetData>", small_list())));
    let at = memchr::memmem::find(&bytes, b"<v>5</v>").expect("it is there") + 3;
    let mut other = bytes.clone();
    other[at] = b'7';
    let message = refused(&file(&other));
    assert!(message.contains("its part \"xl/worksheets/sheet1.xml\" is not what was once written"), "{message}");
    // A size that is a lie, too small and too large.
    let table = memchr::memmem::rfind(&bytes, b"xl/worksheets/sheet1.xml").expect("it is there") - 46;
    for lie in [10u32, 1_000_000] {
        let mut other = bytes.clone();
        other[table + 24..table + 28].copy_from_slice(&lie.to_le_bytes());
        let message = refused(&file(&other));
        assert!(message.contains("does not have the length that it should have"), "{message}");
    }
}

/// An archive whose parts are packed.
fn packed(parts: &[(&str, &str)]) -> NamedTempFile {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("it fits");
        writer.write_all(content.as_bytes()).expect("it is written");
    }
    file(&writer.finish().expect("it is written").into_inner())
}

#[test]
fn honest_workbooks_pass_whatever_their_ratio() {
    let header = "<row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>revenue</v></c></row>";
    let rows = "<row><c><v>1</v></c><c><v>0</v></c></row>".repeat(50_000);
    let sheet = raw::sheet(&format!("<sheetData>{header}{rows}</sheetData>"));
    let parts = raw::parts(&sheet);
    let packed = packed(&parts.iter().map(|(name, part)| (name.as_str(), part.as_str())).collect::<Vec<_>>());
    assert!(bytes_of(&sheet).len() / bytes_of(&packed).len() > 100);
    assert_eq!(told(&packed).len(), 50_001);
}

#[test]
fn every_limit_is_refused_with_the_option_that_raises_it() {
    let list = raw::sheet(&format!("<sheetData>{}</sheetData>", small_list()));
    limited(&list, Limit::Inflated, 500);
    limited(&list, Limit::Memory, 500);
    limited(&list, Limit::Entries, 3);
    limited(&list, Limit::Cells, 3);
    limited(&list, Limit::Columns, 1);
    limited(&list, Limit::Text, 5);
    limited(&list, Limit::Nesting, 3);
    let strings = raw::with(&list, "xl/sharedStrings.xml", "<sst><si><t>id</t></si><si><t>x</t></si></sst>");
    limited(&strings, Limit::Strings, 1);
}

#[test]
fn own_markup_is_refused() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
    let list = raw::sheet(&format!("<sheetData>{}</sheetData>", small_list()));
    let message = refused(&raw::with(&list, "xl/sharedStrings.xml", bomb));
    assert!(message.contains("defines its own markup"), "{message}");
}

mod opendocument;
mod xls;
mod xlsb;

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn damage_anywhere_is_a_refusal_or_a_list(
        which in 0usize..4,
        cut in proptest::option::of(0.0f64..1.0),
        changes in proptest::collection::vec((0.0f64..1.0, any::<u8>()), 0..6),
    ) {
        let mut bytes = match which {
            0 => bytes_of(&raw::sheet(&format!("<sheetData>{}</sheetData>", small_list()))),
            1 => bytes_of(&one_sheet(|sheet| rows(sheet, &[&["id", "revenue"], &["K1", "5"]]))),
            2 => bytes_of(&raw::ods(opendocument::ROWS)),
            _ => xls::small(),
        };
        for (at, byte) in changes {
            let at = (at * bytes.len() as f64) as usize;
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate((cut * bytes.len() as f64) as usize);
        }
        // Whatever comes of it: no panic, no endless loop.
        crate::fuzzing::workbooks(&bytes);
    }
}
