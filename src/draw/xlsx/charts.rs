//! The charts beside a rule's table: its tiers in customers and revenue, and the Pareto chart.

use rust_xlsxwriter::{Chart, ChartLegendPosition, ChartPoint, ChartSeries, ChartSolidFill, ChartType};

use crate::copy::workbook::rgb;
use crate::document::table::{RowKind, Table, Value};
use crate::number::Decimal;

/// More tiers than this make no readable chart.
const TIERS: usize = 30;

/// A chart's size in pixels; a sheet's row has 20 of them, a column about 64.
const WIDTH: u32 = 480;
const HEIGHT: u32 = 288;

/// How many rows a chart covers.
pub(super) const ROWS: u32 = HEIGHT.div_ceil(20);

/// How many columns a chart covers, at least.
pub(super) const COLUMNS: usize = WIDTH.div_ceil(64) as usize;

/// Where a table stands on the Summary sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The sheet's name.
    pub(super) sheet: &'static str,
    /// The row of the headings, from 0; the tiers follow below.
    pub(super) headings: u32,
}

/// The charts for a table, as far as it has the columns for them.
pub(super) fn of(table: &Table, place: Place) -> Vec<Chart> {
    let tiers = table.rows.iter().take_while(|row| row.kind == RowKind::Body).count();
    if !(2..=TIERS).contains(&tiers) {
        return Vec::new();
    }
    let ranges = Ranges { place, tiers: tiers as u32 };
    let column = |key: &str| table.columns.iter().position(|heading| heading.key == key).map(|at| at as u16);
    let mut charts = Vec::new();
    if let (Some(revenue), Some(cumulative)) = (column("revenue"), column("cumulative_share")) {
        charts.push(pareto(table, ranges, revenue, cumulative));
    }
    if let Some(customers) = column("customer_share") {
        let shares = [Some(customers), column("revenue_share"), column("expected_customer_share")];
        charts.push(tiers_chart(ranges, shares.into_iter().flatten()));
    }
    charts
}

#[derive(Clone, Copy)]
struct Ranges {
    place: Place,
    tiers: u32,
}

impl Ranges {
    /// Makes the series show a column of the table, named by its heading, over the tiers' labels.
    fn show(self, series: &mut ChartSeries, column: u16) -> &mut ChartSeries {
        let Ranges { place: Place { sheet, headings }, tiers } = self;
        let (first, last) = (headings + 1, headings + tiers);
        series
            .set_name((sheet, headings, column))
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, column, last, column))
    }
}

/// Revenue by tier in the tiers' colours, and the share that each tier and the better ones hold together.
fn pareto(table: &Table, ranges: Ranges, revenue: u16, cumulative: u16) -> Chart {
    let mut columns = Chart::new(ChartType::Column);
    ranges.show(columns.add_series(), revenue).set_gap(40).set_points(&points(table, ranges.tiers));
    let mut line = Chart::new(ChartType::Line);
    ranges.show(line.add_series(), cumulative).set_secondary_axis(true);
    columns.combine(&line);
    columns.y_axis().set_num_format("#,##0");
    columns.y2_axis().set_min(0).set_num_format("0%");
    let tiers = table.rows.iter().take(ranges.tiers as usize);
    if !tiers.filter_map(|row| row.cells.get(usize::from(cumulative))).any(exceeds_one) {
        columns.y2_axis().set_max(1);
    }
    finished(columns)
}

/// Negative revenue in a later tier takes the share of those before it beyond 100 %.
fn exceeds_one(share: &Value) -> bool {
    matches!(share, Value::Share(share) if *share > Decimal::ONE)
}

/// The tiers' shares of customers beside their shares of revenue.
fn tiers_chart(ranges: Ranges, shares: impl Iterator<Item = u16>) -> Chart {
    let mut columns = Chart::new(ChartType::Column);
    for column in shares {
        ranges.show(columns.add_series(), column).set_gap(80);
    }
    columns.y_axis().set_min(0).set_num_format("0%");
    finished(columns)
}

fn finished(mut chart: Chart) -> Chart {
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(WIDTH).set_height(HEIGHT);
    chart
}

/// The tiers' colours; a tier without one has the series' own.
fn points(table: &Table, tiers: u32) -> Vec<ChartPoint> {
    let colors = table.rows.iter().take(tiers as usize).map(|row| row.color.as_deref().and_then(rgb));
    colors
        .map(|color| match color {
            Some(color) => ChartPoint::new().set_format(ChartSolidFill::new().set_color(color)),
            None => ChartPoint::default(),
        })
        .collect()
}
