//! Texts of a block: comparisons by number where that is possible, the text itself only where it is not.

use std::borrow::Cow;

use crate::folding::{Dictionary, folded};
use crate::rule::expression::term::Literal;
use crate::score::column::Texts;
use crate::score::frame::block::{TextBlock, WordList};
use crate::score::truth::Truth;

/// How many distinct texts at most get an answer of their own before the customers are gone through.
const FEW_WORDS: usize = 4096;

/// The same text for all customers.
pub(super) fn constant<'f>(literal: &Literal, rows: usize) -> TextBlock<'f> {
    let mut words = Dictionary::default();
    let number = words.intern(&literal.text);
    TextBlock { cells: Cow::Owned(vec![number; rows]), words: WordList::Dictionary(Cow::Owned(words)) }
}

fn each(block: &TextBlock<'_>, holds: impl Fn(u32) -> bool) -> Vec<Truth> {
    let truth = |&number: &u32| if number < Texts::BAD { Truth::of(holds(number)) } else { Truth::Unknown };
    block.cells.iter().map(truth).collect()
}

/// Whether each text is one of the rule's.
pub(super) fn is_one_of<'l>(block: &TextBlock<'_>, literals: impl Iterator<Item = &'l Literal>) -> Vec<Truth> {
    let numbers = literals.filter_map(|literal| block.words.find(&literal.folded)).collect::<Vec<_>>();
    match numbers.as_slice() {
        [] => each(block, |_| false),
        [only] => each(block, |number| number == *only),
        several => each(block, |number| several.contains(&number)),
    }
}

/// Whether two texts are the same.
pub(super) fn same(a: &TextBlock<'_>, b: &TextBlock<'_>) -> Vec<Truth> {
    let same = |a: &str, b: &str| a == b || folded(a) == folded(b);
    let pair = |index| Some((a.text(index)?, b.text(index)?));
    (0..a.cells.len()).map(|index| pair(index).map_or(Truth::Unknown, |(a, b)| Truth::of(same(a, b)))).collect()
}

/// Whether each text contains a text of the rule.
pub(super) fn contain(block: &TextBlock<'_>, part: &Literal) -> Vec<Truth> {
    let contains = |number: u32| folded(block.words.text(number)).contains(&part.folded);
    if block.words.len() > FEW_WORDS || block.words.len() > block.cells.len() {
        return each(block, contains);
    }
    let words = (0..block.words.len()).map(|number| contains(number as u32)).collect::<Vec<_>>();
    each(block, |number| words[number as usize])
}

/// Whether each text contains another.
pub(super) fn contain_each(block: &TextBlock<'_>, parts: &TextBlock<'_>) -> Vec<Truth> {
    let pair = |index| Some((block.text(index)?, parts.text(index)?));
    let contains = |(text, part): (&str, &str)| Truth::of(folded(text).contains(&folded(part)));
    (0..block.cells.len()).map(|index| pair(index).map_or(Truth::Unknown, contains)).collect()
}

/// For each customer the one text where the condition holds, the other where it does not, none where it is unknown.
pub(super) fn select<'f>(conditions: &[Truth], one: &TextBlock<'_>, other: &TextBlock<'_>) -> TextBlock<'f> {
    let mut words = Dictionary::default();
    let mut chosen = |index: usize, condition: &Truth| {
        let text = match condition {
            Truth::True => one.text(index),
            Truth::False => other.text(index),
            Truth::Unknown => None,
        };
        text.map_or(Texts::MISSING, |text| words.intern(text))
    };
    let cells = conditions.iter().enumerate().map(|(index, condition)| chosen(index, condition)).collect();
    TextBlock { cells: Cow::Owned(cells), words: WordList::Dictionary(Cow::Owned(words)) }
}
