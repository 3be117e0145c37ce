//! `custclass rules freeze`: the lines of a list, written down as a threshold rule.

use std::io::{self, Write};
use std::path::PathBuf;

use custclass::Error;
use custclass::file::{AtomicFile, Durability};
use custclass::run::{self, keep, write_text};

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::options::{ReadingOptions, RuleOptions};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list whose lines are written down
    input: PathBuf,
    #[command(flatten)]
    rules: RuleOptions,
    /// The rule file to write; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let job = args.reading.job(&args.input, args.rules.load_or_default(context)?, context);
    keep([args.input.as_path()], &args.output)?;
    let text = run::freeze(&job, context)?;
    if args.output.as_os_str() == "-" {
        return Ok(io::stdout().lock().write_all(text.as_bytes())?);
    }
    let file = AtomicFile::create(&args.output, Durability::Cached).map_err(Error::from)?;
    Ok(write_text(&text, file)?)
}
