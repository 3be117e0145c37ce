//! `custclass read`: the table as it was understood, and nothing else.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::copy::{Added, CsvWriter, ListWriter};
use custclass::file::{AtomicFile, Durability, OutputError};
use custclass::language::Language;
use custclass::list::ListCell;
use custclass::list::{InputError, NoCustomer, Reading, Record, RecordKind, Source};
use custclass::run::bound::Wants;

use super::context::{Context, note, warn};
use super::dialect;
use super::failure::Failure;
use super::inputs;
use super::list::{Content, List};
use super::options::ReadingOptions;

/// Show the table as it was read, nothing added: CSV, UTF-8, one header, one record a row
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list: CSV, XLSX or another spreadsheet; - is CSV on standard input
    input: PathBuf,
    /// Where the table goes, a .csv file [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let file = match &args.output {
        Some(path) if path.as_os_str() != "-" => Some(created(path, &args.input)?),
        _ => None,
    };
    let reading = Reading { to_show: true, ..args.reading.reading() };
    let list = match List::open(&args.input, Wants::of(&[], &[]), false, &reading, context) {
        Ok(list) => Some(list),
        // No bytes are a table without cells.
        Err(failure) if is_empty(&failure) => {
            warn(&failure.told(args.reading.language()));
            None
        }
        Err(failure) => return Err(failure),
    };
    match (file, list) {
        (Some(mut file), list) => {
            let path = file.path().to_owned();
            if let Some(list) = list {
                let out = io::BufWriter::with_capacity(1 << 18, &mut file);
                written(list, out, &path, &args.reading)?;
            }
            file.commit().map_err(Error::from)?;
        }
        (None, Some(list)) => {
            let out = io::BufWriter::with_capacity(1 << 18, io::stdout());
            written(list, out, Path::new("standard output"), &args.reading)?;
        }
        (None, None) => {}
    }
    Ok(())
}

fn is_empty(failure: &Failure) -> bool {
    let Failure::Work(error) = failure else { return false };
    matches!(error.downcast_ref::<Error>(), Some(Error::Input(InputError::Empty { .. })))
}

fn created(path: &Path, input: &Path) -> Result<AtomicFile, Failure> {
    let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    if !is_csv && !path.starts_with("/dev") {
        return Err(Failure::Usage(format!(
            "{}: the table goes to a file that ends in .csv, or to standard output (-)",
            path.display()
        )));
    }
    inputs::keep([input], path)?;
    Ok(AtomicFile::create(path, Durability::Cached).map_err(Error::from)?)
}

/// Writes the table, and tells how it was understood. Where the header row is named, it is one, however it looks.
fn written(list: List, out: impl Write, path: &Path, options: &ReadingOptions) -> Result<(), Failure> {
    let (is_header, language) = (options.names_header_row(), options.language());
    let List { mut source, content } = list;
    let mut shown = Shown::of(&source, &content, is_header)?;
    if shown.has_header && content.extract.width > shown.names.len() {
        shown.find_further(&mut source, &content)?;
    }
    tell(&source, &content, &shown);
    content.tell_for(true, language);
    if content.extract.stray.count > 0 {
        note("the table is in UTF-8 and has � in the place of bytes that are no text");
    }
    let nothing = Added { columns: Vec::new() };
    let width = shown.width;
    let mut writer = CsvWriter::new(out, path);
    let made_up = (1..=width).map(|column| format!("column_{column}")).collect::<Vec<_>>();
    let made_up = made_up.iter().map(|name| ListCell::Text(name)).collect::<Vec<_>>();
    let names = shown.names.clone();
    let names = names.iter().map(|name| ListCell::Text(name)).collect::<Vec<_>>();
    let is_told = shown.further.is_some();
    source.records::<Failure>(&content.binding, &content.extract, |record| {
        shown.look_for_further(record);
        let written = match record.kind {
            _ if !shown.has(record, &content) => Ok(()),
            RecordKind::Header if shown.has_header => writer.header(&names, width, &nothing),
            RecordKind::Header => writer.header(&made_up, width, &nothing).and_then(|()| writer.row(record.cells, &[])),
            _ => writer.row(record.cells, &[]),
        };
        written.map_err(|error| Failure::from(Error::from(error)))
    })?;
    writer.into_inner().flush().map_err(|error| Error::from(OutputError::io(path, error)))?;
    if !is_told {
        shown.tell_further();
    }
    Ok(())
}

/// What of a list is the table.
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
    fn of(source: &Source, content: &Content, is_header: bool) -> Result<Shown, Failure> {
        let has_header = is_header || !begins_with_record(source, content)?;
        let below = match source {
            Source::Delimited(list) if !is_header && has_header => list.names_below(&content.binding),
            _ => None,
        };
        let (header_below, names) = below.unwrap_or_else(|| (0, content.binding.header.clone()));
        let words = content.binding.header.iter().map(|name| name.trim().to_lowercase());
        let words = words.filter(|word| has_header && !word.is_empty()).collect();
        Ok(Shown { has_header, names, header_below, width: content.extract.width, further: None, words })
    }

    /// Finds out how wide the table is, where the header of another table ends it.
    fn find_further(&mut self, source: &mut Source, content: &Content) -> Result<(), Failure> {
        let mut width = self.names.len();
        source.records::<Failure>(&content.binding, &content.extract, |record| {
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

    fn tell_further(&self) {
        if let Some(row) = self.further.map(|record| record + 1) {
            warn(&format!(
                "row {row} is the header of another table, which is left out with all below; to read that one: --header-row {row}"
            ));
        }
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
fn begins_with_record(source: &Source, content: &Content) -> Result<bool, Failure> {
    let Source::Delimited(list) = source else { return Ok(false) };
    let header = content.binding.header_record;
    let head = list.head(header + 2).map_err(Error::from)?;
    let below = head.iter().find(|record| record.record > header && record.cells.len() > 1);
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

/// Tells how the list is written and what of it is the table.
fn tell(source: &Source, content: &Content, shown: &Shown) {
    let Shown { has_header, header_below, width, .. } = *shown;
    match source {
        Source::Delimited(list) => {
            let facts = dialect::facts(list.facts(), Language::En);
            note(&facts.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", "));
        }
        Source::Workbook(workbook) => note(&format!("{}, sheet: {}", source.kind(), workbook.sheets().join(", "))),
    }
    let extract = &content.extract;
    let blank = extract.no_customers.count_of(NoCustomer::Blank);
    let headers = extract.no_customers.count_of(NoCustomer::Header);
    let records = extract.records - blank - headers;
    match content.binding.header_record + 1 {
        row if has_header && header_below > 0 => {
            note(&format!("header rows: {row}-{}, columns: {width}", row + header_below));
            note(&format!("if only one of them is the header: --header-row {row}"));
        }
        row if has_header => note(&format!("header row: {row}, columns: {width}, records: {records}")),
        row => {
            note(&format!("no header, columns: {width}, records: {}", records + 1));
            note(&format!("row {row} looks like a record; if it is the header: --header-row {row}"));
        }
    }
    shown.tell_further();
    let left_out = [
        (content.binding.header_record, "above the header"),
        (blank, "with nothing in them"),
        (headers, "that repeat the header"),
    ];
    let left_out = left_out.iter().filter(|(count, _)| *count > 0);
    let left_out = left_out.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>();
    if !left_out.is_empty() {
        note(&format!("rows that are no part of the table: {}", left_out.join(", ")));
    }
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
