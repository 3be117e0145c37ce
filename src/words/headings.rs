//! Headings of the tables of results: what people read in their language, and the English key that scripts read.

use crate::document::table::Heading;
use crate::language::Language;

/// Makes a function of each heading: its key, and the heading in English.
macro_rules! headings {
    ($($key:ident: $english:literal;)*) => {
        $(
            #[doc = concat!("The heading “", $english, "”.")]
            pub fn $key(language: Language) -> Heading {
                let key = stringify!($key);
                Heading { text: language.words().heading(key, $english).to_owned(), key: key.into() }
            }
        )*

        #[cfg(test)]
        const ALL: &[fn(Language) -> Heading] = &[$($key),*];
    };
}

headings! {
    tier: "Tier";
    customers: "Customers";
    customer_share: "Share of customers";
    expected_customer_share: "Expected share";
    revenue: "Revenue";
    revenue_share: "Share of revenue";
    average: "Average";
    cumulative_share: "Cumulative share";
    sum: "Sum";
    share: "Share";
    rule: "Rule";
    title: "Title";
    about: "What it does";
    family: "Family";
    ready: "Ready";
    uses: "Uses";
    without: "Does without";
    lacks: "Lacks";
    fields: "Fields";
    columns: "Columns";
    field: "Field";
    column: "Column";
    why: "Because of";
    values: "Values";
    missing: "Missing";
    bad: "Bad";
    expression: "From";
    score: "Score";
    fact: "Fact";
    value: "Value";
    field_type: "Type";
    to_use_it: "To use it";
    to_settle_it: "To settle it";
    place: "Place";
    text: "Text";
    reading: "Reading";
    previous: "Previous";
    now: "Now";
    change: "Change";
    revenue_before: "Revenue before";
    revenue_now: "Revenue now";
    old_rule: "Old rule";
    new_rule: "New rule";
    by_old_rule: "By the old rule";
    by_new_rule: "By the new rule";
    id: "Id";
    name: "Name";
    reason: "Reason";
    action: "Action";
    status: "Status";
    status_code: "Status code";
    days_overdue: "Days overdue";
    days_until: "Days until";
    owner: "Owner";
    script: "Script";
    mark: "Mark";
    last_contact: "Last contact";
    next_contact: "Next contact";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_said_in_both_languages_and_has_a_key_of_its_own() {
        let mut keys = ALL.iter().map(|heading| heading(Language::En).key).collect::<Vec<_>>();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), ALL.len());
        for heading in ALL {
            assert!(heading(Language::En).text.is_ascii());
            assert!(!heading(Language::Zh).text.is_ascii());
        }
    }

    #[test]
    fn a_heading_has_the_same_key_in_every_language() {
        let headings = Language::ALL.map(customer_share);
        assert_eq!(headings.each_ref().map(|heading| &*heading.text), ["Share of customers", "客户占比"]);
        assert_eq!(headings.each_ref().map(|heading| &*heading.key), ["customer_share"; 2]);
    }
}
