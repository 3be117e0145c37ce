//! `--manifest`: a JSON of the run, enough to repeat it exactly.

use std::io::Write;
use std::path::Path;

use custclass::Error;
use custclass::file::{AtomicFile, Durability};
use custclass::list::text::Quoting;
use custclass::list::{BoundField, FieldReading, ReadAs, Source};
use custclass::rulefile::RuleFile;
use custclass::score::line::Line;
use custclass::score::{Code, Scored};
use serde_json::{Value, json};

use super::dialect;
use super::failure::Failure;
use super::list::{Content, Repetition};
use super::notes::{Run, file_name, hash_of, hex_of, rule_name};

/// The version of the format: a number that grows when a key changes its meaning or goes.
const FORMAT: u32 = 1;

/// Writes the manifest of a run.
pub fn write(path: &Path, run: &Run<'_>) -> Result<(), Failure> {
    let mut file = AtomicFile::create(path, Durability::Cached).map_err(Error::from)?;
    let text = serde_json::to_string_pretty(&manifest(run)?)?;
    file.write_all(text.as_bytes())?;
    file.write_all(b"\n")?;
    file.commit().map_err(Error::from)?;
    Ok(())
}

fn manifest(run: &Run<'_>) -> Result<Value, Failure> {
    let Run { source, content, files, scored, repeated, policies, reading, context, .. } = *run;
    let extract = &content.extract;
    let uses_as_of = files.iter().any(|file| file.set.uses_as_of()) || policies.uses_as_of();
    let as_of = uses_as_of.then(|| reading.as_of.unwrap_or(context.today).to_string());
    let fields = content.binding.fields.iter().zip(&extract.readings);
    let mut beside = serde_json::Map::new();
    for (option, source) in &policies.sources {
        let file = json!({ "file": file_name(source.name()), "sha256": hash_of(source)? });
        beside.insert((*option).to_owned(), file);
    }
    Ok(json!({
        "format": FORMAT,
        "custclass": env!("CARGO_PKG_VERSION"),
        "as_of": as_of,
        "language": reading.language().name(),
        "input": {
            "file": file_name(source.name()),
            "kind": source.kind(),
            "written": written(source),
            "sha256": hash_of(source)?,
            "header_row": content.binding.header_record + 1,
            "records": extract.records,
            "customers": extract.customers,
            "no_customers": extract.no_customers.count(),
            "repeated_ids": repeated.map(repeated_ids),
        },
        "beside": beside,
        "fields": fields.map(|(bound, read)| field(content, bound, read)).collect::<Vec<_>>(),
        "rules": files.iter().zip(scored).map(|(file, scored)| rule_file(file, scored)).collect::<Vec<_>>(),
    }))
}

/// Customers that have the id of an earlier one, by a sample of the ids where `one_in` is more than 1.
fn repeated_ids(repeated: &Repetition) -> Value {
    let places = repeated.places.each_ref().map(ToString::to_string);
    json!({ "count": repeated.ids.count, "with_id": repeated.ids.known, "one_in": repeated.ids.one_in, "first": places })
}

/// How a delimited list is written, as the reading options say it.
fn written(source: &Source) -> Option<Value> {
    let Source::Delimited(list) = source else { return None };
    let facts = list.facts();
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
        "power_of_ten": bound.power,
        "values": read.values,
        "missing": read.missing,
        "bad": read.bad.count,
    })
}

fn rule_file(file: &RuleFile, scored: &Scored<'_>) -> Value {
    let columns = (0..scored.set.rules.len()).filter(|&rule| scored.has(rule)).map(|rule| column(scored, rule));
    let params = file.set.scope.params.iter().map(|(name, value)| (name.clone(), Value::String(value.to_string())));
    json!({
        "rule": rule_name(file),
        "sha256": hex_of(file.text.as_bytes()),
        "text": file.text,
        "params": Value::Object(params.collect()),
        "columns": columns.collect::<Vec<_>>(),
    })
}

/// A label column: how many customers each tier got, and where its lines fell, in every group.
fn column(scored: &Scored<'_>, rule: usize) -> Value {
    let tiers = &scored.set.rules[rule].tiers;
    let mut counts = vec![0u64; tiers.len() + 1];
    let count = |code: &Code| code.index().unwrap_or(tiers.len());
    scored.all_codes(rule).iter().for_each(|code| counts[count(code)] += 1);
    let tier = |(tier, customers): (&custclass::rule::tier::Tier, &u64)| json!({ "label": tier.label, "customers": customers });
    json!({
        "column": scored.set.rules[rule].name,
        "method": scored.set.rules[rule].method.name(),
        "tiers": tiers.iter().zip(&counts).map(tier).collect::<Vec<_>>(),
        "unclassified": counts[tiers.len()],
        "held": scored.held(rule).len(),
        "by_hand": scored.policy(rule).by_hand.as_ref().map_or(0, Vec::len),
        "lines": scored.lines(rule).iter().map(|line| line_of(scored, rule, line)).collect::<Vec<_>>(),
    })
}

fn line_of(scored: &Scored<'_>, rule: usize, line: &Line) -> Value {
    json!({
        "tier": scored.set.rules[rule].tiers[line.tier].label,
        "group": line.group,
        "value": line.value.map(|value| value.normalized().to_string()),
        "customers": line.customers,
        "of": line.of,
        "equal": line.equal,
    })
}
