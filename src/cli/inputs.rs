//! What a run reads is never written to.

use std::path::Path;

use custclass::Error;
use custclass::file::{OutputError, same_file};

use super::failure::Failure;

/// Refuses an output that is one of the lists that the run reads.
pub fn keep<'a>(lists: impl IntoIterator<Item = &'a Path>, output: &Path) -> Result<(), Failure> {
    match has(lists, output) {
        true => Err(Error::from(OutputError::IsInput { file: output.to_owned() }).into()),
        false => Ok(()),
    }
}

/// Whether an output is one of the lists.
pub fn has<'a>(lists: impl IntoIterator<Item = &'a Path>, output: &Path) -> bool {
    // On standard input there is a list without a file.
    lists.into_iter().any(|list| list.as_os_str() != "-" && same_file(list, output))
}
