//! `rules new` and `rules schema`: writing rule files.

use snapbox::str;

use crate::assert_text;
use crate::folder::Folder;

const LIST: &str =
    "id,销售额(万元),Potential \"A\"\nK1,250,高\nK2,230,低\nK3,48,高\nK4,42,低\nK5,20,高\nK6,10,低\n合计,600,\n";

/// Checks a starter, and gives the list its labels: those in the order of the list.
#[track_caller]
fn labels(folder: &Folder, list: &str, rule: &str) -> Vec<String> {
    let checked = folder.run(["rules", "check", rule]).quiet().stdout;
    assert!(checked.contains(": holds; "), "{checked}");
    let scored = folder.run(["score", list, "-r", rule, "-o", "-"]).done().stdout;
    scored.lines().skip(1).map(|line| line.rsplit(',').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_schema_is_printed_as_it_stands_beside_the_bundled_rules() {
    let printed = Folder::new().run(["rules", "schema"]).quiet().stdout;
    assert_eq!(printed, include_str!("../../rules/custclass-rules.schema.json"));
}

#[test]
fn a_starter_shows_the_list_s_own_figures_and_scores_it_at_once() {
    let folder = Folder::with("list.csv", LIST);
    let ran = folder.run(["rules", "new", "mine.toml", "--for", "list.csv"]).done();
    assert_eq!(ran.stdout, "");
    assert_text!(
        ran.stderr,
        str![[r#"
custclass: revenue: multiplied by 10,000, as the header's unit says
custclass: ./mine.toml is written
custclass: 6 customers, classified by revenue in the column `tier`
custclass: A from 1,000,000: 2 customers
custclass: B from 300,000: 2 customers
custclass: read it, change what you know better, then check it: custclass rules check ./mine.toml
custclass: and use it: custclass score list.csv -r ./mine.toml

"#]]
    );
    assert_text!(
        folder.text("mine.toml"),
        str![[r##"
#:schema custclass-rules.schema.json
# A starter made from list.csv: 6 customers, classified by revenue.
# It works as it stands. Change whatever you know better: the reason for each line stands beside it.
# Check it:  custclass rules check ./mine.toml
# Use it:    custclass score list.csv -r ./mine.toml

# revenue: the column "销售额(万元)"; its unit multiplies every figure by 10,000, so the lines below are in full.
# 6 customers have a figure.
# How revenue is spread:
#   the first  1 % of customers (1) bring 41.67 %
#   the first  5 % of customers (1) bring 41.67 %
#   the first 10 % of customers (1) bring 41.67 %
#   the first 20 % of customers (2) bring 80.00 %
#   the first 50 % of customers (3) bring 88.00 %
# 80 % of it comes from 2 customers (33.33 % of them), 95 % from 4 (66.67 %).
# About the textbook's 20/80.
# With 6 customers a line rests on one or two of them: take it as an example.
# The widest natural gaps (no customer in between), from the top:
#   between 2,300,000 and 480,000: 2 customers (33.33 %) above it

title    = "Customers by revenue"
title_zh = "客户分类（按销售额）"

# Columns that no rule knows yet. Conditions and later rules may use them; take out what you do not need.
[fields.potential_a]   # a few values that come again and again
type    = "text"
headers = ["Potential \"A\""]

# These lines stay where they are until you move them. Lines that move with every list: custclass rules show pareto-abc
# (shares of the sum) or pyramid (shares of the customers).
[params]
# A: the first 80 % of revenue are reached at 2,300,000; the line lies in the gap between 2,300,000 and 480,000.
# 2 customers reach it: 33.33 % of the customers and 80.00 % of revenue.
a_min = 1_000_000
# B: the first 95 % of revenue are reached at 420,000; the line lies in the gap between 420,000 and 200,000.
# 2 more customers reach it: with the better ones 66.67 % of the customers and 95.00 % of revenue.
b_min = 300_000
# C: the other 2 customers.

[[rule]]
name   = "tier"
method = "threshold"
field  = "revenue"

[[rule.tier]]
label     = "A"
zh        = "A"
min       = "a_min"
color     = "#F6CF57"
action    = "A named contact person; call before they do."
action_zh = "专人负责，主动联系。"

[[rule.tier]]
label     = "B"
zh        = "B"
min       = "b_min"
color     = "#A8D8A0"
action    = "Regular contact, and a look at what else could be supplied."
action_zh = "定期联系，了解还能供应什么。"

[[rule.tier]]
label     = "C"
zh        = "C"
color     = "#D9DCDF"
action    = "Reliable service without extra effort."
action_zh = "做好日常服务，不额外投入。"

# A made-up list that proves the lines. Whoever moves a line moves it here too; `rules check` says where they differ.
[[test]]
about = "a line itself belongs to the better tier, the smallest step below it to the next; a missing figure is not guessed"
list  = """
revenue,tier
1000001,A
1000000,A
999999.99,B
300001,B
300000,B
299999.99,C
,unclassified
"""

"##]]
    );
    assert_eq!(labels(&folder, "list.csv", "mine.toml"), ["A", "A", "B", "B", "C", "C", ""]);
    assert_eq!(folder.names(), ["list.csv", "mine.toml"]);
}

#[test]
fn a_starter_may_speak_chinese_and_goes_to_standard_output() {
    let folder = Folder::with("list.csv", LIST);
    let ran = folder.run(["rules", "new", "-", "--for", "list.csv", "--lang", "zh"]).done();
    assert!(ran.stdout.contains("# 销售额：取自“销售额(万元)”列，按表头单位每个数乘以 10,000"), "{}", ran.stdout);
    assert!(
        ran.stdout.contains("title    = \"Customers by revenue\"\ntitle_zh = \"客户分类（按销售额）\""),
        "{}",
        ran.stdout
    );
    assert_eq!(folder.names(), ["list.csv"]);
    folder.write("mine.toml", ran.stdout);
    assert_eq!(labels(&folder, "list.csv", "mine.toml")[..3], ["A", "A", "B"]);
}

#[test]
fn a_starter_needs_no_list() {
    let folder = Folder::with("list.csv", "id,revenue\n1,100000\n2,99999\n3,\n");
    let ran = folder.run(["rules", "new", "mine.toml"]).done();
    assert_eq!(ran.stderr, "custclass: ./mine.toml is written\n");
    assert_eq!(labels(&folder, "list.csv", "mine.toml"), ["A", "B", "unclassified"]);
}

#[test]
fn a_rule_file_is_never_overwritten() {
    let folder = Folder::with("list.csv", LIST).and("mine.toml", "my work");
    let refusal = folder.run(["rules", "new", "mine.toml", "--for", "list.csv"]).refused(1);
    assert_text!(
        refusal,
        str![[r#"
custclass: error: mine.toml is there already, and was left as it is
help: name another file, or move this one away first; - prints the starter

"#]]
    );
    assert_eq!(folder.text("mine.toml"), "my work");
    assert!(
        folder.run(["rules", "new", "list.csv", "--for", "list.csv"]).refused(1).contains("list.csv is there already")
    );
    assert_eq!(folder.text("list.csv"), LIST);
}

#[test]
fn without_money_the_weightiest_column_of_numbers_counts_and_is_declared() {
    let list = "Channel,Fresh,Milk (k€),Grocery\n".to_owned()
        + &(1..40).map(|n| format!("{},{},{},{n}\n", n % 2 + 1, n * n, n * 3)).collect::<String>();
    let folder = Folder::with("list.csv", list);
    folder.run(["rules", "new", "mine.toml", "--for", "list.csv"]).done();
    let text = folder.text("mine.toml");
    assert!(text.contains("[fields.milk]   # numbers\ntype    = \"number\"\nheaders = [\"Milk (k€)\"]\n"), "{text}");
    assert!(text.contains("field  = \"milk\""), "a column of euros before one of anything: {text}");
    assert!(text.contains("#sum_of_columns = \"milk + fresh + grocery\""), "{text}");
    let labels = labels(&folder, "list.csv", "mine.toml");
    assert_eq!((labels[38].as_str(), labels[0].as_str()), ("A", "C"));
}

#[test]
fn a_mapped_column_is_declared_or_has_to_be_mapped_again() {
    let folder = Folder::with("list.csv", "id,x,y,y\n1,5,900,1\n2,6,100,1\n3,7,50,1\n");
    folder.run(["rules", "new", "x.toml", "--for", "list.csv", "--map", "revenue=x"]).done();
    assert!(folder.text("x.toml").contains("[fields.revenue]"), "{}", folder.text("x.toml"));
    assert_eq!(labels(&folder, "list.csv", "x.toml").len(), 3);
    let ran = folder.run(["rules", "new", "y.toml", "--for", "list.csv", "--map", "revenue=#3"]).done();
    let command = "custclass score list.csv --map 'revenue=#3' -r ./y.toml";
    assert!(ran.stderr.contains(command) && folder.text("y.toml").contains(command), "{}", ran.stderr);
    folder.run(["score", "list.csv", "--map", "revenue=#3", "-r", "./y.toml"]).done();
}

#[test]
fn two_columns_of_money_that_fit_equally_are_asked_about() {
    let folder = Folder::with("list.csv", "id,Sales,Amount\n1,5,9\n2,6,1\n");
    let refusal = folder.run(["rules", "new", "mine.toml", "--for", "list.csv"]).refused(1);
    assert!(refusal.contains("--map revenue="), "{refusal}");
    assert_eq!(folder.names(), ["list.csv"]);
}

#[test]
fn lists_without_numbers_are_grouped_by_words_or_by_days() {
    let words = ["华东", "华南", "华东", "华北", "华南", "华东", "华北", "华南", "华东"];
    let list = words.iter().map(|word| format!("公司{word},{word}\n")).collect::<String>();
    let folder = Folder::with("words.csv", format!("客户,地区\n{list}"));
    folder.run(["rules", "new", "words.toml", "--for", "words.csv", "--lang", "zh"]).done();
    assert_eq!(labels(&folder, "words.csv", "words.toml"), words);
    folder.write("days.csv", "Name,Last Order\nAnna,2026-09-30\nBernd,2026-08-01\nCarla,2024-01-01\n");
    folder.run(["rules", "new", "days.toml", "--for", "days.csv"]).done();
    folder.run(["rules", "check", "days.toml"]).quiet();
    let ran = folder.run(["score", "days.csv", "-r", "days.toml", "--as-of", "2026-09-30", "-o", "-"]).done();
    assert!(ran.stdout.starts_with("Name,Last Order,recency\nAnna,2026-09-30,active\n"), "{}", ran.stdout);
    folder.write("names.csv", "Name,Note\nAnna,x\nBernd,y\n");
    assert_text!(
        folder.run(["rules", "new", "names.toml", "--for", "names.csv"]).refused(1),
        str![[r#"
custclass: error: names.csv: no column of numbers, of dates or of a few words that come again, so there is nothing to draw lines on
help: name the column that counts, as in --map revenue=HEADER (there are: Name, Note); without --for, a starter with made-up figures is written

"#]]
    );
    folder.write("empty.csv", "id,revenue\n");
    assert_text!(
        folder.run(["rules", "new", "empty.toml", "--for", "empty.csv"]).refused(1),
        str![[r#"
custclass: error: empty.csv: a header and no customers, so there is nothing to start from
help: without --for, a starter with made-up figures is written

"#]]
    );
}

#[test]
fn a_list_that_has_a_tier_gets_a_column_of_another_name() {
    let folder = Folder::with("list.csv", "id,revenue,Tier\n1,900,old\n2,20,old\n3,10,old\n");
    folder.run(["rules", "new", "mine.toml", "--for", "list.csv"]).done();
    let scored = folder.run(["score", "list.csv", "-r", "./mine.toml", "-o", "-"]).done().stdout;
    assert!(scored.starts_with("id,revenue,Tier,tier_2\n1,900,old,A\n"), "{scored}");
}

#[test]
fn odd_lists_get_starters_that_hold() {
    let lists = [
        ("equal", "id,revenue\n1,5\n2,5\n3,5\n"),
        ("one", "id,revenue\n1,5\n"),
        ("negative", "id,revenue\n1,-5\n2,-9\n3,0\n"),
        ("titles", "客户清单\n统计期间：2025年\n客户,销售额(万元)\n甲,12\n乙,3\n"),
        ("european", "id;Umsatz;revenue\n1;2;1.234,50\n2;3;99,00\n"),
        ("quotes", "id,\"Sales \"\"net\"\"\n(a, b)\",Total $\n1,5,7\n2,900,3\n"),
        ("percent", "id,amount,rate %\n1,5,7%\n2,900,3%\n"),
    ];
    for (name, list) in lists {
        let folder = Folder::with("list.csv", list);
        for language in ["en", "zh"] {
            let rule = format!("./{name}-{language}.toml");
            folder.run(["rules", "new", &rule, "--for", "list.csv", "--lang", language]).done();
            labels(&folder, "list.csv", &rule);
        }
    }
}

#[test]
fn a_starter_comes_from_standard_input_and_from_a_workbook() {
    let folder = Folder::new();
    let ran = folder.run_on(LIST, ["rules", "new", "-", "--for", "-"]).done();
    assert!(ran.stdout.contains("# A starter made from -: 6 customers, classified by revenue."), "{}", ran.stdout);
    let workbook = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/customers.xlsx");
    folder.run(["rules", "new", "mine.toml", "--for", workbook]).done();
    folder.run(["rules", "check", "mine.toml"]).quiet();
    assert!(folder.text("mine.toml").contains("# A starter made from customers.xlsx: 508 customers"));
}
