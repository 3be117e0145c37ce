//! `rules`: the list, the pages, and files that prove themselves.

use snapbox::str;

use crate::assert_text;
use crate::folder::{Folder, HALVES};

#[test]
fn every_rule_that_is_listed_can_be_shown_and_holds() {
    let folder = Folder::new();
    let listed = folder.run(["rules", "list", "--format", "csv"]).quiet().stdout;
    let names = listed.lines().skip(1).filter_map(|line| line.split(',').next()).collect::<Vec<_>>();
    assert!(names.contains(&"pyramid") && names.contains(&"pareto-abc"), "{listed}");
    for name in &names {
        assert!(folder.run(["rules", "show", name, "--toml"]).quiet().stdout.contains("[[rule]]"), "{name}");
    }
    let checked = folder.run(["rules", "check"]).quiet().stdout;
    assert_eq!(checked.lines().count(), names.len(), "{checked}");
}

#[test]
fn the_list_of_rules_says_what_each_needs_and_gives() {
    let listed = Folder::new().run(["rules", "list", "--format", "csv"]).quiet().stdout;
    let chosen = listed
        .lines()
        .filter(|line| ["Rule", "pyramid", "pareto-20-80"].contains(&line.split(',').next().unwrap_or_default()));
    assert_text!(
        chosen.collect::<Vec<_>>().join("\n"),
        str![[r#"
Rule,Title,What it does,Fields,Columns,Family
pyramid,Customer pyramid,"The first 1 % of customers by revenue are platinum, the next 4 % gold, the next 15 % iron, the remaining 80 % lead.",revenue,tier,Value – who brings the money
pareto-20-80,Vital few,"The customers who bring the first 80 % of profit (of revenue, if there is no profit column) are the vital few; the rest are the useful many.",profit or revenue,pareto_20_80,Value – who brings the money
"#]]
    );
    let chinese = Folder::new().run(["rules", "list", "--format", "csv", "--lang", "zh"]).quiet().stdout;
    let chosen = chinese.lines().filter(|line| line.starts_with("pyramid,") || line.contains("标题"));
    assert_text!(
        chosen.collect::<Vec<_>>().join("\n"),
        str![
            "pyramid,客户金字塔,按销售额排名：前1%为白金客户，其后4%为黄金客户，再后15%为铁客户，其余80%为铅客户。,销售额,客户等级,价值——谁带来收入"
        ]
    );
}

#[test]
fn a_rule_shown_is_its_file_and_can_be_changed_and_used() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n2,5\n");
    let shown = folder.run(["rules", "show", "pyramid", "--toml"]).quiet().stdout;
    assert_eq!(shown, include_str!("../../rules/pyramid.toml"));
    folder.write("mine.toml", shown.replace("\"platinum\"", "\"diamond\"").split("[[test]]").next().expect("its rule"));
    folder.run(["score", "list.csv", "-r", "mine.toml"]).done();
    assert_eq!(folder.text("list.scored.csv"), "id,revenue,tier\n1,9,diamond\n2,5,lead\n");
}

#[test]
fn the_dictionary_can_be_shown_and_checked() {
    let folder = Folder::new();
    let shown = folder.run(["rules", "show", "fields", "--toml"]).quiet().stdout;
    assert_eq!(shown, include_str!("../../rules/fields.toml"));
    folder.write("fields.toml", shown);
    let checked = folder.run(["rules", "check", "fields.toml"]).quiet().stdout;
    assert!(checked.starts_with("fields.toml: "), "{checked}");
}

#[test]
fn a_test_that_holds_is_counted() {
    let rule = format!("{HALVES}\n[[test]]\nabout = \"halves\"\nlist = \"\"\"\nrevenue,half\n9,top\n5,rest\n\"\"\"\n");
    let folder = Folder::with("half.toml", rule);
    assert_text!(
        folder.run(["rules", "check", "half.toml"]).quiet().stdout,
        str![[r#"
half.toml: holds; 1 list, 2 labels compared

"#]]
    );
}

#[test]
fn a_test_that_fails_shows_its_rows() {
    let rule = format!(
        "{HALVES}\n[[test]]\nabout = \"halves\"\nlist = \"\"\"\nrevenue,half\n9,top\n5,top\n3,rest\n,rest\n\"\"\"\n"
    );
    let folder = Folder::with("half.toml", rule);
    let ran = folder.run(["rules", "check", "half.toml", "pyramid"]);
    assert_eq!(ran.code, Some(1));
    assert_text!(
        ran.stdout,
        str![[r#"
half.toml: does not hold; 1 of 1 lists differ
  half.toml:9: halves
    row 4 (,rest): half should be rest, and is unclassified
pyramid: holds; 6 lists, 230 labels compared

"#]]
    );
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: error: 1 rule file does not hold

"#]]
    );
}

#[test]
fn a_file_with_mistakes_does_not_hold() {
    let folder = Folder::with("half.toml", HALVES.replace("\"50%\"", "\"40%\"")).and("good.toml", HALVES);
    let ran = folder.run(["rules", "check", "half.toml", "good.toml"]);
    assert_eq!(ran.code, Some(1));
    assert_text!(
        ran.stdout,
        str![[r#"
error: the shares add up to 80 %
 --> half.toml:6:92
  |
6 | tier   = [ { label = "top", zh = "上", share = "40%" }, { label = "rest", zh = "下", share = "40%" } ]
  |                                                                                              ^^^^^
  |
  = help: make them add up to 100 %
good.toml: no mistakes, and no [[test]] that would prove it

"#]]
    );
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: error: 1 rule file does not hold

"#]]
    );
}

#[test]
fn a_rule_that_is_not_there_cannot_be_shown() {
    assert_text!(
        Folder::new().run(["rules", "show", "pyramids"]).refused(1),
        str![[r#"
custclass: error: there is no rule `pyramids`
help: did you mean `pyramid`? `custclass rules list` shows all; a file of your own is named with its path, as in ./pyramids.toml

"#]]
    );
}
