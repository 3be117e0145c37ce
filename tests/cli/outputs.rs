//! Where the list goes: names by default, `-o`, standard input and output, and that an output is replaced whole.

use snapbox::str;

use crate::assert_text;
use crate::folder::{Folder, HALVES};
use crate::row;
use crate::sheet::{sheets, workbook};

const LIST: &str = "id,revenue\n1,9\n2,5\n";
const SCORED: &str = "id,revenue,half\n1,9,top\n2,5,rest\n";

fn folder(name: &str, content: impl AsRef<[u8]>) -> Folder {
    Folder::with(name, content).and("half.toml", HALVES)
}

fn book() -> Vec<u8> {
    workbook(&[row!["id", "revenue"], row!["1", 9.0], row!["2", 5.0]])
}

#[test]
fn a_delimited_list_is_scored_beside_itself_as_csv_whatever_its_name() {
    for (name, output) in [
        ("list.csv", "list.scored.csv"),
        ("list.TXT", "list.scored.csv"),
        ("list.tsv", "list.scored.csv"),
        ("list", "list.scored.csv"),
        ("list.2024.csv", "list.2024.scored.csv"),
        ("客户 清单.csv", "客户 清单.scored.csv"),
        // A spreadsheet by its name alone.
        ("x.xls", "x.scored.csv"),
    ] {
        let folder = folder(name, LIST);
        folder.run(["score", name, "-r", "half.toml"]).quiet();
        assert_eq!(folder.text(output), SCORED, "{name}");
        assert_eq!(folder.names().len(), 3, "{name}: {:?}", folder.names());
    }
}

#[test]
fn a_workbook_is_scored_beside_itself_as_a_workbook_whatever_its_name() {
    for (name, output) in [
        ("list.xlsx", "list.scored.xlsx"),
        ("list.XLSX", "list.scored.xlsx"),
        ("x.xls", "x.scored.xlsx"),
        ("x.csv", "x.scored.xlsx"),
        ("x", "x.scored.xlsx"),
    ] {
        let folder = folder(name, book());
        folder.run(["score", name, "-r", "half.toml"]).quiet();
        assert_eq!(sheets(&folder.bytes(output)), ["Customers", "Summary", "Notes"], "{name}");
        assert_eq!(folder.names().len(), 3, "{name}: {:?}", folder.names());
    }
}

#[test]
fn the_output_goes_where_it_is_told_to() {
    let folder = folder("list.csv", LIST);
    std::fs::create_dir(folder.path("out")).expect("a folder");
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "out/labels.CSV"]).quiet();
    assert_eq!(folder.text("out/labels.CSV"), SCORED);
    folder.run(["score", "-r", "half.toml", "--output=out/labels.xlsx", "list.csv"]).quiet();
    assert_eq!(sheets(&folder.bytes("out/labels.xlsx")), ["Customers", "Summary", "Notes"]);
}

#[test]
fn on_standard_output_goes_the_list_alone_and_the_summary_on_standard_error() {
    let folder = folder("list.csv", LIST);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml", "-o", "-"]).done();
    assert_eq!(ran.stdout, SCORED);
    assert_text!(
        ran.stderr,
        str![[r#"
half.toml · half
┌───────┬───────────┬────────────────────┬─────────┬──────────────────┬─────────┬──────────────────┐
│ Tier  │ Customers │ Share of customers │ Revenue │ Share of revenue │ Average │ Cumulative share │
├───────┼───────────┼────────────────────┼─────────┼──────────────────┼─────────┼──────────────────┤
│ top   │         1 │            50.00 % │    9.00 │          64.29 % │    9.00 │          64.29 % │
│ rest  │         1 │            50.00 % │    5.00 │          35.71 % │    5.00 │         100.00 % │
│ total │         2 │                    │   14.00 │                  │    7.00 │                  │
└───────┴───────────┴────────────────────┴─────────┴──────────────────┴─────────┴──────────────────┘
top ends at 9, customer 1 of 2, 50.00 % of customers

"#]]
    );
    assert_eq!(folder.names(), ["half.toml", "list.csv"]);
}

#[test]
fn standard_input_is_read_and_answered_on_standard_output() {
    let folder = Folder::with("half.toml", HALVES);
    let ran = folder.run_on(LIST, ["score", "-", "-r", "half.toml", "--format", "csv"]).done();
    assert_eq!(ran.stdout, SCORED);
    assert_text!(
        ran.stderr,
        str![[r#"
Tier,Customers,Share of customers,Revenue,Share of revenue,Average,Cumulative share
top,1,0.5,9,0.642857,9,0.642857
rest,1,0.5,5,0.357143,5,1
total,2,,14,,7,

"#]]
    );
    assert_eq!(folder.names(), ["half.toml"]);
}

#[test]
fn standard_input_can_become_a_file_of_either_kind() {
    let folder = Folder::with("half.toml", HALVES);
    folder.run_on(LIST, ["score", "-", "-r", "half.toml", "-o", "out.csv"]).quiet();
    assert_eq!(folder.text("out.csv"), SCORED);
    folder.run_on(LIST, ["score", "-", "-r", "half.toml", "-o", "out.xlsx"]).quiet();
    assert_eq!(sheets(&folder.bytes("out.xlsx")), ["Customers", "Summary", "Notes"]);
}

#[test]
fn messages_call_standard_input_by_name() {
    let folder = Folder::with("half.toml", HALVES);
    let ran = folder.run_on("id,revenue\n1,9\n2,many\n", ["score", "-", "-r", "half.toml", "--format", "csv"]).done();
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: warning: standard input:3:2: revenue: "many" cannot be read; a rule that needs it leaves the customer unclassified
custclass: warning: half: top would be less than one customer: 50.00 % of 1 customer
custclass: half: 1 customer: revenue is not a number
custclass: 1 of 2 customers unclassified (with --strict: an error, and nothing written)
Tier,Customers,Share of customers,Revenue,Share of revenue,Average,Cumulative share
top,1,1,9,1,9,1
rest,0,0,0,0,,1
unclassified,1,,0,,,
total,2,,9,,9,

"#]]
    );
}

#[test]
fn an_output_that_is_there_is_replaced_whole() {
    let folder = folder("list.csv", LIST).and("list.scored.csv", "much longer than what takes its place ".repeat(99));
    folder.run(["score", "list.csv", "-r", "half.toml"]).quiet();
    assert_eq!(folder.text("list.scored.csv"), SCORED);
}

#[test]
fn a_workbook_goes_to_standard_output_as_csv() {
    let folder = folder("list.xlsx", book());
    let ran = folder.run(["score", "list.xlsx", "-r", "half.toml", "-o", "-"]).done();
    assert_eq!(ran.stdout, SCORED);
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_ends_quietly() {
    use std::io::Read;
    use std::process::Stdio;

    let rows = (0..60_000).map(|row| format!("{row},{}\n", row % 977)).collect::<String>();
    let folder = folder("list.csv", format!("id,revenue\n{rows}"));
    let mut child = folder
        .command(["score", "list.csv", "-r", "half.toml", "-o", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // As `head -1` does: the first line, and then the pipe is closed.
    let mut first = [0; 15];
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_exact(&mut first).expect("the header");
    drop(stdout);
    assert_eq!(&first, b"id,revenue,half");
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_under_a_table_ends_quietly() {
    use std::process::Stdio;

    let folder = folder("list.csv", LIST);
    for args in [
        ["rules", "list", "--format", "csv"].as_slice(),
        &["rules", "show", "pyramid"],
        &["inspect", "list.csv"],
        &["score", "list.csv", "-r", "half.toml"],
        &["report", "list.csv", "--by", "half", "-r", "half.toml"],
        &["--help"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = folder.command(args);
        let ended = command.stdout(Stdio::from(writer)).stderr(Stdio::piped()).output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!((ended.status.code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn standard_output_by_its_own_name_gets_the_list_alone() {
    let folder = folder("list.csv", LIST);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml", "-o", "/dev/stdout"]).done();
    assert_eq!(ran.stdout, SCORED);
    assert!(ran.stderr.contains("top"), "{}", ran.stderr);
}

#[test]
fn the_hash_of_standard_input_is_that_of_the_bytes_that_were_read() {
    let folder = folder("list.csv", LIST).and("standard input", "a file that was not read");
    folder.run(["score", "list.csv", "-r", "half.toml", "-o", "named.xlsx", "--manifest", "named.json"]).done();
    let args = ["score", "-", "-r", "half.toml", "-o", "unnamed.xlsx", "--manifest", "unnamed.json"];
    folder.run_on(LIST, args).done();
    let hash = |manifest: &str| {
        let manifest: serde_json::Value = serde_json::from_str(&folder.text(manifest)).expect("JSON");
        manifest["input"]["sha256"].as_str().expect("a hash").to_owned()
    };
    let expected = hash("named.json");
    assert_eq!((expected.len(), hash("unnamed.json")), (64, expected.clone()));
    for workbook in ["named.xlsx", "unnamed.xlsx"] {
        let notes = folder.run(["read", workbook, "--sheet", "Notes"]).done().stdout;
        assert!(notes.contains(&format!("input SHA-256,{expected}")), "{notes}");
    }
}
