//! `read`: the table as it was understood.

use snapbox::str;

use crate::assert_text;
use crate::folder::Folder;

/// What `read` prints of a list.
fn read(list: impl AsRef<[u8]>, more: &[&str]) -> String {
    let folder = Folder::with("list.csv", list);
    folder.run(["read", "list.csv"].into_iter().chain(more.iter().copied())).done().stdout
}

const TABLE: &str = "id,name,note\nK1,Acme,\"a, b\"\nK2,\"say \"\"hi\"\"\",\n";

#[test]
fn the_same_table_comes_out_of_every_way_of_writing_it() {
    for list in [
        TABLE.to_owned(),
        format!("\u{feff}{TABLE}"),
        TABLE.replace('\n', "\r\n"),
        TABLE.replace('\n', "\r"),
        TABLE.trim_end().to_owned(),
        format!("Report\n\n{TABLE}\n\n,,\n"),
        "id;name;note\nK1;Acme;a, b\nK2;\"say \"\"hi\"\"\";\n".to_owned(),
        "id\tname\tnote\nK1\tAcme\ta, b\nK2\t\"say \"\"hi\"\"\"\t\n".to_owned(),
        "'id','name','note'\n'K1','Acme','a, b'\n'K2','say \"hi\"',''\n".to_owned(),
        "id,name,note\nK1,Acme,\"a, b\"\nK2,\"say \\\"hi\\\"\",\n".to_owned(),
        "id, name, note\nK1, Acme, \"a, b\"\nK2, \"say \"\"hi\"\"\", \n".to_owned(),
        "id name note\nK1 Acme \"a, b\"\nK2 \"say \"\"hi\"\"\" \n".to_owned(),
        "sep=;\nid;name;note\nK1;Acme;a, b\nK2;\"say \"\"hi\"\"\";\n".to_owned(),
    ] {
        assert_eq!(read(&list, &[]), TABLE, "{list:?}");
    }
}

#[test]
fn the_same_table_comes_out_of_every_encoding() {
    let table = "客户名称,销售额\n华东贸易,900\n";
    let utf_16 =
        |unit: fn(u16) -> [u8; 2]| format!("\u{feff}{table}").encode_utf16().flat_map(unit).collect::<Vec<_>>();
    assert_eq!(read(encoding_rs::GBK.encode(table).0, &[]), table);
    assert_eq!(read(utf_16(u16::to_le_bytes), &[]), table);
    assert_eq!(read(utf_16(u16::to_be_bytes), &[]), table);
    assert_eq!(read(encoding_rs::GBK.encode(table).0, &["--encoding", "gb18030"]), table);
}

#[test]
fn ragged_rows_are_filled_up_and_totals_stay() {
    assert_eq!(read("id,a\nK1\nK2,1,2\n合计,5\n", &[]), "id,a,\nK1,,\nK2,1,2\n合计,5,\n");
}

#[test]
fn how_it_was_read_is_told_beside_the_data() {
    let folder = Folder::with("list.csv", "Report\nid;name\nK1;Acme\n\nK2\n");
    let ran = folder.run(["read", "list.csv", "-o", "table.csv"]).done();
    assert_eq!((ran.stdout.as_str(), folder.text("table.csv").as_str()), ("", "id,name\nK1,Acme\nK2,\n"));
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: encoding: UTF-8, encoding told by: its bytes, which are UTF-8, delimiter: ;, quote: ", line ends: LF
custclass: header row: 2, columns: 2, records: 2
custclass: rows that are no part of the table: 1 above the header, 1 with nothing in them
custclass: warning: list.csv:5: fewer cells than the header

"#]]
    );
}

#[test]
fn the_header_row_may_be_named() {
    assert_eq!(read("a,b\nc,d\ne,f\n", &["--header-row", "2"]), "c,d\ne,f\n");
    assert_eq!(read("a:b\nc:d\n", &["--delimiter", "colon"]), "a,b\nc,d\n");
}

#[test]
fn a_workbook_is_a_table_too() {
    let folder = Folder::with("list.csv", "id,revenue,since\n00123,9.50,2024-03-05\n");
    folder.run(["score", "list.csv", "-o", "list.xlsx"]).done();
    let table = folder.run(["read", "list.xlsx"]).done().stdout;
    assert_eq!(table, "id,revenue,since,tier\n00123,9.5,2024-03-05,platinum\n");
}

#[test]
fn an_empty_file_is_a_table_without_cells() {
    let folder = Folder::with("list.csv", "");
    let ran = folder.run(["read", "list.csv"]).done();
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("there is nothing in this file"), "{}", ran.stderr);
}

#[test]
fn a_table_goes_to_csv_only_and_never_over_the_list() {
    let folder = Folder::with("list.csv", "id,a\n1,2\n");
    assert!(folder.run(["read", "list.csv", "-o", "t.xlsx"]).refused(2).contains("ends in .csv"));
    assert!(folder.run(["read", "list.csv", "-o", "list.csv"]).refused(1).contains("is the input itself"));
}

#[test]
fn a_first_row_that_is_a_record_gets_a_header_of_its_own() {
    let list = "2026-01-05,K1,12.50\n2026-01-06,K2,9.00\n";
    assert_eq!(read(list, &[]), format!("column_1,column_2,column_3\n{list}"));
    assert_eq!(read(list, &["--header-row", "1"]), list);
    assert_eq!(read("region,2023,2024\nEast,1.5,2.5\n", &[]), "region,2023,2024\nEast,1.5,2.5\n");
}

#[test]
fn a_stray_byte_is_shown_and_told() {
    let mut list = "id,name\nK1,Café\n".repeat(40).into_bytes();
    list.extend(b"K2,a\xa0b\n");
    let folder = Folder::with("list.csv", list);
    let ran = folder.run(["read", "list.csv"]).done();
    assert!(ran.stdout.ends_with("K1,Café\nK2,a\u{fffd}b\n"), "{}", ran.stdout);
    assert!(ran.stderr.contains("list.csv:81: bytes that are no text in the list's encoding stand here, 1 in all"));
    assert!(ran.stderr.contains("has � in the place"), "{}", ran.stderr);
}

/// A list of a header and so many customers: enough to know what its columns look like.
fn customers(count: usize) -> Vec<String> {
    const NAMES: [&str; 4] = ["Acme", "\"Orion, Inc\"", "Vertex Tables", "\"Round 48\"\" Ltd\""];
    let record = |number: usize| {
        let (id, revenue) = (1001 + number * 7, 100 + number * 37 % 900);
        format!("K-{id},{},{:02}/03/2026,{revenue}.50", NAMES[number % 4], 1 + number % 28)
    };
    std::iter::once("id,name,since,revenue".to_owned()).chain((0..count).map(record)).collect()
}

/// What `read` prints and says of the list with one record, of this number, changed.
fn read_changed(row: usize, change: impl Fn(&str) -> String) -> (Vec<String>, String) {
    let mut lines = customers(30);
    lines[row] = change(&lines[row]);
    let folder = Folder::with("list.csv", lines.join("\n") + "\n");
    let ran = folder.run(["read", "list.csv"]).done();
    (ran.stdout.lines().map(str::to_owned).collect(), ran.stderr)
}

#[test]
fn a_stray_quote_is_an_ordinary_character() {
    for (row, from, to, shown) in [
        (6, "K-1036", "\"K-1036", "\"\"\"K-1036\","),
        (6, ",06/03", ",\"06/03", ",\"\"\"06/03/2026\","),
        (6, ",\"Orion", ",\"\"Orion", ",\"\"\"Orion, Inc\","),
        (6, ",285.50", ",\"285.50", ",\"\"\"285.50\""),
        (4, "48\"\" Ltd", "48\" Ltd", ",\"Round 48\"\" Ltd\","),
        (30, ",273.50", ",\"273.50", ",\"\"\"273.50\""),
    ] {
        let (table, told) = read_changed(row, |line| {
            assert!(line.contains(from), "{line}");
            line.replacen(from, to, 1)
        });
        let (expected, _) = read_changed(row, str::to_owned);
        assert_eq!(table.len(), expected.len(), "{to}: {table:?}");
        assert!(table[row].contains(shown), "{}", table[row]);
        assert!((0..31).all(|at| at == row || table[at] == expected[at]), "{to}: {table:?}");
        assert!(told.contains(&format!("list.csv:{}: a quote makes no sense here", row + 1)), "{told}");
    }
}

#[test]
fn cells_that_slipped_are_put_under_their_headers() {
    let (expected, _) = read_changed(7, str::to_owned);
    assert_eq!(expected[7], "K-1043,Vertex Tables,07/03/2026,322.50");
    for odd in [
        "K-1043,,Vertex Tables,07/03/2026,322.50",
        ",K-1043,Vertex Tables,07/03/2026,322.50",
        "K-1043,Vertex Tables07/03/2026,322.50",
        "K-1043,Vertex Tables,07/03/2026322.50",
        "K-1043Vertex Tables,07/03/2026,322.50",
        "K-1043 Vertex Tables 07/03/2026 322.50",
        "K-1043;Vertex Tables;07/03/2026;322.50",
    ] {
        let (table, told) = read_changed(7, |_| odd.to_owned());
        assert_eq!(table, expected, "{odd}");
        assert!(told.contains("list.csv:8: cells did not stand under their headers"), "{told}");
    }
    let (table, _) = read_changed(7, |_| "K-1043,Vertex, Tables,07/03/2026,322.50".to_owned());
    assert_eq!(table[7], "K-1043,\"Vertex, Tables\",07/03/2026,322.50");
    // What is left out at the end has not slipped.
    let (table, told) = read_changed(7, |_| "K-1043,Vertex Tables".to_owned());
    assert_eq!(table[7], "K-1043,Vertex Tables,,");
    assert!(told.contains("list.csv:8: fewer cells than the header"), "{told}");
}

#[test]
fn a_header_that_is_delimited_otherwise_is_read_too() {
    let (expected, _) = read_changed(0, str::to_owned);
    for odd in ["id name since revenue", "id,,name,since,revenue", "id;name;since;revenue"] {
        assert_eq!(read_changed(0, |_| odd.to_owned()).0, expected, "{odd}");
    }
}

#[test]
fn a_header_of_several_rows_is_one_header() {
    let mut lines = customers(30);
    lines.insert(0, "who,who,contract,contract".to_owned());
    let folder = Folder::with("list.csv", lines.join("\n"));
    let ran = folder.run(["read", "list.csv"]).done();
    assert!(ran.stdout.starts_with("who id,who name,contract since,contract revenue\nK-1001,Acme,"), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().count(), 31);
    assert!(ran.stderr.contains("header rows: 1-2, columns: 4"), "{}", ran.stderr);
    let ran = folder.run(["read", "list.csv", "--header-row", "1"]).done();
    assert!(ran.stdout.starts_with("who,who,contract,contract\nid,name,since,revenue\nK-1001,"), "{}", ran.stdout);
}

#[test]
fn a_further_table_is_another_one_and_a_header_that_repeats_is_none() {
    let lines = customers(30);
    for further in ["id,name,since,revenue,note\nK-1,A,01/03/2026,5.50,x", "id,name,since\nK-1,A,01/03/2026"] {
        let folder = Folder::with("list.csv", format!("{}\n{further}\n", lines.join("\n")));
        let ran = folder.run(["read", "list.csv"]).done();
        assert_eq!(ran.stdout.lines().count(), 31, "{}", ran.stdout);
        assert!(ran.stdout.starts_with("id,name,since,revenue\n"), "{}", ran.stdout);
        let told = "row 32 is the header of another table, which is left out with all below (records: 2); to read that one: --header-row 32";
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
        assert_eq!(read(format!("{}\n{further}\n", lines.join("\n")), &["--header-row", "32"]), format!("{further}\n"));
    }
    let twice = format!("{0}\n{0}\n", lines.join("\n"));
    let table = read(twice, &[]);
    assert_eq!((table.lines().count(), table.matches("id,name").count()), (61, 1));
}
