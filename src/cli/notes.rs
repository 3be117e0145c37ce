//! The Notes sheet of a workbook: how it came about, enough to repeat it.

use std::fs::File;
use std::io::Read;

use custclass::Error;
use custclass::document::note::{Note, NoteKind};
use custclass::language::Language;
use custclass::list::{InputError, Source};
use custclass::result::summary::Tallies;
use custclass::rulefile::{RuleFile, is_path};
use custclass::score::Scored;
use custclass::words;
use sha2::{Digest, Sha256};

use super::context::Context;
use super::failure::Failure;
use super::list::{Content, Repetition};
use super::options::ReadingOptions;
use super::policy::Policies;

/// A run, as its records tell it.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// The list.
    pub source: &'a Source,
    /// What was taken out of it.
    pub content: &'a Content,
    /// The rules.
    pub files: &'a [RuleFile],
    /// The labels by each of them.
    pub scored: &'a [Scored<'a>],
    /// The same, counted.
    pub tallies: &'a [Tallies],
    /// Customers that have the id of an earlier one.
    pub repeated: Option<&'a Repetition>,
    /// What was known of the customers besides.
    pub policies: &'a Policies,
    /// How the list was to be read.
    pub reading: &'a ReadingOptions,
    /// The surroundings.
    pub context: &'a Context,
}

/// Rules, as-of, input and its hash, rows read, what could not be read or classified.
pub fn notes(run: &Run<'_>) -> Result<Vec<Note>, Failure> {
    let Run { source, content, files, scored, tallies, repeated, policies, reading, context } = *run;
    let language = reading.language();
    let mut notes = vec![fact("custclass", env!("CARGO_PKG_VERSION"))];
    notes.extend(rule_facts(files, language));
    if files.iter().any(|file| file.set.uses_as_of()) || policies.uses_as_of() {
        notes.push(as_of_fact(reading, context));
    }
    notes.extend(file_facts("input", source)?);
    notes.extend(policies.notes()?);
    let extract = &content.extract;
    notes.push(fact("records below the header", &extract.records.to_string()));
    notes.push(fact("customers", &extract.customers.to_string()));
    notes.push(fact("no customers", &extract.no_customers.count().to_string()));
    notes.extend(
        repeated.map(|repeated| {
            warning("repeated ids", &words::repeated_ids(&repeated.ids, &repeated.places, Language::En))
        }),
    );
    for (bound, read) in content.binding.fields.iter().zip(&extract.readings) {
        if let Some(column) = bound.column {
            let header = content.binding.header.get(column).map_or("", String::as_str);
            let text = format!(
                "column {} {header:?}: {} values, {} missing, {} bad",
                column + 1,
                read.values,
                read.missing,
                read.bad.count
            );
            notes.push(fact(&format!("field {}", bound.field.name), &text));
        }
        let name = &bound.field.name;
        let told = read.facts.iter().map(|fact| words::reading_fact(fact, name, language));
        notes.extend(told.map(|told| fact(&format!("field {name}"), &told)));
        let bad = |cell: &custclass::list::Finding| {
            warning(&format!("{}", cell.place), &format!("{} is {:?}", bound.field.name, cell.text))
        };
        notes.extend(read.bad.first.iter().map(bad));
    }
    for (scored, tallies) in scored.iter().zip(tallies) {
        let unclassified = tallies.unclassified;
        let names =
            scored.set.rules.iter().filter(|rule| !rule.hidden).map(|rule| rule.name.as_str()).collect::<Vec<_>>();
        let kind = if unclassified > 0 { warning } else { fact };
        notes.push(kind("unclassified", &format!("{}: {unclassified}", names.join(", "))));
    }
    Ok(notes)
}

fn fact(name: &str, text: &str) -> Note {
    Note { kind: NoteKind::Fact, name: name.to_owned(), text: text.to_owned() }
}

fn warning(name: &str, text: &str) -> Note {
    Note { kind: NoteKind::Warning, name: name.to_owned(), text: text.to_owned() }
}

/// A rule file without its folder: the same input gives the same bytes wherever it lies.
pub fn rule_name(file: &RuleFile) -> String {
    if is_path(&file.name) { file_name(std::path::Path::new(&file.name)) } else { file.name.clone() }
}

/// The rules' names, titles and hashes.
pub fn rule_facts(files: &[RuleFile], language: Language) -> Vec<Note> {
    let facts = |file: &RuleFile| {
        let title = format!("{}: {}", rule_name(file), words::title(file, language));
        [fact("rule", &title), fact("rule SHA-256", &hex_of(file.text.as_bytes()))]
    };
    files.iter().flat_map(facts).collect()
}

/// The day that counted as 'today'.
pub fn as_of_fact(reading: &ReadingOptions, context: &Context) -> Note {
    fact("as of", &reading.as_of.unwrap_or(context.today).to_string())
}

/// The name of a list without its folder, and its hash.
pub fn file_facts(what: &str, source: &Source) -> Result<[Note; 2], Failure> {
    let hash = hash_of(source)?;
    Ok([fact(what, &file_name(source.name())), fact(&format!("{what} SHA-256"), &hash)])
}

/// The name of a file without its folder.
pub fn file_name(path: &std::path::Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The SHA-256 of a list's bytes.
pub fn hash_of(source: &Source) -> Result<String, Failure> {
    let path = source.name();
    let Ok(mut file) = File::open(path) else { return Ok("(standard input)".to_owned()) };
    let failed = |source| Error::from(InputError::Io { file: path.to_owned(), source });
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        let read = file.read(&mut buffer).map_err(failed)?;
        if read == 0 {
            return Ok(hex(&hasher.finalize()));
        }
        hasher.update(&buffer[..read]);
    }
}

/// The SHA-256 of some bytes.
pub fn hex_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
