//! The program as its users meet it: run in a folder of its own, judged by its exit code, its words and its files.
//!
//! One binary, because linking takes longer than all the tests in it. The texts of messages and tables are written down in full
//! (`SNAPSHOTS=overwrite cargo test --test cli` writes them anew): read the difference before you believe it.

#[path = "../../src/words/english_left.rs"]
mod english_left;
mod folder;
mod sheet;

mod authoring;
mod compare;
mod corpus;
mod dialects;
mod documented;
mod due;
mod encodings;
mod examples;
mod explain;
mod formulas;
mod freeze;
mod house;
mod inspect;
mod json_page;
#[cfg(unix)]
mod killing;
mod labels;
mod language;
mod laws;
mod money;
mod options;
mod outputs;
mod pages;
mod policy;
mod read;
mod refusals;
mod repeats;
mod report;
mod rows;
mod rule_files;
mod rule_pages;
mod rules;
mod score;
mod spellings;
mod templates;
mod told;
mod workbooks;
