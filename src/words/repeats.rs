//! Ids that several customers have.

use crate::language::Language;
use crate::list::{Binding, RepeatedIds};
use crate::place::Place;

/// Ids that repeat, or the names of a list without ids.
pub fn repeated(repeated: &RepeatedIds, places: &[Place; 2], binding: &Binding, language: Language) -> String {
    let told = if binding.ids_are_names { repeated_names } else { repeated_ids };
    told(repeated, places, language)
}

/// The same for a list that has names only.
pub fn repeated_names(repeated: &RepeatedIds, [earlier, place]: &[Place; 2], language: Language) -> String {
    let (earlier, place) = (super::place(earlier, language), super::place(place, language));
    let RepeatedIds { count, known, one_in, .. } = *repeated;
    language.words().repeated_names(count, known, one_in > 1, &place, &earlier)
}

/// `2 of 5 customers have the id of an earlier one, first list.csv:4:1, as list.csv:2:1`. The places are those of the earlier
/// customer and of the first that repeats its id.
pub fn repeated_ids(repeated: &RepeatedIds, [earlier, place]: &[Place; 2], language: Language) -> String {
    let RepeatedIds { count, known, one_in, .. } = *repeated;
    let (earlier, place) = (super::place(earlier, language), super::place(place, language));
    match one_in {
        0..=1 => language.words().repeated_ids(count, known, &place, &earlier),
        one_in => language.words().repeated_ids_sampled(count, known, one_in, &place, &earlier),
    }
}
