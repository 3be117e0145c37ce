//! The Notes sheet of a workbook.

use crate::result::remark::Beside;
use crate::words::notes::Role;

sentences! {
    NoteWords(self) for Chinese by zh {
        noted_rule => "规则";
        noted_as_of => "计算基准日";
        noted_no_customers => "非客户行数";
        noted_field(name) => "字段 {name}";
        role(role: Role) -> &'static str => {
            match role {
                Role::Input => "输入列表",
                Role::Beside(Beside::Previous) => "上次列表",
                Role::Beside(Beside::Overrides) => "人工标签列表",
                Role::Old => "旧列表",
                Role::New => "新列表",
            }
        };
        column_read(column: usize, header, values: u64, missing: u64, bad: u64) => "第 {column} 列“{header}”：{values} 个值，{missing} 个缺失，{bad} 个无法读取";
        noted_bad_cell(field, text) => "{field}：无法读取“{text}”";
    }
}
