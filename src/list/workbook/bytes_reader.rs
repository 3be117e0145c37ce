//! A workbook's bytes as the stream that calamine reads.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use crate::list::text::Bytes;

/// How many bytes are read at a time.
const BLOCK: usize = 1 << 16;

/// Bytes from a place on. Several readers share the bytes, each with a place of its own.
#[derive(Debug, Clone)]
pub struct BytesReader {
    bytes: Arc<Bytes>,
    at: u64,
}

impl BytesReader {
    /// A reader from the first byte on.
    pub fn buffered(bytes: &Arc<Bytes>) -> BufReader<BytesReader> {
        BufReader::with_capacity(BLOCK, BytesReader { bytes: Arc::clone(bytes), at: 0 })
    }
}

impl Read for BytesReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.bytes.len().saturating_sub(self.at);
        let count = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        self.bytes.read(self.at, &mut buffer[..count]).map_err(io::Error::other)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for BytesReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.bytes.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at =
            at.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a place in front of the first byte"))?;
        Ok(self.at)
    }
}
