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
    let base = ["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-28"];
    let csv = ["--format", "csv"];
    let format = if args.contains(&"--format") { &csv[..0] } else { &csv[..] };
    folder().run(base.iter().chain(format).chain(args)).quiet().stdout
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
    assert_eq!(fay, "6,Fay,A,hot,2026-02-20,2026-03-06,upcoming,,6,watch hot: contact every 2 weeks,Visit.,yellow");
    assert!(table.contains("grade A: never contacted; first contact within 1 month,Call."), "{table}");
    assert!(table.contains("grade B: no contact for more than 30 days, so back into the pool"), "{table}");
}

#[test]
fn the_table_says_how_many_there_are_and_what_has_no_day() {
    let folder = folder();
    let table = folder.run(["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-28"]).quiet().stdout;
    for line in ["1 overdue, 3 due, 1 upcoming within 7 days, 1 release", "grade A: review every 6 months"] {
        assert!(table.contains(line), "{table}");
    }
}

#[test]
fn a_customer_falls_once_its_time_is_over() {
    let rules = "[[rule]]\nname = \"g\"\nmethod = \"threshold\"\nfield = \"revenue\"\n\
                 tier = [{ label = \"A\", min = 5, falls = { after = \"10 days\", since = \"first_order\", to = \"B\" } }, { label = \"B\" }]\n";
    let list = "id,revenue,first_order\n1,9,2026-01-20\n2,9,2026-01-21\n3,1,2025-01-01\n4,9,2026-01-25\n";
    let folder = Folder::with("list.csv", list).and("rules.toml", rules);
    let args = ["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-01-31", "--within", "3d", "--format", "csv"];
    let table = folder.run(args).quiet().stdout;
    let rows = table.lines().skip(1).collect::<Vec<_>>();
    assert_eq!(
        rows,
        [
            "2,A,,about to fall,,0,g A: falls to B when “first order” is more than 10 days ago; today is the last day,",
            "1,A,,falls,1,,\"g A: more than 10 days since “first order”, so it falls to B\",",
        ]
    );
    let table = folder.run(args.map(|arg| if arg == "3d" { "4d" } else { arg })).quiet().stdout;
    assert!(table.contains("4,A,,about to fall,,4,"), "{table}");
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
    folder.run(args.iter().chain(&["due.xlsx"])).quiet();
    assert!(folder.bytes("due.xlsx").starts_with(b"PK"));
    folder.run(args.iter().chain(&["due.ics"])).quiet();
    assert!(folder.text("due.ics").starts_with("BEGIN:VCALENDAR\r\n"));
    folder.run(args.iter().chain(&["due.html"])).refused(2);
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

#[test]
fn a_customer_that_had_the_tier_and_lost_it_by_time_alone_falls() {
    let list = "id,contact rank,need,means,talks since,last contact\n1,first,yes,yes,2026-01-19,2026-01-30\n2,second,yes,yes,2026-01-29,2026-01-30\n";
    let folder = Folder::with("list.csv", list).and("old.csv", "id,sales_readiness\n1,A\n2,A\n");
    let args =
        ["due", "list.csv", "-r", "sales-readiness", "--as-of", "2026-01-31", "--format", "csv", "--within", "0d"];
    assert_eq!(folder.run(args).quiet().stdout.lines().count(), 1);
    let table = folder.run(args.iter().chain(&["--previous", "old.csv"])).done().stdout;
    let rows = table.lines().skip(1).collect::<Vec<_>>();
    assert_eq!(rows.len(), 1, "{table}");
    assert!(
        rows[0].starts_with("1,B,2026-01-30,") && rows[0].contains("sales_readiness A: more than 10 days"),
        "{table}"
    );
}

#[test]
fn a_label_set_by_hand_has_its_own_cadence() {
    let hand = "id,column,label\n7,grade,A\n";
    let folder = folder().and("hand.csv", hand);
    let args = [
        "due",
        "list.csv",
        "-r",
        "./rules.toml",
        "--as-of",
        "2026-02-28",
        "--format",
        "csv",
        "--overrides",
        "hand.csv",
    ];
    let table = folder.run(args).done().stdout;
    assert!(brief(&table).contains(&"7,2025-02-01,overdue,392,".to_owned()), "{table}");
    let refused = folder.run(args.iter().chain(&["-o", "hand.csv"])).refused(1);
    assert!(refused.contains("never written to"), "{refused}");
    assert_eq!(folder.text("hand.csv"), hand);
}

#[test]
fn a_review_is_listed_from_its_day_on_and_overdue_on_the_next() {
    let list = "id,revenue,last review\n1,100,2025-08-28\n2,100,2025-08-27\n3,10,2020-01-01\n4,100,\n";
    let folder = Folder::with("list.csv", list).and("rules.toml", RULES);
    let args = ["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-28", "--format", "csv"];
    let table = folder.run(args).quiet().stdout;
    let rows = table.lines().skip(1).collect::<Vec<_>>();
    let wanted = [
        "2,A,cool,,review,1,,\"grade A: review every 6 months, last on 2025-08-27\",Call.,",
        "1,A,cool,,review,,0,\"grade A: review every 6 months, last on 2025-08-28\",Call.,",
    ];
    assert_eq!(rows, wanted);
}

#[test]
fn scripts_find_the_status_in_english_in_every_language() {
    let base = ["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-28", "--format", "json", "--lang", "zh"];
    let json = folder().run(base).quiet().stdout;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let rows = json["tables"][0]["rows"].as_array().expect("rows");
    let status = rows.iter().map(|row| (row["status"].as_str(), row["status_code"].as_str())).collect::<Vec<_>>();
    assert_eq!(status[0], (Some("已逾期"), Some("overdue")));
    assert_eq!(status[5], (Some("退回公共池"), Some("release")));
}

#[test]
fn a_calendar_has_a_day_for_each_customer() {
    let calendar = due(&["--format", "ics"]);
    let lines = calendar.split("\r\n").collect::<Vec<_>>();
    assert_eq!((lines[0], lines[lines.len() - 2], lines[lines.len() - 1]), ("BEGIN:VCALENDAR", "END:VCALENDAR", ""));
    assert_eq!(lines.iter().filter(|line| **line == "BEGIN:VEVENT").count(), 6);
    let of = |key: &str| lines.iter().filter(|line| line.starts_with(key)).copied().collect::<Vec<_>>();
    assert_eq!(of("SUMMARY")[0], "SUMMARY:overdue: Cid (3)");
    assert_eq!(of("DTSTART")[0], "DTSTART;VALUE=DATE:20260228");
    assert_eq!(of("DTSTART")[4], "DTSTART;VALUE=DATE:20260306");
    assert_eq!(of("DTSTAMP")[0], "DTSTAMP:20260228T000000Z");
    let mut uids = of("UID");
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), 6);
    assert!(lines.iter().all(|line| line.len() <= 75), "{calendar}");
    assert_eq!(calendar, due(&["--format", "ics"]));
}

const CARE: &str = r#"
[[rule]]
name   = "grade"
method = "threshold"
field  = "revenue"
tier   = [
  { label = "A", min = 50, first_contact = "same day", contact_every = "7 days", release_after = "60 days", working_days = true, holidays = "off.csv", script = "Dear {name}, may we call on {next_contact}?", script_zh = "{name}您好，我们{next_contact}联系您。" },
  { label = "B", contact_every = "30 days", check_on = "Wednesday" },
]
"#;

/// 2026-02-01 is a Sunday.
fn cared(list: &str, args: &[&str]) -> String {
    let folder =
        Folder::with("list.csv", list).and("rules.toml", CARE).and("off.csv", "day off\n2026-02-02\n2026/2/3\n");
    let base = ["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-01", "--within", "30d"];
    folder.run(base.iter().chain(args).copied()).quiet().stdout
}

/// What a table in CSV has in some columns, row by row.
fn columns(table: &str, names: &[&str]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let places = names.iter().map(|name| header.iter().position(|head| head == *name).expect("the column"));
    let places = places.collect::<Vec<_>>();
    let row = |row: csv::StringRecord| places.iter().map(|&place| &row[place]).collect::<Vec<_>>().join(" ");
    reader.records().map(|record| row(record.expect("a record"))).collect()
}

#[test]
fn a_customer_that_was_never_contacted_counts_from_the_day_it_was_acquired() {
    let list = "id,revenue,last contact,acquired\n1,90,,2026-01-30\n2,90,,2025-11-01\n3,90,,\n4,9,2026-02-01,\n";
    let table = cared(list, &["--format", "csv"]);
    let rows = columns(&table, &["Id", "Next contact", "Status", "Days overdue"]);
    assert_eq!(rows, ["1 2026-01-30 overdue 2", "3 2026-02-04 upcoming ", "2  release 32"]);
}

#[test]
fn what_was_agreed_goes_before_the_cadence_if_it_lies_after_the_last_contact() {
    let list = "id,revenue,last contact,next appointment\n1,90,2026-01-30,2026-02-14\n2,90,2026-01-30,2026-01-29\n3,9,2026-01-30,2026-01-31\n";
    let rows = columns(&cared(list, &["--format", "csv"]), &["Id", "Next contact", "Status", "Reason"]);
    let wanted = [
        "3 2026-01-31 overdue grade B: contact as agreed",
        "2 2026-02-06 upcoming grade A: contact every 7 days",
        "1 2026-02-14 upcoming grade A: contact as agreed",
    ];
    assert_eq!(rows, wanted);
}

#[test]
fn dates_move_to_working_days_and_to_the_day_of_the_week_on_which_is_checked() {
    let list = "id,revenue,last contact\n1,90,2026-01-24\n2,90,2026-01-27\n3,9,2026-01-05\n";
    let rows = columns(&cared(list, &["--format", "csv"]), &["Id", "Next contact"]);
    assert_eq!(rows, ["1 2026-02-04", "2 2026-02-04", "3 2026-02-04"], "days off, Tuesday off, Wednesday");
}

#[test]
fn each_owner_has_a_table_to_read_and_scripts_get_one_in_the_owners_order() {
    let list =
        "id,name,负责人,revenue,last contact\n1,Ann,Li,90,2026-01-20\n2,Bo,,90,2026-01-10\n3,Cy,Fu,9,2025-12-01\n";
    let read = cared(list, &["--by", "owner"]);
    let titles = read.lines().filter(|line| line.starts_with("Whom to contact")).collect::<Vec<_>>();
    let title = |owner: &str| format!("Whom to contact, as of 2026-02-01 · {owner}");
    assert_eq!(titles, [title("Fu"), title("Li"), title("no owner")]);
    let rows = columns(&cared(list, &["--by", "owner", "--format", "csv"]), &["Owner", "Id", "Script"]);
    let script = |name: &str, day: &str| format!("Dear {name}, may we call on {day}?");
    assert_eq!(
        rows,
        [
            "Fu 3 ".to_owned(),
            format!("Li 1 {}", script("Ann", "2026-01-27")),
            format!(" 2 {}", script("Bo", "2026-01-19"))
        ]
    );
    let chinese = columns(&cared(list, &["--by", "owner", "--format", "csv", "--lang", "zh"]), &["负责人", "话术"]);
    assert_eq!(chinese[1], "Li Ann您好，我们2026-01-27联系您。");
}

#[test]
fn without_a_column_of_owners_there_is_nothing_to_list_them_by() {
    let folder = Folder::with("list.csv", "id,revenue,last contact\n1,9,2026-01-01\n").and("rules.toml", RULES);
    let failed = folder.run(["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-01", "--by", "owner"]);
    assert!(failed.refused(1).contains("the list has no column of owners"));
}

#[test]
fn of_several_rules_the_earliest_date_and_the_earliest_deadline_count_each_for_itself() {
    let rules = r#"
[[rule]]
name = "a"
method = "threshold"
field = "revenue"
tier = [ { label = "A", min = 100, contact_every = "30 days" }, { label = "B" } ]
[[rule]]
name = "b"
method = "threshold"
field = "orders"
tier = [ { label = "X", min = 10, contact_every = "3-5 days" }, { label = "Y", contact_every = "4-40 days" } ]
"#;
    let list = "id,revenue,orders,last contact\n4,100,1,2025-12-31\n";
    let folder = Folder::with("list.csv", list).and("rules.toml", rules);
    let table = folder.run(["due", "list.csv", "-r", "./rules.toml", "--as-of", "2026-02-04", "--format", "csv"]);
    let rows = columns(&table.quiet().stdout, &["Next contact", "Status", "Days overdue", "Reason"]);
    assert_eq!(rows, ["2026-01-04 overdue 5 a A: contact every 30 days"]);
}

#[test]
fn eight_a_month_are_due_after_four_days_and_overdue_after_eight() {
    let list = "id,potential points,use,last contact\n1,9,1,2026-01-28\n2,9,1,2026-01-29\n3,9,1,2026-01-24\n4,9,1,2026-01-23\n";
    let folder = Folder::with("list.csv", list);
    let table = folder.run(["due", "list.csv", "-r", "nine-box", "--as-of", "2026-02-01", "--format", "csv"]);
    let rows = columns(&table.quiet().stdout, &["Id", "Next contact", "Status", "Days overdue"]);
    let wanted = ["4 2026-01-27 overdue 1", "1 2026-02-01 due ", "3 2026-01-28 due ", "2 2026-02-02 upcoming "];
    assert_eq!(rows, wanted);
}

#[test]
fn mistakes_in_days_and_scripts_are_told_with_their_place() {
    for (keys, said) in [
        ("check_on = \"midweek\"", "\"midweek\" is not a day of the week"),
        ("script = \"Dear {name\"", "a brace of this text has no partner"),
        ("script = \"Dear {nam}\"", "the text asks for {nam}, which is no field"),
        ("holidays = \"none.csv\"", "the holidays cannot be read from none.csv"),
        ("holidays = \"off.csv\"", "off.csv, line 3: \"soon\" is not a date"),
    ] {
        let rule = format!(
            "[[rule]]\nname = \"grade\"\nmethod = \"threshold\"\nfield = \"revenue\"\ntier = [ {{ label = \"A\", min = 50, contact_every = \"7 days\", {keys} }}, {{ label = \"B\" }} ]\n"
        );
        let folder = Folder::with("rules.toml", &rule).and("off.csv", "day\n2026-01-01\nsoon\n");
        let said_of_it = folder.run(["rules", "check", "rules.toml"]).stdout;
        assert!(said_of_it.contains(said) && said_of_it.contains("--> rules.toml:5:"), "{keys}: {said_of_it}");
    }
}
