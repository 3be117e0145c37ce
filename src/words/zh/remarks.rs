//! What a run notices on its way, and how far it has come.

use crate::result::remark::Irregular;

sentences! {
    RemarkWords(self) for Chinese by zh {
        progress_bar => "{bar:40} {percent:>3} %  剩余 {eta}";
        progress_rows => "{spinner} {human_pos} 行";

        bad_cell(place, field, text) => "{place}：{field}：无法读取“{text}”；需要此单元格的规则不对该客户分类";
        bad_cell_seen(place, field, text) => "{place}：{field}：无法读取“{text}”";
        more_bad_cells(field, count: u64) => "{field}：另有 {count} 个单元格无法读取";
        empty_column(field) => "{field}：整列为空";
        irregular(how: Irregular) -> &'static str => {
            match how {
                Irregular::Surplus => "单元格多于表头",
                Irregular::Short => "单元格少于表头",
                Irregular::Mended => "此处的引号不成对，已按普通字符读取",
                Irregular::Slipped => "单元格与表头错位（缺少、多出或写错了分隔符）；需要这些单元格的规则不对该客户分类",
                Irregular::PutRight => "单元格与表头错位（缺少、多出或写错了分隔符），已移回相应的列",
            }
        };
        and_more_records(what, others: u64) => "{what}；另有 {others} 行同样如此";
        stray_bytes(place, count: u64) => "{place}：此处的字节在列表的编码中不是文本，共 {count} 个；没有规则读取这些单元格，因此 CSV 副本会原样保留";
        stray_bytes_shown => "表格以 UTF-8 写出，不是文本的字节显示为 �";
        no_records => "列表只有表头，没有数据行";
        empty_file(file) => "{file}：文件为空";
        nothing_to_sum => "列表中没有销售额列，因此只统计客户数";
        cannot_be_found(option, count: usize) => "--{option}：{count} 位客户没有编号，无法按编号查找";
        cannot_be_followed(list, count: usize) => "{list}：{count} 位客户没有编号，无法跟踪";
        lost_or_new(list, count: usize) => "{list}：{count} 位客户没有编号，无法跟踪，按流失或新增客户计";
        newest_taken(list) => "报告的对象是 {list}，即此文件夹中最新的已分类列表";

        table_without_header(columns: usize, records: u64) => "无表头，列数：{columns}，数据行数：{records}";
        table_below_header(row: u64, columns: usize, records: u64) => "表头行：{row}，列数：{columns}，数据行数：{records}";
        table_below_headers(first: u64, last: u64, columns: usize) => "表头行：{first}-{last}，列数：{columns}";
        one_header_row(row: u64) => "如果其中只有一行是表头：--header-row {row}";
        record_or_header(row: u64) => "第 {row} 行看起来是数据；如果它是表头：--header-row {row}";
        further_table(row: u64, records: u64) => "第 {row} 行是另一张表的表头，该行及以下内容均未输出（共 {records} 行）；如需读取那张表：--header-row {row}";
        rows_left_out(rows) => "不属于表格的行：{rows}";
        rows_above(rows: u64) => "表头之上 {rows} 行";
        blank_rows(rows: u64) => "空行 {rows} 行";
        repeated_headers(rows: u64) => "重复表头 {rows} 行";

        template_written(file) => "{file} 即为模板，请在表头下方填写";
    }
}
