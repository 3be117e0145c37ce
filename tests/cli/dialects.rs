//! Lists as programs really write them: delimiters, quotes, escapes, line ends, titles, headers of two rows.

use crate::folder::{Folder, HALVES};

/// The copy of a list, labelled by halves.
fn labelled(list: &str, more: &[&str]) -> String {
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    let args = ["score", "list.csv", "-r", "half.toml"];
    folder.run(args.into_iter().chain(more.iter().copied())).done();
    folder.text("list.scored.csv")
}

#[test]
fn each_dialect_is_found_and_kept() {
    for (list, copy) in [
        ("id|revenue\nK1|900\n", "id|revenue|half\nK1|900|top\n"),
        ("'id';'revenue'\n'K;1';'900'\n", "'id';'revenue';half\n'K;1';'900';top\n"),
        ("id, revenue, note\nK1, 900, \"a, b\"\n", "id, revenue, note,half\nK1, 900, \"a, b\",top\n"),
        ("id,revenue,note\nK1,900,\"a \\\"b\\\", c\"\n", "id,revenue,note,half\nK1,900,\"a \\\"b\\\", c\",top\n"),
        ("id,revenue\rK1,900\r", "id,revenue,half\rK1,900,top\r"),
        ("id,revenue\r\nK1,900\nK2,5", "id,revenue,half\r\nK1,900,top\nK2,5,rest"),
        ("sep=;\r\nid;revenue\r\nK1;900\r\n", "sep=;\r\nid;revenue;half\r\nK1;900;top\r\n"),
        ("# exported\n\nid,revenue\n\nK1,900\n\n", "# exported\n\nid,revenue,half\n\nK1,900,top\n\n"),
        ("id,revenue,,revenue again,\nK1,900,,,\n", "id,revenue,,revenue again,,half\nK1,900,,,,top\n"),
    ] {
        assert_eq!(labelled(list, &[]), copy);
    }
}

#[test]
fn the_dialect_may_be_named() {
    let bars = "id~revenue\n\"K1~900\n";
    assert_eq!(labelled(bars, &["--delimiter", "~", "--quote", "none"]), "id~revenue~half\n\"K1~900~top\n");
    let tabs = "id\trevenue\nK1\t900\n";
    assert_eq!(labelled(tabs, &["--delimiter", "tab", "--quote", "single"]), "id\trevenue\thalf\nK1\t900\ttop\n");
    let folder = Folder::with("list.csv", bars);
    let message = folder.run(["score", "list.csv", "--delimiter", "::"]).refused(2);
    assert!(message.contains("write one ASCII character, or comma"), "{message}");
}

#[test]
fn a_header_of_two_rows_is_understood_where_one_is_not_enough() {
    let list = "客户,销售,\n编号,数量,金额合计\nK1,3,900\n".replace("金额合计", "金额");
    let copy = labelled(&list, &[]);
    assert!(copy.starts_with("客户,销售,\n") && copy.ends_with("K1,3,900,top\n"), "{copy}");
    let english = "Customer,Sales,\nno,count,amount\nK1,3,900\n";
    assert!(labelled(english, &[]).ends_with("no,count,amount,half\nK1,3,900,top\n"));
    let only_together = "Customer,Annual,\nno,count,sales amount of the year\nK1,3,900\n";
    let folder = Folder::with("list.csv", only_together).and("half.toml", HALVES);
    let more = ["--map", "revenue=Annual sales amount of the year"];
    folder.run(["score", "list.csv", "-r", "half.toml"].into_iter().chain(more)).done();
    assert!(folder.text("list.scored.csv").ends_with("K1,3,900,top\n"));
}

#[test]
fn twenty_thousand_columns_are_read() {
    let header = (0..20_000).map(|column| format!("c{column}")).collect::<Vec<_>>().join(",");
    let cells = (0..20_000).map(|column| column.to_string()).collect::<Vec<_>>().join(",");
    let copy = labelled(&format!("revenue,{header}\n7,{cells}\n"), &[]);
    assert!(copy.ends_with(",19999,top\n"));
}

#[test]
fn a_cell_of_ten_megabytes_is_read() {
    // Ten times less where nothing is optimised.
    let note = "x, y\n".repeat(if cfg!(debug_assertions) { 200_000 } else { 2_000_000 });
    let list = format!("revenue,note\n7,\"{note}\"\n5,z\n");
    assert_eq!(labelled(&list, &[]), format!("revenue,note,half\n7,\"{note}\",top\n5,z,rest\n"));
}

#[test]
fn what_makes_no_sense_by_the_letter_is_copied_as_it_is_and_never_misread() {
    let mut lines = vec!["id,name,revenue".to_owned()];
    lines.extend((1..=24).map(|number| format!("K{number},Acme,{}", number * 100)));
    // A stray quote, a quoted cell behind it, and an extra delimiter.
    lines[5] = "K5,\"Orion,500".to_owned();
    lines[6] = "K6,\"Vertex, \"\"Inc\"\"\",600".to_owned();
    lines[20] = "K20,,Zenith,2000".to_owned();
    let folder = Folder::with("list.csv", lines.join("\r\n")).and("half.toml", HALVES);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml"]).done();
    let copy = folder.text("list.scored.csv");
    let copied = copy.split("\r\n").collect::<Vec<_>>();
    assert_eq!(copied.len(), lines.len(), "{copy}");
    assert!(lines.iter().zip(&copied).all(|(line, copied)| copied.starts_with(line.as_str())), "{copy}");
    assert_eq!(
        [copied[0], copied[5], copied[6]],
        ["id,name,revenue,,half", "K5,\"Orion,500,,rest", "K6,\"Vertex, \"\"Inc\"\"\",600,,rest"]
    );
    assert_eq!([copied[20], copied[24]], ["K20,,Zenith,2000,unclassified", "K24,Acme,2400,,top"]);
    assert!(ran.stderr.contains("list.csv:6: a quote makes no sense here and was read as an ordinary character"));
    assert!(ran.stderr.contains("list.csv:21: cells do not stand under their headers"), "{}", ran.stderr);
}

#[test]
fn a_quote_that_is_never_closed_is_refused_though_it_can_be_shown() {
    let list = "id,revenue\nK1,900\nK2,800\nK3,\"700\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    let message = folder.run(["score", "list.csv", "-r", "half.toml"]).refused(1);
    assert!(message.contains("list.csv:4: a quote opens here and is never closed"), "{message}");
    assert_eq!(folder.run(["read", "list.csv"]).done().stdout, "id,revenue\nK1,900\nK2,800\nK3,\"\"\"700\"\n");
}

#[test]
fn inspect_says_why_a_list_is_read_byte_by_byte() {
    let told = |list: &str| {
        let folder = Folder::with("list.csv", list);
        folder.run(["inspect", "list.csv", "--format", "csv"]).done().stdout
    };
    let slow = told("id,name,revenue\n1,\"say \\\"hi\\\"\",9\n2,\"a, \\\"b\\\"\",5\n");
    assert!(slow.contains("byte by byte, which takes longer: there are backslashes before quotes"), "{slow}");
    assert!(!told("id,name,revenue\n1,\"a, b\",9\n").contains("byte by byte"));
}
