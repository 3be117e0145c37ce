//! Two earlier labels that make a third: `potential_class A and use 1 make A1`.

use crate::language::Language;
use crate::score::Code;
use crate::score::reason::AxisLabel;
use crate::words::chinese::joined;
use crate::words::wording::Wording;

impl Wording<'_> {
    pub(super) fn cell(&self, row: &AxisLabel, col: &AxisLabel, code: Code) -> String {
        let (row_label, col_label) = (self.label(row.rule, row.code), self.label(col.rule, col.code));
        let label = self.label(self.rule, code);
        match (self.language, code == Code::NONE) {
            (Language::En, false) => {
                format!("{} {row_label} and {} {col_label} make {label}", row.name, col.name)
            }
            (Language::En, true) => {
                format!("the table is empty where {} {row_label} meets {} {col_label}", row.name, col.name)
            }
            (Language::Zh, false) => {
                joined(&[&row.name, "为", row_label, "，", &col.name, "为", col_label, "，对应", label])
            }
            (Language::Zh, true) => {
                joined(&[&row.name, "为", row_label, "，", &col.name, "为", col_label, "，表中没有对应的等级"])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::words::testing::reasons;

    #[test]
    fn two_labels_make_a_third_or_none() {
        let rule = r#"
[[rule]]
name   = "class"
method = "threshold"
field  = "revenue"
tier   = [ { label = "A", zh = "甲", min = 100 }, { label = "B", zh = "乙" } ]
[[rule]]
name   = "use"
method = "threshold"
field  = "orders"
tier   = [ { label = "1", min = 10 }, { label = "2" } ]
[[rule]]
name   = "cell"
method = "matrix"
rows   = "class"
cols   = "use"
cells  = { A = { "1" = "A1", "2" = "A2" }, B = { "1" = "B1" } }
"#;
        let expected = [
            ["class A and use 1 make A1", "class 为甲，use 为 1，对应 A1"],
            ["the table is empty where class B meets use 2", "class 为乙，use 为 2，表中没有对应的等级"],
            ["class is unclassified", "class 未分类"],
            ["class and use are unclassified", "class、use 未分类"],
        ];
        assert_eq!(reasons(rule, "revenue,orders\n100,10\n1,1\n,1\n,\n"), expected);
    }
}
