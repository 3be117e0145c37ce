//! The lists in `examples/` are what their generator makes, and the examples in `docs/` are rule files that hold.

#[path = "../examples/make_lists/cell.rs"]
mod cell;
#[path = "../examples/make_lists/chance.rs"]
mod chance;
#[path = "../examples/make_lists/chinese.rs"]
mod chinese;
#[path = "../examples/make_lists/customers.rs"]
mod customers;
#[path = "../examples/make_lists/names.rs"]
mod names;
#[path = "../examples/make_lists/revenue.rs"]
mod revenue;

use std::fs;
use std::ops::RangeInclusive;
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use cell::Cell;
use custclass::rulefile::bundled::RULES;
use custclass::rulefile::{RuleFile, run_tests};
use revenue::CUSTOMERS;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
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

/// The folder of the examples, copied, so that the commands in its page leave nothing behind.
fn copied() -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    fs::create_dir(copy.path().join("lists")).expect("a folder");
    for entry in fs::read_dir(format!("{FOLDER}/lists")).expect("the lists") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, copy.path().join("lists").join(path.file_name().expect("a name"))).expect("a copy");
    }
    copy
}

fn page() -> String {
    fs::read_to_string(format!("{FOLDER}/README.md")).expect("the page of the examples")
}

/// Runs a command of the page, with options after it, and gives its standard output.
fn run(command: &str, options: &[&str], folder: &std::path::Path) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_custclass"));
    program.args(command.split_whitespace()).args(options).current_dir(folder).env_remove("CUSTCLASS_LANG");
    let output = program.output().expect("the program starts");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_command_on_the_examples_page_runs_and_every_list_is_in_one() {
    let (page, folder) = (page(), copied());
    let commands = page.lines().filter_map(|line| line.strip_prefix("$ custclass ")).collect::<Vec<_>>();
    assert!(commands.len() >= 9, "{commands:?}");
    for command in &commands {
        run(command, &[], folder.path());
        let output = command.split_whitespace().skip_while(|word| *word != "-o").nth(1);
        assert!(output.is_none_or(|output| folder.path().join(output).is_file()), "{command}");
    }
    for entry in fs::read_dir(format!("{FOLDER}/lists")).expect("the lists") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(commands.iter().any(|command| command.contains(&name)), "{name} is in no command");
    }
}

#[test]
fn every_family_of_rules_has_an_example() {
    let page = page();
    let named = |name: &str| page.lines().any(|line| line.split_whitespace().any(|word| word == name));
    for family in RULES.iter().filter_map(|(name, text)| RuleFile::parse(name, text, &[]).expect(name).family) {
        let of_family = |(name, text): &&(&str, &str)| {
            RuleFile::parse(name, text, &[]).expect(name).family.as_deref() == Some(family.as_str())
        };
        assert!(RULES.iter().filter(of_family).any(|(name, _)| named(name)), "no example for {family}");
    }
}

#[test]
fn the_examples_page_shows_whom_to_call_today_as_the_program_says() {
    let (page, folder) = (page(), copied());
    let command = page.lines().find_map(|line| line.strip_prefix("$ custclass due ")).expect("a command");
    let said = run(&format!("due {command}"), &["--format", "csv"], folder.path());
    let said = said.lines().skip(1).collect::<Vec<_>>();
    let shown = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| Status"));
    let shown = shown.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect::<Vec<Vec<_>>>();
    assert_eq!(shown.len(), said.len(), "{said:#?}");
    for (shown, said) in shown.iter().zip(&said) {
        assert!(shown.iter().all(|cell| said.contains(cell)), "{said} is not {shown:?}");
    }
    assert_eq!(shown[0][0], "overdue");
}

#[test]
fn every_rule_file_in_the_pages_holds() {
    for page in ["rule-files.md", "exactness.md"] {
        let text = fs::read_to_string(format!("{PAGES}/{page}")).expect(page);
        for example in text.split("```toml\n").skip(1) {
            let example = &example[..example.find("```").expect("the end of the example")];
            let file = RuleFile::parse(page, example, &[]).unwrap_or_else(|error| panic!("{error}"));
            assert!(file.warnings.is_empty(), "{page}: {:?}\n{example}", file.warnings);
            let failed = run_tests(&file).into_iter().filter(|outcome| !outcome.holds()).collect::<Vec<_>>();
            assert!(failed.is_empty(), "{page}: {failed:#?}");
        }
    }
}
