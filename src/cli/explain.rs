//! `custclass explain`: why one customer has its label, step by step.

use std::io;
use std::path::PathBuf;

use custclass::run::{self, Job};

use super::context::Context;
use super::failure::Failure;
use super::options::{FormatOption, PolicyOptions, ReadingOptions, RuleOptions};

/// Explain why a customer has its label: the cells read, the values derived, each rule's line and reason
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list
    input: PathBuf,
    /// The customer's id, as the list has it
    #[arg(long, value_name = "ID")]
    id: String,
    #[command(flatten)]
    rules: RuleOptions,
    #[command(flatten)]
    policy: PolicyOptions,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let rules = args.rules.load_or_default(context)?;
    let (previous, overrides) = (args.policy.previous.clone(), args.policy.overrides.clone());
    let job = Job { previous, overrides, ..args.reading.job(&args.input, rules, context) };
    let tables = run::explain(&job, &args.id, context)?;
    args.format.print(tables, &mut io::stdout().lock(), context.stdout_width)
}
