//! Rule files that nobody means to write: too large, too deep, in another encoding, or no files at all. Every one is refused with its
//! place and a remedy, at once, and never by a panic.

use std::time::{Duration, Instant};

use snapbox::str;

use crate::assert_text;
use crate::folder::{Folder, HALVES};

const LIST: &str = "id,revenue\n1,9\n2,5\n";

/// What `score` says about a rule file.
fn refused(rule: impl AsRef<[u8]>) -> String {
    let folder = Folder::with("list.csv", LIST).and("rule.toml", rule);
    folder.run(["score", "list.csv", "-r", "rule.toml"]).refused(1)
}

/// The first line of what is said.
fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

#[test]
fn what_is_no_file_at_all() {
    let folder = Folder::with("list.csv", LIST);
    std::fs::create_dir(folder.path("rules")).expect("a folder");
    let message = |rule: &str| folder.run(["score", "list.csv", "-r", rule]).refused(1);
    assert_text!(
        message("./rules"),
        str![[r#"
custclass: error: ./rules: is a folder; name a rule file in it

"#]]
    );
    assert_text!(
        message("mine.toml"),
        str![[r#"
custclass: error: mine.toml: there is no such rule file

"#]]
    );
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_by_its_size() {
    let folder = Folder::with("list.csv", LIST);
    let file = std::fs::File::create(folder.path("rule.toml")).expect("a file");
    file.set_len(50_000_000).expect("a file without content");
    let begun = Instant::now();
    let message = folder.run(["score", "list.csv", "-r", "rule.toml"]).refused(1);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_text!(
        message,
        str![[r#"
custclass: error: rule.toml: too large for a rule file, which has at most 4 MB; a list is named before -r

"#]]
    );
}

#[test]
fn other_encodings_are_refused_with_the_place_of_the_byte() {
    assert_text!(
        refused(b"[[rule]]\nname = \"\xe5\xae\xa2\xe6\x88\xb7 \xbf\xcd\xbb\xa7\"\n"),
        str![[r#"
custclass: error: rule.toml:2:12: the byte BF is no UTF-8; save the rule file as UTF-8 (not as GBK, ANSI or "Unicode")

"#]]
    );
    // What editors of Windows call Unicode.
    assert_text!(
        refused(b"\xff\xfe[\0[\0r\0u\0l\0e\0]\0]\0"),
        str![[r#"
custclass: error: rule.toml:1:1: the byte FF is no UTF-8; save the rule file as UTF-8 (not as GBK, ANSI or "Unicode")

"#]]
    );
}

#[test]
fn zero_bytes_are_no_toml() {
    assert_text!(
        refused("[[rule]]\nname = \"a\0b\"\n"),
        str![[r#"
custclass: error: this is not TOML: invalid basic string, expected non-double-quote visible characters, `\`
 --> rule.toml:2:10
  |
2 | name = "a␀b"
  |          ^
  |
  = help: take the invisible character out

"#]]
    );
}

#[test]
fn a_byte_order_mark_and_the_line_ends_of_windows_are_accepted() {
    let rule = format!("\u{feff}{}", HALVES.replace('\n', "\r\n"));
    let folder = Folder::with("list.csv", LIST).and("rule.toml", rule);
    folder.run(["score", "list.csv", "-r", "rule.toml"]).quiet();
    assert_eq!(folder.text("list.scored.csv"), "id,revenue,half\n1,9,top\n2,5,rest\n");
    let message = refused(format!("\u{feff}{}", HALVES.replace("method", "methode")));
    assert!(message.contains("rule.toml:4:1"), "{message}");
}

#[test]
fn ten_thousand_brackets_are_too_deep() {
    let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
    let values = [deep("[", "]"), deep("{ a = ", " }"), "[".repeat(10_000), "{ a = [".repeat(10_000)];
    for value in values {
        let message = refused(format!("[[rule]]\nname = {value}\n"));
        assert!(message.contains("rule.toml:2:"), "{}", first_line(&message));
        assert!(message.len() < 20_000, "{} bytes are said", message.len());
    }
    for key in [format!("{}z = 1\n", "a.".repeat(10_000)), format!("[{}z]\n", "a.".repeat(10_000))] {
        let message = refused(key);
        assert!(message.contains("rule.toml:1:"), "{}", first_line(&message));
    }
}

#[test]
fn expressions_of_ten_thousand_brackets_or_signs_are_refused_or_read() {
    let rule = |when: &str| {
        format!(
            "[[rule]]\nname = \"a\"\nmethod = \"decision\"\ntier = [{{ label = \"A\", when = '{when}' }}, {{ label = \"B\" }}]\n"
        )
    };
    let deep = |open: &str, close: &str| format!("{}revenue > 5{}", open.repeat(10_000), close.repeat(10_000));
    for when in [deep("(", ")"), deep("not ", ""), deep("(", ""), format!("{}revenue > 5", "-".repeat(10_000))] {
        let message = refused(rule(&when));
        assert!(first_line(&message).contains("nests more than 64 levels deep"), "{}", first_line(&message));
        assert!(message.len() < 2_000, "{} bytes are said", message.len());
    }
    let folder = Folder::with("list.csv", LIST);
    let long = (0..10_000).map(|number| format!("revenue = {number}")).collect::<Vec<_>>().join(" or ");
    folder.write("rule.toml", rule(&long));
    folder.run(["score", "list.csv", "-r", "rule.toml"]).quiet();
    assert_eq!(folder.text("list.scored.csv"), "id,revenue,a\n1,9,A\n2,5,A\n");
}

#[test]
fn a_file_full_of_mistakes_is_refused_at_once() {
    let begun = Instant::now();
    let params = (0..20_000).map(|number| format!("a{number} = \"much\"\n")).collect::<String>();
    let keys = (0..20_000).map(|number| format!("key{number} = 1\n")).collect::<String>();
    let chain = (0..5_000).map(|number| format!("d{number} = \"d{} + 1\"\n", number + 1)).collect::<String>();
    for text in [format!("[params]\n{params}{HALVES}"), format!("{keys}{HALVES}"), format!("[derive]\n{chain}{HALVES}")]
    {
        let message = refused(text);
        assert!(message.len() < 20_000, "{} bytes are said", message.len());
    }
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn the_dictionary_of_fields_is_no_rule() {
    assert_text!(
        first_line(&refused(include_str!("../../rules/fields.toml"))),
        str!["custclass: error: this is a dictionary of fields, not a rule file: it has no [[rule]]"]
    );
}

#[test]
fn warnings_are_printed_by_check_and_by_score_and_are_no_errors() {
    let rule = "[params]\na_min = 5\n\n[[rule]]\nname = \"a\"\nmethod = \"decision\"\ntier = [\n  { label = \"A\", when = \"revenue > 5\" },\n  { label = \"B\", when = \"revenue > 7\" },\n  { label = \"C\" },\n]\n";
    let folder = Folder::with("list.csv", LIST).and("rule.toml", rule);
    let checked = folder.run(["rules", "check", "rule.toml"]);
    assert_eq!(checked.code, Some(0));
    assert_text!(
        &checked.stderr,
        str![[r#"
custclass: warning: no rule uses the parameter `a_min`
 --> rule.toml:2:1
  |
2 | a_min = 5
  | ^^^^^
  |
  = help: name it in a rule or in [derive], or take it out
custclass: warning: this condition never decides anything: whoever meets it meets an earlier one
 --> rule.toml:9:25
  |
9 |   { label = "B", when = "revenue > 7" },
  |                         ^^^^^^^^^^^^^
  |
  = help: "A" comes first with `revenue > 5`: put the narrower condition first, or take this one out

"#]]
    );
    let scored = folder.run(["score", "list.csv", "-r", "rule.toml"]);
    assert_eq!(scored.code, Some(0));
    assert!(scored.stderr.starts_with(&checked.stderr), "{}", scored.stderr);
}
