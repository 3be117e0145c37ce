//! Why a command failed, and the exit code that says so.

use std::fmt;
use std::io;
use std::process::ExitCode;

use custclass::Error;
use custclass::file::OutputError;
use custclass::language::Language;
use custclass::words;

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// The command line asks for something that cannot be: exit code 2.
    Usage(String),
    /// The work could not be done, and nothing was written: exit code 1.
    Work(anyhow::Error),
}

impl Failure {
    /// A failure of the work in plain words.
    pub fn work(message: impl Into<String>) -> Failure {
        Failure::Work(anyhow::Error::msg(message.into()))
    }

    /// Why the command failed, in the language of the run.
    pub fn told(&self, language: Language) -> String {
        let known = match self {
            Failure::Work(error) => error.downcast_ref::<Error>(),
            Failure::Usage(_) => None,
        };
        known.map_or_else(|| self.to_string(), |error| words::error(error, language))
    }

    /// Whether the reader of our output went away, which is its good right.
    pub fn is_closed_pipe(&self) -> bool {
        let Failure::Work(error) = self else { return false };
        error.chain().any(|cause| {
            let closed =
                cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
            closed || cause.downcast_ref::<OutputError>().is_some_and(OutputError::is_closed_pipe)
        })
    }

    /// The exit code.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Failure::Usage(_) => ExitCode::from(2),
            Failure::Work(_) => ExitCode::from(1),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Usage(message) => f.write_str(message),
            Failure::Work(error) => write!(f, "{error}"),
        }
    }
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::Work(error.into())
    }
}
