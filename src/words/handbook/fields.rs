//! What a list needs: the fields, what they are called, and the headers that they go by.

use super::{FieldEntry, Page};
use crate::language::Language;
use crate::result::due::follow_up_fields;
use crate::rule::field::{Field, FieldKind};
use crate::rulefile::{RuleFile, dictionary};
use crate::words::Terms;
use crate::words::run::default;

/// The fields that the rules of a file read: those that are needed first.
pub(super) fn of(file: &RuleFile, terms: &Terms<'_>) -> Vec<FieldEntry> {
    let fields = &file.set.scope.fields;
    let mut entries: Vec<FieldEntry> = Vec::new();
    let mut add = |index: usize, optional: bool, others: Vec<String>| {
        let field = &fields[index];
        let optional = optional || field.optional;
        match entries.iter_mut().find(|entry| entry.name == field.name) {
            Some(known) if !optional => {
                known.optional = false;
                known.instead = others;
            }
            Some(_) => {}
            None => {
                let mut entry = field_entry(field, terms);
                (entry.optional, entry.instead) = (optional, others);
                entries.push(entry);
            }
        }
    };
    for need in file.set.needs() {
        match need.alternatives.as_slice() {
            [one] => one.iter().for_each(|&field| add(field, false, Vec::new())),
            several => {
                for (at, alternative) in several.iter().enumerate() {
                    let others = several.iter().enumerate().filter(|(other, _)| *other != at);
                    let others = others.flat_map(|(_, fields)| fields);
                    let others = others.map(|&other| terms.field(&fields[other])).collect::<Vec<_>>();
                    // A field that is welcome before another that is needed: the rule takes it where the list has it.
                    alternative.iter().for_each(|&field| add(field, false, others.clone()));
                }
            }
        }
    }
    for field in follow_up_fields(&file.set) {
        if entries.iter().all(|entry| entry.name != field.name) {
            entries.push(FieldEntry { optional: true, for_due: true, ..field_entry(&field, terms) });
        }
    }
    entries.sort_by_key(|entry| (entry.optional, entry.for_due));
    entries
}

/// What a page says of a field.
fn field_entry(field: &Field, terms: &Terms<'_>) -> FieldEntry {
    let language = terms.language();
    let default = default(field, language);
    let words = match &field.kind {
        FieldKind::Choice(words) => words.iter().map(|word| spellings(&word.word, &word.spellings, language)).collect(),
        _ => Vec::new(),
    };
    FieldEntry {
        name: field.name.clone(),
        called: terms.field(field),
        kind: language.words().field_type(&field.kind).to_owned(),
        optional: field.optional,
        for_due: false,
        instead: Vec::new(),
        headers: in_order(&field.headers, language),
        default,
        words,
    }
}

/// Those of the language first, each group in the order of the rule file.
fn in_order(texts: &[String], language: Language) -> Vec<String> {
    let own = |text: &&String| language.words().is_own(text);
    let (first, rest): (Vec<_>, Vec<_>) = texts.iter().partition(own);
    first.into_iter().chain(rest).cloned().collect()
}

fn spellings(word: &str, spellings: &[String], language: Language) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    all.extend(spellings.iter().filter(|spelling| *spelling != word).cloned());
    in_order(&all, language)
}

/// The page of the dictionary: every field that all rules know.
pub fn dictionary_page(language: Language) -> Page {
    let empty = RuleFile::empty("fields");
    let terms = Terms::new(&empty.set, language);
    Page {
        rule: "fields".to_owned(),
        title: language.words().dictionary_title().to_owned(),
        about: Some(language.words().dictionary_about().to_owned()),
        family: None,
        source: None,
        notes: Vec::new(),
        fields: dictionary().iter().map(|field| FieldEntry { optional: false, ..field_entry(field, &terms) }).collect(),
        derived: Vec::new(),
        columns: Vec::new(),
        params: Vec::new(),
        commands: Vec::new(),
        example: None,
    }
}
