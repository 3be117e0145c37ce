//! Makes the example lists: `cargo run --example make_lists`, from the project's folder.
//!
//! Everything in them is made up by a generator with a fixed seed, so the same program makes the same lists; a test
//! compares them with the files in this folder.

mod cell;
mod chance;
mod chinese;
mod customers;
mod names;
mod revenue;
mod workbook;

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("examples");
    fs::write(folder.join("customers.csv"), customers::csv()?)?;
    fs::write(folder.join("customers.xlsx"), workbook::xlsx()?)?;
    fs::write(folder.join("客户清单.csv"), chinese::csv()?)?;
    Ok(())
}
