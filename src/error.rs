//! Everything that can stop a run.

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
    /// An output could not be written.
    #[error(transparent)]
    Output(#[from] crate::file::OutputError),
}
