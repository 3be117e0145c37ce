//! An output file that appears whole or not at all.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::OutputError;
use super::cleanup::Temporary;

/// Enough to make system calls rare; larger writes go through unbuffered.
const BUFFER: usize = 256 * 1024;

/// How many symbolic links lead from one to the next before we take it for a circle, as Linux does.
const LINKS: usize = 40;

/// A file that is being written beside its final place and takes its name only on [`AtomicFile::commit`].
///
/// Dropped before, it leaves nothing, and what stood under the name is as it was. A symbolic link stays one: what it points
/// to is replaced. A target that is no regular file (a FIFO, `/dev/stdout`, `/dev/null`) cannot be replaced and is written directly.
#[derive(Debug)]
pub struct AtomicFile {
    /// As the user named it.
    path: PathBuf,
    target: Target,
    durability: Durability,
    written: u64,
    reserved: bool,
}

/// Whether a finished output survives a power cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// The system writes it to the disk when it finds the time.
    #[default]
    Cached,
    /// `--sync`: [`AtomicFile::commit`] waits until file and folder are on the disk.
    Synced,
}

#[derive(Debug)]
enum Target {
    Replaced {
        file: BufWriter<File>,
        temporary: TempPath,
        registered: Temporary,
        /// Where it goes: the path with its links followed.
        place: PathBuf,
        /// The permissions of the output that is there already.
        permissions: Option<Permissions>,
    },
    Direct(BufWriter<File>),
}

impl AtomicFile {
    /// Begins a file that will take the path's place.
    ///
    /// # Errors
    ///
    /// When the file could never be put there: its folder is missing or not writable, the path is a folder, or a file that may not be
    /// written stands there.
    pub fn create(path: impl AsRef<Path>, durability: Durability) -> Result<AtomicFile, OutputError> {
        let path = path.as_ref().to_path_buf();
        let place = follow_links(&path).map_err(|source| OutputError::io(&path, source))?;
        let target = match fs::metadata(&path) {
            Ok(there) if there.is_dir() => return Err(OutputError::IsFolder { file: path }),
            Ok(there) if !there.is_file() || is_device_path(&path) => {
                let file = open_directly(&path).map_err(|source| OutputError::io(&path, source))?;
                Target::Direct(BufWriter::with_capacity(BUFFER, file))
            }
            Ok(there) => begin(&path, place, Some(there))?,
            Err(source) if source.kind() == io::ErrorKind::NotFound => begin(&path, place, None)?,
            Err(source) => return Err(OutputError::io(&path, source)),
        };
        Ok(AtomicFile { path, target, durability, written: 0, reserved: false })
    }

    /// The output as the user named it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder in which temporary files of the same output are best made: the one that has the room for it, as far as we know.
    pub fn folder(&self) -> PathBuf {
        match &self.target {
            Target::Replaced { place, .. } => folder_of(place),
            Target::Direct(_) => std::env::temp_dir(),
        }
    }

    /// Asks the system to set room aside for so many bytes, which makes writing faster; where that is not possible, nothing happens.
    pub fn reserve(&mut self, bytes: u64) {
        if let Target::Replaced { file, .. } = &self.target
            && bytes > 0
        {
            self.reserved |= reserve(file.get_ref(), bytes);
        }
    }

    /// Gives the finished file its name.
    ///
    /// # Errors
    ///
    /// When the rest could not be written or the file not be renamed; then nothing is left of it.
    pub fn commit(mut self) -> Result<(), OutputError> {
        let written = self.written;
        self.flush().map_err(|source| OutputError::io(&self.path, source))?;
        let AtomicFile { path, target, durability, reserved, .. } = self;
        let Target::Replaced { file, temporary, registered, place, permissions } = target else { return Ok(()) };
        let failed = |source| OutputError::io(&path, source);
        let file = file.get_ref();
        if reserved {
            // Gives back what was set aside and not needed.
            file.set_len(written).map_err(failed)?;
        }
        if let Some(permissions) = permissions {
            file.set_permissions(permissions).map_err(failed)?;
        }
        if durability == Durability::Synced {
            file.sync_all().map_err(failed)?;
        }
        registered.finish(|| temporary.persist(&place)).map_err(|error| failed(error.error))?;
        if durability == Durability::Synced {
            sync_folder(&folder_of(&place)).map_err(failed)?;
        }
        Ok(())
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.target {
            Target::Replaced { file, .. } | Target::Direct(file) => file.write(bytes)?,
        };
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Replaced { file, .. } | Target::Direct(file) => file.flush(),
        }
    }
}

/// Whether two paths lead to the same file, also through links and different spellings; no, where one leads nowhere.
pub fn same_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let (Ok(a), Ok(b)) = (fs::metadata(a), fs::metadata(b)) {
            return (a.dev(), a.ino()) == (b.dev(), b.ino());
        }
        false
    }
    #[cfg(not(unix))]
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// Begins the temporary file beside the final place.
fn begin(path: &Path, place: PathBuf, there: Option<fs::Metadata>) -> Result<Target, OutputError> {
    let folder = folder_of(&place);
    if !folder.is_dir() {
        return Err(OutputError::NoFolder { file: path.to_path_buf(), folder });
    }
    if there.is_some() {
        // Renaming would replace a file that is protected; writing into it would not be allowed, and that is what was meant.
        OpenOptions::new()
            .write(true)
            .open(&place)
            .map_err(|source| OutputError::Protected { file: path.to_path_buf(), source })?;
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".custclass-").suffix(".tmp");
    if let Some(mode) = creation_mode(there.as_ref()) {
        builder.permissions(mode);
    }
    let (named, registered) = Temporary::create(|| builder.tempfile_in(&folder), |named| named.path().to_path_buf())
        .map_err(|source| not_created(path, &folder, source))?;
    let (file, temporary) = named.into_parts();
    let permissions = there.map(|there| {
        keep_owner(&file, &there);
        there.permissions()
    });
    Ok(Target::Replaced { file: BufWriter::with_capacity(BUFFER, file), temporary, registered, place, permissions })
}

fn not_created(path: &Path, folder: &Path, source: io::Error) -> OutputError {
    match OutputError::io(path, source) {
        OutputError::Io { file, source } => {
            OutputError::FolderNotWritable { file, folder: folder.to_path_buf(), source }
        }
        other => other,
    }
}

/// The path behind the symbolic links that its last part may be, whether there is anything or not.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_path_buf();
    for _ in 0..LINKS {
        match fs::symlink_metadata(&place) {
            Ok(there) if there.is_symlink() => place = folder_of(&place).join(fs::read_link(&place)?),
            _ => return Ok(place),
        }
    }
    Err(io::Error::other("too many symbolic links, one pointing to the next"))
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// Whether the path names an open file of a process rather than a file: `/dev/stdout` may lead to a regular file, yet it must be
/// written where its owner has come to.
fn is_device_path(path: &Path) -> bool {
    cfg!(unix) && (path.starts_with("/dev") || path.starts_with("/proc"))
}

fn open_directly(path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    if path == Path::new("/dev/stdout") || path == Path::new("/dev/fd/1") {
        use std::os::fd::AsFd;
        // The same open file, so that output redirected to a file goes on where it stands.
        return Ok(io::stdout().as_fd().try_clone_to_owned()?.into());
    }
    OpenOptions::new().append(true).open(path)
}

/// With what mode the temporary file is created: as any new file, less the umask; never wider than the output that is there.
fn creation_mode(there: Option<&fs::Metadata>) -> Option<Permissions> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = there.map_or(0o666, |there| there.permissions().mode() & 0o600);
        Some(Permissions::from_mode(mode))
    }
    #[cfg(not(unix))]
    {
        let _ = there;
        None
    }
}

/// A nightly job run by root leaves a file with the owner whom it had; whoever may not do so becomes the owner, as with any new file.
fn keep_owner(file: &File, there: &fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let _ = fchown(file, Some(there.uid()), Some(there.gid()));
    }
    #[cfg(not(unix))]
    let _ = (file, there);
}

/// Sets room aside without changing the file's length; whether it could.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn reserve(file: &File, bytes: u64) -> bool {
    rustix::fs::fallocate(file, rustix::fs::FallocateFlags::KEEP_SIZE, 0, bytes).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn reserve(_file: &File, _bytes: u64) -> bool {
    false
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    // Elsewhere folders can't be opened as files, and renaming is written through.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests;
