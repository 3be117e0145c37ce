//! Mistakes in keys, and in the types of what stands under them.

use std::fmt;

/// What a table of a rule file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole file.
    RuleFile,
    /// A file of fields.
    Dictionary,
    /// `[fields.x]`.
    Field,
    /// `values` of a choice.
    Words,
    /// `[params]`, or those of a test.
    Params,
    /// `[derive]`.
    Derived,
    /// `[[rule]]`.
    Rule,
    /// A tier.
    Tier,
    /// An item of a scorecard.
    Item,
    /// A step of an item.
    Step,
    /// The ramp of an item.
    Ramp,
    /// The points of an item's words.
    Points,
    /// The cells of a matrix.
    Cells,
    /// `falls` of a tier.
    Fall,
    /// `needs` of a rule.
    Needs,
    /// `[[test]]`.
    Test,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Part::RuleFile => "rule file",
            Part::Dictionary => "dictionary",
            Part::Field => "field",
            Part::Words => "list of words",
            Part::Params => "list of parameters",
            Part::Derived => "list of derived values",
            Part::Rule => "rule",
            Part::Tier => "tier",
            Part::Item => "item",
            Part::Step => "step",
            Part::Ramp => "ramp",
            Part::Points => "table of points",
            Part::Cells => "table of cells",
            Part::Fall => "fall",
            Part::Needs => "table of needs",
            Part::Test => "test",
        })
    }
}

/// What stands where something else is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// A list.
    List,
    /// A table.
    Table,
    /// A hexadecimal, octal or binary number.
    OtherBase,
    /// One of TOML's own dates.
    Date,
    /// `inf` or `nan`.
    NotFinite,
    /// A number of too many digits.
    TooLong,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Found::Text => "a text",
            Found::Number => "a number",
            Found::Flag => "true or false",
            Found::List => "a list",
            Found::Table => "a table",
            Found::OtherBase => "a hexadecimal, octal or binary number",
            Found::Date => "a date without quotes",
            Found::NotFinite => "`inf` or `nan`",
            Found::TooLong => "one of more than 38 digits",
        })
    }
}

/// What is wanted under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A text.
    Text,
    /// A text or a list of texts.
    Texts,
    /// A list of texts and nothing else.
    TextList,
    /// True or false.
    Flag,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// A table within such a list.
    TableOfList,
    /// The label of a cell.
    CellLabel,
    /// The cells of a row.
    Row,
    /// A list of tags.
    Tags,
    /// A tag.
    Tag,
}

impl Wanted {
    fn under(self, key: &str) -> String {
        let text = match self {
            Wanted::Text => "a text in quotes",
            Wanted::Texts => "a text in quotes, or a list of texts",
            Wanted::TextList => "a list of texts",
            Wanted::Flag => "true or false, without quotes",
            Wanted::Table => return format!("a table, as in {key} = {{ … }}"),
            Wanted::Tables => {
                return format!(
                    "double brackets, as in [[rule]] or [[rule.tier]], or a list: {key} = [ {{ … }}, {{ … }} ]"
                );
            }
            Wanted::TableOfList => "a table, as in { name = \"x\", … }",
            Wanted::CellLabel => "the label of this cell in quotes",
            Wanted::Row => "a table for every row, as in A = { \"1\" = \"A1\" }",
            Wanted::Tags => "a list of tags",
            Wanted::Tag => "a tag, or a list of its spellings",
        };
        text.to_owned()
    }
}

/// What a figure is called: its key, or what it is where it stands under a word of the user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureName {
    /// The key that it stands under.
    Key(&'static str),
    /// The points of a word.
    Points,
}

impl From<&'static str> for FigureName {
    fn from(key: &'static str) -> FigureName {
        FigureName::Key(key)
    }
}

impl fmt::Display for FigureName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FigureName::Key(key) => write!(f, "`{key}`"),
            FigureName::Points => f.write_str("the points"),
        }
    }
}

/// Whether a text has more digits than numbers may have.
pub fn has_too_many_digits(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).count() > 38
}

/// What may stand for a figure.
const FIGURE: &str =
    "write a number such as 10_000, a percentage in quotes such as \"25%\", or the name of an entry of [params]";

mistakes! {
    /// A mistake in a key or in the type of its value.
    SettingMistake {
        /// A key is missing.
        Missing { part: Part, key: &'static str, example: String } =>
            format!("this {part} has no `{key}`"), format!("add {example}{}", explained(key));
        /// A value has another type than its key wants.
        WrongType { key: String, found: Found, wanted: Wanted } =>
            format!("`{key}` is {found}"), format!("write {}", wanted.under(key));
        /// Nobody knows the key.
        UnknownKey { part: Part, key: String, known: super::Suggestion } =>
            format!("unknown key `{key}` in this {part}"), known.to_string();
        /// A text is not a colour.
        NotAColor { text: String } =>
            format!("\"{text}\" is not a colour"),
            "write red, green and blue in two hexadecimal digits each, as in \"#B9C4CC\"";
        /// A text is not a period.
        NotAPeriod { text: String } =>
            format!("\"{text}\" is not a period"),
            "write a figure and a unit, as in \"7 days\", \"48-72 hours\", \"8 per month\" or \"same day\"";
        /// A text is not a figure.
        NotAFigure { name: FigureName, text: String, near: Option<String> } =>
            format!("{name} must be a number, not \"{text}\""),
            match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if has_too_many_digits(text) => "a number has at most 38 digits".to_owned(),
                None => FIGURE.to_owned(),
            };
        /// Something else than a number or a text stands for a figure.
        FigureOfWrongType { name: FigureName, found: Found } =>
            format!("{name} must be a number, not {found}"), FIGURE;
        /// `field` is an empty list.
        NoColumn { example: String } => "`field` names no column", format!("write field = \"{example}\"");
    }
}

/// What is said of an example besides it.
fn explained(key: &str) -> &'static str {
    match key {
        "name" => ", the output column",
        "as_of" => ": the rule depends on 'today'",
        "type" => " (or percent, date, flag, tags, text, choice)",
        _ => "",
    }
}
