//! What was noticed or decided while a field's column was read.

/// Something that people should know about how a field's column was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingFact {
    /// The header's unit multiplies every number by this factor.
    Multiplied(u64),
    /// The header has a unit, but these cells have their own, which counts.
    OwnUnit(SeenCells),
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
    /// Dates have the day first, because of these cells.
    DayFirst(SeenCells),
    /// Dates have the month first, because of these cells.
    MonthFirst(SeenCells),
}

/// Cells of a column that speak for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenCells {
    /// How many there are.
    pub count: u64,
    /// The text of the first one; a long text is cut.
    pub first: String,
}
