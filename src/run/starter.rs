//! A starter rule file for a list: what customers are classified by, and how that is spread.

use super::fields::without_repetition;
use super::file_name;
use super::job::{Job, origin};
use super::observer::Observer;
use crate::Error;
use crate::cell::ListCell;
use crate::language::Language;
use crate::list::header::name::visible;
use crate::list::{Binding, CURRENCY, Extract, HeaderChoice, Matched, QuoteChoice, Reading, RecordKind, Source};
use crate::result::refusal::Refusal;
use crate::result::remark::Remark;
use crate::result::starter::{
    Basis, Content, Curve, Measured, OwnField, Recency, Subject, Tally, field_name, speaks_of_money,
};
use crate::rule::{Field, FieldKind};
use crate::rulefile::{RuleFile, dictionary, known_fields, run_tests};
use crate::score::Column;
use crate::words;

/// Fields of money; the first that a list has is taken.
const MONEY: [&str; 6] = ["revenue", "monthly_spend", "profit", "last_year_revenue", "potential_revenue", "assets"];
/// Counts, where there is no money.
const COUNTS: [&str; 6] = ["orders", "quantity", "points", "batches", "referrals", "balance"];
/// Dates that say how lively a customer is.
const DATES: [&str; 4] = ["last_order", "last_contact", "last_activity", "last_reply"];
/// Dates that are better than nothing.
const OTHER_DATES: [&str; 2] = ["order_date", "first_order"];
/// Texts that make groups.
const GROUPS: [&str; 9] =
    ["kind", "channel", "industry", "region", "country", "product_category", "city", "gender", "occupation"];
/// How many unknown columns are declared at most.
const MOST_FIELDS: usize = 12;
/// How many customers show what a column holds.
const SAMPLE: u64 = 10_000;
/// With fewer ids than this their repetition says nothing.
const FEW_IDS: u64 = 10;

/// A starter for a list.
#[derive(Debug)]
pub struct Starter {
    /// The text of the rule file.
    pub text: String,
    /// What came of the list and how it goes on, line by line.
    pub summary: Vec<String>,
}

/// A starter for the job's list; `file` is the rule file as commands name it.
///
/// # Errors
///
/// When the list cannot be read, or has nothing to classify customers by.
pub fn starter(job: &Job, file: &str, observer: &dyn Observer) -> Result<Starter, Error> {
    let subject = subject(job, observer)?;
    let text = words::starter::for_list(&subject, file, job.language);
    // A field or a header of a strange form might be more than the text can hold.
    let wrong = |why| Error::from(Refusal::StarterWrong(why));
    let rules = RuleFile::parse("./starter.toml", &text, &[]).map_err(|error| wrong(error.to_string()))?;
    match run_tests(&rules).iter().find(|outcome| !outcome.holds()) {
        Some(outcome) => Err(wrong(format!("{:?}", (&outcome.problem, &outcome.differences)))),
        None => Ok(Starter { summary: words::starter::summary(&subject, &job.list, file, job.language), text }),
    }
}

/// A list whose header is known, and what its first customers have in each column.
struct Seen<'a> {
    job: &'a Job,
    observer: &'a dyn Observer,
    source: Source,
    binding: Binding,
    tallies: Vec<Tally>,
}

/// A column that may be what customers are classified by.
#[derive(Clone)]
struct Candidate {
    field: Field,
    column: usize,
    /// Whether the file has to declare it.
    declared: bool,
    /// Whether `--map` has to be said every time.
    mapped: bool,
}

/// All that a starter says of a list.
fn subject(job: &Job, observer: &dyn Observer) -> Result<Subject, Error> {
    let mut source = Source::open(&origin(&job.list), &job.reading)?;
    let binding = bind(&mut source, &job.reading)?;
    let ids = binding.fields.iter().find(|bound| bound.field.name == "id").and_then(|bound| bound.column);
    let counted = Binding { fields: Vec::new(), ids, ..binding.clone() };
    let extract = source.extract(&counted, false, &*observer.pass(source.size()))?;
    if extract.customers == 0 {
        return Err(Refusal::NothingToStartFrom(job.list.clone()).into());
    }
    let tallies = tallies(&mut source, &counted, &extract)?;
    let mut seen = Seen { job, observer, source, binding, tallies };
    let free = seen.free();
    let (basis, main) = seen.basis(&free)?;
    let fields = seen.own_fields(&main, &free);
    let header = seen.header(main.column);
    let is_amount = |own: &&OwnField| own.content == Content::Number && !MONEY.contains(&main.field.name.as_str());
    let (base, recency) = match &basis {
        Basis::Measured(_) => ("tier", DATES.iter().find_map(|name| Some(seen.recency(name)?.0))),
        Basis::Words(_) => ("customer_group", None),
        Basis::Days(_) => ("recency", None),
    };
    let ids = extract.ids.repeated();
    Ok(Subject {
        list: file_name(&job.list),
        options: seen.options(&main),
        customers: extract.customers as u64,
        orders: ids.is_some_and(|ids| ids.known >= FEW_IDS && ids.are_most()),
        column: seen.free_column(base, &fields),
        sum: fields.iter().filter(is_amount).map(|own| own.field.name.clone()).collect(),
        recency: recency.map(|recency| (recency, seen.free_column("recency", &fields))),
        names: match &basis {
            Basis::Measured(_) => names(&main.field.name, &header),
            Basis::Words(_) | Basis::Days(_) => [header.clone(), header.clone()],
        },
        field: main.field.name,
        header,
        basis,
        fields,
    })
}

/// Finds the header and all fields of the dictionary. Where the list has a field of money, that tells which row is the header.
fn bind(source: &mut Source, reading: &Reading) -> Result<Binding, Error> {
    let mut extras = dictionary().iter().map(|field| Field { optional: true, ..field.clone() }).collect::<Vec<_>>();
    let mut money = Some(MONEY.iter().flat_map(|name| known_fields(&[name])).collect::<Vec<_>>());
    loop {
        let groups = money.iter().map(Vec::as_slice).chain(extras.chunks(1)).collect::<Vec<_>>();
        let error = match source.bind(&groups, reading) {
            Ok(binding) => return Ok(without_repetition(binding)),
            Err(error) => error,
        };
        match error.ambiguous_field() {
            Some(name) if extras.iter().any(|field| field.name == name) => extras.retain(|field| field.name != name),
            // Without money the header is found by the other fields. Two columns of money that fit equally well are another matter:
            // whoever scores the list would be asked the same.
            None if money.is_some() => money = None,
            _ => return Err(error.into()),
        }
    }
}

/// What the first customers have in each column.
fn tallies(source: &mut Source, binding: &Binding, extract: &Extract) -> Result<Vec<Tally>, Error> {
    let mut tallies = Vec::new();
    tallies.resize_with(binding.header.len(), Tally::default);
    let mut add = |cells: &[ListCell<'_>]| tallies.iter_mut().zip(cells).for_each(|(tally, cell)| tally.add(cell));
    if let Source::Delimited(list) = source {
        // Unlike the second pass, this takes a list in which a few bytes are no text: rules may leave their cells alone.
        for record in list.head(binding.first_record() + SAMPLE)? {
            if record.record >= binding.first_record() && extract.no_customers.get(record.record).is_none() {
                add(&record.cells.iter().map(|text| ListCell::Text(text)).collect::<Vec<_>>());
            }
        }
        return Ok(tallies);
    }
    let mut customers = 0;
    let walked = source.records(binding, extract, |record| {
        if matches!(record.kind, RecordKind::Customer(_)) {
            add(record.cells);
            customers += 1;
        }
        // Without an error these are enough.
        if customers < SAMPLE { Ok(()) } else { Err(None) }
    });
    match walked {
        Err(Some(error)) => Err(Error::Input(error)),
        _ => Ok(tallies),
    }
}

/// What a field of numbers is called, in English and in Chinese.
fn names(field: &str, header: &str) -> [String; 2] {
    let bare = header.split(['(', '（', '[', '【']).next().map_or(header, visible);
    let is_chinese = |text: &&str| Language::Zh.words().is_own(text);
    let known = dictionary().iter().find(|known| known.name == field);
    let name = known.map_or_else(|| bare.to_owned(), |known| known.name.replace('_', " "));
    let headers = known.iter().flat_map(|known| known.headers.iter().map(String::as_str));
    let name_zh = [bare].into_iter().chain(headers).find(is_chinese).map_or_else(|| name.clone(), str::to_owned);
    [name, name_zh]
}

impl Seen<'_> {
    /// What customers are classified by, and its column.
    fn basis(&mut self, free: &[Candidate]) -> Result<(Basis, Candidate), Error> {
        for candidate in self.numbers(free) {
            if let Some(measured) = self.measured(&candidate)? {
                return Ok((Basis::Measured(measured), candidate));
            }
        }
        for name in DATES.iter().chain(&OTHER_DATES) {
            if let Some((recency, candidate)) = self.recency(name) {
                return Ok((Basis::Days(recency), candidate));
            }
        }
        let mut groups = GROUPS.iter().filter_map(|name| self.known(name)).collect::<Vec<_>>();
        groups.extend(free.iter().filter(|candidate| self.content(candidate) == Content::Words).cloned());
        for candidate in groups {
            let is_word = |word: &str| !word.chars().any(char::is_control) && !words::is_unclassified(word);
            let shares = self.tallies[candidate.column].words().into_iter().filter(|(word, _)| is_word(word));
            let shares = shares.map(|(word, share)| (word.to_owned(), share)).collect::<Vec<_>>();
            if shares.len() > 1 {
                return Ok((Basis::Words(shares), candidate));
            }
        }
        let headers = self.binding.header.iter().map(|header| visible(header)).filter(|header| !header.is_empty());
        let headers = headers.collect::<Vec<_>>().join(", ");
        Err(Refusal::NothingToClassifyBy { list: self.job.list.clone(), headers }.into())
    }

    fn header(&self, column: usize) -> String {
        self.binding.header.get(column).map_or_else(String::new, |header| visible(header).to_owned())
    }

    fn content(&self, candidate: &Candidate) -> Content {
        self.tallies[candidate.column].content().unwrap_or(Content::Text)
    }

    /// The columns of numbers, the likeliest first.
    fn numbers(&mut self, free: &[Candidate]) -> Vec<Candidate> {
        let mut free = free.iter().filter(|one| self.content(one) == Content::Number).cloned().collect::<Vec<_>>();
        let size = |candidate: &Candidate| self.tallies[candidate.column].size();
        free.sort_by(|one, other| size(other).total_cmp(&size(one)));
        let (of_money, others) =
            free.into_iter().partition::<Vec<_>, _>(|candidate| speaks_of_money(&self.header(candidate.column)));
        let rest = dictionary().iter().filter(|field| field.kind == FieldKind::Number).map(|field| field.name.as_str());
        let rest = rest.filter(|name| !MONEY.contains(name) && !COUNTS.contains(name)).collect::<Vec<_>>();
        let mut known = |names: &[&str]| names.iter().filter_map(|name| self.known(name)).collect::<Vec<_>>();
        let mut all = [known(&MONEY), of_money, known(&COUNTS), others, known(&rest)].concat();
        all.retain(|candidate| self.tallies[candidate.column].has_numbers());
        all
    }

    /// A field of the dictionary that the list has.
    fn known(&mut self, name: &str) -> Option<Candidate> {
        let bound = self.binding.fields.iter().find(|bound| bound.field.name == name)?;
        let (column, by_map) = (bound.column.filter(|column| *column < self.tallies.len())?, bound.why == Matched::Map);
        let field = known_fields(&[name]).pop()?;
        let own = Field { headers: vec![self.header(column)], ..field.clone() };
        let candidate = |field, declared, mapped| Some(Candidate { field, column, declared, mapped });
        if !by_map && self.finds(&field, column) {
            candidate(field, false, false)
        } else if self.finds(&own, column) {
            candidate(own, true, false)
        } else if by_map {
            candidate(field, false, true)
        } else {
            None
        }
    }

    /// Columns that are no known field and hold something of use; each can be found again by its header.
    fn free(&mut self) -> Vec<Candidate> {
        let mut used = dictionary().iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        let mut found = Vec::new();
        for column in 0..self.tallies.len() {
            let header = self.header(column);
            let is_bound = self.binding.fields.iter().any(|bound| bound.column == Some(column));
            let Some(content) = self.tallies[column].content().filter(|_| !is_bound) else { continue };
            let Some(name) = field_name(&header, &used) else { continue };
            used.push(name.clone());
            let field = Field {
                name,
                kind: content.kind(),
                headers: vec![header],
                default: None,
                optional: false,
                money: false,
            };
            if content != Content::Text && self.finds(&field, column) {
                found.push(Candidate { field, column, declared: true, mapped: false });
            }
        }
        found
    }

    /// Whether a run finds the field in this column by itself, without `--map`.
    fn finds(&mut self, field: &Field, column: usize) -> bool {
        let reading = Reading { map: Vec::new(), read: Vec::new(), ..self.job.reading.clone() };
        let field = Field { optional: false, ..field.clone() };
        self.source.bind(&[&[field]], &reading).is_ok_and(|binding| {
            binding.header_record == self.binding.header_record && binding.fields[0].column == Some(column)
        })
    }

    /// Takes one field out of the list.
    fn extract(&mut self, candidate: &Candidate) -> Result<(Binding, Extract), Error> {
        let mut reading = self.job.reading.clone();
        reading.map.retain(|(name, _)| *name == candidate.field.name && candidate.mapped);
        reading.read.retain(|(name, _)| *name == candidate.field.name);
        // The amounts are in the currencies that their rows name.
        let currency = self.binding.fields.iter().find(|bound| bound.field.name == CURRENCY && bound.column.is_some());
        let currency = currency.map(|bound| Field { optional: true, ..bound.field.clone() });
        let wanted = std::iter::once(&candidate.field).chain(&currency).map(std::slice::from_ref).collect::<Vec<_>>();
        let binding = self.source.bind(&wanted, &reading)?;
        let extract = self.source.extract(&binding, false, &*self.observer.pass(self.source.size()))?;
        Ok((binding, extract))
    }

    /// How the numbers of a column are spread; `None` where it has none.
    fn measured(&mut self, candidate: &Candidate) -> Result<Option<Measured>, Error> {
        let (binding, extract) = self.extract(candidate)?;
        let (Column::Numbers(numbers), reading) = (&extract.columns[0], &extract.readings[0]) else { return Ok(None) };
        let Some(curve) = Curve::of(numbers) else { return Ok(None) };
        let field = || candidate.field.name.clone();
        for fact in reading.facts.iter().filter(|fact| fact.is_told()) {
            self.observer.remark(&Remark::Reading { field: field(), fact: fact.clone() });
        }
        for cell in &reading.bad.first {
            let (place, text) = (cell.place.clone(), cell.text.clone());
            self.observer.remark(&Remark::BadCellSeen { place, field: field(), text });
        }
        let power = binding.fields[0].power;
        Ok(Some(Measured { power, curve, missing: reading.missing, bad: reading.bad.count }))
    }

    /// The dates of a field, where the list has it and they can be read without being told how.
    fn recency(&mut self, name: &str) -> Option<(Recency, Candidate)> {
        let candidate = self.known(name).filter(|candidate| !candidate.declared && !candidate.mapped)?;
        if !self.tallies[candidate.column].has_dates() {
            return None;
        }
        let (_, extract) = self.extract(&candidate).ok()?;
        let Some(Column::Dates(dates)) = extract.columns.first() else { return None };
        Some((Recency::of(name, &self.header(candidate.column), dates)?, candidate))
    }

    /// The columns that the file declares: that of the rule where the dictionary does not lead to it, then those that may be of use.
    fn own_fields(&self, main: &Candidate, free: &[Candidate]) -> Vec<OwnField> {
        let useful = free.iter().filter(|candidate| candidate.column != main.column).take(MOST_FIELDS);
        let declared = Some(main).filter(|main| main.declared).into_iter().chain(useful);
        declared.map(|one| OwnField { field: one.field.clone(), content: self.content(one) }).collect()
    }

    /// A name for a label column that is neither a column of the list nor a field.
    fn free_column(&self, base: &str, own: &[OwnField]) -> String {
        let fields = own.iter().map(|own| &own.field).chain(dictionary()).map(|field| &field.name);
        let used = self.binding.header.iter().chain(fields).cloned().collect::<Vec<_>>();
        field_name(base, &used).unwrap_or_else(|| base.to_owned())
    }

    /// The reading options that have to be said every time.
    fn options(&self, main: &Candidate) -> Vec<(&'static str, String)> {
        let Reading { sheet, header_row, map, read, encoding, delimiter, quote, .. } = &self.job.reading;
        let is_main = |name: &String| *name == main.field.name;
        let map = map.iter().filter(|(name, _)| main.mapped && is_main(name)).map(|(name, choice)| match choice {
            HeaderChoice::Named(header) => format!("{name}={header}"),
            HeaderChoice::Number(number) => format!("{name}=#{number}"),
        });
        let read = read.iter().filter(|(name, _)| is_main(name)).map(|(name, how)| format!("{name}={}", how.name()));
        let sign = |sign: u8| if sign == b'\t' { "tab".to_owned() } else { char::from(sign).to_string() };
        let quote = quote.map(|quote| match quote {
            QuoteChoice::Sign(quote) => sign(quote),
            QuoteChoice::None => "none".to_owned(),
        });
        let mut options = Vec::new();
        options.extend(sheet.clone().map(|sheet| ("--sheet", sheet)));
        options.extend(header_row.map(|row| ("--header-row", row.to_string())));
        options.extend(map.map(|map| ("--map", map)));
        options.extend(read.map(|read| ("--read", read)));
        options.extend(encoding.clone().map(|encoding| ("--encoding", encoding)));
        options.extend(delimiter.map(|delimiter| ("--delimiter", sign(delimiter))));
        options.extend(quote.map(|quote| ("--quote", quote)));
        options
    }
}
