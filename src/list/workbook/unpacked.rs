//! A workbook's archive as calamine gets it: the same parts, but unpacked, looked through on the way, and within the limits.
//!
//! calamine unpacks what it is given and trusts what it reads. So it is given an archive that does not exist as a file: every
//! part is *stored* in it, and its bytes are unpacked, checked and counted when they are asked for. Whatever a part claims of
//! its size, no more is handed out; the checksum is checked where the part is read to its end; and what [`Markup`] takes away
//! calamine never sees.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::archive::{self, Entry};
use super::bytes_reader::BytesReader;
use super::error::{Damage, WorkbookError};
use super::hidden::Hidden;
use super::markup::{Markup, within};
use super::merged::Merge;
use super::xlsb_records::Records12;
use crate::list::limits::{Limit, Limits};
use crate::list::text::Bytes;

/// How many bytes are unpacked at a time.
const BLOCK: usize = 1 << 16;

/// How long a part's own header is, in front of its name.
const HEADER: u64 = 30;

/// A part of the archive, and where it stands in the one that calamine sees.
#[derive(Debug)]
struct Part {
    entry: Entry,
    at: u64,
}

impl Part {
    fn content(&self) -> u64 {
        self.at + HEADER + self.entry.raw_name.len() as u64
    }

    fn end(&self) -> u64 {
        self.content() + self.entry.size
    }
}

/// What the archive is, shared by all who read it.
#[derive(Debug)]
pub struct Archive {
    bytes: Arc<Bytes>,
    limits: Limits,
    parts: Vec<Part>,
    /// The table of contents that calamine sees.
    table: Vec<u8>,
    seen: Mutex<Seen>,
}

/// What was noticed while parts were read.
#[derive(Debug, Default)]
struct Seen {
    /// Why reading stopped; calamine hands it on in words of its own.
    problem: Option<WorkbookError>,
    /// What the part hides that is being read, as far as it was read.
    hidden: Hidden,
    /// The part's merged cells, as far as it was read.
    merges: Vec<Merge>,
    /// How many bytes were unpacked, again and again where parts are read several times.
    unpacked: u64,
}

impl Archive {
    /// Takes an archive whose table of contents was read, if it is within the limits.
    ///
    /// # Errors
    ///
    /// If it has too many parts, or unpacks to too much by its own account.
    pub fn new(bytes: &Arc<Bytes>, entries: Vec<Entry>, limits: &Limits) -> Result<Archive, WorkbookError> {
        let of = |limit| limits.of_workbook(limit, bytes.len());
        within(Limit::Entries, entries.len() as u64, of(Limit::Entries))?;
        let sum = |kept: bool| {
            let chosen = entries.iter().filter(|entry| !kept || is_kept(&entry.name));
            chosen.fold(0, |sum: u64, entry| sum.saturating_add(entry.size))
        };
        within(Limit::Inflated, sum(false), of(Limit::Inflated))?;
        within(Limit::Memory, sum(true), of(Limit::Memory))?;
        let mut at = 0;
        let mut parts = Vec::with_capacity(entries.len());
        for entry in entries {
            let part = Part { entry, at };
            at = part.end();
            parts.push(part);
        }
        let table = table(&parts, at);
        Ok(Archive { bytes: Arc::clone(bytes), limits: limits.clone(), parts, table, seen: Mutex::default() })
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why reading stopped, where it was for a reason of this archive's own.
    pub fn problem(&self) -> Option<WorkbookError> {
        self.seen().problem.take()
    }

    /// What the part hides that was read last.
    pub fn hidden(&self) -> Hidden {
        self.seen().hidden.clone()
    }

    /// The merged cells of the part that was read last.
    pub fn take_merges(&self) -> Vec<Merge> {
        std::mem::take(&mut self.seen().merges)
    }

    /// How many bytes were unpacked so far.
    pub fn unpacked(&self) -> u64 {
        self.seen().unpacked
    }

    /// A part's content, unpacked; nothing where there is no such part.
    pub fn part(self: &Arc<Self>, name: &str) -> Result<Option<Content>, WorkbookError> {
        let found = self.parts.iter().rposition(|part| part.entry.name == name);
        found.map(|part| Content::open(self, part)).transpose()
    }

    /// The names of its parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.entry.name.as_str())
    }

    /// Where all parts end and the table begins.
    fn parts_end(&self) -> u64 {
        self.parts.last().map_or(0, Part::end)
    }

    fn length(&self) -> u64 {
        self.parts_end() + self.table.len() as u64
    }
}

/// Whether a part is kept in memory as a whole: all that is neither a sheet's content nor left alone.
fn is_kept(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let kept = ["sharedstrings.", "styles.", "workbook.", "docprops/", ".rels", "theme", "manifest.xml"];
    kept.iter().any(|part| name.contains(part)) && !name.contains("worksheets/sheet")
}

/// The table of contents of an archive of stored parts, with 64-bit numbers throughout.
fn table(parts: &[Part], start: u64) -> Vec<u8> {
    let mut table = Vec::new();
    for Part { entry, at } in parts {
        table.extend(b"PK\x01\x02\x2d\0\x2d\0");
        table.extend((entry.flags & 0x0800).to_le_bytes());
        table.extend([0, 0, 0, 0, 0x21, 0]);
        table.extend(entry.checksum.to_le_bytes());
        table.extend([0xff; 8]);
        table.extend((entry.raw_name.len() as u16).to_le_bytes());
        table.extend([28, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
        table.extend(&entry.raw_name);
        table.extend([1, 0, 24, 0]);
        [entry.size, entry.size, *at].iter().for_each(|number| table.extend(number.to_le_bytes()));
    }
    let length = table.len() as u64;
    let count = parts.len() as u64;
    let end = start + length;
    table.extend(b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0");
    [count, count, length, start].iter().for_each(|number| table.extend(number.to_le_bytes()));
    table.extend(b"PK\x06\x07\0\0\0\0");
    table.extend(end.to_le_bytes());
    table.extend([1, 0, 0, 0]);
    table.extend(b"PK\x05\x06\0\0\0\0");
    table.extend([0xff; 12]);
    table.extend([0, 0]);
    table
}

/// The own header of a part.
fn header(entry: &Entry) -> Vec<u8> {
    let mut header = b"PK\x03\x04\x2d\0".to_vec();
    header.extend((entry.flags & 0x0800).to_le_bytes());
    header.extend([0, 0, 0, 0, 0x21, 0]);
    header.extend(entry.checksum.to_le_bytes());
    header.extend([0xff; 8]);
    header.extend((entry.raw_name.len() as u16).to_le_bytes());
    header.extend([0, 0]);
    header.extend(&entry.raw_name);
    header
}

/// How a part is packed.
enum Packing {
    Stored(io::Take<BufReader<BytesReader>>),
    Deflated(Box<DeflateDecoder<io::Take<BufReader<BytesReader>>>>),
}

impl Read for Packing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Packing::Stored(bytes) => bytes.read(buffer),
            Packing::Deflated(bytes) => bytes.read(buffer),
        }
    }
}

/// Who looks through a part.
enum Look {
    Markup(Box<Markup>),
    Records(Box<Records12>),
}

/// The unpacked content of a part, from its beginning.
pub struct Content {
    archive: Arc<Archive>,
    part: usize,
    packing: Packing,
    look: Look,
    checksum: Crc,
    unpacked: u64,
    /// Unpacked bytes; those up to `ready` were looked through, those up to `given` are handed out.
    buffer: Vec<u8>,
    ready: usize,
    given: usize,
    ended: bool,
}

impl Content {
    fn open(archive: &Arc<Archive>, part: usize) -> Result<Content, WorkbookError> {
        let entry = &archive.parts[part].entry;
        if entry.flags & 1 == 1 {
            return Err(WorkbookError::Encrypted);
        }
        let mut file = BytesReader::buffered(&archive.bytes);
        let damaged = || WorkbookError::Damaged(Damage::MisplacedPart);
        let start = archive::data_start(&mut file, entry).map_err(|_| damaged())?.ok_or_else(damaged)?;
        file.seek(SeekFrom::Start(start)).map_err(|_| damaged())?;
        let packed = file.take(entry.packed);
        let packing = match entry.method {
            0 => Packing::Stored(packed),
            8 => Packing::Deflated(Box::new(DeflateDecoder::new(packed))),
            method => return Err(WorkbookError::Damaged(Damage::Packing { method })),
        };
        let length = archive.bytes.len();
        let kept = if is_kept(&entry.name) { entry.size } else { 0 };
        let look = if entry.name.to_ascii_lowercase().ends_with(".bin") {
            Look::Records(Box::new(Records12::new(&archive.limits, length, kept)))
        } else {
            Look::Markup(Box::new(Markup::new(&archive.limits, length, kept)))
        };
        {
            let mut seen = archive.seen();
            (seen.hidden, seen.merges) = (Hidden::default(), Vec::new());
        }
        Ok(Content {
            archive: Arc::clone(archive),
            part,
            packing,
            look,
            checksum: Crc::new(),
            unpacked: 0,
            buffer: Vec::new(),
            ready: 0,
            given: 0,
            ended: false,
        })
    }

    /// Unpacks a block more, and looks through it.
    fn fill(&mut self) -> Result<(), WorkbookError> {
        self.buffer.drain(..self.ready);
        (self.ready, self.given) = (0, 0);
        let entry = &self.archive.parts[self.part].entry;
        let part = || entry.name.clone();
        let before = self.buffer.len();
        self.buffer.resize(before + BLOCK, 0);
        let mut length = before;
        while length < self.buffer.len() {
            match self.packing.read(&mut self.buffer[length..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(count) => length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Err(WorkbookError::Damaged(Damage::NotUnpacked { part: part() })),
            }
        }
        self.buffer.truncate(length);
        self.checksum.update(&self.buffer[before..]);
        self.unpacked += (length - before) as u64;
        if self.unpacked > entry.size || self.ended && self.unpacked < entry.size {
            return Err(WorkbookError::Damaged(Damage::WrongLength { part: part() }));
        }
        if self.ended && self.checksum.sum() != entry.checksum {
            return Err(WorkbookError::Damaged(Damage::WrongChecksum { part: part() }));
        }
        self.ready = match &mut self.look {
            Look::Markup(markup) => markup.look(&mut self.buffer, self.ended)?,
            Look::Records(records) => records.look(&self.buffer, self.ended)?,
        };
        let mut seen = self.archive.seen();
        seen.unpacked += (length - before) as u64;
        match &mut self.look {
            Look::Markup(markup) => {
                seen.hidden = markup.hidden.clone();
                seen.merges.append(&mut markup.merges);
            }
            Look::Records(records) => seen.hidden = records.hidden.clone(),
        }
        Ok(())
    }
}

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready && !self.ended {
            if let Err(problem) = self.fill() {
                let error = io::Error::other(problem.to_string());
                self.archive.seen().problem.get_or_insert(problem);
                return Err(error);
            }
        }
        let count = buffer.len().min(self.ready - self.given);
        buffer[..count].copy_from_slice(&self.buffer[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

/// The archive as calamine reads it.
pub struct Unpacked {
    archive: Arc<Archive>,
    at: u64,
    /// The content that was read last, and where in the archive its next byte stands.
    open: Option<(u64, Content)>,
}

impl Unpacked {
    /// The archive from its first byte on.
    pub fn new(archive: &Arc<Archive>) -> Unpacked {
        Unpacked { archive: Arc::clone(archive), at: 0, open: None }
    }

    /// Reads on in a part's content.
    fn content(&mut self, part: usize, buffer: &mut [u8]) -> io::Result<usize> {
        let start = self.archive.parts[part].content();
        if self.open.as_ref().is_none_or(|(at, content)| *at != self.at || content.part != part) {
            let mut content = Content::open(&self.archive, part).map_err(|problem| {
                let error = io::Error::other(problem.to_string());
                self.archive.seen().problem.get_or_insert(problem);
                error
            })?;
            io::copy(&mut content.by_ref().take(self.at - start), &mut io::sink())?;
            self.open = Some((self.at, content));
        }
        let Some((at, content)) = &mut self.open else { return Ok(0) };
        let count = content.read(buffer)?;
        *at += count as u64;
        Ok(count)
    }
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let end = self.archive.parts_end();
        let copied = |from: &[u8], at: u64, buffer: &mut [u8]| {
            let from = usize::try_from(at).ok().and_then(|at| from.get(at..)).unwrap_or_default();
            let count = from.len().min(buffer.len());
            buffer[..count].copy_from_slice(&from[..count]);
            count
        };
        let count = if self.at >= end {
            copied(&self.archive.table, self.at - end, buffer)
        } else {
            let part = self.archive.parts.partition_point(|part| part.end() <= self.at);
            let Part { entry, at } = &self.archive.parts[part];
            if self.at < at + HEADER + entry.raw_name.len() as u64 {
                copied(&header(entry), self.at - at, buffer)
            } else {
                let left = self.archive.parts[part].end() - self.at;
                let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                self.content(part, &mut buffer[..most])?
            }
        };
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Unpacked {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.archive.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at =
            at.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a place in front of the first byte"))?;
        Ok(self.at)
    }
}
