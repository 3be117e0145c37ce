//! `rules freeze`: this month's lines, kept for the next.

use crate::folder::Folder;

/// Revenues with ties, decimals and a loss; two regions.
fn list(order: impl Iterator<Item = usize>) -> String {
    let row = |number: usize| {
        let revenue = (number * 7919 % 1000) as i64 * 25 - 500;
        format!("K{number},{}.{:02},{}\n", revenue / 10, number % 4 * 25, ["East", "West"][number % 2])
    };
    std::iter::once("id,revenue,region\n".to_owned()).chain(order.map(row)).collect()
}

const RULES: &str = r#"
[[rule]]
name   = "abc"
method = "pareto"
field  = "revenue"
tier   = [ { label = "A", share = "80%" }, { label = "B", share = "15%" }, { label = "C", share = "5%" } ]

[[rule]]
name   = "quintile"
method = "percentile"
field  = "revenue"
best   = "low"
bins   = 5

[[rule]]
name   = "regional"
method = "percentile"
field  = "revenue"
per    = "region"
tier   = [ { label = "top", share = "10%" }, { label = "rest", share = "90%" } ]
"#;

/// The labels of a scored list by id.
fn labels(csv: &str) -> std::collections::BTreeMap<String, String> {
    let mut labels = std::collections::BTreeMap::new();
    for line in csv.lines().skip(1) {
        let cells = line.splitn(4, ',').collect::<Vec<_>>();
        labels.insert(cells[0].to_owned(), cells[3].to_owned());
    }
    labels
}

fn frozen() -> Folder {
    let folder = Folder::with("march.csv", list(0..300)).and("rules.toml", RULES);
    folder.run(["rules", "freeze", "-r", "./rules.toml", "march.csv", "-o", "march.toml"]).done();
    folder
}

fn scored(folder: &Folder, list: &str, rules: &str) -> std::collections::BTreeMap<String, String> {
    labels(&folder.run(["score", list, "-r", rules, "-o", "-"]).done().stdout)
}

#[test]
fn a_frozen_rule_gives_its_own_list_the_same_labels_in_any_order() {
    let folder = frozen();
    let before = scored(&folder, "march.csv", "./rules.toml");
    assert_eq!(before.len(), 300);
    assert_eq!(scored(&folder, "march.csv", "./march.toml"), before);
    folder.write("shuffled.csv", list((0..300).map(|number| number * 77 % 300)));
    assert_eq!(scored(&folder, "shuffled.csv", "./march.toml"), before);
}

#[test]
fn on_a_grown_list_the_known_customers_keep_their_labels_and_the_new_ones_get_what_the_lines_say() {
    let folder = frozen();
    let before = scored(&folder, "march.csv", "./rules.toml");
    folder.write("april.csv", list(0..2000));
    let grown = scored(&folder, "april.csv", "./march.toml");
    assert_eq!(grown.len(), 2000);
    before.iter().for_each(|(id, labels)| assert_eq!(grown[id], *labels, "{id}"));
    let anew = scored(&folder, "april.csv", "./rules.toml");
    assert_ne!(anew, grown, "a ranking moves with its list; otherwise this test shows nothing");
    // What the lines say: nobody with less than the least of a tier in March has that tier, nobody with as much lacks it.
    let values = |text: &str| {
        let value = |line: &str| line.split(',').nth(1).and_then(|cell| cell.parse::<f64>().ok()).unwrap_or_default();
        text.lines()
            .skip(1)
            .map(|line| (line.split(',').next().unwrap_or_default().to_owned(), value(line)))
            .collect::<Vec<_>>()
    };
    let line = values(&list(0..300))
        .into_iter()
        .filter(|(id, _)| before[id].starts_with("A,"))
        .map(|(_, value)| value)
        .fold(f64::INFINITY, f64::min);
    for (id, value) in values(&list(0..2000)) {
        assert_eq!(grown[&id].starts_with("A,"), value >= line, "{id} with {value}, the line being {line}");
    }
}

#[test]
fn a_file_without_a_ranking_has_nothing_to_freeze() {
    let folder = Folder::with("march.csv", list(0..3));
    let message = folder.run(["rules", "freeze", "-r", "importance", "march.csv", "-o", "out.toml"]).refused(1);
    assert!(message.contains("no rule of this file ranks customers"), "{message}");
    assert_eq!(folder.names(), ["march.csv"]);
}

/// A rule's labels by a list, and by what the list's lines became; the frozen file's text.
fn both(rule: &str, list: &str, options: &[&str]) -> (String, String, String) {
    let folder = Folder::with("list.csv", list).and("rule.toml", rule);
    let freeze = ["rules", "freeze", "-r", "./rule.toml", "list.csv", "-o", "frozen.toml"];
    folder.run(freeze.iter().chain(options)).done();
    folder.run(["rules", "check", "frozen.toml"]).done();
    let score = |rule: &str, options: &[&str]| {
        folder.run(["score", "list.csv", "-r", rule, "-o", "-"].iter().chain(options)).done().stdout
    };
    (score("./rule.toml", options), score("./frozen.toml", &[]), folder.text("frozen.toml"))
}

const BY_REGION: &str = r#"
[[rule]]
name   = "abc"
method = "pareto"
field  = "revenue"
per    = "region"
tier   = [ { label = "A", share = "80%" }, { label = "B", share = "20%" } ]
"#;

/// Groups without money, customers without a group, tiers that nobody reached.
#[test]
fn groups_without_money_and_customers_without_a_group_keep_their_labels() {
    for (list, expected) in [
        ("id,region,revenue\n1,East,80\n2,East,20\n3,West,0\n4,West,0\n", "A B B B"),
        ("id,region,revenue\n1,East,0\n2,East,0\n3,,0\n", "B B unclassified"),
        ("customer,region,revenue\na,N,100\nb,N,50\nc,S,0\nd,S,0\n", "A A B B"),
        ("id,region,revenue\n1,East,-5\n2,East,0\n3,West,7\n4,West,x\n5,West,\n", "B B A unclassified unclassified"),
        (
            "id,region,revenue\n1,East,10\n2,,10\n3,N/A,0\n4,\"a, \"\"b\"\" = c\",1\n5,\"a, \"\"b\"\" = c\",9\n",
            "A unclassified unclassified B A",
        ),
        ("id,region,revenue\n1,华东,90\n2,华东,5\n3,华北,0\n4,n.w. [1],-1\n", "A B B B"),
        ("id,region,revenue\n1,EAST,90\n2,east,5\n3,ｅａｓｔ,0\n", "A B B"),
    ] {
        let (before, frozen, text) = both(BY_REGION, list, &[]);
        assert_eq!(frozen, before, "{text}");
        let labels = before.lines().skip(1).filter_map(|line| line.rsplit(',').next()).collect::<Vec<_>>();
        assert_eq!(labels.join(" "), expected, "{text}");
    }
}

#[test]
fn a_group_that_appears_later_is_told_by_name() {
    let folder =
        Folder::with("march.csv", "id,region,revenue\n1,East,80\n2,East,20\n3,West,0\n").and("rule.toml", BY_REGION);
    folder.run(["rules", "freeze", "-r", "./rule.toml", "march.csv", "-o", "march.toml"]).done();
    folder.write("april.csv", "id,region,revenue\n1,East,85\n2,West,9\n3,North,90\n4,,3\n");
    let run = folder.run(["score", "april.csv", "-r", "./march.toml", "--why", "-o", "-"]).done();
    let lines = run.stdout.lines().collect::<Vec<_>>();
    assert!(lines[1].starts_with("1,East,85,A,"), "{}", run.stdout);
    assert!(lines[2].starts_with("2,West,9,B,"), "{}", run.stdout);
    assert_eq!(
        lines[3..],
        ["3,North,90,unclassified,the rule has no bounds for region North", "4,,3,unclassified,region is missing"]
    );
    assert!(run.stderr.contains("1 customer: the rule has no bounds for region North"), "{}", run.stderr);
    let zh = folder.run(["score", "april.csv", "-r", "./march.toml", "--lang", "zh", "-o", "-"]).done();
    assert!(zh.stderr.contains("规则没有为地区 North 设界线"), "{}", zh.stderr);
}

#[test]
fn bounds_are_as_short_as_part_the_line_from_the_next_customer() {
    let list = "id,region,revenue\n1,East,48300.00\n2,East,9999.99\n3,West,12000.50\n4,West,1200.25\n5,West,100\n";
    let (before, frozen, text) = both(BY_REGION, list, &[]);
    assert_eq!(frozen, before);
    assert!(text.contains("{ label = \"A\", min = { East = 48_300, West = 12_000 } }"), "{text}");
    let two = BY_REGION
        .replace("per    = \"region\"\n", "")
        .replace("pareto", "percentile")
        .replace("80%", "34%")
        .replace("20%", "66%");
    for (line, next, bound) in [
        ("900", "899", "900"),
        ("100.50", "100.25", "100.5"),
        ("0.375", "0.25", "0.3"),
        ("7.19", "7.101", "7.19"),
        ("7.10", "7.09", "7.1"),
        ("3", "-2.50", "3"),
        ("-2.5", "-2.75", "-2.5"),
        ("1234567.80", "1234000", "1_234_567"),
        ("0.00", "-0.01", "0"),
    ] {
        let list = format!("id,revenue\n1,2000000\n2,{line}\n3,{next}\n");
        let (before, frozen, text) = both(&two, &list, &[]);
        assert_eq!(frozen, before, "{text}");
        assert!(text.contains(&format!("{{ label = \"A\", min = {bound} }}")), "{bound}\n{text}");
    }
}

/// Tiers that nobody reached, in a rule of its own and in one that others read; quotients; a run's own choices.
const SEVERAL: &str = r#"
title = "Several"

[params]
parts = 3
large = "70%"

[derive]
each = "revenue / parts"

[[rule]]
name   = "money"
method = "pareto"
field  = ["profit", "each"]
tier   = [ { label = "A", share = "large", expect_customers = "20%" }, { label = "B", share = "20%" }, { label = "C", share = "10%" } ]

[[rule]]
name     = "rank"
method   = "percentile"
field    = "each"
crossing = "worse"
needs    = { customers = 3 }
bins     = 5

[[rule]]
name   = "first"
method = "percentile"
field  = "each"
best   = "low"
tier   = [ { label = "two", top = 2 }, { label = "rest" } ]

[[rule]]
name   = "good"
method = "decision"
tier   = [ { label = "yes", when = "rank >= 3 and money = 'A'" }, { label = "no" } ]
"#;

#[test]
fn whole_files_are_frozen_with_the_choices_of_the_run() {
    let list = "id,revenue\n1,1000\n2,1000\n3,10\n4,10\n5,10\n6,1\n7,-3.5\n8,\n";
    for options in
        [&[][..], &["--set", "parts=7"], &["--crossing", "worse"], &["--set", "large=70%", "--crossing", "better"]]
    {
        let (before, frozen, text) = both(SEVERAL, list, options);
        assert_eq!(frozen, before, "{options:?}\n{text}");
        assert!(!text.contains("large") && !text.contains("needs") && !text.contains("crossing ="), "{text}");
        assert!(text.contains("field  = \"each\"") && !text.contains("profit"), "{text}");
        assert!(text.starts_with("# Frozen: the lines of list.csv, 8 customers.\n"), "{text}");
        assert!(text.contains("title = \"Several, with the lines of list.csv\""), "{text}");
        assert!(text.contains("notes_zh = [") && text.contains("[[test]]"), "{text}");
    }
    let (_, _, text) = both(SEVERAL, list, &["--set", "parts=7"]);
    assert!(text.contains("parts = 7"), "{text}");
    assert!(text.contains("min = {}") && text.contains("numbers = true"), "{text}");
    assert!(text.contains("# nobody reached 5, 3 on this list; they stay"), "{text}");
}

#[test]
fn comments_in_the_frozen_file_speak_the_language_of_the_run() {
    let list = "id,region,revenue\n1,East,0\n2,East,0\n";
    let (_, _, text) = both(BY_REGION, list, &[]);
    assert!(text.contains("# nobody reached A on this list, so it is left out"), "{text}");
    let folder = Folder::with("list.csv", list).and("rule.toml", BY_REGION);
    let text =
        folder.run(["rules", "freeze", "-r", "./rule.toml", "list.csv", "-o", "-", "--lang", "zh"]).done().stdout;
    assert!(text.starts_with("# 固定分界线：取自 list.csv，共 2 位客户。\n"), "{text}");
    assert!(text.contains("# 此列表中没有客户达到 A，因此略去"), "{text}");
}

#[test]
fn where_nobody_has_a_label_there_are_no_lines_to_write_down() {
    let folder = Folder::with("list.csv", "id,region,revenue\n1,,5\n2,,7\n").and("rule.toml", BY_REGION);
    let message = folder.run(["rules", "freeze", "-r", "./rule.toml", "list.csv", "-o", "out.toml"]).refused(1);
    assert!(message.contains("no customer of this list has a label by a rule that ranks"), "{message}");
    assert_eq!(folder.names(), ["list.csv", "rule.toml"]);
}

#[test]
fn every_bundled_rule_that_ranks_can_be_frozen() {
    for rule in ["pyramid", "pareto-abc", "pareto-20-80", "rfm", "abc-xyz"] {
        let months = (1..=12).map(|month| format!("month_{month}")).collect::<Vec<_>>().join(",");
        let mut list = format!("id,revenue,orders,last_order,{months}\n");
        for row in 0..60i64 {
            let sold = (1..=12).map(|month| (row * month * 37 % 101).to_string()).collect::<Vec<_>>().join(",");
            let orders = if row % 3 == 0 { 1 } else { row % 9 };
            list += &format!(
                "{row},{}.{:02},{orders},2026-0{}-{:02},{sold}\n",
                row * 7919 % 1000,
                row % 100,
                1 + row % 3,
                1 + row % 28
            );
        }
        let folder = Folder::with("list.csv", &list);
        folder.run(["rules", "freeze", "-r", rule, "list.csv", "-o", "f.toml", "--as-of", "2026-04-01"]).done();
        folder.run(["rules", "check", "f.toml"]).done();
        let score = |rule: &str| {
            folder.run(["score", "list.csv", "-r", rule, "-o", "-", "--as-of", "2026-04-01"]).done().stdout
        };
        assert_eq!(score("./f.toml"), score(rule), "{rule}\n{}", folder.text("f.toml"));
    }
}

#[test]
fn the_page_of_a_frozen_rule_has_its_figures_and_says_where_nobody_is() {
    let list = "id,region,revenue\n1,East,80\n2,East,20\n3,West,0\n4,West,0\n";
    let folder = Folder::with("list.csv", list).and("rule.toml", BY_REGION);
    folder.run(["rules", "freeze", "-r", "./rule.toml", "list.csv", "-o", "f.toml"]).done();
    let page = folder.run(["rules", "show", "./f.toml"]).done().stdout;
    assert!(page.contains("East: 80 and more; West: nobody"), "{page}");
    let bins = "[[rule]]\nname = \"r\"\nmethod = \"percentile\"\nfield = \"revenue\"\nbins = 3\n";
    let later = "[[rule]]\nname = \"s\"\nmethod = \"decision\"\ntier = [ { label = \"yes\", when = \"r >= 2\" }, { label = \"no\" } ]\n";
    folder.write("bins.toml", format!("{bins}\n{later}"));
    folder.run(["rules", "freeze", "-r", "./bins.toml", "list.csv", "-o", "g.toml"]).done();
    let page = folder.run(["rules", "show", "./g.toml", "--lang", "zh"]).done().stdout;
    assert!(page.contains("20") && !page.contains("nobody"), "{page}");
}
