use std::path::Path;

use super::*;
use crate::copy::{Added, AddedCell, AddedColumn, AddedLabel, AddedValues};
use crate::file::{AtomicFile, Durability};
use crate::list::{Binding, BoundField, Extract, Matched, NoCustomer, Progress, ReadAs, RecordKind};
use crate::number::Decimal;
use crate::score::{Code, Column, Field, FieldKind};

mod encodings;
mod properties;

struct Quiet;

impl Progress for Quiet {
    fn advance(&self, _: u64) {}
}

fn opened(text: &[u8], reading: &Reading) -> Result<Delimited, InputError> {
    Delimited::of(Bytes::in_memory(text), reading)
}

fn list(text: &str) -> Delimited {
    opened(text.as_bytes(), &Reading::default()).unwrap()
}

/// A list that is read in parts of this many bytes by this many threads.
fn list_in_parts(text: &str, part: u64, threads: usize) -> Delimited {
    Delimited { part, threads, ..list(text) }
}

fn field(name: &str, kind: FieldKind, column: Option<usize>) -> BoundField {
    let field = Field { name: name.to_owned(), kind, headers: Vec::new(), default: None, optional: true };
    let why = if column.is_some() { Matched::Name } else { Matched::Absent };
    BoundField { field, column, why, power: 0, read_as: None }
}

/// The fields `id` and `revenue`, under the headers of that name in this record.
fn bound(list: &Delimited, header_record: u64) -> Binding {
    let head = list.head(header_record + 1).unwrap();
    let header = head[header_record as usize].cells.clone();
    let column = |name: &str| header.iter().position(|text| text == name);
    let fields =
        vec![field("id", FieldKind::Text, column("id")), field("revenue", FieldKind::Number, column("revenue"))];
    Binding { header_record, header, fields, ids: None }
}

fn extracted(list: &mut Delimited, header_record: u64) -> Extract {
    let binding = bound(list, header_record);
    list.extract(&binding, true, &Quiet).unwrap()
}

fn refused(text: &str) -> String {
    let mut list = list(text);
    let binding = match list.head(1) {
        Ok(_) => bound(&list, 0),
        Err(error) => return error.to_string(),
    };
    list.extract(&binding, false, &Quiet).unwrap_err().to_string()
}

/// A customer's id and revenue, `-` where one is missing and `!` where it is bad.
fn customers(extract: &Extract) -> Vec<(String, String)> {
    let shown = |column: &Column, row: usize| {
        use crate::score::Cell;
        let cell = match column {
            Column::Texts(texts) => texts.text(row).map(str::to_owned),
            Column::Numbers(numbers) => numbers.get(row).map(|number| number.normalized().to_string()),
            _ => Cell::Missing,
        };
        match cell {
            Cell::Value(text) => text,
            Cell::Missing => "-".to_owned(),
            Cell::Bad => "!".to_owned(),
        }
    };
    (0..extract.customers).map(|row| (shown(&extract.columns[0], row), shown(&extract.columns[1], row))).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(id, revenue)| ((*id).to_owned(), (*revenue).to_owned())).collect()
}

/// A column of labels: the customer of number `n` has the label `n % labels`, the last label being none.
fn labels<'a>(name: &str, texts: &[&str]) -> AddedColumn<'a> {
    let label = |text: &&str| AddedLabel { text: (*text).to_owned(), number: false, color: None };
    let count = texts.len() + 1;
    let code = move |row: usize| if row % count == count - 1 { Code::NONE } else { Code::at(row % count) };
    AddedColumn {
        name: name.to_owned(),
        replaces: None,
        values: AddedValues::Labels {
            labels: texts.iter().map(label).collect(),
            unclassified: "unclassified".to_owned(),
            codes: Box::new(move |range, out| out.extend(range.map(code))),
        },
    }
}

fn numbers<'a>(name: &str) -> AddedColumn<'a> {
    let cell = |row: usize| AddedCell::Number(Decimal::from_parts(row as i128 * 5, 1));
    AddedColumn { name: name.to_owned(), replaces: None, values: AddedValues::Cells(Box::new(cell)) }
}

fn copied_with(list: &mut Delimited, header_record: u64, added: &Added<'_>) -> String {
    let extract = extracted(list, header_record);
    let mut out = Vec::new();
    let written = list.copy_labelled(&extract, added, &mut out, Path::new("out.csv"), &Quiet).unwrap();
    assert_eq!(written, out.len() as u64);
    String::from_utf8(out).unwrap()
}

/// The list with one column of the labels A and B.
fn copied(text: &str) -> String {
    copied_with(&mut list(text), 0, &Added { columns: vec![labels("tier", &["A", "B"])] })
}

#[test]
fn a_customer_is_found_by_its_part_and_its_line_by_the_parts_in_front() {
    let record = |number: usize| match number % 5 {
        0 => "\n".to_owned(),
        1 if number.is_multiple_of(3) => format!("K{number},\"two\nlines\"\n"),
        2 => format!("K{number},5\r\n"),
        _ => format!("K{number},{number}\n"),
    };
    let text = format!("\"a\ntitle\"\nid,revenue\n{}K500,7", (0..500).map(record).collect::<String>());
    let is_customer = |line: &(usize, &str)| line.1.starts_with('K');
    let expected = text.lines().enumerate().filter(is_customer).map(|(line, _)| format!("list.csv:{}:1", line + 1));
    let expected = expected.collect::<Vec<_>>();
    for part in [16, 100, 1000, PART] {
        let mut list = Delimited { part, ..list(&text) };
        let extract = extracted(&mut list, 1);
        let record = |customer| extract.no_customers.record_of_customer(2, customer);
        let place = |customer| list.place_of_record(&extract, record(customer), Some(0)).unwrap().to_string();
        assert_eq!((0..extract.customers).map(place).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_list_is_read_and_copied_with_its_labels() {
    let text = "id,name,revenue\nK1,\"Acme, Inc\",900\nK2,Orion,12.5\n\nK3,\"two\nlines\",\n";
    let mut list = list(text);
    let extract = extracted(&mut list, 0);
    assert_eq!(customers(&extract), pairs(&[("K1", "900"), ("K2", "12.5"), ("K3", "-")]));
    assert_eq!((extract.records, extract.width), (4, 3));
    assert_eq!(extract.plain_numbers, [false, false, true]);
    assert_eq!(
        copied(text),
        "id,name,revenue,tier\nK1,\"Acme, Inc\",900,A\nK2,Orion,12.5,B\n\nK3,\"two\nlines\",,unclassified\n"
    );
}

#[test]
fn the_head_gives_the_first_records_as_texts() {
    let list = list("Customers\n\n\"id\",\"the \"\"name\"\"\"\nK1,x\n");
    let head = list.head(3).unwrap();
    let cells = head.iter().map(|record| record.cells.iter().map(String::as_str).collect()).collect::<Vec<Vec<_>>>();
    assert_eq!(cells[..3], [vec!["Customers"], vec![""], vec!["id", "the \"name\""]]);
    assert_eq!(head[2].record, 2);
    assert!(super::tests::list("").head(20).unwrap().is_empty());
}

#[test]
fn titles_totals_blank_lines_and_repeated_headers_are_no_customers() {
    let text = "2026\n\nid,revenue\nK1,5\n合计,5\nid,revenue\n,\n\nK2,6\nTotal:,11\n";
    let mut list = list(text);
    let extract = extracted(&mut list, 2);
    assert_eq!(customers(&extract), pairs(&[("K1", "5"), ("K2", "6")]));
    let found = (3..11).map(|record| extract.no_customers.get(record)).collect::<Vec<_>>();
    let (total, header, blank) = (NoCustomer::Total, NoCustomer::Header, NoCustomer::Blank);
    assert_eq!(found, [None, Some(total), Some(header), Some(blank), Some(blank), None, Some(total), None]);
    let added = Added { columns: vec![labels("tier", &["A"]), numbers("tier_score")] };
    assert_eq!(
        copied_with(&mut list, 2, &added),
        "2026\n\nid,revenue,tier,tier_score\nK1,5,A,0\n合计,5,unclassified,\nid,revenue,unclassified,\n,\n\nK2,6,unclassified,0.5\nTotal:,11,unclassified,\n"
    );
}

#[test]
fn a_ragged_record_is_never_shifted() {
    let text = "id,revenue\nK1\nK2,6,more,still\nK3,7,\n合计\n";
    let mut list = list(text);
    let extract = extracted(&mut list, 0);
    assert_eq!(customers(&extract), pairs(&[("K1", "-"), ("K2", "6"), ("K3", "7")]));
    assert_eq!(extract.width, 4);
    let told = |found: &crate::list::Found| {
        found.first.iter().map(|finding| format!("{}: {}", finding.place, finding.text)).collect::<Vec<_>>()
    };
    assert_eq!((extract.surplus.count, extract.short.count), (2, 2));
    assert_eq!(told(&extract.surplus), ["list.csv:3: more,still", "list.csv:4: "]);
    assert_eq!(told(&extract.short), ["list.csv:2: K1", "list.csv:5: 合计"]);
    assert_eq!(
        copied(text),
        "id,revenue,,,tier\nK1,,,,A\nK2,6,more,still,B\nK3,7,,,unclassified\n合计,,,,unclassified\n"
    );
}

#[test]
fn line_ends_the_byte_order_mark_and_a_last_line_without_end_stay() {
    assert_eq!(
        copied("\u{feff}id;revenue\r\nK1;5\r\nK2;6\nK3;7"),
        "\u{feff}id;revenue;tier\r\nK1;5;A\r\nK2;6;B\nK3;7;unclassified"
    );
    let facts = *list("\u{feff}id;revenue\r\nK1;5\n").facts();
    assert_eq!((facts.byte_order_mark, facts.dialect.delimiter, facts.line_ends), (true, b';', LineEnds::Mixed));
    assert_eq!(facts.encoding, "UTF-8");
}

#[test]
fn a_list_of_a_header_alone_gets_its_names() {
    assert_eq!(copied("id,revenue\n"), "id,revenue,tier\n");
    assert_eq!(copied("id,revenue"), "id,revenue,tier");
    assert_eq!(extracted(&mut list("id,revenue"), 0).customers, 0);
}

#[test]
fn labels_are_quoted_where_the_list_needs_it() {
    let added = Added { columns: vec![labels("the \"tier\"", &["A; best", "B, good"])] };
    assert_eq!(
        copied_with(&mut list("id;revenue\nK1;5\nK2;6\n"), 0, &added),
        "id;revenue;\"the \"\"tier\"\"\"\nK1;5;\"A; best\"\nK2;6;B, good\n"
    );
}

#[test]
fn a_replacing_column_stands_where_the_old_one_stood() {
    let mut tier = labels("tier", &["A", "B"]);
    tier.replaces = Some(1);
    let added = Added { columns: vec![tier, labels("abc", &["x"])] };
    let text = "id,tier,revenue\nK1,\"old, one\",\"5\"\nK2\n\nTotal,,5\n";
    assert_eq!(
        copied_with(&mut list(text), 0, &added),
        "id,tier,revenue,abc\nK1,A,\"5\",x\nK2,B,,unclassified\n\nTotal,unclassified,5,unclassified\n"
    );
}

#[test]
fn the_size_of_the_copy_is_known_before() {
    let text = "\u{feff}id,revenue\nK1,5\nK2\n\nK3,7,8\nTotal,12\n";
    let mut list = list(text);
    let added = Added { columns: vec![labels("tier", &["unclassifie2"])] };
    let written = copied_with(&mut list, 0, &added).len() as u64;
    let extract = extracted(&mut list, 0);
    assert_eq!(list.copied_size(&extract, &added), written);
}

#[test]
fn an_absent_field_is_missing_throughout() {
    let mut list = list("id\nK1\nK2\n");
    assert_eq!(customers(&extracted(&mut list, 0)), pairs(&[("K1", "-"), ("K2", "-")]));
}

#[test]
fn a_column_that_asks_for_it_is_read_again() {
    let text = "id;revenue\nK1;1.500\nK2;2.500,50\nK3;n/a\n";
    for (part, threads) in [(PART, 1), (5, 2)] {
        let extract = extracted(&mut list_in_parts(text, part, threads), 0);
        assert_eq!(customers(&extract), pairs(&[("K1", "1500"), ("K2", "2500.5"), ("K3", "-")]));
        assert_eq!(extract.readings[1].decided, Some(ReadAs::CommaDecimal));
        assert_eq!(extract.readings[0].values, 3);
    }
}

#[test]
fn a_bad_cell_is_told_with_its_line_and_column() {
    let mut list = list("id,revenue\n\"K\n1\",5\nK2,five\n");
    let extract = extracted(&mut list, 0);
    let bad = &extract.readings[1].bad;
    assert_eq!(bad.count, 1);
    assert_eq!(bad.first[0].place.to_string(), "list.csv:4:2");
    assert_eq!(bad.first[0].text, "five");
}

#[test]
fn a_refused_column_is_told_with_its_line() {
    let told = refused("id,revenue\nK1,north\nK2,south\n");
    assert!(told.starts_with("list.csv:2:2: revenue: \"north\" is not a number"), "{told}");
}

#[test]
fn the_records_come_again_in_order() {
    let text = "Title\nid,revenue\r\nK1,\"5 \"\"x\"\"\"\n\nTotal,5\nK2,6";
    for part in [4, PART] {
        let mut list = list_in_parts(text, part, 2);
        let extract = extracted(&mut list, 1);
        let mut records = list.records(&extract).unwrap();
        let mut seen = Vec::new();
        while let Some(record) = records.read().unwrap() {
            seen.push((
                record.number,
                record.kind,
                record.len(),
                record.cell(1).into_owned(),
                record.line_end().to_vec(),
            ));
        }
        let expected = [
            (0, RecordKind::Preamble, 1, "", "\n"),
            (1, RecordKind::Header, 2, "revenue", "\r\n"),
            (2, RecordKind::Customer(0), 2, "5 \"x\"", "\n"),
            (3, RecordKind::NoCustomer(NoCustomer::Blank), 1, "", "\n"),
            (4, RecordKind::NoCustomer(NoCustomer::Total), 2, "5", "\n"),
            (5, RecordKind::Customer(1), 2, "6", ""),
        ];
        let expected = expected
            .map(|(number, kind, cells, cell, end)| (number, kind, cells, cell.to_owned(), end.as_bytes().to_vec()));
        assert_eq!(seen, expected);
    }
}

#[test]
fn all_refused_columns_are_known_after_one_reading() {
    let mut list = list("id,revenue,since\nK1,north,never\nK2,south,ever\n");
    let mut binding = bound(&list, 0);
    binding.fields.push(field("since", FieldKind::Date, Some(2)));
    let refused = list.extract(&binding, false, &Quiet).unwrap_err();
    assert_eq!(refused.refused_fields().iter().map(|(field, _)| *field).collect::<Vec<_>>(), ["revenue", "since"]);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    assert_eq!(
        refused("id,revenue\nK1,5\nK2,\"6\nK3,7\n"),
        "list.csv:3: a quote opens here and is never closed; close it, write a quote inside quotes twice, or, if the list has no quotes, add --quote none"
    );
    assert!(refused("id,revenue\nK1,5\nK2\r,6\n").starts_with("list.csv:3: a carriage return without a line feed"));
    let utf_8 = Reading { encoding: Some("utf-8".to_owned()), ..Reading::default() };
    let mut list = opened(b"id,revenue\nK1,5\nK\xa4\xe5,6\n", &utf_8).unwrap();
    let binding = Binding {
        header_record: 0,
        header: vec!["id".to_owned(), "revenue".to_owned()],
        fields: vec![field("revenue", FieldKind::Number, Some(1))],
        ids: None,
    };
    let error = list.extract(&binding, false, &Quiet).unwrap_err().to_string();
    assert!(error.starts_with("list.csv:3: the bytes here (from byte 18 of the file"), "{error}");
}

#[test]
fn a_delimiter_that_cannot_be_told_from_the_quote_is_refused() {
    for (delimiter, quote) in [(Some(b'"'), None), (Some(b'\n'), None), (None, Some(b'\r')), (Some(b'|'), Some(b'|'))] {
        let error = opened(b"a\n", &Reading { delimiter, quote: quote.map(QuoteChoice::Sign), ..Reading::default() })
            .unwrap_err();
        assert!(matches!(error, InputError::Dialect), "{delimiter:?} {quote:?}");
    }
}

#[test]
fn a_record_of_absurd_width_is_refused() {
    let wide = format!("id,revenue\nK1,5\nK2,6{}\n", ",".repeat(1001));
    assert!(refused(&wide).starts_with("list.csv:3: 1003 cells, where the header has 2"), "{}", refused(&wide));
    let one_wide_among_many = format!("id,revenue\n{}K2,6{}\n", "K,5\n".repeat(1000), ",".repeat(999));
    assert!(refused(&one_wide_among_many).contains("more than the list's own size"));
    let ordinary = format!("id,revenue\n{}K2,6{}\n", "K,5\n".repeat(100), ",".repeat(4));
    assert_eq!(extracted(&mut list(&ordinary), 0).width, 6);
}

#[test]
fn a_header_of_absurd_width_is_refused() {
    assert!(refused(&format!("id{}\n", ",".repeat(100_000))).starts_with("list.csv:1: 100001 cells"));
}

#[test]
fn a_record_longer_than_a_part_is_read() {
    let text = format!("id,revenue\nK1,5\n\"{}\",6\nK3,7\n", "K\n".repeat(50_000));
    for part in [5000, PART] {
        let mut list = list_in_parts(&text, part, 2);
        let extract = extracted(&mut list, 0);
        assert_eq!((extract.customers, extract.columns[1].len()), (3, 3));
        let added = Added { columns: vec![labels("tier", &["A", "B"])] };
        assert!(copied_with(&mut list, 0, &added).ends_with("K\n\",6,B\nK3,7,unclassified\n"));
    }
}

#[test]
fn a_list_that_changes_between_the_passes_is_told() {
    use std::io::Write;
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"id,revenue\nK1,5\n").unwrap();
    let mut list = Delimited::open(&Origin::File(file.path().to_owned()), &Reading::default()).unwrap();
    let extract = extracted(&mut list, 0);
    file.write_all(b"K2,6\n").unwrap();
    let added = Added { columns: vec![labels("tier", &["A"])] };
    let error = list.copy_labelled(&extract, &added, &mut Vec::new(), Path::new("out.csv"), &Quiet).unwrap_err();
    assert!(error.to_string().contains("changed while it was being read"), "{error}");
    assert!(list.records(&extract).is_err());
}

#[test]
fn an_output_that_cannot_be_written_is_told_by_its_name() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut list = list("id,revenue\nK1,5\n");
    let extract = extracted(&mut list, 0);
    let added = Added { columns: Vec::new() };
    let error = list.copy_labelled(&extract, &added, &mut Full, Path::new("out.csv"), &Quiet).unwrap_err();
    assert!(error.to_string().starts_with("out.csv: the disk is full"), "{error}");
}

#[test]
fn a_stray_byte_is_judged_by_the_whole_list_however_it_is_cut() {
    let mut text = format!("id,note,revenue\n{}", "K1,x,5\n".repeat(200)).into_bytes();
    text.extend_from_slice(b"K2,\xff,6\n");
    let reading = Reading { encoding: Some("utf-8".to_owned()), ..Reading::default() };
    for part in [PART, 300] {
        let mut list = Delimited { part, ..opened(&text, &reading).unwrap() };
        assert_eq!(extracted(&mut list, 0).stray.count, 1, "parts of {part} bytes");
    }
    // Many of them, each in another part, are another encoding's.
    let many = [b"id,note,revenue\n".to_vec(), b"K1,\xff,5\nK2,x,5\nK3,x,5\n".repeat(40)].concat();
    let mut list = Delimited { part: 300, ..opened(&many, &reading).unwrap() };
    let binding = Binding {
        header_record: 0,
        header: ["id", "note", "revenue"].map(str::to_owned).to_vec(),
        fields: Vec::new(),
        ids: None,
    };
    let refused = list.extract(&binding, false, &Quiet).unwrap_err().to_string();
    assert!(refused.contains("from byte 20 of the file"), "{refused}");
}

#[test]
fn a_list_that_ends_with_an_escape_is_refused() {
    // A label behind it would begin with an escaped delimiter.
    let text = "id,note\nK1,\"a \\\"b\\\", c\"\nK2,x\nK3,y\\";
    let refused = refused(text);
    assert!(refused.starts_with("list.csv:4: the list ends here with a backslash"), "{refused}");
    let shown = opened(text.as_bytes(), &Reading { to_show: true, ..Reading::default() }).unwrap();
    assert_eq!(shown.head(4).unwrap()[3].cells, ["K3", "y\\"]);
    assert_eq!(copied(&format!("{text}\\")).lines().last(), Some("K3,y\\\\,unclassified"));
}

#[test]
fn an_escaped_return_stays_in_its_record() {
    let text = "id,note\r\nK1,\"a \\\"b\\\", c\"\r\nK2,C:\\\r\nK3,x\r\n";
    assert!(copied(text).contains("\nK2,C:\\\r,B\nK3,x,unclassified\r\n"), "{:?}", copied(text));
}

#[test]
fn a_panic_of_a_copying_thread_leaves_the_output_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    std::fs::write(&path, "yesterday's").unwrap();
    let text = format!("id,revenue\n{}", "K1,5\n".repeat(500));
    for threads in [1, 3] {
        let mut list = list_in_parts(&text, 100, threads);
        let extract = extracted(&mut list, 0);
        let cell = |row: usize| {
            assert!(row < 300, "a mistake for this test");
            AddedCell::Text("x".repeat(10_000))
        };
        let column = AddedColumn { name: "why".to_owned(), replaces: None, values: AddedValues::Cells(Box::new(cell)) };
        let added = Added { columns: vec![column] };
        let run = || {
            let mut out = AtomicFile::create(&path, Durability::Cached).unwrap();
            list.copy_labelled(&extract, &added, &mut out, &path, &Quiet).unwrap();
            out.commit().unwrap();
        };
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"yesterday's");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }
}
