//! `[fields.*]`: the fields of a rule file, and the bundled dictionary of those that every rule knows.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::folding::folded;
use crate::rule::field::{Field, FieldKind, Fill, Word};
use crate::rule::figure::number_or_percentage;
use crate::rule::mistake::{FieldHint, FileMistake, NameMistake, Part, Suggestion};
use crate::rule::settings::{Complaints, Node, Section, Setting};

/// The types of fields as they are written.
pub(super) const TYPES: &[&str] = &["number", "percent", "date", "flag", "tags", "text", "choice"];

/// The fields of the dictionary with a file's own beside and before them: what a file says of a field wins.
pub fn merge(dictionary: &[Field], table: Option<&Node>, complaints: &Complaints) -> Vec<Field> {
    let mut fields = dictionary.to_vec();
    let Some(node) = table else { return fields };
    let Setting::Table(own) = &node.value else {
        complaints.error(&node.span, FileMistake::FieldsNotTables { found: node.value.found() });
        return fields;
    };
    for (name, key, node) in &own.entries {
        if !is_name(name) {
            complaints.error(key, NameMistake::NotAFieldName { name: name.clone() });
        }
        let known = fields.iter().position(|field| field.name == *name);
        let base = known.map(|index| fields[index].clone());
        let Some(field) = read_field(name, key, node, base, complaints) else { continue };
        match known {
            Some(index) => fields[index] = field,
            None => fields.push(field),
        }
    }
    fields
}

/// Whether a name can stand in an expression: in backticks it may contain anything but a backtick and control characters.
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c == '`' || c.is_control()) && name.trim() == name
}

fn read_field(
    name: &str,
    key: &std::ops::Range<usize>,
    node: &Node,
    base: Option<Field>,
    complaints: &Complaints,
) -> Option<Field> {
    let Setting::Table(table) = &node.value else {
        let found = node.value.found();
        complaints.error(&node.span, FileMistake::FieldNotATable { name: name.to_owned(), found });
        return None;
    };
    let section = Section::new(table, key.clone(), Part::Field, complaints);
    let base_kind = base.as_ref().map(|field| field.kind.clone());
    let kind = read_kind(&section, base_kind);
    let headers = section.texts("headers").into_iter().map(|(text, _)| text.to_owned()).collect::<Vec<_>>();
    let optional = section.flag("optional");
    let money = section.flag("money");
    let default = section.get("default").zip(kind.as_ref());
    let default = default.and_then(|(node, kind)| fill(node, kind, complaints));
    if !matches!(kind, Some(FieldKind::Choice(_)))
        && let Some(node) = section.get("values")
    {
        complaints.error(&node.span, FileMistake::ValuesWithoutChoice);
    }
    section.finish();
    let base = base.unwrap_or(Field {
        name: name.to_owned(),
        kind: FieldKind::Text,
        headers: Vec::new(),
        default: None,
        optional: false,
        money: false,
    });
    Some(Field {
        name: base.name,
        kind: kind?,
        headers: if headers.is_empty() { base.headers } else { headers },
        default: default.or(base.default),
        optional: optional.unwrap_or(base.optional),
        money: money.unwrap_or(base.money),
    })
}

fn read_kind(section: &Section<'_>, base: Option<FieldKind>) -> Option<FieldKind> {
    if !section.has("type") && base.is_none() {
        section.missing("type", "type = \"number\"");
    }
    let Some(word) = section.text("type") else { return base };
    Some(match word {
        "number" => FieldKind::Number,
        "percent" => FieldKind::Percent,
        "date" => FieldKind::Date,
        "flag" => FieldKind::Flag,
        "tags" => FieldKind::Tags,
        "text" => FieldKind::Text,
        "choice" => FieldKind::Choice(words(section)?),
        other => {
            let span = &section.get("type")?.span;
            let known = Suggestion::new(other, TYPES.iter().copied());
            section.complaints().error(span, FileMistake::UnknownType { word: other.to_owned(), known });
            return None;
        }
    })
}

/// `values = { high = ["high", "高"] }`: the words of a choice and their spellings.
fn words(section: &Section<'_>) -> Option<Vec<Word>> {
    let complaints = section.complaints();
    if !section.has("values") {
        section.missing("values", "values = { high = [\"high\", \"高\"], low = [\"low\", \"低\"] }");
    }
    let values = section.section("values", Part::Words)?;
    let mut taken: HashSet<String> = HashSet::new();
    let mut words = Vec::new();
    for (word, key, node) in values.entries() {
        let wrong =
            |node: &Node| complaints.error(&node.span, FileMistake::SpellingNotAText { found: node.value.found() });
        let spellings = crate::rule::settings::texts_of(node, wrong);
        let mut own = vec![folded(word)];
        own.extend(spellings.iter().map(|(text, _)| folded(text)));
        own.sort_unstable();
        own.dedup();
        if let Some(twice) = own.iter().find(|spelling| taken.contains(*spelling)) {
            complaints.error(key, FileMistake::SpellingTwice { spelling: twice.clone() });
        }
        taken.extend(own);
        words.push(Word {
            word: word.clone(),
            spellings: spellings.into_iter().map(|(text, _)| text.to_owned()).collect(),
        });
    }
    if words.is_empty() {
        complaints.error(values.span(), FileMistake::NoWords);
        return None;
    }
    Some(words)
}

fn fill(node: &Node, kind: &FieldKind, complaints: &Complaints) -> Option<Fill> {
    let fill = match (kind, &node.value) {
        (FieldKind::Number | FieldKind::Percent, Setting::Number(number)) => Some(Fill::Number(*number)),
        (FieldKind::Number | FieldKind::Percent, Setting::Text { text, .. }) => {
            number_or_percentage(text).map(Fill::Number)
        }
        (FieldKind::Date, Setting::Text { text, .. }) => {
            text.parse::<jiff::civil::Date>().ok().map(|date| Fill::Date(date.into()))
        }
        (FieldKind::Flag, Setting::Flag(flag)) => Some(Fill::Flag(*flag)),
        (FieldKind::Text | FieldKind::Tags, Setting::Text { text, .. }) => Some(Fill::Text(text.clone())),
        (FieldKind::Choice(words), Setting::Text { text, .. }) => {
            words.iter().find(|word| folded(&word.word) == folded(text)).map(|word| Fill::Text(word.word.clone()))
        }
        _ => None,
    };
    if fill.is_none() {
        complaints.error(&node.span, FileMistake::WrongDefault { kind: kind.name() });
    }
    fill
}

/// `[also]` of a dictionary: by field, the headers that it goes by only where no column has one of its others.
pub fn weaker(table: Option<&Node>, fields: &[Field], complaints: &Complaints) -> HashMap<String, Vec<String>> {
    let Some(node) = table else { return HashMap::new() };
    let Setting::Table(table) = &node.value else {
        complaints.error(&node.span, FileMistake::FieldsNotTables { found: node.value.found() });
        return HashMap::new();
    };
    let mut weaker = HashMap::new();
    for (name, key, node) in &table.entries {
        if !fields.iter().any(|field| field.name == *name) {
            complaints.error(key, NameMistake::UnknownField { name: name.clone(), hint: FieldHint::Declare });
        }
        let wrong =
            |node: &Node| complaints.error(&node.span, FileMistake::SpellingNotAText { found: node.value.found() });
        let headers = crate::rule::settings::texts_of(node, wrong);
        weaker.insert(name.clone(), headers.into_iter().map(|(text, _)| text.to_owned()).collect());
    }
    weaker
}

/// Complains where one header stands under two of a file's own fields.
pub fn check_headers(table: Option<&Node>, fields: &[Field], complaints: &Complaints) {
    let Some(Setting::Table(own)) = table.map(|node| &node.value) else { return };
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (name, key, _) in &own.entries {
        let Some(field) = fields.iter().find(|field| field.name == *name) else { continue };
        let mut keys = field.headers.iter().map(|header| header_key(header)).collect::<Vec<_>>();
        keys.sort_unstable();
        keys.dedup();
        for header in keys {
            match seen.entry(header) {
                Entry::Occupied(known) => {
                    let (header, first) = (known.key().clone(), (*known.get()).to_owned());
                    complaints.error(key, FileMistake::HeaderTwice { header, first, other: name.clone() });
                }
                Entry::Vacant(place) => _ = place.insert(name),
            }
        }
    }
}

/// The field that a list's column of this name would be taken for.
pub fn named<'f>(name: &str, fields: &'f [Field]) -> Option<&'f Field> {
    let key = header_key(name);
    let goes_by =
        |field: &&Field| std::iter::once(&field.name).chain(&field.headers).any(|header| header_key(header) == key);
    fields.iter().find(|field| field.name == name).or_else(|| fields.iter().find(goes_by))
}

/// A header as it is compared: without case, blanks and punctuation.
fn header_key(header: &str) -> String {
    folded(header).chars().filter(|c| c.is_alphanumeric()).collect()
}
