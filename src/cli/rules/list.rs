//! `custclass rules list`: the classifications there are.

use std::io;
use std::path::PathBuf;

use custclass::Error;
use custclass::document::Document;
use custclass::draw::Format;
use custclass::rulefile::bundled;
use custclass::run::{Rules, fittings};
use custclass::words::handbook::library;
use custclass::words::tables::fitting;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::options::{ReadingOptions, TABLE_FORMATS, one_of};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which of the rules this list could be scored with, and what is missing for the others
    #[arg(long = "for", value_name = "INPUT")]
    input: Option<PathBuf>,
    /// How the list is printed
    #[arg(long, value_parser = one_of(TABLE_FORMATS), default_value = "table", value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let language = args.reading.language();
    let document = if let Some(input) = &args.input {
        let names = bundled::RULES.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>();
        let job = args.reading.job(input, Rules::load_apart(&names, &[], context)?, context);
        let (list, fittings) = fittings(&job, context)?;
        match args.format {
            Format::Text | Format::Json => fitting::page(&list, &fittings, language),
            Format::Markdown | Format::Csv => Document::from(vec![fitting::table(&fittings, language)]),
        }
    } else {
        let rules = library::all(language).map_err(Error::from)?;
        match args.format {
            Format::Text | Format::Json => library::page(&rules, language),
            Format::Markdown => Document::from(library::tables(&rules, language)),
            Format::Csv => Document::from(vec![library::one_table(&rules, language)]),
        }
    };
    args.format.draw(&document, context.stdout_width, &mut io::stdout().lock())?;
    Ok(())
}
