//! What holds for every run of the program.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::Value;

use crate::folder::{Folder, HALVES};
use crate::sheet::cells;

/// A list with every kind of row, as many as make more than one part for several threads.
fn long_list() -> String {
    let mut list = "List of 2024\nid,name,revenue,note\n".to_owned();
    let mut row = 0;
    while list.len() < 1_300_000 {
        let revenue = match row % 11 {
            0 => String::new(),
            5 => format!("\"{},{:03}.50\"", 1 + row % 90, row % 1000),
            _ => (row * 7919 % 100_003).to_string(),
        };
        let note = match row % 13 {
            0 => ",\"two\nlines\"",
            1 => ",\"a \"\"quote\"\"\"",
            2 => "",
            3 => ",x,surplus",
            _ => ",plain text of some length",
        };
        list += &format!("K{row},\"Customer, {row}\",{revenue}{note}\n");
        match row % 1000 {
            700 => list += "小计,,5\n",
            800 => list += "\n",
            900 => list += "id,name,revenue,note\n",
            _ => {}
        }
        row += 1;
    }
    list
}

#[test]
fn a_list_gives_the_same_bytes_with_any_number_of_threads() {
    let folder = Folder::with("list.csv", long_list());
    let score = |threads: &str, output: &str| {
        let ran = folder.run(["score", "list.csv", "-r", "pareto-abc", "--threads", threads, "-o", output]).done();
        (folder.bytes(output), ran.stdout, ran.stderr)
    };
    let once = score("1", "one.csv");
    assert!(once.0.len() > 1_300_000);
    for threads in ["2", "3"] {
        assert!(score(threads, "other.csv") == once, "{threads} threads");
    }
}

/// A list of customers and other rows, and how many customers there are.
#[derive(Debug, Clone)]
struct Mixed {
    list: String,
    customers: u64,
    revenue: i64,
}

fn mixed() -> impl Strategy<Value = Mixed> {
    let record = prop_oneof![
        8 => (-500..10_000i64).prop_map(|cents| (format!("K,{}.{:02}", cents / 100, cents.abs() % 100), if cents < 0 && cents > -100 { -cents } else { cents })),
        1 => Just(("K,".to_owned(), 0)),
        1 => Just(("K,unknown".to_owned(), 0)),
        1 => Just(("合计,500.00".to_owned(), 0)),
        1 => Just(("id,revenue".to_owned(), 0)),
        1 => Just((String::new(), 0)),
    ];
    prop::collection::vec(record, 1..60).prop_map(|records| {
        let lines = records.iter().map(|(line, _)| format!("{line}\n")).collect::<String>();
        Mixed {
            // One customer at least has a value, or the column would be refused.
            list: format!("id,revenue\nK,1.00\n{lines}"),
            customers: records.iter().filter(|(line, _)| line.starts_with("K,")).count() as u64 + 1,
            revenue: records.iter().map(|(_, cents)| cents).sum::<i64>() + 100,
        }
    })
}

/// A number of the JSON in hundredths; nothing is 0.
fn cents(value: &Value) -> i64 {
    (value.as_f64().unwrap_or(0.0) * 100.0).round() as i64
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn the_summary_reconciles_with_the_list(mixed in mixed()) {
        let folder = Folder::with("list.csv", &mixed.list);
        let ran = folder.run(["score", "list.csv", "--format", "json"]).done();
        let json = serde_json::from_str::<Value>(&ran.stdout).expect("JSON");
        prop_assert_eq!(&json["format"], 1);
        let rows = json["tables"][0]["rows"].as_array().expect("rows").clone();
        let (total, parts) = rows.split_last().expect("a total");
        prop_assert_eq!(&total["kind"], "total");
        let count = |row: &Value| row["customers"].as_u64().unwrap_or(0);
        prop_assert_eq!(count(total), mixed.customers);
        prop_assert_eq!(parts.iter().map(count).sum::<u64>(), mixed.customers);
        let revenue = |row: &Value| cents(&row["revenue"]);
        prop_assert_eq!(revenue(total), mixed.revenue);
        prop_assert_eq!(parts.iter().map(revenue).sum::<i64>(), mixed.revenue);

        // The labels in the output are as many as the summary says.
        let mut labels = HashMap::<String, u64>::new();
        let scored = folder.text("list.scored.csv");
        for line in scored.lines().skip(1).filter(|line| !line.is_empty()) {
            *labels.entry(line.rsplit(',').next().unwrap_or_default().to_owned()).or_default() += 1;
        }
        for row in parts.iter().filter(|row| row["kind"] == "body") {
            let label = row["tier"].as_str().expect("a label");
            prop_assert_eq!(labels.remove(label).unwrap_or(0), count(row), "{}", label);
        }
    }

    #[test]
    fn a_workbook_made_of_a_list_holds_its_cells(
        texts in prop::collection::vec(prop_oneof![
            4 => "[ -~]{0,12}",
            2 => "[a-z客户é😀\u{2028}\u{a0}]{0,6}",
            1 => prop::sample::select(vec!["=1+1", "_x0041_", "two\nlines", "a\tb", "<&>\"'", "00123", "1e5", " outer ", "TRUE", "#N/A", "2024-01-31", "-", "12345678901234567890"]).prop_map(str::to_owned),
        ], 20..60),
    ) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["id", "revenue", "note"]).expect("it is written");
        for (row, text) in texts.iter().enumerate() {
            writer.write_record([&format!("K{row}"), "5", text]).expect("it is written");
        }
        // One cell is no number, so the notes are texts.
        writer.write_record(["K", "5", "text"]).expect("it is written");
        let folder = Folder::with("list.csv", writer.into_inner().expect("a list")).and("half.toml", HALVES);
        let reading = ["--delimiter", ",", "--quote", "\""];
        folder.run(["score", "list.csv", "-r", "half.toml", "-o", "list.xlsx"].iter().chain(&reading)).done();
        let rows = cells(&folder.bytes("list.xlsx"), "Customers");
        for (text, row) in texts.iter().zip(&rows[1..]) {
            let expected = if text.is_empty() { String::new() } else { format!("text {text}") };
            prop_assert_eq!(&row[2], &expected);
        }
    }
}
