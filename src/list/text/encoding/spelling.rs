//! A list in other bytes: UTF-8 for reading, and what its copy is to be in for writing.

use std::io::{BufWriter, Write};

use encoding_rs::{DecoderResult, EncoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::super::super::InputError;
use super::super::bytes::Bytes;
use super::{MARK, Named, named, shown};
use crate::place::Place;

/// How many bytes are read at a time.
const BLOCK: usize = 1 << 18;

/// The list in UTF-8, in a temporary file; every character stays, a byte-order mark too.
///
/// # Errors
/// When the list cannot be read, and with the position of the first byte that is no text of the encoding.
pub(in super::super) fn respelled(bytes: Bytes, encoding: &'static Encoding) -> Result<Bytes, InputError> {
    let failed = |source| InputError::Io { file: bytes.name().to_owned(), source };
    let mut out = BufWriter::with_capacity(BLOCK, tempfile::tempfile().map_err(failed)?);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut block = vec![0; BLOCK];
    let mut text = vec![0; decoder.max_utf8_buffer_length_without_replacement(BLOCK).unwrap_or(4 * BLOCK)];
    let mut at = 0;
    loop {
        let length = BLOCK.min((bytes.len() - at) as usize);
        bytes.read(at, &mut block[..length])?;
        let last = at + length as u64 == bytes.len();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(&block[..length], &mut text, last);
        out.write_all(&text[..written]).map_err(failed)?;
        match result {
            DecoderResult::Malformed(wrong, behind) => {
                let position = at + read as u64 - u64::from(wrong) - u64::from(behind);
                let place = Place::File(bytes.name().to_owned());
                return Err(InputError::NotText { place, byte: position + 1, encoding: shown(encoding) });
            }
            _ if last && read == length => break,
            _ => at += read as u64,
        }
    }
    let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
    bytes.in_other_bytes(file)
}

/// Puts text in UTF-8 into another encoding, stretch by stretch.
#[derive(Debug)]
pub struct Speller {
    encoding: &'static Encoding,
    /// Whether the copy begins with a byte-order mark; where it does not matter, the text's own stays.
    mark: Option<bool>,
    started: bool,
    /// A character of which only the first bytes have come.
    rest: Vec<u8>,
}

impl Speller {
    /// For an encoding by its name; UTF-16 is written with a byte-order mark.
    ///
    /// # Errors
    /// With the nearest name, where there is none of this one.
    pub fn named(name: &str) -> Result<Speller, Option<&'static str>> {
        let (encoding, mark) = match named(name)? {
            Named::Utf16 => (UTF_16LE, Some(true)),
            Named::One(encoding) if encoding == UTF_8 => {
                let asked = ["sig", "bom"].iter().any(|ending| name.trim().to_ascii_lowercase().ends_with(ending));
                (encoding, asked.then_some(true))
            }
            Named::One(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => (encoding, Some(true)),
            Named::One(encoding) => (encoding, Some(false)),
        };
        Ok(Speller { mark, ..Self::of(encoding) })
    }

    /// For an encoding, with a byte-order mark where the text has one.
    pub(in super::super) fn of(encoding: &'static Encoding) -> Speller {
        Speller { encoding, mark: None, started: false, rest: Vec::new() }
    }

    /// Whether a list in this encoding stays as it is.
    pub(in super::super) fn leaves(&self, encoding: &'static Encoding) -> bool {
        self.encoding == encoding && self.mark != Some(true)
    }

    /// The encoding's name.
    pub fn name(&self) -> &'static str {
        shown(self.encoding)
    }

    /// Adds a stretch of text to `out`. A character that is cut off waits for the next stretch.
    ///
    /// # Errors
    /// With the first character that the encoding has not.
    pub fn spell(&mut self, text: &[u8], out: &mut Vec<u8>) -> Result<(), char> {
        self.rest.extend_from_slice(text);
        let all = std::mem::take(&mut self.rest);
        let (text, rest) = match std::str::from_utf8(&all) {
            Ok(text) => (text, &[][..]),
            Err(error) => {
                let (valid, rest) = all.split_at(error.valid_up_to());
                // What is no text was refused when it was read.
                (std::str::from_utf8(valid).unwrap_or_default(), rest)
            }
        };
        self.rest = rest.to_vec();
        let text = self.begun(text, out);
        spell(self.encoding, text, out)
    }

    /// Settles the byte-order mark.
    fn begun<'t>(&mut self, text: &'t str, out: &mut Vec<u8>) -> &'t str {
        if self.started || text.is_empty() {
            return text;
        }
        self.started = true;
        let (has, rest) = match text.as_bytes().strip_prefix(MARK) {
            Some(_) => (true, &text[MARK.len()..]),
            None => (false, text),
        };
        if self.mark.unwrap_or(has) {
            match self.encoding {
                encoding if encoding == UTF_16LE => out.extend_from_slice(b"\xff\xfe"),
                encoding if encoding == UTF_16BE => out.extend_from_slice(b"\xfe\xff"),
                encoding if encoding == UTF_8 => out.extend_from_slice(MARK),
                _ => {}
            }
        }
        rest
    }
}

/// Adds a text in an encoding to `out`.
///
/// # Errors
/// With the first character that the encoding has not.
pub(in super::super) fn spell(encoding: &'static Encoding, text: &str, out: &mut Vec<u8>) -> Result<(), char> {
    match encoding {
        _ if encoding == UTF_8 => out.extend_from_slice(text.as_bytes()),
        _ if encoding == UTF_16LE => out.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        _ if encoding == UTF_16BE => out.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        _ => {
            let mut encoder = encoding.new_encoder();
            let mut rest = text;
            loop {
                let room = encoder.max_buffer_length_from_utf8_without_replacement(rest.len());
                out.reserve(room.unwrap_or(4 * rest.len() + 16));
                match encoder.encode_from_utf8_to_vec_without_replacement(rest, out, true) {
                    (EncoderResult::Unmappable(character), _) => return Err(character),
                    (EncoderResult::InputEmpty, _) => return Ok(()),
                    (EncoderResult::OutputFull, read) => rest = &rest[read..],
                }
            }
        }
    }
    Ok(())
}
