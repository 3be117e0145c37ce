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

VIP from a revenue of 500,000, upper-middle from 100,000, middle from 20,000, low below.

- Family: Value – who brings the money
- Source: Customer classification and standards, collection

Where it comes from, and what is assumed
────────────────────────────────────────

- Four value levels: the value layer of a five-part customer table.
- From the source: the four levels. The VIP contributes most, buys dear goods and trades often; upper-middle contributes noticeably, middle an average amount, low buys cheap goods and seldom.
- Defaults: the cut-offs 500,000, 100,000 and 20,000, and that revenue (price times frequency) decides.

What the list needs
───────────────────

  revenue  a number
           headers: revenue, sales, sales amount, amount, turnover, sales revenue, sales value, net sales, 销售额, 销售金额, 金额, and 115 more

What it gives
─────────────

[value_levels]

Fixed lines on revenue.

  VIP           500,000 and more
                Offer the best of the range first, with a personal contact; every wish is answered the same day.
  upper-middle  100,000 to under 500,000
                Keep close and find the next dearer product or the second use that makes a VIP.
  middle        20,000 to under 100,000
                Regular offers by segment; a call when the usual order is overdue.
  low           under 20,000
                Self-service, bundles and mailings; keep the cost of serving below what the customer brings.

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

- Satisfaction bands: how content is the customer with product, service and brand? Three scores from 0 to 100 out of a regular survey.
- From the source: satisfaction is asked for product, service and brand, regularly, and what comes back changes product and service.
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

Every item gives 0 to 100 points; each counts with its weight, and the total says the class. The total itself goes to the column satisfaction_score.

  product score  counts 40 %: as given, 0 to 100
  service score  counts 40 %: as given, 0 to 100
  brand score    counts 20 %: as given, 0 to 100

By the total:

  satisfied     80 and more
                Ask what they value most and keep exactly that; they are the ones to ask for a recommendation.
  neutral       60 to under 80
                Look at the lowest of the three scores, ask for one wish, and report back when it is done.
  dissatisfied  under 60
                Call within days, listen, put right what can be put right, and ask again at the next survey.

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

按决策人、需求和购买能力划分：A类7至10天内签单，B类经第二、第三关键人引荐，C类条件不全，D类暂不具备。

- 类别：潜在客户——离成交多近，何时联系
- 来源：《如何给客户分类》问答页

依据与说明
──────────

- 我们在和谁谈，有没有需求，有没有购买能力，谈了多久。
- 来源：A类（第一决策人、有需求、有购买能力）应在7至10天内签单，超过10天降为B或D；B类（有需求、有购买能力，但接触的是第二或第三关键人）约需20天，争取引荐给第一决策人。
- 默认：降级后第11至30天为B，第31天起为D；C、D类及其条件（来源只写到B）；联系频率（A类十天内谈三次，B类二十天内谈三次，C类每月一次）。
- C类：有需求无能力、有能力无需求，或尚未接触关键人。尚未接触关键人的一律为C。D类：两者皆无，或由A类降下。
- 需求和购买能力空白视为否。联系人级别必填，尚未接触请填“尚无”。A类条件齐备但没有开始洽谈日期的不分类。

清单需要的列
────────────

  联系人级别（contact_rank）  限定用词
                              表头：联系人级别、关键人、决策人、决策人级别、contact rank、contact level、decision maker等 8 种
                              用词：第一 / 第一决策人 / 第一关键人 / 决策人 / first / 1 / first decision maker / decision maker；第二 / 第二关键人 / second / 2 / second key person；第三 / 第三关键人 / third / 3 / third key person；尚无 / 未接触 / 无关键人 / nobody / none / 0 / no key person
  有需求（need）              是或否
                              表头：有需求、需求、是否有需求、need、has need、needs it
                              空白视为否
  购买能力（means）           是或否
                              表头：购买能力、有购买能力、有预算、是否有购买力、means、has means、budget等 8 种
                              空白视为否
  开始洽谈（talks_since）     日期
                              表头：开始洽谈、洽谈开始日期、首次面谈、首次洽谈日期、talks since、first talk、talking since等 9 种
  最近联系（last_contact）    日期；仅用于后续跟进（due、下次联系）；可以没有此列
                              表头：最近联系、最近联系日期、最近联系时间、最后联系、最后联系日期、最后联系时间、上次联系、上次联系日期、last contact、last contact date、date of last contact等 40 种
  约定联系日期（agreed_contact）
                              日期；仅用于后续跟进（due、下次联系）；可以没有此列
                              表头：约定联系日期、约定联系时间、约定联系、约定日期、约定时间、预约日期、预约时间、下次预约、agreed contact、agreed contact date、agreed date等 28 种
  负责人（owner）             文字；仅用于后续跟进（due、下次联系）；可以没有此列
                              表头：负责人、客户负责人、跟进人、业务员、销售员、销售代表、客户经理、所属销售、owner、account owner、contact owner等 24 种

分类结果
────────

[sales_readiness]

自上而下检查，符合的第一类即为该客户的类别。

  A类  联系人级别为“第一”，且有需求为“是”，且购买能力为“是”，且开始洽谈距今不超过 10 天
       比竞争对手更快：讲清公司、产品和个人的价值，7至10天内促成签单。
       联系：每 2–3 天一次。
       自“开始洽谈”起超过 10 天，降为 B类。
  B类  有需求为“是”，且购买能力为“是”，且（联系人级别为“第二”或“第三”，或（联系人级别为“第一”，且开始洽谈距今不超过 30 天））
       用约20天沟通：争取第二、第三关键人，由其引荐第一决策人；若是超过十天未签，问清差在哪里。
       联系：每 5–7 天一次。
  C类  （有需求为“是”，且购买能力为“否”），或（购买能力为“是”，且有需求为“否”），或联系人级别为“尚无”
       弄清谁能拍板，补上缺的一半：缺预算给小方案，缺需求找理由。
       联系：每 30 天一次。
  D类  其余客户
       不占用销售时间；偶尔通报信息，需求、资金或人员有变化时再重新跟进。

可调整的数值
────────────

┌────────┬──────┬─────────────────────┬─────────────────┐
│ 名称   │ 数值 │ 用于                │ 修改方法        │
├────────┼──────┼─────────────────────┼─────────────────┤
│ a_days │ 10   │ sales_readiness A类 │ --set a_days=10 │
│ b_days │ 30   │ sales_readiness B类 │ --set b_days=30 │
└────────┴──────┴─────────────────────┴─────────────────┘

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

┌────────────┬────────┬──────────┬────────────┬─────────────────┐
│ 联系人级别 │ 有需求 │ 购买能力 │ 开始洽谈   │ sales_readiness │
├────────────┼────────┼──────────┼────────────┼─────────────────┤
│ 第一       │ 是     │ 是       │ 2026-06-30 │ A类             │
│ 第一       │ 是     │ 是       │ 2026-06-19 │ B类             │
│ 第一       │ 是     │ 是       │ 2026-05-30 │ D类             │
│ 第一       │ 是     │ 否       │ 2026-06-25 │ C类             │
└────────────┴────────┴──────────┴────────────┴─────────────────┘

"#]]
    );
}

#[test]
fn the_page_of_a_matrix() {
    let shown = Folder::new().run(["rules", "show", "nine-box"]).quiet().stdout;
    assert_text!(
        shown,
        str![[r#"
Nine-box, potential by use (nine-box)
═════════════════════════════════════

Potential A, B, C by use 1, 2, 3 makes nine cells and three zones of visiting: red, yellow, blue.

- Family: Prospects – how near is the sale, and when to call
- Source: Customer classification and standards, collection

Where it comes from, and what is assumed
────────────────────────────────────────

- Nine-box potential × use: whom to visit how often? Drawn from pharmaceutical selling (a doctor's potential and prescribing), good for any product in use.
- From the source: potential points 8–12 A, 4–7 B, 1–3 C; use 3 is the competitor's product; the zones, and the visits as examples; C3 is dropped.
- How the source is read: use 1 is first choice and 2 second choice (they follow from the zones); 3 is the competitor's, ours not or barely tried. Points between two whole ones belong to the lower class. Outside 1–12 the points are unclassified. The cadence stands at the cells, so that C3, though in the blue zone, is never due. Red 8 visits a month, yellow 2–4 a month, blue 1–2 in one to two months, taken as one every one to two months.
- Defaults: how the points may be found, for they are not in the source. Hospital (grade 3 and income over 200 million; grade 2 and over 80 million; below) by doctor (deputy chief and above; attending; resident): 9, 8, 5; 7, 5, 3; 3, 2, 1.
- The cells are no ranking; the zones are.

What the list needs
───────────────────

  potential points  a number
                    headers: potential points, potential score, potential rating, 潜力分, 潜力得分, 潜力积分, and 1 more
  use               a text
                    headers: use, usage, prescribing, prescribing behaviour, 处方行为, 使用情况, 使用现状
  last contact      a date; only for the follow-up (due, next contact); may be left out
                    headers: last contact, last contact date, date of last contact, last contacted, last contacted date, latest contact, last touch, last touched, 最近联系, 最近联系日期, 最近联系时间, and 29 more
  agreed contact    a date; only for the follow-up (due, next contact); may be left out
                    headers: agreed contact, agreed contact date, agreed date, next appointment, next appointment date, appointment, appointment date, next meeting, 约定联系日期, 约定联系时间, 约定联系, and 17 more
  owner             a text; only for the follow-up (due, next contact); may be left out
                    headers: owner, account owner, contact owner, lead owner, record owner, account manager, sales rep, sales representative, 负责人, 客户负责人, 跟进人, and 13 more

What it gives
─────────────

[potential_class]

Fixed lines on potential points.

  A  8 to 12
     High potential: among the first to be visited.
  B  4 to under 8
     Considerable potential: worth regular visits.
  C  1 to under 4
     Low potential: mail and telephone, visits on the way.

[use_class]

The word in use says the class; any other word is unclassified.

  first choice   1, first, first choice, 首选, 一线
                 Uses us first: keep it so.
  second choice  2, second, second choice, 次选, 二线
                 Uses us second: show where we serve better.
  competitor     3, competitor, the competitor's, 竞品, 未使用
                 Uses the competitor's: win a first trial.

[nine_box]

Two labels make a third: potential_class down the side, use_class across the top. The labels stand side by side: none is better than another.

┌─────────────────────────────────┬──────────────┬───────────────┬────────────┐
│ potential_class ↓ / use_class → │ first choice │ second choice │ competitor │
├─────────────────────────────────┼──────────────┼───────────────┼────────────┤
│ A                               │ A1           │ A2            │ A3         │
│ B                               │ B1           │ B2            │ B3         │
│ C                               │ C1           │ C2            │ C3         │
└─────────────────────────────────┴──────────────┴───────────────┴────────────┘

  A1  Keep the use as high as it is, invite to speak to colleagues, and watch for the competitor's approach.
      Contact: 8 times per month.
  A2  Show the key benefit again at each visit until we come first.
      Contact: 8 times per month.
  A3  The greatest reserve: find the need behind the habit, with papers and samples, and do not give up.
      Contact: 2–4 times per month.
  B1  Look after it as well as after A, and open further uses.
      Contact: 8 times per month.
  B2  Remind of the benefit, and learn what keeps us second.
      Contact: 8 times per month.
  B3  Make us known first; one good reason for a trial.
      Contact: 2–4 times per month.
  C1  Loyal but small: call by when asked or on the way, otherwise mail and telephone.
      Contact: every 1–2 months.
  C2  Send material now and then; grade anew when the points change.
      Contact: every 1–2 months.
  C3  Drop: neither potential nor use; put the time into red and yellow.

[nine_box_zone]

Two labels make a third: potential_class down the side, use_class across the top.

┌─────────────────────────────────┬──────────────┬───────────────┬────────────┐
│ potential_class ↓ / use_class → │ first choice │ second choice │ competitor │
├─────────────────────────────────┼──────────────┼───────────────┼────────────┤
│ A                               │ red          │ red           │ yellow     │
│ B                               │ red          │ red           │ yellow     │
│ C                               │ blue         │ blue          │ blue       │
└─────────────────────────────────┴──────────────┴───────────────┴────────────┘

  red     About 8 visits a month, some with the manager or the product manager: teach, remind, spread the experience, start afresh every day.
  yellow  Two to four visits a month: make known, raise interest with papers and samples, go deep rather than wide, stay patient.
  blue    One or two visits in one to two months, or when asked; otherwise mail and telephone. Drop the cell C3.

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

Demanding, confused or agitated, from how the customer writes or speaks.

- Family: Temperament – how to talk to this customer
- Source: Kinds of customers, document

Where it comes from, and what is assumed
────────────────────────────────────────

- Online mood: how does the customer come across in chat or on the telephone, and how do we answer? The salesperson notes in the column “traits” what was noticed, separated by ; and the type with the most matching traits wins.
- Equal counts go to the type written first (a default). One trait is enough (a default; raise min_matches in the rule file to be surer); where nothing fits, the customer stays unclassified. Each trait may be written in any of its spellings; add your own.
- The types and most traits follow the source, which gives no handling: the actions, and the traits that round off a type, are defaults.

What the list needs
───────────────────

  traits  observations, separated by ;
          headers: traits, trait, tags, customer traits, customer tags, characteristics, observations, behaviour, 特征, 客户特征, 特点, and 15 more

What it gives
─────────────

[online_mood]

What was noticed stands in traits. The type with the most of its signs there wins; with equal counts the one written first. The labels stand side by side: none is better than another.

  demanding  signs: wants product details, has own views, thinks clearly, wants control, full of questions
             Let the customer lead: answer the questions one by one and completely, offer choices instead of advice, and confirm what was decided.
  confused   signs: does not understand, misunderstanding, asks for an explanation, repeats the question
             Find out what exactly is unclear, explain it in simple steps with a picture or an example, and ask whether it is clear now.
  agitated   signs: excited, speaks fast, dissatisfied, complains about service
             Stay calm and listen to the end, say that you understand the annoyance, apologise for what is ours, and name the next step and when it will be done.

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
           headers: region, sales region, area, sales area, territory, sales territory, district, province, 地区, 区域, 大区, and 16 more

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
  market-position       Main, ordinary and scattered customers
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
