//! Dates of what has happened that lie after the day of the run.

use super::list::List;
use crate::Error;
use crate::date::Day;
use crate::list::ReadingFact;
use crate::rule::expression::names;
use crate::rulefile::{RuleFile, dictionary};
use crate::score::{Cell, Column};

/// How many places are named.
const NAMED: usize = 3;

/// What takes a date for one of the past.
const SINCE: [&str; 2] = ["days_since", "months_since"];

/// Has the run tell of them, in the fields of the dictionary, all of which are about the past, and where a rule reckons the time since.
///
/// # Errors
///
/// When the list cannot be read again for the places.
pub(super) fn tell(list: &mut List, rules: &[RuleFile], today: Day) -> Result<(), Error> {
    if !rules.iter().any(|file| file.set.uses_as_of()) {
        return Ok(());
    }
    for at in 0..list.content.binding.fields.len() {
        let field = &list.content.binding.fields[at].field.name;
        let Column::Dates(dates) = &list.content.extract.columns[at] else { continue };
        let is_past = dictionary().iter().any(|known| known.name == *field) || is_reckoned_since(field, rules);
        let is_after = |row: &usize| matches!(dates.get(*row), Cell::Value(day) if day > today.0);
        if !is_past {
            continue;
        }
        let count = (0..dates.len()).filter(is_after).count() as u64;
        if count == 0 {
            continue;
        }
        let first = (0..dates.len()).filter(is_after).take(NAMED).map(|row| (row, Some(field.as_str())));
        let places = list.places(&first.collect::<Vec<_>>())?;
        list.content.extract.readings[at].facts.push(ReadingFact::AfterAsOf(today, count, places));
    }
    Ok(())
}

/// Whether a derived value is the time since the field.
fn is_reckoned_since(field: &str, rules: &[RuleFile]) -> bool {
    let texts = rules.iter().flat_map(|file| file.set.derived.iter().map(|derived| derived.text()));
    texts.map(names).any(|names| names.windows(2).any(|pair| SINCE.contains(&pair[0].as_str()) && pair[1] == field))
}
