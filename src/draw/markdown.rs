//! Documents as Markdown (the GitHub dialect, which most tools read).

use std::io::{self, Write};

use super::{for_people, visible};
use crate::document::Document;
use crate::document::block::Block;
use crate::document::table::{Table, Value};

pub(super) fn draw(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    for (at, block) in document.blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        draw_block(block, document.colon, out)?;
    }
    Ok(())
}

fn draw_block(block: &Block, colon: &str, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Title(title) => writeln!(out, "# {}", prose(title)),
        Block::Heading(heading) => writeln!(out, "## {}", prose(heading)),
        Block::Name(name) => writeln!(out, "### `{name}`"),
        Block::Paragraph(text) => writeln!(out, "{}", prose(text)),
        Block::Points(points) => points.iter().try_for_each(|point| writeln!(out, "- {}", prose(point))),
        Block::Entries(entries) => entries.iter().try_for_each(|entry| {
            let first = if entry.first.is_empty() { String::new() } else { format!("{colon}{}", prose(&entry.first)) };
            writeln!(out, "- **{}**{first}", prose(&entry.name))?;
            entry.more.iter().try_for_each(|line| writeln!(out, "  - {}", prose(line)))
        }),
        Block::Table(table) => draw_table(table, out),
        Block::Commands(commands) => commands.iter().enumerate().try_for_each(|(at, command)| {
            if at > 0 {
                writeln!(out)?;
            }
            let about = prose(&capitalized(&command.about));
            writeln!(out, "{about}{}\n\n```console\n$ {}\n```", colon.trim_end(), command.line)
        }),
    }
}

fn draw_table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    if !table.title.is_empty() {
        writeln!(out, "## {}\n", escaped(&visible(&table.title)))?;
    }
    if !table.columns.is_empty() {
        grid(table, out)?;
    }
    table.notes.iter().try_for_each(|note| writeln!(out, "\n{}", escaped(&visible(note))))
}

fn grid(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    line(table.columns.iter().map(|heading| escaped(&visible(&heading.text))), out)?;
    line((0..table.columns.len()).map(|column| if table.is_numeric(column) { "---:" } else { "---" }.to_owned()), out)?;
    table.rows.iter().try_for_each(|row| line(row.cells.iter().map(|cell| escaped(&told(cell))), out))
}

/// A value as people read it; a colour with its code behind, for whoever makes a page of it.
fn told(value: &Value) -> String {
    match value {
        Value::Color { code, name } if code != name => format!("{name} ({code})"),
        value => for_people(value),
    }
}

fn line(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "|")?;
    for cell in cells {
        write!(out, " {cell} |")?;
    }
    writeln!(out)
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// A text that may have `code` in it, with what else Markdown would take for its own taken literally.
fn prose(text: &str) -> String {
    literal(text, true)
}

/// A text of which Markdown takes everything literally.
fn escaped(text: &str) -> String {
    literal(text, false)
}

fn literal(text: &str, has_code: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    for character in text.chars() {
        match character {
            '`' if has_code => {
                is_code = !is_code;
                out.push(character);
            }
            _ if is_code => out.push(character),
            '\n' | '\r' => out.push(' '),
            '|' | '\\' | '*' | '`' | '[' => out.extend(['\\', character]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(character),
        }
    }
    out
}
