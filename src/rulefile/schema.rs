//! A JSON Schema of rule files and of dictionaries of fields, by which editors complete keys, explain them and mark mistakes.
//!
//! It is draft-07 and keeps to what editors for draft-04 understand as well: no conditions, no `const`, and no `$ref` with
//! anything beside it, since many leave out the description that stands there. What an editor cannot know (whether a field exists,
//! whether shares add up to 100 %) is left to `rules check`. Methods, field types and units of time come from the loader's own
//! lists; that its keys are these is held by the tests.

use serde_json::{Map, Value, json};

use super::fields::TYPES;
use crate::rule::follow_up::{unit_names, weekday_names};
use crate::rule::method::METHODS;
use crate::rule::method::ranking::BINS;

#[cfg(test)]
mod tests;

/// The name of the schema's file: `#:schema` in the first line of the bundled files points to it.
pub const SCHEMA_FILE: &str = "custclass-rules.schema.json";

/// The schema as the text of its file.
pub fn schema() -> String {
    // Nothing but texts, numbers and lists is in it, so it can be written.
    serde_json::to_string_pretty(&top()).unwrap_or_default() + "\n"
}

/// All keys that a rule may have, whatever its method.
pub(super) fn rule_keys() -> Vec<String> {
    keys(&rule())
}

/// All keys that a tier may have, whatever its rule's method.
pub(super) fn tier_keys() -> Vec<String> {
    keys(&tier())
}

fn keys(table: &Value) -> Vec<String> {
    table.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
}

fn top() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "custclass rule file",
        "description": "One classification of customers (one or more [[rule]]), or a dictionary of fields ([fields.*] alone).",
        "type": "object",
        "anyOf": [{ "required": ["rule"] }, { "required": ["fields"] }],
        "properties": {
            "title": text("What the classification is called.", "Customer pyramid"),
            "title_zh": text("The title in Chinese.", "客户金字塔"),
            "about": text("What it does, in a sentence.", "1 / 4 / 15 / 80 % of customers, by revenue."),
            "about_zh": text("The same in Chinese.", "按销售额排名：1%／4%／15%／80%。"),
            "source": text("Where its figures come from.", "Sales handbook 2026, page 12"),
            "source_zh": text("The same in Chinese.", "2026 年销售手册第 12 页"),
            "family": text("The family under which it is listed: value, state, prospects, relationship, temperament, beyond, or any words.", "value"),
            "family_zh": text("The family in Chinese, where it is in words of your own.", "我们的规则"),
            "notes": sentences("Sentences for its page: whose each figure is, and what is assumed.", "Ours: all cut-offs."),
            "notes_zh": sentences("The same in Chinese.", "界线均为默认值。"),
            "params": {
                "description": "Figures that are likely to change: bounds and conditions may name them, --set NAME=VALUE changes one for a run. Example: large_min = 250_000",
                "type": "object",
                "additionalProperties": figure("A number, or a percentage in quotes.", "250_000 or \"25%\""),
            },
            "fields": {
                "description": "Columns of the list that are not in the bundled dictionary (custclass rules show fields), or that go by other headers here. Example: [fields.potential]",
                "type": "object",
                "additionalProperties": reference("field"),
            },
            "also": {
                "description": "In a dictionary, by field: headers that it goes by only where no column has one of its others. Example: revenue = [\"amount incl. tax\"]",
                "type": "object",
                "additionalProperties": spellings("Headers."),
            },
            "derive": {
                "description": "Named calculations, used like fields. Example: growth = \"(revenue - last_year_revenue) / last_year_revenue\"",
                "type": "object",
                "additionalProperties": {
                    "description": "An expression over fields, params, other derived values and earlier columns.",
                    "type": ["string", "number"],
                },
            },
            "rule": list_of("rule", "The rules, in order: each gives one label column, and later ones may use the columns of earlier ones."),
            "test": list_of("test", "Small lists with the labels that they must get; custclass rules check runs them."),
        },
        "additionalProperties": false,
        "definitions": {
            "rule": table("One rule: one label column.", &["name", "method"], rule()),
            "tier": table("One class of a rule; the best comes first.", &["label"], tier()),
            "item": table("An item of a scorecard: a column, and the points that its values give. Without ramp, steps and points the column holds points from 0 to 100.", &["field"], item()),
            "step": table("A step of a scorecard's item: the first whose bound the value meets gives its points; the last may have no bound.", &["points"], step()),
            "field": table("A column of the list.", &[], field()),
            "test": table("A list that proves the rules.", &["list"], test()),
        },
    })
}

fn rule() -> Value {
    json!({
        "name": text("The output column.", "tier"),
        "header_zh": text("What the output column is called in Chinese.", "客户等级"),
        "method": method(),
        "field": {
            "description": "The column to classify by; of several, the first that the list has. For percentile, pareto, threshold, lookup, profile. Example: \"revenue\" or [\"profit\", \"revenue\"]",
            "type": ["string", "array"],
            "items": { "type": "string" },
            "minItems": 1,
        },
        "tier": list_of("tier", "The classes, best first. Left out with bins; with cells it only adds colours, order and actions."),
        "per": text("Makes every cut within each group by itself: a text or choice field, or an earlier label column. For percentile, pareto, threshold.", "region"),
        "groups": {
            "description": "Groups of per that the bounds do not name: only the last tier takes their customers. Customers of any other group stay unclassified. For threshold. Example: [\"South\"]",
            "type": ["string", "array"],
            "items": { "type": "string" },
        },
        "numbers": flag("Whether the labels are whole numbers that later rules reckon with, as those of bins are. For threshold."),
        "best": words("Which values come first. For percentile.", &["high", "low"]),
        "crossing": words("To which tier a customer belongs that crosses a line: the better one (a place is the share strictly ahead), or the worse one (the running share, the customer and its equals included). For percentile, pareto.", &["better", "worse"]),
        "bins": {
            "description": "Equal parts instead of tiers, labelled by number, the best highest. For percentile. Example: 5",
            "type": "integer", "minimum": BINS.start(), "maximum": BINS.end(),
        },
        "item": list_of("item", "What gives points. For scorecard."),
        "rows": text("The earlier rule whose labels are the rows. For matrix.", "potential_class"),
        "cols": text("The earlier rule whose labels are the columns. For matrix.", "use_class"),
        "cells": {
            "description": "The label of each row and column. For matrix. Example: { A = { often = \"A1\", seldom = \"A2\" } }",
            "type": "object",
            "additionalProperties": { "type": "object", "additionalProperties": { "type": "string", "minLength": 1 } },
        },
        "min_matches": figure("How many tags have to match, a whole number; 1 where it is absent. For profile.", "2"),
        "needs": table("How many customers with a value there have to be, of each group under per; with fewer nobody gets a label. Example: { customers = 100 }", &["customers"], json!({
            "customers": figure("A whole number from 1.", "100"),
        })),
        "ranked": flag("Whether the order of the tiers is a ranking, best first; true where it is absent."),
        "hidden": flag("Whether the column stays out of the output: a helper for later rules."),
    })
}

/// The names of the methods, and what each does.
fn method() -> Value {
    let about = METHODS.iter().map(|method| format!("{}: {}", method.name, method.about)).collect::<Vec<_>>();
    let names = METHODS.iter().map(|method| method.name).collect::<Vec<_>>();
    words(&format!("How customers are sorted. {}.", about.join("; ")), &names)
}

fn tier() -> Value {
    let mut keys = json!({
        "label": text("The label that customers get.", "platinum"),
        "zh": text("The label in Chinese.", "白金"),
        "color": color("The colour of the class in workbooks."),
        "action": text("How to serve or talk to these customers.", "A named account manager; call before they do."),
        "action_zh": text("The same in Chinese.", "专属客户经理，主动联系。"),
        "share": figure("The share of customers (percentile) or of the sum (pareto) in this tier; the shares of a rule add up to 100 %.", "\"20%\""),
        "top": figure("How many customers are in this tier, instead of share: the first ones, then the next; the last tier has none. For percentile.", "50"),
        "expect_customers": figure("The share of customers that the textbook expects here, for the report to compare. For pareto.", "\"20%\""),
        "when": text("The condition. For decision; the first tier whose condition holds is the customer's.", "revenue >= 200_000 and orders >= 4"),
        "first": text("A condition that is tested before every when. For decision.", "months_since(last_order) > 12"),
        "tags": {
            "description": "The tags of this type; one with several spellings is a list. For profile. Example: [\"compares\", [\"calm\", \"冷静\"]]",
            "type": "array",
            "items": spellings("A tag, or all its spellings."),
        },
        "values": {
            "description": "The values that belong to this tier. For lookup. Example: [\"Shanghai\", \"上海\"]",
            "type": ["array", "string", "number", "boolean"],
            "items": { "type": ["string", "number", "boolean"] },
            "minItems": 1,
        },
        "hold": figure("A customer that had the tier keeps it until its value is this part of the line on the worse side of it. For percentile, pareto, threshold, scorecard.", "\"10%\""),
        "contact_every": period("How often to contact; due from the first figure, overdue after the second."),
        "first_contact": period("How soon after the customer appears the first contact is due."),
        "review_every": review(),
        "release_after": period("After how long without contact the customer goes back into the pool."),
        "falls": table("The tier that the customer falls to by time alone. Example: { after = \"10 days\", since = \"talks_since\", to = \"B\" }", &["after", "since", "to"], json!({
            "after": period("After how long."),
            "since": text("The date field that the time counts from.", "last_contact"),
            "to": text("The label of the tier that the customer falls to.", "B"),
        })),
        "mark": color("A colour that marks these customers."),
        "check_on": {
            "description": "The day of the week on which contacts and reviews are due. Example: \"Wednesday\"",
            "enum": weekday_names().collect::<Vec<_>>(),
        },
        "working_days": { "description": "Whether contacts and reviews are due from Monday to Friday alone.", "type": "boolean" },
        "holidays": text("A file of days off, one date per line, as seen from the rule file.", "holidays.txt"),
        "script": text("A text to send or to say; names of fields in braces are filled in.", "Dear {name}, may we call on {next_contact}?"),
        "script_zh": text("The same in Chinese.", "{name}您好，我们计划于{next_contact}与您联系。"),
    });
    add(&mut keys, bounds(true));
    keys
}

fn item() -> Value {
    json!({
        "field": {
            "description": "The column; of several, the first that the list has. Example: \"growth\"",
            "type": ["string", "array"],
            "items": { "type": "string" },
            "minItems": 1,
        },
        "weight": figure("The weight of its points: above 0, at most 1. The weights of a rule add up to 1; without any, points are summed.", "0.25"),
        "ramp": table("0 points at from, 100 at to, in a straight line between, not beyond either. Example: { from = 0, to = \"25%\", step = 10 }", &["from", "to"], json!({
            "from": figure("The value of 0 points.", "0"),
            "to": figure("The value of 100 points; it may be the lower one.", "500_000"),
            "step": figure("Points are rounded down to whole steps of so many, above 0 and at most 100.", "10"),
        })),
        "steps": list_of("step", "Bounds with points; the first that the value meets counts."),
        "points": {
            "description": "The points of every word of a choice, of yes and no, or of an earlier rule's labels. Example: { high = 100, low = 10 }",
            "type": "object",
            "additionalProperties": figure("The points.", "80"),
        },
    })
}

fn step() -> Value {
    let mut keys = bounds(false);
    add(&mut keys, json!({ "points": figure("The points of this step.", "80") }));
    keys
}

/// The bounds of a tier or a step; a tier's may differ by the rule's `per`.
fn bounds(by_group: bool) -> Value {
    let bound = |about: &str| {
        let mut value = figure(about, "100_000, \"25%\" or the name of an entry of [params]");
        if by_group {
            let groups = figure("The bound of this group.", "48_300");
            add(&mut value, json!({ "type": ["number", "string", "object"], "additionalProperties": groups }));
        }
        value
    };
    let by = if by_group { " With per, by group: { East = 48_300, West = 12_000 }; {} is nobody's." } else { "" };
    json!({
        "min": bound(&format!("At least this: the bound itself is in.{by}")),
        "above": bound(&format!("More than this.{by}")),
        "max": bound(&format!("At most this: the bound itself is in.{by}")),
        "below": bound(&format!("Less than this.{by}")),
    })
}

fn field() -> Value {
    json!({
        "type": words("The type of its cells. number; percent (a ratio: 5 % is 0.05); date; flag (yes or no); tags (several words in a cell); text; choice (a closed list of words, see values).", TYPES),
        "headers": spellings("The headers that it goes by, besides its name. Case, width, blanks, punctuation and units in brackets make no difference. Example: [\"potential\", \"潜力\"]"),
        "values": {
            "description": "The words of a choice, each with all its spellings. Example: { high = [\"high\", \"高\"], low = [\"low\", \"低\"] }",
            "type": "object",
            "additionalProperties": spellings("The spellings of this word."),
        },
        "default": {
            "description": "What stands for missing cells, never for bad ones. Example: 0, false, \"2026-01-31\" or a word",
            "type": ["number", "boolean", "string"],
        },
        "optional": flag("Whether a list may lack the column: then it is missing (or has the default) throughout."),
        "money": flag("Whether its numbers are amounts of money: a unit in the list's title and the list's currencies are about them."),
    })
}

fn test() -> Value {
    json!({
        "about": text("What the list proves.", "the bound belongs to the better tier"),
        "list": text("CSV with field names and output columns as its headers.", "\\nrevenue,tier\\n900,platinum\\n"),
        "as_of": {
            "description": "'Today' for the list; needed where a rule uses a date. Example: \"2026-01-31\"",
            "type": "string",
            "pattern": "^-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}$",
        },
        "set": {
            "description": "Params for this list alone. Example: { large_min = 100_000 }",
            "type": "object",
            "additionalProperties": figure("A number, or a percentage in quotes.", "100_000"),
        },
    })
}

fn text(about: &str, example: &str) -> Value {
    json!({ "description": format!("{about} Example: \"{example}\""), "type": "string" })
}

/// A sentence, or a list of sentences.
fn sentences(about: &str, example: &str) -> Value {
    json!({
        "description": format!("{about} Example: [\"{example}\"]"),
        "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
    })
}

/// A number as it is, or in quotes: a percentage, a number or a param.
fn figure(about: &str, example: &str) -> Value {
    json!({ "description": format!("{about} Example: {example}"), "type": ["number", "string"] })
}

fn flag(about: &str) -> Value {
    json!({ "description": about, "type": "boolean" })
}

fn words(about: &str, words: &[&str]) -> Value {
    json!({ "description": about, "type": "string", "enum": words })
}

fn spellings(about: &str) -> Value {
    json!({ "description": about, "type": ["string", "array"], "items": { "type": "string" } })
}

fn color(about: &str) -> Value {
    let about = format!("{about} Red, green and blue in two hexadecimal digits each. Example: \"#B9C4CC\"");
    json!({ "description": about, "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" })
}

fn period(about: &str) -> Value {
    let about = format!("{about} Example: \"7 days\", \"48-72 hours\", \"8 per month\" or \"same day\"");
    json!({ "description": about, "type": "string", "pattern": format!("^ *({}) *$", periods()) })
}

fn review() -> Value {
    let about = "How often these customers are looked through. Example: \"6 months\" or \"irregular\"";
    json!({ "description": about, "type": "string", "pattern": format!("^ *({}) *$|^irregular$", periods()) })
}

/// The pattern of a period; that the first figure is not the greater one is left to the loader.
fn periods() -> String {
    format!("same day|[0-9]+([-–][0-9]+)? *({})", unit_names().collect::<Vec<_>>().join("|"))
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn list_of(name: &str, about: &str) -> Value {
    json!({ "description": about, "type": "array", "items": reference(name) })
}

fn table(about: &str, required: &[&str], keys: Value) -> Value {
    let mut table = json!({ "description": about, "type": "object" });
    if !required.is_empty() {
        add(&mut table, json!({ "required": required }));
    }
    add(&mut table, json!({ "properties": keys, "additionalProperties": false }));
    table
}

/// Puts the entries of an object into another.
fn add(object: &mut Value, more: Value) {
    let Value::Object(more) = more else { return };
    object.as_object_mut().unwrap_or(&mut Map::new()).extend(more);
}
