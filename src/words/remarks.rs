//! What a run notices on its way, in words.

use std::path::Path;

use super::chinese::joined;
use super::run::date;
use super::{
    absent_field, absent_rule, dialect, hidden_parts, no_revenue, order_list, repeated_ids, unclassified_note,
};
use crate::language::Language;
use crate::list::Description;
use crate::place::Place;
use crate::result::remark::{Irregular, Remark, TableFound};
use crate::rulefile;

/// A remark as a sentence without a full stop.
pub fn remark(remark: &Remark, language: Language) -> String {
    match remark {
        Remark::RuleFile { file, text, complaint } => {
            rulefile::render(file, text, complaint, super::complaint_words(language))
        }
        Remark::Reading { field, fact } => {
            format!("{field}{}{}", language.of(": ", "："), super::reading_fact(fact, field, language))
        }
        Remark::BadCell { place, field, text } => match language {
            Language::En => {
                format!(
                    "{place}: {field}: {text:?} cannot be read; a rule that needs it leaves the customer unclassified"
                )
            }
            Language::Zh => format!("{place}：{field}：无法读取“{text}”；需要此单元格的规则不对该客户分类"),
        },
        Remark::MoreBadCells { field, count } => match language {
            Language::En => format!("{field}: {count} more cells cannot be read"),
            Language::Zh => format!("{field}：另有 {count} 个单元格无法读取"),
        },
        Remark::EmptyColumn { field } => match language {
            Language::En => format!("{field}: the column is empty throughout"),
            Language::Zh => format!("{field}：整列为空"),
        },
        Remark::Irregular { how, place, others } => irregular(*how, place, *others, language),
        Remark::StrayBytes { place, count } => match language {
            Language::En => format!(
                "{place}: bytes that are no text in the list's encoding stand here, {count} in all; no rule reads their cells, so a copy in \
                 CSV has them as they are"
            ),
            Language::Zh => format!(
                "{place}：此处的字节在列表的编码中不是文本，共 {count} 个；没有规则读取这些单元格，因此 CSV 副本会原样保留"
            ),
        },
        Remark::StrayBytesShown => language
            .of(
                "the table is in UTF-8 and has � in the place of bytes that are no text",
                "表格以 UTF-8 写出，不是文本的字节显示为 �",
            )
            .to_owned(),
        Remark::Hidden(parts) => hidden_parts(parts, language),
        Remark::NoRecords => language.of("the list has a header and no records", "列表只有表头，没有数据行").to_owned(),
        Remark::EmptyFile(file) => match language {
            Language::En => format!("{}: there is nothing in this file", file.display()),
            Language::Zh => format!("{}：文件为空", file.display()),
        },
        Remark::RepeatedIds(ids, places) => repeated_ids(ids, places, language),
        Remark::OrderList => order_list(language).to_owned(),
        Remark::NoRevenue => no_revenue(language),
        Remark::NothingToSum => language
            .of("the list has no revenue; customers are counted", "列表中没有销售额列，因此只统计客户数")
            .to_owned(),
        Remark::AbsentField(field) => absent_field(field, language),
        Remark::AbsentRule { column, field } => absent_rule(column, field, language),
        Remark::WhyUnclassified { column, cause } => match language {
            Language::En => format!("{column}: {cause}"),
            Language::Zh => format!("{column}：{cause}"),
        },
        Remark::Unclassified { count, customers } => unclassified_note(*count, *customers, language),
        Remark::CannotBeFound { beside, count } => match language {
            Language::En => format!("--{}: {count} customers have no id and cannot be found by it", beside.name()),
            Language::Zh => format!("--{}：{count} 位客户没有编号，无法按编号查找", beside.name()),
        },
        Remark::CannotBeFollowed { list, count, are_counted } => follow(list, *count, *are_counted, language),
        Remark::Lapsed { place, .. } | Remark::NotInList { place, .. } => match language {
            Language::En => format!("{place}: {}", set_by_hand(remark, language)),
            Language::Zh => format!("{place}：{}", set_by_hand(remark, language)),
        },
        Remark::NewestTaken(list) => match language {
            Language::En => format!("report on {}, the newest scored list here", list.display()),
            Language::Zh => format!("报告的对象是 {}，即此文件夹中最新的已分类列表", list.display()),
        },
        Remark::Written(description) => written(description, language),
        Remark::Table(found) => table(*found, language),
        Remark::DoubtfulHeader { row, is_header } => doubtful_header(*row, *is_header, language),
        Remark::FurtherTable { row } => match language {
            Language::En => format!(
                "row {row} is the header of another table, which is left out with all below; to read that one: --header-row {row}"
            ),
            Language::Zh => {
                format!("第 {row} 行是另一张表的表头，该行及以下内容均未输出；如需读取那张表：--header-row {row}")
            }
        },
        Remark::LeftOut { above, blank, headers } => left_out([*above, *blank, *headers], language),
        Remark::NoExample => super::template::no_example(language).to_owned(),
        Remark::TemplateWritten(file) => match language {
            Language::En => format!("{} is the template; fill it in below its header", file.display()),
            Language::Zh => format!("{} 即为模板，请在表头下方填写", file.display()),
        },
    }
}

/// What is said of a label that is set by hand, without its place.
pub fn set_by_hand(remark: &Remark, language: Language) -> String {
    match (remark, language) {
        (Remark::Lapsed { id, label, until, .. }, Language::En) => {
            format!("the label {label} of {id}, set by hand, lapsed after {}", date(*until))
        }
        (Remark::Lapsed { id, label, until, .. }, Language::Zh) => {
            joined(&["客户", id, "的人工标签", label, "已于", &date(*until), "后失效"])
        }
        (Remark::NotInList { id, label, .. }, Language::En) => {
            format!("the label {label} is set by hand for {id}, which is not in the list")
        }
        (Remark::NotInList { id, label, .. }, Language::Zh) => {
            joined(&["人工标签", label, "所指的客户", id, "不在列表中"])
        }
        _ => String::new(),
    }
}

fn irregular(how: Irregular, place: &Place, others: u64, language: Language) -> String {
    let what = match how {
        Irregular::Surplus => language.of("more cells than the header", "单元格多于表头"),
        Irregular::Short => language.of("fewer cells than the header", "单元格少于表头"),
        Irregular::Mended => language
            .of("a quote makes no sense here and was read as an ordinary character", "此处的引号不成对，已按普通字符读取"),
        Irregular::Slipped => language.of(
            "cells do not stand under their headers (a delimiter is missing, too many or another one); a rule that needs one of them leaves \
             the customer unclassified",
            "单元格与表头错位（缺少、多出或写错了分隔符）；需要这些单元格的规则不对该客户分类",
        ),
        Irregular::PutRight => language.of(
            "cells did not stand under their headers (a delimiter is missing, too many or another one) and were put there",
            "单元格与表头错位（缺少、多出或写错了分隔符），已移回相应的列",
        ),
    };
    match (language, others) {
        (Language::En, 0) => format!("{place}: {what}"),
        (Language::En, 1) => format!("{place}: {what}, as in 1 more record"),
        (Language::En, _) => format!("{place}: {what}, as in {others} more records"),
        (Language::Zh, 0) => format!("{place}：{what}"),
        (Language::Zh, _) => format!("{place}：{what}；另有 {others} 行同样如此"),
    }
}

fn follow(list: &Path, count: usize, are_counted: bool, language: Language) -> String {
    let list = list.display();
    match (language, are_counted) {
        (Language::En, false) => format!("{list}: {count} customers have no id and cannot be followed"),
        (Language::En, true) => {
            format!("{list}: {count} customers have no id and cannot be followed; they count as lost or new")
        }
        (Language::Zh, false) => format!("{list}：{count} 位客户没有编号，无法跟踪"),
        (Language::Zh, true) => format!("{list}：{count} 位客户没有编号，无法跟踪，按流失或新增客户计"),
    }
}

fn written(description: &Description, language: Language) -> String {
    let Some(facts) = &description.text else {
        let sheets = description.sheets.join(", ");
        return match language {
            Language::En => format!("{}, sheet: {sheets}", description.kind),
            Language::Zh => format!("{}，工作表：{sheets}", description.kind),
        };
    };
    let facts = dialect::facts(facts, language);
    let fact = |(name, value): &(&str, String)| match language {
        Language::En => format!("{name}: {value}"),
        Language::Zh => format!("{name}：{value}"),
    };
    facts.iter().map(fact).collect::<Vec<_>>().join(language.of(", ", "，"))
}

fn table(found: TableFound, language: Language) -> String {
    let TableFound { row, has_header, header_below, columns, records } = found;
    let last = row + header_below;
    match language {
        Language::En if !has_header => format!("no header, columns: {columns}, records: {}", records + 1),
        Language::En if header_below > 0 => format!("header rows: {row}-{last}, columns: {columns}"),
        Language::En => format!("header row: {row}, columns: {columns}, records: {records}"),
        Language::Zh if !has_header => format!("无表头，列数：{columns}，数据行数：{}", records + 1),
        Language::Zh if header_below > 0 => format!("表头行：{row}-{last}，列数：{columns}"),
        Language::Zh => format!("表头行：{row}，列数：{columns}，数据行数：{records}"),
    }
}

fn doubtful_header(row: u64, is_header: bool, language: Language) -> String {
    match (language, is_header) {
        (Language::En, true) => format!("if only one of them is the header: --header-row {row}"),
        (Language::En, false) => format!("row {row} looks like a record; if it is the header: --header-row {row}"),
        (Language::Zh, true) => format!("如果其中只有一行是表头：--header-row {row}"),
        (Language::Zh, false) => format!("第 {row} 行看起来是数据；如果它是表头：--header-row {row}"),
    }
}

fn left_out(counts: [u64; 3], language: Language) -> String {
    let parts = match language {
        Language::En => ["above the header", "with nothing in them", "that repeat the header"],
        Language::Zh => ["表头之上", "空行", "重复表头"],
    };
    let parts = counts.iter().zip(parts).filter(|(count, _)| **count > 0);
    match language {
        Language::En => {
            let parts = parts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>();
            format!("rows that are no part of the table: {}", parts.join(", "))
        }
        Language::Zh => {
            let parts = parts.map(|(count, what)| format!("{what} {count} 行")).collect::<Vec<_>>();
            format!("不属于表格的行：{}", parts.join("，"))
        }
    }
}
