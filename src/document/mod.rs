//! What a run has to show, before it is drawn: texts, tables with their charts, forms to fill in, calendars.
//!
//! A document is in one language and knows no format; [`crate::draw`] draws it.

use block::Block;
use table::Table;

pub mod block;
pub mod calendar;
pub mod chart;
pub mod form;
pub mod note;
pub mod table;

/// A document: its blocks in order.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// What stands between a name and what is said of it, in the document's language: `: ` or `：`.
    pub colon: &'static str,
    /// What scripts get as JSON in place of the tables, where the document is more than tables.
    pub data: Option<serde_json::Value>,
}

impl Document {
    /// The tables in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}

impl From<Vec<Table>> for Document {
    fn from(tables: Vec<Table>) -> Document {
        Document { blocks: tables.into_iter().map(Block::Table).collect(), ..Document::default() }
    }
}
