//! `custclass due`: whom to contact next.

use std::io;
use std::path::PathBuf;

use custclass::Error;
use custclass::due::{Shown, dues, fall_fields, table, uses_contacts};
use custclass::output::{AtomicFile, Durability, Format, same_file};
use custclass::rulefile::{RuleFile, bundled, dictionary};
use custclass::score::tier::Tier;
use custclass::score::{Column, Texts};
use custclass::table::Table;

use super::context::Context;
use super::failure::Failure;
use super::follow_up;
use super::list::{Content, Extras, List};
use super::options::{FormatOption, ReadingOptions, RuleOptions};
use super::report::output_format;
use super::summary;

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
    /// Where the table goes, by its ending: .csv, .md or .json [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let target = target(args)?;
    let files = args.rules.load_or_default()?;
    check_cadence(&files)?;
    let mut fields = follow_up::wanted_fields();
    fields.extend(dictionary().into_iter().filter(|field| matches!(field.name.as_str(), "id" | "name")));
    fields.extend(files.iter().flat_map(|file| fall_fields(&file.set)));
    let list = List::read(&args.input, &files, &Extras { fields, plain_numbers: false }, &args.reading, context)?;
    list.content.tell();
    let shown = shown(&list.content, &files)?;
    let (today, language) = (args.reading.as_of_days(context), args.reading.language());
    let scored = list.content.score(&files, today);
    let dues = dues(&scored, shown.last, today, args.within);
    let tables = [table(&dues, &scored, shown, (today, args.within), language)];
    deliver(&tables, target, args, context)
}

/// Where the table goes, if not to standard output. A bad path fails before the list is read.
fn target(args: &Args) -> Result<Option<(Format, AtomicFile)>, Failure> {
    let Some(path) = &args.output else { return Ok(None) };
    let format = output_format(path)?;
    if same_file(&args.input, path) {
        return Err(Failure::work(format!(
            "{}: is the input itself, which is never written to; name another output",
            path.display()
        )));
    }
    Ok(Some((format, AtomicFile::create(path, Durability::Cached).map_err(Error::from)?)))
}

fn deliver(
    tables: &[Table],
    target: Option<(Format, AtomicFile)>,
    args: &Args,
    context: &Context,
) -> Result<(), Failure> {
    match target {
        Some((format, mut file)) => {
            format.draw(tables, None, &mut file)?;
            file.commit().map_err(Error::from)?;
            Ok(())
        }
        None => summary::print(tables, &args.format, &mut io::stdout().lock(), context.stdout_width),
    }
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
    tiers_of(file).any(|tier| uses_contacts(&tier.follow_up) || tier.follow_up.falls.is_some())
}

fn tiers_of(file: &RuleFile) -> impl Iterator<Item = &Tier> {
    file.set.rules.iter().filter(|rule| !rule.hidden).flat_map(|rule| &rule.tiers)
}

/// What of the list is shown; a list that does not say when, or whom, is refused.
fn shown<'a>(content: &'a Content, files: &[RuleFile]) -> Result<Shown<'a>, Failure> {
    let shown =
        Shown { ids: texts(content, "id"), names: texts(content, "name"), last: follow_up::last_contacts(content) };
    let header = content.binding.header.join(", ");
    let needs_contacts = files.iter().flat_map(tiers_of).any(|tier| uses_contacts(&tier.follow_up));
    if needs_contacts && shown.last.is_none() {
        return Err(Failure::work(format!(
            "the list has no column of last contacts, only {header}\nhelp: --map last_contact=HEADER names it"
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
