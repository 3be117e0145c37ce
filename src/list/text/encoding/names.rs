//! The names that encodings go by.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::super::super::header::nearest;
use super::shown;

/// An encoding that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// This one.
    One(&'static Encoding),
    /// UTF-16, in the order of bytes that the list shows.
    Utf16,
}

/// Names beside those of the WHATWG's standard, which encoding_rs knows.
const MORE: [(&str, &str); 25] = [
    ("utf-8-sig", "utf-8"),
    ("utf-8-bom", "utf-8"),
    ("cp65001", "utf-8"),
    ("cp936", "gbk"),
    ("ms936", "gbk"),
    ("windows-936", "gbk"),
    ("cp54936", "gb18030"),
    ("cp950", "big5"),
    ("ms950", "big5"),
    ("windows-950", "big5"),
    ("cp932", "shift_jis"),
    ("windows-932", "shift_jis"),
    ("cp949", "euc-kr"),
    ("ms949", "euc-kr"),
    ("uhc", "euc-kr"),
    ("cp51932", "euc-jp"),
    ("latin-1", "iso-8859-1"),
    ("latin-2", "iso-8859-2"),
    ("latin-9", "iso-8859-15"),
    ("latin9", "iso-8859-15"),
    ("macroman", "macintosh"),
    ("mac-roman", "macintosh"),
    ("cp10000", "macintosh"),
    ("koi8r", "koi8-r"),
    ("cp874", "windows-874"),
];

/// What is offered where a name is unknown.
const OFFERED: [&str; 24] = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "gbk",
    "gb18030",
    "gb2312",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "latin1",
    "iso-8859-15",
    "koi8-r",
    "macintosh",
];

/// The encoding of a name.
///
/// # Errors
/// With the nearest name, where there is none of this one.
pub(super) fn named(name: &str) -> Result<Named, Option<&'static str>> {
    let label = name.trim().to_ascii_lowercase();
    let dashed = label.replace(['_', ' '], "-");
    if matches!(dashed.as_str(), "utf-16" | "utf16" | "ucs-2" | "ucs2" | "unicode") {
        return Ok(Named::Utf16);
    }
    let more = MORE.iter().find(|(other, _)| *other == dashed).map(|(_, label)| *label);
    let code_page = dashed.strip_prefix("cp").map(|number| format!("windows-{number}"));
    let found = more
        .into_iter()
        .chain([label.as_str(), dashed.as_str()])
        .chain(code_page.as_deref())
        .find_map(|label| Encoding::for_label(label.as_bytes()));
    match found {
        // Stateful ones, in which a byte alone says nothing about what it stands for.
        Some(encoding) if encoding.is_ascii_compatible() || encoding == UTF_16LE || encoding == UTF_16BE => {
            Ok(Named::One(encoding))
        }
        _ => Err(nearest(name, OFFERED.into_iter())),
    }
}

/// An encoding's usual name, for one of the names that it goes by: `GBK` for `cp936`.
///
/// # Errors
/// With the nearest name where there is none of this one: `gbk` for `gkb`.
pub fn encoding_name(name: &str) -> Result<&'static str, Option<&'static str>> {
    named(name).map(|named| match named {
        Named::One(encoding) => shown(encoding),
        Named::Utf16 => "UTF-16",
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{GBK, SHIFT_JIS, UTF_8};

    use super::*;

    #[test]
    fn encodings_go_by_many_names() {
        for (name, encoding) in [
            ("GBK", GBK),
            ("cp936", GBK),
            ("gb2312", GBK),
            ("UTF-8-SIG", UTF_8),
            ("utf8", UTF_8),
            ("Shift JIS", SHIFT_JIS),
            ("cp932", SHIFT_JIS),
            ("latin1", encoding_rs::WINDOWS_1252),
            ("Latin-1", encoding_rs::WINDOWS_1252),
            ("cp1251", encoding_rs::WINDOWS_1251),
            ("utf_16le", UTF_16LE),
            ("mac_roman", encoding_rs::MACINTOSH),
        ] {
            assert_eq!(named(name), Ok(Named::One(encoding)), "{name}");
        }
        assert_eq!(named("UTF-16"), Ok(Named::Utf16));
    }

    #[test]
    fn every_name_that_is_offered_is_one() {
        assert!(OFFERED.iter().all(|name| named(name).is_ok()));
        assert!(MORE.iter().all(|(name, _)| named(name).is_ok()));
    }

    #[test]
    fn an_unknown_name_gets_the_nearest() {
        assert_eq!(named("gkb"), Err(Some("gbk")));
        assert_eq!(named("windows-125"), Err(Some("windows-1250")));
        assert_eq!(named("no such thing"), Err(None));
        assert_eq!(named("iso-2022-jp").ok(), None);
    }
}
