//! Why a rule could not be loaded, with the place in the file.

use std::fmt;
use std::io;
use std::path::PathBuf;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::rule::mistake::{Advice, Mistake};
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
        /// The bundled rule that may be meant.
        near: Option<&'static str>,
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
        RuleError::Unknown { name: name.to_owned(), near: nearest(name, known) }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RuleError::Unknown { name, near } => {
                write!(f, "there is no rule `{name}`\nhelp: ")?;
                near.map_or(Ok(()), |near| write!(f, "did you mean `{near}`? "))?;
                write!(
                    f,
                    "`custclass rules list` shows all; a file of your own is named with its path, as in ./{name}.toml"
                )
            }
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
                f.write_str(&render_all(file, text, complaints, &ENGLISH))
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

/// The words in which complaints are told.
#[derive(Debug)]
pub struct ComplaintWords {
    /// What an error is called.
    pub error: &'static str,
    /// What a warning is called.
    pub warning: &'static str,
    /// What stands before that which would be right.
    pub help: &'static str,
    /// What is said of a mistake.
    pub advice: fn(&Mistake) -> Advice,
    /// That there are more mistakes than are shown; `None` is more than were counted.
    pub more: fn(Option<usize>) -> String,
}

/// English.
pub const ENGLISH: ComplaintWords = ComplaintWords {
    error: "error",
    warning: "warning",
    help: "help",
    advice: Mistake::advice,
    more: |count| count.map_or_else(|| "and many more".to_owned(), |count| format!("and {count} more")),
};

/// The first complaints about a file as text, and how many more there are.
pub fn render_all(file: &str, text: &str, complaints: &[Complaint], words: &ComplaintWords) -> String {
    let shown = complaints.iter().take(MOST_SHOWN);
    let mut drawn = shown.map(|complaint| render(file, text, complaint, words)).collect::<Vec<_>>();
    let more = complaints.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        drawn.push((words.more)((complaints.len() < Complaints::MOST).then_some(more)));
    }
    drawn.join("\n\n")
}

/// A complaint as text: file, line, column, the line itself and a caret under the place.
pub fn render(file: &str, text: &str, complaint: &Complaint, words: &ComplaintWords) -> String {
    let level = match complaint.severity {
        Severity::Error => Level::ERROR.with_name(words.error),
        Severity::Warning => Level::WARNING.with_name(words.warning),
    };
    let end = text.len();
    let span = complaint.span.start.min(end)..complaint.span.end.clamp(complaint.span.start.min(end), end);
    let first_line_end = text[span.start..].find('\n').map_or(end, |length| span.start + length);
    // A list or table over several lines is shown by its first.
    let span = span.start..span.end.min(first_line_end.max(span.start));
    let snippet = Snippet::source(text).path(file).annotation(AnnotationKind::Primary.span(span));
    let Advice { message, help } = (words.advice)(&complaint.mistake);
    let group = Group::with_title(level.primary_title(message)).element(snippet);
    let group = match help {
        Some(help) => group.element(Level::HELP.with_name(words.help).message(help)),
        None => group,
    };
    Renderer::plain().render(&[group])
}
