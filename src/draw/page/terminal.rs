//! Pages as plain text, wrapped to a terminal's width.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::draw::Format;
use crate::draw::wrap::lines;
use crate::words::handbook::{Block, Entry};

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 110;

/// Names longer than this get a line of their own.
const NAME: usize = 26;

pub(super) fn draw(blocks: &[Block], width: Option<u16>, out: &mut dyn Write) -> io::Result<()> {
    let columns = width.map(|width| usize::from(width).clamp(20, WIDEST));
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        match block {
            Block::Title(title) => {
                lines(title, columns, "", "", out)?;
                writeln!(out, "{}", "═".repeat(title.width().min(columns.unwrap_or(WIDEST))))?;
            }
            Block::Heading(heading) => writeln!(out, "{heading}\n{}", "─".repeat(heading.width()))?,
            Block::Name(name) => writeln!(out, "[{name}]")?,
            Block::Text(text) => lines(text, columns, "", "", out)?,
            Block::Points(points) => points.iter().try_for_each(|point| lines(point, columns, "- ", "  ", out))?,
            Block::Entries(entries) => draw_entries(entries, columns, out)?,
            Block::Grid(table) => Format::Table.draw(std::slice::from_ref(table), width, out)?,
            Block::Commands(commands) => commands.iter().try_for_each(|(line, about)| {
                writeln!(out, "  {line}")?;
                lines(about, columns, "      ", "      ", out)
            })?,
        }
    }
    Ok(())
}

/// Names in a column of their own, what is said of them beside it.
fn draw_entries(entries: &[Entry], columns: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let widths = entries.iter().map(|entry| entry.name.width()).filter(|width| *width <= NAME);
    let name_width = widths.max().unwrap_or(0);
    let indent = " ".repeat(name_width + 4);
    for entry in entries {
        let width = entry.name.width();
        if width > name_width {
            writeln!(out, "  {}", entry.name)?;
            lines(&entry.first, columns, &indent, &indent, out)?;
        } else {
            let head = format!("  {}{}", entry.name, " ".repeat(name_width - width + 2));
            lines(&entry.first, columns, &head, &indent, out)?;
        }
        let hanging = format!("{indent}  ");
        entry.more.iter().try_for_each(|line| lines(line, columns, &indent, &hanging, out))?;
    }
    Ok(())
}
