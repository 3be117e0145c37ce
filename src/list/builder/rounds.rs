//! Reading a list's columns again until each is read in the way that its cells ask for.

use super::{ColumnBuilder, Example, Outcome, Way};
use crate::list::{Binding, FieldReading, InputError};
use crate::place::Place;
use crate::score::Column;

/// How often the list is gone through at most. Each column has been read in every way long before.
const MOST_ROUNDS: usize = 10;

/// One column and how it was read for each bound field.
pub type Columns = (Vec<Column>, Vec<FieldReading>);

/// How each bound field is read at first, with its place in the binding.
pub fn likely_ways(binding: &Binding) -> Vec<(usize, Way)> {
    binding.fields.iter().map(Way::likely).enumerate().collect()
}

/// Builders without cells for some of the bound fields.
pub fn builders(binding: &Binding, ways: &[(usize, Way)]) -> Vec<ColumnBuilder> {
    ways.iter()
        .map(|&(field, way)| ColumnBuilder::new(&binding.fields[field], way).with_missing(&binding.missing))
        .collect()
}

/// Lets the columns decide over all their cells. `first` are the filled builders of the [`likely_ways`]; `again` goes through the list
/// for the columns that have to be read in another way. Gives nothing where a column asks for one way after the other: then the list is
/// not the same each time.
///
/// # Errors
///
/// Those of `again`, and when columns are refused. `place` says where an example stands, in the list's column of the field.
pub fn columns<E: From<InputError>>(
    binding: &Binding,
    first: Vec<ColumnBuilder>,
    place: impl Fn(&Example, Option<usize>) -> Place,
    mut again: impl FnMut(&[(usize, Way)]) -> Result<Vec<ColumnBuilder>, E>,
) -> Result<Option<Columns>, E> {
    let mut columns = binding.fields.iter().map(|_| None).collect::<Vec<_>>();
    let (mut ways, mut builders) = (likely_ways(binding), first);
    for round in 1..=MOST_ROUNDS {
        let (mut other_ways, mut refused) = (Vec::new(), Vec::new());
        for (builder, (field, _)) in builders.into_iter().zip(ways) {
            let place = |example: &Example| place(example, binding.fields[field].column);
            match builder.finish() {
                Outcome::Done(column, reading) => columns[field] = Some((column, reading.located(place))),
                Outcome::Again(way) => other_ways.push((field, way)),
                Outcome::Refused(refusal) => refused.push(refusal.located(place)),
            }
        }
        if let Some(error) = InputError::of_columns(refused) {
            return Err(error.into());
        }
        if other_ways.is_empty() || round == MOST_ROUNDS {
            break;
        }
        builders = again(&other_ways)?;
        ways = other_ways;
    }
    let columns = columns.into_iter().collect::<Option<Vec<_>>>();
    Ok(columns.map(|columns| columns.into_iter().unzip()))
}
