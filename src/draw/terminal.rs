//! Documents as plain text for a terminal, wrapped to its width.

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, TableStyle};
use comfy_table::{ContentLineStyle, LineStyle};
use unicode_width::UnicodeWidthStr;

use super::wrap::lines;
use super::{for_people, visible};
use crate::document::block::{Block, Entry};
use crate::document::table::{Row, Table, Value};

/// Lines of text longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 110;

/// Names longer than this get a line of their own.
const NAME: usize = 26;

/// Cells wider than this are prose, which may be wrapped; shorter ones, such as dates and names, stay whole as long as they can.
const PROSE: usize = 30;

/// With less room than this for each column of prose, a customer is told line by line instead of in a row.
const ROOM: usize = 24;

/// A longer text would fill the screen many times over.
const LONGEST: usize = 2000;

/// Light lines around the table, between the columns and below the headings.
const LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('┌', '─', '┬', '┐'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('├', '─', '┼', '┤'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('└', '─', '┴', '┘'));

/// A value as people read it, cut off where it is beyond reading.
fn told(value: &Value) -> String {
    let mut text = for_people(value);
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    text
}

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
            Block::Paragraph(text) => lines(text, columns, "", "", out)?,
            Block::Points(points) => points.iter().try_for_each(|point| lines(point, columns, "- ", "  ", out))?,
            Block::Entries(entries) => draw_entries(entries, columns, out)?,
            Block::Table(table) => draw_table(table, width, out)?,
            Block::Commands(commands) => commands.iter().try_for_each(|command| {
                writeln!(out, "  {}", command.line)?;
                lines(&command.about, columns, "      ", "      ", out)
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

fn draw_table(table: &Table, width: Option<u16>, out: &mut dyn Write) -> io::Result<()> {
    if !table.title.is_empty() {
        writeln!(out, "{}", visible(&table.title))?;
    }
    if !table.columns.is_empty() {
        match width.map(|width| (width, Layout::of(table, usize::from(width)))) {
            Some((width, Layout::Records)) => records(table, usize::from(width), out)?,
            Some((width, Layout::Wrapped(kept))) => writeln!(out, "{}", grid(table, Some(width), &kept).trim_fmt())?,
            Some((width, Layout::Grid)) => writeln!(out, "{}", grid(table, Some(width), &[]).trim_fmt())?,
            None => writeln!(out, "{}", grid(table, None, &[]).trim_fmt())?,
        }
    }
    table.notes.iter().try_for_each(|note| writeln!(out, "{}", visible(note)))
}

/// How a table is drawn on a terminal.
enum Layout {
    /// As a grid that fits, or one without prose, whose columns share what room there is.
    Grid,
    /// As a grid whose prose is wrapped; these columns stay whole.
    Wrapped(Vec<usize>),
    /// A row as lines below each other.
    Records,
}

impl Layout {
    fn of(table: &Table, width: usize) -> Layout {
        let cell = |row: &Row, column: usize| row.cells.get(column).map_or(0, |cell| told(cell).width());
        let widest = |column: usize| {
            let cells = table.rows.iter().map(|row| cell(row, column));
            cells.max().unwrap_or(0).max(visible(&table.columns[column].text).width())
        };
        let widths = (0..table.columns.len()).map(widest).collect::<Vec<_>>();
        // A blank on each side of a cell, and the lines.
        let frame = 3 * widths.len() + 1;
        let (prose, kept): (Vec<_>, Vec<_>) = (0..widths.len()).partition(|&column| widths[column] > PROSE);
        let taken = frame + kept.iter().map(|&column| widths[column]).sum::<usize>();
        match width.saturating_sub(taken) / prose.len().max(1) {
            _ if prose.is_empty() || frame + widths.iter().sum::<usize>() <= width => Layout::Grid,
            // A single column has all the room there is.
            ROOM.. => Layout::Wrapped(kept),
            _ if widths.len() == 1 => Layout::Grid,
            _ => Layout::Records,
        }
    }
}

/// Every row as lines: its first cell, and below it the others that are filled, each behind its heading.
fn records(table: &Table, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let headings = table.columns.iter().map(|heading| visible(&heading.text)).collect::<Vec<_>>();
    let room = headings.iter().skip(1).map(|heading| heading.width()).max().unwrap_or(0);
    let indent = " ".repeat(room + 4);
    for row in &table.rows {
        let mut cells = headings.iter().zip(row.cells.iter().map(told));
        if let Some((heading, first)) = cells.next() {
            let head = format!("── {heading} {first} ");
            writeln!(out, "{head}{}", "─".repeat(width.saturating_sub(head.width())))?;
        }
        for (heading, text) in cells.filter(|(_, text)| !text.is_empty()) {
            let name = format!("  {heading}{}", " ".repeat(room + 2 - heading.width()));
            lines(&text, Some(width), &name, &indent, out)?;
        }
    }
    writeln!(out, "{}", "─".repeat(width))
}

fn grid(table: &Table, width: Option<u16>, kept: &[usize]) -> comfy_table::Table {
    let alignments: Vec<_> = (0..table.columns.len())
        .map(|column| if table.is_numeric(column) { CellAlignment::Right } else { CellAlignment::Left })
        .collect();
    let row = |texts: Vec<String>| -> Vec<Cell> {
        texts.into_iter().zip(&alignments).map(|(text, &to)| Cell::new_owned(text).set_alignment(to)).collect()
    };
    let mut grid = comfy_table::Table::new();
    grid.load_style(LINES);
    match width {
        Some(width) => grid.set_content_arrangement(ContentArrangement::Dynamic).set_width(width),
        None => grid.set_content_arrangement(ContentArrangement::Disabled),
    };
    grid.set_header(row(table.columns.iter().map(|heading| visible(&heading.text)).collect()));
    for line in &table.rows {
        grid.add_row(row(line.cells.iter().map(told).collect()));
    }
    for &column in kept {
        if let Some(column) = grid.column_mut(column) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    grid
}
