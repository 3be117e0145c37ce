//! Tables in web pages, which shops and programs export with the name `.xls`.
//!
//! The page's tags come from a tokenizer that follows the HTML standard. Of the standard's tree only tables, rows and cells are needed;
//! each ends where the next one begins, as browsers have it. Every table is a sheet, also one inside a cell of another.

use std::collections::HashMap;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::cell::Formats;
use super::error::{ForeignFile, WorkbookError};
use super::format::{FormatList, named_format};
use super::kept::{Keeper, Kept, KeptValue};
use super::markup::within;
use super::rows::SheetName;
use crate::list::limits::{Limit, Limits};

/// The greatest spans of a cell, as in the standard.
const MOST_COLUMNS_OF_CELL: u32 = 1000;
const MOST_ROWS_OF_CELL: u32 = 65_534;

/// Reads all tables of a page with cells in them.
///
/// # Errors
///
/// If there is no table, and if it holds more than it may.
pub fn read(text: &str, limits: &Limits, length: u64) -> Result<(Kept, Vec<SheetName>, Formats), WorkbookError> {
    let of = |limit| limits.of_workbook(limit, length);
    let mut page = Page {
        keeper: Keeper::new(limits, length, length.saturating_add(text.len() as u64))?,
        formats: FormatList::default(),
        classes: HashMap::new(),
        open: Vec::new(),
        tables: 0,
        aside: Vec::new(),
        css: String::new(),
        covered: 0,
        most_nesting: of(Limit::Nesting),
        most_tables: of(Limit::Entries),
        most_covered: of(Limit::Cells),
    };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        page.token(&token)?;
    }
    while !page.open.is_empty() {
        page.end_table()?;
    }
    let kept = page.keeper.finish();
    if (0..kept.len()).all(|table| kept.cells(table) == 0) {
        return Err(WorkbookError::NotAWorkbook { what: ForeignFile::WebPage });
    }
    // Tables have no names; they are numbered, those without cells too.
    let sheets = (1..=kept.len()).map(|number| SheetName { name: number.to_string(), visible: true }).collect();
    Ok((kept, sheets, Formats { list: page.formats.into_list(), is_1904: false }))
}

/// A page that is being read.
struct Page {
    keeper: Keeper,
    formats: FormatList,
    /// The formats of the style sheet's classes.
    classes: HashMap<String, u16>,
    /// The tables that are open, the innermost last.
    open: Vec<Table>,
    tables: u64,
    /// The element whose text is no part of the page.
    aside: Vec<u8>,
    css: String,
    /// How many places are covered by cells from above.
    covered: u64,
    most_nesting: u64,
    most_tables: u64,
    most_covered: u64,
}

struct Table {
    sheet: usize,
    row: Option<u32>,
    /// Where the row's next cell stands at the earliest.
    column: u32,
    /// For each column the row from which on it is free: cells reach down into further rows.
    free_from: Vec<u32>,
    /// How many columns are described.
    described: u64,
    cell: Option<Cell>,
}

struct Cell {
    column: u32,
    format: u16,
    says: Says,
    text: String,
    /// Whether blanks wait for a next word.
    blank: bool,
}

/// What a cell's attributes say of its value.
enum Says {
    Nothing,
    /// What is written is a number.
    Number,
    Value(KeptValue),
    Error(String),
}

impl Page {
    fn token(&mut self, token: &Token) -> Result<(), WorkbookError> {
        match token {
            Token::StartTag(tag) => self.start(tag),
            Token::EndTag(tag) => self.end(&tag.name),
            Token::String(text) => {
                let text = String::from_utf8_lossy(text);
                if self.aside == b"style" {
                    self.css.push_str(&text);
                } else if self.aside.is_empty()
                    && let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut())
                {
                    cell.push(&text);
                }
                Ok(())
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => Ok(()),
        }
    }

    fn start(&mut self, tag: &StartTag<()>) -> Result<(), WorkbookError> {
        match tag.name.as_slice() {
            name @ (b"style" | b"script" | b"title") => self.aside = name.to_vec(),
            b"table" => self.begin_table()?,
            b"tr" => self.begin_row(is_hidden(tag))?,
            b"td" | b"th" => self.begin_cell(tag)?,
            b"col" => self.column(tag),
            b"br" | b"p" | b"div" | b"li" => {
                if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.line(tag.name.as_slice() == b"br");
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), WorkbookError> {
        if self.aside == name {
            self.aside.clear();
            self.learn_classes();
        }
        match name {
            b"td" | b"th" | b"tr" => self.end_cell(),
            b"table" => self.end_table(),
            _ => Ok(()),
        }
    }

    fn begin_table(&mut self) -> Result<(), WorkbookError> {
        self.tables += 1;
        within(Limit::Entries, self.tables, self.most_tables)?;
        within(Limit::Nesting, self.open.len() as u64 + 1, self.most_nesting)?;
        let sheet = self.keeper.sheet();
        self.open.push(Table { sheet, row: None, column: 0, free_from: Vec::new(), described: 0, cell: None });
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), WorkbookError> {
        self.end_cell()?;
        self.open.pop();
        Ok(())
    }

    fn begin_row(&mut self, is_hidden: bool) -> Result<(), WorkbookError> {
        self.end_cell()?;
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let row = table.row.map_or(0, |row| row.saturating_add(1));
        (table.row, table.column) = (Some(row), 0);
        if is_hidden {
            self.keeper.hide_row(table.sheet, row);
        }
        Ok(())
    }

    fn begin_cell(&mut self, tag: &StartTag<()>) -> Result<(), WorkbookError> {
        self.end_cell()?;
        let format = self.format(tag);
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let row = *table.row.get_or_insert(0);
        while table.free_from.get(table.column as usize).is_some_and(|free| *free > row) {
            table.column += 1;
            self.covered += 1;
        }
        within(Limit::Cells, self.covered, self.most_covered)?;
        let span = |name: &str, most| {
            attribute(tag, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1).clamp(1, most)
        };
        let (columns, rows) = (span("colspan", MOST_COLUMNS_OF_CELL), span("rowspan", MOST_ROWS_OF_CELL));
        let first = table.column;
        table.column = first.saturating_add(columns);
        if rows > 1 {
            self.keeper.check_column(table.column - 1)?;
            if table.free_from.len() < table.column as usize {
                table.free_from.resize(table.column as usize, 0);
            }
            table.free_from[first as usize..table.column as usize].fill(row.saturating_add(rows));
        }
        table.cell = Some(Cell { column: first, format, says: says(tag), text: String::new(), blank: false });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), WorkbookError> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let (Some(cell), Some(row)) = (table.cell.take(), table.row) else { return Ok(()) };
        let (place, text) = ((row, cell.column), cell.text.trim());
        let value = match cell.says {
            Says::Value(value) => Some(value),
            Says::Number => text.parse().ok().filter(|value: &f64| value.is_finite()).map(KeptValue::Number),
            Says::Error(error) => return self.keeper.error_cell(table.sheet, place, &error),
            Says::Nothing => None,
        };
        match value {
            Some(value) => self.keeper.cell(table.sheet, place, cell.format, value),
            None => self.keeper.text_cell(table.sheet, place, cell.format, text),
        }
    }

    fn column(&mut self, tag: &StartTag<()>) {
        let Some(table) = self.open.last_mut() else { return };
        let span =
            attribute(tag, "span").and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, MOST_COLUMNS_OF_CELL);
        let first = table.described + 1;
        table.described += u64::from(span);
        if is_hidden(tag) {
            self.keeper.hide_columns(table.sheet, first, table.described);
        }
    }

    /// The number format of a cell: its own, or its class's.
    fn format(&mut self, tag: &StartTag<()>) -> u16 {
        if let Some(code) = attribute(tag, "style").and_then(|style| number_format(&style)) {
            return self.formats.place(&code);
        }
        // LibreOffice: the language and the code, divided by semicolons.
        if let Some(code) = attribute(tag, "sdnum").and_then(|told| told.splitn(3, ';').nth(2).map(str::to_owned)) {
            return self.formats.place(&code);
        }
        let classes = attribute(tag, "class").unwrap_or_default();
        classes.split_ascii_whitespace().find_map(|class| self.classes.get(class).copied()).unwrap_or(0)
    }

    /// The classes of a style sheet that have a number format.
    fn learn_classes(&mut self) {
        let css = std::mem::take(&mut self.css);
        for rule in css.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            let Some(code) = number_format(declarations) else { continue };
            let place = self.formats.place(&code);
            for selector in selectors.split(',') {
                if let Some((_, class)) = selector.trim().rsplit_once('.') {
                    self.classes.insert(class.to_owned(), place);
                }
            }
        }
    }
}

impl Cell {
    /// Adds text; line ends and several blanks are one blank, as pages show them.
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\r' | '\t' | '\u{c}' => self.blank = true,
                c => {
                    if std::mem::take(&mut self.blank) && !self.text.is_empty() && !self.text.ends_with('\n') {
                        self.text.push(' ');
                    }
                    self.text.push(if c == '\u{a0}' { ' ' } else { c });
                }
            }
        }
    }

    /// Begins a line; unless it `must`, only where there is one.
    fn line(&mut self, must: bool) {
        self.blank = false;
        if !self.text.is_empty() && (must || !self.text.ends_with('\n')) {
            self.text.push('\n');
        }
    }
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
}

/// What Excel (`x:num`, `x:str` …) and LibreOffice (`sdval`) say of a cell's value.
fn says(tag: &StartTag<()>) -> Says {
    let number = attribute(tag, "x:num").or_else(|| attribute(tag, "sdval"));
    let flag = |text: &str| text.trim() == "1" || text.trim().eq_ignore_ascii_case("true");
    match number {
        Some(number) if number.is_empty() => Says::Number,
        Some(number) => match number.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Says::Value(KeptValue::Number(number)),
            _ => Says::Nothing,
        },
        None => match (attribute(tag, "x:bool"), attribute(tag, "x:err")) {
            (Some(value), _) if !value.is_empty() => Says::Value(KeptValue::Flag(flag(&value))),
            (_, Some(error)) if !error.is_empty() => Says::Error(error),
            _ => Says::Nothing,
        },
    }
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = || attribute(tag, "style").unwrap_or_default().to_ascii_lowercase();
    tag.attributes.contains_key(&b"hidden"[..])
        || style().split(';').any(|part| part.replace(' ', "") == "display:none")
}

/// The code of `mso-number-format` among declarations of a style.
fn number_format(declarations: &str) -> Option<String> {
    let lower = declarations.to_ascii_lowercase();
    let (_, rest) = declarations.split_at_checked(lower.find("mso-number-format")?)?;
    let value = rest.split_once(':')?.1.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (mut code, mut chars) = (String::new(), value.chars().skip(usize::from(quote.is_some())).peekable());
    while let Some(c) = chars.next() {
        match c {
            // An escape: a character's number in hexadecimal, or the character itself.
            '\\' => {
                let mut number = String::new();
                while let Some(digit) = chars.next_if(|c| number.len() < 6 && c.is_ascii_hexdigit()) {
                    number.push(digit);
                }
                match u32::from_str_radix(&number, 16).ok().and_then(char::from_u32) {
                    Some(c) => {
                        code.push(c);
                        chars.next_if_eq(&' ');
                    }
                    None => code.extend(chars.next()),
                }
            }
            c if quote.map_or(matches!(c, ';' | '}'), |quote| c == quote) => break,
            c => code.push(c),
        }
    }
    let code = code.trim();
    Some(named_format(code).unwrap_or(code).to_owned())
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::list::workbook::rows::Most;

    /// The tables, their rows, their cells as column and text.
    fn tables(page: &str) -> Vec<Vec<String>> {
        let (kept, sheets, formats) = read(page, &Limits::default(), page.len() as u64).expect("it has a table");
        let most = Most::of(&Limits::default(), 0);
        (0..sheets.len())
            .map(|table| {
                let mut rows = Vec::new();
                let read = kept.rows(table, &formats, most, |(row, cells)| {
                    let cells = cells.iter().map(|cell| format!("{}={}", cell.column, formats.text(cell)));
                    rows.push(format!("{row}: {}", cells.collect::<Vec<_>>().join("|")));
                    Ok::<_, WorkbookError>(ControlFlow::Continue(()))
                });
                assert_eq!(read, Ok(()));
                rows
            })
            .collect()
    }

    #[test]
    fn cells_end_where_the_next_ones_begin() {
        let page = "<table><tr><th>id<th>revenue<tr><td> K1 &amp;\n co<td>5&nbsp;000<br>EUR</table>";
        assert_eq!(tables(page), [["0: 0=id|1=revenue", "1: 0=K1 & co|1=5 000\nEUR"]]);
    }

    #[test]
    fn spans_leave_the_places_free_that_they_cover() {
        let page = "<table><tr><td colspan=2>a</td><td>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>";
        assert_eq!(tables(page), [["0: 0=a|2=b", "1: 0=c|1=d|2=e", "2: 1=f|2=g"]]);
    }

    #[test]
    fn a_table_inside_a_cell_is_one_of_its_own() {
        let page = "<table><tr><td>menu<table><tr><td>id</table>more<td>x</table><table></table>";
        assert_eq!(tables(page), [vec!["0: 0=menumore|1=x"], vec!["0: 0=id"], vec![]]);
    }

    #[test]
    fn values_and_number_formats_are_excels() {
        let page = "<style><!-- .x1 {mso-number-format:Percent;} td.x2{color:red; mso-number-format:\"yyyy\\-mm\\-dd\";} --></style>\
            <table><tr><td class=x1 x:num=0.5>50%<td class='a x2' x:num='45356'>5 March<td x:num>7.50<td x:str>007\
            <td x:err='#N/A'>-<td x:bool=true>wahr<td style='mso-number-format:\"\\[h\\]\\:mm\"' x:num=10.5>252:00\
            <td sdval=12 sdnum='1033;0;0.00'>12,00</table>";
        assert_eq!(tables(page), [["0: 0=0.5|1=2024-03-05|2=7.5|3=007|4=#N/A|5=TRUE|6=252:00:00|7=12"]]);
        assert_eq!(number_format("mso-number-format:'\\0022¥\\0022\\#\\,\\#\\#0'; x:y").as_deref(), Some("\"¥\"#,##0"));
        assert_eq!(number_format("color:red"), None);
    }

    #[test]
    fn scripts_styles_and_comments_are_no_text() {
        let page = "<title>t</title><table><tr><td>a<script>if (1 < 2) '<td>'</script><!-- <td>b --><td>c</table>";
        assert_eq!(tables(page), [["0: 0=a|1=c"]]);
    }

    #[test]
    fn what_is_beyond_a_limit_is_refused() {
        let refused = |page: &str, limit, most| {
            let refused = read(page, &Limits::new(vec![(limit, most)]), 0).map(|_| ());
            assert_eq!(refused, Err(WorkbookError::OverLimit { limit, most }));
            assert!(read(page, &Limits::new(vec![(limit, most * 100)]), 0).is_ok());
        };
        refused("<table><tr><td>a<table><tr><td>b", Limit::Nesting, 1);
        refused("<table><tr><td>a</table><table>", Limit::Entries, 1);
        refused("<table><tr><td>a<td>b", Limit::Cells, 1);
        refused("<table><tr><td colspan=4>a<td>b", Limit::Columns, 4);
        refused("<table><tr><td colspan=9 rowspan=2>a", Limit::Columns, 8);
        refused("<table><tr><td>abcdef", Limit::Text, 5);
        refused("<table><tr><td colspan=9 rowspan=9><tr><td>a", Limit::Cells, 8);
        let nothing = read("<html><table><tr><td></table>", &Limits::default(), 0).map(|_| ());
        assert_eq!(nothing, Err(WorkbookError::NotAWorkbook { what: ForeignFile::WebPage }));
    }
}
