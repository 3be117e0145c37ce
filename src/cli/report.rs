//! `custclass report`: a list summed up by one column or two.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::document::Document;
use custclass::document::table::Table;
use custclass::draw::Format;
use custclass::file::{AtomicFile, Durability};
use custclass::result::report::{Axis, Cross, OneWay};
use custclass::rule::{Field, FieldKind, Rule};
use custclass::rulefile::{RuleFile, bundled, dictionary};
use custclass::score::{Column, Numbers, Scored};
use custclass::words;
use custclass::words::tables::report::{cross, labels_fit, one_way};

use super::context::{Context, note};
use super::failure::Failure;
use super::inputs;
use super::list::{Content, Extras, List, carried_rules};
use super::options::{FormatOption, ReadingOptions, RuleOptions};
use super::summary;

/// Sum up a list by a column, or by two in a cross table
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list, scored or not [default: the newest *.scored.csv or *.scored.xlsx in this folder]
    input: Option<PathBuf>,
    /// The column to sum up by; twice for a cross table
    #[arg(long, value_name = "COLUMN", required = true)]
    by: Vec<String>,
    /// The field to add up [default: revenue, where the list has it]
    #[arg(long, value_name = "FIELD")]
    measure: Vec<String>,
    #[command(flatten)]
    rules: RuleOptions,
    /// Where the report goes, by its ending: .csv, .md or .json [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    reading: ReadingOptions,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    if args.by.len() > 2 {
        return Err(Failure::Usage("--by takes one column or two".to_owned()));
    }
    let output = args.output.as_deref().map(output_format).transpose()?;
    let input = match &args.input {
        Some(input) => input.clone(),
        None => newest_scored()?,
    };
    args.output.iter().try_for_each(|output| inputs::keep([input.as_path()], output))?;
    let files = if args.rules.is_named() { args.rules.load()? } else { Vec::new() };
    let fields = wanted(args, &files);
    let mut list = List::read(&input, &files, &Extras { fields, plain_numbers: false }, &args.reading, context)?;
    let carried = carried_rules(&mut list.source);
    list.content.tell(args.reading.language());
    let scored = list.content.score_only(&args.by, &files, args.reading.as_of_days(context));
    let tables = tables(args, &list.content, &scored, &carried)?;
    match (output, args.output.as_deref()) {
        (Some(format), Some(path)) => {
            let mut file = AtomicFile::create(path, Durability::Cached).map_err(Error::from)?;
            format.draw(&Document::from(tables), None, &mut file)?;
            file.commit().map_err(Error::from)?;
            Ok(())
        }
        _ => summary::print(tables, &args.format, &mut io::stdout().lock(), context.stdout_width),
    }
}

/// The newest scored list of this folder.
fn newest_scored() -> Result<PathBuf, Failure> {
    let mut newest: Option<(std::time::SystemTime, PathBuf)> = None;
    for entry in fs::read_dir(".")? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_scored = [".scored.csv", ".scored.xlsx"].iter().any(|ending| name.to_lowercase().ends_with(ending));
        let metadata = entry.metadata()?;
        if !is_scored || !metadata.is_file() {
            continue;
        }
        let candidate = (metadata.modified()?, PathBuf::from(entry.file_name()));
        if newest.as_ref().is_none_or(|newest| candidate > *newest) {
            newest = Some(candidate);
        }
    }
    let Some((_, path)) = newest else {
        let message = "no list named, and no *.scored.csv or *.scored.xlsx in this folder\nhelp: name the list, or run `custclass score` first";
        return Err(Failure::work(message));
    };
    note(&format!("report on {}, the newest scored list here", path.display()));
    Ok(path)
}

/// The format of an output, by its ending.
pub fn output_format(path: &Path) -> Result<Format, Failure> {
    match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(Format::Csv),
        Some("md") => Ok(Format::Markdown),
        Some("json") => Ok(Format::Json),
        _ => Err(Failure::Usage(format!("{}: a report ends in .csv, .md or .json", path.display()))),
    }
}

/// The columns that the report reads from the list itself.
fn wanted(args: &Args, files: &[RuleFile]) -> Vec<Field> {
    let dictionary = dictionary();
    let known = |name: &String| dictionary.iter().find(|field| field.name == *name);
    let given = |name: &&String| !files.iter().flat_map(|file| &file.set.rules).any(|rule| rule.name == **name);
    let text = |name: &String| Field {
        name: name.clone(),
        kind: FieldKind::Text,
        headers: known(name).map(|field| field.headers.clone()).unwrap_or_default(),
        default: None,
        optional: true,
    };
    let number = |name: &String| {
        let plain =
            Field { name: name.clone(), kind: FieldKind::Number, headers: Vec::new(), default: None, optional: true };
        known(name)
            .filter(|field| matches!(field.kind, FieldKind::Number | FieldKind::Percent))
            .cloned()
            .unwrap_or(plain)
    };
    let groups = args.by.iter().filter(given).map(text);
    groups.chain(args.measures().iter().map(number)).collect()
}

impl Args {
    fn measures(&self) -> Vec<String> {
        if self.measure.is_empty() { vec!["revenue".to_owned()] } else { self.measure.clone() }
    }
}

fn tables<'a>(
    args: &Args,
    list: &'a Content,
    scored: &'a [Scored<'a>],
    carried: &[RuleFile],
) -> Result<Vec<Table>, Failure> {
    let language = args.reading.language();
    let axes = args.by.iter().map(|name| axis(name, list, scored, carried)).collect::<Result<Vec<_>, _>>()?;
    let measures = measures(args, list)?;
    let names = measures.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    let (customers, threads) = (list.extract.customers, args.reading.threads());
    Ok(match axes.as_slice() {
        [one] => {
            let sums = OneWay::new(one, &measures, customers, threads);
            vec![one_way(one, &sums, &names, list.extract.no_customers.count(), language)]
        }
        [down, across, ..] => {
            let sums = Cross::new([down, across], &measures, customers, threads);
            cross([down, across], &sums, &names, language)
        }
        [] => Vec::new(),
    })
}

fn measures<'a>(args: &Args, list: &'a Content) -> Result<Vec<(String, &'a Numbers)>, Failure> {
    let mut measures = Vec::new();
    for name in args.measures() {
        match list.column(&name) {
            Some(Column::Numbers(numbers)) => measures.push((name, numbers)),
            _ if args.measure.is_empty() => note("the list has no revenue; customers are counted"),
            _ => return Err(no_column(&name, list, "--measure")),
        }
    }
    Ok(measures)
}

/// The groups of a column: the labels of a rule that is applied on the way, or what the list has in the column. A rule that the
/// workbook carries, else a bundled one, knows the order and the colours of labels that fit it.
fn axis<'a>(
    name: &str,
    list: &'a Content,
    scored: &'a [Scored<'a>],
    carried: &[RuleFile],
) -> Result<Axis<'a>, Failure> {
    for scored in scored {
        if let Some(index) = scored.set.rules.iter().position(|rule| rule.name == name) {
            return Ok(Axis::of_labels(scored, index));
        }
    }
    match list.column(name) {
        Some(Column::Texts(texts)) => {
            let fits = |rule: &&Rule| rule.name == name && labels_fit(rule, texts);
            let knows = |file: &RuleFile| {
                file.set.rules.iter().find(fits).map(|rule| Axis::of_written_labels(rule, texts, words::code_of))
            };
            let known =
                carried.iter().find_map(knows).or_else(|| bundled::with_column(name).find_map(|file| knows(&file)));
            Ok(known.unwrap_or_else(|| Axis::of_texts(name, texts, words::is_unclassified)))
        }
        _ => Err(no_column(name, list, "--by")),
    }
}

fn no_column(name: &str, list: &Content, option: &str) -> Failure {
    let help = match bundled::with_column(name).next() {
        Some(file) => format!("`-r {}` would give it", file.name),
        None => format!(
            "the list has {}; name one of them, or give the rule that makes the column with -r",
            list.binding.names()
        ),
    };
    Failure::work(format!("{option} {name}: the list has no such column\nhelp: {help}"))
}
