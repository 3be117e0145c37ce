//! A run from the list to its result: what is asked for ([`Job`]), what came of it ([`Outcome`]), and what is written of it.

use std::path::Path;

mod added_columns;
mod comparison;
mod due;
mod explain;
pub(crate) mod fields;
mod fitting;
mod freeze;
mod future_dates;
mod id_index;
mod inspect;
mod job;
mod list;
mod notes;
mod observer;
mod outcome;
mod output;
mod policies;
mod report;
mod rules;
mod shown;
mod starter;
mod write;

pub use comparison::{Compared, ListsToCompare, compare_lists, compare_rules};
pub use due::{Contacts, DueOptions, contacts};
pub use explain::explain;
pub use fitting::fittings;
pub use freeze::freeze;
pub use inspect::inspect;
pub use job::{Extras, Job, origin, reading};
pub use list::{Content, List};
pub use observer::{Observer, Silent};
pub use outcome::{Outcome, ReadFile};
pub use output::{Kind, Output, default_copy, keep, write_calendar, write_tables, write_text};
pub use policies::Policies;
pub use report::{Report, newest_scored};
pub use rules::Rules;
pub use shown::{read_to_show, write_shown};
pub use starter::{Starter, starter};
pub use write::Copy;

/// The name of a file without its folder.
fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
