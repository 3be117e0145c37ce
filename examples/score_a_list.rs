//! Scores a list by the customer pyramid, prints the summary, and writes the list with its labels beside it.
//!
//! ```console
//! $ cargo run --example score_a_list -- examples/customers.csv
//! ```

use std::error::Error;
use std::io;
use std::path::PathBuf;

use custclass::document::Document;
use custclass::draw::Format;
use custclass::run::{Silent, default_copy};
use custclass::{Job, Language, Rules, words};
use jiff::civil::date;

fn main() -> Result<(), Box<dyn Error>> {
    let list = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("examples/customers.csv"), PathBuf::from);
    let copy = default_copy(&list);
    let mut job = Job::new(list, Rules::named("pyramid")?, date(2026, 9, 30));
    job.for_workbook = copy.extension().is_some_and(|ending| ending == "xlsx");
    let mut list = job.read(&Silent)?;
    let mut outcome = job.score(&mut list, &Silent)?;
    Format::Text.draw(&Document::from(outcome.summaries.clone()), None, &mut io::stdout())?;
    for remark in &outcome.remarks {
        println!("{}", words::remark(remark, Language::En));
    }
    outcome.write(&copy, &Silent)?;
    println!("{} has the labels", copy.display());
    Ok(())
}
