//! Closed lists of words: what a choice field or a label column can say, so that a misspelt text is found when the rule is loaded.

use std::collections::BTreeMap;

use super::term::Literal;
use crate::folding::folded;
use crate::rule::field::FieldKind;
use crate::rule::mistake::Whose;
use crate::rule::scope::{Ref, Scope};

/// What a text can be.
#[derive(Debug, Clone)]
pub(super) enum Words {
    /// Anything.
    Open,
    /// One of these.
    Closed(Closed),
}

/// A closed list of words.
#[derive(Debug, Clone)]
pub(super) struct Closed {
    /// Folded spellings, and the word that each stands for.
    spellings: BTreeMap<String, String>,
    /// Whose list it is.
    pub whose: Whose,
    /// Whether it has the labels of a rule.
    pub labels: bool,
}

impl Words {
    /// What a column can say.
    pub fn in_column(column: Ref, scope: &Scope) -> Words {
        let name = scope.name(column);
        match column {
            Ref::Field(index) => match &scope.fields[index].kind {
                FieldKind::Choice(words) => {
                    let spelt = words.iter().flat_map(|word| {
                        let spellings = std::iter::once(&word.word).chain(&word.spellings);
                        spellings.map(|spelling| (folded(spelling), word.word.clone()))
                    });
                    Words::Closed(Closed { spellings: spelt.collect(), whose: Whose::Field(name), labels: false })
                }
                _ => Words::Open,
            },
            Ref::Label(index) => {
                let labels = scope.rules[index].labels.iter().map(|label| (folded(label), label.clone()));
                Words::Closed(Closed { spellings: labels.collect(), whose: Whose::Rule(name), labels: true })
            }
            Ref::Derived(_) | Ref::Score(_) => Words::Open,
        }
    }

    /// What one text of a rule can be: itself.
    pub fn literal(literal: &Literal) -> Words {
        Words::Closed(Closed {
            spellings: BTreeMap::from([(literal.folded.clone(), literal.text.clone())]),
            whose: Whose::Expression,
            labels: false,
        })
    }

    /// What one of several texts can be.
    pub fn union(mut all: impl Iterator<Item = Words>) -> Words {
        let Some(Words::Closed(mut whole)) = all.next() else { return Words::Open };
        for words in all {
            let Words::Closed(part) = words else { return Words::Open };
            if whole.whose == Whose::Expression {
                whole.whose = part.whose;
            }
            whole.labels |= part.labels;
            for (spelling, word) in part.spellings {
                whole.spellings.entry(spelling).or_insert(word);
            }
        }
        Words::Closed(whole)
    }
}

impl Closed {
    /// The word that a text of the rule stands for.
    pub fn word(&self, literal: &Literal) -> Option<Literal> {
        let word = self.spellings.get(&literal.folded)?;
        Some(Literal { text: word.clone(), folded: folded(word) })
    }

    /// The words to choose from.
    pub fn known(&self) -> Vec<&str> {
        let mut words = self.spellings.values().map(String::as_str).collect::<Vec<_>>();
        words.sort_unstable();
        words.dedup();
        words
    }
}
