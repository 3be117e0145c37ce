//! `custclass compare`: who moved between two scored lists, or would move by a change of rules.

use std::io;
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::document::Document;
use custclass::document::note::{Note, NoteKind};
use custclass::draw::{Format, XlsxSettings, XlsxWriter};
use custclass::file::{AtomicFile, Durability};
use custclass::result::compare::{Comparison, Pair, Side, pairs};
use custclass::result::label::Label;
use custclass::result::summary::numbers;
use custclass::rulefile::RuleFile;
use custclass::score::{Column, Scored, Texts};
use custclass::words::Wording;
use custclass::words::tables::compare::{self, Reasons, movers};

use super::context::{Context, note};
use super::failure::Failure;
use super::inputs;
use super::list::{Content, Extras, List};
use super::options::{FormatOption, ReadingOptions, RuleOptions};
use super::policy::{id_field, unique_ids};
use super::summary;
use super::two_lists::{self, TwoLists};
use super::{notes, policy};

/// Compare two scored lists, or two rules on one list: who moved, and the revenue that moved
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "custclass compare [OPTIONS] OLD NEW\n       custclass compare [OPTIONS] INPUT -r OLD -r NEW"
)]
pub struct Args {
    /// The earlier scored list and the later one; or one list, for a comparison of two rules
    #[arg(required = true, num_args = 1..=2, value_name = "LIST")]
    lists: Vec<PathBuf>,
    /// The column of labels to compare [default: the only one that both have]
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    /// Where the comparison goes: .xlsx, .csv, .md or .json [default: printed]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    rules: RuleOptions,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// How many movers are shown to people who did not ask for all of them.
const SHOWN: usize = 20;

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    args.output.iter().try_for_each(|output| inputs::keep(args.lists.iter().map(PathBuf::as_path), output))?;
    let target = args.output.as_deref().map(Target::open).transpose()?;
    let files = args.rules.load_apart()?;
    match (args.lists.as_slice(), files.len()) {
        ([list], 2) => compare_rules(args, list, &files, target, context),
        ([_], _) => Err(Failure::Usage("one list is compared by two rules: name both, as in -r OLD -r NEW".to_owned())),
        ([old, new], _) => compare_lists(args, [old, new], files, target, context),
        _ => Err(Failure::Usage("compare two lists, or two rules on one".to_owned())),
    }
}

/// Where the comparison goes.
enum Target {
    Tables(AtomicFile, Format),
    Xlsx(AtomicFile),
}

impl Target {
    fn open(path: &Path) -> Result<Target, Failure> {
        let format = match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("xlsx") => None,
            Some("csv") => Some(Format::Csv),
            Some("md") => Some(Format::Markdown),
            Some("json") => Some(Format::Json),
            _ => {
                let message = format!("{}: a comparison ends in .xlsx, .csv, .md or .json", path.display());
                return Err(Failure::Usage(message));
            }
        };
        let file = AtomicFile::create(path, Durability::Cached).map_err(Error::from)?;
        Ok(match format {
            Some(format) => Target::Tables(file, format),
            None => Target::Xlsx(file),
        })
    }
}

fn compare_lists(
    args: &Args,
    paths: [&PathBuf; 2],
    files: Vec<RuleFile>,
    target: Option<Target>,
    context: &Context,
) -> Result<(), Failure> {
    let TwoLists { mut old, mut new, column, labels } =
        two_lists::open(paths, args.by.as_deref(), files, &args.reading, context)?;
    let [before, now] = two_lists::labels(&mut old, &mut new, &column, labels.as_ref())?;
    let facts = [notes::file_facts("old", &old.source)?, notes::file_facts("new", &new.source)?].concat();
    let later = ids(&new.content);
    let matched = unique_ids(&mut old)?.matched(later);
    tell_missing(&old, ids(&old.content));
    // Ids that repeat in the later list would count one earlier customer twice.
    unique_ids(&mut new)?;
    tell_missing(&new, ids(&new.content));
    let (names, pairs) = (paths.map(|path| notes::file_name(path)), pairs(before.codes.len(), &matched));
    let sides = [(before, &old.content), (now, &new.content)];
    let [before, now] = sides.map(|(side, content)| with_columns(side, content));
    let [old_name, new_name] = names;
    let before = Side { name: format!("{column} ({old_name})"), ..before };
    let now = Side { name: format!("{column} ({new_name})"), ..now };
    let comparison = Comparison::new(before, now, pairs, false);
    write(args, &comparison, None, facts, target, context)
}

fn ids(content: &Content) -> &Texts {
    match content.column("id") {
        Some(Column::Texts(ids)) => ids,
        _ => unreachable!("the list was opened for its ids, which are texts"),
    }
}

fn tell_missing(list: &List, ids: &Texts) {
    let missing = ids.numbers().iter().filter(|&&id| id >= Texts::BAD).count();
    if missing > 0 {
        let name = list.source.name().display();
        note(&format!("{name}: {missing} customers have no id and cannot be followed; they count as lost or new"));
    }
}

fn with_columns<'a>(side: Side<'a>, content: &'a Content) -> Side<'a> {
    let texts = |name| match content.column(name) {
        Some(Column::Texts(texts)) => Some(texts),
        _ => None,
    };
    Side { revenue: numbers(content.column("revenue")), ids: texts("id"), names: texts("name"), ..side }
}

fn compare_rules(
    args: &Args,
    list: &Path,
    files: &[RuleFile],
    target: Option<Target>,
    context: &Context,
) -> Result<(), Failure> {
    let language = args.reading.language();
    let rules = [chosen_rule(&files[0], args.by.as_deref())?, chosen_rule(&files[1], args.by.as_deref())?];
    let fields = [summary::wanted_fields(), vec![id_field()], policy::name_field()].concat();
    let extras = Extras { fields, plain_numbers: false };
    let List { source, content } = List::read(list, files, &extras, &args.reading, context)?;
    content.tell(args.reading.language());
    let scored = content.score(files, args.reading.as_of_days(context));
    let mut facts = notes::rule_facts(files, language);
    if files.iter().any(|file| file.set.uses_as_of()) {
        facts.push(notes::as_of_fact(&args.reading, context));
    }
    facts.extend(notes::file_facts("input", &source)?);
    let side = |at: usize| -> Result<Side<'_>, Failure> {
        let (scored, rule) = (&scored[at], rules[at]);
        if !scored.has(rule) {
            let message = format!("the rule {} gives no column for this list, which lacks its field", files[at].name);
            return Err(Failure::work(message));
        }
        Ok(with_columns(side_of(scored, rule, &notes::rule_name(&files[at])), &content))
    };
    let (before, now) = (side(0)?, side(1)?);
    let pairs = (0..content.extract.customers).map(|row| Pair::Both(row, row)).collect();
    let comparison = Comparison::new(before, now, pairs, true);
    let wordings = [Wording::new(&scored[0], rules[0], language), Wording::new(&scored[1], rules[1], language)];
    let [before, now] = &wordings;
    let reasons = Reasons { before: Box::new(|row| before.why(row)), now: Box::new(|row| now.why(row)) };
    write(args, &comparison, Some(&reasons), facts, target, context)
}

fn side_of<'a>(scored: &Scored<'_>, rule: usize, name: &str) -> Side<'a> {
    let known = &scored.set.rules[rule];
    Side {
        name: format!("{} ({name})", known.name),
        labels: Label::of_rule(known),
        ranked: known.ranked,
        codes: scored.all_codes(rule),
        revenue: None,
        ids: None,
        names: None,
    }
}

/// The rule of a file to compare: the one that gives the column asked for, or the only visible one.
fn chosen_rule(file: &RuleFile, by: Option<&str>) -> Result<usize, Failure> {
    let visible = || file.set.rules.iter().enumerate().filter(|(_, rule)| !rule.hidden);
    let named = by.and_then(|by| visible().find(|(_, rule)| rule.name == by));
    if let Some((index, _)) = named {
        return Ok(index);
    }
    let names = visible().map(|(_, rule)| rule.name.as_str()).collect::<Vec<_>>();
    match visible().collect::<Vec<_>>().as_slice() {
        [(index, _)] => Ok(*index),
        _ => Err(Failure::Usage(format!(
            "the rule {} gives the columns {}; say which one to compare: --by {}",
            file.name,
            names.join(", "),
            names.last().unwrap_or(&"COLUMN")
        ))),
    }
}

fn write(
    args: &Args,
    comparison: &Comparison<'_>,
    reasons: Option<&Reasons<'_>>,
    facts: Vec<Note>,
    target: Option<Target>,
    context: &Context,
) -> Result<(), Failure> {
    let language = args.reading.language();
    let mut tables = compare::tables(comparison, language);
    match target {
        None => {
            let for_people = matches!(args.format.format, Format::Text | Format::Markdown);
            tables.push(movers(comparison, reasons, for_people.then_some(SHOWN), language));
            summary::print(tables, &args.format, &mut io::stdout().lock(), context.stdout_width)
        }
        Some(Target::Tables(mut file, format)) => {
            tables.push(movers(comparison, reasons, None, language));
            format.draw(&Document::from(tables), None, &mut file)?;
            file.commit().map_err(Error::from)?;
            Ok(())
        }
        Some(Target::Xlsx(file)) => {
            let settings = XlsxSettings { rules: None, list_sheet: Some("Movers") };
            let mut writer = XlsxWriter::create(file, settings).map_err(Error::from)?;
            writer.list(&movers(comparison, reasons, None, language)).map_err(Error::from)?;
            writer.tables(&tables).map_err(Error::from)?;
            let version = env!("CARGO_PKG_VERSION").to_owned();
            writer.notes(&[Note { kind: NoteKind::Fact, name: "custclass".to_owned(), text: version }]);
            writer.notes(&facts);
            writer.finish().map_err(Error::from)?;
            Ok(())
        }
    }
}
