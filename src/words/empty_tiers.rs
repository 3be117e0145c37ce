//! The tiers of a matrix that nobody is in, and why: an axis that is cut on the list itself may leave whole rows or columns empty.

use crate::language::Language;
use crate::rule::Method;
use crate::rule::method::Matrix;
use crate::score::{Code, Scored};

use super::wording::Wording;

/// A sentence for each cause, with the tiers that nobody is in for it; nothing where no rule of the file ranks customers. `customers` are
/// those in each tier.
pub fn empty_tiers(
    scored: &Scored<'_>,
    rule: usize,
    customers: impl Iterator<Item = u64>,
    language: Language,
) -> Vec<String> {
    let Method::Matrix(matrix) = &scored.set.rules[rule].method else { return Vec::new() };
    let empty =
        customers.enumerate().filter(|(_, customers)| *customers == 0).map(|(tier, _)| tier).collect::<Vec<_>>();
    if empty.is_empty() || scored.frame.rows == 0 || !scored.set.rules.iter().any(|rule| rule.method.ranks()) {
        return Vec::new();
    }
    let (words, wording) = (language.words(), Wording::new(scored, rule, language));
    let axes = [matrix.rows, matrix.cols].map(|axis| (axis, present(scored, axis)));
    let mut causes: Vec<(String, Vec<String>)> = Vec::new();
    for tier in empty {
        let cells = cells_of(matrix, tier, axes.each_ref().map(|(_, present)| present.len()));
        let lacking = axes.iter().zip([0, 1]).find_map(|((axis, present), side)| {
            let mut labels = cells.iter().map(|cell| cell[side]).collect::<Vec<_>>();
            labels.sort_unstable();
            labels.dedup();
            (!labels.iter().any(|&label| present[label])).then_some((*axis, labels))
        });
        let cause = match lacking {
            Some((axis, labels)) => {
                let labels = labels.into_iter().map(|label| wording.label(axis, Code::at(label)).to_owned());
                words.nobody_has(
                    super::label_header(&scored.set.rules[axis], language),
                    &labels.collect::<Vec<_>>().join(words.or()),
                )
            }
            None => {
                let [rows, cols] =
                    axes.each_ref().map(|(axis, _)| super::label_header(&scored.set.rules[*axis], language));
                words.nobody_has_both(rows, cols)
            }
        };
        let label = wording.label(rule, Code::at(tier)).to_owned();
        match causes.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, tiers)) => tiers.push(label),
            None => causes.push((cause, vec![label])),
        }
    }
    causes.into_iter().map(|(cause, tiers)| words.nobody_in_tiers(&tiers.join(words.comma()), &cause)).collect()
}

/// Which labels of a rule any customer has.
fn present(scored: &Scored<'_>, rule: usize) -> Vec<bool> {
    let mut present = vec![false; scored.set.rules[rule].tiers.len()];
    let mut codes = Vec::new();
    for block in scored.frame.blocks() {
        codes.clear();
        scored.codes(rule, block.rows.clone(), &mut codes);
        codes.iter().filter_map(|code| code.index()).for_each(|label| present[label] = true);
    }
    present
}

/// The cells that lead to a tier: row and column.
fn cells_of(matrix: &Matrix, tier: usize, [rows, cols]: [usize; 2]) -> Vec<[usize; 2]> {
    let cells = (0..rows).flat_map(|row| (0..cols).map(move |col| [row, col]));
    cells.filter(|&[row, col]| matrix.tier(row, col) == Some(tier)).collect()
}
