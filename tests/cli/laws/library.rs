//! The library's way from a list to its labels, without the program around it.

use std::io::Write;
use std::path::Path;

use custclass::date::Day;
use custclass::list::Reading;
use custclass::number::Decimal;
use custclass::rule::Field;
use custclass::rulefile::RuleFile;
use custclass::run::{Job, Rules, Silent};
use custclass::score::{Cell, Code, Column, FieldColumn, Numbers, Texts};
use custclass::{Error, Language, words};
use jiff::civil::{Date, date};

/// A rule file from its text.
pub fn rule(text: &str) -> RuleFile {
    RuleFile::parse("law.toml", text, &[]).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The tier of each customer by the file's last rule, for numbers in `revenue` and, where the rule wants it, texts in `region`.
pub fn tiers(file: &RuleFile, revenue: &[Cell<Decimal>], region: &[Option<&str>]) -> Vec<Option<usize>> {
    let numbers = Column::Numbers(revenue.iter().copied().collect::<Numbers>());
    let mut texts = Texts::default();
    region.iter().for_each(|text| texts.push(text.map_or(Cell::Missing, Cell::Value)));
    let texts = Column::Texts(texts);
    let column = |field: &Field| match field.name.as_str() {
        "revenue" => FieldColumn::Present(&numbers),
        "region" if !region.is_empty() => FieldColumn::Present(&texts),
        _ => FieldColumn::Absent,
    };
    let columns = file.set.scope.fields.iter().map(column).collect();
    let scored = file.set.score(columns, revenue.len(), Day::default());
    scored.all_codes(file.set.rules.len() - 1).into_iter().map(Code::index).collect()
}

/// 'Today' in these tests.
const TODAY: Date = date(2026, 1, 31);

/// The label of each customer by each rule of the file that gives a column to see; `None` is unclassified.
pub fn labels(file: &RuleFile, list: &[u8]) -> Result<Vec<Vec<Option<String>>>, String> {
    let kept = kept(list);
    let job = Job { reading: Reading::default(), ..Job::new(kept.path(), Rules::default(), TODAY) };
    let job = Job { rules: Rules::from(vec![rule(&file.text)]), ..job };
    let list = job.read(&Silent).map_err(|error| error.to_string())?;
    let scored = list.content.score(&job.rules, job.day(), Vec::new(), None).pop().expect("one file, one result");
    let label = |rule: usize, code: Code| code.index().map(|tier| file.set.rules[rule].tiers[tier].label.clone());
    Ok(scored.shown().map(|rule| scored.all_codes(rule).into_iter().map(|code| label(rule, code)).collect()).collect())
}

/// Why each customer has its label by each rule of the file, in every language, with the texts in it that are the user's own. One sentence by
/// itself is what it is among many.
pub fn whys(file: &RuleFile, list: &[u8]) -> Vec<(Language, Vec<String>, String)> {
    let kept = kept(list);
    let job = Job { reading: Reading::default(), ..Job::new(kept.path(), Rules::default(), TODAY) };
    let job = Job { rules: Rules::from(vec![rule(&file.text)]), ..job };
    let read = job.read(&Silent).unwrap_or_else(|error| panic!("{}: {error}", file.name));
    let scored = read.content.score(&job.rules, job.day(), Vec::new(), None).pop().expect("one file, one result");
    let rules = &file.set.rules;
    let tiers = rules.iter().flat_map(|rule| &rule.tiers);
    let mut own =
        tiers.flat_map(|tier| [tier.label.clone(), words::label(tier, Language::Zh).to_owned()]).collect::<Vec<_>>();
    own.extend(rules.iter().map(|rule| rule.name.clone()));
    own.extend(
        String::from_utf8_lossy(list)
            .lines()
            .skip(1)
            .flat_map(|line| line.split('"'))
            .flat_map(|cell| cell.split("; "))
            .map(str::to_owned),
    );
    own.retain(|text| text.chars().any(char::is_alphabetic));
    own.sort_by_key(|text| std::cmp::Reverse(text.len()));
    own.dedup();
    let mut sentences = Vec::new();
    for language in Language::ALL {
        for rule in scored.shown() {
            let wording = words::Wording::new(&scored, rule, language);
            let (mut text, mut ends) = (String::new(), Vec::new());
            wording.whys(0..scored.frame.rows, &mut words::Sentences { text: &mut text, ends: &mut ends });
            let mut start = 0;
            for (row, end) in ends.into_iter().enumerate() {
                assert_eq!(text[start..end], wording.why(row), "{}", file.name);
                sentences.push((language, own.clone(), text[start..end].to_owned()));
                start = end;
            }
        }
    }
    sentences
}

/// A delimited list as it goes out with its labels, read the way `reading` says.
pub fn copy(rules: &str, list: &[u8], reading: Reading) -> Result<Vec<u8>, Error> {
    let kept = kept(list);
    let job = Job { reading, ..Job::new(kept.path(), Rules::from(vec![rule(rules)]), TODAY) };
    let mut list = job.read(&Silent)?;
    let mut out = Vec::new();
    job.score(&mut list, &Silent)?.copy_to(&mut out, Path::new("out.csv"), &Silent)?;
    Ok(out)
}

fn kept(list: &[u8]) -> tempfile::NamedTempFile {
    let mut kept = tempfile::NamedTempFile::new().expect("a temporary file");
    kept.write_all(list).expect("it is written");
    kept
}
