//! Errors, the places that they speak of, and how columns were read. An error's own text is the English one.

use crate::Error;
use crate::list::{ReadAs, ReadingFact, SeenCells, UnitFrom, Unreadable};
use crate::place::Place;
use crate::rule::FieldKind;
use crate::rulefile::{Difference, RuleError, TestProblem};
use crate::words::figure::Count;

sentences! {
    trait ErrorWords(self) {
        error_prefix => "error: ";
        warning_prefix => "warning: ";
        error(error: &Error) => { error.to_string() };
        rule_error(error: &RuleError) => { error.to_string() };
        dictionary_checked(fields: usize) => "a dictionary of {fields} fields";
        lists_checked(held: usize, lists: usize, compared: usize) => {
            match lists {
                0 => "no mistakes, and no [[test]] that would prove it".to_owned(),
                1 if held == 1 => format!("holds; 1 list, {compared} labels compared"),
                _ if held == lists => format!("holds; {lists} lists, {compared} labels compared"),
                _ => format!("does not hold; {} of {lists} lists differ", lists - held),
            }
        };
        test_problem(problem: &TestProblem) => { problem.to_string() };
        difference(difference: &Difference) => {
            let Difference { row, record, column, expected, got } = difference;
            let expected = if expected.is_empty() { "nothing" } else { expected.as_str() };
            format!("row {row} ({record}): {column} should be {expected}, and is {got}")
        };
        unreadable(column: &Unreadable) => { column.to_string() };
        place(place: &Place) => { place.to_string() };
        reading_fact(fact: &ReadingFact, field) => {
            match fact {
                ReadingFact::Multiplied(factor, from) => {
                    format!("multiplied by {}, as the {} unit says", Count(*factor), of(*from))
                }
                ReadingFact::OwnUnit(cells, from) => {
                    format!("{}: the cell's own unit counts, not the {}", seen(cells), of(*from))
                }
                ReadingFact::Currencies(counts) => {
                    let counts = counts.iter().map(|(code, count)| format!("{code} {}", Count(*count)));
                    format!("amounts by currency: {}", counts.collect::<Vec<_>>().join(", "))
                }
                ReadingFact::NoCurrency(1) => "1 amount has no currency".to_owned(),
                ReadingFact::NoCurrency(count) => format!("{} amounts have no currency", Count(*count)),
                ReadingFact::OnlyCurrency(code, 1) => format!("only {code} is counted (--only): 1 amount is left out"),
                ReadingFact::OnlyCurrency(code, count) => {
                    format!("only {code} is counted (--only): {} amounts are left out", Count(*count))
                }
                ReadingFact::Rate(code, rate, 1) => format!("1 amount in {code} is multiplied by {rate} (--rate)"),
                ReadingFact::Rate(code, rate, count) => {
                    format!("{} amounts in {code} are multiplied by {rate} (--rate)", Count(*count))
                }
                ReadingFact::DecimalComma(cells) => format!("the comma is the decimal mark: {}", seen(cells)),
                ReadingFact::AssumedDecimalPoint(cells) => format!(
                    "the point is taken for the decimal mark, the comma for thousands: {}; no cell says otherwise (--read {field}={} would)",
                    seen(cells),
                    ReadAs::CommaDecimal
                ),
                ReadingFact::Ratios => "bare numbers are read as ratios: 0.05 is 5 %".to_owned(),
                ReadingFact::RatiosOfOne => {
                    format!("bare numbers are read as ratios, so 1 is 100 %; --read {field}=percent makes it 1 %")
                }
                ReadingFact::Percentages => "bare numbers are read as per cent: 5 is 5 %".to_owned(),
                ReadingFact::Unstored { count, sheet, cells } => {
                    let (formulas, they) = if *count == 1 { ("formula", "its result is") } else { ("formulas", "their results are") };
                    let more = if *count > cells.len() as u64 { " …" } else { "" };
                    format!(
                        "{count} {formulas}, and {they} not stored in the workbook, so these cells are missing (sheet {sheet:?}: {}{more}); open it \
                         in a spreadsheet program, save it there, and run again",
                        cells.join(", ")
                    )
                }
                ReadingFact::Merged(1) => "1 cell takes the value of the merged cell that covers it".to_owned(),
                ReadingFact::Merged(count) => {
                    format!("{} cells take the value of the merged cell that covers them", Count(*count))
                }
                ReadingFact::MergedNumbers(count) => format!(
                    "in merged cells the number counts in the first row only: it is missing in {} {} further down",
                    Count(*count),
                    if *count == 1 { "row" } else { "rows" }
                ),
                ReadingFact::AfterAsOf(day, count, first) => {
                    let first = first.iter().map(Place::to_string).collect::<Vec<_>>().join(", ");
                    let more = if *count > 3 { ", …" } else { "" };
                    match count {
                        1 => format!("1 date lies after {day} (as-of): {first}"),
                        count => format!("{} dates lie after {day} (as-of): {first}{more}", Count(*count)),
                    }
                }
                ReadingFact::DayFirst(cells) => format!("the day comes first: {}", seen(cells)),
                ReadingFact::MonthFirst(cells) => format!("the month comes first: {}", seen(cells)),
            }
        };
        type_name(kind: &FieldKind) -> &'static str => { kind.name() };
    }
}

/// Whose unit it is.
fn of(from: UnitFrom) -> &'static str {
    match from {
        UnitFrom::Header => "header's",
        UnitFrom::Title => "title's",
    }
}

/// The number of cells and the first of them: `3 cells such as "1.234,56"`.
fn seen(cells: &SeenCells) -> String {
    match cells.count {
        1 => format!("the cell {:?}", cells.first),
        count => format!("{count} cells such as {:?}", cells.first),
    }
}
