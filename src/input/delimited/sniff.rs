//! Which delimiter a list uses, told from its beginning.

use super::dialect::{Dialect, LineEnds};
use super::scan::{Index, Row};

/// How many bytes of a list are looked at.
pub(super) const SAMPLE: usize = 1 << 16;

/// How many records are looked at.
const RECORDS: usize = 100;

/// The delimiters that are told by themselves, the likelier first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// What the beginning of a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sniffed {
    pub(super) dialect: Dialect,
    /// How many cells most records have.
    pub(super) width: usize,
    pub(super) line_ends: LineEnds,
}

/// Finds the delimiter out, unless it was asked for. `whole` says that the sample is all there is.
pub(super) fn sniff(sample: &[u8], whole: bool, delimiter: Option<u8>, quote: Option<u8>) -> Sniffed {
    let quote = quote.unwrap_or(Dialect::default().quote);
    let judged = |delimiter| Judged::new(sample, whole, Dialect { delimiter, quote });
    let best = match delimiter.or_else(|| announced(sample)) {
        Some(delimiter) => judged(delimiter),
        None => DELIMITERS
            .into_iter()
            .filter(|&delimiter| delimiter != quote)
            .map(judged)
            .reduce(|best, next| if next.beats(&best) { next } else { best })
            .unwrap_or_else(|| judged(Dialect::default().delimiter)),
    };
    Sniffed { dialect: best.dialect, width: best.width, line_ends: best.line_ends }
}

/// The delimiter of a first line `sep=;`, which spreadsheet programs write and heed.
fn announced(sample: &[u8]) -> Option<u8> {
    match sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample) {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter, b'\n' | b'\r', ..] => {
            DELIMITERS.contains(delimiter).then_some(*delimiter)
        }
        _ => None,
    }
}

/// How well a delimiter fits.
#[derive(Debug)]
struct Judged {
    dialect: Dialect,
    /// The number of cells, of two or more, that most records have; 1 where no record has two.
    width: usize,
    /// How many records have that number of cells, with their quotes where they belong.
    regular: usize,
    /// Whether half of the records, from the first of that width on, have two cells at least.
    common: bool,
    line_ends: LineEnds,
}

impl Judged {
    fn new(sample: &[u8], whole: bool, dialect: Dialect) -> Judged {
        let mut index = Index::default();
        index.scan(sample, 0, sample.len(), whole, dialect);
        let rows = (0..index.len().min(RECORDS)).map(|record| index.row(sample, record)).collect::<Vec<_>>();
        let filled = rows.iter().filter(|row| !row.is_empty()).collect::<Vec<_>>();
        let width = most_frequent(filled.iter().map(|row| row.cells()).filter(|&cells| cells > 1)).unwrap_or(1);
        // Titles above the header are no sign against a delimiter.
        let first = filled.iter().position(|row| row.cells() == width).unwrap_or(0);
        let below = &filled[first..];
        let divided = below.iter().filter(|row| row.cells() > 1).count();
        let regular = filled.iter().filter(|row| row.cells() == width && is_orderly(row, dialect.quote)).count();
        Judged {
            dialect,
            width,
            regular,
            common: divided > 0 && 2 * divided >= below.len(),
            line_ends: line_ends(&rows),
        }
    }

    fn beats(&self, other: &Judged) -> bool {
        let rank = |judged: &Judged| (judged.common, if judged.common { judged.regular } else { 0 });
        match rank(self).cmp(&rank(other)) {
            std::cmp::Ordering::Equal => self.common && self.width > other.width,
            order => order.is_gt(),
        }
    }
}

/// The most frequent number; of several the greatest.
fn most_frequent(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::new();
    numbers.for_each(|number| *counts.entry(number).or_insert(0) += 1);
    counts.into_iter().max_by_key(|&(_, count): &(usize, usize)| count).map(|(number, _)| number)
}

/// Whether no quote stands inside an unquoted cell or before the end of a quoted one.
fn is_orderly(row: &Row<'_>, quote: u8) -> bool {
    (0..row.cells()).all(|cell| match row.raw(cell) {
        [first, rest @ ..] if *first == quote => {
            rest.last() == Some(&quote) && rest[..rest.len() - 1].split(|byte| *byte == quote).count() % 2 == 1
        }
        raw => !raw.contains(&quote),
    })
}

fn line_ends(rows: &[Row<'_>]) -> LineEnds {
    let with = |end: &[u8]| rows.iter().any(|row| row.line_end() == end);
    match (with(b"\n"), with(b"\r\n")) {
        (false, false) => LineEnds::None,
        (true, false) => LineEnds::Lf,
        (false, true) => LineEnds::CrLf,
        (true, true) => LineEnds::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sample: &str) -> (char, usize) {
        let sniffed = sniff(sample.as_bytes(), true, None, None);
        (char::from(sniffed.dialect.delimiter), sniffed.width)
    }

    #[test]
    fn each_delimiter_is_told() {
        for delimiter in [',', ';', '\t', '|'] {
            let list = "id,name,revenue\nK1,Acme,5\nK2,Orion,6\n".replace(',', &delimiter.to_string());
            assert_eq!(found(&list), (delimiter, 3));
        }
    }

    #[test]
    fn decimal_commas_do_not_make_a_comma_list() {
        assert_eq!(found("id;revenue;last year\nK1;1,5;2,5\nK2;2,5;3,5\nK3;3,5;4,5\n"), (';', 3));
        assert_eq!(found("id\tcity\nK1\tBoston, MA\nK2\tAustin, TX\n"), ('\t', 2));
        assert_eq!(found("id;revenue\nK1;1,234,567.00\nK2;1,234.50\nK3;9,100.00\n"), (';', 2));
    }

    #[test]
    fn delimiters_and_line_breaks_between_quotes_do_not_count() {
        assert_eq!(found("id;note\nK1;\"a, b, c\n\nd, e\"\nK2;\"a|b|c\"\n"), (';', 2));
        assert_eq!(found("\"a;b\",\"c;d\"\n\"1;2\",\"3;4\"\n"), (',', 2));
        assert_eq!(found("\"a\";\"b, c\";\"d\"\n\"1\";\"2, 3\";\"4\"\n"), (';', 3));
    }

    #[test]
    fn titles_above_the_header_do_not_count() {
        assert_eq!(
            found("Customers, by region\n\nAs of 2026-01-31\nid;name;revenue\nK1;Acme;5\nK2;Orion;6\n"),
            (';', 3)
        );
        assert_eq!(found("客户清单\n导出日期：2026-01-31\n\n编号,名称,金额\nK1,华东,5\n"), (',', 3));
    }

    #[test]
    fn a_list_of_one_column_has_commas() {
        assert_eq!(found("revenue\n5\n6\n7\n"), (',', 1));
        assert_eq!(found("name\nAcme\nOrion; Inc\nDelta\nVertex\nZenith\n"), (',', 1));
        assert_eq!(found(""), (',', 1));
    }

    #[test]
    fn ragged_records_still_show_their_delimiter() {
        assert_eq!(found("id;name;revenue\nK1;Acme\nK2;Orion;6;x;y\nK3\nK4;Delta;7\n"), (';', 3));
        assert_eq!(found("id;name\nK1;Acme\n;;;;\n"), (';', 2));
    }

    #[test]
    fn a_line_that_names_the_delimiter_is_heeded() {
        assert_eq!(found("sep=;\na,b;c,d\n1,2;3,4\n").0, ';');
        assert_eq!(found("\u{feff}sep=|\r\na,b|c,d\r\n").0, '|');
    }

    #[test]
    fn what_was_asked_for_is_taken() {
        let sniffed = sniff(b"a:'b:c'\n1:2\n", true, Some(b':'), Some(b'\''));
        assert_eq!(sniffed.dialect, Dialect { delimiter: b':', quote: b'\'' });
        assert_eq!(sniffed.width, 2);
    }

    #[test]
    fn line_ends_are_told() {
        let ends = |sample: &str| sniff(sample.as_bytes(), true, None, None).line_ends;
        assert_eq!(
            [ends("a"), ends("a\nb\n"), ends("a\r\nb\r\n"), ends("a\nb\r\n")],
            [LineEnds::None, LineEnds::Lf, LineEnds::CrLf, LineEnds::Mixed]
        );
    }

    #[test]
    fn a_sample_that_is_cut_off_is_judged_by_its_whole_records() {
        let sniffed = sniff(b"id;note\nK1;\"x\nK2", false, None, None);
        assert_eq!((sniffed.dialect.delimiter, sniffed.width), (b';', 2));
    }
}
