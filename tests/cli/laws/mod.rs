//! What holds for every list.

mod copies;
mod labels;
mod library;
mod oracle;
mod round_trips;
mod rules;
mod runs;
