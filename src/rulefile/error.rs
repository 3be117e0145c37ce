//! Why a rule could not be loaded, with the place in the file.

use std::fmt;
use std::io;
use std::path::PathBuf;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::rule::settings::{Complaint, Complaints, Severity, nearest};

/// How many mistakes of a file are shown at once.
const MOST_SHOWN: usize = 20;

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
        /// The most that is read, in bytes.
        most: u64,
    },
    /// The file is not UTF-8.
    NotUtf8 {
        /// The file.
        file: PathBuf,
        /// The line of the first byte that is not, counted from 1.
        line: usize,
        /// Its column in characters, counted from 1.
        column: usize,
        /// The byte.
        byte: u8,
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
            RuleError::Io { file, source } if source.kind() == io::ErrorKind::IsADirectory => {
                write!(f, "{}: is a folder; name a rule file in it", file.display())
            }
            RuleError::Io { file, source } => write!(f, "{}: {source}", file.display()),
            RuleError::TooLarge { file, most } => {
                let most = most >> 20;
                write!(
                    f,
                    "{}: too large for a rule file, which has at most {most} MB; a list is named before -r",
                    file.display()
                )
            }
            RuleError::NotUtf8 { file, line, column, byte } => {
                write!(
                    f,
                    "{}:{line}:{column}: the byte {byte:02X} is no UTF-8; save the rule file as UTF-8 (not as GBK, ANSI or \"Unicode\")",
                    file.display()
                )
            }
            RuleError::Mistakes { file, text, complaints } => {
                let shown = complaints.iter().take(MOST_SHOWN);
                let mut drawn = shown.map(|complaint| render(file, text, complaint)).collect::<Vec<_>>();
                match complaints.len().saturating_sub(MOST_SHOWN) {
                    0 => {}
                    1 => drawn.push("and 1 more".to_owned()),
                    _ if complaints.len() >= Complaints::MOST => drawn.push("and many more".to_owned()),
                    more => drawn.push(format!("and {more} more")),
                }
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
