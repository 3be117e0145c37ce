//! The words that stand before totals, and those that foot lines begin with.

use unicode_normalization::UnicodeNormalization;

use crate::list::header::name::{bare, visible};

/// Words that stand before totals and averages, in the form of [`bare`], where letters have gaps between words.
const SPACED: [&str; 69] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "grandtotal",
    "grandtotals",
    "totalsum",
    "sum",
    "totalamount",
    "sumtotal",
    "overalltotal",
    "pagetotal",
    "runningtotal",
    "average",
    "averages",
    "avg",
    "grandaverage",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "zwischensumme",
    "teilsumme",
    "teilergebnis",
    "endsumme",
    "insgesamt",
    "durchschnitt",
    "mittelwert",
    "totalgénéral",
    "soustotal",
    "somme",
    "moyenne",
    "totalgeneral",
    "suma",
    "sumatotal",
    "promedio",
    "totale",
    "totalegenerale",
    "totalecomplessivo",
    "subtotale",
    "somma",
    "totalgeral",
    "soma",
    "média",
    "totaal",
    "eindtotaal",
    "subtotaal",
    "gemiddelde",
    "razem",
    "łącznie",
    "ogółem",
    "średnia",
    "summa",
    "totalt",
    "delsumma",
    "genomsnitt",
    "celkem",
    "součet",
    "průměr",
    "toplam",
    "geneltoplam",
    "итого",
    "итог",
    "всего",
    "среднее",
    "합계",
    "총계",
    "평균",
];

/// The same where words have no gaps between them.
const UNSPACED: [&str; 36] = [
    "合计金额",
    "金额合计",
    "总合计",
    "合计",
    "总计",
    "小计",
    "总和",
    "共计",
    "汇总",
    "总合",
    "累计",
    "平均值",
    "平均数",
    "平均",
    "均值",
    "總合計",
    "合計",
    "總計",
    "小計",
    "總和",
    "共計",
    "彙總",
    "匯總",
    "累計",
    "総計",
    "総合計",
    "总数",
    "中计",
    "分计",
    "全部",
    "合计数",
    "总额",
    "總額",
    "总金额",
    "ｔｏｔａｌ",
    "小結",
];

/// Words that only whole cells can be.
const WHOLE: [&str; 3] = ["计", "計", "calctotal"];

/// Words beside which these stand without meaning anything else: `本页合计`.
const SPANS: [&str; 16] = [
    "本页", "本頁", "本月", "本年", "本期", "本季", "全年", "当月", "当年", "以上", "全部", "本表", "年度", "月度",
    "季度", "期末",
];

/// What joins a total's word to a group's name: `Total for North`.
const JOINTS: [&str; 14] =
    ["for", "of", "by", "in", "für", "von", "der", "pour", "de", "du", "per", "por", "для", "по"];

/// Units in brackets behind a total's word, without the brackets.
const UNITS: [&str; 32] = [
    "",
    "元",
    "千元",
    "万元",
    "百万元",
    "亿元",
    "千",
    "万",
    "百万",
    "亿",
    "人民币",
    "人民币元",
    "rmb",
    "cny",
    "usd",
    "eur",
    "gbp",
    "jpy",
    "k",
    "m",
    "t",
    "mio",
    "mn",
    "bn",
    "tsd",
    "keur",
    "kusd",
    "家",
    "户",
    "个",
    "人",
    "円",
];

/// What a cell says of its row being a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TotalLabel {
    /// Nothing.
    None,
    /// It is a total's word, with nothing beside it but a colon, a unit or a period.
    Alone,
    /// It has a total's word in front or behind, and something else beside it.
    Beside(Beside),
}

/// A total's word with something else beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What stands beside the word, in the form of [`bare`]: a group's name perhaps.
    pub rest: String,
    /// Whether it is `Total` with something behind, as companies and their branches are called: `Total China`.
    pub may_be_name: bool,
}

/// Longer texts are no labels of totals.
const LONGEST: usize = 120;

/// Reads a cell as the label of a total.
pub fn total_label(text: &str) -> TotalLabel {
    let text = visible(text);
    if text.is_empty() || text.len() > LONGEST {
        return TotalLabel::None;
    }
    let folded = text.nfkc().flat_map(char::to_lowercase).collect::<String>();
    let label = without_unit(folded.trim());
    match of_unspaced(label) {
        TotalLabel::None => of_spaced(label),
        found => found,
    }
}

/// The words as lists write them, for a filter that tells most cells apart: each in the form of [`bare`].
pub(super) fn all_words() -> impl Iterator<Item = &'static str> {
    SPACED.into_iter().chain(UNSPACED).chain(WHOLE)
}

/// A label without a colon or a unit in brackets at its end.
fn without_unit(label: &str) -> &str {
    let label = label.trim_end_matches(|c: char| matches!(c, ':' | '=' | '.' | '*') || c.is_whitespace());
    let Some(inner) = label.strip_suffix([')', ']', '】']) else { return label };
    match inner.rfind(['(', '[', '【']) {
        Some(open) if is_unit(&inner[open..]) => without_unit(&label[..open]),
        _ => label,
    }
}

fn is_unit(text: &str) -> bool {
    let word = bare(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let word = word.strip_prefix("单位").or_else(|| word.strip_prefix("單位")).unwrap_or(&word);
    UNITS.contains(&word.trim_start_matches(|c: char| c.is_ascii_digit()))
}

fn of_unspaced(label: &str) -> TotalLabel {
    let word = bare(label);
    if WHOLE.contains(&word.as_str()) {
        return TotalLabel::Alone;
    }
    let rest = |total: &str| word.strip_suffix(total).or_else(|| word.strip_prefix(total)).map(str::to_owned);
    let found = UNSPACED.into_iter().filter(|total| *total != "全部" && *total != "总数").filter_map(rest);
    match found.min_by_key(String::len) {
        Some(rest) => beside(rest, false),
        None => TotalLabel::None,
    }
}

fn of_spaced(label: &str) -> TotalLabel {
    let words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    for count in [3, 2, 1] {
        if words.len() < count {
            continue;
        }
        let is_total = |words: &[&str]| SPACED.contains(&words.concat().as_str());
        let (front, behind) = words.split_at(count);
        if is_total(front) {
            let behind = if behind.first().is_some_and(|word| JOINTS.contains(word)) { &behind[1..] } else { behind };
            return beside(behind.concat(), front[0].starts_with("total"));
        }
        let (before, last) = words.split_at(words.len() - count);
        if is_total(last) {
            return beside(before.concat(), false);
        }
    }
    TotalLabel::None
}

fn beside(rest: String, may_be_name: bool) -> TotalLabel {
    let rest = bare(&rest);
    if rest.is_empty() || is_period(&rest) || SPANS.contains(&rest.as_str()) || is_unit(&rest) && rest.len() > 3 {
        return TotalLabel::Alone;
    }
    TotalLabel::Beside(Beside { rest, may_be_name })
}

/// Whether a text is a year, a quarter or a month: `2026`, `q1`, `2026年9月`, `19月`.
fn is_period(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_year = text.len() == 4 && text.chars().all(is_digit) && (text.starts_with("19") || text.starts_with("20"));
    let digits = text.trim_start_matches(is_digit);
    let is_quarter = ["q", "fy", "h"]
        .iter()
        .any(|sign| text.strip_prefix(sign).is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_digit)));
    let is_chinese = digits.len() < text.len()
        && !digits.is_empty()
        && text
            .chars()
            .all(|c| is_digit(c) || matches!(c, '年' | '月' | '日' | '季' | '度' | '上' | '下' | '半' | '至'));
    let is_season = text.ends_with("季度") && text.chars().count() <= 4;
    is_year || is_quarter || is_chinese || is_season
}

/// Words that foot lines begin with, in lower case.
const FOOT_WORDS: [&str; 74] = [
    "注",
    "备注",
    "附注",
    "说明",
    "制表",
    "制单",
    "审核",
    "复核",
    "打印",
    "数据来源",
    "资料来源",
    "来源",
    "导出",
    "统计",
    "截止",
    "截至",
    "更新",
    "填表",
    "填报",
    "经办",
    "负责人",
    "编制",
    "报表",
    "页码",
    "第",
    "共",
    "註",
    "備註",
    "附註",
    "說明",
    "製表",
    "審核",
    "列印",
    "資料來源",
    "數據來源",
    "注意",
    "note",
    "notes",
    "source",
    "sources",
    "remark",
    "remarks",
    "comment",
    "comments",
    "footnote",
    "prepared",
    "printed",
    "print date",
    "created",
    "generated",
    "exported",
    "export date",
    "report",
    "as of",
    "page",
    "disclaimer",
    "legend",
    "confidential",
    "applied filters",
    "data",
    "updated",
    "last updated",
    "hinweis",
    "anmerkung",
    "bemerkung",
    "quelle",
    "stand",
    "erstellt",
    "gedruckt",
    "remarque",
    "nota",
    "fuente",
    "fonte",
    "примечание",
];

/// Signs that foot lines begin with.
const FOOT_SIGNS: [char; 6] = ['*', '※', '†', '‡', '©', '＊'];

/// How a text that stands alone in its row looks like a foot line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FootLabel {
    /// It begins with a foot line's sign, or with a foot line's word and has a colon: it is one wherever it stands.
    pub is_certain: bool,
    /// It begins with a foot line's word.
    pub has_word: bool,
    /// It has a colon.
    pub has_colon: bool,
    /// It has a blank between two words.
    pub has_blank: bool,
}

/// Reads a text that stands alone in its row.
pub fn foot_label(text: &str) -> FootLabel {
    let text = visible(text);
    let has_colon = text.contains([':', '：']);
    let has_blank = text.contains(char::is_whitespace);
    let has_sign = text.starts_with(FOOT_SIGNS) && text.chars().any(char::is_alphanumeric);
    let has_word = begins_with_foot_word(text);
    FootLabel { is_certain: has_sign || has_word && has_colon, has_word, has_colon, has_blank }
}

fn begins_with_foot_word(text: &str) -> bool {
    let open = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = open.chars().take(20).collect::<String>().to_lowercase();
    FOOT_WORDS.iter().any(|word| {
        let rest = start.strip_prefix(word);
        let is_whole =
            |rest: &str| !rest.starts_with(char::is_alphabetic) || !word.is_ascii() && !word.contains("приме");
        rest.is_some_and(is_whole)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(text: &str) -> Option<String> {
        match total_label(text) {
            TotalLabel::Beside(beside) => Some(beside.rest),
            _ => None,
        }
    }

    #[test]
    fn a_totals_word_may_have_a_colon_a_unit_or_a_period_beside_it() {
        for text in [
            "合计",
            "合 计：",
            "合计(万元)",
            "总计（单位：万元）",
            "小计",
            "本页合计",
            "本年累计",
            "平均",
            "平均值：",
            "2026年合计",
            "计",
            "1-9月累计",
            "Total",
            "TOTAL:",
            "Sub-total",
            "Sub Total",
            "Grand total",
            "Ｔｏｔａｌ",
            "Ｓｕｍ",
            "Total (k€)",
            "Total (USD)",
            "Total 2026",
            "2026 Total",
            "Q1 total",
            "Average",
            "Avg.",
            "Summe",
            "Gesamtsumme:",
            "Zwischensumme",
            "Total général",
            "Sous-total",
            "Итого:",
            "合計",
            "小計",
            "總計",
            "합계",
            "(Total)",
            "**Total**",
            "合计金额",
        ] {
            assert_eq!(total_label(text), TotalLabel::Alone, "{text}");
        }
    }

    #[test]
    fn what_stands_beside_a_totals_word_is_told() {
        for (text, rest) in [
            ("North Total", "north"),
            ("Total North", "north"),
            ("Total for North", "north"),
            ("Total: South-West", "southwest"),
            ("杭州 汇总", "杭州"),
            ("杭州小计", "杭州"),
            ("合计：杭州", "杭州"),
            ("Summe Nord", "nord"),
            ("Total Energies SE", "energiesse"),
            ("合计科技有限公司", "科技有限公司"),
            ("Sum 41", "41"),
            ("Average Joe's", "joes"),
            ("小计算机店", "算机店"),
        ] {
            assert_eq!(beside(text).as_deref(), Some(rest), "{text}");
        }
    }

    #[test]
    fn a_totals_word_within_another_is_none() {
        for text in
            ["Summit", "Totally Fine", "Sumitomo", "TotalEnergies", "Subtotalis", "9 Lives", "Best Total Care Ltd", ""]
        {
            assert_eq!(total_label(text), TotalLabel::None, "{text}");
        }
    }

    #[test]
    fn foot_lines_are_told_by_their_first_word_or_sign() {
        for text in [
            "备注：以上含税",
            "制表人：王芳",
            "* provisional",
            "Note: net of VAT",
            "Source: ERP",
            "数据来源：ERP",
            "Note 1: x",
            "※ 含税",
        ] {
            assert!(foot_label(text).is_certain, "{text}");
        }
        for text in ["Source Foods", "注册公司", "Notes & Co", "审核咨询公司", "Printed matter Ltd"] {
            let label = foot_label(text);
            assert!(!label.is_certain, "{text}");
        }
        assert!(!foot_label("Noteworthy: a company").has_word && !foot_label("甲").has_word);
    }
}
