//! What an editor marks by a schema: as much of JSON Schema draft-07 as the schema of rule files uses.
//!
//! A whole validator costs a fifth of the time in which all tests are built. This one refuses keywords that it does not know, so the
//! schema cannot come to use more than is checked here.

use regex_lite::Regex;
use serde_json::{Value, json};

/// A schema that is sound.
pub(crate) struct Validator(Value);

impl Validator {
    /// The schema, or everything in it that is no draft-07 or not known here.
    pub(crate) fn new(schema: Value) -> Result<Validator, Vec<String>> {
        let mut faults = Vec::new();
        unsound(&schema, &schema, "#", &mut faults);
        if faults.is_empty() { Ok(Validator(schema)) } else { Err(faults) }
    }

    /// Everything in a value that an editor would mark: its place, and what is wrong there.
    pub(crate) fn marks(&self, value: &Value) -> Vec<String> {
        let mut marks = Vec::new();
        self.mark(&self.0, value, "file", &mut marks);
        marks
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        let mut marks = Vec::new();
        self.mark(schema, value, "", &mut marks);
        marks.is_empty()
    }

    fn mark(&self, schema: &Value, value: &Value, place: &str, marks: &mut Vec<String>) {
        for (keyword, wanted) in schema.as_object().into_iter().flatten() {
            let is_kept = match (keyword.as_str(), value) {
                ("type", _) => one_or_all(wanted).iter().any(|name| is_of_type(value, name)),
                ("enum", _) => one_or_all(wanted).contains(value),
                ("anyOf", _) => one_or_all(wanted).iter().any(|schema| self.fits(schema, value)),
                ("minimum", Value::Number(_)) => value.as_f64() >= wanted.as_f64(),
                ("maximum", Value::Number(_)) => value.as_f64() <= wanted.as_f64(),
                ("minLength", Value::String(text)) => Some(text.chars().count() as u64) >= wanted.as_u64(),
                ("pattern", Value::String(text)) => pattern(wanted).is_ok_and(|pattern| pattern.is_match(text)),
                ("minItems", Value::Array(list)) => Some(list.len() as u64) >= wanted.as_u64(),
                ("required", Value::Object(table)) => {
                    one_or_all(wanted).iter().all(|key| key.as_str().is_some_and(|key| table.contains_key(key)))
                }
                ("$ref", _) => {
                    self.mark(referred(&self.0, wanted).unwrap_or(&Value::Null), value, place, marks);
                    true
                }
                ("items", Value::Array(list)) => {
                    let places = (0..).map(|at| format!("{place}[{at}]"));
                    list.iter().zip(places).for_each(|(item, place)| self.mark(wanted, item, &place, marks));
                    true
                }
                ("properties" | "additionalProperties", Value::Object(table)) => {
                    for (key, value) in table {
                        let known = schema["properties"].get(key);
                        let place = format!("{place}.{key}");
                        match (keyword == "properties", known) {
                            (true, Some(known)) => self.mark(known, value, &place, marks),
                            (false, None) if *wanted == json!(false) => marks.push(format!("{place}: no such key")),
                            (false, None) => self.mark(wanted, value, &place, marks),
                            _ => {}
                        }
                    }
                    true
                }
                _ => true,
            };
            if !is_kept {
                marks.push(format!("{place}: {value} is not of {keyword} {wanted}"));
            }
        }
    }
}

/// The entries of a list, or the one value itself.
fn one_or_all(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

fn is_of_type(value: &Value, name: &Value) -> bool {
    match value {
        Value::Array(_) => name == "array",
        Value::Bool(_) => name == "boolean",
        Value::Null => name == "null",
        Value::Number(_) => {
            name == "number" || name == "integer" && value.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        Value::Object(_) => name == "object",
        Value::String(_) => name == "string",
    }
}

fn pattern(pattern: &Value) -> Result<Regex, String> {
    Regex::new(pattern.as_str().ok_or("no text")?).map_err(|error| error.to_string())
}

fn referred<'a>(top: &'a Value, reference: &Value) -> Option<&'a Value> {
    top.pointer(reference.as_str()?.strip_prefix('#')?)
}

/// What is wrong with a schema, as draft-07's own schema says, or is not understood here.
fn unsound(top: &Value, schema: &Value, place: &str, faults: &mut Vec<String>) {
    let Some(entries) = schema.as_object() else {
        faults.push(format!("{place}: no schema is {schema}"));
        return;
    };
    for (keyword, value) in entries {
        let place = format!("{place}/{keyword}");
        let list = value.as_array().map_or(&[][..], Vec::as_slice);
        let are_different = |list: &[Value]| (1..list.len()).all(|at| !list[..at].contains(&list[at]));
        let is_sound = match keyword.as_str() {
            "$schema" => value == "http://json-schema.org/draft-07/schema#" && schema == top,
            "title" | "description" => value.is_string(),
            "type" => {
                let names = one_or_all(value);
                !names.is_empty() && names.iter().all(|name| TYPES.iter().any(|known| name == known)) && are_different(names)
            }
            "enum" => !list.is_empty() && are_different(list),
            "minimum" | "maximum" => value.is_number(),
            "minLength" | "minItems" => value.is_u64(),
            "pattern" => pattern(value).is_ok(),
            "required" => value.is_array() && list.iter().all(Value::is_string) && are_different(list),
            "$ref" => referred(top, value).is_some(),
            "items" => {
                unsound(top, value, &place, faults);
                true
            }
            "additionalProperties" => {
                if *value != json!(false) {
                    unsound(top, value, &place, faults);
                }
                true
            }
            "anyOf" => {
                list.iter().for_each(|schema| unsound(top, schema, &place, faults));
                !list.is_empty()
            }
            "properties" | "definitions" => {
                for (key, schema) in value.as_object().into_iter().flatten() {
                    unsound(top, schema, &format!("{place}/{key}"), faults);
                }
                value.is_object()
            }
            _ => false,
        };
        if !is_sound {
            faults.push(format!("{place}: {value}"));
        }
    }
}

#[test]
fn what_breaks_a_keyword_is_marked_and_what_keeps_it_is_not() {
    let cases = [
        (json!({ "type": "integer" }), json!(2.0), json!(2.5)),
        (json!({ "type": ["string", "boolean"] }), json!(true), json!(1)),
        (json!({ "enum": ["a", "b"] }), json!("b"), json!("c")),
        (json!({ "anyOf": [{ "type": "null" }, { "minimum": 5 }] }), json!(5), json!(4)),
        (json!({ "maximum": 5 }), json!(5), json!(6)),
        (json!({ "minLength": 2 }), json!("客户"), json!("客")),
        (json!({ "pattern": "^a+$" }), json!("aa"), json!("ab")),
        (json!({ "minItems": 1 }), json!([1]), json!([])),
        (json!({ "items": { "type": "string" } }), json!(["a"]), json!(["a", 1])),
        (json!({ "required": ["a"] }), json!({ "a": 1 }), json!({ "b": 1 })),
        (json!({ "properties": { "a": { "type": "string" } } }), json!({ "a": "x", "b": 1 }), json!({ "a": 1 })),
        (json!({ "properties": { "a": {} }, "additionalProperties": false }), json!({ "a": 1 }), json!({ "b": 1 })),
        (json!({ "additionalProperties": { "type": "string" } }), json!({ "a": "x" }), json!({ "a": 1 })),
        (json!({ "$ref": "#/definitions/a", "definitions": { "a": { "minimum": 1 } } }), json!(1), json!(0)),
    ];
    for (schema, right, wrong) in cases {
        let validator = Validator::new(schema.clone()).unwrap_or_else(|faults| panic!("{schema}: {faults:?}"));
        assert_eq!(validator.marks(&right), Vec::<String>::new(), "{schema}");
        assert_eq!(validator.marks(&wrong).len(), 1, "{schema}");
    }
}

#[test]
fn a_fault_of_a_schema_and_an_unknown_keyword_are_refused() {
    let faults = [
        json!(true),
        json!({ "type": "text" }),
        json!({ "type": [] }),
        json!({ "enum": ["a", "a"] }),
        json!({ "minimum": "1" }),
        json!({ "minItems": -1 }),
        json!({ "pattern": "(" }),
        json!({ "required": "a" }),
        json!({ "$ref": "#/definitions/a" }),
        json!({ "items": { "typo": "string" } }),
        json!({ "additionalProperties": 5 }),
        json!({ "anyOf": [] }),
        json!({ "properties": [] }),
        json!({ "properties": { "a": { "title": 5 } } }),
    ];
    for schema in faults {
        assert!(Validator::new(schema.clone()).is_err(), "{schema}");
    }
}
