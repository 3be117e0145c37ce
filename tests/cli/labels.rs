//! Which tier a customer gets that crosses a line, tiers of a number of customers, rules that need a number of customers, and what the
//! segments of `rfm` call customers with one order.

use crate::folder::Folder;

/// The labels in the last column of a scored list.
fn labels(scored: &str) -> Vec<&str> {
    scored.lines().skip(1).map(|line| line.rsplit(',').next().unwrap_or_default()).collect()
}

const FOUR: &str = "id,revenue\n1,50\n2,30\n3,12\n4,8\n";

#[test]
fn a_run_says_to_which_tier_customers_belong_that_cross_a_line() {
    let folder = Folder::new();
    folder.write("l.csv", FOUR);
    let run = |more: &[&str]| {
        let ran = folder.run([&["score", "l.csv", "-r", "pareto-abc", "-o", "-"], more].concat());
        labels(&ran.stdout).join(" ")
    };
    assert_eq!(run(&[]), "A A B B");
    assert_eq!(run(&["--crossing", "better"]), "A A B B");
    assert_eq!(run(&["--crossing", "worse"]), "A A B C");
    let worse = "[[rule]]\nname = \"t\"\nmethod = \"pareto\"\nfield = \"revenue\"\ncrossing = \"worse\"\n\
                 tier = [{ label = \"A\", share = \"80%\" }, { label = \"B\", share = \"15%\" }, { label = \"C\", share = \"5%\" }]\n";
    folder.write("worse.toml", worse);
    let run = |more: &[&str]| {
        let ran = folder.run([&["score", "l.csv", "-r", "./worse.toml", "-o", "-"], more].concat());
        labels(&ran.stdout).join(" ")
    };
    assert_eq!([run(&[]), run(&["--crossing", "better"])], ["A A B C", "A A B B"]);
}

#[test]
fn it_is_told_how_many_the_other_way_would_put_elsewhere() {
    let folder = Folder::new();
    folder.write("l.csv", FOUR);
    let ran = folder.run(["explain", "l.csv", "-r", "pareto-abc", "--id", "4"]);
    let told = "pareto_abc: a customer that crosses a line belongs to the better tier; with --crossing worse 1 customer would be in another tier";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    let ran = folder.run(["explain", "l.csv", "-r", "pareto-abc", "--id", "4", "--crossing", "worse", "--lang", "zh"]);
    let told = "跨越分界线的客户归入较低一级；如用 --crossing better，有 1 位客户等级不同";
    assert!(ran.stdout.contains(told), "{}", ran.stdout);
    folder.run(["score", "l.csv", "-r", "pareto-abc", "--crossing", "worse", "-o", "x.csv", "--manifest", "m.json"]);
    let manifest: serde_json::Value = serde_json::from_str(&folder.text("m.json")).expect("JSON");
    let column = &manifest["rules"][0]["columns"][0];
    assert_eq!((column["crossing"].as_str(), column["other_crossing"].as_u64()), (Some("worse"), Some(1)));
}

const TOP: &str = "[[rule]]\nname = \"t\"\nmethod = \"percentile\"\nfield = \"revenue\"\n\
                   tier = [{ label = \"A\", top = 2 }, { label = \"B\", top = 1 }, { label = \"C\" }]\n";

#[test]
fn equals_on_the_line_of_the_first_two_are_all_in_or_all_out() {
    let folder = Folder::new();
    folder.write("top.toml", TOP);
    folder.write("l.csv", "id,revenue\n1,50\n2,30\n3,30\n4,8\n5,7\n");
    let better = folder.run(["score", "l.csv", "-r", "./top.toml", "-o", "-"]);
    assert_eq!(labels(&better.stdout), ["A", "A", "A", "C", "C"]);
    let told = "A ends at 30, customer 3 of 5, 60.00 % of customers; 2 equal customers kept together; those beyond 2 take places from the next tier";
    assert!(better.stderr.contains(told), "{}", better.stderr);
    let worse = folder.run(["score", "l.csv", "-r", "./top.toml", "-o", "-", "--crossing", "worse"]);
    assert_eq!(labels(&worse.stdout), ["A", "B", "B", "C", "C"]);
    let told = "the next 2 are equal and do not all fit within 2, so they go down";
    assert!(worse.stderr.contains(told), "{}", worse.stderr);
}

#[test]
fn with_too_few_customers_nobody_gets_a_label_and_the_reason_says_so() {
    let folder = Folder::new();
    let rule = TOP.replace("field", "needs = { customers = 3 }\nper = \"region\"\nfield");
    folder.write("top.toml", &rule);
    folder.write("l.csv", "id,region,revenue\n1,N,50\n2,N,30\n3,N,20\n4,S,8\n5,S,7\n6,S,\n");
    let ran = folder.run(["score", "l.csv", "-r", "./top.toml", "-o", "-"]);
    assert_eq!(labels(&ran.stdout), ["A", "A", "B", "unclassified", "unclassified", "unclassified"]);
    let told = "only 2 customers have a value in revenue in S, and the rule needs 3";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    let decision = "[[rule]]\nname = \"d\"\nmethod = \"decision\"\nneeds = { customers = 7 }\n\
                    tier = [{ label = \"big\", when = \"revenue >= 20\" }, { label = \"small\" }]\n";
    folder.write("d.toml", decision);
    let ran = folder.run(["score", "l.csv", "-r", "./d.toml", "-o", "-", "--why", "--lang", "zh"]);
    assert!(ran.stdout.contains("只有 5 位客户可以分类，而规则需要 7 位"), "{}", ran.stdout);
}

#[test]
fn a_first_tier_of_less_than_one_customer_is_warned_of() {
    let folder = Folder::new();
    folder.write("l.csv", FOUR);
    let ran = folder.run(["score", "l.csv", "-o", "-"]);
    let told = "custclass: warning: tier: platinum would be less than one customer: 1.00 % of 4 customers\n";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    let ran = folder.run(["score", "l.csv", "-r", "pareto-abc", "-o", "-"]);
    assert!(!ran.stderr.contains("less than one"), "{}", ran.stderr);
}

/// The segments of a list of customers: the last order, how many orders, the revenue.
fn segments(as_of: &str, rows: &str) -> Vec<String> {
    let folder = Folder::new();
    folder.write("l.csv", format!("id,last order,orders,revenue\n{rows}"));
    let ran = folder.run(["score", "l.csv", "-r", "rfm", "--as-of", as_of, "-o", "-"]);
    labels(&ran.stdout).into_iter().map(str::to_owned).collect()
}

/// Segments that say that a customer buys often, or more than once.
const FREQUENT: &[&str] = &["champions", "loyal", "potential loyalists", "need attention", "can't lose", "at risk"];

#[test]
fn nobody_with_one_order_is_called_frequent() {
    let seven_of_ten = "1,2026-09-29,1,10\n2,2026-09-20,1,20\n3,2026-09-10,1,30\n4,2026-08-01,1,40\n5,2026-07-01,1,50\n\
                        6,2026-06-01,1,60\n7,2026-05-01,1,70\n8,2026-09-28,5,80\n9,2026-09-27,6,90\n10,2026-03-01,7,100\n";
    assert_eq!(
        segments("2026-09-30", seven_of_ten),
        [
            "new",
            "promising",
            "about to sleep",
            "about to sleep",
            "hibernating",
            "hibernating",
            "hibernating",
            "champions",
            "loyal",
            "can't lose"
        ]
    );
    let eight_of_ten = "c1,2026-01-10,1,10\nc2,2026-02-10,1,20\nc3,2026-03-10,1,30\nc4,2026-04-10,1,40\nc5,2026-05-10,1,50\n\
                        c6,2026-06-10,1,60\nc7,2026-07-10,1,70\nc8,2026-08-10,1,80\nc9,2026-09-01,5,300\nc10,2026-09-20,9,900\n";
    assert_eq!(
        segments("2026-09-30", eight_of_ten),
        [
            "hibernating",
            "hibernating",
            "hibernating",
            "hibernating",
            "about to sleep",
            "about to sleep",
            "promising",
            "promising",
            "champions",
            "champions"
        ]
    );
    // As many orders as the shared list `rfm-one-order` has: four of twenty with three, the others with one.
    let rows = (0..20).map(|row| {
        let orders = if [0, 5, 10, 15].contains(&row) { 3 } else { 1 };
        format!("{},2026-01-{:02},{orders},{}\n", row + 1, 20 - row, 100 + row)
    });
    let found = segments("2026-01-31", &rows.collect::<String>());
    let frequent = (0..20).filter(|&row| FREQUENT.contains(&found[row].as_str())).collect::<Vec<_>>();
    assert_eq!(frequent, [0, 5, 10, 15], "{found:?}");
    for share in [60, 70, 80, 90, 100] {
        let orders = |row: u32| if row % 100 < share { 1 } else { 2 + row % 5 };
        let rows = (0..200).map(|row| {
            format!("{row},2025-{:02}-{:02},{},{row}\n", 1 + row * 7 % 12, 1 + row * 5 % 28, orders(row * 37 % 100))
        });
        let found = segments("2026-01-31", &rows.collect::<String>());
        let once = (0..200).filter(|row| orders(row * 37 % 100) == 1);
        let wrong = once.filter(|&row| FREQUENT.contains(&found[row as usize].as_str())).count();
        assert_eq!(wrong, 0, "{share} %");
    }
}

#[test]
fn a_run_says_which_segments_are_empty_and_why() {
    let folder = Folder::new();
    let rows = (1..=10).map(|row| format!("{row},2026-01-{row:02},1,{row}\n")).collect::<String>();
    folder.write("l.csv", format!("id,last order,orders,revenue\n{rows}"));
    let ran = folder.run(["score", "l.csv", "-r", "rfm", "--as-of", "2026-01-31", "-o", "-"]);
    for told in [
        "nobody is in tier 5: the next customer, or its equals, would cross its line",
        "nobody is in champions, loyal: no customer has times 5 or 4",
        "nobody is in need attention: no customer has times 3",
    ] {
        assert!(ran.stderr.contains(told), "{told}\n{}", ran.stderr);
    }
}

/// Quotients are fractions until they are shown.
#[test]
fn a_third_three_times_is_one() {
    let folder = Folder::new();
    let rule = "[derive]\npart = \"revenue / orders\"\n\n[[rule]]\nname = \"one\"\nmethod = \"decision\"\n\
                tier = [{ label = \"yes\", when = \"part * 3 = 1 and 1 / 3 * 3 = revenue\" }, { label = \"no\" }]\n\n\
                [[rule]]\nname = \"line\"\nmethod = \"threshold\"\nfield = \"part\"\n\
                tier = [{ label = \"over\", above = 0.33333333333333333333333333333333333333 }, { label = \"under\" }]\n\n\
                [[rule]]\nname = \"rank\"\nmethod = \"percentile\"\nfield = \"part\"\nbins = 3\n";
    folder.write("r.toml", rule);
    folder.write(
        "l.csv",
        "id,revenue,orders\n1,1,3\n2,2,6\n3,100000000000000000000,300000000000000000001\n4,,3\n5,1,0\n",
    );
    let ran = folder.run(["score", "l.csv", "-r", "./r.toml", "-o", "-"]);
    let labels = ran.stdout.lines().skip(1).map(|line| line.splitn(4, ',').nth(3).unwrap_or_default());
    assert_eq!(
        labels.collect::<Vec<_>>(),
        [
            "yes,over,3",
            "no,over,3",
            "no,under,1",
            "unclassified,unclassified,unclassified",
            "unclassified,unclassified,unclassified"
        ]
    );
}
