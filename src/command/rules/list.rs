//! `custclass rules list`: the classifications there are.

use std::io;

use custclass::Error;
use custclass::output::Format;
use custclass::rulefile::{RuleFile, bundled};
use custclass::table::{Row, RowKind, Table, Value};
use custclass::words::{self, Language, headings};

use crate::command::context::Context;
use crate::command::failure::Failure;
use crate::command::options::FormatName;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// How the list is printed
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: FormatName,
    /// The language of titles
    #[arg(long, value_name = "LANG", env = "CUSTCLASS_LANG", default_value = "en", value_parser = ["en", "zh"])]
    lang: String,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let language = args.lang.parse::<Language>().unwrap_or_default();
    let mut table = Table {
        title: String::new(),
        columns: vec![
            headings::rule(language),
            headings::title(language),
            headings::fields(language),
            headings::columns(language),
        ],
        ..Table::default()
    };
    for (name, text) in bundled::RULES {
        let file = RuleFile::parse(name, text, &[]).map_err(Error::from)?;
        let columns =
            file.set.rules.iter().filter(|rule| !rule.hidden).map(|rule| rule.name.as_str()).collect::<Vec<_>>();
        let title = words::title(&file, language).to_owned();
        let cells = [(*name).to_owned(), title, needed_fields(&file), columns.join(", ")];
        table.rows.push(Row { kind: RowKind::Body, color: None, cells: cells.map(Value::Text).to_vec() });
    }
    Format::from(args.format).draw(&[table], context.stdout_width, &mut io::stdout().lock())?;
    Ok(())
}

/// The fields that a rule reads; one that a list may lack has a question mark.
fn needed_fields(file: &RuleFile) -> String {
    let mut names: Vec<String> = Vec::new();
    for need in file.set.needs() {
        let shown = |alternative: &Vec<usize>| {
            let field = |&index: &usize| {
                let field = &file.set.scope.fields[index];
                format!("{}{}", field.name, if field.optional { "?" } else { "" })
            };
            alternative.iter().map(field).collect::<Vec<_>>().join(", ")
        };
        let text = need.alternatives.iter().map(shown).collect::<Vec<_>>().join(" or ");
        if !names.contains(&text) {
            names.push(text);
        }
    }
    names.join(", ")
}
