//! Every complaint about a rule file has a case: `tests/complaints/SUBJECT.txt` shows rule files and what is said about them.
//!
//! A case is a line `=== what it shows`, a rule file, a line `---`, and what custclass prints about it. `SNAPSHOTS=overwrite cargo test
//! complaints` writes what is printed anew: read the difference as somebody would who has to mend the file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use snapbox::Data;

use super::{RuleFile, has_only_fields, parse_dictionary, render, run_tests, toml};
use crate::rule::settings::{Complaints, inventory};

/// Places whose cases would be files of a thousand entries; they have tests of their own.
const TESTED_ELSEWHERE: [&str; 1] = ["src/rulefile/limits.rs"];

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
    let warnings = file.warnings.iter().map(|warning| render("./rule.toml", &file.text, warning));
    let problems = run_tests(&file).into_iter().filter_map(|outcome| outcome.problem);
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

/// Where the loader's code complains: every call whose name says so, tests left out.
fn places() -> BTreeSet<(String, u32)> {
    const CALLS: [&str; 6] = [".error(", ".warning(", ".missing(", ".needed_text(", ".wrong(", "Unreadable::new("];
    let mut places = BTreeSet::new();
    for path in ["src/rule", "src/rulefile", "src/score"].iter().flat_map(|path| files(&folder(path))) {
        let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("within the project").display().to_string();
        if TESTED_ELSEWHERE.contains(&name.as_str()) {
            continue;
        }
        if ["test", "complaints.rs", "mutations.rs", "twin.rs"]
            .iter()
            .any(|part| name.contains(part) && !name.contains("tests_list"))
        {
            continue;
        }
        let text = fs::read_to_string(&path).expect("readable");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let mut for_caller = false;
        for (number, line) in (1..).zip(code.lines()) {
            let begins = line.trim_start();
            // What complains for its caller is noted there.
            for_caller = begins == "#[track_caller]" || (for_caller && line != "    }");
            // Queries of the same name.
            let query = ["missing(block)", ".missing()?"].iter().any(|query| line.contains(query));
            if CALLS.iter().any(|call| line.contains(call)) && !begins.starts_with("//") && !for_caller && !query {
                places.insert((name.clone(), number));
            }
        }
    }
    places
}

#[test]
fn every_place_that_complains_has_a_case() {
    for path in files(&folder("tests/complaints")) {
        let text = fs::read_to_string(&path).expect("readable");
        let rules = text.split(CASE).skip(1).filter_map(|case| case.split_once('\n'));
        for (_, rest) in rules {
            printed(rest.split(PRINTED).next().unwrap_or_default());
        }
    }
    let noted = inventory::noted();
    let silent = places().into_iter().filter(|(file, line)| !noted.contains(&(file.as_str(), *line)));
    let silent = silent.map(|(file, line)| format!("{file}:{line}")).collect::<Vec<_>>();
    assert!(silent.is_empty(), "no case in tests/complaints makes these complain:\n{}", silent.join("\n"));
}
