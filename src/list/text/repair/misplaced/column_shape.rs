//! What the cells of a column look like.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::tuning::Tuning;

/// What the cells of a column look like, learned from the records that are as wide as the list.
#[derive(Debug)]
pub(super) struct ColumnShape {
    tuning: Tuning,
    cells: u32,
    /// How many cells have each shape.
    shapes: HashMap<u64, u32>,
    kinds: [u32; Kind::COUNT],
    formal: bool,
    /// What its cells begin and end with, roughly.
    firsts: HashSet<char>,
    lasts: HashSet<char>,
}

/// What a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    kind: Kind,
    /// Hash of its shape: each digit is a 9, each capital an A, small letters together one a; all else is itself.
    shape: u64,
}

/// The roughest division of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Empty,
    /// No letters.
    Figures,
    /// Letters and digits without blanks.
    Code,
    /// Letters without blanks.
    Word,
    Phrase,
}

impl Kind {
    const COUNT: usize = Kind::Phrase as usize + 1;
}

impl Form {
    /// Whether it is one of figures without letters.
    pub(super) fn is_figures(&self) -> bool {
        self.kind == Kind::Figures
    }

    /// That of a missing cell.
    pub(super) fn empty() -> Form {
        Form::of("")
    }

    pub(super) fn of(text: &str) -> Form {
        let (mut shape, mut last) = (FNV_OFFSET, '\0');
        let [mut letters, mut digits, mut blanks] = [false; 3];
        for sign in text.chars() {
            let class = class(sign);
            letters |= matches!(class, 'A' | 'a');
            digits |= class == '9';
            blanks |= sign.is_whitespace();
            if class != 'a' || last != 'a' {
                shape = (shape ^ u64::from(u32::from(class))).wrapping_mul(FNV_PRIME);
            }
            last = class;
        }
        let kind = match () {
            () if text.is_empty() => Kind::Empty,
            () if !letters => Kind::Figures,
            () if blanks => Kind::Phrase,
            () if digits => Kind::Code,
            () => Kind::Word,
        };
        Form { kind, shape }
    }
}

/// A sign, letters and digits of a kind being one.
fn class(sign: char) -> char {
    match sign {
        _ if sign.is_numeric() => '9',
        _ if sign.is_uppercase() => 'A',
        _ if sign.is_alphabetic() => 'a',
        _ => sign,
    }
}

/// Those of FNV-1a, here over characters.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

impl ColumnShape {
    /// Learns from a column's cells.
    pub(super) fn learned<'t>(texts: impl Iterator<Item = Cow<'t, str>>, tuning: Tuning) -> ColumnShape {
        let mut column = ColumnShape {
            tuning,
            cells: 0,
            shapes: HashMap::new(),
            kinds: [0; Kind::COUNT],
            formal: false,
            firsts: HashSet::new(),
            lasts: HashSet::new(),
        };
        for text in texts {
            let form = Form::of(&text);
            column.firsts.extend(text.chars().next().map(class));
            column.lasts.extend(text.chars().next_back().map(class));
            column.cells += 1;
            column.kinds[form.kind as usize] += 1;
            *column.shapes.entry(form.shape).or_insert(0) += 1;
        }
        let empty = Form::empty().shape;
        let mut counts =
            column.shapes.iter().filter(|(form, _)| **form != empty).map(|(_, count)| *count).collect::<Vec<_>>();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let (filled, usual) = (counts.iter().sum::<u32>(), counts.iter().take(tuning.few).sum::<u32>());
        let with_figures = column.kinds[Kind::Figures as usize] + column.kinds[Kind::Code as usize];
        column.formal = filled > 0 && 10 * usual >= 9 * filled && 10 * with_figures >= 9 * filled;
        column
    }

    /// How unlike the column's cells a text is: about 0 for what they all look like, 5.5 for what none looks like.
    pub(super) fn cost(&self, form: &Form) -> f64 {
        let share = |count: u32| f64::from(count) / f64::from(self.cells.max(1));
        let Tuning { unseen, by_kind, .. } = self.tuning;
        let by_shape = share(self.shapes.get(&form.shape).copied().unwrap_or(0));
        let likeness = by_kind * share(self.kinds[form.kind as usize]) + (1.0 - by_kind) * by_shape;
        -(unseen + (1.0 - unseen) * likeness).ln()
    }

    /// The same, only by the form where the column's cells are of a few.
    pub(super) fn cost_of_form(&self, form: &Form) -> f64 {
        if !self.formal {
            return self.cost(form);
        }
        let count = self.shapes.get(&form.shape).copied().unwrap_or(0);
        -((f64::from(count) + 0.5) / f64::from(self.cells + 1)).ln()
    }

    /// Whether the column's filled cells are of a few forms and have figures, as dates, codes and amounts do.
    pub(super) fn is_formal(&self) -> bool {
        self.formal
    }

    /// Whether cells of the column look like that: have the form where they are formal, otherwise are of the kind.
    pub(super) fn is_like(&self, form: &Form) -> bool {
        if self.formal { self.shapes.contains_key(&form.shape) } else { self.has_kind(form) }
    }

    /// Whether very few cells of the column have the form.
    pub(super) fn is_rare(&self, form: &Form) -> bool {
        let count = self.shapes.get(&form.shape).copied().unwrap_or(0);
        count <= 3 && 4 * count <= self.cells
    }

    /// Whether several cells of the column have the form.
    pub(super) fn is_usual(&self, form: &Form) -> bool {
        self.shapes.get(&form.shape).is_some_and(|count| *count > 1)
    }

    /// Whether a text begins as cells of the column do.
    pub(super) fn begins_like(&self, text: &str) -> bool {
        text.chars().next().is_none_or(|sign| self.firsts.contains(&class(sign)))
    }

    /// Whether a text ends as cells of the column do.
    pub(super) fn ends_like(&self, text: &str) -> bool {
        text.chars().next_back().is_none_or(|sign| self.lasts.contains(&class(sign)))
    }

    /// Whether nearly all filled cells of the column are figures without letters.
    pub(super) fn is_of_figures(&self) -> bool {
        let filled = self.cells - self.kinds[Kind::Empty as usize];
        let figures = self.kinds[Kind::Figures as usize];
        figures > 0 && 10 * figures >= 9 * filled
    }

    /// Whether cells of the column are of that kind.
    pub(super) fn has_kind(&self, form: &Form) -> bool {
        self.kinds[form.kind as usize] > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told() {
        let same = |one: &str, other: &str| Form::of(one).shape == Form::of(other).shape;
        assert!(same("28/01/2018", "31/12/1999") && same("MG-8769", "RI-1234") && same("Acme", "Vertex"));
        assert!(!same("28/01/2018", "8/1/2018") && !same("MG-8769", "mg-8769") && !same("", " "));
        assert_eq!(
            ["", "1.5", "K1", "Acme", "Acme Inc"].map(|text| Form::of(text).kind),
            [Kind::Empty, Kind::Figures, Kind::Code, Kind::Word, Kind::Phrase]
        );
    }

    #[test]
    fn a_column_knows_its_cells() {
        let column = ColumnShape::learned(["$74.69", "$9.81", "$80.08"].into_iter().map(Cow::Borrowed), Tuning::USUAL);
        let cost = |text| column.cost(&Form::of(text));
        assert!(column.is_formal() && column.is_like(&Form::of("$12.34")) && !column.is_like(&Form::of("$1234")));
        assert!(cost("$12.34") < 0.7 && cost("Boots") > 5.0 && cost("") > 5.0 && cost("") < 5.6);
    }
}
