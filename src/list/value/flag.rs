//! Yes or no.

/// The words for yes and for no, in lower case.
const WORDS: [(&str, &str); 8] =
    [("yes", "no"), ("y", "n"), ("true", "false"), ("1", "0"), ("是", "否"), ("有", "无"), ("√", "×"), ("✓", "✗")];

/// Reads a trimmed text; `None` where it says neither yes nor no.
pub fn read_flag(trimmed: &str) -> Option<bool> {
    let text = super::narrow(trimmed);
    WORDS.iter().find_map(|(yes, no)| {
        let (yes, no) = (yes.eq_ignore_ascii_case(&text), no.eq_ignore_ascii_case(&text));
        (yes || no).then_some(yes)
    })
}

#[cfg(test)]
mod tests {
    use super::read_flag;

    #[test]
    fn flags_are_read_in_either_language_case_and_width() {
        for text in ["yes", "YES", "y", "True", "1", "１", "是", "有", "√", "Ｙ"] {
            assert_eq!(read_flag(text), Some(true), "{text}");
        }
        for text in ["no", "N", "FALSE", "0", "否", "无", "×"] {
            assert_eq!(read_flag(text), Some(false), "{text}");
        }
        for text in ["2", "x", "maybe", "不"] {
            assert_eq!(read_flag(text), None, "{text}");
        }
    }
}
