//! Expressions.

use super::settings::found_name;
use super::{Said, said, suggestion, type_name};
use crate::rule::mistake::{ExpressionMistake, Instead, Side, SignWord, Taker, Whose, by_type, without_brackets};
use crate::rule::scope::Type;
use crate::words::zh::quoted;

const AS_OF: &str = "请写 `as_of`，即运行当天";

pub fn advice(mistake: &ExpressionMistake) -> Said {
    match mistake {
        ExpressionMistake::NotQuoted { found } => {
            said(format!("表达式须加引号，而这里是{}", found_name(*found)), "请加引号：`\"revenue >= 10_000\"`")
        }
        ExpressionMistake::NotACondition { value } => {
            let words = &value.words;
            let help = match value.kind {
                Type::Tags => format!("请写 `has_tag({words}, 'word')`"),
                Type::Text => format!("请写 `{words} = 'word'`"),
                Type::Date => format!("请写 `{words} >= 2026-01-31`"),
                Type::Number if value.is_literal => "请写条件，如 `revenue >= 10_000`".to_owned(),
                Type::Number | Type::Truth => format!("请写 `{words} > 0`"),
            };
            said(format!("这是{}，不是条件", type_name(value.kind)), help)
        }
        ExpressionMistake::FunctionForValue { name, usage } => {
            said(format!("`{name}` 是函数"), format!("请写 `{usage}`"))
        }
        ExpressionMistake::NoValue { name } => {
            said(format!("`{name}` 在此不能作为值"), "是否类字段本身就是条件：请写 `x` 或 `not x`")
        }
        ExpressionMistake::Today { name } => said(format!("未知的名称 `{name}`"), AS_OF),
        ExpressionMistake::UnquotedText { name, column } => {
            said(format!("未知的名称 `{name}`"), format!("文字须加引号：`{column} = '{name}'`"))
        }
        ExpressionMistake::WrongType { taker, wanted, value } => {
            said(format!("{}须为{}，而{}", taken(taker), wanted_type(*wanted), side(value)), wrong_type(*wanted, value))
        }
        ExpressionMistake::NoOrder { sign, left, right } => {
            said(format!("`{sign}` 不能比较 `{left}` 与 `{right}`"), "文字和条件只能用 `=` 和 `!=` 比较")
        }
        ExpressionMistake::NotComparable { left, right } => {
            said(format!("{}，{}：二者不能比较", side(left), side(right)), not_comparable(left, right))
        }
        ExpressionMistake::NotIn { kind } => said(
            format!("`in` 不能用于{}", type_name(*kind)),
            "`in` 用于数字、日期和文字；标签请用 `has_tag(traits, 'word')`",
        ),
        ExpressionMistake::NotAWord { text, whose, known } => {
            said(format!("{}不是{}", quoted(text), whose_word(whose)), suggestion(known))
        }
        ExpressionMistake::Unclassified { text, whose } => {
            said(format!("{}不是{}", quoted(text), whose_word(whose)), "没有标签的客户请用 `is missing` 表示")
        }
        ExpressionMistake::UnknownFunction { name, instead } => said(
            format!("未知的函数 `{name}`"),
            match instead {
                Instead::IsMissing => "请写 `x is missing`".to_owned(),
                Instead::AsOf => AS_OF.to_owned(),
                Instead::Joined => "请用 `or` 和 `and` 连接条件，或用 `at_least(1, …)`".to_owned(),
                Instead::Function(known) => suggestion(known),
            },
        ),
        ExpressionMistake::WrongCount { name, least, most, found, usage } => said(
            if least == most {
                format!("`{name}` 需要 {least} 个值，而不是 {found} 个")
            } else {
                format!("`{name}` 至少需要 {least} 个值，而不是 {found} 个")
            },
            match (name.as_str(), found) {
                ("round", 2) => "它舍入到整数；如需两位小数，请写 `round(x * 100) / 100`".to_owned(),
                _ => format!("请写 `{usage}`"),
            },
        ),
        ExpressionMistake::NotWhole { name, number } => {
            let unit = if name == "add_days" { "天数" } else { "月数" };
            said(format!("`{name}` 的{unit}须为整数，而不是 {number}"), "请写整数")
        }
        ExpressionMistake::IdleCount { holds, conditions } => said(
            if *holds { "此条件总是成立" } else { "此条件永远不成立" },
            format!("请写 1 到 {conditions}，即条件的个数"),
        ),
        ExpressionMistake::MixedTypes { name, first, other } => said(
            format!("`{name}` 的各个值须为同一类型：{}，{}", side(first), side(other)),
            "请全部用数字，或全部用文字、日期或条件",
        ),
        ExpressionMistake::TakesNoTags { name } => {
            said(format!("`{name}` 不能用于标签"), "请用 `has_tag(traits, 'word')`")
        }
        ExpressionMistake::NotTagged { value } => {
            said(format!("`has_tag` 用于标签，而{}", side(value)), "请写类型为 `tags` 的字段，如 `traits`")
        }
        ExpressionMistake::NoSuchTag { text } => said(
            format!("{}不是标签", quoted(text)),
            "请只写一个标签：`has_tag(traits, 'calm')` 或 `has_tag(traits, 'thrifty')`",
        ),
        ExpressionMistake::TooDeep { most } => {
            said(format!("此表达式的嵌套超过 {most} 层"), "请在 `[derive]` 中为其各部分命名，并使用这些名称")
        }
        ExpressionMistake::NotBehind => said("`not` 不能写在此处", "请写 `not x in ['a', 'b']`"),
        ExpressionMistake::NotWithin => {
            said("`not` 不能写在此处", "`not` 须位于整个条件之前；请为它加上括号：`(not x)`")
        }
        ExpressionMistake::Chain => said("比较不能连写", "请每次比较两个值，再用 `and` 连接各条件：`1 <= x and x < 5`"),
        ExpressionMistake::IsWhat { found, negated } => said(
            format!("`is` 之后应为 `missing`，而此处是{}", found_text(found)),
            if *negated { "请写 `not x is missing`" } else { "请写 `x is missing`；比较值请用 `=`" },
        ),
        ExpressionMistake::InWhat { found } => said(
            format!("`in` 之后应为 `[`，而此处是{}", found_text(found)),
            "请将各个值写在方括号中：`city in ['Shanghai', 'Hangzhou']`",
        ),
        ExpressionMistake::EmptyList => said("此列表为空，因此其中没有任何值", "请至少写一个值"),
        ExpressionMistake::NoComma { close, found, word } => said(
            format!("此处应为 `,` 或 `{close}`，而不是{}", found_text(found)),
            sign_word(word).unwrap_or_else(|| format!("请在各个值之间加逗号，并在最后一个值之后加 `{close}`")),
        ),
        ExpressionMistake::OpenBracket { opened, found, word } => said(
            format!("此处应为 `)`，而不是{}", found_text(found)),
            sign_word(word).unwrap_or_else(|| format!("第 {opened} 个字符处的括号没有关闭")),
        ),
        ExpressionMistake::ValueExpected { found, is_blank } => said(
            format!("此处应为一个值，而不是{}", found_text(found)),
            if *is_blank {
                "请写条件，如 `revenue >= 10_000`"
            } else {
                "值可以是数字、日期、名称或带引号的文字"
            },
        ),
        ExpressionMistake::LooseBracket => said("此括号没有对应的左括号", "请删除它，或在其前加上左括号"),
        ExpressionMistake::SignExpected { found, word } => said(
            format!("{}之前应有 `and` 或 `>=` 等符号", found_text(found)),
            sign_word(word).unwrap_or_else(|| "请用 `and` 或 `or` 连接条件，用 `=`、`>=` 等比较值".to_owned()),
        ),
        ExpressionMistake::NoSuchDay { text } => {
            said(format!("没有 {text} 这一天"), "日期须写成“年-月-日”，如 2026-01-31")
        }
        ExpressionMistake::NumberTooLong { text } => said(format!("{text} 不能读作数字"), "数字最多 38 位"),
        ExpressionMistake::OpenText { mark } => said("此文字没有结束", format!("请用开头的引号结束它：{mark}")),
        ExpressionMistake::OpenName => said("此名称没有结束", "请用反引号结束它：`"),
        ExpressionMistake::EmptyName => said("此名称为空", "请在两个反引号之间写名称"),
        ExpressionMistake::NumberLikeName { text } => said(
            format!("`{text}` 既不是数字，也不是名称"),
            "数字写成 `10_000`、`0.5` 或 `95%`；以数字开头的名称须放在反引号中",
        ),
        ExpressionMistake::LonePercent => said("`%` 前没有数字", "请紧跟在数字之后写：`95%`"),
        ExpressionMistake::ForeignSign { sign, right } => {
            said(format!("此处不能使用 `{sign}`"), format!("请写 `{right}`"))
        }
        ExpressionMistake::UnknownSign { sign } => {
            said(format!("此处不能使用 `{sign}`"), "名称中如有字母、数字和 `_` 以外的字符，须放在反引号中")
        }
    }
}

/// A part and the type of its value.
fn side(side: &Side) -> String {
    format!("`{}` 是{}", side.words, type_name(side.kind))
}

fn taken(taker: &Taker) -> String {
    match taker {
        Taker::Sign(name) => format!("`{name}` 的各部分"),
        Taker::Function(name) => format!("`{name}` 的值"),
        Taker::First(name) => format!("`{name}` 的第一个值"),
        Taker::Second(name) => format!("`{name}` 的第二个值"),
    }
}

fn wanted_type(wanted: Option<Type>) -> &'static str {
    match wanted {
        Some(Type::Truth) => "条件",
        Some(kind) => type_name(kind),
        None => "数字或日期",
    }
}

fn wrong_type(wanted: Option<Type>, value: &Side) -> String {
    let words = &value.words;
    match (wanted, value.kind) {
        (Some(Type::Truth), Type::Number) => format!("请比较它：`{words} > 0`"),
        (Some(Type::Truth), Type::Text) => format!("请比较它：`{words} = 'word'`"),
        (Some(Type::Truth), Type::Date) => format!("请比较它：`{words} >= 2026-01-31`"),
        (_, Type::Tags) => format!("请查询其中一个标签：`has_tag({words}, 'word')`"),
        (Some(Type::Number), Type::Date) => {
            format!("`days_since({words})` 将它变为数字；`add_days({words}, 30)` 将它推后")
        }
        (Some(Type::Date), Type::Text | Type::Number) => "日期写成 2026-01-31，不加引号".to_owned(),
        (Some(Type::Number), Type::Text) if value.is_literal => "数字不加引号：`10_000`、`25%`".to_owned(),
        (Some(Type::Number), Type::Text) => format!("请写数字字段，或比较它：`{words} = 'word'`"),
        (Some(Type::Number), Type::Truth) => format!("`count({})` 将它变为 1 或 0", without_brackets(words)),
        (Some(Type::Text), Type::Number) => format!("数字请用 `=`、`>=` 等比较：`{words} >= 10`"),
        (None, _) => "文字和条件没有大小之分".to_owned(),
        _ => format!("请写{}", wanted_type(wanted)),
    }
}

fn not_comparable(left: &Side, right: &Side) -> String {
    let (first, other) = by_type(left, right);
    let (a, b) = (&first.words, &other.words);
    match (first.kind, other.kind) {
        (Type::Number, Type::Date) => format!("请比较天数：`days_since({b})`；或写日期，如 2026-01-31"),
        (Type::Number, Type::Text) if other.is_literal => "数字不加引号".to_owned(),
        (Type::Number, Type::Text) if first.is_literal => format!("文字须加引号：`'{a}'`"),
        (Type::Number, Type::Text) => format!("`{b}` 须为数字字段"),
        (Type::Date, Type::Text) => "日期不加引号：2026-01-31".to_owned(),
        (_, Type::Tags) => format!("请查询其中一个标签：`has_tag({b}, 'word')`"),
        (Type::Number | Type::Date, Type::Truth) => format!("条件无须比较：请写 `{b}` 或 `not {b}`"),
        (Type::Truth, _) => format!("条件无须比较：请写 `{a}` 或 `not {a}`"),
        _ => String::new(),
    }
}

fn whose_word(whose: &Whose) -> String {
    match whose {
        Whose::Field(name) => format!(" `{name}` 的用词"),
        Whose::Rule(name) => format!(" `{name}` 的标签"),
        Whose::Expression => "此表达式中的文字".to_owned(),
    }
}

/// What stands at a place; nothing at the end.
fn found_text(found: &Option<String>) -> String {
    found.as_ref().map_or_else(|| "结尾".to_owned(), |text| format!(" `{text}`"))
}

fn sign_word(word: &Option<SignWord>) -> Option<String> {
    Some(match word.as_ref()? {
        SignWord::Small(word) => format!("请用小写写 `{word}`"),
        SignWord::Word(word) => format!("请写 `{word}`"),
    })
}
