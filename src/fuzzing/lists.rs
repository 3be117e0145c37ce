//! Delimited lists: refused in words, or read alike in whatever parts, and copied record by record, each byte for byte.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

use super::plain_reader::{Stopped, decoded, records};
use super::{Silent, cell, options};
use crate::Error;
use crate::copy::{Added, AddedCell, AddedColumn, AddedValues, Formulas, TextCopy};
use crate::list::header::HEADER_WITHIN;
use crate::list::text::{Blanks, Bytes, Characters, Delimited, Dialect, Mending, Quoting, Returns};
use crate::list::{
    Binding, BoundField, CurrencyChoice, Extract, InputError, Keys, Matched, MissingWords, NoCustomer, Reading,
    RecordKind,
};
use crate::rule::{Field, FieldKind};

/// A value that has to be put in quotes in most dialects.
const VALUE: &str = "a, \"b\";'c'\\d|\te";

/// Delimited text of which nothing is known.
pub fn csv(bytes: &[u8]) {
    let list = Delimited::of(copied(bytes), &reading());
    told(list.and_then(|list| Read { list, bytes, out: None }.check()));
}

/// Delimited text in a dialect that the first line names: delimiter and quote as one sign each, then `backslash`, `none`, `blanks`,
/// `returns` and the encoding, as far as they are not the usual ones. It is read in that dialect whatever it looks like.
pub fn dialects(bytes: &[u8]) {
    let (words, bytes) = options(bytes);
    let Some((dialect, encoding)) = named_dialect(&words) else { return };
    let list = Delimited::of(copied(bytes), &Reading { encoding: Some(encoding), ..reading() });
    told(list.and_then(|list| Read { list: list.in_dialect(dialect), bytes, out: None }.check()));
}

/// Delimited text with the names of its encoding and of its copy's in the first line; `-` for one that is not told.
pub fn encodings(bytes: &[u8]) {
    let (words, bytes) = options(bytes);
    let word = |at: usize| words.get(at).filter(|word| *word != "-" && !word.is_empty()).cloned();
    let (encoding, out) = (word(0), word(1));
    let list = Delimited::of(copied(bytes), &Reading { encoding, encoding_out: out.clone(), ..reading() });
    told(list.and_then(|list| Read { list, bytes, out }.check()));
}

fn copied(bytes: &[u8]) -> Bytes {
    Bytes::of_copy(bytes, "fuzzed.csv").expect("a temporary file can be written")
}

fn reading() -> Reading {
    let known_headers = ["客户", "编号", "销售额", "金额", "売上", "顧客", "고객", "매출"].map(str::to_owned).to_vec();
    Reading { threads: Some(1), known_headers, ..Reading::default() }
}

fn told(outcome: Result<(), InputError>) {
    if let Err(error) = outcome {
        assert!(!error.to_string().is_empty(), "a refusal says why");
    }
}

fn named_dialect(words: &[String]) -> Option<(Dialect, String)> {
    let signs = words.first()?.bytes().collect::<Vec<_>>();
    let &[delimiter, quote] = signs.as_slice() else { return None };
    let sensible = |byte: u8| byte.is_ascii() && !matches!(byte, 0 | b'\n' | b'\r');
    // A backslash that is a delimiter or a quote cannot be an escape as well, and a blank that delimits is not skipped.
    if !sensible(delimiter) || !sensible(quote) || delimiter == quote || [delimiter, quote].contains(&b'\\') {
        return None;
    }
    let has = |word: &str| words[1..].iter().any(|other| other == word);
    let quoting = match () {
        () if has("backslash") => Quoting::Backslash,
        () if has("none") => Quoting::None,
        () => Quoting::Doubled,
    };
    let blanks = if has("blanks") && ![delimiter, quote].contains(&b' ') { Blanks::Skipped } else { Blanks::Kept };
    let returns = if has("returns") { Returns::EndRecords } else { Returns::Refused };
    let encoding = ["gbk", "gb18030", "big5", "shift_jis", "euc-kr", "windows-1252", "utf-16le"];
    let encoding = encoding.into_iter().find(|&name| has(name)).unwrap_or("utf-8").to_owned();
    let characters = Characters::Apart;
    let mending = Mending::default();
    Some((Dialect { delimiter, quote, quoting, blanks, returns, characters, mending }, encoding))
}

/// A list that is read, its bytes, and the encoding that its copy was asked to be in.
struct Read<'b> {
    list: Delimited,
    bytes: &'b [u8],
    out: Option<String>,
}

/// The column that is added, and the one that it replaces.
#[derive(Clone, Copy)]
struct Tier {
    value: &'static str,
    replaces: Option<usize>,
}

const TIERS: [Tier; 3] = [
    Tier { value: "A", replaces: None },
    Tier { value: VALUE, replaces: None },
    Tier { value: "A", replaces: Some(0) },
];

/// A record as it was read.
struct Seen {
    kind: RecordKind,
    bytes: Vec<u8>,
    line_end: Vec<u8>,
    cells: Vec<String>,
}

impl Read<'_> {
    fn check(mut self) -> Result<(), InputError> {
        let head = self.list.head(1)?;
        if head.is_empty() {
            return Ok(());
        }
        let header = self.bytes.len() % head.len().min(HEADER_WITHIN);
        let binding = Binding {
            header_record: header as u64,
            has_header: true,
            header: head[header].cells.clone(),
            fields: Vec::new(),
            ids: Some(0),
            keys: Keys { id: Some(0), name: None },
            ids_are_names: false,
            currencies: CurrencyChoice::None,
            missing: MissingWords::default(),
        };
        self.check_columns(&binding)?;
        let extract = self.list.extract(&binding, true, &Silent)?;
        let copies = TIERS.map(|tier| self.copy(&extract, tier));
        // Stray bytes are copied, but no texts to hand out.
        let seen = self.seen(&extract)?;
        if let Some(text) = self.text() {
            match records(&text, self.list.facts().dialect) {
                Ok(plain) => assert_eq!(plain, seen.iter().map(|record| record.cells.clone()).collect::<Vec<_>>()),
                Err(Stopped::Odd) => {}
                Err(Stopped::Unreadable) => panic!("what can be read can be read the plain way"),
            }
        }
        for (copy, tier) in copies.into_iter().zip(TIERS) {
            match copy {
                Ok(copy) => self.check_copy(&copy, &seen, extract.width, tier),
                Err(error) => assert!(!error.to_string().is_empty(), "a refusal says why"),
            }
        }
        Ok(())
    }

    /// Reads columns of every kind out of the first cells, from the list as a whole and in small parts.
    fn check_columns(&mut self, binding: &Binding) -> Result<(), InputError> {
        use FieldKind::{Date, Flag, Number, Percent, Tags, Text};
        let kinds = [Text, Number, Date, Percent, Flag, Tags];
        let kinds = kinds.into_iter().enumerate();
        let fields = kinds.map(|(at, kind)| bound(kind, at.min(binding.header.len().max(1) - 1) % 3)).collect();
        let mut binding = Binding { fields, ..binding.clone() };
        // Columns that are refused would keep the others from being compared.
        if let Err(error) = self.list.extract(&binding, true, &Silent) {
            let refused = error.refused_columns().map(|column| column.field.as_str()).collect::<Vec<_>>();
            binding.fields.retain(|bound| !refused.contains(&bound.field.name.as_str()));
        }
        let length = self.list.size();
        let mut found = |part| {
            self.list.cut_into(part);
            let extract = self.list.extract(&binding, true, &Silent).map_err(|error| error.to_string())?;
            let copy = self.copy(&extract, Tier { value: "A", replaces: None }).map_err(|error| error.to_string())?;
            Ok::<_, String>((shown(&extract), copy))
        };
        let whole = found(1 << 19);
        // Of several things that are wrong, which is told first may depend on the parts.
        for part in [length / 20 + 1, length / 3 + 1] {
            match (found(part), &whole) {
                (Err(_), Err(_)) => {}
                (cut, whole) => assert_eq!(&cut, whole, "parts of {part} bytes"),
            }
        }
        self.list.cut_into(1 << 19);
        Ok(())
    }

    fn seen(&self, extract: &Extract) -> Result<Vec<Seen>, InputError> {
        let mut seen = Vec::new();
        let mut records = self.list.records(extract)?;
        while let Some(record) = records.read()? {
            assert_eq!(record.number, seen.len() as u64, "records come in their order");
            seen.push(Seen {
                kind: record.kind,
                bytes: record.bytes().to_vec(),
                line_end: record.line_end().to_vec(),
                cells: (0..record.len()).map(|cell| record.cell(cell).into_owned()).collect(),
            });
        }
        Ok(seen)
    }

    /// The list's text, where all of its bytes are some.
    fn text(&self) -> Option<String> {
        let (mark, encoding) = match Encoding::for_bom(self.bytes) {
            Some((encoding, mark)) => (mark, encoding),
            None => (0, encoding_named(self.list.facts().encoding)),
        };
        assert_eq!(encoding, encoding_named(self.list.facts().encoding), "the encoding is what it is said to be");
        decoded(self.bytes, mark, encoding)
    }

    fn copy(&self, extract: &Extract, tier: Tier) -> Result<Vec<u8>, Error> {
        let values = |_| AddedCell::Text(tier.value.to_owned());
        let column = |name: &str, replaces, values| AddedColumn { name: name.to_owned(), replaces, values };
        let added = Added {
            columns: vec![
                column("tier", tier.replaces, AddedValues::Cells(Box::new(values))),
                column("why", None, AddedValues::Cells(Box::new(|_| AddedCell::Empty))),
            ],
        };
        let mut copy = Vec::new();
        let written = TextCopy::new(&self.list, extract, &added, Formulas::Kept)?.write(
            &mut copy,
            Path::new("out.csv"),
            &Silent,
        )?;
        assert_eq!(written, copy.len() as u64, "as many bytes as are said");
        Ok(copy)
    }

    /// The copy begins with the list's records, and read the plain way it has the list's cells and the values behind them.
    fn check_copy(&self, copy: &[u8], seen: &[Seen], width: usize, tier: Tier) {
        let own = encoding_named(self.list.facts().encoding);
        let is_own = self.out.is_none() && own.is_ascii_compatible();
        if is_own && tier.replaces.is_none() {
            self.check_bytes(copy, seen, width);
        }
        let (encoding, mark) = match (Encoding::for_bom(copy), &self.out) {
            (Some(found), _) => found,
            (None, None) => (own, 0),
            (None, Some(out)) => (Encoding::for_label(out.trim().as_bytes()).unwrap_or(own), 0),
        };
        let whole = self.text().is_some();
        let Some(text) = decoded(copy, mark, encoding) else {
            assert!(!whole || self.out.is_some(), "the copy of a text is one");
            return;
        };
        if !whole || self.out.as_deref().is_some_and(|out| Encoding::for_label(out.trim().as_bytes()).is_none()) {
            return;
        }
        let dialect = self.list.facts().dialect;
        if self.text().is_none_or(|text| records(&text, dialect).is_err()) {
            return;
        }
        let again = records(&text, dialect).expect("a copy can be read");
        let wanted = seen.iter().map(|record| {
            let mut cells = record.cells.clone();
            let added = match record.kind {
                RecordKind::Preamble | RecordKind::NoCustomer(NoCustomer::Blank) => return cells,
                RecordKind::Header => ["tier", "why"],
                RecordKind::NoCustomer(_) => ["", ""],
                RecordKind::Customer(_) => [tier.value, ""],
            };
            cells.resize(width, String::new());
            let [label, why] = added.map(str::to_owned);
            match tier.replaces {
                Some(at) => cells[at] = label,
                None => cells.push(label),
            }
            cells.push(why);
            cells
        });
        assert_eq!(again, wanted.collect::<Vec<_>>(), "the copy has the list's cells and the values");
    }

    fn check_bytes(&self, copy: &[u8], seen: &[Seen], width: usize) {
        let delimiter = self.list.facts().dialect.delimiter;
        let mut rest = copy;
        if self.list.facts().byte_order_mark {
            rest = rest.strip_prefix(b"\xef\xbb\xbf").expect("the byte-order mark");
        }
        for record in seen {
            rest = rest.strip_prefix(record.bytes.as_slice()).expect("the record, byte for byte");
            if !matches!(record.kind, RecordKind::Preamble | RecordKind::NoCustomer(NoCustomer::Blank)) {
                let filling = vec![delimiter; width - record.cells.len() + 1];
                rest = rest.strip_prefix(filling.as_slice()).expect("a delimiter for each cell that is added");
                // What is added has no line end in it; the last record may have none either.
                let end = Some(record.line_end.as_slice()).filter(|end| !end.is_empty());
                let added = end.map_or(Some(rest.len()), |end| memchr::memmem::find(rest, end));
                rest = &rest[added.expect("the record's own line end")..];
            }
            rest = rest.strip_prefix(record.line_end.as_slice()).expect("the record's own line end");
        }
        assert!(rest.is_empty(), "nothing behind the last record");
    }
}

/// The encoding of a name as people are shown it.
fn encoding_named(name: &str) -> &'static Encoding {
    Encoding::for_label(name.replace(' ', "").as_bytes()).unwrap_or(UTF_8)
}

fn bound(kind: FieldKind, column: usize) -> BoundField {
    let field =
        Field { name: format!("{kind:?}"), kind, headers: Vec::new(), default: None, optional: true, money: false };
    BoundField { field, column: Some(column), why: Matched::Name, power: 0, currency: None, title: None, read_as: None }
}

/// All that a pass finds, for comparison.
fn shown(extract: &Extract) -> String {
    let Extract { records, no_customers, width, readings, surplus, short, stray, plain_columns, .. } = extract;
    let columns = extract.columns.iter().map(|column| (0..extract.customers).map(|row| cell(column, row)).collect());
    format!(
        "{:?} {records} {no_customers:?} {width} {readings:?} {surplus:?} {short:?} {stray:?} {plain_columns:?} {:?}",
        columns.collect::<Vec<Vec<String>>>(),
        extract.ids.repeated()
    )
}
