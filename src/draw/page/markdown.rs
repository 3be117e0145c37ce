//! Pages as Markdown (the GitHub dialect).

use std::io::{self, Write};

use crate::draw::Format;
use crate::language::Language;
use crate::words::handbook::Block;

pub(super) fn draw(blocks: &[Block], language: Language, out: &mut dyn Write) -> io::Result<()> {
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        draw_block(block, language.of(": ", "："), out)?;
    }
    Ok(())
}

fn draw_block(block: &Block, colon: &str, out: &mut dyn Write) -> io::Result<()> {
    match block {
        Block::Title(title) => writeln!(out, "# {}", escaped(title)),
        Block::Heading(heading) => writeln!(out, "## {}", escaped(heading)),
        Block::Name(name) => writeln!(out, "### `{name}`"),
        Block::Text(text) => writeln!(out, "{}", escaped(text)),
        Block::Points(points) => points.iter().try_for_each(|point| writeln!(out, "- {}", escaped(point))),
        Block::Entries(entries) => entries.iter().try_for_each(|entry| {
            let first =
                if entry.first.is_empty() { String::new() } else { format!("{colon}{}", escaped(&entry.first)) };
            writeln!(out, "- **{}**{first}", escaped(&entry.name))?;
            entry.more.iter().try_for_each(|line| writeln!(out, "  - {}", escaped(line)))
        }),
        Block::Grid(table) => Format::Markdown.draw(std::slice::from_ref(table), None, out),
        Block::Commands(commands) => commands.iter().enumerate().try_for_each(|(at, (line, about))| {
            if at > 0 {
                writeln!(out)?;
            }
            writeln!(out, "{}{}\n\n```console\n$ {line}\n```", escaped(&capital(about)), colon.trim_end())
        }),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The text with what Markdown would take for its own taken literally; `code` stays code.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    for character in text.chars() {
        match character {
            '`' => {
                code = !code;
                out.push(character);
            }
            _ if code => out.push(character),
            '\n' | '\r' => out.push(' '),
            '\\' | '*' | '[' | '|' => out.extend(['\\', character]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(character),
        }
    }
    out
}
