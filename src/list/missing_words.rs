//! Words that the user names for cells that nobody filled in.

use std::sync::Arc;

use crate::folding::folded;
use crate::spelling::trimmed;

/// The words of `--missing`: a cell that is one of them, whatever its column holds, is read as an empty one. Case, width and outer blanks
/// make no difference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MissingWords {
    /// As the user wrote them.
    written: Arc<[String]>,
    /// In the form that compares.
    folded: Arc<[String]>,
}

impl MissingWords {
    /// These words; empty ones are left out.
    pub fn new(words: impl IntoIterator<Item = String>) -> MissingWords {
        let words = words.into_iter().map(|word| trimmed(&word).to_owned()).filter(|word| !word.is_empty());
        let written = words.collect::<Vec<_>>();
        MissingWords { folded: written.iter().map(|word| folded(word)).collect(), written: written.into() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// The words as the user wrote them.
    pub fn words(&self) -> &[String] {
        &self.written
    }

    /// Whether a cell's text is one of the words.
    pub fn has(&self, text: &str) -> bool {
        let text = trimmed(text);
        let longest = self.written.iter().map(|word| word.len()).max().unwrap_or(0);
        // A letter takes at most three times its room in another width.
        text.len() <= 3 * longest && self.folded.contains(&folded(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_compare_whatever_their_case_and_width() {
        let words = MissingWords::new(["TBD".to_owned(), " 未知 ".to_owned(), String::new(), "9999".to_owned()]);
        assert_eq!(words.words(), ["TBD", "未知", "9999"]);
        for text in ["tbd", " TBD ", "ＴＢＤ", "未知", "9999"] {
            assert!(words.has(text), "{text}");
        }
        for text in ["", "TBD!", "未", "99990"] {
            assert!(!words.has(text), "{text}");
        }
    }
}
