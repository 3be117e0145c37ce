//! What a run has to show, before it is drawn.

pub mod table;
