//! What fuzzers do with their bytes (`fuzz/`), and the same for what they once found, as tests.
//!
//! A function here takes any bytes and panics where the program is wrong: `fuzz/fuzz_targets/NAME.rs` only hands its bytes on. What the
//! program says is held against a second, plain way to the same answer wherever there is one.

use crate::list::Progress;
use crate::score::{Cell, Column};

mod headers;
mod lists;
mod numbers;
mod plain_reader;
mod rule_files;
#[cfg(test)]
mod tests;
mod values;
mod workbooks;

pub use headers::headers;
pub use lists::{csv, dialects, encodings};
pub use rule_files::{expressions, rules};
pub use values::values;
#[cfg(test)]
pub(crate) use workbooks::{archive, compound};
pub use workbooks::{markup, parts, workbooks};

/// Nobody waits for these lists.
struct Silent;

impl Progress for Silent {
    fn advance(&self, _: u64) {}
}

/// The first line of what a fuzzer wrote, in words, and what follows it: options of a run, in a form that people can read and write.
fn options(bytes: &[u8]) -> (Vec<String>, &[u8]) {
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
    let words = String::from_utf8_lossy(&bytes[..end]).split(' ').map(str::to_owned).collect();
    (words, bytes.get(end + 1..).unwrap_or_default())
}

/// A customer's cell in words.
fn cell(column: &Column, row: usize) -> String {
    match column {
        Column::Numbers(numbers) => format!("{:?}", numbers.get(row).map(|number| number.normalized().to_string())),
        Column::Dates(dates) => format!("{:?}", dates.get(row)),
        Column::Texts(texts) => format!("{:?}", texts.text(row)),
        Column::Flags(flags) => format!("{:?}", flags.get(row)),
        Column::Tags(tags) => match tags.get(row) {
            Cell::Value(set) => {
                format!("{:?}", set.iter().map(|&tag| tags.dictionary().text(tag)).collect::<Vec<_>>())
            }
            Cell::Missing => "missing".to_owned(),
            Cell::Bad => "bad".to_owned(),
        },
    }
}
