//! The changes that freezing makes in the text of a rule file; what it does not change stays as it was written.

use std::cmp::Ordering;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Key, Table, TableLike, Value};

use super::FrozenTexts;
use super::lines::Lines;
use crate::number::Decimal;
use crate::rule::Rule;
use crate::rule::figure::number_or_percentage;
use crate::rule::method::ranking::{Best, Parts};
use crate::rule::method::{Method, threshold};

/// The keys of a tier that a threshold has no use for.
const SHARES: [&str; 3] = ["share", "top", "expect_customers"];

/// Puts what the file says of itself in the place of what the ranking said.
pub(super) fn write_texts(document: &mut DocumentMut, texts: &FrozenTexts) {
    let sentences = |sentences: &[String]| Value::Array(one_a_line(sentences.iter().map(Value::from)));
    let [title, title_zh] = &texts.title;
    let [about, about_zh] = &texts.about;
    let [notes, notes_zh] = &texts.notes;
    let values = [
        ("title", Value::from(title)),
        ("title_zh", Value::from(title_zh)),
        ("about", Value::from(about)),
        ("about_zh", Value::from(about_zh)),
        ("notes", sentences(notes)),
        ("notes_zh", sentences(notes_zh)),
    ];
    let has_texts = document.contains_key("title");
    for (key, value) in values {
        put(document.as_table_mut(), key, Item::Value(value));
    }
    for (_, item) in document.iter_mut().filter(|_| !has_texts) {
        let first = match item {
            Item::Table(table) => Some(table),
            Item::ArrayOfTables(tables) => tables.get_mut(0),
            _ => None,
        };
        let decor = first.map(Table::decor_mut);
        // Between the texts and what stood on top.
        if let Some(decor) = decor.filter(|decor| decor.prefix().is_none_or(|prefix| prefix.as_str() == Some(""))) {
            decor.set_prefix("\n");
        }
    }
}

/// Puts a value in the place of a key's, or behind all others.
fn put(table: &mut dyn TableLike, key: &str, item: Item) {
    match table.get_mut(key) {
        Some(there) => *there = item,
        None => _ = table.insert(key, item),
    }
}

/// Writes the parameters that were chosen for the run.
pub(super) fn write_params(document: &mut DocumentMut, params: &[(String, Decimal)]) {
    let Some(table) = document.get_mut("params").and_then(Item::as_table_like_mut) else { return };
    for (name, value) in params {
        let Some(item) = table.get_mut(name) else { continue };
        let written = match &*item {
            Item::Value(Value::String(text)) => number_or_percentage(text.value()),
            item => Decimal::parse(item.to_string().trim()),
        };
        if written.is_some_and(|written| written != *value) {
            *item = Item::Value(number(*value));
        }
    }
}

/// Takes an entry out of a table; whether it was there.
pub(super) fn take_out(document: &mut DocumentMut, table: &str, name: &str) -> bool {
    let Some(entries) = document.get_mut(table).and_then(Item::as_table_like_mut) else { return false };
    let was_there = entries.remove(name).is_some();
    if entries.is_empty() {
        document.remove(table);
    }
    was_there
}

/// The text with a comment on top; editors look for the schema in the first line.
pub(super) fn with_comment(text: &str, comment: &str) -> String {
    let first = if text.starts_with("#:schema") { text.find('\n').map_or(text.len(), |end| end + 1) } else { 0 };
    let comment = comment.lines().map(|line| format!("# {}\n", on_one_line(line))).collect::<String>();
    format!("{}{comment}{}", &text[..first], &text[first..])
}

/// Makes a ranking rule one with these lines; without lines it only gets its comment.
pub(super) fn freeze_rule(
    document: &mut DocumentMut,
    index: usize,
    rule: &Rule,
    lines: Option<&Lines>,
    keep_unreached: bool,
    said: Option<&str>,
) {
    let said = said.map(on_one_line);
    match document.get_mut("rule") {
        Some(Item::ArrayOfTables(tables)) => {
            let Some(table) = tables.get_mut(index) else { return };
            if let Some(lines) = lines {
                write_lines(table, rule, lines, keep_unreached);
                // The tiers stand last.
                table.sort_values_by(|one, _, other, _| (one.get() == "tier").cmp(&(other.get() == "tier")));
            }
            if let (Some(said), Some(method)) = (said, table.get_mut("method").and_then(Item::as_value_mut)) {
                method.decor_mut().set_suffix(format!("   # {said}"));
            }
        }
        Some(Item::Value(Value::Array(list))) => {
            let Some(table) = list.get_mut(index).and_then(Value::as_inline_table_mut) else { return };
            if let Some(lines) = lines {
                write_lines(table, rule, lines, keep_unreached);
                table.fmt();
            }
            if let Some(said) = said {
                table.decor_mut().set_prefix(format!("\n  # {said}\n  "));
            }
        }
        _ => {}
    }
}

fn write_lines(table: &mut dyn TableLike, rule: &Rule, lines: &Lines, keep_unreached: bool) {
    let Method::Ranking(ranking) = &rule.method else { return };
    let bound = if ranking.best == Best::High { "min" } else { "max" };
    put(table, "method", toml_edit::value(threshold::METHOD.name));
    ["best", "crossing", "needs"].into_iter().for_each(|key| _ = table.remove(key));
    if ranking.columns.len() > 1 {
        // The lines are those of this column.
        put(table, "field", toml_edit::value(&lines.column));
    }
    if lines.has_group_without_bound() {
        let groups = lines.groups.iter().flatten().map(Value::from).collect::<Array>();
        table.insert("groups", Item::Value(Value::Array(groups)));
    }
    if let Parts::Equal(_) = ranking.parts {
        table.remove("bins");
        table.insert("numbers", toml_edit::value(true));
        let tier = |tier: &crate::rule::tier::Tier| {
            Value::InlineTable([("label", Value::from(&tier.label))].into_iter().collect::<InlineTable>())
        };
        table.insert("tier", Item::Value(Value::Array(one_a_line(rule.tiers.iter().map(tier)))));
    }
    let Some(tiers) = table.get_mut("tier") else { return };
    for tier in (0..lines.bounds.len()).rev() {
        match lines.bound_of(tier).or_else(|| keep_unreached.then(|| Value::InlineTable(InlineTable::new()))) {
            Some(value) => write_bound(tiers, tier, bound, Some(value)),
            None => remove(tiers, tier),
        }
    }
    let last = length(tiers).saturating_sub(1);
    write_bound(tiers, last, bound, None);
}

/// Puts a tier's bound where its share stood.
fn write_bound(tiers: &mut Item, tier: usize, key: &str, value: Option<Value>) {
    match tiers {
        Item::ArrayOfTables(tables) => {
            let Some(table) = tables.get_mut(tier) else { return };
            let key = like_share(table, key);
            SHARES.into_iter().for_each(|share| _ = table.remove(share));
            if let Some(value) = value {
                table.insert_formatted(&key, Item::Value(value));
                table.sort_values_by(|one, _, other, _| by_place(one, other));
            }
        }
        Item::Value(Value::Array(list)) => {
            let Some(table) = list.get_mut(tier).and_then(Value::as_inline_table_mut) else { return };
            SHARES.into_iter().for_each(|share| _ = table.remove(share));
            if let Some(value) = value {
                table.insert(key, value);
                table.sort_values_by(|one, _, other, _| by_place(one, other));
            }
            table.fmt();
        }
        _ => {}
    }
}

/// A key that is as wide as the tier's share is written.
fn like_share(table: &Table, name: &str) -> Key {
    let share = SHARES.into_iter().find_map(|share| Some((share, table.key(share)?)));
    let blanks = share.and_then(|(share, key)| Some(share.len() + key.leaf_decor().suffix()?.as_str()?.len()));
    let mut key = Key::new(name);
    key.leaf_decor_mut().set_suffix(" ".repeat(blanks.unwrap_or(0).saturating_sub(name.len()).max(1)));
    key
}

fn by_place(one: &Key, other: &Key) -> Ordering {
    let place = |key: &Key| match key.get() {
        "label" => 0,
        "zh" => 1,
        "min" | "max" => 2,
        _ => 3,
    };
    place(one).cmp(&place(other))
}

fn remove(tiers: &mut Item, index: usize) {
    match tiers {
        Item::ArrayOfTables(tables) => _ = tables.remove(index),
        Item::Value(Value::Array(list)) => _ = Array::remove(list, index),
        _ => {}
    }
}

fn length(tiers: &Item) -> usize {
    match tiers {
        Item::ArrayOfTables(tables) => tables.len(),
        Item::Value(Value::Array(list)) => list.len(),
        _ => 0,
    }
}

impl Lines {
    /// The bound of a tier: one number, or one for each group; nothing where nobody reached the tier.
    fn bound_of(&self, tier: usize) -> Option<Value> {
        let bounds = &self.bounds[tier];
        let Some(groups) = &self.groups else { return bounds[0].map(number) };
        let named = groups.iter().zip(bounds).filter_map(|(group, bound)| Some((group, number((*bound)?))));
        let table = named.collect::<InlineTable>();
        (!table.is_empty()).then_some(Value::InlineTable(table))
    }
}

/// A number exactly as it is, thousands set off: as a number where TOML keeps it, otherwise in quotes.
fn number(value: Decimal) -> Value {
    let plain = value.normalized().to_string();
    let text = match value.is_integer() {
        true => value.grouped(0).replace(',', "_"),
        false => plain.clone(),
    };
    text.parse::<Value>().ok().filter(|value| value.to_string() == text).unwrap_or_else(|| Value::from(plain))
}

/// A list with a line for each of its values.
fn one_a_line(values: impl Iterator<Item = Value>) -> Array {
    let mut list = Array::new();
    for mut value in values {
        value.decor_mut().set_prefix("\n  ");
        list.push_formatted(value);
    }
    list.set_trailing("\n");
    list.set_trailing_comma(true);
    list
}

fn on_one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}
