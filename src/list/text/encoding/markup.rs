//! Pages and XML as text: they may say themselves which encoding they are in.

use encoding_rs::Encoding;

use super::super::super::{InputError, Reading};
use super::super::bytes::Bytes;
use super::{LOOK, asked, find};

/// The whole of a page or an XML file. Beside what tells the encoding of any list, its own word is asked, where it is not UTF-8 (which many
/// are that say otherwise).
///
/// # Errors
/// When it cannot be read, when an encoding is asked for that there is not, and when it is no text.
pub(in super::super::super) fn markup_text(bytes: &Bytes, reading: &Reading) -> Result<String, InputError> {
    let mut whole = vec![0; usize::try_from(bytes.len()).unwrap_or(usize::MAX)];
    bytes.read(0, &mut whole)?;
    let beginning = &whole[..whole.len().min(LOOK)];
    let is_told = asked(reading)?.is_some() || Encoding::for_bom(beginning).is_some() || beginning.contains(&0);
    let told = declared(beginning).filter(|_| !is_told && std::str::from_utf8(&whole).is_err());
    let encoding = match told {
        Some(encoding) => encoding,
        None => find(bytes, beginning, reading, true)?.encoding,
    };
    Ok(encoding.decode_with_bom_removal(&whole).0.into_owned())
}

/// The encoding that markup says that it is in: `charset=gbk`, `encoding="gbk"`.
fn declared(beginning: &[u8]) -> Option<&'static Encoding> {
    let text = String::from_utf8_lossy(beginning).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|word| {
        text.match_indices(word).find_map(|(at, _)| {
            let value = text[at + word.len()..].trim_start().strip_prefix('=')?.trim_start();
            let name = value.trim_start_matches(['"', '\'']);
            let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).unwrap_or(name.len());
            Encoding::for_label(&name.as_bytes()[..end])
        })
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GBK, WINDOWS_1252};

    use super::*;

    #[test]
    fn markup_says_its_encoding() {
        for (markup, encoding) in [
            ("<meta charset=gb2312>", Some(GBK)),
            ("<meta http-equiv=Content-Type content=\"text/html; charset=GBK\">", Some(GBK)),
            ("<?xml version='1.0' encoding='big5'?>", Some(BIG5)),
            ("<META CHARSET = \"ISO-8859-1\" />", Some(WINDOWS_1252)),
            ("<meta charset=klingon>", None),
            ("<td>charset", None),
        ] {
            assert_eq!(declared(markup.as_bytes()), encoding, "{markup}");
        }
    }
}
