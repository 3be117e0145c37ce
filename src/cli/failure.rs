//! Why a command failed, and the exit code that says so.

use std::io;
use std::process::ExitCode;

use custclass::Error;
use custclass::Language;
use custclass::file::OutputError;
use custclass::result::refusal::Refusal;
use custclass::words;

/// Why a command failed.
#[derive(Debug)]
pub struct Failure(anyhow::Error);

impl Failure {
    /// Whether the reader of our output went away, which is no failure.
    pub fn is_closed_pipe(&self) -> bool {
        self.0.chain().any(|cause| {
            let closed =
                cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
            closed || cause.downcast_ref::<OutputError>().is_some_and(OutputError::is_closed_pipe)
        })
    }

    /// The exit code: 2 where the command line asks for something that cannot be, 3 where `--strict` does not let pass what was done, 1
    /// where the work could not be done.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self.refusal() {
            Some(refusal) if refusal.is_usage() => 2,
            Some(refusal) if refusal.is_strict() => 3,
            _ => 1,
        })
    }

    /// The message that the user sees.
    pub fn message(&self, language: Language) -> String {
        match self.0.downcast_ref::<Error>() {
            Some(error) => words::error(error, language),
            None => self.0.to_string(),
        }
    }

    fn refusal(&self) -> Option<&Refusal> {
        match self.0.downcast_ref::<Error>() {
            Some(Error::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.into())
    }
}
