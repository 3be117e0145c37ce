//! Lists with totals of groups, foot lines and tricky names, made up by the dozen: no total is taken for a customer, and no customer for a
//! total.

use crate::folder::{Folder, HALVES};

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len() as u64) as usize]
    }
}

const GROUPS: [&str; 8] = ["North", "South-West", "杭州", "宁波", "Nord", "Île-de-France", "Region 7", "华东"];

const OF_GROUPS: [&str; 10] = [
    "{} Total",
    "{} total:",
    "Total {}",
    "Subtotal {}",
    "{}小计",
    "{} 汇总",
    "合计：{}",
    "Zwischensumme {}",
    "Total for {}",
    "{} Average",
];

const OF_ALL: [&str; 12] = [
    "Total",
    "Grand Total",
    "TOTAL:",
    "合计",
    "总计：",
    "Summe",
    "Gesamtsumme",
    "合计（元）",
    "Total (EUR)",
    "平均",
    "Average",
    "Sub-total",
];

const NAMES: [&str; 22] = [
    "Total Energies SE",
    "合计科技有限公司",
    "Total Tools",
    "Average Joe's",
    "Sum Systems",
    "Summit",
    "Sumitomo",
    "小计算机店",
    "总计智能",
    "Best Total",
    "Source Foods",
    "Note Printing",
    "注册会计师事务所",
    "备注文化",
    "Gesamt Bau GmbH",
    "Média Plus",
    "Sum 41",
    "Totally Fine",
    "平均时尚",
    "汇总传媒",
    "Page & Co",
    "审核咨询公司",
];

const FEET: [&str; 8] = [
    "备注：以上含税",
    "制表人：王芳",
    "Note: without tax",
    "* provisional",
    "数据来源：ERP",
    "Source: shop",
    "打印日期：2026-09-30",
    "※ 未审计",
];

/// A list, and for each of its lines below the header whether it is a customer.
fn made(chance: &mut Chance) -> (String, Vec<bool>) {
    let has_ids = chance.below(2) == 0;
    let (mut lines, mut customers) =
        (vec![(if has_ids { "region,id,name,revenue" } else { "region,name,revenue" }).to_owned()], vec![]);
    let row = |group: &str, id: &str, name: &str, revenue: &str| {
        if has_ids { format!("{group},{id},{name},{revenue}") } else { format!("{group},{name},{revenue}") }
    };
    let mut number = 0;
    let first = chance.below(GROUPS.len() as u64) as usize;
    for group in 0..1 + chance.below(4) as usize {
        let group = GROUPS[(first + group) % GROUPS.len()];
        let mut sum = 0;
        for _ in 0..1 + chance.below(4) {
            number += 1;
            // Every figure has a digit of its own, so that none is the sum or the mean of others by chance.
            let revenue = 3u64.pow(number) * 2 + 1;
            sum += revenue;
            let plain = format!("Customer {number}");
            let name = if chance.below(3) == 0 { chance.one_of(&NAMES) } else { &plain };
            lines.push(row(group, &format!("K{number}"), name, &revenue.to_string()));
            customers.push(true);
        }
        if chance.below(4) > 0 {
            let label = chance.one_of(&OF_GROUPS).replace("{}", group);
            let total = sum.to_string();
            lines.push(if chance.below(2) == 0 { row(&label, "", "", &total) } else { row("", "", &label, &total) });
            customers.push(false);
        }
        if chance.below(6) == 0 {
            lines.push(lines[0].clone());
            customers.push(false);
        }
    }
    if chance.below(2) == 0 {
        let label = chance.one_of(&OF_ALL);
        lines.push(if chance.below(2) == 0 { row(label, "", "", "7") } else { row("", "", label, "7") });
        customers.push(false);
    }
    for _ in 0..chance.below(3) {
        lines.push(row(chance.one_of(&FEET), "", "", ""));
        customers.push(false);
    }
    (lines.join("\n") + "\n", customers)
}

#[test]
fn no_total_is_taken_for_a_customer_and_no_customer_for_a_total() {
    let mut chance = Chance(20_260_930);
    for _ in 0..60 {
        let (list, customers) = made(&mut chance);
        let folder = Folder::with("list.csv", &list).and("half.toml", HALVES);
        let ran = folder.run(["score", "list.csv", "-r", "half.toml", "--strict", "-o", "-"]).done();
        let labelled = ran.stdout.lines().skip(1).map(|line| !line.ends_with(','));
        assert_eq!(labelled.collect::<Vec<_>>(), customers, "{}", ran.stdout);
    }
}
