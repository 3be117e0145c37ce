//! `custclass rules show`: what a rule says.

use std::io::{self, Write};

use custclass::Error;
use custclass::rulefile::{RuleError, bundled};

use crate::command::failure::Failure;
use crate::command::options::RuleName;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rule's name
    #[arg(value_parser = RuleName, hide_possible_values = true)]
    name: String,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    let name = args.name.as_str();
    let text = match bundled::text(name) {
        Some(text) => text,
        None if name == "fields" => bundled::FIELDS,
        None => return Err(Error::from(RuleError::unknown(name)).into()),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}
