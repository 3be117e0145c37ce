//! Names.

use super::{Said, said, suggestion, type_name};
use crate::rule::mistake::{FieldHint, NameMistake, round, toml_key};
use crate::words::zh::quoted;

pub fn advice(mistake: &NameMistake) -> Said {
    match mistake {
        NameMistake::UnknownField { name, hint } => said(format!("未知的字段 `{name}`"), field_hint(name, hint)),
        NameMistake::ParamForColumn { name } => {
            said(format!("`{name}` 是参数，不是列"), "请写字段、派生值或前面规则生成的列")
        }
        NameMistake::NotNumbers { name, kind } => said(
            format!("`{name}` 是{}，不是数字", type_name(*kind)),
            "请写数字或百分比字段，或派生的数字，如 `days_since(last_order)`",
        ),
        NameMistake::ComesLater { name } => {
            said(format!("`{name}` 在本文件中位于此处之后"), "请将它移到此处之前：规则只能使用前面已有的列")
        }
        NameMistake::UsesLaterRule { name, rule } => said(
            format!("`{name}` 用到 `{rule}`，而后者在此处尚未生成"),
            format!("请将此规则移到规则 `{rule}` 之后，或从 `{name}` 中去掉 `{rule}`"),
        ),
        NameMistake::NeverHas { name, value, known } => {
            said(format!("`{name}` 不会取值{}", quoted(value)), suggestion(known))
        }
        NameMistake::NotAName { name } => said(format!("{}不能用作名称", quoted(name)), "请使用字母、数字和 `_`"),
        NameMistake::NotAFieldName { name } => {
            said(format!("{}不能用作名称", quoted(name)), "请使用字母、数字和 `_`，并以字母开头")
        }
        NameMistake::DerivedLikeParam { name } => said(format!("`{name}` 已是参数名"), "请为派生值另取一个名称"),
        NameMistake::ParamLikeField { name } => said(format!("`{name}` 已是字段名"), "请为参数另取一个名称"),
        NameMistake::RuleLikeOther { name } => said(format!("`{name}` 已是参数或派生值的名称"), "请为规则另取一个名称"),
        NameMistake::RuleLikeField { name, field } => {
            let what = if name == field {
                format!("`{name}` 已是字段名")
            } else {
                format!("`{name}` 是字段 `{field}` 的表头")
            };
            said(what, "请为规则另取一个名称，否则这一列会被当作该字段")
        }
        NameMistake::BlankHeader => said("`header_zh` 为空", "请写此列的中文名称，如 header_zh = \"客户等级\""),
        NameMistake::RuleTwice { name } => said(format!("有两条规则生成同一列 `{name}`"), "请为每条规则取不同的名称"),
        NameMistake::Circle { way } => said(
            format!("循环引用：{}", round(way, " 用到 ", " 用到 … 用到 ")),
            "派生值只能使用字段、参数，以及不依赖于它的派生值",
        ),
        NameMistake::UnknownMethod { name, known } => said(format!("未知的方法{}", quoted(name)), suggestion(known)),
        NameMistake::NoGroups { name, kind } => said(
            format!("`{name}` 是{}，不能用来分组", type_name(*kind)),
            "请写文字字段、限定用词的字段，或前面规则的标签列",
        ),
        NameMistake::NotADate { name, kind } => {
            said(format!("`{name}` 是{}，不是日期", type_name(*kind)), "自动降级须从一个日期字段起算")
        }
        NameMistake::UnknownParam { name, known } => said(format!("未知的参数 `{name}`"), suggestion(known)),
        NameMistake::UnusedParam { name } => {
            said(format!("没有规则使用参数 `{name}`"), "请在规则或 `[derive]` 中使用它，或将其删除")
        }
        NameMistake::UnusedDerived { name } => {
            said(format!("没有规则使用派生值 `{name}`"), "请在规则或 `[derive]` 中使用它，或将其删除")
        }
    }
}

fn field_hint(name: &str, hint: &FieldHint) -> String {
    let key = toml_key(name);
    match hint {
        FieldHint::Near(near) => format!("是否应为 `{near}`？自有的列请用 `[fields.{key}]` 声明"),
        FieldHint::Header(field) => format!("请写 `{field}`：无论列表中的表头如何，规则中都用字段名"),
        FieldHint::Declare => format!(
            "请用 `[fields.{key}]` 声明它及其类型，或使用所有规则都认识的字段：`custclass rules show fields` 会列出它们"
        ),
        FieldHint::None => String::new(),
    }
}
