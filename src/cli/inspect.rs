//! `custclass inspect`: what was understood of a list.

use std::io;
use std::path::PathBuf;

use custclass::run;

use super::context::Context;
use super::failure::Failure;
use super::options::{FormatOption, ReadingOptions, RuleOptions};

/// Show what was understood of a list: encoding, delimiter, header row, fields, bad cells
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list
    input: PathBuf,
    #[command(flatten)]
    rules: RuleOptions,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let job = args.reading.job(&args.input, args.rules.load(context)?, context);
    let tables = run::inspect(&job, context)?;
    args.format.print(tables, &mut io::stdout().lock(), context.stdout_width)
}
