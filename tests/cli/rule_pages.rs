//! `docs/rules/`: the pages that the program writes of its own rules are those that lie there.

use std::collections::BTreeMap;
use std::path::Path;

use custclass::Language;
use custclass::draw::Format;
use custclass::rulefile::{RuleFile, bundled};
use custclass::words::handbook::{Page, file_name, library};
use snapbox::str;

use crate::assert_text;
use crate::folder::Folder;

/// Set, the pages are written anew.
const WRITE: &str = "CUSTCLASS_WRITE_DOCS";

fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for language in Language::ALL {
        for (name, text) in bundled::RULES {
            let file = RuleFile::parse(name, text, &[]).expect("a bundled rule");
            let mut page = Vec::new();
            Format::Markdown
                .draw(&Page::of(&file, language).document(language), None, &mut page)
                .expect("memory holds it");
            let page = String::from_utf8(page).expect("text");
            let (other, link, library) = match language {
                Language::En => (Language::Zh, "中文", "The rule library"),
                Language::Zh => (Language::En, "English", "规则手册"),
            };
            let ways =
                format!("[{library}]({}) · [{link}]({})\n\n", file_name("README", language), file_name(name, other));
            pages.insert(file_name(name, language), ways + &page);
        }
        let rules = library::all(language).expect("bundled rules");
        pages.insert(file_name("README", language), library::index(&rules, language));
    }
    pages
}

#[test]
fn every_rule_has_its_page_in_both_languages_and_it_is_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let pages = pages();
    if std::env::var_os(WRITE).is_some() {
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, page) in &pages {
            std::fs::write(folder.join(name), page).expect("the page can be written");
        }
    }
    let again = format!("write the pages anew: {WRITE}=1 cargo test --test cli rule_pages");
    for (name, page) in &pages {
        let lies_there = std::fs::read_to_string(folder.join(name)).unwrap_or_default().replace("\r\n", "\n");
        assert!(lies_there == *page, "docs/rules/{name} is not what its rule says now; {again}");
    }
    for entry in std::fs::read_dir(&folder).expect("the folder is there") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(pages.contains_key(&name), "docs/rules/{name} is no rule's page; delete it, or {again}");
    }
}

#[test]
fn a_page_shown_as_markdown_is_the_one_in_the_folder() {
    let shown = Folder::new().run(["rules", "show", "abcd", "--format", "markdown"]).quiet().stdout;
    assert!(pages()["abcd.md"].ends_with(&shown), "{shown}");
}

#[test]
fn the_page_of_a_threshold() {
    let shown = Folder::new().run(["rules", "show", "value-levels"]).quiet().stdout;
    assert_text!(
        shown,
        str![[r#"
Four value levels (value-levels)
════════════════════════════════

VIP from 500,000 of revenue, upper-middle from 100,000, middle from 20,000, low below.

- Family: Value – who brings the money
- Source: Customer classification and standards, collection

Where it comes from, and what is assumed
────────────────────────────────────────

- Four value levels: the value part of a customer table with five parts.
- From the source: the four levels. VIP customers contribute most, buy expensive goods and buy often; upper-middle ones contribute noticeably, and middle ones an average amount; low ones buy cheap goods, and seldom.
- Defaults: the lines at 500,000, 100,000 and 20,000, and that revenue (price times frequency) decides.

What the list needs
───────────────────

  revenue  a number
           headers: revenue, sales, sales amount, amount, turnover, sales revenue, sales value, net sales, 销售额, 销售金额, 金额, and 115 more

What it gives
─────────────

[value_levels]

Fixed lines on revenue.

  VIP           500,000 and more
                Offer the best of the range first, with a personal contact; answer every request the same day.
  upper-middle  100,000 to under 500,000
                Keep close, and find the next more expensive product, or the second use, that makes this customer a VIP.
  middle        20,000 to under 100,000
                Regular offers by segment; a call when the usual order is overdue.
  low           under 20,000
                Self-service, bundles and mailings; keep the cost of service below what the customer brings in.

Figures to set
──────────────

┌──────────────────┬─────────┬───────────────────────────┬───────────────────────────────┐
│ Name             │ Value   │ Used for                  │ To change it                  │
├──────────────────┼─────────┼───────────────────────────┼───────────────────────────────┤
│ vip_min          │ 500,000 │ value_levels VIP          │ --set vip_min=500000          │
│ upper_middle_min │ 100,000 │ value_levels upper-middle │ --set upper_middle_min=100000 │
│ middle_min       │ 20,000  │ value_levels middle       │ --set middle_min=20000        │
└──────────────────┴─────────┴───────────────────────────┴───────────────────────────────┘

To copy
───────

  custclass score customers.xlsx -r value-levels --why --actions
      add the labels, each with its reason and what to do
  custclass score customers.xlsx -r value-levels --set vip_min=500000
      with a figure of your own
  custclass rules show value-levels --toml > mine.toml
      the rule file, to change and use with -r ./mine.toml

An example
──────────

One customer for each outcome, from the lists that test this rule:

┌───────────┬──────────────┐
│ revenue   │ value_levels │
├───────────┼──────────────┤
│ 500000.01 │ VIP          │
│ 499999.99 │ upper-middle │
│ 99999.99  │ middle       │
│ 19999.99  │ low          │
└───────────┴──────────────┘

"#]]
    );
}

#[test]
fn the_page_of_a_scorecard() {
    let shown = Folder::new().run(["rules", "show", "satisfaction"]).quiet().stdout;
    assert_text!(
        shown,
        str![[r#"
Satisfaction bands (satisfaction)
═════════════════════════════════

Product 0.4, service 0.4, brand 0.2: satisfied from 80 points, neutral from 60, dissatisfied below.

- Family: State of the business with a customer
- Source: Customer classification and standards, collection

Where it comes from, and what is assumed
────────────────────────────────────────

- Satisfaction bands: how satisfied is the customer with product, service and brand? Three scores from 0 to 100, from a regular survey.
- From the source: customers are asked regularly about product, service and brand, and their answers are used to improve product and service.
- Defaults: the weights (0.4, 0.4, 0.2) and the lines at 80 and 60.

What the list needs
───────────────────

  product score  a number
                 headers: product score, product rating, product satisfaction, product satisfaction score, satisfaction with product, product quality score, 产品评分, 产品得分, 产品分数, and 6 more
  service score  a number
                 headers: service score, service rating, service satisfaction, service satisfaction score, satisfaction with service, service quality score, 服务评分, 服务得分, 服务分数, and 6 more
  brand score    a number
                 headers: brand score, brand rating, brand satisfaction, brand satisfaction score, satisfaction with brand, brand awareness, brand awareness score, brand recognition, 品牌评分, 品牌得分, 品牌分数, and 9 more

What it gives
─────────────

[satisfaction]

Every item gives 0 to 100 points; each counts with its weight, and the total says the class. The total itself goes to the column satisfaction_score_score.

  product score  counts 40 %: as given, 0 to 100
  service score  counts 40 %: as given, 0 to 100
  brand score    counts 20 %: as given, 0 to 100

By the total:

  satisfied     80 and more
                Find out what they value most, and keep it that way; these are the customers to ask for a recommendation.
  neutral       60 to under 80
                Look at the lowest of the three scores, ask for one improvement, and report back when it is done.
  dissatisfied  under 60
                Call within days, listen, put right what can be put right, and ask again in the next survey.

Figures to set
──────────────

┌───────────────┬───────┬────────────────────────┬────────────────────────┐
│ Name          │ Value │ Used for               │ To change it           │
├───────────────┼───────┼────────────────────────┼────────────────────────┤
│ satisfied_min │ 80    │ satisfaction satisfied │ --set satisfied_min=80 │
│ neutral_min   │ 60    │ satisfaction neutral   │ --set neutral_min=60   │
└───────────────┴───────┴────────────────────────┴────────────────────────┘

To copy
───────

  custclass score customers.xlsx -r satisfaction --why --actions
      add the labels, each with its reason and what to do
  custclass score customers.xlsx -r satisfaction --set satisfied_min=80
      with a figure of your own
  custclass rules show satisfaction --toml > mine.toml
      the rule file, to change and use with -r ./mine.toml

An example
──────────

One customer for each outcome, from the lists that test this rule:

┌───────────────┬───────────────┬─────────────┬──────────────┐
│ product score │ service score │ brand score │ satisfaction │
├───────────────┼───────────────┼─────────────┼──────────────┤
│ 80            │ 80            │ 80.05       │ satisfied    │
│ 80            │ 80            │ 79.95       │ neutral      │
│ 60            │ 60            │ 59.95       │ dissatisfied │
└───────────────┴───────────────┴─────────────┴──────────────┘

"#]]
    );
}

#[test]
fn the_page_of_a_decision_in_chinese() {
    let shown = Folder::new().run(["rules", "show", "sales-readiness", "--lang", "zh"]).quiet().stdout;
    assert_text!(
        shown,
        str![[r#"
决策人ABCD分类（sales-readiness）
═════════════════════════════════

按决策人、需求和购买能力划分：A类应在7至10天内签单，B类通过第二或第三关键人引荐，C类条件不全，D类暂不具备条件。

- 类别：潜在客户——离成交多近，何时联系
- 来源：《做销售的，怎么对客户进行分类，有什么方法推荐？》问答页

依据与说明
──────────

- 我们在和谁谈，有没有需求，有没有购买能力，已经谈了多久？
- 来源：A类（第一决策人、有需求、有购买能力）应在7至10天内签单，超过10天降为B类或D类；B类（有需求、有购买能力，但只接触到第二或第三关键人）约需20天，争取引荐给第一决策人。
- 默认：由A类降下的，第11至30天为B类，第31天起为D类；C、D两类及其条件（来源只写到B类）；联系频率（A类十天内谈三次，B类二十天内谈三次，C类每月一次）。
- 对来源的理解：C类为有需求而无购买能力、有购买能力而无需求，或尚未接触关键人。尚未接触关键人的，即使需求和购买能力都没有也归入C类，因为还没有问到能说明情况的人。D类为两者皆无，或由A类降下。
- “有需求”和“有购买能力”填“是”或“否”，空白视为否。联系人级别必填，还没有接触到人时填“未接触”。A类的三项条件齐备，但“洽谈开始日期”空白的，无法判断十天是否已过，不分类。

清单需要的列
────────────

  联系人级别（contact_rank）  限定用词
                              表头：联系人级别、决策人级别、关键人、决策人、contact rank、contact level、decision maker等 8 种
                              用词：第一决策人 / 第一关键人 / 第一 / 决策人 / first / 1 / first decision maker / decision maker；第二关键人 / 第二 / second / 2 / second key person；第三关键人 / 第三 / third / 3 / third key person；未接触 / 尚无 / 无关键人 / nobody / none / 0 / no key person
  有需求（need）              是或否
                              表头：有需求、需求、是否有需求、need、has need、has a need等 7 种
                              空白视为否
  有购买能力（means）         是或否
                              表头：有购买能力、购买能力、是否有购买能力、有预算、是否有购买力、means、has means、budget等 10 种
                              空白视为否
  洽谈开始日期（talks_since）
                              日期
                              表头：洽谈开始日期、开始洽谈、开始洽谈日期、首次洽谈日期、首次面谈、首次面谈日期、talks since、first talk、talking since等 12 种
  最近联系日期（last_contact）
                              日期；仅用于后续跟进（due、下次联系）；可以没有此列
                              表头：最近联系日期、最近联系、最近联系时间、最后联系、最后联系日期、最后联系时间、上次联系、上次联系日期、last contact、last contact date、date of last contact等 40 种
  约定联系日期（agreed_contact）
                              日期；仅用于后续跟进（due、下次联系）；可以没有此列
                              表头：约定联系日期、约定联系时间、约定联系、约定日期、约定时间、预约日期、预约时间、下次预约、agreed contact、agreed contact date、agreed date等 28 种
  负责人（owner）             文字；仅用于后续跟进（due、下次联系）；可以没有此列
                              表头：负责人、客户负责人、跟进人、业务员、销售员、销售代表、客户经理、所属销售、owner、account owner、contact owner等 24 种

分类结果
────────

[决策人分级（sales_readiness）]

自上而下检查，符合的第一类即为该客户的类别。

  A类  联系人级别为“第一决策人”，且有需求为“是”，且有购买能力为“是”，且洽谈开始日期距今不超过 10 天
       比竞争对手更快：讲清公司、产品和个人的价值，7至10天内促成签单。
       联系：每 2–3 天一次。
       自“洽谈开始日期”起超过 10 天，降为 B类。
  B类  有需求为“是”，且有购买能力为“是”，且（联系人级别为“第二关键人”或“第三关键人”，或（联系人级别为“第一决策人”，且洽谈开始日期距今不超过 30 天））
       用约20天沟通：争取第二、第三关键人，由其引荐第一决策人；如果是与第一决策人谈了十天仍未签单，问清差在哪里。
       联系：每 5–7 天一次。
  C类  （有需求为“是”，且有购买能力为“否”），或（有购买能力为“是”，且有需求为“否”），或联系人级别为“未接触”
       弄清谁能拍板，补上所缺的一半：资金不足就提供小方案，没有需求就给出购买理由。
       联系：每 30 天一次。
  D类  其余客户
       不占用销售时间；偶尔通报信息，需求、资金或人员有变化时再重新跟进。

可调整的数值
────────────

┌────────┬──────┬────────────────┬─────────────────┐
│ 名称   │ 数值 │ 用于           │ 修改方法        │
├────────┼──────┼────────────────┼─────────────────┤
│ a_days │ 10   │ 决策人分级 A类 │ --set a_days=10 │
│ b_days │ 30   │ 决策人分级 B类 │ --set b_days=30 │
└────────┴──────┴────────────────┴─────────────────┘

常用命令
────────

  custclass score 客户清单.xlsx -r sales-readiness --why --actions --lang zh
      加上分类、原因和服务措施
  custclass due 客户清单.xlsx -r sales-readiness --within 7d --lang zh
      列出现在及一周内应联系的客户
  custclass score 客户清单.xlsx -r sales-readiness --set a_days=10 --lang zh
      改用自己的数值
  custclass score 客户清单.xlsx -r sales-readiness --as-of 2026-06-30 --lang zh
      按指定日期而不是今天计算
  custclass rules show sales-readiness --toml > mine.toml
      导出规则文件，修改后用 -r ./mine.toml 使用

示例
────

每种结果一位客户，取自本规则的测试清单，日期为 2026-06-30：

┌────────────┬────────┬────────────┬──────────────┬─────────────────┐
│ 联系人级别 │ 有需求 │ 有购买能力 │ 洽谈开始日期 │ sales_readiness │
├────────────┼────────┼────────────┼──────────────┼─────────────────┤
│ 第一决策人 │ 是     │ 是         │ 2026-06-30   │ A类             │
│ 第一决策人 │ 是     │ 是         │ 2026-06-19   │ B类             │
│ 第一决策人 │ 是     │ 是         │ 2026-05-30   │ D类             │
│ 第一决策人 │ 是     │ 否         │ 2026-06-25   │ C类             │
└────────────┴────────┴────────────┴──────────────┴─────────────────┘

"#]]
    );
}

#[test]
fn the_page_of_a_matrix() {
    let shown = Folder::new().run(["rules", "show", "nine-box"]).quiet().stdout;
    assert_text!(
        shown,
        str![[r#"
Nine-box: potential and use (nine-box)
══════════════════════════════════════

Potential A, B, C and use 1, 2, 3 make nine cells and three visiting zones: red, yellow and blue.

- Family: Prospects – how near is the sale, and when to call
- Source: Customer classification and standards, collection

Where it comes from, and what is assumed
────────────────────────────────────────

- Nine-box of potential and use: whom should we visit, and how often? It comes from pharmaceutical sales (a doctor's potential and prescribing), but suits any product that customers use regularly.
- From the source: 8–12 potential points make A, 4–7 B and 1–3 C; use 3 is the competitor's product; the zones, with visit frequencies as examples; C3 is dropped.
- How the source is read: use 1 is first choice and use 2 second choice, which follows from the zones. Use 3 means that the competitor's product is used, and ours not at all or only on trial.
- Points between two whole numbers belong to the lower class. Points outside 1–12 are unclassified.
- Visit frequencies belong to the cells, not to the zones, so that C3 is never due although it lies in the blue zone. Red means 8 visits a month, yellow 2–4 a month. For blue, the source's 1–2 visits in one to two months are taken as one visit every one to two months.
- Defaults: a way to find the points, which the source leaves open. Take the hospital (grade 3 with income over 200 million; grade 2 with income over 80 million; all others) and the doctor (deputy chief or above; attending; resident). The first kind of hospital gives 9, 8 or 5 points, the second 7, 5 or 3, and the third 3, 2 or 1.
- The cells are not a ranking; the zones are.

What the list needs
───────────────────

  potential points  a number
                    headers: potential points, potential score, potential rating, points of potential, 潜力分, 潜力分数, 潜力分值, and 3 more
  use               a text
                    headers: use, usage, product use, current use, prescribing, prescribing behaviour, prescribing behavior, 使用情况, 使用现状, 产品使用情况, and 3 more
  last contact      a date; only for the follow-up (due, next contact); may be left out
                    headers: last contact, last contact date, date of last contact, last contacted, last contacted date, latest contact, last touch, last touched, 最近联系日期, 最近联系, 最近联系时间, and 29 more
  agreed contact    a date; only for the follow-up (due, next contact); may be left out
                    headers: agreed contact, agreed contact date, agreed date, next appointment, next appointment date, appointment, appointment date, next meeting, 约定联系日期, 约定联系时间, 约定联系, and 17 more
  owner             a text; only for the follow-up (due, next contact); may be left out
                    headers: owner, account owner, contact owner, lead owner, record owner, account manager, sales rep, sales representative, 负责人, 客户负责人, 跟进人, and 13 more

What it gives
─────────────

[potential_class]

Fixed lines on potential points.

  A  8 to 12
     High potential: among the first to visit.
  B  4 to under 8
     Considerable potential: worth regular visits.
  C  1 to under 4
     Low potential: mail and telephone; visit when you are nearby.

[use_class]

The word in use says the class; any other word is unclassified.

  first choice   1, first, first choice, 首选, 一线
                 Our product comes first: keep it that way.
  second choice  2, second, second choice, 次选, 二线
                 Our product comes second: show where it serves better.
  competitor     3, competitor, the competitor's, 竞品, 未使用
                 Uses the competitor's product: win a first trial.

[nine_box]

Two labels make a third: potential_class down the side, use_class across the top. The labels stand side by side: none is better than another.

┌─────────────────────────────────┬──────────────┬───────────────┬────────────┐
│ potential_class ↓ / use_class → │ first choice │ second choice │ competitor │
├─────────────────────────────────┼──────────────┼───────────────┼────────────┤
│ A                               │ A1           │ A2            │ A3         │
│ B                               │ B1           │ B2            │ B3         │
│ C                               │ C1           │ C2            │ C3         │
└─────────────────────────────────┴──────────────┴───────────────┴────────────┘

  A1  Keep use at this level, invite the customer to share experience with colleagues, and watch for competitors moving in.
      Contact: 8 times per month.
  A2  Repeat the key benefit at every visit until we become the first choice.
      Contact: 8 times per month.
  A3  The greatest room for growth: find the need behind the habit, use literature and samples, and do not give up.
      Contact: 2–4 times per month.
  B1  Look after this customer as well as an A, and open up further uses.
      Contact: 8 times per month.
  B2  Remind the customer of the benefits, and find out why we come second.
      Contact: 8 times per month.
  B3  Make the product known first, then give one good reason to try it.
      Contact: 2–4 times per month.
  C1  Loyal but small: visit when asked or when nearby; otherwise mail and telephone.
      Contact: every 1–2 months.
  C2  Send material from time to time; grade again when the points change.
      Contact: every 1–2 months.
  C3  Drop: neither potential nor use. Put the time into the red and yellow zones.

[nine_box_zone]

Two labels make a third: potential_class down the side, use_class across the top.

┌─────────────────────────────────┬──────────────┬───────────────┬────────────┐
│ potential_class ↓ / use_class → │ first choice │ second choice │ competitor │
├─────────────────────────────────┼──────────────┼───────────────┼────────────┤
│ A                               │ red          │ red           │ yellow     │
│ B                               │ red          │ red           │ yellow     │
│ C                               │ blue         │ blue          │ blue       │
└─────────────────────────────────┴──────────────┴───────────────┴────────────┘

  red     About 8 visits a month, some together with the manager or product manager: inform, remind, pass on good experience, and take no visit for granted.
  yellow  Two to four visits a month: make the product known, raise interest with literature and samples, go for depth rather than breadth, and stay patient.
  blue    One or two visits every one to two months, or when asked; otherwise mail and telephone. Drop cell C3.

Figures to set
──────────────

┌───────┬───────┬──────────────────────────────────────┬────────────────┐
│ Name  │ Value │ Used for                             │ To change it   │
├───────┼───────┼──────────────────────────────────────┼────────────────┤
│ a_min │ 8     │ potential_class A, potential_class B │ --set a_min=8  │
│ b_min │ 4     │ potential_class B, potential_class C │ --set b_min=4  │
│ c_min │ 1     │ potential_class C                    │ --set c_min=1  │
│ a_max │ 12    │ potential_class A                    │ --set a_max=12 │
└───────┴───────┴──────────────────────────────────────┴────────────────┘

To copy
───────

  custclass score customers.xlsx -r nine-box --why --actions
      add the labels, each with its reason and what to do
  custclass due customers.xlsx -r nine-box --within 7d
      whom to contact now and within a week
  custclass score customers.xlsx -r nine-box --set a_min=8
      with a figure of your own
  custclass rules show nine-box --toml > mine.toml
      the rule file, to change and use with -r ./mine.toml

An example
──────────

One customer for each outcome, from the lists that test this rule:

┌──────────────────┬─────┬───────────────┬──────────┬───────────────┐
│ potential points │ use │ use_class     │ nine_box │ nine_box_zone │
├──────────────────┼─────┼───────────────┼──────────┼───────────────┤
│ 9                │ 1   │ first choice  │ A1       │ red           │
│ 9                │ 2   │ second choice │ A2       │ red           │
│ 9                │ 3   │ competitor    │ A3       │ yellow        │
│ 5                │ 1   │ first choice  │ B1       │ red           │
│ 5                │ 2   │ second choice │ B2       │ red           │
│ 5                │ 3   │ competitor    │ B3       │ yellow        │
│ 2                │ 1   │ first choice  │ C1       │ blue          │
│ 2                │ 2   │ second choice │ C2       │ blue          │
│ 2                │ 3   │ competitor    │ C3       │ blue          │
└──────────────────┴─────┴───────────────┴──────────┴───────────────┘

"#]]
    );
}

#[test]
fn the_page_of_a_profile() {
    let shown = Folder::new().run(["rules", "show", "online-mood"]).quiet().stdout;
    assert_text!(
        shown,
        str![[r#"
Online mood (online-mood)
═════════════════════════

Demanding, confused or agitated, judged by how the customer writes or speaks.

- Family: Temperament – how to talk to this customer
- Source: Kinds of customers, document

Where it comes from, and what is assumed
────────────────────────────────────────

- Online mood: how does the customer come across in chat or on the phone, and how should we answer? The salesperson records what was noticed in the column “traits”, separated by semicolons; the type with the most matching traits wins.
- If two types have equally many matches, the one listed first wins (a default). One matching trait is enough (a default; raise min_matches in the rule file to be surer). If nothing matches, the customer stays unclassified. Each trait can be written in any of its spellings; you can add your own. Words of degree before a trait (“very”, “rather”) make no difference (a default).
- The types and most traits follow the source. It says nothing about handling, so the actions are defaults, as are the traits that were added to complete a type.

What the list needs
───────────────────

  traits  observations, separated by ;
          headers: traits, trait, tags, customer traits, customer tags, characteristics, observations, behaviour, 特征, 客户特征, 特点, and 15 more

What it gives
─────────────

[online_mood]

What was noticed stands in traits. The type with the most of its signs there wins; with equal counts the one written first. The labels stand side by side: none is better than another.

  demanding  signs: wants product details, has own views, thinks clearly, wants control, full of questions
             Let the customer lead: answer every question fully, offer choices instead of advice, and confirm what was decided.
  confused   signs: does not understand, misunderstanding, asks for an explanation, repeats the question
             Find out what exactly is unclear, explain it in simple steps with a picture or an example, and check that it is clear now.
  agitated   signs: excited, speaks fast, dissatisfied, complains about service
             Stay calm and hear the customer out, show that you understand, apologise for our own mistakes, and say what happens next and by when.

To copy
───────

  custclass score customers.xlsx -r online-mood --why --actions
      add the labels, each with its reason and what to do
  custclass rules show online-mood --toml > mine.toml
      the rule file, to change and use with -r ./mine.toml

An example
──────────

One customer for each outcome, from the lists that test this rule:

┌───────────────────────┬─────────────┐
│ traits                │ online_mood │
├───────────────────────┼─────────────┤
│ wants product details │ demanding   │
│ does not understand   │ confused    │
│ excited               │ agitated    │
└───────────────────────┴─────────────┘

"#]]
    );
}

const OWN: &str = r#"title = "Large and small"
family = "Our house"
notes = ["The line was drawn in the spring meeting."]

[params]
large_min = 250_000

[[rule]]
name   = "size"
method = "threshold"
field  = "revenue"
per    = "region"
tier   = [ { label = "large", min = { East = "large_min", West = 100_000 } }, { label = "small" } ]
"#;

#[test]
fn a_file_of_one_s_own_has_a_page_too() {
    let shown = Folder::with("own.toml", OWN).run(["rules", "show", "./own.toml"]).quiet().stdout;
    assert_text!(
        shown,
        str![[r#"
Large and small (./own.toml)
════════════════════════════

- Family: Our house

Where it comes from, and what is assumed
────────────────────────────────────────

- The line was drawn in the spring meeting.

What the list needs
───────────────────

  revenue  a number
           headers: revenue, sales, sales amount, amount, turnover, sales revenue, sales value, net sales, 销售额, 销售金额, 金额, and 115 more
  region   a text
           headers: region, sales region, sales area, territory, sales territory, district, province, market region, 地区, 区域, 大区, and 15 more

What it gives
─────────────

[size]

Fixed lines on revenue, for each region its own.

  large  East: 250,000 and more; West: 100,000 and more
  small  East: under 250,000; West: under 100,000

Figures to set
──────────────

┌───────────┬─────────┬────────────┬────────────────────────┐
│ Name      │ Value   │ Used for   │ To change it           │
├───────────┼─────────┼────────────┼────────────────────────┤
│ large_min │ 250,000 │ size large │ --set large_min=250000 │
└───────────┴─────────┴────────────┴────────────────────────┘

To copy
───────

  custclass score customers.xlsx -r ./own.toml --why --actions
      add the labels, each with its reason and what to do
  custclass score customers.xlsx -r ./own.toml --set large_min=250000
      with a figure of your own

"#]]
    );
}

#[test]
fn a_page_as_json_has_a_version_and_english_keys() {
    let shown = Folder::with("own.toml", OWN).run(["rules", "show", "./own.toml", "--format", "json", "--lang", "zh"]);
    let page: serde_json::Value = serde_json::from_str(&shown.quiet().stdout).expect("JSON");
    assert_eq!((page["format"].as_u64(), page["rule"].as_str()), (Some(1), Some("./own.toml")));
    assert_eq!(page["columns"][0]["tiers"][0]["label"].as_str(), Some("large"));
    assert_eq!(page["fields"][0]["name"].as_str(), Some("revenue"));
}

/// A list with a revenue, a date that is none, and two columns that could be the last contact.
const LIST: &str = "客户编号,年销售额,订单数,最近下单,首次下单\n1,100,2,2026-01-05,soon\n2,50,1,2026-02-01,later\n";

#[test]
fn a_list_is_told_which_rules_it_is_ready_for_and_what_is_missing() {
    let folder = Folder::with("list.csv", LIST);
    let told = folder.run(["rules", "list", "--for", "list.csv"]).quiet().stdout;
    let about = |rule: &str| {
        let lines = told.lines().skip_while(|line| !line.starts_with(&format!("  {rule} ")));
        let count = 1 + lines.clone().skip(1).take_while(|line| line.starts_with("      ")).count();
        lines.take(count).collect::<Vec<_>>().join("\n")
    };
    assert_text!(
        ["pyramid", "abcd", "store-vip", "market-position", "need-levels"].map(about).join("\n"),
        str![[r#"
  pyramid             Customer pyramid
                      Uses: revenue (“年销售额”)
  abcd                ABCD by contribution
                      Uses: revenue (“年销售额”), orders (“订单数”), last order (“最近下单”)
  store-vip           Store VIP tiers
                      Uses: revenue (“年销售额”), orders (“订单数”)
                      Does without: referrals (counts as 0), uses competitor (counts as no), complained (counts as no), fan (counts as no)
  market-position       Main, ordinary and occasional customers
                        Lacks: first order (first_order: "soon" is not a date, nor is any of the 2 filled cells of the column (next: "later"))
                        Uses: revenue (“年销售额”), orders (“订单数”)
  need-levels           Four need levels
                        Lacks: need score
"#]]
    );
}

#[test]
fn what_a_list_is_ready_for_is_told_to_scripts() {
    let folder = Folder::with("list.csv", LIST);
    let told = folder.run(["rules", "list", "--for", "list.csv", "--format", "json"]).quiet().stdout;
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let rules = told["rules"].as_array().expect("a list of rules");
    let ready = rules.iter().map(|rule| rule["ready"].as_bool().expect("yes or no")).collect::<Vec<_>>();
    assert!(ready.is_sorted_by(|one, other| one >= other), "those that are ready come first: {ready:?}");
    let rule = |name: &str| rules.iter().find(|rule| rule["rule"] == name).expect("it is listed");
    assert_eq!(rule("pyramid")["uses"][0]["header"], "年销售额");
    assert_eq!(rule("market-position")["missing"][0]["field"], "first_order");
    assert_eq!(rule("store-vip")["without"][0]["field"], "referrals");
}

#[test]
fn a_list_without_any_field_is_ready_for_nothing() {
    let told = Folder::with("list.csv", "a,b\n1,2\n").run(["rules", "list", "--for", "list.csv"]).quiet().stdout;
    assert!(told.starts_with("list.csv: 0 of "), "{told}");
}

#[test]
fn the_library_as_json_has_a_version_and_english_keys() {
    let listed = Folder::new().run(["rules", "list", "--format", "json", "--lang", "zh"]).quiet().stdout;
    let listed: serde_json::Value = serde_json::from_str(&listed).expect("JSON");
    assert_eq!(listed["format"], 1);
    let first = &listed["rules"][0];
    assert_eq!(
        (&first["rule"], &first["title"], &first["family"]),
        (&"pyramid".into(), &"客户金字塔".into(), &"value".into())
    );
    assert_eq!(first["columns"], serde_json::json!(["tier"]));
}
