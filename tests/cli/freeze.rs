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
