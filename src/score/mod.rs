//! Scoring, pure: typed columns, rules and an as-of date in; label codes out.
//!
//! Nothing here opens a file, asks the clock, reads the environment or prints. Of the rest of the crate it knows what a rule says
//! ([`crate::rule`]), numbers, dates and the folding of texts.
//!
//! A rule's method is fitted ([`fit::fit`]) to the columns of a list ([`frame::Frame`]) and leaves a [`model::Model`]: the boundaries
//! found, from which every customer's code follows, and the reason for it.

pub mod beyond;
pub mod cadence;
pub mod column;
pub mod cuts;
pub mod expression;
pub mod fit;
pub mod frame;
pub mod groups;
pub mod histogram;
mod integers;
pub mod line;
pub mod listed;
pub mod model;
pub mod needs;
pub mod own_lines;
pub mod parallel;
pub mod places;
pub mod policy;
pub mod ranked_values;
pub mod reason;
pub mod scored;
#[cfg(test)]
mod testing;
pub mod truth;

pub use column::{Cell, Code, Column, Dates, Flags, Numbers, SetAside, Tags, Texts};
pub use policy::{Movement, Policy};
pub use scored::{FieldColumn, Scored, Scoring};
