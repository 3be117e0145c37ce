//! `custclass rules show`: the page of a rule, or its file.

use std::io::{self, Write};

use custclass::Error;
use custclass::Language;
use custclass::draw::Format;
use custclass::rulefile::{RuleFile, bundled};
use custclass::words::handbook::{Page, dictionary_page};

use super::template::TemplateOptions;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::options::{LanguageName, RuleName, one_of};

/// The name under which the dictionary of fields is shown.
const DICTIONARY: &str = "fields";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rule's name, or a rule file; `fields` is the dictionary of fields that every rule knows
    #[arg(value_name = "RULE", value_parser = RuleName, hide_possible_values = true)]
    name: String,
    #[command(flatten)]
    template: TemplateOptions,
    /// Print the rule file itself, to copy and change
    #[arg(long, conflicts_with_all = ["format", "template"])]
    toml: bool,
    /// How the page is printed
    #[arg(long, value_parser = one_of(FORMATS), default_value = "text", value_name = "FORMAT")]
    format: Format,
    /// The language of the page, and of a template's headers and words
    #[arg(long, value_name = "LANG", env = "CUSTCLASS_LANG", default_value = "en", value_parser = LanguageName)]
    lang: Language,
}

/// The words of `--format`, what `--help` says of them, and what they stand for.
const FORMATS: &[(&str, &str, Format)] = &[
    ("text", "Plain text, for reading", Format::Text),
    ("markdown", "Markdown, for a page or a message", Format::Markdown),
    ("json", "JSON, for a script", Format::Json),
];

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let language = args.lang;
    if args.template.is_wanted() {
        return args.template.write(&args.name, language, context);
    }
    let draw = |page: Page| args.format.draw(&page.document(language), context.stdout_width, &mut io::stdout().lock());
    if args.name == DICTIONARY {
        match args.toml {
            true => io::stdout().lock().write_all(bundled::FIELDS.as_bytes())?,
            false => draw(dictionary_page(language))?,
        }
        return Ok(());
    }
    let file = RuleFile::load(&args.name, &[]).map_err(Error::from)?;
    match args.toml {
        true => io::stdout().lock().write_all(file.text.as_bytes())?,
        false => draw(Page::of(&file, language))?,
    }
    Ok(())
}
