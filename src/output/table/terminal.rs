//! Tables for a terminal.

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ContentArrangement, TableStyle};
use comfy_table::{ContentLineStyle, LineStyle};

use crate::table::Table;

use super::{for_people, visible};

/// Light lines around the table, between the columns and below the headings.
const LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('┌', '─', '┬', '┐'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('├', '─', '┼', '┤'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('└', '─', '┴', '┘'));

pub(super) fn draw(tables: &[Table], width: Option<u16>, out: &mut dyn Write) -> io::Result<()> {
    for (index, table) in tables.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        if !table.title.is_empty() {
            writeln!(out, "{}", visible(&table.title))?;
        }
        if !table.columns.is_empty() {
            writeln!(out, "{}", grid(table, width).trim_fmt())?;
        }
        for note in &table.notes {
            writeln!(out, "{}", visible(note))?;
        }
    }
    Ok(())
}

fn grid(table: &Table, width: Option<u16>) -> comfy_table::Table {
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
        grid.add_row(row(line.cells.iter().map(for_people).collect()));
    }
    grid
}
