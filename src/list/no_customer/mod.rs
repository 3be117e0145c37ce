//! Which records below the header are no customers: totals, the header again, foot lines and blank ones.
//!
//! What a row is is told in three steps. Its own cells tell most ([`RowReader`]); whether a total's word stands beside the name of a group, the
//! rows above; and whether figures are sums, or a line of text is the list's last, only its end ([`Unsettled`]).

mod quick;
mod row;
mod settle;
mod words;

pub use quick::Quick;
pub use row::{Doubt, RowKind, RowReader};
pub use settle::{FirstCells, Unsettled};
pub use words::{Beside, TotalLabel, foot_label, total_label};

/// Why a record below the header is no customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCustomer {
    /// A total row: 合计, Total ….
    Total,
    /// The header again.
    Header,
    /// A line of text below the list, or between its parts: 备注：…, Source: ….
    Foot,
    /// Nothing in any cell.
    Blank,
}

/// The records below the header that are no customers, in the list's order.
pub type NoCustomers = Runs<NoCustomer>;

/// Neighbouring records that are no customers for the same reason.
pub type NoCustomerRun = Run<NoCustomer>;

/// Some records of a list, in its order, each with what it is.
///
/// Neighbours of one kind are kept as one run, so that a million blank rows cost no more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runs<K> {
    runs: Vec<Run<K>>,
}

/// Neighbouring records of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<K> {
    /// The first record, counted from 0 over the whole list.
    pub first: u64,
    /// How many records there are.
    pub count: u64,
    /// What they are.
    pub why: K,
}

impl<K> Default for Runs<K> {
    fn default() -> Self {
        Runs { runs: Vec::new() }
    }
}

impl<K: Copy + Eq> Runs<K> {
    /// Adds records behind those that are already there.
    pub fn push(&mut self, first: u64, count: u64, why: K) {
        match self.runs.last_mut() {
            Some(last) if last.why == why && last.first + last.count == first => last.count += count,
            _ if count > 0 => self.runs.push(Run { first, count, why }),
            _ => {}
        }
    }

    /// Adds the records of the list's next part, which count from `start`.
    pub fn append(&mut self, start: u64, later: &Runs<K>) {
        later.runs.iter().for_each(|run| self.push(start + run.first, run.count, run.why));
    }

    /// The runs, in the list's order.
    pub fn runs(&self) -> &[Run<K>] {
        &self.runs
    }

    /// How many records there are.
    pub fn count(&self) -> u64 {
        self.runs.iter().map(|run| run.count).sum()
    }

    /// How many records there are of one kind.
    pub fn count_of(&self, why: K) -> u64 {
        self.runs.iter().filter(|run| run.why == why).map(|run| run.count).sum()
    }

    /// What the record is, if it is one of these.
    pub fn get(&self, record: u64) -> Option<K> {
        let run = self.runs[..self.runs.partition_point(|run| run.first <= record)].last()?;
        (record - run.first < run.count).then_some(run.why)
    }
}

impl NoCustomers {
    /// The record of a customer, both counted from 0; `first` is the first record below the header.
    pub fn record_of_customer(&self, first: u64, customer: usize) -> u64 {
        let behind = |record, run: &NoCustomerRun| if run.first <= record { record + run.count } else { record };
        self.runs.iter().fold(first + customer as u64, behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::{Binding, Keys};

    /// What a row is in a list with this header, whose columns of this id and name are known.
    fn of(header: &[&str], id: Option<usize>, name: Option<usize>, cells: &[&str]) -> RowKind {
        let header = header.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let binding = Binding { keys: Keys { id, name }, ..Binding::of_header(0, header) };
        let cells = cells.iter().copied().enumerate().collect::<Vec<_>>();
        RowReader::new(&binding).read(&cells)
    }

    #[test]
    fn a_record_without_a_filled_cell_is_blank() {
        assert_eq!(of(&["id"], None, None, &[]), RowKind::No(NoCustomer::Blank));
        assert_eq!(of(&["id"], Some(0), None, &["", " ", "\u{3000}"]), RowKind::No(NoCustomer::Blank));
    }

    #[test]
    fn a_total_is_told_by_its_id_or_its_name_or_its_group_without_both() {
        let header = ["region", "id", "name", "revenue"];
        let row = |cells: &[&str]| of(&header, Some(1), Some(2), cells);
        let total = RowKind::No(NoCustomer::Total);
        for cells in [["", "合计", "", "9"], ["", "", "合计：", "9"], ["Total", "", "", "9"], ["x", "7", "Total", "9"]]
        {
            assert_eq!(row(&cells), total, "{cells:?}");
        }
        assert_eq!(row(&["Total", "K1", "Ann", "9"]), RowKind::Customer);
        assert_eq!(row(&["x", "K1", "Total Energies SE", "9"]), RowKind::Customer);
        assert!(matches!(row(&["x", "", "Total Tools", "9"]), RowKind::Group(_)));
        assert!(matches!(row(&["North Total", "", "", "9"]), RowKind::Group(_)));
        assert_eq!(row(&["North", "", "", "9"]), RowKind::Doubt(Doubt::NoName));
    }

    #[test]
    fn without_known_columns_the_first_filled_cell_tells() {
        let row = |cells: &[&str]| of(&["who", "what", "revenue"], None, None, cells);
        assert_eq!(row(&["", "合计", "900"]), RowKind::No(NoCustomer::Total));
        assert_eq!(row(&["K1", "Total", "900"]), RowKind::Customer);
        assert_eq!(row(&["", "", "900"]), RowKind::Customer);
    }

    #[test]
    fn a_text_alone_in_its_row_may_be_a_foot_line() {
        let row = |cells: &[&str]| of(&["客户", "销售额"], None, Some(0), cells);
        assert_eq!(row(&["备注：以上含税", ""]), RowKind::No(NoCustomer::Foot));
        assert_eq!(row(&["备注：以上含税", "5"]), RowKind::Customer);
        assert!(matches!(row(&["Ann Smith", ""]), RowKind::Doubt(Doubt::Foot { word: false, .. })));
        assert_eq!(row(&["甲", ""]), RowKind::Customer);
    }

    #[test]
    fn the_header_again_is_the_same_texts_in_the_same_columns() {
        let row = |header: &[&str], cells: &[&str]| of(header, Some(0), None, cells);
        assert_eq!(row(&["id", "", "revenue"], &["id ", "", "revenue", ""]), RowKind::No(NoCustomer::Header));
        for cells in [&["id", "5"][..], &["id"], &["", "id", "revenue"], &["id", "revenue", "more"]] {
            assert_ne!(row(&["id", "revenue"], cells), RowKind::No(NoCustomer::Header), "{cells:?}");
        }
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
