//! Which records below the header are no customers: blank ones, totals, and the header again.

use super::header::name::{bare, is_filled, visible};

/// Why a record below the header is no customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCustomer {
    /// A total row: 合计, Total ….
    Total,
    /// The header again.
    Header,
    /// Nothing in any cell.
    Blank,
}

/// The records below the header that are no customers, in the list's order.
///
/// Neighbours of one kind are kept as one run, so that a million blank rows cost no more than one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoCustomers {
    runs: Vec<NoCustomerRun>,
}

/// Neighbouring records that are no customers for the same reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCustomerRun {
    /// The first record, counted from 0 over the whole list.
    pub first: u64,
    /// How many records there are.
    pub count: u64,
    /// Why they are no customers.
    pub why: NoCustomer,
}

impl NoCustomers {
    /// Adds records behind those that are already there.
    pub fn push(&mut self, first: u64, count: u64, why: NoCustomer) {
        match self.runs.last_mut() {
            Some(last) if last.why == why && last.first + last.count == first => last.count += count,
            _ if count > 0 => self.runs.push(NoCustomerRun { first, count, why }),
            _ => {}
        }
    }

    /// The runs, in the list's order.
    pub fn runs(&self) -> &[NoCustomerRun] {
        &self.runs
    }

    /// How many records there are.
    pub fn count(&self) -> u64 {
        self.runs.iter().map(|run| run.count).sum()
    }

    /// How many records there are for one reason.
    pub fn count_of(&self, why: NoCustomer) -> u64 {
        self.runs.iter().filter(|run| run.why == why).map(|run| run.count).sum()
    }

    /// The record of a customer, both counted from 0; `first` is the first record below the header.
    pub fn record_of_customer(&self, first: u64, customer: usize) -> u64 {
        let behind = |record, run: &NoCustomerRun| if run.first <= record { record + run.count } else { record };
        self.runs.iter().fold(first + customer as u64, behind)
    }

    /// Why the record is no customer; nothing if it is one.
    pub fn get(&self, record: u64) -> Option<NoCustomer> {
        let run = self.runs[..self.runs.partition_point(|run| run.first <= record)].last()?;
        (record - run.first < run.count).then_some(run.why)
    }
}

/// Whether a record below the header is no customer, and why.
///
/// `cells` are the record's cells in order, each with its column from 0; empty cells may be left out. Of most records
/// only the first filled cell is looked at.
pub fn no_customer<T: AsRef<str>>(header: &[String], cells: impl Iterator<Item = (usize, T)>) -> Option<NoCustomer> {
    let mut filled = cells.filter(|(_, text)| is_filled(text.as_ref()));
    let Some((column, first)) = filled.next() else { return Some(NoCustomer::Blank) };
    if is_total(first.as_ref()) {
        return Some(NoCustomer::Total);
    }
    // The header again: the same texts in the same columns, and nothing beside them.
    let mut expected = header.iter().enumerate().filter(|(_, text)| is_filled(text));
    let mut same = |(column, text): (usize, T)| {
        expected.next().is_some_and(|(at, name)| at == column && visible(name) == visible(text.as_ref()))
    };
    let repeated = same((column, first)) && filled.all(&mut same);
    (repeated && expected.next().is_none()).then_some(NoCustomer::Header)
}

/// Whether a cell, as a whole, is a word that stands before totals.
pub fn is_total(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "total",
        "totals",
        "subtotal",
        "subtotals",
        "grandtotal",
        "totalsum",
        "sum",
        "totalamount",
        "sumtotal",
        "合计",
        "总计",
        "小计",
        "总和",
        "共计",
        "汇总",
        "总合计",
        "总合",
        "合計",
        "總計",
        "小計",
        "總和",
        "共計",
    ];
    // Tells almost every cell apart without copying it.
    let could_be = |c: char| {
        matches!(
            c,
            't' | 'T'
                | 's'
                | 'S'
                | 'g'
                | 'G'
                | 'ｔ'
                | 'Ｔ'
                | 'ｓ'
                | 'Ｓ'
                | 'ｇ'
                | 'Ｇ'
                | '合'
                | '总'
                | '小'
                | '共'
                | '汇'
                | '總'
        )
    };
    text.len() <= 64 && text.chars().find(|c| c.is_alphanumeric()).is_some_and(could_be) && {
        let word = bare(text);
        WORDS.contains(&word.as_str())
    }
}

/// Whether a text with this first byte cannot be a word that stands before totals: the quick answer for most cells.
pub(crate) fn begins_no_total(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() && !matches!(byte, b't' | b'T' | b's' | b'S' | b'g' | b'G')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &[&str], cells: &[&str]) -> Option<NoCustomer> {
        let header = header.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        no_customer(&header, cells.iter().copied().enumerate())
    }

    #[test]
    fn a_record_without_a_filled_cell_is_blank() {
        assert_eq!(of(&["id"], &[]), Some(NoCustomer::Blank));
        assert_eq!(of(&["id"], &["", " ", "\u{3000}"]), Some(NoCustomer::Blank));
    }

    #[test]
    fn a_total_is_told_by_the_whole_of_its_first_filled_cell() {
        for word in ["合计", "合 计：", "总计", "小计", "Total", "TOTAL:", "Sub-total", "Grand total", "Ｓｕｍ"]
        {
            assert_eq!(of(&["id", "revenue"], &["", word, "900"]), Some(NoCustomer::Total), "{word}");
        }
        for name in ["Total Energies", "合计有限公司", "Summit", "小计算机店", "9 Total"] {
            assert_eq!(of(&["id", "revenue"], &[name, "900"]), None, "{name}");
        }
        assert_eq!(of(&["id", "revenue"], &["K1", "Total"]), None);
    }

    #[test]
    fn no_total_begins_with_a_byte_that_is_said_to_begin_none() {
        for word in ["合计", "(Total)", "Grand total", "Sub-total", "sum", "TOTAL", "Ｓｕｍ", "\u{feff}total", " 总计"]
        {
            assert!(is_total(word) && !begins_no_total(word.as_bytes()[0]), "{word}");
        }
        assert!(begins_no_total(b'K') && begins_no_total(b'9'));
    }

    #[test]
    fn the_header_again_is_the_same_texts_in_the_same_columns() {
        assert_eq!(of(&["id", "", "revenue"], &["id ", "", "revenue", ""]), Some(NoCustomer::Header));
        assert_eq!(of(&["id", "revenue"], &["id", "5"]), None);
        assert_eq!(of(&["id", "revenue"], &["id"]), None);
        assert_eq!(of(&["id", "revenue"], &["", "id", "revenue"]), None);
        assert_eq!(of(&["id", "revenue"], &["id", "revenue", "more"]), None);
    }

    #[test]
    fn neighbours_of_one_kind_are_one_run() {
        let mut found = NoCustomers::default();
        found.push(3, 1, NoCustomer::Blank);
        found.push(4, 1_000_000, NoCustomer::Blank);
        found.push(1_000_004, 1, NoCustomer::Total);
        found.push(1_000_006, 1, NoCustomer::Total);
        assert_eq!(found.runs().len(), 3);
        assert_eq!((found.count(), found.count_of(NoCustomer::Total)), (1_000_003, 2));
        assert_eq!(
            [2, 3, 1_000_003, 1_000_004, 1_000_005, 1_000_006].map(|record| found.get(record)),
            [
                None,
                Some(NoCustomer::Blank),
                Some(NoCustomer::Blank),
                Some(NoCustomer::Total),
                None,
                Some(NoCustomer::Total),
            ]
        );
        let record = |customer| found.record_of_customer(2, customer);
        assert_eq!([record(0), record(1), record(2)], [2, 1_000_005, 1_000_007]);
    }
}
