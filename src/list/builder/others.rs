//! Columns that can be read in one way only: flags, tags, texts and words.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::date;

use super::Read;
use crate::date::serial::duration_text;
use crate::folding::folded;
use crate::list::RawCell;
use crate::list::value::{is_missing, read_flag, serial_days, split_tags, trimmed};
use crate::number::Decimal;
use crate::rule::field::{Fill, Word};
use crate::score::{Cell, Flags, Tags, Texts};

/// Whether a workbook's error stands for a missing cell.
pub(super) fn is_missing_error(error: &str) -> bool {
    error.eq_ignore_ascii_case("#N/A")
}

/// What a cell says, as a text.
pub(super) fn cell_text(cell: RawCell<'_>) -> Cow<'_, str> {
    match cell {
        RawCell::Empty => Cow::Borrowed(""),
        RawCell::Text(text) | RawCell::Error(text) => Cow::Borrowed(text),
        RawCell::Number { value, .. } => Cow::Owned(number_text(value)),
        RawCell::Date { serial, is_1904 } => Cow::Owned(date_text(serial, is_1904)),
        RawCell::Duration { days } => Cow::Owned(duration_text(days)),
        RawCell::Flag(flag) => Cow::Borrowed(if flag { "TRUE" } else { "FALSE" }),
    }
}

fn number_text(value: f64) -> String {
    Decimal::from_f64_shown(value).map_or_else(|| value.to_string(), |value| value.to_string())
}

/// An ISO date, with the time of day where there is one.
fn date_text(serial: f64, is_1904: bool) -> String {
    let day = serial_days(serial, is_1904).and_then(|days| date(1970, 1, 1).checked_add(days.days()).ok());
    let seconds = (serial.fract() * 86_400.0).round() as i64;
    match day {
        None => number_text(serial),
        Some(day) if seconds == 0 => day.to_string(),
        Some(day) => match day.at(0, 0, 0, 0).checked_add(seconds.seconds()) {
            Ok(time) => time.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Err(_) => day.to_string(),
        },
    }
}

/// A filled cell's text without the blanks around it, or what the cell is instead.
fn filled(cell: RawCell<'_>) -> Result<Cow<'_, str>, Read> {
    match cell {
        RawCell::Empty => Err(Read::Missing),
        RawCell::Text(text) => Ok(Cow::Borrowed(trimmed(text))),
        RawCell::Error(error) => Err(if is_missing_error(error) { Read::Missing } else { Read::Bad }),
        _ => Ok(cell_text(cell)),
    }
}

#[derive(Debug, Clone)]
pub(super) struct FlagColumn {
    flags: Flags,
    fill: Cell<bool>,
}

impl FlagColumn {
    pub fn new(default: Option<&Fill>) -> FlagColumn {
        let fill = match default {
            Some(Fill::Flag(flag)) => Cell::Value(*flag),
            _ => Cell::Missing,
        };
        FlagColumn { flags: Flags::default(), fill }
    }

    pub fn push(&mut self, cell: RawCell<'_>) -> Read {
        let flag = match cell {
            RawCell::Flag(flag) => Ok(flag),
            RawCell::Number { value: 0.0, percent: false, .. } => Ok(false),
            RawCell::Number { value: 1.0, percent: false, .. } => Ok(true),
            RawCell::Text(text) => {
                let text = trimmed(text);
                // `无` says no here, where elsewhere it is a missing cell.
                read_flag(text).ok_or(if is_missing(text) { Read::Missing } else { Read::Bad })
            }
            _ => filled(cell).and(Err(Read::Bad)),
        };
        let (cell, read) = match flag {
            Ok(flag) => (Cell::Value(flag), Read::Value),
            Err(Read::Missing) => (self.fill, Read::Missing),
            Err(_) => (Cell::Bad, Read::Bad),
        };
        self.flags.push(cell);
        read
    }

    pub fn len(&self) -> usize {
        self.flags.len()
    }

    pub fn append(&mut self, other: FlagColumn) {
        self.flags.append(other.flags);
    }

    pub fn finish(self) -> Flags {
        self.flags
    }
}

fn fill_text(default: Option<&Fill>) -> Option<String> {
    match default {
        Some(Fill::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

#[derive(Debug, Clone)]
pub(super) struct TagsColumn {
    tags: Tags,
    fill: Option<String>,
}

impl TagsColumn {
    pub fn new(default: Option<&Fill>) -> TagsColumn {
        TagsColumn { tags: Tags::default(), fill: fill_text(default) }
    }

    pub fn push(&mut self, cell: RawCell<'_>) -> Read {
        match filled(cell) {
            Ok(text) if !is_missing(&text) => {
                self.tags.push(Cell::Value(split_tags(&text)));
                Read::Value
            }
            Err(Read::Bad) => {
                self.tags.push(Cell::<[&str; 0]>::Bad);
                Read::Bad
            }
            _ => {
                match &self.fill {
                    Some(text) => self.tags.push(Cell::Value(split_tags(text))),
                    None => self.tags.push(Cell::<[&str; 0]>::Missing),
                }
                Read::Missing
            }
        }
    }

    pub fn len(&self) -> usize {
        self.tags.len()
    }

    pub fn append(&mut self, other: TagsColumn) {
        self.tags.append(other.tags);
    }

    pub fn finish(self) -> Tags {
        self.tags
    }
}

#[derive(Debug, Clone)]
pub(super) struct TextColumn {
    texts: Texts,
    fill: Option<String>,
}

impl TextColumn {
    pub fn new(default: Option<&Fill>) -> TextColumn {
        TextColumn { texts: Texts::default(), fill: fill_text(default) }
    }

    pub fn push(&mut self, cell: RawCell<'_>) -> Read {
        match filled(cell) {
            Ok(text) if !is_missing(&text) => {
                self.texts.push(Cell::Value(&text));
                Read::Value
            }
            Err(Read::Bad) => {
                self.texts.push(Cell::Bad);
                Read::Bad
            }
            _ => {
                self.texts.push(self.fill.as_deref().map_or(Cell::Missing, Cell::Value));
                Read::Missing
            }
        }
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn append(&mut self, other: TextColumn) {
        self.texts.append(other.texts);
    }

    pub fn finish(self) -> Texts {
        self.texts
    }
}

#[derive(Debug, Clone)]
pub(super) struct ChoiceColumn {
    texts: Texts,
    fill: Option<String>,
    /// The word of every spelling, in the form that compares.
    words: HashMap<String, String>,
}

impl ChoiceColumn {
    pub fn new(words: &[Word], default: Option<&Fill>) -> ChoiceColumn {
        let mut spelled = HashMap::new();
        for word in words {
            for spelling in &word.spellings {
                spelled.entry(folded(spelling)).or_insert_with(|| word.word.clone());
            }
        }
        // A word is a spelling of itself, unless it is one of another word.
        for word in words {
            spelled.entry(folded(&word.word)).or_insert_with(|| word.word.clone());
        }
        ChoiceColumn { texts: Texts::default(), fill: fill_text(default), words: spelled }
    }

    pub fn push(&mut self, cell: RawCell<'_>) -> Read {
        // A word that is spelled `无` or `-` is that word, not a missing cell.
        let word = filled(cell).and_then(|text| match self.words.get(&folded(&text)) {
            Some(word) => Ok(word.as_str()),
            None => Err(if is_missing(&text) { Read::Missing } else { Read::Bad }),
        });
        let (cell, read) = match word {
            Ok(word) => (Cell::Value(word), Read::Value),
            Err(Read::Missing) => (self.fill.as_deref().map_or(Cell::Missing, Cell::Value), Read::Missing),
            Err(_) => (Cell::Bad, Read::Bad),
        };
        self.texts.push(cell);
        read
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn append(&mut self, other: ChoiceColumn) {
        self.texts.append(other.texts);
    }

    pub fn finish(self) -> Texts {
        self.texts
    }
}
