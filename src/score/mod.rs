//! Scoring, pure: typed columns, compiled rules and an as-of date in; label codes out.
//!
//! Nothing here opens a file, asks the clock, reads the environment or prints, and nothing here depends on the rest of the crate.

pub mod column;
pub mod decimal;
pub mod field;
pub mod text;
pub mod total;

pub use column::{Cell, Code, Column, Dates, Flags, Numbers, Tags, Texts};
pub use decimal::Decimal;
pub use field::{Field, FieldKind};
pub use total::Total;
