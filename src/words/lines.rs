//! Where the lines between tiers fell on a list.

use super::chinese::joined;
use super::figure::{count, percent};
use super::wording::{Named, Wording};
use crate::language::Language;
use crate::rule::method::ranking::Measure;
use crate::score::line::Line;
use crate::score::{Code, Scored};

/// Up to how many groups have all their lines listed; of more only the largest.
const FEW_GROUPS: usize = 3;

/// Where the lines of a ranking rule fell, a sentence a tier: `A ends at 48,300.00, customer 212 of 5,000, 80.03 % of revenue; 3 equal
/// customers kept together`. Nothing where the rule draws no lines on a list.
///
/// With more than three groups, the lines of the largest (of equally large ones the first by name), and how many groups there are.
pub fn lines(scored: &Scored<'_>, rule: usize, language: Language) -> Vec<String> {
    let wording = Wording::new(scored, rule, language);
    let Some(column) = wording.own_column() else { return Vec::new() };
    let groups = by_size(scored.lines(rule));
    let shown = if groups.len() > FEW_GROUPS { &groups[..1] } else { &groups[..] };
    let mut sentences = shown.iter().flat_map(|lines| wording.group_lines(lines, &column)).collect::<Vec<_>>();
    if let (Some([Line { group: Some(largest), .. }, ..]), true) = (groups.first(), groups.len() > FEW_GROUPS) {
        sentences.push(wording.other_groups(largest, groups.len()));
    }
    sentences
}

/// The lines of each group that has customers, the largest group first.
fn by_size(lines: &[Line]) -> Vec<&[Line]> {
    let groups = lines.chunk_by(|line, next| line.group == next.group);
    let mut groups = groups.filter(|lines| lines[0].of > 0 || lines[0].group.is_none()).collect::<Vec<_>>();
    groups.sort_by(|one, other| (other[0].of, &one[0].group).cmp(&(one[0].of, &other[0].group)));
    groups
}

impl Wording<'_> {
    fn group_lines(&self, lines: &[Line], column: &Named<'_>) -> Vec<String> {
        let sentences = match lines {
            [first, ..] if first.of == 0 => vec![self.nobody_has_a_value(column)],
            [first, ..] if first.value.is_none() => vec![self.no_total(column)],
            _ => lines.iter().map(|line| self.line(line, column)).collect(),
        };
        let Some(group) = lines.first().and_then(|line| line.group.as_deref()) else { return sentences };
        let group = self.group(group);
        sentences.into_iter().map(|sentence| format!("{group}{}{sentence}", self.language.of(": ", "："))).collect()
    }

    fn line(&self, line: &Line, column: &Named<'_>) -> String {
        let tier = self.tier(Code::at(line.tier));
        let Some(value) = line.value else {
            return match self.language {
                Language::En => format!("nobody is in {tier}: better tiers already hold its whole share"),
                Language::Zh => joined(&[&tier, "没有客户：其份额已被更高等级占满"]),
            };
        };
        let value = column.style.alone(value, self.language);
        let (customers, of) = (count(line.customers), count(line.of));
        let share = line.share.map(|share| percent(share, self.language)).unwrap_or_default();
        let equal = count(line.equal);
        match self.language {
            Language::En => {
                let measure = match line.measure {
                    Measure::Customers => "customers",
                    Measure::Sum => &column.name,
                };
                let share = if share.is_empty() { share } else { format!(", {share} of {measure}") };
                let equal =
                    if line.equal < 2 { String::new() } else { format!("; {equal} equal customers kept together") };
                format!("{tier} ends at {value}, customer {customers} of {of}{share}{equal}")
            }
            Language::Zh => {
                let mut parts = vec![&*tier, "止于", &value, "，第", &customers, "位客户（共", &of, "位）"];
                if !share.is_empty() {
                    let measure = match line.measure {
                        Measure::Customers => "客户数",
                        Measure::Sum => &column.name,
                    };
                    parts.extend(["，累计占", measure, "的", &share]);
                }
                if line.equal >= 2 {
                    parts.extend(["；", &equal, "位数值相同的客户归在一起"]);
                }
                joined(&parts)
            }
        }
    }

    fn nobody_has_a_value(&self, column: &Named<'_>) -> String {
        match self.language {
            Language::En => format!("no customer has a value in {}, so there are no lines", column.name),
            Language::Zh => joined(&["没有客户填有", &column.name, "，因此没有分界线"]),
        }
    }

    /// A pareto rule whose total is 0.
    fn no_total(&self, column: &Named<'_>) -> String {
        let last = self.tier(Code::at(self.rule().tiers.len() - 1));
        match self.language {
            Language::En => {
                format!(
                    "{} adds up to 0, negative values counting 0, so everyone is in {last}, the last tier",
                    column.name
                )
            }
            Language::Zh => joined(&[&column.name, "合计为 0（负数按 0 计），因此全部客户归入最后一级（", &last, "）"]),
        }
    }

    fn other_groups(&self, largest: &str, groups: usize) -> String {
        let (largest, groups) = (self.group(largest), count(groups as u64));
        match self.language {
            Language::En => format!("{largest} is the largest of {groups} groups, each with lines of its own"),
            Language::Zh => joined(&[largest, "是", &groups, "个组中最大的一组，各组分界线不同"]),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::words::testing::lines;

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
        let [en, zh] = lines(ABC, "revenue\n48300.00\n48300\n48300\n10000\n5100\n");
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
        let [en, zh] = lines(&pyramid(""), "revenue\n1200\n30\n20\n10\n");
        assert_eq!(en, ["gold ends at 1,200, customer 1 of 4, 25.00 % of customers"]);
        assert_eq!(zh, ["黄金止于 1,200，第 1 位客户（共 4 位），累计占客户数的 25.00%"]);
    }

    #[test]
    fn a_tier_that_nobody_reached_is_named() {
        let [en, zh] = lines(ABC, "revenue\n99\n99\n1\n");
        assert_eq!(en[1], "nobody is in B: better tiers already hold its whole share");
        assert_eq!(zh[1], "B 没有客户：其份额已被更高等级占满");
    }

    #[test]
    fn without_a_total_everyone_is_in_the_last_tier() {
        let [en, zh] = lines(ABC, "revenue\n0\n-5\n");
        assert_eq!(en, ["revenue adds up to 0, negative values counting 0, so everyone is in C, the last tier"]);
        assert_eq!(zh, ["销售额合计为 0（负数按 0 计），因此全部客户归入最后一级（末）"]);
    }

    #[test]
    fn without_values_there_are_no_lines() {
        let [en, zh] = lines(ABC, "revenue\n\"\"\n");
        assert_eq!(en, ["no customer has a value in revenue, so there are no lines"]);
        assert_eq!(zh, ["没有客户填有销售额，因此没有分界线"]);
    }

    #[test]
    fn a_few_groups_have_all_their_lines_listed() {
        let [en, zh] = lines(&pyramid("per = \"region\""), "revenue,region\n7,West\n1,华东\n2,West\n");
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
        let [en, zh] = lines(&pyramid("per = \"region\""), "revenue,region\n1,D\n2,C\n3,B\n4,A\n");
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
        assert!(lines(rule, "revenue\n1\n").iter().all(Vec::is_empty));
    }
}
