//! What the handbook says of rules: of each, of its method, and of all together.

use crate::rule::field::FieldKind;
use crate::rule::method::ranking::Crossing;
use crate::words::found_in;
use crate::words::handbook::{Cut, Edge};

const FAMILIES: &[(&str, &str)] = &[
    ("value", "价值——谁带来收入"),
    ("state", "往来状态"),
    ("prospects", "潜在客户——离成交多近，何时联系"),
    ("relationship", "关系与类别"),
    ("temperament", "性格——如何与这位客户打交道"),
    ("beyond", "通行方法（来源之外）"),
];

sentences! {
    HandbookWords(self) for Chinese by zh {
        notes_heading => "依据与说明";
        fields_heading => "清单需要的列";
        derived_heading => "由此计算";
        columns_heading => "分类结果";
        params_heading => "可调整的数值";
        commands_heading => "常用命令";
        example_heading => "示例";
        param_headings() -> [&'static str; 4] => { ["名称", "数值", "用于", "修改方法"] };
        page_file(rule) => { format!("{rule}.zh.md") };
        family_line(family) => "类别：{family}";
        source_line(source) => "来源：{source}";
        field_type(kind: &FieldKind) -> &'static str => {
            match kind {
                FieldKind::Tags => "观察到的特征，用分号隔开",
                other => super::readings::field_type(other),
            }
        };
        called_and_name(called, name) => "{called}（{name}）";
        may_be_left_out(kind) => "{kind}；可以没有此列";
        others_instead(kind, others: &[String]) => { format!("{kind}；也可用{}代替", others.join("或")) };
        for_follow_up(kind) => "{kind}；仅用于后续跟进（due、下次联系）；可以没有此列";
        headers(shown: &[String], all: usize) => {
            let shown_text = shown.join("、");
            if all > shown.len() { format!("表头：{shown_text}等 {all} 种") } else { format!("表头：{shown_text}") }
        };
        words_of_choice(words) => "用词：{words}";
        blank_counts_as(value) => "空白视为{value}";
        example_of(as_of: Option<&str>) => {
            let day = as_of.map_or_else(String::new, |day| zh!("，日期为 {day}"));
            zh!("每种结果一位客户，取自本规则的测试清单{day}：")
        };
        example_list => "客户清单.xlsx";
        language_option => " --lang zh";
        about_score => "加上分类、原因和服务措施";
        about_due => "列出现在及一周内应联系的客户";
        about_set => "改用自己的数值";
        about_as_of => "按指定日期而不是今天计算";
        about_toml => "导出规则文件，修改后用 -r ./mine.toml 使用";
        dictionary_title => "通用字段";
        dictionary_about => "按表头识别列：字段名或下列任一表头均可，不区分大小写、全半角、空格和标点，括号中的单位不算表头的一部分。";

        first_in_list(columns: &[String]) => { format!("{}（取清单中先有的一列）", columns.join("或")) };
        everybody_else => "其余客户";
        everything_else => "其余";
        nobody => "没有客户";
        equal_values(crossing: Crossing) -> &'static str => {
            match crossing {
                Crossing::Better => "数值相同的客户总在同一级，跨越界线的客户归入较高一级。",
                Crossing::Worse => "数值相同的客户总在同一级，跨越界线的客户归入较低一级。",
            }
        };
        needs(needed, column: Option<&str>, per: Option<&str>) => {
            let per = per.map(|per| zh!("每个{per}内")).unwrap_or_default();
            match column {
                Some(column) => zh!("{per}填有{column}的客户不足 {needed} 位时，不作分类。"),
                None => zh!("可以分类的客户不足 {needed} 位时，不作分类。"),
            }
        };
        unranked => "各类并列，没有高低之分。";
        hidden_column => "中间步骤：结果中不输出此列。";

        ranking(field, low: bool, cut: &Cut, per: Option<&str>) => {
            let first = if low { "从低到高" } else { "从高到低" };
            let cut = match cut {
                Cut::Bins(bins) => format!("平均分成 {bins} 份，{bins} 最好，1 最低"),
                Cut::Sum(field) => zh!("按累计{field}的占比划线"),
                Cut::Shares => "按客户数的占比划线".to_owned(),
                Cut::Numbers => "按客户数划线".to_owned(),
            };
            let per = per.map(|per| zh!("，每个{per}内分别计算")).unwrap_or_default();
            zh!("客户按{field}{first}排名，{cut}{per}。")
        };
        share(share, first: bool, last: bool, of: Option<&str>, expected: Option<&str>) => {
            let place = if first { "前" } else if last { "其余" } else { "接下来" };
            let of = of.map_or_else(|| "的客户".to_owned(), |field| zh!("的{field}"));
            let expected = expected.map(|part| format!("（教科书上占客户的 {part}）")).unwrap_or_default();
            zh!("{place} {share}{of}{expected}")
        };

        number(number, first: bool) => {
            if first { zh!("前 {number} 位客户") } else { zh!("其后 {number} 位客户") }
        };

        threshold(field, per: Option<&str>) => {
            let per = per.map(|per| zh!("，每个{per}各有界线")).unwrap_or_default();
            zh!("按{field}的固定界线划分{per}。")
        };
        range(lower: Option<&Edge>, upper: Option<&Edge>) => {
            let from = |edge: &Edge| format!("{} {}", if edge.inclusive { "达到" } else { "超过" }, edge.text);
            let to = |edge: &Edge| format!("{} {}", if edge.inclusive { "不超过" } else { "低于" }, edge.text);
            match (lower, upper) {
                (Some(low), Some(high)) if low.inclusive && high.inclusive => format!("{} 至 {}", low.text, high.text),
                (Some(low), Some(high)) => format!("{}，{}", from(low), to(high)),
                (Some(low), None) => from(low),
                (None, Some(high)) => to(high),
                (None, None) => self.everything_else().to_owned(),
            }
        };

        scorecard(weighted: bool) -> &'static str => {
            match weighted {
                true => "每项得 0 至 100 分，按权重计入总分，由总分定级。",
                false => "各项得分相加，由总分定级。",
            }
        };
        score_column(column) => "总分写入 {column}_score 列。";
        weighted(weight, points) => "权重 {weight}：{points}";
        ramp(from, to, step: Option<&str>) => {
            let step = step.map(|step| format!("，向下取整到 {step} 的倍数")).unwrap_or_default();
            format!("{from} 为 0 分，{to} 为 100 分，其间按比例{step}")
        };
        points(when, points) => "{when}：{points} 分";
        as_given => "按原值计，0至100";
        by_total => "按总分：";

        decision(first: bool) -> &'static str => {
            match first {
                false => "自上而下检查，符合的第一类即为该客户的类别。",
                true => "自上而下检查，标有“先看”的条件在其他条件之前检查，符合的第一类即为该客户的类别。",
            }
        };
        tested_first(condition) => "先看：{condition}";
        tested_first_and_also(first, also) => "先看：{first}；另外：{also}";

        matrix(rows, cols) => "由两个分类合成：竖向为 {rows}，横向为 {cols}。";
        profile(field, needed) => {
            let least = if needed == "1" { String::new() } else { format!("且至少 {needed} 项") };
            zh!("把观察到的特征记在{field}列，符合特征最多{least}的类型胜出；数目相同时取写在前面的类型。")
        };
        signs(tags: &[String]) => { format!("特征：{}", tags.join("、")) };
        lookup(field, rest: bool) => {
            let others = if rest { "" } else { "；其他用词为未分类" };
            zh!("由{field}中的用词决定{others}。")
        };
        and_more(shown, more: usize, all: usize) => { format!("{shown}等 {all} 个") };

        family(key) -> Option<&'static str> => { found_in(FAMILIES, key) };
        needs_and_takes(needed, optional) => "{needed}（如有则用：{optional}）";
        any_of(fields: &[String]) => { format!("{}中任意一项", fields.join("、")) };
        title_and_about(title, about) => "{title}。{about}";
        needs_and_gives(needs, columns: &[String]) => { format!("需要：{needs}；给出：{}。", columns.join("、")) };
        library_head => "# 规则手册\n\n[English](README.md)\n\n\
             以下分类方法开箱即用：`custclass score 客户清单.xlsx -r 规则名 --lang zh`。\
             `custclass rules list --for 客户清单.xlsx --lang zh` 列出您的清单可以使用哪些规则，\
             `custclass rules show 规则名 --lang zh` 显示某条规则的说明。本手册由程序根据规则文件生成。\n";
        how_many_ready(list, ready: usize, of: usize) => "{list}：{of} 条规则中 {ready} 条可直接使用";
        rules_ready => "可直接使用";
        rules_not_ready => "还缺一些列（由少到多）";
        found(called, header) => "{called}（“{header}”列）";
        read_as_blank => "视为空白";
        counts_as(value) => { format!("视为{value}") };
        column_is_empty(header) => "“{header}”列是空的";
        several_fit => "有几列同样符合，请用 --map 指定";
    }
}
