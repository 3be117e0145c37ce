//! Made-up customers: what they are called, where they are, how to ring them up.

use super::chance::Chance;

/// A made-up company; any likeness to a real one is chance.
pub struct Company {
    pub name: String,
    pub region: &'static str,
    pub industry: &'static str,
    pub phone: String,
}

/// English and Chinese words of one line of business.
const INDUSTRIES: [(&str, &str, &str); 8] = [
    ("Machinery", "Machinery", "机械"),
    ("Electronics", "Electronics", "电子"),
    ("Textiles", "Textiles", "纺织"),
    ("Food", "Foods", "食品"),
    ("Chemicals", "Chemicals", "化工"),
    ("Building materials", "Building Supplies", "建材"),
    ("Medical", "Medical", "医疗器械"),
    ("Retail", "Trading", "商贸"),
];

/// Region, city, dialling code.
const CITIES: [(&str, &str, &str); 22] = [
    ("East China", "上海", "021"),
    ("East China", "苏州", "0512"),
    ("East China", "杭州", "0571"),
    ("East China", "宁波", "0574"),
    ("East China", "南京", "025"),
    ("East China", "无锡", "0510"),
    ("East China", "合肥", "0551"),
    ("South China", "广州", "020"),
    ("South China", "深圳", "0755"),
    ("South China", "佛山", "0757"),
    ("South China", "东莞", "0769"),
    ("South China", "厦门", "0592"),
    ("North China", "北京", "010"),
    ("North China", "天津", "022"),
    ("North China", "青岛", "0532"),
    ("North China", "济南", "0531"),
    ("North China", "大连", "0411"),
    ("West China", "成都", "028"),
    ("West China", "重庆", "023"),
    ("West China", "西安", "029"),
    ("West China", "昆明", "0871"),
    ("West China", "兰州", "0931"),
];

const FIRST_CHARACTERS: [&str; 14] =
    ["恒", "瑞", "金", "华", "鼎", "盛", "宏", "嘉", "德", "永", "汇", "联", "启", "昌"];
const SECOND_CHARACTERS: [&str; 14] =
    ["达", "丰", "泰", "源", "信", "兴", "隆", "诚", "辉", "通", "利", "和", "晟", "远"];
const CHINESE_FORMS: [&str; 6] = ["有限公司", "有限公司", "有限公司", "股份有限公司", "商行", "经营部"];

/// Dialling code, legal form, surnames.
const EUROPE: [(&str, &str, &[&str]); 6] = [
    ("0049", "GmbH", &["Hofmann", "Köhler", "Weiß", "Brandt", "Schäfer", "Lindemann", "Vogt"]),
    ("0033", "SARL", &["Lefèvre", "Garnier", "Bérard", "Chevallier", "Marchand"]),
    ("0039", "S.r.l.", &["Conti", "Ferrara", "Moretti", "Bianchi", "D'Angelo"]),
    ("0046", "AB", &["Lindqvist", "Åkesson", "Nyström", "Sjöberg"]),
    ("0048", "sp. z o.o.", &["Wójcik", "Zieliński", "Kamińska", "Łukasik"]),
    ("0044", "Ltd", &["O'Connor", "Hargreaves", "Pemberton", "Whitlock", "Ashdown"]),
];
const AMERICAN_SURNAMES: [&str; 12] = [
    "Harris", "Delgado", "Whitaker", "Nguyen", "Okafor", "Peterson", "Romero", "Sutton", "Tremblay", "Gagnon",
    "McCall", "Fischer",
];
const AMERICAN_FORMS: [&str; 3] = [", Inc.", " LLC", " Co."];

const CHINESE_SURNAMES: [&str; 16] =
    ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "欧阳", "朱", "马", "胡"];
const GIVEN_NAMES: [&str; 16] =
    ["伟", "芳", "秀英", "敏", "静", "丽", "强", "建国", "雪梅", "军", "晓东", "桂花", "志明", "海燕", "文博", "思远"];

/// A company of the big list: two in three Chinese.
pub fn company(chance: &mut Chance) -> Company {
    match chance.between(1, 12) {
        1..=8 => chinese(chance),
        9..=10 => european(chance),
        _ => american(chance),
    }
}

fn chinese(chance: &mut Chance) -> Company {
    let (region, city, code) = *chance.one_of(&CITIES);
    let (industry, _, word) = *chance.one_of(&INDUSTRIES);
    let brand = brand(chance);
    let form = chance.one_of(&CHINESE_FORMS);
    // The big cities' short codes go with eight digits.
    let (low, high) = if code.len() == 3 { (52_000_000, 88_999_999) } else { (5_200_000, 8_899_999) };
    let phone = format!("{code}-{}", chance.between(low, high));
    Company { name: format!("{city}{brand}{word}{form}"), region, industry, phone }
}

fn european(chance: &mut Chance) -> Company {
    let (code, form, surnames) = *chance.one_of(&EUROPE);
    let (industry, word, _) = *chance.one_of(&INDUSTRIES);
    let (one, other) = (*chance.one_of(surnames), *chance.one_of(surnames));
    let name = match chance.between(1, 4) {
        1 if one != other => format!("{one}, {other} & Partner {form}"),
        2 if one != other => format!("{one} & {other} {form}"),
        _ => format!("{one} {word} {form}"),
    };
    let phone = format!("{code} {} {}", chance.between(20, 89), chance.between(200_000, 999_999));
    Company { name, region: "Europe", industry, phone }
}

fn american(chance: &mut Chance) -> Company {
    let (industry, word, _) = *chance.one_of(&INDUSTRIES);
    let (surname, form) = (chance.one_of(&AMERICAN_SURNAMES), chance.one_of(&AMERICAN_FORMS));
    let phone = format!("001 {} 555 01{:02}", chance.between(201, 989), chance.between(0, 99));
    Company { name: format!("{surname} {word}{form}"), region: "North America", industry, phone }
}

fn brand(chance: &mut Chance) -> String {
    format!("{}{}", chance.one_of(&FIRST_CHARACTERS), chance.one_of(&SECOND_CHARACTERS))
}

/// A buyer of the small Chinese list, with a region and a line of business in Chinese: a company or, if it buys little,
/// perhaps a person.
pub fn chinese_buyer(buys_little: bool, chance: &mut Chance) -> (String, &'static str, &'static str) {
    let (region, city, _) = *chance.one_of(&CITIES);
    let region = match region {
        "East China" => "华东",
        "South China" => "华南",
        "North China" => "华北",
        _ => "西部",
    };
    let (_, _, word) = *chance.one_of(&INDUSTRIES);
    let name = if buys_little && chance.percent(40) {
        format!("{}{}", chance.one_of(&CHINESE_SURNAMES), chance.one_of(&GIVEN_NAMES))
    } else {
        format!("{city}{}{word}{}", brand(chance), chance.one_of(&CHINESE_FORMS))
    };
    (name, region, word)
}
