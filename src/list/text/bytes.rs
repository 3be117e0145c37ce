//! The bytes of a list: a file that is read at any place, as often as needed.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::super::{InputError, Origin};
use super::dialect::Returns;
use crate::file::Hasher;

/// How many bytes are read at a time where lines are counted, or all bytes are hashed.
const COUNTING: usize = 1 << 20;

/// A list's bytes: the named file, or a temporary copy of what can be read only once.
#[derive(Debug)]
pub struct Bytes {
    file: File,
    /// The name that messages use.
    name: PathBuf,
    length: u64,
    modified: Option<SystemTime>,
    /// The list itself, where these are its characters in other bytes.
    original: Option<Box<Bytes>>,
}

impl Bytes {
    /// Opens a list. Standard input, pipes and devices are copied to a temporary file first.
    ///
    /// # Errors
    /// When there is no such file, it is a folder, or the system does not let it be read.
    pub fn open(origin: &Origin) -> Result<Bytes, InputError> {
        match origin {
            Origin::File(path) => Self::open_file(path),
            Origin::Stdin => {
                let name = PathBuf::from("standard input");
                Self::spool(&mut io::stdin().lock(), name)
            }
        }
    }

    fn open_file(path: &Path) -> Result<Bytes, InputError> {
        let failed = |source| InputError::opening(path, source);
        // Asked before opening: some systems refuse to open a folder with a less helpful answer.
        if std::fs::metadata(path).map_err(failed)?.is_dir() {
            return Err(InputError::Folder { file: path.to_owned() });
        }
        let mut file = File::open(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        if !metadata.is_file() {
            return Self::spool(&mut file, path.to_owned());
        }
        Ok(Self::of(file, path.to_owned(), &metadata))
    }

    /// Copies what can be read only once to a temporary file, which has no name and vanishes with the program.
    fn spool(source: &mut dyn io::Read, name: PathBuf) -> Result<Bytes, InputError> {
        let copied = tempfile::tempfile().and_then(|mut file| {
            io::copy(source, &mut file)?;
            let metadata = file.metadata()?;
            Ok((file, metadata))
        });
        match copied {
            Ok((file, metadata)) => Ok(Self::of(file, name, &metadata)),
            Err(source) => Err(InputError::Io { file: name, source }),
        }
    }

    fn of(file: File, name: PathBuf, metadata: &Metadata) -> Bytes {
        Bytes { file, name, length: metadata.len(), modified: metadata.modified().ok(), original: None }
    }

    /// The same list in other bytes, which stand in a file of our own.
    pub(super) fn in_other_bytes(self, file: File) -> Result<Bytes, InputError> {
        let metadata = file.metadata().map_err(|source| InputError::Io { file: self.name.clone(), source })?;
        let name = self.name.clone();
        Ok(Bytes { original: Some(Box::new(self)), ..Self::of(file, name, &metadata) })
    }

    /// The name that messages use: the path, or `standard input`.
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// How many bytes there are.
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Fills `buffer` with the bytes from `position` on.
    ///
    /// # Errors
    /// When the system cannot read, or the file has become shorter.
    pub fn read(&self, position: u64, buffer: &mut [u8]) -> Result<(), InputError> {
        read_exactly(&self.file, position, buffer).map_err(|source| match source.kind() {
            io::ErrorKind::UnexpectedEof => self.changed(),
            _ => InputError::Io { file: self.name.clone(), source },
        })
    }

    /// Fails if the file is not what it was when it was opened.
    ///
    /// # Errors
    /// When its length or its time of modification differs.
    pub fn check_unchanged(&self) -> Result<(), InputError> {
        let metadata = self.file.metadata().map_err(|source| InputError::Io { file: self.name.clone(), source })?;
        if metadata.len() != self.length || metadata.modified().ok() != self.modified {
            return Err(self.changed());
        }
        self.original.as_ref().map_or(Ok(()), |original| original.check_unchanged())
    }

    /// The SHA-256 of the list as it came, whatever has become of a file of its name.
    ///
    /// # Errors
    /// When the system cannot read, or the file has become shorter.
    pub fn sha256(&self) -> Result<String, InputError> {
        if let Some(original) = &self.original {
            return original.sha256();
        }
        let mut hasher = Hasher::default();
        let mut block = vec![0; COUNTING.min(self.length as usize)];
        let mut at = 0;
        while at < self.length {
            let length = COUNTING.min((self.length - at) as usize);
            self.read(at, &mut block[..length])?;
            hasher.update(&block[..length]);
            at += length as u64;
        }
        Ok(hasher.finish())
    }

    pub(super) fn changed(&self) -> InputError {
        InputError::Changed { file: self.name.clone() }
    }

    /// How many lines end in `[from, to)`: with a line feed or, where `returns` end lines too, with a carriage return alone.
    pub(super) fn line_ends(&self, from: u64, to: u64, returns: Returns) -> Result<u64, InputError> {
        let mut block = vec![0; COUNTING.min(to.saturating_sub(from) as usize)];
        let (mut at, mut count) = (from, 0);
        while at < to {
            let mut length = COUNTING.min((to - at) as usize);
            self.read(at, &mut block[..length])?;
            // What follows a carriage return is seen together with it.
            if length > 1 && block[length - 1] == b'\r' && at + (length as u64) < to {
                length -= 1;
            }
            let part = &block[..length];
            count += memchr::memchr_iter(b'\n', part).count() as u64;
            if returns == Returns::EndRecords {
                count += memchr::memchr_iter(b'\r', part).filter(|at| part.get(at + 1) != Some(&b'\n')).count() as u64;
            }
            at += part.len() as u64;
        }
        Ok(count)
    }

    /// Bytes that are in memory already, under a name for messages.
    ///
    /// # Errors
    /// When no temporary file can be written.
    pub fn of_copy(mut bytes: &[u8], name: &str) -> Result<Bytes, InputError> {
        Self::spool(&mut bytes, PathBuf::from(name))
    }

    /// Bytes for tests, under the name `list.csv`.
    #[cfg(test)]
    pub(super) fn in_memory(mut text: &[u8]) -> Bytes {
        Self::spool(&mut text, PathBuf::from("list.csv")).expect("a temporary file can be written")
    }
}

#[cfg(unix)]
fn read_exactly(file: &File, position: u64, buffer: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, position)
}

/// Elsewhere a place is sought first, so readers take turns.
#[cfg(not(unix))]
fn read_exactly(mut file: &File, position: u64, buffer: &mut [u8]) -> io::Result<()> {
    use std::io::{Read, Seek, SeekFrom};
    use std::sync::{Mutex, PoisonError};
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(position))?;
    file.read_exact(buffer)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn file_with(text: &[u8]) -> (tempfile::NamedTempFile, Bytes) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text).unwrap();
        let bytes = Bytes::open(&Origin::File(file.path().to_owned())).unwrap();
        (file, bytes)
    }

    #[test]
    fn a_file_is_read_at_any_place() {
        let (_file, bytes) = file_with(b"id,revenue\nK1,5\n");
        let mut part = [0; 5];
        bytes.read(11, &mut part).unwrap();
        assert_eq!((&part, bytes.len()), (b"K1,5\n", 16));
        let lines = |from, to| bytes.line_ends(from, to, Returns::Refused).unwrap();
        assert_eq!((lines(0, 16), lines(11, 15)), (2, 0));
    }

    #[test]
    fn what_can_be_read_once_is_copied() {
        let bytes = Bytes::spool(&mut &b"a,b\n"[..], PathBuf::from("standard input")).unwrap();
        let mut all = [0; 4];
        bytes.read(0, &mut all).unwrap();
        assert_eq!(&all, b"a,b\n");
        bytes.check_unchanged().unwrap();
    }

    #[test]
    fn a_file_that_grew_or_shrank_is_told() {
        let (mut file, bytes) = file_with(b"id\nK1\n");
        bytes.check_unchanged().unwrap();
        file.write_all(b"K2\n").unwrap();
        assert!(bytes.check_unchanged().unwrap_err().to_string().contains("changed while it was being read"));
        file.as_file().set_len(2).unwrap();
        let error = bytes.read(0, &mut [0; 6]).unwrap_err();
        assert!(error.to_string().contains("changed while it was being read"), "{error}");
    }

    #[test]
    fn a_folder_and_a_missing_file_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let error = |path: &Path| Bytes::open(&Origin::File(path.to_owned())).unwrap_err().to_string();
        assert!(error(folder.path()).ends_with("is a folder; name the list inside it"));
        assert!(error(&folder.path().join("list.csv")).ends_with("there is no such file"));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_copied_like_a_pipe() {
        let bytes = Bytes::open(&Origin::File(PathBuf::from("/dev/null"))).unwrap();
        assert!(bytes.is_empty());
    }
}
