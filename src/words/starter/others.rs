//! What the comments say of columns beside the one that customers are classified by, and of lists without numbers.

use super::{Comments, shown};
use crate::number::Decimal;
use crate::result::starter::{Content, Recency};

impl Comments {
    /// What stands above the fields that the dictionary does not know.
    pub fn fields(self) -> Vec<String> {
        vec![self.of(
            "Columns that no rule knows yet. Conditions and later rules may use them; take out what you do not need.".to_owned(),
            "词典里没有的列。条件和后面的规则可以使用；不需要的可以删掉。".to_owned(),
        )]
    }

    /// What a column seems to be.
    pub fn content(self, content: Content) -> &'static str {
        match content {
            Content::Number => self.of("numbers", "数字"),
            Content::Percent => self.of("percentages", "百分数"),
            Content::Date => self.of("dates", "日期"),
            Content::Flag => self.of("yes or no", "是或否"),
            Content::Words => self.of("a few values that come again and again", "少数几个反复出现的值"),
            Content::Text => self.of("texts", "文字"),
        }
    }

    /// What stands above the sum of several columns.
    pub fn sum(self, field: &str) -> Vec<String> {
        vec![
            self.of(
                "Several columns hold numbers. To classify by their sum: remove the # before the next two lines, leave those columns in it that".to_owned(),
                "有好几列数字。如要按合计分类：去掉下面两行开头的 #，只保留应当相加的列，".to_owned(),
            ),
            self.of(
                format!("belong together, write field = \"sum_of_columns\" instead of \"{field}\" in the rule, and write these columns into the test list."),
                format!("把规则里的 field = \"{field}\" 改为 field = \"sum_of_columns\"，并在检验清单里写上这些列。"),
            ),
        ]
    }

    /// What stands above a second rule on dates.
    pub fn recency(self, recency: &Recency) -> Vec<String> {
        let mut lines = vec![self.of(
            format!("How long ago? Remove the # before the next lines, and before as_of above, for a second label column by {}.", recency.field),
            format!("多久没来了？去掉下面各行以及上面 as_of 前的 #，即可按 {} 再得到一列标签。", recency.field),
        )];
        lines.extend(self.recency_facts(recency));
        lines
    }

    /// What the dates of the list say.
    pub fn recency_facts(self, recency: &Recency) -> Vec<String> {
        let (newest, oldest, header) = (recency.newest, recency.oldest, shown(&recency.header));
        let [first, second] = recency.lines;
        let [of_first, of_second] = recency.shares.map(|share| self.share(share));
        vec![
            self.of(
                format!("The column \"{header}\" goes from {oldest} to {newest}. Counted back from that last day, {of_first} of the customers lie"),
                format!("“{header}”列从 {oldest} 到 {newest}。从最后一天往回算，{of_first} 的客户在 {first} 天以内，"),
            ),
            self.of(
                format!("within {first} days and {of_second} within {second}. A run counts from today, or from the day of --as-of."),
                format!("{of_second} 在 {second} 天以内。实际运行从当天算起，也可用 --as-of 指定日期。"),
            ),
        ]
    }

    /// What stands above the groups of a lookup.
    pub fn words(self, header: &str, shares: &[(String, Decimal)]) -> Vec<String> {
        let header = shown(header);
        let mut lines = vec![
            self.of(
                format!("The list has no column of numbers, so the customers are grouped by the words of the column \"{header}\":"),
                format!("清单里没有数字列，因此按“{header}”列中的词分组："),
            ),
        ];
        lines.extend(
            shares
                .iter()
                .map(|(word, share)| format!("  {}{}{}", shown(word), self.of(": ", "："), self.share(*share))),
        );
        lines.push(self.of(
            "Put words that belong together into one tier, and give the tiers names of your own.".to_owned(),
            "把同类的词放进同一个等级，并给等级起自己的名字。".to_owned(),
        ));
        lines
    }
}
