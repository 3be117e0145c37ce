//! A list as it was read, and nothing else: the table in it as CSV.

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use super::fields::WantedFields;
use super::job::{Job, origin};
use super::list::{Content, List};
use super::observer::Observer;
use crate::Error;
use crate::copy::{Added, CsvWriter, ListWriter};
use crate::file::OutputError;
use crate::list::{InputError, ListCell, NoCustomer, Reading, Record, RecordKind, Source};
use crate::result::remark::{Irregular, Remark, TableFound};

/// A list that is going to be shown; `None` where there is nothing in its file.
///
/// # Errors
///
/// When the list cannot be read.
pub fn read_to_show(job: &Job, observer: &dyn Observer) -> Result<Option<List>, Error> {
    let reading = Reading { to_show: true, ..job.reading.clone() };
    match List::open(&origin(&job.list), WantedFields::default(), false, &reading, observer) {
        Ok(list) => Ok(Some(list)),
        // No bytes are a table without cells.
        Err(Error::Input(InputError::Empty { file })) => {
            observer.remark(&Remark::EmptyFile(file));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Writes the table as CSV in UTF-8: one header, one row per record; `path` stands for `out` in messages. `is_header` says that the header
/// is one, however it looks.
///
/// # Errors
///
/// When the list cannot be read again, or the output cannot be written.
pub fn write_shown(
    list: List,
    out: impl Write,
    path: &Path,
    is_header: bool,
    observer: &dyn Observer,
) -> Result<(), Error> {
    let List { mut source, content } = list;
    let mut shown = Shown::of(&source, &content, is_header)?;
    if shown.has_header && content.extract.width > shown.names.len() {
        shown.find_further(&mut source, &content)?;
    }
    let first = remarks(&source, &content, &shown);
    first.iter().chain(&content.remarks_on(Irregular::PutRight)).for_each(|remark| observer.remark(remark));
    if content.extract.stray.count > 0 {
        observer.remark(&Remark::StrayBytesShown);
    }
    let nothing = Added { columns: Vec::new() };
    let width = shown.width;
    let mut writer = CsvWriter::new(out, path);
    let made_up = (1..=width).map(|column| format!("column_{column}")).collect::<Vec<_>>();
    let made_up = made_up.iter().map(|name| ListCell::Text(name)).collect::<Vec<_>>();
    let names = shown.names.clone();
    let names = names.iter().map(|name| ListCell::Text(name)).collect::<Vec<_>>();
    let is_known = shown.further.is_some();
    source.records::<Error>(&content.binding, &content.extract, |record| {
        shown.look_for_further(record);
        let written = match record.kind {
            _ if !shown.has(record, &content) => Ok(()),
            RecordKind::Header if shown.has_header => writer.header(&names, width, &nothing),
            RecordKind::Header => writer.header(&made_up, width, &nothing).and_then(|()| writer.row(record.cells, &[])),
            _ => writer.row(record.cells, &[]),
        };
        Ok(written?)
    })?;
    writer.into_inner().flush().map_err(|error| OutputError::io(path, error))?;
    if !is_known {
        shown.further_table().iter().for_each(|remark| observer.remark(remark));
    }
    Ok(())
}

/// What of a list is the table.
#[derive(Debug)]
struct Shown {
    has_header: bool,
    /// The header's names.
    names: Vec<String>,
    /// How many records below the header belong to it.
    header_below: u64,
    width: usize,
    /// The record, from 0, in which the header of another table stands, as far as it was looked for.
    further: Option<u64>,
    /// The header's names without what does not matter: by these the header of another table is told.
    words: HashSet<String>,
}

impl Shown {
    fn of(source: &Source, content: &Content, is_header: bool) -> Result<Shown, Error> {
        let has_header = is_header || !begins_with_record(source, content)?;
        let below = if !is_header && has_header { source.names_below(&content.binding) } else { None };
        let (header_below, names) = below.unwrap_or_else(|| (0, content.binding.header.clone()));
        let words = content.binding.header.iter().map(|name| name.trim().to_lowercase());
        let words = words.filter(|word| has_header && !word.is_empty()).collect();
        Ok(Shown { has_header, names, header_below, width: content.extract.width, further: None, words })
    }

    /// Finds out how wide the table is, where the header of another table ends it.
    fn find_further(&mut self, source: &mut Source, content: &Content) -> Result<(), Error> {
        let mut width = self.names.len();
        source.records::<Error>(&content.binding, &content.extract, |record| {
            self.look_for_further(record);
            if self.has(record, content) {
                width = width.max(record.cells.len());
            }
            Ok(())
        })?;
        if self.further.is_some() {
            self.width = width;
        }
        Ok(())
    }

    /// Whether the record is the header of another table: most of its cells are names of this one's columns, but not all of them, or
    /// they stand in other columns.
    fn look_for_further(&mut self, record: &Record<'_>) {
        if self.further.is_some() || !matches!(record.kind, RecordKind::Customer(_)) {
            return;
        }
        let text = |cell: &ListCell<'_>| match cell {
            ListCell::Text(text) => Some(text.trim().to_lowercase()),
            _ => None,
        };
        let is_name = |cell: &ListCell<'_>| text(cell).is_some_and(|text| self.words.contains(&text));
        // It begins with a name, or with one of its own.
        if !record.cells.iter().take(2).any(is_name) {
            return;
        }
        let filled = record.cells.iter().filter_map(text).filter(|text| !text.is_empty()).collect::<HashSet<_>>();
        let common = filled.intersection(&self.words).count();
        if common > 1 && 2 * common > self.words.len() && 2 * common > filled.len() {
            self.further = Some(record.first);
        }
    }

    fn further_table(&self) -> Option<Remark> {
        self.further.map(|record| Remark::FurtherTable { row: record + 1 })
    }

    /// Whether a record is part of the table, or is its header.
    fn has(&self, record: &Record<'_>, content: &Content) -> bool {
        let header = content.binding.header_record;
        let is_below = record.first > header && record.first <= header + self.header_below;
        match record.kind {
            RecordKind::Header => true,
            RecordKind::Preamble | RecordKind::NoCustomer(NoCustomer::Blank) => false,
            // Without a header there is none that could repeat.
            RecordKind::NoCustomer(NoCustomer::Header) if self.has_header => false,
            _ => !is_below && self.further.is_none_or(|further| record.first < further),
        }
    }
}

/// Whether what should be the header of a delimited list is a record: in some column it has an amount, a date or a time, as the
/// record below has. (Months above amounts are headers.)
fn begins_with_record(source: &Source, content: &Content) -> Result<bool, Error> {
    let below = source.first_below(&content.binding)?;
    Ok(below.is_some_and(|below| looks_alike(&content.binding.header, &below.cells)))
}

/// Whether two records have, in some column, both an amount or both a moment.
fn looks_alike(first: &[String], second: &[String]) -> bool {
    let is_amount = |text: &str| {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        digits.split_once(['.', ',']).is_some_and(|(whole, fraction)| {
            let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            all_digits(whole) && all_digits(fraction)
        })
    };
    // `09:35:00`, `25/08/2010`, `2010-08-25`: three groups of digits.
    let is_moment = |text: &str| {
        ['/', '-', ':', '.'].into_iter().any(|sign| {
            let groups = text.split(sign).collect::<Vec<_>>();
            let is_group =
                |group: &&str| matches!(group.len(), 1..=4) && group.bytes().all(|byte| byte.is_ascii_digit());
            groups.len() == 3 && groups.iter().all(is_group)
        })
    };
    let trimmed = |text: &'_ String| text.trim().to_owned();
    let mut columns = first.iter().map(trimmed).zip(second.iter().map(trimmed));
    columns.any(|(one, other)| is_amount(&one) && is_amount(&other) || is_moment(&one) && is_moment(&other))
}

/// How the list is written and what of it is the table.
fn remarks(source: &Source, content: &Content, shown: &Shown) -> Vec<Remark> {
    let Shown { has_header, header_below, width, .. } = *shown;
    let no_customers = &content.extract.no_customers;
    let (blank, headers) = (no_customers.count_of(NoCustomer::Blank), no_customers.count_of(NoCustomer::Header));
    let above = content.binding.header_record;
    let (row, records) = (above + 1, content.extract.records - blank - headers);
    let mut remarks = vec![Remark::Written(source.describe())];
    remarks.push(Remark::Table(TableFound { row, has_header, header_below, columns: width, records }));
    if !has_header || header_below > 0 {
        remarks.push(Remark::DoubtfulHeader { row, is_header: has_header });
    }
    remarks.extend(shown.further_table());
    remarks.extend((above + blank + headers > 0).then_some(Remark::LeftOut { above, blank, headers }));
    remarks
}

#[cfg(test)]
mod tests {
    use super::looks_alike;

    #[test]
    fn a_record_is_told_from_a_header_by_the_record_below() {
        let row = |cells: &str| cells.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let alike = |first: &str, second: &str| looks_alike(&row(first), &row(second));
        assert!(
            alike("K1 12.50", "K2 9,00") && alike("2010-08-25 x", "2010-08-26 y") && alike("x 09:35:00", "y 9:36:00")
        );
        assert!(!alike("region 2023 2024", "East 1.5 2.5") && !alike("who 2024-01-31", "K1 12.50"));
        assert!(!alike("id v1.2 1-2", "K1 1.2 3-4") && !alike("1 2", "3 4"));
    }
}
