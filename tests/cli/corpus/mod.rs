//! The corpus: small lists as offices, shops and broken programs write them, and what must come of each.
//!
//! A family is a file `tests/corpus/FAMILY.toml`; [`case`] says how a case is written. What must be printed is written down in full
//! (`SNAPSHOTS=overwrite cargo test --test cli corpus` writes it anew): read the difference before you believe it.
//!
//! Besides, whatever comes of a list, this holds: the program ends with a code of its own and does not panic, the list stays as it was, a refusal
//! leaves no file behind, and every byte of a scored CSV is in its copy, in its order.
//!
//! With `CORPUS_FOLDER=some/folder` the tests write all lists there, for `tests/measure_corpus.py`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use snapbox::assert::DEFAULT_ACTION_ENV;

mod advice;
mod case;
mod content;
mod hostile;
mod judge;
mod records;

use case::Case;

macro_rules! families {
    ($($family:ident: $file:literal),* $(,)?) => {
        $(
            #[test]
            fn $family() {
                hold($file);
            }
        )*
        const FAMILIES: &[&str] = &[$($file),*];
    };
}

families! {
    encodings: "encodings",
    dialects: "dialects",
    layouts: "layouts",
    rows: "rows",
    numbers: "numbers",
    dates_and_other_values: "values",
    workbooks_of_other_programs: "programs",
    xlsx: "xlsx",
    xlsb: "xlsb",
    xls: "xls",
    opendocument: "opendocument",
    old_workbooks: "old-workbooks",
    damage_and_other_files: "damage",
    bombs: "bombs",
    outputs: "outputs",
    words_of_the_sources: "sources",
    headers: "headers",
    exports: "exports",
    money: "money",
    reasons: "reasons",
    spellings: "spellings",
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn read(family: &str) -> (PathBuf, String, Vec<Case>) {
    let path = folder().join(family).with_extension("toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let cases = case::cases(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (path, text, cases)
}

/// Runs all cases of a family, and fails with all that came out differently.
fn hold(family: &str) {
    let (path, text, cases) = read(family);
    let overwrite = env::var_os(DEFAULT_ACTION_ENV).is_some_and(|action| action == "overwrite");
    let (mut wrong, mut renewed) = (String::new(), Vec::new());
    for case in &cases {
        let list = content::bytes(case, &folder());
        if let Some(folder) = env::var_os("CORPUS_FOLDER") {
            let name = format!("{family}-{}.{}", case.slug(), case.extension());
            fs::write(Path::new(&folder).join(name), &list).expect("the corpus's folder");
        }
        let came = judge::run(case, &list);
        if came != case.expected && !overwrite {
            _ = writeln!(wrong, "{}: {}\n{}", path.display(), case.name, judge::difference(case, &came));
        }
        renewed.push(came);
    }
    if overwrite {
        fs::write(&path, case::renewed(&text, &cases, &renewed)).expect("the family's file");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_case_has_a_name_of_its_own_and_there_are_enough() {
    let mut names = Vec::new();
    for family in FAMILIES {
        names.extend(read(family).2.iter().map(|case| format!("{family}-{}", case.slug())));
    }
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count, "a name stands twice in a family");
    assert!(count >= 150, "{count}");
    // A workbook that no case names is of no use.
    let read = |family: &str| fs::read_to_string(folder().join(family)).expect("the family's file");
    let used = read("programs.toml") + &read("old-workbooks.toml");
    for entry in fs::read_dir(folder().join("workbooks")).expect("the workbooks") {
        let name = entry.expect("a file").file_name().into_string().expect("UTF-8");
        assert!(name.ends_with(".py") || used.contains(&format!("\"{name}\"")), "{name} is in no case");
    }
}
