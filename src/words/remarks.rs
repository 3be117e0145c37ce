//! What a run notices on its way, in words.

use super::figure::Count;
use super::run::date;
use super::{absent_field, dialect, hidden_parts, left_behind, place, reading_fact, repeated_ids, repeated_names};
use crate::language::Language;
use crate::list::Description;
use crate::result::remark::{Remark, TableFound};
use crate::rulefile;

/// A remark as a sentence without a full stop.
pub fn remark(remark: &Remark, language: Language) -> String {
    let words = language.words();
    let about = |subject: &str, said: &str| format!("{subject}{}{said}", words.colon());
    match remark {
        Remark::RuleFile { file, text, complaint } => rulefile::render(file, text, complaint, words.complaint_words()),
        Remark::Reading { field, fact } => about(field, &reading_fact(fact, field, language)),
        Remark::BadCell { place: at, field, text } => words.bad_cell(&place(at, language), field, text),
        Remark::BadCellSeen { place: at, field, text } => words.bad_cell_seen(&place(at, language), field, text),
        Remark::MoreBadCells { field, count } => words.more_bad_cells(field, *count),
        Remark::EmptyColumn { field } => words.empty_column(field),
        Remark::Irregular { how, place: at, others } => {
            let (at, what) = (place(at, language), words.irregular(*how));
            match others {
                0 => about(&at, what),
                others => about(&at, &words.and_more_records(what, *others)),
            }
        }
        Remark::StrayBytes { place: at, count } => words.stray_bytes(&place(at, language), *count),
        Remark::StrayBytesShown => words.stray_bytes_shown().to_owned(),
        Remark::Hidden(parts) => hidden_parts(parts, language),
        Remark::LeftBehind(left) => left_behind(left, language),
        Remark::SheetAlike { read, others } => words.sheet_alike(read, others),
        Remark::IdsLikeFractions { now, before, count } => words.ids_like_fractions(now, before, *count),
        Remark::RepeatedNames(names, places) => repeated_names(names, places, language),
        Remark::NoRecords => words.no_records().to_owned(),
        Remark::EmptyFile(file) => words.empty_file(&file.display().to_string()),
        Remark::RepeatedIds(ids, places) => repeated_ids(ids, places, language),
        Remark::OrderList => words.order_list().to_owned(),
        Remark::NoRevenue => words.no_revenue().to_owned(),
        Remark::NothingToSum => words.nothing_to_sum().to_owned(),
        Remark::AbsentField(field) => absent_field(field, language),
        Remark::AbsentRule { column, field } => words.absent_rule(column, words.field(field)),
        Remark::LessThanOne { column, said } => about(column, said),
        Remark::WhyUnclassified { column, cause } => about(column, cause),
        Remark::Unclassified { count, customers } => words.unclassified_note(Count(*count), Count(*customers)),
        Remark::CannotBeFound { beside, count } => words.cannot_be_found(beside.name(), *count),
        Remark::CannotBeFollowed { list, count, are_counted } => {
            let list = list.display().to_string();
            if *are_counted { words.lost_or_new(&list, *count) } else { words.cannot_be_followed(&list, *count) }
        }
        Remark::Lapsed { place: at, .. } | Remark::NotInList { place: at, .. } => {
            about(&place(at, language), &set_by_hand(remark, language))
        }
        Remark::NewestTaken(list) => words.newest_taken(&list.display().to_string()),
        Remark::Written(description) => written(description, language),
        Remark::Table(found) => table(*found, language),
        Remark::DoubtfulHeader { row, is_header: true } => words.one_header_row(*row),
        Remark::DoubtfulHeader { row, is_header: false } => words.record_or_header(*row),
        Remark::FurtherTable { row, records } => words.further_table(*row, *records),
        Remark::LeftOut { above, blank, headers } => {
            let rows = [
                (*above > 0).then(|| words.rows_above(*above)),
                (*blank > 0).then(|| words.blank_rows(*blank)),
                (*headers > 0).then(|| words.repeated_headers(*headers)),
            ];
            words.rows_left_out(&rows.into_iter().flatten().collect::<Vec<_>>().join(words.clause_comma()))
        }
        Remark::NoExample => words.no_example().to_owned(),
        Remark::TemplateWritten(file) => words.template_written(&file.display().to_string()),
    }
}

/// What is said of a label that is set by hand, without its place.
pub fn set_by_hand(remark: &Remark, language: Language) -> String {
    match remark {
        Remark::Lapsed { id, label, until, .. } => language.words().lapsed(id, label, &date(*until)),
        Remark::NotInList { id, label, .. } => language.words().not_in_list(id, label),
        _ => String::new(),
    }
}

/// `UTF-8, delimiter: ;`: how a list is written.
fn written(description: &Description, language: Language) -> String {
    let words = language.words();
    let fact = |(name, value): &(&str, String)| format!("{name}{}{value}", words.colon());
    let facts = match &description.text {
        Some(facts) => dialect::facts(facts, language).iter().map(fact).collect::<Vec<_>>(),
        None => vec![description.kind.to_owned(), fact(&(words.fact_sheet(), description.sheets.join(", ")))],
    };
    facts.join(words.clause_comma())
}

fn table(found: TableFound, language: Language) -> String {
    let (words, TableFound { row, has_header, header_below, columns, records }) = (language.words(), found);
    match header_below {
        _ if !has_header => words.table_without_header(columns, records),
        0 => words.table_below_header(row, columns, records),
        below => words.table_below_headers(row, row + below, columns),
    }
}
