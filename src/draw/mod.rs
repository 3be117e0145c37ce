//! Drawing documents: for a terminal, as Markdown, as CSV, as JSON, as a workbook.

use std::io::Write;

use crate::document::table::{Table, Value};

use crate::date::serial;
use crate::number::written;

mod csv;
mod form;
mod json;
mod markdown;
pub mod page;
mod terminal;
mod wrap;
mod xlsx;

pub use form::template_csv;
pub use xlsx::{Note, NoteKind, RULES_PROPERTY, XlsxSettings, XlsxWriter, rules_in, template_xlsx};

/// How tables of results are drawn (`--format`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Boxes of lines, for a terminal.
    Table,
    /// Markdown, for a page or a message.
    Markdown,
    /// CSV, for a spreadsheet or a script.
    Csv,
    /// JSON, for a script.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] = [Format::Table, Format::Markdown, Format::Csv, Format::Json];

    /// The word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Markdown => "markdown",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }

    /// Draws the tables, one below the other.
    ///
    /// `width` is that of the terminal in columns and matters for [`Format::Table`] alone: wider texts are wrapped; `None`: nothing is.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn draw(self, tables: &[Table], width: Option<u16>, out: &mut dyn Write) -> std::io::Result<()> {
        match self {
            Format::Table => terminal::draw(tables, width, out),
            Format::Markdown => markdown::draw(tables, out),
            Format::Csv => csv::draw(tables, out),
            Format::Json => json::draw(tables, out),
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
        Value::Share(ratio) => written::percent(*ratio),
        Value::NoShare => "–".to_owned(),
        Value::Date(days) => serial::iso(*days),
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
