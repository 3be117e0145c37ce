use std::collections::HashMap;
use std::sync::LazyLock;

use calamine::{Data, Reader, open_workbook_auto};

use super::*;
use crate::date::Day;
use crate::draw::{form_csv, form_xlsx};
use crate::file::{AtomicFile, Durability};
use crate::list::{Origin, Reading};
use crate::rulefile::bundled::RULES;
use crate::run::fields::WantedFields;
use crate::run::{List, Silent};

fn today() -> Day {
    Day::from(jiff::civil::date(2026, 1, 31))
}

fn bundled(name: &str, text: &str) -> RuleFile {
    RuleFile::parse(name, text, &[]).unwrap_or_else(|error| panic!("{error}"))
}

/// The bundled rules with their forms in both languages, made once for all tests.
static FORMS: LazyLock<Vec<(RuleFile, [RuleForm; 2])>> = LazyLock::new(|| {
    let with_forms = |(name, text): &(&str, &str)| {
        let file = bundled(name, text);
        let forms = Language::ALL.map(|language| RuleForm::of(&file, language, today()));
        (file, forms)
    };
    RULES.iter().map(with_forms).collect()
});

fn forms() -> impl Iterator<Item = (&'static RuleFile, Language, &'static RuleForm)> {
    FORMS.iter().flat_map(|(file, forms)| {
        Language::ALL.into_iter().zip(forms).map(move |(language, form)| (file, language, form))
    })
}

/// Reads a list as the program does, scores it, and says what is wrong with it.
fn read_back(file: &RuleFile, language: Language, form: &RuleForm, path: &std::path::Path) -> Result<(), String> {
    let files = std::slice::from_ref(file);
    let name = format!("{} ({})", files[0].name, language);
    let (origin, fields) = (Origin::File(path.to_owned()), WantedFields::of(files, &[]));
    let list = List::open(&origin, fields, false, &Reading::default(), &Silent);
    let List { content, .. } = list.map_err(|error| format!("{name}: {error}"))?;
    let (binding, extract) = (&content.binding, &content.extract);
    for (bound, reading) in binding.fields.iter().zip(&extract.readings) {
        let column = bound.column.ok_or_else(|| format!("{name}: no column for {}", bound.field.name))?;
        let expected = wanted(file).iter().position(|wanted| wanted.field.name == bound.field.name);
        assert_eq!(Some(column), expected, "{name}: {}", bound.field.name);
        assert_eq!(reading.bad.count, 0, "{name}: {} cannot be read", bound.field.name);
    }
    let scored = content.score(files, today(), Vec::new(), None);
    assert_eq!(extract.customers, 1, "{name}");
    let rules = files[0].set.rules.iter().enumerate().filter(|(_, rule)| !rule.hidden);
    for ((index, rule), label) in rules.zip(&form.labels) {
        let tier = scored[0].code(index, 0).index().ok_or_else(|| format!("{name}: {} gives no label", rule.name))?;
        assert_eq!(words_label(rule, tier, language), label, "{name}");
    }
    Ok(())
}

fn words_label(rule: &crate::rule::Rule, tier: usize, language: Language) -> &str {
    crate::words::label(&rule.tiers[tier], language)
}

#[test]
fn every_bundled_rule_scores_its_own_form_from_csv_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, language, form) in forms() {
        assert!(!form.labels.is_empty(), "{}: no example gets a label by every rule", file.name);
        let path = folder.path().join("form.csv");
        let mut csv = Vec::new();
        form_csv(&form.form, &mut csv).expect("a CSV");
        std::fs::write(&path, csv).expect("a file");
        read_back(file, language, form, &path).unwrap_or_else(|problem| panic!("{problem}"));
    }
}

#[test]
fn every_bundled_rule_scores_its_own_workbook_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, language, form) in forms() {
        let path = folder.path().join("form.xlsx");
        let out = AtomicFile::create(&path, Durability::Cached).expect("a file");
        form_xlsx(&form.form, out).unwrap_or_else(|error| panic!("{}: {error}", file.name));
        read_back(file, language, form, &path).unwrap_or_else(|problem| panic!("{problem}"));
    }
}

#[test]
fn a_workbook_holds_the_headers_typed_cells_and_the_words_to_choose_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("form.xlsx");
    let text = RULES.iter().find(|(name, _)| *name == "sales-readiness").expect("a bundled rule").1;
    let form = RuleForm::of(&bundled("sales-readiness", text), Language::En, today());
    form_xlsx(&form.form, AtomicFile::create(&path, Durability::Cached).expect("a file")).expect("a workbook");
    let mut workbook = open_workbook_auto(&path).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["Customers", "Choices"]);
    let sheet = workbook.worksheet_range("Customers").expect("its sheet");
    let rows = sheet.rows().map(<[Data]>::to_vec).collect::<Vec<_>>();
    let headers = rows[0].iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        headers,
        ["id", "name", "contact rank", "need", "means", "talks since", "last contact", "agreed contact", "owner"]
    );
    assert_eq!(rows[1][2], Data::String("first".to_owned()));
    let Data::DateTime(talks) = &rows[1][5] else { panic!("{:?} is no date", rows[1][5]) };
    assert_eq!(talks.to_ymd_hms_milli(), (2026, 1, 31, 0, 0, 0, 0));
    let choices = workbook.worksheet_range("Choices").expect("its sheet");
    let words = choices.rows().map(|row| row[0].to_string()).collect::<Vec<_>>();
    assert_eq!(words, ["contact rank", "first", "second", "third", "nobody"]);
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = ["one.xlsx", "other.xlsx"].map(|name| {
        let form = RuleForm::of(&bundled(RULES[0].0, RULES[0].1), Language::Zh, today());
        let path = folder.path().join(name);
        form_xlsx(&form.form, AtomicFile::create(&path, Durability::Cached).expect("a file")).expect("a workbook");
        std::fs::read(path).expect("a file")
    });
    assert!(bytes[0] == bytes[1]);
}

#[test]
fn headers_are_those_of_the_language_and_each_stands_once() {
    for (file, language, form) in forms() {
        let mut seen = HashMap::new();
        for column in &form.form.columns {
            let key = bare(&column.header);
            assert!(language.words().is_own(&column.header), "{}: {}", file.name, column.header);
            assert_eq!(seen.insert(key, &column.header), None, "{}: {} twice", file.name, column.header);
        }
    }
}

#[test]
fn a_rule_of_ones_own_has_a_form_too_even_without_a_test() {
    let text = "[[rule]]\nname = \"grade\"\nmethod = \"threshold\"\nfield = \"turnover_score\"\n\
                tier = [{ label = \"A\", min = 50 }, { label = \"B\" }]\n[fields.turnover_score]\ntype = \"number\"\n";
    let file = RuleFile::parse("./own.toml", text, &[]).expect("a rule file");
    let form = RuleForm::of(&file, Language::Zh, today());
    let headers = form.form.columns.iter().map(|column| column.header.as_str()).collect::<Vec<_>>();
    assert_eq!(headers, ["客户编号", "客户", "turnover score"]);
    assert_eq!(form.labels, ["A"]);
}

#[test]
fn an_english_csv_has_no_byte_order_mark_and_a_chinese_one_has() {
    let starts = Language::ALL.map(|language| {
        let mut csv = Vec::new();
        let form = RuleForm::of(&bundled(RULES[0].0, RULES[0].1), language, today());
        form_csv(&form.form, &mut csv).expect("a CSV");
        csv.starts_with("\u{feff}".as_bytes())
    });
    assert_eq!(starts, [false, true]);
}
