//! What is said of a list and of its result besides the tables.

use crate::list::NoCustomer;
use crate::rule::method::ranking::Crossing;
use crate::score::Movement;
use crate::score::line::{Crossed, Nobody};
use crate::words::figure::Count;

sentences! {
    ResultWords(self) for Chinese by zh {
        unclassified_note(unclassified: Count, customers: Count) => "{customers} 位客户中有 {unclassified} 位未分类（使用 --strict 时视为错误，且不写入任何文件）";
        rows_add_up(records: Count, customers: Count, others: Count, kinds) => "表头下 {records} 条记录 = {customers} 位客户 + {others} 行非客户（{kinds}）";
        other_rows(why: NoCustomer) -> &'static str => {
            match why {
                NoCustomer::Total => "合计行",
                NoCustomer::Header => "重复表头",
                NoCustomer::Foot => "表尾说明",
                NoCustomer::Blank => "空行",
            }
        };
        rows_from_to(first: u64, last: u64) => "{first} 至 {last}";
        rows_named(rows: &[String], is_one: bool, more: Count) => {
            let rows = rows.join("、");
            if more.0 > 0 { zh!("第 {rows} 行及另外 {more} 行") } else { zh!("第 {rows} 行") }
        };
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

        nobody_in_tier(tier, why: Nobody) => {
            match why {
                Nobody::Crossing => zh!("{tier}没有客户：下一位客户（连同数值相同者）会越过其分界线"),
                Nobody::NoneLeft => zh!("{tier}没有客户：更高等级已包含全部客户"),
                _ => zh!("{tier}没有客户：其份额已被更高等级占满"),
            }
        };
        nobody_in_tiers(tiers, cause) => "{tiers}没有客户：{cause}";
        nobody_has(column, labels) => "没有客户的{column}为{labels}";
        nobody_has_both(rows, cols) => "没有客户的{rows}与{cols}构成这样的组合";
        crossed(ends, crossed: Crossed) => {
            let Crossed { crossing, number, equal } = crossed;
            match crossing {
                Crossing::Better => zh!("{ends}；第 {number} 位之后的同值客户占用下一级的名额"),
                Crossing::Worse => zh!("{ends}；其后 {equal} 位数值相同，无法全部排入前 {number} 位，因此归入下一级"),
            }
        };
        crossing(crossing: Crossing, other, elsewhere: Count) => {
            let tier = match crossing {
                Crossing::Better => "较高",
                Crossing::Worse => "较低",
            };
            let elsewhere = match elsewhere.0 {
                0 => "所有客户的等级都不变".to_owned(),
                _ => format!("有 {elsewhere} 位客户等级不同"),
            };
            format!("跨越分界线的客户归入{tier}一级；如用 --crossing {other}，{elsewhere}")
        };
        less_than_one(tier, share, customers: Count, group: Option<(&str, Count, Count)>) => {
            match group {
                None => zh!("{tier}不足一位客户：{customers} 位客户的 {share}"),
                Some((group, short, groups)) => zh!("{groups} 个组中有 {short} 个组的{tier}不足一位客户，如{group}：{customers} 位客户的 {share}"),
            }
        };
        tier_ends(tier, value, customers: Count, of: Count, share: Option<(&str, Option<&str>)>, equal: Count) => {
            let share = share.map(|(share, measure)| zh!("，累计占{}的{share}", measure.unwrap_or("客户数")));
            let equal = (equal.0 > 1).then(|| zh!("；{equal}位数值相同的客户归在一起"));
            let (share, equal) = (share.unwrap_or_default(), equal.unwrap_or_default());
            zh!("{tier}止于{value}，第{customers}位客户（共{of}位）{share}{equal}")
        };
        nobody_has_a_value(column) => "没有客户填有{column}，因此没有分界线";
        adds_up_to_nothing(column, last) => "{column}合计为 0（负数按 0 计），因此全部客户归入最后一级（{last}）";
        negative_values(column, tier, share) => "划线时{column}的负数按 0 计：按此{tier}止于累计 {share}";
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
        repeated_names(count: u64, known: u64, is_least: bool, place, earlier) => {
            let least = if is_least { "至少" } else { "" };
            format!("{known} 个客户中{least}有 {count} 个与前面的客户同名，首先是 {place}，与 {earlier} 相同；列表没有可区分它们的编号")
        };
        left_formulas(formulas: Count) => "{formulas} 个公式（保留结果）";
        left_comments => "批注";
        left_drawings => "图表和图片";
        left_pivots => "数据透视表";
        left_macros => "宏";
        left_sheets(names: &[String]) => {
            let names = names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>();
            format!("工作表{}", names.join("、"))
        };
        left_behind(gone: &[String], shows_hidden: bool) => {
            let shown = if shows_hidden { "；隐藏的行列会显示出来" } else { "" };
            let gone = gone.iter().map(|what| format!("{what}、")).collect::<String>();
            format!("输出是只含列表数值的新工作簿，不包括：{gone}单元格外观{shown}")
        };
        sheet_alike(read, others: &[String]) => {
            let names = others.iter().take(8).map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、");
            format!("读取的是工作表“{read}”；工作表{names}的表头与之相同，可用 --sheet 读取")
        };
        ids_like_fractions(now, before, count: usize) => "有 {count} 个客户在上次的列表中找不到，两边的编号只差末尾的 .0 或开头的零（现在是 {now}，上次是 {before}）：有程序把编号当成了数字；请在两份列表中写成一样";
        order_list => "大多数编号重复：这像是订单表，每一行订单都被当作一个客户分类；请先按客户汇总为每个客户一行（数据透视表即可）";
    }
}
