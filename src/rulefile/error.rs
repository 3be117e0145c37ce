//! Why a rule could not be loaded, with the place in the file.

use std::fmt;
use std::io;
use std::path::PathBuf;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::score::settings::{Complaint, Severity, nearest};

/// A rule could not be loaded.
#[derive(Debug)]
#[non_exhaustive]
pub enum RuleError {
    /// There is no bundled rule of this name.
    Unknown {
        /// The name.
        name: String,
        /// What would be right.
        help: String,
    },
    /// The file could not be read.
    Io {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is larger than any rule file.
    TooLarge {
        /// The file.
        file: PathBuf,
        /// Its size in bytes.
        bytes: u64,
        /// The most that is read.
        most: u64,
    },
    /// The file is not UTF-8.
    NotUtf8 {
        /// The file.
        file: PathBuf,
        /// The first byte that is not, counted from 0.
        byte: usize,
        /// Its line, counted from 1.
        line: usize,
    },
    /// The file has mistakes.
    Mistakes {
        /// What the file is called.
        file: String,
        /// Its text.
        text: String,
        /// The mistakes in the order of the file.
        complaints: Vec<Complaint>,
    },
}

impl RuleError {
    /// No bundled rule has this name; says which one may be meant.
    pub fn unknown(name: &str) -> RuleError {
        let known = super::bundled::RULES.iter().map(|(name, _)| *name);
        let help = match nearest(name, known) {
            Some(near) => format!(
                "did you mean `{near}`? `custclass rules list` shows all; a file of your own is named with its path, as in ./{name}.toml"
            ),
            None => format!(
                "`custclass rules list` shows all; a file of your own is named with its path, as in ./{name}.toml"
            ),
        };
        RuleError::Unknown { name: name.to_owned(), help }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RuleError::Unknown { name, help } => write!(f, "there is no rule `{name}`\nhelp: {help}"),
            RuleError::Io { file, source } if source.kind() == io::ErrorKind::NotFound => {
                write!(f, "{}: there is no such rule file", file.display())
            }
            RuleError::Io { file, source } => write!(f, "{}: {source}", file.display()),
            RuleError::TooLarge { file, bytes, most } => {
                write!(
                    f,
                    "{}: a rule file of {bytes} bytes is too large (at most {most}); is this a rule file?",
                    file.display()
                )
            }
            RuleError::NotUtf8 { file, byte, line } => {
                write!(f, "{}:{line}: not UTF-8 (byte {byte}); save the rule file as UTF-8", file.display())
            }
            RuleError::Mistakes { file, text, complaints } => {
                let drawn = complaints.iter().map(|complaint| render(file, text, complaint)).collect::<Vec<_>>();
                write!(f, "{}", drawn.join("\n\n"))
            }
        }
    }
}

impl std::error::Error for RuleError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            RuleError::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// A complaint as text: file, line, column, the line itself and a caret under the place.
pub fn render(file: &str, text: &str, complaint: &Complaint) -> String {
    let level = match complaint.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let end = text.len();
    let span = complaint.span.start.min(end)..complaint.span.end.clamp(complaint.span.start.min(end), end);
    let first_line_end = text[span.start..].find('\n').map_or(end, |length| span.start + length);
    // A list or table over several lines is shown by its first.
    let span = span.start..span.end.min(first_line_end.max(span.start));
    let snippet = Snippet::source(text).path(file).annotation(AnnotationKind::Primary.span(span));
    let group = Group::with_title(level.primary_title(complaint.message.as_str())).element(snippet);
    let group = match &complaint.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    };
    Renderer::plain().render(&[group])
}
