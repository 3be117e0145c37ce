//! What the numbers in [`super::tuning`] are good for: records of made lists and of the examples are damaged, repaired, and held against
//! the truth, with each number as it is, halved and doubled. The table, with the changes that halving and doubling make:
//!
//! ```console
//! $ cargo test --release --lib -- --ignored --nocapture constants_of_the_repair
//! accident                            right  wrong  alone
//! an extra delimiter                    764     10     27
//! two extra delimiters                  781      7     13
//! a delimiter lost                      450      4     56
//! a delimiter lost beside a quote       103      0      9
//! a cell lost                           470     56    241
//! two cells lost                        500     20    262
//! quotes lost                           253      4     22
//! another delimiter                     488     44    104
//! cut off                               800      1      0
//! longer                                633    168      0
//! a line in between                     801      0      0
//! nothing                               801      0      0
//! all                                  6844    314    734
//! accident               x 0.5          +59     +7    -66
//! accident               x   2         -100     -6   +106
//! delimiter_in_text      x 0.5         -120   +140    -20
//! delimiter_in_text      x   2          +22    -27     +5
//! filled_surplus         x 0.5          +49   -166   +117
//! filled_surplus         x   2         -387   +447    -60
//! left_out               x 0.5          -26     -2    +28
//! left_out               x   2         +124    +19   -143
//! convincing             x 0.5          -46   +208   -162
//! convincing             x   2         -280    -40   +320
//! unseen                 x 0.5          +25     -2    -23
//! unseen                 x   2          -39     +5    +34
//! by_kind                x 0.5           +6     -8     +2
//! by_kind                x   2           -5     +3     +2
//! few                    x 0.5          -33    +26     +7
//! few                    x   2           +1     -1     +0
//! ```
//!
//! A wrong record is worse than several that are left alone, since its customer gets a class by another column's cell. So a number is not
//! changed for more right records at the price of wrong ones.

use encoding_rs::UTF_8;

use super::*;
use crate::list::text::dialect::Dialect;
use crate::list::text::scan::Index;

const COMMA: Dialect = Dialect::of(b',', b'"');

/// How many records are learned from, and how many are damaged.
const ORDINARY: usize = 400;
const DAMAGED: usize = 60;

/// Pseudo-random numbers, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    fn one_of<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// A cell of one of the kinds that customer lists have.
fn cell(kind: &str, number: usize, random: &mut Random) -> String {
    const NAMES: [&str; 12] = [
        "Acme",
        "Orion",
        "Vertex",
        "Zenith",
        "Delta",
        "Nova",
        "O'Neill",
        "Müller",
        "Al-Rashid",
        "Quick",
        "North",
        "Blue",
    ];
    const TRADES: [&str; 8] =
        ["Boots", "Rods & Reels", "Tables 2000", "Sports", "House", "Food, Wine", "3D Print", "Media"];
    const ENDS: [&str; 5] = ["", " Inc", " GmbH", " Ltd.", ", LLC"];
    const CITIES: [&str; 10] =
        ["Boston", "Austin", "Leeds", "New York", "São Paulo", "Köln", "Los Angeles", "Oslo", "Rome", "Saint-Denis"];
    const WORDS: [&str; 10] = [
        "calls",
        "on Mondays",
        "pays late",
        "wants a discount of 5%",
        "ask for Jo",
        "visited",
        "order 12 open",
        "VIP",
        "no mail",
        "moved",
    ];
    const FAMILY: [&str; 8] = ["王", "李", "张", "刘", "陈", "杨", "赵", "欧阳"];
    const GIVEN: [&str; 8] = ["伟", "芳", "秀英", "敏", "静", "建国", "丽", "强"];
    let upto = |random: &mut Random, most: usize| random.below(most);
    match kind {
        "id" => format!("K-{:05}", 10_000 + number * 7),
        "number" => format!("{}", 1 + number),
        "name" => format!("{} {}{}", random.one_of(&NAMES), random.one_of(&TRADES), random.one_of(&ENDS)),
        "city" => random.one_of(&CITIES).to_owned(),
        "country" => random.one_of(&["DE", "US", "FR", "CN", "GB"]).to_owned(),
        "segment" => random.one_of(&["retail", "wholesale", "online"]).to_owned(),
        "date" => format!("2025-{:02}-{:02}", 1 + upto(random, 12), 1 + upto(random, 28)),
        "short date" => format!("{}/{}/25", 1 + upto(random, 12), 1 + upto(random, 28)),
        "amount" => format!("{}.{:02}", upto(random, 90_000), upto(random, 100)),
        "grouped" => format!("\u{0024}{},{:03}.{:02}", 1 + upto(random, 99), upto(random, 1000), upto(random, 100)),
        "orders" => format!("{}", upto(random, 60)),
        "share" => format!("{}.{}%", upto(random, 100), upto(random, 10)),
        "flag" => random.one_of(&["yes", "no"]).to_owned(),
        "mail" => format!("{}{}@example.com", random.one_of(&NAMES).to_lowercase(), number),
        "phone" => format!("+49 {} {}", 30 + upto(random, 900), 100_000 + upto(random, 900_000)),
        "note" => {
            let words = (0..1 + random.below(4)).map(|_| random.one_of(&WORDS)).collect::<Vec<_>>();
            words.join(random.one_of(&[", ", " and ", "; "]))
        }
        "seldom" if random.below(10) > 0 => String::new(),
        "seldom" => random.one_of(&["VIP", "blocked", "see \"file\""]).to_owned(),
        "size" => format!("{}\"", 10 + upto(random, 40)),
        "姓名" => format!("{}{}", random.one_of(&FAMILY), random.one_of(&GIVEN)),
        "城市" => random.one_of(&["上海", "北京", "广州市", "杭州"]).to_owned(),
        "万元" => format!("{}.{}万", upto(random, 90), upto(random, 10)),
        "日期" => format!("2025年{}月{}日", 1 + upto(random, 12), 1 + upto(random, 28)),
        other => panic!("{other}"),
    }
}

/// The columns of the lists that are made, and how many of a hundred cells are empty where a column may have empty ones.
const LISTS: [(&[&str], usize); 12] = [
    (&["id", "name", "city", "amount", "date", "note"], 0),
    (&["id", "name", "city", "amount", "date", "note"], 15),
    (&["number", "name", "country", "segment", "orders", "amount"], 0),
    (&["number", "amount", "amount", "amount", "orders", "share"], 5),
    (&["name", "city", "segment", "note"], 0),
    (&["name", "city", "segment", "note"], 20),
    (&["id", "name", "mail", "phone", "city", "country", "short date", "grouped", "orders", "flag", "seldom"], 10),
    (&["short date", "id", "name", "grouped", "size"], 0),
    (&["id", "姓名", "城市", "万元", "日期"], 0),
    (&["姓名", "城市", "万元", "orders", "日期", "note"], 10),
    (&["id", "seldom", "amount", "seldom", "note", "seldom"], 30),
    (&["id", "orders", "orders", "orders", "amount", "date", "date", "flag", "city", "seldom"], 30),
];

type Record = Vec<String>;

/// The lists: those that are made, and those of the examples.
fn lists() -> Vec<Vec<Record>> {
    let mut random = Random(7);
    let made = LISTS.iter().map(|(kinds, empty)| {
        let record = |number: usize, random: &mut Random| {
            let cell = |(column, kind): (usize, &&str)| {
                if column > 0 && random.below(100) < *empty { String::new() } else { cell(kind, number, random) }
            };
            kinds.iter().enumerate().map(cell).collect()
        };
        (0..ORDINARY + DAMAGED).map(|number| record(number, &mut random)).collect()
    });
    let mut lists = made.collect::<Vec<Vec<Record>>>();
    for text in
        [include_str!("../../../../../examples/customers.csv"), include_str!("../../../../../examples/客户清单.csv")]
    {
        let text = text.trim_start_matches('\u{feff}');
        let mut index = Index::default();
        index.scan(text.as_bytes(), 0, text.len(), true, COMMA);
        let script = Script::new(UTF_8, COMMA);
        let record = |record: usize| {
            let row = index.row(text.as_bytes(), record);
            (0..row.cells()).map(|cell| cell_text(&row, cell, script).into_owned()).collect::<Record>()
        };
        let records = (1..index.len()).map(record).collect::<Vec<_>>();
        let width = records[0].len();
        lists.push(records.into_iter().filter(|record| record.len() == width).collect());
    }
    lists
}

fn written(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// The accidents.
const ACCIDENTS: [&str; 12] = [
    "an extra delimiter",
    "two extra delimiters",
    "a delimiter lost",
    "a delimiter lost beside a quote",
    "a cell lost",
    "two cells lost",
    "quotes lost",
    "another delimiter",
    "cut off",
    "longer",
    "a line in between",
    "nothing",
];

/// A record after an accident, and the columns whose cells nobody can know any more; nothing where it cannot happen to the record.
fn damaged(accident: &str, record: &[String], random: &mut Random) -> Option<(String, Range<usize>)> {
    let mut parts = record.iter().map(|cell| written(cell)).collect::<Vec<_>>();
    let width = parts.len();
    let at = random.below(width);
    let mut lost = 0..0;
    match accident {
        "an extra delimiter" => parts.insert(at, String::new()),
        "two extra delimiters" => {
            parts.insert(at, String::new());
            parts.insert(at, String::new());
        }
        "a delimiter lost" | "a delimiter lost beside a quote" => {
            let at = at.min(width - 2);
            let is_quoted = parts[at].starts_with('"') || parts[at + 1].starts_with('"');
            if is_quoted != accident.ends_with("quote") || parts[at].is_empty() || parts[at + 1].is_empty() {
                return None;
            }
            let next = parts.remove(at + 1);
            parts[at].push_str(&next);
            lost = at..at + 2;
        }
        "a cell lost" | "two cells lost" => {
            let count = if accident == "a cell lost" { 1 } else { 2 };
            let at = at.min(width - count);
            if parts[at..].iter().all(String::is_empty) {
                return None;
            }
            parts.drain(at..at + count);
            lost = at..at + count;
        }
        "quotes lost" => {
            let at = (0..width).find(|&at| record[at].contains(',') && !record[at].contains('"'))?;
            parts[at] = record[at].clone();
        }
        "another delimiter" => {
            let other = [";", "\t", "|", " "][random.below(4)];
            if record.iter().any(|cell| cell.contains(other)) {
                return None;
            }
            return Some((parts.join(other), 0..0));
        }
        "cut off" => {
            parts.truncate(1 + at.min(width - 2));
            lost = parts.len()..width;
        }
        "longer" => parts.extend(["x".to_owned(), "more".to_owned()].into_iter().take(1 + random.below(2))),
        "a line in between" => return Some(("Region north, all of it".to_owned(), 1..width)),
        _ => {}
    }
    Some((parts.join(","), lost))
}

/// How records came out.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Outcomes {
    /// Every cell stands in its column, but for those that nobody can know: these are empty, or hold what they are part of.
    right: usize,
    /// A cell was put into a column that it does not belong to.
    wrong: usize,
    /// Cells stand where they do not belong, and the record was left alone: its customer is reported.
    alone: usize,
}

fn outcomes(lists: &[Vec<Record>], accident: &str, tuning: Tuning) -> Outcomes {
    let mut outcomes = Outcomes::default();
    let mut random = Random(11);
    for records in lists {
        let (ordinary, odd) = records.split_at(records.len() - DAMAGED.min(records.len() / 3));
        let mut text = String::new();
        for record in ordinary {
            text.push_str(&record.iter().map(|cell| written(cell)).collect::<Vec<_>>().join(","));
            text.push('\n');
        }
        let mut truths = Vec::new();
        for record in odd {
            if let Some((line, lost)) = damaged(accident, record, &mut random) {
                text.push_str(&line);
                text.push('\n');
                truths.push((record, lost));
            }
        }
        let mut index = Index::default();
        index.scan(text.as_bytes(), 0, text.len(), true, COMMA);
        let rows = || (0..index.len()).map(|record| index.row(text.as_bytes(), record));
        let script = Script::new(UTF_8, COMMA);
        let Some((width, learned)) = regular(rows().take(ordinary.len()), 0) else { continue };
        let aligner = Aligner::learned(&learned, width, script, tuning);
        for (row, (truth, lost)) in rows().skip(ordinary.len()).zip(truths) {
            let put_right = aligner.aligned(&row);
            let left_alone = put_right.is_none();
            let mut cells =
                put_right.unwrap_or_else(|| (0..row.cells()).map(|cell| cell_text(&row, cell, script)).collect());
            cells.resize(cells.len().max(width), Cow::Borrowed(""));
            let is_right = cells.iter().take(width).enumerate().all(|(column, cell)| {
                *cell == truth[column].as_str()
                    || accident == "a line in between"
                    || lost.contains(&column)
                        && (cell.is_empty()
                            || lost.clone().any(|of| !truth[of].is_empty() && cell.contains(&truth[of])))
            });
            let is_kept = accident != "a line in between" || left_alone;
            *match (is_right && is_kept, left_alone) {
                (true, _) => &mut outcomes.right,
                (false, true) => &mut outcomes.alone,
                (false, false) => &mut outcomes.wrong,
            } += 1;
        }
    }
    outcomes
}

/// What changes one constant: it is multiplied.
type Scale = fn(&mut Tuning, f64);

const CONSTANTS: [(&str, Scale); 8] = [
    ("accident", |tuning, by| tuning.accident *= by),
    ("delimiter_in_text", |tuning, by| tuning.delimiter_in_text *= by),
    ("filled_surplus", |tuning, by| tuning.filled_surplus *= by),
    ("left_out", |tuning, by| tuning.left_out *= by),
    ("convincing", |tuning, by| tuning.convincing *= by),
    ("unseen", |tuning, by| tuning.unseen *= by),
    ("by_kind", |tuning, by| tuning.by_kind *= by),
    ("few", |tuning, by| tuning.few = (tuning.few as f64 * by) as usize),
];

#[test]
#[ignore = "a measurement"]
#[expect(clippy::print_stdout, reason = "it is there to be read")]
fn constants_of_the_repair() {
    let lists = lists();
    println!("{:34} {:>6} {:>6} {:>6}", "accident", "right", "wrong", "alone");
    let usual = ACCIDENTS.map(|accident| outcomes(&lists, accident, Tuning::USUAL));
    for (accident, Outcomes { right, wrong, alone }) in ACCIDENTS.iter().zip(usual) {
        println!("{accident:34} {right:>6} {wrong:>6} {alone:>6}");
    }
    let sums = |outcomes: &[Outcomes]| {
        let sum = |of: fn(&Outcomes) -> usize| outcomes.iter().map(of).sum::<usize>();
        [sum(|one| one.right), sum(|one| one.wrong), sum(|one| one.alone)]
    };
    let [right, wrong, alone] = sums(&usual);
    println!("{:34} {right:>6} {wrong:>6} {alone:>6}", "all");
    for (name, scale) in CONSTANTS {
        for by in [0.5, 2.0] {
            let mut tuning = Tuning::USUAL;
            scale(&mut tuning, by);
            let scaled = ACCIDENTS.map(|accident| outcomes(&lists, accident, tuning));
            let [right, wrong, alone] = std::array::from_fn(|at| sums(&scaled)[at] as i64 - sums(&usual)[at] as i64);
            println!("{name:22} x {by:3}       {right:>+6} {wrong:>+6} {alone:>+6}");
        }
    }
}
