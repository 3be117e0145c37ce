//! The languages of results.

use std::fmt;
use std::str::FromStr;

/// Makes the list of languages: each by its code, and by what it is called in English.
macro_rules! languages {
    ($($language:ident: $code:literal, $called:literal;)*) => {
        /// The language of labels, headings and sentences (`--lang`), never of column names.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Language {
            $(#[doc = concat!($called, ".")] $language,)*
            /// A language that only tests have: it shows what another one takes.
            #[cfg(test)]
            Pseudo,
        }

        impl Language {
            /// Every language.
            pub const ALL: [Language; [$($code),*].len()] = [$(Language::$language),*];

            /// Its name on the command line.
            pub fn name(self) -> &'static str {
                match self {
                    $(Language::$language => $code,)*
                    #[cfg(test)]
                    Language::Pseudo => "pseudo",
                }
            }
        }

        const KNOWN: &[&str] = &[$(concat!($code, " (", $called, ")")),*];
    };
}

languages! {
    En: "en", "English";
    Zh: "zh", "Chinese";
}

impl Default for Language {
    fn default() -> Language {
        Language::ALL[0]
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A language that results are not written in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: {known}", known = KNOWN.join(" or "))]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// A language by its code, or by a locale that begins with it, whatever the case: `zh`, `zh-Hans`, `en_US.UTF-8`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.split(['_', '-', '.']).next().unwrap_or_default();
        let known = Language::ALL.into_iter().find(|language| language.name().eq_ignore_ascii_case(code));
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
    fn a_language_is_known_by_a_locale() {
        for locale in ["zh", "ZH", "zh-Hans", "zh_CN.UTF-8", "zh.UTF-8"] {
            assert_eq!(locale.parse(), Ok(Language::Zh), "{locale}");
        }
        for locale in ["en", "en_US", "en-GB", "EN_us.utf-8"] {
            assert_eq!(locale.parse(), Ok(Language::En), "{locale}");
        }
        for other in ["", "C", "zhu", "english", "_en"] {
            assert_eq!(other.parse::<Language>(), Err(UnknownLanguage(other.to_owned())));
        }
    }

    #[test]
    fn an_unknown_language_names_the_known_ones() {
        let error = "fr".parse::<Language>().expect_err("French is not spoken");
        assert_eq!(error.to_string(), "unknown language \"fr\": en (English) or zh (Chinese)");
    }
}
