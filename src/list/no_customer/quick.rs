//! Telling most rows of a delimited list from their bytes alone: they are customers for certain.

use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};

use super::words::all_words;
use crate::list::Binding;
use crate::list::header::name;

/// What stands between the characters of a word that is set wide.
const GAPS: [&str; 7] = [" ", "  ", "   ", "    ", "\u{a0}", "\u{3000}", "\u{3000}\u{3000}"];

/// How many bits the tables of word beginnings and ends have.
const BITS: usize = 1 << 16;

/// What a few bytes of a row can tell: whether it has to be looked at, or is a customer for certain.
///
/// Almost every row is one. So nothing is decoded: the first and the last bytes of the cells that say who the customer is are
/// looked up in tables of the beginnings and ends of totals' words.
#[derive(Debug)]
pub struct Quick {
    /// The columns that say who a customer is; the first one where none is known.
    keys: Vec<usize>,
    /// The byte with which the header begins, where it has one.
    header: Option<u8>,
    quote: u8,
    /// How many bytes of words that are not ASCII tell them apart: two or three characters.
    wide: usize,
    /// Beginnings and ends of words, in lower case so far as they are ASCII.
    edges: Box<[u64; BITS / 64]>,
    /// The bytes with which words begin and those with which they end: most cells have others, and are told by these.
    ends: Box<[[bool; 256]; 2]>,
}

impl Quick {
    /// For a list in this encoding, with this quote.
    pub fn new(binding: &Binding, encoding: &'static Encoding, quote: u8) -> Quick {
        let mut keys = binding.keys.columns().collect::<Vec<_>>();
        if keys.is_empty() {
            keys.push(0);
        }
        let header = binding.header.first().map(|text| encoding.encode(name::visible(text)).0.first().copied());
        let wide = if encoding == UTF_8 { 6 } else { 4 };
        let (edges, ends) = (Box::new([0; BITS / 64]), Box::new([[false; 256]; 2]));
        let mut quick = Quick { keys, header: header.flatten(), quote, wide, edges, ends };
        for word in all_words() {
            let mut title = word.chars();
            let title = title.next().map(|first| first.to_uppercase().chain(title).collect::<String>());
            // `合 计`: short words are set wide.
            let wide = GAPS.iter().filter(|_| word.chars().count() < 4).map(|gap| with_gaps(word, gap));
            let forms = [word.to_owned(), word.to_uppercase(), title.unwrap_or_default()];
            for word in forms.into_iter().chain(wide) {
                let word = encoding.encode(&word).0;
                if let (Some(first), Some(last)) = (word.first(), word.last()) {
                    quick.ends[0][usize::from(*first)] = true;
                    quick.ends[1][usize::from(*last)] = true;
                }
                for edge in [quick.start(&word), quick.end(&word)].into_iter().flatten() {
                    quick.edges[edge / 64] |= 1 << (edge % 64);
                }
            }
        }
        quick
    }

    /// Whether a row has to be looked at: `cell` gives the place of a cell in `bytes`, an empty one for a cell that the row lacks;
    /// the row has so many `cells`, and its last one ends at `end`.
    #[inline]
    pub fn must_look(&self, bytes: &[u8], cells: usize, end: usize, cell: impl Fn(usize) -> Range<usize>) -> bool {
        let first = cell(0);
        let behind = end - first.end;
        // Nothing but delimiters behind the first cell, or delimiters and pairs of quotes: a foot line perhaps.
        if behind + 1 == cells || behind + 3 == 3 * cells {
            return true;
        }
        let first = self.unquoted(bytes, first);
        if let (Some(byte), Some(header)) = (bytes.get(first.start), self.header)
            && *byte == header
            && !first.is_empty()
        {
            return true;
        }
        let mut is_blank = true;
        for &key in &self.keys {
            let cell = &bytes[self.unquoted(bytes, cell(key))];
            if may_be_blank(cell) {
                continue;
            }
            is_blank = false;
            if self.may_be_label(cell) {
                return true;
            }
        }
        is_blank
    }

    /// Whether a cell that says who a customer is may be blank, or the label of a total.
    pub fn may_tell(&self, text: &str) -> bool {
        may_be_blank(text.as_bytes()) || self.may_be_label(text.as_bytes())
    }

    /// A cell's place without its quotes.
    #[inline]
    fn unquoted(&self, bytes: &[u8], cell: Range<usize>) -> Range<usize> {
        match bytes.get(cell.start) {
            Some(byte) if *byte == self.quote && cell.len() >= 2 => cell.start + 1..cell.end - 1,
            _ => cell,
        }
    }

    /// Whether a cell may be the label of a total.
    #[inline]
    fn may_be_label(&self, cell: &[u8]) -> bool {
        // A full stop or an asterisk, a bracket, a colon: what stands in front of it tells.
        let cell = match cell.last() {
            Some(b')' | b']') => match memchr::memrchr2(b'(', b'[', cell) {
                Some(open) => cell[..open].trim_ascii_end(),
                None => return true,
            },
            Some(_) => cell,
            None => return false,
        };
        let is_ascii_word = |byte: &u8| byte.is_ascii_alphanumeric();
        let (Some(first), Some(last)) = (cell.first(), cell.last()) else { return true };
        if self.wide == 6 && (*first == 0xef || cell.len() >= 3 && cell[cell.len() - 3] == 0xef) {
            // Full-width letters, brackets and colons.
            return self.full_width(cell);
        }
        (first.is_ascii() && !is_ascii_word(first))
            || (last.is_ascii() && !is_ascii_word(last) && *last != b'.')
            || self.ends[0][usize::from(*first)] && self.start(cell).is_some_and(|edge| self.has(edge))
            || self.ends[1][usize::from(*last)] && self.end(cell).is_some_and(|edge| self.has(edge))
            || (*last == b'.' && self.may_be_label(&cell[..cell.len() - 1]))
    }

    /// The same for a cell with a full-width sign at its beginning or end.
    #[cold]
    fn full_width(&self, cell: &[u8]) -> bool {
        let Ok(text) = std::str::from_utf8(cell) else { return true };
        if text.starts_with('\u{feff}') || text.starts_with(|c| matches!(c, '\u{ff01}'..='\u{ff5e}')) {
            return true;
        }
        let inner = match text.strip_suffix('）') {
            Some(inner) => inner.rfind(['（', '(']).map(|open| inner[..open].trim_end()),
            None => None,
        };
        inner.is_none_or(|inner| inner.is_empty() || self.may_be_label(inner.as_bytes()))
    }

    #[inline]
    fn has(&self, edge: usize) -> bool {
        self.edges[edge / 64] & (1 << (edge % 64)) != 0
    }

    /// The table's place for a word's beginning.
    #[inline]
    fn start(&self, word: &[u8]) -> Option<usize> {
        let count = if word.first()?.is_ascii() { 3 } else { self.wide };
        Some(place(word.get(..count).unwrap_or(word)))
    }

    /// The table's place for a word's end.
    #[inline]
    fn end(&self, word: &[u8]) -> Option<usize> {
        let count = if word.last()?.is_ascii() { 3 } else { self.wide };
        Some(place(&word[word.len().saturating_sub(count)..]))
    }
}

fn with_gaps(word: &str, gap: &str) -> String {
    let characters = word.chars().map(String::from).collect::<Vec<_>>();
    characters.join(gap)
}

/// The place of a few bytes in the tables; letters of either case have the same.
#[inline]
fn place(bytes: &[u8]) -> usize {
    let fold = |all: u64, byte: &u8| (all << 8) | u64::from(byte | 0x20);
    let folded = bytes.iter().fold(0, fold);
    (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS.trailing_zeros())) as usize
}

/// Whether a cell may say nothing: it begins with a blank, or with a sign that stands in blank cells.
#[inline]
fn may_be_blank(cell: &[u8]) -> bool {
    let Some(first) = cell.first() else { return true };
    match first {
        0..=b' ' | b'-' | b'(' | b'#' | b'\\' => true,
        b'n' | b'N' => cell.len() <= 4,
        0x81 | 0xa1 => true,
        0xc2 => cell.get(1) == Some(&0xa0),
        0xe2 => matches!(cell.get(1), Some(0x80 | 0x81)),
        0xe3 => cell.get(1..3) == Some(&[0x80, 0x80]),
        0xe6 => cell.len() <= 9 && cell.starts_with("无".as_bytes()) || cell.starts_with("暂".as_bytes()),
        0xef => cell.get(1) == Some(&0xbb),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::Keys;
    use crate::list::no_customer::{TotalLabel, total_label};

    fn quick(encoding: &'static Encoding) -> Quick {
        let keys = Keys { id: None, name: Some(0) };
        let binding = Binding { keys, ..Binding::of_header(0, vec!["zzz".to_owned()]) };
        Quick::new(&binding, encoding, b'"')
    }

    fn looks(quick: &Quick, encoding: &'static Encoding, cell: &str) -> bool {
        let row = format!("{cell},9");
        let bytes = encoding.encode(&row).0;
        let end = bytes.len() - 2;
        let cell = |column| if column == 0 { 0..end } else { end + 1..end + 2 };
        quick.must_look(&bytes, 2, bytes.len(), cell)
    }

    #[test]
    fn whatever_is_the_label_of_a_total_is_looked_at() {
        let edges =
            ["", " ", ":", "：", " (k€)", "（万元）", "*", "North ", "杭州", " for North", "科技有限公司", " Tools"];
        for word in all_words() {
            for (before, behind) in edges.iter().flat_map(|before| edges.iter().map(move |behind| (before, behind))) {
                for word in [word.to_owned(), word.to_uppercase()] {
                    let cell = format!("{before}{word}{behind}");
                    for quoted in [cell.clone(), format!("\"{cell}\"")] {
                        let is_label = total_label(&cell) != TotalLabel::None;
                        assert!(!is_label || looks(&quick(UTF_8), UTF_8, &quoted), "{quoted}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_holds_for_lists_in_other_encodings() {
        let gbk = encoding_rs::GBK;
        for cell in ["合计", "杭州小计", "总计：", "合计（万元）", "North Total", "平均值", "\u{3000}"]
        {
            assert!(looks(&quick(gbk), gbk, cell), "{cell}");
        }
        assert!(!looks(&quick(gbk), gbk, "杭州远洋贸易有限公司"));
    }

    #[test]
    fn most_names_are_not_looked_at() {
        let names = [
            "K100",
            "Ann Smith",
            "Customer 12",
            "杭州远洋贸易有限公司",
            "合肥市长江食品（上海）",
            "Acme Ltd.",
            "平安保险",
            "Müller GmbH & Co KG",
            "甲",
        ];
        for name in names {
            assert!(!looks(&quick(UTF_8), UTF_8, name), "{name}");
        }
    }
}
