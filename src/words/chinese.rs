//! Chinese text in which Latin letters and digits may stand.

/// Joins the parts of a Chinese sentence, with a space wherever a part in Chinese characters meets one in letters or digits, as
/// Chinese is set: `距 A 还差 3,200.00`, but `距白金还差 3,200.00`. The parts themselves stay as they are.
pub(super) fn joined(parts: &[&str]) -> String {
    let mut sentence = String::new();
    for part in parts {
        let meet = sentence.chars().next_back().zip(part.chars().next());
        if meet.is_some_and(|(before, behind)| {
            (is_han(before) && is_latin(behind)) || (is_latin(before) && is_han(behind))
        }) {
            sentence.push(' ');
        }
        sentence.push_str(part);
    }
    sentence
}

/// Whether a text has a Chinese character.
pub(super) fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_latin(character: char) -> bool {
    character.is_ascii_graphic() || (character.is_alphanumeric() && !is_han(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_latin_keep_apart_and_nothing_else() {
        assert_eq!(joined(&["距", "A", "还差", "3,200.00"]), "距 A 还差 3,200.00");
        assert_eq!(joined(&["距", "白金", "还差", "-1", "，", "B"]), "距白金还差 -1，B");
        assert_eq!(joined(&["在", "VIP客户", "中"]), "在 VIP客户中");
        assert_eq!(joined(&["", "A", ""]), "A");
    }

    #[test]
    fn chinese_characters_are_told_from_others() {
        assert!(["年销售额", "VIP客户", "銷售額"].iter().all(|text| has_han(text)));
        assert!(!["revenue", "Ünal", "（）"].iter().any(|text| has_han(text)));
    }
}
