//! What a new workbook made of this one leaves behind: it takes the list's values, and nothing else.

use super::Workbook;

/// What of the user's own workbook does not come along into a new one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftBehind {
    /// Formulas on the list's sheets; their results come along.
    pub formulas: u64,
    /// Whether there are comments.
    pub comments: bool,
    /// Whether there are charts or pictures.
    pub drawings: bool,
    /// Whether there are pivot tables.
    pub pivots: bool,
    /// Whether there are macros.
    pub macros: bool,
    /// Whether hidden rows or columns of the list are shown.
    pub shows_hidden: bool,
    /// The other sheets.
    pub sheets: Vec<String>,
}

impl LeftBehind {
    /// Whether everything comes along, but for the look.
    pub fn is_nothing(&self) -> bool {
        *self == LeftBehind::default()
    }
}

impl Workbook {
    /// What a new workbook leaves behind of this one; the first pass has to be over.
    pub fn left_behind(&self, width: usize) -> LeftBehind {
        let has = |word: &str| self.book.parts().any(|part| part.to_ascii_lowercase().contains(word));
        let hides = |&sheet: &usize| {
            let hidden = self.book.hidden(sheet);
            hidden.rows > 0 || !hidden.columns_within(width).is_empty()
        };
        let others = (0..self.book.sheets.len()).filter(|sheet| !self.sheets.contains(sheet));
        LeftBehind {
            formulas: self.sheets.iter().map(|&sheet| self.book.hidden(sheet).formulas).sum(),
            comments: has("xl/comments") || has("xl/threadedcomments"),
            drawings: has("xl/charts/") || has("xl/media/"),
            pivots: has("xl/pivottables/"),
            macros: has("vbaproject.bin"),
            shows_hidden: self.sheets.iter().any(hides),
            sheets: others.map(|sheet| self.book.sheets[sheet].name.clone()).collect(),
        }
    }
}
