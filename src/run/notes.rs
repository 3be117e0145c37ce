//! The Notes sheet of a workbook: how it came about, enough to repeat it.

use std::path::Path;

use super::file_name;
use super::outcome::Outcome;
use crate::Error;
use crate::document::note::{Note, NoteKind};
use crate::file::sha256;
use crate::language::Language;
use crate::list::Source;
use crate::result::remark::Remark;
use crate::rulefile::{RuleFile, is_path};
use crate::words;
use crate::words::notes::{Role, Subject, bad_cell, column_read, subject, unclassified};

/// Rules, as-of, input and its hash, rows read, what could not be read or classified.
pub(super) fn of_run(outcome: &Outcome<'_>) -> Result<Vec<Note>, Error> {
    let Outcome { job, content, scored, tallies, repeated, policies, .. } = outcome;
    let language = job.language;
    let about = |what| subject(what, language);
    let mut notes = vec![version()];
    notes.extend(of_rules(&job.rules, language));
    if outcome.uses_today() {
        notes.push(fact(about(Subject::AsOf), job.today.to_string()));
    }
    for file in outcome.files()? {
        let role = file.beside.map_or(Role::Input, Role::Beside);
        notes.extend(of_file(role, &file.name, &file.sha256, language));
    }
    for unused in &policies.unused {
        if let Remark::Lapsed { place, .. } | Remark::NotInList { place, .. } = unused {
            notes.push(warning(file_name(Path::new(&place.to_string())), words::set_by_hand(unused, language)));
        }
    }
    let extract = &content.extract;
    notes.push(fact(about(Subject::Records), extract.records.to_string()));
    notes.push(fact(about(Subject::Customers), extract.customers.to_string()));
    notes.push(fact(about(Subject::NoCustomers), extract.no_customers.count().to_string()));
    notes.extend(
        repeated
            .iter()
            .map(|(ids, places)| warning(about(Subject::RepeatedIds), words::repeated_ids(ids, places, language))),
    );
    for (bound, read) in content.binding.fields.iter().zip(&extract.readings) {
        let field = || about(Subject::Field(&bound.field.name));
        let header = bound.column.and_then(|column| content.binding.header.get(column)).map_or("", String::as_str);
        notes.extend(column_read(bound, header, read, language).map(|text| fact(field(), text)));
        let facts = read.facts.iter().map(|read| words::reading_fact(read, &bound.field.name, language));
        notes.extend(facts.map(|text| fact(field(), text)));
        let bad = read.bad.first.iter();
        notes.extend(
            bad.map(|cell| warning(words::place(&cell.place, language), bad_cell(&bound.field.name, cell, language))),
        );
    }
    for (file, tallies) in job.rules.iter().zip(tallies).take(scored.len()) {
        let columns = file.set.visible().map(|(_, rule)| rule.name.as_str()).collect::<Vec<_>>();
        let note = if tallies.unclassified > 0 { warning } else { fact };
        notes.push(note(about(Subject::Unclassified), unclassified(&columns, tallies.unclassified, language)));
    }
    Ok(notes)
}

fn fact(name: String, text: String) -> Note {
    Note { kind: NoteKind::Fact, name, text }
}

fn warning(name: String, text: String) -> Note {
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

fn of_file(role: Role, name: &str, sha256: &str, language: Language) -> [Note; 2] {
    [
        fact(subject(Subject::List(role), language), name.to_owned()),
        fact(subject(Subject::ListHash(role), language), sha256.to_owned()),
    ]
}
