//! `custclass rules list --for INPUT`: which rules a list could be scored with.

use std::io;
use std::path::Path;

use custclass::Error;
use custclass::document::Document;
use custclass::draw::Format;
use custclass::list::{Binding, Source};
use custclass::result::fitting::{self, Fitting, Has, ListFields};
use custclass::rule::{Field, FieldKind};
use custclass::rulefile::{RuleFile, bundled};
use custclass::run::fields::{WantedFields, without_repetition};
use custclass::run::origin;
use custclass::words::tables::fitting as tables;

use crate::cli::context::{Bar, Context};
use crate::cli::failure::Failure;
use crate::cli::options::ReadingOptions;

pub fn run(input: &Path, format: Format, options: &ReadingOptions, context: &Context) -> Result<(), Failure> {
    let language = options.language();
    let files = bundled::RULES.iter().map(|(name, text)| RuleFile::parse(name, text, &[]));
    let files = files.collect::<Result<Vec<_>, _>>().map_err(Error::from)?;
    let mut source = Source::open(&origin(input), &options.reading()).map_err(Error::from)?;
    let fields = fields_of(&mut source, &files, options, context)?;
    let fittings = fitting::sorted(files.iter().map(|file| Fitting::of(file, &fields)).collect());
    let name = source.name().file_name().unwrap_or(source.name().as_os_str()).to_string_lossy().into_owned();
    let document = match format {
        Format::Text | Format::Json => tables::page(&name, &fittings, language),
        Format::Markdown | Format::Csv => Document::from(vec![tables::table(&fittings, language)]),
    };
    format.draw(&document, context.stdout_width, &mut io::stdout().lock())?;
    Ok(())
}

/// What the list has for every field of every rule. Columns that cannot be read as their fields are noted and left out, and the list
/// is read once more without them.
fn fields_of(
    source: &mut Source,
    files: &[RuleFile],
    options: &ReadingOptions,
    context: &Context,
) -> Result<ListFields, Failure> {
    let mut known = ListFields::default();
    let mut wanted = wanted(files);
    loop {
        let groups = wanted.iter().map(std::slice::from_ref).collect::<Vec<_>>();
        let binding = match source.bind(&groups, &options.reading()) {
            Ok(binding) => without_repetition(binding),
            Err(error) => {
                let is_set_aside = error
                    .ambiguous_field()
                    .is_some_and(|name| set_aside(&mut wanted, &mut known, name, &Has::Several, |_| true));
                if !is_set_aside {
                    return Err(Error::from(error).into());
                }
                continue;
            }
        };
        let bar = Bar::new(context, source.size());
        match source.extract(&binding, false, &bar) {
            Ok(extract) => {
                let values = extract.readings.iter().map(|reading| reading.values + reading.bad.count);
                add_found(&mut known, &binding, &values.collect::<Vec<_>>());
                return Ok(known);
            }
            Err(error) => {
                let is_typed = |field: &Field| !matches!(field.kind, FieldKind::Text | FieldKind::Tags);
                let refused = error.refused_columns().filter(|column| {
                    let has = Has::Unreadable(Box::new((*column).clone()));
                    set_aside(&mut wanted, &mut known, &column.field, &has, is_typed)
                });
                // Where nothing is set aside the error is a real one.
                if refused.count() == 0 {
                    return Err(Error::from(error).into());
                }
            }
        }
    }
}

/// The fields of all rules, none of which a list has to have.
fn wanted(files: &[RuleFile]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for field in WantedFields::of(files, &[]).groups.into_iter().flatten() {
        let field = Field { optional: true, ..field };
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

/// Notes what is wrong with the fields of a name and wants them no longer; says whether there were any.
fn set_aside(
    wanted: &mut Vec<Field>,
    known: &mut ListFields,
    name: &str,
    has: &Has,
    concerned: impl Fn(&Field) -> bool,
) -> bool {
    let is_meant = |field: &Field| field.name == name && concerned(field);
    let before = wanted.len();
    known.0.extend(wanted.iter().filter(|field| is_meant(field)).map(|field| (field.clone(), has.clone())));
    wanted.retain(|field| !is_meant(field));
    wanted.len() < before
}

fn add_found(known: &mut ListFields, binding: &Binding, values: &[u64]) {
    for (bound, &values) in binding.fields.iter().zip(values) {
        let Some(column) = bound.column else { continue };
        let header = binding.header.get(column).map_or("", |header| header.trim()).to_owned();
        let has = if values == 0 { Has::Empty(header) } else { Has::Column(header) };
        known.0.push((bound.field.clone(), has));
    }
}
