//! The Notes sheet of a workbook in words: what each row is about, and the sentences beside it.

use crate::language::Language;
use crate::list::{BoundField, FieldReading, Finding};
use crate::result::remark::Beside;

/// What a row of the Notes is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    /// A rule file.
    Rule,
    /// Its hash.
    RuleHash,
    /// The day that counted as 'today'.
    AsOf,
    /// A list that was read.
    List(Role),
    /// Its hash.
    ListHash(Role),
    /// How many records the list has below its header.
    Records,
    /// How many customers.
    Customers,
    /// How many records that are no customers.
    NoCustomers,
    /// Ids of several customers.
    RepeatedIds,
    /// A field, by its name.
    Field(&'a str),
    /// Customers without a label.
    Unclassified,
}

/// What a list is to a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is classified.
    Input,
    /// It is read beside it.
    Beside(Beside),
    /// It is the earlier one of two that are compared.
    Old,
    /// It is the later one.
    New,
}

/// What stands in the left column.
pub fn subject(subject: Subject<'_>, language: Language) -> String {
    let words = language.words();
    let hash = |of: &str| format!("{of} SHA-256");
    match subject {
        Subject::Rule => words.noted_rule().to_owned(),
        Subject::RuleHash => hash(words.noted_rule()),
        Subject::AsOf => words.noted_as_of().to_owned(),
        Subject::List(role) => words.role(role).to_owned(),
        Subject::ListHash(role) => hash(words.role(role)),
        Subject::Records => words.fact_records().to_owned(),
        Subject::Customers => words.fact_customers().to_owned(),
        Subject::NoCustomers => words.noted_no_customers().to_owned(),
        Subject::RepeatedIds => words.fact_repeated_ids().to_owned(),
        Subject::Field(name) => words.noted_field(name),
        Subject::Unclassified => words.unclassified().to_owned(),
    }
}

/// `column 5 "Revenue": 12 values, 1 missing, 2 bad`.
pub fn column_read(bound: &BoundField, header: &str, read: &FieldReading, language: Language) -> Option<String> {
    let FieldReading { values, missing, bad, .. } = read;
    Some(language.words().column_read(bound.column? + 1, header, *values, *missing, bad.count))
}

/// A cell that cannot be read as its field.
pub fn bad_cell(field: &str, cell: &Finding, language: Language) -> String {
    language.words().noted_bad_cell(field, &cell.text)
}

/// How many customers the rules of some columns leave without a label.
pub fn unclassified(columns: &[&str], count: u64, language: Language) -> String {
    let words = language.words();
    format!("{}{}{count}", columns.join(words.comma()), words.colon())
}
