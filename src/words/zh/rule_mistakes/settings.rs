//! Keys, and the types of what stands under them.

use super::{Said, said, suggestion};
use crate::rule::mistake::{FigureName, Found, Part, SettingMistake, Wanted, has_too_many_digits};
use crate::words::zh::quoted;

pub fn advice(mistake: &SettingMistake) -> Said {
    match mistake {
        SettingMistake::Missing { part, key, example } => {
            let why = match *key {
                "name" => "，即输出列的列名",
                "as_of" => "，因为规则取决于“今天”是哪一天",
                "type" => "（或 percent、date、flag、tags、text、choice）",
                _ => "",
            };
            said(format!("此{}缺少 `{key}`", part_name(*part)), format!("请加上 `{example}`{why}"))
        }
        SettingMistake::WrongType { key, found, wanted } => {
            said(format!("`{key}` 是{}", found_name(*found)), format!("请写{}", wanted_form(*wanted, key)))
        }
        SettingMistake::UnknownKey { part, key, known } => {
            said(format!("此{}中有未知的键 `{key}`", part_name(*part)), suggestion(known))
        }
        SettingMistake::NotAColor { text } => {
            said(format!("{}不是颜色", quoted(text)), "请将红、绿、蓝各写成两位十六进制数，如 \"#B9C4CC\"")
        }
        SettingMistake::NotAPeriod { text } => said(
            format!("{}不是时间间隔", quoted(text)),
            "请写数字加单位，如 \"7 days\"、\"48-72 hours\"、\"8 per month\" 或 \"same day\"",
        ),
        SettingMistake::NotAFigure { name, text, near } => said(
            format!("{}必须是数字，而不是{}", figure_name(*name), quoted(text)),
            match near {
                Some(near) => format!("是否应为 `{near}`？"),
                None if has_too_many_digits(text) => "数字最多 38 位".to_owned(),
                None => FIGURE.to_owned(),
            },
        ),
        SettingMistake::FigureOfWrongType { name, found } => {
            said(format!("{}必须是数字，而不是{}", figure_name(*name), found_name(*found)), FIGURE)
        }
        SettingMistake::NoColumn { example } => said("`field` 没有指定任何列", format!("请写 `field = \"{example}\"`")),
    }
}

const FIGURE: &str = "请写数字（如 `10_000`）、带引号的百分数（如 \"25%\"），或 `[params]` 中的参数名";

pub fn part_name(part: Part) -> &'static str {
    match part {
        Part::RuleFile => "规则文件",
        Part::Dictionary => "字段字典",
        Part::Field => "字段",
        Part::Words => "用词表",
        Part::Params => "参数表",
        Part::Derived => "派生值表",
        Part::Rule => "规则",
        Part::Tier => "等级",
        Part::Item => "评分项",
        Part::Step => "分档",
        Part::Ramp => "线性区间",
        Part::Points => "分值表",
        Part::Cells => "单元格表",
        Part::Fall => "自动降级设置",
        Part::Needs => "`needs` 表",
        Part::Test => "测试",
    }
}

pub fn found_name(found: Found) -> &'static str {
    match found {
        Found::Text => "文字",
        Found::Number => "数字",
        Found::Flag => "`true` 或 `false`",
        Found::List => "列表",
        Found::Table => "表",
        Found::OtherBase => "十六进制、八进制或二进制数",
        Found::Date => "不带引号的日期",
        Found::NotFinite => "`inf` 或 `nan`",
        Found::TooLong => "超过 38 位的数字",
    }
}

fn figure_name(name: FigureName) -> String {
    match name {
        FigureName::Key(key) => format!("`{key}` "),
        FigureName::Points => "分值".to_owned(),
    }
}

fn wanted_form(wanted: Wanted, key: &str) -> String {
    let form = match wanted {
        Wanted::Text => "带引号的文字",
        Wanted::Texts => "带引号的文字，或文字的列表",
        Wanted::TextList => "文字的列表",
        Wanted::Flag => "不带引号的 `true` 或 `false`",
        Wanted::Table => return format!("一个表，如 `{key} = {{ … }}`"),
        Wanted::Tables => {
            return format!("双层方括号，如 `[[rule]]` 或 `[[rule.tier]]`，或一个列表：`{key} = [ {{ … }}, {{ … }} ]`");
        }
        Wanted::TableOfList => "一个表，如 `{ name = \"x\", … }`",
        Wanted::CellLabel => "此单元格的标签，并加引号",
        Wanted::Row => "每行一个表，如 `A = { \"1\" = \"A1\" }`",
        Wanted::Tags => "标签的列表",
        Wanted::Tag => "一个标签，或它的各种写法的列表",
    };
    form.to_owned()
}
