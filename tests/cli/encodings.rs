//! Lists in the encodings that offices really have: found, read, and given back in the same one.

use encoding_rs::{BIG5, Encoding, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

use crate::folder::{Folder, HALVES};

fn in_encoding(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, lacking) = encoding.encode(text);
    assert!(!lacking, "{text}");
    bytes.into_owned()
}

fn in_utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The copy of a list, labelled by halves.
fn labelled(list: &[u8], more: &[&str]) -> Vec<u8> {
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    let args = ["score", "list.csv", "-r", "half.toml"];
    folder.run(args.into_iter().chain(more.iter().copied())).done();
    folder.bytes("list.scored.csv")
}

#[test]
fn each_list_keeps_its_encoding() {
    let lists: [(&'static Encoding, &str, &str); 5] = [
        (GBK, "客户名称,销售额\r\n华东贸易,900\r\n", "客户名称,销售额,half\r\n华东贸易,900,top\r\n"),
        (BIG5, "客戶名稱,銷售額\n華東貿易,900\n", "客戶名稱,銷售額,half\n華東貿易,900,top\n"),
        (SHIFT_JIS, "お客様名|revenue\n東京商事表|900\n", "お客様名|revenue|half\n東京商事表|900|top\n"),
        (
            WINDOWS_1251,
            "Клиент;revenue\nООО Ромашка;900\nЗавод имени Ленина;5\n",
            "Клиент;revenue;half\nООО Ромашка;900;top\nЗавод имени Ленина;5;rest\n",
        ),
        (
            WINDOWS_1252,
            "id,name,revenue\n1,Müller,9\n2,Kurz,5\n",
            "id,name,revenue,half\n1,Müller,9,top\n2,Kurz,5,rest\n",
        ),
    ];
    for (encoding, list, expected) in lists {
        let copy = labelled(&in_encoding(encoding, list), &[]);
        assert_eq!(copy, in_encoding(encoding, expected), "{}: {}", encoding.name(), String::from_utf8_lossy(&copy));
    }
}

#[test]
fn utf_16_comes_back_with_its_mark_and_its_line_ends() {
    for mark in ["\u{feff}", ""] {
        let copy = labelled(&in_utf_16(&format!("{mark}id\trevenue\r\n客户\t9\r\n")), &[]);
        assert_eq!(copy, in_utf_16(&format!("{mark}id\trevenue\thalf\r\n客户\t9\ttop\r\n")));
    }
}

#[test]
fn labels_are_in_the_lists_encoding_too() {
    let list = in_encoding(GBK, "客户名称,销售额\n华东贸易,900\n");
    assert_eq!(labelled(&list, &["--lang", "zh"]), in_encoding(GBK, "客户名称,销售额,half\n华东贸易,900,上\n"));
}

#[test]
fn a_label_that_the_encoding_lacks_names_the_option() {
    let list = in_encoding(WINDOWS_1252, "id,name,revenue\n1,Müller,9\n");
    let folder = Folder::with("list.csv", &list).and("half.toml", HALVES);
    let message = folder.run(["score", "list.csv", "-r", "half.toml", "--lang", "zh"]).refused(1);
    assert!(message.contains("“上”无法用列表的编码 windows-1252 写出"), "{message}");
    assert!(message.contains("--encoding-out utf-8"), "{message}");
    assert_eq!(folder.names(), ["half.toml", "list.csv"]);
    folder.write("half.toml", HALVES.replace("\"top\"", "\"上\""));
    let message = folder.run(["score", "list.csv", "-r", "half.toml"]).refused(1);
    assert!(message.contains("\"上\" cannot be written in windows-1252"), "{message}");
    assert!(message.contains("--encoding-out utf-8"), "{message}");
    let copy = labelled(&list, &["--lang", "zh", "--encoding-out", "utf-8"]);
    assert_eq!(copy, "id,name,revenue,half\n1,Müller,9,上\n".as_bytes());
}

#[test]
fn the_encoding_may_be_named() {
    // In Windows-1252 these are letters as well.
    let list = in_encoding(WINDOWS_1251, "id,name,revenue\n1,Я,9\n");
    let folder = Folder::with("list.csv", &list).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "--encoding", "cp1251", "-o", "list.xlsx"]).done();
    let message = folder.run(["score", "list.csv", "--encoding", "gkb"]).refused(2);
    assert!(message.contains("did you mean gbk?"), "{message}");
    let message = folder.run(["score", "list.csv", "-o", "out.xlsx", "--encoding-out", "gbk"]).refused(2);
    assert!(message.contains("--encoding-out is for CSV"), "{message}");
    let other = folder.run(["score", "list.csv", "-r", "half.toml", "--encoding", "utf-8"]);
    assert!(other.code == Some(1) && other.stderr.contains("are not UTF-8"), "{}", other.stderr);
}

#[test]
fn a_workbook_may_become_csv_in_any_encoding() {
    let folder = Folder::with("list.csv", "客户名称,销售额\n华东,900\n").and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "list.xlsx"]).done();
    folder
        .run(["score", "list.xlsx", "-r", "half.toml", "--replace", "-o", "out.csv", "--encoding-out", "gb18030"])
        .done();
    assert_eq!(folder.bytes("out.csv"), in_encoding(GBK, "客户名称,销售额,half\n华东,900,top\n"));
}

#[test]
fn an_encoding_that_shows_late_is_found() {
    let mut list = b"id,name,revenue\n".to_vec();
    for row in 0..20_000 {
        list.extend(format!("{row},Acme,{row}\n").bytes());
    }
    list.extend(in_encoding(GBK, "20001,华东贸易有限公司,5\n"));
    let copy = labelled(&list, &["--lang", "zh"]);
    assert!(copy.ends_with(&in_encoding(GBK, "华东贸易有限公司,5,下\n")));
}

#[test]
fn inspect_tells_how_the_encoding_was_found() {
    let told = |list: Vec<u8>| {
        let folder = Folder::with("list.csv", list);
        folder.run(["inspect", "list.csv", "--format", "csv"]).done().stdout
    };
    let by_headers = told(in_encoding(GBK, "客户名称,销售额\n华东贸易,900\n"));
    assert!(by_headers.contains("encoding,GBK\nencoding told by,known headers that appear in it: 2\n"), "{by_headers}");
    assert!(!by_headers.contains("--encoding"), "{by_headers}");
    let by_letters = told(in_encoding(WINDOWS_1252, "id,name,revenue\n1,Müller,9\n"));
    assert!(by_letters.contains("encoding told by,the letters that are usual in it\n"), "{by_letters}");
    assert!(by_letters.contains("encoding,windows-1252,--encoding gbk\n"), "{by_letters}");
}
