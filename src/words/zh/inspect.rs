//! What `inspect`, `explain` and `rules new` say of a list, its cells and a rule file.

use crate::list::text::{EncodingFrom, Hindrance};

sentences! {
    InspectWords(self) for Chinese by zh {
        the_list => "列表";
        fact_file => "文件";
        fact_kind => "类型";
        delimited_text => "分隔文本";
        fact_sheet => "工作表";
        fact_hidden => "隐藏内容";
        fact_missing_words => "另视为空值";
        fact_header_row => "表头行";
        no_header_row => "无（--no-header）";
        fact_columns => "列数";
        fact_records => "数据行数";
        fact_customers => "客户数";
        fact_repeated_ids => "重复编号";
        and_orders => "；这像是订单表：请先按客户汇总";

        fact_encoding => "编码";
        with_mark => "（带 BOM）";
        fact_encoding_from => "编码依据";
        encoding_from(from: EncodingFrom) => {
            match from {
                EncodingFrom::Asked => "--encoding".to_owned(),
                EncodingFrom::Mark => "BOM".to_owned(),
                EncodingFrom::Valid => "字节符合 UTF-8".to_owned(),
                EncodingFrom::Zeros => "字符旁的零字节".to_owned(),
                EncodingFrom::Headers(count) => format!("此编码下出现的已知表头：{count} 个"),
                EncodingFrom::Likeness => "常用字的分布".to_owned(),
            }
        };
        fact_delimiter => "分隔符";
        fact_quote => "引号";
        quote_inside(sign: char) => "{sign}（引号内写作 \\{sign}）";
        no_quote => "无";
        fact_line_ends => "换行";
        no_line_ends => "无";
        mixed_line_ends => "混用";
        fact_first_line => "首行";
        names_delimiter => "指明分隔符（sep=）";
        fact_blanks => "单元格前的空格";
        blanks_belong => "属于分隔符";
        fact_read => "读取方式";
        byte_by_byte(why: Hindrance) => {
            let why = match why {
                Hindrance::Backslashes => "引号前有反斜杠",
                Hindrance::NoQuotes => "没有引号",
                Hindrance::Blanks => "单元格前有空格",
                Hindrance::Returns => "仅用回车换行",
                Hindrance::Characters => "该编码中有以分隔符字节结尾的字",
            };
            format!("逐字节读取，较慢：{why}")
        };

        fields_title => "字段";
        own_name => "字段名";
        matched_header(header) => { format!("表头 {header:?}") };
        bad_cells_title => "无法读取的单元格";
        more_cells => "（多于表头列数）";
        fewer_cells => "（少于表头列数）";
        slipped_cells => "（单元格错位）";
        odd_quote => "（引号错乱）";
        no_text => "（乱码字节）";
        other_columns_title => "其他列";
        doubts_title => "如有不符";

        cells_title => "读取的单元格";
        derived_title => "推算值";
        classified_title => "分类结果";
        missing_cell => "（缺失）";
        unreadable_cell => "（无法读取）";
        unknown_truth => "（未知）";

    }
}
