//! What a run knows of the customers besides the list: an earlier scored list, and labels set by hand.

use super::fields::WantedFields;
use super::id_index::{IdIndex, Repeated};
use super::job::Job;
use super::list::{Content, List};
use super::observer::Observer;
use crate::Error;
use crate::list::{Origin, Reading, Source};
use crate::result::refusal::{Refusal, WrongCell};
use crate::result::remark::{Beside, Remark};
use crate::rule::Field;
use crate::score::{Policy, Texts};

mod overrides;
pub(super) mod previous;

/// The policies of a run, and where they were taken from.
#[derive(Debug, Default)]
pub struct Policies {
    /// One for each rule file.
    pub by_file: Vec<Policy>,
    /// The earlier list's name, and how many of its customers are no longer there.
    pub earlier: Option<(String, u64)>,
    /// The lists that they were taken from.
    pub sources: Vec<(Beside, Source)>,
    /// Labels set by hand that have lapsed, or whose customers the list lacks.
    pub unused: Vec<Remark>,
}

impl Policies {
    /// Reads what the job's lists say of the customers of its own list.
    pub(super) fn read(job: &Job, content: &Content, observer: &dyn Observer) -> Result<Policies, Error> {
        let empty = |rules: usize| {
            let mut policy = Policy::default();
            policy.rules.resize_with(rules, Default::default);
            policy
        };
        let by_file = job.rules.iter().map(|file| empty(file.set.rules.len())).collect();
        let mut policies = Policies { by_file, ..Policies::default() };
        if let Some(path) = &job.previous {
            let ids = ids_of(content, Beside::Previous, observer)?;
            let list = previous::open(path, job, observer)?;
            let gone = previous::take(&list, &job.rules, ids, &mut policies.by_file, observer)?;
            policies.earlier = Some((super::file_name(list.source.name()), gone));
            policies.sources.push((Beside::Previous, list.source));
        }
        if let Some(path) = &job.overrides {
            let ids = ids_of(content, Beside::Overrides, observer)?;
            let list = overrides::open(path, job, observer)?;
            policies.unused = overrides::take(&list, &job.rules, ids, job.day(), &mut policies.by_file)?;
            policies.unused.iter().for_each(|remark| observer.remark(remark));
            policies.sources.push((Beside::Overrides, list.source));
        }
        Ok(policies)
    }
}

/// Opens a list beside the input for these fields, each of them a group of its own.
pub(super) fn open_beside(
    origin: &Origin,
    groups: Vec<Vec<Field>>,
    reading: &Reading,
    observer: &dyn Observer,
) -> Result<List, Error> {
    List::open(origin, WantedFields { groups, ..WantedFields::default() }, false, reading, observer)
}

fn ids_of<'a>(content: &'a Content, beside: Beside, observer: &dyn Observer) -> Result<&'a Texts, Error> {
    let Some(ids) = content.texts("id") else {
        return Err(Refusal::NoIdsToMatch { beside, headers: content.headers() }.into());
    };
    let count = without_id(ids);
    if count > 0 {
        observer.remark(&Remark::CannotBeFound { beside, count });
    }
    Ok(ids)
}

/// How many customers have no id.
pub(super) fn without_id(ids: &Texts) -> usize {
    ids.numbers().iter().filter(|&&id| id >= Texts::BAD).count()
}

/// The customers of a list by their id; ids that repeat are refused with their places.
pub(super) fn unique_ids(list: &List) -> Result<IdIndex<'_>, Error> {
    let Some(texts) = list.content.texts("id") else { return Err(Refusal::NoIds.into()) };
    let Repeated { id, rows: [first, second], count } = match IdIndex::new(texts) {
        Ok(ids) => return Ok(ids),
        Err(repeated) => repeated,
    };
    let places = list.places(&[(first, Some("id")), (second, Some("id"))])?;
    let places = <[_; 2]>::try_from(places).expect("a place for each");
    Err(Refusal::IdTwice { id, places, count }.into())
}

/// What is wrong with a customer of a list beside the input.
#[derive(Debug)]
pub(super) struct Wrong {
    /// The customer.
    pub(super) row: usize,
    /// The field.
    pub(super) field: String,
    /// What is wrong.
    pub(super) cell: WrongCell,
}

/// How many mistakes of one list are named.
const NAMED: usize = 10;

/// Refuses a list for what is wrong in it, each with its place.
pub(super) fn refuse(list: &List, mut wrong: Vec<Wrong>) -> Error {
    let more = wrong.len().saturating_sub(NAMED);
    wrong.truncate(NAMED);
    let wanted = wrong.iter().map(|wrong| (wrong.row, Some(wrong.field.as_str()))).collect::<Vec<_>>();
    match list.places(&wanted) {
        Ok(places) => {
            let cells = places.into_iter().zip(wrong.into_iter().map(|wrong| wrong.cell)).collect();
            Refusal::WrongCells { cells, more }.into()
        }
        Err(error) => error,
    }
}
