//! `docs/json.md` names every key that scripts meet.

use serde_json::Value;

use crate::folder::Folder;

const LIST: &str = "id,name,region,revenue,orders,last contact\nK1,Ada,East,900,3,2026-01-05\nK2,Bo,West,100,1,2026-01-20\nK3,Cy,,x,2,\n";

const RULES: &str = r#"
[derive]
double = "revenue * 2"

[[rule]]
name   = "grade"
method = "threshold"
field  = "double"
tier   = [ { label = "A", min = 1000, contact_every = "7 days" }, { label = "B" } ]
"#;

/// Whether the page has a key between backticks.
fn is_told(key: &str, page: &str) -> bool {
    page.contains(&format!("`{key}`"))
}

/// The keys of an object and of all objects in it.
fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            found.push(key.clone());
            keys(value, found);
        }),
        Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn the_page_names_every_key() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md")).expect("the page");
    let folder = Folder::with("list.csv", LIST).and("grades.toml", RULES);
    folder.run(["score", "list.csv", "-r", "grades.toml", "-o", "old.csv", "--manifest", "manifest.json"]).done();
    let commands: &[&[&str]] = &[
        &["score", "list.csv", "-r", "pareto-abc", "-o", "out.csv"],
        &["report", "list.csv", "--by", "grade", "-r", "grades.toml", "--measure", "orders"],
        &["compare", "old.csv", "old.csv", "--by", "grade", "-r", "grades.toml"],
        &["compare", "list.csv", "-r", "grades.toml", "-r", "pyramid"],
        &["explain", "list.csv", "--id", "K1", "-r", "grades.toml"],
        &["due", "list.csv", "-r", "grades.toml", "--as-of", "2026-02-01"],
        &["inspect", "list.csv", "-r", "grades.toml"],
    ];
    // Columns of the rules and labels as keys are the users' own names.
    let own = ["grade", "pareto_abc", "A", "B", "C", "platinum", "gold", "iron", "lead"];
    let mut missing = Vec::new();
    for command in commands {
        let args = [*command, &["--format", "json", "--lang", "zh"]].concat();
        let printed = folder.run(&args).done().stdout;
        let object: Value = serde_json::from_str(&printed).expect("JSON");
        let mut found = Vec::new();
        keys(&object, &mut found);
        for table in object["tables"].as_array().expect("tables") {
            let columns = table["columns"].as_array().expect("columns");
            found.extend(columns.iter().filter_map(|column| column["key"].as_str()).map(str::to_owned));
        }
        found.retain(|key| {
            !own.contains(&key.as_str())
                && !["tables", "title", "columns", "rows", "notes", "key", "text"].contains(&key.as_str())
        });
        assert!(found.len() > 8, "{printed}");
        missing.extend(found.into_iter().filter(|key| !is_told(key, &page)));
    }
    let manifest: Value = serde_json::from_str(&folder.text("manifest.json")).expect("JSON");
    let mut found = Vec::new();
    keys(&manifest, &mut found);
    missing.extend(found.into_iter().filter(|key| !is_told(key, &page)));
    missing.sort_unstable();
    missing.dedup();
    assert_eq!(missing, [""; 0], "docs/json.md does not tell of them");
}

#[test]
fn figures_beyond_the_digits_of_a_float_are_strings_and_others_numbers() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md")).expect("the page");
    let nines = "9".repeat(38);
    let revenue = |list: &str| {
        let folder = Folder::with("list.csv", list);
        let printed = folder
            .run(["report", "list.csv", "--by", "value_levels", "-r", "value-levels", "--format", "json"])
            .done()
            .stdout;
        let object: Value = serde_json::from_str(&printed).expect("JSON");
        let rows = object["tables"][0]["rows"].as_array().expect("rows").clone();
        let total = rows.into_iter().find(|row| row["kind"] == "total").expect("a total");
        assert!(total["customers"].is_u64(), "{printed}");
        total["revenue"].clone()
    };
    let great = revenue(&format!("id,revenue\n1,{nines}\n2,{nines}\n"));
    assert_eq!(great, format!("1{}8", "9".repeat(37)));
    assert!(page.contains(&format!("\"1{}8\"", "9".repeat(37))));
    assert!(revenue("id,revenue\n1,123456789012345\n").is_number());
    assert_eq!(revenue("id,revenue\n1,12345678901234567.5\n"), "12345678901234567.5");
}
