//! `due`, and `score --actions`: whom to contact next, and what to do.

use crate::folder::Folder;

const RULES: &str = r##"
[[rule]]
name   = "grade"
method = "threshold"
field  = "revenue"
tier   = [
  { label = "A", zh = "甲", min = 100, contact_every = "1 month", action = "Call.", action_zh = "致电。", review_every = "6 months" },
  { label = "B", zh = "乙", min = 50, contact_every = "3-5 days", release_after = "30 days" },
  { label = "C", zh = "丙" },
]

[[rule]]
name   = "watch"
method = "decision"
tier   = [ { label = "hot", when = "revenue >= 1000", contact_every = "2 weeks", action = "Visit.", mark = "#FFEB84" }, { label = "cool" } ]
"##;

const LIST: &str = "\
id,name,revenue,last contact
1,Ann,100,2026-01-31
2,Bob,60,2026-02-23
3,Cid,60,2026-02-10
4,Dot,60,2026-01-01
5,Eve,100,
6,Fay,2000,2026-02-20
7,Gus,10,2025-01-01
8,Hal,,2025-01-01
";

fn folder() -> Folder {
    Folder::with("list.csv", LIST).and("rules.toml", RULES)
}

fn due(args: &[&str]) -> String {
    let base = ["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-28", "--format", "csv"];
    folder().run(base.iter().chain(args)).quiet().stdout
}

/// The columns id, next contact, status, days overdue and days until of every row.
fn brief(table: &str) -> Vec<String> {
    let rows = table.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    rows.map(|cells| [0, 5, 6, 7, 8].map(|column| cells[column]).join(",")).collect()
}

#[test]
fn the_longest_overdue_come_first_then_those_due_then_those_to_come() {
    assert_eq!(
        brief(&due(&[])),
        [
            "3,2026-02-13,overdue,13,",
            "1,2026-02-28,due,,0",
            "2,2026-02-26,due,,0",
            "5,2026-02-28,due,,0",
            "6,2026-03-06,upcoming,,6",
            "4,,release,28,",
        ]
    );
}

#[test]
fn a_shorter_time_leaves_out_those_to_come() {
    assert!(!due(&["--within", "5d"]).contains("upcoming"));
    assert!(due(&["--within", "1w"]).contains("upcoming"));
}

#[test]
fn the_shortest_cadence_over_the_rules_says_why_and_what_to_do() {
    let table = due(&[]);
    let fay = table.lines().find(|line| line.starts_with("6,")).expect("a row");
    assert_eq!(fay, "6,Fay,A,hot,2026-02-20,2026-03-06,upcoming,,6,watch hot: contact every 2 weeks,Visit.,#FFEB84");
    assert!(table.contains("grade A: never contacted; first contact within 1 month,Call."), "{table}");
    assert!(table.contains("grade B: no contact for more than 30 days, so back into the pool"), "{table}");
}

#[test]
fn the_table_says_how_many_there_are_and_what_has_no_day() {
    let folder = folder();
    let table = folder.run(["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-28"]).quiet().stdout;
    for line in ["1 overdue, 3 due, 1 upcoming within 7 days, 1 release, 0 falls", "grade A: review every 6 months"] {
        assert!(table.contains(line), "{table}");
    }
}

#[test]
fn a_customer_falls_once_its_time_is_over() {
    let rules = "[[rule]]\nname = \"g\"\nmethod = \"threshold\"\nfield = \"revenue\"\n\
                 tier = [{ label = \"A\", min = 5, falls = { after = \"10 days\", since = \"first_order\", to = \"B\" } }, { label = \"B\" }]\n";
    let list = "id,revenue,first_order\n1,9,2026-01-20\n2,9,2026-01-21\n3,1,2025-01-01\n";
    let folder = Folder::with("list.csv", list).and("rules.toml", rules);
    let args = ["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-01-31", "--format", "csv"];
    let table = folder.run(args).quiet().stdout;
    let rows = table.lines().skip(1).collect::<Vec<_>>();
    assert_eq!(rows, ["1,A,,falls,1,,\"g A: more than 10 days since first_order, so it falls to B\","]);
}

#[test]
fn rules_that_say_nothing_of_contacts_are_refused_and_those_that_do_are_named() {
    let message = folder().run(["due", "list.csv", "-r", "pareto-abc"]).refused(1);
    assert!(message.contains("pareto-abc: no tier says when") && message.contains("pyramid"), "{message}");
}

#[test]
fn a_list_without_last_contacts_is_refused_with_the_map_to_write() {
    let message = Folder::with("list.csv", "id,revenue\n1,5\n").run(["due", "list.csv"]).refused(1);
    assert!(message.contains("--map last_contact=HEADER"), "{message}");
}

#[test]
fn the_table_goes_to_a_file_by_its_ending() {
    let folder = folder();
    let args = ["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-28", "-o"];
    assert_eq!(folder.run(args.iter().chain(&["due.json"])).quiet().stdout, "");
    assert!(folder.text("due.json").contains("\"days_overdue\""));
    folder.run(args.iter().chain(&["due.xlsx"])).refused(2);
    folder.run(args.iter().chain(&["list.csv"])).refused(1);
    assert_eq!(folder.text("list.csv"), LIST);
}

#[test]
fn a_scored_list_says_what_to_do_and_when() {
    let args = ["score", "list.csv", "-r", "./rules.toml", "--actions", "--as-of", "2026-02-28", "-o", "-"];
    let table = folder().run(args).done().stdout;
    let lines = table.lines().collect::<Vec<_>>();
    assert_eq!(lines[0], "id,name,revenue,last contact,grade,grade_action,watch,watch_action,next_contact");
    assert_eq!(lines[1], "1,Ann,100,2026-01-31,A,Call.,cool,,2026-02-28");
    assert_eq!(lines[5], "5,Eve,100,,A,Call.,cool,,2026-02-28");
    assert_eq!(lines[6], "6,Fay,2000,2026-02-20,A,Call.,hot,Visit.,2026-03-06");
    assert_eq!(lines[7], "7,Gus,10,2025-01-01,C,,cool,,");
    assert_eq!(lines[8], "8,Hal,,2025-01-01,unclassified,,unclassified,,");
}
