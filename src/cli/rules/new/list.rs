//! What a starter has to know of a list: its columns, the one that customers are classified by, and how that is spread.

use std::path::Path;

use custclass::Language;
use custclass::list::header::name::visible;
use custclass::list::{Binding, Extract, HeaderChoice, Matched, QuoteChoice, Reading, Source};
use custclass::result::starter::{
    Basis, Content, Curve, Measured, OwnField, Recency, Subject, Words, field_name, speaks_of_money,
};
use custclass::rule::{Field, FieldKind};
use custclass::rulefile::dictionary;
use custclass::run::{fields, origin};
use custclass::score::Column;
use custclass::words::starter::{Comments, quoted_for_shell};
use custclass::{Error, words};

use super::sample::Sample;
use crate::cli::context::{Bar, Context, note, warn};
use crate::cli::failure::Failure;
use crate::cli::options::ReadingOptions;

/// Fields of money, the first that a list has is taken.
const MONEY: [&str; 6] = ["revenue", "monthly_spend", "profit", "last_year_revenue", "potential_revenue", "assets"];
/// Counts, where there is no money.
const COUNTS: [&str; 6] = ["orders", "quantity", "points", "batches", "referrals", "balance"];
/// Dates that say how lively a customer is.
const DATES: [&str; 4] = ["last_order", "last_contact", "last_activity", "last_reply"];
/// Texts that make groups.
const GROUPS: [&str; 9] =
    ["kind", "channel", "industry", "region", "country", "product_category", "city", "gender", "occupation"];
/// So many unknown columns are declared at most.
const MOST_FIELDS: usize = 12;

/// A list while it is looked at.
struct Look<'a> {
    source: Source,
    reading: Reading,
    binding: Binding,
    sample: Sample,
    dictionary: Vec<Field>,
    language: Language,
    context: &'a Context,
}

/// A column that may be what customers are classified by.
struct Candidate {
    field: Field,
    column: usize,
    /// Whether the file has to declare it.
    declared: bool,
    /// Whether `--map` has to be said every time.
    mapped: bool,
}

/// All that a starter says of a list.
pub fn subject(input: &Path, file: &str, options: &ReadingOptions, context: &Context) -> Result<Subject, Failure> {
    let reading = options.reading();
    let mut source = Source::open(&origin(input), &reading).map_err(Error::from)?;
    let binding = bind(&mut source, &reading)?;
    let sample = Sample::take(&mut source, &binding, context)?;
    if sample.customers == 0 {
        return Err(Failure::work(format!(
            "{}: a header and no customers, so there is nothing to start from\nhelp: without --for, a starter with made-up figures is written",
            input.display()
        )));
    }
    let mut look = Look {
        source,
        reading,
        binding,
        sample,
        dictionary: dictionary().to_vec(),
        language: options.language(),
        context,
    };
    let list = input.file_name().map_or_else(|| "-".to_owned(), |name| name.to_string_lossy().into_owned());
    let (basis, main) = look.basis(input)?;
    let own = look.own_fields(&main);
    let known_money = MONEY.contains(&main.field.name.as_str());
    let is_amount = |own: &&OwnField| own.content == Content::Number && !known_money;
    let sum = own.iter().filter(is_amount).map(|own| own.field.name.clone()).collect();
    let recency = match &basis {
        Basis::Measured(_) => look.recency(&DATES),
        Basis::Words(_) | Basis::Days(_) => None,
    };
    let base = match &basis {
        Basis::Measured(_) => "tier",
        Basis::Words(_) => "customer_group",
        Basis::Days(_) => "recency",
    };
    Ok(Subject {
        list,
        file: file.to_owned(),
        options: look.options(&main),
        customers: look.sample.customers,
        column: look.free_column(base, &own),
        basis,
        sum,
        recency: recency.map(|recency| (recency, look.free_column("recency", &own))),
        fields: own,
        orders: look.sample.ids_repeat,
    })
}

/// What the user is told beside the file.
pub fn told(subject: &Subject, input: &Path, language: Language) -> Vec<String> {
    let mut told = Comments { language }.summary(subject);
    let input = quoted_for_shell(&input.display().to_string());
    let file = &subject.file;
    told.push(language.words().check_the_file(file));
    told.push(language.words().use_the_file(&format!("custclass score {input}{} -r {file}", subject.options)));
    told
}

/// Finds the header and all fields of the dictionary. Where the list has a field of money, it tells which row is the header.
fn bind(source: &mut Source, reading: &Reading) -> Result<Binding, Failure> {
    let dictionary = dictionary();
    let mut extras = dictionary.iter().map(|field| Field { optional: true, ..field.clone() }).collect::<Vec<_>>();
    let money = MONEY.iter().filter_map(|name| dictionary.iter().find(|field| field.name == *name).cloned());
    let mut money = Some(money.collect::<Vec<_>>());
    loop {
        let groups = money.iter().map(Vec::as_slice).chain(extras.iter().map(std::slice::from_ref)).collect::<Vec<_>>();
        let error = match source.bind(&groups, reading) {
            Ok(binding) => return Ok(fields::without_repetition(binding)),
            Err(error) => error,
        };
        let ambiguous = error.ambiguous_field().map(|name| extras.iter().position(|field| field.name == name));
        match ambiguous {
            Some(Some(extra)) => _ = extras.remove(extra),
            // Two columns of money that fit equally well: whoever scores the list would be asked the same.
            Some(None) => return Err(Error::from(error).into()),
            None if money.is_some() => money = None,
            None => return Err(Error::from(error).into()),
        }
    }
}

impl Look<'_> {
    /// What customers are classified by, and its column.
    fn basis(&mut self, input: &Path) -> Result<(Basis, Candidate), Failure> {
        for candidate in self.numbers() {
            if let Some(measured) = self.measured(&candidate)? {
                return Ok((Basis::Measured(Box::new(measured)), candidate));
            }
        }
        for name in DATES.iter().chain(&["order_date", "first_order"]) {
            if let Some((recency, candidate)) = self.recency(&[name]).zip(self.known(name)) {
                return Ok((Basis::Days(recency), candidate));
            }
        }
        let known = GROUPS.iter().filter_map(|name| self.known(name)).collect::<Vec<_>>();
        let free = self.free(|content| content == Content::Words);
        for candidate in known.into_iter().chain(free) {
            let tally = &self.sample.tallies[candidate.column];
            if let Some(words) = Words::of(&candidate.field.name, &self.header(candidate.column), tally) {
                return Ok((Basis::Words(words), candidate));
            }
        }
        let columns = self.binding.header.iter().map(|header| visible(header)).filter(|header| !header.is_empty());
        Err(Failure::work(format!(
            "{}: no column of numbers, of dates or of a few words that come again, so there is nothing to draw lines on\nhelp: name the column that counts, as in --map revenue=HEADER (there are: {}); without --for, a starter with made-up figures is written",
            input.display(),
            columns.collect::<Vec<_>>().join(", ")
        )))
    }

    fn header(&self, column: usize) -> String {
        self.binding.header.get(column).map_or_else(String::new, |header| visible(header).to_owned())
    }

    /// The columns of numbers, the likeliest first.
    fn numbers(&mut self) -> Vec<Candidate> {
        let others =
            self.dictionary.iter().filter(|field| field.kind == FieldKind::Number).map(|field| field.name.clone());
        let others = others
            .filter(|name| !MONEY.contains(&name.as_str()) && !COUNTS.contains(&name.as_str()))
            .collect::<Vec<_>>();
        let mut free = self.free(|content| content == Content::Number);
        free.sort_by(|one, other| {
            let size = |candidate: &Candidate| self.sample.tallies[candidate.column].size();
            size(other).total_cmp(&size(one)).then(one.column.cmp(&other.column))
        });
        let (with_money, without) =
            free.into_iter().partition::<Vec<_>, _>(|candidate| speaks_of_money(&self.header(candidate.column)));
        let mut all = MONEY.iter().filter_map(|name| self.known(name)).collect::<Vec<_>>();
        all.extend(with_money);
        all.extend(COUNTS.iter().filter_map(|name| self.known(name)));
        all.extend(without);
        all.extend(others.iter().filter_map(|name| self.known(name)));
        all.retain(|candidate| self.sample.tallies[candidate.column].has_numbers());
        all
    }

    /// A field of the dictionary that the list has.
    fn known(&mut self, name: &str) -> Option<Candidate> {
        let found = self.binding.fields.iter().find(|bound| bound.field.name == name)?;
        let (column, by_map) = (found.column?, found.why == Matched::Map);
        let field = self.dictionary.iter().find(|field| field.name == name)?.clone();
        if self.sample.tallies.len() <= column {
            return None;
        }
        if !by_map && self.finds(&field, column) {
            return Some(Candidate { field, column, declared: false, mapped: false });
        }
        let own = Field { headers: vec![self.header(column)], ..field.clone() };
        if self.finds(&own, column) {
            return Some(Candidate { field: own, column, declared: true, mapped: false });
        }
        by_map.then_some(Candidate { field, column, declared: false, mapped: true })
    }

    /// Columns that are no known field and hold this; each can be found again by its header.
    fn free(&mut self, wanted: impl Fn(Content) -> bool) -> Vec<Candidate> {
        let mut used = self.dictionary.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        let mut found = Vec::new();
        for column in 0..self.binding.header.len().min(self.sample.tallies.len()) {
            if self.binding.fields.iter().any(|bound| bound.column == Some(column)) {
                continue;
            }
            let header = self.header(column);
            let Some((content, name)) = self.sample.tallies[column].content().zip(field_name(&header, &used)) else {
                continue;
            };
            used.push(name.clone());
            let kind = kind(content);
            let field = Field { name, kind, headers: vec![header], default: None, optional: false };
            if wanted(content) && self.finds(&field, column) {
                found.push(Candidate { field, column, declared: true, mapped: false });
            }
        }
        found
    }

    /// Whether a run finds the field in this column by itself, without `--map`.
    fn finds(&mut self, field: &Field, column: usize) -> bool {
        let reading = Reading { map: Vec::new(), read: Vec::new(), ..self.reading.clone() };
        let field = Field { optional: false, ..field.clone() };
        let bound = self.source.bind(&[std::slice::from_ref(&field)], &reading);
        let here = |binding: Binding| {
            binding.header_record == self.binding.header_record && binding.fields[0].column == Some(column)
        };
        bound.is_ok_and(here)
    }

    /// Takes one field out of the list.
    fn extract(&mut self, candidate: &Candidate) -> Result<(Binding, Extract), Failure> {
        let of_field = |name: &String| *name == candidate.field.name;
        let mut reading = self.reading.clone();
        reading.map.retain(|(name, _)| of_field(name) && candidate.mapped);
        reading.read.retain(|(name, _)| of_field(name));
        let binding = self.source.bind(&[std::slice::from_ref(&candidate.field)], &reading).map_err(Error::from)?;
        let bar = Bar::new(self.context, self.source.size());
        let extract = self.source.extract(&binding, false, &bar).map_err(Error::from)?;
        Ok((binding, extract))
    }

    fn measured(&mut self, candidate: &Candidate) -> Result<Option<Measured>, Failure> {
        let (binding, extract) = self.extract(candidate)?;
        let (Column::Numbers(numbers), reading) = (&extract.columns[0], &extract.readings[0]) else { return Ok(None) };
        let Some(curve) = Curve::of(numbers) else { return Ok(None) };
        let name = &candidate.field.name;
        for fact in &reading.facts {
            note(&format!("{name}: {}", words::reading_fact(fact, name, self.language)));
        }
        for cell in &reading.bad.first {
            warn(&format!("{}: {}: {:?} cannot be read", cell.place, candidate.field.name, cell.text));
        }
        let header = self.header(candidate.column);
        let bare = header.split(['(', '（', '[', '【']).next().map_or(header.as_str(), visible).to_owned();
        let is_chinese = |text: &&String| Language::Zh.words().is_own(text);
        let known = self.dictionary.iter().find(|field| field.name == candidate.field.name);
        let name = known.map_or_else(|| bare.clone(), |field| field.name.replace('_', " "));
        let zh =
            Some(&bare).filter(is_chinese).or_else(|| known.and_then(|field| field.headers.iter().find(is_chinese)));
        Ok(Some(Measured {
            field: candidate.field.name.clone(),
            name_zh: zh.unwrap_or(&name).clone(),
            name,
            header,
            power: binding.fields[0].power,
            curve,
            missing: reading.missing,
            bad: reading.bad.count,
        }))
    }

    /// The first of these dates that the list has, and that can be read without being told how.
    fn recency(&mut self, names: &[&str]) -> Option<Recency> {
        names.iter().find_map(|name| {
            let candidate = self.known(name).filter(|candidate| !candidate.declared && !candidate.mapped)?;
            if !self.sample.tallies[candidate.column].has_dates() {
                return None;
            }
            let (_, extract) = self.extract(&candidate).ok()?;
            match extract.columns.first() {
                Some(Column::Dates(dates)) => Recency::of(name, &self.header(candidate.column), dates),
                _ => None,
            }
        })
    }

    /// The columns that the file declares: that of the rule where the dictionary does not lead to it, then those that may be of use.
    fn own_fields(&mut self, main: &Candidate) -> Vec<OwnField> {
        let content = |look: &Self, column: usize| look.sample.tallies[column].content().unwrap_or(Content::Text);
        let mut own = Vec::new();
        if main.declared {
            own.push(OwnField { field: main.field.clone(), content: content(self, main.column) });
        }
        let useful = self.free(|content| content != Content::Text);
        for candidate in useful.into_iter().filter(|candidate| candidate.column != main.column).take(MOST_FIELDS) {
            own.push(OwnField { content: content(self, candidate.column), field: candidate.field });
        }
        own
    }

    /// A name for a label column that is neither a column of the list nor a field.
    fn free_column(&self, base: &str, own: &[OwnField]) -> String {
        let own = own.iter().map(|own| own.field.name.clone());
        let known = self.dictionary.iter().map(|field| field.name.clone());
        let used = self.binding.header.iter().cloned().chain(own).chain(known).collect::<Vec<_>>();
        field_name(base, &used).unwrap_or_else(|| base.to_owned())
    }

    /// The reading options that have to be said every time.
    fn options(&self, main: &Candidate) -> String {
        let Reading { sheet, header_row, map, read, encoding, delimiter, quote, .. } = &self.reading;
        let mut options = Vec::new();
        options.extend(sheet.as_ref().map(|sheet| ("--sheet", sheet.clone())));
        options.extend(header_row.map(|row| ("--header-row", row.to_string())));
        for (field, choice) in map.iter().filter(|(field, _)| *field == main.field.name && main.mapped) {
            let choice = match choice {
                HeaderChoice::Named(header) => header.clone(),
                HeaderChoice::Number(number) => format!("#{number}"),
            };
            options.push(("--map", format!("{field}={choice}")));
        }
        for (field, how) in read.iter().filter(|(field, _)| *field == main.field.name) {
            options.push(("--read", format!("{field}={}", how.name())));
        }
        let byte = |byte: &u8| if *byte == b'\t' { "tab".to_owned() } else { char::from(*byte).to_string() };
        let quote_of = |quote: &QuoteChoice| match quote {
            QuoteChoice::Sign(sign) => byte(sign),
            QuoteChoice::None => "none".to_owned(),
        };
        options.extend(encoding.as_ref().map(|encoding| ("--encoding", encoding.clone())));
        options.extend(delimiter.as_ref().map(|delimiter| ("--delimiter", byte(delimiter))));
        options.extend(quote.as_ref().map(|quote| ("--quote", quote_of(quote))));
        options.iter().map(|(option, value)| format!(" {option} {}", quoted_for_shell(value))).collect()
    }
}

fn kind(content: Content) -> FieldKind {
    match content {
        Content::Number => FieldKind::Number,
        Content::Percent => FieldKind::Percent,
        Content::Date => FieldKind::Date,
        Content::Flag => FieldKind::Flag,
        Content::Words | Content::Text => FieldKind::Text,
    }
}
