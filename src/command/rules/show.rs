//! `custclass rules show`: what a rule says.

use std::io::{self, Write};

use custclass::Error;
use custclass::rulefile::{RuleError, bundled};

use super::template::TemplateOptions;
use crate::command::context::Context;
use crate::command::failure::Failure;
use crate::command::options::RuleName;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rule's name
    #[arg(value_parser = RuleName, hide_possible_values = true)]
    name: String,
    #[command(flatten)]
    template: TemplateOptions,
    /// The language of the page, and of a template's headers and words
    #[arg(long, value_name = "LANG", env = "CUSTCLASS_LANG", default_value = "en", value_parser = ["en", "zh"])]
    lang: String,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let name = args.name.as_str();
    if args.template.is_wanted() {
        return args.template.write(name, args.lang.parse().unwrap_or_default(), context);
    }
    let text = match bundled::text(name) {
        Some(text) => text,
        None if name == "fields" => bundled::FIELDS,
        None => return Err(Error::from(RuleError::unknown(name)).into()),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}
