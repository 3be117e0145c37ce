//! What was noticed or decided while a field's column was read.

use crate::date::Day;
use crate::number::Decimal;
use crate::place::Place;

/// Something that people should know about how a field's column was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingFact {
    /// A unit multiplies every number by this factor.
    Multiplied(u64, UnitFrom),
    /// The column has a unit, but these cells have their own, which counts.
    OwnUnit(SeenCells, UnitFrom),
    /// The amounts are in these currencies, so many in each.
    Currencies(Vec<(String, u64)>),
    /// How many amounts have no currency, while others have one.
    NoCurrency(u64),
    /// Amounts in other currencies than this one are not counted.
    OnlyCurrency(String, u64),
    /// Amounts in this currency are multiplied by this rate.
    Rate(String, Decimal, u64),
    /// The comma is the decimal mark, because of these cells.
    DecimalComma(SeenCells),
    /// These cells could have either mark, and no cell tells which: the point is taken for the decimal mark.
    AssumedDecimalPoint(SeenCells),
    /// Bare numbers of a percent field are ratios.
    Ratios,
    /// The same, and the only ones are 1 and -1, which could as well be 1 %.
    RatiosOfOne,
    /// Bare numbers of a percent field are per cent.
    Percentages,
    /// Formulas whose results the workbook does not hold: how many, and the first few cells.
    Unstored {
        /// How many.
        count: u64,
        /// The sheet.
        sheet: String,
        /// The first few, as `D2`.
        cells: Vec<String>,
    },
    /// How many customers' cells are covered by a merged cell further up, and take its value.
    Merged(u64),
    /// The same in a column of numbers, where they are missing: the number stands in the first row only.
    MergedNumbers(u64),
    /// How many dates lie after the day of the run, and the cells of the first ones.
    AfterAsOf(Day, u64, Vec<Place>),
    /// Dates have the day first, because of these cells.
    DayFirst(SeenCells),
    /// Dates have the month first, because of these cells.
    MonthFirst(SeenCells),
}

/// In which currencies the amounts of a column are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MoneyReading {
    /// The currency that they are counted in, where it is known.
    pub counted_in: Option<String>,
    /// How many amounts are in each currency; before rates.
    pub counts: Vec<(String, u64)>,
    /// How many amounts have none, while others have.
    pub without: u64,
    /// How many amounts are not counted, because they are in another currency or in none.
    pub set_aside: u64,
    /// The rates by which amounts were multiplied.
    pub rates: Vec<(String, Decimal)>,
}

impl ReadingFact {
    /// Whether a run tells it beside its result. In which one currency a column is, the summary says.
    pub fn is_told(&self) -> bool {
        !matches!(self, ReadingFact::Currencies(counts) if counts.len() < 2)
    }
}

/// Where a column's unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitFrom {
    /// In its header.
    Header,
    /// In a line above the header.
    Title,
}

/// Cells of a column that speak for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCells {
    /// How many there are.
    pub count: u64,
    /// The text of the first one; a long text is cut.
    pub first: String,
}
