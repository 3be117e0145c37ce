//! Units and currencies on their way through files: a CSV that becomes a workbook keeps its amounts, and all that is written says what they are.

use crate::folder::Folder;
use crate::sheet::cells;

/// Lists of amounts that would be others if their units or currencies were lost, with the options that classify them.
const LISTS: &[(&str, &[&str])] = &[
    ("单位：万元,\n客户,销售额\n甲,3\n乙,50000元\n丙,6万\n丁,many\n", &[]),
    ("客户,销售额（万元）\n甲,149.58\n乙,3万\n丙,1亿\n丁,2\n", &[]),
    ("name,Revenue k€\nA,3\nB,4.50\nC,2万\nD,n/a\nE,?\n", &[]),
    ("id,revenue\n1,\"¥1,000\"\n2,$900\n3,€950\n4,7\n", &["--only", "CNY"]),
    ("id,revenue\n1,\"¥1,000\"\n2,$900\n3,€950\n", &["--rate", "USD=7.1", "--rate", "EUR=8"]),
    ("id,revenue,currency\n1,100,CNY\n2,90,USD\n3,95,美元\n", &["--rate", "USD=7.1"]),
    ("id,revenue\n1,$100\n2,$90\n3,95\n", &["--rate", "USD=7.1"]),
];

/// The labels of a scored list: its last column.
fn labels(csv: &str) -> Vec<&str> {
    let last = csv.lines().map(|line| line.rsplit(',').next().unwrap_or_default());
    last.skip_while(|label| *label != "value_levels").collect()
}

#[test]
fn a_workbook_made_of_a_list_gives_the_same_labels() {
    for (list, options) in LISTS {
        let folder = Folder::with("list.csv", list);
        let score = |input: &str, output: &str| {
            let arguments = ["score", input, "-r", "value-levels", "--replace", "-o", output];
            folder.run(arguments.iter().chain(*options).copied()).done();
        };
        score("list.csv", "once.csv");
        score("list.csv", "list.xlsx");
        score("list.xlsx", "twice.csv");
        let (once, twice) = (folder.text("once.csv"), folder.text("twice.csv"));
        assert_eq!(labels(&once), labels(&twice), "{list}");
    }
}

#[test]
fn a_cell_with_a_unit_or_currency_of_its_own_stays_what_it_shows() {
    let folder = Folder::with("list.csv", LISTS[0].0);
    folder.run(["score", "list.csv", "-r", "value-levels", "-o", "list.xlsx"]).done();
    let shown = cells(&folder.bytes("list.xlsx"), "Customers");
    let shown = shown.into_iter().map(|row| row[1].clone()).collect::<Vec<_>>();
    assert_eq!(shown, ["", "text 销售额", "number 3", "text 50000元", "text 6万", "text many"]);
}

#[test]
fn notes_manifest_and_summary_say_what_the_amounts_are() {
    let folder = Folder::with("list.csv", LISTS[4].0);
    let run = folder.run([
        "score",
        "list.csv",
        "-r",
        "value-levels",
        "--rate",
        "USD=7.1",
        "--rate",
        "EUR=8",
        "-o",
        "list.xlsx",
        "--manifest",
        "m.json",
    ]);
    assert!(run.done().stdout.contains("revenue is in CNY"));
    let notes = cells(&folder.bytes("list.xlsx"), "Notes").concat().join("\n");
    assert!(notes.contains("1 amount in USD is multiplied by 7.1 (--rate)"), "{notes}");
    assert!(cells(&folder.bytes("list.xlsx"), "Summary").concat().join("\n").contains("revenue is in CNY"));
    let manifest = folder.text("m.json");
    assert!(manifest.contains("\"counted_in\": \"CNY\"") && manifest.contains("\"USD\": \"7.1\""), "{manifest}");
}
