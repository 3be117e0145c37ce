//! Which encoding a list is in: asked for, told by its byte-order mark, or found out.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

mod copy_encoding;
mod evidence;
mod markup;
mod names;
mod to_utf_8;
mod verdict;

pub use copy_encoding::CopyEncoding;
pub(in super::super) use markup::markup_text;
pub use names::encoding_name;
use names::{Named, named};
pub(super) use to_utf_8::to_utf_8;

use super::super::{InputError, Reading};
use super::bytes::Bytes;
use crate::place::Place;
use evidence::Evidence;

/// The byte-order mark of UTF-8.
pub(crate) const MARK: &[u8] = b"\xef\xbb\xbf";

/// How many bytes are looked at for the zeros of UTF-16.
const LOOK: usize = 4096;

/// How a list's encoding was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EncodingFrom {
    /// `--encoding` says so.
    Asked,
    /// The byte-order mark says so.
    Mark,
    /// The bytes are UTF-8, all but a few stray ones.
    Valid,
    /// Every other byte is zero, as in UTF-16.
    Zeros,
    /// How many header names that lists usually have appear under this encoding.
    Headers(usize),
    /// The bytes are most like a text in this encoding.
    Likeness,
}

/// A list's encoding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) encoding: &'static Encoding,
    /// How many bytes of byte-order mark the list begins with.
    pub(super) mark: usize,
    pub(super) from: EncodingFrom,
    /// Whether the list's beginning was all ASCII and only that was looked at: what comes later may show another encoding.
    pub(super) by_beginning: bool,
}

/// The encoding that `--encoding` names.
fn asked(reading: &Reading) -> Result<Option<Named>, InputError> {
    reading.encoding.as_deref().map(named).transpose().map_err(|near| InputError::UnknownEncoding {
        name: reading.encoding.clone().unwrap_or_default(),
        near: near.map(str::to_owned),
    })
}

/// The encoding that `--encoding` names, for texts of single bytes.
///
/// # Errors
/// When there is no encoding of that name.
pub(in super::super) fn asked_for_bytes(reading: &Reading) -> Result<Option<&'static Encoding>, InputError> {
    Ok(asked(reading)?.and_then(|named| match named {
        Named::One(encoding) => Some(encoding),
        Named::Utf16 => None,
    }))
}

/// Finds a list's encoding. `beginning` is what it begins with; the rest is looked at where the beginning is not UTF-8, or where
/// `thoroughly` says so.
///
/// # Errors
/// When an encoding is asked for that there is not, and when the bytes are no text in any.
pub(super) fn find(bytes: &Bytes, beginning: &[u8], reading: &Reading, thoroughly: bool) -> Result<Found, InputError> {
    let asked = asked(reading)?;
    let certain = |encoding, mark, from| Ok(Found { encoding, mark, from, by_beginning: false });
    if utf_32(beginning) {
        return Err(InputError::Encoding { file: bytes.name().to_owned(), encoding: "UTF-32".to_owned() });
    }
    match (Encoding::for_bom(beginning), asked) {
        // A mark is no text of any other encoding: it beats what was asked for.
        (Some((encoding, mark)), _) => return certain(encoding, mark, EncodingFrom::Mark),
        (None, Some(Named::Utf16)) => {
            return certain(utf_16(beginning).unwrap_or(UTF_16LE), 0, EncodingFrom::Asked);
        }
        (None, Some(Named::One(encoding))) => return certain(encoding, 0, EncodingFrom::Asked),
        (None, None) => {}
    }
    if let Some(encoding) = utf_16(beginning) {
        return certain(encoding, 0, EncodingFrom::Zeros);
    }
    if !thoroughly && is_valid_beginning(beginning) {
        let by_beginning = beginning.is_ascii();
        return Ok(Found { encoding: UTF_8, mark: 0, from: EncodingFrom::Valid, by_beginning });
    }
    find_out(bytes, reading)
}

/// Finds a list's encoding by all its bytes that are not ASCII.
///
/// # Errors
/// When the list cannot be read, and when it is no text.
pub(super) fn find_out(bytes: &Bytes, reading: &Reading) -> Result<Found, InputError> {
    let evidence = Evidence::gather(bytes)?;
    if let Some(position) = evidence.binary {
        return Err(InputError::Binary { file: bytes.name().to_owned(), byte: position + 1 });
    }
    let (encoding, from) = verdict::verdict(&evidence, &reading.known_headers);
    // The last resort has a character for almost every byte; a text that needs the others is in another encoding.
    if from == EncodingFrom::Likeness && encoding.is_single_byte() && !verdict::fits(&evidence, encoding) {
        let byte = evidence::first_without_character(bytes, encoding)? + 1;
        let place = Place::File(bytes.name().to_owned());
        return Err(InputError::NotText { place, byte, encoding: shown(encoding) });
    }
    Ok(Found { encoding, mark: 0, from, by_beginning: false })
}

/// An encoding's name as people write it.
pub(super) fn shown(encoding: &'static Encoding) -> &'static str {
    match encoding {
        _ if encoding == UTF_16LE => "UTF-16 LE",
        _ if encoding == UTF_16BE => "UTF-16 BE",
        _ if encoding == GB18030 => "GB18030",
        _ => encoding.name(),
    }
}

/// Whether the beginning of a list is UTF-8; its last character may be cut off.
fn is_valid_beginning(beginning: &[u8]) -> bool {
    match std::str::from_utf8(beginning) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

fn utf_32(beginning: &[u8]) -> bool {
    matches!(beginning, [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..])
}

/// UTF-16 is told by the zero that it has beside every delimiter and line end.
fn utf_16(beginning: &[u8]) -> Option<&'static Encoding> {
    let near = &beginning[..beginning.len().min(LOOK)];
    let zeros = |offset: usize| near.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = |zeros: usize, others: usize| zeros >= 2 && zeros >= CLEAR * others && zeros * SPARSE >= near.len();
    match () {
        () if many(odd, even) && signs_have_zeros(near, 0) => Some(UTF_16LE),
        () if many(even, odd) && signs_have_zeros(near, 1) => Some(UTF_16BE),
        () => None,
    }
}

/// Whether most delimiters and line ends at the even places (`at` 0) or the odd ones (1) have a zero for the other half of their unit.
fn signs_have_zeros(near: &[u8], at: usize) -> bool {
    let signs = near.chunks_exact(2).filter(|unit| matches!(unit[at], b'\n' | b'\r' | b'\t' | b',' | b';' | b'|'));
    let (with, all) = signs.fold((0, 0), |(with, all), unit| (with + usize::from(unit[1 - at] == 0), all + 1));
    2 * with >= all
}

/// How many times as frequent the zeros beside ASCII characters are as those in characters such as 一 and 最.
const CLEAR: usize = 4;

/// Among how many bytes of UTF-16 at least one is a zero. Fewer zeros are slips in another encoding.
const SPARSE: usize = 64;

#[cfg(test)]
mod tests;
