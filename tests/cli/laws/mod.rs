//! What holds for every list.

mod copies;
mod crossing;
mod freeze;
mod labels;
mod library;
mod oracle;
mod rfm;
mod rules;
mod runs;
