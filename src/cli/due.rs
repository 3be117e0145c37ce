//! `custclass due`: whom to contact next.

use std::io;
use std::path::PathBuf;

use custclass::document::Document;
use custclass::draw::{Format, draw_calendar};
use custclass::file::{AtomicFile, Durability};
use custclass::result::refusal::Writes;
use custclass::run::{Contacts, DueOptions, Job, Kind, Output, contacts, keep, write_calendar, write_tables};

use super::context::Context;
use super::failure::Failure;
use super::options::{PolicyOptions, ReadingOptions, RuleOptions, one_of};

/// List whom to contact next, by the cadence of each customer's label: the overdue first, the longest overdue on top
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list, with a column of last contacts; - is CSV on standard input
    input: PathBuf,
    #[command(flatten)]
    rules: RuleOptions,
    /// How far ahead: days or weeks, as in 7d or 2w
    #[arg(long, value_name = "TIME", default_value = "7d", value_parser = parse_within)]
    within: u32,
    /// List each owner's customers by themselves; the column of owners is found by its header, or by --map owner=HEADER
    #[arg(long, value_parser = ["owner"], value_name = "owner")]
    by: Option<String>,
    #[command(flatten)]
    policy: PolicyOptions,
    /// Where the table goes, by its ending: .csv, .xlsx, .md, .json, or .ics for a calendar [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// How the table is printed
    #[arg(long, value_parser = one_of(FORMATS), default_value = "table", value_name = "FORMAT")]
    format: Printed,
    /// Fail with exit code 3, and write nothing, if any customer can't be classified or there is none
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Printed {
    Table(Format),
    Calendar,
}

/// The words of `--format`, what `--help` says of them, and what they stand for.
const FORMATS: &[(&str, &str, Printed)] = &[
    ("table", "Boxes of lines, for reading", Printed::Table(Format::Text)),
    ("markdown", "Markdown, for a page or a message", Printed::Table(Format::Markdown)),
    ("csv", "CSV, for a spreadsheet or a script", Printed::Table(Format::Csv)),
    ("json", "JSON, for a script", Printed::Table(Format::Json)),
    ("ics", "A calendar (iCalendar), with a day for each customer", Printed::Calendar),
];

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let file = file(args)?;
    let rules = args.rules.load_or_default(context)?;
    let (previous, overrides) = (args.policy.previous.clone(), args.policy.overrides.clone());
    let job = Job { previous, overrides, ..args.reading.job(&args.input, rules, context) };
    let codes = match &file {
        Some((_, kind)) => *kind == Kind::Json,
        None => args.format == Printed::Table(Format::Json),
    };
    let options = DueOptions { within: args.within, codes, by_owner: args.by.is_some() };
    let contacts = contacts(&job, options, context)?;
    if args.strict {
        contacts.check_complete()?;
    }
    match file {
        Some((file, kind)) => write(&contacts, file, kind),
        None => print(&contacts, args.format, context),
    }
}

/// The file that is written, if not to standard output. A bad path fails before the list is read.
fn file(args: &Args) -> Result<Option<(AtomicFile, Kind)>, Failure> {
    let Some(path) = &args.output else { return Ok(None) };
    let output = Output::new(path, Writes::Due)?;
    let lists = [&args.policy.previous, &args.policy.overrides].into_iter().flatten();
    keep(lists.chain([&args.input]).map(PathBuf::as_path), path)?;
    Ok(Some((output.create(Durability::Cached)?, output.kind())))
}

fn write(contacts: &Contacts<'_>, file: AtomicFile, kind: Kind) -> Result<(), Failure> {
    match (kind.format(), kind) {
        (Some(format), _) => write_tables(vec![contacts.table.clone()], format, file)?,
        (None, Kind::Calendar) => write_calendar(&contacts.calendar(), file)?,
        (None, _) => contacts.write_workbook(file)?,
    }
    Ok(())
}

fn print(contacts: &Contacts<'_>, format: Printed, context: &Context) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match format {
        Printed::Table(format) => {
            let tables = match format {
                Format::Text | Format::Markdown if !contacts.by_owner.is_empty() => contacts.by_owner.clone(),
                _ => vec![contacts.table.clone()],
            };
            format.draw(&Document::from(tables), context.stdout_width, &mut out)?;
        }
        Printed::Calendar => draw_calendar(&contacts.calendar(), &mut out)?,
    }
    Ok(())
}

/// `7d` or `2w`, in days.
fn parse_within(text: &str) -> Result<u32, String> {
    let days = |figure: &str, each: u32| figure.parse::<u32>().ok()?.checked_mul(each);
    let days = match (text.strip_suffix('d'), text.strip_suffix('w')) {
        (Some(figure), _) => days(figure, 1),
        (_, Some(figure)) => days(figure, 7),
        _ => None,
    };
    days.ok_or_else(|| "write days or weeks, as in 7d or 2w".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_ahead_is_days_or_weeks() {
        assert_eq!(["7d", "2w", "0d"].map(parse_within), [Ok(7), Ok(14), Ok(0)]);
        assert!(
            ["7", "d", "-1d", "2m", "", "9999999999d", "1000000000w"].iter().all(|text| parse_within(text).is_err())
        );
    }
}
