use std::collections::HashMap;
use std::sync::LazyLock;

use calamine::{Data, Reader, open_workbook_auto};

use super::*;
use crate::date::days;
use crate::draw::{template_csv, template_xlsx};
use crate::file::{AtomicFile, Durability};
use crate::list::{Origin, Reading};
use crate::rulefile::bundled::RULES;
use crate::run::fields::WantedFields;
use crate::run::{List, Silent};

fn today() -> i32 {
    days(jiff::civil::date(2026, 1, 31))
}

fn bundled(name: &str, text: &str) -> RuleFile {
    RuleFile::parse(name, text, &[]).unwrap_or_else(|error| panic!("{error}"))
}

/// The bundled rules with their templates in both languages, made once for all tests.
static TEMPLATES: LazyLock<Vec<(RuleFile, [Template; 2])>> = LazyLock::new(|| {
    let with_templates = |(name, text): &(&str, &str)| {
        let file = bundled(name, text);
        let templates = Language::ALL.map(|language| Template::of(&file, language, today()));
        (file, templates)
    };
    RULES.iter().map(with_templates).collect()
});

fn templates() -> impl Iterator<Item = (&'static RuleFile, &'static Template)> {
    TEMPLATES.iter().flat_map(|(file, templates)| templates.iter().map(move |template| (file, template)))
}

/// Reads a list as the program does, scores it, and says what is wrong with it.
fn read_back(file: &RuleFile, template: &Template, path: &std::path::Path) -> Result<(), String> {
    let files = std::slice::from_ref(file);
    let name = format!("{} ({})", files[0].name, template.language);
    let (origin, wanted) = (Origin::File(path.to_owned()), WantedFields::of(files, &[]));
    let list = List::open(&origin, wanted, false, &Reading::default(), &Silent);
    let List { content, .. } = list.map_err(|error| format!("{name}: {error}"))?;
    let (binding, extract) = (&content.binding, &content.extract);
    for (bound, reading) in binding.fields.iter().zip(&extract.readings) {
        let column = bound.column.ok_or_else(|| format!("{name}: no column for {}", bound.field.name))?;
        let expected = template.columns.iter().position(|column| column.field.name == bound.field.name);
        assert_eq!(Some(column), expected, "{name}: {}", bound.field.name);
        assert_eq!(reading.bad.count, 0, "{name}: {} cannot be read", bound.field.name);
    }
    let scored = content.score(files, today(), Vec::new(), None);
    assert_eq!(extract.customers, 1, "{name}");
    let rules = files[0].set.rules.iter().enumerate().filter(|(_, rule)| !rule.hidden);
    for ((index, rule), label) in rules.zip(&template.labels) {
        let tier = scored[0].code(index, 0).index().ok_or_else(|| format!("{name}: {} gives no label", rule.name))?;
        assert_eq!(words_label(rule, tier, template.language), label, "{name}");
    }
    Ok(())
}

fn words_label(rule: &crate::score::Rule, tier: usize, language: Language) -> &str {
    crate::words::label(&rule.tiers[tier], language)
}

#[test]
fn every_bundled_rule_scores_its_own_template_from_csv_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, template) in templates() {
        assert!(!template.labels.is_empty(), "{}: no example gets a label by every rule", file.name);
        let path = folder.path().join("template.csv");
        let mut csv = Vec::new();
        template_csv(template, &mut csv).expect("a CSV");
        std::fs::write(&path, csv).expect("a file");
        read_back(file, template, &path).unwrap_or_else(|problem| panic!("{problem}"));
    }
}

#[test]
fn every_bundled_rule_scores_its_own_workbook_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, template) in templates() {
        let path = folder.path().join("template.xlsx");
        let out = AtomicFile::create(&path, Durability::Cached).expect("a file");
        template_xlsx(template, out).unwrap_or_else(|error| panic!("{}: {error}", file.name));
        read_back(file, template, &path).unwrap_or_else(|problem| panic!("{problem}"));
    }
}

#[test]
fn a_workbook_holds_the_headers_typed_cells_and_the_words_to_choose_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("template.xlsx");
    let text = RULES.iter().find(|(name, _)| *name == "sales-readiness").expect("a bundled rule").1;
    let template = Template::of(&bundled("sales-readiness", text), Language::En, today());
    template_xlsx(&template, AtomicFile::create(&path, Durability::Cached).expect("a file")).expect("a workbook");
    let mut workbook = open_workbook_auto(&path).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["Customers", "Choices"]);
    let sheet = workbook.worksheet_range("Customers").expect("its sheet");
    let rows = sheet.rows().map(<[Data]>::to_vec).collect::<Vec<_>>();
    let headers = rows[0].iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(headers, ["id", "name", "contact rank", "need", "means", "talks since", "last contact"]);
    assert_eq!(rows[1][2], Data::String("first".to_owned()));
    let Data::DateTime(talks) = &rows[1][5] else { panic!("{:?} is no date", rows[1][5]) };
    assert_eq!(talks.to_ymd_hms_milli(), (2026, 1, 31, 0, 0, 0, 0));
    let choices = workbook.worksheet_range("Choices").expect("its sheet");
    let words = choices.rows().map(|row| row[0].to_string()).collect::<Vec<_>>();
    assert_eq!(words, ["contact rank", "first", "second", "third", "nobody"]);
}

#[test]
fn the_same_template_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = ["one.xlsx", "other.xlsx"].map(|name| {
        let template = Template::of(&bundled(RULES[0].0, RULES[0].1), Language::Zh, today());
        let path = folder.path().join(name);
        template_xlsx(&template, AtomicFile::create(&path, Durability::Cached).expect("a file")).expect("a workbook");
        std::fs::read(path).expect("a file")
    });
    assert!(bytes[0] == bytes[1]);
}

#[test]
fn headers_are_those_of_the_language_and_each_stands_once() {
    for (file, template) in templates() {
        let mut seen = HashMap::new();
        for column in &template.columns {
            let key = bare(&column.header);
            assert_eq!(
                spelling::is_chinese(&column.header),
                template.language == Language::Zh,
                "{}: {}",
                file.name,
                column.header
            );
            assert_eq!(seen.insert(key, &column.field.name), None, "{}: {} twice", file.name, column.header);
        }
    }
}

#[test]
fn a_rule_of_ones_own_has_a_template_too_even_without_a_test() {
    let text = "[[rule]]\nname = \"grade\"\nmethod = \"threshold\"\nfield = \"turnover_score\"\n\
                tier = [{ label = \"A\", min = 50 }, { label = \"B\" }]\n[fields.turnover_score]\ntype = \"number\"\n";
    let file = RuleFile::parse("./own.toml", text, &[]).expect("a rule file");
    let template = Template::of(&file, Language::Zh, today());
    let headers = template.columns.iter().map(|column| column.header.as_str()).collect::<Vec<_>>();
    assert_eq!(headers, ["客户编号", "客户", "turnover score"]);
    assert_eq!(template.labels, ["A"]);
}

#[test]
fn an_english_csv_has_no_byte_order_mark_and_a_chinese_one_has() {
    let starts = Language::ALL.map(|language| {
        let mut csv = Vec::new();
        let template = Template::of(&bundled(RULES[0].0, RULES[0].1), language, today());
        template_csv(&template, &mut csv).expect("a CSV");
        csv.starts_with("\u{feff}".as_bytes())
    });
    assert_eq!(starts, [false, true]);
}
