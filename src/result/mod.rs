//! What follows from a scored list: sums, movements, follow-ups. Numbers and labels; the sentences are those of [`crate::words`].

pub mod compare;
pub mod due;
pub mod fitting;
pub mod label;
pub mod list_rows;
pub mod refusal;
pub mod remark;
pub mod report;
pub mod starter;
pub mod summary;
