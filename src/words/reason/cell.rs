//! Two earlier labels that make a third: `potential_class A and use 1 make A1`.

use crate::score::Code;
use crate::score::reason::AxisLabel;
use crate::words::wording::Wording;

impl Wording<'_> {
    pub(super) fn cell(&self, row: &AxisLabel, col: &AxisLabel, code: Code) -> String {
        let words = self.language.words();
        let (row_label, col_label) = (self.label(row.rule, row.code), self.label(col.rule, col.code));
        match code {
            Code::NONE => words.empty_cell(&row.name, row_label, &col.name, col_label),
            code => words.cell(&row.name, row_label, &col.name, col_label, self.label(self.rule, code)),
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
