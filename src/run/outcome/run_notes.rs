//! The Notes sheet of a classified list: how it came about, enough to repeat it.

use std::path::Path;

use super::Outcome;
use crate::Error;
use crate::document::note::Note;
use crate::result::remark::Remark;
use crate::run::file_name;
use crate::run::notes::{fact, of_file, of_rules, version, warning};
use crate::words;
use crate::words::notes::{Role, Subject, bad_cell, column_read, subject, unclassified};

/// Rules, as-of, input and its hash, rows read, what could not be read or classified.
pub(super) fn of_run(outcome: &Outcome<'_>) -> Result<Vec<Note>, Error> {
    let Outcome { job, content, scored, tallies, repeated, policies, .. } = outcome;
    let language = job.language;
    let about = |what| subject(what, language);
    let mut notes = vec![version()];
    notes.extend(of_rules(&job.rules, language));
    if outcome.uses_today() {
        notes.push(fact(about(Subject::AsOf), job.today.to_string()));
    }
    for file in outcome.files()? {
        let role = file.beside.map_or(Role::Input, Role::Beside);
        notes.extend(of_file(role, &file.name, &file.sha256, language));
    }
    for unused in &policies.unused {
        if let Remark::Lapsed { place, .. } | Remark::NotInList { place, .. } = unused {
            notes.push(warning(file_name(Path::new(&place.to_string())), words::set_by_hand(unused, language)));
        }
    }
    let extract = &content.extract;
    notes.push(fact(about(Subject::Records), extract.records.to_string()));
    notes.push(fact(about(Subject::Customers), extract.customers.to_string()));
    let others = outcome.rows.as_ref().map_or_else(
        || "0".to_owned(),
        |rows| {
            let count = extract.no_customers.count().to_string();
            language.words().aside(&count, &words::other_rows(&rows.others, language))
        },
    );
    notes.push(fact(about(Subject::NoCustomers), others));
    notes.extend(repeated.iter().map(|(ids, places)| {
        warning(about(Subject::RepeatedIds), words::repeated(ids, places, &content.binding, language))
    }));
    for (bound, read) in content.binding.fields.iter().zip(&extract.readings) {
        let field = || about(Subject::Field(&bound.field.name));
        let header = bound.column.and_then(|column| content.binding.header.get(column)).map_or("", String::as_str);
        notes.extend(column_read(bound, header, read, language).map(|text| fact(field(), text)));
        let facts = read.facts.iter().map(|read| words::reading_fact(read, &bound.field.name, language));
        notes.extend(facts.map(|text| fact(field(), text)));
        let bad = read.bad.first.iter();
        notes.extend(
            bad.map(|cell| warning(words::place(&cell.place, language), bad_cell(&bound.field.name, cell, language))),
        );
    }
    for scored in scored {
        for (index, rule) in scored.set.visible() {
            let crossing = words::crossing(scored, index, language);
            notes.extend(crossing.map(|text| fact(words::label_header(rule, language).to_owned(), text)));
        }
    }
    for (file, tallies) in job.rules.iter().zip(tallies).take(scored.len()) {
        let columns = file.set.visible().map(|(_, rule)| words::label_header(rule, language)).collect::<Vec<_>>();
        let note = if tallies.unclassified > 0 { warning } else { fact };
        notes.push(note(about(Subject::Unclassified), unclassified(&columns, tallies.unclassified, language)));
    }
    Ok(notes)
}
