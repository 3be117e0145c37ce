//! What holds for every bundled rule, on lists of all that its fields may hold.

use custclass::Language;
use custclass::rule::{Field, FieldKind};
use custclass::rulefile::{RuleFile, bundled};

use super::library::{labels, whys};

/// Chance that is the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }
}

/// A cell of a field: mostly a value, sometimes nothing, seldom nonsense.
fn cell(field: &Field, chance: &mut Chance) -> String {
    match chance.below(20) {
        0 => return String::new(),
        1 => return "N/A".to_owned(),
        2 if field.kind != FieldKind::Text => return "nonsense".to_owned(),
        _ => {}
    }
    match &field.kind {
        FieldKind::Number => {
            let digits = [1, 2, 3, 6, 9][chance.below(5)];
            format!("{}.{:02}", chance.below(10usize.pow(digits)), chance.below(100))
        }
        FieldKind::Percent => format!("{}.{}%", chance.below(130), chance.below(10)),
        FieldKind::Date => {
            format!("{}-{:02}-{:02}", 2023 + chance.below(4), 1 + chance.below(12), 1 + chance.below(28))
        }
        FieldKind::Flag => chance.one_of(&["yes", "no", "是", "否", "1", "0", "√"]).to_owned(),
        FieldKind::Tags => {
            let tags = ["calm", "冷静", "compares", "talkative", "price", "quality", "急", "asks"];
            format!("{}; {}", chance.one_of(&tags), chance.one_of(&tags))
        }
        FieldKind::Text => {
            chance.one_of(&["Shanghai", "上海", "East", "retail", "new", "A", "B", "C", "1", "high"]).to_owned()
        }
        FieldKind::Choice(words) => {
            let word = &words[chance.below(words.len())];
            word.spellings.first().unwrap_or(&word.word).clone()
        }
    }
}

/// A list of all the fields that a rule reads; each record ends in its number.
fn records(file: &RuleFile, chance: &mut Chance) -> (String, Vec<String>) {
    let mut used =
        file.set.needs().into_iter().flat_map(|need| need.alternatives.into_iter().flatten()).collect::<Vec<_>>();
    used.sort_unstable();
    used.dedup();
    let fields = used.iter().map(|&field| &file.set.scope.fields[field]).collect::<Vec<_>>();
    let header =
        fields.iter().map(|field| field.name.clone()).chain(["row number".to_owned()]).collect::<Vec<_>>().join(",");
    let mut record = |row: usize| {
        let cells = fields.iter().map(|field| format!("\"{}\"", cell(field, chance)));
        cells.chain([row.to_string()]).collect::<Vec<_>>().join(",")
    };
    (header, (0..60).map(&mut record).collect())
}

fn labels_of(file: &RuleFile, header: &str, records: &[&str]) -> Vec<Vec<Option<String>>> {
    let list = format!("{header}\n{}\n", records.join("\n"));
    labels(file, list.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", file.name))
}

#[test]
fn no_rule_looks_at_the_order_of_the_rows() {
    let mut chance = Chance(7);
    for (name, text) in bundled::RULES {
        let file = RuleFile::parse(name, text, &[]).unwrap_or_else(|error| panic!("{error}"));
        let (header, records) = records(&file, &mut chance);
        let straight = records.iter().map(String::as_str).collect::<Vec<_>>();
        let mut order = (0..straight.len()).collect::<Vec<_>>();
        (1..order.len()).for_each(|row| order.swap(row, chance.below(row + 1)));
        let shuffled = order.iter().map(|&row| straight[row]).collect::<Vec<_>>();
        let one = labels_of(&file, &header, &straight);
        let other = labels_of(&file, &header, &shuffled);
        assert!(!one.is_empty(), "{name} gives no column");
        for (one, other) in one.iter().zip(&other) {
            let expected = order.iter().map(|&row| one[row].clone()).collect::<Vec<_>>();
            assert_eq!(*other, expected, "{name}");
        }
    }
}

#[test]
fn no_rule_looks_at_the_other_customers_unless_it_ranks() {
    let mut chance = Chance(11);
    for (name, text) in bundled::RULES {
        let file = RuleFile::parse(name, text, &[]).unwrap_or_else(|error| panic!("{error}"));
        if file.set.rules.iter().any(|rule| rule.method.ranks()) {
            continue;
        }
        let (header, records) = records(&file, &mut chance);
        let all = records.iter().map(String::as_str).collect::<Vec<_>>();
        let (first, second) = all.split_at(30);
        let whole = labels_of(&file, &header, &all);
        let halves = [labels_of(&file, &header, first), labels_of(&file, &header, second)];
        for (column, labels) in whole.iter().enumerate() {
            assert_eq!(*labels, [halves[0][column].as_slice(), &halves[1][column]].concat(), "{name}");
        }
    }
}

/// A sentence without what is the user's own: labels, names of label columns, cells of the list.
fn without_own(sentence: &str, own: &[String]) -> String {
    own.iter()
        .filter(|own| !own.is_empty())
        .fold(sentence.to_owned(), |sentence, own| sentence.replace(own.as_str(), "□"))
}

#[test]
fn sentences_speak_the_language_of_the_run_and_no_code() {
    let mut chance = Chance(17);
    for (name, text) in bundled::RULES {
        let file = RuleFile::parse(name, text, &[]).unwrap_or_else(|error| panic!("{error}"));
        let (header, records) = records(&file, &mut chance);
        let list = format!("{header}\n{}\n", records.join("\n"));
        for (language, own, sentence) in whys(&file, list.as_bytes()) {
            let said = without_own(&sentence, &own);
            match language {
                Language::Zh => {
                    let is_word = |letters: &&str| letters.len() > 1;
                    let words =
                        said.split(|letter: char| !letter.is_ascii_alphabetic()).filter(is_word).collect::<Vec<_>>();
                    assert!(words.is_empty(), "{name}: {sentence} ({words:?})");
                }
                _ => assert!(!said.contains(['_', '`']), "{name}: {sentence}"),
            }
        }
    }
}
