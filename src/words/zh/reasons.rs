//! Why a customer has its label.

use super::has_han;
use crate::rule::expression::Comparison;
use crate::words::figure::Count;
use crate::words::reason::{Fault, Position};

sentences! {
    ReasonWords(self) for Chinese by zh {
        short_of(position: &Position<'_>, distance) => { placed(position, "距", &zh!("还差{distance}")) };
        short_of_above(position: &Position<'_>, distance, bound) => { placed(position, "距", &zh!("还差{distance}（须高于{bound}）")) };
        over_the_limit(position: &Position<'_>, distance) => { placed(position, "比", &zh!("的上限高出{distance}")) };
        over_the_limit_below(position: &Position<'_>, distance, bound) => { placed(position, "比", &zh!("的上限高出{distance}（须低于{bound}）")) };
        on_the_bound(position: &Position<'_>) => { placed(position, "正好在", "的界线上，越过界线才算") };
        reaches(position: &Position<'_>, range) => { placed(position, "达到", &zh!("（{range}）")) };
        is_within(position: &Position<'_>, range) => { placed(position, "属于", &zh!("（{range}）")) };
        takes_the_rest(position: &Position<'_>) => { placed(position, "归入", "（其余客户）") };
        line_on_the_list(tier) => "本列表中{tier}的界线";
        from(bound) => "{bound} 起";
        above(bound) => "高于 {bound}";
        up_to(bound) => "不超过 {bound}";
        below(bound) => "低于 {bound}";
        too_few(column: Option<&str>, group: Option<&str>, customers: Count, needed: Count) => {
            let group = group.map_or_else(String::new, |group| zh!("{group}中"));
            match column {
                Some(column) => zh!("{group}只有{customers}位客户填有{column}，而规则需要{needed}位"),
                None => zh!("{group}只有{customers}位客户可以分类，而规则需要{needed}位"),
            }
        };
        unknown_group(column, group) => "规则没有为{column} {group} 设界线";
        outside(name, value) => "{name} {value}，不在任何等级的范围内";
        outside_anywhere(name) => "{name}不在任何等级的范围内";

        cell(row, row_label, col, col_label, label) => "{row}为{row_label}，{col}为{col_label}，对应{label}";
        empty_cell(row, row_label, col, col_label) => "{row}为{row_label}，{col}为{col_label}，表中没有对应的等级";

        belongs_to(name, value, tier) => "{name} {value}，属于{tier}";
        in_no_other_list(name, value, tier) => "{name} {value}，不在其他等级的列表中，归入{tier}";
        in_no_list(name, value) => "{name} {value}，不在任何等级的列表中";
        unlisted(name) => "{name}不在任何等级的列表中";

        most_points_lost(sentence, items) => "{sentence}；失分最多：{items}";
        item_points(item, points) => "{item}：{points}分";
        item_points_weighted(item, points, weight, product) => "{item}：{points}分 × {weight} = {product}";

        no_tags_match => "客户的标签与任何类别都不匹配";
        tags_match(tier, tags) => "{tier}匹配{tags}";
        tags_match_too(tier, tags, equal: &[String]) => {
            let equal = equal.join("、");
            zh!("{tier}匹配{tags}；{equal}匹配数相同，但在规则中排在后面")
        };
        too_few_tags(needed: Count, tier, tags) => "没有类别匹配到{needed}个标签；最接近的是{tier}，匹配{tags}";
        tags(number: Count, tags) => "{number} 个标签（{tags}）";

        no_condition_holds => "不符合任何条件";
        no_condition_leaves(tier) => "不符合任何条件，归入{tier}";
        condition_holds(condition) => "符合条件{condition}";
        condition_of_tier_holds(tier) => "符合{tier}的条件";
        condition(condition) => "条件：{condition}";
        cannot_calculate(condition) => "{condition}无法计算";
        cannot_tell(tier, cause) => "无法判断是否属于{tier}：{cause}";
        value_missing => "缺失";
        condition_of(tier) => "{tier}的条件";
        tier_needs(tier, need) => "{tier}须{need}";
        also_needs(tier, need) => "{tier}还须{need}";
        need(name, comparison, bound, now, way) => "{name}{comparison}{bound}（现为{now}，{way}）";
        need_date(name, comparison, bound, now) => "{name}{comparison}{bound}（现为{now}）";
        need_condition(condition) => "符合：{condition}";
        need_compared(comparison: Comparison) -> &'static str => {
            match comparison {
                Comparison::AtLeast | Comparison::Equal | Comparison::Unequal => "达到",
                Comparison::Greater => "高于",
                Comparison::AtMost => "不超过",
                Comparison::Less => "低于",
            }
        };
        rule_column(name) => { name.to_owned() };
        derived_name(name, words: Option<String>) => { words.unwrap_or_else(|| if has_han(name) { name.to_owned() } else { "计算值".to_owned() }) };
        more(distance) => "还差{distance}";
        less(distance) => "多出{distance}";
        date_compared(comparison: Comparison) -> &'static str => {
            match comparison {
                Comparison::Equal => "为",
                Comparison::Unequal => "不为",
                Comparison::Less => "早于",
                Comparison::AtMost => "不晚于",
                Comparison::Greater => "晚于",
                Comparison::AtLeast => "不早于",
            }
        };

        lacks_the_column => "列表中没有此规则所需的列";
        faulty(fault: Fault, names: &[String]) => {
            let names = names.join("、");
            match fault {
                Fault::Missing => zh!("缺少{names}"),
                Fault::Incalculable => zh!("{names}无法计算"),
                Fault::Unclassified => zh!("{names}未分类"),
                Fault::NoNumber => zh!("{names}不是数字"),
                Fault::NoPercentage => zh!("{names}不是百分比"),
                Fault::NoDate => zh!("{names}不是日期"),
                Fault::NoFlag => zh!("{names}不是“是”或“否”"),
                Fault::UnknownWord => zh!("{names}不是可识别的选项"),
                Fault::Unreadable => zh!("{names}无法读取"),
                Fault::OtherCurrency => zh!("{names}为其他币种"),
                Fault::NoCurrency => zh!("{names}没有币种"),
                Fault::OutsidePoints => zh!("{names}不在 0–100 之内"),
                Fault::NoStep => zh!("{names}不在任何分档内"),
            }
        };
    }
}

/// `销售额 45,100.00，在华东距 A……`.
fn placed(position: &Position<'_>, before: &str, behind: &str) -> String {
    let Position { name, value, tier, group } = position;
    let group = group.map_or_else(String::new, |group| zh!("在{group}"));
    zh!("{name} {value}，{group}{before}{tier}{behind}")
}
