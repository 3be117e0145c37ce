//! Why a run is refused, in Chinese.

use crate::place::Place;
use crate::result::refusal::{Refusal, Writes, WrongCell};
use crate::rule::settings::nearest;
use crate::words::figure::Count;

/// What the user sees: what is wrong, and below it, behind `提示：`, what would be right.
pub(super) fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::FieldTwice { option, field } => format!("{option} {field}：同一字段指定了两次；请只指定一次"),
        Refusal::ColumnTwice(column) => format!("有两条规则生成同一列 `{column}`；每条规则只能指定一次"),
        Refusal::UnknownParam { name, known } => {
            let none = || "这些规则没有参数".to_owned();
            let help = if known.is_empty() { none() } else { suggested(name, known) };
            format!("--set {name}：没有规则使用此参数；{help}")
        }
        Refusal::EncodingOfWorkbook => "--encoding-out 仅用于 CSV；工作簿的编码是固定的".to_owned(),
        Refusal::FormulasOfWorkbook => "--escape-formulas 仅用于 CSV；工作簿中的文本不会变成公式".to_owned(),
        Refusal::Ending(output, of) => {
            let rule = match of {
                Writes::Copy => "输出文件须以 .csv 或 .xlsx 结尾，或以 - 表示标准输出",
                Writes::Shown => "表格只能写入以 .csv 结尾的文件，或写到标准输出（-）",
                Writes::Report => "报告文件须以 .csv、.md 或 .json 结尾",
                Writes::Comparison => "对比结果文件须以 .xlsx、.csv、.md 或 .json 结尾",
                Writes::Due => "待联系客户可写为 .csv、.xlsx、.md、.json 或 .ics 文件",
                Writes::CsvTemplate => "此类模板须以 .csv 结尾",
                Writes::XlsxTemplate => "此类模板须以 .xlsx 结尾",
            };
            format!("{}：{rule}", output.display())
        }
        Refusal::ReadsOutput { output, is_input: true } => {
            format!("{}：这是输入文件本身，不会被改写；请指定其他输出文件", output.display())
        }
        Refusal::ReadsOutput { output, is_input: false } => {
            format!(
                "{}：此文件由 --previous 或 --overrides 读取，不会被改写；请用 -o 指定其他输出文件",
                output.display()
            )
        }
        Refusal::ColumnTaken { list, column, header, added } => format!(
            "{}：第 {column} 列的表头已是“{header}”\n提示：--replace 会用 `{added}` 的标签替换该列",
            list.display()
        ),
        Refusal::ColumnIsField { list, column, header, added, field } => format!(
            "{}：第 {column} 列的表头是“{header}”，即字段 `{field}`，标签不会替换它\n\
             提示：请为生成 `{added}` 的规则另取一个名称，或更改该列的表头",
            list.display()
        ),
        Refusal::Unclassified { count: unclassified, customers } => format!(
            "{} 位客户中有 {} 位未分类，因此未写入任何文件（--strict）",
            Count(*customers),
            Count(*unclassified)
        ),
        Refusal::NobodyToClassify => "列表中没有客户，因此未写入任何文件（--strict）".to_owned(),
        Refusal::NoIdsToMatch { beside, headers } => format!(
            "--{}：客户按编号查找，但无法确定列表中哪一列是编号\n提示：请用 --map id=表头 指定；列表中的列：{headers}",
            beside.name()
        ),
        Refusal::IdTwice { id, places: [first, second], count } => {
            let more = if *count > 1 { format!("（另有 {} 个编号重复）", count - 1) } else { String::new() };
            format!(
                "{second}：编号“{id}”已在 {first} 出现过{more}\n\
                 提示：只有编号不重复的客户才能跟踪；请去掉重复的行，或用 --map id=表头 指定编号列"
            )
        }
        Refusal::WrongCells { cells, more } => wrong_cells(cells, *more),
        Refusal::NoEarlierLabels { list, column, rule, headers } => format!(
            "{}：没有规则 {rule} 所生成的 `{column}` 列\n\
             提示：列表中的列：{headers}；请用 -r 指定该列表分类时所用的规则，或先对其分类",
            list.display()
        ),
        Refusal::TooManyGroups => "--by 最多指定两列".to_owned(),
        Refusal::NoScoredList => "未指定列表，且此文件夹中没有 *.scored.csv 或 *.scored.xlsx 文件\n\
                                  提示：请指定列表，或先运行 `custclass score`"
            .to_owned(),
        Refusal::NoColumn { option, column, rule, headers } => {
            let help = match rule {
                Some(rule) => format!("`-r {rule}` 可生成该列"),
                None => format!("列表中的列：{headers}；请指定其中一列，或用 -r 指定生成该列的规则"),
            };
            format!("{option} {column}：列表中没有此列\n提示：{help}")
        }
        Refusal::TwoRulesWanted => "对比一个列表须指定两条规则：-r 旧规则 -r 新规则".to_owned(),
        Refusal::TwoListsWanted => "请指定两个列表，或一个列表和两条规则".to_owned(),
        Refusal::RuleWithoutColumn(rule) => format!("列表缺少规则 {rule} 所用的列，因此该规则不生成结果列"),
        Refusal::SeveralColumns { rule, columns } => format!(
            "规则 {rule} 生成多列：{}；请指定对比哪一列：--by {}",
            columns.join("、"),
            columns.last().map_or("COLUMN", String::as_str)
        ),
        Refusal::NoLabels { list, column, headers } => format!(
            "{}：没有 `{column}` 列\n提示：列表中的列：{headers}；请用 --by 指定其中一列，或先对列表分类",
            list.display()
        ),
        Refusal::NoSharedColumn => "没有找到两个列表共有的等级列；请用 --by 指定列名".to_owned(),
        Refusal::SharedColumns(columns) => {
            format!("两个列表共有的列：{}；请指定对比哪一列：--by {}", columns.join("、"), columns[0])
        }
        Refusal::TooManyLabels { column, count } => {
            format!("`{column}` 列有 {count} 种不同的文本，不是等级列\n提示：请用 --by 指定其他列")
        }
        Refusal::NoCadence { rules, bundled } => format!(
            "{}：没有等级规定何时联系客户\n\
             提示：规定了联系周期的内置规则：{}；在自定义规则的等级中可写 contact_every = \"7 days\"",
            rules.join("、"),
            bundled.join("、")
        ),
        Refusal::NoLastContact { field, reviews, headers } => {
            let what = if *reviews { "上次复核" } else { "上次联系" };
            format!("列表中没有{what}日期的列，只有：{headers}\n提示：请用 --map {field}=表头 指定")
        }
        Refusal::NoOwners { headers } => {
            format!("列表中没有负责人列，只有：{headers}\n提示：请用 --map owner=表头 指定")
        }
        Refusal::NobodyToContact { headers } => {
            format!("列表中没有编号或名称列，只有：{headers}，因此无法得知应联系谁\n提示：请用 --map id=表头 指定")
        }
        Refusal::NoIds => "列表中没有编号列\n提示：请用 --map id=表头 指定".to_owned(),
        Refusal::UnknownId { id, near: None } => format!("没有编号为“{id}”的客户"),
        Refusal::UnknownId { id, near: Some(near) } => format!("没有编号为“{id}”的客户；是否应为“{near}”？"),
        Refusal::IdOfSeveral { id, customers } => format!(
            "有 {} 位客户的编号为“{id}”（第 {} 位客户）；编号不得重复",
            customers.len(),
            customers.iter().take(5).map(usize::to_string).collect::<Vec<_>>().join("、")
        ),
        Refusal::CustomerGone => "该客户已不在列表中".to_owned(),
        Refusal::OneRuleWanted => "一次只能固定一个规则文件；请用 -r 指定一个".to_owned(),
        Refusal::WorkbookToStdout => "工作簿不能写到标准输出；请用 -o 指定文件".to_owned(),
        Refusal::TemplateExists(file) => {
            format!("{}：文件已存在，模板不会覆盖任何文件\n提示：请用 -o 指定其他文件", file.display())
        }
        Refusal::RuleFileExists(file) => format!(
            "{}：文件已存在，未作改动\n提示：请指定其他文件，或先移走该文件；- 会把初稿写到标准输出",
            file.display()
        ),
        Refusal::NothingToStartFrom(list) => format!(
            "{}：只有表头，没有客户，无法据此生成规则初稿\n提示：不加 --for 会生成一份数字仅为示例的初稿",
            list.display()
        ),
        Refusal::NothingToClassifyBy { list, headers } => format!(
            "{}：没有数字列、日期列，也没有少数几个词反复出现的列，无法划分等级\n\
             提示：请指定作为依据的列，如 --map revenue=表头（列表中的列：{headers}）；不加 --for 会生成一份数字仅为示例的初稿",
            list.display()
        ),
        Refusal::StarterWrong(why) => format!("为该列表生成的规则初稿有误，因此未写入\n{why}"),
        Refusal::RulesDoNotHold(failed) => format!("{failed} 个规则文件未通过检验"),
    }
}

fn wrong_cells(cells: &[(Place, WrongCell)], more: usize) -> String {
    let line = |(place, wrong): &(Place, WrongCell)| format!("{place}：{}", wrong_cell(wrong));
    let more = (more > 0).then(|| format!("另有 {more} 处类似问题"));
    cells.iter().map(line).chain(more).collect::<Vec<_>>().join("\n")
}

fn wrong_cell(wrong: &WrongCell) -> String {
    match wrong {
        WrongCell::NoId => "没有编号\n提示：请填写客户编号".to_owned(),
        WrongCell::NoColumn { columns } => {
            format!("没有列名\n提示：请填写标签属于哪一列：{}", columns.join("、"))
        }
        WrongCell::UnknownColumn { name, known } => {
            format!("本次使用的规则均不生成“{name}”列\n提示：{}", suggested(name, known))
        }
        WrongCell::NoLabel { known } => {
            format!("没有标签\n提示：{}", suggested("", known))
        }
        WrongCell::UnknownLabel { label, column, known } => {
            format!("“{label}”不是 {column} 的标签\n提示：{}", suggested(label, known))
        }
        WrongCell::OtherLabel { label, column, known, compared } => {
            let remedy = if *compared {
                "请去掉 -r，或指定这些标签所属的规则"
            } else {
                "请用 -r 指定该列表分类时所用的规则，或用 `custclass compare` 查看等级变动"
            };
            let help = suggested(label, known);
            format!("{column}：“{label}”不是该规则的标签\n提示：{help}；{remedy}")
        }
        WrongCell::NoDate => "不是日期\n提示：请写成 2026-06-30，或将单元格留空".to_owned(),
        WrongCell::SecondLabel { id } => {
            format!("客户 {id} 的第二个标签，而前面一行仍然有效\n提示：请只保留一个，或为前面一行填写截止日期")
        }
    }
}

/// The known name that is most like a wrong one, or which names there are.
fn suggested(wrong: &str, known: &[String]) -> String {
    let mut known = known.iter().map(String::as_str).collect::<Vec<_>>();
    known.sort_unstable();
    known.dedup();
    match nearest(wrong, known.iter().copied()) {
        Some(near) => format!("是否应为“{near}”？"),
        None => format!("可用：{}", known[..known.len().min(24)].join("、")),
    }
}
