//! A run from the list to its result.

pub mod bound;
pub mod ids;
