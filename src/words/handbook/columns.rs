//! The label columns of a rule file: how each is found, and what its classes are due.

use super::methods::how;
use super::{Column, Tier};
use crate::rule::Rule;
use crate::rulefile::RuleFile;
use crate::words::{self, Terms, follow_up};

/// The columns in the order of the file; helpers that are left out of the output too, for others are made of them.
pub(super) fn of(file: &RuleFile, terms: &Terms<'_>) -> Vec<Column> {
    file.set.rules.iter().map(|rule| column(file, rule, terms)).collect()
}

fn column(file: &RuleFile, rule: &Rule, terms: &Terms<'_>) -> Column {
    let language = terms.language();
    let told = how(&file.set, rule, terms);
    let mut sentences = told.sentences;
    if rule.method.scored() {
        let score = format!("{}{}", words::label_header(rule, language), language.words().score_suffix());
        sentences.push(language.words().score_column(&score));
    }
    if rule.hidden {
        sentences.push(language.words().hidden_column().to_owned());
    }
    if !rule.ranked {
        sentences.push(language.words().unranked().to_owned());
    }
    let numbered = rule.method.ranks() && rule.method.numeric_labels();
    let tier = |(index, tier): (usize, &crate::rule::tier::Tier)| Tier {
        label: words::label(tier, language).to_owned(),
        when: told.tiers.get(index).cloned().flatten(),
        action: words::action(tier, language).map(str::to_owned),
        mark: tier.follow_up.mark.clone(),
        follow_up: follow_up::cadence(tier, &rule.tiers, |name| terms.column(name), language),
    };
    // Equal parts have nothing to say but their numbers.
    let tiers = if numbered { Vec::new() } else { rule.tiers.iter().enumerate().map(tier).collect::<Vec<_>>() };
    Column {
        name: match words::label_header(rule, language) {
            header if header == rule.name => rule.name.clone(),
            header => language.words().called_and_name(header, &rule.name),
        },
        method: rule.method.name().to_owned(),
        how: sentences,
        items: told.items,
        grid: told.grid,
        tiers,
    }
}
