//! What holds for every list, however it is cut into parts.

use proptest::prelude::*;

use super::*;
use crate::copy::formula;

/// Lists of a header and some records of most kinds: ragged, quoted, blank, totals, with odd quotes.
fn lists() -> impl Strategy<Value = String> {
    let cell = prop::sample::select(vec![
        "K1",
        "K2",
        "5",
        "12.50",
        "",
        "-",
        "five",
        "\"a,b\"",
        "\"two\nlines\"",
        "\"say \"\"hi\"\"\"",
        "6\" pipe",
        "\"a\"b",
        "客户",
        "\"\n\"",
        "\"\r\n5,6\"",
        "=1+1",
        "\"@a,b\"",
        "-A1",
        "-5",
    ]);
    let record = prop_oneof![
        6 => prop::collection::vec(cell.clone(), 3..4),
        2 => prop::collection::vec(cell, 1..6),
        1 => Just(vec!["Total", "", "5"]),
        1 => Just(vec!["id", "note", "revenue"]),
        1 => Just(vec![""]),
    ];
    let ends = prop::sample::select(vec!["\n", "\n", "\r\n"]);
    let records = prop::collection::vec((record, ends), 0..40);
    (records, any::<bool>()).prop_map(|(records, last)| {
        let mut text = "id,note,revenue\n".to_owned();
        for (cells, end) in &records {
            text.push_str(&cells.join(","));
            text.push_str(end);
        }
        if !last {
            text.truncate(text.trim_end_matches(['\r', '\n']).len());
        }
        text
    })
}

/// All that a pass finds, for comparison; nothing where the list is refused.
fn found(list: &mut Delimited) -> Result<(Extract, String), String> {
    let binding = bound(list, 0);
    let extract = list.extract(&binding, true, &Quiet).map_err(|error| error.to_string())?;
    let Extract { records, no_customers, width, readings, surplus, short, plain_columns, .. } = &extract;
    let told = format!(
        "{:?} {records} {no_customers:?} {width} {readings:?} {surplus:?} {short:?} {plain_columns:?}",
        customers(&extract)
    );
    Ok((extract, told))
}

/// How the labelled copy is written: as the list is, but that all records have the same number of cells, two more than the widest.
fn dialect_of_copy(list: &Delimited, extract: &Extract) -> Dialect {
    let dialect = list.facts().dialect;
    Dialect { mending: Mending { cells: extract.width as u32 + 2, ..dialect.mending }, ..dialect }
}

fn added<'a>() -> Added<'a> {
    Added { columns: vec![labels("tier", &["A", "B"]), numbers("score")] }
}

fn copy(list: &Delimited, extract: &Extract, formulas: Formulas) -> Vec<u8> {
    let mut out = Vec::new();
    copy_to(&mut out, list, extract, &added(), formulas).unwrap();
    out
}

proptest! {
    #[test]
    fn the_result_depends_neither_on_the_parts_nor_on_the_threads(text in lists(), part in 1u64..200, threads in 1usize..4) {
        let (mut whole, mut cut) = (list_in_parts(&text, PART, 1), list_in_parts(&text, part, threads));
        match (found(&mut whole), found(&mut cut)) {
            (Ok((one, told)), Ok((other, told_too))) => {
                prop_assert_eq!(told, told_too);
                prop_assert_eq!(String::from_utf8(copy(&whole, &one, Formulas::Kept)), String::from_utf8(copy(&cut, &other, Formulas::Kept)));
            }
            (one, other) => prop_assert_eq!(one.map(|_| ()), other.map(|_| ())),
        }
    }

    #[test]
    fn escaping_formulas_changes_their_cells_and_nothing_else(text in lists(), part in 1u64..200) {
        let mut list = list_in_parts(&text, part, 2);
        let Ok((extract, _)) = found(&mut list) else { return Ok(()) };
        let plain = copy(&list, &extract, Formulas::Kept);
        let escaped = copy(&list, &extract, Formulas::Escaped);
        let read = |bytes: &[u8]| {
            let copied = super::list(std::str::from_utf8(bytes).unwrap());
            let mut copied = copied.in_dialect(dialect_of_copy(&list, &extract));
            let no_fields = Binding { fields: Vec::new(), ..bound(&copied, 0) };
            let extract = copied.extract(&no_fields, false, &Quiet).unwrap();
            (copied, extract)
        };
        let ((plain, extract), (escaped, extract_too)) = (read(&plain), read(&escaped));
        let (mut before, mut after) = (plain.records(&extract).unwrap(), escaped.records(&extract_too).unwrap());
        while let Some(record) = before.read().unwrap() {
            let other = after.read().unwrap().unwrap();
            prop_assert_eq!((other.len(), other.line_end()), (record.len(), record.line_end()));
            for cell in 0..record.len() {
                prop_assert_eq!(other.cell(cell), formula::escaped(record.cell(cell)));
            }
            if !(0..record.len()).any(|cell| formula::is_formula(&record.cell(cell))) {
                prop_assert_eq!(other.bytes(), record.bytes());
            }
        }
        prop_assert!(after.read().unwrap().is_none());
    }

    #[test]
    fn every_record_of_the_copy_begins_with_the_lists_record(text in lists(), part in 1u64..200) {
        let mut list = list_in_parts(&text, part, 2);
        let Ok((extract, _)) = found(&mut list) else { return Ok(()) };
        let output = String::from_utf8(copy(&list, &extract, Formulas::Kept)).unwrap();
        let mut copied = super::list(&output).in_dialect(dialect_of_copy(&list, &extract));
        let no_fields = Binding { fields: Vec::new(), ..bound(&copied, 0) };
        let again = copied.extract(&no_fields, false, &Quiet).unwrap();
        prop_assert_eq!(again.records, extract.records);

        let (mut before, mut after) = (list.records(&extract).unwrap(), copied.records(&again).unwrap());
        while let Some(record) = before.read().unwrap() {
            let labelled = after.read().unwrap().unwrap();
            prop_assert!(labelled.bytes().starts_with(record.bytes()));
            prop_assert_eq!(labelled.line_end(), record.line_end());
            match record.kind {
                RecordKind::NoCustomer(NoCustomer::Blank) => prop_assert_eq!(labelled.bytes(), record.bytes()),
                RecordKind::Header => prop_assert_eq!(labelled.cell(extract.width), "tier"),
                RecordKind::Customer(row) => {
                    prop_assert_eq!(labelled.cell(extract.width), ["A", "B", "unclassified"][row % 3]);
                    prop_assert_eq!(labelled.len(), extract.width + 2);
                }
                _ => prop_assert_eq!(labelled.cell(extract.width), ""),
            }
        }
        prop_assert!(after.read().unwrap().is_none());
    }
}
