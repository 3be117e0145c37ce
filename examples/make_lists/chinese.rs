//! The small Chinese list, `客户清单.csv`, as an office program saves it: titles above the header, a BOM, CRLF.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::names::chinese_buyer;

const CUSTOMERS: usize = 60;
const PERIOD_END: Date = date(2026, 9, 30);
const HEADER: [&str; 11] = [
    "客户编号",
    "客户名称",
    "地区",
    "行业",
    "销售额(万元)",
    "订单数",
    "首次下单",
    "最近下单",
    "最近联系",
    "欠款",
    "备注",
];
const NOTES: [&str; 6] = [
    "需要开专票",
    "老客户介绍，价格敏感",
    "等样品，\n下周回电话",
    "账期 60 天，已催两次",
    "说“再看看”",
    "年底前签框架合同",
];

/// The list as `客户清单.csv` has it.
pub fn csv() -> Result<Vec<u8>, csv::Error> {
    let mut chance = Chance::new(2027);
    let title = |text: &str| {
        let mut row = vec![String::new(); HEADER.len()];
        row[0] = text.to_owned();
        row
    };
    let mut rows =
        vec![title("客户清单"), title("统计期间：2025年10月1日至2026年9月30日"), HEADER.map(str::to_owned).to_vec()];
    let mut total = (0, 0);
    for number in 1..=CUSTOMERS {
        let revenue = revenue(number, &mut chance);
        let orders = if revenue > 5_000 { chance.between(6, 40) } else { chance.between(1, 8) };
        total = (total.0 + revenue, total.1 + orders);
        rows.push(customer(number, revenue, orders, &mut chance));
    }
    // Nobody knows the revenue of three; one of them is filled in, but with a guess in words.
    for (number, text) in [(17, "—"), (38, "约30"), (52, "")] {
        total.0 -= hundredths(&rows[number + 2][4]);
        rows[number + 2][4] = text.to_owned();
    }
    let mut sums = title("合计");
    (sums[4], sums[5]) = (ten_thousands(total.0), total.1.to_string());
    rows.push(sums);
    Ok(["\u{FEFF}".as_bytes(), &super::cell::csv(&rows, csv::Terminator::CRLF)?].concat())
}

/// Hundredths of 10,000 yuan; the list is not sorted, and one customer sent back more than it bought.
fn revenue(number: usize, chance: &mut Chance) -> i64 {
    match number {
        9 => 123_450,
        31 => 60_000,
        // Exactly as much as another: the two share every tier.
        24 | 45 => 15_000,
        44 => -35,
        _ => match chance.between(1, 10) {
            1 => chance.between(20_000, 48_000),
            2..=4 => chance.between(3_000, 19_999),
            _ => chance.between(40, 2_999),
        },
    }
}

fn customer(number: usize, revenue: i64, orders: i64, chance: &mut Chance) -> Vec<String> {
    let (name, region, industry) = chinese_buyer(revenue < 3_000, chance);
    let days_ago = chance.between(1, 350);
    let last_order = PERIOD_END.saturating_sub(days_ago.days());
    let first_order = last_order.saturating_sub(chance.between(0, 3_000).days());
    let last_contact = PERIOD_END.saturating_sub(chance.between(0, days_ago).days());
    let owed = match chance.between(1, 5) {
        1 => format!("{}万", decimals(chance.between(10, 300), 1)),
        2 => grouped(&(chance.between(8, 98) * 100).to_string()),
        _ => String::new(),
    };
    let note = if chance.percent(25) { *chance.one_of(&NOTES) } else { "" };
    vec![
        format!("{:04}", number * 3 + 5),
        name,
        region.to_owned(),
        industry.to_owned(),
        ten_thousands(revenue),
        orders.to_string(),
        chinese_date(first_order),
        chinese_date(last_order),
        if chance.percent(8) { "-".to_owned() } else { chinese_date(last_contact) },
        owed,
        note.to_owned(),
    ]
}

fn chinese_date(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// `1,234.5` from 123450.
fn ten_thousands(hundredths: i64) -> String {
    let text = decimals(hundredths.abs(), 2);
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(&text))
}

/// What [`ten_thousands`] wrote.
fn hundredths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{}{part:0<2}", whole.replace(',', "")).parse().expect("digits")
}

/// A number with so many decimals, those that are nought left out.
fn decimals(number: i64, decimals: u32) -> String {
    let unit = 10_i64.pow(decimals);
    let text = format!("{}.{:0width$}", number / unit, number % unit, width = decimals as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Commas between the thousands.
fn grouped(number: &str) -> String {
    let (whole, part) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + part
}
