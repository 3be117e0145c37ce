//! The smoke run: what was found and what the fuzzers begin with, whole and cut.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use super::*;
use crate::rulefile::bundled;

/// The target of this name.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 10] = [
    ("csv", csv),
    ("dialects", dialects),
    ("encodings", encodings),
    ("expressions", expressions),
    ("headers", headers),
    ("markup", markup),
    ("parts", parts),
    ("rules", rules),
    ("values", values),
    ("workbooks", workbooks),
];

/// So many cuts of a file are tried at most: all that there are of a short one.
const CUTS: usize = 60;

/// The files of a folder: those that fuzzers found (each name says what was wrong), or those that they begin with.
fn files(folder: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else { return Vec::new() };
    let mut paths = entries.map(|entry| entry.expect("readable").path()).collect::<Vec<_>>();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(&path).expect("readable"))).collect()
}

/// Gives a target all of its files, whole and cut off at either end.
fn smoke(name: &str) {
    let (_, target) = TARGETS.into_iter().find(|(other, _)| *other == name).expect("a target");
    let seeds = files(&format!("fuzz/corpus/{name}"));
    assert!(!seeds.is_empty(), "{name} has files to begin with");
    for (path, bytes) in files(&format!("tests/fuzzed/{name}")).into_iter().chain(seeds) {
        let step = (bytes.len() / CUTS).max(1);
        let cuts = (0..bytes.len()).step_by(step).flat_map(|at| [(0, at), (at, bytes.len())]);
        for (start, end) in cuts.chain([(0, bytes.len())]) {
            let broke = catch_unwind(|| target(&bytes[start..end])).is_err();
            assert!(!broke, "{}: bytes {start} to {end}", path.display());
        }
    }
}

#[test]
fn lists_whole_and_cut_are_refused_or_copied() {
    smoke("csv");
}

#[test]
fn lists_in_any_dialect_are_refused_or_copied() {
    smoke("dialects");
}

#[test]
fn lists_in_any_encoding_are_refused_or_copied() {
    smoke("encodings");
}

#[test]
fn expressions_are_refused_or_evaluated() {
    smoke("expressions");
}

#[test]
fn headers_are_refused_or_found() {
    smoke("headers");
}

#[test]
fn markup_is_refused_or_read() {
    smoke("markup");
}

#[test]
fn parts_of_workbooks_are_refused_or_read() {
    smoke("parts");
}

#[test]
fn rule_files_are_refused_or_used() {
    smoke("rules");
}

#[test]
fn cells_are_read_as_they_are_read_the_plain_way() {
    smoke("values");
}

#[test]
fn workbooks_are_refused_or_read() {
    smoke("workbooks");
}

#[test]
fn bundled_rules_do_not_break_when_a_part_of_their_bytes_is_lost() {
    for (index, (_, text)) in bundled::RULES.iter().enumerate().step_by(7) {
        let bytes = text.as_bytes();
        rules(bytes);
        let at = bytes.len() * (index % 13) / 13;
        rules(&bytes[..at]);
        rules(&bytes[at..]);
    }
}

#[test]
fn every_target_has_its_program_and_its_smoke_run() {
    let programs = files("fuzz/fuzz_targets").into_iter().map(|(path, program)| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let calls = String::from_utf8_lossy(&program).contains(&format!("custclass::fuzzing::{name}(bytes)"));
        assert!(calls, "{name} hands its bytes to the function of that name");
        name
    });
    assert_eq!(programs.collect::<Vec<_>>(), TARGETS.map(|(name, _)| name));
    let manifest = include_str!("../../fuzz/Cargo.toml");
    assert!(TARGETS.iter().all(|(name, _)| manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\""))));
}
