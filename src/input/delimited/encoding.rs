//! Which encoding a list is in. UTF-8 is read; what is plainly something else is refused by its name.

/// The encoding that is read.
pub(super) const NAME: &str = "UTF-8";

/// The byte-order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// How many bytes are looked at for the zeros of UTF-16.
const LOOK: usize = 4096;

/// How many bytes of byte-order mark the list begins with.
///
/// # Errors
/// The encoding that was asked for or found, where it is not UTF-8.
pub(super) fn byte_order_mark(beginning: &[u8], asked: Option<&str>) -> Result<usize, String> {
    if let Some(name) = asked {
        let label = name.trim().to_ascii_lowercase();
        let label = label.trim_end_matches("-sig").trim_end_matches("-bom");
        if encoding_rs::Encoding::for_label(label.as_bytes()) != Some(encoding_rs::UTF_8) {
            return Err(name.to_owned());
        }
    }
    if beginning.starts_with(MARK) {
        return Ok(MARK.len());
    }
    match utf_16(beginning) {
        Some(name) => Err(name.to_owned()),
        None => Ok(0),
    }
}

/// UTF-16 is told by its mark, or by the zero that it has beside every delimiter and line end.
fn utf_16(beginning: &[u8]) -> Option<&'static str> {
    match beginning {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32"),
        [0xff, 0xfe, ..] => return Some("UTF-16 LE"),
        [0xfe, 0xff, ..] => return Some("UTF-16 BE"),
        _ => {}
    }
    let near = &beginning[..beginning.len().min(LOOK)];
    let zeros = |offset: usize| near.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 2..) => Some("UTF-16 LE"),
        (2.., 0) => Some("UTF-16 BE"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::byte_order_mark;

    #[test]
    fn utf_8_is_read_with_and_without_its_mark() {
        assert_eq!(byte_order_mark("客户,a\n".as_bytes(), None), Ok(0));
        assert_eq!(byte_order_mark(b"\xef\xbb\xbfid\n", Some("utf-8")), Ok(3));
        assert_eq!(byte_order_mark(b"id\n", Some("UTF-8-SIG")), Ok(0));
        assert_eq!(byte_order_mark(b"", None), Ok(0));
    }

    #[test]
    fn utf_16_is_refused_by_its_name() {
        assert_eq!(byte_order_mark(b"\xff\xfei\0d\0", None), Err("UTF-16 LE".to_owned()));
        assert_eq!(byte_order_mark(b"\xfe\xff\0i\0d", None), Err("UTF-16 BE".to_owned()));
        assert_eq!(byte_order_mark(b"i\0d\0,\0\n\0", None), Err("UTF-16 LE".to_owned()));
        assert_eq!(byte_order_mark(b"\0i\0d\0,\0\n", None), Err("UTF-16 BE".to_owned()));
    }

    #[test]
    fn another_encoding_that_is_asked_for_is_refused() {
        assert_eq!(byte_order_mark(b"id\n", Some("gbk")), Err("gbk".to_owned()));
        assert_eq!(byte_order_mark(b"id\n", Some("no such")), Err("no such".to_owned()));
    }
}
