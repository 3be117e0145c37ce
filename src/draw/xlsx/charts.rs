//! Drawing a table's charts from the cells of its sheet.

use rust_xlsxwriter::{
    Chart as Drawn, ChartAxis, ChartLegendPosition, ChartPoint, ChartSeries, ChartSolidFill, ChartType,
};

use crate::copy::workbook::rgb;
use crate::document::chart::{Axis, Chart, Colors, Mark, Series, Unit};
use crate::document::table::Table;

/// A chart's size in pixels; a sheet's row has 20 of them, a column about 64.
const WIDTH: u32 = 480;
const HEIGHT: u32 = 288;

/// How many rows a chart covers.
pub(super) const ROWS: u32 = HEIGHT.div_ceil(20);

/// How many columns a chart covers, at least.
pub(super) const COLUMNS: usize = WIDTH.div_ceil(64) as usize;

/// Where a table stands on a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The sheet's name.
    pub(super) sheet: &'static str,
    /// The row of the headings, from 0; the table's rows follow below.
    pub(super) headings: u32,
}

/// Draws a chart of a table.
pub(super) fn draw(chart: &Chart, table: &Table, place: Place) -> Drawn {
    let mut bars = Drawn::new(ChartType::Column);
    let mut lines = Drawn::new(ChartType::Line);
    for series in &chart.series {
        match series.mark {
            Mark::Bar => {
                let drawn = show(bars.add_series(), series, chart, place);
                match series.colors {
                    Colors::Rows => drawn.set_gap(40).set_points(&points(table, chart.rows)),
                    Colors::Series => drawn.set_gap(80),
                };
            }
            Mark::Line => _ = show(lines.add_series(), series, chart, place).set_secondary_axis(true),
        }
    }
    if chart.series.iter().any(|series| series.mark == Mark::Line) {
        bars.combine(&lines);
    }
    set_axis(bars.y_axis(), chart.left);
    if let Some(right) = chart.right {
        set_axis(bars.y2_axis(), right);
    }
    bars.title().set_hidden();
    bars.legend().set_position(ChartLegendPosition::Bottom);
    bars.set_width(WIDTH).set_height(HEIGHT);
    bars
}

/// Makes a series show a column of the table, named by its heading, over the first cells of the rows.
fn show<'s>(drawn: &'s mut ChartSeries, series: &Series, chart: &Chart, place: Place) -> &'s mut ChartSeries {
    let Place { sheet, headings } = place;
    let column = u16::try_from(series.column).unwrap_or(u16::MAX);
    let (first, last) = (headings + 1, headings + u32::try_from(chart.rows).unwrap_or(u32::MAX - headings));
    drawn
        .set_name((sheet, headings, column))
        .set_categories((sheet, first, 0, last, 0))
        .set_values((sheet, first, column, last, column))
}

fn set_axis(drawn: &mut ChartAxis, axis: Axis) {
    if axis.from_zero {
        drawn.set_min(0);
    }
    if axis.to_one {
        drawn.set_max(1);
    }
    drawn.set_num_format(match axis.unit {
        Unit::Amount => "#,##0",
        Unit::Share => "0%",
    });
}

/// The rows' colours; a row without one has the series' own.
fn points(table: &Table, rows: usize) -> Vec<ChartPoint> {
    let colors = table.rows.iter().take(rows).map(|row| row.color.as_deref().and_then(rgb));
    colors
        .map(|color| match color {
            Some(color) => ChartPoint::new().set_format(ChartSolidFill::new().set_color(color)),
            None => ChartPoint::default(),
        })
        .collect()
}
