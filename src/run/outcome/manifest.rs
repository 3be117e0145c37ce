//! A JSON of the run, enough to repeat it exactly.

use serde_json::{Value, json};

use super::Outcome;
use crate::Error;
use crate::file::sha256;
use crate::list::text::Quoting;
use crate::list::{BoundField, Description, FieldReading, MoneyReading, NoCustomer, ReadAs, RepeatedIds};
use crate::place::Place;
use crate::result::list_rows::OtherRows;
use crate::result::summary::Tallies;
use crate::rule::method::ranking::Crossing;
use crate::rule::tier::Tier;
use crate::rulefile::RuleFile;
use crate::run::list::Content;
use crate::run::notes::rule_name;
use crate::score::line::Line;
use crate::score::{Code, Scored};
use crate::words::dialect;

/// The version of the format: a number that grows when a key changes its meaning or goes.
const FORMAT: u32 = 1;

/// The manifest of a run.
pub(super) fn manifest(outcome: &Outcome<'_>) -> Result<String, Error> {
    let Outcome { job, content, scored, tallies, repeated, .. } = outcome;
    let extract = &content.extract;
    let described = outcome.source().describe();
    let fields = content.binding.fields.iter().zip(&extract.readings);
    let rules = job.rules.iter().zip(scored).zip(tallies);
    let mut beside = serde_json::Map::new();
    let mut input = ("", "");
    for file in outcome.files()? {
        match file.beside {
            None => input = (&file.name, &file.sha256),
            Some(list) => {
                _ = beside.insert(list.name().to_owned(), json!({ "file": file.name, "sha256": file.sha256 }));
            }
        }
    }
    let manifest = json!({
        "format": FORMAT,
        "custclass": env!("CARGO_PKG_VERSION"),
        "as_of": outcome.uses_today().then(|| job.today.to_string()),
        "language": job.language.name(),
        "input": {
            "file": input.0,
            "kind": described.kind,
            "written": written(&described),
            "sha256": input.1,
            "header_row": content.binding.has_header.then_some(content.binding.header_record + 1),
            "records": extract.records,
            "customers": extract.customers,
            "no_customers": extract.no_customers.count(),
            "no_customers_by_kind": outcome.rows.as_ref().map(|rows| by_kind(&rows.others)),
            "repeated_ids": repeated.as_ref().map(|(ids, places)| repeated_ids(ids, places)),
        },
        "missing_words": content.binding.missing.words(),
        "beside": beside,
        "fields": fields.map(|(bound, read)| field(content, bound, read)).collect::<Vec<_>>(),
        "rules": rules.map(|((file, scored), tallies)| rule_file(file, scored, tallies)).collect::<Vec<_>>(),
    });
    Ok(format!("{manifest:#}\n"))
}

/// Customers that have the id of an earlier one, by a sample of the ids where `one_in` is more than 1.
fn repeated_ids(ids: &RepeatedIds, places: &[Place; 2]) -> Value {
    let places = places.each_ref().map(ToString::to_string);
    json!({ "count": ids.count, "with_id": ids.known, "one_in": ids.one_in, "first": places })
}

/// Records that are no customers: how many of each kind, and the rows of the first.
fn by_kind(others: &[OtherRows]) -> Value {
    let kind = |other: &OtherRows| {
        let name = match other.why {
            NoCustomer::Total => "totals",
            NoCustomer::Header => "headers",
            NoCustomer::Foot => "foot_lines",
            NoCustomer::Blank => "blank",
        };
        (name.to_owned(), json!({ "count": other.count, "rows": other.rows }))
    };
    Value::Object(others.iter().map(kind).collect())
}

/// How a delimited list is written, as the reading options say it.
fn written(described: &Description) -> Option<Value> {
    let facts = described.text?;
    let quote = char::from(facts.dialect.quote).to_string();
    Some(json!({
        "encoding": facts.encoding,
        "byte_order_mark": facts.byte_order_mark,
        "delimiter": dialect::delimiter(facts.dialect.delimiter),
        "quote": if facts.dialect.quoting == Quoting::None { "none".to_owned() } else { quote },
    }))
}

fn field(content: &Content, bound: &BoundField, read: &FieldReading) -> Value {
    json!({
        "field": bound.field.name,
        "column": bound.column.map(|column| column + 1),
        "header": bound.column.and_then(|column| content.binding.header.get(column)),
        "read_as": read.decided.or(bound.read_as).map(ReadAs::name),
        "power_of_ten": read.power,
        "money": read.money.as_ref().map(money),
        "values": read.values,
        "missing": read.missing,
        "bad": read.bad.count,
    })
}

/// In which currency a column's amounts are counted, and what became of the others.
fn money(money: &MoneyReading) -> Value {
    let counts = money.counts.iter().map(|(code, count)| (code.clone(), json!(count)));
    let rates = money.rates.iter().map(|(code, rate)| (code.clone(), Value::String(rate.to_string())));
    json!({
        "counted_in": money.counted_in,
        "amounts": Value::Object(counts.collect()),
        "without_currency": money.without,
        "not_counted": money.set_aside,
        "rates": Value::Object(rates.collect()),
    })
}

fn rule_file(file: &RuleFile, scored: &Scored<'_>, tallies: &Tallies) -> Value {
    let columns = (0..scored.set.rules.len()).filter(|&rule| scored.has(rule));
    let columns = columns.map(|rule| column(scored, rule, &counts(scored, rule, tallies)));
    let params = file.set.scope.params.iter().map(|(name, value)| (name.clone(), Value::String(value.to_string())));
    json!({
        "rule": rule_name(file),
        "sha256": sha256(file.text.as_bytes()),
        "text": file.text,
        "params": Value::Object(params.collect()),
        "columns": columns.collect::<Vec<_>>(),
    })
}

/// How many customers got each label, and last how many got none.
fn counts(scored: &Scored<'_>, rule: usize, tallies: &Tallies) -> Vec<u64> {
    if let Some((tiers, unclassified)) = tallies.of_rule(rule) {
        return tiers.iter().chain([unclassified]).map(|tally| tally.customers).collect();
    }
    // The summary does not count what is hidden.
    let tiers = scored.set.rules[rule].tiers.len();
    let mut counts = vec![0u64; tiers + 1];
    let slot = |code: &Code| code.index().unwrap_or(tiers);
    scored.all_codes(rule).iter().for_each(|code| counts[slot(code)] += 1);
    counts
}

/// A label column: how many customers each tier got, and where its lines fell, in every group.
fn column(scored: &Scored<'_>, rule: usize, counts: &[u64]) -> Value {
    let tiers = &scored.set.rules[rule].tiers;
    let tier = |(tier, customers): (&Tier, &u64)| json!({ "label": tier.label, "customers": customers });
    let (crossing, other_crossing) = scored.crossing(rule).unzip();
    json!({
        "column": scored.set.rules[rule].name,
        "method": scored.set.rules[rule].method.name(),
        "tiers": tiers.iter().zip(counts).map(tier).collect::<Vec<_>>(),
        "unclassified": counts[tiers.len()],
        "held": scored.held(rule).len(),
        "by_hand": scored.policy(rule).by_hand.as_ref().map_or(0, Vec::len),
        "crossing": crossing.map(Crossing::name),
        "other_crossing": other_crossing,
        "lines": scored.lines(rule).iter().map(|line| line_of(scored, rule, line)).collect::<Vec<_>>(),
    })
}

fn line_of(scored: &Scored<'_>, rule: usize, line: &Line) -> Value {
    json!({
        "tier": scored.set.rules[rule].tiers[line.tier].label,
        "group": line.group,
        "value": line.value.ok().map(|value| value.normalized().to_string()),
        "customers": line.customers,
        "of": line.of,
        "equal": line.equal,
    })
}
