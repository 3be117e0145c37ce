//! The file as a whole, its fields, parameters and tests.

use super::settings::found_name;
use super::{Said, said, suggestion};
use crate::rule::mistake::{FileMistake, Remedy};
use crate::words::zh::quoted;

pub fn advice(mistake: &FileMistake) -> Said {
    match mistake {
        FileMistake::NotToml { said: text, remedy } => not_toml(text, remedy),
        FileMistake::TooMany { key, most } => {
            let what = match *key {
                "rule" => "规则",
                "fields" => "字段",
                "params" => "参数",
                "derive" => "派生值",
                _ => "测试",
            };
            said(format!("此文件中的{what}超过 {most} 个"), "请拆分为多个文件，并分别用 -r 指定")
        }
        FileMistake::OnlyFields => said(
            "这是字段字典，不是规则文件：其中没有 `[[rule]]`",
            "可用 `custclass rules check` 检查它；如要分类，请加上 `[[rule]]`，或指定含有 `[[rule]]` 的文件",
        ),
        FileMistake::NoRule => said(
            "此文件中没有 `[[rule]]`",
            "请加上 `[[rule]]`，写明 `name`、`method` 及该方法所需的内容；`custclass rules show pyramid` 会显示一个示例",
        ),
        FileMistake::FieldsNotTables { found } => {
            said(format!("`fields` 是{}", found_name(*found)), "请写成 `[fields.name]` 形式的表")
        }
        FileMistake::FieldNotATable { name, found } => said(
            format!("字段 `{name}` 是{}", found_name(*found)),
            format!("请写 `[fields.{name}]`，并在其下写 `type` 和 `headers`"),
        ),
        FileMistake::UnknownType { word, known } => said(format!("未知的类型{}", quoted(word)), suggestion(known)),
        FileMistake::ValuesWithoutChoice => {
            said("只有限定用词的字段才有 `values`", "请写 `type = \"choice\"`，或去掉 `values`")
        }
        FileMistake::SpellingNotAText { found } => {
            said(format!("有一种写法是{}", found_name(*found)), "各种写法请加引号")
        }
        FileMistake::SpellingTwice { spelling } => {
            said(format!("{}对应两个词", quoted(spelling)), "各个词的写法不能相同")
        }
        FileMistake::NoWords => {
            said("限定用词的字段需要用词", "请写 `values = { high = [\"high\"], low = [\"low\"] }`")
        }
        FileMistake::WrongDefault { kind } => said(
            "此默认值与字段的类型不符",
            match *kind {
                "number" | "percent" => "请写数字，如 `default = 0`",
                "date" => "请写带引号的日期，如 `default = \"2026-01-31\"`",
                "flag" => "请写 `true` 或 `false`",
                "choice" => "请写 `values` 中的一个词",
                _ => "请写带引号的文字",
            },
        ),
        FileMistake::HeaderTwice { header, first, other } => {
            said(format!("表头{}同时属于 `{first}` 和 `{other}`", quoted(header)), "各字段的表头不能相同")
        }
        FileMistake::ParamNotANumber { name } => {
            said(format!("参数 `{name}` 必须是数字"), "请写 `10_000` 或 `\"25%\"`")
        }
        FileMistake::NotADay { text } => said(format!("{}不是日期", quoted(text)), "请写 `as_of = \"2026-01-31\"`"),
    }
}

/// What is wrong, where that is known; otherwise in the words of TOML's reader.
fn not_toml(text: &str, remedy: &Remedy) -> Said {
    let (wrong, help) = match remedy {
        Remedy::QuoteKey(key) => {
            let help = format!("名称中如有英文字母、数字、`_` 和 `-` 以外的字符，请加引号：`\"{key}\" = …`");
            return said("不符合 TOML 格式：键名须加引号", help);
        }
        Remedy::Invisible => ("有不可见的字符", "请删除不可见的字符"),
        Remedy::OneKey => ("键重复", "每个键请只写一次；多条规则、多个等级或测试请用双层方括号：`[[rule]]`"),
        Remedy::CloseText => ("文字没有结束", "请在同一行内用开头的那种引号结束文字"),
        Remedy::StraightQuotes => ("引号的形式不对", "请用英文直引号：`name = \"tier\"`"),
        Remedy::QuoteText => ("文字须加引号", "请为文字加引号：`name = \"tier\"`；`true` 和 `false` 不加引号"),
        Remedy::CloseBrackets => ("括号没有关闭", "每个 `[` 须有 `]`，每个 `{` 须有 `}`，各部分之间用逗号分隔"),
        Remedy::FewerLevels => ("嵌套过深", "规则文件只有几层：规则、等级、各项设置"),
        Remedy::KeyAndValue => ("此行不是键和值", "每行请写一个 `key = value`；注释以 `#` 开头"),
        Remedy::None => return said(format!("不符合 TOML 格式：{}", quoted(text)), ""),
    };
    said(format!("不符合 TOML 格式：{wrong}"), help)
}
