//! What the comments say of columns beside the one that customers are classified by, and of lists without numbers.

use super::{Comments, shown};
use crate::language::Language;
use crate::number::Decimal;
use crate::result::starter::{Content, Recency};

impl Comments {
    /// What stands above the fields that the dictionary does not know.
    pub(super) fn fields(self) -> &'static str {
        match self.language {
            Language::Zh => "词典里没有的列。条件和后面的规则可以使用；不需要的可以删掉。",
            _ => {
                "Columns that no rule knows yet. Conditions and later rules may use them; take out what you do not need."
            }
        }
    }

    /// What a column seems to be.
    pub(super) fn content(self, content: Content) -> &'static str {
        let [en, zh] = match content {
            Content::Number => ["numbers", "数字"],
            Content::Percent => ["percentages", "百分数"],
            Content::Date => ["dates", "日期"],
            Content::Flag => ["yes or no", "是或否"],
            Content::Words => ["a few values that come again and again", "少数几个反复出现的值"],
            Content::Text => ["texts", "文字"],
        };
        match self.language {
            Language::Zh => zh,
            _ => en,
        }
    }

    /// What stands above the sum of several columns.
    pub(super) fn sum(self, field: &str) -> String {
        match self.language {
            Language::Zh => format!(
                "有好几列数字。如要按合计分类：去掉下面两行开头的 #，只保留应当相加的列，\n\
                 把规则里的 field = \"{field}\" 改为 field = \"sum_of_columns\"，并在检验清单里写上这些列。"
            ),
            _ => format!(
                "Several columns hold numbers. To classify by their sum: remove the # before the next two lines, leave those columns in it that\n\
                 belong together, write field = \"sum_of_columns\" instead of \"{field}\" in the rule, and write these columns into the test list."
            ),
        }
    }

    /// What stands above a second rule on dates.
    pub(super) fn recency(self, recency: &Recency) -> String {
        let (field, facts) = (&recency.field, self.recency_facts(recency));
        match self.language {
            Language::Zh => {
                format!("多久没来了？去掉下面各行以及上面 as_of 前的 #，即可按 {field} 再得到一列标签。\n{facts}")
            }
            _ => format!(
                "How long ago? Remove the # before the next lines, and before as_of above, for a second label column by {field}.\n{facts}"
            ),
        }
    }

    /// What the dates of the list say.
    pub(super) fn recency_facts(self, recency: &Recency) -> String {
        let Recency { oldest, newest, lines: [first, second], .. } = recency;
        let header = shown(&recency.header);
        let [of_first, of_second] = recency.shares.map(|share| self.share(share));
        match self.language {
            Language::Zh => format!(
                "“{header}”列从 {oldest} 到 {newest}。从最后一天往回算，{of_first} 的客户在 {first} 天以内，\n\
                 {of_second} 在 {second} 天以内。实际运行从当天算起，也可用 --as-of 指定日期。"
            ),
            _ => format!(
                "The column \"{header}\" goes from {oldest} to {newest}. Counted back from that last day, {of_first} of the customers lie\n\
                 within {first} days and {of_second} within {second}. A run counts from today, or from the day of --as-of."
            ),
        }
    }

    /// What stands above the groups of a lookup.
    pub(super) fn words(self, header: &str, shares: &[(String, Decimal)]) -> String {
        let header = shown(header);
        let words = shares.iter().map(|(word, share)| (shown(word), self.share(*share)));
        match self.language {
            Language::Zh => format!(
                "清单里没有数字列，因此按“{header}”列中的词分组：\n{}把同类的词放进同一个等级，并给等级起自己的名字。",
                words.map(|(word, share)| format!("  {word}：{share}\n")).collect::<String>()
            ),
            _ => format!(
                "The list has no column of numbers, so the customers are grouped by the words of the column \"{header}\":\n{}\
                 Put words that belong together into one tier, and give the tiers names of your own.",
                words.map(|(word, share)| format!("  {word}: {share}\n")).collect::<String>()
            ),
        }
    }

    /// What the test list of words proves.
    pub(super) fn proves_words(self) -> &'static str {
        match self.language {
            Language::Zh => "每个词归入各自的组，前后空格不影响；未列出的词归入最后一组，缺失的不归组",
            _ => {
                "every word belongs to its group, whatever blanks stand around it; an unknown word goes to the last group, a missing one to none"
            }
        }
    }

    /// What the test list of days proves.
    pub(super) fn proves_days(self) -> &'static str {
        match self.language {
            Language::Zh => "每个等级的最后一天属于该等级，再早一天属于下一等级；没有日期不作猜测",
            _ => "the last day of a tier belongs to it, the day before to the next; without a date nothing is guessed",
        }
    }
}
