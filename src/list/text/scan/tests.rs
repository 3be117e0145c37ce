use proptest::prelude::*;

use super::super::field::{Script, cell_text};
use super::*;

const COMMA: Dialect = Dialect::of(b',', b'"');

/// The records as raw cells, and how the scan ended.
fn records(index: &Index, bytes: &[u8]) -> Vec<Vec<String>> {
    let text = |raw: &[u8]| String::from_utf8_lossy(raw).into_owned();
    (0..index.len())
        .map(|record| {
            let row = index.row(bytes, record);
            (0..row.cells()).map(|cell| text(row.raw(cell))).collect()
        })
        .collect()
}

fn scanned(text: &str) -> (Vec<Vec<String>>, Ended) {
    let mut index = Index::default();
    let ended = index.scan(text.as_bytes(), 0, text.len(), true, COMMA);
    (records(&index, text.as_bytes()), ended)
}

fn cells(text: &str) -> Vec<Vec<String>> {
    let (records, ended) = scanned(text);
    assert_eq!(ended, Ended::At(text.len()), "{text:?}");
    records
}

#[test]
fn records_end_with_either_line_end_and_the_last_may_have_none() {
    assert_eq!(cells("a,b\nc,d\r\ne,f"), [["a", "b"], ["c", "d"], ["e", "f"]]);
    assert_eq!(cells("a\n"), [["a"]]);
    assert_eq!(cells("a,"), [["a", ""]]);
    assert!(cells("").is_empty());
}

#[test]
fn an_empty_line_is_a_record_of_one_empty_cell() {
    assert_eq!(cells("a\n\r\n\nb\n"), [["a"], [""], [""], ["b"]]);
}

#[test]
fn quotes_hide_delimiters_and_line_ends() {
    assert_eq!(cells("\"a,b\",\"c\nd\r\",\"\"\n"), [["\"a,b\"", "\"c\nd\r\"", "\"\""]]);
    assert_eq!(cells("\"say \"\"a,b\"\"\",\"\"\"\"\n"), [["\"say \"\"a,b\"\"\"", "\"\"\"\""]]);
}

#[test]
fn a_quote_inside_an_unquoted_cell_is_literal() {
    assert_eq!(cells("6\" pipe,7\"\nx,y\n"), [["6\" pipe", "7\""], ["x", "y"]]);
}

#[test]
fn text_behind_a_closing_quote_is_kept() {
    assert_eq!(cells("\"a\"b\"c,d\n"), [["\"a\"b\"c", "d"]]);
}

#[test]
fn an_open_quote_at_the_end_is_told_with_its_place() {
    let (records, ended) = scanned("a,b\nc,\"d\ne,f\n");
    assert_eq!((records.len(), ended), (1, Ended::Unfinished { quote: Some(6) }));
}

#[test]
fn a_carriage_return_alone_is_told_with_its_place() {
    assert_eq!(scanned("a\rb\n").1, Ended::LoneReturn(1));
    assert_eq!(scanned("a\r\r\n").1, Ended::LoneReturn(1));
    assert_eq!(scanned("a,b\r").1, Ended::LoneReturn(3));
    assert_eq!(scanned("\"a\"\rb\n").1, Ended::LoneReturn(3));
}

#[test]
fn a_scan_stops_before_the_first_record_that_starts_behind_its_stretch() {
    let text = b"ab,c\nd\ne\n";
    let mut index = Index::default();
    for (stop, end, count) in [(1, 5, 1), (4, 5, 1), (5, 5, 1), (6, 7, 2), (8, 9, 3)] {
        assert_eq!(index.scan(text, 0, stop, true, COMMA), Ended::At(end), "{stop}");
        assert_eq!(index.len(), count);
    }
    assert_eq!(index.scan(text, 5, 5, true, COMMA), Ended::At(5));
    assert_eq!(index.len(), 0);
}

#[test]
fn a_record_knows_its_content_and_its_line_end() {
    let text = b"a,b\r\n\nc";
    let mut index = Index::default();
    index.scan(text, 0, text.len(), true, COMMA);
    let parts = (0..index.len())
        .map(|record| index.row(text, record))
        .map(|row| (row.content(), row.line_end()))
        .collect::<Vec<_>>();
    assert_eq!(parts, [(&b"a,b"[..], &b"\r\n"[..]), (b"", b"\n"), (b"c", b"")]);
}

#[test]
fn a_start_is_guessed_behind_a_line_feed_that_no_quote_hides() {
    let text = b"x,\"note\nwith, lines\nand more\",1\na,b,2\nc,d,3\n";
    assert_eq!(record_start(text, COMMA, 3), Some(32));
    assert_eq!(record_start(b"\na,b,2\nc,d,3\n", COMMA, 3), Some(1));
    assert_eq!(record_start(b"no end", COMMA, 3), None);
}

fn soup() -> impl Strategy<Value = Vec<u8>> {
    // Weighted towards texts whose quotes are in order, so that both ways of the fast scan are gone.
    let pieces = prop::sample::select(vec![
        "a",
        "bc",
        ",",
        ",",
        "\n",
        "\r\n",
        "\"q\"",
        "\"x,y\"",
        "\"l\nm\"",
        "\"d\"\"e\"",
        "\"\"",
        ";",
        "客户",
    ]);
    let odd = prop::sample::select(vec!["\"", "\r", "\"\"\"", "\"a\"b"]);
    let orderly = prop::collection::vec(pieces.clone(), 0..120);
    let unruly = prop::collection::vec(prop_oneof![4 => pieces, 1 => odd], 0..60);
    prop_oneof![orderly, unruly].prop_map(|pieces| pieces.concat().into_bytes())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![soup(), prop::collection::vec(prop::sample::select(b"a,\"\n\r;".to_vec()), 0..300)]
}

proptest! {
    #[test]
    fn the_fast_scan_and_the_plain_one_agree(
        bytes in bytes(), start in 0usize..70, stop in 0usize..300, whole: bool,
    ) {
        let start = start.min(bytes.len());
        let stop = stop.min(bytes.len());
        let (mut quick, mut slow) = (Index::default(), Index::default());
        let expected = plain::scan(&mut slow, &bytes, start, stop, whole, COMMA);
        if let Some(ended) = bits::scan(&mut quick, &bytes, (start, stop), whole, COMMA) {
            match (ended, expected) {
                (Ended::Unfinished { .. }, Ended::Unfinished { .. }) => {}
                _ => prop_assert_eq!(ended, expected),
            }
            prop_assert_eq!(quick.starts(), slow.starts());
            prop_assert_eq!(&quick.ends[..quick.used], &slow.ends[..slow.used]);
        }
    }

    #[test]
    fn the_careful_scan_and_the_plain_one_agree_on_ordinary_lists(
        bytes in bytes(), start in 0usize..70, stop in 0usize..300, whole: bool,
    ) {
        let (start, stop) = (start.min(bytes.len()), stop.min(bytes.len()));
        let (mut careful, mut plain) = (Index::default(), Index::default());
        let expected = plain::scan(&mut plain, &bytes, start, stop, whole, COMMA);
        let ended = careful::scan(&mut careful, &bytes, start, stop, whole, COMMA);
        match (ended, expected) {
            (Ended::Unfinished { .. }, Ended::Unfinished { .. }) => {}
            _ => prop_assert_eq!(ended, expected),
        }
        prop_assert_eq!(careful.starts(), plain.starts());
        prop_assert_eq!(&careful.ends[..careful.used], &plain.ends[..plain.used]);
    }

    #[test]
    fn the_fast_scan_decides_whatever_is_in_order(bytes in soup()) {
        let mut index = Index::default();
        let text = String::from_utf8(bytes).unwrap();
        let orderly = !text.contains("\"\"\"") && text.split([',', '\n']).all(|cell| !cell.contains('"'));
        if orderly && !text.replace("\r\n", "").contains('\r') {
            prop_assert!(bits::scan(&mut index, text.as_bytes(), (0, text.len()), true, COMMA).is_some());
        }
    }

    // Quotes that make no sense by the letter are read as a person does; the csv crate makes `ab"` of `"a"b"`.
    #[test]
    fn the_csv_crate_sees_the_same_cells(bytes in bytes()) {
        let mut index = Index::default();
        let ended = index.scan(&bytes, 0, bytes.len(), true, COMMA);
        if matches!(ended, Ended::At(_)) && !index.is_odd() {
            let text = |row: &Row<'_>, cell| cell_text(row, cell, Script::default()).into_owned();
            let rows = (0..index.len()).map(|record| index.row(&bytes, record)).filter(|row| !row.is_empty());
            let ours = rows.map(|row| (0..row.cells()).map(|cell| text(&row, cell)).collect::<Vec<_>>()).collect::<Vec<_>>();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
            let theirs = reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
            prop_assert_eq!(ours, theirs.collect::<Vec<_>>());
        }
    }

    #[test]
    fn cells_and_delimiters_and_line_ends_make_up_the_bytes(bytes in bytes()) {
        let mut index = Index::default();
        index.scan(&bytes, 0, bytes.len(), true, COMMA);
        for record in 0..index.len() {
            let row = index.row(&bytes, record);
            let joined = (0..row.cells()).map(|cell| row.raw(cell)).collect::<Vec<_>>().join(&b","[..]);
            prop_assert_eq!(joined, row.content());
            prop_assert!([&b"\n"[..], b"\r\n", b""].contains(&row.line_end()));
        }
    }
}
