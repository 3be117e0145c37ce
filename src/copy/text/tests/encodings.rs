//! Lists in other encodings and dialects: what is read is what their UTF-8 twins say, and every byte of theirs is in the copy.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252,
};
use proptest::prelude::*;

use super::*;
use crate::copy::encoder::encode;

/// Encodings, and letters that they have; some end with bytes that look like a delimiter or a backslash.
const SCRIPTS: [(&Encoding, &str); 14] = [
    (GBK, "客户华东贸易刓亅"),
    (GB18030, "客户华东𠀀€亅"),
    (BIG5, "客戶華東許功蓋"),
    (SHIFT_JIS, "東京商事表ソ能ｱ"),
    (EUC_KR, "서울무역힣"),
    (EUC_JP, "東京商事ソ"),
    (WINDOWS_1250, "łódźčšž"),
    (WINDOWS_1251, "Ромашка"),
    (WINDOWS_1252, "Müßé€œ"),
    (KOI8_R, "Ромашка"),
    (MACINTOSH, "Müßé"),
    (UTF_16LE, "客户é😀"),
    (UTF_16BE, "客户é😀"),
    (encoding_rs::UTF_8, "客户é😀"),
];

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    encode(encoding, text, &mut out).unwrap();
    out
}

fn reading(encoding: &'static Encoding, delimiter: u8) -> Reading {
    Reading { encoding: Some(encoding.name().to_owned()), delimiter: Some(delimiter), ..Reading::default() }
}

fn copied_bytes(list: &mut Delimited, added: &Added<'_>) -> Vec<u8> {
    let extract = extracted(list, 0);
    let mut out = Vec::new();
    copy_to(&mut out, list, &extract, added, Formulas::Kept).unwrap();
    out
}

/// A list whose names are in some script, with any delimiter.
fn lists() -> impl Strategy<Value = (usize, char, Vec<(String, u32)>, &'static str, bool)> {
    let name = |letters: &'static str| {
        let letters = letters.chars().collect::<Vec<_>>();
        prop::collection::vec(prop::sample::select(letters), 1..6).prop_map(String::from_iter)
    };
    let records = move |script: usize| prop::collection::vec((name(SCRIPTS[script].1), 0u32..1000), 1..20);
    let delimiter = prop::sample::select(vec![',', ';', '\t', '|', '^', '~', '@']);
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    (0..SCRIPTS.len(), delimiter, end, any::<bool>()).prop_flat_map(move |(script, delimiter, end, last)| {
        (Just(script), Just(delimiter), records(script), Just(end), Just(last))
    })
}

proptest! {
    #[test]
    fn a_list_in_any_encoding_is_read_like_its_twin_and_keeps_its_bytes(
        (script, delimiter, records, end, last) in lists(), part in 1u64..100,
    ) {
        let encoding = SCRIPTS[script].0;
        let line = |cells: &[&str]| cells.join(&delimiter.to_string());
        let mut lines = vec![line(&["id", "revenue"])];
        lines.extend(records.iter().map(|(name, number)| line(&[name, &number.to_string()])));
        let labels_of = ["A", "B", "unclassified"];
        let labelled = lines.iter().enumerate().map(|(at, own)| {
            line(&[own, if at == 0 { "tier" } else { labels_of[(at - 1) % 3] }])
        });
        let closing = if last { end } else { "" };
        let expected = encoded(encoding, &(labelled.collect::<Vec<_>>().join(end) + closing));
        let text = lines.join(end) + closing;

        let read = opened(&encoded(encoding, &text), &reading(encoding, delimiter as u8)).unwrap();
        let mut list = in_parts(read, part, 2);
        let mut twin = opened(text.as_bytes(), &reading(encoding_rs::UTF_8, delimiter as u8)).unwrap();
        prop_assert_eq!(customers(&extracted(&mut list, 0)), customers(&extracted(&mut twin, 0)));
        let added = Added { columns: vec![labels("tier", &["A", "B"])] };
        prop_assert_eq!(copied_bytes(&mut list, &added), expected);
    }
}

#[test]
fn labels_are_written_in_the_lists_encoding() {
    let added = Added { columns: vec![labels("等级", &["白金", "a|b"])] };
    let mut list = opened(&encoded(GBK, "id|revenue\n华|5\n亅|6\n"), &reading(GBK, b'|')).unwrap();
    assert_eq!(copied_bytes(&mut list, &added), encoded(GBK, "id|revenue|等级\n华|5|白金\n亅|6|\"a|b\"\n"));
}

#[test]
fn a_label_that_the_encoding_lacks_is_refused() {
    let mut list = opened(b"id,revenue\nM\xfcller,5\n", &reading(WINDOWS_1252, b',')).unwrap();
    let extract = extracted(&mut list, 0);
    for columns in [vec![labels("tier", &["白金"])], vec![labels("等级", &["A"])]] {
        let added = Added { columns };
        let error = copy_to(&mut Vec::new(), &list, &extract, &added, Formulas::Kept).unwrap_err();
        assert!(error.to_string().contains("cannot be written in windows-1252"), "{error}");
        assert!(error.to_string().contains("--encoding-out utf-8"), "{error}");
    }
}

#[test]
fn a_copy_may_be_in_another_encoding() {
    let out = |name: &str| Reading { encoding_out: Some(name.to_owned()), ..reading(GBK, b',') };
    let bytes = encoded(GBK, "id,revenue\r\n华东,5\r\n");
    let added = Added { columns: vec![labels("tier", &["A"])] };
    let copied = |name: &str| copied_bytes(&mut opened(&bytes, &out(name)).unwrap(), &added);
    assert_eq!(copied("utf-8"), "id,revenue,tier\r\n华东,5,A\r\n".as_bytes());
    assert_eq!(copied("utf-8-sig"), "\u{feff}id,revenue,tier\r\n华东,5,A\r\n".as_bytes());
    assert_eq!(copied("utf-16"), encoded(UTF_16LE, "\u{feff}id,revenue,tier\r\n华东,5,A\r\n"));
    assert_eq!(copied("gb2312"), encoded(GBK, "id,revenue,tier\r\n华东,5,A\r\n"));
    let mut list = opened(&bytes, &out("latin1")).unwrap();
    let extract = extracted(&mut list, 0);
    let error = copy_to(&mut Vec::new(), &list, &extract, &added, Formulas::Kept).unwrap_err();
    assert!(error.to_string().contains("windows-1252 has not"), "{error}");
}

#[test]
fn another_encoding_is_found_in_the_middle_of_the_first_pass() {
    for name in ["华东贸易有限公司", "上海文具商行"] {
        let mut bytes = b"id,revenue\n".to_vec();
        bytes.extend(b"K1,5\n".repeat(20_000));
        bytes.extend(encoded(GBK, &format!("{name},7\n")));
        let mut list = opened(&bytes, &Reading::default()).unwrap();
        assert_eq!(list.facts().encoding, "UTF-8");
        let extract = extracted(&mut list, 0);
        assert_eq!(list.facts().encoding, "GBK");
        assert_eq!(customers(&extract).last(), Some(&(name.to_owned(), "7".to_owned())));
        let added = Added { columns: vec![labels("tier", &["A", "B"])] };
        assert!(copied_bytes(&mut list, &added).starts_with(b"id,revenue,tier\nK1,5,A\nK1,5,B\n"));
    }
}

/// All that a list holds: its records as texts, and its copy with a label.
fn read_and_copied(text: &str) -> (Vec<Vec<String>>, String) {
    let mut read = list(text);
    let records = read.head(10).unwrap().into_iter().map(|record| record.cells).collect();
    let copy = copied_with(&mut read, 0, &Added { columns: vec![labels("tier", &["it's", "B"])] });
    (records, copy)
}

#[test]
fn single_quotes_are_quotes_where_the_list_uses_them() {
    let (records, copy) = read_and_copied("'id','revenue'\n'K, 1','5'\n'K''2','6'\n");
    assert_eq!(records, [["id", "revenue"], ["K, 1", "5"], ["K'2", "6"]]);
    assert_eq!(copy, "'id','revenue',tier\n'K, 1','5','it''s'\n'K''2','6',B\n");
}

#[test]
fn backslashes_escape_where_the_list_uses_them() {
    let (records, copy) = read_and_copied("id,revenue,note\nK1,5,\"say \\\"hi, you\\\"\"\nK2,6,\"x\"\n");
    assert_eq!(records[1], ["K1", "5", "say \"hi, you\""]);
    assert_eq!(copy, "id,revenue,note,tier\nK1,5,\"say \\\"hi, you\\\"\",it's\nK2,6,\"x\",B\n");
}

#[test]
fn blanks_behind_delimiters_belong_to_them() {
    let (records, copy) = read_and_copied("id, revenue, note\nK1, 5, \"a, b\"\nK2, 6, c\n");
    assert_eq!(records, [["id", "revenue", "note"], ["K1", "5", "a, b"], ["K2", "6", "c"]]);
    assert_eq!(copy, "id, revenue, note,tier\nK1, 5, \"a, b\",it's\nK2, 6, c,B\n");
}

#[test]
fn carriage_returns_alone_end_lines() {
    let (records, copy) = read_and_copied("id,revenue\rK1,5\r\"K\r2\",6\r");
    assert_eq!(records, [["id", "revenue"], ["K1", "5"], ["K\r2", "6"]]);
    assert_eq!(copy, "id,revenue,tier\rK1,5,it's\r\"K\r2\",6,B\r");
    let (_, mixed) = read_and_copied("id,revenue\r\nK1,5\rK2,6\n");
    assert_eq!(mixed, "id,revenue,tier\r\nK1,5,it's\rK2,6,B\n");
    let mut bad = list("id,revenue\rK1,5\r\r\nK2,five\rK3,6\r");
    let extract = extracted(&mut bad, 0);
    assert_eq!(extract.readings[1].bad.first[0].place.to_string(), "list.csv:4:2");
}

#[test]
fn a_list_without_quotes_has_them_as_signs() {
    let reading = Reading { quote: Some(QuoteChoice::None), ..Reading::default() };
    let mut read = opened(b"id,revenue\n\"K1,5\n6\" pipe,6\n", &reading).unwrap();
    assert_eq!(customers(&extracted(&mut read, 0)), pairs(&[("\"K1", "5"), ("6\" pipe", "6")]));
    let extract = extracted(&mut read, 0);
    let added = Added { columns: vec![labels("tier", &["A, best"])] };
    let error = copy_to(&mut Vec::new(), &read, &extract, &added, Formulas::Kept).unwrap_err();
    assert!(error.to_string().contains("the list has no quotes"), "{error}");
}
