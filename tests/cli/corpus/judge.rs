//! Runs a case, and holds what holds for every list.

use std::fmt::Write;
use std::process::Output;

use encoding_rs::Encoding;

use super::case::{Case, Outcome};
use crate::english_left::english_in;
use crate::folder::{Folder, HALVES};

/// The outcome of the case's run.
pub fn run(case: &Case, list: &[u8]) -> Outcome {
    let file = case.file();
    let mut folder = Folder::with(&file, list).and("half.toml", HALVES);
    if let Some(rule) = &case.rule {
        folder = folder.and("rule.toml", rule);
    }
    let before = folder.names();
    let written = case.run.as_deref().unwrap_or("read FILE");
    let args = written.split(' ').map(|arg| if arg == "FILE" { file.as_str() } else { arg }).collect::<Vec<_>>();
    let output = folder.command(&args).output().expect("the program starts");
    let outcome = outcome(case, output);
    assert!(matches!(outcome.exit, 0..=3), "{}: exit code {}\n{}", case.name, outcome.exit, outcome.stderr);
    if outcome.exit != 0 {
        assert_eq!(folder.names(), before, "{}: a refusal left a file", case.name);
        refuses_in_chinese(case, &folder, &args, &outcome);
    }
    assert!(folder.bytes(&file) == list, "{}: the list has changed", case.name);
    // A page or an XML file is no text to copy.
    if case.list.as_ref().is_some_and(|list| !list.trim_start_matches("\\u{FEFF}").trim_start().starts_with('<')) {
        copy_is_whole(case, &folder, list);
    }
    outcome
}

/// The same refusal in Chinese has no English sentence in it.
fn refuses_in_chinese(case: &Case, folder: &Folder, args: &[&str], in_english: &Outcome) {
    let output = folder.command(args).env("CUSTCLASS_LANG", "zh").output().expect("the program starts");
    let told = String::from_utf8(output.stderr).expect("messages are UTF-8");
    assert_eq!(output.status.code(), Some(in_english.exit), "{}: {told}", case.name);
    let (_, why) = told.split_once("custclass: 错误：").unwrap_or_else(|| panic!("{}: {told}", case.name));
    assert_eq!(english_in(why), None, "{}: {why}", case.name);
}

/// Scores a CSV whatever the case is about: every byte is in the copy, in its order.
fn copy_is_whole(case: &Case, folder: &Folder, list: &[u8]) {
    let file = case.file();
    let output = folder.command(["score", &file, "-r", "half.toml", "-o", "copy.csv"]).output();
    let output = output.expect("the program starts");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!told.contains("panicked"), "{}: {told}", case.name);
    match output.status.code() {
        Some(0) => {
            let copy = folder.bytes("copy.csv");
            let mut rest = copy.iter();
            assert!(list.iter().all(|byte| rest.any(|other| other == byte)), "{}: bytes were lost", case.name);
        }
        Some(1) => assert!(told.starts_with("custclass: error: "), "{}: {told}", case.name),
        code => panic!("{}: exit code {code:?}\n{told}", case.name),
    }
    assert!(folder.bytes(&file) == list, "{}: the list has changed", case.name);
}

fn outcome(case: &Case, output: Output) -> Outcome {
    let encoding = case.encoding.as_deref().filter(|_| case.run.as_ref().is_some_and(|run| run.contains(" -o - ")));
    let stdout = match encoding.and_then(|label| Encoding::for_label(label.as_bytes())) {
        Some(encoding) => encoding.decode_without_bom_handling(&output.stdout).0.into_owned(),
        None => String::from_utf8_lossy(&output.stdout).into_owned(),
    };
    let stderr = String::from_utf8(output.stderr).expect("messages are UTF-8");
    assert!(!stderr.contains("panicked"), "{}: {stderr}", case.name);
    Outcome { stdout: shown(&stdout), stderr: shown(&stderr), exit: output.status.code().unwrap_or(-1) }
}

/// What no editor shows, written out.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        match c {
            '\r' => shown.push_str("\\r"),
            '\0' => shown.push_str("\\0"),
            '\n' | '\t' => shown.push(c),
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{fffd}' | '\u{200b}'..='\u{200f}' | '\u{a0}') => {
                _ = write!(shown, "\\u{{{:X}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    shown
}

/// What came out differently, in words.
pub fn difference(case: &Case, came: &Outcome) -> String {
    let mut told = String::new();
    let parts = [("stdout", &case.expected.stdout, &came.stdout), ("stderr", &case.expected.stderr, &came.stderr)];
    for (name, expected, came) in parts.into_iter().filter(|(_, expected, came)| expected != came) {
        _ = writeln!(told, "--- {name} that must be\n{expected}\n--- {name} that is\n{came}");
    }
    if case.expected.exit != came.exit {
        _ = writeln!(told, "exit code {}, not {}", came.exit, case.expected.exit);
    }
    told
}
