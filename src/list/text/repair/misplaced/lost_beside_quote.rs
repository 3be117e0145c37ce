//! Where the delimiter beside a quoted cell is lost.

use std::borrow::Cow;

use super::column_shape::Form;
use super::{Aligner, Arrangement, Cells};
use crate::list::text::dialect::{Dialect, Quoting};
use crate::list::text::field::{cell_text, checked_text};
use crate::list::text::scan::Row;

impl Aligner {
    /// Ways to read a record in which the delimiter in front of a quoted cell is lost, so that the delimiters between its quotes divided it:
    /// `$5"a, b"` is `$5` and `a, b`.
    pub(super) fn with_lost_before_quote<'a>(&self, row: &Row<'a>, cells: &Cells<'a>) -> Vec<Arrangement<'a>> {
        let (count, width) = (cells.texts.len(), self.width());
        // How many of the record's cells make up the two beside the lost delimiter.
        let Some(run) = (count + 2).checked_sub(width).filter(|run| *run > 1) else { return Vec::new() };
        let (before, behind) = (self.costs_before(&cells.forms), self.costs_behind(&cells.forms));
        let way = |first: usize| {
            let halves = self.halves_at_quote(row, first, run)?;
            let forms = halves.each_ref().map(|half| Form::of(half));
            let cost = before[first] + behind[count - first - run] + self.cost(&forms, first) + self.tuning.accident;
            Some(Arrangement { texts: cells.with(first..first + run, halves), cost })
        };
        (0..=(count - run).min(width - 2)).filter_map(way).collect()
    }

    /// The cells of a record that has as many as it should only because a delimiter between quotes stands in for the one that is lost in front
    /// of them: `$5"a, b"` is `$5` and `a, b`, not `$5"a` and ` b"`.
    pub(super) fn divided_between_quotes<'a>(&self, row: &Row<'a>) -> Option<Vec<Cow<'a, str>>> {
        let mut places = (0..self.width() - 1).filter_map(|first| Some((first, self.halves_at_quote(row, first, 2)?)));
        let (first, halves) = places.next().filter(|_| places.next().is_none())?;
        let cells = Cells::new((0..row.cells()).map(|cell| cell_text(row, cell, self.script)).collect());
        let as_it_stands = self.cost(&cells.forms[first..first + 2], first);
        let put_right = self.cost(&halves.each_ref().map(|half| Form::of(half)), first);
        (put_right < as_it_stands).then(|| cells.with(first..first + 2, halves))
    }

    /// The two cells that a run of cells was made of when the delimiter in front of a quoted one was lost: what stands in front of the first
    /// quote in its first cell, and the rest, which has to be a whole cell in quotes. Quotes behind figures may be inches.
    fn halves_at_quote<'a>(&self, row: &Row<'a>, first: usize, run: usize) -> Option<[Cow<'a, str>; 2]> {
        let quote = self.script.dialect().quote;
        let raw = row.raw_cells(first..first + run);
        let open = memchr::memchr(quote, row.raw(first)).filter(|&open| open > 0)?;
        let last = row.raw(first + run - 1);
        let is_figure = |at: usize| raw.get(at).is_some_and(u8::is_ascii_digit);
        let are_inches = is_figure(open - 1) && is_figure(raw.len().saturating_sub(2));
        let is_whole = self.is_quoted(&raw[open..]) && self.is_whole(&raw[open..]);
        if are_inches || !is_whole || last.starts_with(&[quote]) || row.raw(first).ends_with(&[quote]) {
            return None;
        }
        self.halves(raw, open).filter(|halves| self.are_of_kind(halves, first))
    }

    /// Of the places where two quoted cells may meet those that leave no blank at an end, and where a quote in them makes sense: it has a
    /// partner in its cell, or stands behind a figure, for inches.
    pub(super) fn keep_sensible(&self, cuts: &mut Vec<[Cow<'_, str>; 2]>) {
        let quote = char::from(self.script.dialect().quote);
        let makes_sense = |text: &str| {
            let quotes = text.char_indices().filter(|(_, sign)| *sign == quote).map(|(at, _)| at).collect::<Vec<_>>();
            let inches = |&at: &usize| text[..at].ends_with(|sign: char| sign.is_numeric());
            text.trim() == text && (quotes.len() % 2 == 0 || quotes.iter().all(inches))
        };
        cuts.retain(|halves| halves.iter().all(|half| makes_sense(half)));
    }

    pub(super) fn halves<'a>(&self, raw: &'a [u8], at: usize) -> Option<[Cow<'a, str>; 2]> {
        let (one, other) = raw.split_at(at);
        Some([checked_text(one, self.script)?, checked_text(other, self.script)?])
    }

    pub(super) fn are_of_kind(&self, halves: &[Cow<'_, str>; 2], column: usize) -> bool {
        self.columns[column].has_kind(&Form::of(&halves[0])) && self.columns[column + 1].has_kind(&Form::of(&halves[1]))
    }

    /// Whether the bytes are a cell in quotes, and those in it are doubled or escaped.
    pub(super) fn is_whole(&self, raw: &[u8]) -> bool {
        let Dialect { quote, quoting, .. } = self.script.dialect();
        let Some(inner) = raw.strip_prefix(&[quote]).and_then(|raw| raw.strip_suffix(&[quote])) else { return false };
        let mut at = 0;
        while let Some(&byte) = inner.get(at) {
            at += match byte {
                b'\\' if quoting == Quoting::Backslash => 2,
                _ if byte != quote => 1,
                _ if inner.get(at + 1) == Some(&quote) => 2,
                _ => return false,
            };
        }
        at == inner.len()
    }

    /// Whether the bytes neither begin nor end with a quote.
    pub(super) fn is_free(&self, raw: &[u8]) -> bool {
        let quote = self.script.dialect().quote;
        raw.first() != Some(&quote) && !raw.ends_with(&[quote])
    }

    pub(super) fn is_quoted(&self, raw: &[u8]) -> bool {
        let Dialect { quote, quoting, .. } = self.script.dialect();
        quoting != Quoting::None && raw.trim_ascii_start().first() == Some(&quote)
    }
}
