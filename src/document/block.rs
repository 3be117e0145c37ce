//! The parts of a document.

use serde::Serialize;

use super::table::Table;

/// A part of a document.
#[derive(Debug, Clone)]
pub enum Block {
    /// The document's title.
    Title(String),
    /// The heading of a section.
    Heading(String),
    /// The heading of a part of a section: a name, as files and commands write it.
    Name(String),
    /// A paragraph.
    Paragraph(String),
    /// Points of a list.
    Points(Vec<String>),
    /// Names, each with what is said of it.
    Entries(Vec<Entry>),
    /// A table.
    Table(Table),
    /// Commands to copy.
    Commands(Vec<Command>),
}

/// A name and what is said of it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// The first sentence.
    pub first: String,
    /// Further sentences, each on a line of its own.
    pub more: Vec<String>,
}

/// A command to copy.
#[derive(Debug, Clone, Serialize)]
pub struct Command {
    /// The command.
    pub line: String,
    /// What it does.
    pub about: String,
}
