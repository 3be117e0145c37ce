//! How many customers a second the hot loops of scoring take on one core: `cargo bench --bench scoring`. It prints figures and judges
//! none.

use std::hint::black_box;
use std::time::Instant;

use custclass::date::Day;
use custclass::number::Decimal;
use custclass::rule::expression::Expr;
use custclass::rule::field::{Field, FieldKind};
use custclass::rule::scope::Scope;
use custclass::rule::settings::{Complaints, Node, Setting};
use custclass::rulefile::RuleFile;
use custclass::score::column::{Cell, Column, Dates, Numbers};
use custclass::score::frame::Frame;
use custclass::score::{FieldColumn, Texts};

const ROWS: usize = 2_000_000;
const ROUNDS: usize = 5;

const EXPRESSIONS: &[(&str, &str)] = &[
    ("one comparison", "revenue >= 500_000"),
    ("four comparisons", "revenue >= 500_000 and orders > 3 or profit < 0 and orders <= 9"),
    ("columns compared", "revenue > profit"),
    ("at_least", "at_least(2, revenue >= 500_000, orders > 3, profit > 10_000)"),
    ("days", "days_since(last_order) > 90"),
    ("words", "city in ['Berlin', 'Shanghai'] or city = 'Ulm'"),
    ("part of a text", "contains(city, 'ber')"),
    ("sum", "revenue - profit + 5"),
    ("product", "revenue * 1.5"),
    ("coalesce", "coalesce(revenue, 0) > 100"),
    ("quotient", "revenue / orders"),
    ("months", "months_since(last_order) <= 3"),
];

/// Rules of each method: the name, and the rule without its name.
const RULES: &[(&str, &str)] = &[
    (
        "threshold",
        "method = 'threshold'\nfield = 'revenue'\ntier = [{ label = 'A', min = 500_000 }, { label = 'B', min = 100_000 }, { label = 'C', min = 10_000 }, { label = 'D' }]",
    ),
    ("percentile", "method = 'percentile'\nfield = 'revenue'\nbins = 5"),
    (
        "pareto",
        "method = 'pareto'\nfield = 'revenue'\ntier = [{ label = 'A', share = '80%' }, { label = 'B', share = '15%' }, { label = 'C', share = '5%' }]",
    ),
    (
        "scorecard",
        "method = 'scorecard'\nitem = [{ field = 'revenue', weight = 0.5, ramp = { from = 0, to = 900_000, step = 10 } }, { field = 'orders', weight = 0.5, steps = [{ min = 10, points = 100 }, { min = 3, points = 50 }, { points = 0 }] }]\ntier = [{ label = 'A', min = 80 }, { label = 'B', min = 60 }, { label = 'C' }]",
    ),
    (
        "decision",
        "method = 'decision'\ntier = [{ label = 'A', when = 'revenue >= 500_000 and orders > 3' }, { label = 'B', when = 'days_since(last_order) <= 90 and orders > 1' }, { label = 'C', when = 'orders > 0 or profit > 0' }, { label = 'D' }]",
    ),
    (
        "lookup",
        "method = 'lookup'\nfield = 'city'\ntier = [{ label = 'north', values = ['Berlin', 'Oslo'] }, { label = 'east', values = ['Shanghai', '上海', 'Hangzhou'] }, { label = 'other' }]",
    ),
];

fn main() {
    let scope = scope();
    let columns = columns();
    expressions(&scope, &columns);
    let names = scope.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>();
    for (name, rule) in RULES {
        let fields = "[fields.city]\ntype = 'text'\nheaders = ['city']\n";
        let text = format!("{fields}[[rule]]\nname = 'label'\n{rule}\n");
        let file = RuleFile::parse("./bench.toml", &text, &[]).unwrap_or_else(|error| panic!("{error}"));
        let column = |field: &Field| {
            let at = names.iter().position(|name| *name == field.name);
            FieldColumn::from(at.map(|at| &columns[at]))
        };
        let mut seconds = (f64::MAX, f64::MAX);
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let scored = file.set.score(file.set.scope.fields.iter().map(column).collect(), ROWS, AS_OF);
            let fitted = start.elapsed().as_secs_f64();
            black_box(scored.all_codes(0));
            seconds = (seconds.0.min(fitted), seconds.1.min(start.elapsed().as_secs_f64()));
        }
        let million = |seconds: f64| ROWS as f64 / seconds / 1e6;
        println!(
            "{name:18} {:8.1} million customers/s   lines and labels ({:.1} lines alone)",
            million(seconds.1),
            million(seconds.0)
        );
    }
}

/// The day that counts as today, in days since 1970-01-01.
const AS_OF: Day = Day(20_484);

fn expressions(scope: &Scope, columns: &[Column]) {
    let frame = Frame {
        rows: ROWS,
        fields: columns.iter().map(Some).collect(),
        absent: Vec::new(),
        scope,
        derived: &[],
        labels: Vec::new(),
        scores: Vec::new(),
        as_of: AS_OF,
        histograms: Default::default(),
    };
    for (name, text) in EXPRESSIONS {
        let node = Node { value: Setting::Text { text: (*text).to_owned(), exact: None }, span: 0..0 };
        let complaints = Complaints::default();
        let Some(expr) = Expr::read(&node, scope, &complaints) else {
            panic!("{text}: {:?}", complaints.into_sorted());
        };
        // A number is asked for whether it is missing, which costs little beside finding it.
        let expr = match expr.kind() {
            custclass::rule::scope::Type::Truth => expr,
            _ => {
                let text = format!("({text}) is missing");
                let node = Node { value: Setting::Text { text, exact: None }, span: 0..0 };
                Expr::read(&node, scope, &complaints).expect("a condition")
            }
        };
        let seconds = (0..ROUNDS).map(|_| round(&expr, &frame)).min_by(f64::total_cmp).unwrap_or(f64::NAN);
        println!("{name:18} {:8.1} million customers/s   {text}", ROWS as f64 / seconds / 1e6);
    }
}

fn round(expr: &Expr, frame: &Frame<'_>) -> f64 {
    let start = Instant::now();
    for block in frame.blocks() {
        black_box(expr.truths(&block));
    }
    start.elapsed().as_secs_f64()
}

fn scope() -> Scope {
    let field = |name: &str, kind| Field {
        name: name.to_owned(),
        kind,
        headers: Vec::new(),
        default: None,
        optional: false,
        money: false,
    };
    Scope {
        fields: vec![
            field("revenue", FieldKind::Number),
            field("profit", FieldKind::Number),
            field("orders", FieldKind::Number),
            field("last_order", FieldKind::Date),
            field("city", FieldKind::Text),
        ],
        ..Scope::default()
    }
}

/// Columns such as lists have: amounts in cents, small counts, dates of three years, a few cities; one cell in fifty is empty.
fn columns() -> Vec<Column> {
    let mut random = Random(42);
    let mut amounts = |most: u64| -> Numbers {
        (0..ROWS).map(|_| random.cell(|r| Decimal::from_parts(i128::from(r.below(most)), 2))).collect()
    };
    let (revenue, profit) = (amounts(100_000_000), amounts(10_000_000));
    let orders = (0..ROWS).map(|_| random.cell(|r| Decimal::from(r.below(20)))).collect::<Numbers>();
    let mut dates = Dates::default();
    (0..ROWS).for_each(|_| dates.push(random.cell(|r| 20_484 - r.below(1100) as i32)));
    let mut cities = Texts::default();
    let names = ["Berlin", "Shanghai", "Ulm", "Bern", "上海", "Hangzhou", "Oslo"];
    (0..ROWS).for_each(|_| cities.push(random.cell(|r| names[r.below(names.len() as u64) as usize])));
    vec![
        Column::Numbers(revenue),
        Column::Numbers(profit),
        Column::Numbers(orders),
        Column::Dates(dates),
        Column::Texts(cities),
    ]
}

/// A small generator of numbers that are the same in every run (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn cell<T>(&mut self, value: impl FnOnce(&mut Random) -> T) -> Cell<T> {
        if self.below(50) == 0 { Cell::Missing } else { Cell::Value(value(self)) }
    }
}
