//! `custclass rules new`: a rule file to start from.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::file::{AtomicFile, Durability};
use custclass::result::starter;
use custclass::words::starter::quoted_for_shell;

use crate::cli::context::{Context, note};
use crate::cli::failure::Failure;
use crate::cli::options::ReadingOptions;

mod list;
mod sample;

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
    let name = if to_stdout { "./mine.toml".to_owned() } else { quoted_for_shell(&as_rule(&args.file)) };
    let language = args.reading.language();
    let (text, told) = match &args.input {
        None => (starter::general(&name, language)?, Vec::new()),
        Some(input) => {
            let subject = list::subject(input, &name, &args.reading, context)?;
            (starter::from_list(&subject, language)?, list::told(&subject, input, language))
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
    told.iter().for_each(|line| note(line));
    Ok(())
}

/// A rule file holds somebody's work: it is never overwritten.
fn refuse_existing(file: &Path) -> Result<(), Failure> {
    if file.as_os_str() == "-" || file.symlink_metadata().is_err() {
        return Ok(());
    }
    Err(Failure::work(format!(
        "{} is there already, and was left as it is\nhelp: name another file, or move this one away first; - prints the starter",
        file.display()
    )))
}

/// A file as `-r` takes it for a file: with a folder before it.
fn as_rule(file: &Path) -> String {
    let name = file.display().to_string();
    if name.contains('/') || name.contains(std::path::MAIN_SEPARATOR) { name } else { format!("./{name}") }
}
