//! What the pages of the handbook say of a rule.

use crate::language::Language;
use crate::list::header::kind_words;
use crate::rule::field::{FieldKind, Fill};
use crate::words::chinese::{has_han, joined};
use crate::words::field_type;

pub use super::method_phrases::*;

/// A text by language, as headings and fixed sentences are.
macro_rules! fixed {
    ($($(#[$about:meta])* $name:ident: $en:literal, $zh:literal;)*) => {
        $(
            $(#[$about])*
            pub fn $name(language: Language) -> &'static str {
                language.of($en, $zh)
            }
        )*
    };
}

fixed! {
    /// Heading: where figures come from and how the source is read.
    notes: "Where it comes from, and what is assumed", "依据与说明";
    /// Heading: the fields.
    fields: "What the list needs", "清单需要的列";
    /// Heading: derived values.
    derived: "Worked out from these", "由此计算";
    /// Heading: the label columns.
    columns: "What it gives", "分类结果";
    /// Heading: parameters.
    params: "Figures to set", "可调整的数值";
    /// Heading: commands.
    commands: "To copy", "常用命令";
    /// Heading: the example.
    example: "An example", "示例";
    /// In a scorecard, before the tiers.
    by_total: "By the total:", "按总分：";
    /// An item whose values are points already.
    as_given: "as given, 0 to 100", "按原值计，0至100";
    /// The tier that takes all others.
    everybody_else: "everybody else", "其余客户";
    /// Nobody is torn apart.
    equal_values: "Equal values always share a tier, and the customer that crosses a line belongs to the better one.", "数值相同的客户总在同一级，跨越界线的客户归入较高一级。";
    /// The labels are no ranking.
    unranked: "The labels stand side by side: none is better than another.", "各类并列，没有高低之分。";
    /// The column is left out.
    hidden: "A step on the way: this column is left out of the output.", "中间步骤：结果中不输出此列。";
    /// What `score` does.
    to_score: "add the labels, each with its reason and what to do", "加上分类、原因和服务措施";
    /// What `due` does.
    to_contact: "whom to contact now and within a week", "列出现在及一周内应联系的客户";
    /// What `--set` does.
    to_set: "with a figure of your own", "改用自己的数值";
    /// What `--as-of` does.
    to_fix_today: "as of a certain day instead of today", "按指定日期而不是今天计算";
    /// What `--toml` does.
    to_copy: "the rule file, to change and use with -r ./mine.toml", "导出规则文件，修改后用 -r ./mine.toml 使用";
    /// The dictionary.
    dictionary_title: "The fields that every rule knows", "通用字段";
    /// The dictionary, in a sentence.
    dictionary_about: "A column of a list is found by its header: the field's own name, or any header below, whatever its case, width, blanks and punctuation; a unit in brackets is no part of it.", "按表头识别列：字段名或下列任一表头均可，不区分大小写、全半角、空格和标点，括号中的单位不算表头的一部分。";
}

/// The headings of the table of parameters.
pub fn param_headings(language: Language) -> [&'static str; 4] {
    language.of(["Name", "Value", "Used for", "To change it"], ["名称", "数值", "用于", "修改方法"])
}

/// Whether a text belongs to a language: Chinese has Chinese characters, everything else is taken for English.
pub fn is_in(text: &str, language: Language) -> bool {
    has_han(text) == (language == Language::Zh)
}

/// The title of a page.
pub fn page_title(title: &str, rule: &str, language: Language) -> String {
    language.of(format!("{title} ({rule})"), format!("{title}（{rule}）"))
}

/// The family of a rule.
pub fn family_line(family: &str, language: Language) -> String {
    language.of(format!("Family: {family}"), format!("类别：{family}"))
}

/// The source of a rule.
pub fn source_line(source: &str, language: Language) -> String {
    language.of(format!("Source: {source}"), format!("来源：{source}"))
}

/// Yes or no.
pub fn yes_or_no(flag: bool, language: Language) -> &'static str {
    crate::words::run::yes_or_no(flag, language)
}

/// What stands in the cells of a field.
pub fn kind(kind: &FieldKind, language: Language) -> &'static str {
    match (kind, language) {
        (FieldKind::Tags, _) => language.of("observations, separated by ;", "观察到的特征，用分号隔开"),
        (FieldKind::Choice(_), Language::En) => "one of a few words",
        (_, Language::En) => kind_words(kind),
        (_, Language::Zh) => field_type(kind, language),
    }
}

/// What stands for a blank cell.
pub fn fill(fill: &Fill, language: Language) -> String {
    match fill {
        Fill::Number(number) => number.normalized().to_string(),
        Fill::Date(days) => crate::words::run::date(*days),
        Fill::Flag(flag) => yes_or_no(*flag, language).to_owned(),
        Fill::Text(text) => text.clone(),
    }
}

/// A field by what people call it; where that is not its name, the name beside it, for `--map`.
pub fn field_name(called: &str, name: &str, language: Language) -> String {
    match language {
        _ if called == name => called.to_owned(),
        Language::En => called.to_owned(),
        Language::Zh => format!("{called}（{name}）"),
    }
}

/// A field's type, and whether it is needed.
pub fn field_kind(kind: &str, optional: bool, instead: &[String], language: Language) -> String {
    let others = instead.join(language.of(" or ", "或"));
    match (optional, instead.is_empty(), language) {
        (true, _, Language::En) => format!("{kind}; may be left out"),
        (true, _, Language::Zh) => format!("{kind}；可以没有此列"),
        (false, true, _) => kind.to_owned(),
        (false, false, Language::En) => format!("{kind}; {others} will do instead"),
        (false, false, Language::Zh) => format!("{kind}；也可用{others}代替"),
    }
}

/// The type of a field that is read only to tell when a customer is due.
pub fn field_for_due(kind: &str, language: Language) -> String {
    language.of(
        format!("{kind}; only for the follow-up (due, next contact); may be left out"),
        format!("{kind}；仅用于后续跟进（due、下次联系）；可以没有此列"),
    )
}

/// How many headers of a field a page shows: in its own language, and in the other.
const HEADERS: (usize, usize) = (8, 3);

/// The headers that a field goes by.
pub fn headers(headers: &[String], language: Language) -> String {
    let own = headers.iter().filter(|header| is_in(header, language)).take(HEADERS.0);
    let others = headers.iter().filter(|header| !is_in(header, language)).take(HEADERS.1);
    let shown = own.chain(others).cloned().collect::<Vec<_>>();
    let more = headers.len() - shown.len();
    match (language, more) {
        (Language::En, 0) => format!("headers: {}", shown.join(", ")),
        (Language::En, _) => format!("headers: {}, and {more} more", shown.join(", ")),
        (Language::Zh, 0) => format!("表头：{}", shown.join("、")),
        (Language::Zh, _) => format!("表头：{}等 {} 种", shown.join("、"), headers.len()),
    }
}

/// The words of a choice.
pub fn choice(words: &[Vec<String>], language: Language) -> String {
    let said = words.iter().map(|spellings| spellings.join(language.of(" / ", " / "))).collect::<Vec<_>>();
    let said = said.join(language.of("; ", "；"));
    language.of(format!("words: {said}"), format!("用词：{said}"))
}

/// What a blank cell counts as.
pub fn default(default: &str, language: Language) -> String {
    language.of(format!("a blank counts as {default}"), joined(&["空白视为", default]))
}

/// What an example is.
pub fn example_of(as_of: Option<&str>, language: Language) -> String {
    match (language, as_of) {
        (Language::En, None) => "One customer for each outcome, from the lists that test this rule:".to_owned(),
        (Language::En, Some(day)) => {
            format!("One customer for each outcome, from the lists that test this rule, as of {day}:")
        }
        (Language::Zh, None) => "每种结果一位客户，取自本规则的测试清单：".to_owned(),
        (Language::Zh, Some(day)) => format!("每种结果一位客户，取自本规则的测试清单，日期为 {day}："),
    }
}
