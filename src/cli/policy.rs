//! `--previous` and `--overrides`: what a run knows of the customers besides the list.

use std::path::{Path, PathBuf};

use custclass::Error;
use custclass::document::note::{Note, NoteKind};
use custclass::document::table::Table;
use custclass::language::Language;
use custclass::list::Source;
use custclass::rule::Field;
use custclass::rulefile::{RuleFile, known_fields};
use custclass::run::ids::{Ids, Repeated};
use custclass::score::{Column, Movement, Policy, Scored, Texts};
use custclass::words::{self, Movements};

use super::context::{Context, note, warn};
use super::failure::Failure;
use super::list::{Content, List};
use super::notes::{file_facts, file_name};
use super::options::ReadingOptions;
use super::{overrides, previous};

/// What is known of the customers besides the list.
#[derive(Debug, clap::Args)]
pub struct PolicyOptions {
    /// An earlier scored list: adds the label that each customer had and how it has moved, and lets tiers hold their customers
    #[arg(long, value_name = "SCORED", help_heading = "Rules")]
    previous: Option<PathBuf>,
    /// Labels set by hand: a list with the columns id, column, label, reason, by and until
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    overrides: Option<PathBuf>,
}

/// The policies of a run, and what there is to tell about them.
#[derive(Default)]
pub struct Policies {
    /// One for each rule file.
    pub by_file: Vec<Policy>,
    /// The earlier list's name, and how many of its customers are no longer there.
    pub earlier: Option<(String, u64)>,
    /// The lists that it was taken from, each with the option that named it.
    pub sources: Vec<(&'static str, Source)>,
    /// What there is to look after, for the Notes of a workbook.
    pub warnings: Vec<Note>,
    /// Whether the run says when customers are due, which counts from 'today'.
    pub says_when_due: bool,
}

impl PolicyOptions {
    /// The fields of the list without which its customers cannot be found elsewhere.
    pub fn wanted_fields(&self) -> Vec<Field> {
        if self.previous.is_some() || self.overrides.is_some() { vec![id_field()] } else { Vec::new() }
    }

    /// The lists that they are read from.
    pub fn lists(&self) -> impl Iterator<Item = &Path> {
        [&self.previous, &self.overrides].into_iter().flatten().map(PathBuf::as_path)
    }

    /// Reads what is known of the customers of a list, and tells what is wrong with it.
    pub fn read(
        &self,
        files: &[RuleFile],
        content: &Content,
        options: &ReadingOptions,
        context: &Context,
    ) -> Result<Policies, Failure> {
        let mut policies = Policies { by_file: files.iter().map(empty_policy).collect(), ..Policies::default() };
        if let Some(path) = &self.previous {
            let ids = ids_of(content, "--previous")?;
            let mut list = previous::open(path, files, options, context)?;
            let gone = previous::take(&mut list, files, ids, &mut policies.by_file)?;
            policies.earlier = Some((file_name(list.source.name()), gone));
            policies.sources.push(("previous", list.source));
        }
        if let Some(path) = &self.overrides {
            let ids = ids_of(content, "--overrides")?;
            let mut list = overrides::open(path, options, context)?;
            let (as_of, language) = (options.as_of_days(context), options.language());
            let remarks = overrides::take(&mut list, files, ids, (as_of, language), &mut policies.by_file)?;
            for (place, remark) in remarks {
                warn(&format!("{place}: {remark}"));
                let place = file_name(Path::new(&place));
                policies.warnings.push(Note { kind: NoteKind::Warning, name: place, text: remark });
            }
            policies.sources.push(("overrides", list.source));
        }
        Ok(policies)
    }
}

impl Policies {
    /// Whether anything depends on 'today'.
    pub fn uses_as_of(&self) -> bool {
        self.says_when_due || self.sources.iter().any(|(option, _)| *option == "overrides")
    }

    /// The lists that they were taken from, and what there is to look after.
    pub fn notes(&self) -> Result<Vec<Note>, Failure> {
        let mut notes = Vec::new();
        for (option, source) in &self.sources {
            notes.extend(file_facts(option, source)?);
        }
        notes.extend_from_slice(&self.warnings);
        Ok(notes)
    }

    /// Says under the table of every visible rule which labels are not the rule's, and how the list has moved.
    pub fn describe(&self, tables: &mut [Table], scored: &[Scored<'_>], language: Language) {
        let rules = scored.iter().flat_map(|scored| (0..scored.set.rules.len()).map(move |rule| (scored, rule)));
        let visible = rules.filter(|(scored, rule)| !scored.set.rules[*rule].hidden && scored.has(*rule));
        for (table, (scored, rule)) in tables.iter_mut().zip(visible) {
            let by_hand = scored.policy(rule).by_hand.as_ref().map_or(0, Vec::len);
            table.notes.extend(words::ruled(scored.held(rule).len() as u64, by_hand as u64, language));
            let Some((earlier, gone)) = &self.earlier else { continue };
            let mut moved = Movements { gone: *gone, ..Movements::default() };
            for row in 0..scored.frame.rows {
                let movement = scored.movement(rule, row);
                if let Some(index) = Movement::ALL.iter().position(|how| Some(*how) == movement) {
                    moved.counts[index] += 1;
                }
            }
            table.notes.push(words::movements(earlier, &moved, language));
        }
    }
}

fn empty_policy(file: &RuleFile) -> Policy {
    let mut policy = Policy::default();
    policy.rules.resize_with(file.set.rules.len(), Default::default);
    policy
}

/// The field by which customers are found again.
pub fn id_field() -> Field {
    let known = known_fields(&["id"]).pop();
    Field { default: None, optional: false, ..known.expect("the bundled dictionary has the field id") }
}

/// The field of the customers' names.
pub fn name_field() -> Vec<Field> {
    known_fields(&["name"])
}

fn ids_of<'a>(content: &'a Content, option: &str) -> Result<&'a Texts, Failure> {
    let Some(Column::Texts(ids)) = content.column("id") else {
        return Err(Failure::work(format!(
            "{option}: customers are found by their id, and no one column of the list can be told to be it\n\
             help: name it with --map id=HEADER; the list has {}",
            content.binding.names()
        )));
    };
    let missing = ids.numbers().iter().filter(|&&id| id >= Texts::BAD).count();
    if missing > 0 {
        note(&format!("{option}: {missing} customers have no id and cannot be found by it"));
    }
    Ok(ids)
}

/// The customers of a list by their id; ids that repeat are refused with their places.
pub fn unique_ids(list: &mut List) -> Result<Ids<'_>, Failure> {
    let column = column_of(&list.content, "id");
    let Some(Column::Texts(texts)) = list.content.column("id") else {
        return Err(Failure::work("the list has no ids"));
    };
    let Repeated { id, rows: [first, second], count } = match Ids::new(texts) {
        Ok(ids) => return Ok(ids),
        Err(repeated) => repeated,
    };
    let wanted = [(first, column), (second, column)];
    let places = list.source.places(&list.content.binding, &list.content.extract, &wanted).map_err(Error::from)?;
    let [first, second] = places.as_slice() else { return Err(Failure::work(format!("the id {id:?} repeats"))) };
    let more = if count > 1 { format!(" ({} more ids repeat)", count - 1) } else { String::new() };
    Err(Failure::work(format!(
        "{second}: the id {id:?} stands already at {first}{more}\n\
         help: a customer can be followed only where its id stands once; remove the repetition, or name the column of ids with \
         --map id=HEADER"
    )))
}

/// The column (from 0) of a field.
pub fn column_of(content: &Content, field: &str) -> Option<usize> {
    content.binding.fields.iter().find(|bound| bound.field.name == field)?.column
}

/// Something wrong with a customer of a list beside the input.
pub struct Wrong {
    /// The customer.
    pub row: usize,
    /// The field.
    pub field: String,
    /// What is wrong, and what would be right.
    pub message: String,
}

/// How many mistakes of one list are told.
const TOLD: usize = 10;

/// Refuses a list for what is wrong in it, each with its place.
pub fn refuse(list: &mut List, wrong: &[Wrong]) -> Failure {
    let content = &list.content;
    let told = &wrong[..wrong.len().min(TOLD)];
    let wanted = told.iter().map(|wrong| (wrong.row, column_of(content, &wrong.field))).collect::<Vec<_>>();
    let places = match list.source.places(&content.binding, &content.extract, &wanted) {
        Ok(places) => places,
        Err(error) => return Error::from(error).into(),
    };
    let lines = places.iter().zip(told).map(|(place, wrong)| format!("{place}: {}", wrong.message));
    let mut lines = lines.collect::<Vec<_>>();
    if wrong.len() > told.len() {
        lines.push(format!("and {} more of the kind", wrong.len() - told.len()));
    }
    Failure::work(lines.join("\n"))
}
