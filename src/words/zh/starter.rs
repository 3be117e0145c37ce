//! A starter rule file: the comments in it, and what is said beside it.

use crate::result::starter::{Content, Recency};
use crate::words::figure::Count;

sentences! {
    StarterWords(self) for Chinese by format {
        file_written(file) => "已写入 {file}";
        starter_for(customers: Count, by, column) => "共 {customers} 位客户，按{by}分类，标签列为 {column}";
        tier_from(label, value, customers: Count) => "{label}：{value} 起，{customers} 位客户";
        check_the_file(file) => "请阅读并按实际情况修改，然后检验：custclass rules check {file}";
        use_the_file(command) => "使用：{command}";

        title_by(by) => "客户分类（按{by}）";
        starter_head(list, customers: Count, by, file, command) => "根据 {list} 生成的规则初稿：共 {customers} 位客户，按{by}分类。\n\
            可以直接使用；每条分界线旁边写明了依据，请按实际情况修改。\n\
            检验：custclass rules check {file}\n\
            使用：{command}";
        general_head(file) => "规则初稿：按销售额分为三个等级。其中的数字只是示例，请换成自己的。\n\
            按自己的客户清单取数：custclass rules new 另一文件.toml --for 客户清单.xlsx --lang zh\n\
            检验：custclass rules check {file}\n\
            使用：custclass score 客户清单.xlsx -r {file}";
        orders_in_list => "多数客户编号重复出现：这看起来是订单清单。请先按客户汇总成一行一位客户，\n下面的数字把每一行都当作一位客户。";

        measured_column(name, header) => "{name}：取自“{header}”列。";
        multiplied_column(name, header, times) => "{name}：取自“{header}”列，按表头单位每个数乘以 {times}，下面的分界线为乘后的数。";
        customers_with_figures(with: Count, zero: Count, missing: Count, bad: Count) => {
            let some = |count: Count, before, said| if count.0 > 0 { format!("，{before}{count} {said}") } else { String::new() };
            let (zero, missing) = (some(zero, "其中 ", "位为 0 或负数"), some(missing, "", "位没有"));
            format!("{with} 位客户有数值{zero}{missing}{}。", some(bad, "", "位的单元格不是数字"))
        };
        equal_figures(customers: Count) => "全部 {customers} 位的数值相同，清单本身看不出分界线；下面的只是示例。";
        nothing_to_share => "没有大于 0 的数值，无法按金额占比划分：分界线按名次划分。";
        how_it_is_spread(name) => "{name}的集中程度：";
        first_bring(share: u32, customers: Count, of_sum) => "  前 {share:>2}% 的客户（{customers} 位）贡献 {of_sum}";
        eighty_and_ninety_five(most: Count, of_most, nearly_all: Count, of_nearly_all) => "80% 来自 {most} 位客户（占客户数 {of_most}），95% \
            来自 {nearly_all} 位（{of_nearly_all}）。";
        more_concentrated => "比教科书的“二八”更集中：失去一位头部客户影响很大。";
        as_in_the_textbook => "大致符合“二八”规律。";
        flatter => "比“二八”平缓：分界线两边的客户相差不大，不宜看得过重。";
        few_customers(customers: Count) => "只有 {customers} 位客户，一两位就能左右分界线：仅供参考。";
        widest_gaps => "最明显的断层（其间没有客户），自上而下：";
        gap(above, below, customers: Count, share) => "  {above} 与 {below} 之间：其上有 {customers} 位客户（{share}）";

        lines_stay => "这些分界线固定不变，直到您修改。随清单变动的分界线：custclass rules show pareto-abc\n\
            （按金额占比）或 pyramid（按客户占比）。";
        sum_reached(label, share, name, value) => "{label}：{name}累计到 {share}% 时为 {value}";
        customers_reached(label, share, value) => "{label}：前 {share}% 的客户止于 {value}";
        line_in_gap(above, below) => "；分界线取在 {above} 与 {below} 之间的断层。";
        round_line => "；分界线取其附近的整数。";
        of_measure(share, name) => "、{name}的 {share}";
        best_reach_it(customers: Count, share, of_sum) => "达到的客户有 {customers} 位：占客户数 {share}{of_sum}。";
        more_reach_it(customers: Count, share, of_sum) => "另有 {customers} 位达到：连同更高等级占客户数 {share}{of_sum}。";
        other_customers(label, customers: Count) => "{label}：其余 {customers} 位客户。";
        made_up_line(label) => "{label}：达到此数。";

        above_the_test => "虚构的小清单，用来检验分界线。改动分界线时这里也要改；rules check 会指出不一致之处。";
        figures_prove => "分界线本身属于较高等级，略低于它属于下一等级；缺失的数值不作猜测";
        words_prove => "每个词归入各自的组，前后空格不影响；未列出的词归入最后一组，缺失的不归组";
        days_prove => "每个等级的最后一天属于该等级，再早一天属于下一等级；没有日期不作猜测";

        unknown_columns => "词典里没有的列。条件和后面的规则可以使用；不需要的可以删掉。";
        content(content: Content) -> &'static str => {
            match content {
                Content::Number => "数字",
                Content::Percent => "百分数",
                Content::Date => "日期",
                Content::Flag => "是或否",
                Content::Words => "少数几个反复出现的值",
                Content::Text => "文字",
            }
        };
        sum_of_columns(field) => "有好几列数字。如要按合计分类：去掉下面两行开头的 #，只保留应当相加的列，\n\
            把规则里的 field = \"{field}\" 改为 field = \"sum_of_columns\"，并在检验清单里写上这些列。";
        second_rule(field) => "多久没来了？去掉下面各行以及上面 as_of 前的 #，即可按 {field} 再得到一列标签。";
        dates_in_column(header, recency: &Recency, of_first, of_second) => {
            let Recency { oldest, newest, lines: [first, second], .. } = recency;
            format!(
                "“{header}”列从 {oldest} 到 \
                 {newest}。从最后一天往回算，{of_first} 的客户在 {first} 天以内，\n\
                 {of_second} 在 {second} 天以内。实际运行从当天算起，也可用 --as-of 指定日期。"
            )
        };
        words_of_column(header) => "清单里没有数字列，因此按“{header}”列中的词分组：";
        name_the_groups => "把同类的词放进同一个等级，并给等级起自己的名字。";
    }
}
