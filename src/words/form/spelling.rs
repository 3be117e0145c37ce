//! The words of a form's columns, in its language.

use crate::folding::folded;
use crate::language::Language;
use crate::rule::field::{Field, FieldKind, Word};
use crate::rule::method::Vocabulary;
use crate::rule::scope::Ref;
use crate::rulefile::RuleFile;
use crate::words;

/// What stands between tags.
const SEPARATORS: [char; 6] = [';', '；', '、', ',', '，', '\n'];

/// The words to choose from in a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// All of them, each once.
    pub(super) choices: Vec<String>,
    /// The tags by the tier that they speak for.
    pub(super) by_tier: Vec<(String, Vec<String>)>,
}

impl Words {
    /// The words of a field, as its rules know them.
    pub(super) fn of(file: &RuleFile, field: &Field, language: Language) -> Words {
        match &field.kind {
            FieldKind::Flag => {
                Words { choices: [true, false].map(|flag| flag_word(flag, language)).into(), ..Words::default() }
            }
            FieldKind::Choice(words) => {
                Words { choices: words.iter().map(|word| choice_word(word, language)).collect(), ..Words::default() }
            }
            FieldKind::Tags | FieldKind::Text => known_words(file, field, language),
            FieldKind::Number | FieldKind::Percent | FieldKind::Date => Words::default(),
        }
    }
}

/// The tags and values that the rules look for in a field.
fn known_words(file: &RuleFile, field: &Field, language: Language) -> Words {
    let mut known = Words::default();
    let mut seen = Vec::new();
    for (rule, vocabulary) in vocabularies(file, field) {
        for (tier, words) in rule.tiers.iter().zip(&vocabulary.tiers) {
            let words = in_language(words, language);
            for word in words.iter().filter(|word| !seen.contains(&folded(word))).collect::<Vec<_>>() {
                seen.push(folded(word));
                known.choices.push(word.clone());
            }
            if !words.is_empty() {
                known.by_tier.push((words::label(tier, language).to_owned(), words));
            }
        }
    }
    known
}

/// The rules that look for words in a field.
fn vocabularies<'a>(file: &'a RuleFile, field: &Field) -> impl Iterator<Item = (&'a crate::rule::Rule, Vocabulary)> {
    let index = file.set.scope.fields.iter().position(|known| known.name == field.name);
    let of_rule = |rule: &'a crate::rule::Rule| Some((rule, rule.method.vocabulary(&file.set.scope)?));
    let is_here = move |(_, vocabulary): &(_, Vocabulary)| matches!(vocabulary.column, Ref::Field(column) if Some(column) == index);
    file.set.rules.iter().filter_map(of_rule).filter(is_here)
}

/// One spelling of each word, in the language where there is one. Values of a lookup are not told to be spellings of one another: of
/// them, those in the language stand for all.
fn in_language(words: &[Vec<String>], language: Language) -> Vec<String> {
    let fits = |text: &&String| language.words().is_own(text);
    let spelled = |word: &Vec<String>| word.iter().find(fits).or(word.first()).cloned();
    let are_values = words.iter().all(|word| word.len() == 1);
    if are_values && words.iter().any(|word| fits(&&word[0])) {
        return words.iter().map(|word| &word[0]).filter(fits).cloned().collect();
    }
    words.iter().filter_map(spelled).collect()
}

/// A cell in the language: each of its tags, or its word.
pub(in crate::words) fn spelled_cell(file: &RuleFile, field: &Field, cell: &str, language: Language) -> String {
    if field.kind != FieldKind::Tags {
        return spelled(file, field, cell, language);
    }
    let tags = cell.split(SEPARATORS).map(str::trim).filter(|tag| !tag.is_empty());
    let tags = tags.map(|tag| spelled(file, field, tag, language)).collect::<Vec<_>>();
    tags.join(language.words().semicolon())
}

/// A word in the language: as it stands where the rules know no other spelling.
pub(super) fn spelled(file: &RuleFile, field: &Field, word: &str, language: Language) -> String {
    if word.is_empty() {
        return String::new();
    }
    let key = folded(word);
    let own = |spelling: &&String| language.words().is_own(spelling);
    match &field.kind {
        FieldKind::Flag => flag_word(matches!(key.as_str(), "yes" | "y" | "true" | "1" | "是" | "有" | "√"), language),
        FieldKind::Choice(words) => {
            let is = |word: &&Word| word.spellings.iter().chain([&word.word]).any(|spelling| folded(spelling) == key);
            words.iter().find(is).map_or_else(|| word.to_owned(), |word| choice_word(word, language))
        }
        FieldKind::Tags | FieldKind::Text => {
            let has = |word: &&Vec<String>| word.iter().any(|spelling| folded(spelling) == key);
            let of_rule = |(_, vocabulary): (_, Vocabulary)| {
                let tier = vocabulary.tiers.iter().find(|tier| tier.iter().any(|word| has(&word)))?;
                let same = tier.iter().find(has)?.iter().find(own).cloned();
                let any = || tier.iter().flat_map(|word| word.iter()).find(own).cloned();
                same.or_else(|| if field.kind == FieldKind::Text { any() } else { None })
            };
            vocabularies(file, field).find_map(of_rule).unwrap_or_else(|| word.to_owned())
        }
        FieldKind::Number | FieldKind::Percent | FieldKind::Date => word.to_owned(),
    }
}

fn flag_word(flag: bool, language: Language) -> String {
    language.words().yes_or_no(flag).to_owned()
}

fn choice_word(word: &Word, language: Language) -> String {
    let fits = |text: &&String| language.words().is_own(text);
    std::iter::once(&word.word).chain(&word.spellings).find(fits).unwrap_or(&word.word).clone()
}
