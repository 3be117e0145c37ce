//! Which rules a list could be scored with.

use super::fields::{WantedFields, without_repetition};
use super::file_name;
use super::job::{Job, origin};
use super::observer::Observer;
use crate::Error;
use crate::list::{Binding, Source};
use crate::result::fitting::{Fitting, Has, ListFields, sorted};
use crate::rule::{Field, FieldKind};

/// How the job's rules fit its list, the ready ones first, and the list's name.
///
/// # Errors
///
/// When the list cannot be read.
pub fn fittings<'a>(job: &'a Job, observer: &dyn Observer) -> Result<(String, Vec<Fitting<'a>>), Error> {
    let mut source = Source::open(&origin(&job.list), &job.reading)?;
    let fields = list_fields(&mut source, job, observer)?;
    let fittings = job.rules.iter().map(|file| Fitting::of(file, &fields)).collect();
    Ok((file_name(source.name()), sorted(fittings)))
}

/// What the list has for every field of every rule. Columns that cannot be read as their fields are noted and left out, and the list
/// is read once more without them.
fn list_fields(source: &mut Source, job: &Job, observer: &dyn Observer) -> Result<ListFields, Error> {
    let mut known = ListFields::default();
    let mut wanted = wanted(job);
    loop {
        let groups = wanted.chunks(1).collect::<Vec<_>>();
        let binding = match source.bind(&groups, &job.reading) {
            Ok(binding) => without_repetition(binding),
            Err(error) => match error.ambiguous_field() {
                Some(name) if set_aside(&mut wanted, &mut known, &Has::Several, |field| field.name == name) => continue,
                _ => return Err(error.into()),
            },
        };
        let error = match source.extract(&binding, false, &*observer.pass(source.size())) {
            Ok(extract) => {
                let values = extract.readings.iter().map(|reading| reading.values + reading.bad.count);
                add_found(&mut known, &binding, values);
                return Ok(known);
            }
            Err(error) => error,
        };
        let is_typed = |field: &Field| !matches!(field.kind, FieldKind::Text | FieldKind::Tags);
        let refused = error.refused_columns().filter(|column| {
            let has = Has::Unreadable(Box::new((*column).clone()));
            set_aside(&mut wanted, &mut known, &has, |field| field.name == column.field && is_typed(field))
        });
        // Where nothing is set aside the error is a real one.
        if refused.count() == 0 {
            return Err(error.into());
        }
    }
}

/// The fields of all rules, none of which a list has to have.
fn wanted(job: &Job) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for field in WantedFields::of(&job.rules, &[]).groups.into_iter().flatten() {
        let field = Field { optional: true, ..field };
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

/// Notes what is wrong with fields and wants them no longer; says whether there were any.
fn set_aside(
    wanted: &mut Vec<Field>,
    known: &mut ListFields,
    has: &Has,
    concerned: impl Fn(&mut Field) -> bool,
) -> bool {
    let before = known.0.len();
    known.0.extend(wanted.extract_if(.., concerned).map(|field| (field, has.clone())));
    known.0.len() > before
}

fn add_found(known: &mut ListFields, binding: &Binding, values: impl Iterator<Item = u64>) {
    for (bound, values) in binding.fields.iter().zip(values) {
        let Some(column) = bound.column else { continue };
        let header = binding.header.get(column).map_or("", |header| header.trim()).to_owned();
        let has = if values == 0 { Has::Empty(header) } else { Has::Column(header) };
        known.0.push((bound.field.clone(), has));
    }
}
