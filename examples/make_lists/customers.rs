//! The big list, `customers.csv` and `customers.xlsx`: a trading house's customers in the year to 30 September 2026.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::cell::Cell;
use super::chance::Chance;
use super::names::{Company, company};
use super::revenue::revenues;

pub const HEADER: [&str; 14] = [
    "Customer No",
    "Name",
    "Region",
    "Industry",
    "Revenue",
    "Last Year Revenue",
    "Orders",
    "First Order",
    "Last Order",
    "Last Contact",
    "Payback Rate",
    "Return Rate",
    "Phone",
    "Note",
];

const PERIOD_END: Date = date(2026, 9, 30);

/// Revenue cells of the customers whose revenue nobody knows: missing ones, and two that are no numbers.
const UNKNOWN: [&str; 8] = ["", "12.5OO", "", "-", "N/A", "tbd", "", "无"];

const NOTES: [&str; 14] = [
    "Asked for 60 days, twice.\nCall Ms Zhou first.",
    "Says \"too dear\", wants samples",
    "需要开专票，月底对账",
    "仓库地址变更：\n新址见合同附件，先电话确认",
    "+86 mobile only, no e-mail",
    "=see contract 26-014",
    "Prefers WeChat",
    "付款慢，账期 60 天",
    "Visit planned, spring",
    "老客户介绍",
    "Two plants:\n1. Wuxi, boxes\n2. Hefei, pallets",
    "采购换人，需重新拜访",
    "Price list 2026, sent twice",
    "Budget decided in November",
];

/// The list: the header is left out, the total row stands last.
pub fn rows() -> Vec<Vec<Cell>> {
    let mut chance = Chance::new(2026);
    let mut revenues = revenues(&mut chance).into_iter().map(Some).collect::<Vec<_>>();
    revenues.extend([None; UNKNOWN.len()]);
    chance.shuffle(&mut revenues);

    let mut customers = Customers { chance, ..Customers::default() };
    let mut rows = revenues.into_iter().map(|revenue| customers.next(revenue)).collect::<Vec<_>>();
    spoil(&mut rows[216], 6, "3x");
    spoil(&mut rows[391], 8, "2026-02-30");
    rows.push(total(&rows));
    rows
}

/// Puts a text where a number or a date should be, as hurried hands do.
fn spoil(row: &mut [Cell], column: usize, text: &str) {
    row[column] = Cell::text(text);
}

/// Makes one customer after the other.
struct Customers {
    chance: Chance,
    /// The last number given; there are gaps, of customers long gone.
    number: i64,
    /// So that no two are called alike.
    names: std::collections::HashSet<String>,
    /// How many of [`UNKNOWN`] have been used.
    unknown: usize,
}

impl Default for Customers {
    fn default() -> Customers {
        Customers { chance: Chance::new(0), number: 100, names: Default::default(), unknown: 0 }
    }
}

impl Customers {
    fn next(&mut self, revenue: Option<i64>) -> Vec<Cell> {
        self.number += if self.chance.percent(15) { self.chance.between(2, 9) } else { 1 };
        let Company { name, region, industry, phone } = self.company();
        let trade = Trade::of(revenue.unwrap_or(800_000), &mut self.chance);
        let note = if self.chance.percent(14) { *self.chance.one_of(&NOTES) } else { "" };
        vec![
            Cell::text(format!("{:05}", self.number)),
            Cell::text(name),
            if self.chance.percent(2) { Cell::Empty } else { Cell::text(region) },
            if self.chance.percent(4) { Cell::Empty } else { Cell::text(industry) },
            revenue.map_or_else(|| self.unknown(), Cell::Amount),
            trade.last_year.map_or(Cell::Empty, Cell::Amount),
            Cell::Count(trade.orders),
            Cell::Day(trade.first_order),
            Cell::Day(trade.last_order),
            trade.last_contact.map_or(Cell::Empty, Cell::Day),
            if self.chance.percent(4) { Cell::Empty } else { Cell::Rate(trade.payback) },
            if self.chance.percent(4) { Cell::Empty } else { Cell::Rate(trade.returns) },
            Cell::text(phone),
            if note.is_empty() { Cell::Empty } else { Cell::text(note) },
        ]
    }

    fn company(&mut self) -> Company {
        loop {
            let company = company(&mut self.chance);
            if self.names.insert(company.name.clone()) {
                return company;
            }
        }
    }

    fn unknown(&mut self) -> Cell {
        let text = UNKNOWN[self.unknown];
        self.unknown += 1;
        if text.is_empty() { Cell::Empty } else { Cell::text(text) }
    }
}

/// How a customer trades with us.
struct Trade {
    last_year: Option<i64>,
    orders: i64,
    first_order: Date,
    last_order: Date,
    last_contact: Option<Date>,
    payback: i64,
    returns: i64,
}

impl Trade {
    /// Trade that fits a revenue (in hundredths): the more, the oftener and the more lately.
    fn of(revenue: i64, chance: &mut Chance) -> Trade {
        let (orders, days_ago) = match revenue {
            0 => (0, chance.between(370, 900)),
            1..300_000 => (chance.between(1, 3), chance.between(5, 360)),
            300_000..2_500_000 => (chance.between(2, 10), chance.between(2, 200)),
            2_500_000..20_000_000 => (chance.between(6, 24), chance.between(1, 75)),
            _ => (chance.between(18, 60), chance.between(1, 21)),
        };
        let last_order = days_before(PERIOD_END, days_ago);
        let new = revenue > 0 && chance.percent(12);
        let first_order = match (new, orders) {
            (true, 1) => last_order,
            (true, _) => days_before(last_order, chance.between(1, 364 - days_ago.min(363))),
            (false, _) => days_before(last_order, chance.between(366, 4_500)),
        };
        let last_year = match (new, revenue) {
            (true, _) => None,
            (false, 0) => Some(chance.between(20_000, 900_000)),
            (false, _) => Some(revenue * chance.between(620, 1_350) / 1_000),
        };
        let contact_days_ago = chance.between(0, days_ago.min(400));
        let last_contact = (!chance.percent(7)).then(|| days_before(PERIOD_END, contact_days_ago));
        let payback = if chance.percent(80) { chance.between(930, 1_000) } else { chance.between(550, 929) };
        Trade { last_year, orders, first_order, last_order, last_contact, payback, returns: chance.between(0, 60) }
    }
}

fn days_before(day: Date, days: i64) -> Date {
    day.saturating_sub(days.days())
}

fn total(rows: &[Vec<Cell>]) -> Vec<Cell> {
    let sum = |column: usize| {
        rows.iter().map(|row| if let Cell::Amount(n) | Cell::Count(n) = row[column] { n } else { 0 }).sum::<i64>()
    };
    let cell = |column| match column {
        0 => Cell::text("合计"),
        4 | 5 => Cell::Amount(sum(column)),
        6 => Cell::Count(sum(column)),
        _ => Cell::Empty,
    };
    (0..HEADER.len()).map(cell).collect()
}

/// The list as `customers.csv` has it.
pub fn csv() -> Result<Vec<u8>, csv::Error> {
    let header = HEADER.map(str::to_owned).to_vec();
    let rows = rows().iter().map(|row| row.iter().map(Cell::plain).collect()).collect::<Vec<Vec<_>>>();
    super::cell::csv(&[vec![header], rows].concat(), csv::Terminator::Any(b'\n'))
}
