//! What the list says of contacts.

use custclass::rulefile::dictionary;
use custclass::score::{Column, Dates, Field};

use super::list::Content;

/// The field from which the day of the next contact follows.
const LAST_CONTACT: &str = "last_contact";

/// The fields that follow-up would like to have: the list's last contacts.
pub fn wanted_fields() -> Vec<Field> {
    dictionary().into_iter().filter(|field| field.name == LAST_CONTACT).collect()
}

/// The last contacts, where the list has them.
pub fn last_contacts(list: &Content) -> Option<&Dates> {
    match list.column(LAST_CONTACT) {
        Some(Column::Dates(dates)) => Some(dates),
        _ => None,
    }
}
