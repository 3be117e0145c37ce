//! What a single row is, by its own cells.

use super::NoCustomer;
use super::words::{Beside, TotalLabel, foot_label, total_label};
use crate::list::Binding;
use crate::list::header::name::{is_filled, visible};
use crate::list::value::{is_missing, trimmed};

/// What a row below the header is, as far as its own cells tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// A customer.
    Customer,
    /// No customer, for certain.
    No(NoCustomer),
    /// No customer if this is the name of a group of the rows above, otherwise as [`Doubt::Figures`].
    Group(Beside),
    /// A customer, unless what is known at the end of the list says otherwise.
    Doubt(Doubt),
}

/// Why a row may be no customer after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It has a total's word with something else beside it: it is a total if its figures are sums or means.
    Figures,
    /// Its id and name are blank: the same.
    NoName,
    /// A text stands alone in it: it is a foot line if no row below has more. Whether it begins with a foot line's word, and has a
    /// colon or a blank.
    Foot {
        /// It begins with a foot line's word.
        word: bool,
        /// It has a colon.
        colon: bool,
        /// It has a blank.
        blank: bool,
    },
}

/// What has to be known of a list to tell what its rows are.
#[derive(Debug, Clone)]
pub struct RowReader {
    header: Vec<String>,
    /// How many columns have a header.
    headed: usize,
    /// The columns of ids and names.
    keys: Vec<usize>,
    /// Whether one of them is of names.
    has_names: bool,
}

impl RowReader {
    /// For the rows of a list.
    pub fn new(binding: &Binding) -> RowReader {
        let header = binding.header.clone();
        let headed = header.iter().filter(|text| is_filled(text)).count();
        let keys = binding.keys.columns().collect();
        RowReader { header, headed, keys, has_names: binding.keys.name.is_some() }
    }

    /// The columns of ids and names; none where the list has no such column.
    pub fn keys(&self) -> &[usize] {
        &self.keys
    }

    /// What a row is: `cells` are its cells in order, each with its column from 0; empty ones may be left out.
    pub fn read<T: AsRef<str>>(&self, cells: &[(usize, T)]) -> RowKind {
        let filled = cells.iter().filter(|(_, text)| is_filled(text.as_ref()));
        let filled = filled.map(|(column, text)| (*column, text.as_ref())).collect::<Vec<_>>();
        let Some(&(first, text)) = filled.first() else { return RowKind::No(NoCustomer::Blank) };
        if self.is_header(&filled) {
            return RowKind::No(NoCustomer::Header);
        }
        let total = self.total(&filled);
        if total != RowKind::Customer && total != RowKind::Doubt(Doubt::NoName) {
            return total;
        }
        if let (0, [_]) = (first, filled.as_slice()) {
            let foot = foot_label(text);
            if foot.is_certain {
                return RowKind::No(NoCustomer::Foot);
            }
            if self.headed > 1 && (foot.has_word || foot.has_colon || foot.has_blank) {
                return RowKind::Doubt(Doubt::Foot {
                    word: foot.has_word,
                    colon: foot.has_colon,
                    blank: foot.has_blank,
                });
            }
        }
        total
    }

    /// The header again: the same texts in the same columns, and nothing beside them.
    fn is_header(&self, filled: &[(usize, &str)]) -> bool {
        let expected = self.header.iter().enumerate().filter(|(_, text)| is_filled(text));
        filled.len() == self.headed
            && expected.zip(filled).all(|((at, name), (column, text))| at == *column && visible(name) == visible(text))
    }

    fn total(&self, filled: &[(usize, &str)]) -> RowKind {
        let is_key = |column: usize| self.keys.contains(&column);
        let is_blank = |text: &str| is_missing(trimmed(text));
        let keys = || filled.iter().filter(|(column, text)| is_key(*column) && !is_blank(text));
        let count = keys().count();
        let mut beside = None;
        if count > 0 {
            for (_, text) in keys() {
                match total_label(text) {
                    TotalLabel::Alone => return RowKind::No(NoCustomer::Total),
                    TotalLabel::Beside(found) => beside = Some(found),
                    TotalLabel::None => {}
                }
            }
            // Where both are filled with something else, it is a customer: Total Energies SE has an id.
            return beside.filter(|_| count == 1).map_or(RowKind::Customer, RowKind::Group);
        }
        // Without a column of names, what stands behind the first filled cell may be anything.
        let groups = if self.has_names { filled } else { &filled[..1] };
        for (_, text) in groups {
            match total_label(text) {
                TotalLabel::Alone => return RowKind::No(NoCustomer::Total),
                TotalLabel::Beside(found) => beside = beside.or(Some(found)),
                TotalLabel::None => {}
            }
        }
        match beside {
            Some(found) => RowKind::Group(Beside { may_be_name: found.may_be_name && self.keys.is_empty(), ..found }),
            None if self.keys.is_empty() => RowKind::Customer,
            None => RowKind::Doubt(Doubt::NoName),
        }
    }
}
