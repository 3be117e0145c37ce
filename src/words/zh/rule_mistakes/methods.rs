//! What one method asks for.

use super::{Said, said, suggestion, type_name};
use crate::rule::method::ranking::BINS;
use crate::rule::mistake::{Constant, MethodMistake};
use crate::words::zh::quoted;

const TAGS: &str =
    "请加上 `tags = [\"calm\", [\"compares\", \"爱比较\"]]`；多个等级中只有最后一个可以没有标签，它包含其余客户";

pub fn advice(mistake: &MethodMistake) -> Said {
    match mistake {
        MethodMistake::NoCuts { method } => said(format!("`{method}` 规则不按组划分"), "请去掉 `per`"),
        MethodMistake::BestInPareto => said(
            "`best` 在 `pareto` 规则中没有意义",
            "请去掉它：数值最大的排在最前；如果数值越小越好，请用 `method = \"percentile\"`",
        ),
        MethodMistake::UnknownBest { word } => {
            said(format!("`best` 是{}", quoted(word)), "请写 `best = \"low\"` 或 `best = \"high\"`")
        }
        MethodMistake::UnknownCrossing { word } => {
            said(format!("`crossing` 是{}", quoted(word)), "请写 `crossing = \"worse\"` 或 `crossing = \"better\"`")
        }
        MethodMistake::CrossingInMethod { method } => said(
            format!("`crossing` 在 `{method}` 规则中没有意义"),
            "请去掉它：只有 `percentile` 和 `pareto` 规则才有客户跨越分界线",
        ),
        MethodMistake::TopInPareto => said(
            "`top` 按客户数计，而 `pareto` 规则按合计的占比划线",
            "请写 `share = \"80%\"`，或用 `method = \"percentile\"`",
        ),
        MethodMistake::TopAndShare => said(
            "此等级用 `share`，而此规则的其他等级用 `top`",
            "所有等级请只用其中一种；用 `top` 时最后一个等级两者都不写",
        ),
        MethodMistake::TopOfLast => {
            said("最后一个等级包含其余客户，因此没有 `top`", "请去掉它，或在其后为其余客户加一个等级")
        }
        MethodMistake::NotTop => said("`top` 须为不小于 1 的整数", "请写 `top = 50`"),
        MethodMistake::NotNeeded => {
            said("`needs` 是规则需要的客户数，须为不小于 1 的整数", "请写 `needs = { customers = 100 }`")
        }
        MethodMistake::NotBins => {
            said(format!("`bins` 须为 {} 到 {} 的整数", BINS.start(), BINS.end()), "请写 `bins = 5`")
        }
        MethodMistake::BinsAndTiers => {
            said("规则只能有 `bins` 或等级之一", "各份以数字为标签，最好的数字最大；请去掉等级")
        }
        MethodMistake::UnknownGroups => {
            said("按组设置的分界值需要知道如何分组", "请加上 `per = \"region\"`，或用来分组的其他列")
        }
        MethodMistake::LabelNoNumber { label } => said(
            format!("标签{}不是整数，而 `numbers` 表示标签都是数字", quoted(label)),
            "请去掉 `numbers = true`，或改用 \"5\" 这样的标签",
        ),
        MethodMistake::GroupTwice { group, first } => said(
            format!("{}与{}是同一个组", quoted(group), quoted(first)),
            "请用同一种写法写组名：大小写、全角半角和首尾空格不作区分",
        ),
        MethodMistake::NoConditions => {
            said("此规则没有任何等级带条件", "请为各等级加上 `when = \"revenue >= 10_000\"`；最后一个可以没有条件")
        }
        MethodMistake::NoCondition => said(
            "此等级没有条件，因此其后的 `when` 都无法达到",
            "请加上 `when = \"revenue >= 10_000\"`；没有条件的等级应放在最后，只有 `first` 的等级除外",
        ),
        MethodMistake::NeverDecides { label, condition } => said(
            "此条件从不起作用：满足它的客户都已满足前面的条件",
            format!("{}在前，条件为 `{condition}`：请将较窄的条件放在前面，或删除此条件", quoted(label)),
        ),
        MethodMistake::Contradiction => {
            said("没有客户满足此条件", "没有客户能由此进入该等级：条件的各部分互相矛盾，`and` 是否应为 `or`？")
        }
        MethodMistake::ConstantCondition { constant } => constant_condition(*constant),
        MethodMistake::NotListed { name, kind } => said(
            format!("`lookup` 不能使用 `{name}`，它是{}", type_name(*kind)),
            "请写文字、限定用词或是否类的字段，或前面规则的标签列",
        ),
        MethodMistake::NoValues => said(
            "此等级没有取值",
            "请加上 `values = [\"Shanghai\", \"上海\"]`；多个等级中只有最后一个可以没有取值，它包含其余所有取值",
        ),
        MethodMistake::EmptyValues => said(
            "此等级无法达到：其 `values` 为空",
            "请列出取值；或从最后一个等级中去掉 `values`，使其包含其余所有取值",
        ),
        MethodMistake::ValueTwice { value } => {
            said(format!("{}列出了两次", quoted(value)), "每个取值请只列一次；大小写、全角半角和首尾空格不作区分")
        }
        MethodMistake::NoLabelColumn { name } => said(
            format!("`{name}` 不是前面规则的标签列"),
            "请在此规则之前用一条规则为它生成标签，并在此处写该规则的名称",
        ),
        MethodMistake::EmptyCell => said("此单元格的标签为空", "请写这些客户将得到的标签，或删除此单元格"),
        MethodMistake::CellWithoutTier { label, known } => {
            said(format!("没有标签为{}的等级", quoted(label)), suggestion(known))
        }
        MethodMistake::CellTwice { label } => said(format!("{}在此出现两次", quoted(label)), "每个标签请只写一次"),
        MethodMistake::UnknownLabel { rule, label, known } => {
            said(format!("`{rule}` 没有标签{}", quoted(label)), suggestion(known))
        }
        MethodMistake::TierWithoutCell { label } => {
            said(format!("没有客户会得到标签{}：没有单元格使用它", quoted(label)), "请将它写入某个单元格，或删除此等级")
        }
        MethodMistake::Gaps { first, more } => {
            let pairs = first.iter().map(|pair| quoted(pair)).collect::<Vec<_>>().join("、");
            let more = if *more > 0 { format!("及另外 {more} 个组合") } else { String::new() };
            said(format!("{pairs}{more}没有标签：这些客户将不分类"), "请为可能出现的每一对标签写上结果标签")
        }
        MethodMistake::NotTags { name, kind } => said(
            format!("`{name}` 是{}，不是标签", type_name(*kind)),
            format!("请写标签字段，或声明它：`[fields.{name}] type = \"tags\"`"),
        ),
        MethodMistake::NotMatches => said("`min_matches` 须为不小于 1 的整数", "请写 `min_matches = 2`"),
        MethodMistake::NoTags => said("此等级没有标签（`tags`）", TAGS),
        MethodMistake::EmptyTags => said("`tags` 为空", TAGS),
        MethodMistake::TagTwice { spelling } => {
            said(format!("{}对应此等级的两个标签", quoted(spelling)), "请让它只对应一个标签")
        }
        MethodMistake::TooFewTags { tags, needed } => said(
            format!("此等级无法达到：它只有 {tags} 个标签，而须匹配 {needed} 个"),
            "请增加标签，或减小 `min_matches`",
        ),
        MethodMistake::EmptyTag => said("此标签为空", "请写一个标签，如 \"calm\""),
        MethodMistake::TagWithSeparator { separator } => said(
            format!("没有客户会有此标签：{}是标签之间的分隔符", quoted(&separator.to_string())),
            "如有多个标签，请分别加引号",
        ),
    }
}

fn constant_condition(constant: Constant) -> Said {
    let message = match constant {
        Constant::HoldsBeforeOthers | Constant::HoldsBeforeRest => "所有客户都满足此条件",
        Constant::Never => "没有客户满足此条件",
        Constant::Unknown => "此条件对所有客户都无法判断",
    };
    let consequence = match constant {
        Constant::HoldsBeforeOthers => "其后的条件都不会用到",
        Constant::HoldsBeforeRest => "没有条件的等级不会有客户",
        Constant::Never => "没有客户能由此进入该等级",
        Constant::Unknown => "判断到此处的客户将不分类",
    };
    said(message, format!("{consequence}：请将某一列与某个值比较"))
}
