//! `score`: delimited lists, and the options.

use snapbox::str;

use crate::assert_text;
use crate::folder::{Folder, HALVES};

/// The list of the page on exactness: 1,000 of revenue, and customers who stand exactly on the lines.
const EIGHT: &str = "\
id,name,revenue
K1,Ada,400
K2,Bo,250
K3,Cai,150
K4,丁,60
K5,Eve,60
K6,Fu,50
K7,Guo,30
K8,Hal,0
";

/// Scores a list by halves and gives back what came of it, byte for byte; nothing may be said on standard error.
#[track_caller]
fn halved(list: &str) -> String {
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    folder.run(["score", "list.csv", "-r", "half.toml"]).quiet();
    assert_eq!(folder.text("list.csv"), list, "the input changed");
    folder.text("list.scored.csv")
}

#[test]
fn a_list_gets_its_labels_and_a_summary() {
    let folder = Folder::with("list.csv", EIGHT);
    let ran = folder.run(["score", "list.csv", "-r", "pareto-abc"]).quiet();
    assert_text!(
        folder.text("list.scored.csv"),
        str![[r#"
id,name,revenue,pareto_abc
K1,Ada,400,A
K2,Bo,250,A
K3,Cai,150,A
K4,丁,60,B
K5,Eve,60,B
K6,Fu,50,B
K7,Guo,30,C
K8,Hal,0,C

"#]]
    );
    assert_text!(
        ran.stdout,
        str![[r#"
ABC by share of revenue · pareto_abc
┌───────┬───────────┬────────────────────┬──────────┬──────────────────┬─────────┬──────────────────┬────────────────┐
│ Tier  │ Customers │ Share of customers │  Revenue │ Share of revenue │ Average │ Cumulative share │ Expected share │
├───────┼───────────┼────────────────────┼──────────┼──────────────────┼─────────┼──────────────────┼────────────────┤
│ A     │         3 │            37.50 % │   800.00 │          80.00 % │  266.67 │          80.00 % │        20.00 % │
│ B     │         3 │            37.50 % │   170.00 │          17.00 % │   56.67 │          97.00 % │        30.00 % │
│ C     │         2 │            25.00 % │    30.00 │           3.00 % │   15.00 │         100.00 % │        50.00 % │
│ total │         8 │                    │ 1,000.00 │                  │  125.00 │                  │                │
└───────┴───────────┴────────────────────┴──────────┴──────────────────┴─────────┴──────────────────┴────────────────┘
A ends at 150, customer 3 of 8, 80.00 % of revenue
B ends at 50, customer 6 of 8, 97.00 % of revenue

"#]]
    );
    assert_eq!(folder.names(), ["list.csv", "list.scored.csv"]);
}

#[test]
fn without_a_rule_the_pyramid_is_applied() {
    let folder = Folder::with("list.csv", EIGHT);
    folder.run(["score", "list.csv"]).done();
    let labelled = folder.text("list.scored.csv");
    let labels = labelled.lines().map(|line| line.rsplit(',').next().unwrap_or_default()).collect::<Vec<_>>();
    // Nobody is ahead of the first; an eighth, 12.5 %, of the second: neither in 1 % nor in 5 %, but in 20 %.
    assert_eq!(labels, ["tier", "platinum", "iron", "lead", "lead", "lead", "lead", "lead", "lead"]);
}

#[test]
fn delimiter_and_line_ends_and_byte_order_mark_stay() {
    for (list, scored) in [
        ("id,revenue\n1,9\n2,5\n", "id,revenue,half\n1,9,top\n2,5,rest\n"),
        ("id;revenue\r\n1;9\r\n2;5\r\n", "id;revenue;half\r\n1;9;top\r\n2;5;rest\r\n"),
        ("id\trevenue\n1\t9\n2\t5\n", "id\trevenue\thalf\n1\t9\ttop\n2\t5\trest\n"),
        ("id|revenue\n1|9\n2|5\n", "id|revenue|half\n1|9|top\n2|5|rest\n"),
        ("\u{feff}id,revenue\r\n1,9\r\n2,5\r\n", "\u{feff}id,revenue,half\r\n1,9,top\r\n2,5,rest\r\n"),
        ("id,revenue\r\n1,9\n2,5\r\n", "id,revenue,half\r\n1,9,top\n2,5,rest\r\n"),
        (
            "\u{feff}客户编号\t销售额\r\n1\t9\r\n2\t5\r\n",
            "\u{feff}客户编号\t销售额\thalf\r\n1\t9\ttop\r\n2\t5\trest\r\n",
        ),
    ] {
        assert_eq!(halved(list), scored);
    }
}

#[test]
fn a_missing_line_end_at_the_end_stays_missing() {
    assert_eq!(halved("id,revenue\n1,9\n2,5"), "id,revenue,half\n1,9,top\n2,5,rest");
    assert_eq!(halved("id,revenue\r\n1,9\r\n2,5"), "id,revenue,half\r\n1,9,top\r\n2,5,rest");
}

#[test]
fn quoted_cells_stay_as_they_were_written() {
    assert_eq!(
        halved("name,revenue\n\"Two\nlines, one cell\",9\n\"say \"\"hi\"\"\",\"5\"\n \"not quoted\" ,4\nO\"Neill,3\n"),
        "name,revenue,half\n\"Two\nlines, one cell\",9,top\n\"say \"\"hi\"\"\",\"5\",top\n \"not quoted\" ,4,rest\nO\"Neill,3,rest\n"
    );
    assert_eq!(
        halved("revenue,\"the\r\nname\"\r\n9,\"a\r\n\r\nb\"\r\n5,c\r\n"),
        "revenue,\"the\r\nname\",half\r\n9,\"a\r\n\r\nb\",top\r\n5,c,rest\r\n"
    );
}

#[test]
fn titles_above_the_header_are_carried_through() {
    assert_eq!(
        halved("Sales 2024\n\nprinted on,2025-01-02\nid,revenue\n1,9\n2,5\n"),
        "Sales 2024\n\nprinted on,2025-01-02\nid,revenue,half\n1,9,top\n2,5,rest\n"
    );
}

#[test]
fn totals_and_repeated_headers_and_blank_lines_are_no_customers() {
    let list = "id,revenue\n1,9\n2,5\n\n小计,14\nid,revenue\n3,4\n,\n4,3\nTotal:,21\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml"]).quiet();
    assert_eq!(
        folder.text("list.scored.csv"),
        "id,revenue,half\n1,9,top\n2,5,top\n\n小计,14,\nid,revenue,\n3,4,rest\n,\n4,3,rest\nTotal:,21,\n"
    );
    assert_text!(
        ran.stdout,
        str![[r#"
half.toml · half
┌───────┬───────────┬────────────────────┬─────────┬──────────────────┬─────────┬──────────────────┐
│ Tier  │ Customers │ Share of customers │ Revenue │ Share of revenue │ Average │ Cumulative share │
├───────┼───────────┼────────────────────┼─────────┼──────────────────┼─────────┼──────────────────┤
│ top   │         2 │            50.00 % │   14.00 │          66.67 % │    7.00 │          66.67 % │
│ rest  │         2 │            50.00 % │    7.00 │          33.33 % │    3.50 │         100.00 % │
│ total │         4 │                    │   21.00 │                  │    5.25 │                  │
└───────┴───────────┴────────────────────┴─────────┴──────────────────┴─────────┴──────────────────┘
9 records below the header = 4 customers + 5 rows that are no customers (totals: rows 5 and 10; header again: row 6; blank rows: rows 4 and 8)
top ends at 5, customer 2 of 4, 50.00 % of customers

"#]]
    );
    // They are no failure under --strict.
    folder.run(["score", "list.csv", "-r", "half.toml", "--strict"]).quiet();
}

#[test]
fn ragged_records_are_filled_up_so_that_labels_stand_under_their_header() {
    let list = "A title\nid,revenue,note\n1,9\n2,5,x,more\n\n3,4,y\n4,3\r\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml"]).done();
    assert_eq!(
        folder.text("list.scored.csv"),
        "A title\nid,revenue,note,,half\n1,9,,,top\n2,5,x,more,top\n\n3,4,y,,rest\n4,3,,,rest\r\n"
    );
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: warning: list.csv:4: more cells than the header
custclass: warning: list.csv:3: fewer cells than the header, as in 1 more record

"#]]
    );
}

#[test]
fn a_header_without_rows_is_done_with_a_warning() {
    let folder = Folder::with("list.csv", "id,revenue\n").and("half.toml", HALVES);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml"]).done();
    assert_eq!(folder.text("list.scored.csv"), "id,revenue,half\n");
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: warning: the list has a header and no records

"#]]
    );
    assert_text!(
        ran.stdout,
        str![[r#"
half.toml · half
┌───────┬───────────┬────────────────────┬─────────┬──────────────────┬─────────┬──────────────────┐
│ Tier  │ Customers │ Share of customers │ Revenue │ Share of revenue │ Average │ Cumulative share │
├───────┼───────────┼────────────────────┼─────────┼──────────────────┼─────────┼──────────────────┤
│ top   │         0 │                  – │    0.00 │                – │         │                – │
│ rest  │         0 │                  – │    0.00 │                – │         │                – │
│ total │         0 │                    │    0.00 │                  │         │                  │
└───────┴───────────┴────────────────────┴─────────┴──────────────────┴─────────┴──────────────────┘
no customer has a value in revenue, so there are no lines

"#]]
    );
}

#[test]
fn customers_without_a_readable_value_are_unclassified_and_counted() {
    let list = "id,revenue\n1,9\n2,\n3,n/a\n4,12.5OO\n5,5\n";
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml"]).done();
    assert_eq!(
        folder.text("list.scored.csv"),
        "id,revenue,half\n1,9,top\n2,,unclassified\n3,n/a,unclassified\n4,12.5OO,unclassified\n5,5,rest\n"
    );
    assert_text!(
        ran.stdout,
        str![[r#"
half.toml · half
┌──────────────┬───────────┬────────────────────┬─────────┬──────────────────┬─────────┬──────────────────┐
│ Tier         │ Customers │ Share of customers │ Revenue │ Share of revenue │ Average │ Cumulative share │
├──────────────┼───────────┼────────────────────┼─────────┼──────────────────┼─────────┼──────────────────┤
│ top          │         1 │            50.00 % │    9.00 │          64.29 % │    9.00 │          64.29 % │
│ rest         │         1 │            50.00 % │    5.00 │          35.71 % │    5.00 │         100.00 % │
│ unclassified │         3 │                    │    0.00 │                  │         │                  │
│ total        │         5 │                    │   14.00 │                  │    7.00 │                  │
└──────────────┴───────────┴────────────────────┴─────────┴──────────────────┴─────────┴──────────────────┘
top ends at 9, customer 1 of 2, 50.00 % of customers

"#]]
    );
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: warning: list.csv:5:2: revenue: "12.5OO" cannot be read; a rule that needs it leaves the customer unclassified
custclass: half: 2 customers: revenue is missing
custclass: half: 1 customer: revenue is not a number
custclass: 3 of 5 customers unclassified (with --strict: an error, and nothing written)

"#]]
    );
}

#[test]
fn a_label_that_holds_the_delimiter_or_a_quote_is_quoted() {
    let rule = HALVES.replace("\"top\"", "\"the top, \\\"A\\\"\"");
    for (list, scored) in [
        ("id,revenue\n1,9\n2,5\n", "id,revenue,half\n1,9,\"the top, \"\"A\"\"\"\n2,5,rest\n"),
        ("id;revenue\n1;9\n2;5\n", "id;revenue;half\n1;9;\"the top, \"\"A\"\"\"\n2;5;rest\n"),
    ] {
        let folder = Folder::with("list.csv", list).and("half.toml", &rule);
        folder.run(["score", "list.csv", "-r", "half.toml"]).quiet();
        assert_eq!(folder.text("list.scored.csv"), scored);
    }
}

#[test]
fn a_scorecard_has_its_score_beside_the_label() {
    let list = "\
revenue,last_year_revenue,payback_rate,return_rate,manager_score
2000000,1600000,92%,6%,80
2100000,1600000,100%,5%,0.01
2100000,,100%,5%,0
";
    let folder = Folder::with("list.csv", list).and("card.toml", include_str!("../../rules/composite-score.toml"));
    folder.run(["score", "list.csv", "-r", "card.toml"]).done();
    assert_text!(
        folder.text("list.scored.csv"),
        str![[r#"
revenue,last_year_revenue,payback_rate,return_rate,manager_score,composite_score,composite_score_score
2000000,1600000,92%,6%,80,B,69
2100000,1600000,100%,5%,0.01,A,80.001
2100000,,100%,5%,0,unclassified,

"#]]
    );
}

#[test]
fn stray_bytes_in_cells_that_no_rule_reads_are_copied_and_told() {
    let mut list = "id,revenue,note\nK0,0,é, as UTF-8 has it\n".replace("é,", "é").into_bytes();
    for row in 2..=200 {
        list.extend_from_slice(format!("K{row},{row},plain note\n").as_bytes());
    }
    // A blank of another encoding, as a copied comment leaves it.
    let blank = list.len() - 6;
    list[blank] = 0xa0;
    let folder = Folder::with("list.csv", &list).and("half.toml", HALVES);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml"]).done();
    assert!(
        ran.stderr.contains("list.csv:201: bytes that are no text in the list's encoding stand here, 1 in all"),
        "{}",
        ran.stderr
    );
    let scored = folder.bytes("list.scored.csv");
    assert!(
        scored.windows(11).any(|bytes| bytes == b"\xa0note,top\n" || bytes.starts_with(b"plain\xa0note")),
        "the byte is there"
    );
    // A workbook holds text, and this is none.
    let message = folder.run(["score", "list.csv", "-r", "half.toml", "-o", "list.xlsx"]).refused(1);
    assert!(message.contains("list.csv:201"), "{message}");
}
