//! What was understood of a list.

use super::job::Job;
use super::list::{Content, List};
use super::observer::Observer;
use crate::Error;
use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::language::Language;
use crate::list::header::{Fit, HeadRecord, Header};
use crate::list::text::EncodingFrom;
use crate::list::{Binding, BoundField, Description, FieldReading, Matched, RepeatedIds, Source};
use crate::place::{Place, column_letters};
use crate::result::list_rows::ListRows;
use crate::rule::Field;
use crate::rulefile::dictionary;
use crate::words::{self, dialect, headings};

/// Encoding, delimiter, header row, fields, bad cells, and what else could be read of a list.
///
/// # Errors
///
/// When the list cannot be read.
pub fn inspect(job: &Job, observer: &dyn Observer) -> Result<Vec<Table>, Error> {
    let List { source, content } = job.look_at(dictionary(), observer)?;
    let repeated = content.repetition(content.repeated_ids(), &source)?;
    let language = job.language;
    let rows = content.list_rows(&source)?;
    let mut list = list_table(&source, &content, rows.as_ref(), language);
    list.rows.extend(repeated.map(|(ids, places)| repeated_row(&ids, &places, &content, language)));
    let tables = [
        list,
        field_table(&content, language),
        bad_table(&content, language),
        column_table(&content, language),
        doubt_table(&source, &content, language),
    ];
    Ok(tables.into_iter().filter(|table| !table.rows.is_empty()).collect())
}

fn body(cells: Vec<Value>) -> Row {
    Row { kind: RowKind::Body, color: None, cells }
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

fn table(title: &str, columns: Vec<Heading>, rows: Vec<Row>) -> Table {
    Table { title: title.to_owned(), columns, rows, ..Table::default() }
}

/// The list as a whole.
fn list_table(source: &Source, content: &Content, rows: Option<&ListRows>, language: Language) -> Table {
    let words = language.words();
    let mut facts = vec![(words.fact_file(), words::list_name(source.name(), language))];
    let Description { kind, text: written, sheets } = source.describe();
    let kind = if written.is_some() { words.delimited_text() } else { kind };
    facts.push((words.fact_kind(), kind.to_owned()));
    if let Some(written) = &written {
        facts.extend(dialect::facts(written, language));
        facts.extend(dialect::slow_way(written, language));
    }
    if !sheets.is_empty() {
        facts.push((words.fact_sheet(), sheets.join(", ")));
    }
    for parts in &content.extract.hidden {
        facts.push((words.fact_hidden(), words::hidden_parts(parts, language)));
    }
    let extract = &content.extract;
    let row = content.binding.has_header.then(|| (content.binding.header_record + 1).to_string());
    facts.push((words.fact_header_row(), row.unwrap_or_else(|| words.no_header_row().to_owned())));
    facts.push((words.fact_columns(), extract.width.to_string()));
    facts.push((words.fact_records(), extract.records.to_string()));
    facts.push((words.fact_customers(), extract.customers.to_string()));
    if let Some(rows) = rows {
        facts.push((words.noted_no_customers(), words::other_rows(&rows.others, language)));
    }
    if !content.binding.missing.is_empty() {
        facts.push((words.fact_missing_words(), content.binding.missing.words().join(", ")));
    }
    let rows = facts.into_iter().map(|(name, value)| body(vec![text(name), text(value)])).collect();
    table(words.the_list(), vec![headings::fact(language), headings::value(language)], rows)
}

/// Customers with an earlier one's id.
fn repeated_row(ids: &RepeatedIds, places: &[Place; 2], content: &Content, language: Language) -> Row {
    let told = words::repeated(ids, places, &content.binding, language);
    let orders = language.words().and_orders();
    let told = if ids.are_most() { told + orders } else { told };
    body(vec![text(language.words().fact_repeated_ids()), text(told)])
}

/// Which column became which field, and how it was read.
fn field_table(content: &Content, language: Language) -> Table {
    let columns = vec![
        headings::field(language),
        headings::column(language),
        headings::why(language),
        headings::field_type(language),
        headings::values(language),
        headings::missing(language),
        headings::bad(language),
        headings::reading(language),
    ];
    let found =
        content.binding.fields.iter().zip(&content.extract.readings).filter(|(bound, _)| bound.column.is_some());
    let rows = found.map(|(bound, reading)| field_row(content, bound, reading, language)).collect();
    table(language.words().fields_title(), columns, rows)
}

fn field_row(content: &Content, bound: &BoundField, reading: &FieldReading, language: Language) -> Row {
    let why = match &bound.why {
        Matched::Name => language.words().own_name().to_owned(),
        Matched::Header(header) => language.words().matched_header(header),
        Matched::Map => "--map".to_owned(),
        Matched::Absent => String::new(),
    };
    let mut how = reading.decided.or(bound.read_as).map(|way| way.name().to_owned()).into_iter().collect::<Vec<_>>();
    how.extend(reading.facts.iter().map(|fact| words::reading_fact(fact, &bound.field.name, language)));
    body(vec![
        text(bound.field.name.clone()),
        text(bound.column.map_or_else(String::new, |column| column_name(content, column))),
        text(why),
        text(words::field_type(&bound.field.kind, language)),
        Value::Count(reading.values),
        Value::Count(reading.missing),
        Value::Count(reading.bad.count),
        text(how.join("; ")),
    ])
}

fn column_name(content: &Content, column: usize) -> String {
    let header = content.binding.header.get(column).map_or("", String::as_str);
    format!("{} (#{}) {header}", column_letters(column + 1), column + 1)
}

/// The first bad cells of each field, and records that are wider or narrower than the header.
fn bad_table(content: &Content, language: Language) -> Table {
    let columns = vec![headings::place(language), headings::field(language), headings::text(language)];
    let mut rows = Vec::new();
    for (bound, reading) in content.binding.fields.iter().zip(&content.extract.readings) {
        for cell in &reading.bad.first {
            rows.push(body(vec![
                text(words::place(&cell.place, language)),
                text(bound.field.name.clone()),
                text(cell.text.clone()),
            ]));
        }
    }
    let odd = [
        (&content.extract.surplus, language.words().more_cells()),
        (&content.extract.short, language.words().fewer_cells()),
        (&content.extract.slipped, language.words().slipped_cells()),
        (&content.extract.mended, language.words().odd_quote()),
        (&content.extract.stray, language.words().no_text()),
    ];
    for (found, what) in odd {
        rows.extend(
            found
                .first
                .iter()
                .map(|cell| body(vec![text(words::place(&cell.place, language)), text(what), text(cell.text.clone())])),
        );
    }
    table(language.words().bad_cells_title(), columns, rows)
}

/// The columns that are no known field: `--map` can make them one.
fn column_table(content: &Content, language: Language) -> Table {
    let is_bound = |column: usize| content.binding.fields.iter().any(|bound| bound.column == Some(column));
    let free = (0..content.binding.header.len()).filter(|&column| {
        !is_bound(column) && (!content.binding.has_header || !content.binding.header[column].trim().is_empty())
    });
    let rows = free
        .map(|column| body(vec![text(column_name(content, column)), text(format!("--map FIELD=#{}", column + 1))]))
        .collect();
    table(language.words().other_columns_title(), vec![headings::column(language), headings::to_use_it(language)], rows)
}

/// What is doubtful, and the option that settles it.
fn doubt_table(source: &Source, content: &Content, language: Language) -> Table {
    let columns = vec![headings::fact(language), headings::value(language), headings::to_settle_it(language)];
    let doubts = doubts(source, content, language);
    let rows = doubts.into_iter().map(|doubt| body(doubt.into_iter().map(text).collect())).collect();
    table(language.words().doubts_title(), columns, rows)
}

/// The fields that several columns fit equally well.
fn several_fit(content: &Content) -> impl Iterator<Item = [String; 3]> {
    let Binding { header, header_record, fields, .. } = &content.binding;
    let header = Header::new(&HeadRecord { record: *header_record, cells: header.clone() });
    let is_bound = |field: &Field| fields.iter().any(|bound| bound.field.name == field.name && bound.column.is_some());
    dictionary().iter().filter(move |field| !is_bound(field)).filter_map(move |field| match header.find(field) {
        Fit::Several(columns) => {
            let (columns, ways) = header.several(&field.name, &columns);
            Some([field.name.clone(), columns, ways])
        }
        _ => None,
    })
}

fn doubts(source: &Source, content: &Content, language: Language) -> Vec<[String; 3]> {
    let mut doubts = Vec::new();
    if let Some(facts) = source.describe().text {
        if facts.encoding_from == EncodingFrom::Likeness {
            let other = if facts.encoding == "GBK" { "big5" } else { "gbk" };
            let name = language.words().fact_encoding().to_owned();
            doubts.push([name, facts.encoding.to_owned(), format!("--encoding {other}")]);
        }
        if content.extract.width == 1 && content.extract.records > 0 {
            let sign = dialect::delimiter(facts.dialect.delimiter);
            doubts.push([language.words().fact_delimiter().to_owned(), sign, "--delimiter CHAR".to_owned()]);
        }
    }
    doubts.extend(several_fit(content));
    if content.binding.has_header && content.binding.fields.iter().all(|bound| bound.column.is_none()) {
        let row = content.binding.header_record + 1;
        let name = language.words().fact_header_row().to_owned();
        doubts.push([name, row.to_string(), format!("--header-row {}", row + 1)]);
    }
    doubts
}
