//! What the comments of a starter rule file say: the list's own figures, and why a line lies where it does.

mod others;

use super::figure::{Style, count, percent};
use crate::language::Language;
use crate::number::Decimal;
use crate::result::starter::{Basis, Curve, Gap, LABELS, Line, Measured, Part, Subject};

/// Speaks of one list.
#[derive(Debug, Clone, Copy)]
pub struct Comments {
    /// The language of the comments.
    pub language: Language,
}

impl Comments {
    fn of<T>(self, en: T, zh: T) -> T {
        if self.language.words().prefers_zh() { zh } else { en }
    }

    fn share(self, ratio: Decimal) -> String {
        percent(ratio, self.language)
    }

    /// The first lines: what this is, and how it is used.
    pub fn head(self, subject: &Subject) -> Vec<String> {
        let Subject { list, file, customers, options, .. } = subject;
        let (by, customers) = (self.basis(subject), count(*customers));
        let (list, words) = (shown(list), quoted_for_shell(list));
        vec![
            self.of(
                format!("A starter made from {list}: {customers} customers, classified by {by}."),
                format!("根据 {list} 生成的规则初稿：共 {customers} 位客户，按{by}分类。"),
            ),
            self.of(
                "It works as it stands. Change whatever you know better: the reason for each line stands beside it."
                    .to_owned(),
                "可以直接使用；每条分界线旁边写明了依据，请按实际情况修改。".to_owned(),
            ),
            self.of(format!("Check it:  custclass rules check {file}"), format!("检验：custclass rules check {file}")),
            self.of(
                format!("Use it:    custclass score {words}{options} -r {file}"),
                format!("使用：custclass score {words}{options} -r {file}"),
            ),
        ]
    }

    /// The first lines of a starter without a list.
    pub fn general_head(self, file: &str) -> Vec<String> {
        vec![
            self.of(
                "A starter: three tiers by revenue. The figures are made up; put yours in their place.".to_owned(),
                "规则初稿：按销售额分为三个等级。其中的数字只是示例，请换成自己的。".to_owned(),
            ),
            self.of(
                "With figures of your own list:  custclass rules new OTHER.toml --for customers.xlsx".to_owned(),
                "按自己的客户清单取数：custclass rules new 另一文件.toml --for 客户清单.xlsx --lang zh".to_owned(),
            ),
            self.of(format!("Check it:  custclass rules check {file}"), format!("检验：custclass rules check {file}")),
            self.of(
                format!("Use it:    custclass score customers.xlsx -r {file}"),
                format!("使用：custclass score 客户清单.xlsx -r {file}"),
            ),
        ]
    }

    fn basis(self, subject: &Subject) -> String {
        shown(self.of(subject.basis.name(), subject.basis.name_zh()))
    }

    fn name(self, measured: &Measured) -> String {
        shown(self.of(&measured.name, &measured.name_zh))
    }

    /// Each record may be an order rather than a customer.
    pub fn order_list(self) -> Vec<String> {
        vec![
            self.of(
                "Most ids come more than once: this looks like a list of orders. Add the orders up to one row a customer first;".to_owned(),
                "多数客户编号重复出现：这看起来是订单清单。请先按客户汇总成一行一位客户，".to_owned(),
            ),
            self.of(
                "the figures below count every row as a customer.".to_owned(),
                "下面的数字把每一行都当作一位客户。".to_owned(),
            ),
        ]
    }

    /// The column, and how many customers have a figure in it.
    pub fn measured(self, measured: &Measured) -> Vec<String> {
        let (name, header) = (self.name(measured), shown(&measured.header));
        let mut lines = Vec::new();
        let times = Decimal::ONE.shift(i32::from(measured.power)).map(|times| times.grouped(0)).unwrap_or_default();
        lines.push(match measured.power {
            0 => self.of(format!("{name}: the column \"{header}\"."), format!("{name}：取自“{header}”列。")),
            _ => self.of(
                format!("{name}: the column \"{header}\"; its unit multiplies every figure by {times}, so the lines below are in full."),
                format!("{name}：取自“{header}”列，按表头单位每个数乘以 {times}，下面的分界线为乘后的数。"),
            ),
        });
        let curve = &measured.curve;
        let with = count(curve.customers());
        let mut text = self.of(format!("{with} customers have a figure"), format!("{with} 位客户有数值"));
        let others = [
            (curve.without(), " of them 0 or less", "其中 {} 位为 0 或负数"),
            (measured.missing, " have none", "{} 位没有"),
            (measured.bad, " have a cell that is no number", "{} 位的单元格不是数字"),
        ];
        for (customers, en, zh) in others.into_iter().filter(|(customers, ..)| *customers > 0) {
            text +=
                &self.of(format!(", {}{en}", count(customers)), format!("，{}", zh.replace("{}", &count(customers))));
        }
        lines.push(text + self.of(".", "。"));
        lines
    }

    /// How the sum is spread over the customers.
    pub fn concentration(self, measured: &Measured) -> Vec<String> {
        let (curve, name) = (&measured.curve, self.name(measured));
        let customers = count(curve.customers());
        if curve.distinct() == 1 {
            return vec![self.of(
                format!(
                    "All {customers} have the same figure, so the list suggests no line; the one below is made up."
                ),
                format!("全部 {customers} 位的数值相同，清单本身看不出分界线；下面的只是示例。"),
            )];
        }
        let Some((most, nearly_all)) = curve.bringing(EIGHTY).zip(curve.bringing(NINETY_FIVE)) else {
            return vec![self.of(
                "No figure is above 0, so there is no sum to share: the lines part the customers by rank.".to_owned(),
                "没有大于 0 的数值，无法按金额占比划分：分界线按名次划分。".to_owned(),
            )];
        };
        let mut lines = vec![self.of(format!("How {name} is spread:"), format!("{name}的集中程度："))];
        for share in TOPS {
            let part = curve.best(share);
            let (of_sum, customers) = (self.share(part.of_sum.unwrap_or_default()), count(part.customers));
            let share = share.shift(2).map(|share| share.grouped(0)).unwrap_or_default();
            lines.push(self.of(
                format!("  the first {share:>2} % of customers ({customers}) bring {of_sum}"),
                format!("  前 {share:>2}% 的客户（{customers} 位）贡献 {of_sum}"),
            ));
        }
        let figures = |part: &Part| (count(part.customers), self.share(part.of_customers));
        let ((n, share), (m, other)) = (figures(&most), figures(&nearly_all));
        lines.push(self.of(
            format!("80 % of it comes from {n} customers ({share} of them), 95 % from {m} ({other})."),
            format!("80% 来自 {n} 位客户（占客户数 {share}），95% 来自 {m} 位（{other}）。"),
        ));
        lines.push(self.verdict(curve));
        if curve.customers() < FEW {
            lines.push(self.of(
                format!("With {customers} customers a line rests on one or two of them: take it as an example."),
                format!("只有 {customers} 位客户，一两位就能左右分界线：仅供参考。"),
            ));
        }
        lines
    }

    fn verdict(self, curve: &Curve) -> String {
        let share = curve.best(TWENTY).of_sum.unwrap_or_default();
        if share > NINETY {
            self.of(
                "More concentrated than the textbook's 20/80: losing one of the first would be felt.".to_owned(),
                "比教科书的“二八”更集中：失去一位头部客户影响很大。".to_owned(),
            )
        } else if share >= SEVENTY {
            self.of("About the textbook's 20/80.".to_owned(), "大致符合“二八”规律。".to_owned())
        } else {
            self.of(
                "Flatter than the textbook's 20/80: customers on both sides of a line differ little, so do not make much of it.".to_owned(),
                "比“二八”平缓：分界线两边的客户相差不大，不宜看得过重。".to_owned(),
            )
        }
    }

    /// Where the values have natural gaps.
    pub fn gaps(self, measured: &Measured, gaps: &[Gap]) -> Vec<String> {
        if gaps.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![self.of(
            "The widest natural gaps (no customer in between), from the top:".to_owned(),
            "最明显的断层（其间没有客户），自上而下：".to_owned(),
        )];
        for gap in gaps {
            let (above, below) = (self.figure(measured, gap.above), self.figure(measured, gap.below));
            let (customers, share) = (count(gap.part.customers), self.share(gap.part.of_customers));
            lines.push(self.of(
                format!("  between {above} and {below}: {customers} customers ({share}) above it"),
                format!("  {above} 与 {below} 之间：其上有 {customers} 位客户（{share}）"),
            ));
        }
        lines
    }

    fn figure(self, measured: &Measured, value: Decimal) -> String {
        Style::Amount { whole: measured.curve.is_whole() }.alone(value, self.language)
    }

    /// Why a line lies where it does, and who is in the tier.
    pub fn line(self, measured: &Measured, label: &str, line: &Line, before: u64) -> Vec<String> {
        let (name, exact) = (self.name(measured), self.figure(measured, line.exact));
        let target = line.target.shift(2).map(|share| share.grouped(0)).unwrap_or_default();
        let aim = if line.by_sum {
            self.of(
                format!("{label}: the first {target} % of {name} are reached at {exact}"),
                format!("{label}：{name}累计到 {target}% 时为 {exact}"),
            )
        } else {
            self.of(
                format!("{label}: the first {target} % of the customers end at {exact}"),
                format!("{label}：前 {target}% 的客户止于 {exact}"),
            )
        };
        let why = match line.gap {
            Some(gap) => {
                let (above, below) = (self.figure(measured, gap.above), self.figure(measured, gap.below));
                self.of(
                    format!("; the line lies in the gap between {above} and {below}."),
                    format!("；分界线取在 {above} 与 {below} 之间的断层。"),
                )
            }
            None => {
                self.of("; the line is a round figure close to it.".to_owned(), "；分界线取其附近的整数。".to_owned())
            }
        };
        vec![aim + &why, self.who(line.part, before, &name)]
    }

    fn who(self, part: Part, before: u64, name: &str) -> String {
        let (customers, share) = (count(part.customers - before), self.share(part.of_customers));
        let of_sum = part.of_sum.map(|share| self.share(share));
        let money = of_sum.map(|share| self.of(format!(" and {share} of {name}"), format!("、{name}的 {share}")));
        let money = money.unwrap_or_default();
        match before {
            0 => self.of(
                format!("{customers} customers reach it: {share} of the customers{money}."),
                format!("达到的客户有 {customers} 位：占客户数 {share}{money}。"),
            ),
            _ => self.of(
                format!("{customers} more customers reach it: with the better ones {share} of the customers{money}."),
                format!("另有 {customers} 位达到：连同更高等级占客户数 {share}{money}。"),
            ),
        }
    }

    /// Who is left for the last tier.
    pub fn rest(self, label: &str, customers: u64) -> String {
        let customers = count(customers);
        self.of(format!("{label}: the other {customers} customers."), format!("{label}：其余 {customers} 位客户。"))
    }

    /// A made-up line.
    pub fn made_up(self, label: &str) -> String {
        self.of(format!("{label}: from this figure up."), format!("{label}：达到此数。"))
    }

    /// Rules whose lines move with every list.
    pub fn moving(self) -> Vec<String> {
        vec![
            self.of(
                "These lines stay where they are until you move them. Lines that move with every list: custclass rules show pareto-abc".to_owned(),
                "这些分界线固定不变，直到您修改。随清单变动的分界线：custclass rules show pareto-abc".to_owned(),
            ),
            self.of(
                "(shares of the sum) or pyramid (shares of the customers).".to_owned(),
                "（按金额占比）或 pyramid（按客户占比）。".to_owned(),
            ),
        ]
    }

    /// What stands above the test list.
    pub fn proof(self) -> Vec<String> {
        vec![self.of(
            "A made-up list that proves the lines. Whoever moves a line moves it here too; `rules check` says where they differ.".to_owned(),
            "虚构的小清单，用来检验分界线。改动分界线时这里也要改；rules check 会指出不一致之处。".to_owned(),
        )]
    }

    /// What the test list proves.
    pub fn proves(self) -> &'static str {
        self.of(
            "a line itself belongs to the better tier, the smallest step below it to the next; a missing figure is not guessed",
            "分界线本身属于较高等级，略低于它属于下一等级；缺失的数值不作猜测",
        )
    }

    /// What the test list of words proves.
    pub fn proves_words(self) -> &'static str {
        self.of(
            "every word belongs to its group, whatever blanks stand around it; an unknown word goes to the last group, a missing one to none",
            "每个词归入各自的组，前后空格不影响；未列出的词归入最后一组，缺失的不归组",
        )
    }

    /// What the test list of days proves.
    pub fn proves_days(self) -> &'static str {
        self.of(
            "the last day of a tier belongs to it, the day before to the next; without a date nothing is guessed",
            "每个等级的最后一天属于该等级，再早一天属于下一等级；没有日期不作猜测",
        )
    }

    /// What came of it, for the user at the screen.
    pub fn summary(self, subject: &Subject) -> Vec<String> {
        let (by, column) = (self.basis(subject), &subject.column);
        let mut lines = vec![self.of(
            format!("{} customers, classified by {by} in the column `{column}`", count(subject.customers)),
            format!("共 {} 位客户，按{by}分类，标签列为 {column}", count(subject.customers)),
        )];
        if let Basis::Measured(measured) = &subject.basis {
            let mut before = 0;
            for (line, label) in measured.curve.lines().iter().zip(LABELS) {
                let (value, customers) =
                    (line.value.grouped(usize::from(line.value.scale())), count(line.part.customers - before));
                before = line.part.customers;
                lines.push(self.of(
                    format!("{label} from {value}: {customers} customers"),
                    format!("{label}：{value} 起，{customers} 位客户"),
                ));
            }
        }
        if subject.orders {
            lines.extend(self.order_list());
        }
        lines
    }

    /// The title of the file.
    pub fn title(self, basis: &str) -> String {
        let basis = shown(basis);
        self.of(format!("Customers by {basis}"), format!("客户分类（按{basis}）"))
    }
}

const TOPS: [Decimal; 5] = [
    Decimal::from_parts(1, 2),
    Decimal::from_parts(5, 2),
    Decimal::from_parts(10, 2),
    TWENTY,
    Decimal::from_parts(50, 2),
];
const TWENTY: Decimal = Decimal::from_parts(20, 2);
const SEVENTY: Decimal = Decimal::from_parts(70, 2);
const EIGHTY: Decimal = Decimal::from_parts(80, 2);
const NINETY: Decimal = Decimal::from_parts(90, 2);
const NINETY_FIVE: Decimal = Decimal::from_parts(95, 2);
/// Fewer customers than this draw no reliable curve.
const FEW: u64 = 20;

/// A text of the list on one line of a comment: without control characters, and not endless.
fn shown(text: &str) -> String {
    const LENGTH: usize = 60;
    let plain = |c: char| {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            ' '
        } else {
            c
        }
    };
    let mut line = text.chars().take(LENGTH).map(plain).collect::<String>().trim().to_owned();
    if text.chars().count() > LENGTH {
        line.push('…');
    }
    line
}

/// A word of a command as a shell takes it.
pub fn quoted_for_shell(word: &str) -> String {
    let word = shown(word);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '=' | ':' | ',' | '+');
    if !word.is_empty() && word.chars().all(plain) { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
}
