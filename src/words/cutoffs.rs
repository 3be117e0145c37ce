//! Where the cut-offs between tiers fell on a list.

use super::figure::{Count, percent};
use super::wording::{Named, Wording};
use crate::language::Language;
use crate::number::Decimal;
use crate::number::ratio::Ratio;
use crate::rule::Method;
use crate::rule::method::ranking::{End, Measure};
use crate::score::line::{Line, Nobody};
use crate::score::{Code, Scored};

/// Up to how many groups have all their cut-offs listed; of more only the largest.
const FEW_GROUPS: usize = 3;

/// Where the cut-offs of a ranking rule fell, one sentence per tier: `A ends at 48,300.00, customer 212 of 5,000, 80.03 % of revenue;
/// 3 equal customers kept together`. Nothing where the rule ranks nobody on a list.
///
/// With more than three groups, the cut-offs of the largest (of equally large ones the first by name), and how many groups there are.
///
/// `held` are the parts of the sum that the tiers and the better ones hold by a summary, where one stands beside the sentences: its sum has
/// the negative values in it, which count 0 where lines are drawn.
pub fn cutoffs(scored: &Scored<'_>, rule: usize, held: Option<&[Option<Decimal>]>, language: Language) -> Vec<String> {
    let wording = Wording::new(scored, rule, language);
    let Some(column) = wording.own_column() else { return Vec::new() };
    let groups = by_size(scored.lines(rule));
    let shown = if groups.len() > FEW_GROUPS { &groups[..1] } else { &groups[..] };
    let mut sentences = shown.iter().flat_map(|lines| wording.group_cutoffs(lines, held, &column)).collect::<Vec<_>>();
    let differs = |line: &&Line| line.value.is_ok() && held_by(held, line).is_some();
    if let Some(line) = shown.iter().flat_map(|lines| lines.iter()).find(differs) {
        let by_rule = line.share.map(|share| percent(share, language)).unwrap_or_default();
        sentences.push(language.words().negative_values(&column.name, &wording.tier(Code::at(line.tier)), &by_rule));
    }
    if let (Some([Line { group: Some(largest), .. }, ..]), true) = (groups.first(), groups.len() > FEW_GROUPS) {
        sentences.push(language.words().largest_group(wording.group(largest), Count(groups.len() as u64)));
    }
    sentences
}

/// The cut-offs of each group that has customers, the largest group first.
fn by_size(lines: &[Line]) -> Vec<&[Line]> {
    let groups = lines.chunk_by(|line, next| line.group == next.group);
    let mut groups = groups.filter(|lines| lines[0].of > 0 || lines[0].group.is_none()).collect::<Vec<_>>();
    groups.sort_by(|one, other| (other[0].of, &one[0].group).cmp(&(one[0].of, &other[0].group)));
    groups
}

/// Which side of a line the customers that cross it belong to, and how many the other way would put elsewhere; nothing where nobody crosses
/// lines.
pub fn crossing(scored: &Scored<'_>, rule: usize, language: Language) -> Option<String> {
    let (crossing, elsewhere) = scored.crossing(rule)?;
    Some(language.words().crossing(crossing, crossing.other().name(), Count(elsewhere)))
}

/// `A would be less than one customer`, where a share of the customers is the first tier's and no `needs` keeps the rule from lists that
/// are too short for it; with groups, how many of them are and the largest of these.
pub fn less_than_one(scored: &Scored<'_>, rule: usize, language: Language) -> Option<String> {
    let wording = Wording::new(scored, rule, language);
    let Method::Ranking(ranking) = &wording.rule().method else { return None };
    let ends = ranking.ends();
    let (Measure::Customers, Some(End::Part(part)), None) = (ranking.measure, ends.first(), wording.rule().needs)
    else {
        return None;
    };
    let groups = by_size(scored.lines(rule)).into_iter().map(|lines| &lines[0]).collect::<Vec<_>>();
    let one = Ratio::from(Decimal::ONE);
    let is_short = |line: &&Line| line.of > 0 && part.times_integer(&line.of.into()) < one;
    let short = groups.iter().copied().filter(|line| is_short(line)).collect::<Vec<_>>();
    let first = short.first()?;
    let words = language.words();
    let (tier, share) = (wording.tier(Code::at(0)), percent(part.to_decimal()?, language));
    let group = first
        .group
        .as_deref()
        .map(|group| (wording.group(group), Count(short.len() as u64), Count(groups.len() as u64)));
    Some(words.less_than_one(&tier, &share, Count(first.of), group))
}

/// The part of the sum that a line's tier and the better ones hold by a summary, where that is another than the line's by more than rounding.
fn held_by(held: Option<&[Option<Decimal>]>, line: &Line) -> Option<Decimal> {
    let share = held?.get(line.tier).copied().flatten()?;
    let difference = share.checked_sub(line.share?)?.abs();
    (difference > Decimal::from_parts(1, 5)).then_some(share)
}

impl Wording<'_> {
    fn group_cutoffs(&self, lines: &[Line], held: Option<&[Option<Decimal>]>, column: &Named<'_>) -> Vec<String> {
        let words = self.language.words();
        let sentences = match lines {
            [first, ..] if first.of == 0 => vec![words.nobody_has_a_value(&column.name)],
            [Line { value: Err(Nobody::NoSum), .. }, ..] => {
                let last = self.tier(Code::at(self.rule().tiers.len() - 1));
                vec![words.adds_up_to_nothing(&column.name, &last)]
            }
            [Line { value: Err(Nobody::TooFew { needed }), of, .. }, ..] => {
                vec![words.too_few(Some(&column.name), None, Count(*of), Count(*needed))]
            }
            _ => lines.iter().map(|line| self.cutoff(line, held, column)).collect(),
        };
        let Some(group) = lines.first().and_then(|line| line.group.as_deref()) else { return sentences };
        let group = self.group(group);
        sentences.into_iter().map(|sentence| format!("{group}{}{sentence}", words.colon())).collect()
    }

    fn cutoff(&self, line: &Line, held: Option<&[Option<Decimal>]>, column: &Named<'_>) -> String {
        let words = self.language.words();
        let tier = self.tier(Code::at(line.tier));
        let value = match line.value {
            Ok(value) => value,
            Err(why) => return words.nobody_in_tier(&tier, why),
        };
        let value = column.style.alone(value, self.language);
        let measure = match line.measure {
            Measure::Customers => None,
            Measure::Sum => Some(&*column.name),
        };
        let share = held_by(held, line).or(line.share).map(|share| percent(share, self.language));
        let share = share.as_deref().map(|share| (share, measure));
        let ends = words.tier_ends(&tier, &value, Count(line.customers), Count(line.of), share, Count(line.equal));
        match line.crossed {
            Some(crossed) => words.crossed(&ends, crossed),
            None => ends,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::words::testing::cutoffs;

    const ABC: &str = r#"
[[rule]]
name   = "abc"
method = "pareto"
field  = "revenue"
tier   = [ { label = "A", zh = "甲", share = "80%" }, { label = "B", share = "15%" }, { label = "C", zh = "末", share = "5%" } ]
"#;

    fn pyramid(more: &str) -> String {
        let tiers =
            "{ label = \"gold\", zh = \"黄金\", share = \"25%\" }, { label = \"lead\", zh = \"铅\", share = \"75%\" }";
        format!("[[rule]]\nname = \"tier\"\nmethod = \"percentile\"\nfield = \"revenue\"\n{more}\ntier = [ {tiers} ]\n")
    }

    #[test]
    fn a_line_is_a_value_a_place_and_a_share() {
        let [en, zh] = cutoffs(ABC, "revenue\n48300.00\n48300\n48300\n10000\n5100\n");
        assert_eq!(
            en,
            [
                "A ends at 48,300.00, customer 3 of 5, 90.56 % of revenue; 3 equal customers kept together",
                "B ends at 10,000.00, customer 4 of 5, 96.81 % of revenue",
            ]
        );
        assert_eq!(
            zh,
            [
                "甲止于 48,300.00，第 3 位客户（共 5 位），累计占销售额的 90.56%；3 位数值相同的客户归在一起",
                "B 止于 10,000.00，第 4 位客户（共 5 位），累计占销售额的 96.81%",
            ]
        );
    }

    #[test]
    fn under_percentile_the_share_is_of_customers() {
        let [en, zh] = cutoffs(&pyramid(""), "revenue\n1200\n30\n20\n10\n");
        assert_eq!(en, ["gold ends at 1,200, customer 1 of 4, 25.00 % of customers"]);
        assert_eq!(zh, ["黄金止于 1,200，第 1 位客户（共 4 位），累计占客户数的 25.00%"]);
    }

    #[test]
    fn a_tier_that_nobody_reached_is_named() {
        let [en, zh] = cutoffs(ABC, "revenue\n99\n99\n1\n");
        assert_eq!(en[1], "nobody is in B: better tiers already hold its whole share");
        assert_eq!(zh[1], "B 没有客户：其份额已被更高等级占满");
    }

    #[test]
    fn without_a_total_everyone_is_in_the_last_tier() {
        let [en, zh] = cutoffs(ABC, "revenue\n0\n-5\n");
        assert_eq!(en, ["revenue adds up to 0, negative values counting 0, so everyone is in C, the last tier"]);
        assert_eq!(zh, ["销售额合计为 0（负数按 0 计），因此全部客户归入最后一级（末）"]);
    }

    #[test]
    fn without_values_there_are_no_lines() {
        let [en, zh] = cutoffs(ABC, "revenue\n\"\"\n");
        assert_eq!(en, ["no customer has a value in revenue, so there are no lines"]);
        assert_eq!(zh, ["没有客户填有销售额，因此没有分界线"]);
    }

    #[test]
    fn a_few_groups_have_all_their_lines_listed() {
        let [en, zh] = cutoffs(&pyramid("per = \"region\""), "revenue,region\n7,West\n1,华东\n2,West\n");
        assert_eq!(
            en,
            [
                "West: gold ends at 7, customer 1 of 2, 50.00 % of customers",
                "华东: gold ends at 1, customer 1 of 1, 100.00 % of customers",
            ]
        );
        assert_eq!(zh[1], "华东：黄金止于 1，第 1 位客户（共 1 位），累计占客户数的 100.00%");
    }

    #[test]
    fn of_many_groups_the_largest_stands_for_all() {
        let [en, zh] = cutoffs(&pyramid("per = \"region\""), "revenue,region\n1,D\n2,C\n3,B\n4,A\n");
        assert_eq!(
            en,
            [
                "A: gold ends at 4, customer 1 of 1, 100.00 % of customers",
                "A is the largest of 4 groups, each with lines of its own",
            ]
        );
        assert_eq!(zh[1], "A 是 4 个组中最大的一组，各组分界线不同");
    }

    #[test]
    fn fixed_bounds_are_no_lines() {
        let rule = "[[rule]]\nname = \"g\"\nmethod = \"threshold\"\nfield = \"revenue\"\ntier = [{ label = \"A\", min = 1 }, { label = \"B\" }]\n";
        assert!(cutoffs(rule, "revenue\n1\n").iter().all(Vec::is_empty));
    }
}
