//! What a run says is in the language of the run.

use crate::assert_text;
use crate::folder::{Folder, HALVES};

const LIST: &str = "id,revenue\nK1,5\nK1,many\nK3,7,8\n";

fn folder() -> Folder {
    Folder::with("list.csv", LIST).and("half.toml", HALVES)
}

#[test]
fn remarks_are_in_the_language_of_the_run() {
    let ran = folder().run(["score", "list.csv", "-r", "half.toml", "-o", "out.csv", "--lang", "zh"]).done();
    assert_text!(
        ran.stderr,
        "custclass: 警告：list.csv:3:2：revenue：无法读取“many”；需要此单元格的规则不对该客户分类
custclass: 警告：list.csv:4：单元格多于表头
custclass: 警告：3 个客户中有 1 个的编号与前面的客户相同，首先是 list.csv:3:1，与 list.csv:2:1 相同
custclass: half：1 位客户：销售额不是数字
custclass: 3 位客户中有 1 位未分类（使用 --strict 时视为错误，且不写入任何文件）
"
    );
}

#[test]
fn refusals_are_in_the_language_of_the_run() {
    let folder = folder();
    let said = folder.run(["report", "list.csv", "--by", "id", "--by", "a", "--by", "b", "--lang", "zh"]).refused(2);
    assert_text!(said, "custclass: 错误：--by 最多指定两列\n");
    let said = folder.run(["explain", "list.csv", "-r", "half.toml", "--id", "K9", "--lang", "zh"]).refused(1);
    assert_text!(said, "custclass: 错误：没有编号为“K9”的客户\n");
    let said = folder.run(["score", "list.csv", "-r", "half.toml", "--strict", "--lang", "zh"]).refused(3);
    assert!(said.ends_with("custclass: 错误：3 位客户中有 1 位未分类，因此未写入任何文件（--strict）\n"), "{said}");
}

#[test]
fn what_read_shows_is_described_in_the_language_of_the_run() {
    let ran = folder().run(["read", "list.csv", "--lang", "zh"]).done();
    assert!(ran.stderr.starts_with("custclass: 编码：UTF-8，编码依据："), "{}", ran.stderr);
    assert!(ran.stderr.contains("custclass: 表头行：1，列数：3，数据行数：3\n"), "{}", ran.stderr);
}

#[test]
fn mistakes_in_rule_files_are_told_in_the_language_of_the_run() {
    let rule = |field: &str| {
        format!(
            "[params]\nspare = 5\n[[rule]]\nname = \"x\"\nmethod = \"threshold\"\nfield = \"{field}\"\n\
             tier = [{{ label = \"A\", min = 5 }}, {{ label = \"B\" }}]\n"
        )
    };
    let proved = "\n[[test]]\nlist = \"\"\"\nrevenue,half\n9,top\n5,rest\n\"\"\"\n";
    let folder = folder().and("half.toml", HALVES.to_owned() + proved);
    let folder = folder.and("broken.toml", rule("revenu")).and("odd.toml", rule("revenue"));
    let broken = "未知的字段 `revenu`
 --> broken.toml:6:9
  |
6 | field = \"revenu\"
  |         ^^^^^^^^
  |
  = 提示: 是否应为 `revenue`？自有的列请用 `[fields.revenu]` 声明
";
    let said = folder.run(["score", "list.csv", "-r", "broken.toml", "--lang", "zh"]).refused(1);
    assert_text!(said, format!("custclass: 错误：{broken}"));
    let ran = folder.run(["rules", "check", "half.toml", "odd.toml", "broken.toml", "--lang", "zh"]);
    assert_text!(
        ran.stdout,
        format!(
            "half.toml：通过：1 个测试列表，比较了 2 个标签
odd.toml：没有错误，但也没有可以验证的 `[[test]]`
错误: {broken}"
        )
    );
    assert!(ran.stderr.starts_with("custclass: 警告：没有规则使用参数 `spare`\n --> odd.toml:2:1\n"), "{}", ran.stderr);
    let said = folder.run(["score", "list.csv", "-r", "piramid", "--lang", "zh"]).refused(1);
    assert!(said.starts_with("custclass: 错误：没有名为 `piramid` 的规则\n提示：是否应为 `pyramid`？"), "{said}");
}
