//! What the cells of a column look like.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// How many signs of a cell are looked at.
const SIGNS: usize = 40;

/// From this length on a text is prose.
const PROSE: usize = 60;

/// A cell unlike any other of its column has this share of the trust that a column's usual cell has.
const UNSEEN: f64 = 0.004;

/// A column is of one form where so many forms at most make up nine tenths of its cells.
const FORMS: usize = 4;

/// What the cells of a column look like, learned from the records that are as wide as the list.
#[derive(Debug, Default)]
pub(super) struct ColumnShape {
    cells: u32,
    values: HashMap<u64, u32>,
    exact: HashMap<u64, u32>,
    coarse: HashMap<u64, u32>,
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
    /// Hash of the text.
    value: u64,
    /// Hash of its form: each digit is a 9, each capital an A, small letters together one a; all else is itself.
    exact: u64,
    /// Hash of its rough form: digits together are one 9, letters together one a.
    coarse: u64,
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
    Prose,
}

impl Kind {
    const COUNT: usize = Kind::Prose as usize + 1;
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
        let [mut value, mut exact, mut coarse] = [Hash::default(); 3];
        let (mut last_exact, mut last_coarse) = ('\0', '\0');
        let ([mut letters, mut digits, mut blanks], mut count) = ([false; 3], 0);
        for sign in text.chars() {
            value.add(sign);
            count += 1;
            let fine = class(sign);
            let rough = if fine == 'A' { 'a' } else { fine };
            letters |= rough == 'a';
            digits |= rough == '9';
            blanks |= sign.is_whitespace();
            if count > SIGNS {
                continue;
            }
            if fine != 'a' || last_exact != 'a' {
                exact.add(fine);
            }
            if !matches!(rough, '9' | 'a') || last_coarse != rough {
                coarse.add(rough);
            }
            (last_exact, last_coarse) = (fine, rough);
        }
        let kind = match () {
            () if count == 0 => Kind::Empty,
            () if !letters => Kind::Figures,
            () if count > PROSE => Kind::Prose,
            () if blanks => Kind::Phrase,
            () if digits => Kind::Code,
            () => Kind::Word,
        };
        Form { kind, value: value.0, exact: exact.0, coarse: coarse.0 }
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

/// FNV-1a over characters.
#[derive(Debug, Clone, Copy)]
struct Hash(u64);

impl Default for Hash {
    fn default() -> Hash {
        Hash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn add(&mut self, sign: char) {
        self.0 = (self.0 ^ u64::from(u32::from(sign))).wrapping_mul(0x0100_0000_01b3);
    }
}

impl ColumnShape {
    /// That of these cells.
    pub(super) fn of<'t>(texts: impl Iterator<Item = Cow<'t, str>>) -> ColumnShape {
        let mut column = ColumnShape::default();
        for text in texts {
            let form = Form::of(&text);
            column.firsts.extend(text.chars().next().map(class));
            column.lasts.extend(text.chars().next_back().map(class));
            column.cells += 1;
            column.kinds[form.kind as usize] += 1;
            *column.values.entry(form.value).or_insert(0) += 1;
            *column.exact.entry(form.exact).or_insert(0) += 1;
            *column.coarse.entry(form.coarse).or_insert(0) += 1;
        }
        let empty = Form::empty().exact;
        let mut counts =
            column.exact.iter().filter(|(form, _)| **form != empty).map(|(_, count)| *count).collect::<Vec<_>>();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let (filled, usual) = (counts.iter().sum::<u32>(), counts.iter().take(FORMS).sum::<u32>());
        let with_figures = column.kinds[Kind::Figures as usize] + column.kinds[Kind::Code as usize];
        column.formal = filled > 0 && 10 * usual >= 9 * filled && 10 * with_figures >= 9 * filled;
        column
    }

    /// How unlike the column's cells a text is: about 0 for what they all look like, 5.5 for what none looks like.
    pub(super) fn cost(&self, form: &Form) -> f64 {
        let share = |count: u32| f64::from(count) / f64::from(self.cells.max(1));
        let of = |counts: &HashMap<u64, u32>, key: u64| share(counts.get(&key).copied().unwrap_or(0));
        // Where the cells are of a few forms, these say more than the kind.
        let [by_kind, by_coarse, by_exact] = if self.formal { [0.08, 0.4, 0.42] } else { [0.3, 0.3, 0.3] };
        let likeness = by_kind * share(self.kinds[form.kind as usize])
            + by_coarse * of(&self.coarse, form.coarse)
            + by_exact * of(&self.exact, form.exact)
            + 0.1 * of(&self.values, form.value);
        -(UNSEEN + (1.0 - UNSEEN) * likeness).ln()
    }

    /// The same, only by the form where the column's cells are of a few.
    pub(super) fn cost_of_form(&self, form: &Form) -> f64 {
        if !self.formal {
            return self.cost(form);
        }
        let count = self.exact.get(&form.exact).copied().unwrap_or(0);
        -((f64::from(count) + 0.5) / f64::from(self.cells + 1)).ln()
    }

    /// Whether the column's filled cells are of a few forms and have figures, as dates, codes and amounts do.
    pub(super) fn is_formal(&self) -> bool {
        self.formal
    }

    /// Whether cells of the column look like that: have the form where they are formal, otherwise are of the kind.
    pub(super) fn is_like(&self, form: &Form) -> bool {
        if self.formal { self.exact.contains_key(&form.exact) } else { self.has_kind(form) }
    }

    /// Whether very few cells of the column have the form.
    pub(super) fn is_rare(&self, form: &Form) -> bool {
        let count = self.exact.get(&form.exact).copied().unwrap_or(0);
        count <= 3 && 4 * count <= self.cells
    }

    /// Whether several cells of the column have the form.
    pub(super) fn is_usual(&self, form: &Form) -> bool {
        self.exact.get(&form.exact).is_some_and(|count| *count > 1)
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
        let exact = |one: &str, other: &str| Form::of(one).exact == Form::of(other).exact;
        let coarse = |one: &str, other: &str| Form::of(one).coarse == Form::of(other).coarse;
        assert!(exact("28/01/2018", "31/12/1999") && exact("MG-8769", "RI-1234") && exact("Acme", "Vertex"));
        assert!(!exact("28/01/2018", "8/1/2018") && !exact("MG-8769", "mg-8769") && !exact("", " "));
        assert!(coarse("28/01/2018", "8/1/18") && coarse("MG-8769", "m-1") && !coarse("12", "1a2"));
        assert_eq!(
            ["", "1.5", "K1", "Acme", "Acme Inc"].map(|text| Form::of(text).kind),
            [Kind::Empty, Kind::Figures, Kind::Code, Kind::Word, Kind::Phrase]
        );
    }

    #[test]
    fn a_column_knows_its_cells() {
        let column = ColumnShape::of(["$74.69", "$9.81", "$80.08"].into_iter().map(Cow::Borrowed));
        let cost = |text| column.cost(&Form::of(text));
        assert!(column.is_formal() && column.is_like(&Form::of("$12.34")) && !column.is_like(&Form::of("$1234")));
        assert!(cost("$12.34") < 0.7 && cost("Boots") > 5.0 && cost("") > 5.0 && cost("") < 5.6);
    }
}
