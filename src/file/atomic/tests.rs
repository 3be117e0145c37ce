use std::fs;
use std::path::Path;

use super::*;

fn write(path: &Path, text: &str) -> Result<(), OutputError> {
    let mut file = AtomicFile::create(path, Durability::Cached)?;
    file.write_all(text.as_bytes()).map_err(|source| OutputError::io(path, source))?;
    file.commit()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_appears_only_when_it_is_committed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    let mut file = AtomicFile::create(&path, Durability::Synced).unwrap();
    file.write_all(b"id,tier\n").unwrap();
    assert!(!path.exists());
    file.commit().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "id,tier\n");
    assert_eq!(names(folder.path()), ["out.csv"]);
}

#[test]
fn a_file_that_is_given_up_leaves_nothing_and_what_was_there_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    fs::write(&path, "old").unwrap();
    let mut file = AtomicFile::create(&path, Durability::Cached).unwrap();
    file.write_all(&vec![b'x'; 2 * BUFFER]).unwrap();
    drop(file);
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    assert_eq!(names(folder.path()), ["out.csv"]);
}

#[test]
fn an_existing_output_is_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    fs::write(&path, "a longer old text").unwrap();
    write(&path, "new").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
}

#[test]
fn reserved_room_that_was_not_needed_is_given_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    let mut file = AtomicFile::create(&path, Durability::Cached).unwrap();
    file.reserve(1 << 20);
    file.write_all(b"short").unwrap();
    file.commit().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "short");
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        assert!(fs::metadata(&path).unwrap().blocks() * 512 < 1 << 20);
    }
}

#[test]
fn a_place_where_no_file_can_be_is_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let missing = AtomicFile::create(folder.path().join("no/out.csv"), Durability::Cached).unwrap_err();
    assert!(matches!(&missing, OutputError::NoFolder { folder, .. } if folder.ends_with("no")), "{missing}");
    let is_folder = AtomicFile::create(folder.path(), Durability::Cached).unwrap_err();
    assert!(matches!(is_folder, OutputError::IsFolder { .. }), "{is_folder}");
}

#[test]
fn the_same_file_is_known_through_other_spellings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.csv");
    fs::write(&path, "").unwrap();
    assert!(same_file(&path, &folder.path().join("./in.csv")));
    assert!(!same_file(&path, &folder.path().join("out.csv")));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_new_file_has_the_mode_of_any_new_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plain"), "").unwrap();
        write(&folder.path().join("atomic"), "").unwrap();
        assert_eq!(mode(&folder.path().join("atomic")), mode(&folder.path().join("plain")));
    }

    #[test]
    fn an_existing_output_keeps_its_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        for kept in [0o600, 0o664, 0o640] {
            fs::write(&path, "old").unwrap();
            fs::set_permissions(&path, Permissions::from_mode(kept)).unwrap();
            write(&path, "new").unwrap();
            assert_eq!(mode(&path), kept);
        }
    }

    #[test]
    fn a_symbolic_link_stays_one_and_its_target_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        let (link, target) = (folder.path().join("latest.csv"), other.path().join("march.csv"));
        symlink(&target, &link).unwrap();
        for text in ["created through the link", "replaced through the link"] {
            write(&link, text).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
        }
        assert!(same_file(&link, &target));
        assert_eq!(names(other.path()), ["march.csv"]);
    }

    #[test]
    fn links_in_a_circle_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("round.csv");
        symlink(&path, &path).unwrap();
        assert!(AtomicFile::create(&path, Durability::Cached).is_err());
    }

    #[test]
    fn what_cannot_be_replaced_is_written_directly() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let mode = rustix::fs::Mode::from_bits_truncate(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).unwrap()
        });
        write(&pipe, "through the pipe").unwrap();
        assert_eq!(reader.join().unwrap(), "through the pipe");
        assert_eq!(names(folder.path()), ["pipe"]);
        write(Path::new("/dev/null"), "gone").unwrap();
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_named_with_the_file() {
        let error = write(Path::new("/dev/full"), "no room").unwrap_err();
        assert!(matches!(error, OutputError::DiskFull { .. }), "{error}");
        assert!(error.to_string().starts_with("/dev/full: the disk is full; make room"), "{error}");
    }
}
