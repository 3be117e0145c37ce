//! Ids that several customers have.

use crate::language::Language;
use crate::list::RepeatedIds;
use crate::place::Place;

/// `2 of 5 customers have the id of an earlier one, first list.csv:4:1, as list.csv:2:1`. The places are those of the earlier
/// customer and of the first that repeats its id.
pub fn repeated_ids(repeated: &RepeatedIds, [earlier, place]: &[Place; 2], language: Language) -> String {
    let RepeatedIds { count, known, one_in, .. } = *repeated;
    let (earlier, place) = (super::place(earlier, language), super::place(place, language));
    if one_in > 1 {
        return match language {
            Language::En => format!(
                "at least {count} of {known} customers have the id of an earlier one, as a sample of one id in {one_in} shows; for example {place}, as {earlier}"
            ),
            Language::Zh => format!(
                "抽查每 {one_in} 个编号中的一个可知：{known} 个客户中至少有 {count} 个的编号与前面的客户相同，例如 {place} 与 {earlier} 相同"
            ),
        };
    }
    let has = if count == 1 { "has" } else { "have" };
    match language {
        Language::En => {
            format!("{count} of {known} customers {has} the id of an earlier one, first {place}, as {earlier}")
        }
        Language::Zh => {
            format!("{known} 个客户中有 {count} 个的编号与前面的客户相同，首先是 {place}，与 {earlier} 相同")
        }
    }
}

/// What it means where most ids repeat.
pub fn order_list(language: Language) -> &'static str {
    language.of(
        "most ids repeat: this looks like a list of orders, and each order is classified as if it were a customer; \
         sum it up to one row for each customer first (a pivot table does that)",
        "大多数编号重复：这像是订单表，每一行订单都被当作一个客户分类；请先按客户汇总为每个客户一行（数据透视表即可）",
    )
}
