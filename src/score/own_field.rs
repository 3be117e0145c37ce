//! `field = "revenue"` or `field = ["profit", "revenue"]`: the column that a rule classifies by.

use super::frame::Frame;
use super::method::MethodSettings;
use super::scope::Ref;

/// The columns that a rule may classify by; it takes the first that the list has.
#[derive(Debug, Clone)]
pub struct OwnField {
    /// In the order of preference; never empty.
    pub columns: Vec<Ref>,
}

impl OwnField {
    /// Reads `field`, which has to name numbers.
    pub fn read(settings: &MethodSettings<'_>) -> Option<OwnField> {
        let rule = settings.rule;
        if !rule.has("field") {
            rule.missing("field", "field = \"revenue\"");
        }
        let names = rule.texts("field");
        let wanted = names.len();
        let column = |(name, span): &(&str, _)| settings.scope.number_column(name, span, rule.complaints());
        let columns = names.iter().filter_map(column).collect::<Vec<_>>();
        (wanted > 0 && columns.len() == wanted).then_some(OwnField { columns })
    }

    /// The column to classify by on a list.
    pub fn choose(&self, frame: &Frame<'_>) -> Ref {
        frame.first_present(&self.columns).unwrap_or(self.columns[0])
    }
}
