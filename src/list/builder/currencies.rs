//! The currencies of a column's cells.

use super::CellPosition;
use super::evidence::Evidence;
use crate::list::value::Currency;

/// Which currencies were seen, and which cell has which.
///
/// Most lists have none, or one throughout: nothing is kept of a cell without a sign unless one with a sign follows.
#[derive(Debug, Clone, Default)]
pub struct Currencies {
    /// The currencies in the order in which they were seen.
    pub(super) seen: Vec<(Currency, Evidence)>,
    /// For each customer up to the last one whose cell has a currency: 0 for none, otherwise its place among those seen, from 1.
    pub(super) marks: Vec<u8>,
}

impl Currencies {
    /// A cell in a currency.
    pub(super) fn see(&mut self, currency: Currency, row: usize, spot: CellPosition, text: &(impl ToString + ?Sized)) {
        let place = self.place(currency);
        self.seen[place].1.see(spot, text);
        self.marks.resize(row, 0);
        self.marks.push(mark(place));
    }

    fn place(&mut self, currency: Currency) -> usize {
        match self.seen.iter().position(|(known, _)| *known == currency) {
            Some(place) => place,
            None => {
                self.seen.push((currency, Evidence::default()));
                self.seen.len() - 1
            }
        }
    }

    /// Adds the currencies of a further part of the list, which begins with this customer.
    pub(super) fn append(&mut self, other: Currencies, row: usize) {
        if other.seen.is_empty() {
            return;
        }
        let mut places = vec![0];
        for (currency, evidence) in other.seen {
            let place = self.place(currency);
            self.seen[place].1.append(evidence);
            places.push(mark(place));
        }
        self.marks.resize(row, 0);
        self.marks.extend(other.marks.into_iter().map(|mark| places[usize::from(mark)]));
    }
}

/// The mark of a currency by its place; there are fewer of them than marks.
fn mark(place: usize) -> u8 {
    u8::try_from(place + 1).unwrap_or(u8::MAX)
}
