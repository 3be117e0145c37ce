//! Rule files: TOML text in, compiled rules out; every mistake with its file, line, column and caret.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use crate::rule::RuleSet;
use crate::rule::field::Field;
use crate::rule::mistake::{FileMistake, Part};
use crate::rule::scope::Scope;
use crate::rule::settings::{Complaint, Complaints, Section, Severity, Table};

pub mod bundled;
mod check;
#[cfg(test)]
pub(crate) mod complaints;
mod derive;
mod error;
mod fields;
mod freeze;
mod holidays;
mod kept;
mod limits;
#[cfg(test)]
mod mutations;
mod params;
mod rules;
mod schema;
mod tests_list;
mod toml;
mod unused;

#[cfg(test)]
pub(crate) use check::columns_of;
pub use check::{Difference, TestOutcome, TestProblem, alternatives, run_tests};
pub(crate) use check::{cells_of, tiers_of};
pub use error::{ComplaintWords, ENGLISH, RuleError, render, render_all};
pub use freeze::{Became, FreezeError, Frozen, FrozenTexts, freeze};
pub use kept::{joined, taken_apart};
pub use params::{ParamChoice, unknown_choice};
pub use schema::{SCHEMA_FILE, schema};
pub use tests_list::TestList;

/// The largest rule file that is read, in bytes: a hundred times the largest of the bundled ones.
const LARGEST: u64 = 4 << 20;

/// A classification: rules, and what people should know of them.
#[derive(Debug)]
pub struct RuleFile {
    /// The bundled rule's name, or the path as given.
    pub name: String,
    /// The text of the file.
    pub text: String,
    /// What it is called.
    pub title: Option<String>,
    /// The same in Chinese.
    pub title_zh: Option<String>,
    /// What it does.
    pub about: Option<String>,
    /// The same in Chinese.
    pub about_zh: Option<String>,
    /// Where its figures come from.
    pub source: Option<String>,
    /// The same in Chinese.
    pub source_zh: Option<String>,
    /// The family that it is listed under: a bundled one's key, or any words.
    pub family: Option<String>,
    /// The same in Chinese.
    pub family_zh: Option<String>,
    /// What should be known of it: whose its figures are, how its source is read.
    pub notes: Vec<String>,
    /// The same in Chinese.
    pub notes_zh: Vec<String>,
    /// The rules.
    pub set: RuleSet,
    /// The lists that prove it.
    pub tests: Vec<TestList>,
    /// What works, but surely not as meant.
    pub warnings: Vec<Complaint>,
}

impl RuleFile {
    /// Loads what `-r` names: a bundled rule, or a file (anything with a `/` or ending in `.toml`).
    ///
    /// # Errors
    /// No such rule (with the nearest names) or file, a file that is too large or no UTF-8, mistakes in it.
    pub fn load(name: &str, params: &[ParamChoice]) -> Result<RuleFile, RuleError> {
        if is_path(name) {
            let mut file = RuleFile::parse(name, &read(Path::new(name))?, params)?;
            holidays::read_holidays(&mut file)?;
            return Ok(file);
        }
        match bundled::text(name) {
            Some(text) => RuleFile::parse(name, text, params),
            None => Err(RuleError::unknown(name)),
        }
    }

    /// Compiles the bytes of a rule file. `name` is what messages call it.
    ///
    /// # Errors
    /// Bytes that are no UTF-8, and all mistakes of the file at once.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<RuleFile, RuleError> {
        RuleFile::parse(name, &decoded(Path::new(name), bytes)?, &[])
    }

    /// Compiles the text of a rule file. `name` is what messages call it.
    ///
    /// # Errors
    /// All mistakes of the file at once.
    pub fn parse(name: &str, text: &str, params: &[ParamChoice]) -> Result<RuleFile, RuleError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let complaints = Complaints::default();
        let file = compile(name, text, params, &complaints);
        let errors = complaints.errors();
        let list = complaints.into_sorted();
        match file {
            Some(mut file) if errors == 0 => {
                file.warnings = list.into_iter().filter(|complaint| complaint.severity == Severity::Warning).collect();
                Ok(file)
            }
            _ => Err(RuleError::Mistakes { file: shown(name), text: text.to_owned(), complaints: list }),
        }
    }
}

impl RuleFile {
    /// The settings as the file has them, for what is said of them: the compiled rules no longer know how a figure was written.
    pub fn settings(&self) -> Table {
        toml::parse(&self.text, &Complaints::default())
    }

    /// A file without rules, that knows the dictionary's fields.
    pub fn empty(name: &str) -> RuleFile {
        let scope = Scope { fields: dictionary().to_vec(), ..Scope::default() };
        RuleFile {
            name: name.to_owned(),
            text: String::new(),
            title: None,
            title_zh: None,
            about: None,
            about_zh: None,
            source: None,
            source_zh: None,
            family: None,
            family_zh: None,
            notes: Vec::new(),
            notes_zh: Vec::new(),
            set: RuleSet { scope, derived: Vec::new(), rules: Vec::new() },
            tests: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// Whether `-r` names a file rather than a bundled rule.
pub fn is_path(name: &str) -> bool {
    name.contains('/') || name.contains(std::path::MAIN_SEPARATOR) || name.ends_with(".toml")
}

/// What messages call a rule file: a bundled one by its place in the project.
fn shown(name: &str) -> String {
    if is_path(name) { name.to_owned() } else { format!("rules/{name}.toml") }
}

fn read(path: &Path) -> Result<String, RuleError> {
    let failed = |source| RuleError::Io { file: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    // A pipe has no length: it is read up to the limit as well.
    let length = file.metadata().map_err(failed)?.len();
    let mut bytes = Vec::new();
    if length <= LARGEST {
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if length.max(bytes.len() as u64) > LARGEST {
        return Err(RuleError::TooLarge { file: path.to_owned(), most: LARGEST });
    }
    decoded(path, bytes)
}

/// The text of a file.
fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String, RuleError> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..valid];
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        // Everything before the place is UTF-8.
        let column = 1 + String::from_utf8_lossy(&before[line_start..]).chars().count();
        RuleError::NotUtf8 { file: path.to_owned(), line, column, byte: error.as_bytes()[valid] }
    })
}

/// Whether a file is a dictionary of fields rather than a rule file: `[fields.*]` and no `[[rule]]`.
pub fn is_dictionary(path: &Path) -> bool {
    read(path).is_ok_and(|text| has_only_fields(&toml::parse(&text, &Complaints::default())))
}

fn has_only_fields(file: &Table) -> bool {
    file.get("rule").is_none() && file.get("fields").is_some()
}

/// Checks a dictionary of fields and counts them.
///
/// # Errors
/// The file cannot be read, or has mistakes.
pub fn check_dictionary(name: &str) -> Result<usize, RuleError> {
    parse_dictionary(name, &read(Path::new(name))?)
}

fn parse_dictionary(name: &str, text: &str) -> Result<usize, RuleError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let complaints = Complaints::default();
    let table = toml::parse(text, &complaints);
    let mut fields = Vec::new();
    if complaints.errors() == 0 && limits::keeps(&table, &complaints) {
        let top = Section::new(&table, 0..0, Part::Dictionary, &complaints);
        fields = fields::merge(&[], top.get("fields"), &complaints);
        fields::check_headers(top.get("fields"), &fields, &complaints);
        fields::weaker(top.get("also"), &fields, &complaints);
        top.finish();
    }
    if complaints.errors() > 0 {
        return Err(RuleError::Mistakes {
            file: shown(name),
            text: text.to_owned(),
            complaints: complaints.into_sorted(),
        });
    }
    Ok(fields.len())
}

/// The fields of the bundled dictionary.
pub fn dictionary() -> &'static [Field] {
    &DICTIONARY
}

/// The fields of the bundled dictionary that have these names.
pub fn known_fields(names: &[&str]) -> Vec<Field> {
    DICTIONARY.iter().filter(|field| names.contains(&field.name.as_str())).cloned().collect()
}

/// The headers that a field of the bundled dictionary goes by only where no column has one of its others.
pub fn weaker_headers(field: &str) -> &'static [String] {
    WEAKER_HEADERS.get(field).map_or(&[], Vec::as_slice)
}

/// Read once, however many rules are loaded; a test says that it has no mistake.
static DICTIONARY: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let complaints = Complaints::default();
    let table = toml::parse(bundled::FIELDS, &complaints);
    fields::merge(&[], table.get("fields"), &complaints)
});

static WEAKER_HEADERS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let complaints = Complaints::default();
    fields::weaker(toml::parse(bundled::FIELDS, &complaints).get("also"), &DICTIONARY, &complaints)
});

fn compile(name: &str, text: &str, chosen: &[ParamChoice], complaints: &Complaints) -> Option<RuleFile> {
    let table = toml::parse(text, complaints);
    if complaints.errors() > 0 || !limits::keeps(&table, complaints) {
        // What is missing or odd behind a broken bracket or quote is seldom a mistake of its own.
        return None;
    }
    let top = Section::new(&table, 0..text.len().min(1), Part::RuleFile, complaints);
    let texts = |key| top.text(key).map(str::to_owned);
    let (title, title_zh) = (texts("title"), texts("title_zh"));
    let (about, about_zh) = (texts("about"), texts("about_zh"));
    let (source, source_zh) = (texts("source"), texts("source_zh"));
    let (family, family_zh) = (texts("family"), texts("family_zh"));
    let lists = |key| top.texts(key).into_iter().map(|(text, _)| text.to_owned()).collect::<Vec<_>>();
    let (notes, notes_zh) = (lists("notes"), lists("notes_zh"));
    let fields = fields::merge(&DICTIONARY, top.get("fields"), complaints);
    fields::check_headers(top.get("fields"), &fields, complaints);
    let params = params::read(&top, chosen, complaints);
    if has_only_fields(&table) {
        complaints.error(&(0..0), FileMistake::OnlyFields);
    } else if !top.has("rule") {
        complaints.error(&(0..0), FileMistake::NoRule);
    }
    let rules = rules::read(&top, fields, params, complaints);
    let tests = tests_list::read(&top, &rules, complaints);
    top.finish();
    if complaints.errors() == 0 {
        unused::warn(&table, complaints);
    }
    Some(RuleFile {
        name: name.to_owned(),
        text: text.to_owned(),
        title,
        title_zh,
        about,
        about_zh,
        source,
        source_zh,
        family,
        family_zh,
        notes,
        notes_zh,
        set: rules,
        tests,
        warnings: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_rule_loads_without_a_warning_and_proves_itself() {
        for (name, text) in bundled::RULES {
            let file = RuleFile::parse(name, text, &[]).unwrap_or_else(|error| panic!("{error}"));
            assert!(file.warnings.is_empty(), "{name}: {:?}", file.warnings);
            assert!(!file.tests.is_empty(), "{name} has no [[test]]");
            for outcome in run_tests(&file) {
                assert!(outcome.holds(), "{name}: {outcome:#?}");
            }
        }
    }

    #[test]
    fn the_dictionary_has_no_mistake() {
        let fields = parse_dictionary("fields", bundled::FIELDS).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(fields, dictionary().len());
        assert!(dictionary().iter().any(|field| field.name == "revenue"));
    }

    #[test]
    fn several_mistakes_come_at_once_each_with_its_place() {
        let text = "[[rule]]\nname = \"tier\"\nmethod = \"percentil\"\nfeild = \"revenue\"\ntier = [{ label = \"A\", share = \"80%\" }, { label = \"A\", share = \"30%\" }]\n";
        let error = RuleFile::parse("./my.toml", text, &[]).expect_err("the file is wrong").to_string();
        assert!(error.contains("./my.toml:3:10"), "{error}");
        assert!(error.contains("did you mean `percentile`?"), "{error}");
        assert!(error.contains("the label \"A\" is used twice"), "{error}");
    }

    #[test]
    fn shares_have_to_add_up() {
        let text = "[[rule]]\nname = \"tier\"\nmethod = \"percentile\"\nfield = \"revenue\"\ntier = [{ label = \"A\", share = \"80%\" }, { label = \"B\", share = \"30%\" }]\n";
        let error = RuleFile::parse("./my.toml", text, &[]).expect_err("the file is wrong").to_string();
        assert!(error.contains("the shares add up to 110 %"), "{error}");
    }

    #[test]
    fn what_is_no_toml_is_refused_with_its_place() {
        let error = RuleFile::parse("./my.toml", "[[rule]\nname = 1", &[]).expect_err("no TOML").to_string();
        assert!(error.contains("./my.toml:1"), "{error}");
    }
}
