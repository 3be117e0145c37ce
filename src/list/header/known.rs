//! Which field of the dictionary a header speaks of.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::loose::LooseName;
use super::name::bare;
use super::unit::HeaderName;
use crate::rulefile::{dictionary, weaker_headers};

/// Every name and header of the dictionary in the form that compares, with its field.
static KNOWN: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for field in dictionary() {
        let headers = std::iter::once(&field.name).chain(&field.headers).chain(weaker_headers(&field.name));
        for header in headers {
            known.entry(bare(header)).or_insert(field.name.as_str());
        }
    }
    known
});

/// The field that goes by this header; a unit is no part of it.
pub fn known_as(header: &str) -> Option<&'static str> {
    known(&HeaderName::of(header))
}

/// The same, where a pivot's words, a tax note or a period may stand around the name.
pub(super) fn likely_known_as(header: &str) -> Option<&'static str> {
    known_as(header).or_else(|| LooseName::of(header).and_then(|loose| loose.names.iter().find_map(known)))
}

pub(super) fn known(name: &HeaderName) -> Option<&'static str> {
    KNOWN.get(&name.whole).or_else(|| KNOWN.get(&name.name)).copied()
}
