//! The rules that a result was made by, kept in the workbook's custom document properties.
//!
//! A property holds 255 characters at most, so a longer text goes on in `custclass-rules-2`, `custclass-rules-3` …. Readers of XML may change
//! line ends and drop blanks at either end, so control characters, blanks there and what would be mistaken for either are written
//! as `%XX`. `calamine` gives the properties as `workbook_properties()?.custom_properties`; [`rules_in`] puts the text together.

use std::fmt::Write;

/// The first property's name.
pub const RULES_PROPERTY: &str = "custclass-rules";

/// How many characters a property may hold.
const LIMIT: usize = 255;

/// The text of the rules in a workbook's custom properties, given a look-up of a property by its name.
pub fn rules_in<'p>(property: impl Fn(&str) -> Option<&'p str>) -> Option<String> {
    let mut escaped = property(RULES_PROPERTY)?.to_owned();
    for part in (2..).map_while(|number| property(&name(number))) {
        escaped.push_str(part);
    }
    Some(unescaped(&escaped))
}

/// The properties that hold the text, each with its name.
pub(super) fn properties(rules: &str) -> Vec<(String, String)> {
    // A blank at either end of a part takes two characters more.
    const ROOM: usize = LIMIT - 4;
    let mut parts = Vec::new();
    let (mut part, mut length) = (String::new(), 0);
    for character in rules.chars() {
        let piece = escaped(character);
        // Excel counts in UTF-16 units.
        let units = piece.encode_utf16().count();
        if length + units > ROOM {
            parts.push(std::mem::take(&mut part));
            length = 0;
        }
        part.push_str(&piece);
        length += units;
    }
    parts.push(part);
    parts.iter().zip(1..).map(|(part, number)| (name(number), ends_escaped(part))).collect()
}

fn name(number: usize) -> String {
    if number == 1 { RULES_PROPERTY.to_owned() } else { format!("{RULES_PROPERTY}-{number}") }
}

fn escaped(character: char) -> String {
    // `_` might begin what spreadsheets write for a control character, `_x000D_`.
    if character.is_ascii_control() || matches!(character, '%' | '_') {
        format!("%{:02X}", character as u32)
    } else {
        character.to_string()
    }
}

/// The part with a blank at either end written so that no reader drops it (and those behind it).
fn ends_escaped(part: &str) -> String {
    let begun = part.strip_prefix(' ').map_or(part.to_owned(), |rest| format!("%20{rest}"));
    begun.strip_suffix(' ').map(|rest| format!("{rest}%20")).unwrap_or(begun)
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('%');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if byte.is_ascii() => {
                out.push(char::from(byte));
                out.push_str(&part[2..]);
            }
            // Not ours; kept as it is.
            _ => {
                let _ = write!(out, "%{part}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    fn round_trip(text: &str) -> Option<String> {
        let properties: HashMap<_, _> = properties(text).into_iter().collect();
        rules_in(|name| properties.get(name).map(String::as_str))
    }

    #[test]
    fn a_short_text_is_one_property_and_readable() {
        let property = ("custclass-rules".to_owned(), "[[rule]]%0Aname = \"tier\"  # 100%25".to_owned());
        assert_eq!(properties("[[rule]]\nname = \"tier\"  # 100%"), [property]);
        assert_eq!(rules_in(|_| None), None);
    }

    #[test]
    fn no_property_is_too_long_and_none_begins_or_ends_with_a_blank() {
        for text in ["规则 ".repeat(500), " ".repeat(1_000), "𝒳\n".repeat(700)] {
            let parts = properties(&text);
            assert!(parts.len() > 1);
            for (name, part) in &parts {
                assert!(part.encode_utf16().count() <= LIMIT, "{name}: {}", part.len());
                assert_eq!(part.trim(), part);
            }
            assert_eq!(round_trip(&text), Some(text));
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_back(text in "[ -~\n\t\r甲乙丙_x%0-9A-F]{0,900}") {
            prop_assert_eq!(round_trip(&text), Some(text));
        }
    }
}
