//! Headings of the tables of results: what people read in their language, and the English key that scripts read.

use super::Language;
use crate::table::Heading;

fn heading(language: Language, key: &'static str, en: &str, zh: &str) -> Heading {
    Heading { text: language.of(en, zh).to_owned(), key: key.into() }
}

/// Makes a function of each heading: its key, then the heading in English and in Chinese.
macro_rules! headings {
    ($($(#[$about:meta])* $key:ident: $en:literal, $zh:literal;)*) => {
        $(
            $(#[$about])*
            pub fn $key(language: Language) -> Heading {
                heading(language, stringify!($key), $en, $zh)
            }
        )*

        #[cfg(test)]
        const ALL: &[fn(Language) -> Heading] = &[$($key),*];
    };
}

headings! {
    /// The classes of a rule.
    tier: "Tier", "等级";
    /// How many customers.
    customers: "Customers", "客户数";
    /// Their part of the classified customers.
    customer_share: "Share of customers", "客户占比";
    /// The part of the customers that the textbook has in a tier (`expect_customers`).
    expected_customer_share: "Expected share", "预期占比";
    /// The customers' revenue.
    revenue: "Revenue", "销售额";
    /// Their part of the classified customers' revenue.
    revenue_share: "Share of revenue", "销售额占比";
    /// Revenue by customer.
    average: "Average", "户均";
    /// The part that this tier and the better ones hold together.
    cumulative_share: "Cumulative share", "累计占比";
    /// The label of an earlier list.
    previous: "Previous", "上次";
    /// The label of a later list.
    now: "Now", "本次";
    /// Up, down, same, new.
    change: "Change", "变动";
    /// A customer's number.
    id: "Id", "客户编号";
    /// A customer's name.
    name: "Name", "客户名称";
    /// Why a customer has its label.
    reason: "Reason", "原因";
    /// What a tier's customers are due.
    action: "Action", "服务措施";
    /// When a customer was last contacted.
    last_contact: "Last contact", "上次联系";
    /// When a customer is to be contacted next.
    next_contact: "Next contact", "下次联系";
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
