//! TOML text to a tree of settings that know their places.

use toml::de::{DeTable, DeValue};

use crate::score::Decimal;
use crate::score::settings::{Complaints, Node, Setting, Table};

/// Parses TOML; syntax errors go to the complaints, and whatever could be understood comes back.
pub fn parse(text: &str, complaints: &Complaints) -> Table {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        complaints.error(&span, format!("this is not TOML: {}", error.message()), "");
    }
    table_of(table.get_ref(), text, complaints)
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
        DeValue::Integer(_) => Setting::Other("a number that is not decimal"),
        DeValue::Boolean(flag) => Setting::Flag(*flag),
        DeValue::Datetime(_) => Setting::Other("a TOML date (write dates in quotes)"),
        DeValue::Array(list) => Setting::List(list.iter().map(|value| node(value, text, complaints)).collect()),
        DeValue::Table(table) => Setting::Table(table_of(table, text, complaints)),
    };
    Node { value: setting, span }
}

fn number(written: &str) -> Setting {
    match Decimal::parse(written) {
        Some(number) => Setting::Number(number),
        None => Setting::Other("no number of at most 38 digits"),
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
