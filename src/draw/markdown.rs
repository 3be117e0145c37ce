//! Tables as Markdown (the GitHub dialect, which most tools read).

use std::io::{self, Write};

use crate::document::table::{Table, Value};

use super::{for_people, visible};

pub(super) fn draw(tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    for (index, table) in tables.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        if !table.title.is_empty() {
            writeln!(out, "## {}\n", escaped(&visible(&table.title)))?;
        }
        if !table.columns.is_empty() {
            grid(table, out)?;
        }
        for note in &table.notes {
            writeln!(out, "\n{}", escaped(&visible(note)))?;
        }
    }
    Ok(())
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

/// The text with everything taken literally that Markdown would take for its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '|' | '\\' | '*' | '`' | '[' => out.extend(['\\', character]),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            _ => out.push(character),
        }
    }
    out
}
