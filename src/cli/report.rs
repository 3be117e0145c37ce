//! `custclass report`: a list summed up by one column or two.

use std::io;
use std::path::PathBuf;

use custclass::Error;
use custclass::file::Durability;
use custclass::result::refusal::{Refusal, Writes};
use custclass::run::{Output, Report, keep, newest_scored, write_tables};

use super::context::Context;
use super::failure::Failure;
use super::options::{FormatOption, ReadingOptions, RuleOptions};

/// Sum up a list by a column, or by two in a cross table
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list, scored or not [default: the newest *.scored.csv or *.scored.xlsx in this folder]
    input: Option<PathBuf>,
    /// The column to sum up by; twice for a cross table
    #[arg(long, value_name = "COLUMN", required = true)]
    by: Vec<String>,
    /// The field to add up [default: revenue, where the list has it]
    #[arg(long, value_name = "FIELD")]
    measure: Vec<String>,
    #[command(flatten)]
    rules: RuleOptions,
    /// Where the report goes, by its ending: .csv, .md or .json [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    format: FormatOption,
    /// Fail with exit code 3, and write nothing, if any customer can't be classified or there is none
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    if args.by.len() > 2 {
        return Err(Error::from(Refusal::TooManyGroups).into());
    }
    let output = args.output.as_deref().map(|path| Output::new(path, Writes::Report)).transpose()?;
    let input = match &args.input {
        Some(input) => input.clone(),
        None => newest_scored(context)?,
    };
    output.iter().try_for_each(|output| keep([input.as_path()], output.path()))?;
    let job = args.reading.job(&input, args.rules.load(context)?, context);
    let report = Report { by: args.by.clone(), measures: args.measure.clone(), strict: args.strict };
    let tables = report.tables(&job, context)?;
    match output.as_ref().and_then(|output| output.kind().format().map(|format| (output, format))) {
        Some((output, format)) => Ok(write_tables(tables, format, output.create(Durability::Cached)?)?),
        None => args.format.print(tables, &mut io::stdout().lock(), context.stdout_width),
    }
}
