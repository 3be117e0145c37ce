//! What can be wrong with a rule file: facts, and their English wording beside them. Other languages have theirs in `words`.

use std::fmt;

use super::settings::nearest;

/// Declares the mistakes of one subject, each with its English message and help (empty where there is none).
macro_rules! mistakes {
    ($(#[$about:meta])* $list:ident {
        $($(#[$doc:meta])* $name:ident $({ $($field:ident: $kind:ty),+ })? => $message:expr, $help:expr;)+
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(missing_docs, reason = "fields hold what their names say")]
        pub enum $list {
            $($(#[$doc])* $name $({ $($field: $kind),+ })?,)+
        }

        impl $list {
            /// What is said of it in English.
            #[allow(unused_variables, reason = "not every fact is mentioned")]
            pub fn advice(&self) -> $crate::rule::mistake::Advice {
                match self {
                    $(Self::$name $({ $($field),+ })? => $crate::rule::mistake::Advice::new($message, $help),)+
                }
            }
        }

        #[cfg(test)]
        impl $list {
            /// The names of all mistakes.
            pub const NAMES: &[&str] = &[$(stringify!($name)),+];

            /// The name of this one.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => stringify!($name),)+
                }
            }
        }
    };
}

mod expression;
mod file;
mod method;
mod name;
mod points;
mod setting;
mod tier;

pub use expression::{ExpressionMistake, Instead, Side, SignWord, Taker, Whose, by_type, without_brackets};
pub use file::{FileMistake, Remedy};
pub use method::{Constant, MethodMistake};
pub use name::{FieldHint, NameMistake, round, toml_key};
pub use points::PointsMistake;
pub use setting::{FigureName, Found, Part, SettingMistake, Wanted, has_too_many_digits};
pub use tier::TierMistake;

/// A mistake in a rule file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// A key or the type of its value.
    Setting(SettingMistake),
    /// A name: unknown, taken, or of something else than is wanted there.
    Name(NameMistake),
    /// What tiers have whatever the method: labels, bounds, shares, follow-up.
    Tier(TierMistake),
    /// What one method asks for.
    Method(MethodMistake),
    /// The points of a scorecard.
    Points(PointsMistake),
    /// An expression.
    Expression(ExpressionMistake),
    /// The file as a whole, its fields, parameters and tests.
    File(FileMistake),
}

impl Mistake {
    /// What is said of it in English.
    pub fn advice(&self) -> Advice {
        match self {
            Mistake::Setting(mistake) => mistake.advice(),
            Mistake::Name(mistake) => mistake.advice(),
            Mistake::Tier(mistake) => mistake.advice(),
            Mistake::Method(mistake) => mistake.advice(),
            Mistake::Points(mistake) => mistake.advice(),
            Mistake::Expression(mistake) => mistake.advice(),
            Mistake::File(mistake) => mistake.advice(),
        }
    }
}

#[cfg(test)]
impl Mistake {
    /// The names of all mistakes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let lists = [
            SettingMistake::NAMES,
            NameMistake::NAMES,
            TierMistake::NAMES,
            MethodMistake::NAMES,
            PointsMistake::NAMES,
            ExpressionMistake::NAMES,
            FileMistake::NAMES,
        ];
        lists.into_iter().flatten().copied()
    }

    /// The name of this one.
    pub fn name(&self) -> &'static str {
        match self {
            Mistake::Setting(mistake) => mistake.name(),
            Mistake::Name(mistake) => mistake.name(),
            Mistake::Tier(mistake) => mistake.name(),
            Mistake::Method(mistake) => mistake.name(),
            Mistake::Points(mistake) => mistake.name(),
            Mistake::Expression(mistake) => mistake.name(),
            Mistake::File(mistake) => mistake.name(),
        }
    }
}

macro_rules! from {
    ($($subject:ident($list:ident)),+) => {
        $(impl From<$list> for Mistake {
            fn from(mistake: $list) -> Mistake {
                Mistake::$subject(mistake)
            }
        })+
    };
}

from!(
    Setting(SettingMistake),
    Name(NameMistake),
    Tier(TierMistake),
    Method(MethodMistake),
    Points(PointsMistake),
    Expression(ExpressionMistake),
    File(FileMistake)
);

/// What is said of a mistake in some language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl Advice {
    /// A message and its help, which is empty where there is none.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Advice {
        Advice { message: message.into(), help: Some(help.into()).filter(|help| !help.is_empty()) }
    }
}

/// What may have been meant by an unknown name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// The known name that is most like it.
    Near(String),
    /// The first of the known names, in alphabetical order, and how many there are.
    Known(Vec<String>, usize),
}

impl Suggestion {
    /// How many known names are listed.
    const LISTED: usize = 24;

    /// The nearest of the known names, or what there is to choose from.
    pub fn new<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Suggestion {
        let mut known = known.into_iter().collect::<Vec<_>>();
        known.sort_unstable();
        known.dedup();
        match nearest(wrong, known.iter().copied()) {
            Some(near) => Suggestion::Near(near.to_owned()),
            None => {
                Suggestion::Known(known.iter().take(Self::LISTED).map(|&name| name.to_owned()).collect(), known.len())
            }
        }
    }
}

impl fmt::Display for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Suggestion::Near(near) => write!(f, "did you mean `{near}`?"),
            Suggestion::Known(names, _) if names.is_empty() => Ok(()),
            Suggestion::Known(names, count) if names.len() == *count => write!(f, "known here: {}", names.join(", ")),
            Suggestion::Known(names, count) => write!(f, "known here, among {count}: {}", names.join(", ")),
        }
    }
}
