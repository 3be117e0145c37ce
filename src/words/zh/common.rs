//! Figures, names, and what stands between words.

use crate::words::found_in;

sentences! {
    CommonWords(self) for Chinese by zh {
        percent(figure) => "{figure}%";
        percentage_points(figure) => "{figure} 个百分点";
        far => "很多";
        yes_or_no(flag: bool) -> &'static str => { if flag { "是" } else { "否" } };
        comma => "、";
        clause_comma => "，";
        semicolon => "；";
        colon => "：";
        or => "或";
        between_sentences => "";
        brackets(text) => "（{text}）";
        aside(text, aside) => "{text}（{aside}）";

        score_suffix => "_得分";
        previous_suffix => "_上次";
        change_suffix => "_变动";
        override_suffix => "_人工";
        why_suffix => "_原因";
        action_suffix => "_做法";
        next_contact_column => "下次联系";

        unclassified => "未分类";
        blank_group => "空白";
        total => "合计";
        score_total => "得分";
        numbered_tier(label) => "{label} 档";
        heading(key: &'static str, english: &'static str) -> &'static str => { found_in(HEADINGS, key).unwrap_or(english) };
        color_name(english: &'static str) -> &'static str => { found_in(COLORS, english).unwrap_or(english) };
    }
}

const COLORS: &[(&str, &str)] = &[
    ("black", "黑色"),
    ("white", "白色"),
    ("grey", "灰色"),
    ("brown", "棕色"),
    ("orange", "橙色"),
    ("yellow", "黄色"),
    ("green", "绿色"),
    ("turquoise", "青色"),
    ("blue", "蓝色"),
    ("purple", "紫色"),
    ("pink", "粉色"),
    ("red", "红色"),
];

/// Headings by their keys.
const HEADINGS: &[(&str, &str)] = &[
    ("tier", "等级"),
    ("customers", "客户数"),
    ("customer_share", "客户占比"),
    ("expected_customer_share", "预期占比"),
    ("revenue", "销售额"),
    ("revenue_share", "销售额占比"),
    ("average", "户均"),
    ("cumulative_share", "累计占比"),
    ("sum", "合计"),
    ("share", "占比"),
    ("rule", "规则"),
    ("title", "名称"),
    ("about", "说明"),
    ("family", "类别"),
    ("ready", "可用"),
    ("uses", "使用的列"),
    ("without", "没有也可"),
    ("lacks", "还缺"),
    ("fields", "所需字段"),
    ("columns", "输出列"),
    ("field", "字段"),
    ("column", "列"),
    ("why", "依据"),
    ("values", "有值"),
    ("missing", "缺失"),
    ("bad", "无法读取"),
    ("expression", "计算式"),
    ("score", "得分"),
    ("fact", "项目"),
    ("value", "值"),
    ("field_type", "类型"),
    ("to_use_it", "使用方法"),
    ("to_settle_it", "指定方法"),
    ("place", "位置"),
    ("text", "原文"),
    ("reading", "读法"),
    ("previous", "上次"),
    ("now", "本次"),
    ("change", "变动"),
    ("revenue_before", "上次销售额"),
    ("revenue_now", "本次销售额"),
    ("old_rule", "旧规则"),
    ("new_rule", "新规则"),
    ("by_old_rule", "按旧规则"),
    ("by_new_rule", "按新规则"),
    ("id", "客户编号"),
    ("name", "客户名称"),
    ("reason", "原因"),
    ("action", "服务措施"),
    ("status", "状态"),
    ("status_code", "状态代码"),
    ("days_overdue", "逾期天数"),
    ("days_until", "剩余天数"),
    ("owner", "负责人"),
    ("script", "话术"),
    ("mark", "标记"),
    ("last_contact", "上次联系"),
    ("next_contact", "下次联系"),
];
