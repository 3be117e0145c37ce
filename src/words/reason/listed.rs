//! A value in a tier's list: `city 杭州 belongs to East`.

use crate::score::Code;
use crate::words::wording::Wording;

impl Wording<'_> {
    pub(super) fn listed(&self, name: &str, value: &str, code: Code, rest: bool) -> String {
        let (words, column, value) = (self.language.words(), self.column(name), self.word(name, value));
        match (code, rest) {
            (Code::NONE, _) => words.in_no_list(&column.name, value),
            (code, true) => words.in_no_other_list(&column.name, value, &self.tier(code)),
            (code, false) => words.belongs_to(&column.name, value, &self.tier(code)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::words::testing::{reasons, scored};
    use crate::words::unclassified_reasons;

    fn area(rest: &str) -> String {
        format!(
            r#"
[[rule]]
name   = "side"
method = "lookup"
field  = "city"
tier   = [ {{ label = "East", zh = "华东", values = ["Shanghai", "上海"] }}, {{ label = "North", values = ["Beijing"] }}{rest} ]
"#
        )
    }

    #[test]
    fn a_value_is_in_a_list_or_takes_what_is_left() {
        let expected = [
            ["city 上海 belongs to East", "城市 上海，属于华东"],
            ["city Beijing belongs to North", "城市 Beijing，属于 North"],
            ["city 大连 is in no other tier's list, so it is in other", "城市 大连，不在其他等级的列表中，归入其他"],
            ["city is missing", "缺少城市"],
        ];
        assert_eq!(
            reasons(&area(", { label = \"other\", zh = \"其他\" }"), "city\n上海\nBeijing\n大连\n\"\"\n"),
            expected
        );
    }

    #[test]
    fn without_a_tier_for_the_rest_a_value_may_be_in_no_list() {
        let list = "city\n大连\n沈阳\n";
        assert_eq!(reasons(&area(""), list)[0], ["city 大连 is in no tier's list", "城市 大连，不在任何等级的列表中"]);
        let causes =
            scored(&area(""), list, |scored| Language::ALL.map(|language| unclassified_reasons(scored, 0, language)));
        assert_eq!(causes, [["2 customers: city is in no tier's list"], ["2 位客户：城市不在任何等级的列表中"]]);
    }

    #[test]
    fn yes_no_and_words_are_said_in_the_language() {
        let rule = r#"
[[rule]]
name   = "sort"
method = "lookup"
field  = "chain"
tier   = [ { label = "key", values = ["yes"] }, { label = "other" } ]
[fields.chain]
type    = "flag"
headers = ["连锁"]
"#;
        let expected = [
            ["chain yes belongs to key", "连锁 是，属于 key"],
            ["chain no is in no other tier's list, so it is in other", "连锁 否，不在其他等级的列表中，归入 other"],
        ];
        assert_eq!(reasons(rule, "chain\nyes\nno\n"), expected);
    }
}
