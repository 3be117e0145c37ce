//! Saving a workbook to its file.

use std::io::{self, Write};

use rust_xlsxwriter::Workbook;

use super::{failed, guarded};
use crate::file::{AtomicFile, OutputError};

/// Writes a workbook and gives the finished file its name.
///
/// # Errors
///
/// When the file could not be written; then nothing is left of it.
pub(crate) fn save(workbook: &mut Workbook, mut file: AtomicFile) -> Result<(), OutputError> {
    let path = file.path().to_path_buf();
    let mut out = Watched { file: &mut file, error: None };
    let saved = guarded(&path, || workbook.save_to_writer(&mut out).map_err(|error| failed(&path, error)));
    match (saved, out.error) {
        (Ok(()), _) => file.commit(),
        (Err(_), Some(error)) => Err(OutputError::io(&path, error)),
        (Err(error), None) => Err(error),
    }
}

/// Keeps the error of the file, which the library passes on in a form that cannot be looked into.
struct Watched<'f> {
    file: &'f mut AtomicFile,
    error: Option<io::Error>,
}

impl Watched<'_> {
    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            self.error.get_or_insert(error);
            kind.into()
        })
    }
}

impl Write for Watched<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        self.keep(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.file.flush();
        self.keep(flushed)
    }
}
