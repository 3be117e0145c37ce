//! `custclass read`: the table as it was understood, and nothing else.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::bound::Wants;
use custclass::input::{InputError, NoCustomer, RecordKind, Source};
use custclass::output::{Added, AtomicFile, CsvWriter, Durability, ListWriter, OutputError, same_file};
use custclass::words::Language;

use super::context::{Context, note, warn};
use super::dialect;
use super::failure::Failure;
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
    let reading = args.reading.reading();
    let list = match List::open(&args.input, Wants::of(&[], &[]), false, &reading, context) {
        Ok(list) => Some(list),
        // No bytes are a table without cells.
        Err(failure) if is_empty(&failure) => {
            warn(&failure.to_string());
            None
        }
        Err(failure) => return Err(failure),
    };
    match (file, list) {
        (Some(mut file), list) => {
            let path = file.path().to_owned();
            if let Some(list) = list {
                let out = io::BufWriter::with_capacity(1 << 18, &mut file);
                written(list, out, &path)?;
            }
            file.commit().map_err(Error::from)?;
        }
        (None, Some(list)) => {
            let out = io::BufWriter::with_capacity(1 << 18, io::stdout());
            written(list, out, Path::new("standard output"))?;
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
    if input.as_os_str() != "-" && same_file(input, path) {
        return Err(Failure::work(format!(
            "{}: is the input itself, which is never written to; name another output",
            path.display()
        )));
    }
    Ok(AtomicFile::create(path, Durability::Cached).map_err(Error::from)?)
}

/// Writes the table, and tells how it was understood.
fn written(list: List, out: impl Write, path: &Path) -> Result<(), Failure> {
    let List { mut source, content } = list;
    tell(&source, &content);
    content.tell();
    let nothing = Added { columns: Vec::new() };
    let mut writer = CsvWriter::new(out, path);
    source.records::<Failure>(&content.binding, &content.extract, |record| {
        let written = match record.kind {
            RecordKind::Preamble | RecordKind::NoCustomer(NoCustomer::Blank) => Ok(()),
            RecordKind::Header => writer.header(record.cells, content.extract.width, &nothing),
            RecordKind::NoCustomer(_) | RecordKind::Customer(_) => writer.row(record.cells, &[]),
        };
        written.map_err(|error| Failure::from(Error::from(error)))
    })?;
    writer.into_inner().flush().map_err(|error| Error::from(OutputError::io(path, error)))?;
    Ok(())
}

/// Tells how the list is written and what of it is the table.
fn tell(source: &Source, content: &Content) {
    match source {
        Source::Delimited(list) => {
            let facts = dialect::facts(list.facts(), Language::En);
            note(&facts.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join(", "));
        }
        Source::Workbook(workbook) => note(&format!("{}, sheet: {}", source.kind(), workbook.sheets().join(", "))),
    }
    let extract = &content.extract;
    let blank = extract.no_customers.count_of(NoCustomer::Blank);
    note(&format!(
        "header row: {}, columns: {}, records: {}",
        content.binding.header_record + 1,
        extract.width,
        extract.records - blank
    ));
    let left_out = [(content.binding.header_record, "above the header"), (blank, "with nothing in them")];
    let left_out = left_out.iter().filter(|(count, _)| *count > 0);
    let left_out = left_out.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>();
    if !left_out.is_empty() {
        note(&format!("rows that are no part of the table: {}", left_out.join(", ")));
    }
}
