//! Drawing pages of text: for a terminal, as Markdown, as JSON.

use std::io::{self, Write};

use crate::language::Language;
use crate::words::handbook::{Block, Page, blocks};

mod markdown;
mod terminal;

/// The version of the JSON of a page.
const FORMAT: u32 = 1;

/// How a page is drawn (`--format`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFormat {
    /// Plain text, for reading.
    Text,
    /// Markdown, for a page or a message.
    Markdown,
    /// JSON, for a script.
    Json,
}

impl PageFormat {
    /// Draws a page. `width` is that of the terminal in columns, for [`PageFormat::Text`]; `None`: nothing is wrapped.
    ///
    /// # Errors
    ///
    /// Those of `out`.
    pub fn draw(self, page: &Page, language: Language, width: Option<u16>, out: &mut dyn Write) -> io::Result<()> {
        match self {
            PageFormat::Text => terminal::draw(&blocks(page, language), width, out),
            PageFormat::Markdown => markdown::draw(&blocks(page, language), language, out),
            PageFormat::Json => json(page, out),
        }
    }
}

/// Draws blocks as plain text.
///
/// # Errors
///
/// Those of `out`.
pub fn text(blocks: &[Block], width: Option<u16>, out: &mut dyn Write) -> io::Result<()> {
    terminal::draw(blocks, width, out)
}

fn json(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    #[derive(serde::Serialize)]
    struct Versioned<'a> {
        format: u32,
        #[serde(flatten)]
        page: &'a Page,
    }
    serde_json::to_writer_pretty(&mut *out, &Versioned { format: FORMAT, page })?;
    writeln!(out)
}
