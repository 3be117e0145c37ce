//! TOML text to a tree of settings that know their places.

use toml::de::{DeTable, DeValue};

use crate::number::Decimal;
use crate::rule::mistake::{FileMistake, Found, Remedy};
use crate::rule::settings::{Complaints, Node, Setting, Table};

/// Parses TOML; syntax errors go to the complaints, and whatever could be understood comes back.
pub fn parse(text: &str, complaints: &Complaints) -> Table {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let remedy = remedy(error.message(), text.get(span.clone()));
        complaints.error(&span, FileMistake::NotToml { said: error.message().to_owned(), remedy });
    }
    table_of(table.get_ref(), text, complaints)
}

/// What would be right, where that can be told from what the TOML reader says and what stands there.
fn remedy(message: &str, written: Option<&str>) -> Remedy {
    let written = written.unwrap_or_default();
    let of = |part: &str| message.contains(part);
    if of("unquoted key") {
        let key = written.trim();
        let key = if key.is_empty() || key.contains(['"', '\n']) { "增长" } else { key };
        Remedy::QuoteKey(key.to_owned())
    } else if written.contains(|c: char| c.is_control() && !c.is_whitespace()) {
        Remedy::Invisible
    } else if of("duplicate key") {
        Remedy::OneKey
    } else if of("string") && of("expected `\"`") || of("string") && of("expected `'`") {
        Remedy::CloseText
    } else if written.contains(['“', '”', '‘', '’', '「', '」']) {
        Remedy::StraightQuotes
    } else if of("must be quoted") || of("invalid boolean") {
        Remedy::QuoteText
    } else if of("array") || of("inline table") {
        Remedy::CloseBrackets
    } else if of("recursion") {
        Remedy::FewerLevels
    } else if of("newline") || of("key with no value") {
        Remedy::KeyAndValue
    } else {
        Remedy::None
    }
}

fn table_of(table: &DeTable<'_>, text: &str, complaints: &Complaints) -> Table {
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        (name.clone().into_owned(), key.span(), node(value, text, complaints))
    };
    let mut entries = table.iter().map(entry).collect::<Vec<_>>();
    entries.sort_by_key(|(_, span, _)| span.start);
    Table { entries }
}

fn node(value: &toml::Spanned<DeValue<'_>>, text: &str, complaints: &Complaints) -> Node {
    let span = value.span();
    let setting = match value.get_ref() {
        DeValue::String(string) => {
            Setting::Text { exact: exact(string, span.clone(), text), text: string.clone().into_owned() }
        }
        DeValue::Integer(integer) if integer.radix() == 10 => number(integer.as_str()),
        DeValue::Float(float) => number(float.as_str()),
        DeValue::Integer(_) => Setting::Other(Found::OtherBase),
        DeValue::Boolean(flag) => Setting::Flag(*flag),
        DeValue::Datetime(_) => Setting::Other(Found::Date),
        DeValue::Array(list) => Setting::List(list.iter().map(|value| node(value, text, complaints)).collect()),
        DeValue::Table(table) => Setting::Table(table_of(table, text, complaints)),
    };
    Node { value: setting, span }
}

fn number(written: &str) -> Setting {
    match Decimal::parse(written) {
        Some(number) => Setting::Number(number),
        None if written.ends_with("inf") || written.ends_with("nan") => Setting::Other(Found::NotFinite),
        None => Setting::Other(Found::TooLong),
    }
}

/// Where a text's first character stands, if the file has the text without escapes right behind its quote.
fn exact(string: &str, span: std::ops::Range<usize>, text: &str) -> Option<usize> {
    let written = text.get(span.clone())?;
    let quote = written.bytes().next().filter(|quote| matches!(quote, b'"' | b'\''))?;
    let triple = written.len() >= 6 && written.as_bytes()[..3] == [quote; 3];
    let skip = if triple { 3 } else { 1 };
    let inner = written.get(skip..written.len().checked_sub(skip)?)?;
    let newline = if triple {
        inner.len() - inner.trim_start_matches('\r').strip_prefix('\n').map_or(inner.len(), str::len)
    } else {
        0
    };
    (inner.get(newline..) == Some(string)).then_some(span.start + skip + newline)
}
