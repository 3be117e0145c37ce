//! `custclass rules list`: the classifications there are.

use std::io::{self, Write};

use custclass::Error;
use custclass::handbook::library::{self, Listed};
use custclass::output::{Format, page};
use custclass::words::Language;

use crate::command::context::Context;
use crate::command::failure::Failure;
use crate::command::options::FormatName;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// How the list is printed
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: FormatName,
    /// The language of titles
    #[arg(long, value_name = "LANG", env = "CUSTCLASS_LANG", default_value = "en", value_parser = ["en", "zh"])]
    lang: String,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let language = args.lang.parse::<Language>().unwrap_or_default();
    let rules = library::all(language).map_err(Error::from)?;
    let mut out = io::stdout().lock();
    match args.format {
        FormatName::Table => page::text(&library::as_blocks(&rules, language), context.stdout_width, &mut out)?,
        FormatName::Markdown => Format::Markdown.draw(&library::as_tables(&rules, language), None, &mut out)?,
        FormatName::Csv => Format::Csv.draw(&[library::as_one_table(&rules, language)], None, &mut out)?,
        FormatName::Json => json(&rules, &mut out)?,
    }
    Ok(())
}

/// The version of the JSON.
const FORMAT: u32 = 1;

fn json(rules: &[Listed], out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &serde_json::json!({ "format": FORMAT, "rules": rules }))?;
    writeln!(out)
}
