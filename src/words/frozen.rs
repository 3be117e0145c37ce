//! What a frozen rule file says of itself, in the languages that rule files have.

use super::figure::Count;
use super::labels::{about, label, title};
use super::run::date;
use crate::language::Language;
use crate::rulefile::{Became, Frozen, FrozenTexts};

/// The texts of a frozen file; comments, and what its test list proves, are in the run's language alone.
pub fn frozen(frozen: &Frozen<'_>, language: Language) -> FrozenTexts {
    let customers = Count(frozen.customers);
    let said = |(rule, became): &(usize, Became)| match became {
        Became::Ranks => Some(language.words().still_ranks().to_owned()),
        Became::Lines { unreached, .. } if unreached.is_empty() => None,
        Became::Lines { unreached, kept, .. } => {
            let tiers = tiers(frozen, *rule, unreached, language);
            Some(if *kept { language.words().kept_empty(&tiers) } else { language.words().left_out(&tiers) })
        }
    };
    let both = [Language::En, Language::Zh];
    FrozenTexts {
        comment: language.words().frozen_head(frozen.list, customers),
        title: both.map(|language| language.words().frozen_title(&named(frozen, language), frozen.list)),
        about: both.map(|language| language.words().frozen_about(frozen.list, customers)),
        notes: both.map(|language| notes(frozen, language)),
        rules: frozen.rules.iter().map(said).collect(),
        proof: language.words().lines_hold(frozen.list),
    }
}

/// What the classification is called: without a title by the columns that were frozen.
fn named(frozen: &Frozen<'_>, language: Language) -> String {
    if frozen.file.title.is_some() || frozen.file.title_zh.is_some() {
        return title(frozen.file, language).to_owned();
    }
    let names = frozen.rules.iter().map(|(rule, _)| name(frozen, *rule)).collect::<Vec<_>>();
    names.join(language.words().comma())
}

fn name<'a>(frozen: &Frozen<'a>, rule: usize) -> &'a str {
    &frozen.file.set.rules[rule].name
}

fn tiers(frozen: &Frozen<'_>, rule: usize, tiers: &[usize], language: Language) -> Vec<String> {
    tiers.iter().map(|&tier| label(&frozen.file.set.rules[rule].tiers[tier], language).to_owned()).collect()
}

fn notes(frozen: &Frozen<'_>, language: Language) -> Vec<String> {
    let words = language.words();
    let as_of = frozen.as_of.map(date);
    let mut notes = vec![words.frozen_note(frozen.list, as_of.as_deref())];
    notes.extend(about(frozen.file, language).map(|about| words.drawn_by(about)));
    if frozen.rules.iter().any(|(_, became)| matches!(became, Became::Lines { groups: true, .. })) {
        notes.push(words.groups_note().to_owned());
    }
    for (rule, became) in &frozen.rules {
        match became {
            Became::Ranks => notes.push(words.not_frozen_note(name(frozen, *rule))),
            Became::Lines { unreached, .. } if !unreached.is_empty() => {
                notes.push(words.unreached_note(name(frozen, *rule), &tiers(frozen, *rule, unreached, language)));
            }
            Became::Lines { .. } => {}
        }
    }
    notes
}
