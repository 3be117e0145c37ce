//! What a frozen rule file says of itself.

use crate::words::figure::Count;

sentences! {
    FrozenWords(self) for Chinese by zh {
        frozen_head(list, customers: Count) => "固定分界线：取自 {list}，共{customers}位客户。";
        frozen_title(title, list) => "{title}（分界线取自 {list}）";
        frozen_about(list, customers: Count) => "分界线固定，取自 {list} 的{customers}位客户。";
        frozen_note(list, as_of: Option<&str>) => {
            let as_of = as_of.map_or_else(String::new, |day| zh!("（以 {day} 为当天）"));
            zh!("分界线取自 {list}{as_of}，此后不再变动，以便用同一标准衡量以后的列表；在该列表上，每位客户的等级与按排名划分时相同。")
        };
        drawn_by(about) => "这些界线的划法：{about}";
        groups_note => "分界线按组划分。所在组没有分界线的客户不分类，原因中会写明是哪一组。";
        not_frozen_note(rule) => "{rule}仍按排名划分：没有客户得到它的等级。";
        unreached_note(rule, tiers: &[String]) => { zh!("{rule}：没有客户达到{}。", tiers.join("、")) };
        left_out(tiers: &[String]) => { zh!("此列表中没有客户达到{}，因此略去", tiers.join("、")) };
        kept_empty(tiers: &[String]) => { zh!("此列表中没有客户达到{}；因后面的规则要用而保留，min = {{}} 表示没有客户达到", tiers.join("、")) };
        still_ranks => "未固定：此列表中没有客户得到它的等级";
        lines_hold(list) => "{list} 中位于各分界线两侧的客户，等级不变";
    }
}
