//! Which record is the header, and which column is which field. Pure: the first records' texts in, a [`Binding`] out.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::header::unit::{HeaderName, Unit, UnitKind};
use super::value::{self, read_date, read_flag};
use super::{Binding, BoundField, HeaderChoice, Matched, ReadAs, Reading};
use crate::place::column_number;
use crate::rule::{Field, FieldKind};
use crate::rulefile::weaker_headers;

mod error;
mod known;
mod loose;
pub mod name;
mod near;
mod title;
pub mod unit;

pub use error::{ColumnRef, HeaderError, NotFound};
pub(crate) use error::{kind_words, some_of, ways_to_map};
pub use known::known_as;
use loose::LooseName;
pub(super) use near::nearest;

/// How many of the first records may hold the header.
pub const HEADER_WITHIN: usize = 20;

/// One of the list's first records, as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadRecord {
    /// Counted from 0 over all records of the file or rows of the sheet.
    pub record: u64,
    /// Its cells; empty ones at the end may be left out.
    pub cells: Vec<String>,
}

/// How columns are named in messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnNames {
    /// By number: `#3`.
    Numbers,
    /// By a sheet's letters and by number: `C (#3)`.
    Letters,
}

/// A header record, ready to be searched.
#[derive(Debug, Clone)]
pub struct Header {
    record: u64,
    texts: Vec<String>,
    names: Vec<HeaderName>,
    /// See [`Header::loose`]; found where no name fits as it stands.
    loose: OnceLock<Vec<Option<LooseName>>>,
}

/// What a header has for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// One column, and why it is the one.
    One {
        /// The column, from 0.
        column: usize,
        /// Why.
        why: Matched,
        /// The header's unit.
        unit: Option<Unit>,
    },
    /// These columns fit equally well.
    Several(Vec<usize>),
    /// No column.
    None,
}

impl Header {
    /// A record taken as a header.
    pub fn new(record: &HeadRecord) -> Header {
        let names = record.cells.iter().map(|text| HeaderName::of(text)).collect();
        Header { record: record.record, texts: record.cells.clone(), names, loose: OnceLock::new() }
    }

    /// The names without what may stand around them, by column.
    fn loose(&self) -> &[Option<LooseName>] {
        self.loose.get_or_init(|| self.texts.iter().map(|text| LooseName::of(text)).collect())
    }

    /// The column that is the field. The field's own name beats the other headers that it goes by, these beat the weaker ones of the
    /// dictionary, and all of them a name with something around it: a pivot's words, a tax note, a period.
    pub fn find(&self, field: &Field) -> Fit {
        match self.find_as_written(field) {
            Fit::None => {
                let all = std::iter::once(&field.name).chain(&field.headers).chain(weaker_headers(&field.name));
                self.find_by(all, |header| self.columns_loosely_named(header, field))
            }
            found => found,
        }
    }

    /// The same, among the names as they stand, or with a unit behind them.
    fn find_as_written(&self, field: &Field) -> Fit {
        let by_name = self.find_named(field, |name| self.columns_named(name));
        if by_name != Fit::None || field.kind != FieldKind::Number {
            return by_name;
        }
        self.find_named(field, |name| self.columns_named_before_unit(name, |unit| may_have(field, unit)))
    }

    fn find_named(&self, field: &Field, columns_named: impl Fn(&str) -> Vec<Named>) -> Fit {
        let own = columns_named(&field.name);
        if !own.is_empty() {
            return fit(&own, |_| Matched::Name);
        }
        match self.find_by(&field.headers, &columns_named) {
            Fit::None => self.find_by(weaker_headers(&field.name), &columns_named),
            found => found,
        }
    }

    fn find_by<'h>(
        &self,
        headers: impl IntoIterator<Item = &'h String>,
        columns_named: impl Fn(&str) -> Vec<Named>,
    ) -> Fit {
        let mut found: Vec<(Named, &str)> = Vec::new();
        for header in headers {
            for named in columns_named(header) {
                if !found.iter().any(|((at, _), _)| *at == named.0) {
                    found.push((named, header));
                }
            }
        }
        found.sort_unstable_by_key(|((column, _), _)| *column);
        let columns = found.iter().map(|(named, _)| *named).collect::<Vec<_>>();
        fit(&columns, |at| Matched::Header(found[at].1.to_owned()))
    }

    /// The columns whose header is this name with something around it, unless they are known as another field.
    fn columns_loosely_named(&self, text: &str, field: &Field) -> Vec<Named> {
        let wanted = HeaderName::of(text).name;
        let columns = self.loose().iter().enumerate().filter_map(|(column, loose)| Some((column, loose.as_ref()?)));
        let suiting = columns.filter(|(_, loose)| loose.suits(&field.kind));
        let fits = |unit: &Unit| may_have(field, unit);
        let fitting = suiting.filter_map(|(column, loose)| Some((column, loose.find(&wanted, fits)?)));
        let is_other = |column: usize| known::known(&self.names[column]).is_some_and(|known| known != field.name);
        fitting.filter(|(column, _)| !is_other(*column)).collect()
    }

    /// The latest year that a column's header names.
    fn year(&self, column: usize) -> Option<u32> {
        self.loose().get(column)?.as_ref()?.year
    }

    /// Columns that fit a field equally well, and the options that would settle it: the latest year first.
    pub fn several(&self, field: &str, columns: &[usize]) -> (String, String) {
        let refs = self.refer(columns, ColumnNames::Letters);
        let ways = ways_to_map(field, &refs, self.latest(columns), "");
        (some_of(&refs, 6), ways.join(" / "))
    }

    /// The column of the latest year, where the headers of these name years.
    fn latest(&self, columns: &[usize]) -> Option<usize> {
        let years = columns.iter().filter_map(|column| Some((self.year(*column)?, std::cmp::Reverse(*column))));
        years.max().map(|(_, column)| column.0)
    }

    fn filled(&self) -> usize {
        self.names.iter().filter(|name| !name.whole.is_empty()).count()
    }

    /// How many of its cells the dictionary knows.
    fn known(&self) -> usize {
        self.texts.iter().filter(|text| known_as(text).is_some()).count()
    }

    /// The column that the user named. A text that is exactly one column's header is that column even where others
    /// differ only in case or unit.
    fn choose(&self, choice: &HeaderChoice) -> Fit {
        let columns = match choice {
            HeaderChoice::Number(number) => {
                let column = number.wrapping_sub(1);
                // A column without a header may be named by number, as long as the list is that wide.
                let unit = self.names.get(column).and_then(HeaderName::any_unit);
                return Fit::One { column, why: Matched::Map, unit };
            }
            HeaderChoice::Named(text) => {
                let exact = |column: &usize| name::visible(&self.texts[*column]) == name::visible(text);
                let exact = (0..self.texts.len()).filter(exact).map(|column| (column, self.names[column].any_unit()));
                let exact = exact.collect::<Vec<_>>();
                if exact.is_empty() { self.columns_named(text) } else { exact }
            }
        };
        fit(&columns, |_| Matched::Map)
    }

    /// The columns whose header is this name, each with its unit.
    fn columns_named(&self, text: &str) -> Vec<Named> {
        let HeaderName { name: wanted, whole, .. } = HeaderName::of(text);
        let fits = |header: &HeaderName| {
            if header.whole == whole {
                // Where the name itself speaks of the unit, as `revenue_k` does, `Revenue (k)` is that and not more.
                return Some(if wanted == whole && header.name != wanted { None } else { header.unit_of(&wanted) });
            }
            (header.name == wanted).then_some(header.unit)
        };
        let named = self.names.iter().enumerate().filter(|(_, header)| !header.whole.is_empty());
        named.filter_map(|(column, header)| fits(header).map(|unit| (column, unit))).collect()
    }

    /// The columns whose header is this name and, behind it without brackets, a unit that fits.
    fn columns_named_before_unit(&self, text: &str, fits: impl Fn(&Unit) -> bool) -> Vec<Named> {
        let wanted = name::bare(text);
        let end = |header: &HeaderName| header.end_behind(&wanted, &fits);
        let named = self.names.iter().enumerate();
        named.filter_map(|(column, header)| end(header).map(|unit| (column, Some(unit)))).collect()
    }

    fn refer(&self, columns: &[usize], names: ColumnNames) -> Vec<ColumnRef> {
        let text = |column: usize| self.texts.get(column).cloned().unwrap_or_default();
        columns.iter().map(|&column| ColumnRef { column, text: text(column), names }).collect()
    }

    /// All columns that have a header.
    fn all(&self, names: ColumnNames) -> Vec<ColumnRef> {
        let filled = (0..self.texts.len()).filter(|&column| name::is_filled(&self.texts[column]));
        self.refer(&filled.collect::<Vec<_>>(), names)
    }
}

/// Whether a unit without brackets may stand behind a field's name. An amount of money is in no other unit: `金额/人` is per head.
fn may_have(field: &Field, unit: &Unit) -> bool {
    field.kind == FieldKind::Number && (!field.money || unit.kind == UnitKind::Money)
}

/// A column, and the unit of its header.
type Named = (usize, Option<Unit>);

fn fit(columns: &[Named], why: impl Fn(usize) -> Matched) -> Fit {
    match columns {
        [] => Fit::None,
        [(column, unit)] => Fit::One { column: *column, why: why(0), unit: *unit },
        _ => Fit::Several(columns.iter().map(|(column, _)| *column).collect()),
    }
}

/// Finds the header among the first records, and the wanted fields in it.
///
/// Each entry of `wanted` is one field, or several of which the first that the list has is taken. The header is the first
/// record, within the first 20, in which every required field is found; `--header-row` overrides, and then `head` must
/// hold that record. Fields that the user mapped are where the user said.
///
/// # Errors
///
/// Where no record has the required fields, where two columns fit a field equally well, and where `--map` or `--read` name
/// something that there is not.
pub fn bind(
    head: &[HeadRecord],
    wanted: &[&[Field]],
    reading: &Reading,
    names: ColumnNames,
) -> Result<Binding, HeaderError> {
    check_reading(wanted, reading)?;
    let width = head.iter().map(|record| record.cells.len()).max().unwrap_or(0);
    if reading.no_header {
        let headless = Header::new(&HeadRecord { record: 0, cells: vec![String::new(); width] });
        let reading = &lettered(reading, &headless, names);
        return bound_without_header(&headless, width, wanted, reading, names);
    }
    let headers = candidates(head, reading)?;
    // A letter that is the name of a column of the header is that, and no letter.
    let nothing = Header::new(&HeadRecord { record: 0, cells: Vec::new() });
    let by_letters = lettered(reading, &nothing, names);
    let has_letters = matches!(by_letters, Cow::Owned(_));
    let likely = header_among(head, &headers, wanted, &by_letters);
    let (header, reading) = match likely {
        Some(header) if has_letters => {
            let reading = lettered(reading, &header, names);
            (header_among(head, &headers, wanted, &reading), reading)
        }
        likely => (likely, by_letters),
    };
    let reading = &*reading;
    let header = header.ok_or_else(|| missing(&headers, wanted, reading, names))?;
    let title = title::unit_above(head, header.record);
    let bind = |group: &&[Field]| bind_group(&header, group, reading, names, &title);
    let fields = wanted.iter().map(bind).collect::<Result<_, _>>()?;
    let binding = Binding {
        fields,
        currencies: reading.currencies.clone(),
        missing: reading.missing.clone(),
        ..Binding::of_header(header.record, header.texts.clone())
    };
    check_width(&binding, width)?;
    if reading.header_row.is_none() {
        check_is_header(&binding)?;
    }
    Ok(binding)
}

/// The header among the first records; nothing where none has all that is wanted.
fn header_among<'a>(
    head: &[HeadRecord],
    headers: &'a [Header],
    wanted: &[&[Field]],
    reading: &Reading,
) -> Option<Cow<'a, Header>> {
    let is_numbered = |group: &&[Field]| group.iter().any(|field| number_of(field, reading).is_some());
    let named = wanted.iter().copied().filter(|group| !is_numbered(group)).collect::<Vec<_>>();
    let whole = Reading { map: reading.map.clone(), header_row: reading.header_row, ..Reading::default() };
    let unnumbered = whole.map.iter().filter(|(_, choice)| !matches!(choice, HeaderChoice::Number(_)));
    let without_numbers = Reading { map: unnumbered.cloned().collect(), ..whole };
    // A column's number says nothing of where the header is: it is where it would be without that.
    let find = |wanted: &[&[Field]], find| {
        let fits = |header: &&Header| has_all(header, wanted, &without_numbers, find);
        headers.iter().find(fits).map(|header| Cow::Borrowed(below_groups(header, headers, fits)))
    };
    let is_any_numbered = named.len() < wanted.len();
    let has_required = named.iter().any(|group| !is_optional(group));
    if let Some(header) =
        find(wanted, Names::AsWritten).or_else(|| find(&named, Names::AsWritten).filter(|_| has_required))
    {
        return Some(header);
    }
    let wide = |header: &&Header| header.filled() > 1 || headers.iter().all(|header| header.filled() < 2);
    let loosely = |wanted: &[&[Field]]| {
        let fits = |header: &&Header| wide(header) && has_all(header, wanted, &without_numbers, Names::Loosely);
        headers.iter().find(fits).map(|header| Cow::Borrowed(below_groups(header, headers, fits)))
    };
    let joined = |find| joined_header(head, wanted, &without_numbers, find).map(Cow::Owned);
    let found = joined(Names::AsWritten).or_else(|| loosely(wanted)).or_else(|| joined(Names::Loosely));
    let found = found.or_else(|| loosely(&named).filter(|_| has_required));
    // Nothing tells the header but what headers look like.
    found.or_else(|| {
        (!has_required)
            .then(|| Cow::Borrowed(if is_any_numbered { likely_header(headers) } else { plain_header(headers) }))
    })
}

/// Which names count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Names as they stand, apart from a unit.
    AsWritten,
    /// Also those with something around them.
    Loosely,
}

/// The fields of a list without a header: columns go by number.
fn bound_without_header(
    headless: &Header,
    width: usize,
    wanted: &[&[Field]],
    reading: &Reading,
    names: ColumnNames,
) -> Result<Binding, HeaderError> {
    for group in wanted {
        if let Some((field, HeaderChoice::Named(text))) =
            group.iter().find_map(|field| Some((field, mapped(field, reading)?)))
        {
            return Err(HeaderError::NoHeaders { field: field.name.clone(), named: Some(text.clone()) });
        }
        if !is_optional(group) && group.iter().all(|field| number_of(field, reading).is_none()) {
            let field = group.first().map(|field| field.name.clone()).unwrap_or_default();
            return Err(HeaderError::NoHeaders { field, named: None });
        }
    }
    let bind = |group: &&[Field]| bind_group(headless, group, reading, names, &Ok(None));
    let fields = wanted.iter().map(bind).collect::<Result<_, _>>()?;
    let binding = Binding {
        has_header: false,
        fields,
        currencies: reading.currencies.clone(),
        missing: reading.missing.clone(),
        ..Binding::of_header(0, headless.texts.clone())
    };
    check_width(&binding, width)?;
    Ok(binding)
}

/// In a workbook, a column's letters stand for its number where the header has no such name.
fn lettered<'r>(reading: &'r Reading, header: &Header, names: ColumnNames) -> Cow<'r, Reading> {
    let number = |choice: &HeaderChoice| match choice {
        HeaderChoice::Named(text) if names == ColumnNames::Letters => {
            column_number(text).filter(|_| header.columns_named(text).is_empty())
        }
        _ => None,
    };
    if reading.map.iter().all(|(_, choice)| number(choice).is_none()) {
        return Cow::Borrowed(reading);
    }
    let lettered = |choice: &HeaderChoice| number(choice).map_or_else(|| choice.clone(), HeaderChoice::Number);
    let map = reading.map.iter().map(|(field, choice)| (field.clone(), lettered(choice))).collect();
    Cow::Owned(Reading { map, ..reading.clone() })
}

/// Refuses a header that would hold a value of the field whose column was named by number: it is a record.
fn check_is_header(binding: &Binding) -> Result<(), HeaderError> {
    for bound in binding.fields.iter().filter(|bound| bound.why == Matched::Map) {
        let Some((column, text)) = bound.column.and_then(|column| Some((column, binding.header.get(column)?))) else {
            continue;
        };
        if is_value(&bound.field.kind, text) {
            return Err(HeaderError::RecordAsHeader {
                field: bound.field.name.clone(),
                number: column + 1,
                row: binding.header_record + 1,
                text: text.clone(),
            });
        }
    }
    Ok(())
}

/// Whether a text is plainly a value of the type; any text is a text.
fn is_value(kind: &FieldKind, text: &str) -> bool {
    let text = value::trimmed(text);
    match kind {
        FieldKind::Number | FieldKind::Percent => value::Number::read(text).is_some(),
        FieldKind::Date => read_date(text).is_some(),
        FieldKind::Flag => read_flag(text).is_some(),
        FieldKind::Tags | FieldKind::Text | FieldKind::Choice(_) => false,
    }
}

/// The records that may be the header, in order; never none.
fn candidates(head: &[HeadRecord], reading: &Reading) -> Result<Vec<Header>, HeaderError> {
    let filled = |record: &&HeadRecord| record.cells.iter().any(|text| name::is_filled(text));
    if let Some(row) = reading.header_row {
        let chosen = head.iter().find(|record| record.record + 1 == row).filter(filled);
        return Ok(vec![Header::new(chosen.ok_or(HeaderError::NoSuchRow { row })?)]);
    }
    let within = |record: &&HeadRecord| record.record < HEADER_WITHIN as u64;
    let headers = head.iter().filter(within).filter(filled).map(Header::new).collect::<Vec<_>>();
    if headers.is_empty() { Err(HeaderError::Empty) } else { Ok(headers) }
}

/// Whether every required field is found; where none is required, whether any is.
fn has_all(header: &Header, wanted: &[&[Field]], reading: &Reading, names: Names) -> bool {
    let locate = |field: &Field| match (mapped(field, reading), names) {
        (Some(choice), _) => header.choose(choice),
        (None, Names::AsWritten) => header.find_as_written(field),
        (None, Names::Loosely) => header.find(field),
    };
    let found = |group: &&&[Field]| group.iter().any(|field| locate(field) != Fit::None);
    let mut required = wanted.iter().filter(|group| !is_optional(group)).peekable();
    if required.peek().is_some() {
        required.all(|group| found(&group))
    } else {
        wanted.iter().any(|group| found(&group))
    }
}

/// The header of a list whose columns are named by number: the record with most names that the dictionary knows.
fn likely_header(headers: &[Header]) -> &Header {
    let known = headers.iter().map(|header| (header, header.known())).filter(|(_, known)| *known > 0);
    let most = known.reduce(|best, next| if next.1 > best.1 { next } else { best });
    most.map_or_else(|| plain_header(headers), |(header, _)| header)
}

/// The header where no name tells it: the first record in which more than half of the table's columns are filled, and two at
/// least; otherwise the first record. The table is as wide as most of the first records.
fn plain_header(headers: &[Header]) -> &Header {
    let is_filled = |name: &HeaderName| !name.whole.is_empty();
    let filled = Header::filled;
    let reach = |header: &Header| header.names.iter().rposition(is_filled).map_or(0, |last| last + 1);
    let mut widths = std::collections::BTreeMap::new();
    headers.iter().for_each(|header| *widths.entry(reach(header)).or_insert(0) += 1);
    let width = widths.into_iter().max_by_key(|&(_, count): &(usize, usize)| count).map_or(1, |(width, _)| width);
    let is_wide = |header: &&Header| filled(header) >= 2 && 2 * filled(header) > width;
    headers.iter().find(is_wide).or_else(|| headers.iter().find(|header| filled(header) >= 2)).unwrap_or(&headers[0])
}

/// The header proper, where the one that was found names groups of columns (`Sales`, and below it `count` and `amount`): the record
/// right below, if it has the fields too and more names.
fn below_groups<'a>(header: &'a Header, headers: &'a [Header], fits: impl Fn(&&Header) -> bool) -> &'a Header {
    let below = headers.iter().find(|below| below.record == header.record + 1);
    below.filter(fits).filter(|below| below.filled() > header.filled()).unwrap_or(header)
}

/// A header of two records: groups above, and below them what each column of a group is. A column's name is then both together:
/// `Sales` over `amount` is `Sales amount`. Its record is the lower one.
fn joined_header(head: &[HeadRecord], wanted: &[&[Field]], reading: &Reading, names: Names) -> Option<Header> {
    if reading.header_row.is_some() {
        return None;
    }
    let within = head.iter().take_while(|record| record.record < HEADER_WITHIN as u64).count();
    let pairs = head[..within].windows(2).filter(|pair| pair[0].record + 1 == pair[1].record);
    pairs.map(|pair| Header::new(&joined(&pair[0], &pair[1]))).find(|header| has_all(header, wanted, reading, names))
}

fn joined(groups: &HeadRecord, below: &HeadRecord) -> HeadRecord {
    let text = |record: &HeadRecord, column: usize| -> String {
        record.cells.get(column).map_or("", String::as_str).trim().to_owned()
    };
    let mut group = String::new();
    let name = |column| {
        let (own, lower) = (text(groups, column), text(below, column));
        if !own.is_empty() {
            group.clone_from(&own);
        }
        match (lower.is_empty(), group.is_empty()) {
            (true, _) => own,
            (false, true) => lower,
            (false, false) => format!("{group} {lower}"),
        }
    };
    let width = groups.cells.len().max(below.cells.len());
    HeadRecord { record: below.record, cells: (0..width).map(name).collect() }
}

/// The names of a header of two records, the upper one's groups and the lower one's columns.
pub(super) fn joined_names(upper: Vec<String>, lower: Vec<String>) -> Vec<String> {
    let record = |cells| HeadRecord { record: 0, cells };
    joined(&record(upper), &record(lower)).cells
}

fn is_optional(group: &[Field]) -> bool {
    group.iter().all(|field| field.optional)
}

/// Where a field is: where the user said, otherwise where its names are.
fn locate(header: &Header, field: &Field, reading: &Reading) -> Fit {
    match mapped(field, reading) {
        Some(choice) => header.choose(choice),
        None => header.find(field),
    }
}

fn mapped<'a>(field: &Field, reading: &'a Reading) -> Option<&'a HeaderChoice> {
    reading.map.iter().rev().find(|(name, _)| same_field(name, field)).map(|(_, choice)| choice)
}

/// The number by which the user named the field's column.
fn number_of(field: &Field, reading: &Reading) -> Option<usize> {
    match mapped(field, reading)? {
        HeaderChoice::Number(number) => Some(*number),
        HeaderChoice::Named(_) => None,
    }
}

/// Whether two names, as they are written in options, are one field.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    one == other || name::bare(one) == name::bare(other)
}

fn same_field(named: &str, field: &Field) -> bool {
    same_name(named, &field.name)
}

/// The first field of the group that the list has.
fn bind_group(
    header: &Header,
    group: &[Field],
    reading: &Reading,
    names: ColumnNames,
    title: &Result<Option<Unit>, HeaderError>,
) -> Result<BoundField, HeaderError> {
    for field in group {
        match locate(header, field, reading) {
            Fit::One { column, why, unit } => {
                let unit = unit.filter(|_| field.kind == FieldKind::Number);
                let is_of_money = unit.is_some_and(|unit| unit.kind == UnitKind::Money);
                if let (Err(error), true, false) = (title, field.money, is_of_money) {
                    return Err(error.clone());
                }
                return Ok(BoundField {
                    field: field.clone(),
                    column: Some(column),
                    why,
                    power: unit.map_or(0, |unit| unit.power),
                    currency: unit.and_then(|unit| unit.currency),
                    title: title
                        .as_ref()
                        .ok()
                        .copied()
                        .flatten()
                        .filter(|_| field.kind == FieldKind::Number && !is_of_money),
                    read_as: read_as(field, reading),
                });
            }
            Fit::Several(columns) => {
                return Err(HeaderError::Ambiguous {
                    field: field.name.clone(),
                    row: header.record + 1,
                    latest: header.latest(&columns),
                    columns: header.refer(&columns, names),
                });
            }
            Fit::None => {}
        }
    }
    let field = group.first().ok_or(HeaderError::Empty)?;
    Ok(BoundField {
        field: field.clone(),
        column: None,
        why: Matched::Absent,
        power: 0,
        currency: None,
        title: None,
        read_as: read_as(field, reading),
    })
}

fn read_as(field: &Field, reading: &Reading) -> Option<ReadAs> {
    reading.read.iter().rev().find(|(name, _)| same_field(name, field)).map(|(_, how)| *how)
}

/// Refuses `--map` and `--read` that name no wanted field, or a way of reading that is not the field's.
fn check_reading(wanted: &[&[Field]], reading: &Reading) -> Result<(), HeaderError> {
    let fields = || wanted.iter().flat_map(|group| group.iter());
    let unknown = |option: &'static str, named: &str| HeaderError::UnknownField {
        option,
        named: named.to_owned(),
        near: near::nearest(named, fields().map(|field| field.name.as_str())).map(str::to_owned),
        fields: fields().map(|field| field.name.clone()).collect(),
    };
    for (named, _) in &reading.map {
        fields().find(|field| same_field(named, field)).ok_or_else(|| unknown("--map", named))?;
    }
    for (named, how) in &reading.read {
        let field = fields().find(|field| same_field(named, field)).ok_or_else(|| unknown("--read", named))?;
        if !suits(&field.kind, *how) {
            return Err(HeaderError::WrongReading { field: field.name.clone(), how: *how, kind: field.kind.clone() });
        }
    }
    Ok(())
}

fn suits(kind: &FieldKind, how: ReadAs) -> bool {
    use ReadAs::{CommaDecimal, DayMonthYear, MonthDayYear, Percent, PointDecimal, Ratio, Serial, YearMonthDay};
    match how {
        PointDecimal | CommaDecimal => matches!(kind, FieldKind::Number | FieldKind::Percent),
        Percent | Ratio => *kind == FieldKind::Percent,
        YearMonthDay | DayMonthYear | MonthDayYear | Serial => *kind == FieldKind::Date,
    }
}

/// Refuses `--map revenue=#9` where the list is narrower.
fn check_width(binding: &Binding, width: usize) -> Result<(), HeaderError> {
    let beyond = |bound: &&BoundField| bound.why == Matched::Map && bound.column.is_none_or(|column| column >= width);
    match binding.fields.iter().find(beyond) {
        None => Ok(()),
        Some(bound) => Err(HeaderError::NoSuchColumn {
            field: bound.field.name.clone(),
            number: bound.column.map_or(0, |column| column.wrapping_add(1)),
            width,
        }),
    }
}

/// What is missing, told about the record that comes closest to being the header.
fn missing(headers: &[Header], wanted: &[&[Field]], reading: &Reading, names: ColumnNames) -> HeaderError {
    let lacks = |header: &Header, group: &[Field]| {
        !is_optional(group) && group.iter().all(|field| locate(header, field, reading) == Fit::None)
    };
    let lacking = |header: &Header| wanted.iter().filter(|group| lacks(header, group)).count();
    let closest = |header: &&Header| (lacking(header), usize::MAX - header.filled());
    let Some(header) = headers.iter().min_by_key(closest) else { return HeaderError::Empty };
    let group = wanted.iter().find(|group| lacks(header, group)).and_then(|group| group.first().map(|f| (f, *group)));
    let Some((first, group)) = group else { return HeaderError::Empty };
    let columns = header.all(names);
    if let Some((field, choice)) = group.iter().find_map(|field| mapped(field, reading).map(|choice| (field, choice))) {
        return no_such_header(field, choice, header, columns);
    }
    let goes_by = |field: &Field| std::iter::once(&field.name).chain(&field.headers).cloned().collect::<Vec<_>>();
    let words = group.iter().flat_map(goes_by).collect::<Vec<_>>();
    // What is known as another field is surely not this one.
    let is_other =
        |text: &str| known::likely_known_as(text).is_some_and(|known| group.iter().all(|field| field.name != known));
    // Nor is a count of it, or an average.
    let is_unlike = |text: &str| LooseName::of(text).is_some_and(|loose| !loose.suits(&first.kind));
    let is_free = |column: &&ColumnRef| !is_other(&column.text) && !is_unlike(&column.text);
    let free = columns.iter().filter(is_free).cloned().collect::<Vec<_>>();
    let nearest = near::nearest_columns(&words, &free);
    HeaderError::NotFound(Box::new(NotFound {
        field: first.name.clone(),
        others: group[1..].iter().map(|field| field.name.clone()).collect(),
        goes_by: first.headers.iter().filter(|header| **header != first.name).cloned().collect(),
        row: header.record + 1,
        columns,
        nearest,
        also: wanted.iter().filter(|group| lacks(header, group)).skip(1).map(|group| group[0].name.clone()).collect(),
    }))
}

fn no_such_header(field: &Field, choice: &HeaderChoice, header: &Header, columns: Vec<ColumnRef>) -> HeaderError {
    match choice {
        HeaderChoice::Number(number) => {
            HeaderError::NoSuchColumn { field: field.name.clone(), number: *number, width: header.texts.len() }
        }
        HeaderChoice::Named(text) => HeaderError::NoSuchHeader {
            field: field.name.clone(),
            text: text.clone(),
            row: header.record + 1,
            nearest: near::nearest_columns(std::slice::from_ref(text), &columns),
            columns,
        },
    }
}

#[cfg(test)]
mod tests;
