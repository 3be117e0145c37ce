//! Text in UTF-8 put into another encoding, as it is written.

use std::io::{self, Write};

use encoding_rs::{EncoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::file::OutputError;
use crate::list::text::{CopyEncoding, MARK};

/// Puts text in UTF-8 into another encoding, stretch by stretch.
#[derive(Debug)]
pub(crate) struct Encoder {
    target: CopyEncoding,
    started: bool,
    /// The first bytes of a character whose other bytes have not come yet.
    rest: Vec<u8>,
}

impl Encoder {
    pub(crate) fn new(target: CopyEncoding) -> Encoder {
        Encoder { target, started: false, rest: Vec::new() }
    }

    /// Adds a stretch of text to `out`. A character that is cut off waits for the next stretch.
    ///
    /// # Errors
    /// When the encoding lacks a character.
    pub(crate) fn encode(&mut self, text: &[u8], out: &mut Vec<u8>) -> Result<(), OutputError> {
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
        encode(self.target.encoding, text, out)
            .map_err(|character| OutputError::lacking(character, None, self.target.name()))
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
        if self.target.mark.unwrap_or(has) {
            match self.target.encoding {
                encoding if encoding == UTF_16LE => out.extend_from_slice(b"\xff\xfe"),
                encoding if encoding == UTF_16BE => out.extend_from_slice(b"\xfe\xff"),
                encoding if encoding == UTF_8 => out.extend_from_slice(MARK),
                _ => {}
            }
        }
        rest
    }
}

/// Passes text in UTF-8 on in another encoding; without an encoder, as it is.
#[derive(Debug)]
pub(crate) struct EncodingWriter<W> {
    out: W,
    encoder: Option<Encoder>,
    /// The bytes that are passed on, kept for their memory.
    bytes: Vec<u8>,
}

impl<W: Write> EncodingWriter<W> {
    pub(crate) fn new(out: W, encoder: Option<Encoder>) -> EncodingWriter<W> {
        EncodingWriter { out, encoder, bytes: Vec::new() }
    }
}

impl<W: Write> Write for EncodingWriter<W> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        let Some(encoder) = &mut self.encoder else { return self.out.write(text) };
        self.bytes.clear();
        encoder.encode(text, &mut self.bytes).map_err(io::Error::other)?;
        self.out.write_all(&self.bytes).map(|()| text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Adds a text in an encoding to `out`.
///
/// # Errors
/// With the first character that the encoding lacks.
pub(crate) fn encode(encoding: &'static Encoding, text: &str, out: &mut Vec<u8>) -> Result<(), char> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn encoder(name: &str) -> Option<Encoder> {
        CopyEncoding::named(name).ok().map(Encoder::new)
    }

    #[test]
    fn text_comes_out_in_another_encoding() {
        let mut out = Vec::new();
        let mut writer = EncodingWriter::new(&mut out, encoder("gbk"));
        // The first character comes in two parts.
        writer.write_all(b"\xe5\xae").unwrap();
        writer.write_all(b"\xa2,5\n").unwrap();
        assert_eq!(out, b"\xbf\xcd,5\n");
    }

    #[test]
    fn a_character_that_the_encoding_lacks_is_told() {
        let mut writer = EncodingWriter::new(Vec::new(), encoder("latin1"));
        let error = writer.write_all("客".as_bytes()).unwrap_err().to_string();
        assert!(error.contains("'客'") && error.contains("--encoding-out utf-8"), "{error}");
    }

    #[test]
    fn a_character_that_comes_in_two_parts_is_written_once() {
        for (encoding, mark) in [(UTF_16LE, &b"\xff\xfe"[..]), (UTF_16BE, b"\xfe\xff"), (UTF_16LE, b"")] {
            let text = if mark.is_empty() { "客户,\u{20000}\r\n" } else { "\u{feff}客户,\u{20000}\r\n" };
            let mut bytes = mark.to_vec();
            encode(encoding, text.trim_start_matches('\u{feff}'), &mut bytes).unwrap();
            let mut encoder = Encoder::new(CopyEncoding { encoding, mark: None });
            let mut out = Vec::new();
            encoder.encode(&text.as_bytes()[..4], &mut out).unwrap();
            encoder.encode(&text.as_bytes()[4..], &mut out).unwrap();
            assert_eq!(out, bytes);
        }
    }

    #[test]
    fn a_byte_order_mark_is_written_where_it_belongs() {
        let written = |name: &str, text: &str| {
            let mut out = Vec::new();
            encoder(name).unwrap().encode(text.as_bytes(), &mut out).map(|()| out).map_err(|error| error.to_string())
        };
        assert_eq!(written("utf-16", "a"), Ok(b"\xff\xfea\0".to_vec()));
        assert_eq!(written("utf-16be", "\u{feff}a"), Ok(b"\xfe\xff\0a".to_vec()));
        assert_eq!(written("utf-8", "\u{feff}a"), Ok(b"\xef\xbb\xbfa".to_vec()));
        assert_eq!(written("utf-8-sig", "a"), Ok(b"\xef\xbb\xbfa".to_vec()));
        assert_eq!(written("gbk", "\u{feff}客"), Ok(b"\xbf\xcd".to_vec()));
        assert!(written("latin1", "客").is_err_and(|error| error.contains("'客'")));
    }
}
