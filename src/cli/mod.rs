//! The command line: clap and anyhow stop here; the library knows neither.

use clap::{ArgMatches, Parser, Subcommand};
use custclass::Language;

mod context;
mod failure;
mod options;
mod panics;

mod compare;
mod completions;
mod due;
mod explain;
mod inspect;
mod read;
mod report;
mod rules;
mod score;

pub use context::Context;
pub use failure::Failure;
pub use panics::{caught, tell_mistakes};

/// The language of the run, as the command line or its surroundings say it.
pub fn language(matches: &ArgMatches) -> Language {
    match matches.subcommand() {
        Some((_, matches)) => language(matches),
        None => matches.try_get_one::<Language>("lang").ok().flatten().copied().unwrap_or_default(),
    }
}

/// Classify customer lists from spreadsheets: who deserves what, exactly and explained.
#[derive(Debug, Parser)]
#[command(name = "custclass", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  custclass score customers.xlsx                        customers.scored.xlsx, by the customer pyramid
  custclass score list.csv -r pareto-abc -o abc.xlsx    ABC by share of revenue, as a workbook
  custclass report --by tier                            the newest scored list, summed up
  custclass rules list                                  the classifications there are";

#[derive(Debug, Subcommand)]
enum Command {
    Score(score::Args),
    Report(report::Args),
    Compare(compare::Args),
    Due(due::Args),
    Explain(explain::Args),
    Inspect(inspect::Args),
    Read(read::Args),
    Rules(rules::Args),
    Completions(completions::Args),
}

impl Cli {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<(), Failure> {
        match &self.command {
            Command::Score(args) => score::run(args, context),
            Command::Report(args) => report::run(args, context),
            Command::Compare(args) => compare::run(args, context),
            Command::Due(args) => due::run(args, context),
            Command::Explain(args) => explain::run(args, context),
            Command::Inspect(args) => inspect::run(args, context),
            Command::Read(args) => read::run(args, context),
            Command::Rules(args) => rules::run(args, context),
            Command::Completions(args) => completions::run(args, context),
        }
    }
}
