//! What a run tells about its result: a table a rule, where the lines fell, what could not be classified, and the notes of a workbook.

use std::io::Write;

use custclass::output::Format;
use custclass::rulefile::{RuleFile, dictionary};
use custclass::score::{Field, Numbers, Scored};
use custclass::summary;
use custclass::table::Table;
use custclass::words::{self, Language};

use super::failure::Failure;
use super::list::Content;
use super::options::FormatOption;

/// The fields that the summary would like to have: the list's revenue.
pub fn wanted_fields() -> Vec<Field> {
    dictionary().into_iter().filter(|field| field.name == "revenue").collect()
}

/// A table for every visible rule.
pub fn tables(list: &Content, files: &[RuleFile], scored: &[Scored<'_>], language: Language) -> Vec<Table> {
    let revenue = summary::numbers(list.column("revenue"));
    let no_customers = list.extract.no_customers.count();
    let mut tables = Vec::new();
    for (file, scored) in files.iter().zip(scored) {
        for (index, rule) in scored.set.rules.iter().enumerate() {
            if rule.hidden || !scored.has(index) {
                continue;
            }
            let mut table = table(scored, index, revenue, no_customers, language);
            table.title = format!("{} · {}", words::title(file, language), rule.name);
            tables.push(table);
        }
    }
    tables
}

fn table(scored: &Scored<'_>, index: usize, revenue: Option<&Numbers>, no_customers: u64, language: Language) -> Table {
    summary::table(scored, index, revenue, no_customers, language)
}

/// Prints the tables.
pub fn print(tables: &[Table], format: &FormatOption, out: &mut dyn Write, width: Option<u16>) -> Result<(), Failure> {
    Format::from(format.format).draw(tables, width, out)?;
    out.flush()?;
    Ok(())
}

/// Fails where any customer is without a label.
pub fn check_strict(scored: &[Scored<'_>], customers: usize) -> Result<(), Failure> {
    let unclassified = scored.iter().map(summary::unclassified).max().unwrap_or(0);
    if unclassified == 0 {
        return Ok(());
    }
    Err(Failure::work(format!(
        "{unclassified} of {customers} customers cannot be classified, and --strict allows none; nothing was written"
    )))
}
