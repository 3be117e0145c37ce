//! What a run says of its result: a table for each rule, where the lines fell, and what could not be classified.

use super::{LabelColumn, Outcome};
use crate::document::table::Table;
use crate::language::Language;
use crate::number::Decimal;
use crate::result::remark::Remark;
use crate::result::summary::{Tallies, Tally};
use crate::rule::method::ranking::Measure;
use crate::rule::scope::Ref;
use crate::run::fields::REVENUE;
use crate::run::list::Content;
use crate::score::line::Line;
use crate::score::{Code, Movement, Scored};
use crate::words::tables::summary::table;
use crate::words::{self, Movements};

/// A table for every visible rule. Under it stands where its lines fell, which labels are not the rule's, and how the list has moved.
pub(super) fn tables(outcome: &Outcome<'_>) -> Vec<Table> {
    let mut tables = outcome.label_columns().map(|column| table_of(outcome, column)).collect::<Vec<_>>();
    // What was left out is the same for all rules: it is said once.
    if let (Some(first), Some(rows)) = (tables.first_mut(), &outcome.rows) {
        first.notes.insert(0, words::list_rows(rows, outcome.job.language));
    }
    tables
}

fn table_of(outcome: &Outcome<'_>, LabelColumn { file, scored, tallies, index }: LabelColumn<'_>) -> Table {
    let language = outcome.job.language;
    let mut table = table(&scored.set.rules[index], tallies.of_rule(index).expect("the rule is shown"), language);
    table.title =
        format!("{} · {}", words::title(file, language), words::label_header(&scored.set.rules[index], language));
    table.notes.extend(outcome.content.reading(REVENUE).and_then(|read| words::counted_in(REVENUE, read, language)));
    let held = shares_held(scored, tallies, index);
    table.notes.extend(words::cutoffs(scored, index, held.as_deref(), language));
    let (tiers, _) = tallies.of_rule(index).expect("the rule is shown");
    table.notes.extend(words::empty_tiers(scored, index, tiers.iter().map(|tier| tier.customers), language));
    let by_hand = scored.policy(index).by_hand.as_ref().map_or(0, Vec::len);
    table.notes.extend(words::ruled(scored.held(index).len() as u64, by_hand as u64, language));
    if let Some((earlier, gone)) = &outcome.policies.earlier {
        table.notes.push(words::movements(earlier, &movements(scored, index, *gone), language));
    }
    table
}

/// The parts of the revenue that each tier and the better ones hold, as the table has them, where these are also what the rule's own lines are
/// shares of, but for negative values.
fn shares_held(scored: &Scored<'_>, tallies: &Tallies, index: usize) -> Option<Vec<Option<Decimal>>> {
    let columns = scored.set.rules[index].method.own_field()?;
    let is_revenue = |column: &Ref| matches!(column, Ref::Field(field) if scored.set.scope.fields[*field].name == REVENUE && scored.frame.has(*field));
    let is_whole = |line: &Line| line.measure == Measure::Sum && line.group.is_none();
    let (tiers, unclassified) = tallies.of_rule(index)?;
    let is_by_rule = scored.held(index).is_empty() && scored.policy(index).by_hand.as_ref().is_none_or(Vec::is_empty);
    let own = columns.iter().find(|column| !matches!(column, Ref::Field(field) if !scored.frame.has(*field)));
    if !own.is_some_and(is_revenue) || !scored.lines(index).iter().all(is_whole) || !is_by_rule {
        return None;
    }
    if unclassified.sums.is_empty() {
        return None;
    }
    let classified = Tally::sum(tiers);
    let mut running = Tally::new(classified.sums.len());
    let held = tiers.iter().map(|tally| {
        running.merge(tally);
        running.sum_share(0, &classified)
    });
    Some(held.collect())
}

fn movements(scored: &Scored<'_>, index: usize, gone: u64) -> Movements {
    let mut moved = Movements { gone, ..Movements::default() };
    for row in 0..scored.frame.rows {
        let movement = scored.movement(index, row);
        if let Some(how) = Movement::ALL.iter().position(|how| Some(*how) == movement) {
            moved.counts[how] += 1;
        }
    }
    moved
}

/// Counts what the rules make of the list.
pub(in crate::run) fn tallies(list: &Content, scored: &[Scored<'_>], threads: usize) -> Vec<Tallies> {
    let revenue = list.numbers(REVENUE);
    scored.iter().map(|scored| Tallies::of(scored, revenue, threads)).collect()
}

/// How many customers any rule leaves unclassified.
pub(in crate::run) fn unclassified(tallies: &[Tallies]) -> u64 {
    tallies.iter().map(|tallies| tallies.unclassified).max().unwrap_or(0)
}

/// The same without those whose amounts are left out on purpose.
pub(super) fn failing(list: &Content, scored: &[Scored<'_>], tallies: &[Tallies]) -> u64 {
    let rows = list.rows_set_aside();
    let lacks_label =
        |row: &usize| scored.iter().any(|scored| scored.shown().any(|rule| scored.code(rule, *row) == Code::NONE));
    unclassified(tallies).saturating_sub(rows.iter().filter(|row| lacks_label(row)).count() as u64)
}

/// What the rules could not do with the list.
pub(super) fn remarks(list: &Content, scored: &[Scored<'_>], tallies: &[Tallies], language: Language) -> Vec<Remark> {
    let mut remarks = Vec::new();
    remarks.extend(list.column(REVENUE).is_none().then_some(Remark::NoRevenue));
    for (scored, tallies) in scored.iter().zip(tallies) {
        absent(scored, language, &mut remarks);
        for (index, rule) in scored.set.rules.iter().enumerate() {
            let said = words::less_than_one(scored, index, language);
            remarks.extend(
                said.map(|said| Remark::LessThanOne { column: words::label_header(rule, language).to_owned(), said }),
            );
        }
        for index in (0..scored.set.rules.len()).filter(|&index| tallies.unclassified_by(index) > 0) {
            let causes = words::unclassified_reasons(scored, index, language).into_iter();
            let column = words::label_header(&scored.set.rules[index], language);
            remarks.extend(causes.map(|cause| Remark::WhyUnclassified { column: column.to_owned(), cause }));
        }
    }
    let count = failing(list, scored, tallies);
    let customers = list.extract.customers as u64;
    remarks.extend((count > 0).then_some(Remark::Unclassified { count, customers }));
    remarks
}

/// Which optional columns the list lacks, and which rules give no column for that.
fn absent(scored: &Scored<'_>, language: Language, remarks: &mut Vec<Remark>) {
    let set = scored.set;
    let wanted = set.needs().into_iter().filter(|need| need.alternatives.len() == 1);
    for field in wanted.flat_map(|need| need.alternatives.into_iter().flatten()) {
        if !scored.frame.has(field) {
            remarks.push(Remark::AbsentField(set.scope.fields[field].clone()));
        }
    }
    for (_, rule) in set.rules.iter().enumerate().filter(|(index, _)| !scored.has(*index)) {
        let own = rule.method.own_field().and_then(|columns| columns.first().copied());
        if let Some(&field) = own.map(|column| set.fields_behind(column)).unwrap_or_default().first() {
            let (column, field) = (words::label_header(rule, language).to_owned(), set.scope.fields[field].clone());
            remarks.push(Remark::AbsentRule { column, field });
        }
    }
}
