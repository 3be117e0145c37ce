//! Notes of a workbook: which rules and lists it was made of.

use std::path::Path;

use super::file_name;
use crate::Error;
use crate::document::note::{Note, NoteKind};
use crate::file::sha256;
use crate::language::Language;
use crate::list::Source;
use crate::rulefile::{RuleFile, is_path};
use crate::words;
use crate::words::notes::{Role, Subject, subject};

pub(super) fn fact(name: String, text: String) -> Note {
    Note { kind: NoteKind::Fact, name, text }
}

pub(super) fn warning(name: String, text: String) -> Note {
    Note { kind: NoteKind::Warning, name, text }
}

/// The program's version.
pub(super) fn version() -> Note {
    fact("custclass".to_owned(), env!("CARGO_PKG_VERSION").to_owned())
}

/// A rule file without its folder: the same input gives the same bytes wherever it lies.
pub(super) fn rule_name(file: &RuleFile) -> String {
    if is_path(&file.name) { file_name(Path::new(&file.name)) } else { file.name.clone() }
}

/// The rules' names, titles and hashes.
pub(super) fn of_rules(files: &[RuleFile], language: Language) -> Vec<Note> {
    let facts = |file: &RuleFile| {
        let title = format!("{}: {}", rule_name(file), words::title(file, language));
        let hash = sha256(file.text.as_bytes());
        [fact(subject(Subject::Rule, language), title), fact(subject(Subject::RuleHash, language), hash)]
    };
    files.iter().flat_map(facts).collect()
}

/// The day that counted as 'today'.
pub(super) fn of_today(today: jiff::civil::Date, language: Language) -> Note {
    fact(subject(Subject::AsOf, language), today.to_string())
}

/// The name of a list without its folder, and its hash.
pub(super) fn of_list(role: Role, source: &Source, language: Language) -> Result<[Note; 2], Error> {
    Ok(of_file(role, &file_name(source.name()), &source.sha256()?, language))
}

pub(super) fn of_file(role: Role, name: &str, sha256: &str, language: Language) -> [Note; 2] {
    [
        fact(subject(Subject::List(role), language), name.to_owned()),
        fact(subject(Subject::ListHash(role), language), sha256.to_owned()),
    ]
}
