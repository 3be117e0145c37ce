//! The tables of results: facts in, tables with their headings, words, notes and charts out.

use crate::document::table::Value;
use crate::language::Language;
use crate::number::{Decimal, Total};
use crate::result::label::Label;

pub mod calendar;
mod charts;
pub mod compare;
pub mod due;
pub mod fitting;
pub mod report;
pub mod summary;

/// A label in the language, where it has one.
fn label_text(label: &Label, language: Language) -> &str {
    match label {
        Label::Tier(tier) => super::label(tier, language),
        Label::Written(text) => text,
        Label::Blank => language.words().blank_group(),
    }
}

fn amount(sum: &Total) -> Value {
    sum.to_decimal().map_or_else(|| Value::GreatAmount(sum.whole_part()), Value::Amount)
}

fn amount_or_empty(amount: Option<Decimal>) -> Value {
    amount.map_or(Value::Empty, Value::Amount)
}

fn share(share: Option<Decimal>) -> Value {
    share.map_or(Value::NoShare, Value::Share)
}

fn text_or_empty(text: Option<&str>) -> Value {
    text.map_or(Value::Empty, Value::text)
}
