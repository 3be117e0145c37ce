//! `compare`: two scored lists, or two rules on one.

use snapbox::str;

use crate::assert_text;
use crate::folder::Folder;
use crate::sheet::{lines, sheets};

const RULE: &str = r#"
[[rule]]
name   = "grade"
method = "threshold"
field  = "revenue"
tier   = [ { label = "A", zh = "甲", min = 100 }, { label = "B", zh = "乙", min = 50 }, { label = "C", zh = "丙" } ]
"#;

const OLD: &str = "id,name,revenue,grade\nK1,Ada,120,A\nK2,Bo,95,乙\nK3,Cai,45,C\nK5,Eve,200,A\n";
const NEW: &str = "id,name,revenue,grade\nK1,Ada,92,B\nk2,Bo,101,A\nK3,Cai,41,C\nK7,Guo,200,A\n";

#[test]
fn a_comparison_reconciles_on_both_sides() {
    let folder = Folder::with("old.csv", OLD).and("new.csv", NEW).and("grades.toml", RULE);
    let ran = folder.run(["compare", "old.csv", "new.csv", "-r", "grades.toml"]).quiet();
    assert_text!(
        ran.stdout,
        str![[r#"
grade (old.csv) → grade (new.csv)
┌────────┬───────────┬────────────────────┬────────────────┬─────────────┐
│ Change │ Customers │ Share of customers │ Revenue before │ Revenue now │
├────────┼───────────┼────────────────────┼────────────────┼─────────────┤
│ up     │         1 │            20.00 % │          95.00 │      101.00 │
│ down   │         1 │            20.00 % │         120.00 │       92.00 │
│ new    │         1 │            20.00 % │           0.00 │      200.00 │
│ lost   │         1 │            20.00 % │         200.00 │        0.00 │
│ same   │         1 │            20.00 % │          45.00 │       41.00 │
│ total  │         5 │                    │         460.00 │      434.00 │
└────────┴───────────┴────────────────────┴────────────────┴─────────────┘
4 customers before, 4 now; 3 of them on both sides

Customers: grade (old.csv) → grade (new.csv)
┌───────────────┬───┬───┬───┬────────────────┬───────┐
│ Previous      │ A │ B │ C │ lost customers │ total │
├───────────────┼───┼───┼───┼────────────────┼───────┤
│ A             │ 0 │ 1 │ 0 │              1 │     2 │
│ B             │ 1 │ 0 │ 0 │              0 │     1 │
│ C             │ 0 │ 0 │ 1 │              0 │     1 │
│ new customers │ 1 │ 0 │ 0 │              0 │     1 │
│ total         │ 2 │ 1 │ 1 │              1 │     5 │
└───────────────┴───┴───┴───┴────────────────┴───────┘

Revenue before: grade (old.csv) → grade (new.csv)
┌──────────┬───────┬────────┬───────┬────────────────┬────────┐
│ Previous │     A │      B │     C │ lost customers │  total │
├──────────┼───────┼────────┼───────┼────────────────┼────────┤
│ A        │  0.00 │ 120.00 │  0.00 │         200.00 │ 320.00 │
│ B        │ 95.00 │   0.00 │  0.00 │           0.00 │  95.00 │
│ C        │  0.00 │   0.00 │ 45.00 │           0.00 │  45.00 │
│ total    │ 95.00 │ 120.00 │ 45.00 │         200.00 │ 460.00 │
└──────────┴───────┴────────┴───────┴────────────────┴────────┘

Revenue now: grade (old.csv) → grade (new.csv)
┌───────────────┬────────┬───────┬───────┬────────┐
│ Previous      │      A │     B │     C │  total │
├───────────────┼────────┼───────┼───────┼────────┤
│ A             │   0.00 │ 92.00 │  0.00 │  92.00 │
│ B             │ 101.00 │  0.00 │  0.00 │ 101.00 │
│ C             │   0.00 │  0.00 │ 41.00 │  41.00 │
│ new customers │ 200.00 │  0.00 │  0.00 │ 200.00 │
│ total         │ 301.00 │ 92.00 │ 41.00 │ 434.00 │
└───────────────┴────────┴───────┴───────┴────────┘

Movers
┌────┬──────┬──────────┬─────┬────────┬────────────────┬─────────────┐
│ Id │ Name │ Previous │ Now │ Change │ Revenue before │ Revenue now │
├────┼──────┼──────────┼─────┼────────┼────────────────┼─────────────┤
│ K5 │ Eve  │ A        │     │ lost   │         200.00 │             │
│ K7 │ Guo  │          │ A   │ new    │                │      200.00 │
│ k2 │ Bo   │ B        │ A   │ up     │          95.00 │      101.00 │
│ K1 │ Ada  │ A        │ B   │ down   │         120.00 │       92.00 │
└────┴──────┴──────────┴─────┴────────┴────────────────┴─────────────┘

"#]]
    );
}

#[test]
fn a_list_compared_with_itself_moves_nobody() {
    let folder = Folder::with("list.csv", OLD);
    let ran = folder.run(["compare", "list.csv", "list.csv", "--by", "grade", "--format", "json"]).quiet();
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let tables = json["tables"].as_array().expect("tables");
    assert_eq!(tables.last().map(|table| table["rows"].clone()), Some(serde_json::json!([])));
    assert_eq!(tables[0]["rows"][0]["customers"], 4);
}

#[test]
fn two_rules_are_compared_before_anyone_is_told() {
    let stricter = RULE.replace("min = 100", "min = 150");
    let folder =
        Folder::with("list.csv", OLD.replace(",grade", ",note")).and("old.toml", RULE).and("new.toml", stricter);
    let ran = folder.run(["compare", "list.csv", "-r", "old.toml", "-r", "new.toml"]).quiet();
    assert_text!(
        ran.stdout,
        str![[r#"
grade (old.toml) → grade (new.toml)
┌────────┬───────────┬────────────────────┬─────────┐
│ Change │ Customers │ Share of customers │ Revenue │
├────────┼───────────┼────────────────────┼─────────┤
│ down   │         1 │            25.00 % │  120.00 │
│ same   │         3 │            75.00 % │  340.00 │
│ total  │         4 │                    │  460.00 │
└────────┴───────────┴────────────────────┴─────────┘

Customers: grade (old.toml) → grade (new.toml)
┌──────────┬───┬───┬───┬───────┐
│ Old rule │ A │ B │ C │ total │
├──────────┼───┼───┼───┼───────┤
│ A        │ 1 │ 1 │ 0 │     2 │
│ B        │ 0 │ 1 │ 0 │     1 │
│ C        │ 0 │ 0 │ 1 │     1 │
│ total    │ 1 │ 2 │ 1 │     4 │
└──────────┴───┴───┴───┴───────┘

Revenue: grade (old.toml) → grade (new.toml)
┌──────────┬────────┬────────┬───────┬────────┐
│ Old rule │      A │      B │     C │  total │
├──────────┼────────┼────────┼───────┼────────┤
│ A        │ 200.00 │ 120.00 │  0.00 │ 320.00 │
│ B        │   0.00 │  95.00 │  0.00 │  95.00 │
│ C        │   0.00 │   0.00 │ 45.00 │  45.00 │
│ total    │ 200.00 │ 215.00 │ 45.00 │ 460.00 │
└──────────┴────────┴────────┴───────┴────────┘

Movers
┌────┬──────┬──────────┬──────────┬────────┬─────────┬──────────────────────────────────┬──────────────────────────────┐
│ Id │ Name │ Old rule │ New rule │ Change │ Revenue │ By the old rule                  │ By the new rule              │
├────┼──────┼──────────┼──────────┼────────┼─────────┼──────────────────────────────────┼──────────────────────────────┤
│ K1 │ Ada  │ A        │ B        │ down   │  120.00 │ revenue 120 reaches A (from 100) │ revenue 120 is 30 short of A │
└────┴──────┴──────────┴──────────┴────────┴─────────┴──────────────────────────────────┴──────────────────────────────┘

"#]]
    );
}

#[test]
fn a_workbook_has_the_movers_on_a_sheet_of_their_own() {
    let folder = Folder::with("old.csv", OLD).and("new.csv", NEW);
    folder.run(["compare", "old.csv", "new.csv", "--by", "grade", "-o", "moved.xlsx"]).quiet();
    let book = folder.bytes("moved.xlsx");
    assert_eq!(sheets(&book), ["Movers", "Summary", "Notes"]);
    let rows = lines(&book, "Movers");
    assert_eq!(rows.len(), 5, "{rows:?}");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let folder = Folder::with("old.csv", OLD).and("new.csv", NEW).and("two.csv", "id,grade\nK1,A\nK1,B\n");
    let message = folder.run(["compare", "old.csv"]).refused(2);
    assert!(message.contains("name both, as in -r OLD -r NEW"), "{message}");
    let message = folder.run(["compare", "old.csv", "new.csv"]).refused(2);
    assert!(message.contains("--by COLUMN"), "{message}");
    let message = folder.run(["compare", "old.csv", "new.csv", "--by", "tier"]).refused(1);
    assert!(message.contains("old.csv: no column `tier`"), "{message}");
    for lists in [["two.csv", "new.csv"], ["new.csv", "two.csv"]] {
        let message = folder.run(["compare", lists[0], lists[1], "--by", "grade"]).refused(1);
        assert!(message.contains("two.csv:3:1: the id \"K1\" stands already at two.csv:2:1"), "{message}");
    }
    let message = folder.run(["compare", "old.csv", "new.csv", "--by", "grade", "-o", "old.csv"]).refused(1);
    assert!(message.contains("never written to"), "{message}");
    assert_eq!(folder.text("old.csv"), OLD);
}
