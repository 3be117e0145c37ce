//! How a case is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml_edit::{DocumentMut, Item, Value};

/// A list, what is done with it, and what must come of it.
///
/// Exactly one of `list`, `written`, `sheet`, `table`, `binary`, `records` and `bomb` says what the list is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Case {
    /// What it shows; in the family no other has this name.
    pub name: String,
    /// The file's name.
    pub file: Option<String>,

    /// Text: `\n \r \t \0 \\ \u{FEFF}` are characters, `\xE9` is a byte that the encoding does not touch.
    pub list: Option<String>,
    /// The text's encoding; UTF-8 where there is none.
    pub encoding: Option<String>,
    /// A line `...` of the text stands for so many lines.
    pub filler: Option<Filler>,

    /// A file of `tests/corpus/workbooks`.
    pub written: Option<String>,
    /// An XLSX sheet, the XML inside `<worksheet>`.
    pub sheet: Option<String>,
    /// An OpenDocument table, the XML inside `<table:table>`.
    pub table: Option<String>,
    /// An XLSB sheet, a row a line, a cell a tab: `#7` is the error of code 7, what is a number is one.
    pub binary: Option<String>,
    /// The records of an XLS sheet: see [`super::records`].
    pub records: Option<String>,
    /// The name of one that is made in [`super::hostile`].
    pub bomb: Option<String>,
    /// Parts of the archive that are put in, or instead of others; an empty one is taken away.
    #[serde(default)]
    pub parts: BTreeMap<String, String>,
    /// In every part of the archive, or in the file where that is none, the first is replaced by the second.
    #[serde(default)]
    pub replace: Vec<[String; 2]>,
    /// How many bytes of the file are left.
    pub cut: Option<usize>,

    /// A rule file `rule.toml` beside the list.
    pub rule: Option<String>,
    /// The arguments, divided by blanks; `FILE` is the list. `read FILE` where there are none.
    pub run: Option<String>,
    /// What must come of it.
    #[serde(flatten)]
    pub expected: Outcome,
}

/// Lines that are all alike: `{n}` is the line's number, from 1.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filler {
    pub times: usize,
    pub line: String,
}

/// What came of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Outcome {
    /// Standard output, as text in the list's encoding; what no editor shows is written as in `list`.
    #[serde(default)]
    pub stdout: String,
    /// Standard error.
    #[serde(default)]
    pub stderr: String,
    /// The exit code.
    #[serde(default)]
    pub exit: i32,
}

#[derive(Debug, Deserialize)]
struct Family {
    case: Vec<Case>,
}

/// The cases of a family's file.
pub fn cases(text: &str) -> Result<Vec<Case>, toml::de::Error> {
    toml::from_str::<Family>(text).map(|family| family.case)
}

impl Case {
    /// The name as part of a file name.
    pub fn slug(&self) -> String {
        let words = self.name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-")
    }

    /// The list's file name.
    pub fn file(&self) -> String {
        let named = self.file.as_ref().or(self.written.as_ref());
        named.cloned().unwrap_or_else(|| format!("list.{}", self.extension()))
    }

    /// What the list's file name ends in.
    pub fn extension(&self) -> &str {
        let named = self.file.as_ref().or(self.written.as_ref()).and_then(|name| name.rsplit_once('.'));
        match named {
            Some((_, extension)) => extension,
            None if self.sheet.is_some() => "xlsx",
            None if self.table.is_some() => "ods",
            None if self.binary.is_some() => "xlsb",
            None if self.records.is_some() => "xls",
            None if self.bomb.is_some() => "xlsx",
            None => "csv",
        }
    }
}

/// The family's file with the outcomes as they are.
pub fn renewed(text: &str, cases: &[Case], outcomes: &[Outcome]) -> String {
    let mut document = text.parse::<DocumentMut>().expect("it was read");
    let tables = document["case"].as_array_of_tables_mut().expect("it was read");
    for ((table, case), outcome) in tables.iter_mut().zip(cases).zip(outcomes) {
        if case.expected == *outcome {
            continue;
        }
        let mut set = |key: &str, value: Option<Value>| match value {
            Some(value) => _ = table.insert(key, Item::Value(value)),
            None => _ = table.remove(key),
        };
        set("exit", (outcome.exit != 0).then(|| Value::from(i64::from(outcome.exit))));
        set("stdout", (!outcome.stdout.is_empty()).then(|| literal(&outcome.stdout)));
        set("stderr", (!outcome.stderr.is_empty()).then(|| literal(&outcome.stderr)));
    }
    document.to_string()
}

/// A text as a literal of several lines, where it can be one.
fn literal(text: &str) -> Value {
    let written = format!("'''\n{text}'''");
    let value = written.parse::<Value>().ok().filter(|value| value.as_str() == Some(text));
    value.unwrap_or_else(|| Value::from(text))
}
