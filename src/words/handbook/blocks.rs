//! A page as a document.

use super::phrases as say;
use super::{Column, Example, FieldEntry, Grid, Item, Page, Param, Tier};
use crate::document::Document;
use crate::document::block::{Block, Entry};
use crate::document::table::{Heading, Row, Table, Value};
use crate::language::Language;

impl Page {
    /// The page as people read it, and for scripts as it is.
    pub fn document(&self, language: Language) -> Document {
        Document {
            blocks: blocks(self, language),
            colon: language.words().colon(),
            data: Some(serde_json::json!(self)),
        }
    }
}

/// The blocks of a page.
fn blocks(page: &Page, language: Language) -> Vec<Block> {
    let words = language.words();
    let mut blocks = vec![Block::Title(words.aside(&page.title, &page.rule))];
    blocks.extend(page.about.clone().map(Block::Paragraph));
    let facts = [
        page.family.as_deref().map(|family| words.family_line(family)),
        page.source.as_deref().map(|source| words.source_line(source)),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>();
    if !facts.is_empty() {
        blocks.push(Block::Points(facts));
    }
    let mut section = |heading: &str, content: Vec<Block>| {
        if !content.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.extend(content);
        }
    };
    section(words.notes_heading(), points(&page.notes));
    let fields = page.fields.iter().map(|field| field_entry(field, language)).collect::<Vec<_>>();
    section(words.fields_heading(), entries(fields));
    let derived = page.derived.iter().map(|value| entry(&value.name, value.words.clone())).collect::<Vec<_>>();
    section(words.derived_heading(), entries(derived));
    let columns = page.columns.iter().flat_map(|column| column_blocks(column, language)).collect();
    section(words.columns_heading(), columns);
    section(words.params_heading(), params(&page.params, language));
    let commands = page.commands.clone();
    section(words.commands_heading(), if commands.is_empty() { Vec::new() } else { vec![Block::Commands(commands)] });
    section(words.example_heading(), page.example.as_ref().map_or_else(Vec::new, |own| example(own, language)));
    blocks
}

fn points(texts: &[String]) -> Vec<Block> {
    if texts.is_empty() { Vec::new() } else { vec![Block::Points(texts.to_vec())] }
}

fn entries(entries: Vec<Entry>) -> Vec<Block> {
    if entries.is_empty() { Vec::new() } else { vec![Block::Entries(entries)] }
}

fn entry(name: &str, first: String) -> Entry {
    Entry { name: name.to_owned(), first, more: Vec::new() }
}

fn field_entry(field: &FieldEntry, language: Language) -> Entry {
    let mut more = Vec::new();
    if !field.headers.is_empty() {
        more.push(say::headers(&field.headers, language));
    }
    if !field.words.is_empty() {
        more.push(say::choice(&field.words, language));
    }
    more.extend(field.default.as_ref().map(|default| language.words().blank_counts_as(default)));
    let name = match field.called == field.name {
        true => field.called.clone(),
        false => language.words().called_and_name(&field.called, &field.name),
    };
    let first = match field.for_due {
        true => language.words().for_follow_up(&field.kind),
        false => say::field_kind(&field.kind, field.optional, &field.instead, language),
    };
    Entry { name, first, more }
}

fn column_blocks(column: &Column, language: Language) -> Vec<Block> {
    let mut blocks =
        vec![Block::Name(column.name.clone()), Block::Paragraph(column.how.join(language.words().between_sentences()))];
    if !column.items.is_empty() {
        blocks.push(Block::Entries(column.items.iter().map(|item| item_entry(item, language)).collect()));
    }
    blocks.extend(column.grid.as_ref().map(|grid| Block::Table(grid_table(grid))));
    if !column.items.is_empty() && !column.tiers.is_empty() {
        blocks.push(Block::Paragraph(language.words().by_total().to_owned()));
    }
    let tiers = column.tiers.iter().filter(|tier| column.grid.is_none() || tier.has_more());
    let tiers = tiers.map(tier_entry).collect::<Vec<_>>();
    blocks.extend(entries(tiers));
    blocks
}

impl Tier {
    fn has_more(&self) -> bool {
        self.when.is_some() || self.action.is_some() || !self.follow_up.is_empty()
    }
}

fn tier_entry(tier: &Tier) -> Entry {
    let mut said = tier.when.iter().chain(&tier.action).cloned().chain(tier.follow_up.iter().cloned());
    Entry { name: tier.label.clone(), first: said.next().unwrap_or_default(), more: said.collect() }
}

fn item_entry(item: &Item, language: Language) -> Entry {
    let first = match &item.weight {
        Some(weight) => language.words().weighted(weight, &item.points),
        None => item.points.clone(),
    };
    entry(&item.column, first)
}

fn params(params: &[Param], language: Language) -> Vec<Block> {
    if params.is_empty() {
        return Vec::new();
    }
    let line = |param: &Param| {
        let used = param.used.join(language.words().comma());
        vec![param.name.clone(), param.value.clone(), used, param.example.clone()]
    };
    vec![Block::Table(texts(language.words().param_headings().map(str::to_owned).to_vec(), params.iter().map(line)))]
}

fn grid_table(grid: &Grid) -> Table {
    let header = std::iter::once(format!("{} ↓ / {} →", grid.rows, grid.cols)).chain(grid.across.iter().cloned());
    let line = |(label, cells): &(String, Vec<String>)| std::iter::once(label.clone()).chain(cells.clone()).collect();
    texts(header.collect(), grid.lines.iter().map(line))
}

fn example(example: &Example, language: Language) -> Vec<Block> {
    let table = texts(example.header.clone(), example.rows.iter().cloned());
    let said = language.words().example_of(example.as_of.as_deref());
    vec![Block::Paragraph(said), Block::Table(table)]
}

/// A table of texts.
fn texts(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Table {
    let heading = |text: String| Heading { key: text.clone().into(), text };
    let row = |cells: Vec<String>| Row::body(cells.into_iter().map(Value::Text).collect());
    Table { columns: header.into_iter().map(heading).collect(), rows: rows.map(row).collect(), ..Table::default() }
}
