//! `score --escape-formulas`: what a spreadsheet would take for a formula gets an apostrophe, and nothing else changes.

use crate::folder::{Folder, HALVES};
use crate::row;
use crate::sheet::workbook;

fn escaped(list: impl AsRef<[u8]>, more: &[&str]) -> Vec<u8> {
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    let args = ["score", "list.csv", "-r", "half.toml", "-o", "out.csv", "--escape-formulas"];
    folder.run(args.into_iter().chain(more.iter().copied())).done();
    folder.bytes("out.csv")
}

#[track_caller]
fn assert_escaped(list: &str, more: &[&str], expected: &str) {
    assert_eq!(String::from_utf8(escaped(list, more)).expect("UTF-8"), expected);
}

#[test]
fn formulas_of_the_list_get_an_apostrophe_inside_their_quotes() {
    assert_escaped(
        "\u{feff}@title\r\nid,name,revenue,\"=note\"\r\n1,=1+1,9,-12.5\r\n\r\n2,\"=HYPERLINK(\"\"x\"\",1)\",5,+8613800138000\r\n",
        &[],
        "\u{feff}'@title\r\nid,name,revenue,\"'=note\",half\r\n1,'=1+1,9,-12.5,top\r\n\r\n2,\"'=HYPERLINK(\"\"x\"\",1)\",5,+8613800138000,rest\r\n",
    );
}

#[test]
fn a_list_without_formulas_stays_as_it_is() {
    let list = "id, name,revenue\n1, \"a\"\"b\",9\n2,-\n3,x,5\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "plain.csv"]).done();
    assert_eq!(escaped(list, &[]), folder.bytes("plain.csv"));
}

#[test]
fn formulas_are_found_however_the_list_quotes() {
    let quote = |sign: &'static str| ["--quote", sign];
    assert_escaped("id;revenue\n'=1;2';9\n=1;5\n", &quote("'"), "id;revenue;half\n'''=1;2';9;top\n'''=1';5;rest\n");
    assert_escaped("id;revenue\n\"=1\";9\n", &quote("none"), "id;revenue;half\n'\"=1\";9;top\n");
    let backslash = "id,name,revenue\n1,\"=\\\"a\\\"\",9\n2,\"say \\\"hi\\\"\",5\n";
    assert_escaped(backslash, &[], "id,name,revenue,half\n1,\"'=\\\"a\\\"\",9,top\n2,\"say \\\"hi\\\"\",5,rest\n");
    let blanks = "id, name, revenue\n1, \"=a, b\", 9\n2, =b, 5\n3, \"c, d\", 5\n";
    assert_escaped(blanks, &[], "id, name, revenue,half\n1, \"'=a, b\", 9,top\n2, '=b, 5,top\n3, \"c, d\", 5,top\n");
}

#[test]
fn formulas_are_found_in_every_encoding() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let copy = escaped(gbk("客户名称,销售额\n华东贸易,9\n＝客户,5\n"), &[]);
    assert_eq!(copy, gbk("客户名称,销售额,half\n华东贸易,9,top\n'＝客户,5,rest\n"));
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let copy = escaped(utf_16("\u{feff}id\trevenue\n=客户\t9\n"), &[]);
    assert_eq!(copy, utf_16("\u{feff}id\trevenue\thalf\n'=客户\t9\ttop\n"));
}

#[test]
fn labels_and_replaced_columns_are_escaped_too() {
    let rule = HALVES.replace("\"top\"", "\"+top!\"");
    let folder = Folder::with("list.csv", "half,id,revenue\nold,=1,9\n,@b,5\n").and("half.toml", rule);
    let args = ["score", "list.csv", "-r", "half.toml", "--replace", "--escape-formulas", "-o", "-"];
    assert_eq!(folder.run(args).done().stdout, "half,id,revenue\n'+top!,'=1,9\nrest,'@b,5\n");
}

#[test]
fn formulas_of_a_workbook_written_as_csv_are_escaped() {
    let book = workbook(&[row!["id", "revenue"], row!["=1+1", 9.0], row!["-x,y", -5.0]]);
    let folder = Folder::with("list.xlsx", book).and("half.toml", HALVES);
    let score = ["score", "list.xlsx", "-r", "half.toml", "-o", "-"];
    assert_eq!(folder.run(score).done().stdout, "id,revenue,half\n=1+1,9,top\n\"-x,y\",-5,rest\n");
    let ran = folder.run(score.into_iter().chain(["--escape-formulas"])).done();
    assert_eq!(ran.stdout, "id,revenue,half\n'=1+1,9,top\n\"'-x,y\",-5,rest\n");
}

#[test]
fn a_workbook_needs_no_apostrophes() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n");
    let message = folder.run(["score", "list.csv", "-o", "out.xlsx", "--escape-formulas"]).refused(2);
    assert!(message.contains("--escape-formulas is for CSV"), "{message}");
    assert_eq!(folder.names(), ["list.csv"]);
}
