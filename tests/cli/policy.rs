//! `score --previous`, tiers that are held, `score --overrides`.

use snapbox::str;

use crate::assert_text;
use crate::folder::Folder;

/// Lines at 100 and 50; a customer keeps A above 90, and B above 40.
const GRADES: &str = r#"
[[rule]]
name   = "grade"
method = "threshold"
field  = "revenue"
tier   = [
  { label = "A", zh = "甲", min = 100, hold = "10%" },
  { label = "B", zh = "乙", min = 50, hold = "20%" },
  { label = "C", zh = "丙" },
]
"#;

const MARCH: &str = "id,revenue\nK1,120\nK2,95\nK3,45\nK4,30\nK5,200\nK6,\nK9,105\n";
const APRIL: &str = "id,revenue\nK1,90.01\nK2,101\nｋ3,41\nK4,30\nK7,200\nK6,60\nK8,92\nK9,90\n";

/// The two lists and the rule, March scored in Chinese.
fn lists() -> Folder {
    let folder = Folder::with("march.csv", MARCH).and("april.csv", APRIL).and("grades.toml", GRADES);
    folder.run(["score", "march.csv", "-r", "grades.toml", "--lang", "zh"]).done();
    folder
}

/// Scores April and gives back the list.
fn april(folder: &Folder, options: &[&str]) -> String {
    let args = [&["score", "april.csv", "-r", "grades.toml", "-o", "-"], options].concat();
    folder.run(args).done().stdout
}

#[test]
fn each_customer_s_earlier_label_and_movement_stand_beside_the_new_one() {
    let folder = lists();
    assert_text!(
        april(&folder, &["--previous", "march.scored.csv"]),
        str![[r#"
id,revenue,grade,grade_previous,grade_change
K1,90.01,A,A,same
K2,101,A,B,up
ｋ3,41,C,C,same
K4,30,C,C,same
K7,200,A,,new
K6,60,B,unclassified,changed
K8,92,B,,new
K9,90,B,A,down

"#]]
    );
}

#[test]
fn the_summary_says_who_was_held_and_how_the_list_has_moved() {
    let folder = lists();
    let ran = folder.run(["score", "april.csv", "-r", "grades.toml", "--previous", "march.scored.csv"]).done();
    let notes = ran.stdout.lines().skip_while(|line| !line.starts_with('└')).skip(1).collect::<Vec<_>>();
    assert_eq!(
        notes,
        [
            "1 customer keeps an earlier tier (hold)",
            "since march.scored.csv: 1 up, 1 down, 3 same, 2 new, 1 changed; 1 customer of it is not in this list"
        ]
    );
}

#[test]
fn an_earlier_workbook_is_read_as_well_and_numbers_stay_numbers() {
    let rule = "[[rule]]\nname = \"half\"\nmethod = \"percentile\"\nfield = \"revenue\"\nbins = 2\n";
    let folder = Folder::with("march.csv", "id,revenue\nK1,9\nK2,5\n").and("half.toml", rule);
    folder.run(["score", "march.csv", "-r", "half.toml", "-o", "march.xlsx"]).done();
    folder.write("april.csv", "id,revenue\nK1,9\nK2,50\n");
    let ran = folder.run(["score", "april.csv", "-r", "half.toml", "--previous", "march.xlsx", "-o", "-"]).done();
    assert_eq!(ran.stdout, "id,revenue,half,half_previous,half_change\nK1,9,1,2,down\nK2,50,2,1,up\n");
}

#[test]
fn labels_set_by_hand_win_until_their_date_and_are_listed_once_they_lapse() {
    let folder = lists();
    folder.write(
        "hand.csv",
        "id,column,label,reason,by,until\nK4,grade,甲,key account,Li,2026-06-30\nK7,,B,,,\nK8,grade,A,trial,Wu,2026-06-29\nK99,grade,C,,,\n",
    );
    let args =
        ["score", "april.csv", "-r", "grades.toml", "--overrides", "hand.csv", "--as-of", "2026-06-30", "-o", "-"];
    let ran = folder.run(args).done();
    assert_text!(
        ran.stdout,
        str![[r#"
id,revenue,grade,grade_override
K1,90.01,B,
K2,101,A,
ｋ3,41,C,
K4,30,A,key account; by Li; until 2026-06-30
K7,200,B,set by hand
K6,60,B,
K8,92,B,
K9,90,B,

"#]]
    );
    let warnings = ran.stderr.lines().take(2).collect::<Vec<_>>();
    assert_eq!(
        warnings,
        [
            "custclass: warning: hand.csv:4: the label A of K8, set by hand, lapsed after 2026-06-29",
            "custclass: warning: hand.csv:5: the label C is set by hand for K99, which is not in the list"
        ]
    );
}

#[test]
fn a_later_rule_sees_the_label_that_came_of_it() {
    let second = "\n[[rule]]\nname = \"care\"\nmethod = \"matrix\"\nrows = \"grade\"\ncols = \"grade\"\n\
                  cells = { A = { A = \"call\" }, B = { B = \"write\" }, C = { C = \"wait\" } }\n";
    let folder = lists().and("care.toml", format!("{GRADES}{second}")).and("hand.csv", "id,column,label\nK4,grade,A\n");
    folder.run(["score", "march.csv", "-r", "care.toml", "-o", "march.csv.csv"]).done();
    let args =
        ["score", "april.csv", "-r", "care.toml", "--previous", "march.csv.csv", "--overrides", "hand.csv", "-o", "-"];
    let list = folder.run(args).done().stdout;
    let of = |id: &str| list.lines().find(|line| line.starts_with(id)).unwrap_or_default().to_owned();
    assert_eq!(of("K1,"), "K1,90.01,A,A,same,,call,call,same,");
    assert_eq!(of("K4,"), "K4,30,A,C,up,set by hand,call,wait,up,");
}

#[test]
fn the_sentence_says_what_the_rule_alone_would_give() {
    let folder = lists().and("hand.csv", "id,label,by\nK4,A,Li\n");
    let list = april(&folder, &["--previous", "march.scored.csv", "--overrides", "hand.csv", "--why"]);
    let why = |id: &str| list.lines().find(|line| line.starts_with(id)).unwrap_or_default().to_owned();
    assert!(why("K1,").ends_with(",revenue 90.01 is 9.99 short of A; had A before and keeps it above 90.00"), "{list}");
    assert!(
        why("K4,").ends_with(",set to A by hand (by Li); by the rule C: revenue 30.00 is 20.00 short of B"),
        "{list}"
    );
}

/// What the run says that refuses an earlier list.
fn refused(earlier: &str) -> String {
    let folder = Folder::with("list.csv", APRIL).and("grades.toml", GRADES).and("old.csv", earlier);
    let message =
        folder.run(["score", "list.csv", "-r", "grades.toml", "--previous", "old.csv", "-o", "out.csv"]).refused(1);
    assert!(!folder.names().contains(&"out.csv".to_owned()), "nothing is written");
    message
}

#[test]
fn an_earlier_list_that_does_not_fit_is_refused_with_the_place() {
    assert_text!(
        refused("id,grade\nK1,A\nK2,B\nk1 ,C\nK2,B\n"),
        str![[r#"
custclass: error: old.csv:4:1: the id "K1" stands already at old.csv:2:1 (1 more ids repeat)
help: a customer can be followed only where its id stands once; remove the repetition, or name the column of ids with --map id=HEADER

"#]]
    );
    assert_text!(
        refused("id,grade\nK1,A\nK2,Bb\nK3,silver\n"),
        str![[r#"
custclass: error: old.csv:3:2: grade: "Bb" is none of the rule's labels
help: did you mean `B`?; name the rules that the list was scored by with -r, or see who moved with `custclass compare`
old.csv:4:2: grade: "silver" is none of the rule's labels
help: known here: A, B, C, 丙, 乙, 甲; name the rules that the list was scored by with -r, or see who moved with `custclass compare`

"#]]
    );
    assert_text!(
        refused("id,tier\nK1,A\n"),
        str![[r#"
custclass: error: old.csv: no column `grade`, which the rule grades.toml gives
help: the list has id, tier; name the rules that it was scored by with -r, or score it first

"#]]
    );
    let message = refused("number,grade\nK1,A\n");
    assert!(message.contains("no column for `id`") && message.contains("--map id="), "{message}");
}

#[test]
fn labels_set_by_hand_that_cannot_be_are_refused_all_at_once() {
    let folder = Folder::with("list.csv", APRIL).and("grades.toml", GRADES).and(
        "hand.csv",
        "id,column,label,until\n,grade,A,\nK1,gradee,A,\nK1,grade,D,\nK1,grade,unclassified,\nK1,grade,,\nK1,grade,A,soon\nK2,grade,A,2026-01-31\n",
    );
    let message = folder.run(["score", "list.csv", "-r", "grades.toml", "--overrides", "hand.csv"]).refused(1);
    assert_text!(
        message,
        str![[r#"
custclass: error: hand.csv:2:1: no id
help: write the customer's id
hand.csv:3:2: no rule of this run gives a column "gradee"
help: did you mean `grade`?
hand.csv:4:3: "D" is no label of grade
help: known here: A, B, C, 丙, 乙, 甲
hand.csv:5:3: "unclassified" is no label of grade
help: known here: A, B, C, 丙, 乙, 甲
hand.csv:6:3: no label
help: known here: A, B, C, 丙, 乙, 甲
hand.csv:7:4: this is no date
help: write it as 2026-06-30, or leave the cell empty

"#]]
    );
    folder.write("hand.csv", "id,label,until\nK1,A,\nK2,A,\n k1,B,2026-01-31\n");
    let args = ["score", "list.csv", "-r", "grades.toml", "--overrides", "hand.csv", "--as-of"];
    let message = folder.run([&args[..], &["2026-01-31"]].concat()).refused(1);
    assert!(message.starts_with("custclass: error: hand.csv:4:1: a second label for K1"), "{message}");
    folder.run([&args[..], &["2026-02-01"]].concat()).done();
}

#[test]
fn what_is_read_is_not_written_to() {
    let folder = lists();
    let args = ["score", "march.csv", "-r", "grades.toml", "--previous", "march.scored.csv"];
    let message = folder.run(args).refused(1);
    assert_text!(
        message,
        str![[r#"
custclass: error: march.scored.csv: is read by --previous or --overrides and therefore not written to; name another output with -o

"#]]
    );
}

#[test]
fn a_hold_that_can_hold_nobody_is_refused() {
    let refused = |rule: &str| {
        let folder = Folder::with("list.csv", APRIL).and("rule.toml", rule);
        folder.run(["score", "list.csv", "-r", "rule.toml"]).refused(1)
    };
    let message = refused(&GRADES.replace("label = \"C\"", "label = \"C\", hold = \"5%\""));
    assert!(message.contains("nothing is worse than the last tier"), "{message}");
    let message = refused(&GRADES.replace("method = ", "ranked = false\nmethod = "));
    assert!(message.contains("a rule without a ranking has no worse side"), "{message}");
    let message = refused(&GRADES.replace("\"10%\"", "10"));
    assert!(message.contains("a hold is a part of the tier's line"), "{message}");
    let decision = "[[rule]]\nname = \"d\"\nmethod = \"decision\"\ntier = [{ label = \"A\", when = \"revenue > 5\", hold = \"5%\" }, { label = \"B\" }]\n";
    assert!(refused(decision).contains("this rule draws no lines"));
}
