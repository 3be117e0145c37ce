//! The charts of a table: which columns of it they show.

use crate::document::chart::{Axis, Chart, Colors, Mark, Series, Unit};

/// More rows than this make no readable chart.
const MOST_ROWS: usize = 30;

/// The axis of shares, which begins at nothing.
const SHARES: Axis = Axis { unit: Unit::Share, from_zero: true, to_one: false };

/// Sums as bars in the rows' colours, and a line of the shares that each row and the ones before it hold together. Where a negative sum
/// takes such a share beyond 100 %, `beyond` is set, and the axis has room for it.
pub(super) fn pareto(sums: usize, cumulative: usize, beyond: bool, rows: usize) -> Option<Chart> {
    readable(Chart {
        rows,
        series: vec![
            Series { column: sums, mark: Mark::Bar, colors: Colors::Rows },
            Series { column: cumulative, mark: Mark::Line, colors: Colors::Series },
        ],
        left: Axis { unit: Unit::Amount, from_zero: false, to_one: false },
        right: Some(Axis { to_one: !beyond, ..SHARES }),
    })
}

/// Columns of shares as bars beside each other.
pub(super) fn shares(columns: &[usize], rows: usize) -> Option<Chart> {
    let series = |&column: &usize| Series { column, mark: Mark::Bar, colors: Colors::Series };
    readable(Chart { rows, series: columns.iter().map(series).collect(), left: SHARES, right: None })
}

/// The chart, if it has neither too few rows nor too many.
fn readable(chart: Chart) -> Option<Chart> {
    (2..=MOST_ROWS).contains(&chart.rows).then_some(chart)
}
