//! Headers: found with what the list is asked for, or refused with what there is.

use super::options;
use crate::list::header::name::{bare, is_filled, visible};
use crate::list::header::unit::HeaderName;
use crate::list::header::{self, ColumnNames, Fit, HEADER_WITHIN, HeadRecord, Header};
use crate::list::no_customer::{Quick, RowReader, TotalLabel, total_label};
use crate::list::{Binding, HeaderChoice, Keys, Matched, Reading};
use crate::rule::{Field, FieldKind};

/// The first records of a list, one a line with tabs between the cells; the first line has what the user says, in words: a row's number,
/// and `FIELD=HEADER` or `FIELD=#NUMBER`.
pub fn headers(bytes: &[u8]) {
    let (words, rest) = options(bytes);
    let text = String::from_utf8_lossy(rest);
    let head = text.split('\n').zip(0..).map(|(line, record)| {
        let cells = line.split('\t').map(str::to_owned).collect();
        HeadRecord { record, cells }
    });
    let head = head.collect::<Vec<_>>();
    head.iter().flat_map(|record| &record.cells).for_each(|text| name(text));
    let wanted = [
        vec![field("profit", &["毛利", "gross profit"], FieldKind::Number, false), revenue()],
        vec![field("id", &["客户编号", "Customer No."], FieldKind::Text, true)],
        vec![field("last_order", &["最近下单", "last order date"], FieldKind::Date, true)],
        vec![field("rate", &["复购率"], FieldKind::Percent, true)],
    ];
    let groups = wanted.iter().map(Vec::as_slice).collect::<Vec<_>>();
    for wanted in [&groups[..], &groups[1..], &[]] {
        for names in [ColumnNames::Letters, ColumnNames::Numbers] {
            find(&head, wanted, &asked(&words), names);
        }
    }
    for record in &head {
        let filled = record.cells.iter().map(String::as_str).enumerate().filter(|(_, text)| is_filled(text));
        let with_blanks = record.cells.iter().map(String::as_str).enumerate();
        let header = head[0].cells.clone();
        for keys in [Keys::default(), Keys { id: Some(0), name: Some(1) }] {
            let binding = Binding { keys, ..Binding::of_header(0, header.clone()) };
            let reader = RowReader::new(&binding);
            let kind = reader.read(&filled.clone().collect::<Vec<_>>());
            let again = reader.read(&with_blanks.clone().collect::<Vec<_>>());
            assert_eq!(again, kind, "empty cells may be left out");
        }
    }
}

fn revenue() -> Field {
    field("revenue", &["sales", "sales amount", "销售额", "金额", "revenue (k)"], FieldKind::Number, false)
}

fn field(name: &str, headers: &[&str], kind: FieldKind, optional: bool) -> Field {
    let headers = headers.iter().map(|&header| header.to_owned()).collect();
    Field { name: name.to_owned(), kind, headers, default: None, optional, money: false }
}

fn asked(words: &[String]) -> Reading {
    let map = words.iter().filter_map(|word| {
        let (field, header) = word.split_once('=')?;
        let choice = match header.strip_prefix('#').and_then(|number| number.parse().ok()) {
            Some(number) => HeaderChoice::Number(number),
            None => HeaderChoice::Named(header.to_owned()),
        };
        Some((field.to_owned(), choice))
    });
    let header_row = words.first().and_then(|word| word.parse().ok());
    Reading { map: map.collect(), header_row, ..Reading::default() }
}

/// What a text is as a header.
fn name(text: &str) {
    let HeaderName { name, whole, unit, .. } = HeaderName::of(text);
    let power = unit.map_or(0, |unit| unit.power);
    assert_eq!(whole, bare(text), "the whole header in the form that compares");
    assert_eq!(bare(&name), name, "a name is in the form that compares");
    assert_eq!(name.is_empty(), whole.is_empty(), "what has letters has a name");
    assert!(power <= 12, "a unit is a billion at most");
    assert!(text.contains(visible(text)) && is_filled(visible(text)) == is_filled(text), "blanks hide nothing");
    if total_label(text) != TotalLabel::None {
        let binding = Binding { keys: Keys { id: None, name: Some(0) }, ..Binding::of_header(0, Vec::new()) };
        assert!(Quick::new(&binding, encoding_rs::UTF_8, 0).may_tell(text), "{text:?} is looked at");
    }
    let record = HeadRecord { record: 0, cells: vec![text.to_owned()] };
    let own = Field { headers: vec![text.to_owned()], ..field("no such header", &[], FieldKind::Number, false) };
    match Header::new(&record).find(&own) {
        Fit::One { column: 0, why: Matched::Header(_) | Matched::Name, unit: of } => {
            let of = of.map_or(0, |unit| unit.power);
            // Where the name itself speaks of the unit, the header is that and not more.
            assert!(of == power || of == 0, "the header's own unit");
        }
        Fit::None => assert!(whole.is_empty(), "a header is found by its own text: {text:?}"),
        fit => panic!("{text:?}: {fit:?}"),
    }
}

fn find(head: &[HeadRecord], wanted: &[&[Field]], reading: &Reading, names: ColumnNames) {
    let binding = match header::bind(head, wanted, reading, names) {
        Ok(binding) => binding,
        Err(error) => {
            assert!(!error.to_string().is_empty(), "a refusal says why");
            return;
        }
    };
    let record = head.iter().find(|record| record.record == binding.header_record).expect("a record of the list");
    match reading.header_row {
        Some(row) => assert_eq!(binding.header_record + 1, row, "the row that was named"),
        None => assert!(binding.header_record < HEADER_WITHIN as u64, "one of the first records"),
    }
    let width = head.iter().map(|record| record.cells.len()).max().unwrap_or(0);
    assert!(binding.header.len() >= record.cells.len(), "a header for each cell");
    assert_eq!(binding.fields.len(), wanted.len(), "an entry for each that is wanted");
    for (bound, group) in binding.fields.iter().zip(wanted) {
        let Some(column) = bound.column else {
            assert!(group.iter().all(|field| field.optional), "what is required is there");
            assert_eq!(bound.why, Matched::Absent);
            continue;
        };
        assert!(column < width, "a column of the list");
        assert!(group.contains(&bound.field), "a field that was wanted");
        let is_named = |text: &str| {
            let (wanted, found) = (HeaderName::of(text), HeaderName::of(&binding.header[column]));
            let is_end = found.ends().iter().any(|(name, _)| *name == wanted.whole);
            wanted.name == found.name || wanted.whole == found.whole || is_end
        };
        match &bound.why {
            Matched::Name => assert!(is_named(&bound.field.name), "the field's own name"),
            Matched::Header(header) => assert!(is_named(header), "the header that it goes by"),
            Matched::Map => assert!(!reading.map.is_empty(), "the user named it"),
            Matched::Absent => panic!("there is a column"),
        }
        assert!(bound.power == 0 || bound.field.kind == FieldKind::Number, "a unit multiplies numbers alone");
    }
}
