//! `custclass score`: a list with its labels, and the summary.

use std::io;
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::file::{AtomicFile, Durability};
use custclass::list::{InputError, Reading};
use custclass::result::refusal::{Refusal, Writes};
use custclass::run::{Extras, Job, Kind, Output, default_copy, write_text};

use super::context::Context;
use super::failure::Failure;
use super::options::{FormatOption, PolicyOptions, ReadingOptions, RuleOptions, parse_encoding};

/// Classify a list: every row once, in its order, its own columns unchanged, the labels beside them
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list: CSV, XLSX or another spreadsheet; - is CSV on standard input
    input: PathBuf,
    #[command(flatten)]
    rules: RuleOptions,
    #[command(flatten)]
    policy: PolicyOptions,
    /// Where the list goes: .csv or .xlsx; - is CSV on standard output [default: beside the input, as customers.scored.xlsx]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// The encoding of the copy, where the output is CSV: utf-8, utf-8-sig, gbk, utf-16 … [default: the list's own]
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    encoding_out: Option<String>,
    /// For CSV that a spreadsheet will open: put an apostrophe in front of cells that it would take for formulas (those that begin with
    /// = + - @, a tab or a line break, other than plain amounts); these cells are then not what they were in the list
    #[arg(long)]
    escape_formulas: bool,
    /// Replace label columns that the list already has, where they stand
    #[arg(long)]
    replace: bool,
    /// Add a sentence for each customer: why it has its label, and how far it is from the next better one
    #[arg(long)]
    why: bool,
    /// Also write a JSON of the run: rules, hashes, readings, cut points, counts
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Add what each customer is due by its label, and, where the list has the last contact, the day of the next one
    #[arg(long)]
    actions: bool,
    /// Fail with exit code 3, and write nothing, if any customer can't be classified or there is none
    #[arg(long)]
    strict: bool,
    /// Wait until the output is safe on the disk
    #[arg(long)]
    sync: bool,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// Where the list goes.
enum Target {
    File(AtomicFile, Kind),
    Stdout,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let mut job = args.job(context)?;
    // A bad path fails here, not ten minutes later.
    let target = target(args, &job)?;
    args.manifest.iter().try_for_each(|path| job.keep_lists(path))?;
    job.for_workbook = matches!(target, Target::File(_, Kind::Xlsx));
    if job.for_workbook && args.encoding_out.is_some() {
        return Err(Error::from(Refusal::EncodingOfWorkbook).into());
    }
    if job.for_workbook && args.escape_formulas {
        return Err(Error::from(Refusal::FormulasOfWorkbook).into());
    }
    let mut list = job.read(context)?;
    let mut outcome = job.score(&mut list, context)?;
    outcome.check(args.strict)?;
    if let Some(path) = &args.manifest {
        write_text(&outcome.manifest()?, AtomicFile::create(path, Durability::Cached).map_err(Error::from)?)?;
    }
    match target {
        Target::File(file, kind) => {
            let copy = outcome.copy(file, kind, context)?;
            // Before the copy gets its name: where printing fails, nothing has been written. A reader that went away has no more interest in
            // the summary, but the copy is still wanted.
            match args.format.print(outcome.summaries.clone(), &mut io::stdout().lock(), context.stdout_width) {
                Err(failure) if !failure.is_closed_pipe() => return Err(failure),
                _ => copy.commit()?,
            }
        }
        Target::Stdout => {
            let mut stdout = io::BufWriter::with_capacity(1 << 18, io::stdout());
            let name = Path::new("standard output");
            outcome.copy_to(&mut stdout, name, context)?;
            args.format.print(outcome.summaries.clone(), &mut io::stderr().lock(), context.stderr_width)?;
        }
    }
    Ok(())
}

impl Args {
    fn job(&self, context: &Context) -> Result<Job, Failure> {
        let job = self.reading.job(&self.input, self.rules.load_or_default(context)?, context);
        let reading = Reading { encoding_out: self.encoding_out.clone(), ..job.reading.clone() };
        let extras = Extras {
            replace: self.replace,
            reasons: self.why,
            actions: self.actions,
            escape_formulas: self.escape_formulas,
        };
        let (previous, overrides) = (self.policy.previous.clone(), self.policy.overrides.clone());
        Ok(Job { reading, extras, previous, overrides, ..job })
    }
}

/// The names of standard output.
const STANDARD_OUTPUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Opens the output: as named, or beside the input.
fn target(args: &Args, job: &Job) -> Result<Target, Failure> {
    let path = args.output.clone().unwrap_or_else(|| default_copy(&job.list));
    // By a name of its own, too: otherwise the summary would stand among the records.
    if STANDARD_OUTPUT.iter().any(|name| path.as_os_str() == *name) {
        return Ok(Target::Stdout);
    }
    let output = Output::new(&path, Writes::Copy)?;
    job.keep_lists(&path)?;
    if job.list.as_os_str() != "-" {
        // A missing list is a plainer message than a folder that cannot be written to.
        std::fs::metadata(&job.list).map_err(|error| Error::from(InputError::opening(&job.list, error)))?;
    }
    let durability = if args.sync { Durability::Synced } else { Durability::Cached };
    Ok(Target::File(output.create(durability)?, output.kind()))
}
