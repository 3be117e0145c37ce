//! Why a list could not be read, in Chinese.

use std::io;

use super::places::{file, place};
use super::{columns, did_you_mean, header_errors, quoted, workbook_errors};
use crate::list::{CurrencyCount, CurrencyProblem, Filling, InputError, MixedCurrencies, Unreadable};

/// Why a list could not be read, and what helps.
pub fn input_error(error: &InputError) -> String {
    match error {
        InputError::Io { file: name, source } => format!("{}：{}", file(name), system(source)),
        InputError::NotFound { file: name } => format!("{}：没有这个文件", file(name)),
        InputError::Folder { file: name } => format!("{}：这是文件夹；请写出其中列表的文件名", file(name)),
        InputError::Empty { file: name } => format!("{}：文件是空的", file(name)),
        InputError::Changed { file: name } => {
            format!("{}：读取期间文件被改动；请在没有程序写入它时重新运行", file(name))
        }
        InputError::Encoding { file: name, encoding } => {
            format!("{}：不支持 {encoding} 编码；请将列表另存为 UTF-8（在 Excel 中选择“CSV UTF-8”）", file(name))
        }
        InputError::UnknownEncoding { name, near } => format!(
            "没有名为{}的编码{}\n  可用的编码例如：utf-8、utf-16、gbk、gb18030、big5、shift_jis、euc-kr、windows-1252、latin1、koi8-r",
            quoted(name),
            did_you_mean(near.as_deref())
        ),
        InputError::Binary { file: name, byte } => format!(
            "{}：不是文本列表：其中有控制字符，第一个在第 {byte} 字节（从 1 数起）；如果它是电子表格，请另存为 XLSX 或 CSV",
            file(name)
        ),
        InputError::NotText { place: at, byte, encoding } => format!(
            "{}：此处的字节（文件的第 {byte} 字节起，从 1 数起）不符合 {encoding} 编码\n\
             提示：如果知道列表的编码，请用 --encoding NAME 指定；否则请将列表另存为 UTF-8（在 Excel 中选择“CSV UTF-8”）",
            place(at)
        ),
        InputError::Dialect => "分隔符和引号必须是两个不同的 ASCII 字符，且都不能是换行符".to_owned(),
        InputError::OneColumn { file, header, sign } => {
            let help = match sign.is_ascii() {
                true => format!("请指定分隔符：--delimiter {sign:?}"),
                false => format!("{sign} 不能用作分隔符：请在编辑器中把它全部替换为半角逗号"),
            };
            format!(
                "{}：列表被读作只有一列{}，单元格之间似乎以 {sign} 分隔\n提示：{help}",
                file.display(),
                quoted(header)
            )
        }
        InputError::OpenQuote { place: at } => format!(
            "{}：引号在此处打开而从未关闭；请补上右引号，引号之内的引号请写两次；如果列表不使用引号，请加 --quote none",
            place(at)
        ),
        InputError::LoneEscape { place: at } => format!(
            "{}：列表在此处以反斜杠结尾；在这个列表中，反斜杠使其后的字符失去特殊含义，而其后已没有字符；\
             请检查列表是否被截断，或将反斜杠写两次",
            place(at)
        ),
        InputError::LoneReturn { place: at } => format!(
            "{}：此处有单独的回车符，后面没有换行符，无法判断是否为行尾；请以 Windows（CR LF）或 Unix（LF）的换行方式保存列表，\
             或为该单元格加上引号",
            place(at)
        ),
        InputError::RecordTooLong { place: at, limit } => {
            format!("{}：从此处开始的记录超过 {} MB；是否漏了右引号？", place(at), limit / 1_000_000)
        }
        InputError::TooManyCells { place: at, cells, limit } => format!(
            "{}：有 {cells} 个单元格，而最多读取 {limit} 个；--delimiter 是否正确？\n\
             提示：如果列表确实这么宽，请提高上限：--limit columns={cells}",
            place(at)
        ),
        InputError::TooWide { place: at, cells, header, filling } => {
            let added = match filling {
                Filling::Columns(columns) => format!("{columns} 列"),
                Filling::MoreThanTheList => "比列表本身还多的内容".to_owned(),
            };
            format!(
                "{}：有 {cells} 个单元格，而表头只有 {header} 个；把所有记录补齐到这个宽度会增加{added}；\
                 这条记录中的分隔符或引号是否有误？",
                place(at)
            )
        }
        InputError::Header { place: at, problem, fitting } => {
            format!("{}：{}{}", place(at), header_errors::header_error(problem), fitting_sheets(fitting))
        }
        InputError::Workbook { file: name, problem } => {
            format!("{}：{}", file(name), workbook_errors::workbook_error(problem))
        }
        InputError::Currencies { file: name, problem } => format!("{}：{}", file(name), currencies(problem)),
        InputError::Column { problem, .. } => {
            format!(
                "{}：{}\n提示：{}",
                place(&problem.first.place),
                columns::problem(problem),
                columns::remedy(problem)
            )
        }
    }
}

/// Why amounts are not added up, and what helps.
fn currencies(mixed: &MixedCurrencies) -> String {
    let count = |known: &CurrencyCount| {
        let first = match &known.first {
            Some(first) if first.text.is_empty() => format!("（首个：{}）", place(&first.place)),
            Some(first) => format!("（首个：{} {}）", place(&first.place), quoted(&first.text)),
            None => String::new(),
        };
        let code = if known.code.is_empty() { "无币种" } else { &known.code };
        format!("{code} {} 笔{first}", known.count)
    };
    let counts = mixed.counts.iter().chain(&mixed.without).map(count).collect::<Vec<_>>().join("、");
    let field = &mixed.field;
    let (most, others) = mixed.to_rate();
    let what = match &mixed.problem {
        CurrencyProblem::Several => format!("{field}：不同币种的金额不能相加：{counts}"),
        CurrencyProblem::NotToldApart(sign, other) => {
            return format!(
                "{field}：{sign} 也可能是 {other}，而两者同时出现：{counts}\n提示：请用币种代码（{other} 或其他）代替 {sign}"
            );
        }
        CurrencyProblem::WithoutRate(codes) => {
            format!("{field}：{} 没有汇率，而金额只能折算为一种币种：{counts}", codes.join("、"))
        }
        CurrencyProblem::NoCurrency => {
            return format!(
                "{field}：有多种币种，而部分金额没有币种：{counts}\n提示：请写明其币种，或不计入这些金额：--only {most}"
            );
        }
    };
    let rates = others.iter().map(|code| format!("--rate {code}=X")).collect::<Vec<_>>().join(" ");
    format!(
        "{what}\n提示：只对一种币种的客户分类：--only {most}（其余客户不分类）；或全部折算为 {most}，X 为每种币种一个单位所值：{rates}"
    )
}

/// What is wrong with a column that cannot be read as its field.
pub fn unreadable(column: &Unreadable) -> String {
    columns::problem(column)
}

fn fitting_sheets(names: &[String]) -> String {
    let options = names.iter().map(|name| format!("--sheet {name:?}")).collect::<Vec<_>>();
    if options.is_empty() {
        String::new()
    } else {
        format!("\n提示：其他工作表有所需的列：{}", options.join(" 或 "))
    }
}

/// What the system said about a file: the usual cases in Chinese, the others by their number or in the system's words.
pub fn system(error: &io::Error) -> String {
    let said = match error.kind() {
        io::ErrorKind::NotFound => "文件或文件夹不存在",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::AlreadyExists => "文件已存在",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘已满",
        io::ErrorKind::ReadOnlyFilesystem => "文件系统为只读",
        io::ErrorKind::FileTooLarge => "文件过大",
        io::ErrorKind::IsADirectory => "这是文件夹",
        io::ErrorKind::NotADirectory => "路径中有一部分不是文件夹",
        io::ErrorKind::InvalidFilename => "文件名无效",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "文件正被其他程序使用",
        io::ErrorKind::BrokenPipe => "输出的接收方已关闭",
        io::ErrorKind::UnexpectedEof => "文件提前结束",
        io::ErrorKind::InvalidData => "文件内容无效",
        io::ErrorKind::TimedOut => "等待超时",
        io::ErrorKind::OutOfMemory => "内存不足",
        _ => {
            let number = error.raw_os_error().map(|number| format!("系统错误 {number}"));
            return number.unwrap_or_else(|| format!("系统报告{}", quoted(&error.to_string())));
        }
    };
    said.to_owned()
}
