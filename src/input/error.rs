//! Why a list could not be read.

use std::io;
use std::path::PathBuf;

use super::header::HeaderError;
use crate::error::Place;

/// A list could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// The file could not be opened or read.
    #[error("{}: {source}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The list's header does not fit what was asked of it.
    #[error("{place}: {problem}")]
    Header {
        /// The file or the sheet.
        place: Place,
        /// What does not fit.
        problem: HeaderError,
    },
}
