//! How the sentences of a language are written: one line each, with the facts that it takes in brackets.
//!
//! English declares them, subject by subject, as traits whose methods say everything in English. Another language overrides what it
//! says otherwise; what it leaves out is said in English.
//!
//! A sentence without facts is a `&'static str`. One with facts is a `String`, made by `format!` or by the language's own macro; a fact
//! without a type is a `&str`. Where the wording depends on the facts, a block takes the place of the text.

/// The sentences of one subject in one language.
macro_rules! sentences {
    (trait $subject:ident($self:ident) {
        $($name:ident $(($($fact:ident $(: $type:ty)?),*))? $(-> $result:ty)? => $said:tt;)*
    }) => {
        #[allow(missing_docs, unused_variables)]
        pub trait $subject {
            $(sentence! { $self, format, $name $(($($fact $(: $type)?),*))? $(-> $result)? => $said })*
        }

        impl $subject for super::English {}
    };
    ($subject:ident($self:ident) for $language:ident by $format:ident {
        $($name:ident $(($($fact:ident $(: $type:ty)?),*))? $(-> $result:ty)? => $said:tt;)*
    }) => {
        #[allow(unused_variables)]
        impl crate::words::en::$subject for super::$language {
            $(sentence! { $self, $format, $name $(($($fact $(: $type)?),*))? $(-> $result)? => $said })*
        }
    };
}

/// One sentence as a method; the sentence itself says what it is for.
macro_rules! sentence {
    ($self:ident, $format:ident, $name:ident => $text:literal) => {
        fn $name(&$self) -> &'static str {
            $text
        }
    };
    ($self:ident, $format:ident, $name:ident($($fact:ident $(: $type:ty)?),*) => $text:literal) => {
        fn $name(&$self, $($fact: fact!($($type)?)),*) -> String {
            $format!($text)
        }
    };
    ($self:ident, $format:ident, $name:ident($($fact:ident $(: $type:ty)?),*) => $said:block) => {
        fn $name(&$self, $($fact: fact!($($type)?)),*) -> String $said
    };
    ($self:ident, $format:ident, $name:ident($($fact:ident $(: $type:ty)?),*) -> $result:ty => $said:block) => {
        fn $name(&$self, $($fact: fact!($($type)?)),*) -> $result $said
    };
}

/// The type of a fact.
macro_rules! fact {
    () => {
        &str
    };
    ($type:ty) => {
        $type
    };
}
