//! The Notes sheet of a workbook.

use crate::result::remark::Beside;
use crate::words::notes::Role;

sentences! {
    trait NoteWords(self) {
        noted_rule => "rule";
        noted_as_of => "as of";
        noted_no_customers => "no customers";
        noted_field(name) => "field {name}";
        role(role: Role) -> &'static str => {
            match role {
                Role::Input => "input",
                Role::Beside(Beside::Previous) => "previous",
                Role::Beside(Beside::Overrides) => "overrides",
                Role::Old => "old",
                Role::New => "new",
            }
        };
        column_read(column: usize, header, values: u64, missing: u64, bad: u64) => "column {column} {header:?}: {values} values, {missing} missing, {bad} bad";
        noted_bad_cell(field, text) => "{field} is {text:?}";
    }
}
