//! The texts that the cells of an XLS workbook share: how long each is.

/// How many bytes each text takes at most in UTF-8; those behind damage are left out.
pub fn lengths(pieces: &[&[u8]]) -> Vec<u32> {
    let mut texts = Texts { pieces, piece: 0, at: 8 };
    let mut lengths = Vec::new();
    while let Some(length) = texts.next() {
        lengths.push(length);
    }
    lengths
}

/// A place in the record and those that continue it.
struct Texts<'a> {
    pieces: &'a [&'a [u8]],
    piece: usize,
    at: usize,
}

impl Texts<'_> {
    fn left(&self) -> usize {
        self.pieces.get(self.piece).map_or(0, |piece| piece.len().saturating_sub(self.at))
    }

    /// Goes to the next piece where this one is used up; nothing at the end.
    fn turn(&mut self) -> Option<bool> {
        let mut turned = false;
        while self.left() == 0 {
            (self.piece, self.at, turned) = (self.piece + 1, 0, true);
            self.pieces.get(self.piece)?;
        }
        Some(turned)
    }

    fn byte(&mut self) -> Option<u8> {
        self.turn()?;
        let byte = self.pieces[self.piece][self.at];
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |number, place| Some(number | u32::from(self.byte()?) << (8 * place)))
    }

    fn pass(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.turn()?;
            let passed = bytes.min(self.left());
            (self.at, bytes) = (self.at + passed, bytes - passed);
        }
        Some(())
    }

    fn next(&mut self) -> Option<u32> {
        let mut characters = self.number(2)? as usize;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? as usize * 4 } else { 0 };
        let extension = if flags & 4 != 0 { self.number(4)? as usize } else { 0 };
        let length = characters as u32 * 3;
        let mut wide = flags & 1;
        while characters > 0 {
            // Where a text goes on in the next piece, that begins with its width.
            if self.turn()? {
                wide = self.byte()? & 1;
            }
            let width = 1 + usize::from(wide);
            let here = characters.min((self.left() / width).max(1));
            self.pass(here * width)?;
            characters -= here;
        }
        self.pass(runs)?;
        self.pass(extension)?;
        Some(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_wide_rich_and_continued_texts_are_measured() {
        let first =
            [&[0; 8][..], &[2, 0, 0, b'a', b'b'], &[1, 0, 1, 0x2d, 0x4e], &[1, 0, 8, 1, 0, b'c', 0, 0, 0, 0]].concat();
        let split = [&first[..], &[3, 0, 0, b'd']].concat();
        let rest = [1, b'e', 0, b'f', 0, 1, 0, 0, b'g'];
        assert_eq!(lengths(&[&split, &rest]), [6, 3, 3, 9, 3]);
        assert_eq!(lengths(&[&split]), [6, 3, 3]);
        assert!(lengths(&[&[0; 8], &[]]).is_empty());
    }
}
