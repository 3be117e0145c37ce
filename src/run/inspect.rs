//! What was understood of a list.

use super::job::Job;
use super::list::{Content, List};
use super::observer::Observer;
use crate::Error;
use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::language::Language;
use crate::list::text::EncodingFrom;
use crate::list::{BoundField, Description, FieldReading, Matched, NoCustomer, RepeatedIds, Source};
use crate::place::{Place, column_letters};
use crate::rulefile::dictionary;
use crate::words::{self, dialect, headings};

/// Encoding, delimiter, header row, fields, bad cells, and what else could be read of a list.
///
/// # Errors
///
/// When the list cannot be read.
pub fn inspect(job: &Job, observer: &dyn Observer) -> Result<Vec<Table>, Error> {
    let List { source, content } = job.read_columns(dictionary(), observer)?;
    let repeated = content.repetition(content.repeated_ids(), &source)?;
    let language = job.language;
    let mut list = list_table(&source, &content, language);
    list.rows.extend(repeated.map(|(ids, places)| repeated_row(&ids, &places, language)));
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
fn list_table(source: &Source, content: &Content, language: Language) -> Table {
    let mut facts = vec![(language.of("file", "文件"), source.name().display().to_string())];
    let Description { kind, text: written, sheets } = source.describe();
    let kind = if written.is_some() { language.of("delimited text", "分隔文本") } else { kind };
    facts.push((language.of("kind", "类型"), kind.to_owned()));
    if let Some(written) = &written {
        facts.extend(dialect::facts(written, language));
        facts.extend(dialect::slow_way(written, language));
    }
    if !sheets.is_empty() {
        facts.push((language.of("sheet", "工作表"), sheets.join(", ")));
    }
    for parts in &content.extract.hidden {
        facts.push((language.of("hidden", "隐藏内容"), words::hidden_parts(parts, language)));
    }
    let extract = &content.extract;
    facts.push((language.of("header row", "表头行"), (content.binding.header_record + 1).to_string()));
    facts.push((language.of("columns", "列数"), extract.width.to_string()));
    facts.push((language.of("records below the header", "数据行数"), extract.records.to_string()));
    facts.push((language.of("customers", "客户数"), extract.customers.to_string()));
    for run in extract.no_customers.runs().iter().take(MOST_RUNS) {
        facts.push((
            language.of("no customer", "非客户行"),
            language
                .of("record {first}: {why}", "第 {first} 行：{why}")
                .replace("{first}", &(run.first + 1).to_string())
                .replace("{why}", why_no_customer(run.why, language)),
        ));
    }
    let rows = facts.into_iter().map(|(name, value)| body(vec![text(name), text(value)])).collect();
    table(language.of("The list", "列表"), vec![headings::fact(language), headings::value(language)], rows)
}

/// Customers with an earlier one's id.
fn repeated_row(ids: &RepeatedIds, places: &[Place; 2], language: Language) -> Row {
    let told = words::repeated_ids(ids, places, language);
    let orders = language
        .of("; this looks like a list of orders: sum it up by customer first", "；这像是订单表：请先按客户汇总");
    let told = if ids.are_most() { told + orders } else { told };
    body(vec![text(language.of("repeated ids", "重复编号")), text(told)])
}

/// How many places of records that are no customers are shown.
const MOST_RUNS: usize = 5;

fn why_no_customer(why: NoCustomer, language: Language) -> &'static str {
    match why {
        NoCustomer::Total => language.of("a total row", "合计行"),
        NoCustomer::Header => language.of("the header again", "重复表头"),
        NoCustomer::Blank => language.of("nothing in it", "空行"),
    }
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
    table(language.of("Fields", "字段"), columns, rows)
}

fn field_row(content: &Content, bound: &BoundField, reading: &FieldReading, language: Language) -> Row {
    let why = match &bound.why {
        Matched::Name => language.of("its own name", "字段名").to_owned(),
        Matched::Header(header) => format!("{} {header:?}", language.of("the header", "表头")),
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
        (&content.extract.surplus, language.of("(more cells than the header)", "（多于表头列数）")),
        (&content.extract.short, language.of("(fewer cells than the header)", "（少于表头列数）")),
        (&content.extract.slipped, language.of("(cells not under their headers)", "（单元格错位）")),
        (&content.extract.mended, language.of("(a quote that makes no sense)", "（引号错乱）")),
        (&content.extract.stray, language.of("(bytes that are no text)", "（乱码字节）")),
    ];
    for (found, what) in odd {
        rows.extend(
            found
                .first
                .iter()
                .map(|cell| body(vec![text(words::place(&cell.place, language)), text(what), text(cell.text.clone())])),
        );
    }
    table(language.of("Cells that cannot be read", "无法读取的单元格"), columns, rows)
}

/// The columns that are no known field: `--map` can make them one.
fn column_table(content: &Content, language: Language) -> Table {
    let is_bound = |column: usize| content.binding.fields.iter().any(|bound| bound.column == Some(column));
    let free = (0..content.binding.header.len())
        .filter(|&column| !is_bound(column) && !content.binding.header[column].trim().is_empty());
    let rows = free
        .map(|column| body(vec![text(column_name(content, column)), text(format!("--map FIELD=#{}", column + 1))]))
        .collect();
    table(language.of("Other columns", "其他列"), vec![headings::column(language), headings::to_use_it(language)], rows)
}

/// What is doubtful, and the option that settles it.
fn doubt_table(source: &Source, content: &Content, language: Language) -> Table {
    let columns = vec![headings::fact(language), headings::value(language), headings::to_settle_it(language)];
    let doubts = doubts(source, content, language);
    let rows = doubts.into_iter().map(|doubt| body(doubt.into_iter().map(text).collect())).collect();
    table(language.of("If this is not so", "如有不符"), columns, rows)
}

fn doubts(source: &Source, content: &Content, language: Language) -> Vec<[String; 3]> {
    let mut doubts = Vec::new();
    if let Some(facts) = source.describe().text {
        if facts.encoding_from == EncodingFrom::Likeness {
            let other = if facts.encoding == "GBK" { "big5" } else { "gbk" };
            let name = language.of("encoding", "编码").to_owned();
            doubts.push([name, facts.encoding.to_owned(), format!("--encoding {other}")]);
        }
        if content.extract.width == 1 && content.extract.records > 0 {
            let sign = dialect::delimiter(facts.dialect.delimiter);
            doubts.push([language.of("delimiter", "分隔符").to_owned(), sign, "--delimiter CHAR".to_owned()]);
        }
    }
    if content.binding.fields.iter().all(|bound| bound.column.is_none()) {
        let row = content.binding.header_record + 1;
        let name = language.of("header row", "表头行").to_owned();
        doubts.push([name, row.to_string(), format!("--header-row {}", row + 1)]);
    }
    doubts
}
