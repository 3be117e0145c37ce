//! Why an output could not be written, in Chinese.

use super::list_errors::system;
use super::places::{file, place};
use super::quoted;
use crate::file::OutputError;

/// Why an output could not be written, and what helps.
pub fn output_error(error: &OutputError) -> String {
    match error {
        OutputError::Io { file: name, source } => format!("{}：{}", file(name), system(source)),
        OutputError::NoFolder { file: name, folder } => {
            format!("{}：没有文件夹 {}；请先创建它，或换一个输出位置", file(name), folder.display())
        }
        OutputError::FolderNotWritable { file: name, folder, source } => format!(
            "{}：无法在文件夹 {} 中创建文件（{}）；请把输出放到别处",
            file(name),
            folder.display(),
            system(source)
        ),
        OutputError::IsFolder { file: name } => format!("{}：这是文件夹；请写出其中的文件名", file(name)),
        OutputError::IsInput { file: name } => {
            format!("{}：这是输入文件本身，不会被写入；请换一个输出文件名", file(name))
        }
        OutputError::ColumnIsThere { list, column, header, name } => format!(
            "{}：#{column} 列的表头已是{}\n提示：使用 --replace 可用 `{name}` 的等级替换该列",
            file(list),
            quoted(header)
        ),
        OutputError::Protected { file: name, source } => {
            format!("{}：文件已存在且不可写入（{}）；请更改其权限，或换一个输出文件名", file(name), system(source))
        }
        OutputError::DiskFull { file: name, .. } => {
            format!("{}：磁盘已满；请腾出空间，或把输出放到另一个磁盘（未写入任何内容）", file(name))
        }
        OutputError::Lacking { character, text: Some(text), encoding } => format!(
            "{}无法用列表的编码 {encoding} 写出，该编码没有{}\n提示：请用另一种编码写出副本：--encoding-out utf-8",
            quoted(text),
            quoted(&character.to_string())
        ),
        OutputError::Lacking { character, text: None, encoding } => format!(
            "列表中有{}，而 {encoding} 编码没有这个字符\n提示：请选用包含所有字符的编码：--encoding-out utf-8",
            quoted(&character.to_string())
        ),
        OutputError::NoQuotes { text } => format!(
            "{}中有分隔符或换行，而列表没有可以括住它的引号；请改为写工作簿（-o ….xlsx），或指定引号：--quote CHAR",
            quoted(text)
        ),
        OutputError::TextTooLong { place: at, length, limit } => format!(
            "{}：文字有 {length} 个字符，而工作簿的单元格最多容纳 {limit} 个；请改为写 CSV（-o ….csv），或缩短文字",
            place(at)
        ),
        OutputError::TooManyColumns { file: name, columns, limit } => format!(
            "{}：加上新增的列共有 {columns} 列，而工作表最多容纳 {limit} 列；请改为写 CSV（-o ….csv）",
            file(name)
        ),
        OutputError::RecordTooWide { place: at, cells, width } => {
            format!("{}：有 {cells} 个单元格，而最宽的记录只有 {width} 个；列表在读取期间被改动", place(at))
        }
        OutputError::Workbook { file: name, message } => {
            format!("{}：无法写出工作簿：{}", file(name), quoted(message))
        }
    }
}
