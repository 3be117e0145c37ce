//! What the list says of contacts.

use custclass::rule::Field;
use custclass::rulefile::known_fields;
use custclass::score::{Column, Dates};

use super::list::Content;

/// The field from which the day of the next contact follows.
const LAST_CONTACT: &str = "last_contact";

/// The fields that follow-up would like to have: the list's last contacts.
pub fn wanted_fields() -> Vec<Field> {
    known_fields(&[LAST_CONTACT])
}

/// The last contacts, where the list has them.
pub fn last_contacts(list: &Content) -> Option<&Dates> {
    match list.column(LAST_CONTACT) {
        Some(Column::Dates(dates)) => Some(dates),
        _ => None,
    }
}
