//! What a run says of a list that is not quite what it seems.

use rust_xlsxwriter::{Formula, Note, Workbook};

use crate::folder::Folder;
use crate::row;
use crate::sheet::{Put, workbook_of};

fn scored(list: &str, more: &[&str]) -> String {
    let args = ["score", "list.csv", "-r", "pareto-abc", "-o", "-"];
    Folder::with("list.csv", list).run(args.iter().chain(more)).done().stderr
}

#[test]
fn a_folder_is_no_list() {
    for args in [&["score", "."][..], &["score", "lists", "-o", "-"], &["report", ".", "--by", "x"], &["inspect", "."]]
    {
        let folder = Folder::new();
        std::fs::create_dir(folder.path("lists")).expect("a folder");
        let ran = folder.run(args);
        assert_eq!(ran.code, Some(1), "{}", ran.stderr);
        assert!(ran.stderr.contains(": is a folder; name the list inside it"), "{args:?}: {}", ran.stderr);
    }
}

#[test]
fn the_lock_file_of_an_open_workbook_is_no_scored_list() {
    let folder = Folder::with("l.scored.csv", "customer,revenue,pareto_abc\nA,5,A\nB,3,A\n");
    folder.write("~$l.scored.xlsx", "someone");
    let ran = folder.run(["report", "--by", "pareto_abc"]).done();
    assert!(ran.stderr.starts_with("custclass: report on l.scored.csv,"), "{}", ran.stderr);
    let folder = Folder::with("~$l.scored.csv", "someone");
    assert!(folder.run(["report", "--by", "x"]).stderr.contains("no list named"));
}

#[test]
fn a_rule_is_not_called_like_a_field() {
    let rule = |name: &str| {
        format!(
            "[[rule]]\nname=\"{name}\"\nmethod=\"threshold\"\nfield=\"profit\"\ntier=[{{label=\"a\",min=5}},{{label=\"b\"}}]\n"
        )
    };
    for (name, said) in [
        ("revenue", "`revenue` already names a field"),
        ("profit", "`profit` already names a field"),
        ("sales", "`sales` is a header of the field `revenue`"),
        ("Sales_Amount", "is a header of the field `revenue`"),
        ("销售额", "is a header of the field `revenue`"),
        ("客户编号", "is a header of the field `id`"),
    ] {
        let folder = Folder::with("clash.toml", rule(name)).and("list.csv", "id,profit\n1,2\n");
        for args in [&["rules", "check", "clash.toml"][..], &["score", "list.csv", "-r", "./clash.toml", "--replace"]] {
            let ran = folder.run(args);
            assert_eq!(ran.code, Some(1), "{name}: {}", ran.stderr);
            assert!((ran.stderr + &ran.stdout).contains(said), "{name}");
        }
    }
    Folder::with("fine.toml", rule("grade")).run(["rules", "check", "fine.toml"]).done();
}

#[test]
fn ids_that_a_program_took_for_numbers_are_told() {
    for (now, before) in [
        ("1001\n1002", "1001.0\n1002.0"),
        ("1001.0\n1002.0", "1001\n1002"),
        ("001001\n001002", "1001\n1002"),
        ("1001\n1002", "0001001\n0001002"),
        ("1001.00\n1002.00", "01001\n01002"),
    ] {
        let list = |ids: &str, label: &str| {
            let rows = ids.lines().map(|id| format!("{id},500{label}\n")).collect::<String>();
            format!("customer id,revenue{}\n{rows}", if label.is_empty() { "" } else { ",pareto_abc" })
        };
        let folder = Folder::with("now.csv", list(now, "")).and("before.csv", list(before, ",A"));
        let ran = folder.run(["score", "now.csv", "-r", "pareto-abc", "--previous", "before.csv", "-o", "-"]).done();
        let said = "custclass: warning: 2 customers are not found in the earlier list, whose ids differ only by .0 behind or zeros before them";
        assert!(ran.stderr.contains(said), "{now}: {}", ran.stderr);
    }
    let folder = Folder::with("now.csv", "id,revenue\nK1,5\nK20,3\n")
        .and("before.csv", "id,revenue,pareto_abc\nK1,5,A\nK2.0,3,A\n");
    let ran = folder.run(["score", "now.csv", "-r", "pareto-abc", "--previous", "before.csv", "-o", "-"]).done();
    assert!(!ran.stderr.contains("differ only"), "{}", ran.stderr);
}

#[test]
fn names_that_repeat_are_told_where_there_are_no_ids() {
    let twice = scored("customer,amount\nAnn,5\nAnn,6\nBo,1\nCy,2\nDi,3\n", &[]);
    assert!(twice.contains("custclass: warning: 1 of 5 customers has the name of an earlier one"), "{twice}");
    assert!(!twice.contains("list of orders"), "{twice}");
    let orders = scored("customer,amount\nAnn,5\nAnn,6\nBo,1\nBo,9\nAnn,2\n", &[]);
    assert!(
        orders.contains("3 of 5 customers have the name") && orders.contains("this looks like a list of orders"),
        "{orders}"
    );
    let zh = scored("客户,金额\n甲,5\n甲,6\n乙,1\n", &["--lang", "zh"]);
    assert!(zh.contains("3 个客户中有 1 个与前面的客户同名"), "{zh}");
    let with_ids = scored("id,customer,amount\n1,Ann,5\n2,Ann,6\n", &[]);
    assert!(!with_ids.contains("the name of an earlier one"), "{with_ids}");
    let with_two_ids = scored("customer no,customer code,customer,amount\n1,1,Ann,5\n2,2,Ann,6\n", &[]);
    assert!(!with_two_ids.contains("the name of an earlier one"), "{with_two_ids}");
}

#[test]
fn another_sheet_with_the_same_header_is_named() {
    let list: &[Vec<Put>] = &[row!["customer", "revenue"], row!["Ann", 5.0]];
    let other: &[Vec<Put>] = &[row!["target", "revenue"], row!["Ann", 5.0]];
    let said = |sheets: &[(&str, &[Vec<Put>])], more: &[&str]| {
        let folder = Folder::with("list.xlsx", workbook_of(sheets));
        folder.run(["score", "list.xlsx", "-o", "-"].iter().chain(more)).done().stderr
    };
    let east_and_west = said(&[("East", list), ("West", list)], &[]);
    let expected = "custclass: the sheet \"East\" is read; the sheet \"West\" has the same header and would be read with --sheet\n";
    assert!(east_and_west.contains(expected), "{east_and_west}");
    assert!(!said(&[("East", list), ("West", list)], &["--sheet", "West"]).contains("has the same header"));
    assert!(!said(&[("East", list), ("Targets", other)], &[]).contains("has the same header"));
}

#[test]
fn full_width_commas_divide_no_cells_and_the_remedy_works() {
    let folder = Folder::with("list.csv", "客户，销售额\n甲，5\n乙，4\n");
    let ran = folder.run(["score", "list.csv"]);
    assert!(
        ran.stderr.contains("divided by ，\nhelp: ， is no delimiter of one byte: replace it by a comma"),
        "{}",
        ran.stderr
    );
    scored("客户,销售额\n甲,5\n乙,4\n", &[]);
    let carets = "id^revenue\nA^5\nB^4\n";
    let ran = Folder::with("list.csv", carets).run(["score", "list.csv"]);
    assert!(ran.stderr.contains("help: name the delimiter: --delimiter '^'"), "{}", ran.stderr);
    scored(carets, &["--delimiter", "^"]);
}

#[test]
fn a_header_of_two_rows_with_years_is_settled_by_the_number_that_is_named() {
    let rows: &[Vec<Put>] = &[
        row!["2025年度客户销售统计表"],
        row![],
        row!["序号", "客户名称", "2025年", "", "2024年", ""],
        row!["", "", "销售额", "毛利", "销售额", "毛利"],
        row![1.0, "甲", 500.0, 50.0, 400.0, 40.0],
        row![2.0, "乙", 300.0, 30.0, 200.0, 20.0],
    ];
    let folder = Folder::with("list.xlsx", workbook_of(&[("Sheet1", rows)]));
    let ran = folder.run(["score", "list.xlsx", "-r", "pareto-abc", "-o", "-"]);
    assert!(
        ran.stderr.contains("2 columns fit `revenue` equally well") && ran.stderr.contains("--map revenue=#3"),
        "{}",
        ran.stderr
    );
    for named in ["revenue=#3", "revenue=C"] {
        let ran = folder.run(["score", "list.xlsx", "-r", "pareto-abc", "-o", "-", "--map", named]).done();
        assert!(ran.stdout.contains("1,甲,500,50,400,40,A\n2,乙,300,30,200,20,A\n"), "{}", ran.stdout);
        assert!(!ran.stderr.contains("warning"), "{}", ran.stderr);
    }
}

#[test]
fn what_a_new_workbook_leaves_behind_is_one_line() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("List").expect("a name");
    sheet.write_string(0, 0, "customer").expect("a cell");
    sheet.write_string(0, 1, "revenue").expect("a cell");
    sheet.write_string(0, 2, "x").expect("a cell");
    sheet.write_string(1, 0, "Ann").expect("a cell");
    sheet.write_formula(1, 1, Formula::new("=2*3").set_result("6")).expect("a cell");
    sheet.insert_note(1, 0, &Note::new("a good one")).expect("a comment");
    sheet.set_column_hidden(2).expect("a column");
    workbook.add_worksheet().set_name("Targets").expect("a name").write_number(0, 0, 1).expect("a cell");
    let folder = Folder::with("list.xlsx", workbook.save_to_buffer().expect("a workbook"));
    let said = "custclass: the output is a new workbook with the list's values; left behind: 1 formula (its result is there), comments, \
                the sheet \"Targets\", the look of the cells; hidden rows and columns are shown\n";
    let ran = folder.run(["score", "list.xlsx"]).done();
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    // Its own workbook loses nothing, and a CSV is no workbook.
    assert!(
        !folder
            .run(["score", "list.scored.xlsx", "--replace", "-o", "again.xlsx"])
            .done()
            .stderr
            .contains("left behind")
    );
    assert!(!folder.run(["score", "list.xlsx", "-o", "list.csv"]).done().stderr.contains("left behind"));
}
