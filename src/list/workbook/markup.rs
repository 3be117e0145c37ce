//! Looks through the XML of a workbook's parts on its way to calamine: counts what it holds, notes what is hidden, and takes away
//! what calamine trusts though it may be wrong.
//!
//! - The `uniqueCount` of shared strings: memory is set aside for it (calamine#684).
//! - A sheet's `dimension`: `A0:…` or a reversed one fails, and nothing here needs it.
//! - The type of cells that hold an error: calamine stops at values that it does not know, such as `#SPILL!`, and does not tell where
//!   that was. As dates their texts come through ([`super::cell`] tells them by their `#`).
//! - Attributes of formulas: an index of a shared one sizes a table; nothing here needs formulas either.
//!
//! Text runs and tags are held whole by the XML reader behind this, so their lengths are counted here, before it sees them.

use memchr::memmem;

use super::error::{Damage, WorkbookError};
use super::hidden::Hidden;
use super::merged::{self, Merge};
use crate::list::limits::{Limit, Limits};
use crate::place::column_number;

/// The longest tag: attributes are short even where texts are long.
const LONGEST_TAG: usize = 1 << 20;

/// How many bytes of a cell's tag are kept: its name, its type and its style.
const CELL_TAG: usize = 64;

/// How long an honest end tag is at most.
const PLAIN_END: usize = 64;

/// How many rows a sheet has.
const MOST_ROWS: u64 = 1 << 20;

/// How many elements a cell has at most, and how many there may be besides.
const ELEMENTS_OF_CELL: u64 = 4;
const OTHER_ELEMENTS: u64 = 4_000_000;

/// About how many bytes a style costs in memory.
const STYLE_COST: u64 = 250;

/// How many bytes a shared text costs besides its own.
const STRING_COST: u64 = 56;

/// Where in the markup the bytes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// In a comment, a CDATA section, a processing instruction: until this.
    Until(&'static [u8]),
}

/// Looks through one part.
#[derive(Debug)]
pub struct Markup {
    limits: Bounds,
    state: State,
    /// How far the tag was looked through that is not there as a whole.
    tag: TagEnd,
    depth: u64,
    /// How many bytes of text, comments and so on there are since the cell began.
    run: u64,
    cells: u64,
    /// How many elements there are.
    elements: u64,
    strings: u64,
    /// What the part's texts and styles cost in memory.
    memory: u64,
    /// The row that is open or was last, from 1.
    row: u64,
    row_is_hidden: bool,
    /// What the tag of the cell says that is open or was last.
    cell: Vec<u8>,
    /// Whether that cell has a formula, and where its value begins among the text since the cell began.
    has_formula: bool,
    value: Option<u64>,
    started: bool,
    /// What the part hides.
    pub hidden: Hidden,
    /// The merged cells that were seen since they were last taken.
    pub merges: Vec<Merge>,
}

/// The limits that are asked for every tag.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    cells: u64,
    elements: u64,
    strings: u64,
    text: u64,
    nesting: u64,
    memory: u64,
}

impl Markup {
    /// Begins with a part of a file that is `length` bytes long, `kept` of which stay in memory.
    pub fn new(limits: &Limits, length: u64, kept: u64) -> Markup {
        let of = |limit| limits.of_workbook(limit, length);
        let cells = of(Limit::Cells);
        let limits = Bounds {
            cells,
            elements: cells.saturating_mul(ELEMENTS_OF_CELL).saturating_add(OTHER_ELEMENTS),
            strings: of(Limit::Strings),
            text: of(Limit::Text),
            nesting: of(Limit::Nesting),
            memory: of(Limit::Memory),
        };
        Markup {
            limits,
            state: State::Text,
            tag: TagEnd::default(),
            depth: 0,
            run: 0,
            cells: 0,
            elements: 0,
            strings: 0,
            memory: kept,
            row: 0,
            row_is_hidden: false,
            cell: Vec::new(),
            has_formula: false,
            value: None,
            started: false,
            hidden: Hidden::default(),
            merges: Vec::new(),
        }
    }

    /// Looks through the next bytes of the part, and changes what must not be trusted. Gives how many of them are done with;
    /// the others are to be brought again with more behind them (unless they are the `last`).
    ///
    /// # Errors
    ///
    /// If a limit is passed, and if the part is not in UTF-8.
    pub fn look(&mut self, bytes: &mut [u8], last: bool) -> Result<usize, WorkbookError> {
        if !self.started && !bytes.is_empty() {
            self.started = true;
            if bytes.starts_with(b"\xff\xfe")
                || bytes.starts_with(b"\xfe\xff")
                || bytes[..bytes.len().min(4)].contains(&0)
            {
                return Err(WorkbookError::Damaged(Damage::NotUtf8));
            }
        }
        let mut at = 0;
        while at < bytes.len() {
            if let Some(length) = self.pass_plain_tag(&bytes[at..])? {
                at += length;
                continue;
            }
            let next = match self.state {
                State::Text => self.text(bytes, at)?,
                State::Until(end) => self.until(bytes, at, end, last)?,
            };
            match next {
                Some(next) => at = next,
                // Cut off in the middle of a tag: nothing follows that could be read.
                None if last => return Ok(bytes.len()),
                None => return Ok(self.waiting(bytes, at)),
            }
        }
        if last {
            self.end_cell();
        }
        Ok(at)
    }

    /// From where on bytes have to be brought again.
    fn waiting(&self, bytes: &[u8], at: usize) -> usize {
        match self.state {
            State::Text => at,
            State::Until(end) => bytes.len().saturating_sub(end.len() - 1).max(at),
        }
    }

    /// Passes by the tags that cells are full of and that say nothing: ends, and `<v>`. How long the tag is.
    #[inline]
    fn pass_plain_tag(&mut self, bytes: &[u8]) -> Result<Option<usize>, WorkbookError> {
        if self.state != State::Text {
            return Ok(None);
        }
        match bytes {
            [b'<', b'/', ..] => {
                // A longer one is looked through piece by piece.
                let end = bytes.iter().take(PLAIN_END).position(|byte| *byte == b'>');
                if end.is_some() {
                    self.depth = self.depth.saturating_sub(1);
                }
                Ok(end.map(|end| end + 1))
            }
            [b'<', b'v', b'>', ..] => {
                self.value = Some(self.run);
                self.element(false).map(|()| Some(3))
            }
            _ => Ok(None),
        }
    }

    /// Counts an element that begins.
    #[inline]
    fn element(&mut self, is_closed: bool) -> Result<(), WorkbookError> {
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(WorkbookError::OverLimit { limit: Limit::Cells, most: self.limits.cells });
        }
        if is_closed {
            return Ok(());
        }
        self.depth += 1;
        within(Limit::Nesting, self.depth, self.limits.nesting)
    }

    fn count_run(&mut self, length: usize) -> Result<(), WorkbookError> {
        self.run += length as u64;
        within(Limit::Text, self.run, self.limits.text)
    }

    /// Goes over text and the tag behind it; nothing where the tag is not there as a whole.
    fn text(&mut self, bytes: &mut [u8], at: usize) -> Result<Option<usize>, WorkbookError> {
        let start = match memchr::memchr(b'<', &bytes[at..]) {
            Some(0) => at,
            found => {
                let length = found.unwrap_or(bytes.len() - at);
                self.count_run(length)?;
                return Ok(Some(at + length));
            }
        };
        let rest = &bytes[start..];
        let special: [(&[u8], &'static [u8]); 3] = [(b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>")];
        let may_be_special = matches!(rest.get(1), Some(b'!' | b'?') | None);
        for (begin, end) in special.into_iter().filter(|_| may_be_special) {
            if rest.starts_with(begin) {
                self.state = State::Until(end);
                return Ok(Some(start + begin.len()));
            }
            if begin.starts_with(rest) {
                return Ok(None);
            }
        }
        let Some(end) = self.tag.find(rest) else {
            if rest.len() > LONGEST_TAG {
                return Err(WorkbookError::Damaged(Damage::LongTag));
            }
            return Ok(None);
        };
        if rest[1] != b'/' {
            self.tag(&mut bytes[start + 1..start + end])?;
        }
        Ok(Some(start + end + 1))
    }

    fn until(&mut self, bytes: &[u8], at: usize, end: &[u8], last: bool) -> Result<Option<usize>, WorkbookError> {
        match memmem::find(&bytes[at..], end) {
            Some(found) => {
                self.count_run(found)?;
                self.state = State::Text;
                Ok(Some(at + found + end.len()))
            }
            None => {
                let done = if last { bytes.len() } else { self.waiting(bytes, at) };
                self.count_run(done - at)?;
                Ok(if last { Some(done) } else { None })
            }
        }
    }

    /// A tag, without its `<` and `>`.
    fn tag(&mut self, tag: &mut [u8]) -> Result<(), WorkbookError> {
        match tag.first() {
            Some(b'!') if memchr::memchr(b'[', tag).is_some() => {
                return Err(WorkbookError::Damaged(Damage::OwnMarkup));
            }
            Some(b'!') | None => return Ok(()),
            Some(_) => {}
        }
        self.element(tag.last() == Some(&b'/'))?;
        let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/').unwrap_or(tag.len());
        let start = memchr::memchr(b':', &tag[..end]).map_or(0, |colon| colon + 1);
        match &tag[start..end] {
            b"c" => {
                self.end_cell();
                self.cell.clear();
                self.cell.extend_from_slice(&tag[end..tag.len().min(end + CELL_TAG)]);
                pass_errors(&mut tag[end..]);
                self.cell()?;
            }
            b"table-cell" | b"covered-table-cell" => self.cell()?,
            b"row" => {
                self.end_cell();
                self.begin_row(&tag[end..])?;
            }
            b"si" => {
                self.strings += 1;
                self.run = 0;
                within(Limit::Strings, self.strings, self.limits.strings)?;
                self.keep(STRING_COST)?;
            }
            b"xf" | b"font" | b"fill" | b"border" | b"numFmt" | b"definedName" | b"sheet" | b"Relationship" => {
                self.keep(STYLE_COST)?;
            }
            b"col" => self.column(&tag[end..]),
            b"mergeCell" => {
                merged::add_range(&mut self.merges, attribute(&tag[end..], b"ref").unwrap_or_default());
            }
            // See calamine#684.
            b"sst" => {
                if let Some(found) = memmem::find(tag, b"uniqueCount") {
                    tag[found] = b'_';
                }
            }
            b"dimension" => tag[start] = b'_',
            b"is" => self.value = Some(0),
            b"f" => {
                self.has_formula = true;
                let closed = tag.last() == Some(&b'/');
                tag[end..].fill(b' ');
                if let (true, Some(last)) = (closed, tag.last_mut()) {
                    *last = b'/';
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Notes a cell with a formula, and whether its result is stored: an empty text is one.
    #[inline]
    fn end_cell(&mut self) {
        let value = self.value.take();
        if !std::mem::take(&mut self.has_formula) {
            return;
        }
        self.hidden.formulas += 1;
        let is_text = attribute(&self.cell, b"t") == Some(b"str");
        if !is_text
            && value.is_none_or(|begin| self.run <= begin)
            && let Some(cell) = attribute(&self.cell, b"r").and_then(|cell| std::str::from_utf8(cell).ok())
        {
            let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
            if let Some(column) = column_number(letters) {
                self.hidden.add_unstored(column, self.row);
            }
        }
    }

    fn keep(&mut self, cost: u64) -> Result<(), WorkbookError> {
        self.memory += cost;
        within(Limit::Memory, self.memory, self.limits.memory)
    }

    fn cell(&mut self) -> Result<(), WorkbookError> {
        self.cells += 1;
        self.run = 0;
        if std::mem::take(&mut self.row_is_hidden) {
            self.hidden.add_row(self.row);
        }
        within(Limit::Cells, self.cells, self.limits.cells)
    }

    fn begin_row(&mut self, attributes: &[u8]) -> Result<(), WorkbookError> {
        self.run = 0;
        self.row = attribute(attributes, b"r").and_then(number).unwrap_or(self.row + 1);
        self.row_is_hidden = attribute(attributes, b"hidden").is_some_and(is_true);
        if self.row > MOST_ROWS {
            return Err(WorkbookError::Damaged(Damage::RowTooLow));
        }
        Ok(())
    }

    fn column(&mut self, attributes: &[u8]) {
        let ends = attribute(attributes, b"min").and_then(number).zip(attribute(attributes, b"max").and_then(number));
        if let Some((first, last)) = ends.filter(|_| attribute(attributes, b"hidden").is_some_and(is_true)) {
            self.hidden.add_columns(first, last);
        }
    }
}

/// Refuses what is over a limit.
#[inline]
pub fn within(limit: Limit, value: u64, most: u64) -> Result<(), WorkbookError> {
    if value > most { Err(WorkbookError::OverLimit { limit, most }) } else { Ok(()) }
}

/// Makes a cell that holds an error one that holds a date.
fn pass_errors(attributes: &mut [u8]) {
    let is_error = |part: &[u8]| part[0].is_ascii_whitespace() && matches!(&part[1..], b"t=\"e\"" | b"t='e'");
    if let Some(at) = attributes.windows(6).position(is_error) {
        attributes[at + 4] = b'd';
    }
}

/// Looks for the end of a tag: a `>` may also stand inside quotes. What comes in pieces is not looked through again.
#[derive(Debug, Default)]
struct TagEnd {
    seen: usize,
    quote: u8,
}

impl TagEnd {
    /// Where the `>` stands. Tags are short, so byte by byte is fastest.
    fn find(&mut self, bytes: &[u8]) -> Option<usize> {
        let TagEnd { seen, mut quote } = std::mem::take(self);
        for (at, &byte) in bytes.iter().enumerate().skip(seen.max(1)) {
            match byte {
                b'>' if quote == 0 => return Some(at),
                b'"' | b'\'' if quote == 0 => quote = byte,
                _ if byte == quote => quote = 0,
                _ => {}
            }
        }
        *self = TagEnd { seen: bytes.len(), quote };
        None
    }
}

/// The value of an attribute of this name, as it is written.
fn attribute<'a>(mut attributes: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    loop {
        let equals = memchr::memchr(b'=', attributes)?;
        let found = attributes[..equals].trim_ascii() == name;
        let quoted = attributes[equals + 1..].trim_ascii_start();
        let quote = *quoted.first()?;
        let end = memchr::memchr(quote, &quoted[1..])?;
        if found {
            return Some(&quoted[1..1 + end]);
        }
        attributes = &quoted[end + 2..];
    }
}

fn number(text: &[u8]) -> Option<u64> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

fn is_true(text: &[u8]) -> bool {
    matches!(text, b"1" | b"true" | b"on")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The part as it leaves, whatever the pieces in which it comes.
    fn looked(part: &str, limits: &Limits) -> Result<(String, Hidden), WorkbookError> {
        let mut results = Vec::new();
        for piece in [1, 3, 7, part.len().max(1)] {
            let mut markup = Markup::new(limits, 0, 0);
            let (mut out, mut pending) = (Vec::new(), Vec::new());
            let mut result = Ok(());
            for chunk in part.as_bytes().chunks(piece).chain([&[][..]]) {
                pending.extend_from_slice(chunk);
                match markup.look(&mut pending, chunk.is_empty()) {
                    Ok(done) => out.extend(pending.drain(..done)),
                    Err(error) => {
                        result = Err(error);
                        break;
                    }
                }
            }
            results.push(result.map(|()| (String::from_utf8(out).expect("UTF-8"), markup.hidden)));
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]), "{results:?}");
        results.remove(0)
    }

    #[test]
    fn what_must_not_be_trusted_is_taken_away_and_all_else_stays() {
        let limits = Limits::default();
        let out = |part: &str| looked(part, &limits).expect("it is read").0;
        assert_eq!(out("<sst count='2' uniqueCount=\"9\"><si/></sst>"), "<sst count='2' _niqueCount=\"9\"><si/></sst>");
        assert_eq!(out("<x:dimension ref='A0'/>"), "<x:_imension ref='A0'/>");
        assert_eq!(out("<c r='A1'><f t='shared' si='9'/><v>5</v></c>"), "<c r='A1'><f                  /><v>5</v></c>");
        assert_eq!(out("<c r='A1' t=\"e\"/><c t='e' r='B1'/>"), "<c r='A1' t=\"d\"/><c t='d' r='B1'/>");
        let others = "<?xml version='1.0'?><!-- <dimension> --><a b='>'>5 &lt; 6<![CDATA[<f si='1'>]]></a>";
        assert_eq!(out(others), others);
        assert_eq!(out("<a"), "<a");
    }

    #[test]
    fn hidden_rows_with_cells_and_hidden_columns_are_noted() {
        let part = "<cols><col min='2' max='3' hidden='1'/><col min='5' max='5'/></cols><row r='2' hidden='1'><c/><c/></row>\
                    <row><c/></row><row hidden='true'><c/></row><row hidden='1'/>";
        let hidden = looked(part, &Limits::default()).expect("it is read").1;
        assert_eq!((hidden.rows, hidden.first_rows.as_slice()), (2, &[2, 4][..]));
        assert_eq!(hidden.columns_within(10), [2, 3]);
    }

    #[test]
    fn formulas_without_a_stored_result_are_noted() {
        let part = "<row r='2'><c r='A2'><f>B1</f><v></v></c><c r='B2'><f>1</f><v>5</v></c><c r='C2' t='str'><f>1</f><v></v></c></row>\
                    <row r='3'><c r='AA3' s='1'><f>B1+B2</f></c><c r='AB3'><v></v></c><c r='AC3'><f>1</f><v/></c></row>";
        let hidden = looked(part, &Limits::default()).expect("it is read").1;
        let rows = |column| hidden.unstored_in(column).collect::<Vec<_>>();
        assert_eq!(hidden.formulas, 5);
        assert_eq!(
            [rows(1), rows(2), rows(3), rows(27), rows(28), rows(29)],
            [vec![2], vec![], vec![], vec![3], vec![], vec![3]]
        );
    }

    #[test]
    fn what_is_beyond_a_limit_is_refused() {
        let refused = |part: &str, limit, most| {
            let limits = Limits::new(vec![(limit, most)]);
            assert_eq!(looked(part, &limits), Err(WorkbookError::OverLimit { limit, most }), "{part}");
            assert!(looked(part, &Limits::new(vec![(limit, most + 1)])).is_ok(), "{part}");
        };
        refused("<a><b><c>", Limit::Nesting, 2);
        refused("<row><c/><c></c></row>", Limit::Cells, 1);
        refused("<si><t>a</t></si><si/>", Limit::Strings, 1);
        refused("<si><r>abc</r><r>def</r></si><si>abcd</si>", Limit::Text, 5);
        refused("<!--abcdef-->", Limit::Text, 5);
        refused("<c><![CDATA[abc]]>def</c>", Limit::Text, 5);
    }

    #[test]
    fn own_markup_and_other_encodings_are_refused() {
        for part in ["<!DOCTYPE a [<!ENTITY b 'c'>]>", "\0<a/>"] {
            assert!(matches!(looked(part, &Limits::default()), Err(WorkbookError::Damaged(_))), "{part}");
        }
        assert!(looked("<!DOCTYPE manifest PUBLIC \"-//x\" \"y.dtd\"><a/>", &Limits::default()).is_ok());
    }
}
