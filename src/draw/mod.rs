//! Drawing documents: for a terminal, as Markdown, as CSV, as JSON, as a workbook; and calendars.

use std::io::{self, Write};

use crate::document::Document;
use crate::document::table::Value;
use crate::number::written;

mod calendar;
mod csv;
mod json;
mod markdown;
mod terminal;
mod wrap;
mod xlsx;

pub use calendar::draw_calendar;
pub use csv::draw_form as form_csv;
pub use xlsx::{RULES_PROPERTY, XlsxSettings, XlsxWriter, form_xlsx, rules_in};

/// How a document is drawn (`--format`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text with boxes of lines, for a terminal.
    Text,
    /// Markdown, for a page or a message.
    Markdown,
    /// CSV, for a spreadsheet or a script: the tables alone.
    Csv,
    /// JSON, for a script: the tables, or the document's own data.
    Json,
}

impl Format {
    /// Draws a document, its blocks below each other.
    ///
    /// `width` is that of the terminal in columns and matters for [`Format::Text`] alone: wider texts are wrapped. With `None` nothing is
    /// wrapped.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn draw(self, document: &Document, width: Option<u16>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Text => terminal::draw(&document.blocks, width, out),
            Format::Markdown => markdown::draw(document, out),
            Format::Csv => csv::draw(document, out),
            Format::Json => json::draw(document, out),
        }
    }
}

/// A value as people read it. Control characters, which could play tricks on a terminal, are shown as `�`.
fn for_people(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => visible(text),
        Value::Count(number) => written::count(*number),
        Value::Amount(amount) => amount.grouped(2),
        Value::GreatAmount(amount) => written::grouped_digits(amount),
        Value::Share(ratio) => written::percent(*ratio),
        Value::NoShare => "–".to_owned(),
        Value::Date(day) => day.to_string(),
        Value::Color { name, .. } => visible(name),
    }
}

/// A text on one line, without control characters.
fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\r' | '\t' => ' ',
            character if character.is_control() => char::REPLACEMENT_CHARACTER,
            character => character,
        })
        .collect()
}

#[cfg(test)]
mod tests;
