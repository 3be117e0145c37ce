//! What is said of the rules that there are: their families, what they need, and which of them a list has what it takes for.

use crate::language::Language;
use crate::result::fitting::Has;
use crate::rule::field::Fill;

/// The families of the bundled rules, in the order in which they are listed: key, English, Chinese.
const FAMILIES: &[(&str, &str, &str)] = &[
    ("value", "Value – who brings the money", "价值——谁带来收入"),
    ("state", "State of the business with a customer", "往来状态"),
    ("prospects", "Prospects – how near is the sale, and when to call", "潜在客户——离成交多近，何时联系"),
    ("relationship", "Relationship and kind", "关系与类别"),
    ("temperament", "Temperament – how to talk to this customer", "性格——如何与这位客户打交道"),
    ("beyond", "Common practice, beyond the sources", "通行方法（来源之外）"),
];

/// The keys of the families of the bundled rules, in the order in which they are listed.
pub fn families() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().map(|(key, ..)| *key)
}

/// A family of the bundled rules in words; none for any other.
pub fn family(key: &str, language: Language) -> Option<&'static str> {
    FAMILIES.iter().find(|(known, ..)| *known == key).map(|(_, en, zh)| language.of(*en, *zh))
}

/// What a rule needs: fields without which it cannot work, and those that it takes where they are there.
pub fn needs(needed: &[String], optional: &[String], language: Language) -> String {
    let all = |fields: &[String]| fields.join(language.of(", ", "、"));
    match (needed.is_empty(), optional.is_empty(), language) {
        (false, true, _) => all(needed),
        (false, false, Language::En) => format!("{} (also, if there: {})", all(needed), all(optional)),
        (false, false, Language::Zh) => format!("{}（如有则用：{}）", all(needed), all(optional)),
        (true, false, Language::En) => format!("any of {}", all(optional)),
        (true, false, Language::Zh) => format!("{}中任意一项", all(optional)),
        (true, true, _) => String::new(),
    }
}

/// A rule's title and what it does, in one paragraph.
pub fn title_and_about(title: &str, about: &str, language: Language) -> String {
    match language {
        Language::En => format!("{title}. {about}"),
        Language::Zh => format!("{title}。{about}"),
    }
}

/// What a rule needs and gives.
pub fn needs_and_gives(needs: &str, columns: &[String], language: Language) -> String {
    let columns = columns.join(language.of(", ", "、"));
    language.of(format!("Needs {needs}; gives {columns}."), format!("需要：{needs}；给出：{columns}。"))
}

/// The head of the library's first page.
pub fn index_head(language: Language) -> &'static str {
    language.of(
        "# The rule library\n\n[中文](README.zh.md)\n\n\
         Every classification below works out of the box: `custclass score customers.xlsx -r NAME`. \
         `custclass rules list --for customers.xlsx` says which of them your list has the columns for, \
         `custclass rules show NAME` shows the page of one. The pages are written by the program from the rule files.\n",
        "# 规则手册\n\n[English](README.md)\n\n\
         以下分类方法开箱即用：`custclass score 客户清单.xlsx -r 规则名 --lang zh`。\
         `custclass rules list --for 客户清单.xlsx --lang zh` 列出您的清单可以使用哪些规则，\
         `custclass rules show 规则名 --lang zh` 显示某条规则的说明。本手册由程序根据规则文件生成。\n",
    )
}

/// How many rules a list is ready for.
pub fn how_many_ready(list: &str, ready: usize, of: usize, language: Language) -> String {
    match language {
        Language::En if ready == 1 => format!("{list}: 1 of {of} rules is ready to use"),
        Language::En => format!("{list}: {ready} of {of} rules are ready to use"),
        Language::Zh => format!("{list}：{of} 条规则中 {ready} 条可直接使用"),
    }
}

/// The rules that a list has all columns for.
pub fn ready(language: Language) -> &'static str {
    language.of("Ready", "可直接使用")
}

/// The rules that a list lacks columns for.
pub fn not_ready(language: Language) -> &'static str {
    language.of("Something is missing, least first", "还缺一些列（由少到多）")
}

/// A field and the column that it is: the header is told where it says more than the field's name.
pub fn found(called: &str, header: &str, language: Language) -> String {
    match language {
        _ if called == header => called.to_owned(),
        Language::En => format!("{called} (“{header}”)"),
        Language::Zh => format!("{called}（“{header}”列）"),
    }
}

/// One of several fields.
pub fn any_of(called: &[String], language: Language) -> String {
    match language {
        Language::En => format!("any of {}", called.join(", ")),
        Language::Zh => format!("{}中任意一项", called.join("、")),
    }
}

/// What stands for a column that a rule does without.
pub fn done_without(default: Option<&Fill>, language: Language) -> String {
    match default {
        None => language.of("read as blank", "视为空白").to_owned(),
        Some(fill) => {
            let fill = super::handbook::phrases::fill(fill, language);
            language.of(format!("counts as {fill}"), format!("视为{fill}"))
        }
    }
}

/// Why a column does not do for a field; nothing where there is simply none.
pub fn why_not(has: &Has, language: Language) -> Option<String> {
    match has {
        Has::Column(_) | Has::Nothing => None,
        Has::Empty(header) => {
            Some(language.of(format!("the column “{header}” is empty"), format!("“{header}”列是空的")))
        }
        Has::Several => Some(
            language
                .of("several columns fit equally well; say which with --map", "有几列同样符合，请用 --map 指定")
                .to_owned(),
        ),
        Has::Unreadable(column) => Some(super::unreadable(column, language)),
    }
}
