//! What follows from a scored list: sums, movements, follow-ups.

pub mod compare;
pub mod due;
pub mod fitting;
pub mod refusal;
pub mod remark;
pub mod report;
pub mod starter;
pub mod summary;
pub mod template;
