//! Mistakes in a file as a whole, in its fields, parameters and tests.

use super::{Found, Suggestion};

/// What would be right where a file is no TOML, as far as that can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// A key with letters that need quotes.
    QuoteKey(String),
    /// A character that nobody sees.
    Invisible,
    /// A key that stands twice.
    OneKey,
    /// A text without its last quote.
    CloseText,
    /// Quotation marks of a word processor.
    StraightQuotes,
    /// A text without quotes.
    QuoteText,
    /// Brackets and commas.
    CloseBrackets,
    /// Too many brackets within each other.
    FewerLevels,
    /// A line that is no key and value.
    KeyAndValue,
    /// Nothing is known.
    None,
}

impl Remedy {
    fn help(&self) -> String {
        let help = match self {
            Remedy::QuoteKey(key) => {
                return format!(
                    "a name with other than English letters, digits, `_` and `-` stands in quotes: \"{key}\" = …"
                );
            }
            Remedy::Invisible => "take the invisible character out",
            Remedy::OneKey => "write every key once; several rules, tiers or tests stand in double brackets: [[rule]]",
            Remedy::CloseText => "close the text with the quote that it began with, in the same line",
            Remedy::StraightQuotes => "write straight quotes: name = \"tier\"",
            Remedy::QuoteText => "write texts in quotes: name = \"tier\"; true and false stand without",
            Remedy::CloseBrackets => "close every `[` with `]` and every `{` with `}`, with commas between the parts",
            Remedy::FewerLevels => "a rule file nests only a few levels: rules, tiers, settings",
            Remedy::KeyAndValue => "write one `key = value` in each line; comments begin with `#`",
            Remedy::None => "",
        };
        help.to_owned()
    }
}

mistakes! {
    /// A mistake in a file as a whole, in its fields, parameters or tests.
    FileMistake {
        /// The file is no TOML; with the words of TOML's reader.
        NotToml { said: String, remedy: Remedy } => format!("this is not TOML: {said}"), remedy.help();
        /// More of something than anybody writes.
        TooMany { key: &'static str, most: usize } =>
            format!("there are more than {most} {} in this file", match *key {
                "rule" => "rules",
                "fields" => "fields",
                "params" => "parameters",
                "derive" => "derived values",
                _ => "tests",
            }),
            "split it into several files, and name each with its own -r";
        /// A dictionary of fields where a rule file is wanted.
        OnlyFields =>
            "this is a dictionary of fields, not a rule file: it has no [[rule]]",
            "check it with `custclass rules check`; to classify, add [[rule]] or name a file that has one";
        /// A file without rules.
        NoRule =>
            "there is no [[rule]] in this file",
            "add [[rule]] with name, method and what the method needs; `custclass rules show pyramid` prints an \
             example";

        /// `fields` is not a table.
        FieldsNotTables { found: Found } => format!("`fields` is {found}"), "write [fields.name] tables";
        /// A field is not a table.
        FieldNotATable { name: String, found: Found } =>
            format!("the field `{name}` is {found}"), format!("write [fields.{name}] with type and headers below it");
        /// There is no such type.
        UnknownType { word: String, known: Suggestion } => format!("unknown type \"{word}\""), known.to_string();
        /// `values` of a field that is no choice.
        ValuesWithoutChoice =>
            "only a choice has `values`", "write type = \"choice\", or leave `values` out";
        /// A spelling is not a text.
        SpellingNotAText { found: Found } => format!("a spelling is {found}"), "write spellings in quotes";
        /// A spelling of two words.
        SpellingTwice { spelling: String } =>
            format!("\"{spelling}\" stands for two words"), "give every word its own spellings";
        /// A choice without words.
        NoWords => "a choice needs words", "write values = { high = [\"high\"], low = [\"low\"] }";
        /// A default of another type than its field, whose type this is.
        WrongDefault { kind: &'static str } =>
            "this default is not of the field's type",
            match *kind {
                "number" | "percent" => "write a number, as in default = 0",
                "date" => "write a date in quotes, as in default = \"2026-01-31\"",
                "flag" => "write true or false",
                "choice" => "write one of the words of `values`",
                _ => "write a text in quotes",
            };
        /// One header of two fields.
        HeaderTwice { header: String, first: String, other: String } =>
            format!("the header \"{header}\" stands under `{first}` and `{other}`"),
            "give every field headers of its own";

        /// A parameter is not a number.
        ParamNotANumber { name: String } =>
            format!("the parameter `{name}` must be a number"), "write 10_000 or \"25%\"";
        /// The day of a test is not a date.
        NotADay { text: String } => format!("\"{text}\" is not a date"), "write as_of = \"2026-01-31\"";
    }
}
