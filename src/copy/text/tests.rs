use super::*;
use crate::copy::added::{AddedCell, AddedColumn, AddedLabel, AddedValues};
use crate::file::{AtomicFile, Durability};
use crate::list::text::tests::{
    Quiet, bound, customers, extracted, in_parts, list, list_in_parts, opened, pairs, refused,
};
use crate::list::text::{Dialect, LineEnds, Mending, PART};
use crate::list::{Binding, NoCustomer, Origin, PlainColumn, QuoteChoice, Reading, RecordKind};
use crate::number::Decimal;
use crate::score::Code;

mod encodings;
mod properties;

/// Copies a list under the name `out.csv`.
fn copy_to(
    out: &mut (dyn Write + Send),
    list: &Delimited,
    extract: &Extract,
    added: &Added<'_>,
    formulas: Formulas,
) -> Result<u64, Error> {
    TextCopy::new(list, extract, added, formulas)?.write(out, Path::new("out.csv"), &Quiet)
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
    let written = copy_to(&mut out, list, &extract, added, Formulas::Kept).unwrap();
    assert_eq!(written, out.len() as u64);
    String::from_utf8(out).unwrap()
}

/// The list with one column of the labels A and B.
fn copied(text: &str) -> String {
    copied_with(&mut list(text), 0, &Added { columns: vec![labels("tier", &["A", "B"])] })
}

#[test]
fn a_list_is_read_and_copied_with_its_labels() {
    let text = "id,name,revenue\nK1,\"Acme, Inc\",900\nK2,Orion,12.5\n\nK3,\"two\nlines\",\n";
    let mut list = list(text);
    let extract = extracted(&mut list, 0);
    assert_eq!(customers(&extract), pairs(&[("K1", "900"), ("K2", "12.5"), ("K3", "-")]));
    assert_eq!((extract.records, extract.width), (4, 3));
    assert_eq!(extract.plain_columns, [PlainColumn::Texts, PlainColumn::Texts, PlainColumn::Numbers]);
    assert_eq!(
        copied(text),
        "id,name,revenue,tier\nK1,\"Acme, Inc\",900,A\nK2,Orion,12.5,B\n\nK3,\"two\nlines\",,unclassified\n"
    );
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
        "2026\n\nid,revenue,tier,tier_score\nK1,5,A,0\n合计,5,,\nid,revenue,,\n,\n\nK2,6,unclassified,0.5\nTotal:,11,,\n"
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
    assert_eq!(copied(text), "id,revenue,,,tier\nK1,,,,A\nK2,6,more,still,B\nK3,7,,,unclassified\n合计,,,,\n");
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
        "id,tier,revenue,abc\nK1,A,\"5\",x\nK2,B,,unclassified\n\nTotal,,5,\n"
    );
}

#[test]
fn the_size_of_the_copy_is_known_before() {
    let text = "\u{feff}id,revenue\nK1,5\nK2\n\nK3,7,8\nK4,12\n";
    let mut list = list(text);
    let added = Added { columns: vec![labels("tier", &["unclassifie2"])] };
    let written = copied_with(&mut list, 0, &added).len() as u64;
    let extract = extracted(&mut list, 0);
    assert_eq!(TextCopy::new(&list, &extract, &added, Formulas::Kept).unwrap().most_bytes(), written);
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
    let error = copy_to(&mut Vec::new(), &list, &extract, &added, Formulas::Kept).unwrap_err();
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
    let error = copy_to(&mut Full, &list, &extract, &added, Formulas::Kept).unwrap_err();
    assert!(error.to_string().starts_with("out.csv: the disk is full"), "{error}");
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
            copy_to(&mut out, &list, &extract, &added, Formulas::Kept).unwrap();
            out.commit().unwrap();
        };
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), b"yesterday's");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }
}
