//! Puts misplaced cells back into their columns.
//!
//! A record with one delimiter too many or too few, or one that is delimited otherwise than the list, has cells that do not stand
//! under their headers. What the cells of each column look like is learned from the records that are as wide as the list; then of
//! all ways to explain the record by *one* accident (an extra delimiter, a delimiter inside a text, a lost delimiter, another
//! delimiter) the likeliest is taken, if it is much likelier than that the cells stand where they are and the last ones are
//! missing or too many.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::list::text::field::{Script, cell_text, checked_text};
use crate::list::text::loaded_part::LoadedPart;
use crate::list::text::scan::Row;

mod column_shape;
mod learner;
mod lost_beside_quote;
mod other_delimiter;
mod tuning;

use column_shape::{ColumnShape, Form};
pub(in crate::list::text) use learner::Learner;
use other_delimiter::{divided, others};
use tuning::Tuning;

/// How many records must be as wide as the list, so that anything is known of its columns, and how many are learned from at most.
const ENOUGH: usize = 5;
const LEARNED: usize = 400;

/// The widest list whose records are put in order, and the most cells of such a record beyond that.
const WIDEST: usize = 300;
const SURPLUS: usize = 100;

/// In a longer cell no lost delimiter is looked for, unless there are quotes: that would take long.
const LONGEST_CUT: usize = 200;

/// What the columns of a list look like.
#[derive(Debug)]
pub(in crate::list::text) struct Aligner {
    columns: Vec<ColumnShape>,
    script: Script,
    tuning: Tuning,
}

/// A way to read a record: a text for each column.
#[derive(Debug, PartialEq)]
struct Arrangement<'a> {
    texts: Vec<Cow<'a, str>>,
    cost: f64,
}

/// The cells of a record that has more or fewer of them than the list has columns.
struct Cells<'a> {
    texts: Vec<Cow<'a, str>>,
    forms: Vec<Form>,
}

impl<'a> Cells<'a> {
    fn new(texts: Vec<Cow<'a, str>>) -> Cells<'a> {
        let forms = texts.iter().map(|text| Form::of(text)).collect();
        Cells { texts, forms }
    }

    /// The texts with others in the place of some.
    fn with(&self, range: Range<usize>, others: impl IntoIterator<Item = Cow<'a, str>>) -> Vec<Cow<'a, str>> {
        let (before, behind) = (&self.texts[..range.start], &self.texts[range.end..]);
        before.iter().cloned().chain(others).chain(behind.iter().cloned()).collect()
    }
}

impl Aligner {
    /// Learns from records that are `width` cells wide.
    fn learned(records: &[Row<'_>], width: usize, script: Script, tuning: Tuning) -> Aligner {
        let column = |cell| ColumnShape::learned(records.iter().map(move |row| cell_text(row, cell, script)), tuning);
        Aligner { columns: (0..width).map(column).collect(), script, tuning }
    }

    /// How many columns the list has.
    pub(in crate::list::text) fn width(&self) -> usize {
        self.columns.len()
    }

    /// A record's cells, each in its column; nothing where they stand in their columns already, or it cannot be told. Cells beyond the
    /// last column are left out where they are empty.
    pub(in crate::list::text) fn aligned<'a>(&self, row: &Row<'a>) -> Option<Vec<Cow<'a, str>>> {
        let (count, width) = (row.cells(), self.width());
        if count == width {
            return self.divided_between_quotes(row);
        }
        if row.is_empty() || count > width + SURPLUS {
            return None;
        }
        let cells = Cells::new((0..count).map(|cell| cell_text(row, cell, self.script)).collect());
        let plain = self.by_position(&cells);
        let mut best: Option<Arrangement<'a>> = None;
        // Nothing is likelier than what has no accident.
        if plain.cost > self.tuning.convincing {
            if let Some(way) = self.delimited_otherwise(row) {
                return Some(way.texts);
            }
            let ways = if count > width { self.with_surplus(row, &cells) } else { self.with_less(row, &cells) };
            let ways = ways.into_iter().chain(self.with_lost_before_quote(row, &cells));
            best = ways.reduce(|best, next| if next.cost < best.cost { next } else { best });
        }
        match best {
            Some(best) if best.cost + self.tuning.convincing < plain.cost && best.texts != plain.texts => {
                Some(best.texts)
            }
            _ if count > width && cells.texts[width..].iter().all(|text| text.is_empty()) => Some(plain.texts),
            _ => None,
        }
    }

    /// The first column in which another of a record's `aligned` cells belongs than the one that stands there.
    pub(in crate::list::text) fn slipped_from(&self, row: &Row<'_>, aligned: &[Cow<'_, str>]) -> Option<usize> {
        let here = |column| if column < row.cells() { cell_text(row, column, self.script) } else { Cow::Borrowed("") };
        aligned.iter().enumerate().position(|(column, text)| here(column) != *text)
    }

    /// Whether a record below the header still belongs to it: it is as wide as the list, most columns are formal, and it has a name in each
    /// of these.
    pub(in crate::list::text) fn is_of_header(&self, row: &Row<'_>) -> bool {
        let formal = (0..self.width()).filter(|&column| self.columns[column].is_formal()).collect::<Vec<_>>();
        let is_name = |column: usize| {
            let text = cell_text(row, column, self.script);
            text.contains(char::is_alphabetic) && self.columns[column].is_rare(&Form::of(&text))
        };
        row.cells() == self.width()
            && formal.len() > 1
            && 2 * formal.len() >= self.width()
            && formal.into_iter().all(is_name)
    }

    /// Whether a record that is as wide as the list is not its header: in columns whose cells are of a few forms its cells are so, too.
    fn is_record(&self, row: &Row<'_>) -> bool {
        let mut formal = (0..self.width()).filter(|&column| self.columns[column].is_formal()).peekable();
        let is_usual = |column: usize| self.columns[column].is_usual(&Form::of(&cell_text(row, column, self.script)));
        formal.peek().is_some() && formal.all(is_usual)
    }

    /// How unlike the columns from `from` on these cells are.
    fn cost(&self, forms: &[Form], from: usize) -> f64 {
        forms.iter().zip(&self.columns[from..]).map(|(form, column)| column.cost(form)).sum()
    }

    /// The same for all beginnings of the cells: entry `n` is the cost of the first `n` in the first columns.
    fn costs_before(&self, forms: &[Form]) -> Vec<f64> {
        let costs = forms.iter().zip(&self.columns).map(|(form, column)| column.cost(form));
        std::iter::once(0.0).chain(costs.scan(0.0, add)).collect()
    }

    /// The same for all ends: entry `n` is the cost of the last `n` in the last columns.
    fn costs_behind(&self, forms: &[Form]) -> Vec<f64> {
        let costs = forms.iter().rev().zip(self.columns.iter().rev()).map(|(form, column)| column.cost(form));
        std::iter::once(0.0).chain(costs.scan(0.0, add)).collect()
    }

    /// The record as it stands: missing cells at its end, or cells too many.
    fn by_position<'a>(&self, cells: &Cells<'a>) -> Arrangement<'a> {
        let width = self.width();
        let surplus = cells.texts.iter().skip(width);
        let Tuning { accident, filled_surplus, left_out, .. } = self.tuning;
        let surplus = surplus.map(|text| if text.is_empty() { accident } else { filled_surplus }).sum::<f64>();
        let empty = |column: &ColumnShape| left_out * (1.0 + column.cost(&Form::empty()));
        let left_out = self.columns.iter().skip(cells.texts.len()).map(empty).sum::<f64>();
        let mut texts = cells.texts.clone();
        texts.resize(width, Cow::Borrowed(""));
        Arrangement { texts, cost: self.cost(&cells.forms, 0) + surplus + left_out }
    }

    /// Ways to read a record with too many cells: some that belong together, or empty ones that do not belong.
    fn with_surplus<'a>(&self, row: &Row<'a>, cells: &Cells<'a>) -> Vec<Arrangement<'a>> {
        self.runs(cells, |run| {
            let is_quoted = run.clone().any(|cell| self.is_quoted(row.raw(cell)));
            if is_quoted { None } else { checked_text(row.raw_cells(run), self.script) }
        })
    }

    /// Ways to spread too many texts over the columns so that one run of them stands in one column, `joined`, or its empty ones
    /// nowhere.
    fn runs<'a>(
        &self,
        cells: &Cells<'a>,
        joined: impl Fn(Range<usize>) -> Option<Cow<'a, str>>,
    ) -> Vec<Arrangement<'a>> {
        let (count, width) = (cells.texts.len(), self.width());
        let (before, behind) = (self.costs_before(&cells.forms), self.costs_behind(&cells.forms));
        let way = |column: usize| {
            let run = column..column + count - width + 1;
            let mut filled = cells.texts[run.clone()].iter().filter(|text| !text.is_empty());
            let (text, accident) = match (filled.next(), filled.next()) {
                (None, _) => (Cow::Borrowed(""), self.tuning.accident),
                (Some(only), None) => (only.clone(), self.tuning.accident),
                _ => (joined(run.clone())?, self.tuning.delimiter_in_text),
            };
            let around = before[column] + behind[count - run.end];
            let cost = around + self.columns[column].cost(&Form::of(&text)) + accident;
            Some(Arrangement { texts: cells.with(run, [text]), cost })
        };
        (0..width).filter_map(way).collect()
    }

    /// Ways to read a record with too few cells: some missing in the middle, or two in one because the delimiter is lost.
    fn with_less<'a>(&self, row: &Row<'a>, cells: &Cells<'a>) -> Vec<Arrangement<'a>> {
        let (count, missing) = (cells.texts.len(), self.width() - cells.texts.len());
        let (before, behind) = (self.costs_before(&cells.forms), self.costs_behind(&cells.forms));
        let gap = |at: usize| {
            let empty = self.columns[at..at + missing].iter().map(|column| column.cost(&Form::empty()));
            let cost = before[at] + behind[count - at] + empty.sum::<f64>() + self.tuning.accident;
            Arrangement { texts: cells.with(at..at, std::iter::repeat_n(Cow::Borrowed(""), missing)), cost }
        };
        let cut = |at: usize| {
            let cut = self.cut(row.raw(at), at)?;
            let halves = [Form::of(&cut[0]), Form::of(&cut[1])];
            let cost = before[at] + behind[count - at - 1] + self.cost(&halves, at) + self.tuning.accident;
            Some(Arrangement { texts: cells.with(at..at + 1, cut), cost })
        };
        let cuts = (0..if missing == 1 { count } else { 0 }).filter_map(cut);
        (0..=count).map(gap).chain(cuts).collect()
    }

    /// The two cells that a cell in `column` was made of when the delimiter between them was lost; nothing where it could have been at
    /// several places.
    fn cut<'a>(&self, raw: &'a [u8], column: usize) -> Option<[Cow<'a, str>; 2]> {
        let (left, right) = (&self.columns[column], &self.columns[column + 1]);
        if memchr::memchr(self.script.dialect().quote, raw).is_some() {
            // Beside a quote that begins or ends a cell.
            let cuts = (1..raw.len()).filter(|&at| {
                let (one, other) = raw.split_at(at);
                self.is_whole(one) && (self.is_whole(other) || self.is_free(other))
                    || self.is_free(one) && self.is_whole(other)
            });
            let cuts = cuts.filter_map(|at| self.halves(raw, at)).filter(|halves| self.are_of_kind(halves, column));
            let mut cuts = cuts.collect::<Vec<_>>();
            if cuts.len() > 1 {
                self.keep_sensible(&mut cuts);
            }
            return if cuts.len() == 1 { cuts.pop() } else { None };
        }
        let is_whole = checked_text(raw, self.script).is_none_or(|text| {
            let form = Form::of(&text);
            left.is_like(&form) && left.begins_like(&text) && left.ends_like(&text)
                || right.is_formal() && right.is_like(&form)
        });
        if is_whole || !left.is_formal() && !right.is_formal() || raw.len() > LONGEST_CUT {
            return None;
        }
        // Where the forms of both columns meet; if they do nowhere, where the form of one of them ends.
        let mut cuts: Vec<(bool, f64, [Cow<'a, str>; 2])> = Vec::new();
        for at in 1..raw.len() {
            let Some(halves) = self.halves(raw, at) else { continue };
            let forms = [Form::of(&halves[0]), Form::of(&halves[1])];
            let likes = [left.is_like(&forms[0]), right.is_like(&forms[1])];
            // A column of amounts may well have one that is written like no other.
            let are_figures = left.is_of_figures() && forms[0].is_figures();
            let is_formal = left.is_formal() && (likes[0] || are_figures) || right.is_formal() && likes[1];
            let is_usual = left.ends_like(&halves[0]) && right.begins_like(&halves[1]);
            if is_formal && is_usual && left.has_kind(&forms[0]) && right.has_kind(&forms[1]) {
                let cost = left.cost_of_form(&forms[0]) + right.cost_of_form(&forms[1]);
                cuts.push((likes != [true, true], cost, halves));
            }
        }
        cuts.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
        let is_clear = match cuts.as_slice() {
            [] => false,
            [_] => true,
            [best, next, ..] => best.0 != next.0 || best.1 < next.1,
        };
        is_clear.then(|| cuts.swap_remove(0).2)
    }

    /// The record if it has another delimiter than the list: by this one, nearly all columns of a few forms have their
    /// forms.
    fn delimited_otherwise<'a>(&self, row: &Row<'a>) -> Option<Arrangement<'a>> {
        let formal = self.columns.iter().enumerate().filter(|(_, column)| column.is_formal()).collect::<Vec<_>>();
        if formal.len() < 2 {
            return None;
        }
        let is_like = |way: &Arrangement<'_>| {
            let filled = formal.iter().filter(|(at, _)| !way.texts[*at].is_empty()).count();
            let is_odd = |(at, column): &&(usize, &ColumnShape)| !column.is_like(&Form::of(&way.texts[*at]));
            let odd = formal.iter().filter(is_odd).filter(|(at, _)| !way.texts[*at].is_empty()).count();
            filled > 1 && 4 * odd <= filled
        };
        let ways = others(self.script).flat_map(|other| self.delimited_by(row, other)).filter(is_like);
        ways.reduce(|best, next| if next.cost < best.cost { next } else { best })
    }

    fn delimited_by<'a>(&self, row: &Row<'a>, delimiter: u8) -> Vec<Arrangement<'a>> {
        let content = row.content();
        let ranges = divided(content, delimiter, self.script.dialect());
        if ranges.len() < self.width() || ranges.len() > self.width() + SURPLUS {
            return Vec::new();
        }
        let text = |range: Range<usize>| checked_text(&content[range], self.script);
        let Some(texts) = ranges.iter().cloned().map(text).collect::<Option<Vec<_>>>() else { return Vec::new() };
        let cells = Cells::new(texts);
        if ranges.len() == self.width() {
            vec![Arrangement { cost: self.cost(&cells.forms, 0), texts: cells.texts }]
        } else {
            self.runs(&cells, |run| {
                let is_quoted = ranges[run.clone()].iter().any(|range| self.is_quoted(&content[range.clone()]));
                if is_quoted { None } else { text(ranges[run.start].start..ranges[run.end - 1].end) }
            })
        }
    }
}

fn add(sum: &mut f64, cost: f64) -> Option<f64> {
    *sum += cost;
    Some(*sum)
}

/// How many columns a list has, and the records to learn them from; nothing where there is not enough. `header` is its number of names.
fn regular<'r>(rows: impl Iterator<Item = Row<'r>> + Clone, header: usize) -> Option<(usize, Vec<Row<'r>>)> {
    let width = usual_width(rows.clone())?;
    let filled = rows.filter(|row| !row.is_empty());
    let records = filled.filter(|row| row.cells() == width).take(LEARNED).collect::<Vec<_>>();
    // Where the header has more names, the records omit their last cells: nothing is known of these.
    (header <= width && (2..=WIDEST).contains(&width) && records.len() >= ENOUGH).then_some((width, records))
}

/// How many cells nine tenths of the records have, blank ones left out. Where there is no such number, ragged records are no accidents.
pub(in crate::list::text) fn usual_width<'r>(rows: impl Iterator<Item = Row<'r>>) -> Option<usize> {
    let mut counts = BTreeMap::new();
    let filled = rows.filter(|row| !row.is_empty());
    filled.for_each(|row| *counts.entry(row.cells()).or_insert(0_usize) += 1);
    let all = counts.values().sum::<usize>();
    counts.into_iter().find(|(_, count)| 10 * count >= 9 * all).map(|(width, _)| width)
}

/// The header's place among the first records and its names, where it is delimited otherwise than the list or has empty names too
/// many. It is the record above the first one that is as wide as the list, and that one is no header.
pub(in crate::list::text) fn header(window: &LoadedPart, script: Script) -> Option<(usize, Vec<String>)> {
    let (width, records) = regular(window.rows(), 0)?;
    // Almost always the first record is as wide as the list, and the header.
    if window.rows().find(|row| !row.is_empty())?.cells() == width {
        return None;
    }
    let aligner = Aligner::learned(&records, width, script, Tuning::USUAL);
    let filled = window.rows().enumerate().filter(|(_, row)| !row.is_empty());
    let mut above = None;
    for (record, row) in filled {
        if row.cells() != aligner.width() {
            above = Some(record);
            continue;
        }
        let header = above.filter(|_| aligner.is_record(&row))?;
        let names = names(&window.row(header), aligner.width(), script)?;
        return Some((header, names.into_iter().map(Cow::into_owned).collect()));
    }
    None
}

/// The `width` names in a header that seems to have more or fewer.
fn names<'a>(row: &Row<'a>, width: usize, script: Script) -> Option<Vec<Cow<'a, str>>> {
    let texts = (0..row.cells()).map(|cell| cell_text(row, cell, script)).collect::<Vec<_>>();
    if texts.len() > width {
        let named = texts.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>();
        return (named.len() == width).then_some(named);
    }
    if texts.len() > 1 {
        return None;
    }
    let content = row.content();
    let mut ways = others(script).map(|other| divided(content, other, script.dialect()));
    let cells = ways.find(|cells| cells.len() == width)?;
    cells.into_iter().map(|range| checked_text(&content[range], script)).collect()
}

#[cfg(test)]
mod evidence;
#[cfg(test)]
mod tests;
