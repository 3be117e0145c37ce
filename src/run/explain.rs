//! Why one customer has its label, step by step.

use super::job::Job;
use super::list::{Content, List};
use super::observer::Observer;
use super::policies::Policies;
use crate::Error;
use crate::cell::ListCell;
use crate::date::Day;
use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::folding::folded;
use crate::language::Language;
use crate::list::{RecordKind, Source};
use crate::place::{Place, column_letters};
use crate::result::refusal::Refusal;
use crate::rule::Field;
use crate::rule::scope::{Ref, Type};
use crate::rule::settings::nearest;
use crate::rulefile::{RuleFile, known_fields};
use crate::score::truth::Truth;
use crate::score::{Cell, Column, Scored, Texts};
use crate::words::{self, Wording, headings};

/// The cells of a customer that the rules read, the values derived, each rule's line and reason.
///
/// # Errors
///
/// When the list cannot be read, and when it does not have exactly one customer of this id.
pub fn explain(job: &Job, id: &str, observer: &dyn Observer) -> Result<Vec<Table>, Error> {
    let wanted = known_fields(&["id", "name"]).into_iter().chain(job.rules.iter().flat_map(behind_derived));
    let List { mut source, content } = job.read_columns(&wanted.collect::<Vec<_>>(), observer)?;
    let row = row_of(id, &content)?;
    let policies = Policies::read(job, &content, observer)?.by_file;
    let scored = content.score(&job.rules, job.day(), policies, None);
    let mut tables = vec![cells_table(&mut source, &content, row, job.language)?];
    tables.extend(scored.iter().filter_map(|scored| derived_table(scored, row, job.language)));
    tables.push(rules_table(&scored, row, job.language));
    Ok(tables)
}

/// The fields that the derived values of a rule file are made of, also those that no rule uses.
fn behind_derived(file: &RuleFile) -> Vec<Field> {
    let fields = (0..file.set.derived.len()).flat_map(|index| file.set.fields_behind(Ref::Derived(index)));
    fields.map(|field| file.set.scope.fields[field].clone()).collect()
}

/// The customer of an id; an id that the list lacks, or has twice, is an error.
fn row_of(id: &str, content: &Content) -> Result<usize, Error> {
    let Some(ids) = content.texts("id") else { return Err(Refusal::NoIds.into()) };
    let rows = rows_of(id, ids);
    match rows.as_slice() {
        [row] => Ok(*row),
        [] => {
            let texts = (0..ids.dictionary().len().min(100_000)).map(|number| ids.dictionary().text(number as u32));
            let near = nearest(id, texts).map(str::to_owned);
            Err(Refusal::UnknownId { id: id.to_owned(), near }.into())
        }
        several => {
            let customers = several.iter().map(|row| row + 1).collect();
            Err(Refusal::IdOfSeveral { id: id.to_owned(), customers }.into())
        }
    }
}

fn rows_of(id: &str, ids: &Texts) -> Vec<usize> {
    match ids.dictionary().find(&folded(id)) {
        Some(wanted) => (0..ids.len()).filter(|&row| ids.get(row) == Cell::Value(wanted)).collect(),
        None => Vec::new(),
    }
}

/// The cells that the rules read, each with its place.
fn cells_table(source: &mut Source, content: &Content, row: usize, language: Language) -> Result<Table, Error> {
    let (texts, place) = record_of(source, content, row)?;
    let columns =
        vec![headings::field(language), headings::text(language), headings::value(language), headings::place(language)];
    let mut rows = Vec::new();
    for (bound, column) in content.binding.fields.iter().zip(&content.extract.columns) {
        let Some(at) = bound.column else { continue };
        let written = texts.get(at).cloned().unwrap_or_default();
        let shown = format!("{}, {}", place(at), content.binding.header.get(at).map_or("", String::as_str));
        rows.push(body(vec![text(&bound.field.name), text(&written), value_of(column, row, language), text(&shown)]));
    }
    Ok(Table { title: language.words().cells_title().to_owned(), columns, rows, ..Table::default() })
}

type PlaceOf = Box<dyn Fn(usize) -> String>;

/// The customer's record: its cells as texts, and the place of each.
fn record_of(source: &mut Source, content: &Content, wanted: usize) -> Result<(Vec<String>, PlaceOf), Error> {
    let file = source.name().to_owned();
    let sheets = source.describe().sheets;
    let sheet = (!sheets.is_empty()).then(|| sheets.join(", "));
    let mut line = 1u64;
    let mut found: Option<(Vec<String>, u64, u64)> = None;
    source.records::<Error>(&content.binding, &content.extract, |record| {
        if record.kind == RecordKind::Customer(wanted) {
            found = Some((record.cells.iter().map(cell_text).collect(), line, record.first));
        }
        // Every physical line belongs to a record, so that the line breaks inside cells are all there is to add.
        let breaks = record.cells.iter().map(|cell| cell_text(cell).matches('\n').count() as u64).sum::<u64>();
        line += record.count + breaks;
        Ok(())
    })?;
    let (texts, line, number) = found.ok_or(Refusal::CustomerGone)?;
    let place: PlaceOf = match sheet {
        Some(sheet) => Box::new(move |column| {
            let place =
                Place::Cell { file: file.clone(), sheet: sheet.clone(), row: number + 1, column: Some(column + 1) };
            place.to_string()
        }),
        None => Box::new(move |column| {
            let place = Place::Line { file: file.clone(), line, column: Some(column + 1) };
            format!("{place} ({})", column_letters(column + 1))
        }),
    };
    Ok((texts, place))
}

fn cell_text(cell: &ListCell<'_>) -> String {
    match cell {
        ListCell::Empty => String::new(),
        ListCell::Text(text) | ListCell::Error(text) => (*text).to_owned(),
        ListCell::Number { value, .. } => value.to_string(),
        ListCell::Date { serial, .. } => serial.to_string(),
        ListCell::Bool(flag) => flag.to_string(),
    }
}

fn value_of(column: &Column, row: usize, language: Language) -> Value {
    match column {
        Column::Numbers(numbers) => cell(numbers.get(row), |number| text(&number.normalized().to_string()), language),
        Column::Dates(dates) => cell(dates.get(row), |day| Value::Date(Day(day)), language),
        Column::Flags(flags) => cell(flags.get(row), |flag| text(language.words().yes_or_no(flag)), language),
        Column::Texts(texts) => cell(texts.text(row), text, language),
        Column::Tags(tags) => {
            let joined = |numbers: &[u32]| {
                numbers.iter().map(|&number| tags.dictionary().text(number)).collect::<Vec<_>>().join("; ")
            };
            cell(tags.get(row), |numbers| text(&joined(numbers)), language)
        }
    }
}

fn cell<T>(cell: Cell<T>, value: impl FnOnce(T) -> Value, language: Language) -> Value {
    match cell {
        Cell::Value(found) => value(found),
        Cell::Missing => text(language.words().missing_cell()),
        Cell::Bad => text(language.words().unreadable_cell()),
    }
}

/// The values that the rule file derives, with the expressions behind them.
fn derived_table(scored: &Scored<'_>, row: usize, language: Language) -> Option<Table> {
    let block = scored.frame.block(row..row + 1);
    let shown = |index: usize, kind: Type| {
        let column = Ref::Derived(index);
        match kind {
            Type::Number => {
                cell(block.numbers(column).decimals()[0], |number| text(&number.normalized().to_string()), language)
            }
            Type::Date => match Day(block.dates(column)[0]).date() {
                Some(date) => text(&date.to_string()),
                None => text(language.words().missing_cell()),
            },
            Type::Truth => text(truth(block.truths(column)[0], language)),
            Type::Text => text(block.texts(column).text(0).unwrap_or(language.words().missing_cell())),
            Type::Tags => Value::Empty,
        }
    };
    let derived = scored.set.scope.derived.iter().zip(&scored.set.derived).enumerate();
    let rows =
        derived.map(|(index, (name, expr))| body(vec![text(&name.name), shown(index, name.kind), text(expr.text())]));
    let rows = rows.collect::<Vec<_>>();
    let columns = vec![headings::field(language), headings::value(language), headings::expression(language)];
    let title = language.words().derived_title().to_owned();
    (!rows.is_empty()).then_some(Table { title, columns, rows, ..Table::default() })
}

fn truth(truth: Truth, language: Language) -> &'static str {
    match truth {
        Truth::True => language.words().yes_or_no(true),
        Truth::False => language.words().yes_or_no(false),
        Truth::Unknown => language.words().unknown_truth(),
    }
}

/// Every rule's label, score and reason, what the reason rests on, and where the rule's lines fell.
fn rules_table(scored: &[Scored<'_>], row: usize, language: Language) -> Table {
    let columns: Vec<Heading> = vec![
        headings::column(language),
        headings::tier(language),
        headings::score(language),
        headings::reason(language),
        headings::action(language),
    ];
    let mut table = Table { title: language.words().classified_title().to_owned(), columns, ..Table::default() };
    for scored in scored {
        for (index, rule) in scored.set.rules.iter().enumerate().filter(|(index, _)| scored.has(*index)) {
            let tier = scored.code(index, row).index().map(|tier| &rule.tiers[tier]);
            let label = tier.map_or(language.words().unclassified(), |tier| words::label(tier, language));
            let score = scored.frame.scores[index].as_ref().and_then(|scores| scores.get(row).value());
            let (wording, facts) = (Wording::new(scored, index, language), scored.reason(index, row));
            let action = tier.and_then(|tier| words::action(tier, language)).unwrap_or_default();
            let cells = vec![
                text(words::label_header(rule, language)),
                text(label),
                score.map_or(Value::Empty, |score| text(&score.normalized().to_string())),
                text(&wording.why(row)),
                text(action),
            ];
            table.rows.push(Row { kind: RowKind::Body, color: tier.and_then(|tier| tier.color.clone()), cells });
            let lines = words::cutoffs(scored, index, None, language).into_iter();
            let lines = lines.chain(words::crossing(scored, index, language));
            let steps = wording.steps(&facts).into_iter().chain(lines);
            table.notes.extend(
                steps.map(|step| format!("{}{}{step}", words::label_header(rule, language), language.words().colon())),
            );
        }
    }
    table
}

fn body(cells: Vec<Value>) -> Row {
    Row { kind: RowKind::Body, color: None, cells }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
