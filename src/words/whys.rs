//! The sentences of many customers: put together once for all of whom the same is to be said, and filled in for each.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use super::reason::{ConditionSentence, Facts, Shape, Template};
use super::wording::{Named, Wording};
use crate::date::Day;
use crate::number::Exact;
use crate::rule::scope::{Ref, Type};
use crate::score::column::{BLOCK_ROWS, Dates};
use crate::score::frame::{Block, NumberBlock};
use crate::score::model::{Model, Standing};
use crate::score::reason::{FactValue, Reason};
use crate::score::{Code, Numbers};

/// The sentences of a stretch of customers, and where each of them ends.
#[derive(Debug)]
pub struct Sentences<'s> {
    /// One behind the other.
    pub text: &'s mut String,
    /// Where each ends.
    pub ends: &'s mut Vec<usize>,
}

impl Sentences<'_> {
    fn end(&mut self) {
        self.ends.push(self.text.len());
    }
}

impl Wording<'_> {
    /// Appends why each of these customers has its label: what [`Wording::why`] says of one, for many in less time.
    pub fn whys(&self, rows: Range<usize>, sentences: &mut Sentences<'_>) {
        let policy = self.scored.policy(self.rule);
        let model = self.scored.model(self.rule).filter(|_| policy.previous.is_none() && policy.by_hand.is_none());
        let Some(model) = model else {
            rows.for_each(|row| self.one(row, sentences));
            return;
        };
        let mut writer = Writer {
            wording: self,
            model,
            values: Cache::default(),
            whole: Cache::default(),
            conditions: Cache::default(),
        };
        let end = rows.end;
        for start in rows.step_by(BLOCK_ROWS) {
            writer.block(&self.scored.frame.block(start..end.min(start + BLOCK_ROWS)), sentences);
        }
    }

    fn one(&self, row: usize, sentences: &mut Sentences<'_>) {
        sentences.text.push_str(&self.why(row));
        sentences.end();
    }
}

/// What has been put together, by what it depends on. Neighbours are mostly alike, so the last one is looked at first.
struct Cache<K, V> {
    known: HashMap<K, usize>,
    entries: Vec<V>,
    last: Option<(K, usize)>,
}

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Cache { known: HashMap::new(), entries: Vec::new(), last: None }
    }
}

impl<K: Hash + Eq + Copy, V> Cache<K, V> {
    fn get(&mut self, key: K, make: impl FnOnce() -> V) -> &V {
        let at = match self.last {
            Some((last, at)) if last == key => at,
            _ => *self.known.entry(key).or_insert_with(|| {
                self.entries.push(make());
                self.entries.len() - 1
            }),
        };
        self.last = Some((key, at));
        &self.entries[at]
    }
}

/// Writes the sentences of a rule.
struct Writer<'w, 'a> {
    wording: &'w Wording<'a>,
    model: &'w dyn Model,
    values: Cache<(usize, Code, Shape), Template>,
    /// Sentences without anything of the customer's own.
    whole: Cache<u64, String>,
    conditions: Cache<u128, Option<ConditionSentence>>,
}

impl Writer<'_, '_> {
    fn block(&mut self, block: &Block<'_>, sentences: &mut Sentences<'_>) {
        if let Some(standings) = self.model.standings(block) {
            self.standings(block, &standings, sentences);
        } else if let Some(patterns) = self.model.patterns(block) {
            self.patterns(block, &patterns, sentences);
        } else if let Some(alike) = self.model.alike(block) {
            for (row, number) in block.rows.clone().zip(alike) {
                self.whole(row, number, sentences);
            }
        } else {
            block.rows.clone().for_each(|row| self.wording.one(row, sentences));
        }
    }

    /// A sentence that is the same for all customers with a number.
    fn whole(&mut self, row: usize, number: u64, sentences: &mut Sentences<'_>) {
        if self.wording.scored.is_bad(self.wording.rule, row) {
            return self.wording.one(row, sentences);
        }
        let wording = self.wording;
        sentences.text.push_str(self.whole.get(number, || wording.why(row)));
        sentences.end();
    }

    fn standings(&mut self, block: &Block<'_>, standings: &[Standing], sentences: &mut Sentences<'_>) {
        let wording = self.wording;
        let Some(column) = wording.own_column() else {
            return block.rows.clone().for_each(|row| wording.one(row, sentences));
        };
        let ranked = wording.rule().ranked;
        for (row, standing) in block.rows.clone().zip(standings) {
            match *standing {
                _ if wording.scored.is_bad(wording.rule, row) => wording.one(row, sentences),
                Standing::Outside => wording.one(row, sentences),
                Standing::Nowhere(cause) => self.whole(row, u64::from(cause), sentences),
                Standing::In { value, group, code, better, own } => {
                    let facts = Facts::new(value, better.filter(|_| ranked), own);
                    let shape = facts.shape();
                    let template =
                        self.values.get((group, code, shape), || template(wording, &column, row, code, shape, &facts));
                    wording.fill_value(template, column.style, &facts, sentences.text);
                    sentences.end();
                }
            }
        }
    }

    fn patterns(&mut self, block: &Block<'_>, patterns: &[u128], sentences: &mut Sentences<'_>) {
        let wording = self.wording;
        let mut columns = Columns { block, numbers: Vec::new() };
        for (at, (row, &pattern)) in block.rows.clone().zip(patterns).enumerate() {
            let sentence = self.conditions.get(pattern, || match wording.scored.reason(wording.rule, row) {
                Reason::Condition { code, condition, facts, better } => {
                    let better = better.as_ref().filter(|_| wording.rule().ranked);
                    Some(wording.condition_sentence(code, condition.as_deref(), &facts, better))
                }
                _ => None,
            });
            match sentence {
                Some(sentence) if !wording.scored.is_bad(wording.rule, row) => {
                    wording.fill_condition(sentence, |column| columns.value(column, at), sentences.text);
                    sentences.end();
                }
                _ => wording.one(row, sentences),
            }
        }
    }
}

/// The template of customers that stand alike.
fn template(
    wording: &Wording<'_>,
    column: &Named<'_>,
    row: usize,
    code: Code,
    shape: Shape,
    facts: &Facts,
) -> Template {
    let group = match wording.scored.reason(wording.rule, row) {
        Reason::Value { group, .. } => group,
        _ => None,
    };
    let group = group.as_deref().map(|group| wording.group(group));
    wording.value_template(column, code, group, shape, facts.own)
}

/// The values of the columns that sentences of a block speak of.
struct Columns<'b, 'f> {
    block: &'b Block<'f>,
    numbers: Vec<(Ref, NumberBlock<'f>)>,
}

impl Columns<'_, '_> {
    fn value(&mut self, column: Ref, at: usize) -> FactValue {
        let row = self.block.rows.start + at;
        match self.block.frame.scope.kind(column) {
            Type::Number => {
                let known = self.numbers.iter().position(|(known, _)| *known == column).unwrap_or_else(|| {
                    self.numbers.push((column, self.block.numbers(column)));
                    self.numbers.len() - 1
                });
                let cell = match &self.numbers[known].1 {
                    NumberBlock::Small(values, scale) => Numbers::cell(values[at], *scale),
                    NumberBlock::Wide(cells) => cells[at].as_ref().map(Exact::to_decimal),
                };
                cell.value().map_or(FactValue::Missing, FactValue::Number)
            }
            Type::Date => match self.block.dates(column)[at] {
                day if day > Dates::BAD => FactValue::Date(Day(day)),
                _ => FactValue::Missing,
            },
            _ => self.block.frame.block(row..row + 1).fact(column),
        }
    }
}
