//! What the first pass takes out of one part of a list.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::field::{ColumnTexts, Script, cell_text, checked_text};
use super::loaded_part::{LoadedPart, Trouble};
use super::repair::misplaced::Learner;
use super::repair::misplaced_in_part::{Misplaced, MisplacedInPart};
use super::scan::Row;
use super::sorted_rows::{OpenRows, RowSorter};
use crate::list::builder::{ColumnBuilder, Way, builders, likely_ways};
use crate::list::header::name;
use crate::list::repeats::{self, Order};
use crate::list::{Binding, CustomerIds, NoCustomer, NoCustomers, PlainColumn, RawCell};

/// How many odd records are told with their places.
const TOLD: usize = 5;

/// How many parts in a row have to be in order before the order of ids is relied upon.
const TRUSTED: usize = 4;

/// In fewer bytes than these it cannot be told whether bytes that are no text are stray. The whole list is judged at its end.
const JUDGED: usize = 1 << 16;

/// What is to be taken out of every part.
#[derive(Debug)]
pub(super) struct PartReader<'a> {
    binding: &'a Binding,
    /// The bound fields whose columns are built, and how they are read.
    columns: Vec<(usize, Way)>,
    /// Whether to find out which columns hold plain numbers or dates.
    plain_columns: bool,
    /// The column of ids, where repeated ones are looked for.
    ids: Option<usize>,
    /// How thin a sample of the ids has to be.
    thinning: AtomicU32,
    /// Whether the ids of parts that are in order are forgotten.
    trusts_order: AtomicBool,
    script: Script,
    /// The header's number of cells.
    header_width: usize,
    /// Tells what the records are.
    sorter: RowSorter,
    /// What is known of the columns.
    learner: Option<Learner>,
    /// Whether cells that slipped are put right; otherwise they are bad.
    to_show: bool,
}

impl<'a> PartReader<'a> {
    pub(super) fn new(
        binding: &'a Binding,
        header_width: usize,
        plain_columns: bool,
        script: Script,
    ) -> PartReader<'a> {
        PartReader {
            binding,
            columns: likely_ways(binding),
            plain_columns,
            ids: binding.ids,
            thinning: AtomicU32::new(0),
            trusts_order: AtomicBool::new(false),
            script,
            header_width,
            sorter: RowSorter::new(binding, script),
            learner: None,
            to_show: false,
        }
    }

    /// The same, with what is known of the columns.
    pub(super) fn aligning(self, learner: Option<Learner>, to_show: bool) -> PartReader<'a> {
        PartReader { learner, to_show, ..self }
    }

    /// Gives back what is known of the columns.
    pub(super) fn take_learner(&mut self) -> Option<Learner> {
        self.learner.take()
    }

    /// Has the list gone through once more, only for columns that have to be read in another way.
    pub(super) fn take_only(&mut self, columns: &[(usize, Way)]) {
        (self.columns, self.plain_columns, self.ids) = (columns.to_vec(), false, None);
    }

    /// Has the list gone through once more, only for its ids.
    pub(super) fn take_only_ids(&mut self) {
        self.take_only(&[]);
        self.ids = self.binding.ids;
        *self.trusts_order.get_mut() = false;
    }

    /// Has the list gone through once more from the beginning, with records that turned out to be no customers.
    pub(super) fn take_all_again(&mut self, settled: NoCustomers, plain_columns: bool) {
        self.take_only(&likely_ways(self.binding));
        (self.plain_columns, self.ids) = (plain_columns, self.binding.ids);
        *self.trusts_order.get_mut() = false;
        self.sorter.settle(settled);
    }

    /// Lets the next parts know what the ids of the first `parts` ones are like. (Those that are worked on meanwhile may not know yet.)
    pub(super) fn has_seen(&self, ids: &CustomerIds, parts: usize) {
        self.thinning.store(ids.thinning(), Ordering::Relaxed);
        // A list that is in order at first is mostly so throughout. Where it is not, it is read once more for its ids.
        let trusted = ids.are_ascending() && parts >= TRUSTED && !self.columns.is_empty();
        self.trusts_order.store(trusted, Ordering::Relaxed);
    }

    /// Takes what is wanted out of the records of a part; `first` is the number of its first record, where it is known.
    pub(super) fn take(&self, window: &LoadedPart, first: Option<u64>) -> Result<PartExtract, Trouble> {
        let stray = window.stray_bytes(self.script, JUDGED)?;
        let mut taken = PartExtract::new(self);
        stray.iter().for_each(|&position| taken.shape.stray.see(position, String::new));
        taken.records = window.len() as u64;
        for row in window.mended() {
            taken.shape.mended.see(window.position(row.start()), || row.shown_from(row.start(), self.script));
        }
        let mut slipped = MisplacedInPart::default();
        let is_usual = self.learner.as_ref().is_none_or(|learner| learner.width() == self.header_width);
        let may_be_put_right = self.to_show && !window.is_tidy();
        let sorted = self.sorter.sort(window, first);
        taken.open = sorted.open;
        let may_be_usual = is_usual && !may_be_put_right && sorted.others.is_empty();
        if may_be_usual && window.is_uniform(self.header_width) {
            taken.shape.see_uniform(window, self.header_width);
            let column = |column| window.cells(column, self.header_width).enumerate();
            return self.take_customers(window, window.len(), column, &slipped, taken);
        }
        let mut customers = Vec::with_capacity(window.len());
        let mut others = sorted.others.iter().peekable();
        for (record, row) in window.rows().enumerate() {
            let why = others.next_if(|(other, _)| *other == record).map(|(_, why)| *why);
            match why {
                Some(why) => taken.no_customers.push(record as u64, 1, why),
                None => customers.push(record as u32),
            }
            if why != Some(NoCustomer::Blank) {
                let slip = Misplaced::of(&row, self.learner.as_ref(), self.to_show).filter(|_| why.is_none());
                let Some(Misplaced { from, cells }) = slip else {
                    taken.shape.see(&row, row.cells(), window, self.header_width, self.script);
                    continue;
                };
                if let Some(from) = from {
                    taken.shape.slipped.see(window.position(row.start()), || row.shown_from(row.start(), self.script));
                    slipped.push(record, from);
                }
                // As if the header had as many: it is told already what is wrong with the cells.
                taken.shape.see(&row, cells, window, cells, self.script);
            }
        }
        let column = |column| {
            let place = move |&record: &u32| (record as usize, window.cell(record as usize, column));
            customers.iter().map(place)
        };
        self.take_customers(window, customers.len(), column, &slipped, taken)
    }

    /// Takes what is wanted out of the `customers` records of a part that are customers. `column` gives their records in order, each with
    /// the place of its cell.
    fn take_customers<C: Iterator<Item = (usize, Range<usize>)> + Clone>(
        &self,
        window: &LoadedPart,
        customers: usize,
        column: impl Fn(usize) -> C,
        slipped: &MisplacedInPart,
        mut taken: PartExtract,
    ) -> Result<PartExtract, Trouble> {
        taken.customers = customers;
        for (builder, &(field, _)) in taken.builders.iter_mut().zip(&self.columns) {
            let at = self.binding.fields[field].column.unwrap_or(usize::MAX);
            let has_slipped = |record| slipped.has(record, at);
            if builder.takes_numbers() && slipped.is_empty() {
                builder.reserve(customers);
                fill_numbers(builder, column(at).map(|(_, cell)| cell), window, self.script)?;
            } else {
                fill(builder, column(at), has_slipped, window, self.script)?;
            }
        }
        if let Some(at) = self.ids {
            taken.ids = self.ids(window, customers, column(at).map(|(_, cell)| cell));
        }
        if self.plain_columns {
            taken.plain_columns = plain_columns(column(0).map(|(record, _)| record), window, self.script);
        }
        Ok(taken)
    }

    /// The customers' ids, from their cells.
    fn ids(
        &self,
        window: &LoadedPart,
        customers: usize,
        cells: impl Iterator<Item = Range<usize>> + Clone,
    ) -> CustomerIds {
        let bytes = window.bytes();
        let to_end = |cell: Range<usize>| (&bytes[..cell.end], cell.len());
        let (order, known) = Order::of(cells.clone().map(to_end), self.script.dialect().quote);
        if order != Order::Broken && self.trusts_order.load(Ordering::Relaxed) {
            return CustomerIds::forgotten(order, known);
        }
        let mut ids = CustomerIds::thinned(self.thinning.load(Ordering::Relaxed));
        ids.reserve(customers);
        for (customer, cell) in cells.enumerate() {
            ids.push(id_hash(window.raw(cell), self.script), customer);
        }
        ids.ordered(order)
    }
}

/// A cell's id, hashed.
#[inline]
fn id_hash(raw: &[u8], script: Script) -> u64 {
    repeats::plain_hash(raw, script.dialect().quote)
        .unwrap_or_else(|| repeats::hash(checked_text(raw, script).unwrap_or_default().as_bytes()))
}

/// Hands a column's cells to its builder.
fn fill(
    builder: &mut ColumnBuilder,
    cells: impl Iterator<Item = (usize, Range<usize>)> + Clone,
    has_slipped: impl Fn(usize) -> bool,
    window: &LoadedPart,
    script: Script,
) -> Result<(), Trouble> {
    let mut texts = ColumnTexts::default();
    cells.clone().for_each(|(_, cell)| texts.push(window.raw(cell), script));
    // A stray byte in a cell that is read leaves the column without text.
    let texts = match texts.texts() {
        Ok(texts) => texts,
        Err(_) => return Err(not_text(window, script)),
    };
    for ((record, at), text) in cells.zip(texts) {
        // While parts are read side by side nobody knows the record's number; its position orders the cells as well.
        let position = window.position(at.start);
        builder.push(raw_cell(text, has_slipped(record)), position, position);
    }
    Ok(())
}

/// The same for a column of numbers without cells that slipped: the ordinary ones are read from their bytes.
fn fill_numbers(
    builder: &mut ColumnBuilder,
    mut cells: impl Iterator<Item = Range<usize>>,
    window: &LoadedPart,
    script: Script,
) -> Result<(), Trouble> {
    while let Some(cell) = builder.push_run(window.bytes(), &mut cells) {
        let position = window.position(cell.start);
        let text = checked_text(window.raw(cell), script).ok_or_else(|| not_text(window, script))?;
        builder.push(raw_cell(&text, false), position, position);
    }
    Ok(())
}

/// What a cell says; one that slipped says nothing of its column.
fn raw_cell(text: &str, has_slipped: bool) -> RawCell<'_> {
    match text {
        text if has_slipped => RawCell::Error(text),
        "" => RawCell::Empty,
        text => RawCell::Text(text),
    }
}

/// What is told of a cell that is read and holds a stray byte.
fn not_text(window: &LoadedPart, script: Script) -> Trouble {
    window.check_text(script).err().unwrap_or(Trouble::NotText(window.position(0)))
}

/// For each column, what all its filled cells are.
fn plain_columns(customers: impl Iterator<Item = usize>, window: &LoadedPart, script: Script) -> Vec<PlainColumn> {
    let mut plain = Vec::new();
    for record in customers {
        let row = window.row(record);
        if plain.len() < row.cells() {
            plain.resize(row.cells(), PlainColumn::Empty);
        }
        let cells = plain.iter_mut().enumerate().take(row.cells());
        for (column, plain) in cells.filter(|(_, plain)| **plain != PlainColumn::Texts) {
            *plain = plain.with_cell(cell_text(&row, column, script).as_bytes());
        }
    }
    plain
}

/// What was taken out of a part; records count from the part's first.
#[derive(Debug)]
pub(super) struct PartExtract {
    pub(super) builders: Vec<ColumnBuilder>,
    pub(super) records: u64,
    pub(super) customers: usize,
    pub(super) no_customers: NoCustomers,
    pub(super) open: OpenRows,
    pub(super) shape: RecordShapes,
    /// Empty where it was not asked for.
    pub(super) plain_columns: Vec<PlainColumn>,
    /// The customers' ids, where repeated ones are looked for.
    pub(super) ids: CustomerIds,
}

impl PartExtract {
    /// Nothing yet.
    pub(super) fn new(wanted: &PartReader<'_>) -> PartExtract {
        PartExtract {
            builders: builders(wanted.binding, &wanted.columns),
            records: 0,
            customers: 0,
            no_customers: NoCustomers::default(),
            open: OpenRows::default(),
            shape: RecordShapes::default(),
            plain_columns: Vec::new(),
            ids: CustomerIds::default(),
        }
    }

    /// Makes room for more customers.
    pub(super) fn reserve(&mut self, customers: usize) {
        self.builders.iter_mut().for_each(|builder| builder.reserve(customers));
    }

    /// Adds what was taken out of the next part.
    pub(super) fn append(&mut self, later: PartExtract) {
        for (builder, later) in self.builders.iter_mut().zip(later.builders) {
            builder.append(later);
        }
        self.no_customers.append(self.records, &later.no_customers);
        self.open.append(self.records, later.open);
        if self.plain_columns.len() < later.plain_columns.len() {
            self.plain_columns.resize(later.plain_columns.len(), PlainColumn::Empty);
        }
        for (plain, later) in self.plain_columns.iter_mut().zip(later.plain_columns) {
            *plain = plain.and(later);
        }
        self.ids.append(later.ids, self.customers);
        self.records += later.records;
        self.customers += later.customers;
        self.shape.append(later.shape);
    }
}

/// How many cells the records have, blank ones left out.
#[derive(Debug, Default)]
pub(super) struct RecordShapes {
    /// How many records there are.
    pub(super) records: u64,
    /// How many cells they have in all.
    pub(super) cells: u64,
    /// The first of the widest records: its cells and its position.
    pub(super) widest: Option<(usize, u64)>,
    /// The fewest cells that a record has.
    pub(super) narrowest: Option<usize>,
    pub(super) short: OddRecords,
    pub(super) surplus: OddRecords,
    /// Records whose quotes make no sense by the letter, and that were read in another way.
    pub(super) mended: OddRecords,
    /// Records with cells that do not stand in their columns.
    pub(super) slipped: OddRecords,
    /// Bytes that are no text, in cells that nothing reads.
    pub(super) stray: OddRecords,
}

impl RecordShapes {
    #[inline]
    fn see(&mut self, row: &Row<'_>, cells: usize, window: &LoadedPart, header_width: usize, script: Script) {
        self.records += 1;
        self.cells += cells as u64;
        if self.widest.is_none_or(|(widest, _)| widest < cells) {
            self.widest = Some((cells, window.position(row.start())));
        }
        self.narrowest = Some(self.narrowest.map_or(cells, |narrowest| narrowest.min(cells)));
        if cells > header_width {
            let surplus = row.range(header_width).start;
            self.surplus.see(window.position(row.start()), || row.shown_from(surplus, script));
        } else if cells < header_width {
            self.short.see(window.position(row.start()), || row.shown_from(row.start(), script));
        }
    }

    /// Sees all records of a part, each with as many cells as the header.
    fn see_uniform(&mut self, window: &LoadedPart, header_width: usize) {
        let Some(first) = window.rows().next() else { return };
        self.records = window.len() as u64;
        self.cells = self.records * header_width as u64;
        self.widest = Some((header_width, window.position(first.start())));
        self.narrowest = Some(header_width);
    }

    fn append(&mut self, later: RecordShapes) {
        self.records += later.records;
        self.cells += later.cells;
        self.widest = match (self.widest, later.widest) {
            (Some(mine), Some(theirs)) if theirs.0 > mine.0 => Some(theirs),
            (mine, theirs) => mine.or(theirs),
        };
        self.narrowest = self.narrowest.into_iter().chain(later.narrowest).min();
        self.short.append(later.short);
        self.surplus.append(later.surplus);
        self.mended.append(later.mended);
        self.slipped.append(later.slipped);
        self.stray.append(later.stray);
    }
}

/// Records of unusual width: how many, and the first few with their positions.
#[derive(Debug, Default)]
pub(super) struct OddRecords {
    pub(super) count: u64,
    pub(super) first: Vec<(u64, String)>,
}

impl OddRecords {
    fn see(&mut self, position: u64, text: impl Fn() -> String) {
        self.count += 1;
        if self.first.len() < TOLD {
            self.first.push((position, text()));
        }
    }

    fn append(&mut self, later: OddRecords) {
        self.count += later.count;
        let room = TOLD - self.first.len();
        self.first.extend(later.first.into_iter().take(room));
    }
}

impl Row<'_> {
    /// The record from a position on, for people: cut off where it is long.
    fn shown_from(&self, position: usize, script: Script) -> String {
        name::shortened(&script.shown(&self.content()[position - self.start()..])).into_owned()
    }
}
