//! Rule files kept as one text, as a workbook carries the rules that it was made by, and taken apart again.

use super::RuleFile;

/// Stands above each file; TOML takes it for a comment.
const MARK: &str = "# custclass rule file: ";

/// The texts of several rule files in one.
pub fn joined(files: &[RuleFile]) -> String {
    let with_name = |file: &RuleFile| format!("{MARK}{}\n{}\n", file.name.replace(['\n', '\r'], " "), file.text);
    files.iter().map(with_name).collect()
}

/// The rule files of a text made by [`joined`]. One that does not load with this version is left out: what was kept only helps to
/// read a list, and does without.
pub fn taken_apart(text: &str) -> Vec<RuleFile> {
    let mut parts: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix(MARK), parts.last_mut()) {
            (Some(name), _) => parts.push((name, String::new())),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    parts.iter().filter_map(|(name, text)| RuleFile::parse(name, text, &[]).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_joined_is_taken_apart_again() {
        let load = |name: &str| RuleFile::load(name, &[]).expect("a bundled rule");
        let files = [load("pyramid"), load("rfm")];
        let again = taken_apart(&joined(&files));
        let names = again.iter().map(|file| (file.name.as_str(), file.set.rules.len())).collect::<Vec<_>>();
        assert_eq!(names, [("pyramid", files[0].set.rules.len()), ("rfm", files[1].set.rules.len())]);
    }

    #[test]
    fn what_does_not_load_is_left_out() {
        assert_eq!(taken_apart("anything\n").len(), 0);
        assert_eq!(taken_apart(&format!("{MARK}x\nnot a rule file\n")).len(), 0);
    }
}
