//! Typed columns: what a list's cells said, one value per customer.
//!
//! A cell is a value, *missing* (empty, `-`, `N/A` …) or *bad* (filled, but not of the field's type). The three are kept apart
//! because a missing cell may be defaulted or tested with `is missing`, while a bad one makes its customer unclassified.

use crate::number::decimal::Decimal;

mod words;

pub use words::{Tags, Texts};

/// How many customers are worked on at a time: their values stay in the processor's cache.
pub const BLOCK_ROWS: usize = 2048;

/// What one cell of a list said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<T> {
    /// The value that the cell holds.
    Value(T),
    /// Nothing was filled in.
    Missing,
    /// Filled in, but not a value of the field's type.
    Bad,
}

impl<T> Cell<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Cell::Value(value) => Some(value),
            Cell::Missing | Cell::Bad => None,
        }
    }

    /// The same cell with its value where it is.
    pub fn as_ref(&self) -> Cell<&T> {
        match self {
            Cell::Value(value) => Cell::Value(value),
            Cell::Missing => Cell::Missing,
            Cell::Bad => Cell::Bad,
        }
    }

    /// The same cell with its value changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Cell<U> {
        match self {
            Cell::Value(value) => Cell::Value(change(value)),
            Cell::Missing => Cell::Missing,
            Cell::Bad => Cell::Bad,
        }
    }
}

/// One column of a list, one entry per customer.
#[derive(Debug, Clone)]
pub enum Column {
    /// Numbers, and percentages as ratios (`5 %` is 0.05).
    Numbers(Numbers),
    /// Civil dates.
    Dates(Dates),
    /// Yes or no.
    Flags(Flags),
    /// Sets of tags.
    Tags(Tags),
    /// Texts, and the words of a choice field.
    Texts(Texts),
}

impl Column {
    /// How many customers the column holds.
    pub fn len(&self) -> usize {
        match self {
            Column::Numbers(numbers) => numbers.len(),
            Column::Dates(dates) => dates.len(),
            Column::Flags(flags) => flags.len(),
            Column::Tags(tags) => tags.len(),
            Column::Texts(texts) => texts.len(),
        }
    }

    /// Whether the column holds no customer.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a customer's cell is filled with what is not of the column's type.
    pub fn is_bad(&self, row: usize) -> bool {
        match self {
            Column::Numbers(numbers) => match numbers.small() {
                Some((values, _)) => values[row] == Numbers::BAD,
                None => numbers.get(row) == Cell::Bad,
            },
            Column::Dates(dates) => dates.get(row) == Cell::Bad,
            Column::Flags(flags) => flags.get(row) == Cell::Bad,
            Column::Texts(texts) => texts.get(row) == Cell::Bad,
            Column::Tags(tags) => tags.get(row) == Cell::Bad,
        }
    }

    /// Whether any cell is bad.
    pub fn has_bad(&self) -> bool {
        match self {
            Column::Numbers(numbers) => numbers.has_bad,
            _ => (0..self.len()).any(|row| self.is_bad(row)),
        }
    }
}

/// Why a number is not counted, although it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetAside {
    /// It is in another currency than the one that counts.
    OtherCurrency,
    /// It has no currency, where others have several.
    NoCurrency,
}

/// Exact numbers: integers at one scale for the whole column, or 38-digit decimals where those do not fit.
#[derive(Debug, Clone)]
pub struct Numbers {
    scale: u8,
    /// Whether any cell is bad.
    has_bad: bool,
    /// The customers, ascending, whose cells are bad only because they are not counted.
    set_aside: Vec<(usize, SetAside)>,
    store: Store,
}

#[derive(Debug, Clone)]
enum Store {
    /// Value × 10^scale; [`Numbers::MISSING`] and [`Numbers::BAD`] mark the other cells.
    Small(Vec<i64>),
    Wide(Vec<Cell<Decimal>>),
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers { scale: 0, has_bad: false, set_aside: Vec::new(), store: Store::Small(Vec::new()) }
    }
}

impl Numbers {
    /// Marks a missing cell among small integers.
    pub const MISSING: i64 = i64::MIN;
    /// Marks a bad cell among small integers.
    pub const BAD: i64 = i64::MIN + 1;
    /// The least integer that is a value.
    const LEAST: i64 = i64::MIN + 2;

    /// Whether a small integer is a value, and does not mark a missing or bad cell.
    #[inline]
    pub fn is_value(integer: i64) -> bool {
        integer >= Self::LEAST
    }

    /// How many customers the column holds.
    pub fn len(&self) -> usize {
        match &self.store {
            Store::Small(values) => values.len(),
            Store::Wide(values) => values.len(),
        }
    }

    /// Whether the column holds no customer.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The values as integers and their common scale (decimals behind the point), if they all fit;
    /// [`Numbers::MISSING`] and [`Numbers::BAD`] stand among them.
    pub fn small(&self) -> Option<(&[i64], u8)> {
        match &self.store {
            Store::Small(values) => Some((values, self.scale)),
            Store::Wide(_) => None,
        }
    }

    /// The same to add further values to, none of them one of the marks.
    pub(crate) fn small_mut(&mut self) -> Option<(&mut Vec<i64>, u8)> {
        match &mut self.store {
            Store::Small(values) => Some((values, self.scale)),
            Store::Wide(_) => None,
        }
    }

    /// Brings small integers near the processor, a few thousand at most: a loop that does nothing else has many of them under way at once,
    /// where one that works on each waits for one after the other. (Measured on a long column: the work on it takes half the time.)
    pub fn bring_near(values: &[i64]) {
        const IN_A_LINE: usize = 64 / size_of::<i64>();
        std::hint::black_box(values.iter().step_by(IN_A_LINE).fold(0, |all, value| all ^ value));
    }

    /// The cell that a small integer at a scale stands for.
    pub fn cell(integer: i64, scale: u8) -> Cell<Decimal> {
        match integer {
            Numbers::MISSING => Cell::Missing,
            Numbers::BAD => Cell::Bad,
            _ => Cell::Value(Decimal::from_parts(i128::from(integer), scale)),
        }
    }

    /// The cell of a customer.
    pub fn get(&self, row: usize) -> Cell<Decimal> {
        match &self.store {
            Store::Small(values) => Numbers::cell(values[row], self.scale),
            Store::Wide(values) => values[row],
        }
    }

    /// All cells in order.
    pub fn iter(&self) -> impl Iterator<Item = Cell<Decimal>> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Makes room for `cells` more cells if the memory is there: in the end there may be fewer.
    pub fn reserve(&mut self, cells: usize) {
        let _ = match &mut self.store {
            Store::Small(values) => values.try_reserve(cells),
            Store::Wide(values) => values.try_reserve(cells),
        };
    }

    /// Adds a cell at the end.
    pub fn push(&mut self, cell: Cell<Decimal>) {
        match cell {
            Cell::Value(value) => self.push_value(value),
            Cell::Missing => self.push_mark(Self::MISSING, Cell::Missing),
            Cell::Bad => {
                self.has_bad = true;
                self.push_mark(Self::BAD, Cell::Bad);
            }
        }
    }

    /// Adds a cell at the end that is bad only because it is not counted.
    pub fn set_aside(&mut self, why: SetAside) {
        self.set_aside.push((self.len(), why));
        self.push(Cell::Bad);
    }

    /// Why a customer's cell is not counted, where that makes it bad.
    pub fn why_set_aside(&self, row: usize) -> Option<SetAside> {
        let at = self.set_aside.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        Some(self.set_aside[at].1)
    }

    /// The customers whose cells are not counted, ascending.
    pub fn rows_set_aside(&self) -> impl Iterator<Item = usize> + '_ {
        self.set_aside.iter().map(|(row, _)| *row)
    }

    /// Adds `integer / 10^scale` at the end: the short way for the ordinary cell.
    #[inline]
    pub fn push_small(&mut self, integer: i64, scale: u8) {
        if let Store::Small(values) = &mut self.store
            && scale == self.scale
            && Self::is_value(integer)
        {
            values.push(integer);
            return;
        }
        if let Store::Small(values) = &mut self.store
            && let Some(power) = self.scale.checked_sub(scale)
            && let Some(factor) = 10i64.checked_pow(u32::from(power))
            && let Some(integer) = integer.checked_mul(factor)
            && Self::is_value(integer)
        {
            values.push(integer);
            return;
        }
        self.push_value(Decimal::from_parts(i128::from(integer), scale));
    }

    fn push_mark(&mut self, mark: i64, cell: Cell<Decimal>) {
        match &mut self.store {
            Store::Small(values) => values.push(mark),
            Store::Wide(values) => values.push(cell),
        }
    }

    fn push_value(&mut self, value: Decimal) {
        if let Store::Small(values) = &mut self.store {
            if value.scale() > self.scale {
                let scale = value.scale();
                if !rescale(values, &mut self.scale, scale) {
                    self.widen();
                    return self.push_value(value);
                }
            }
            let Store::Small(values) = &mut self.store else { unreachable!("rescaled in place") };
            match small_integer(value, self.scale) {
                Some(integer) => values.push(integer),
                None => {
                    self.widen();
                    self.push_value(value);
                }
            }
        } else if let Store::Wide(values) = &mut self.store {
            values.push(Cell::Value(value));
        }
    }

    /// Adds the cells of a further part of the list.
    pub fn append(&mut self, mut other: Numbers) {
        self.has_bad |= other.has_bad;
        let before = self.len();
        self.set_aside.extend(other.set_aside.drain(..).map(|(row, why)| (before + row, why)));
        let scale = self.scale.max(other.scale);
        let fits = match (&mut self.store, &mut other.store) {
            (Store::Small(mine), Store::Small(theirs)) => {
                rescale(mine, &mut self.scale, scale) && rescale(theirs, &mut other.scale, scale)
            }
            _ => false,
        };
        if !fits {
            self.widen();
            other.widen();
        }
        match (&mut self.store, other.store) {
            (Store::Small(mine), Store::Small(theirs)) => mine.extend_from_slice(&theirs),
            (Store::Wide(mine), Store::Wide(theirs)) => mine.extend_from_slice(&theirs),
            _ => unreachable!("both were widened"),
        }
    }

    fn widen(&mut self) {
        if let Store::Small(values) = &self.store {
            let scale = self.scale;
            self.store = Store::Wide(values.iter().map(|&integer| Numbers::cell(integer, scale)).collect());
        }
    }
}

impl FromIterator<Cell<Decimal>> for Numbers {
    fn from_iter<I: IntoIterator<Item = Cell<Decimal>>>(cells: I) -> Self {
        let mut numbers = Numbers::default();
        cells.into_iter().for_each(|cell| numbers.push(cell));
        numbers
    }
}

/// `value × 10^scale` as a small integer, if it is one.
fn small_integer(value: Decimal, scale: u8) -> Option<i64> {
    let shift = scale.checked_sub(value.scale())?;
    let factor = 10i128.checked_pow(u32::from(shift))?;
    let integer = i64::try_from(value.mantissa().checked_mul(factor)?).ok()?;
    Numbers::is_value(integer).then_some(integer)
}

/// Brings all values to a finer scale; leaves them as they are and says `false` where one would not fit.
fn rescale(values: &mut [i64], from: &mut u8, to: u8) -> bool {
    if *from == to {
        return true;
    }
    let Some(factor) = 10i64.checked_pow(u32::from(to - *from)) else {
        return values.is_empty() && {
            *from = to;
            true
        };
    };
    let is_value = |value: i64| Numbers::is_value(value);
    let fits = |value: i64| !is_value(value) || value.checked_mul(factor).is_some_and(is_value);
    if !values.iter().all(|&value| fits(value)) {
        return false;
    }
    for value in values.iter_mut().filter(|value| is_value(**value)) {
        *value *= factor;
    }
    *from = to;
    true
}

/// Civil dates as days since 1970-01-01.
#[derive(Debug, Clone, Default)]
pub struct Dates(Vec<i32>);

impl Dates {
    /// Marks a missing cell among days.
    pub const MISSING: i32 = i32::MIN;
    /// Marks a bad cell among days.
    pub const BAD: i32 = i32::MIN + 1;

    /// All cells as days since 1970-01-01, with [`Dates::MISSING`] and [`Dates::BAD`] among them.
    pub fn days(&self) -> &[i32] {
        &self.0
    }

    /// How many customers the column holds.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the column holds no customer.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The cell of a customer: days since 1970-01-01.
    pub fn get(&self, row: usize) -> Cell<i32> {
        match self.0[row] {
            Self::MISSING => Cell::Missing,
            Self::BAD => Cell::Bad,
            days => Cell::Value(days),
        }
    }

    /// Adds a cell at the end.
    pub fn push(&mut self, cell: Cell<i32>) {
        self.0.push(match cell {
            Cell::Value(days) => days,
            Cell::Missing => Self::MISSING,
            Cell::Bad => Self::BAD,
        });
    }

    /// Adds the cells of a further part of the list.
    pub fn append(&mut self, mut other: Dates) {
        self.0.append(&mut other.0);
    }
}

/// Yes, no, or nothing.
#[derive(Debug, Clone, Default)]
pub struct Flags(Vec<u8>);

impl Flags {
    /// Stands for no.
    pub const NO: u8 = 0;
    /// Stands for yes.
    pub const YES: u8 = 1;
    const MISSING: u8 = 2;

    /// All cells: [`Flags::NO`], [`Flags::YES`], and other numbers for missing and bad cells.
    pub fn marks(&self) -> &[u8] {
        &self.0
    }

    /// How many customers the column holds.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the column holds no customer.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The cell of a customer.
    pub fn get(&self, row: usize) -> Cell<bool> {
        match self.0[row] {
            0 => Cell::Value(false),
            1 => Cell::Value(true),
            Self::MISSING => Cell::Missing,
            _ => Cell::Bad,
        }
    }

    /// Adds a cell at the end.
    pub fn push(&mut self, cell: Cell<bool>) {
        self.0.push(match cell {
            Cell::Value(flag) => u8::from(flag),
            Cell::Missing => Self::MISSING,
            Cell::Bad => 3,
        });
    }

    /// Adds the cells of a further part of the list.
    pub fn append(&mut self, mut other: Flags) {
        self.0.append(&mut other.0);
    }
}

/// A class of a rule as a number: an index into the rule's labels, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

impl Code {
    /// The customer could not be classified.
    pub const NONE: Code = Code(u16::MAX);

    /// The code of the label at this index, which must be less than 65,535.
    pub fn at(index: usize) -> Code {
        debug_assert!(index < usize::from(u16::MAX));
        Code(index as u16)
    }

    /// The label's index; `none`, which is above all labels, where the customer is unclassified.
    #[inline]
    pub fn slot(self, none: usize) -> usize {
        usize::from(self.0).min(none)
    }

    /// The same as a small number.
    #[inline]
    pub fn small_slot(self, none: u16) -> u16 {
        self.0.min(none)
    }

    /// The label's index, unless the customer is unclassified.
    pub fn index(self) -> Option<usize> {
        (self != Code::NONE).then_some(usize::from(self.0))
    }
}

impl From<Option<usize>> for Code {
    /// The code of a tier, or of none.
    fn from(tier: Option<usize>) -> Code {
        tier.map_or(Code::NONE, Code::at)
    }
}
