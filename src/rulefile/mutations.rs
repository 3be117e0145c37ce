//! Whether the `[[test]]` lists of the bundled rules prove their numbers: every number of every rule is changed by one unit of its last
//! written digit, up and down, and one of the rule's own lists has to fail, or the file has to be refused.
//!
//! What is not changed, and why:
//! - texts that carry numbers as words: labels, titles, actions, colours, headers, spellings of choices, `values` of lookups in quotes;
//! - the periods of the follow-up keys: a `[[test]]` compares labels, and a cadence gives none. They are held by [`FOLLOW_UPS`] instead,
//!   where each of them stands once more;
//! - `expect_customers`: what a textbook expects, shown beside what is; no label depends on it. Held in the same way;
//! - what is named in [`EXEMPT`].

use std::ops::Range;
use std::thread;

use super::bundled::RULES;
use super::{RuleFile, check, toml};
use crate::language::Language;
use crate::rule::follow_up::{Period, Review};
use crate::rule::settings::{Complaints, Node, Setting, Table};
use crate::rule::tier::Tier;

/// Changes that no list can notice: rule, number, changed number.
///
/// The totals of `contract-cooperation` come in steps of 7.5 (four items of 100, 70, 40 or 10 points, a quarter each), so none lies
/// between the cut and one point below it.
const EXEMPT: &[(&str, &str, &str)] =
    &[("contract-cooperation", "85", "84"), ("contract-cooperation", "55", "54"), ("contract-cooperation", "25", "24")];

/// Keys whose texts are words or periods, not figures that a label depends on.
const WORDS: &[&str] = &[
    "title",
    "title_zh",
    "about",
    "about_zh",
    "source",
    "source_zh",
    "family",
    "family_zh",
    "notes",
    "notes_zh",
    "name",
    "method",
    "label",
    "zh",
    "color",
    "mark",
    "action",
    "action_zh",
    "contact_every",
    "first_contact",
    "review_every",
    "release_after",
    "falls",
    "expect_customers",
    "hold",
    "headers",
    "tags",
    "type",
];

/// Keys whose numbers add up to a whole, so that two are changed at a time as well.
const PARTS: &[&str] = &["share", "weight"];

/// A number of a rule file.
#[derive(Debug)]
struct Figure {
    /// The key that it stands under.
    key: String,
    /// Where it stands.
    span: Range<usize>,
}

/// A rule file with one number (or two that add up) changed.
#[derive(Debug)]
struct Mutation {
    rule: &'static str,
    line: usize,
    from: String,
    to: String,
    text: String,
}

#[test]
fn every_number_of_every_bundled_rule_is_proved_by_its_lists() {
    let mutations = RULES.iter().flat_map(|(name, text)| mutations(name, text)).collect::<Vec<_>>();
    assert!(mutations.len() > 500, "only {} changes are tried", mutations.len());
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let survivors = thread::scope(|scope| {
        let work = |worker: usize| mutations.iter().skip(worker).step_by(workers).filter(|change| change.survives());
        let threads = (0..workers).map(|worker| scope.spawn(move || work(worker).collect::<Vec<_>>()));
        let threads = threads.collect::<Vec<_>>();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect::<Vec<_>>()
    });
    let told = |change: &Mutation| format!("{}:{}: {} -> {}", change.rule, change.line, change.from, change.to);
    let is_exempt = |change: &Mutation| EXEMPT.contains(&(change.rule, change.from.as_str(), change.to.as_str()));
    let unproved = survivors.iter().filter(|change| !is_exempt(change)).map(|change| told(change)).collect::<Vec<_>>();
    assert!(unproved.is_empty(), "no list notices:\n{}", unproved.join("\n"));
    assert_eq!(survivors.len(), EXEMPT.len(), "an exemption is no longer needed");
}

impl Mutation {
    /// Whether nobody notices the change.
    fn survives(&self) -> bool {
        RuleFile::parse(self.rule, &self.text, &[]).is_ok_and(|file| check::holds(&file))
    }
}

/// Every change of one number, and of two neighbouring parts of a whole.
fn mutations(rule: &'static str, text: &str) -> Vec<Mutation> {
    let mut figures = Vec::new();
    let table = toml::parse(text, &Complaints::default());
    for (key, _, node) in &table.entries {
        if !WORDS.contains(&key.as_str()) && key != "test" {
            collect(key, node, text, &mut figures);
        }
    }
    let single = figures.iter().flat_map(|figure| [1, -1].map(|by| vec![(figure, by)]));
    let neighbours = figures.windows(2).filter(|pair| are_parts(&pair[0], &pair[1]));
    let double = neighbours.flat_map(|pair| [1, -1].map(|by| vec![(&pair[0], by), (&pair[1], -by)]));
    single.chain(double).map(|changes| mutation(rule, text, &changes)).collect()
}

/// Whether two numbers are neighbouring parts of one whole: nothing between them begins another rule.
fn are_parts(one: &Figure, other: &Figure) -> bool {
    PARTS.contains(&one.key.as_str()) && one.key == other.key
}

fn mutation(rule: &'static str, text: &str, changes: &[(&Figure, i128)]) -> Mutation {
    let mut changed = text.to_owned();
    let decimals = changes.iter().map(|(figure, _)| decimals(&text[figure.span.clone()])).max().unwrap_or(0);
    let (mut from, mut to) = (Vec::new(), Vec::new());
    for (figure, by) in changes.iter().rev() {
        let written = &text[figure.span.clone()];
        let new = moved(written, *by, decimals);
        changed.replace_range(figure.span.clone(), &new);
        from.insert(0, written.to_owned());
        to.insert(0, new);
    }
    let line = 1 + text[..changes[0].0.span.start].matches('\n').count();
    Mutation { rule, line, from: from.join(" and "), to: to.join(" and "), text: changed }
}

/// The numbers below a node, in the order of the file.
fn collect(key: &str, node: &Node, text: &str, figures: &mut Vec<Figure>) {
    match &node.value {
        Setting::Number(_) => figures.push(Figure { key: key.to_owned(), span: node.span.clone() }),
        Setting::Text { text: words, exact: Some(start) } => {
            let spans = numbers_in(words).into_iter();
            figures
                .extend(spans.map(|span| Figure { key: key.to_owned(), span: start + span.start..start + span.end }));
        }
        Setting::List(list) => list.iter().for_each(|node| collect(key, node, text, figures)),
        Setting::Table(table) => table.entries.iter().for_each(|(key, _, node)| {
            let is_words = WORDS.contains(&key.as_str()) || (key == "values" && is_spelling(node));
            if !is_words {
                collect(key, node, text, figures);
            }
        }),
        Setting::Text { exact: None, .. } => {
            assert!(!text[node.span.clone()].contains(|c: char| c.is_ascii_digit()), "a number among escapes");
        }
        Setting::Flag(_) | Setting::Other(_) => {}
    }
}

/// Whether `values` are the spellings of a choice or the words of a lookup.
fn is_spelling(node: &Node) -> bool {
    match &node.value {
        Setting::List(list) => list.iter().all(|node| matches!(node.value, Setting::Text { .. })),
        Setting::Table(Table { entries }) => !entries.is_empty(),
        _ => false,
    }
}

/// Where the numbers and dates of an expression stand: digits that are no part of a name, a quoted text or a name in backticks.
fn numbers_in(expression: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = expression[at..].chars().next() {
        let rest = &expression[at..];
        let length = |more: fn(char) -> bool| rest.find(|c| !more(c)).unwrap_or(rest.len());
        at += match first {
            '\'' | '"' | '`' => 2 + rest[1..].find(first).unwrap_or(rest.len() - 2),
            '0'..='9' => {
                let is_date = rest.get(..10).is_some_and(|text| text.parse::<jiff::civil::Date>().is_ok());
                let digits = length(|c| c.is_ascii_digit() || matches!(c, '_' | '.'));
                let percent = usize::from(rest[digits..].starts_with('%'));
                let whole = if is_date { 10 } else { digits + percent };
                found.push(at..at + whole);
                whole
            }
            _ if first.is_alphabetic() || first == '_' => length(|c| c.is_alphanumeric() || c == '_'),
            _ => first.len_utf8(),
        };
    }
    found
}

fn decimals(written: &str) -> usize {
    let digits = written.trim_end_matches('%').replace('_', "");
    digits.split_once('.').map_or(0, |(_, behind)| behind.len())
}

/// A number or a date as written, changed by so many units of a decimal place; a date by days.
fn moved(written: &str, by: i128, decimals: usize) -> String {
    if let Ok(date) = written.parse::<jiff::civil::Date>() {
        return date.saturating_add(jiff::Span::new().days(by as i64)).to_string();
    }
    let plain = written.replace('_', "");
    let (plain, percent) = plain.strip_suffix('%').map_or((plain.as_str(), ""), |plain| (plain, "%"));
    let (whole, behind) = plain.split_once('.').unwrap_or((plain, ""));
    let units = format!("{whole}{behind:0<decimals$}").parse::<i128>().expect("a number") + by;
    let digits = format!("{:0>1$}", units.abs(), decimals + 1);
    let (whole, behind) = digits.split_at(digits.len() - decimals);
    let sign = if units < 0 { "-" } else { "" };
    format!("{sign}{whole}{}{behind}{percent}", if decimals > 0 { "." } else { "" })
}

#[test]
fn a_number_is_changed_by_one_unit_of_its_last_digit() {
    let both = |written: &str| [1, -1].map(|by| moved(written, by, decimals(written)));
    assert_eq!(both("500_000"), ["500001", "499999"]);
    assert_eq!(both("0.30"), ["0.31", "0.29"]);
    assert_eq!(both("0"), ["1", "-1"]);
    assert_eq!(both("5%"), ["6%", "4%"]);
    assert_eq!(both("2026-01-31"), ["2026-02-01", "2026-01-30"]);
}

#[test]
fn the_numbers_of_an_expression_are_found() {
    let text = "at_least(2, r2, `3 a`) and x >= 1_000.5 or y in ['4', 5%] and d < 2026-01-31";
    let found = numbers_in(text).into_iter().map(|span| &text[span]).collect::<Vec<_>>();
    assert_eq!(found, ["2", "1_000.5", "5%", "2026-01-31"]);
}

/// The figures that no label depends on, each a second time: a cadence is changed here as well, or not at all.
const FOLLOW_UPS: &str = "\
pyramid tier platinum: contact 7 days, review 6 months
pyramid tier gold: contact 30 days, review 6 months
pyramid tier iron: contact 90 days, review 12 months
pareto-abc pareto_abc A: expected 0.20
pareto-abc pareto_abc B: expected 0.30
pareto-abc pareto_abc C: expected 0.50
pareto-20-80 pareto_20_80 vital few: expected 0.20
pareto-20-80 pareto_20_80 useful many: expected 0.80
contract-cooperation contract_cooperation A: review 6 months
contract-cooperation contract_cooperation B: review 12 months
contract-cooperation contract_cooperation C: review 24 months
contract-cooperation contract_cooperation D: review irregular
sales-readiness sales_readiness A: contact 2–3 days, falls after 10 days to B
sales-readiness sales_readiness B: contact 5–7 days
sales-readiness sales_readiness C: contact 30 days
lead-conditions lead_conditions A: contact 48–72 hours, release 72 hours
lead-conditions lead_conditions B: contact 7 days
lead-conditions lead_conditions C: release 30 days
lead-conditions lead_conditions D: review 3–6 months
lead-conditions lead_mark focus: contact 24–72 hours
property-buyer property_buyer A: contact 7 days, first the same day, review 7 days, falls after 1 month to B
property-buyer property_buyer B: contact 3–5 days, first the same day, review 7 days
property-buyer property_buyer C: first the same day
property-buyer property_buyer C1: first the same day
property-buyer property_buyer C2: first the same day
property-buyer opening_call call now: contact 1–3 days, first the same day
nine-box nine_box A1: contact 8 per month
nine-box nine_box A2: contact 8 per month
nine-box nine_box A3: contact 2–4 per month
nine-box nine_box B1: contact 8 per month
nine-box nine_box B2: contact 8 per month
nine-box nine_box B3: contact 2–4 per month
nine-box nine_box C1: contact 1–2 months
nine-box nine_box C2: contact 1–2 months
abc-xyz abc A: expected 0.20
abc-xyz abc B: expected 0.30
abc-xyz abc C: expected 0.50
";

#[test]
fn every_cadence_of_every_bundled_rule_is_as_written_down_here() {
    let mut told = String::new();
    for (name, text) in RULES {
        let file = RuleFile::parse(name, text, &[]).unwrap_or_else(|error| panic!("{error}"));
        for (rule, tier) in file.set.rules.iter().flat_map(|rule| rule.tiers.iter().map(move |tier| (rule, tier))) {
            let figures = figures(tier);
            if !figures.is_empty() {
                told += &format!("{name} {} {}: {}\n", rule.name, tier.label, figures.join(", "));
            }
        }
    }
    snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV).eq(told, FOLLOW_UPS);
}

/// What a tier says of contacts, reviews, releases, falls and a textbook's share of customers.
fn figures(tier: &Tier) -> Vec<String> {
    let said = |key: &str, period: Option<Period>| {
        period.map(|period| format!("{key} {}", Language::En.words().period(period)))
    };
    let follow_up = &tier.follow_up;
    let review = match &follow_up.review_every {
        Some(Review::Every(period)) => said("review", Some(*period)),
        Some(Review::Irregular) => Some("review irregular".to_owned()),
        None => None,
    };
    let falls = follow_up.falls.as_ref();
    let falls = falls.map(|falls| format!("falls after {} to {}", Language::En.words().period(falls.after), falls.to));
    let expected = tier.expect_customers.as_ref().map(|share| format!("expected {}", share.value));
    let all = [said("contact", follow_up.contact_every), said("first", follow_up.first_contact), review];
    let rest = [said("release", follow_up.release_after), falls, expected];
    all.into_iter().chain(rest).flatten().collect()
}
