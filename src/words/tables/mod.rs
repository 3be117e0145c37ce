//! The tables of results: facts in, a table with its headings, words and notes out.

pub mod calendar;
pub mod due;
