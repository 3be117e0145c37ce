//! `custclass rules list`: the classifications there are.

use std::io::{self, Write};
use std::path::PathBuf;

use custclass::Error;
use custclass::draw::{Format, page};
use custclass::words::handbook::library::{self, Listed};

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::options::{FormatName, ReadingOptions};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which of the rules this list could be scored with, and what is missing for the others
    #[arg(long = "for", value_name = "INPUT")]
    input: Option<PathBuf>,
    /// How the list is printed
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: FormatName,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    if let Some(input) = &args.input {
        return super::list_for::run(input, args.format, &args.reading, context);
    }
    let language = args.reading.language();
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
pub(super) const FORMAT: u32 = 1;

fn json(rules: &[Listed], out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &serde_json::json!({ "format": FORMAT, "rules": rules }))?;
    writeln!(out)
}
