//! A frozen rule gives every customer of its list the label that the ranking gave.

use custclass::date::Day;
use custclass::number::Decimal;
use custclass::rulefile::{FreezeError, FrozenTexts, RuleFile, freeze, run_tests};
use custclass::score::{Cell, Column, FieldColumn, Numbers, Scored, Texts};
use proptest::prelude::*;

use super::crossing::{rankings, values};
use super::library::rule;

type Regions<'a> = &'a [Option<&'static str>];

/// Scores a list, and has a look at it.
fn look<T>(file: &RuleFile, revenue: &[Cell<Decimal>], region: Regions<'_>, look: impl FnOnce(&Scored<'_>) -> T) -> T {
    let numbers = Column::Numbers(revenue.iter().copied().collect::<Numbers>());
    let mut texts = Texts::default();
    region.iter().for_each(|text| texts.push(text.map_or(Cell::Missing, Cell::Value)));
    let texts = Column::Texts(texts);
    let columns = file.set.scope.fields.iter().map(|field| match field.name.as_str() {
        "revenue" => FieldColumn::Present(&numbers),
        "region" => FieldColumn::Present(&texts),
        _ => FieldColumn::Absent,
    });
    look(&file.set.score(columns.collect(), revenue.len(), Day::default()))
}

/// The labels of all customers by every rule.
fn labels(file: &RuleFile, revenue: &[Cell<Decimal>], region: Regions<'_>) -> Vec<Vec<Option<String>>> {
    let of_rule = |scored: &Scored<'_>, rule: usize| {
        let label = |tier: usize| file.set.rules[rule].tiers[tier].label.clone();
        scored.all_codes(rule).into_iter().map(|code| code.index().map(label)).collect()
    };
    look(file, revenue, region, |scored| (0..file.set.rules.len()).map(|rule| of_rule(scored, rule)).collect())
}

/// Figures of more than one decimal place that end with a zero.
fn idle_zero(text: &str) -> Option<&str> {
    let is_figure = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let mut words = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '_' | '-'))).filter(is_figure);
    words.find(|word| word.contains('.') && word.ends_with('0'))
}

fn holds(text: &str, revenue: &[Cell<Decimal>], region: Regions<'_>) -> Result<(), TestCaseError> {
    let file = rule(text);
    let before = labels(&file, revenue, region);
    let text = match look(&file, revenue, region, |scored| freeze(&file, scored, "l.csv", |_| FrozenTexts::default())) {
        Ok(text) => text,
        Err(FreezeError::NoLines(_)) => {
            prop_assert!(before[0].iter().all(Option::is_none), "{before:?}");
            return Ok(());
        }
        // Quotients of numbers of many digits.
        Err(FreezeError::TooClose(_)) if text.contains("[derive]") => return Ok(()),
        Err(error) => return Err(TestCaseError::fail(format!("{error}\n{text}"))),
    };
    let frozen =
        RuleFile::parse("./frozen.toml", &text, &[]).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&labels(&frozen, revenue, region), &before, "{}", &text);
    prop_assert!(frozen.warnings.is_empty(), "{:?}\n{}", &frozen.warnings, &text);
    prop_assert!(!frozen.set.rules[0].method.ranks());
    let outcomes = run_tests(&frozen);
    prop_assert!(!outcomes.is_empty() && outcomes.iter().all(|outcome| outcome.holds()), "{:?}\n{}", outcomes, &text);
    if frozen.set.rules.iter().any(|rule| rule.method.ranks()) {
        // Nobody has a label by a later rule that ranks, so that it ranks as before.
        return Ok(());
    }
    prop_assert_eq!(idle_zero(&text), None, "{}", &text);
    // Customers that the list did not have are measured by the same lines.
    let (twice, regions) = ([revenue, revenue].concat(), [region, region].concat());
    for (now, before) in labels(&frozen, &twice, &regions).iter().zip(&before) {
        prop_assert_eq!(now, &[&before[..], &before[..]].concat());
    }
    Ok(())
}

/// What a rule may rank.
const COLUMNS: [&str; 5] = ["", "revenue / 7", "1 / revenue", "(revenue - 3) / (revenue * 3)", "revenue / 7 - 1 / 3"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_frozen_rule_gives_its_list_the_same_labels(
        ranking in rankings(),
        values in values(),
        column in prop::sample::select(&COLUMNS),
        per in any::<bool>(),
        later in any::<bool>(),
        regions in prop::collection::vec(prop::sample::select(vec![Some("East"), Some("West, \"x\""), Some("华东"), Some("N.W"), None]), 40),
    ) {
        let mut text = ranking.text(if per { "per = \"region\"" } else { "" });
        if !column.is_empty() {
            text = format!("[derive]\npart = \"{column}\"\n\n{}", text.replace("field = \"revenue\"", "field = \"part\""));
        }
        if later {
            let numbers = text.contains("bins");
            let when = if numbers { "t >= 2" } else { "t = 'T0'" };
            text += &format!(
                "\n[[rule]]\nname = \"later\"\nmethod = \"decision\"\ntier = [ {{ label = \"yes\", when = \"{when}\" }}, {{ label = \"no\" }} ]\n"
            );
        }
        holds(&text, &values, &regions[..values.len()])?;
    }

    /// A ranking within the tiers of another one.
    #[test]
    fn groups_may_be_the_labels_of_an_earlier_rule(
        outer in rankings(),
        inner in rankings(),
        values in values(),
    ) {
        let inner = inner.text("per = \"t\"").replace("name = \"t\"", "name = \"inner\"");
        holds(&format!("{}\n{inner}", outer.text("")), &values, &vec![Some("East"); values.len()])?;
    }
}
