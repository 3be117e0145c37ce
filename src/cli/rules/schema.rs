//! `custclass rules schema`: what editors need to complete and check rule files.

use std::io::{self, Write};

use crate::cli::failure::Failure;

pub fn run() -> Result<(), Failure> {
    io::stdout().lock().write_all(custclass::rulefile::schema().as_bytes())?;
    Ok(())
}
