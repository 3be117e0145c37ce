//! Everything that can stop a run.

use crate::result::refusal::Refusal;

/// Everything that can stop a run. Each message says where, what was found, and what would be right.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A list could not be read.
    #[error(transparent)]
    Input(#[from] crate::list::InputError),
    /// A rule could not be loaded.
    #[error(transparent)]
    Rule(#[from] crate::rulefile::RuleError),
    /// A rule could not be frozen.
    #[error(transparent)]
    Freeze(#[from] crate::rulefile::FreezeError),
    /// An output could not be written.
    #[error(transparent)]
    Output(#[from] crate::file::OutputError),
    /// The run was refused.
    #[error(transparent)]
    Refused(Box<Refusal>),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refused(Box::new(refusal))
    }
}
