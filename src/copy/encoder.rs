//! An output in another encoding than UTF-8.

use std::io::{self, Write};

use crate::file::OutputError;
use crate::list::text::Speller;

/// Passes text in UTF-8 on in another encoding; without a speller, as it is.
#[derive(Debug)]
pub struct Spelled<W> {
    out: W,
    speller: Option<Speller>,
    /// What is passed on; kept for its memory.
    bytes: Vec<u8>,
}

impl<W: Write> Spelled<W> {
    /// Passes text on to `out`.
    pub fn new(out: W, speller: Option<Speller>) -> Spelled<W> {
        Spelled { out, speller, bytes: Vec::new() }
    }
}

impl<W: Write> Write for Spelled<W> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        let Some(speller) = &mut self.speller else { return self.out.write(text) };
        self.bytes.clear();
        let name = speller.name();
        let lacking = |character| io::Error::other(OutputError::lacking(character, None, name));
        speller.spell(text, &mut self.bytes).map_err(lacking)?;
        self.out.write_all(&self.bytes).map(|()| text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_out_in_another_encoding() {
        let mut out = Vec::new();
        let mut spelled = Spelled::new(&mut out, Speller::named("gbk").ok());
        // The first character comes in two parts.
        spelled.write_all(b"\xe5\xae").unwrap();
        spelled.write_all(b"\xa2,5\n").unwrap();
        assert_eq!(out, b"\xbf\xcd,5\n");
    }

    #[test]
    fn a_character_that_the_encoding_lacks_is_told() {
        let mut spelled = Spelled::new(Vec::new(), Speller::named("latin1").ok());
        let error = spelled.write_all("客".as_bytes()).unwrap_err().to_string();
        assert!(error.contains("'客'") && error.contains("--encoding-out utf-8"), "{error}");
    }
}
