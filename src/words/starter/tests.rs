use std::sync::LazyLock;

use super::*;
use crate::result::starter::{Content, OwnField, Recency};
use crate::rule::{Field, FieldKind};
use crate::rulefile::{RuleFile, run_tests};
use crate::score::{Cell, Code, Column, Dates, Numbers};

fn d(text: &str) -> Decimal {
    Decimal::parse(text).expect("a number")
}

fn numbers(values: &[&str]) -> Numbers {
    values.iter().map(|text| Cell::Value(d(text))).collect()
}

fn measured(values: &[&str]) -> Basis {
    let curve = Curve::of(&numbers(values)).expect("there are values");
    Basis::Measured(Measured { power: 4, curve, missing: 1, bad: 0 })
}

fn subject(basis: Basis) -> Subject {
    Subject {
        list: "list.csv".to_owned(),
        options: Vec::new(),
        customers: 7,
        orders: false,
        column: "tier".to_owned(),
        field: "revenue".to_owned(),
        header: "销售额(万元)".to_owned(),
        names: ["revenue".to_owned(), "销售额".to_owned()],
        basis,
        fields: Vec::new(),
        sum: Vec::new(),
        recency: None,
    }
}

/// The starter for a subject.
fn starter(subject: &Subject, language: Language) -> String {
    for_list(subject, "./mine.toml", language)
}

fn recency() -> Recency {
    let mut dates = Dates::default();
    [20_000, 19_990, 19_900, 19_000].into_iter().for_each(|day| dates.push(Cell::Value(day)));
    dates.push(Cell::Missing);
    Recency::of("last_order", "Last Order", &dates).expect("there are dates")
}

fn own(name: &str, header: &str, kind: FieldKind, content: Content) -> OwnField {
    let field = Field {
        name: name.to_owned(),
        kind,
        headers: vec![header.to_owned()],
        default: None,
        optional: false,
        money: false,
    };
    OwnField { field, content }
}

/// The file with everything that is switched off switched on.
fn switched_on(text: &str) -> String {
    let on = |line: &str| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with([' ', ':']) => rest.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(|line| on(line) + "\n").collect()
}

/// What an editor marks mistakes by.
static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(&crate::rulefile::schema()).expect("JSON");
    jsonschema::draft7::new(&schema).expect("a schema")
});

#[track_caller]
fn holds(text: &str) -> RuleFile {
    let marked = SCHEMA.validate(&toml::from_str(text).expect("TOML")).map_err(|error| error.to_string());
    assert_eq!(marked, Ok(()), "{text}");
    let file = RuleFile::parse("./starter.toml", text, &[]).unwrap_or_else(|error| panic!("{error}\n{text}"));
    // The sum of several columns, switched on, waits for a rule that is still to be written.
    let waits = |message: &str| message == "no rule uses the derived value `sum_of_columns`";
    let warnings = file.warnings.iter().filter(|warning| !waits(&warning.advice().message)).collect::<Vec<_>>();
    assert!(warnings.is_empty(), "{warnings:?}\n{text}");
    assert!(!file.tests.is_empty(), "{text}");
    for outcome in run_tests(&file) {
        assert!(outcome.holds(), "{outcome:#?}\n{text}");
    }
    file
}

const LISTS: [&[&str]; 11] = [
    &["2500", "2300", "480", "420", "200", "100"],
    &["5", "5", "5"],
    &["0", "0"],
    &["-5"],
    &["0", "-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9"],
    &["9", "8"],
    &["100", "1", "1"],
    &["6", "5", "5", "4", "3", "2", "1", "1", "1"],
    &["0.003", "0.002", "0.0011", "0.0001"],
    &["99999999999999999999999999999999999999", "5", "-99999999999999999999999999999999999999"],
    &["1000", "10", "10", "9.99", "0", "-50"],
];

#[test]
fn every_starter_holds_in_both_languages_also_with_its_second_rule() {
    for values in LISTS {
        for language in Language::ALL {
            let mut subject = subject(measured(values));
            subject.recency = Some((recency(), "recency".to_owned()));
            subject.orders = true;
            let text = starter(&subject, language);
            assert!(text.starts_with("#:schema custclass-rules.schema.json\n# "), "{text}");
            holds(&text);
            assert_eq!(holds(&switched_on(&text)).set.rules.len(), 2);
        }
    }
}

#[test]
fn the_labels_of_the_list_are_those_that_the_comments_count() {
    for values in LISTS {
        let basis = measured(values);
        let Basis::Measured(measured) = &basis else { continue };
        let lines = measured.curve.lines();
        let text = starter(&subject(basis), Language::En);
        let file = holds(&text);
        let column = Column::Numbers(numbers(values));
        let is_revenue = |field: &Field| field.name == "revenue";
        let columns = file.set.scope.fields.iter().map(|field| is_revenue(field).then_some(&column).into()).collect();
        let scored = file.set.score(columns, values.len(), crate::date::Day::default());
        let mut before = 0;
        for (tier, line) in lines.iter().enumerate() {
            let counted = scored.all_codes(0).iter().filter(|code| **code == Code::at(tier)).count() as u64;
            assert_eq!(counted, line.part.customers - before, "{values:?}: {line:?}");
            before = line.part.customers;
        }
    }
}

#[test]
fn headers_of_any_form_are_declared_as_they_are() {
    let odd = "a \"b\" \\ c\u{7}\u{2028}\td";
    let mut subject = subject(measured(&["5", "3", "1"]));
    subject.list = "odd\n[[rule]].csv".to_owned();
    subject.fields = vec![
        own("潜力", "潜力", FieldKind::Text, Content::Words),
        own("odd", odd, FieldKind::Date, Content::Date),
        own("fresh", "Fresh", FieldKind::Number, Content::Number),
        own("milk", "Milk", FieldKind::Number, Content::Number),
    ];
    subject.sum = vec!["fresh".to_owned(), "milk".to_owned()];
    let text = starter(&subject, Language::En);
    let file = holds(&switched_on(&text));
    let field = |name: &str| file.set.scope.fields.iter().find(|field| field.name == name).expect("it is declared");
    assert_eq!(field("odd").headers, [odd]);
    assert_eq!((&field("潜力").kind, &field("odd").kind), (&FieldKind::Text, &FieldKind::Date));
    assert!(text.contains("# A starter made from odd [[rule]].csv: "), "{text}");
}

#[test]
fn words_and_days_make_starters_too() {
    let words = ["华东", "a,\"b\\c", "other"].map(|word| (word.to_owned(), d("0.3333")));
    let words = || Basis::Words(words.to_vec());
    for language in Language::ALL {
        let by_words = Subject { field: "region".to_owned(), header: "地区".to_owned(), ..subject(words()) };
        let by_days = Subject { column: "mine".to_owned(), ..subject(Basis::Days(recency())) };
        holds(&starter(&by_words, language));
        holds(&starter(&by_days, language));
    }
}

#[test]
fn a_starter_without_a_list_holds() {
    for language in Language::ALL {
        holds(&general("./mine.toml", language));
    }
}
