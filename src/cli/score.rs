//! `custclass score`: a list with its labels, and the summary.

use std::io;
use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::copy::{self, Formulas};
use custclass::document::note::Note;
use custclass::document::table::Table;
use custclass::draw::{XlsxSettings, XlsxWriter};
use custclass::file::{AtomicFile, Durability};
use custclass::list::{InputError, Reading};
use custclass::run::bound::Wants as ListWants;

use super::added::{Wants, added};
use super::context::{Bar, Context};
use super::failure::Failure;
use super::follow_up;
use super::inputs;
use super::list::{Extras, List, Repetition};
use super::manifest;
use super::notes::{Run, notes};
use super::options::{FormatOption, ReadingOptions, RuleOptions, parse_encoding};
use super::policy::PolicyOptions;
use super::summary;

/// Classify a list: every row once, in its order, its own columns unchanged, the labels beside them
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The list: CSV, XLSX or another spreadsheet; - is CSV on standard input
    input: PathBuf,
    #[command(flatten)]
    rules: RuleOptions,
    #[command(flatten)]
    policy: PolicyOptions,
    /// Where the list goes: .csv or .xlsx; - is CSV on standard output [default: beside the input, as customers.scored.xlsx]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// The encoding of the copy, where the output is CSV: utf-8, utf-8-sig, gbk, utf-16 … [default: the list's own]
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    encoding_out: Option<String>,
    /// For CSV that a spreadsheet will open: put an apostrophe in front of cells that it would take for formulas (those that begin with
    /// = + - @, a tab or a line break, other than plain amounts); these cells are then not what they were in the list
    #[arg(long)]
    escape_formulas: bool,
    /// Replace label columns that the list already has, where they stand
    #[arg(long)]
    replace: bool,
    /// Add a sentence for each customer: why it has its label, and how far it is from the next better one
    #[arg(long)]
    why: bool,
    /// Also write a JSON of the run: rules, hashes, readings, cut points, counts
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Add what each customer is due by its label, and, where the list has the last contact, the day of the next one
    #[arg(long)]
    actions: bool,
    /// Fail, and write nothing, if any customer can't be classified
    #[arg(long)]
    strict: bool,
    /// Wait until the output is safe on the disk
    #[arg(long)]
    sync: bool,
    #[command(flatten)]
    format: FormatOption,
    #[command(flatten)]
    reading: ReadingOptions,
}

/// Where the list goes.
enum Target {
    Csv(AtomicFile),
    Xlsx(AtomicFile),
    Stdout,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let files = args.rules.load_or_default()?;
    // A bad path fails here, not ten minutes later.
    let target = target(args)?;
    args.manifest.iter().try_for_each(|path| keep_inputs(args, path))?;
    let language = args.reading.language();
    let actions = if args.actions { follow_up::wanted_fields() } else { Vec::new() };
    let fields = [summary::wanted_fields(), args.policy.wanted_fields(), actions].concat();
    let extras = Extras { fields, plain_numbers: matches!(target, Target::Xlsx(_)) };
    if matches!(target, Target::Xlsx(_)) && args.encoding_out.is_some() {
        return Err(Failure::Usage("--encoding-out is for CSV; a workbook has its own encoding".to_owned()));
    }
    if matches!(target, Target::Xlsx(_)) && args.escape_formulas {
        return Err(Failure::Usage(
            "--escape-formulas is for CSV; text never becomes a formula in a workbook".to_owned(),
        ));
    }
    let reading = Reading { encoding_out: args.encoding_out.clone(), ..args.reading.reading() };
    let wants = ListWants { watch_ids: true, ..ListWants::of(&files, &extras.fields) };
    let List { mut source, content } = List::open(&args.input, wants, extras.plain_numbers, &reading, context)?;
    content.tell(args.reading.language());
    let mut policies = args.policy.read(&files, &content, &args.reading, context)?;
    let by_file = std::mem::take(&mut policies.by_file);
    let threads = args.reading.threads();
    let (repeated, (scored, tallies)) = beside(
        threads,
        || content.repeated_ids(),
        || {
            let scored = content.score_under(&files, args.reading.as_of_days(context), by_file);
            let tallies = summary::tallies(&content, &scored, threads);
            (scored, tallies)
        },
    );
    let repeated = Repetition::located(repeated, &mut source, &content)?;
    repeated.iter().for_each(Repetition::tell);
    summary::tell(&content, &scored, &tallies, language);
    let contacts = follow_up::last_contacts(&content).filter(|_| args.actions);
    let contacts = contacts.map(|last| (last, args.reading.as_of_days(context)));
    policies.says_when_due = contacts.is_some();
    let wants = Wants { replace: args.replace, reasons: args.why, actions: args.actions, contacts };
    let added = added(&scored, source.name(), &content.binding.header, wants, language)?;
    let mut tables = summary::tables(&content, &files, &scored, &tallies, language);
    policies.describe(&mut tables, &scored, language);
    if args.strict {
        summary::check_strict(&tallies, content.extract.customers, language)?;
    }
    let run = |source| Run {
        source,
        content: &content,
        files: &files,
        scored: &scored,
        tallies: &tallies,
        repeated: repeated.as_ref(),
        policies: &policies,
        reading: &args.reading,
        context,
    };
    if let Some(path) = &args.manifest {
        manifest::write(path, &run(&source))?;
    }
    let formulas = if args.escape_formulas { Formulas::Escaped } else { Formulas::Kept };
    let notes = if matches!(target, Target::Xlsx(_)) { notes(&run(&source))? } else { Vec::new() };
    let mut copy_to = |target| {
        let bar = Bar::new(context, source.size());
        copy::copy(&mut source, &content.binding, &content.extract, &added, target, &bar)
    };
    match target {
        Target::Csv(mut file) => {
            copy_to(copy::Target::file(&mut file, formulas))?;
            print_summary(tables.clone(), args, context)?;
            file.commit().map_err(Error::from)?;
        }
        Target::Xlsx(file) => {
            let settings = XlsxSettings { rules: Some(custclass::rulefile::joined(&files)), list_sheet: None };
            let mut writer = XlsxWriter::create(file, settings).map_err(Error::from)?;
            copy_to(copy::Target::Workbook(writer.workbook()))?;
            print_summary(tables.clone(), args, context)?;
            finish_xlsx(writer, &tables, &notes)?;
        }
        Target::Stdout => {
            let mut stdout = io::BufWriter::with_capacity(1 << 18, io::stdout());
            copy_to(copy::Target::stream(&mut stdout, "standard output", formulas))?;
            summary::print(tables, &args.format, &mut io::stderr().lock(), context.stderr_width)?;
        }
    }
    Ok(())
}

/// Does two things that do not need each other: at once, where there may be more than one thread.
fn beside<A: Send, B>(threads: usize, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if threads <= 1 {
        return (one(), other());
    }
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Prints the summary before the output gets its name: where that fails, nothing has been written. A reader that went away has no
/// more interest in the summary, but the output is still wanted.
fn print_summary(tables: Vec<Table>, args: &Args, context: &Context) -> Result<(), Failure> {
    match summary::print(tables, &args.format, &mut io::stdout().lock(), context.stdout_width) {
        Err(failure) if failure.is_closed_pipe() => Ok(()),
        printed => printed,
    }
}

/// The names of standard output.
const STANDARD_OUTPUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/// Opens the output: as named, or beside the input.
fn target(args: &Args) -> Result<Target, Failure> {
    let is_stdin = args.input.as_os_str() == "-";
    let path = match &args.output {
        Some(path) => path.clone(),
        None if is_stdin => PathBuf::from("-"),
        None => default_output(&args.input),
    };
    // By a name of its own, too: otherwise the summary would stand among the records.
    if STANDARD_OUTPUT.iter().any(|name| path.as_os_str() == *name) {
        return Ok(Target::Stdout);
    }
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let is_device = path.starts_with("/dev");
    if !is_device && !matches!(ending.as_deref(), Some("csv" | "xlsx")) {
        return Err(Failure::Usage(format!(
            "{}: an output ends in .csv or .xlsx, or is - for standard output",
            path.display()
        )));
    }
    keep_inputs(args, &path)?;
    if !is_stdin {
        // A missing list is a plainer message than a folder that cannot be written to.
        std::fs::metadata(&args.input).map_err(|error| not_there(&args.input, error))?;
    }
    let durability = if args.sync { Durability::Synced } else { Durability::Cached };
    let file = AtomicFile::create(&path, durability).map_err(Error::from)?;
    Ok(if ending.as_deref() == Some("xlsx") { Target::Xlsx(file) } else { Target::Csv(file) })
}

/// Refuses to write to what the run reads.
fn keep_inputs(args: &Args, output: &Path) -> Result<(), Failure> {
    inputs::keep([args.input.as_path()], output)?;
    if inputs::has(args.policy.lists(), output) {
        return Err(Failure::work(format!(
            "{}: is read by --previous or --overrides and therefore not written to; name another output with -o",
            output.display()
        )));
    }
    Ok(())
}

fn not_there(input: &Path, error: io::Error) -> Failure {
    let file = input.to_owned();
    Error::from(match error.kind() {
        io::ErrorKind::NotFound => InputError::NotFound { file },
        _ => InputError::Io { file, source: error },
    })
    .into()
}

/// `customers.xlsx` → `customers.scored.xlsx`; any other workbook too → `.scored.xlsx`; a CSV by any name → `.scored.csv`; what is
/// no file that anything could stand beside (a pipe, `/dev/stdin`) → standard output.
fn default_output(input: &Path) -> PathBuf {
    match std::fs::metadata(input) {
        Ok(there) if there.is_file() => {
            input.with_extension(if is_workbook(input) { "scored.xlsx" } else { "scored.csv" })
        }
        Ok(there) if !there.is_dir() => PathBuf::from("-"),
        _ => input.with_extension("scored.csv"),
    }
}

/// Whether a file is a workbook by its content, whatever its name.
fn is_workbook(input: &Path) -> bool {
    use io::Read;
    let mut beginning = [0; 16];
    let read = std::fs::File::open(input).and_then(|mut file| file.read(&mut beginning));
    read.is_ok_and(|read| custclass::list::workbook::looks_like_workbook(&beginning[..read]))
}

fn finish_xlsx(mut writer: XlsxWriter, tables: &[Table], notes: &[Note]) -> Result<(), Failure> {
    writer.tables(tables).map_err(Error::from)?;
    writer.notes(notes);
    writer.finish().map_err(Error::from)?;
    Ok(())
}
