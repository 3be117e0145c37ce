//! The languages of results.

use std::fmt;
use std::str::FromStr;

/// The language of labels, headings and sentences (`--lang`), never of column names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 2] = [Language::En, Language::Zh];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        self.of("en", "zh")
    }

    /// The one of two wordings that is in this language.
    pub fn of<T>(self, en: T, zh: T) -> T {
        match self {
            Language::En => en,
            Language::Zh => zh,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A language that results are not written in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: en (English) or zh (Chinese)")]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Language::ALL.into_iter().find(|language| language.name() == text);
        known.ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_name() {
        for language in Language::ALL {
            assert_eq!(language.to_string().parse(), Ok(language));
        }
        assert_eq!(Language::default(), Language::En);
    }

    #[test]
    fn an_unknown_language_names_the_known_ones() {
        let error = "fr".parse::<Language>().expect_err("French is not spoken");
        assert_eq!(error.to_string(), "unknown language \"fr\": en (English) or zh (Chinese)");
    }
}
