//! What follows from a scored list: sums, movements, follow-ups.

pub mod compare;
pub mod due;
pub mod fitting;
pub mod report;
pub mod starter;
pub mod summary;
