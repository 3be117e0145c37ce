//! Compound files: the container of XLS workbooks, and of encrypted workbooks of every kind.
//!
//! calamine believes a compound file's counts and chains, and may follow them for ever (calamine#684). So the streams are taken
//! out here, and calamine is given a new container with the one stream that it needs.

/// What stands for the end of a chain, and for what is no part of one.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;

/// Streams shorter than this stand in small sectors.
const SMALL_STREAM: u64 = 4096;
const SMALL_SECTOR: usize = 64;

/// A compound file.
#[derive(Debug)]
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    small: Vec<u8>,
    next_small: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    length: u64,
}

impl<'a> Compound<'a> {
    /// Opens a compound file; nothing if it is damaged.
    pub fn open(bytes: &'a [u8]) -> Option<Compound<'a>> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Compound {
            bytes,
            sector,
            next: Vec::new(),
            small: Vec::new(),
            next_small: Vec::new(),
            entries: Vec::new(),
        };
        for id in file.table_sectors()? {
            file.next.extend(u32s(file.sector_bytes(id)?));
        }
        let folder = file.chain(u32_at(bytes, 48)?, None)?;
        file.entries = folder.chunks_exact(128).filter_map(|entry| Entry::of(entry, sector)).collect();
        let root = file.entries.first()?;
        file.small = file.chain(root.start, Some(root.length)).unwrap_or_default();
        file.next_small = u32s(&file.chain(u32_at(bytes, 60)?, None).unwrap_or_default()).collect();
        Some(file)
    }

    /// The sectors of the table of chains.
    fn table_sectors(&self) -> Option<Vec<u32>> {
        let used = |id: &u32| *id < LAST_SECTOR;
        let mut found = u32s(self.bytes.get(76..512)?).filter(used).collect::<Vec<_>>();
        let (mut more, most) = (u32_at(self.bytes, 68)?, self.bytes.len() / self.sector);
        for _ in 0..=most {
            if more >= LAST_SECTOR {
                return Some(found);
            }
            let mut ids = u32s(self.sector_bytes(more)?).collect::<Vec<_>>();
            more = ids.pop()?;
            found.extend(ids.into_iter().filter(used));
            if found.len() > most {
                return None;
            }
        }
        None
    }

    /// A sector's bytes; the file's last one may be cut short.
    fn sector_bytes(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// The bytes of a chain of sectors, as many as there are or as are wanted; nothing if it is broken or a circle.
    fn chain(&self, mut id: u32, length: Option<u64>) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while id < LAST_SECTOR {
            if length.is_some_and(|length| bytes.len() as u64 >= length) {
                break;
            }
            bytes.extend_from_slice(self.sector_bytes(id)?);
            if bytes.len() > self.bytes.len() {
                return None;
            }
            id = *self.next.get(id as usize)?;
        }
        cut(bytes, length)
    }

    fn small_chain(&self, mut id: u32, length: u64) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while id < LAST_SECTOR && (bytes.len() as u64) < length {
            let start = (id as usize).checked_mul(SMALL_SECTOR)?;
            bytes.extend_from_slice(self.small.get(start..start + SMALL_SECTOR)?);
            id = *self.next_small.get(id as usize)?;
        }
        cut(bytes, Some(length))
    }

    /// Whether there is a stream of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; nothing if there is none, or it is damaged.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entry(name)?;
        if entry.length < SMALL_STREAM {
            self.small_chain(entry.start, entry.length)
        } else {
            self.chain(entry.start, Some(entry.length))
        }
    }
}

impl Entry {
    fn of(bytes: &[u8], sector: usize) -> Option<Entry> {
        let units = bytes[..64].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let name = units.take_while(|unit| *unit != 0).collect::<Vec<_>>();
        let low = u64::from(u32_at(bytes, 120)?);
        let high = if sector == 512 { 0 } else { u64::from(u32_at(bytes, 124)?) };
        Some(Entry { name: String::from_utf16_lossy(&name), start: u32_at(bytes, 116)?, length: high << 32 | low })
    }
}

fn cut(mut bytes: Vec<u8>, length: Option<u64>) -> Option<Vec<u8>> {
    if let Some(length) = length {
        let length = usize::try_from(length).ok()?;
        if bytes.len() < length {
            return None;
        }
        bytes.truncate(length);
    }
    Some(bytes)
}

/// A new compound file with one stream named `Workbook`; nothing if that is longer than 450 MB.
pub fn with_workbook(stream: &[u8]) -> Option<Vec<u8>> {
    const SECTOR: usize = 4096;
    let content = stream.len().div_ceil(SECTOR).max(1);
    // How many sectors each table sector describes, itself among them.
    let tables = (content + 2).div_ceil(SECTOR / 4 - 1);
    if tables > 109 {
        return None;
    }
    let (folder, first_table) = (content as u32, content as u32 + 1);
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 12, 0, 6, 0]);
    put(44, &(tables as u32).to_le_bytes());
    put(48, &folder.to_le_bytes());
    put(56, &4096u32.to_le_bytes());
    put(60, &END.to_le_bytes());
    put(68, &END.to_le_bytes());
    for place in 0..109 {
        let id = if place < tables { first_table + place as u32 } else { FREE };
        put(76 + 4 * place, &id.to_le_bytes());
    }
    file.extend_from_slice(stream);
    file.resize(SECTOR * (1 + content), 0);
    file.extend(folder_sector(content * SECTOR));
    let chain = (1..content as u32).chain([END, END]).chain((0..tables).map(|_| 0xFFFF_FFFD));
    chain.for_each(|next| file.extend(next.to_le_bytes()));
    file.resize(SECTOR * (2 + content + tables), 0xff);
    Some(file)
}

/// The folder of a new file: the root and the stream, which begins in the first sector.
fn folder_sector(length: usize) -> Vec<u8> {
    let mut sector = Vec::new();
    for (name, kind, start, length) in [("Root Entry", 5, END, 0), ("Workbook", 2, 0, length as u64)] {
        let mut entry = name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        entry.resize(64, 0);
        entry.extend(((name.len() as u16 + 1) * 2).to_le_bytes());
        entry.extend([kind, 1]);
        let child = if kind == 5 { 1 } else { FREE };
        [FREE, FREE, child].iter().for_each(|id| entry.extend(id.to_le_bytes()));
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend(length.to_le_bytes());
        sector.extend(entry);
    }
    sector.resize(4096, 0);
    sector
}

fn u32s(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_holds_its_stream() {
        for length in [0, 5, 4096, 9_000_000] {
            let stream = (0..length).map(|at: u32| (at % 251) as u8).collect::<Vec<_>>();
            let file = with_workbook(&stream).expect("it fits");
            let read = Compound::open(&file).expect("it is sound").stream("workbook").expect("it is there");
            assert_eq!(&read[..stream.len()], &stream[..]);
            assert!(read[stream.len()..].iter().all(|byte| *byte == 0));
        }
    }

    #[test]
    fn circles_and_lies_are_no_compound_files() {
        let file = with_workbook(&[7; 5000]).expect("it fits");
        let with = |at: usize, number: u32| {
            let mut file = file.clone();
            file[at..at + 4].copy_from_slice(&number.to_le_bytes());
            file
        };
        let table = 4096 * 4;
        let circle = with(table + 4, 0);
        assert_eq!(
            Compound::open(&circle).map(|file| file.stream("Workbook")),
            Some(Some([&[7; 5000][..], &[0; 3192]].concat()))
        );
        assert!(Compound::open(&with(table + 8, 2)).is_none());
        assert!(Compound::open(&with(48, 900)).is_none());
        assert!(Compound::open(&with(76, 900)).is_none());
        assert!(Compound::open(&with(68, 1)).is_none());
        let lie = with(4096 * 3 + 128 + 120, 900_000);
        assert_eq!(Compound::open(&lie).map(|file| file.stream("Workbook")), Some(None));
        for length in [0, 8, 600, 5000] {
            assert!(Compound::open(&file[..length]).is_none());
        }
    }
}
