//! Headings of the tables of results: what people read in their language, and the English key that scripts read.

use crate::document::table::Heading;
use crate::language::Language;

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
    /// The sum of a measure other than revenue.
    sum: "Sum", "合计";
    /// A part of the classified customers' sum.
    share: "Share", "占比";
    /// A classification.
    rule: "Rule", "规则";
    /// What a classification is called.
    title: "Title", "名称";
    /// What a classification does.
    about: "What it does", "说明";
    /// The family that a classification belongs to.
    family: "Family", "类别";
    /// Whether a list could be scored with a classification.
    ready: "Ready", "可用";
    /// The fields of a classification that a list has, and its headers.
    uses: "Uses", "使用的列";
    /// The fields that a classification does without on a list.
    without: "Does without", "没有也可";
    /// What a list lacks for a classification.
    lacks: "Lacks", "还缺";
    /// The fields that a classification reads.
    fields: "Fields", "所需字段";
    /// The columns that a classification gives.
    columns: "Columns", "输出列";
    /// A field of the list.
    field: "Field", "字段";
    /// The column of the list that a field is.
    column: "Column", "列";
    /// Why a column is a field's.
    why: "Because of", "依据";
    /// How many cells hold a value.
    values: "Values", "有值";
    /// How many cells are missing.
    missing: "Missing", "缺失";
    /// How many cells cannot be read.
    bad: "Bad", "无法读取";
    /// What a derived value is made of.
    expression: "From", "计算式";
    /// The points of a scorecard.
    score: "Score", "得分";
    /// What is known of a list.
    fact: "Fact", "项目";
    /// The value of a fact.
    value: "Value", "值";
    /// The type of a field.
    field_type: "Type", "类型";
    /// How a column can be made a field.
    to_use_it: "To use it", "使用方法";
    /// The option that settles what is doubtful.
    to_settle_it: "To settle it", "指定方法";
    /// Where something stands.
    place: "Place", "位置";
    /// What stands in a cell.
    text: "Text", "原文";
    /// How something is read.
    reading: "Reading", "读法";
    /// The label of an earlier list.
    previous: "Previous", "上次";
    /// The label of a later list.
    now: "Now", "本次";
    /// Up, down, same, new.
    change: "Change", "变动";
    /// The revenue of an earlier list.
    revenue_before: "Revenue before", "上次销售额";
    /// The revenue of a later list.
    revenue_now: "Revenue now", "本次销售额";
    /// The label by the old of two rules.
    old_rule: "Old rule", "旧规则";
    /// The label by the new of two rules.
    new_rule: "New rule", "新规则";
    /// Why a customer has its label by the old of two rules.
    by_old_rule: "By the old rule", "按旧规则";
    /// Why a customer has its label by the new of two rules.
    by_new_rule: "By the new rule", "按新规则";
    /// A customer's number.
    id: "Id", "客户编号";
    /// A customer's name.
    name: "Name", "客户名称";
    /// Why a customer has its label.
    reason: "Reason", "原因";
    /// What a tier's customers are due.
    action: "Action", "服务措施";
    /// How a customer's follow-up stands.
    status: "Status", "状态";
    /// How a customer's follow-up stands, in the word that scripts read.
    status_code: "Status code", "状态代码";
    /// For how many days something has been late.
    days_overdue: "Days overdue", "逾期天数";
    /// In how many days something is due.
    days_until: "Days until", "剩余天数";
    /// The colour that marks a customer.
    mark: "Mark", "标记";
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
