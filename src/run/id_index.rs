//! The customers of a list by their id, to match those of another list to them.

use std::collections::HashMap;

use crate::score::{Cell, Texts};

/// The customers of a list by their id. IdIndex compare ignoring case, width and outer blanks.
#[derive(Debug)]
pub struct IdIndex<'a> {
    texts: &'a Texts,
    /// The customer of each distinct id.
    rows: Vec<u32>,
    missing: usize,
}

/// Several customers of a list have the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// The first id that repeats.
    pub id: String,
    /// The first two customers that have it.
    pub rows: [usize; 2],
    /// How many customers have an id that an earlier one has.
    pub count: usize,
}

const NOBODY: u32 = u32::MAX;

/// An id as programs write it that take it for a number: `1001.0` and `0001001` are `1001`.
fn as_number(id: &str) -> &str {
    let bare = id.strip_suffix(".00").or_else(|| id.strip_suffix(".0")).unwrap_or(id);
    if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) { bare.trim_start_matches('0') } else { id }
}

impl<'a> IdIndex<'a> {
    /// The customers of a list by its column of ids. A customer without an id is found by none.
    ///
    /// # Errors
    ///
    /// When two customers have the same id.
    pub fn new(texts: &'a Texts) -> Result<IdIndex<'a>, Repeated> {
        let mut rows = vec![NOBODY; texts.dictionary().len()];
        let mut repeated: Option<Repeated> = None;
        let mut missing = 0;
        for row in 0..texts.len() {
            let Cell::Value(id) = texts.get(row) else {
                missing += 1;
                continue;
            };
            let first = &mut rows[id as usize];
            if *first == NOBODY {
                *first = u32::try_from(row).unwrap_or(NOBODY);
                continue;
            }
            let here = Repeated { id: texts.dictionary().text(id).to_owned(), rows: [*first as usize, row], count: 0 };
            repeated.get_or_insert(here).count += 1;
        }
        match repeated {
            Some(repeated) => Err(repeated),
            None => Ok(IdIndex { texts, rows, missing }),
        }
    }

    /// How many customers have no id.
    pub fn missing(&self) -> usize {
        self.missing
    }

    /// How many customers have an id.
    pub fn known(&self) -> usize {
        self.texts.len() - self.missing
    }

    /// The customer with an id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.row(self.texts.dictionary().find(id)?)
    }

    fn row(&self, id: u32) -> Option<usize> {
        let row = self.rows[id as usize];
        (row != NOBODY).then_some(row as usize)
    }

    /// Customers of another list that are not found here, though somebody has their id but for a `.0` behind it or zeros before it: one
    /// such id, the one here, and how many there are.
    pub fn nearly(&self, others: &Texts) -> Option<(String, String, usize)> {
        let dictionary = others.dictionary();
        let lost = dictionary.texts().filter(|id| self.find(id).is_none()).collect::<Vec<_>>();
        if lost.is_empty() {
            return None;
        }
        let here = self.texts.dictionary().texts().map(|id| (as_number(id), id)).collect::<HashMap<_, _>>();
        let mut near = lost.into_iter().filter_map(|id| Some((id, *here.get(as_number(id))?)));
        let (id, other) = near.next()?;
        Some((id.to_owned(), other.to_owned(), 1 + near.count()))
    }

    /// For each customer of another list the customer of this one with the same id.
    pub fn matched(&self, others: &Texts) -> Vec<Option<usize>> {
        let dictionary = others.dictionary();
        let known = (0..dictionary.len() as u32).map(|id| self.find(dictionary.text(id))).collect::<Vec<_>>();
        (0..others.len()).map(|row| others.get(row).value().and_then(|id| known[id as usize])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(ids: &[&str]) -> Texts {
        let mut texts = Texts::default();
        ids.iter().for_each(|id| texts.push(if id.is_empty() { Cell::Missing } else { Cell::Value(id) }));
        texts
    }

    #[test]
    fn ids_match_whatever_their_case_width_and_outer_blanks() {
        let earlier = texts(&["k1", "Ｋ2", "K3", ""]);
        let ids = IdIndex::new(&earlier).expect("no id repeats");
        assert_eq!(ids.matched(&texts(&["K2 ", "k3", "K1", "K4", ""])), [Some(1), Some(2), Some(0), None, None]);
        assert_eq!((ids.known(), ids.missing()), (3, 1));
    }

    #[test]
    fn an_id_that_repeats_is_told_with_its_customers() {
        let repeated = IdIndex::new(&texts(&["K1", "K2", "k2", "K1", ""])).expect_err("two ids repeat");
        assert_eq!(repeated, Repeated { id: "K2".to_owned(), rows: [1, 2], count: 2 });
    }
}
