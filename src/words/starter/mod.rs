//! A starter rule file in words: its text, and what is said beside it.
//!
//! The comments give the list's own figures, and say why a line lies where it does.

use std::path::{MAIN_SEPARATOR, Path};

use super::figure::{Style, count, percent};
use crate::language::Language;
use crate::number::Decimal;
use crate::result::starter::{Basis, Curve, Gap, Line, Measured, Part, Subject};

mod columns;
mod page;
#[cfg(test)]
mod tests;

pub use page::{for_list, general};

/// The tiers of a starter by numbers, best first.
const LABELS: [&str; 3] = ["A", "B", "C"];

/// A rule file as commands take it: with a folder before it, as `-r` would take a bare name for a bundled rule.
pub fn file_in_commands(file: &Path) -> String {
    let name = file.display().to_string();
    quoted_for_shell(&if name.contains(['/', MAIN_SEPARATOR]) { name } else { format!("./{name}") })
}

/// That the file is written.
pub fn written(file: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("已写入 {file}"),
        _ => format!("{file} is written"),
    }
}

/// What came of a list, line by line, and how it goes on.
pub fn summary(subject: &Subject, input: &Path, file: &str, language: Language) -> Vec<String> {
    let say = Comments { language };
    let (customers, by, column) = (count(subject.customers), say.name(subject), &subject.column);
    let mut lines = vec![match language {
        Language::Zh => format!("共 {customers} 位客户，按{by}分类，标签列为 {column}"),
        _ => format!("{customers} customers, classified by {by} in the column `{column}`"),
    }];
    if let Basis::Measured(measured) = &subject.basis {
        let mut before = 0;
        for (line, label) in measured.curve.lines().iter().zip(LABELS) {
            let value = line.value.grouped(usize::from(line.value.scale()));
            let customers = count(line.part.customers - before);
            before = line.part.customers;
            lines.push(match language {
                Language::Zh => format!("{label}：{value} 起，{customers} 位客户"),
                _ => format!("{label} from {value}: {customers} customers"),
            });
        }
    }
    if subject.orders {
        lines.extend(say.order_list().lines().map(str::to_owned));
    }
    let command = command(&input.display().to_string(), subject, file);
    let further = match language {
        Language::Zh => {
            [format!("请阅读并按实际情况修改，然后检验：custclass rules check {file}"), format!("使用：{command}")]
        }
        _ => [
            format!("read it, change what you know better, then check it: custclass rules check {file}"),
            format!("and use it: {command}"),
        ],
    };
    lines.extend(further);
    lines
}

/// The command that scores the list by the file.
fn command(list: &str, subject: &Subject, file: &str) -> String {
    let options = subject.options.iter().map(|(option, value)| format!(" {option} {}", quoted_for_shell(value)));
    format!("custclass score {}{} -r {file}", quoted_for_shell(list), options.collect::<String>())
}

/// The comments of a starter in one language.
#[derive(Debug, Clone, Copy)]
struct Comments {
    language: Language,
}

impl Comments {
    fn share(self, ratio: Decimal) -> String {
        percent(ratio, self.language)
    }

    fn figure(self, curve: &Curve, value: Decimal) -> String {
        Style::Amount { whole: curve.is_whole() }.alone(value, self.language)
    }

    /// What the column is called that customers are classified by.
    fn name(self, subject: &Subject) -> String {
        let [name, name_zh] = &subject.names;
        shown(match self.language {
            Language::Zh => name_zh,
            _ => name,
        })
    }

    /// The title of the file.
    fn title(self, by: &str) -> String {
        let by = shown(by);
        match self.language {
            Language::Zh => format!("客户分类（按{by}）"),
            _ => format!("Customers by {by}"),
        }
    }

    /// The first lines: what this is, and how it is used.
    fn head(self, subject: &Subject, file: &str) -> String {
        let (list, by, customers) = (shown(&subject.list), self.name(subject), count(subject.customers));
        let command = command(&subject.list, subject, file);
        match self.language {
            Language::Zh => format!(
                "根据 {list} 生成的规则初稿：共 {customers} 位客户，按{by}分类。\n\
                 可以直接使用；每条分界线旁边写明了依据，请按实际情况修改。\n\
                 检验：custclass rules check {file}\n使用：{command}"
            ),
            _ => format!(
                "A starter made from {list}: {customers} customers, classified by {by}.\n\
                 It works as it stands. Change whatever you know better: the reason for each line stands beside it.\n\
                 Check it:  custclass rules check {file}\nUse it:    {command}"
            ),
        }
    }

    /// The first lines of a starter without a list.
    fn general_head(self, file: &str) -> String {
        match self.language {
            Language::Zh => format!(
                "规则初稿：按销售额分为三个等级。其中的数字只是示例，请换成自己的。\n\
                 按自己的客户清单取数：custclass rules new 另一文件.toml --for 客户清单.xlsx --lang zh\n\
                 检验：custclass rules check {file}\n使用：custclass score 客户清单.xlsx -r {file}"
            ),
            _ => format!(
                "A starter: three tiers by revenue. The figures are made up; put yours in their place.\n\
                 With figures of your own list:  custclass rules new OTHER.toml --for customers.xlsx\n\
                 Check it:  custclass rules check {file}\nUse it:    custclass score customers.xlsx -r {file}"
            ),
        }
    }

    /// Each record may be an order rather than a customer.
    fn order_list(self) -> &'static str {
        match self.language {
            Language::Zh => {
                "多数客户编号重复出现：这看起来是订单清单。请先按客户汇总成一行一位客户，\n下面的数字把每一行都当作一位客户。"
            }
            _ => {
                "Most ids come more than once: this looks like a list of orders. Add the orders up to one row a customer first;\n\
                 the figures below count every row as a customer."
            }
        }
    }

    /// The column, and how many customers have a figure in it.
    fn measured(self, subject: &Subject, measured: &Measured) -> String {
        let (name, header, curve) = (self.name(subject), shown(&subject.header), &measured.curve);
        let times = Decimal::ONE.shift(i32::from(measured.power)).map(|times| times.grouped(0)).unwrap_or_default();
        let column = match (self.language, measured.power) {
            (Language::Zh, 0) => format!("{name}：取自“{header}”列。"),
            (Language::Zh, _) => {
                format!("{name}：取自“{header}”列，按表头单位每个数乘以 {times}，下面的分界线为乘后的数。")
            }
            (_, 0) => format!("{name}: the column \"{header}\"."),
            _ => format!(
                "{name}: the column \"{header}\"; its unit multiplies every figure by {times}, so the lines below are in full."
            ),
        };
        let figures = [curve.customers(), curve.without(), measured.missing, measured.bad];
        let parts: [[&str; 2]; 4] = match self.language {
            Language::Zh => {
                [["", " 位客户有数值"], ["，其中 ", " 位为 0 或负数"], ["，", " 位没有"], ["，", " 位的单元格不是数字"]]
            }
            _ => [
                ["", " customers have a figure"],
                [", ", " of them 0 or less"],
                [", ", " have none"],
                [", ", " have a cell that is no number"],
            ],
        };
        let parts = figures.into_iter().zip(parts).filter(|(customers, _)| *customers > 0);
        let parts = parts.map(|(customers, [before, behind])| format!("{before}{}{behind}", count(customers)));
        let end = match self.language {
            Language::Zh => "。",
            _ => ".",
        };
        format!("{column}\n{}{end}", parts.collect::<String>())
    }

    /// How the sum is spread over the customers.
    fn concentration(self, subject: &Subject, curve: &Curve) -> String {
        let (name, customers) = (self.name(subject), count(curve.customers()));
        if curve.distinct() == 1 {
            return match self.language {
                Language::Zh => {
                    format!("全部 {customers} 位的数值相同，清单本身看不出分界线；下面的只是示例。")
                }
                _ => format!(
                    "All {customers} have the same figure, so the list suggests no line; the one below is made up."
                ),
            };
        }
        let Some((most, nearly_all)) = curve.bringing(per_cent(80)).zip(curve.bringing(per_cent(95))) else {
            return match self.language {
                Language::Zh => "没有大于 0 的数值，无法按金额占比划分：分界线按名次划分。",
                _ => "No figure is above 0, so there is no sum to share: the lines part the customers by rank.",
            }
            .to_owned();
        };
        let top = |share: u32| {
            let part = curve.best(per_cent(share));
            let (customers, of_sum) = (count(part.customers), self.share(part.of_sum.unwrap_or_default()));
            match self.language {
                Language::Zh => format!("  前 {share:>2}% 的客户（{customers} 位）贡献 {of_sum}\n"),
                _ => format!("  the first {share:>2} % of customers ({customers}) bring {of_sum}\n"),
            }
        };
        let tops = [1, 5, 10, 20, 50].into_iter().map(top).collect::<String>();
        let [(n, share), (m, other)] =
            [most, nearly_all].map(|part| (count(part.customers), self.share(part.of_customers)));
        let verdict = self.verdict(curve.best(per_cent(20)).of_sum.unwrap_or_default());
        let few = match self.language {
            _ if curve.customers() >= FEW => String::new(),
            Language::Zh => format!("\n只有 {customers} 位客户，一两位就能左右分界线：仅供参考。"),
            _ => format!("\nWith {customers} customers a line rests on one or two of them: take it as an example."),
        };
        match self.language {
            Language::Zh => format!(
                "{name}的集中程度：\n{tops}80% 来自 {n} 位客户（占客户数 {share}），95% 来自 {m} 位（{other}）。\n{verdict}{few}"
            ),
            _ => format!(
                "How {name} is spread:\n{tops}\
                 80 % of it comes from {n} customers ({share} of them), 95 % from {m} ({other}).\n{verdict}{few}"
            ),
        }
    }

    /// How the share of the best fifth compares with the textbook.
    fn verdict(self, share: Decimal) -> &'static str {
        match self.language {
            Language::Zh if share > per_cent(90) => "比教科书的“二八”更集中：失去一位头部客户影响很大。",
            Language::Zh if share >= per_cent(70) => "大致符合“二八”规律。",
            Language::Zh => "比“二八”平缓：分界线两边的客户相差不大，不宜看得过重。",
            _ if share > per_cent(90) => {
                "More concentrated than the textbook's 20/80: losing one of the first would be felt."
            }
            _ if share >= per_cent(70) => "About the textbook's 20/80.",
            _ => {
                "Flatter than the textbook's 20/80: customers on both sides of a line differ little, so do not make much of it."
            }
        }
    }

    /// Where the values have natural gaps.
    fn gaps(self, curve: &Curve, gaps: &[Gap]) -> String {
        let line = |gap: &Gap| {
            let (above, below) = (self.figure(curve, gap.above), self.figure(curve, gap.below));
            let (customers, share) = (count(gap.part.customers), self.share(gap.part.of_customers));
            match self.language {
                Language::Zh => format!("\n  {above} 与 {below} 之间：其上有 {customers} 位客户（{share}）"),
                _ => format!("\n  between {above} and {below}: {customers} customers ({share}) above it"),
            }
        };
        let lines = gaps.iter().map(line).collect::<String>();
        match self.language {
            _ if gaps.is_empty() => lines,
            Language::Zh => format!("最明显的断层（其间没有客户），自上而下：{lines}"),
            _ => format!("The widest natural gaps (no customer in between), from the top:{lines}"),
        }
    }

    /// Why a line lies where it does, and who is in the tier.
    fn line(self, subject: &Subject, curve: &Curve, label: &str, line: &Line, before: u64) -> String {
        let (name, exact) = (self.name(subject), self.figure(curve, line.exact));
        let target = line.target.shift(2).map(|share| share.grouped(0)).unwrap_or_default();
        let aim = match (self.language, line.by_sum) {
            (Language::Zh, true) => format!("{label}：{name}累计到 {target}% 时为 {exact}"),
            (Language::Zh, false) => format!("{label}：前 {target}% 的客户止于 {exact}"),
            (_, true) => format!("{label}: the first {target} % of {name} are reached at {exact}"),
            (_, false) => format!("{label}: the first {target} % of the customers end at {exact}"),
        };
        let gap = line.gap.map(|gap| (self.figure(curve, gap.above), self.figure(curve, gap.below)));
        let why = match (self.language, gap) {
            (Language::Zh, Some((above, below))) => format!("；分界线取在 {above} 与 {below} 之间的断层。"),
            (Language::Zh, None) => "；分界线取其附近的整数。".to_owned(),
            (_, Some((above, below))) => format!("; the line lies in the gap between {above} and {below}."),
            (_, None) => "; the line is a round figure close to it.".to_owned(),
        };
        format!("{aim}{why}\n{}", self.reached(line.part, before, &name))
    }

    fn reached(self, part: Part, before: u64, name: &str) -> String {
        let (customers, share) = (count(part.customers - before), self.share(part.of_customers));
        let of_sum = part.of_sum.map(|share| self.share(share));
        let money = match (self.language, of_sum) {
            (_, None) => String::new(),
            (Language::Zh, Some(share)) => format!("、{name}的 {share}"),
            (_, Some(share)) => format!(" and {share} of {name}"),
        };
        match (self.language, before) {
            (Language::Zh, 0) => format!("达到的客户有 {customers} 位：占客户数 {share}{money}。"),
            (Language::Zh, _) => format!("另有 {customers} 位达到：连同更高等级占客户数 {share}{money}。"),
            (_, 0) => format!("{customers} customers reach it: {share} of the customers{money}."),
            _ => {
                format!("{customers} more customers reach it: with the better ones {share} of the customers{money}.")
            }
        }
    }

    /// Who is left for the last tier.
    fn rest(self, label: &str, customers: u64) -> String {
        let customers = count(customers);
        match self.language {
            Language::Zh => format!("{label}：其余 {customers} 位客户。"),
            _ => format!("{label}: the other {customers} customers."),
        }
    }

    /// A made-up line.
    fn made_up(self, label: &str) -> String {
        match self.language {
            Language::Zh => format!("{label}：达到此数。"),
            _ => format!("{label}: from this figure up."),
        }
    }

    /// Rules whose lines move with every list.
    fn moving(self) -> &'static str {
        match self.language {
            Language::Zh => {
                "这些分界线固定不变，直到您修改。随清单变动的分界线：custclass rules show pareto-abc\n\
                 （按金额占比）或 pyramid（按客户占比）。"
            }
            _ => {
                "These lines stay where they are until you move them. Lines that move with every list: custclass rules show pareto-abc\n\
                 (shares of the sum) or pyramid (shares of the customers)."
            }
        }
    }

    /// What stands above the test list.
    fn proof(self) -> &'static str {
        match self.language {
            Language::Zh => "虚构的小清单，用来检验分界线。改动分界线时这里也要改；rules check 会指出不一致之处。",
            _ => {
                "A made-up list that proves the lines. Whoever moves a line moves it here too; `rules check` says where they differ."
            }
        }
    }

    /// What the test list proves.
    fn proves(self) -> &'static str {
        match self.language {
            Language::Zh => "分界线本身属于较高等级，略低于它属于下一等级；缺失的数值不作猜测",
            _ => {
                "a line itself belongs to the better tier, the smallest step below it to the next; a missing figure is not guessed"
            }
        }
    }
}

/// Fewer customers than this draw no reliable curve.
const FEW: u64 = 20;

fn per_cent(share: u32) -> Decimal {
    Decimal::from_parts(i128::from(share), 2)
}

/// A text of the list on one line of a comment: without control characters, and not endless.
fn shown(text: &str) -> String {
    const LENGTH: usize = 60;
    let breaks = |c: char| {
        c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let line = text.chars().take(LENGTH).map(|c| if breaks(c) { ' ' } else { c }).collect::<String>();
    format!("{}{}", line.trim(), if text.chars().nth(LENGTH).is_some() { "…" } else { "" })
}

/// A word of a command as a shell takes it.
fn quoted_for_shell(word: &str) -> String {
    let word = shown(word);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '=' | ':' | ',' | '+');
    if !word.is_empty() && word.chars().all(plain) { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
}
