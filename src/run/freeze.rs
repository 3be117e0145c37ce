//! The lines of a list, written down as a threshold rule.

use super::file_name;
use super::job::Job;
use super::observer::Observer;
use crate::Error;
use crate::result::refusal::Refusal;
use crate::rulefile::Frozen;
use crate::words;

/// The text of the job's rule file with the lines that its list gives.
///
/// # Errors
///
/// When the job has several rule files, the list cannot be read, or no rule draws its lines from the list.
pub fn freeze(job: &Job, observer: &dyn Observer) -> Result<String, Error> {
    let [file] = &job.rules[..] else { return Err(Refusal::OneRuleWanted.into()) };
    let list = job.read_columns(&[], observer)?;
    list.content.remarks().iter().for_each(|remark| observer.remark(remark));
    let scored = list.content.score(&job.rules, job.day(), Vec::new(), None);
    let say = |frozen: &Frozen<'_>| words::frozen(frozen, job.language);
    Ok(crate::rulefile::freeze(file, &scored[0], &file_name(&job.list), say)?)
}
