//! The records of an XLS stream, and the texts in them.

use std::ops::Range;

use encoding_rs::Encoding;

use crate::list::workbook::little_endian::u16_at;

/// A record that goes on with the one in front of it.
pub const CONTINUE: u16 = 0x003C;

/// The kind of the record that begins here, and where its content stands.
pub fn record(stream: &[u8], at: usize) -> Option<(u16, Range<usize>)> {
    let kind = u16_at(stream, at)?;
    let start = at.checked_add(4)?;
    let end = start + usize::from(u16_at(stream, at + 2)?);
    (end <= stream.len()).then_some((kind, start..end))
}

/// How texts are written in a workbook.
#[derive(Debug, Clone, Copy)]
pub enum Writing {
    /// Bytes of a code page: Excel 5 and 95.
    Bytes(&'static Encoding),
    /// Unicode, from Excel 97 on: its code page means nothing.
    Unicode,
}

/// The content of a record and of those that continue it, read from front to back.
pub struct Content<'s> {
    stream: &'s [u8],
    piece: Range<usize>,
    /// The characters of a text, used again for each.
    units: Vec<u16>,
}

impl<'s> Content<'s> {
    /// From this place of a record's content on.
    pub fn of(stream: &'s [u8], content: Range<usize>) -> Content<'s> {
        Content { stream, piece: content, units: Vec::new() }
    }

    /// Goes to the next piece where this one is used up, and tells whether it did; nothing at the end.
    fn turn(&mut self) -> Option<bool> {
        let mut turned = false;
        while self.piece.is_empty() {
            let (kind, next) = record(self.stream, self.piece.end)?;
            if kind != CONTINUE {
                return None;
            }
            (self.piece, turned) = (next, true);
        }
        Some(turned)
    }

    fn byte(&mut self) -> Option<u8> {
        self.turn()?;
        self.piece.next().map(|at| self.stream[at])
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |number, place| Some(number | u32::from(self.byte()?) << (8 * place)))
    }

    /// The bytes up to `most` of this piece.
    fn take(&mut self, most: usize) -> &'s [u8] {
        let end = self.piece.start + most.min(self.piece.len());
        let taken = &self.stream[self.piece.start..end];
        self.piece.start = end;
        taken
    }

    fn pass(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.turn()?;
            bytes -= self.take(bytes).len();
        }
        Some(())
    }

    /// A text whose length stands in front of it in so many bytes; what is cut off is left out.
    pub fn text(&mut self, length_bytes: u32, writing: Writing) -> Option<String> {
        let length = self.number(length_bytes)? as usize;
        match writing {
            Writing::Bytes(encoding) => {
                let mut bytes = Vec::new();
                while bytes.len() < length && self.turn().is_some() {
                    bytes.extend_from_slice(self.take(length - bytes.len()));
                }
                Some(encoding.decode_without_bom_handling(&bytes).0.into_owned())
            }
            Writing::Unicode if length == 0 && self.piece.is_empty() => Some(String::new()),
            Writing::Unicode => {
                let flags = self.byte()?;
                self.units.clear();
                _ = self.characters(length, flags);
                Some(String::from_utf16_lossy(&self.units))
            }
        }
    }

    /// A text among those that cells share, which may have formatting and pronunciations behind it. Nothing where it is not there as a whole.
    pub fn shared_text(&mut self) -> Option<String> {
        let length = self.number(2)? as usize;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? as usize * 4 } else { 0 };
        let extension = if flags & 4 != 0 { self.number(4)? as usize } else { 0 };
        self.units.clear();
        self.characters(length, flags)?;
        let text = String::from_utf16_lossy(&self.units);
        // The text is there, whatever becomes of what stands behind it.
        if self.pass(runs).and_then(|()| self.pass(extension)).is_none() {
            self.piece = self.stream.len()..self.stream.len();
        }
        Some(text)
    }

    fn characters(&mut self, mut length: usize, flags: u8) -> Option<()> {
        let mut wide = flags & 1 == 1;
        while length > 0 {
            // Where a text goes on in the next piece, that begins with its width.
            if self.turn()? {
                wide = self.byte()? & 1 == 1;
            }
            let before = self.units.len();
            if wide {
                // One byte of a character alone is damage, and is passed by.
                let bytes = self.take(2 * length);
                self.units
                    .extend(bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair.get(1).map_or(0, |b| *b)])));
            } else {
                let bytes = self.take(length);
                self.units.extend(bytes.iter().map(|byte| u16::from(*byte)));
            }
            length -= (self.units.len() - before).min(length);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(pieces: &[&[u8]]) -> Vec<String> {
        let stream = pieces
            .iter()
            .flat_map(|piece| [&CONTINUE.to_le_bytes()[..], &(piece.len() as u16).to_le_bytes(), piece].concat());
        let stream = stream.collect::<Vec<_>>();
        let mut content = Content::of(&stream, record(&stream, 0).expect("a record").1);
        std::iter::from_fn(|| content.shared_text()).collect()
    }

    #[test]
    fn plain_wide_rich_and_continued_texts_are_read() {
        let first = [&[2, 0, 0, b'a', b'b'][..], &[1, 0, 1, 0x2d, 0x4e], &[1, 0, 8, 1, 0, b'c', 0, 0, 0, 0]].concat();
        let split = [&first[..], &[3, 0, 0, b'd']].concat();
        let rest = [1, b'e', 0, b'f', 0, 1, 0, 0, b'g'];
        assert_eq!(shared(&[&split, &rest]), ["ab", "中", "c", "def", "g"]);
        assert_eq!(shared(&[&split]), ["ab", "中", "c"]);
        // Pronunciations behind the text, and a character of two units over two pieces.
        assert_eq!(shared(&[&[1, 0, 5, 3, 0, 0, 0, 0x61, 0, 9, 9, 9, 1, 0, 0, b'h']]), ["a", "h"]);
        assert_eq!(shared(&[&[2, 0, 1, 0x3d, 0xd8], &[1, 0, 0xde]]), ["😀"]);
        assert!(shared(&[&[], &[]]).is_empty());
    }

    #[test]
    fn texts_of_bytes_are_in_their_code_page_and_end_with_their_record() {
        let stream = [0, 0, 6, 0, 9, 0, 0xc8, 0xe2, 0xe0, 0xed];
        let content = record(&stream, 0).expect("a record").1;
        let text = Content::of(&stream, content).text(2, Writing::Bytes(encoding_rs::WINDOWS_1251));
        assert_eq!(text.as_deref(), Some("Иван"));
    }
}
