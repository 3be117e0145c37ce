//! A workbook made of a CSV is the same list: scored again, every customer has the same labels.

use proptest::prelude::*;

use crate::folder::Folder;

const RULES: &str = r#"
[derive]
days = "days_since(last_order)"

[fields.vip]
type    = "flag"
headers = ["vip"]

[fields.rate]
type     = "percent"
headers  = ["rate"]

[[rule]]
name   = "half"
method = "percentile"
field  = "revenue"
bins   = 3

[[rule]]
name   = "gone"
method = "threshold"
field  = "days"
tier   = [ { label = "centuries", min = 40_000 }, { label = "long", min = 100 }, { label = "lately", min = 0 }, { label = "ahead" } ]

[[rule]]
name   = "liked"
method = "decision"
tier   = [ { label = "vip", when = "vip" }, { label = "other" } ]

[[rule]]
name   = "paid"
method = "threshold"
field  = "rate"
tier   = [ { label = "all", min = 1 }, { label = "half", min = 0.5 }, { label = "less" } ]
"#;

/// Cells for which nobody filled in anything, and some that are nothing that the column could be.
fn odd() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "-", "N/A", "无", "$ -", "None", "unknown", "1/2/3/4", "12.5OO", "#REF!"])
        .prop_map(str::to_owned)
}

/// Amounts of one style, with a point or a comma.
fn amount(comma: bool) -> impl Strategy<Value = String> {
    let styled = move |text: String| {
        if comma { text.replace('.', ";").replace(',', ".").replace(';', ",") } else { text }
    };
    let plain = prop_oneof![
        "-?[1-9][0-9]{0,6}",
        "[1-9][0-9]{0,4}\\.[0-9]{1,4}",
        "[1-9][0-9]{15,18}",
        "[1-9]{1,3},[0-9]{3}\\.[0-9]{2}"
    ];
    let dressed = prop_oneof![
        "[1-9]{1,3}\\.-",
        "\\$[1-9]{1,3}\\.[1-9]M",
        "[1-9]{1,3}K",
        "\\([1-9]{1,3}\\)",
        "[1-9]{1,2}万[1-9]千",
        "0\\.[0-9]{1,20}",
        "[1-9]e[0-9]",
    ];
    prop_oneof![3 => plain, 2 => dressed, 1 => odd()].prop_map(styled)
}

fn day() -> impl Strategy<Value = String> {
    let figures =
        (1..13u32, 1..29u32, prop::sample::select(vec![1, 1066, 1899, 1900, 1901, 1999, 2025, 2026, 2029, 9999]));
    let written = (figures, 0..6).prop_map(|((month, day, year), style)| match style {
        0 => format!("{year:04}/{month}/{day}"),
        1 => format!("{year:04}年{month}月{day}日"),
        2 => format!("{day} Mar {year:04}"),
        // Before 1900 such a date stays a text, which no longer tells its order where the others have become dates.
        3 => format!("{day:02}.{month:02}.{:04}", year.max(1900)),
        4 => format!("{year:04}-{month:02}-{day:02} 10:20:30"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    });
    let number = prop::sample::select(vec!["1", "59", "60", "45356", "20240305", "45356.5", "252:00:00"])
        .prop_map(str::to_owned);
    prop_oneof![8 => written, 1 => number, 1 => odd()]
}

fn flag() -> impl Strategy<Value = String> {
    prop_oneof![3 => prop::sample::select(vec!["yes", "0", "1.0", "off", "√", "×", "x", "是"]).prop_map(str::to_owned), 1 => odd()]
}

/// Rates of one style: with a per-cent sign, ratios, or per cent.
fn rate(style: u8) -> impl Strategy<Value = String> {
    let written = (0..200u32, any::<bool>()).prop_map(move |(rate, sign)| match style {
        0 => format!("{rate}%"),
        1 if sign => format!("{rate}.50%"),
        1 => format!("0.{rate:03}"),
        _ if sign => format!("{rate}%"),
        _ => (rate + 1).to_string(),
    });
    prop_oneof![4 => written, 1 => odd()]
}

/// The last columns of a list: its labels.
fn labels(list: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(list.as_bytes());
    let labels = |record: csv::StringRecord| record.iter().skip(record.len() - 4).map(str::to_owned).collect();
    reader.records().map(|record| labels(record.expect("a record"))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn a_list_and_the_workbook_made_of_it_have_the_same_labels(
        rows in (any::<bool>(), 0..3u8).prop_flat_map(|(comma, style)| {
            prop::collection::vec((amount(comma), day(), flag(), rate(style), "[0-9]{1,3}|2026-0[1-9]-0[1-9]"), 1..12)
        }),
    ) {
        let mut list = "id,revenue,last order,vip,rate,other\n".to_owned();
        for (row, (revenue, day, flag, rate, other)) in rows.iter().enumerate() {
            list += &format!("K{row},\"{revenue}\",\"{day}\",\"{flag}\",\"{rate}\",{other}\n");
        }
        let folder = Folder::with("list.csv", &list).and("rules.toml", RULES);
        let score = |input, out| folder.run(["score", input, "-r", "./rules.toml", "--as-of", "2026-03-31", "--replace", "-o", out]);
        let as_text = score("list.csv", "scored.csv");
        // A column may be nothing but odd cells, or dates of both orders: then there is nothing to compare.
        prop_assume!(as_text.code == Some(0));
        score("list.csv", "scored.xlsx").done();
        let again = score("scored.xlsx", "again.csv").done();
        prop_assert_eq!(labels(&folder.text("scored.csv")), labels(&folder.text("again.csv")), "{}\n{}", list, again.stderr);
    }
}
