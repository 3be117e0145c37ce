//! The lists in `examples/` are what their generator makes.

#[path = "../../examples/make_lists/cell.rs"]
mod cell;
#[path = "../../examples/make_lists/chance.rs"]
mod chance;
#[path = "../../examples/make_lists/chinese.rs"]
mod chinese;
#[path = "../../examples/make_lists/customers.rs"]
mod customers;
#[path = "../../examples/make_lists/names.rs"]
mod names;
#[path = "../../examples/make_lists/revenue.rs"]
mod revenue;

use std::fs;
use std::ops::RangeInclusive;

use calamine::{Data, Reader, Xlsx, open_workbook};
use cell::Cell;
use revenue::CUSTOMERS;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
const REMEDY: &str = "run `cargo run --example make_lists` and look at what changed";

#[test]
fn the_lists_are_what_the_generator_makes() {
    for (name, made) in [("customers.csv", customers::csv()), ("客户清单.csv", chinese::csv())] {
        let committed = fs::read(format!("{FOLDER}/{name}")).expect(name);
        assert!(made.expect(name) == committed, "{name} differs: {REMEDY}");
    }
}

#[test]
fn the_workbook_holds_the_same_list_as_the_csv() {
    let mut workbook: Xlsx<_> = open_workbook(format!("{FOLDER}/customers.xlsx")).expect("a workbook");
    let sheet = workbook.worksheet_range("Customers").expect("its sheet");
    let rows = customers::rows();
    assert_eq!(sheet.height(), rows.len() + 1);
    for (made, stored) in rows.iter().zip(sheet.rows().skip(1)) {
        for (made, stored) in made.iter().zip(stored) {
            assert!(same(made, stored), "{stored:?} is not {}: {REMEDY}", made.plain());
        }
    }
}

fn same(made: &Cell, stored: &Data) -> bool {
    match (made, stored) {
        (Cell::Empty, Data::Empty) => true,
        (Cell::Text(text), Data::String(stored)) => text == stored,
        (Cell::Amount(hundredths), Data::Float(stored)) => *stored == *hundredths as f64 / 100.0,
        (Cell::Count(count), Data::Float(stored)) => *stored == *count as f64,
        (Cell::Rate(thousandths), Data::Float(stored)) => *stored == *thousandths as f64 / 1000.0,
        (Cell::Day(day), Data::DateTime(stored)) => {
            let (year, month, of_month, ..) = stored.to_ymd_hms_milli();
            day.to_string() == format!("{year}-{month:02}-{of_month:02}")
        }
        _ => false,
    }
}

#[test]
fn customers_with_equal_revenue_stand_where_the_bundled_rules_cut() {
    let revenues = revenues_highest_first();
    assert_eq!(revenues.len(), CUSTOMERS);
    // Places count from 1.
    let tied = |places: RangeInclusive<usize>| {
        let (first, last) = (places.start() - 1, places.end() - 1);
        revenues[first] == revenues[last]
            && revenues[first - 1] > revenues[first]
            && revenues[last] > revenues[last + 1]
    };
    assert!(tied(5..=6), "across the first 1 %");
    assert!(tied(26..=28), "exactly behind the first 5 %");
    assert!(tied(99..=102), "across the first 20 %");

    let total = revenues.iter().sum::<i64>();
    let ahead = (1..CUSTOMERS).find(|ahead| revenues[..*ahead].iter().sum::<i64>() * 5 == total * 4);
    let ahead = ahead.expect("some of the first customers bring exactly 80 %");
    assert!(tied(ahead + 1..=ahead + 2), "exactly behind the first 80 % of the revenue");
}

fn revenues_highest_first() -> Vec<i64> {
    let mut rows = customers::rows();
    rows.pop(); // the total
    let amount = |row: &Vec<Cell>| if let Cell::Amount(revenue) = row[4] { Some(revenue) } else { None };
    let mut revenues = rows.iter().filter_map(amount).collect::<Vec<_>>();
    revenues.sort_unstable_by(|one, other| other.cmp(one));
    revenues
}
