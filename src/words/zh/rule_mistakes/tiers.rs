//! Labels, bounds, shares and follow-up of tiers.

use super::settings::part_name;
use super::{Said, said, suggestion};
use crate::rule::mistake::TierMistake;
use crate::words::zh::quoted;

pub fn advice(mistake: &TierMistake) -> Said {
    match mistake {
        TierMistake::EmptyLabel => said("此等级的标签为空", "请写客户将得到的标签"),
        TierMistake::ReservedLabel { label } => {
            said(format!("标签{}专用于未分类的客户", quoted(label)), "请另选一个词")
        }
        TierMistake::LabelTwice { label } => {
            said(format!("标签{}用了两次", quoted(label)), "每个等级的标签都不能与其他等级相同，两种语言均如此")
        }
        TierMistake::NoTiers => said("`tier` 为空", "请写出各等级，最好的在前：`[ { label = \"A\", … }, … ]`"),
        TierMistake::BoundTwice { part, inclusive, exclusive } => said(
            format!("此{}同时有 `{inclusive}` 和 `{exclusive}`", part_name(*part)),
            format!("请只保留一个：`{inclusive}` 包含分界值本身，`{exclusive}` 不包含"),
        ),
        TierMistake::NoBound { part } => {
            let part = part_name(*part);
            said(
                format!("此{part}没有分界值，因此其后的{part}都无法达到"),
                format!("请加上 `min = 100_000`（或 `above`、`max`、`below`）；只有最后一个{part}可以没有分界值"),
            )
        }
        TierMistake::NothingBetween { low, high } => {
            said(format!("{low} 与 {high} 之间没有任何数值"), "下限必须小于上限")
        }
        TierMistake::BoundByGroup { key } => {
            said(format!("`{key}` 是表"), "请只写一个数字：按组设置的分界值只能用于 `threshold` 规则的等级")
        }
        TierMistake::OutOfOrder { part } => {
            let part = part_name(*part);
            said(
                format!("此{part}无法达到：分界值顺序有误，前面的{part}已包含它的全部范围"),
                format!("从第一个{part}到最后一个，`min` 应依次减小，`max` 应依次增大"),
            )
        }
        TierMistake::HoldOutOfRange => {
            said("`hold` 是等级分界值的一部分：须大于 0 %，且不超过 100 %", "请写 `hold = \"10%\"`")
        }
        TierMistake::HoldWithoutLines => said(
            "此规则没有分界线，因此没有客户会接近分界线",
            "请去掉 `hold`；`percentile`、`pareto`、`threshold` 和 `scorecard` 规则才有分界线",
        ),
        TierMistake::HoldUnranked => {
            said("此规则的等级没有高低之分，分界线也就没有较差的一侧", "请去掉 `hold` 或 `ranked = false`")
        }
        TierMistake::HoldHidden => {
            said("隐藏的列不会出现在上次的列表中，因此没有可保留的等级", "请去掉 `hold` 或 `hidden = true`")
        }
        TierMistake::HoldLast => said("没有比最后一级更差的等级，因此没有可保留的等级", "请从此等级中去掉 `hold`"),
        TierMistake::FallsToUnknown { label, known } => {
            said(format!("此等级会降为{}，而此规则没有该等级", quoted(label)), suggestion(known))
        }
        TierMistake::NotAWeekday { text } => {
            said(format!("{}不是星期几", quoted(text)), "请写星期几，如 \"Wednesday\" 或 \"周三\"")
        }
        TierMistake::OpenBrace => {
            said("这段文字中的花括号不成对，或括号中没有内容", "请把列名写在花括号中，如 \"{name}您好\"")
        }
        TierMistake::UnknownInScript { name, known } => {
            said(format!("这段文字要填入 {{{name}}}，而没有该字段"), suggestion(known))
        }
        TierMistake::HolidaysUnreadable { file, why } => {
            said(format!("无法读取假日文件 {file}：{why}"), "请写日期文件的名称（每行一个日期），路径相对于规则文件")
        }
        TierMistake::NotAHoliday { file, line, text } => {
            said(format!("{file} 第 {line} 行：{}不是日期", quoted(text)), "请每行写一个日期，如 2026-01-01")
        }
        TierMistake::ShareOutOfRange { percent, meant } => {
            said(format!("占比须大于 0 %，且不超过 100 %，而不是 {percent} %"), format!("请写 `share = \"{meant}%\"`"))
        }
        TierMistake::SharesNoWhole { percent } => said(format!("各占比合计 {percent} %"), "合计应为 100 %"),
    }
}
