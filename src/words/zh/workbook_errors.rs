//! Why a workbook could not be read, in Chinese.

use super::{did_you_mean, quoted};
use crate::list::limits::Limit;
use crate::list::workbook::{Damage, ForeignFile, WorkbookError};

const SAVE_AGAIN: &str = "\n提示：请在电子表格程序中打开此工作簿，重新保存后再使用";

/// Why a workbook could not be read, and what helps.
pub fn workbook_error(error: &WorkbookError) -> String {
    match error {
        WorkbookError::Encrypted => {
            "工作簿有密码保护\n提示：请在电子表格程序中另存一份不带密码的副本，再使用该副本".to_owned()
        }
        WorkbookError::NotAWorkbook { what } => {
            let what = foreign_file(*what);
            zh!("这是{what}，不是客户列表\n提示：请在电子表格程序中打开它，另存为 .xlsx 或 .csv 后再使用")
        }
        WorkbookError::OnStandardInput => {
            "这是工作簿；标准输入只接受 CSV\n提示：请写出工作簿的文件名，不要写 -".to_owned()
        }
        WorkbookError::TextHasNoSheets { sheet } => {
            format!("--sheet {sheet:?}：这个列表是文本，没有工作表；请去掉 --sheet")
        }
        WorkbookError::NoSheet => "工作簿中没有含单元格的工作表".to_owned(),
        WorkbookError::UnknownSheet { name, near, sheets } => {
            let near = near.as_deref().map(quoted);
            let sheets = sheets.iter().map(|sheet| quoted(sheet)).collect::<Vec<_>>().join("、");
            format!("没有工作表{}{}\n  现有工作表：{sheets}", quoted(name), did_you_mean(near.as_deref()))
        }
        WorkbookError::Damaged(damage) => damage_of(damage) + SAVE_AGAIN,
        WorkbookError::RowsOutOfOrder { sheet, row, after } => {
            format!("工作表{}：第 {row} 行排在第 {after} 行之后{SAVE_AGAIN}", quoted(sheet))
        }
        WorkbookError::OverLimit { limit, most } => format!(
            "{}\n提示：请将列表单独存为一个工作簿或 .csv 文件再使用；如果您知道文件的来源且内容无误：--limit {limit}={}",
            over_limit(*limit, &limit.amount(*most)),
            limit.amount(most.saturating_mul(4))
        ),
    }
}

fn damage_of(damage: &Damage) -> String {
    let detail = match damage {
        // What a library says is English, and helps only who knows its code.
        Damage::Unknown | Damage::Told(_) => return "工作簿已损坏".to_owned(),
        Damage::Packing { method } => return format!("工作簿的压缩方式不受支持（方法 {method}）"),
        Damage::NotUtf8 => return "工作簿的内容不是 UTF-8 编码".to_owned(),
        Damage::OwnMarkup => return "工作簿的一个部分自行定义了标记".to_owned(),
        Damage::ErrorValue(text) => return format!("有单元格含未知的错误值{}", quoted(text)),
        Damage::TooOld => return "工作簿的版本早于 Excel 5.0".to_owned(),
        Damage::CutOff => "缺少结尾".to_owned(),
        Damage::MisplacedPart => "其中一个部分不在应在的位置".to_owned(),
        Damage::NotUnpacked { part } => format!("其中的{}无法解压", quoted(part)),
        Damage::WrongLength { part } => format!("其中的{}长度不对", quoted(part)),
        Damage::WrongChecksum { part } => format!("其中的{}与当初写入的内容不符", quoted(part)),
        Damage::SectorTable => "内部的扇区表已损坏".to_owned(),
        Damage::NoContent => "没有内容".to_owned(),
        Damage::EndlessSheet => "有工作表没有结尾".to_owned(),
        Damage::TooManyRows => "有工作表的行数过多".to_owned(),
        Damage::SharedSheet => "有两个工作表实为同一个".to_owned(),
        Damage::MissingText => "有单元格的文字缺失".to_owned(),
        Damage::CellTooLow => "有单元格位于最后一行之下".to_owned(),
        Damage::RowTooLow => "有一行位于最后一行之下".to_owned(),
        Damage::LongTag => "其中有一个标记超过 1 MB".to_owned(),
    };
    format!("工作簿已损坏（{detail}）")
}

fn foreign_file(what: ForeignFile) -> &'static str {
    match what {
        ForeignFile::Pdf => "PDF 文档",
        ForeignFile::Rtf => "文字文档（RTF）",
        ForeignFile::Gzip => "gzip 压缩文件",
        ForeignFile::SevenZip => "7z 压缩文件",
        ForeignFile::Rar => "RAR 压缩文件",
        ForeignFile::Zip => "ZIP 压缩文件",
        ForeignFile::Parquet => "Parquet 文件",
        ForeignFile::Picture => "图片",
        ForeignFile::WebPage => "网页（HTML）",
        ForeignFile::WebArchive => "含图片的网页（MHTML）",
        ForeignFile::OldExcel { version: 2 } => "Excel 2 工作簿",
        ForeignFile::OldExcel { version: 3 } => "Excel 3 工作簿",
        ForeignFile::OldExcel { .. } => "Excel 4 工作簿",
        ForeignFile::FlatOpenDocument => "纯 XML 格式的电子表格（FODS）",
        ForeignFile::Xml => "XML 文档",
        ForeignFile::Word => "Word 文档",
        ForeignFile::PowerPoint => "PowerPoint 演示文稿",
        ForeignFile::Office => "Office 文档",
        ForeignFile::OldOffice => "旧版 Office 文档",
        ForeignFile::OpenDocument => "OpenDocument 文件",
        ForeignFile::AppleNumbers => "Apple Numbers 文档",
        ForeignFile::Unknown => "未知类型的文件",
    }
}

fn over_limit(limit: Limit, most: &str) -> String {
    match limit {
        Limit::Inflated => format!("工作簿解压后超过 {most}，远超同样大小的列表"),
        Limit::Memory => format!("工作簿会占用超过 {most} 的内存"),
        Limit::Entries => format!("工作簿的压缩包中有超过 {most} 个部分"),
        Limit::Strings => format!("工作簿中有超过 {most} 条共享文字"),
        Limit::Cells => format!("工作簿中有一个工作表超过 {most} 个单元格"),
        Limit::Columns => format!("工作簿中有一个工作表超过 {most} 列"),
        Limit::Text => format!("工作簿中有一个单元格的文字超过 {most}"),
        Limit::Nesting => format!("工作簿的内容嵌套超过 {most} 层"),
    }
}
