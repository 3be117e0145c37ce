//! Whom to contact next: the follow-up of every customer by all its labels, and what there is to do about it.

use crate::score::tier::Tier;
use crate::score::{Cell, Code, Dates, Scored};

/// When each customer is to be contacted next, by the shortest cadence over the visible rules: days since 1970-01-01, and
/// [`Dates::MISSING`] where there is no cadence or the last contact cannot be read. `today` is due for whoever was never contacted.
pub fn next_contacts(scored: &[Scored<'_>], last: &Dates, today: i32) -> Vec<i32> {
    let mut next = vec![Dates::MISSING; last.len()];
    for (file, rule) in visible(scored) {
        let tiers = &scored[file].set.rules[rule].tiers;
        if tiers.iter().all(|tier| tier.follow_up.contact_every.is_none() && tier.follow_up.first_contact.is_none()) {
            continue;
        }
        for (row, (next, code)) in next.iter_mut().zip(scored[file].all_codes(rule)).enumerate() {
            let (Some(tier), Some(last)) = (tier_of(tiers, code), known(last.get(row))) else { continue };
            if let Some(contact) = tier.follow_up.contact(last, today)
                && (*next == Dates::MISSING || contact.next < *next)
            {
                *next = contact.next;
            }
        }
    }
    next
}

/// The rules that give a column to see, each by its file and its place there.
pub fn visible(scored: &[Scored<'_>]) -> Vec<(usize, usize)> {
    let rules = |(file, scored): (usize, &Scored<'_>)| {
        let shown = |&rule: &usize| !scored.set.rules[rule].hidden && scored.has(rule);
        (0..scored.set.rules.len()).filter(shown).map(|rule| (file, rule)).collect::<Vec<_>>()
    };
    scored.iter().enumerate().flat_map(rules).collect()
}

fn tier_of(tiers: &[Tier], code: Code) -> Option<&Tier> {
    tiers.get(code.index()?)
}

/// A last contact: none where the cell is missing; `None` where it cannot be read, so that nobody knows.
fn known(last: Cell<i32>) -> Option<Option<i32>> {
    match last {
        Cell::Value(day) => Some(Some(day)),
        Cell::Missing => Some(None),
        Cell::Bad => None,
    }
}
