//! The table in a list, as it was read: what `custclass read` shows.

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use super::added::Added;
use super::csv::CsvWriter;
use super::formula::Formulas;
use super::writer::ListWriter;
use crate::Error;
use crate::cell::ListCell;
use crate::list::{Binding, Extract, NoCustomer, Record, RecordKind, Source};

/// What of a list is the table: its header and the records that belong to it.
#[derive(Debug)]
pub struct ShownTable {
    /// Whether the list has a header; otherwise the columns get names (`column_1`).
    pub has_header: bool,
    /// How many records below the header belong to it.
    pub header_below: u64,
    /// How many columns the table has.
    pub width: usize,
    /// The record, from 0, that is the header of another table and ends this one. It is known once it was looked for: before the
    /// table is written where that decides its width, otherwise afterwards.
    pub other_header: Option<u64>,
    /// How many records were shown, and how many stand from the header of another table on: known once the table is written.
    pub records: u64,
    /// As said.
    pub further: u64,
    /// The header's names.
    names: Vec<String>,
    /// The header's names without blanks around them and in small letters: by these the header of another table is known.
    words: HashSet<String>,
}

impl ShownTable {
    /// Finds the table in a list. `is_header` says that the header is one, whatever it looks like.
    ///
    /// # Errors
    ///
    /// When the list cannot be read.
    pub fn find(
        source: &mut Source,
        binding: &Binding,
        extract: &Extract,
        is_header: bool,
    ) -> Result<ShownTable, Error> {
        let has_header = binding.has_header && (is_header || !source.begins_with_record(binding)?);
        let below = if !is_header && has_header { source.names_below(binding) } else { None };
        let (header_below, names) = below.unwrap_or_else(|| (0, binding.header.clone()));
        let words = binding.header.iter().map(|name| name.trim().to_lowercase());
        let words = words.filter(|word| has_header && !word.is_empty()).collect();
        let width = extract.width;
        let mut table =
            ShownTable { has_header, header_below, width, other_header: None, records: 0, further: 0, names, words };
        if has_header && width > table.names.len() {
            table.find_other_header(source, binding, extract)?;
        }
        Ok(table)
    }

    /// Finds out how wide the table is, where the header of another table ends it.
    fn find_other_header(&mut self, source: &mut Source, binding: &Binding, extract: &Extract) -> Result<(), Error> {
        let mut width = self.names.len();
        source.records::<Error>(binding, extract, |record| {
            self.look_for_other_header(record);
            if self.has(record, binding) {
                width = width.max(record.cells.len());
            }
            Ok(())
        })?;
        if self.other_header.is_some() {
            self.width = width;
        }
        Ok(())
    }

    /// Writes the table as CSV to `out`, which `path` names in messages: in UTF-8, with one header and one record per row.
    ///
    /// # Errors
    ///
    /// When the list cannot be read or is not what it was, and when the output cannot be written.
    pub fn write(
        &mut self,
        source: &mut Source,
        binding: &Binding,
        extract: &Extract,
        out: impl Write,
        path: &Path,
    ) -> Result<(), Error> {
        let nothing = Added { columns: Vec::new() };
        let width = self.width;
        let mut writer = CsvWriter::new(out, path, Formulas::Kept);
        let names = match self.has_header {
            true => self.names.clone(),
            false => (1..=width).map(|column| format!("column_{column}")).collect(),
        };
        let names = names.iter().map(|name| ListCell::Text(name)).collect::<Vec<_>>();
        if !binding.has_header {
            writer.header(&names, width, &nothing)?;
        }
        source.records::<Error>(binding, extract, |record| {
            self.look_for_other_header(record);
            if !self.has(record, binding) {
                let is_blank = record.kind == RecordKind::NoCustomer(NoCustomer::Blank);
                let is_further = self.other_header.is_some_and(|other| record.first >= other);
                self.further += u64::from(is_further && !is_blank);
                return Ok(());
            }
            if record.kind == RecordKind::Header {
                writer.header(&names, width, &nothing)?;
            }
            if record.kind != RecordKind::Header || !self.has_header {
                writer.row(record.cells, &[])?;
                self.records += 1;
            }
            Ok(())
        })?;
        Ok(writer.finish()?)
    }

    /// Whether the record is the header of another table: it begins with a name of this one's columns, and most of its cells are such names,
    /// at least three, but not all of them, or they stand in other columns. Two may be the values of a record.
    fn look_for_other_header(&mut self, record: &Record<'_>) {
        if self.other_header.is_some() || !matches!(record.kind, RecordKind::Customer(_)) {
            return;
        }
        let text = |cell: &ListCell<'_>| match cell {
            ListCell::Text(text) => Some(text.trim().to_lowercase()),
            _ => None,
        };
        let is_name = |cell: &ListCell<'_>| text(cell).is_some_and(|text| self.words.contains(&text));
        if !record.cells.first().is_some_and(is_name) {
            return;
        }
        let filled = record.cells.iter().filter_map(text).filter(|text| !text.is_empty()).collect::<HashSet<_>>();
        let common = filled.intersection(&self.words).count();
        if common > 2 && 2 * common > self.words.len() && 2 * common > filled.len() {
            self.other_header = Some(record.first);
        }
    }

    /// Whether a record is part of the table, or is its header.
    fn has(&self, record: &Record<'_>, binding: &Binding) -> bool {
        let header = binding.header_record;
        let is_below = binding.has_header && record.first > header && record.first <= header + self.header_below;
        match record.kind {
            RecordKind::Header => true,
            RecordKind::Preamble | RecordKind::NoCustomer(NoCustomer::Blank) => false,
            // Without a header there is none that could repeat.
            RecordKind::NoCustomer(NoCustomer::Header) if self.has_header => false,
            _ => !is_below && self.other_header.is_none_or(|other| record.first < other),
        }
    }
}
