//! Scoring, pure: typed columns, compiled rules and an as-of date in; label codes out.
//!
//! Nothing here opens a file, asks the clock, reads the environment or prints, and nothing here depends on the rest of the crate.
//!
//! A rule's settings are a tree whose values know their places ([`settings`]). A [`method::Method`] reads what it understands of
//! them, is fitted to the columns of a list ([`frame::Frame`]) and leaves a [`method::Model`]: the boundaries found, from which every
//! customer's code follows, and the reason for it.

pub mod block;
pub mod bounds;
pub mod cadence;
pub mod column;
pub mod cuts;
pub mod decision;
pub mod expression;
pub mod field;
pub mod followup;
pub mod frame;
pub mod group;
pub mod in_shares;
pub mod line;
pub mod listed;
pub mod lookup;
pub mod matrix;
pub mod method;
pub mod own_field;
pub mod pareto;
pub mod percentile;
pub mod policy;
pub mod profile;
pub mod ranking;
pub mod reason;
pub mod ruleset;
pub mod scope;
pub mod scorecard;
pub mod selection;
pub mod settings;
pub mod shares;
#[cfg(test)]
mod testing;
pub mod threshold;
pub mod tier;
pub mod truth;

pub use column::{Cell, Code, Column, Dates, Flags, Numbers, Tags, Texts};
pub use field::{Field, FieldKind};
pub use policy::{Movement, Policy};
pub use ruleset::{FieldColumn, Rule, RuleSet, Scored, Scoring};
