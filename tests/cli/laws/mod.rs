//! What holds for every list.

mod copies;
mod labels;
mod library;
mod oracle;
mod rules;
mod runs;
