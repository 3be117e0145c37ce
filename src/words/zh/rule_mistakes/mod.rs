//! Mistakes in rule files, in Chinese. Keys, names and what has to be written stand in backticks or quotes as they are.

mod expressions;
mod files;
mod methods;
mod names;
mod points;
mod settings;
mod tiers;

use crate::rule::mistake::{Advice, Mistake, Suggestion};
use crate::rule::scope::Type;
use crate::rulefile::ComplaintWords;

/// Complaints about rule files in Chinese.
pub const COMPLAINTS: ComplaintWords = ComplaintWords {
    error: "错误",
    warning: "警告",
    help: "提示",
    advice,
    more: |count| count.map_or_else(|| "还有许多错误".to_owned(), |count| format!("还有 {count} 处错误")),
};

/// What is said of a mistake.
fn advice(mistake: &Mistake) -> Advice {
    let (message, help) = match mistake {
        Mistake::Setting(mistake) => settings::advice(mistake),
        Mistake::Name(mistake) => names::advice(mistake),
        Mistake::Tier(mistake) => tiers::advice(mistake),
        Mistake::Method(mistake) => methods::advice(mistake),
        Mistake::Points(mistake) => points::advice(mistake),
        Mistake::Expression(mistake) => expressions::advice(mistake),
        Mistake::File(mistake) => files::advice(mistake),
    };
    Advice::new(message, help)
}

/// A message and its help.
type Said = (String, String);

fn said(message: impl Into<String>, help: impl Into<String>) -> Said {
    (message.into(), help.into())
}

/// What may have been meant, or what there is to choose from.
pub fn suggestion(known: &Suggestion) -> String {
    match known {
        Suggestion::Near(near) => format!("是否应为 `{near}`？"),
        Suggestion::Known(names, _) if names.is_empty() => String::new(),
        Suggestion::Known(names, count) => {
            let listed = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、");
            let more = if names.len() < *count { format!(" 等，共 {count} 个") } else { String::new() };
            format!("此处可用：{listed}{more}")
        }
    }
}

/// What a value of a type is called.
fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Number => "数字",
        Type::Date => "日期",
        Type::Truth => "是或否",
        Type::Text => "文字",
        Type::Tags => "一组标签",
    }
}
