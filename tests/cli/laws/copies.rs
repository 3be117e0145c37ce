//! Every record of a delimited list goes out byte for byte, with delimiters and its label behind it.

use custclass::list::Reading;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::library::copy;
use crate::folder::HALVES;

/// A record as it stands in the list.
#[derive(Debug, Clone)]
struct Line {
    cells: Vec<String>,
    end: &'static str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Blank,
    NoCustomer,
    /// With the revenue, where there is one.
    Customer(Option<u32>),
}

/// Cells of all sorts that a list may hold, as they are written; `§` stands for the delimiter.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9äß客户 .'=+@-]{0,8}",
        1 => Just(String::new()),
        1 => Just("\"quoted\"".to_owned()),
        1 => Just("\"§ §\"".to_owned()),
        1 => Just("\"say \"\"hi\"\"\"".to_owned()),
        1 => Just("\"two\nlines\"".to_owned()),
        1 => Just("\"\r\n,;\t|\"".to_owned()),
        1 => Just("6\" pipe".to_owned()),
        1 => Just(" \"blank before\"".to_owned()),
        1 => Just("\"\"".to_owned()),
        1 => Just("\u{3000}\u{feff}x".to_owned()),
    ]
}

fn line() -> impl Strategy<Value = Line> {
    let end = prop::sample::select(vec!["\n", "\n", "\r\n"]);
    // The first cell tells customers from totals and is never empty; the second is the revenue.
    let customer = ("K[0-9]{1,3}", prop::option::of(0..50u32), prop::collection::vec(cell(), 0..4));
    let customer = customer.prop_map(|(id, revenue, mut more)| {
        let written = revenue.map(|revenue| revenue.to_string()).unwrap_or_default();
        let mut cells = vec![id, written];
        cells.append(&mut more);
        (cells, Kind::Customer(revenue))
    });
    let total = prop::collection::vec(cell(), 0..3).prop_map(|more| {
        let cells = ["合计".to_owned(), "77".to_owned()].into_iter().chain(more).collect();
        (cells, Kind::NoCustomer)
    });
    let header = Just((HEADER.map(str::to_owned).to_vec(), Kind::NoCustomer));
    let blank = prop::sample::select(vec![vec![String::new()], vec![" ".to_owned(), String::new()]]);
    let blank = blank.prop_map(|cells| (cells, Kind::Blank));
    let line = prop_oneof![12 => customer, 1 => total, 1 => header, 1 => blank];
    (line, end).prop_map(|((cells, kind), end)| Line { cells, end, kind })
}

const HEADER: [&str; 3] = ["id", "revenue", "note"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn a_copied_list_is_the_list_with_a_label_behind_each_record(
        lines in prop::collection::vec(line(), 0..30),
        titles in prop::sample::select(vec!["", "A title\n", "Sales 2024\r\n\r\n", "\"a\ntitle\"\n"]),
        mark in any::<bool>(),
        delimiter in prop::sample::select(vec![",", ";", "\t", "|"]),
        last_end in any::<bool>(),
        threads in 1..4usize,
    ) {
        let joined = |cells: &[String]| cells.iter().map(|cell| cell.replace('§', delimiter)).collect::<Vec<_>>().join(delimiter);
        let mark = if mark { "\u{feff}" } else { "" };
        let width = lines.iter().filter(|line| line.kind != Kind::Blank).map(|line| line.cells.len()).max().unwrap_or(0).max(3);
        let filled = |cells: usize| delimiter.repeat(width - cells);

        let mut list = format!("{mark}{titles}{}\n", HEADER.join(delimiter));
        let mut expected = format!("{mark}{titles}{}{}{delimiter}half\n", HEADER.join(delimiter), filled(3));
        let ranked = lines.iter().filter_map(|line| match line.kind { Kind::Customer(revenue) => revenue, _ => None }).collect::<Vec<_>>();
        for (number, line) in lines.iter().enumerate() {
            let end = if number + 1 == lines.len() && !last_end { "" } else { line.end };
            let text = joined(&line.cells);
            list += &format!("{text}{end}");
            let label = match line.kind {
                Kind::Blank => { expected += &format!("{text}{end}"); continue; }
                Kind::NoCustomer => "",
                Kind::Customer(None) => "unclassified",
                // Less than half of them strictly ahead.
                Kind::Customer(Some(revenue)) if 2 * ranked.iter().filter(|&&other| other > revenue).count() < ranked.len() => "top",
                Kind::Customer(Some(_)) => "rest",
            };
            expected += &format!("{text}{}{delimiter}{label}{end}", filled(line.cells.len()));
        }

        let reading = Reading { delimiter: delimiter.bytes().next(), threads: Some(threads), ..Reading::default() };
        let copied = copy(HALVES, list.as_bytes(), reading).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(String::from_utf8(copied).expect("UTF-8"), expected);
    }
}
