//! What holds for every list.

mod copies;
mod crossing;
mod freeze;
mod labels;
mod library;
mod oracle;
mod rfm;
mod round_trips;
mod rules;
mod runs;
