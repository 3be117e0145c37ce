//! The tables of a comparison: how many customers moved which way, where they went, and who they are.

use super::label_text;
use crate::document::table::{Heading, Table, Value};
use crate::language::Language;
use crate::result::compare::{Change, Comparison, Revenue, Side};
use crate::words::headings;

mod matrix;
mod movers;

pub use movers::{Reasons, movers};

/// How many customers moved which way with how much revenue, and where they went.
pub fn tables(comparison: &Comparison<'_>, language: Language) -> Vec<Table> {
    let mut tables = vec![matrix::changes(comparison, language)];
    tables.extend(matrix::matrices(comparison, language));
    tables
}

fn change_word(change: Change, language: Language) -> &'static str {
    match change {
        Change::Moved(movement) => language.words().movement(movement),
        Change::Lost => language.words().lost(),
    }
}

fn previous_heading(comparison: &Comparison<'_>, language: Language) -> Heading {
    if comparison.one_list { headings::old_rule(language) } else { headings::previous(language) }
}

fn now_heading(comparison: &Comparison<'_>, language: Language) -> Heading {
    if comparison.one_list { headings::new_rule(language) } else { headings::now(language) }
}

fn revenue_heading(comparison: &Comparison<'_>, revenue: Revenue, language: Language) -> Heading {
    match revenue {
        _ if comparison.one_list => headings::revenue(language),
        Revenue::Before => headings::revenue_before(language),
        Revenue::Now => headings::revenue_now(language),
    }
}

/// A label as a cell of a table.
fn label_cell(side: &Side<'_>, row: Option<usize>, language: Language) -> Value {
    row.map_or(Value::Empty, |row| {
        let label = side.codes[row].index().map(|index| label_text(&side.labels[index], language));
        Value::Text(label.unwrap_or_else(|| language.words().unclassified()).to_owned())
    })
}

#[cfg(test)]
mod tests;
