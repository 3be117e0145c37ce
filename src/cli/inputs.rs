//! What a run reads is never written to.

use std::path::Path;

use custclass::file::same_file;

use super::failure::Failure;

/// Refuses an output that is one of the lists that the run reads.
pub fn keep<'a>(lists: impl IntoIterator<Item = &'a Path>, output: &Path) -> Result<(), Failure> {
    match has(lists, output) {
        true => Err(Failure::work(format!(
            "{}: is the input itself, which is never written to; name another output",
            output.display()
        ))),
        false => Ok(()),
    }
}

/// Whether an output is one of the lists.
pub fn has<'a>(lists: impl IntoIterator<Item = &'a Path>, output: &Path) -> bool {
    // On standard input there is a list without a file.
    lists.into_iter().any(|list| list.as_os_str() != "-" && same_file(list, output))
}
