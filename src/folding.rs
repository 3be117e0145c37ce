//! Texts that differ only in case, width or outer blanks are the same, and a dictionary that keeps each once.

use std::borrow::Cow;
use std::collections::HashMap;

/// Texts compare ignoring case, width (full-width letters) and outer blanks: this is the form that is compared.
pub fn folded(text: &str) -> String {
    folded_cow(text).into_owned()
}

/// The same, without a copy where the text is so already.
fn folded_cow(text: &str) -> Cow<'_, str> {
    use unicode_normalization::UnicodeNormalization;
    let text = text.trim();
    // Most Chinese and most small letters: neither case nor width can change them.
    if text.chars().all(|c| matches!(c, ' '..='@' | '['..='~' | '\u{4E00}'..='\u{9FFF}')) {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Owned(text.nfkc().flat_map(char::to_lowercase).collect::<String>().trim().to_owned())
}

/// Distinct texts, each with a number. Two texts that differ in case, width or outer blanks are one.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    /// As written in the list; of several spellings the first in byte order, so that row order does not matter.
    written: Vec<String>,
    by_folded: HashMap<String, u32>,
}

impl Dictionary {
    /// The number of a text, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        let key = folded_cow(text);
        let written = text.trim();
        if let Some(&number) = self.by_folded.get(&*key) {
            let kept = &mut self.written[number as usize];
            if written < kept.as_str() {
                written.clone_into(kept);
            }
            return number;
        }
        let number = u32::try_from(self.written.len()).expect("fewer than 2^32 distinct texts fit in memory");
        self.written.push(written.to_owned());
        self.by_folded.insert(key.into_owned(), number);
        number
    }

    /// The number of a text, if the list has it.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.find_folded(&folded_cow(text))
    }

    /// The number of a text that is given in the form that is compared, if the list has it.
    pub fn find_folded(&self, key: &str) -> Option<u32> {
        self.by_folded.get(key).copied()
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> &str {
        &self.written[number as usize]
    }

    /// All texts in the order of their numbers.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.written.iter().map(String::as_str)
    }

    /// How many distinct texts there are.
    pub fn len(&self) -> usize {
        self.written.len()
    }

    /// Whether there is no text yet.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }
}
