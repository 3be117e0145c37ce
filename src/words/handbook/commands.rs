//! The figures that users change, and commands to copy.

use super::{Page, Param};
use crate::document::block::Command;
use crate::language::Language;
use crate::rule::expression;
use crate::rule::settings::{Node, Setting, Table};
use crate::rulefile::{RuleFile, is_path};
use crate::words::{self, Terms};

/// The parameters of a file, and where each is used.
pub(super) fn params(file: &RuleFile, terms: &Terms<'_>) -> Vec<Param> {
    let settings = file.settings();
    let param = |(name, value): &(String, crate::number::Decimal)| Param {
        name: name.clone(),
        value: terms.param(name).unwrap_or_default().to_owned(),
        example: format!("--set {name}={}", value.normalized()),
        used: used(file, &settings, name, terms.language()),
    };
    file.set.scope.params.iter().map(param).collect()
}

/// The labels and columns whose settings name a parameter.
fn used(file: &RuleFile, settings: &Table, param: &str, language: Language) -> Vec<String> {
    let Some(Setting::List(rules)) = settings.get("rule").map(|node| &node.value) else { return Vec::new() };
    let mut places = Vec::new();
    for (rule, node) in file.set.rules.iter().zip(rules) {
        let Setting::Table(table) = &node.value else { continue };
        let Some(Setting::List(tiers)) = table.get("tier").map(|node| &node.value) else { continue };
        for (tier, node) in rule.tiers.iter().zip(tiers) {
            if names(node, param) {
                places.push(format!("{} {}", words::label_header(rule, language), words::label(tier, language)));
            }
        }
        let items = table.get("item").is_some_and(|node| names(node, param));
        if items {
            places.push(words::label_header(rule, language).to_owned());
        }
    }
    for (derived, expr) in file.set.scope.derived.iter().zip(&file.set.derived) {
        if expression::names(expr.text()).iter().any(|name| name == param) {
            places.push(derived.name.clone());
        }
    }
    places
}

/// Whether a setting, or anything in it, names a parameter.
fn names(node: &Node, param: &str) -> bool {
    match &node.value {
        Setting::Text { text, .. } => text == param || expression::names(text).iter().any(|name| name == param),
        Setting::List(list) => list.iter().any(|node| names(node, param)),
        Setting::Table(table) => table.entries.iter().any(|(_, _, node)| names(node, param)),
        Setting::Number(_) | Setting::Flag(_) | Setting::Other(_) => false,
    }
}

/// Commands that a reader copies.
pub(super) fn of(file: &RuleFile, page: &Page, language: Language) -> Vec<Command> {
    let rule = if file.name.contains(' ') { format!("'{}'", file.name) } else { file.name.clone() };
    let words = language.words();
    let list = words.example_list();
    let lang = words.language_option();
    let command = |line: String, about: &str| Command { line, about: about.to_owned() };
    let mut commands =
        vec![command(format!("custclass score {list} -r {rule} --why --actions{lang}"), words.about_score())];
    let contact = file.set.rules.iter().flat_map(|rule| &rule.tiers).any(|tier| !tier.follow_up.is_empty());
    if contact {
        commands.push(command(format!("custclass due {list} -r {rule} --within 7d{lang}"), words.about_due()));
    }
    if let Some(param) = page.params.first() {
        commands.push(command(format!("custclass score {list} -r {rule} {}{lang}", param.example), words.about_set()));
    }
    if file.set.uses_as_of() {
        let as_of = page.example.as_ref().and_then(|example| example.as_of.as_deref()).unwrap_or("2026-01-31");
        commands.push(command(format!("custclass score {list} -r {rule} --as-of {as_of}{lang}"), words.about_as_of()));
    }
    if !is_path(&file.name) {
        commands.push(command(format!("custclass rules show {rule} --toml > mine.toml"), words.about_toml()));
    }
    commands
}
