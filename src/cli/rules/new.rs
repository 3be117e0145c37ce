//! `custclass rules new`: a rule file to start from.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::file::{AtomicFile, Durability};
use custclass::result::refusal::Refusal;
use custclass::run::{Rules, starter};
use custclass::words::starter::{file_in_commands, general};

use crate::cli::context::{Context, note};
use crate::cli::failure::Failure;
use crate::cli::options::ReadingOptions;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rule file to write; - is standard output
    file: PathBuf,
    /// The list whose headers and figures it starts from [default: none; three tiers with made-up figures]
    #[arg(long = "for", value_name = "INPUT")]
    input: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let to_stdout = args.file.as_os_str() == "-";
    refuse_existing(&args.file)?;
    let name = file_in_commands(if to_stdout { Path::new("mine.toml") } else { &args.file });
    let language = args.reading.language();
    let (text, summary) = match &args.input {
        None => (general(&name, language), Vec::new()),
        Some(input) => {
            let starter = starter(&args.reading.job(input, Rules::default(), context), &name, context)?;
            (starter.text, starter.summary)
        }
    };
    if to_stdout {
        io::stdout().lock().write_all(text.as_bytes())?;
    } else {
        let mut out = AtomicFile::create(&args.file, Durability::Cached).map_err(Error::from)?;
        out.write_all(text.as_bytes())?;
        // Somebody else may have written it meanwhile.
        refuse_existing(&args.file)?;
        out.commit().map_err(Error::from)?;
        note(&language.words().file_written(&name));
    }
    summary.iter().for_each(|line| note(line));
    Ok(())
}

/// A rule file holds somebody's work: it is never overwritten.
fn refuse_existing(file: &Path) -> Result<(), Error> {
    if file.as_os_str() == "-" || file.symlink_metadata().is_err() {
        return Ok(());
    }
    Err(Refusal::RuleFileExists(file.to_owned()).into())
}
