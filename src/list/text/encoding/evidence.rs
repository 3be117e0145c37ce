//! What a list's bytes beyond ASCII show of its encoding.

use encoding_rs::Encoding;

use super::super::super::InputError;
use super::super::bytes::Bytes;

/// How many bytes of lines that are not all ASCII are kept: more would tell no more.
const ENOUGH: usize = 1 << 18;

/// How many bytes are read at a time.
const BLOCK: usize = 1 << 20;

/// How many bytes there must be for each control character; a file with more of them is not text.
const CONTROL_AMONG: usize = 50;

/// What a list's bytes show.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// The first lines, whatever is in them: the header is among them.
    pub(super) head: Vec<u8>,
    /// Lines that are not all ASCII.
    pub(super) lines: Vec<u8>,
    /// How many characters beyond ASCII they have that are UTF-8.
    pub(super) characters: u64,
    /// How many of those have three bytes or more: hardly any stands in another encoding by chance.
    pub(super) long: u64,
    /// How many times something else stands between them.
    pub(super) strays: u64,
    /// Whether two bytes that are no UTF-8 stand side by side anywhere: no slip, but a character of another encoding.
    pub(super) beside: bool,
    /// How many bytes were looked at.
    pub(super) seen: u64,
    /// Whether lines end with carriage returns alone.
    pub(super) returns_alone: bool,
    /// The position of the first control character, where there are more of them than in any text.
    pub(super) binary: Option<u64>,
}

impl Evidence {
    /// Looks through a list until there is enough to judge.
    pub(super) fn gather(bytes: &Bytes) -> Result<Evidence, InputError> {
        let mut evidence = Evidence::default();
        let mut block = Vec::new();
        let mut at = 0;
        while at < bytes.len() && evidence.lines.len() < ENOUGH {
            block.resize(BLOCK.min((bytes.len() - at) as usize), 0);
            bytes.read(at, &mut block)?;
            let last = at + block.len() as u64 == bytes.len();
            let whole = if last { block.len() } else { whole_lines(&block) };
            evidence.see(&block[..whole], at);
            at += whole as u64;
        }
        Ok(evidence)
    }

    fn see(&mut self, block: &[u8], position: u64) {
        if self.seen == 0 {
            self.head = block[..block.len().min(1 << 14)].to_vec();
            self.returns_alone = !block.contains(&b'\n') && block.contains(&b'\r');
            self.binary = binary(&self.head).map(|at| position + at as u64);
        }
        self.seen += block.len() as u64;
        if block.is_ascii() {
            return;
        }
        for line in block.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_ascii()) {
            self.see_line(line);
        }
    }

    fn see_line(&mut self, line: &[u8]) {
        let mut before_was_stray = false;
        for chunk in line.utf8_chunks() {
            if !chunk.valid().is_empty() {
                before_was_stray = false;
                let count = |from| chunk.valid().chars().filter(|&c| c >= from).count() as u64;
                self.characters += count('\u{80}');
                self.long += count('\u{800}');
            }
            if !chunk.invalid().is_empty() {
                self.strays += 1;
                self.beside |= before_was_stray || chunk.invalid().len() > 1;
                before_was_stray = true;
            }
        }
        let room = ENOUGH.saturating_sub(self.lines.len()).max(usize::from(self.lines.is_empty()) * ENOUGH);
        self.lines.extend_from_slice(&line[..line.len().min(room)]);
    }

    /// How the lines look when they are read in an encoding.
    pub(super) fn under(&self, encoding: &'static Encoding) -> Under {
        let (text, _) = encoding.decode_without_bom_handling(&self.lines);
        let mut under = Under::default();
        for character in text.chars().filter(|character| !character.is_ascii()) {
            under.characters += 1;
            under.errors +=
                u64::from(matches!(character, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') || character.is_control());
        }
        under
    }
}

/// How a text looks under an encoding.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Under {
    /// How many characters beyond ASCII there are.
    pub(super) characters: u64,
    /// How many bytes the encoding has no character for.
    pub(super) errors: u64,
}

/// The position of the first byte for which an encoding of one byte a character has none: the standard's decoder gives a control
/// character for it.
pub(super) fn first_without_character(bytes: &Bytes, encoding: &'static Encoding) -> Result<u64, InputError> {
    let lacks = |byte: &u8| {
        let (text, _) = encoding.decode_without_bom_handling(std::slice::from_ref(byte));
        *byte >= 0x80 && text.chars().any(|character| character.is_control() || character == '\u{fffd}')
    };
    let lacking = (0..=u8::MAX).map(|byte| lacks(&byte)).collect::<Vec<_>>();
    let mut block = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        block.resize(BLOCK.min((bytes.len() - at) as usize), 0);
        bytes.read(at, &mut block)?;
        if let Some(found) = block.iter().position(|&byte| lacking[usize::from(byte)]) {
            return Ok(at + found as u64);
        }
        at += block.len() as u64;
    }
    Ok(0)
}

/// Up to where a block holds whole lines; all of it, where it has none.
fn whole_lines(block: &[u8]) -> usize {
    memchr::memrchr2(b'\n', b'\r', block).map_or(block.len(), |end| end + 1)
}

/// Where the first control character stands, if there are more than in any text. Zeros are counted as well.
fn binary(head: &[u8]) -> Option<usize> {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f);
    let controls = head.iter().filter(|byte| is_control(byte)).count();
    if controls * CONTROL_AMONG > head.len() { head.iter().position(is_control) } else { None }
}
