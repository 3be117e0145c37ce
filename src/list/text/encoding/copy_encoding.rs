//! The encoding that a list's copy is to be in.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::super::super::{InputError, Reading};
use super::{Named, named, shown};

/// An encoding to write a list's copy in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyEncoding {
    pub(crate) encoding: &'static Encoding,
    /// Whether the copy begins with a byte-order mark; `None`: if the text that is written does.
    pub(crate) mark: Option<bool>,
}

impl CopyEncoding {
    /// The encoding that `--encoding-out` names.
    ///
    /// # Errors
    /// When there is no encoding of that name.
    pub(in super::super::super) fn asked(reading: &Reading) -> Result<Option<CopyEncoding>, InputError> {
        let Some(name) = &reading.encoding_out else { return Ok(None) };
        CopyEncoding::named(name)
            .map(Some)
            .map_err(|near| InputError::UnknownEncoding { name: name.clone(), near: near.map(str::to_owned) })
    }

    /// An encoding by its name. UTF-16 is written with a byte-order mark.
    ///
    /// # Errors
    /// With the nearest name, where no encoding has this one.
    pub(crate) fn named(name: &str) -> Result<CopyEncoding, Option<&'static str>> {
        let (encoding, mark) = match named(name)? {
            Named::Utf16 => (UTF_16LE, Some(true)),
            Named::One(encoding) if encoding == UTF_8 => {
                let asked = ["sig", "bom"].iter().any(|ending| name.trim().to_ascii_lowercase().ends_with(ending));
                (encoding, asked.then_some(true))
            }
            Named::One(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => (encoding, Some(true)),
            Named::One(encoding) => (encoding, Some(false)),
        };
        Ok(CopyEncoding { encoding, mark })
    }

    /// Whether the bytes of a list in this encoding can be copied as they are.
    pub(in super::super) fn keeps(self, encoding: &'static Encoding) -> bool {
        self.encoding == encoding && self.mark != Some(true)
    }

    /// The encoding's name, as people write it.
    pub fn name(self) -> &'static str {
        shown(self.encoding)
    }
}
