use std::time::Instant;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as NewWorkbook, Worksheet};
use tempfile::NamedTempFile;

use super::*;
use crate::cell::ListCell;
use crate::list::{Extract, FieldReading, HeaderChoice, NoCustomer, NoCustomerRun, Progress, RecordKind};
use crate::number::Decimal;
use crate::rule::FieldKind;
use crate::score::{Cell, Column};

mod hostile;
mod raw;

struct Silent;

impl Progress for Silent {
    fn advance(&self, _: u64) {}
}

fn field(name: &str, kind: FieldKind) -> Field {
    Field {
        name: name.to_owned(),
        kind,
        headers: vec!["销售额".to_owned()],
        default: None,
        optional: false,
        money: false,
    }
}

fn revenue() -> Field {
    field("revenue", FieldKind::Number)
}

/// A workbook in a temporary file.
fn saved(mut workbook: NewWorkbook) -> NamedTempFile {
    let file = NamedTempFile::new().expect("a temporary file");
    workbook.save_to_writer(file.as_file()).expect("it is written");
    file
}

fn one_sheet(fill: impl FnOnce(&mut Worksheet)) -> NamedTempFile {
    let mut workbook = NewWorkbook::new();
    fill(workbook.add_worksheet());
    saved(workbook)
}

/// Texts row by row; what is a number is written as one.
fn rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            match text.parse::<f64>() {
                _ if text.is_empty() => continue,
                Ok(number) => sheet.write_number(row, column, number),
                Err(_) => sheet.write_string(row, column, *text),
            }
            .expect("it fits");
        }
    }
}

fn open(file: &NamedTempFile) -> Workbook {
    Workbook::open(&Origin::File(file.path().to_owned()), &Reading::default()).expect("it opens")
}

fn bound(workbook: &mut Workbook, fields: &[Field]) -> Binding {
    bound_as(workbook, fields, &Reading::default())
}

fn bound_as(workbook: &mut Workbook, fields: &[Field], reading: &Reading) -> Binding {
    let wanted = fields.iter().map(std::slice::from_ref).collect::<Vec<_>>();
    workbook.bind(&wanted, reading).expect("the header fits")
}

fn extracted(workbook: &mut Workbook, fields: &[Field]) -> Extract {
    let binding = bound(workbook, fields);
    workbook.extract(&binding, &Silent).expect("it is read")
}

/// The cells of a number column, written out.
fn numbers(extract: &Extract, column: usize) -> Vec<Cell<Decimal>> {
    match &extract.columns[column] {
        Column::Numbers(numbers) => numbers.iter().collect(),
        other => panic!("no numbers: {other:?}"),
    }
}

fn value(text: &str) -> Cell<Decimal> {
    let scale = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Cell::Value(Decimal::from_parts(text.replace('.', "").parse().expect("a number"), scale as u8))
}

fn kinds(workbook: &mut Workbook, fields: &[Field]) -> Vec<(u64, u64, RecordKind)> {
    let binding = bound(workbook, fields);
    let mut kinds = Vec::new();
    let walked = workbook.records(&binding, |record| {
        kinds.push((record.first, record.count, record.kind));
        Ok::<(), InputError>(())
    });
    walked.expect("it is read");
    kinds
}

#[test]
fn titles_customers_totals_blank_rows_and_repeated_headers_are_told_apart() {
    let file = one_sheet(|sheet| {
        rows(
            sheet,
            &[
                &["客户销售一览"],
                &[],
                &["客户", "销售额"],
                &["K1", "900"],
                &["小计", "900"],
                &[],
                &["客户", "销售额"],
                &["K2", "1,200.50"],
                &["合 计：", "2100.5"],
            ],
        );
    });
    let mut workbook = open(&file);
    let extract = extracted(&mut workbook, &[revenue()]);
    assert_eq!((extract.customers, extract.records, extract.width), (2, 6, 2));
    assert_eq!(numbers(&extract, 0), [value("900"), value("1200.50")]);
    let run = |first, why| NoCustomerRun { first, count: 1, why };
    assert_eq!(
        extract.no_customers.runs(),
        [run(4, NoCustomer::Total), run(5, NoCustomer::Blank), run(6, NoCustomer::Header), run(8, NoCustomer::Total),]
    );
    use RecordKind::{Customer, Header, NoCustomer as Not, Preamble};
    let kinds =
        kinds(&mut workbook, &[revenue()]).into_iter().map(|(first, _, kind)| (first, kind)).collect::<Vec<_>>();
    assert_eq!(
        kinds,
        [
            (0, Preamble),
            (1, Preamble),
            (2, Header),
            (3, Customer(0)),
            (4, Not(NoCustomer::Total)),
            (5, Not(NoCustomer::Blank)),
            (6, Not(NoCustomer::Header)),
            (7, Customer(1)),
            (8, Not(NoCustomer::Total)),
        ]
    );
}

#[test]
fn cells_keep_their_types_and_number_formats() {
    let file = one_sheet(|sheet| {
        let (money, percent, day) = (Format::new(), Format::new(), Format::new());
        let (money, percent) = (money.set_num_format("#,##0.00"), percent.set_num_format("0.0%"));
        let day = day.set_num_format("yyyy/m/d");
        rows(sheet, &[&["id", "revenue", "rate", "since", "ok", "error"]]);
        sheet.write_string(1, 0, "00123").expect("it fits");
        sheet.write_number_with_format(1, 1, 1234.5, &money).expect("it fits");
        sheet.write_number_with_format(1, 2, 0.125, &percent).expect("it fits");
        let date = ExcelDateTime::from_ymd(2024, 3, 5).expect("a date");
        sheet.write_datetime_with_format(1, 3, date, &day).expect("it fits");
        sheet.write_boolean(1, 4, true).expect("it fits");
        sheet.write_formula(1, 5, Formula::new("=NA()").set_result("#N/A")).expect("it fits");
    });
    let mut workbook = open(&file);
    let fields = [revenue(), field("rate", FieldKind::Percent), field("since", FieldKind::Date)];
    let extract = extracted(&mut workbook, &fields);
    assert_eq!(numbers(&extract, 0), [value("1234.5")]);
    assert_eq!(numbers(&extract, 1), [value("0.125")]);
    assert!(matches!(&extract.columns[2], Column::Dates(dates) if dates.get(0) == Cell::Value(19787)));

    let binding = bound(&mut workbook, &fields);
    let mut seen = 0;
    let walked = workbook.records(&binding, |record| {
        if record.kind == RecordKind::Customer(0) {
            let cells = record.cells().collect::<Vec<_>>();
            assert_eq!(
                cells,
                [
                    (0, ListCell::Text("00123")),
                    (1, ListCell::Number { value: 1234.5, format: Some("#,##0.00") }),
                    (2, ListCell::Number { value: 0.125, format: Some("0.0%") }),
                    (3, ListCell::Date { serial: 45356.0, format: Some("yyyy/m/d") }),
                    (4, ListCell::Bool(true)),
                    (5, ListCell::Error("#N/A")),
                ]
            );
            seen += 1;
        }
        Ok::<(), InputError>(())
    });
    walked.expect("it is read");
    assert_eq!(seen, 1);
}

#[test]
fn a_percent_format_shows_a_number_as_written() {
    let file = one_sheet(|sheet| {
        let percent = Format::new().set_num_format("0%");
        rows(sheet, &[&["rate"]]);
        for (row, ratio) in [(1, 0.05), (2, 1.5)] {
            sheet.write_number_with_format(row, 0, ratio, &percent).expect("it fits");
        }
    });
    let extract = extracted(&mut open(&file), &[field("rate", FieldKind::Percent)]);
    assert_eq!(numbers(&extract, 0), [value("0.05"), value("1.5")]);
}

#[test]
fn a_formula_gives_its_stored_value_and_without_one_nothing() {
    let file = raw::xlsx(
        "",
        "<row><c t=\"str\"><v>revenue</v></c></row><row><c><f>40+2</f><v>42</v></c></row>\
         <row><c><f>40+3</f></c><c><v>1</v></c></row><row><c><f>A1</f><v/></c><c><v>1</v></c></row>\
         <row><c t=\"str\"><f>A1</f><v></v></c><c><v>1</v></c></row>",
    );
    let extract = extracted(&mut open(&file), &[revenue()]);
    assert_eq!(numbers(&extract, 0), [value("42"), Cell::Missing, Cell::Missing, Cell::Missing]);
}

#[test]
fn cells_without_addresses_inline_texts_and_1904_dates_are_read() {
    let file = raw::xlsx(
        "date1904=\"1\"",
        "<row><c t=\"inlineStr\"><is><r><t>sin</t></r><r><t>ce</t></r></is></c><c t=\"str\"><v>rate</v></c></row>\
         <row><c s=\"1\"><v>43894</v></c><c s=\"2\"><v>0.5</v></c></row>\
         <row r=\"4\"><c r=\"B4\" s=\"2\"><v>1.5</v></c><c r=\"A4\" t=\"d\"><v>2024-03-06</v></c></row>",
    );
    let fields = [field("since", FieldKind::Date), field("rate", FieldKind::Percent)];
    let extract = extracted(&mut open(&file), &fields);
    assert_eq!((extract.customers, extract.no_customers.count()), (2, 1));
    let Column::Dates(dates) = &extract.columns[0] else { panic!("no dates") };
    assert_eq!([dates.get(0), dates.get(1)], [Cell::Value(19787), Cell::Value(19788)]);
    assert_eq!(numbers(&extract, 1), [value("0.5"), value("1.5")]);
}

#[test]
fn an_unknown_error_value_is_an_error_in_its_cell() {
    let row = |number, cells: &str| format!("<row r=\"{number}\">{cells}</row>");
    let cell = |name, kind, value| format!("<c r=\"{name}\" t=\"{kind}\"><v>{value}</v></c>");
    let header = [cell("B1", "str", "revenue"), cell("C1", "str", "other")].concat();
    let first = [cell("A2", "e", "#SPILL!"), cell("B2", "n", "5"), cell("C2", "e", "#ERROR!")].concat();
    let second = [cell("B3", "e", "#SPILL!")].concat();
    let file =
        raw::xlsx("", &[row(1, &header), row(2, &first), row(3, &second), row(4, &cell("B4", "n", "6"))].concat());
    let mut workbook = open(&file);
    let extract = extracted(&mut workbook, &[revenue()]);
    assert_eq!(numbers(&extract, 0), [value("5"), Cell::Bad, value("6")]);
    assert_eq!(extract.readings[0].bad.first[0].text, "#SPILL!");
    let binding = bound(&mut workbook, &[revenue()]);
    let mut errors = Vec::new();
    let walked = workbook.records(&binding, |record| {
        errors.extend(record.cells().filter_map(|(column, cell)| match cell {
            ListCell::Error(text) => Some((record.first, column, text.to_owned())),
            _ => None,
        }));
        Ok::<(), InputError>(())
    });
    walked.expect("it is read");
    assert_eq!(errors, [(1, 0, "#SPILL!".to_owned()), (1, 2, "#ERROR!".to_owned()), (2, 1, "#SPILL!".to_owned())]);
}

#[test]
fn rows_out_of_order_are_refused() {
    let row = |number| format!("<row r=\"{number}\"><c r=\"A{number}\" t=\"str\"><v>revenue</v></c></row>");
    let file = raw::xlsx("", &(row(5) + &row(3)));
    let message = open(&file).bind(&[&[revenue()]], &Reading::default()).expect_err("it is refused").to_string();
    assert!(message.contains("sheet \"List\": row 3 stands behind row 5\nhelp: "), "{message}");
}

#[test]
fn an_opendocument_sheet_is_read() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let number = "<table:table-cell office:value-type=\"float\" office:value=\"12.5\"/>";
    let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-05\"/>";
    let empty = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>";
    let row = |cells: &[&str]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let header = row(&[&text("客户"), &text("销售额"), &text("since")]);
    let file = raw::ods(&(header + empty + &row(&[&text("K1"), number, date]) + empty));
    let mut workbook = open(&file);
    assert_eq!((workbook.kind(), workbook.sheets()), (WorkbookKind::Ods, &["Liste".to_owned()][..]));
    let extract = extracted(&mut workbook, &[revenue(), field("since", FieldKind::Date)]);
    assert_eq!((extract.customers, extract.records), (1, 3));
    assert_eq!(numbers(&extract, 0), [value("12.5")]);
    assert!(matches!(&extract.columns[1], Column::Dates(dates) if dates.get(0) == Cell::Value(19787)));
}

#[test]
fn hidden_rows_and_columns_are_read() {
    let file = one_sheet(|sheet| {
        rows(sheet, &[&["id", "revenue"], &["K1", "5"], &["K2", "6"]]);
        sheet.set_row_hidden(1).expect("it fits");
        sheet.set_column_hidden(1).expect("it fits");
    });
    assert_eq!(numbers(&extracted(&mut open(&file), &[revenue()]), 0), [value("5"), value("6")]);
}

#[test]
fn a_cell_in_the_last_corner_costs_nothing_but_its_row() {
    let file = one_sheet(|sheet| {
        rows(sheet, &[&["id", "revenue"], &["K1", "5"]]);
        sheet.write_string(1_048_575, 16_383, "end").expect("it fits");
    });
    let start = Instant::now();
    let mut workbook = open(&file);
    let extract = extracted(&mut workbook, &[revenue()]);
    assert_eq!((extract.customers, extract.records, extract.width), (2, 1_048_575, 16_384));
    assert_eq!(extract.no_customers.runs(), [NoCustomerRun { first: 2, count: 1_048_573, why: NoCustomer::Blank }]);
    assert_eq!(numbers(&extract, 0), [value("5"), Cell::Missing]);
    assert_eq!(extract.surplus.count, 1);
    let place = extract.surplus.first[0].place.to_string();
    assert!(place.ends_with(", sheet \"Sheet1\", cell XFD1048576"), "{place}");
    let kinds = kinds(&mut workbook, &[revenue()]);
    assert_eq!(kinds[2], (2, 1_048_573, RecordKind::NoCustomer(NoCustomer::Blank)));
    assert_eq!(kinds[3], (1_048_575, 1, RecordKind::Customer(1)));
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn a_bad_cell_has_its_place() {
    let file = one_sheet(|sheet| rows(sheet, &[&[], &["id", "revenue"], &["K1", "5"], &["K2", "12.5OO"]]));
    let extract = extracted(&mut open(&file), &[revenue()]);
    let FieldReading { values, bad, .. } = &extract.readings[0];
    assert_eq!((*values, bad.count, bad.first[0].text.as_str()), (1, 1, "12.5OO"));
    let place = bad.first[0].place.to_string();
    assert!(place.ends_with(", sheet \"Sheet1\", cell B4"), "{place}");
}

#[test]
fn a_column_that_must_be_read_in_another_way_is_read_again() {
    let file = one_sheet(|sheet| {
        rows(sheet, &[&["revenue", "other"]]);
        for (row, text) in [(1, "1.234,56"), (2, "7,5"), (3, "1.000.000,00")] {
            sheet.write_string(row, 0, text).expect("it fits");
            sheet.write_number(row, 1, f64::from(row)).expect("it fits");
        }
    });
    let extract = extracted(&mut open(&file), &[revenue(), field("other", FieldKind::Number)]);
    assert_eq!(numbers(&extract, 0), [value("1234.56"), value("7.5"), value("1000000")]);
    assert_eq!(numbers(&extract, 1), [value("1"), value("2"), value("3")]);
}

#[test]
fn an_absent_optional_field_is_missing_throughout() {
    let file = one_sheet(|sheet| rows(sheet, &[&["revenue"], &["5"], &["6"]]));
    let profit = Field { optional: true, headers: Vec::new(), ..field("profit", FieldKind::Number) };
    let extract = extracted(&mut open(&file), &[revenue(), profit]);
    assert_eq!(numbers(&extract, 1), [Cell::Missing, Cell::Missing]);
}

#[test]
fn a_header_without_rows_is_an_empty_list() {
    let file = one_sheet(|sheet| rows(sheet, &[&["id", "revenue"]]));
    let extract = extracted(&mut open(&file), &[revenue()]);
    assert_eq!((extract.customers, extract.records), (0, 0));
}

#[test]
fn a_workbook_that_custclass_wrote_is_one_list_over_its_customers_sheets() {
    let mut new = NewWorkbook::new();
    let mut sheet = |name: &str, cells: &[&[&str]]| {
        let sheet = new.add_worksheet().set_name(name).expect("a name");
        rows(sheet, cells);
    };
    sheet("Summary", &[&["revenue", "by tier"]]);
    sheet("Customers", &[&["title"], &["id", "revenue"], &["K1", "5"], &["K2", "6"]]);
    sheet("Customers 2", &[&["id", "revenue"], &["K3", "7"], &["K4", "x"]]);
    sheet("Notes", &[&["rules"]]);
    let file = saved(new);
    let mut workbook = open(&file);
    assert_eq!(workbook.sheets(), ["Customers", "Customers 2"]);
    let extract = extracted(&mut workbook, &[revenue()]);
    assert_eq!((extract.customers, extract.records), (4, 4));
    assert_eq!(numbers(&extract, 0)[..3], [value("5"), value("6"), value("7")]);
    let place = extract.readings[0].bad.first[0].place.to_string();
    assert!(place.ends_with(", sheet \"Customers 2\", cell B3"), "{place}");
    let numbers = kinds(&mut workbook, &[revenue()]).iter().map(|(first, ..)| *first).collect::<Vec<_>>();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn a_header_that_does_not_fit_names_the_sheets_that_would() {
    let mut new = NewWorkbook::new();
    rows(new.add_worksheet().set_name("封面").expect("a name"), &[&["公司", "日期"]]);
    rows(new.add_worksheet().set_name("2024 年").expect("a name"), &[&["客户", "销售额"], &["K1", "5"]]);
    let file = saved(new);
    let message = open(&file).bind(&[&[revenue()]], &Reading::default()).expect_err("it has no revenue").to_string();
    assert!(message.contains(", sheet \"封面\": no column for `revenue`"), "{message}");
    assert!(message.contains("A #1 \"公司\", B #2 \"日期\""), "{message}");
    assert!(message.ends_with("help: another sheet has what it takes: --sheet \"2024 年\""), "{message}");
    let reading = Reading { sheet: Some("2024 年".to_owned()), ..Reading::default() };
    let mut workbook = Workbook::open(&Origin::File(file.path().to_owned()), &reading).expect("it opens");
    assert_eq!(numbers(&extracted(&mut workbook, &[revenue()]), 0), [value("5")]);
}

#[test]
fn the_header_row_may_be_named_and_lie_far_down() {
    let file = one_sheet(|sheet| {
        rows(sheet, &[&["id", "revenue"]]);
        sheet.write_string(40, 3, "销售额(万元)").expect("it fits");
        sheet.write_number(41, 3, 1.5).expect("it fits");
    });
    let reading = Reading { header_row: Some(41), ..Reading::default() };
    let mut workbook = Workbook::open(&Origin::File(file.path().to_owned()), &reading).expect("it opens");
    let binding = bound_as(&mut workbook, &[revenue()], &reading);
    assert_eq!((binding.header_record, binding.fields[0].column), (40, Some(3)));
    let extract = workbook.extract(&binding, &Silent).expect("it is read");
    assert_eq!(numbers(&extract, 0), [value("15000")]);
}

#[test]
fn a_column_without_a_header_can_be_mapped_by_number() {
    let file = one_sheet(|sheet| rows(sheet, &[&["id", "name"], &["K1", "A", "5"]]));
    let reading = Reading {
        map: vec![("revenue".to_owned(), HeaderChoice::Number(3))],
        header_row: Some(1),
        ..Reading::default()
    };
    let mut workbook = Workbook::open(&Origin::File(file.path().to_owned()), &reading).expect("it opens");
    let binding = bound_as(&mut workbook, &[revenue()], &reading);
    let extract = workbook.extract(&binding, &Silent).expect("it is read");
    assert_eq!(numbers(&extract, 0), [value("5")]);
}

#[test]
fn a_file_that_is_no_workbook_is_refused_in_plain_words() {
    let refused = |bytes: &[u8]| {
        let file = NamedTempFile::new().expect("a temporary file");
        std::fs::write(file.path(), bytes).expect("it is written");
        Workbook::open(&Origin::File(file.path().to_owned()), &Reading::default())
            .expect_err("it is refused")
            .to_string()
    };
    assert!(refused(b"PK\x03\x04 and no more").contains("the workbook is damaged (its end is missing)"));
    assert!(refused(b"id,revenue").contains("this is a file of an unknown kind, not a customer list"));
    let compound = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 2048]].concat();
    let message = refused(&compound);
    assert!(message.contains("damaged") || message.contains("not a customer list"), "{message}");
}
