//! `custclass read`: the table as it was understood, and nothing else.

use std::io;
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::file::Durability;
use custclass::result::refusal::Writes;
use custclass::run::{Output, Rules, keep, read_to_show, write_shown};

use super::context::Context;
use super::failure::Failure;
use super::options::ReadingOptions;

/// Show the table as it was read, nothing added: CSV, UTF-8, one header, one record a row
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list: CSV, XLSX or another spreadsheet; - is CSV on standard input
    input: PathBuf,
    /// Where the table goes, a .csv file [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let mut file = None;
    if let Some(path) = args.output.as_ref().filter(|path| path.as_os_str() != "-") {
        let output = Output::new(path, Writes::Shown)?;
        keep([args.input.as_path()], path)?;
        file = Some(output.create(Durability::Cached)?);
    }
    let job = args.reading.job(&args.input, Rules::default(), context);
    let (list, is_header) = (read_to_show(&job, context)?, args.reading.names_header_row());
    match (file, list) {
        (Some(mut file), list) => {
            let path = file.path().to_owned();
            if let Some(list) = list {
                let out = io::BufWriter::with_capacity(1 << 18, &mut file);
                write_shown(list, out, &path, is_header, context)?;
            }
            file.commit().map_err(Error::from)?;
        }
        (None, Some(list)) => {
            let out = io::BufWriter::with_capacity(1 << 18, io::stdout());
            write_shown(list, out, Path::new("standard output"), is_header, context)?;
        }
        (None, None) => {}
    }
    Ok(())
}
