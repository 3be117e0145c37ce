//! Chinese.

mod columns;
mod header_errors;
pub(super) mod list_errors;
pub(super) mod output_errors;
pub(super) mod places;
pub(super) mod readings;
pub(super) mod rule_errors;
mod rule_mistakes;
mod workbook_errors;

/// A text of the user's in Chinese quotation marks; what cannot be seen in it is written as Rust writes it.
pub(super) fn quoted(text: &str) -> String {
    let escaped = format!("{text:?}").replace("\\\"", "\"");
    format!("“{}”", &escaped[1..escaped.len() - 1])
}

/// The first few of a list, and how many there are.
fn some_of(items: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let count = items.len();
    let first = items.take(most).collect::<Vec<_>>().join("、");
    if count > most { format!("{first}等，共 {count} 个") } else { first }
}

/// A suggestion for a name that was not found; nothing where none is near.
fn did_you_mean(near: Option<&str>) -> String {
    near.map(|near| format!("；您是否想写 {near}？")).unwrap_or_default()
}
