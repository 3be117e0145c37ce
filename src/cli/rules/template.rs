//! `custclass rules show NAME --template`: an empty list to fill in for a rule.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use custclass::Error;
use custclass::Language;
use custclass::date::Day;
use custclass::draw::{form_csv, form_xlsx};
use custclass::file::{AtomicFile, Durability};
use custclass::result::refusal::{Refusal, Writes};
use custclass::result::remark::Remark;
use custclass::rulefile::RuleFile;
use custclass::run::{Observer, Output};
use custclass::words::form::RuleForm;
use jiff::civil::Date;

use crate::cli::context::Context;
use crate::cli::failure::Failure;

#[derive(Debug, clap::Args)]
pub struct TemplateOptions {
    /// Write an empty list to fill in for this rule: its headers, and one customer as an example
    #[arg(long, value_enum, value_name = "KIND")]
    template: Option<Kind>,
    /// Where the template goes; an existing file is not replaced [default: CSV to standard output, XLSX to NAME.template.xlsx]
    #[arg(short, long, value_name = "FILE", requires = "template")]
    output: Option<PathBuf>,
    /// 'Today' for the dates of the template's example [default: the machine's date]
    #[arg(long, value_name = "DATE", requires = "template")]
    as_of: Option<Date>,
}

/// What a template is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// For any program; with a byte-order mark where there is Chinese in it, so that Excel shows it
    Csv,
    /// For Excel: with number formats, drop-downs and what to write into each column
    Xlsx,
}

impl TemplateOptions {
    /// Whether a template is asked for.
    pub fn is_wanted(&self) -> bool {
        self.template.is_some()
    }

    /// Writes the template of a rule: a bundled one, or a file.
    pub fn write(&self, name: &str, language: Language, context: &Context) -> Result<(), Failure> {
        let Some(kind) = self.template else { return Ok(()) };
        let file = RuleFile::load(name, &[]).map_err(Error::from)?;
        let RuleForm { form, labels } = RuleForm::of(&file, language, Day::from(self.as_of.unwrap_or(context.today)));
        if labels.is_empty() {
            context.remark(&Remark::NoExample);
        }
        match (kind, self.target(name, kind)?) {
            (Kind::Csv, None) => form_csv(&form, &mut io::stdout().lock())?,
            (Kind::Csv, Some(mut file)) => {
                form_csv(&form, &mut file)?;
                file.flush()?;
                file.commit().map_err(Error::from)?;
            }
            (Kind::Xlsx, Some(file)) => {
                let path = file.path().to_owned();
                form_xlsx(&form, file).map_err(Error::from)?;
                if self.output.is_none() {
                    context.remark(&Remark::TemplateWritten(path));
                }
            }
            (Kind::Xlsx, None) => {
                return Err(Error::from(Refusal::WorkbookToStdout).into());
            }
        }
        Ok(())
    }

    /// Where the template goes, if not to standard output. What somebody has filled in is not replaced by an empty list.
    fn target(&self, name: &str, kind: Kind) -> Result<Option<AtomicFile>, Failure> {
        let path = match (&self.output, kind) {
            (Some(path), _) if path.as_os_str() == "-" => return Ok(None),
            (Some(path), _) => path.clone(),
            (None, Kind::Csv) => return Ok(None),
            (None, Kind::Xlsx) => {
                let stem = Path::new(name)
                    .file_stem()
                    .map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned());
                PathBuf::from(format!("{stem}.template.xlsx"))
            }
        };
        let writes = if kind == Kind::Csv { Writes::CsvTemplate } else { Writes::XlsxTemplate };
        let output = Output::new(&path, writes)?;
        if path.symlink_metadata().is_ok() {
            return Err(Error::from(Refusal::TemplateExists(path)).into());
        }
        Ok(Some(output.create(Durability::Cached)?))
    }
}
