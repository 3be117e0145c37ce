//! A list that cannot be read in its own encoding, in UTF-8.

use std::io::{BufWriter, Write};

use encoding_rs::{DecoderResult, Encoding};

use super::super::super::InputError;
use super::super::bytes::Bytes;
use super::shown;
use crate::place::Place;

/// How many bytes are read at a time.
const BLOCK: usize = 1 << 18;

/// Writes the list in UTF-8 to a temporary file. Every character is kept, a byte-order mark too.
///
/// # Errors
/// When the list cannot be read, and with the position of the first byte that is no text of the encoding.
pub(in super::super) fn to_utf_8(bytes: Bytes, encoding: &'static Encoding) -> Result<Bytes, InputError> {
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
