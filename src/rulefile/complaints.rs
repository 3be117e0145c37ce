//! Every complaint about a rule file has a case: `tests/complaints/SUBJECT.txt` shows rule files and what is said about them.
//!
//! A case is a line `=== what it shows`, a rule file, a line `---`, and what custclass prints about it. `SNAPSHOTS=overwrite cargo test
//! complaints` writes what is printed anew: read the difference as somebody would who has to mend the file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::Data;

use super::{ENGLISH, RuleError, RuleFile, has_only_fields, parse_dictionary, render, run_tests, toml};
use crate::rule::mistake::{Mistake, TierMistake};
use crate::rule::settings::Complaints;

const CASE: &str = "=== ";
const PRINTED: &str = "---\n";

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// All files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The mistakes of a rule file or a dictionary.
fn mistakes(text: &str) -> Vec<Mistake> {
    let complaints = match RuleFile::parse("./rule.toml", text, &[]) {
        Ok(file) => file.warnings,
        Err(RuleError::Mistakes { mut complaints, .. }) => {
            if let Err(RuleError::Mistakes { complaints: others, .. }) = parse_dictionary("./rule.toml", text) {
                complaints.extend(others);
            }
            complaints
        }
        Err(error) => panic!("{error}"),
    };
    complaints.into_iter().map(|complaint| complaint.mistake).collect()
}

/// What is said about a rule file or a dictionary.
fn printed(text: &str) -> String {
    if has_only_fields(&toml::parse(text, &Complaints::default())) {
        let refused = RuleFile::parse("./rule.toml", text, &[]).expect_err("no rule").to_string();
        return parse_dictionary("./rule.toml", text).map_or_else(|error| error.to_string(), |_| refused);
    }
    let file = match RuleFile::parse("./rule.toml", text, &[]) {
        Ok(file) => file,
        Err(error) => return error.to_string(),
    };
    let warnings = file.warnings.iter().map(|warning| render("./rule.toml", &file.text, warning, &ENGLISH));
    let problems =
        run_tests(&file).into_iter().filter_map(|outcome| outcome.problem).map(|problem| problem.to_string());
    warnings.chain(problems).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn everything_that_is_said_about_rule_files_is_as_written_down() {
    let assert = snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    for path in files(&folder("tests/complaints")) {
        let text = fs::read_to_string(&path).expect("readable");
        let mut cases = text.split(CASE);
        let mut actual = cases.next().expect("a beginning").to_owned();
        for case in cases {
            let (title, rest) = case.split_once('\n').expect("a title");
            let (rule, _) = rest.split_once(PRINTED).unwrap_or((rest, ""));
            let printed = printed(rule);
            assert!(!printed.is_empty(), "{}: {title}: nothing is said", path.display());
            actual += &format!("{CASE}{title}\n{rule}{PRINTED}{printed}\n\n");
        }
        assert.eq(actual.trim_end().to_owned() + "\n", Data::read_from(&path, None).raw());
    }
}

/// The mistakes of all cases, one whose case would be a file of a thousand entries, and those of a file that a rule names, which
/// `tests/cli/due.rs` shows.
pub(crate) fn mistakes_of_cases() -> Vec<Mistake> {
    let params = (0..1_001).map(|number| format!("p{number} = 1\n")).collect::<String>();
    let mut found = mistakes(&format!("[params]\n{params}"));
    let file = || "holidays.txt".to_owned();
    let unreadable = TierMistake::HolidaysUnreadable { file: file(), why: "os error 2".to_owned() };
    found.extend(
        [unreadable, TierMistake::NotAHoliday { file: file(), line: 3, text: "soon".to_owned() }].map(Mistake::from),
    );
    for path in files(&folder("tests/complaints")) {
        let text = fs::read_to_string(&path).expect("readable");
        for case in text.split(CASE).skip(1) {
            let (_, rest) = case.split_once('\n').expect("a title");
            found.extend(mistakes(rest.split(PRINTED).next().unwrap_or_default()));
        }
    }
    found
}

#[test]
fn every_mistake_has_a_case() {
    let mistakes = mistakes_of_cases();
    let found = mistakes.iter().map(Mistake::name).collect::<BTreeSet<_>>();
    let silent = Mistake::names().filter(|name| !found.contains(name)).collect::<Vec<_>>();
    assert_eq!(silent, [""; 0], "no case in tests/complaints makes these mistakes");
}
