//! The summary of a rule: customers and revenue by tier.

use super::{amount, amount_or_empty, charts, share};
use crate::document::table::{Row, RowKind, Table, Value};
use crate::language::Language;
use crate::number::Decimal;
use crate::result::summary::Tally;
use crate::rule::Rule;
use crate::words::{self, headings};

/// The places of the columns that charts show; all but the first are there only with money.
const SHARE: usize = 2;
const REVENUE: usize = 3;
const REVENUE_SHARE: usize = 4;
const CUMULATIVE: usize = 6;

/// The summary of a rule: its tiers, then the unclassified, then the sum of the customers.
///
/// Shares are of the classified customers and their revenue. Tallies without a measure give no columns of money.
pub fn table(rule: &Rule, (tiers, unclassified): (&[Tally], &Tally), language: Language) -> Table {
    let has_money = !unclassified.sums.is_empty();
    let classified = Tally::sum(tiers);
    let expects = rule.tiers.iter().any(|tier| tier.expect_customers.is_some());
    let mut columns = vec![headings::tier(language), headings::customers(language), headings::customer_share(language)];
    if has_money {
        columns.extend([headings::revenue(language), headings::revenue_share(language), headings::average(language)]);
    }
    columns.push(headings::cumulative_share(language));
    columns.extend(expects.then(|| headings::expected_customer_share(language)));
    let mut running = Tally::new(usize::from(has_money));
    let mut is_beyond_all = false;
    let mut rows = Vec::new();
    for (tier, tally) in rule.tiers.iter().zip(tiers) {
        running.merge(tally);
        let cumulative =
            if has_money { running.sum_share(0, &classified) } else { running.customer_share(&classified) };
        is_beyond_all |= cumulative.is_some_and(|share| share > Decimal::ONE);
        let mut cells = cells(words::label(tier, language), tally, Some(&classified));
        cells.push(share(cumulative));
        cells.extend(
            expects.then(|| tier.expect_customers.as_ref().map_or(Value::Empty, |figure| Value::Share(figure.value))),
        );
        rows.push(Row { kind: RowKind::Body, color: tier.color.clone(), cells });
    }
    let mut last = |kind, label: &str, tally: &Tally| {
        let mut cells = cells(label, tally, None);
        cells.resize(columns.len(), Value::Empty);
        rows.push(Row { kind, color: None, cells });
    };
    if unclassified.customers > 0 {
        last(RowKind::Unclassified, language.words().unclassified(), unclassified);
    }
    let mut everything = classified.clone();
    everything.merge(unclassified);
    last(RowKind::Total, language.words().total(), &everything);
    let shares = [Some(SHARE), has_money.then_some(REVENUE_SHARE), expects.then_some(columns.len() - 1)];
    let shares = charts::shares(&shares.into_iter().flatten().collect::<Vec<_>>(), tiers.len());
    let pareto = has_money.then(|| charts::pareto(REVENUE, CUMULATIVE, is_beyond_all, tiers.len())).flatten();
    let charts = pareto.into_iter().chain(shares).collect();
    Table { title: crate::words::label_header(rule, language).to_owned(), columns, rows, notes: Vec::new(), charts }
}

/// A label, customers and their share; revenue, its share and the average. Shares stand only where there is something to take them of.
fn cells(label: &str, tally: &Tally, of: Option<&Tally>) -> Vec<Value> {
    let share_of = |share_of: &dyn Fn(&Tally) -> Option<Decimal>| of.map_or(Value::Empty, |of| share(share_of(of)));
    let mut cells = vec![Value::text(label), Value::Count(tally.customers)];
    cells.push(share_of(&|of| tally.customer_share(of)));
    for (measure, sum) in tally.sums.iter().enumerate() {
        cells.extend([
            amount(sum),
            share_of(&|of| tally.sum_share(measure, of)),
            amount_or_empty(tally.average(measure)),
        ]);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::chart::Mark;
    use crate::number::Total;
    use crate::rulefile::RuleFile;

    fn tally(customers: u64, revenue: Option<i64>) -> Tally {
        let mut tally = Tally { customers, ..Tally::default() };
        if let Some(revenue) = revenue {
            let mut sum = Total::ZERO;
            sum.add(Decimal::from(revenue));
            (tally.sums, tally.counted) = (vec![sum], vec![customers]);
        }
        tally
    }

    /// The table of a rule with an expected share, whose two tiers have these revenues.
    fn of(revenues: [Option<i64>; 2]) -> Table {
        let rule = "[[rule]]\nname = \"tier\"\nmethod = \"pareto\"\nfield = \"revenue\"\n\
                    tier = [{ label = \"A\", share = \"80%\", expect_customers = \"20%\" }, { label = \"B\", share = \"20%\" }]\n";
        let file = RuleFile::parse("./tier.toml", rule, &[]).unwrap_or_else(|error| panic!("{error}"));
        let [a, b] = revenues;
        table(&file.set.rules[0], (&[tally(20, a), tally(80, b)], &tally(0, b.map(|_| 0))), Language::En)
    }

    /// The headings of the columns that each chart shows.
    fn shown(table: &Table) -> Vec<Vec<&str>> {
        let key = |column: usize| &*table.columns[column].key;
        table.charts.iter().map(|chart| chart.series.iter().map(|series| key(series.column)).collect()).collect()
    }

    #[test]
    fn the_charts_show_revenue_with_what_the_tiers_hold_together_and_the_shares() {
        let table = of([Some(800), Some(200)]);
        assert_eq!(
            shown(&table),
            [vec!["revenue", "cumulative_share"], vec!["customer_share", "revenue_share", "expected_customer_share"]]
        );
        let pareto = &table.charts[0];
        assert_eq!((pareto.rows, pareto.series[1].mark), (2, Mark::Line));
        assert!(pareto.right.is_some_and(|axis| axis.to_one));
    }

    #[test]
    fn a_negative_revenue_takes_the_axis_beyond_100_per_cent() {
        assert!(of([Some(800), Some(-200)]).charts[0].right.is_some_and(|axis| !axis.to_one));
    }

    #[test]
    fn without_revenue_the_shares_of_customers_remain() {
        assert_eq!(shown(&of([None, None])), [["customer_share", "expected_customer_share"]]);
    }
}
