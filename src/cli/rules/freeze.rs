//! `custclass rules freeze`: the lines of a list, written down as a threshold rule.

use std::io::{self, Write};
use std::path::PathBuf;

use custclass::Error;
use custclass::file::{AtomicFile, Durability};

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::inputs;
use crate::cli::list::{Extras, List};
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
    let files = args.rules.load_or_default()?;
    let [file] = files.as_slice() else {
        return Err(Failure::Usage("one rule file is frozen at a time; name one with -r".to_owned()));
    };
    inputs::keep([args.input.as_path()], &args.output)?;
    let list = List::read(&args.input, &files, &Extras::default(), &args.reading, context)?;
    list.content.tell(args.reading.language());
    let scored = list.content.score(&files, args.reading.as_of_days(context));
    let name =
        args.input.file_name().map_or_else(|| "standard input".to_owned(), |name| name.to_string_lossy().into_owned());
    let text = custclass::rulefile::freeze(file, &scored[0], &name)?;
    if args.output.as_os_str() == "-" {
        io::stdout().lock().write_all(text.as_bytes())?;
        return Ok(());
    }
    let mut out = AtomicFile::create(&args.output, Durability::Cached).map_err(Error::from)?;
    out.write_all(text.as_bytes())?;
    out.commit().map_err(Error::from)?;
    Ok(())
}
