//! How headers and the words in them compare: ignoring case, width, spaces, punctuation and invisible characters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The form in which names compare: letters and digits only, lower case, full-width letters narrowed.
///
/// A text without letters and digits gives an empty form, which equals no name.
pub fn bare(text: &str) -> String {
    if is_simple(text) {
        return text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    }
    let kept = text.nfkc().filter(|c| c.is_alphanumeric() || is_mark(*c)).flat_map(char::to_lowercase);
    // Letters and accents that something stood between come together only now.
    kept.nfkc().collect()
}

/// Whether a text is all ASCII and common Chinese characters, which have one form only.
pub(super) fn is_simple(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\0'..='\x7f' | '\u{4e00}'..='\u{9fff}'))
}

/// Whether a cell holds something to see: not only blanks, byte-order marks and zero-width characters.
pub fn is_filled(text: &str) -> bool {
    // Almost every cell is decided by its first character.
    text.chars().any(|c| !c.is_whitespace() && !is_invisible(c))
}

/// The text without outer blanks and invisible characters.
pub fn visible(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// How many characters of a list's text a message shows at most.
const SHOWN: usize = 80;

/// A text of a list as it stands in a message: cut off where it is long.
pub fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Characters that take no room: byte-order marks, zero-width spaces and joiners, direction marks, soft hyphens, controls.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || c.is_control()
}

/// Marks that belong to a letter (accents that have no composed form, vowel signs): part of a name.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !is_invisible(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_without_case_width_blanks_punctuation_and_invisible_characters() {
        assert_eq!(bare("Customer No."), "customerno");
        assert_eq!(bare("\u{feff}客户\u{200b} 编号："), "客户编号");
        assert_eq!(bare("ＲＥＶＥＮＵＥ　"), "revenue");
        assert_eq!(bare("last_year-revenue"), bare("Last Year Revenue"));
        assert_eq!(bare("— % —"), "");
        assert_eq!(bare("Cafe\u{200b}\u{301}"), bare("Café"));
    }

    #[test]
    fn a_long_text_is_cut_where_it_is_shown() {
        assert_eq!(shortened(&"长".repeat(80)), "长".repeat(80));
        assert_eq!(shortened(&"长".repeat(81)), "长".repeat(80) + "…");
    }

    #[test]
    fn a_cell_of_blanks_and_invisible_characters_is_not_filled() {
        assert!(!is_filled(" \u{3000}\u{a0}\u{feff}\u{200b}\t\r\n"));
        assert!(is_filled("\u{200b}0"));
        assert_eq!(visible("\u{feff} a b\u{200b} "), "a b");
    }
}
