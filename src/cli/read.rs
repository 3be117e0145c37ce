//! `custclass read`: the table as it was understood, and nothing else.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::copy::ShownTable;
use custclass::file::{AtomicFile, Durability};
use custclass::language::Language;
use custclass::list::{InputError, NoCustomer, Reading, Source};
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
                write(list, &mut file, &path, &args.reading)?;
            }
            file.commit().map_err(Error::from)?;
        }
        (None, Some(list)) => {
            write(list, io::stdout(), Path::new("standard output"), &args.reading)?;
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
fn write(list: List, out: impl Write, path: &Path, options: &ReadingOptions) -> Result<(), Failure> {
    let (is_header, language) = (options.names_header_row(), options.language());
    let List { mut source, content } = list;
    let Content { binding, extract, .. } = &content;
    let mut table = ShownTable::find(&mut source, binding, extract, is_header)?;
    tell(&source, &content, &table);
    content.tell_for(true, language);
    if extract.stray.count > 0 {
        note("the table is in UTF-8 and has � in the place of bytes that are no text");
    }
    let is_told = table.other_header.is_some();
    table.write(&mut source, binding, extract, out, path)?;
    if !is_told {
        tell_other_header(&table);
    }
    Ok(())
}

fn tell_other_header(table: &ShownTable) {
    if let Some(row) = table.other_header.map(|record| record + 1) {
        warn(&format!(
            "row {row} is the header of another table, which is left out with all below; to read that one: --header-row {row}"
        ));
    }
}

/// Tells how the list is written and what of it is the table.
fn tell(source: &Source, content: &Content, table: &ShownTable) {
    let ShownTable { has_header, header_below, width, .. } = *table;
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
    tell_other_header(table);
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
