//! `custclass due`: whom to contact next.

use std::io;
use std::path::PathBuf;

use custclass::Error;
use custclass::document::Document;
use custclass::document::table::Table;
use custclass::draw::{Format, XlsxSettings, XlsxWriter, draw_calendar};
use custclass::file::{AtomicFile, Durability};
use custclass::result::due::{Dues, History, dues, fall_fields, uses_contacts};
use custclass::rule::follow_up::Review;
use custclass::rule::tier::Tier;
use custclass::rulefile::{RuleFile, bundled, known_fields};
use custclass::score::{Column, Texts};
use custclass::words::tables::calendar::calendar;
use custclass::words::tables::due::{Shown, table};

use super::context::Context;
use super::failure::Failure;
use super::follow_up;
use super::inputs;
use super::list::{Content, Extras, List};
use super::options::{ReadingOptions, RuleOptions, one_of};
use super::policy::PolicyOptions;

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
    #[command(flatten)]
    policy: PolicyOptions,
    /// Where the table goes, by its ending: .csv, .xlsx, .md, .json, or .ics for a calendar [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// How the table is printed
    #[arg(long, value_parser = one_of(FORMATS), default_value = "table", value_name = "FORMAT")]
    format: Written,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// The words of `--format`, what `--help` says of them, and what they stand for.
const FORMATS: &[(&str, &str, Written)] = &[
    ("table", "Boxes of lines, for reading", Written::Table(Format::Text)),
    ("markdown", "Markdown, for a page or a message", Written::Table(Format::Markdown)),
    ("csv", "CSV, for a spreadsheet or a script", Written::Table(Format::Csv)),
    ("json", "JSON, for a script", Written::Table(Format::Json)),
    ("ics", "A calendar (iCalendar), with a day for each customer", Written::Calendar),
];

/// What the result is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Table(Format),
    Xlsx,
    Calendar,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let (written, target) = target(args)?;
    let files = args.rules.load_or_default()?;
    check_cadence(&files)?;
    let mut fields = follow_up::wanted_fields();
    fields.extend(known_fields(&["id", "name", LAST_REVIEW]));
    fields.extend(files.iter().flat_map(|file| fall_fields(&file.set)));
    let list = List::read(&args.input, &files, &Extras { fields, plain_numbers: false }, &args.reading, context)?;
    list.content.tell(args.reading.language());
    let shown = Shown { codes: matches!(written, Written::Table(Format::Json)), ..shown(&list.content, &files)? };
    let (today, language) = (args.reading.as_of_days(context), args.reading.language());
    let policies = args.policy.read(&files, &list.content, &args.reading, context)?;
    let scored = list.content.score_under(&files, today, policies.by_file);
    let history = History { contacts: shown.last, reviews: shown.reviewed };
    let dues = dues(&scored, history, today, args.within);
    let table = table(&dues, &scored, shown, (today, args.within), language);
    deliver(table, &dues, (written, target), args, context)
}

/// The field from which a review that is over follows.
const LAST_REVIEW: &str = "last_review";

/// What the result is written as, and where it goes, if not to standard output. A bad path fails before the list is read.
fn target(args: &Args) -> Result<(Written, Option<AtomicFile>), Failure> {
    let Some(path) = &args.output else { return Ok((args.format, None)) };
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let written = match ending.as_deref() {
        Some("csv") => Written::Table(Format::Csv),
        Some("md") => Written::Table(Format::Markdown),
        Some("json") => Written::Table(Format::Json),
        Some("xlsx") => Written::Xlsx,
        Some("ics") => Written::Calendar,
        _ => {
            return Err(Failure::Usage(format!(
                "{}: whom to contact is written as .csv, .xlsx, .md, .json or .ics",
                path.display()
            )));
        }
    };
    inputs::keep(args.policy.lists().chain([args.input.as_path()]), path)?;
    Ok((written, Some(AtomicFile::create(path, Durability::Cached).map_err(Error::from)?)))
}

fn deliver(
    table: Table,
    dues: &Dues,
    (written, file): (Written, Option<AtomicFile>),
    args: &Args,
    context: &Context,
) -> Result<(), Failure> {
    let language = args.reading.language();
    let calendar = |table| calendar(dues, table, args.reading.as_of_days(context), language);
    match (written, file) {
        (Written::Table(format), None) => {
            format.draw(&Document::from(vec![table]), context.stdout_width, &mut io::stdout().lock())?;
        }
        (Written::Table(format), Some(mut file)) => {
            format.draw(&Document::from(vec![table]), None, &mut file)?;
            file.commit().map_err(Error::from)?;
        }
        (Written::Calendar, None) => draw_calendar(&calendar(&table), &mut io::stdout().lock())?,
        (Written::Calendar, Some(mut file)) => {
            draw_calendar(&calendar(&table), &mut file)?;
            file.commit().map_err(Error::from)?;
        }
        (Written::Xlsx, Some(file)) => {
            let settings = XlsxSettings { rules: None, list_sheet: Some("Due") };
            let mut writer = XlsxWriter::create(file, settings).map_err(Error::from)?;
            writer.list(&table).map_err(Error::from)?;
            writer.tables(&[table]).map_err(Error::from)?;
            writer.finish().map_err(Error::from)?;
        }
        (Written::Xlsx, None) => {}
    }
    Ok(())
}

/// Rules that say nothing of contacts are refused, and those that do are named.
fn check_cadence(files: &[RuleFile]) -> Result<(), Failure> {
    if files.iter().any(has_cadence) {
        return Ok(());
    }
    let names = files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
    let parsed = bundled::RULES.iter().filter_map(|(name, text)| RuleFile::parse(name, text, &[]).ok());
    let known = parsed.filter(has_cadence).map(|file| file.name).collect::<Vec<_>>().join(", ");
    Err(Failure::work(format!(
        "{names}: no tier says when its customers are to be contacted\nhelp: bundled rules that do: {known}; in a rule of your own, write contact_every = \"7 days\" in its tiers"
    )))
}

fn has_cadence(file: &RuleFile) -> bool {
    tiers_of(file).any(|tier| uses_contacts(&tier.follow_up) || has_other_times(tier))
}

/// Whether a tier says when its customers fall or are reviewed.
fn has_other_times(tier: &Tier) -> bool {
    tier.follow_up.falls.is_some() || matches!(tier.follow_up.review_every, Some(Review::Every(_)))
}

fn tiers_of(file: &RuleFile) -> impl Iterator<Item = &Tier> {
    file.set.rules.iter().filter(|rule| !rule.hidden).flat_map(|rule| &rule.tiers)
}

/// What of the list is shown; a list that does not say when, or whom, is refused.
fn shown<'a>(content: &'a Content, files: &[RuleFile]) -> Result<Shown<'a>, Failure> {
    let reviewed = match content.column(LAST_REVIEW) {
        Some(Column::Dates(dates)) => Some(dates),
        _ => None,
    };
    let (ids, names) = (texts(content, "id"), texts(content, "name"));
    let shown = Shown { ids, names, last: follow_up::last_contacts(content), reviewed, codes: false };
    let header = content.binding.names();
    let needs_contacts = files.iter().flat_map(tiers_of).any(|tier| uses_contacts(&tier.follow_up));
    let falls = files.iter().flat_map(|file| fall_fields(&file.set)).any(|field| content.column(&field.name).is_some());
    if shown.last.is_none() && shown.reviewed.is_none() && !falls {
        let (what, field) = if needs_contacts { ("contacts", "last_contact") } else { ("reviews", LAST_REVIEW) };
        return Err(Failure::work(format!(
            "the list has no column of last {what}, only {header}\nhelp: --map {field}=HEADER names it"
        )));
    }
    if shown.ids.is_none() && shown.names.is_none() {
        return Err(Failure::work(format!(
            "the list has no column of ids or names, only {header}, so that nobody would know whom to contact\nhelp: --map id=HEADER names one"
        )));
    }
    Ok(shown)
}

fn texts<'a>(content: &'a Content, name: &str) -> Option<&'a Texts> {
    match content.column(name) {
        Some(Column::Texts(texts)) => Some(texts),
        _ => None,
    }
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
