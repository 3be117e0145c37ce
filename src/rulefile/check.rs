//! Running the `[[test]]` lists of a rule file.

use crate::date::Day;
use crate::folding::folded;
use crate::number::Decimal;
use crate::rule::RuleSet;
use crate::rule::field::{Field, FieldKind, Fill};
use crate::rule::figure::number_or_percentage;
use crate::rule::mistake::Suggestion;
use crate::score::cadence::{Contacts, earliest};
use crate::score::{Cell, Column, Dates, FieldColumn, Flags, Numbers, Scored, Tags, Texts};
use crate::spelling::{is_missing, read_flag, trimmed};

use super::holidays::read_holidays;
use super::{RuleError, RuleFile, TestList};

/// What came of one `[[test]]` list.
#[derive(Debug)]
pub struct TestOutcome {
    /// What the list proves.
    pub about: String,
    /// The line of the file where the test stands, from 1.
    pub line: usize,
    /// How many labels were compared.
    pub compared: usize,
    /// Where a label differs.
    pub differences: Vec<Difference>,
    /// Why the list could not be scored at all.
    pub problem: Option<TestProblem>,
}

impl TestOutcome {
    /// Whether the list holds.
    pub fn holds(&self) -> bool {
        self.differences.is_empty() && self.problem.is_none()
    }

    /// Compares what a cell of the list wants with what came.
    fn compare(&mut self, list: &List, (row, index): (usize, usize), got: &str, numbers: bool) {
        let record = &list.rows[row];
        let expected = record.get(index).map_or("", |cell| cell.trim());
        self.compared += 1;
        if !same(expected, got, numbers) {
            let record = record.iter().collect::<Vec<_>>().join(",");
            let (column, expected, got) = (list.header[index].clone(), expected.to_owned(), got.to_owned());
            self.differences.push(Difference { row: row + 1, record, column, expected, got });
        }
    }
}

/// Why a list cannot be scored.
#[derive(Debug, thiserror::Error)]
pub enum TestProblem {
    /// It is no CSV.
    #[error("{0}")]
    Csv(#[from] csv::Error),
    /// The rule file does not load with the parameters of the test.
    #[error("{0}")]
    Rule(#[from] RuleError),
    /// A row is wider than the header.
    #[error("row {row} has more cells than the header; put cells with commas in quotes")]
    WideRow {
        /// The row, from 1.
        row: usize,
    },
    /// A header means nothing.
    #[error("the list's header `{header}` is neither a field nor a column of the rules; {known}")]
    UnknownHeader {
        /// The header.
        header: String,
        /// What may have been meant.
        known: Suggestion,
    },
    /// A field is missing.
    #[error("the list lacks the field {}", alternatives(.fields, " or "))]
    LacksField {
        /// The field, and those that would do in its place.
        fields: Vec<String>,
    },
    /// A rule that is compared does not apply to the list.
    #[error("the rule gives no column `{header}` for this list, which lacks its field")]
    LacksColumn {
        /// The rule's column.
        header: String,
    },
    /// The next contacts are compared, and the test has no 'today'.
    #[error("the list's column `due` needs a day: write as_of = \"2026-01-31\"")]
    DueNeedsDay,
    /// Nothing is compared.
    #[error("the list names none of the rule's columns, so it proves nothing")]
    ProvesNothing,
}

/// Names, one of which is wanted.
pub fn alternatives(names: &[String], or: &str) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(or)
}

/// A label that is not the expected one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The row of the list, from 1, its header not counted.
    pub row: usize,
    /// The row as written.
    pub record: String,
    /// The output column.
    pub column: String,
    /// What the list says; nothing where it wants no label.
    pub expected: String,
    /// What the rule gives.
    pub got: String,
}

/// Scores every list of a file and compares.
pub fn run_tests(file: &RuleFile) -> Vec<TestOutcome> {
    file.tests.iter().map(|test| run(file, test)).collect()
}

/// Whether every list of a file holds; the first that does not settles it.
#[cfg(test)]
pub(super) fn holds(file: &RuleFile) -> bool {
    file.tests.iter().all(|test| run(file, test).holds())
}

fn run(file: &RuleFile, test: &TestList) -> TestOutcome {
    let line = 1 + file.text[..test.span.start.min(file.text.len())].matches('\n').count();
    let mut outcome =
        TestOutcome { about: test.about.clone(), line, compared: 0, differences: Vec::new(), problem: None };
    let result = if test.set.is_empty() {
        compare(&file.set, test, &mut outcome)
    } else {
        let reloaded = RuleFile::parse(&file.name, &file.text, &test.set).and_then(|mut again| {
            read_holidays(&mut again)?;
            Ok(again)
        });
        reloaded.map_err(TestProblem::from).and_then(|file| compare(&file.set, test, &mut outcome))
    };
    outcome.problem = result.err();
    outcome
}

fn compare(set: &RuleSet, test: &TestList, outcome: &mut TestOutcome) -> Result<(), TestProblem> {
    let list = List::read(&test.list)?;
    let columns = list.columns(set)?;
    check_needs(set, &columns)?;
    let defaults = set.scope.fields.iter().map(|field| default_column(field, list.rows.len())).collect::<Vec<_>>();
    let as_of = test.as_of.map(Day::from).unwrap_or_default();
    let fields = columns.iter().zip(&defaults).map(|(column, default)| field_column(column, default)).collect();
    let scored = set.score(fields, list.rows.len(), as_of);
    if let Some(index) = list.due_column(set) {
        test.as_of.ok_or(TestProblem::DueNeedsDay)?;
        for row in 0..list.rows.len() {
            let got = next_contact(&scored, &columns, row, as_of);
            outcome.compare(&list, (row, index), &got, false);
        }
    }
    for (index, header) in list.header.iter().enumerate() {
        let Some(column) = output_column(set, header) else { continue };
        if !scored.has(column.rule) {
            return Err(TestProblem::LacksColumn { header: header.clone() });
        }
        for row in 0..list.rows.len() {
            outcome.compare(&list, (row, index), &column.text(&scored, row), column.numbers);
        }
    }
    let is_compared = |header: &String| output_column(set, header).is_some();
    if outcome.compared == 0 && !list.header.iter().any(is_compared) && list.due_column(set).is_none() {
        return Err(TestProblem::ProvesNothing);
    }
    Ok(())
}

/// The tier that each customer of a list (written like that of a `[[test]]`) gets by each visible rule; `None` where it gets none.
///
/// # Errors
/// Why the list cannot be scored.
pub(crate) fn tiers_of(set: &RuleSet, list: &str, as_of: Day) -> Result<Vec<Vec<Option<usize>>>, TestProblem> {
    let list = List::read(list)?;
    let columns = list.columns(set)?;
    check_needs(set, &columns)?;
    let defaults = set.scope.fields.iter().map(|field| default_column(field, list.rows.len())).collect::<Vec<_>>();
    let fields = columns.iter().zip(&defaults).map(|(column, default)| field_column(column, default)).collect();
    let scored = set.score(fields, list.rows.len(), as_of);
    let visible = (0..set.rules.len()).filter(|&rule| !set.rules[rule].hidden).collect::<Vec<_>>();
    let tier = |rule: usize, row: usize| scored.code(rule, row).index();
    Ok((0..list.rows.len()).map(|row| visible.iter().map(|&rule| tier(rule, row)).collect()).collect())
}

/// The header of a `[[test]]`'s list and those of its records that get a label in every column that it names.
pub(crate) fn cells_of(set: &RuleSet, list: &str) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let list = List::read(list).ok()?;
    let labels = list.header.iter().map(|header| output_column(set, header).is_some()).collect::<Vec<_>>();
    let is_labelled = |row: &&csv::StringRecord| {
        let mut cells = row.iter().zip(&labels);
        !cells.any(|(cell, is_label)| *is_label && matches!(cell.trim(), "" | "unclassified"))
    };
    let cells = |row: &csv::StringRecord| row.iter().map(|cell| cell.trim().to_owned()).collect();
    let rows = list.rows.iter().filter(is_labelled).map(cells).collect();
    Some((list.header, rows))
}

fn same(expected: &str, got: &str, numbers: bool) -> bool {
    let number = |text: &str| Decimal::parse(text);
    match (numbers, number(expected), number(got)) {
        (true, Some(expected), Some(got)) => expected == got,
        _ => expected == got,
    }
}

fn check_needs(set: &RuleSet, fields: &[Option<Column>]) -> Result<(), TestProblem> {
    for need in set.needs() {
        let there = |alternative: &Vec<usize>| {
            alternative.iter().all(|&field| fields[field].is_some() || set.scope.fields[field].optional)
        };
        if !need.alternatives.iter().any(there) {
            let names = need.alternatives.iter().flatten().map(|&field| set.scope.fields[field].name.clone());
            return Err(TestProblem::LacksField { fields: names.collect() });
        }
    }
    Ok(())
}

/// A column that a rule gives, and how a test list writes it.
struct OutputColumn {
    rule: usize,
    score: bool,
    numbers: bool,
}

fn output_column(set: &RuleSet, header: &str) -> Option<OutputColumn> {
    set.rules.iter().enumerate().find_map(|(rule, candidate)| {
        let score = candidate.method.scored() && header.strip_suffix("_score") == Some(candidate.name.as_str());
        let numbers = score || candidate.method.numeric_labels();
        (score || candidate.name == header).then_some(OutputColumn { rule, score, numbers })
    })
}

impl OutputColumn {
    fn text(&self, scored: &Scored<'_>, row: usize) -> String {
        if self.score {
            let score = scored.frame.scores[self.rule].as_ref().map(|scores| scores.get(row));
            return score.and_then(Cell::value).map(|score| score.normalized().to_string()).unwrap_or_default();
        }
        let code = scored.code(self.rule, row);
        code.index()
            .map_or_else(|| "unclassified".to_owned(), |tier| scored.set.rules[self.rule].tiers[tier].label.clone())
    }
}

/// The customers and columns of a list written like that of a `[[test]]`.
#[cfg(test)]
pub(crate) fn columns_of(set: &RuleSet, list: &str) -> (usize, Vec<Option<Column>>) {
    let list = List::read(list).expect("the test's list is CSV");
    (list.rows.len(), list.columns(set).expect("the test's list has fields of the rule"))
}

/// The column of a test's list that has the day of each customer's next contact.
const DUE: &str = "due";

/// When a customer is to be contacted next by the visible rules, as a date; nothing where no rule says.
fn next_contact(scored: &Scored<'_>, columns: &[Option<Column>], row: usize, today: Day) -> String {
    let day = |name: &str| {
        let field = scored.set.scope.fields.iter().position(|field| field.name == name)?;
        match columns.get(field)?.as_ref()? {
            Column::Dates(days) => days.get(row).value().map(Day),
            _ => None,
        }
    };
    let contacts = Contacts { last: day("last_contact"), acquired: day("acquired"), agreed: day("agreed_contact") };
    let of_rule = |rule: usize| {
        let tier = scored.code(rule, row).index()?;
        scored.set.rules[rule].tiers[tier].follow_up.contact(&contacts, today)
    };
    let next = earliest(scored.shown().filter_map(of_rule)).map(|(next, _)| next);
    next.and_then(Day::date).map(|date| date.to_string()).unwrap_or_default()
}

/// A test's list.
struct List {
    header: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl List {
    fn read(text: &str) -> Result<List, TestProblem> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start().as_bytes());
        let header = reader.headers()?.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>();
        let rows = reader.records().collect::<Result<Vec<_>, _>>()?;
        if let Some(row) = rows.iter().position(|row| row.len() > header.len()) {
            return Err(TestProblem::WideRow { row: row + 1 });
        }
        Ok(List { header, rows })
    }

    /// The column of next contacts, unless the rules know a field or a column of that name.
    fn due_column(&self, set: &RuleSet) -> Option<usize> {
        let is_other = set.scope.fields.iter().any(|field| field.name == DUE) || output_column(set, DUE).is_some();
        self.header.iter().position(|name| name == DUE).filter(|_| !is_other)
    }

    /// One column for each field that the list has.
    fn columns(&self, set: &RuleSet) -> Result<Vec<Option<Column>>, TestProblem> {
        for name in &self.header {
            let is_field = set.scope.fields.iter().any(|field| field.name == *name);
            if !is_field && output_column(set, name).is_none() && (name != DUE || self.due_column(set).is_none()) {
                let fields = set.scope.fields.iter().map(|field| field.name.as_str());
                let known = Suggestion::new(name, fields.chain(set.rules.iter().map(|rule| rule.name.as_str())));
                return Err(TestProblem::UnknownHeader { header: name.clone(), known });
            }
        }
        let column = |field: &Field| {
            let index = self.header.iter().position(|name| *name == field.name)?;
            if output_column(set, &field.name).is_some() {
                return None;
            }
            Some(read_column(field, self.rows.iter().map(|row| row.get(index).unwrap_or(""))))
        };
        Ok(set.scope.fields.iter().map(column).collect())
    }
}

fn field_column<'a>(column: &'a Option<Column>, default: &'a Option<Column>) -> FieldColumn<'a> {
    match (column, default) {
        (Some(column), _) => FieldColumn::Present(column),
        (None, Some(default)) => FieldColumn::Default(default),
        (None, None) => FieldColumn::Absent,
    }
}

/// The column of a field that a list lacks, where the field has a default.
fn default_column(field: &Field, rows: usize) -> Option<Column> {
    field.default.as_ref().map(|_| read_column(field, std::iter::repeat_n("", rows)))
}

fn read_column<'a>(field: &Field, cells: impl Iterator<Item = &'a str>) -> Column {
    let cells = cells.map(trimmed);
    match &field.kind {
        FieldKind::Number | FieldKind::Percent => {
            let default = match field.default {
                Some(Fill::Number(number)) => Cell::Value(number),
                _ => Cell::Missing,
            };
            let number = |cell: &str| number_or_percentage(cell).map_or(Cell::Bad, Cell::Value);
            Column::Numbers(
                cells.map(|cell| if is_missing(cell) { default } else { number(cell) }).collect::<Numbers>(),
            )
        }
        FieldKind::Date => {
            let mut dates = Dates::default();
            let default = match field.default {
                Some(Fill::Date(day)) => Cell::Value(day.0),
                _ => Cell::Missing,
            };
            let date =
                |cell: &str| cell.parse::<jiff::civil::Date>().map_or(Cell::Bad, |date| Cell::Value(Day::from(date).0));
            cells.for_each(|cell| dates.push(if is_missing(cell) { default } else { date(cell) }));
            Column::Dates(dates)
        }
        FieldKind::Flag => {
            let mut flags = Flags::default();
            let default = match field.default {
                Some(Fill::Flag(flag)) => Cell::Value(flag),
                _ => Cell::Missing,
            };
            let flag = |cell: &str| match read_flag(cell) {
                Some(flag) => Cell::Value(flag),
                None => Cell::Bad,
            };
            // `无` says no here, where elsewhere it is a missing cell.
            cells.for_each(|cell| {
                let flag = flag(cell);
                flags.push(if is_missing(cell) && flag == Cell::Bad { default } else { flag });
            });
            Column::Flags(flags)
        }
        FieldKind::Tags => {
            let mut tags = Tags::default();
            let separators = [';', '；', '、', ',', '，', '\n'];
            cells.for_each(|cell| {
                tags.push(if is_missing(cell) { Cell::Missing } else { Cell::Value(cell.split(separators)) })
            });
            Column::Tags(tags)
        }
        FieldKind::Text | FieldKind::Choice(_) => {
            let mut texts = Texts::default();
            let default = match &field.default {
                Some(Fill::Text(text)) => Cell::Value(text.as_str()),
                _ => Cell::Missing,
            };
            cells.for_each(|cell| {
                let word = choice_word(&field.kind, cell);
                texts.push(if is_missing(cell) && !matches!(word, Cell::Value(_)) { default } else { word });
            });
            Column::Texts(texts)
        }
    }
}

/// The word that a spelling of a choice stands for; a text stands for itself.
fn choice_word<'a>(kind: &'a FieldKind, cell: &'a str) -> Cell<&'a str> {
    let FieldKind::Choice(words) = kind else {
        return if is_missing(cell) { Cell::Missing } else { Cell::Value(cell) };
    };
    let key = folded(cell);
    if key.is_empty() {
        return Cell::Missing;
    }
    let is = |word: &&crate::rule::field::Word| {
        folded(&word.word) == key || word.spellings.iter().any(|spelling| folded(spelling) == key)
    };
    words.iter().find(is).map_or(Cell::Bad, |word| Cell::Value(word.word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_text_is_missing_so_that_its_customer_is_in_no_group() {
        let text = r#"
            [[rule]]
            name   = "third"
            method = "percentile"
            field  = "revenue"
            bins   = 3
            per    = "region"

            [[test]]
            about = "a third of the region is ahead of the second, exactly"
            list  = """
region,revenue,third
North,30,3
North,20,2
North,10,1
,40,unclassified
-,40,unclassified
"""
        "#;
        let file = RuleFile::parse("third.toml", text, &[]).expect("a rule file");
        let outcomes = run_tests(&file);
        assert!(outcomes.iter().all(TestOutcome::holds), "{outcomes:?}");
    }
}
