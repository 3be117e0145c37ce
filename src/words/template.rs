//! What a template says to whoever fills it in.

use super::chinese::joined;
use crate::language::Language;
use crate::rule::field::{Field, FieldKind, Fill};

/// No message beside a cell can be longer, in characters: a spreadsheet's limit.
pub const LONGEST_MESSAGE: usize = 255;

/// What to write into a column, what a blank cell means, and which column may stand in its place.
pub fn help(field: &Field, choices: &[String], instead: &[String], language: Language) -> String {
    let mut said = vec![kind(field, choices, language)];
    said.extend(blank(field, language));
    if !instead.is_empty() {
        let others = instead.join(language.of(" or ", "、"));
        said.push(language.of(format!("Instead of it: {others}."), joined(&["也可改用：", &others, "。"])));
    }
    if field.optional {
        said.push(language.of("The column may be left out.", "本列可以不要。").to_owned());
    }
    let said = said.join(language.of(" ", ""));
    if said.chars().count() <= LONGEST_MESSAGE {
        return said;
    }
    said.chars().take(LONGEST_MESSAGE - 1).chain(['…']).collect()
}

fn kind(field: &Field, choices: &[String], language: Language) -> String {
    let listed = |most: usize| {
        let more = if choices.len() > most { language.of(" …", "……") } else { "" };
        format!("{}{more}", choices[..choices.len().min(most)].join(language.of(", ", "、")))
    };
    match (&field.kind, field.name.as_str()) {
        (_, "id") => language.of("Your number of the customer; each stands once.", "客户编号，不可重复。").to_owned(),
        (_, "name") => language.of("What the customer is called.", "客户名称。").to_owned(),
        (FieldKind::Number, _) => {
            language.of("A number, as in 500000 or 12,500.00.", "填数字，如 500000、12,500.00 或 12.5万。").to_owned()
        }
        (FieldKind::Percent, _) => language.of("Per cent, as in 92%.", "填百分比，如 92%。").to_owned(),
        (FieldKind::Date, _) => language.of("A date, as in 2026-01-31.", "填日期，如 2026-01-31。").to_owned(),
        (FieldKind::Flag, _) => language.of("yes or no; 1 and 0, √ and × will do.", "填“是”或“否”，也可用 √ 和 ×、1 和 0。").to_owned(),
        (FieldKind::Choice(_), _) => {
            let words = listed(12);
            language.of(format!("One of: {words}."), joined(&["选填：", &words, "。"]))
        }
        (FieldKind::Tags, _) => language
            .of("What was noticed, several with ; between them; the drop-down and the note at the header have the words.", "填观察到的特征，多个用；分开；可选词见下拉列表和表头批注。")
            .to_owned(),
        (FieldKind::Text, _) if choices.is_empty() => language.of("A text.", "填文字。").to_owned(),
        (FieldKind::Text, _) => {
            let words = listed(8);
            language.of(format!("A text, as in: {words}."), joined(&["填文字，例如：", &words, "。"]))
        }
    }
}

/// What a blank cell means.
fn blank(field: &Field, language: Language) -> Option<String> {
    let value = match field.default.as_ref()? {
        Fill::Number(number) if field.kind == FieldKind::Percent => format!("{}%", number.shift(2)?.normalized()),
        Fill::Number(number) => number.normalized().to_string(),
        Fill::Date(day) => day.date()?.to_string(),
        Fill::Flag(true) => language.of("yes", "是").to_owned(),
        Fill::Flag(false) => language.of("no", "否").to_owned(),
        Fill::Text(word) => word.clone(),
    };
    Some(language.of(format!("Blank counts as {value}."), joined(&["空白视为", &value, "。"])))
}

/// The name of the customer in the example.
pub fn somebody(language: Language) -> &'static str {
    language.of("Example Ltd", "示例公司")
}

/// What stands at the example.
pub fn example(labels: &[String], language: Language) -> String {
    let said = language.of("An example: write your own customers over it.", "示例行：请改填您自己的客户。").to_owned();
    if labels.is_empty() {
        return said;
    }
    let labels = labels.join(language.of(", ", "、"));
    language.of(format!("{said} It gets: {labels}."), joined(&[&said, "其分类为：", &labels, "。"]))
}

/// The sheet of the words to choose from.
pub fn choices_sheet(language: Language) -> &'static str {
    language.of("Choices", "选项")
}

/// The sheet of the customers.
pub fn list_sheet(language: Language) -> &'static str {
    language.of("Customers", "客户")
}

/// What a spreadsheet says of a word that is not in its list.
pub fn not_listed(language: Language) -> &'static str {
    language.of(
        "This word is not in the list. Other spellings that the rule knows will do; any other word leaves the customer unclassified.",
        "该词不在列表中。规则认得的其他写法可以使用；其他词会使该客户无法分类。",
    )
}

/// What a rule without an example says.
pub fn no_example(language: Language) -> &'static str {
    language.of(
        "the rule has no [[test]] list from which an example could be taken, so the example row may stay unclassified",
        "规则没有可供取例的 [[test]] 清单，示例行可能无法分类",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, kind: FieldKind, default: Option<Fill>) -> Field {
        Field { name: name.to_owned(), kind, headers: Vec::new(), default, optional: true }
    }

    #[test]
    fn a_column_says_what_to_write_and_what_a_blank_means_in_both_languages() {
        let need = field("need", FieldKind::Flag, Some(Fill::Flag(false)));
        let said = Language::ALL.map(|language| help(&need, &[], &[], language));
        assert_eq!(said[0], "yes or no; 1 and 0, √ and × will do. Blank counts as no. The column may be left out.");
        assert_eq!(said[1], "填“是”或“否”，也可用 √ 和 ×、1 和 0。空白视为否。本列可以不要。");
    }

    #[test]
    fn a_message_is_never_longer_than_a_spreadsheet_shows() {
        let words = (0..12).map(|_| "a long word ".repeat(5)).collect::<Vec<_>>();
        let said = help(&field("x", FieldKind::Choice(Vec::new()), None), &words, &[], Language::En);
        assert_eq!(said.chars().count(), LONGEST_MESSAGE);
    }
}
