//! What a template says to whoever fills it in.

sentences! {
    TemplateWords(self) for Chinese by zh {
        write_id => "客户编号，不可重复。";
        write_name => "客户名称。";
        write_number => "填数字，如 500000、12,500.00 或 12.5万。";
        write_percent => "填百分比，如 92%。";
        write_date => "填日期，如 2026-01-31。";
        write_flag => "填“是”或“否”，也可用 √ 和 ×、1 和 0。";
        write_choice(words) => "选填：{words}。";
        write_tags => "填观察到的特征，多个用；分开；可选词见下拉列表和表头批注。";
        write_text => "填文字。";
        write_text_like(words) => "填文字，例如：{words}。";
        more_words(words) => "{words}……";
        blank_cell_counts_as(value) => "空白视为{value}。";
        write_instead(others: &[String]) => { zh!("也可改用：{}。", others.join("、")) };
        column_may_be_left_out => "本列可以不要。";
        somebody => "示例公司";
        example_row => "示例行：请改填您自己的客户。";
        example_row_gets(labels) => "其分类为：{labels}。";
        choices_sheet => "选项";
        list_sheet => "客户";
        not_listed => "该词不在列表中。规则认得的其他写法可以使用；其他词会使该客户无法分类。";
        no_example => "规则没有可供取例的 [[test]] 清单，示例行可能无法分类";
    }
}
