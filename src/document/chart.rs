//! A chart of a table.

/// A chart of the first rows of a table, whose first cells name what is shown.
///
/// The figures stay in the table: a workbook draws the chart from the table's cells, so that it follows when somebody changes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// How many rows it shows, from the table's first.
    pub rows: usize,
    /// What it shows, in the order in which it is drawn.
    pub series: Vec<Series>,
    /// The axis on the left.
    pub left: Axis,
    /// The axis on the right, where one of the series stands on it.
    pub right: Option<Axis>,
}

/// A column of the table as a chart shows it; the column's heading names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Series {
    /// The column, from 0.
    pub column: usize,
    /// What stands for a figure. Bars stand on the left axis, a line on the right one.
    pub mark: Mark,
    /// Where the colours come from.
    pub colors: Colors,
}

/// What stands for a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// An upright bar.
    Bar,
    /// A point of a line.
    Line,
}

/// Where the colours of a series come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colors {
    /// The series has one colour.
    Series,
    /// Each figure has the colour of its row, where the row has one.
    Rows,
}

/// An axis with figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// What its figures are.
    pub unit: Unit,
    /// Whether it begins at 0 in any case.
    pub from_zero: bool,
    /// Whether it ends at 1, which is 100 %.
    pub to_one: bool,
}

/// What the figures of an axis are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Sums of money or of another measure.
    Amount,
    /// Shares, written in per cent.
    Share,
}
