//! `custclass rules`: the classifications there are, what they say, and whether they prove themselves.

use super::context::Context;
use super::failure::Failure;

mod check;
mod freeze;
mod list;
mod new;
mod schema;
mod show;
mod template;

/// List, show, write and check rules
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the bundled rules by family; with --for, which of them a list could be scored with
    List(list::Args),
    /// Show the page of a rule: what it needs, how it decides, what to do; or its file (--toml)
    Show(show::Args),
    /// Write the lines of a list down: ranking rules become threshold rules, so that next month is measured with this month's ruler
    Freeze(freeze::Args),
    /// Check rule files and run their [[test]] lists
    Check(check::Args),
    /// Write a commented rule file to start from, with lines that a list's own figures suggest
    New(new::Args),
    /// Print a JSON Schema of rule files: editors that know it complete keys, explain them and mark mistakes
    Schema,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    match &args.command {
        Command::List(args) => list::run(args, context),
        Command::Show(args) => show::run(args, context),
        Command::Freeze(args) => freeze::run(args, context),
        Command::Check(args) => check::run(args, context),
        Command::New(args) => new::run(args, context),
        Command::Schema => schema::run(),
    }
}
