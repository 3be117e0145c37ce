//! Which delimiter, quotes and line ends a list uses, told from its beginning.

use super::dialect::{Blanks, Characters, Dialect, LineEnds, Mending, Quoting, Returns};
use super::scan::{Ended, Index, Row};
use crate::list::{QuoteChoice, Reading};

/// How many bytes of a list are looked at.
pub(super) const SAMPLE: usize = 1 << 16;

/// How many records are looked at.
const RECORDS: usize = 100;

/// The delimiters that are told by themselves, the likelier first.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// Delimiters that are believed only where every record has them, as they also stand in ordinary texts.
const RARE: [u8; 2] = *b": ";

/// What the beginning of a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sniffed {
    pub(super) dialect: Dialect,
    /// How many cells most records have.
    pub(super) width: usize,
    pub(super) line_ends: LineEnds,
    /// Whether the first line only names the delimiter.
    pub(super) names_delimiter: bool,
}

impl Sniffed {
    /// How quotes are put in order that stand in unusual places.
    pub(super) fn mending(&self, unclosed: bool) -> Mending {
        Mending { cells: u32::try_from(self.width).unwrap_or(0), unclosed }
    }
}

/// Finds the dialect out, but for what was asked for. `whole` says that the sample is all there is.
pub(super) fn sniff(sample: &[u8], whole: bool, reading: &Reading, characters: Characters) -> Sniffed {
    let announced = announced(sample);
    let sample = Sample { bytes: sample, whole };
    let base = Dialect { returns: sample.returns(), characters, ..Dialect::default() };
    let best = match reading.delimiter.or(announced) {
        Some(delimiter) => sample.best_of(base, delimiter, reading.quote),
        None => sample.best(base, reading.quote),
    };
    let best = sample.with_returns(best);
    let blanks = if best.begins_with_blanks { Blanks::Skipped } else { best.dialect.blanks };
    let dialect = Dialect { blanks, ..best.dialect };
    Sniffed { dialect, width: best.width, line_ends: best.line_ends, names_delimiter: announced.is_some() }
}

/// The delimiter of a first line `sep=;`, which spreadsheet programs write and heed.
fn announced(sample: &[u8]) -> Option<u8> {
    match sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample) {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter, b'\n' | b'\r', ..] => {
            (*delimiter == b'\t' || delimiter.is_ascii_punctuation() && *delimiter != b'"').then_some(*delimiter)
        }
        _ => None,
    }
}

/// What is looked at.
#[derive(Clone, Copy)]
struct Sample<'a> {
    bytes: &'a [u8],
    whole: bool,
}

impl Sample<'_> {
    fn judged(self, dialect: Dialect) -> Judged {
        Judged::new(self.bytes, self.whole, dialect)
    }

    fn has(self, text: &[u8]) -> bool {
        memchr::memmem::find(self.bytes, text).is_some()
    }

    /// Where there is no line feed at all, carriage returns end the lines.
    fn returns(self) -> Returns {
        if self.bytes.contains(&b'\n') { Returns::Refused } else { Returns::EndRecords }
    }

    /// The delimiter that fits best, with the quotes that fit best with it.
    fn best(self, base: Dialect, quote: Option<QuoteChoice>) -> Judged {
        let judged = |delimiter| self.best_of(base, delimiter, quote);
        let is_free = |delimiter: &u8| quote != Some(QuoteChoice::Sign(*delimiter));
        let usual = DELIMITERS.into_iter().filter(is_free).map(judged);
        let best = usual.reduce(|best, next| if next.beats(&best) { next } else { best });
        let best = best.unwrap_or_else(|| judged(Dialect::default().delimiter));
        if best.common && 2 * best.regular >= best.filled {
            return best;
        }
        let rare = RARE.into_iter().filter(is_free).map(judged).find(|judged| judged.is_even() && judged.width > 2);
        rare.unwrap_or(best)
    }

    /// The quotes that fit best with a delimiter.
    fn best_of(self, base: Dialect, delimiter: u8, quote: Option<QuoteChoice>) -> Judged {
        let base = Dialect { delimiter, ..base };
        let quotes = match quote {
            Some(QuoteChoice::None) => return self.judged(Dialect { quoting: Quoting::None, ..base }),
            Some(QuoteChoice::Sign(sign)) => vec![sign],
            None => vec![b'"', b'\''],
        };
        let mut best: Option<Judged> = None;
        for quote in quotes.into_iter().filter(|&quote| quote != delimiter) {
            for dialect in self.variants(Dialect { quote, ..base }) {
                let judged = self.judged(dialect);
                let is_believed = best.as_ref().is_some_and(|best| judged.is_believed_beside(best));
                if best.as_ref().is_none_or(|best| is_believed && judged.is_quoted_better_than(best)) {
                    best = Some(judged);
                }
            }
        }
        best.unwrap_or_else(|| self.judged(base))
    }

    /// The ways of quoting that the sample has any sign of, the usual one first.
    fn variants(self, usual: Dialect) -> impl Iterator<Item = Dialect> {
        let Dialect { delimiter, quote, .. } = usual;
        let is_there = quote == b'"' || self.has(&[quote, delimiter]) || self.has(&[delimiter, quote]);
        let escaped = self.has(&[b'\\', quote]);
        let behind_blank = delimiter != b' ' && self.has(&[delimiter, b' ', quote]);
        let quotings = [Some(Quoting::Doubled), escaped.then_some(Quoting::Backslash)];
        let blanks = [Some(Blanks::Kept), behind_blank.then_some(Blanks::Skipped)];
        let all = quotings.into_iter().flatten().flat_map(move |quoting| {
            blanks.into_iter().flatten().map(move |blanks| Dialect { quoting, blanks, ..usual })
        });
        all.filter(move |_| is_there)
    }

    /// Where carriage returns stand alone among other line ends, and every one of them ends a record like all others, they are line ends.
    fn with_returns(self, best: Judged) -> Judged {
        if best.dialect.returns == Returns::EndRecords || !best.stopped_at_return {
            return best;
        }
        let judged = self.judged(Dialect { returns: Returns::EndRecords, ..best.dialect });
        if judged.width > 1 && judged.returns_are_regular { judged } else { best }
    }
}

/// How well a dialect fits.
#[derive(Debug)]
struct Judged {
    dialect: Dialect,
    /// The number of cells, of two or more, that most records have; 1 where no record has two.
    width: usize,
    /// How many records have that number of cells, with their quotes where they belong.
    regular: usize,
    /// How many records there are that are not blank.
    filled: usize,
    /// How many records have a cell in quotes.
    quoted: usize,
    /// Whether half of the records, from the first of that width on, have two cells at least.
    common: bool,
    /// Whether every cell but the first ones begins with a blank, as if it belonged to the delimiter.
    begins_with_blanks: bool,
    /// Whether a quote is never closed.
    is_unclosed: bool,
    /// Whether a carriage return alone was in the way.
    stopped_at_return: bool,
    /// Whether every record that a carriage return alone ends is as wide as most, and so is the next.
    returns_are_regular: bool,
    line_ends: LineEnds,
}

impl Judged {
    fn new(sample: &[u8], whole: bool, dialect: Dialect) -> Judged {
        let mut index = Index::default();
        let mut ended = index.scan(sample, 0, sample.len(), whole, dialect);
        if index.is_odd() {
            let cells = u32::try_from(width_of(&index, sample)).unwrap_or(0);
            let mending = Mending { cells, unclosed: true };
            ended = index.scan(sample, 0, sample.len(), whole, Dialect { mending, ..dialect });
        }
        let rows = (0..index.len().min(RECORDS)).map(|record| index.row(sample, record)).collect::<Vec<_>>();
        let filled = rows.iter().filter(|row| !row.is_empty()).collect::<Vec<_>>();
        let width = width_of(&index, sample);
        // Titles above the header are no sign against a delimiter.
        let first = filled.iter().position(|row| row.cells() == width).unwrap_or(0);
        let below = &filled[first..];
        let divided = below.iter().filter(|row| row.cells() > 1).count();
        let regular = filled.iter().filter(|row| row.cells() == width && is_orderly(row, dialect)).count();
        let is_alone = |row: &Row<'_>| row.line_end() == b"\r";
        let fits = |row: Option<&Row<'_>>| row.is_none_or(|row| row.is_empty() || row.cells() == width);
        Judged {
            dialect,
            width,
            regular,
            filled: filled.len(),
            quoted: filled.iter().filter(|row| has_quoted_cell(row, dialect)).count(),
            common: divided > 0 && 2 * divided >= below.len(),
            begins_with_blanks: begins_with_blanks(below, dialect),
            is_unclosed: whole && matches!(ended, Ended::Unfinished { .. }),
            stopped_at_return: matches!(ended, Ended::LoneReturn(_)),
            returns_are_regular: (0..rows.len())
                .filter(|&at| is_alone(&rows[at]))
                .all(|at| fits(rows.get(at)) && fits(rows.get(at + 1))),
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

    /// Whether all records have the same number of cells.
    fn is_even(&self) -> bool {
        self.filled > 1 && self.regular == self.filled
    }

    /// Whether this way of quoting is more than chance: an apostrophe stands at the beginning or end of many a word.
    fn is_believed_beside(&self, other: &Judged) -> bool {
        let is_same_sign = self.dialect.quote == other.dialect.quote;
        let is_usual = 2 * self.quoted > self.filled;
        let is_only = other.quoted == 0 && self.is_even();
        self.quoted > 0 && !self.is_unclosed && (is_same_sign || is_usual || is_only)
    }

    /// Whether this way of quoting makes more records regular, or is seen in most records where the other one is not.
    fn is_quoted_better_than(&self, other: &Judged) -> bool {
        let is_usual = |judged: &Judged| 2 * judged.quoted > judged.filled;
        let share = |judged: &Judged| judged.regular * 1000 / judged.filled.max(1);
        (share(self), is_usual(self)) > (share(other), is_usual(other))
    }
}

/// Whether a blank begins every filled cell but the first ones of at least two records.
fn begins_with_blanks(rows: &[&Row<'_>], dialect: Dialect) -> bool {
    if dialect.delimiter == b' ' || rows.iter().filter(|row| row.cells() > 1).count() < 2 {
        return false;
    }
    let cells = || rows.iter().flat_map(|row| (1..row.cells()).map(|cell| row.raw(cell))).filter(|raw| !raw.is_empty());
    cells().all(|raw| raw[0] == b' ')
}

/// A cell without the blanks that belong to the delimiter.
fn cell_of<'a>(row: &Row<'a>, cell: usize, dialect: Dialect) -> &'a [u8] {
    let raw = row.raw(cell);
    if dialect.blanks == Blanks::Skipped { raw.trim_ascii_start() } else { raw }
}

fn has_quoted_cell(row: &Row<'_>, dialect: Dialect) -> bool {
    (0..row.cells()).any(|cell| match cell_of(row, cell, dialect) {
        [first, .., last] => *first == dialect.quote && *last == dialect.quote,
        _ => false,
    })
}

/// The number of cells, of two or more, that most of the first records have; 1 where no record has two.
fn width_of(index: &Index, sample: &[u8]) -> usize {
    let rows = (0..index.len().min(RECORDS)).map(|record| index.row(sample, record)).filter(|row| !row.is_empty());
    most_frequent(rows.map(|row| row.cells()).filter(|&cells| cells > 1)).unwrap_or(1)
}

/// The most frequent number; of several the greatest.
fn most_frequent(numbers: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::new();
    numbers.for_each(|number| *counts.entry(number).or_insert(0) += 1);
    counts.into_iter().max_by_key(|&(_, count): &(usize, usize)| count).map(|(number, _)| number)
}

/// Whether no quote stands inside an unquoted cell or before the end of a quoted one, but for those that are doubled or escaped.
fn is_orderly(row: &Row<'_>, dialect: Dialect) -> bool {
    let quote = dialect.quote;
    let is_inner = |inner: &[u8]| {
        let mut rest = inner;
        while let Some(at) = memchr::memchr(quote, rest) {
            let escaped = dialect.quoting == Quoting::Backslash
                && rest[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1;
            if !escaped && rest.get(at + 1) != Some(&quote) {
                return false;
            }
            rest = &rest[at + if escaped { 1 } else { 2 }..];
        }
        true
    };
    let escapes = |raw: &[u8]| dialect.quoting == Quoting::Backslash && is_inner(raw);
    dialect.quoting == Quoting::None
        || (0..row.cells()).all(|cell| match cell_of(row, cell, dialect) {
            [first, inner @ .., last] if *first == quote && *last == quote => is_inner(inner),
            [first, ..] if *first == quote => false,
            raw => !raw.contains(&quote) || escapes(raw),
        })
}

fn line_ends(rows: &[Row<'_>]) -> LineEnds {
    let with = |end: &[u8]| rows.iter().any(|row| row.line_end() == end);
    match (with(b"\n"), with(b"\r\n"), with(b"\r")) {
        (false, false, false) => LineEnds::None,
        (true, false, false) => LineEnds::Lf,
        (false, true, false) => LineEnds::CrLf,
        (false, false, true) => LineEnds::Cr,
        _ => LineEnds::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(sample: &str) -> Sniffed {
        sniff(sample.as_bytes(), true, &Reading::default(), Characters::Apart)
    }

    fn found(sample: &str) -> (char, usize) {
        let sniffed = sniffed(sample);
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
        let reading = Reading { delimiter: Some(b':'), quote: Some(QuoteChoice::Sign(b'\'')), ..Reading::default() };
        let sniffed = sniff(b"a:'b:c'\n1:2\n", true, &reading, Characters::Apart);
        assert_eq!(sniffed.dialect, Dialect::of(b':', b'\''));
        assert_eq!(sniffed.width, 2);
    }

    #[test]
    fn line_ends_are_told() {
        let ends = |sample: &str| sniffed(sample).line_ends;
        assert_eq!(
            [ends("a"), ends("a\nb\n"), ends("a\r\nb\r\n"), ends("a\nb\r\n"), ends("a\rb\r")],
            [LineEnds::None, LineEnds::Lf, LineEnds::CrLf, LineEnds::Mixed, LineEnds::Cr]
        );
    }

    #[test]
    fn a_sample_that_is_cut_off_is_judged_by_its_whole_records() {
        let sniffed = sniff(b"id;note\nK1;\"x\nK2", false, &Reading::default(), Characters::Apart);
        assert_eq!((sniffed.dialect.delimiter, sniffed.width), (b';', 2));
    }

    #[test]
    fn quotes_are_told() {
        let quotes = |sample: &str| {
            let Dialect { quote, quoting, blanks, .. } = sniffed(sample).dialect;
            (char::from(quote), quoting, blanks)
        };
        let usual = ('"', Quoting::Doubled, Blanks::Kept);
        assert_eq!(quotes("id,note\n'K1','a, b'\n'K2','c'\n"), ('\'', Quoting::Doubled, Blanks::Kept));
        assert_eq!(quotes("id,note\nK1,'s-Hertogenbosch\nK2,it's\n"), usual);
        assert_eq!(quotes("id,note\nK1,\"a \\\"b\\\", c\"\nK2,x\n"), ('"', Quoting::Backslash, Blanks::Kept));
        assert_eq!(quotes("id,note\nK1,\"a \"\"b\"\", c\"\nK2,C:\\x\n"), usual);
        assert_eq!(quotes("id, note\nK1, \"a, b\"\nK2, c\n"), ('"', Quoting::Doubled, Blanks::Skipped));
        assert_eq!(quotes("id, note\nK1, a\nK2, c\n").2, Blanks::Skipped);
        assert_eq!(quotes("id, note\nK1,a\nK2, c\n"), usual);
    }

    #[test]
    fn blanks_and_colons_delimit_where_nothing_else_does() {
        assert_eq!(found("id name revenue\nK1 \"Acme Inc\" 5\nK2 Orion 6\n"), (' ', 3));
        assert_eq!(found("id:name:revenue\nK1:Acme:5\nK2:Orion:6\n"), (':', 3));
        assert_eq!(found("company\nAcme Inc of Boston\nOrion Inc of Austin\n"), (',', 1));
    }

    #[test]
    fn carriage_returns_alone_end_lines_where_that_makes_all_records_alike() {
        let returns = |sample: &str| sniffed(sample).dialect.returns;
        assert_eq!(returns("a,b\r1,2\r3,4\r"), Returns::EndRecords);
        assert_eq!(returns("a,b\r\n1,2\r3,4\n5,6\n"), Returns::EndRecords);
        assert_eq!(returns("a,b\n1\r,2\n3,4\n"), Returns::Refused);
        assert_eq!(returns("a,b\n1,2\n"), Returns::Refused);
    }
}
