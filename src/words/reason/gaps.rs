//! Customers without a label, because something is missing or bad: `revenue is missing; last_order is not a date`.

use crate::number::Decimal;
use crate::rule::field::FieldKind;
use crate::score::SetAside;
use crate::score::reason::{Gap, GapKind};
use crate::words::wording::{Kind, Wording};

/// What is wrong with a column; those with the same fault are named together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// An empty cell.
    Missing,
    /// A derived value for which some other column would be needed, or a division by 0.
    Incalculable,
    /// An earlier rule gave no label.
    Unclassified,
    /// A filled cell that is no number.
    NoNumber,
    /// One that is no percentage.
    NoPercentage,
    /// One that is no date.
    NoDate,
    /// One that is neither yes nor no.
    NoFlag,
    /// A filled cell that is none of the words of a choice.
    UnknownWord,
    /// A filled cell that cannot be read as what it should be.
    Unreadable,
    /// An amount in another currency than the one that counts.
    OtherCurrency,
    /// An amount without a currency, where others have several.
    NoCurrency,
    /// Points that do not lie within 0–100.
    OutsidePoints,
    /// A number that no step of a scorecard's item takes.
    NoStep,
}

/// Whether a sentence tells the customer's own values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    Told,
    LeftOut,
}

impl Wording<'_> {
    pub(super) fn gaps(&self, gaps: &[Gap], values: Values) -> String {
        if gaps.is_empty() {
            return self.language.words().lacks_the_column().to_owned();
        }
        let mut faults: Vec<(Fault, Vec<String>)> = Vec::new();
        for gap in gaps {
            let column = self.column(&gap.name);
            let fault = fault(gap.kind, column.kind);
            let name = match value(gap.kind).filter(|_| values == Values::Told) {
                Some(value) => format!("{} {}", column.name, column.style.alone(value, self.language)),
                None => column.name.into_owned(),
            };
            match faults.iter_mut().find(|(known, _)| *known == fault) {
                Some((_, names)) => names.push(name),
                None => faults.push((fault, vec![name])),
            }
        }
        let words = self.language.words();
        let clauses = faults.iter().map(|(fault, names)| words.faulty(*fault, names));
        clauses.collect::<Vec<_>>().join(words.semicolon())
    }
}

fn fault(gap: GapKind, column: Kind<'_>) -> Fault {
    match (gap, column) {
        (GapKind::Missing, Kind::Field(_)) => Fault::Missing,
        (GapKind::Missing, Kind::Derived) => Fault::Incalculable,
        (GapKind::Missing, Kind::Rule) => Fault::Unclassified,
        (GapKind::Bad, Kind::Field(kind)) => match kind {
            FieldKind::Number => Fault::NoNumber,
            FieldKind::Percent => Fault::NoPercentage,
            FieldKind::Date => Fault::NoDate,
            FieldKind::Flag => Fault::NoFlag,
            FieldKind::Choice(_) => Fault::UnknownWord,
            FieldKind::Tags | FieldKind::Text => Fault::Unreadable,
        },
        (GapKind::Bad, Kind::Derived | Kind::Rule) => Fault::Unreadable,
        (GapKind::SetAside(SetAside::OtherCurrency), _) => Fault::OtherCurrency,
        (GapKind::SetAside(SetAside::NoCurrency), _) => Fault::NoCurrency,
        (GapKind::OutsidePoints(_), _) => Fault::OutsidePoints,
        (GapKind::NoStep(_), _) => Fault::NoStep,
    }
}

/// The value that is at fault, where it is a number.
fn value(gap: GapKind) -> Option<Decimal> {
    match gap {
        GapKind::OutsidePoints(value) | GapKind::NoStep(value) => Some(value),
        GapKind::Missing | GapKind::Bad | GapKind::SetAside(_) => None,
    }
}
