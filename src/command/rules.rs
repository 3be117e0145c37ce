//! `custclass rules`: the classifications there are, what they say, and whether they prove themselves.

use std::io::{self, Write};
use std::path::PathBuf;

use custclass::Error;
use custclass::output::{AtomicFile, Durability, Format};
use custclass::rulefile::{RuleError, RuleFile, TestOutcome, bundled, check_dictionary, is_dictionary, run_tests};
use custclass::table::{Row, RowKind, Table, Value};
use custclass::words::{self, Language, headings};

use super::context::{Context, warn};
use super::failure::Failure;
use super::list::{Extras, List};
use super::options::{FormatName, ReadingOptions, RuleName, RuleOptions};

/// List, show and check rules
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// List the bundled rules
    List(ListArgs),
    /// Show a bundled rule: its page is its file
    Show {
        /// The rule's name
        #[arg(value_parser = RuleName, hide_possible_values = true)]
        name: String,
    },
    /// Write the lines of a list down: ranking rules become threshold rules, so that next month is measured with this month's ruler
    Freeze(FreezeArgs),
    /// Check rule files and run their [[test]] lists
    Check {
        /// Rule files, or names of bundled rules [default: all bundled rules]
        files: Vec<String>,
    },
}

#[derive(Debug, clap::Args)]
struct ListArgs {
    /// How the list is printed
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: FormatName,
    /// The language of titles
    #[arg(long, value_name = "LANG", env = "CUSTCLASS_LANG", default_value = "en", value_parser = ["en", "zh"])]
    lang: String,
}

#[derive(Debug, clap::Args)]
struct FreezeArgs {
    /// The list whose lines are written down
    input: PathBuf,
    #[command(flatten)]
    rules: RuleOptions,
    /// The rule file to write; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    match &args.command {
        Command::List(args) => list(args, context),
        Command::Show { name } => show(name),
        Command::Freeze(args) => freeze(args, context),
        Command::Check { files } => check(files),
    }
}

fn list(args: &ListArgs, context: &Context) -> Result<(), Failure> {
    let language = args.lang.parse::<Language>().unwrap_or_default();
    let mut table = Table {
        title: String::new(),
        columns: vec![
            headings::rule(language),
            headings::title(language),
            headings::fields(language),
            headings::columns(language),
        ],
        ..Table::default()
    };
    for (name, text) in bundled::RULES {
        let file = RuleFile::parse(name, text, &[]).map_err(Error::from)?;
        let columns =
            file.set.rules.iter().filter(|rule| !rule.hidden).map(|rule| rule.name.as_str()).collect::<Vec<_>>();
        let title = words::title(&file, language).to_owned();
        let cells = [(*name).to_owned(), title, needed_fields(&file), columns.join(", ")];
        table.rows.push(Row { kind: RowKind::Body, color: None, cells: cells.map(Value::Text).to_vec() });
    }
    Format::from(args.format).draw(&[table], context.stdout_width, &mut io::stdout().lock())?;
    Ok(())
}

/// The fields that a rule reads; one that a list may lack has a question mark.
fn needed_fields(file: &RuleFile) -> String {
    let mut names: Vec<String> = Vec::new();
    for need in file.set.needs() {
        let shown = |alternative: &Vec<usize>| {
            let field = |&index: &usize| {
                let field = &file.set.scope.fields[index];
                format!("{}{}", field.name, if field.optional { "?" } else { "" })
            };
            alternative.iter().map(field).collect::<Vec<_>>().join(", ")
        };
        let text = need.alternatives.iter().map(shown).collect::<Vec<_>>().join(" or ");
        if !names.contains(&text) {
            names.push(text);
        }
    }
    names.join(", ")
}

fn show(name: &str) -> Result<(), Failure> {
    let text = match bundled::text(name) {
        Some(text) => text,
        None if name == "fields" => bundled::FIELDS,
        None => return Err(Error::from(RuleError::unknown(name)).into()),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

fn freeze(args: &FreezeArgs, context: &Context) -> Result<(), Failure> {
    let files = args.rules.load_or_default()?;
    let [file] = files.as_slice() else {
        return Err(Failure::Usage("one rule file is frozen at a time; name one with -r".to_owned()));
    };
    let list = List::read(&args.input, &files, &Extras::default(), &args.reading, context)?;
    list.content.tell();
    let scored = list.content.score(&files, args.reading.as_of_days(context));
    let name =
        args.input.file_name().map_or_else(|| "standard input".to_owned(), |name| name.to_string_lossy().into_owned());
    let text = custclass::rulefile::freeze(file, &scored[0], &name)?;
    if args.output.as_os_str() == "-" {
        io::stdout().lock().write_all(text.as_bytes())?;
        return Ok(());
    }
    let mut out = AtomicFile::create(&args.output, Durability::Cached).map_err(Error::from)?;
    out.write_all(text.as_bytes())?;
    out.commit().map_err(Error::from)?;
    Ok(())
}

fn check(files: &[String]) -> Result<(), Failure> {
    let names: Vec<&str> = if files.is_empty() {
        bundled::RULES.iter().map(|(name, _)| *name).collect()
    } else {
        files.iter().map(String::as_str).collect()
    };
    let mut out = io::stdout().lock();
    let mut failed = 0;
    for name in names {
        match check_one(name, &mut out)? {
            true => {}
            false => failed += 1,
        }
    }
    match failed {
        0 => Ok(()),
        1 => Err(Failure::work("1 rule file does not hold")),
        _ => Err(Failure::work(format!("{failed} rule files do not hold"))),
    }
}

/// Checks one rule file and prints what came of it; whether it holds.
fn check_one(name: &str, out: &mut impl Write) -> io::Result<bool> {
    if is_dictionary(&PathBuf::from(name)) {
        return match check_dictionary(name) {
            Ok(fields) => writeln!(out, "{name}: a dictionary of {fields} fields").map(|()| true),
            Err(error) => writeln!(out, "{error}").map(|()| false),
        };
    }
    let file = match RuleFile::load(name, &[]) {
        Ok(file) => file,
        Err(error) => return writeln!(out, "{error}").map(|()| false),
    };
    for complaint in &file.warnings {
        warn(&custclass::rulefile::render(&file.name, &file.text, complaint));
    }
    let outcomes = run_tests(&file);
    let held = outcomes.iter().filter(|outcome| outcome.holds()).count();
    let compared = outcomes.iter().map(|outcome| outcome.compared).sum::<usize>();
    match outcomes.len() {
        0 => writeln!(out, "{name}: no mistakes, and no [[test]] that would prove it")?,
        1 if held == 1 => writeln!(out, "{name}: holds; 1 list, {compared} labels compared")?,
        lists if held == lists => writeln!(out, "{name}: holds; {lists} lists, {compared} labels compared")?,
        lists => writeln!(out, "{name}: does not hold; {} of {lists} lists differ", lists - held)?,
    }
    for outcome in outcomes.iter().filter(|outcome| !outcome.holds()) {
        print_outcome(name, outcome, out)?;
    }
    Ok(held == outcomes.len())
}

fn print_outcome(name: &str, outcome: &TestOutcome, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "  {name}:{}: {}", outcome.line, outcome.about)?;
    if let Some(problem) = &outcome.problem {
        writeln!(out, "    {problem}")?;
    }
    for difference in &outcome.differences {
        let custclass::rulefile::Difference { row, record, column, expected, got } = difference;
        writeln!(out, "    row {row} ({record}): {column} should be {expected}, and is {got}")?;
    }
    Ok(())
}
