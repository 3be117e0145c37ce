//! Why a rule could not be loaded or frozen, in Chinese.

use std::io;

use super::list_errors::system;
use super::quoted;
pub use super::rule_mistakes::COMPLAINTS;
use super::rule_mistakes::suggestion;
use crate::rulefile::{FreezeError, RuleError, TestProblem, alternatives, render_all};

/// Why a rule could not be loaded, and what helps.
pub fn rule_error(error: &RuleError) -> String {
    match error {
        RuleError::Unknown { name, near } => {
            let near = near.map(|near| format!("是否应为 `{near}`？")).unwrap_or_default();
            format!(
                "没有名为 `{name}` 的规则\n提示：{near}`custclass rules list` 会列出全部规则；自己的规则文件请写出路径，如 `./{name}.toml`"
            )
        }
        RuleError::Io { file, source } if source.kind() == io::ErrorKind::NotFound => {
            format!("{}：没有这个规则文件", file.display())
        }
        RuleError::Io { file, source } if source.kind() == io::ErrorKind::IsADirectory => {
            format!("{}：这是文件夹；请写出其中规则文件的文件名", file.display())
        }
        RuleError::Io { file, source } => format!("{}：{}", file.display(), system(source)),
        RuleError::TooLarge { file, most } => {
            format!("{}：文件过大，规则文件最多 {} MB；列表的文件名应写在 -r 之前", file.display(), most >> 20)
        }
        RuleError::NotUtf8 { file, line, column, byte } => format!(
            "{}:{line}:{column}：字节 {byte:02X} 不符合 UTF-8 编码；请将规则文件另存为 UTF-8（不要用 GBK、ANSI 或“Unicode”）",
            file.display()
        ),
        RuleError::Mistakes { file, text, complaints } => render_all(file, text, complaints, &COMPLAINTS),
    }
}

/// Why a rule file cannot be frozen.
pub fn freeze_error(error: &FreezeError) -> String {
    match error {
        FreezeError::NothingRanks(file) => format!("{file}：此文件中没有按排名划分的规则，其分界线本来就是固定的"),
        FreezeError::NoLines(file) => {
            format!("{file}：此列表中没有客户在按排名划分的规则下得到等级，因此没有可以写下的分界线")
        }
        FreezeError::TooClose(rule) => {
            format!("`{rule}`：某条分界线两侧的两位客户相差太小，38 位数字也写不出介于两者之间的分界值")
        }
        FreezeError::Edit(error) => format!("无法修改规则文件：{}", quoted(&error.to_string())),
        FreezeError::Loose(error) => {
            format!("固定分界线后的规则无法载入：\n{}", rule_error(error))
        }
    }
}

/// Why the list of a `[[test]]` cannot be scored.
pub fn test_problem(problem: &TestProblem) -> String {
    match problem {
        TestProblem::Csv(error) => format!("列表不是有效的 CSV：{}", quoted(&error.to_string())),
        TestProblem::Rule(error) => rule_error(error),
        TestProblem::WideRow { row } => format!("第 {row} 行的单元格多于表头；含逗号的单元格请加引号"),
        TestProblem::UnknownHeader { header, known } => {
            format!("列表的表头 `{header}` 既不是字段，也不是规则生成的列；{}", suggestion(known))
        }
        TestProblem::LacksField { fields } => format!("列表缺少字段 {}", alternatives(fields, " 或 ")),
        TestProblem::LacksColumn { header } => format!("列表缺少所需的字段，因此规则不生成 `{header}` 列"),
        TestProblem::DueNeedsDay => "列表的 `due` 列需要一个日期：请写 as_of = \"2026-01-31\"".to_owned(),
        TestProblem::ProvesNothing => "列表中没有规则生成的任何一列，因此不能验证任何内容".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::rule::mistake::Suggestion;
    use crate::rulefile::RuleFile;
    use crate::rulefile::complaints::mistakes_of_cases;
    use crate::words::english_left::english_in;

    #[test]
    fn every_mistake_is_told_in_chinese_with_help_where_english_has_some() {
        for mistake in mistakes_of_cases() {
            let (english, chinese) = (mistake.advice(), (COMPLAINTS.advice)(&mistake));
            assert_ne!(english.message, chinese.message, "{mistake:?}");
            assert_eq!(english.help.is_some(), chinese.help.is_some(), "{chinese:?}\n{english:?}");
            for text in chinese.help.iter().chain([&chinese.message]) {
                assert_eq!(english_in(text), None, "{chinese:?}\n{english:?}");
            }
        }
    }

    #[test]
    fn mistakes_are_drawn_like_the_english_ones() {
        let text = "[[rule]]\nname = \"x\"\nmethod = \"threshold\"\nfield = \"revenu\"\ntier = [{ label = \"A\" }]\n";
        let error = RuleFile::parse("./规则.toml", text, &[]).expect_err("the field is misspelt");
        assert_eq!(
            rule_error(&error),
            "错误: 未知的字段 `revenu`\n --> ./规则.toml:4:9\n  |\n4 | field = \"revenu\"\n  |         ^^^^^^^^\n  |\n  \
             = 提示: 是否应为 `revenue`？自有的列请用 `[fields.revenu]` 声明"
        );
    }

    #[test]
    fn rule_files_that_cannot_be_used_are_refused_in_chinese() {
        let file = || PathBuf::from("no such file.toml");
        let io = |kind: io::ErrorKind| RuleError::Io { file: file(), source: kind.into() };
        let errors = || {
            let kinds = [io::ErrorKind::NotFound, io::ErrorKind::IsADirectory, io::ErrorKind::PermissionDenied];
            let unknown = ["piramid", "nothing-like-it"].map(RuleError::unknown);
            let others = [
                RuleError::TooLarge { file: file(), most: 4 << 20 },
                RuleError::NotUtf8 { file: file(), line: 3, column: 1, byte: 0xD0 },
            ];
            kinds.map(io).into_iter().chain(unknown).chain(others)
        };
        let freezing = |error| freeze_error(&FreezeError::Loose(Box::new(error)));
        let said = errors().map(|error| rule_error(&error)).chain(errors().map(freezing));
        let kinds = [FreezeError::NothingRanks, FreezeError::NoLines, FreezeError::TooClose];
        let said = said.chain(kinds.map(|kind| freeze_error(&kind("importance".to_owned()))));
        for text in said {
            assert_eq!(english_in(&text.replace("no such file.toml", "x.toml")), None, "{text}");
        }
    }

    #[test]
    fn lists_of_tests_that_cannot_be_scored_are_told_in_chinese() {
        let text = || "revenue".to_owned();
        let problems = [
            TestProblem::Rule(RuleError::unknown("piramid")),
            TestProblem::WideRow { row: 3 },
            TestProblem::DueNeedsDay,
            TestProblem::UnknownHeader { header: text(), known: Suggestion::new("x", ["a", "b", "c"]) },
            TestProblem::LacksField { fields: vec![text(), "profit".to_owned()] },
            TestProblem::LacksColumn { header: text() },
            TestProblem::ProvesNothing,
        ];
        for problem in problems {
            assert_eq!(english_in(&test_problem(&problem)), None, "{problem}");
        }
    }
}
