//! `custclass compare`: who moved between two scored lists, or would move by a change of rules.

use std::io;
use std::path::PathBuf;

use custclass::Error;
use custclass::draw::Format;
use custclass::file::{AtomicFile, Durability};
use custclass::result::refusal::{Refusal, Writes};
use custclass::run::{Compared, Kind, ListsToCompare, Output, compare_lists, compare_rules, keep, write_tables};

use super::context::Context;
use super::failure::Failure;
use super::options::{FormatOption, ReadingOptions, RuleOptions};

/// Compare two scored lists, or two rules on one list: who moved, and the revenue that moved
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "custclass compare [OPTIONS] OLD NEW\n       custclass compare [OPTIONS] INPUT -r OLD -r NEW"
)]
pub struct Args {
    /// The earlier scored list and the later one; or one list, for a comparison of two rules
    #[arg(required = true, num_args = 1..=2, value_name = "LIST")]
    lists: Vec<PathBuf>,
    /// The column of labels to compare [default: the only one that both have]
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    /// Where the comparison goes: .xlsx, .csv, .md or .json [default: printed]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    rules: RuleOptions,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// How many movers are shown to people who did not ask for all of them.
const SHOWN: usize = 20;

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    args.output.iter().try_for_each(|output| keep(args.lists.iter().map(PathBuf::as_path), output))?;
    let output = args.output.as_deref().map(|path| Output::new(path, Writes::Comparison)).transpose()?;
    let file = output.map(|output| output.create(Durability::Cached).map(|file| (file, output.kind()))).transpose()?;
    let rules = args.rules.load_apart(context)?;
    let deliver = |compared: &Compared<'_>| deliver(args, compared, file, context);
    match args.lists.as_slice() {
        [list] => {
            let job = args.reading.job(list, rules, context);
            compare_rules(&job, args.by.as_deref(), context, deliver)
        }
        [old, new] => {
            let (reading, language) = (args.reading.reading(), args.reading.language());
            let by = args.by.as_deref();
            let wanted = ListsToCompare { lists: [old, new], by, rules, reading: &reading, language };
            compare_lists(wanted, context, deliver)
        }
        _ => Err(Error::from(Refusal::TwoListsWanted).into()),
    }
}

fn deliver(
    args: &Args,
    compared: &Compared<'_>,
    file: Option<(AtomicFile, Kind)>,
    context: &Context,
) -> Result<(), Failure> {
    match file.map(|(file, kind)| (file, kind.format())) {
        None => {
            let for_people = matches!(args.format.format, Format::Text | Format::Markdown);
            let tables = compared.tables(for_people.then_some(SHOWN));
            args.format.print(tables, &mut io::stdout().lock(), context.stdout_width)
        }
        Some((file, Some(format))) => Ok(write_tables(compared.tables(None), format, file)?),
        Some((file, None)) => Ok(compared.write_workbook(file)?),
    }
}
