use proptest::prelude::*;

use super::*;
use crate::list::{
    Binding, BoundField, CurrencyChoice, Extract, Keys, Matched, MissingWords, NoCustomer, Progress, ReadAs, RecordKind,
};
use crate::rule::{Field, FieldKind};
use crate::score::Column;

pub(crate) struct Quiet;

impl Progress for Quiet {
    fn advance(&self, _: u64) {}
}

pub(crate) fn opened(text: &[u8], reading: &Reading) -> Result<Delimited, InputError> {
    Delimited::of(Bytes::in_memory(text), reading)
}

pub(crate) fn list(text: &str) -> Delimited {
    opened(text.as_bytes(), &Reading::default()).unwrap()
}

/// A list that is read in parts of so many bytes by so many threads.
pub(crate) fn list_in_parts(text: &str, part: u64, threads: usize) -> Delimited {
    in_parts(list(text), part, threads)
}

pub(crate) fn in_parts(list: Delimited, part: u64, threads: usize) -> Delimited {
    Delimited { part, threads, ..list }
}

fn field(name: &str, kind: FieldKind, column: Option<usize>) -> BoundField {
    let field = Field { name: name.to_owned(), kind, headers: Vec::new(), default: None, optional: true, money: false };
    let why = if column.is_some() { Matched::Name } else { Matched::Absent };
    BoundField { field, column, why, power: 0, currency: None, title: None, read_as: None }
}

/// The fields `id` and `revenue`, under the headers of that name in this record.
pub(crate) fn bound(list: &Delimited, header_record: u64) -> Binding {
    let head = list.head(header_record + 1).unwrap();
    let header = head[header_record as usize].cells.clone();
    let column = |name: &str| header.iter().position(|text| text == name);
    let fields =
        vec![field("id", FieldKind::Text, column("id")), field("revenue", FieldKind::Number, column("revenue"))];
    Binding { fields, ..Binding::of_header(header_record, header) }
}

pub(crate) fn extracted(list: &mut Delimited, header_record: u64) -> Extract {
    let binding = bound(list, header_record);
    list.extract(&binding, true, &Quiet).unwrap()
}

pub(crate) fn refused(text: &str) -> String {
    let mut list = list(text);
    let binding = match list.head(1) {
        Ok(_) => bound(&list, 0),
        Err(error) => return error.to_string(),
    };
    list.extract(&binding, false, &Quiet).unwrap_err().to_string()
}

/// A customer's id and revenue, `-` where one is missing and `!` where it is bad.
pub(crate) fn customers(extract: &Extract) -> Vec<(String, String)> {
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

pub(crate) fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(id, revenue)| ((*id).to_owned(), (*revenue).to_owned())).collect()
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
fn the_head_gives_the_first_records_as_texts() {
    let list = list("Customers\n\n\"id\",\"the \"\"name\"\"\"\nK1,x\n");
    let head = list.head(3).unwrap();
    let cells = head.iter().map(|record| record.cells.iter().map(String::as_str).collect()).collect::<Vec<Vec<_>>>();
    assert_eq!(cells[..3], [vec!["Customers"], vec![""], vec!["id", "the \"name\""]]);
    assert_eq!(head[2].record, 2);
    assert!(super::tests::list("").head(20).unwrap().is_empty());
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
    assert_eq!(refused.refused_columns().map(|column| column.field.as_str()).collect::<Vec<_>>(), ["revenue", "since"]);
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
        has_header: true,
        header: vec!["id".to_owned(), "revenue".to_owned()],
        fields: vec![field("revenue", FieldKind::Number, Some(1))],
        ids: None,
        keys: Keys::default(),
        ids_are_names: false,
        currencies: CurrencyChoice::None,
        missing: MissingWords::default(),
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
    let binding = Binding::of_header(0, ["id", "note", "revenue"].map(str::to_owned).to_vec());
    let refused = list.extract(&binding, false, &Quiet).unwrap_err().to_string();
    assert!(refused.contains("from byte 20 of the file"), "{refused}");
}

#[test]
fn zeros_and_long_cells_are_read() {
    let long = "x".repeat(3 << 20);
    let text = format!("id,revenue\n\"{long}\n\",5\nK\0,6\n");
    let extract = extracted(&mut list(&text), 0);
    assert_eq!(customers(&extract)[1], ("K".to_owned(), "6".to_owned()), "a zero is no letter");
    assert_eq!(customers(&extract)[0].0.trim_end().len(), long.len());
}

proptest! {
    #[test]
    fn repeated_ids_are_found_however_far_the_list_is_in_order(
        odd in prop::collection::vec((0usize..120, prop::sample::select(vec!["K3", "K77", "K500", "", "-", "\"K9\"", "é"])), 0..3),
        part in 20u64..200,
        threads in 1usize..4,
    ) {
        let mut ids = (0..120).map(|number| format!("K{number}")).collect::<Vec<_>>();
        odd.iter().for_each(|&(at, id)| ids[at] = id.to_owned());
        let text = format!("id,revenue\n{}", ids.iter().map(|id| format!("{id},5\n")).collect::<String>());
        let mut list = list_in_parts(&text, part, threads);
        let binding = Binding { ids: Some(0), ..bound(&list, 0) };
        let repeated = list.extract(&binding, false, &Quiet).unwrap().ids.repeated();
        let key = |id: &str| Some(id.trim_matches('"').to_owned()).filter(|id| !matches!(id.as_str(), "" | "-"));
        let keys = ids.iter().map(|id| key(id)).collect::<Vec<_>>();
        let is_later = |&row: &usize| keys[row].is_some() && keys[..row].contains(&keys[row]);
        let later = (0..ids.len()).filter(is_later).collect::<Vec<_>>();
        prop_assert_eq!(repeated.map_or(0, |repeated| repeated.count), later.len() as u64);
        if let Some(repeated) = repeated {
            prop_assert_eq!(repeated.first[1], later[0]);
            prop_assert_eq!(repeated.known, keys.iter().flatten().count() as u64);
        }
    }
}
