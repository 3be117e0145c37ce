//! What is said of a list and of its result besides the tables.

use crate::score::Movement;
use crate::words::figure::Count;

sentences! {
    ResultWords(self) for Chinese by zh {
        unclassified_note(unclassified: Count, customers: Count) => "{customers} 位客户中有 {unclassified} 位未分类（使用 --strict 时视为错误，且不写入任何文件）";
        unclassified_because(customers: Count, cause) => "{customers} 位客户：{cause}";
        as_of(date) => "计算基准日：{date}";
        in_currency(name, currency) => "{name}以 {currency} 计";
        in_ones(name, currency, factor: Count) => {
            let currency = if currency.is_empty() { String::new() } else { format!("以 {currency} 计，") };
            format!("{name}{currency}为列表中的数值乘以 {factor}")
        };
        no_revenue => "列表中没有销售额列，因此不显示销售额及其占比和平均值";
        no_column(name) => "列表中没有{name}列：全部客户按缺失处理";
        no_column_but(name, value) => "列表中没有{name}列：全部客户按“{value}”处理";
        absent_rule(column, field) => "未生成{column}列，因为列表中没有{field}列";

        nobody_in_tier(tier) => "{tier}没有客户：其份额已被更高等级占满";
        tier_ends(tier, value, customers: Count, of: Count, share: Option<(&str, Option<&str>)>, equal: Count) => {
            let share = share.map(|(share, measure)| zh!("，累计占{}的{share}", measure.unwrap_or("客户数")));
            let equal = (equal.0 > 1).then(|| zh!("；{equal}位数值相同的客户归在一起"));
            let (share, equal) = (share.unwrap_or_default(), equal.unwrap_or_default());
            zh!("{tier}止于{value}，第{customers}位客户（共{of}位）{share}{equal}")
        };
        nobody_has_a_value(column) => "没有客户填有{column}，因此没有分界线";
        adds_up_to_nothing(column, last) => "{column}合计为 0（负数按 0 计），因此全部客户归入最后一级（{last}）";
        largest_group(largest, groups: Count) => "{largest}是{groups}个组中最大的一组，各组分界线不同";

        movement(movement: Movement) -> &'static str => {
            match movement {
                Movement::Up => "升级",
                Movement::Down => "降级",
                Movement::Same => "不变",
                Movement::New => "新增",
                Movement::Changed => "变更",
            }
        };
        lost => "流失";
        new_customers => "新增客户";
        lost_customers => "流失客户";
        movers => "变动客户";
        nobody_moved => "没有客户变动";
        more_movers(customers: Count) => "另有 {customers} 位；使用 -o movers.xlsx 或 --format csv 可查看全部";
        customers_compared(before: Count, now: Count, both: Count) => "上次 {before} 位客户，本次 {now} 位；两次均有 {both} 位";

        kept(reason, tier) => "{reason}；上次为{tier}，予以保留";
        kept_above(reason, tier, end) => "{reason}；上次为{tier}，高于{end}时予以保留";
        kept_below(reason, tier, end) => "{reason}；上次为{tier}，低于{end}时予以保留";
        set_to(set, own, reason) => "人工设为{set}；按规则为{own}：{reason}";
        set_to_because(set, details, own, reason) => "人工设为{set}（{details}）；按规则为{own}：{reason}";
        set_by_hand => "人工设定";
        by_person(person) => "经办人：{person}";
        until(date) => "有效期至 {date}";
        keeping_tiers(customers: Count) => "{customers} 位客户保留上次等级（hold）";
        labels_by_hand(labels: Count) => "{labels} 个标签为人工设定";
        lapsed(id, label, date) => "客户{id}的人工标签{label}已于{date}后失效";
        not_in_list(id, label) => "人工标签{label}所指的客户{id}不在列表中";
        moved(customers: Count, movement) => "{movement} {customers}";
        since_list(earlier, movements) => "与{earlier}相比：{movements}";
        since_list_gone(earlier, movements, gone: Count) => "与{earlier}相比：{movements}；其中{gone}位客户已不在本列表中";

        hidden_parts(sheet, parts: &[String]) => { zh!("工作表“{sheet}”中隐藏但照常读取的内容：{}", parts.join("；")) };
        hidden_sheet => "整个工作表";
        hidden_rows(rows: Count, numbers: &[String]) => {
            let more = if rows.0 > numbers.len() as u64 { "…" } else { "" };
            format!("{rows} 行（第 {}{more} 行）", numbers.join("、"))
        };
        hidden_columns(columns: Count, letters: &[String]) => {
            let more = if columns.0 > letters.len() as u64 { " …" } else { "" };
            format!("{} 列{more}", letters.join("、"))
        };
        repeated_ids(count: u64, known: u64, place, earlier) => "{known} 个客户中有 {count} 个的编号与前面的客户相同，首先是 {place}，与 {earlier} 相同";
        repeated_ids_sampled(count: u64, known: u64, one_in: u64, place, earlier) => "抽查每 {one_in} 个编号中的一个可知：{known} 个客户中至少有 {count} 个的编号与前面的客户相同，例如 {place} 与 {earlier} 相同";
        order_list => "大多数编号重复：这像是订单表，每一行订单都被当作一个客户分类；请先按客户汇总为每个客户一行（数据透视表即可）";
    }
}
