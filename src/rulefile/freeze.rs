//! Writing the lines of a list down: a ranking rule becomes a threshold rule, so that next month is measured with this month's ruler.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::{RuleError, RuleFile};
use crate::number::Decimal;
use crate::rule::Rule;
use crate::rule::method::ranking::{Best, Parts};
use crate::rule::method::{Method, Ranking, threshold};
use crate::score::Scored;
use crate::score::line::Line;

/// Why a rule file cannot be frozen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FreezeError {
    /// No rule of the file draws its lines from the list.
    #[error("{0}: no rule of this file ranks customers, so its lines are fixed already")]
    NothingRanks(String),
    /// The file was read as TOML before, so this is a mistake of ours.
    #[error("the rule file cannot be edited: {0}")]
    Edit(#[from] toml_edit::TomlError),
    /// Without the tiers that nobody reached, a later rule no longer fits.
    #[error("the frozen rule would not load, because a later rule needs a tier that nobody reached on this list:\n{0}")]
    Loose(Box<RuleError>),
}

/// The text of a rule file with the lines of a list in the place of its shares. `list` names the list in the comment on top.
///
/// # Errors
/// When no rule ranks, and when the result would not load.
pub fn freeze(file: &RuleFile, scored: &Scored<'_>, list: &str) -> Result<String, FreezeError> {
    if !file.set.rules.iter().any(|rule| rule.method.ranks()) {
        return Err(FreezeError::NothingRanks(file.name.clone()));
    }
    let mut document: DocumentMut = file.text.parse()?;
    document.remove("test");
    if let Some(rules) = document.get_mut("rule") {
        for (index, (table, rule)) in tables(rules).into_iter().zip(&file.set.rules).enumerate() {
            if let Method::Ranking(ranking) = &rule.method
                && scored.has(index)
            {
                freeze_rule(table, rule, ranking, scored.lines(index));
            }
        }
    }
    let comment = format!("# Frozen: the lines of {list}, {} customers.\n", scored.frame.rows);
    let mut text = document.to_string();
    // Editors look for the schema in the first line.
    let first = if text.starts_with("#:schema") { text.find('\n').map_or(text.len(), |end| end + 1) } else { 0 };
    text.insert_str(first, &comment);
    match RuleFile::parse("frozen.toml", &text, &[]) {
        Ok(_) => Ok(text),
        Err(error) => Err(FreezeError::Loose(Box::new(error))),
    }
}

/// The tables of a list of tables, however it is written.
fn tables(item: &mut Item) -> Vec<&mut dyn TableLike> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter_mut().map(|table| table as &mut dyn TableLike).collect(),
        Item::Value(Value::Array(list)) => {
            list.iter_mut().filter_map(Value::as_inline_table_mut).map(|table| table as &mut dyn TableLike).collect()
        }
        _ => Vec::new(),
    }
}

fn freeze_rule(table: &mut dyn TableLike, rule: &Rule, ranking: &Ranking, lines: &[Line]) {
    let bound = match ranking.best {
        Best::High => "min",
        Best::Low => "max",
    };
    table.insert("method", toml_edit::value(threshold::METHOD.name));
    table.remove("best");
    table.remove("crossing");
    if let Parts::Equal(_) = ranking.parts {
        table.remove("bins");
        let mut tiers = ArrayOfTables::new();
        for tier in &rule.tiers {
            let mut entry = Table::new();
            entry.insert("label", toml_edit::value(tier.label.as_str()));
            tiers.push(entry);
        }
        table.insert("tier", Item::ArrayOfTables(tiers));
    }
    let Some(tiers) = table.get_mut("tier") else { return };
    let last = rule.tiers.len() - 1;
    let mut unreached = Vec::new();
    for (tier, entry) in tables(tiers).into_iter().enumerate() {
        entry.remove("share");
        entry.remove("top");
        entry.remove("expect_customers");
        match bound_of(lines, tier) {
            Some(value) if tier < last => _ = entry.insert(bound, Item::Value(value)),
            None if tier < last => unreached.push(tier),
            _ => {}
        }
    }
    for &tier in unreached.iter().rev() {
        remove(tiers, tier);
    }
    if !unreached.is_empty() {
        let names = unreached.iter().map(|&tier| rule.tiers[tier].label.as_str()).collect::<Vec<_>>().join(", ");
        comment(table, &format!(" # nobody reached {names} on this list, so it is left out"));
    }
}

fn remove(tiers: &mut Item, index: usize) {
    match tiers {
        Item::ArrayOfTables(tables) => _ = tables.remove(index),
        Item::Value(Value::Array(list)) => _ = Array::remove(list, index),
        _ => {}
    }
}

/// Puts a comment behind the rule's method.
fn comment(table: &mut dyn TableLike, text: &str) {
    if let Some(value) = table.get_mut("method").and_then(Item::as_value_mut) {
        value.decor_mut().set_suffix(text);
    }
}

/// The line of a tier: one number, or one for each group; nothing where nobody reached the tier.
fn bound_of(lines: &[Line], tier: usize) -> Option<Value> {
    let of_tier = lines.iter().filter(|line| line.tier == tier);
    let mut groups = InlineTable::new();
    for line in of_tier {
        match (&line.group, line.value.ok()) {
            (None, value) => return value.map(number),
            (Some(group), Some(value)) => _ = groups.insert(group, number(value)),
            (Some(_), None) => {}
        }
    }
    (!groups.is_empty()).then_some(Value::InlineTable(groups))
}

/// A number exactly as it is: as a number where TOML keeps it, otherwise in quotes.
fn number(value: Decimal) -> Value {
    let text = value.to_string();
    match value.to_i64() {
        Some(integer) => Value::from(integer),
        None => {
            text.parse::<Value>().ok().filter(|value| value.to_string() == text).unwrap_or_else(|| Value::from(text))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Cell, Column, Numbers};

    fn numbers(values: &[&str]) -> Column {
        Column::Numbers(
            values.iter().map(|text| Cell::Value(Decimal::parse(text).expect("a number"))).collect::<Numbers>(),
        )
    }

    fn scored_with(file: &RuleFile, values: &[&str], look: impl FnOnce(&Scored<'_>)) {
        let column = numbers(values);
        let is_revenue = |field: &crate::rule::Field| field.name == "revenue";
        let columns = file.set.scope.fields.iter().map(|field| is_revenue(field).then_some(&column).into()).collect();
        look(&file.set.score(columns, values.len(), crate::date::Day::default()));
    }

    fn labels(file: &RuleFile, values: &[&str]) -> Vec<Option<String>> {
        let mut labels = Vec::new();
        scored_with(file, values, |scored| {
            let label =
                |code: &crate::score::Code| code.index().map(|tier| file.set.rules[0].tiers[tier].label.clone());
            labels = scored.all_codes(0).iter().map(label).collect();
        });
        labels
    }

    fn frozen(file: &RuleFile, values: &[&str]) -> RuleFile {
        let mut text = String::new();
        scored_with(file, values, |scored| text = freeze(file, scored, "list.csv").expect("it freezes"));
        RuleFile::parse("./frozen.toml", &text, &[]).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    const VALUES: [&str; 8] = ["900", "800.50", "800.5", "100", "90", "80", "7", "-3"];

    #[test]
    fn a_frozen_rule_gives_the_same_list_the_same_labels() {
        for name in ["pyramid", "pareto-abc"] {
            let file = RuleFile::load(name, &[]).expect("a bundled rule");
            assert_eq!(labels(&frozen(&file, &VALUES), &VALUES), labels(&file, &VALUES), "{name}");
        }
    }

    #[test]
    fn a_frozen_rule_measures_a_grown_list_with_the_old_lines() {
        let file = RuleFile::load("pyramid", &[]).expect("a bundled rule");
        let frozen = frozen(&file, &VALUES);
        let grown = labels(&frozen, &["5000", "900", "899.99"]);
        assert_eq!(grown[..2], [Some("platinum".to_owned()), Some("platinum".to_owned())]);
        assert_ne!(grown[2], grown[1]);
    }

    #[test]
    fn a_rule_with_fixed_lines_has_nothing_to_freeze() {
        let file = RuleFile::load("importance", &[]).expect("a bundled rule");
        scored_with(&file, &VALUES, |scored| {
            assert!(matches!(freeze(&file, scored, "x"), Err(FreezeError::NothingRanks(_))))
        });
    }
}
