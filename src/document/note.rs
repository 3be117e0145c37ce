//! Notes: how a result came about, enough to repeat it.

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What kind of note it is.
    pub kind: NoteKind,
    /// What it is about.
    pub name: String,
    /// What there is to say.
    pub text: String,
}

/// What kind of note it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// The heading of the notes below it.
    Heading,
    /// Something that is so: the input, the date.
    Fact,
    /// Something to look after.
    Warning,
}
