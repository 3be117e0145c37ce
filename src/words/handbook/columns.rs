//! The label columns of a rule file: how each is found, and what its classes are due.

use super::methods::{Written, how};
use super::phrases;
use super::{Column, Tier};
use crate::rulefile::RuleFile;
use crate::score::Rule;
use crate::score::settings::{Setting, Table};
use crate::words::{self, Terms, follow_up};

/// The columns in the order of the file; helpers that are left out of the output too, for others are made of them.
pub(super) fn of(file: &RuleFile, terms: &Terms<'_>) -> Vec<Column> {
    let settings = file.settings();
    let written = match settings.get("rule").map(|node| &node.value) {
        Some(Setting::List(rules)) => rules.as_slice(),
        _ => &[],
    };
    let tables = written.iter().filter_map(|node| match &node.value {
        Setting::Table(table) => Some(table),
        _ => None,
    });
    file.set.rules.iter().zip(tables).map(|(rule, table)| column(file, rule, table, terms)).collect()
}

fn column(file: &RuleFile, rule: &Rule, table: &Table, terms: &Terms<'_>) -> Column {
    let language = terms.language();
    let written = Written { file, rule, table, terms };
    let told = how(&written);
    let mut sentences = told.sentences;
    if rule.method.scored() {
        sentences.push(phrases::score_column(&rule.name, language));
    }
    if rule.hidden {
        sentences.push(phrases::hidden(language).to_owned());
    }
    if !rule.ranked {
        sentences.push(phrases::unranked(language).to_owned());
    }
    let numbered = rule.method.numeric_labels();
    let tier = |(index, tier): (usize, &crate::score::tier::Tier)| Tier {
        label: words::label(tier, language).to_owned(),
        when: told.tiers.get(index).cloned().flatten(),
        action: words::action(tier, language).map(str::to_owned),
        mark: tier.follow_up.mark.clone(),
        follow_up: follow_up::cadence(tier, &rule.tiers, |name| terms.column(name), language),
    };
    // Equal parts have nothing to say but their numbers.
    let tiers = if numbered { Vec::new() } else { rule.tiers.iter().enumerate().map(tier).collect::<Vec<_>>() };
    Column {
        name: rule.name.clone(),
        method: rule.method_name.to_owned(),
        how: sentences,
        items: told.items,
        grid: told.grid,
        tiers,
    }
}
