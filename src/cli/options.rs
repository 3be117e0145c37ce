//! The options that commands share.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use custclass::Language;
use custclass::document::Document;
use custclass::document::table::Table;
use custclass::draw::Format;
use custclass::list::limits::{AskedLimit, Limits};
use custclass::list::text::encoding_name;
use custclass::list::value::currency_code;
use custclass::list::{CurrencyChoice, HeaderChoice, MissingWords, QuoteChoice, ReadAs, Reading};
use custclass::number::Decimal;
use custclass::rule::method::ranking::Crossing;
use custclass::rulefile::{ParamChoice, bundled};
use custclass::run::{self, Job, Rules};
use jiff::civil::Date;

use super::context::Context;
use super::failure::Failure;

/// How a list is read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading the list")]
pub struct ReadingOptions {
    /// The workbook's sheet [default: the first visible one]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The record (or sheet row) that holds the headers, from 1 [default: the first that has them]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    header_row: Option<u64>,
    /// The list has no header: every record is data, and columns go by number (--map revenue=#2)
    #[arg(long, conflicts_with = "header_row")]
    no_header: bool,
    /// Which column is a field: revenue=年销售额, by number: revenue=#5, or in a workbook by its letters: revenue=E
    #[arg(long, value_name = "FIELD=HEADER", value_parser = parse_map)]
    map: Vec<(String, HeaderChoice)>,
    /// How a column is read that could be read in two ways: 1,234.56 or 1.234,56; percent or ratio; ymd, dmy, mdy or serial
    #[arg(long, value_name = "FIELD=HOW", value_parser = parse_read)]
    read: Vec<(String, ReadAs)>,
    /// Where a list has several currencies, only amounts in this one are counted; customers of the others are left unclassified
    #[arg(long, value_name = "CUR", value_parser = parse_currency, conflicts_with = "rate")]
    only: Option<String>,
    /// What one unit of a currency is worth in the one that all are counted in: USD=7.1; for each of the others
    #[arg(long, value_name = "CUR=X", value_parser = parse_rate)]
    rate: Vec<(String, Decimal)>,
    /// Words that stand for an empty cell, besides -, N/A, null, 无 and the like: "TBD,未知"
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    missing: Vec<String>,
    /// The encoding of a CSV, a web page, or an XLS of Excel 5 or 95: utf-8, gbk, big5, windows-1252, utf-16 … [default: found out]
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    encoding: Option<String>,
    /// The sign between the cells of a CSV: one character, or comma, semicolon, tab, bar, space [default: found out]
    #[arg(long, value_name = "CHAR", value_parser = parse_delimiter)]
    delimiter: Option<u8>,
    /// The quote of a CSV: one character, or none [default: found out]
    #[arg(long, value_name = "CHAR", value_parser = parse_quote)]
    quote: Option<QuoteChoice>,
    /// 'Today' for every rule that uses a date [default: the machine's date]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    as_of: Option<Date>,
    /// The language of labels, headings and sentences
    #[arg(long, value_name = "LANG", env = "CUSTCLASS_LANG", default_value = "en", value_parser = LanguageName)]
    lang: Language,
    /// How many threads work at once; the result is the same with any number [default: the machine's processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Read more than lists usually hold: inflated=4GB (what a workbook unpacks to), memory, entries, strings, cells, columns, text, nesting
    #[arg(long = "limit", value_name = "NAME=VALUE")]
    limits: Vec<AskedLimit>,
}

impl ReadingOptions {
    /// How many threads work at once at most.
    fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(cores, usize::from)
    }

    /// What the reader is told.
    pub fn reading(&self) -> Reading {
        Reading {
            sheet: self.sheet.clone(),
            header_row: self.header_row,
            no_header: self.no_header,
            map: self.map.clone(),
            read: self.read.clone(),
            currencies: self.currencies(),
            missing: self.missing_words(),
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            quote: self.quote,
            threads: Some(self.threads()),
            limits: Limits::new(self.limits.iter().map(|AskedLimit(limit, value)| (*limit, *value)).collect()),
            ..run::reading()
        }
    }

    /// The words of `--missing`, divided by commas of either width.
    fn missing_words(&self) -> MissingWords {
        MissingWords::new(self.missing.iter().flat_map(|words| words.split(['，', '、']).map(str::to_owned)))
    }

    fn currencies(&self) -> CurrencyChoice {
        match &self.only {
            Some(only) => CurrencyChoice::Only(only.clone()),
            None if self.rate.is_empty() => CurrencyChoice::None,
            None => CurrencyChoice::Rates(self.rate.clone()),
        }
    }

    /// Whether the header row is named.
    pub fn names_header_row(&self) -> bool {
        self.header_row.is_some()
    }

    /// A run of these rules on a list.
    pub fn job(&self, list: &Path, rules: Rules, context: &Context) -> Job {
        let today = self.as_of.unwrap_or(context.today);
        Job { reading: self.reading(), language: self.language(), ..Job::new(list, rules, today) }
    }

    /// The run's language.
    pub fn language(&self) -> Language {
        self.lang
    }
}

/// The name of a language, as locales write it too; an empty one, as of a variable that is set to nothing, is the default.
#[derive(Debug, Clone)]
pub struct LanguageName;

impl TypedValueParser for LanguageName {
    type Value = Language;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Language, clap::Error> {
        let known =
            value.to_str().and_then(|text| if text.is_empty() { Some(Language::default()) } else { text.parse().ok() });
        let names = PossibleValuesParser::new(Language::ALL.map(Language::name));
        known.map_or_else(|| names.parse_ref(command, arg, value).map(|_| Language::default()), Ok)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Language::ALL.into_iter().map(|language| PossibleValue::new(language.name()))))
    }
}

/// The name of a rule: any text, but shells complete the bundled names.
#[derive(Debug, Clone)]
pub struct RuleName;

impl clap::builder::TypedValueParser for RuleName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        clap::builder::StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = clap::builder::PossibleValue> + '_>> {
        Some(Box::new(bundled::RULES.iter().map(|(name, _)| clap::builder::PossibleValue::new(*name))))
    }
}

/// Which rules are applied.
#[derive(Debug, Args)]
pub struct RuleOptions {
    /// A bundled rule (see `custclass rules list`), or a rule file: anything with a / or ending in .toml
    #[arg(short = 'r', long = "rule", value_name = "RULE", help_heading = "Rules", value_parser = RuleName, hide_possible_values = true)]
    rules: Vec<String>,
    /// Change a parameter of the rules: a_min=300000
    #[arg(long, value_name = "PARAM=VALUE", help_heading = "Rules")]
    set: Vec<ParamChoice>,
    /// To which tier a customer belongs that crosses a line, whatever the rules say [default: the rule's own, mostly better]
    #[arg(long, value_name = "SIDE", help_heading = "Rules", value_parser = one_of(CROSSINGS))]
    crossing: Option<Crossing>,
}

/// The words of `--crossing`, and what `--help` says of them.
const CROSSINGS: &[(&str, &str, Crossing)] = &[
    ("better", "The better one: a place is the share strictly ahead of the customer", Crossing::Better),
    ("worse", "The worse one: a place is the running share, the customer and its equals included", Crossing::Worse),
];

impl RuleOptions {
    /// The rules as named, which may be none.
    pub fn load(&self, context: &Context) -> Result<Rules, Failure> {
        match self.rules.is_empty() {
            true => Ok(Rules::default()),
            false => Ok(self.crossed(Rules::load(&self.rules, &self.set, context)?)),
        }
    }

    /// The rules as named; without any, the customer pyramid.
    pub fn load_or_default(&self, context: &Context) -> Result<Rules, Failure> {
        match self.rules.is_empty() {
            true => Ok(self.crossed(Rules::load(&["pyramid".to_owned()], &self.set, context)?)),
            false => self.load(context),
        }
    }

    /// The rules as named, each by itself: they may give the same column.
    pub fn load_apart(&self, context: &Context) -> Result<Rules, Failure> {
        Ok(self.crossed(Rules::load_apart(&self.rules, &self.set, context)?))
    }

    fn crossed(&self, rules: Rules) -> Rules {
        match self.crossing {
            Some(crossing) => rules.with_crossing(crossing),
            None => rules,
        }
    }
}

/// Lists that say more of the customers.
#[derive(Debug, Args)]
pub struct PolicyOptions {
    /// An earlier scored list: adds the label that each customer had and how it has moved, and lets tiers hold their customers
    #[arg(long, value_name = "SCORED", help_heading = "Rules")]
    pub previous: Option<PathBuf>,
    /// Labels set by hand: a list with the columns id, column, label, reason, by and until
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub overrides: Option<PathBuf>,
}

/// How tables are printed.
#[derive(Debug, Args)]
pub struct FormatOption {
    /// How tables are printed
    #[arg(long, value_parser = one_of(TABLE_FORMATS), default_value = "table", value_name = "FORMAT")]
    pub format: Format,
}

impl FormatOption {
    /// Prints the tables.
    pub fn print(&self, tables: Vec<Table>, out: &mut dyn Write, width: Option<u16>) -> Result<(), Failure> {
        self.format.draw(&Document::from(tables), width, out)?;
        Ok(out.flush()?)
    }
}

/// The words of `--format` for tables, what `--help` says of them, and what they stand for.
pub const TABLE_FORMATS: &[(&str, &str, Format)] = &[
    ("table", "Boxes of lines, for reading", Format::Text),
    ("markdown", "Markdown, for a page or a message", Format::Markdown),
    ("csv", "CSV, for a spreadsheet or a script", Format::Csv),
    ("json", "JSON, for a script", Format::Json),
];

/// Reads an option that is one of these words; each stands with what `--help` says of it and with its value.
pub fn one_of<T: Copy + Send + Sync + 'static>(
    words: &'static [(&'static str, &'static str, T)],
) -> impl TypedValueParser<Value = T> {
    let names = words.iter().map(|(word, about, _)| PossibleValue::new(*word).help(*about));
    PossibleValuesParser::new(names).try_map(move |given| {
        let known = words.iter().find(|(word, ..)| *word == given);
        known.map(|(.., value)| *value).ok_or("no such word")
    })
}

fn parse_map(text: &str) -> Result<(String, HeaderChoice), String> {
    let (field, header) = pair(text, "revenue=年销售额 or revenue=#5")?;
    let choice = match header.strip_prefix('#').map(str::parse::<usize>) {
        Some(Ok(number)) if number > 0 => HeaderChoice::Number(number),
        _ => HeaderChoice::Named(header),
    };
    Ok((field, choice))
}

fn parse_read(text: &str) -> Result<(String, ReadAs), String> {
    let (field, how) = pair(text, "revenue=1.234,56")?;
    let Some(way) = ReadAs::ALL.into_iter().find(|way| way.name() == how) else {
        let ways = ReadAs::ALL.map(ReadAs::name).join(", ");
        return Err(format!("{how:?} is no way of reading; write one of {ways}"));
    };
    Ok((field, way))
}

fn parse_currency(text: &str) -> Result<String, String> {
    match currency_code(text) {
        code if code.is_empty() => Err("write CNY".to_owned()),
        code => Ok(code),
    }
}

fn parse_rate(text: &str) -> Result<(String, Decimal), String> {
    let (currency, rate) = pair(text, "USD=7.1")?;
    let rate = Decimal::parse(rate.trim()).filter(|rate| *rate > Decimal::ZERO);
    rate.map(|rate| (currency_code(&currency), rate)).ok_or_else(|| "write a number above 0: USD=7.1".to_owned())
}

fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "there is no such day; write it as 2026-01-31".to_owned())
}

fn pair(text: &str, example: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((field, value)) if !field.trim().is_empty() && !value.is_empty() => {
            Ok((field.trim().to_owned(), value.to_owned()))
        }
        _ => Err(format!("write {example}")),
    }
}

/// An encoding by one of its names.
pub fn parse_encoding(text: &str) -> Result<String, String> {
    let near = |near: Option<&str>| match near {
        Some(near) => format!("no encoding is called so; did you mean {near}?"),
        None => "no encoding is called so; some are utf-8, utf-16, gbk, big5, shift_jis, windows-1252".to_owned(),
    };
    encoding_name(text).map_err(near).map(|_| text.to_owned())
}

fn parse_delimiter(text: &str) -> Result<u8, String> {
    match (text.to_ascii_lowercase().as_str(), text.as_bytes()) {
        ("tab" | "\\t", _) => Ok(b'\t'),
        ("comma", _) => Ok(b','),
        ("semicolon", _) => Ok(b';'),
        ("bar" | "pipe", _) => Ok(b'|'),
        ("space" | "blank", _) => Ok(b' '),
        ("colon", _) => Ok(b':'),
        (_, [byte]) if byte.is_ascii() => Ok(*byte),
        _ => Err("write one ASCII character, or comma, semicolon, tab, bar, space".to_owned()),
    }
}

fn parse_quote(text: &str) -> Result<QuoteChoice, String> {
    match (text.to_ascii_lowercase().as_str(), text.as_bytes()) {
        ("none", _) => Ok(QuoteChoice::None),
        ("double", _) => Ok(QuoteChoice::Sign(b'"')),
        ("single", _) => Ok(QuoteChoice::Sign(b'\'')),
        (_, [byte]) if byte.is_ascii() => Ok(QuoteChoice::Sign(*byte)),
        _ => Err("write one ASCII character, or none".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_word_of_its_own() {
        let words = TABLE_FORMATS.iter().map(|(word, ..)| *word).collect::<Vec<_>>();
        assert_eq!(words, ["table", "markdown", "csv", "json"]);
        assert!(
            TABLE_FORMATS
                .iter()
                .enumerate()
                .all(|(at, (.., format))| { TABLE_FORMATS[..at].iter().all(|(.., other)| other != format) })
        );
    }
}
