//! `rules show --template`: an empty list to fill in.

use crate::folder::Folder;

const OWN: &str = r#"
title    = "Our grades"
title_zh = "本店分级"

[[rule]]
name   = "grade"
method = "decision"
tier   = [ { label = "A", zh = "甲", when = "stage = 'hot' and days_since(first_visit) <= 30" }, { label = "B", zh = "乙" } ]

[fields.stage]
type    = "choice"
headers = ["stage", "阶段"]
values  = { hot = ["hot", "热"], cold = ["cold", "冷"] }

[fields.first_visit]
type    = "date"
headers = ["first visit", "首次到店"]

[[test]]
as_of = "2026-01-31"
about = "hot ones of the last thirty days"
list  = """
stage,first_visit,grade
cold,2026-01-01,B
hot,2026-01-21,A
"""
"#;

#[test]
fn the_template_of_a_bundled_rule_goes_to_standard_output_and_can_be_scored() {
    let folder = Folder::new();
    let args = ["rules", "show", "sales-readiness", "--template", "csv", "--as-of", "2026-01-31"];
    let template = folder.run(args).quiet().stdout;
    assert_eq!(
        template,
        "id,name,contact rank,need,means,talks since,last contact,agreed contact,owner\nC001,Example Ltd,first,yes,yes,2026-01-31,2026-01-29,2026-02-06,\n"
    );
    folder.write("list.csv", &template);
    let scored =
        folder.run(["score", "list.csv", "-r", "sales-readiness", "--as-of", "2026-01-31", "-o", "-"]).done().stdout;
    assert!(scored.ends_with(",A\n"), "{scored}");
}

#[test]
fn a_rule_file_of_ones_own_has_a_template_in_either_language() {
    let folder = Folder::with("own.toml", OWN);
    let args = ["rules", "show", "./own.toml", "--template", "csv", "--as-of", "2026-06-30", "--lang", "zh"];
    let template = folder.run(args).quiet().stdout;
    assert_eq!(template, "\u{feff}客户编号,客户,阶段,首次到店\nC001,示例公司,冷,2026-05-31\n");
}

#[test]
fn a_workbook_gets_a_name_of_its_own_and_replaces_no_file() {
    let folder = Folder::with("own.toml", OWN);
    let args = ["rules", "show", "./own.toml", "--template", "xlsx"];
    let told = folder.run(args).done().stderr;
    assert!(told.contains("own.template.xlsx"), "{told}");
    folder.run(["score", "own.template.xlsx", "-r", "./own.toml"]).done();
    let refused = folder.run(args).refused(1);
    assert!(refused.contains("own.template.xlsx: is there already"), "{refused}");
    folder.run(args.iter().chain(&["-o", "own.toml"])).refused(2);
    folder.run(args.iter().chain(&["-o", "-"])).refused(2);
    assert_eq!(folder.text("own.toml"), OWN);
}

#[test]
fn the_options_of_a_template_need_one() {
    Folder::new().run(["rules", "show", "pyramid", "-o", "page.csv"]).refused(2);
}
