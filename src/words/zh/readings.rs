//! How columns were read, in Chinese.

use super::quoted;
use crate::list::{ReadAs, ReadingFact, SeenCells, UnitFrom};
use crate::rule::FieldKind;
use crate::words::figure::count;

/// Something that was noticed or decided while a field's column was read.
pub fn reading_fact(fact: &ReadingFact, field: &str) -> String {
    match fact {
        ReadingFact::Multiplied(factor, from) => format!("按{}中的单位乘以 {}", place(*from), count(*factor)),
        ReadingFact::OwnUnit(cells, from) => {
            format!("{}：以单元格自带的单位为准，不用{}的单位", seen(cells), place(*from))
        }
        ReadingFact::Currencies(counts) => {
            let counts = counts.iter().map(|(code, cells)| format!("{code} {} 笔", count(*cells)));
            format!("各币种的金额：{}", counts.collect::<Vec<_>>().join("、"))
        }
        ReadingFact::NoCurrency(cells) => format!("{} 笔金额没有币种", count(*cells)),
        ReadingFact::OnlyCurrency(code, cells) => {
            format!("只计 {code}（--only）：{} 笔金额不计入", count(*cells))
        }
        ReadingFact::Rate(code, rate, cells) => {
            format!("{} 笔 {code} 金额乘以 {rate}（--rate）", count(*cells))
        }
        ReadingFact::DecimalComma(cells) => format!("逗号是小数点：{}", seen(cells)),
        ReadingFact::AssumedDecimalPoint(cells) => format!(
            "点视为小数点，逗号视为千位分隔符：{}；没有单元格表明相反（如不对，请用 --read {field}={}）",
            seen(cells),
            ReadAs::CommaDecimal
        ),
        ReadingFact::Ratios => "不带百分号的数视为比率：0.05 即 5 %".to_owned(),
        ReadingFact::RatiosOfOne => {
            format!("不带百分号的数视为比率，因此 1 即 100 %；如应为 1 %，请用 --read {field}=percent")
        }
        ReadingFact::Percentages => "不带百分号的数视为百分数：5 即 5 %".to_owned(),
        ReadingFact::Unstored { count, sheet, cells } => {
            let more = if *count > cells.len() as u64 { " …" } else { "" };
            format!(
                "有 {count} 个公式的计算结果没有存入工作簿，这些单元格视为缺失（工作表“{sheet}”：{}{more}）；请用电子表格软件打开并保存，然后重新运行",
                cells.join("、")
            )
        }
        ReadingFact::Merged(cells) => format!("{} 个单元格取所在合并单元格的值", count(*cells)),
        ReadingFact::MergedNumbers(rows) => {
            format!("合并单元格中的数字只计在首行：其余 {} 行视为空值", count(*rows))
        }
        ReadingFact::AfterAsOf(day, cells, first) => {
            let first = first.iter().map(super::places::place).collect::<Vec<_>>().join("、");
            let more = if *cells > 3 { " 等" } else { "" };
            format!("{} 个日期晚于基准日 {day}：{first}{more}", count(*cells))
        }
        ReadingFact::DayFirst(cells) => format!("日期中日在前：{}", seen(cells)),
        ReadingFact::MonthFirst(cells) => format!("日期中月在前：{}", seen(cells)),
    }
}

fn place(from: UnitFrom) -> &'static str {
    match from {
        UnitFrom::Header => "表头",
        UnitFrom::Title => "标题行",
    }
}

fn seen(cells: &SeenCells) -> String {
    let first = quoted(&cells.first);
    match cells.count {
        1 => format!("单元格{first}"),
        count => format!("{count} 个单元格，如{first}"),
    }
}

/// What a field of this type holds.
pub fn field_type(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Number => "数字",
        FieldKind::Percent => "百分比",
        FieldKind::Date => "日期",
        FieldKind::Flag => "是或否",
        FieldKind::Tags => "标签",
        FieldKind::Text => "文字",
        FieldKind::Choice(_) => "限定用词",
    }
}
