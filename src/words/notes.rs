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

impl Role {
    fn word(self, language: Language) -> &'static str {
        match self {
            Role::Input => language.of("input", "输入列表"),
            Role::Beside(Beside::Previous) => language.of("previous", "上次列表"),
            Role::Beside(Beside::Overrides) => language.of("overrides", "人工标签列表"),
            Role::Old => language.of("old", "旧列表"),
            Role::New => language.of("new", "新列表"),
        }
    }
}

/// What stands in the left column.
pub fn subject(subject: Subject<'_>, language: Language) -> String {
    match subject {
        Subject::Rule => language.of("rule", "规则").to_owned(),
        Subject::RuleHash => language.of("rule SHA-256", "规则 SHA-256").to_owned(),
        Subject::AsOf => language.of("as of", "计算基准日").to_owned(),
        Subject::List(role) => role.word(language).to_owned(),
        Subject::ListHash(role) => format!("{} SHA-256", role.word(language)),
        Subject::Records => language.of("records below the header", "数据行数").to_owned(),
        Subject::Customers => language.of("customers", "客户数").to_owned(),
        Subject::NoCustomers => language.of("no customers", "非客户行数").to_owned(),
        Subject::RepeatedIds => language.of("repeated ids", "重复编号").to_owned(),
        Subject::Field(name) => language.of(format!("field {name}"), format!("字段 {name}")),
        Subject::Unclassified => language.of("unclassified", "未分类").to_owned(),
    }
}

/// `column 5 "Revenue": 12 values, 1 missing, 2 bad`.
pub fn column_read(bound: &BoundField, header: &str, read: &FieldReading, language: Language) -> Option<String> {
    let column = bound.column? + 1;
    let FieldReading { values, missing, bad, .. } = read;
    let bad = bad.count;
    Some(match language {
        Language::En => format!("column {column} {header:?}: {values} values, {missing} missing, {bad} bad"),
        Language::Zh => {
            format!("第 {column} 列“{header}”：{values} 个值，{missing} 个缺失，{bad} 个无法读取")
        }
    })
}

/// A cell that cannot be read as its field.
pub fn bad_cell(field: &str, cell: &Finding, language: Language) -> String {
    let text = &cell.text;
    match language {
        Language::En => format!("{field} is {text:?}"),
        Language::Zh => format!("{field}：无法读取“{text}”"),
    }
}

/// How many customers the rules of some columns leave without a label.
pub fn unclassified(columns: &[&str], count: u64, language: Language) -> String {
    match language {
        Language::En => format!("{}: {count}", columns.join(", ")),
        Language::Zh => format!("{}：{count}", columns.join("、")),
    }
}
