//! How much of everything a rule file may have: far more than anybody writes by hand, and little enough to be read at once.

use crate::rule::mistake::FileMistake;
use crate::rule::settings::{Complaints, Setting, Table};

/// Keys of a rule file, and how many entries they have at most.
const MOST: [(&str, usize); 5] =
    [("rule", 1_000), ("fields", 1_000), ("params", 1_000), ("derive", 10_000), ("test", 1_000)];

/// Complains where a file has more of something than may be; whether it has not.
pub(super) fn keeps(file: &Table, complaints: &Complaints) -> bool {
    for (key, most) in MOST {
        let Some(node) = file.get(key) else { continue };
        let beyond = match &node.value {
            Setting::List(list) => list.get(most).map(|node| &node.span),
            Setting::Table(table) => table.entries.get(most).map(|(_, key, _)| key),
            _ => None,
        };
        if let Some(span) = beyond {
            complaints.error(span, FileMistake::TooMany { key, most });
        }
    }
    complaints.errors() == 0
}

#[cfg(test)]
mod tests {
    use crate::rulefile::RuleFile;

    /// What is said first about a file that repeats a line.
    fn first(head: &str, line: fn(usize) -> String, times: usize) -> String {
        let text = head.to_owned() + &(0..times).map(line).collect::<String>();
        let error = RuleFile::parse("./rule.toml", &text, &[]).expect_err("there is no rule").to_string();
        error.lines().take(2).collect::<Vec<_>>().join("")
    }

    #[test]
    fn more_than_anybody_writes_is_refused_at_the_first_that_is_too_many() {
        let param = |number| format!("p{number} = 1\n");
        assert!(first("[params]\n", param, 1_000).contains("there is no [[rule]]"));
        assert_eq!(
            first("[params]\n", param, 1_001),
            "error: there are more than 1000 parameters in this file    --> ./rule.toml:1002:1"
        );
        assert!(first("", |_| "[[rule]]\n".to_owned(), 1_001).contains("more than 1000 rules"));
        let field = |number| format!("[fields.f{number}]\ntype = \"flag\"\n");
        assert!(first("", field, 1_001).contains("more than 1000 fields"));
        assert!(first("[derive]\n", |number| format!("d{number} = \"d{}\"\n", number + 1), 10_001).contains("derived"));
        assert!(first("", |_| "[[test]]\n".to_owned(), 1_001).contains("more than 1000 tests"));
    }
}
