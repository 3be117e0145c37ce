//! Counts, sums and shares by label.

use std::ops::Range;

use crate::number::{Decimal, Total};
use crate::rule::RuleSet;
use crate::score::column::BLOCK_ROWS;
use crate::score::histogram::Portion;
use crate::score::parallel::{Stretches, in_parallel};
use crate::score::{Cell, Code, Column, Numbers, Scored};

/// How many customers, and the sum of their measures.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many customers.
    pub customers: u64,
    /// The sum of each measure; a customer without a value adds nothing.
    pub sums: Vec<Total>,
    /// How many customers have a value in each measure: what an average is taken over.
    pub counted: Vec<u64>,
}

impl Tally {
    /// No customer yet.
    pub fn new(measures: usize) -> Tally {
        Tally { customers: 0, sums: vec![Total::ZERO; measures], counted: vec![0; measures] }
    }

    /// The sum of tallies of the same measures.
    pub fn sum<'t>(tallies: impl IntoIterator<Item = &'t Tally>) -> Tally {
        let mut sum = Tally::default();
        tallies.into_iter().for_each(|tally| sum.merge(tally));
        sum
    }

    /// Adds a customer with its measures.
    pub fn add(&mut self, values: impl Iterator<Item = Option<Decimal>>) {
        self.customers += 1;
        for ((sum, counted), value) in self.sums.iter_mut().zip(&mut self.counted).zip(values) {
            if let Some(value) = value {
                sum.add(value);
                *counted += 1;
            }
        }
    }

    /// Its part of the customers of another tally, if that has some.
    pub fn customer_share(&self, of: &Tally) -> Option<Decimal> {
        ratio(self.customers, of.customers)
    }

    /// Its part of a sum of another tally, if there is something to take it of.
    pub fn sum_share(&self, measure: usize, of: &Tally) -> Option<Decimal> {
        self.sums[measure].share_of(&of.sums[measure])?.round(DECIMALS)
    }

    /// A sum per customer that has a value.
    pub fn average(&self, measure: usize) -> Option<Decimal> {
        self.sums[measure].average(self.counted[measure])?.round(DECIMALS)
    }

    /// Adds the customers of another tally.
    pub fn merge(&mut self, other: &Tally) {
        self.customers += other.customers;
        if self.sums.len() < other.sums.len() {
            self.sums.resize(other.sums.len(), Total::ZERO);
            self.counted.resize(other.sums.len(), 0);
        }
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            sum.merge(more);
        }
        for (counted, more) in self.counted.iter_mut().zip(&other.counted) {
            *counted += more;
        }
    }
}

/// What all rules of a file make of a list, counted in one go.
#[derive(Debug)]
pub struct Tallies {
    /// For each rule one tally for each label, and last one for the unclassified; empty where the rule gives no column or is hidden.
    by_rule: Vec<Vec<Tally>>,
    /// How many customers any of these rules leaves unclassified.
    pub unclassified: u64,
}

impl Tallies {
    /// Counts the customers by label and adds up their `measure`, with so many threads at most. The result is the same with any number.
    pub fn of(scored: &Scored<'_>, measure: Option<&Numbers>, threads: usize) -> Tallies {
        Tallies::known(scored, measure).unwrap_or_else(|| Tallies::counted(scored, measure, threads))
    }

    /// The same where all of it came out when the rules' boundaries were found: where all of them divide the values of one column, and that
    /// is the measure.
    fn known(scored: &Scored<'_>, measure: Option<&Numbers>) -> Option<Tallies> {
        let mut all = Tallies { by_rule: vec![Vec::new(); scored.set.rules.len()], unclassified: 0 };
        for rule in scored.shown() {
            let tallies = known_tallies(scored, rule, measure.as_slice())?;
            // Those without a value are the same by every rule.
            all.unclassified = tallies.last().map_or(0, |none| none.customers);
            all.by_rule[rule] = tallies;
        }
        measure.is_some().then_some(all)
    }

    /// The same by going over all customers.
    fn counted(scored: &Scored<'_>, measure: Option<&Numbers>, threads: usize) -> Tallies {
        let parts = in_parallel(scored.frame.rows, threads, |stretches| Counting::new(scored, measure, stretches));
        let scale = measure.and_then(Numbers::small).map_or(0, |(_, scale)| scale);
        let mut all = Tallies { by_rule: vec![Vec::new(); scored.set.rules.len()], unclassified: 0 };
        for part in parts {
            all.unclassified += part.unclassified;
            for (rule, slots) in part.rules {
                let tallies = &mut all.by_rule[rule];
                tallies.resize(slots.len(), Tally::new(usize::from(measure.is_some())));
                tallies
                    .iter_mut()
                    .zip(slots)
                    .for_each(|(tally, slot)| tally.merge(&slot.tally(measure.is_some(), scale)));
            }
        }
        all
    }

    /// The tally of each tier of a rule, and that of the customers whom it leaves unclassified; none where the rule was not counted.
    pub fn of_rule(&self, rule: usize) -> Option<(&[Tally], &Tally)> {
        self.by_rule[rule].split_last().map(|(unclassified, tiers)| (tiers, unclassified))
    }

    /// How many customers the rule leaves unclassified.
    pub fn unclassified_by(&self, rule: usize) -> u64 {
        self.by_rule[rule].last().map_or(0, |tally| tally.customers)
    }
}

/// One tally for each label of a rule, and last one for the unclassified, where they are known without going over all customers: where the
/// rule divides the values of the one column that is also the measure.
pub fn known_tallies(scored: &Scored<'_>, rule: usize, measures: &[&Numbers]) -> Option<Vec<Tally>> {
    let [measure] = measures else { return None };
    let counted = scored.counted(rule)?;
    let Some(Column::Numbers(divided)) = scored.frame.fields[counted.field] else { return None };
    if !std::ptr::eq(divided, *measure) {
        return None;
    }
    let tally = |tier: &Portion| {
        let mut sum = Total::ZERO;
        sum.add_small(tier.sum, counted.scale);
        Tally { customers: tier.count, sums: vec![sum], counted: vec![tier.count] }
    };
    let mut none = Tally::new(1);
    none.customers = scored.frame.rows as u64 - counted.tiers.iter().map(|tier| tier.count).sum::<u64>();
    Some(counted.tiers.iter().map(tally).chain([none]).collect())
}

/// The customers of a stretch in blocks, in order.
fn blocks(rows: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = rows.end;
    rows.step_by(BLOCK_ROWS).map(move |start| start..end.min(start + BLOCK_ROWS))
}

/// Counts and sums of some customers.
struct Counting {
    rules: Vec<(usize, Vec<Slot>)>,
    unclassified: u64,
}

/// Counts and sums by one label: small integers in a plain sum, others in an exact total.
#[derive(Debug, Clone)]
struct Slot {
    customers: u64,
    counted: u64,
    small: i128,
    total: Total,
}

impl Slot {
    const EMPTY: Slot = Slot { customers: 0, counted: 0, small: 0, total: Total::ZERO };

    fn tally(self, measured: bool, scale: u8) -> Tally {
        let mut tally = Tally::new(usize::from(measured));
        tally.customers = self.customers;
        if measured {
            tally.counted[0] = self.counted;
            tally.sums[0] = self.sum(scale);
        }
        tally
    }

    fn sum(self, scale: u8) -> Total {
        let mut sum = self.total;
        sum.add_small(self.small, scale);
        sum
    }
}

impl Counting {
    fn new(scored: &Scored<'_>, measure: Option<&Numbers>, stretches: Stretches<'_>) -> Counting {
        let set: &RuleSet = scored.set;
        let slots = |rule: usize| vec![Slot::EMPTY; set.rules[rule].tiers.len() + 1];
        let mut counting =
            Counting { rules: scored.shown().map(|rule| (rule, slots(rule))).collect(), unclassified: 0 };
        let (mut codes, mut values) = (Vec::new(), Measure::default());
        for block in stretches.flat_map(blocks) {
            let mut gaps: Option<Vec<bool>> = None;
            if let Some(numbers) = measure {
                values.take(numbers, block.clone());
            }
            for (rule, slots) in &mut counting.rules {
                codes.clear();
                scored.codes(*rule, block.clone(), &mut codes);
                let none = slots.len() - 1;
                let before = slots[none].customers;
                values.add_to(slots, measure, block.clone(), codes.iter().map(|code| code.slot(none)));
                if slots[none].customers > before {
                    let gaps = gaps.get_or_insert_with(|| vec![false; block.len()]);
                    gaps.iter_mut().zip(&codes).for_each(|(gap, code)| *gap |= *code == Code::NONE);
                }
            }
            counting.unclassified += gaps.iter().flatten().filter(|gap| **gap).count() as u64;
        }
        counting
    }
}

/// With so many slots, a block's sums stay in the nearest cache, four times.
const FEW: usize = 32;

/// The measures of a block of customers, made ready to be added up label by label, for one rule after the other.
#[derive(Debug, Default)]
struct Measure {
    /// The values, 0 where there is none, and what each of them counts. Empty unless they are moderate: so small that their sum fits 64
    /// bits.
    moderate: Vec<(i64, Counts)>,
}

/// How many customers, and how many of them have a value: two numbers in one.
#[derive(Debug, Clone, Copy, Default)]
struct Counts(u64);

impl Counts {
    fn of(has_value: bool) -> Counts {
        Counts(1 | u64::from(has_value) << 32)
    }

    #[inline]
    fn add(&mut self, more: Counts) {
        self.0 = self.0.wrapping_add(more.0);
    }

    fn customers(self) -> u64 {
        self.0 & 0xffff_ffff
    }

    fn with_value(self) -> u64 {
        self.0 >> 32
    }
}

impl Measure {
    /// Takes the values of a block.
    fn take(&mut self, numbers: &Numbers, rows: Range<usize>) {
        const MOST: u64 = i64::MAX as u64 / BLOCK_ROWS as u64;
        self.moderate.clear();
        let Some((values, _)) = numbers.small() else { return };
        let mut is_moderate = true;
        self.moderate.extend(values[rows].iter().map(|&value| {
            let has_value = Numbers::is_value(value);
            let value = if has_value { value } else { 0 };
            is_moderate &= value.unsigned_abs() <= MOST;
            (value, Counts::of(has_value))
        }));
        if !is_moderate {
            self.moderate.clear();
        }
    }

    /// Adds a block's customers, each to its slot, and their values, which were taken before and are these.
    fn add_to(
        &self,
        slots: &mut [Slot],
        numbers: Option<&Numbers>,
        rows: Range<usize>,
        slot_of: impl Iterator<Item = usize> + Clone,
    ) {
        match numbers {
            Some(_) if slots.len() <= FEW && !self.moderate.is_empty() => self.add_moderate(slots, slot_of),
            Some(numbers) => {
                slot_of.clone().for_each(|slot| slots[slot].customers += 1);
                add_values(slots, numbers, rows, slot_of);
            }
            None => slot_of.for_each(|slot| slots[slot].customers += 1),
        }
    }

    fn add_moderate(&self, slots: &mut [Slot], slot_of: impl Iterator<Item = usize>) {
        // Most neighbours share a label, and a sum is not ready right after it was added to: four sets of sums take turns.
        let mut sets = [[(0i64, Counts::default()); FEW]; 4];
        for (turn, (slot, &(value, counts))) in slot_of.zip(&self.moderate).enumerate() {
            let partial = &mut sets[turn % 4][slot];
            partial.0 = partial.0.wrapping_add(value);
            partial.1.add(counts);
        }
        for set in sets {
            for (slot, (sum, counts)) in slots.iter_mut().zip(set) {
                slot.customers += counts.customers();
                slot.counted += counts.with_value();
                slot.small += i128::from(sum);
            }
        }
    }
}

/// Adds the values of some customers, each to its slot.
fn add_values(slots: &mut [Slot], numbers: &Numbers, rows: Range<usize>, slot_of: impl Iterator<Item = usize>) {
    let Some((values, _)) = numbers.small() else {
        for (row, slot) in rows.zip(slot_of) {
            if let Cell::Value(value) = numbers.get(row) {
                let slot = &mut slots[slot];
                slot.total.add(value);
                slot.counted += 1;
            }
        }
        return;
    };
    for (slot, &value) in slot_of.zip(&values[rows]).filter(|(_, value)| Numbers::is_value(**value)) {
        let slot = &mut slots[slot];
        slot.small += i128::from(value);
        slot.counted += 1;
    }
}

/// One tally for each slot of the customers `0..customers`, with one sum for each measure. `slots_of` appends the slots of some
/// customers; there are `slots` of them. The result is the same with any number of threads.
pub fn by_slot(
    slots: usize,
    customers: usize,
    measures: &[&Numbers],
    slots_of: impl Fn(Range<usize>, &mut Vec<u32>) + Sync,
    threads: usize,
) -> Vec<Tally> {
    // Without a measure the customers are counted all the same.
    let measured = if measures.is_empty() { vec![None] } else { measures.iter().copied().map(Some).collect() };
    let count = |stretches: Stretches<'_>| {
        let mut counted = vec![vec![Slot::EMPTY; slots]; measured.len()];
        let (mut block_slots, mut values) = (Vec::new(), Measure::default());
        for block in stretches.flat_map(blocks) {
            block_slots.clear();
            slots_of(block.clone(), &mut block_slots);
            for (numbers, slots) in measured.iter().zip(&mut counted) {
                if let Some(numbers) = numbers {
                    values.take(numbers, block.clone());
                }
                values.add_to(slots, *numbers, block.clone(), block_slots.iter().map(|&slot| slot as usize));
            }
        }
        counted
    };
    let mut tallies = vec![Tally::new(measures.len()); slots];
    for counted in in_parallel(customers, threads, count) {
        tallies.iter_mut().zip(&counted[0]).for_each(|(tally, slot)| tally.customers += slot.customers);
        for (measure, (numbers, slots)) in measures.iter().zip(counted).enumerate() {
            let scale = numbers.small().map_or(0, |(_, scale)| scale);
            for (tally, slot) in tallies.iter_mut().zip(slots) {
                tally.counted[measure] += slot.counted;
                tally.sums[measure].merge(&slot.sum(scale));
            }
        }
    }
    tallies
}

/// How many decimals of a share and of an average are told: more than anybody reads, few enough for a script's numbers.
const DECIMALS: i32 = 6;

/// `part / of`, if there is something to take it of.
fn ratio(part: u64, of: u64) -> Option<Decimal> {
    let ratio = Decimal::from_parts(i128::from(part), 0).checked_div(Decimal::from_parts(i128::from(of), 0))?;
    ratio.round(DECIMALS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULES: &str = "
[[rule]]
name = 'bin'
method = 'percentile'
field = 'revenue'
bins = 1000

[[rule]]
name = 'abc'
method = 'pareto'
field = 'revenue'
tier = [{ label = 'A', share = '80%' }, { label = 'B', share = '15%' }, { label = 'C', share = '5%' }]

[[rule]]
name = 'value'
method = 'threshold'
field = 'revenue'
tier = [{ label = 'A', min = 5000 }, { label = 'B', above = 0.5 }, { label = 'C', min = -20 }, { label = 'D' }]
";

    /// So many customers that cuts are found without sorting: amounts from cents to a million, some equal, some negative, some missing or bad.
    fn long_list() -> Vec<Option<i64>> {
        let amount = |row: i64| match row * 7919 % 60_007 {
            mixed if mixed % 50 == 0 => None,
            mixed if mixed % 31 == 0 => Some(-(mixed % 977)),
            mixed => Some(100i64.pow((mixed % 4) as u32) * (mixed % 3001 + 1)),
        };
        (0..60_000).map(amount).collect()
    }

    #[test]
    fn the_labels_and_tallies_of_a_long_list_are_those_of_a_plain_calculation() {
        let cents = long_list();
        let cell = |(row, cents): (usize, &Option<i64>)| match cents {
            Some(cents) => Cell::Value(Decimal::from_parts(i128::from(*cents), 2)),
            None if row % 2 == 0 => Cell::Missing,
            None => Cell::Bad,
        };
        let column = Column::Numbers(cents.iter().enumerate().map(cell).collect());
        let file = crate::rulefile::RuleFile::parse("./long.toml", RULES, &[]).expect("rules without mistakes");
        let fields = &file.set.scope.fields;
        let columns = fields.iter().map(|field| (field.name == "revenue").then_some(&column).into()).collect();
        let scored =
            file.set.score_with(columns, cents.len(), crate::score::Scoring { threads: 2, ..Default::default() });

        let mut sorted = cents.iter().flatten().copied().collect::<Vec<_>>();
        sorted.sort_unstable_by(|one, other| other.cmp(one));
        let mut sums = vec![0i128];
        sorted.iter().for_each(|cents| sums.push(sums[sums.len() - 1] + i128::from((*cents).max(0))));
        let (count, total) = (sorted.len(), sums[sorted.len()]);
        let expected = |rule: usize, cents: i64| {
            let ahead = sorted.partition_point(|&other| other > cents);
            match rule {
                0 => ahead * 1000 / count,
                1 => [80, 95].iter().filter(|&&share| sums[ahead] * 100 >= total * share).count(),
                _ => [cents < 500_000, cents <= 50, cents < -2000].iter().filter(|behind| **behind).count(),
            }
        };
        for rule in 0..3 {
            let codes = scored.all_codes(rule);
            for (row, cents) in cents.iter().enumerate() {
                assert_eq!(codes[row].index(), cents.map(|cents| expected(rule, cents)), "rule {rule}, {cents:?}");
            }
        }

        let Column::Numbers(revenue) = &column else { unreachable!() };
        let numbers = Some(revenue);
        let known = Tallies::known(&scored, numbers).expect("all rules divide the revenue");
        let counted = Tallies::counted(&scored, numbers, 2);
        let without = cents.iter().filter(|cents| cents.is_none()).count() as u64;
        assert_eq!((known.unclassified, counted.unclassified), (without, without));
        for (known, counted) in known.by_rule.iter().flatten().zip(counted.by_rule.iter().flatten()) {
            assert_eq!(
                (known.customers, &known.counted, &known.sums),
                (counted.customers, &counted.counted, &counted.sums)
            );
        }
        assert_eq!(known.by_rule.iter().map(Vec::len).collect::<Vec<_>>(), [1001, 4, 5]);
        assert!(Tallies::known(&scored, None).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn customers_and_sums_by_slot_are_those_of_a_plain_count(
            rows in prop::collection::vec((0u32..40, prop_oneof![
                8 => (-9_999i64..9_999).prop_map(|cents| Cell::Value(Decimal::from_parts(cents.into(), 2))),
                1 => Just(Cell::Missing),
                1 => Just(Cell::Bad),
                1 => any::<i64>().prop_map(|value| Cell::Value(Decimal::from(value))),
            ]), 0..300),
            slots in prop::sample::select(vec![3u32, 40]),
            huge: bool,
        ) {
            let is_huge = |value: &Decimal| value.mantissa().abs() > 999_999;
            let numbers = rows
                .iter()
                .map(|&(_, cell)| if huge || !cell.value().as_ref().is_some_and(is_huge) { cell } else { Cell::Missing })
                .collect::<Numbers>();
            let slot = |row: usize| rows[row].0 % slots;
            let slots_of = |range: Range<usize>, out: &mut Vec<u32>| out.extend(range.map(slot));
            let tallies = by_slot(slots as usize, rows.len(), &[&numbers], slots_of, 2);
            for (at, tally) in tallies.iter().enumerate() {
                let mine = (0..rows.len()).filter(|&row| slot(row) as usize == at).collect::<Vec<_>>();
                let mut sum = Total::ZERO;
                mine.iter().filter_map(|&row| numbers.get(row).value()).for_each(|value| sum.add(value));
                let counted = mine.iter().filter(|&&row| numbers.get(row).value().is_some()).count();
                prop_assert_eq!((tally.customers, tally.counted[0]), (mine.len() as u64, counted as u64));
                prop_assert_eq!(tally.sums[0].to_decimal().map(|sum| sum.normalized()), sum.to_decimal().map(|sum| sum.normalized()));
            }
        }
    }
}
