use std::collections::BTreeSet;
use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;

use super::*;
use crate::rule::follow_up::Period;
use crate::rule::mistake::Part;
use crate::rule::settings::{Complaints, Section};
use crate::rulefile::{RuleError, RuleFile, bundled, toml as loader};

fn validator() -> Validator {
    jsonschema::draft7::new(&top()).expect("the schema is one")
}

/// What an editor would mark.
fn marks(text: &str) -> Vec<String> {
    let file: Value = ::toml::from_str(text).expect("TOML");
    validator().iter_errors(&file).map(|error| error.to_string()).collect()
}

#[track_caller]
fn assert_valid(what: &str, text: &str) {
    let marks = marks(text);
    assert!(marks.is_empty(), "{what}: {marks:#?}\n{text}");
}

/// The blocks of a page that are rule files.
fn fences(page: &str) -> impl Iterator<Item = &str> {
    let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    blocks.filter(|block| block.contains("[[rule]]"))
}

#[test]
fn the_schema_is_sound_draft_07() {
    assert!(jsonschema::meta::is_valid(&top()));
}

#[test]
fn the_schema_stays_within_what_draft_04_knows() {
    fn look(value: &Value, path: &str) {
        match value {
            Value::Object(entries) => {
                if entries.contains_key("$ref") {
                    assert_eq!(entries.len(), 1, "{path}: nothing may stand beside a $ref");
                }
                for (key, value) in entries {
                    let newer = [
                        "const",
                        "if",
                        "then",
                        "else",
                        "contains",
                        "propertyNames",
                        "examples",
                        "$id",
                        "exclusiveMinimum",
                    ];
                    assert!(!newer.contains(&key.as_str()) || path.ends_with("properties"), "{path}/{key}");
                    let is_flag = value.is_boolean() && key != "additionalProperties";
                    assert!(!is_flag, "{path}/{key}: no schema is true or false");
                    look(value, &format!("{path}/{key}"));
                }
            }
            Value::Array(list) => list.iter().for_each(|value| look(value, path)),
            _ => {}
        }
    }
    look(&top(), "");
}

#[test]
fn the_file_beside_the_bundled_rules_is_the_schema() {
    let kept = snapbox::Data::read_from(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(SCHEMA_FILE), None);
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .normalize_paths(false)
        .eq(schema(), kept.raw());
}

#[test]
fn the_bundled_rules_name_the_schema_and_fit_it() {
    let dictionary = ("fields", bundled::FIELDS);
    for (name, text) in bundled::RULES.iter().chain([&dictionary]) {
        assert_eq!(text.lines().next(), Some(format!("#:schema {SCHEMA_FILE}").as_str()), "{name}");
        assert_valid(name, text);
    }
}

#[test]
fn the_rule_files_of_the_pages_and_examples_fit_it() {
    let pages = [
        ("docs/rule-files.md", include_str!("../../../docs/rule-files.md")),
        ("README.md", include_str!("../../../README.md")),
        ("README.zh.md", include_str!("../../../README.zh.md")),
    ];
    let shown = pages.iter().flat_map(|(name, page)| fences(page).map(move |text| (name, text)));
    let mut count = 0;
    for (name, text) in shown {
        assert_valid(name, text);
        count += 1;
    }
    assert!(count > 10, "{count} rule files in the pages");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in std::fs::read_dir(examples).expect("the examples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            assert_valid(&path.display().to_string(), &std::fs::read_to_string(&path).expect("its text"));
        }
    }
}

const SMALL: &str = "[[rule]]\nname = \"size\"\nmethod = \"threshold\"\nfield = \"revenue\"\ntier = [{ label = \"A\", min = 5 }, { label = \"B\" }]\n";

#[test]
fn what_the_loader_refuses_by_its_shape_does_not_fit() {
    assert_valid("the file itself", SMALL);
    let tier = "{ label = \"B\" }";
    let wrong = [
        ("an unknown key of the file", format!("titel = \"x\"\n{SMALL}")),
        ("an unknown key of a rule", SMALL.replace("field =", "feild =")),
        ("an unknown key of a tier", SMALL.replace("min = 5", "mim = 5")),
        ("an unknown method", SMALL.replace("threshold", "treshold")),
        ("no method", SMALL.replace("method = \"threshold\"\n", "")),
        ("no name", SMALL.replace("name = \"size\"\n", "")),
        ("a label that is a number", SMALL.replace("\"A\"", "1")),
        ("no label", SMALL.replace(tier, "{ zh = \"乙\" }")),
        ("a share that is true", SMALL.replace("min = 5", "share = true")),
        ("a bound that is a list", SMALL.replace("min = 5", "min = [5]")),
        ("a wrong colour", SMALL.replace(tier, "{ label = \"B\", color = \"red\" }")),
        ("a wrong period", SMALL.replace(tier, "{ label = \"B\", contact_every = \"7 moons\" }")),
        (
            "a fall without its tier",
            SMALL.replace(tier, "{ label = \"B\", falls = { after = \"7 days\", since = \"x\" } }"),
        ),
        ("a hidden that is a text", SMALL.replace("[[rule]]", "[[rule]]\nhidden = \"yes\"")),
        ("one bin", SMALL.replace("[[rule]]", "[[rule]]\nbins = 1")),
        ("an unknown type", format!("{SMALL}[fields.x]\ntype = \"money\"\n")),
        ("a test without a list", format!("{SMALL}[[test]]\nabout = \"x\"\n")),
        ("a rule that is one table", SMALL.replace("[[rule]]", "[rule]")),
        ("neither rules nor fields", "title = \"x\"\n".to_owned()),
    ];
    for (what, text) in wrong {
        assert!(!marks(&text).is_empty(), "{what} fits");
        assert!(RuleFile::parse("./x.toml", &text, &[]).is_err(), "{what} is loaded");
    }
}

#[test]
fn a_period_fits_if_the_loader_reads_it() {
    let pattern = period("")["pattern"].clone();
    let schema = jsonschema::draft7::new(&json!({ "pattern": pattern })).expect("a pattern");
    let cases = ["7 days", "48-72 hours", "3–5 days", "8 per month", "same day", " 6 months ", "1 week", "2years"];
    let wrong = ["", "days", "7", "7 moons", "irregular", "same days", "-3 days", "1.5 days", "7 days or so"];
    for text in cases.iter().chain(&wrong) {
        assert_eq!(schema.is_valid(&json!(text)), Period::parse(text).is_some(), "{text:?}");
    }
}

/// The keys that the loader knows in the table in which `zzz` stands: it names them all.
fn known(text: &str) -> BTreeSet<String> {
    let Err(RuleError::Mistakes { complaints, .. }) = RuleFile::parse("./x.toml", text, &[]) else {
        panic!("`zzz` is known somewhere:\n{text}");
    };
    let mut advice = complaints.iter().map(|complaint| complaint.advice());
    let unknown = advice.find(|advice| advice.message.starts_with("unknown key `zzz`"));
    listed(&unknown.and_then(|advice| advice.help).unwrap_or_else(|| panic!("{complaints:#?}\n{text}")))
}

fn listed(help: &str) -> BTreeSet<String> {
    let keys = help.strip_prefix("known here: ").unwrap_or_else(|| panic!("not all keys are named: {help}"));
    keys.split(", ").map(str::to_owned).collect()
}

fn keys(table: &Value) -> BTreeSet<String> {
    table["properties"].as_object().expect("a table has keys").keys().cloned().collect()
}

fn definition(name: &str) -> Value {
    top()["definitions"][name].clone()
}

/// Rules of every method, ready to be used, with `RULE` where a key of the rule can stand and `TIER` where one of a tier can.
fn examples() -> Vec<(&'static str, &'static str)> {
    vec![
        ("percentile", r#"field = "revenue", RULE tier = [{ label = "A", share = "100%", TIER }]"#),
        ("percentile", r#"field = "revenue", RULE bins = 5"#),
        ("pareto", r#"field = "revenue", RULE tier = [{ label = "A", share = "100%", TIER }]"#),
        ("threshold", r#"field = "revenue", RULE tier = [{ label = "A", min = 5, TIER }, { label = "B" }]"#),
        ("scorecard", r#"item = [{ field = "revenue" }], RULE tier = [{ label = "A", TIER }]"#),
        ("matrix", r#"rows = "one", cols = "one", cells = { A = { A = "x" } }, RULE tier = [{ label = "x", TIER }]"#),
        ("profile", r#"field = "traits", RULE tier = [{ label = "A", tags = ["x"], TIER }]"#),
        ("lookup", r#"field = "region", RULE tier = [{ label = "A", values = ["x"], TIER }]"#),
        ("decision", r#"RULE tier = [{ label = "A", when = "revenue > 5", TIER }]"#),
    ]
}

fn with_key(method: &str, example: &str, place: &str) -> String {
    let body = example
        .replace(&format!("{place},"), "zzz = 1,")
        .replace(&format!("{place} "), "zzz = 1, ")
        .replace(place, "zzz = 1");
    let body = body.replace("RULE ", "").replace(", TIER", "");
    let one = r#"{ name = "one", method = "threshold", field = "revenue", tier = [{ label = "A" }] }"#;
    format!("rule = [{one}, {{ name = \"two\", method = \"{method}\", {body} }}]\n")
}

#[test]
fn the_keys_of_rules_and_tiers_are_those_that_the_methods_read() {
    let (mut of_rules, mut of_tiers) = (BTreeSet::new(), BTreeSet::new());
    for (method, example) in examples() {
        of_rules.extend(known(&with_key(method, example, "RULE")));
        if example.contains("TIER") {
            of_tiers.extend(known(&with_key(method, example, "TIER")));
        }
    }
    let untried = METHODS.iter().find(|method| !examples().iter().any(|(name, _)| *name == method.name));
    assert!(untried.is_none(), "{untried:?} needs an example here");
    assert_eq!(keys(&definition("rule")), of_rules);
    assert_eq!(keys(&definition("tier")), of_tiers);
}

#[test]
fn the_keys_of_all_other_tables_are_those_that_the_loader_reads() {
    let scorecard = |item: &str| {
        format!("[[rule]]\nname = \"x\"\nmethod = \"scorecard\"\nitem = [{item}]\ntier = [{{ label = \"A\" }}]\n")
    };
    let mut of_file = known(&format!("zzz = 1\n{SMALL}"));
    // A dictionary alone has weaker headers.
    of_file.insert("also".to_owned());
    assert_eq!(keys(&top()), of_file);
    let of_item = known(&scorecard("{ field = \"revenue\", zzz = 1 }"));
    assert_eq!(keys(&definition("item")), of_item);
    let of_step = known(&scorecard("{ field = \"revenue\", steps = [{ points = 1, zzz = 1 }] }"));
    assert_eq!(keys(&definition("step")), of_step);
    let of_ramp = known(&scorecard("{ field = \"revenue\", ramp = { from = 0, to = 1, zzz = 1 } }"));
    assert_eq!(keys(&definition("item")["properties"]["ramp"]), of_ramp);
    let fall = "{ label = \"B\", falls = { after = \"7 days\", since = \"last_contact\", to = \"A\", zzz = 1 } }";
    let of_fall = known(&SMALL.replace("{ label = \"B\" }", fall));
    assert_eq!(keys(&definition("tier")["properties"]["falls"]), of_fall);
    let of_field = known(&format!("{SMALL}[fields.x]\ntype = \"text\"\nzzz = 1\n"));
    assert_eq!(keys(&definition("field")), of_field);
    let of_test = known(&format!("{SMALL}[[test]]\nlist = \"revenue,size\"\nzzz = 1\n"));
    assert_eq!(keys(&definition("test")), of_test);
}

#[test]
fn the_keys_of_a_dictionary_are_keys_of_the_schema() {
    let complaints = Complaints::default();
    let table = loader::parse("zzz = 1\n[fields.x]\ntype = \"text\"\n", &complaints);
    let section = Section::new(&table, 0..0, Part::Dictionary, &complaints);
    section.get("fields");
    section.finish();
    let unknown = complaints.into_sorted();
    assert!(listed(&unknown[0].advice().help.expect("a help")).is_subset(&keys(&top())));
    assert_valid("a dictionary", "[fields.x]\ntype = \"text\"\n");
}

#[test]
fn every_key_is_explained() {
    fn look(table: &Value, path: &str) {
        for (key, value) in table["properties"].as_object().into_iter().flatten() {
            let about = value["description"].as_str().unwrap_or_default();
            assert!(about.len() > 10, "{path}.{key}: {about:?}");
            look(value, &format!("{path}.{key}"));
        }
    }
    look(&top(), "file");
    for (name, table) in top()["definitions"].as_object().expect("definitions") {
        look(table, name);
    }
}
