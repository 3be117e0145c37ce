//! Customers without a label, because something is missing or bad: `revenue is missing; last_order is not a date`.

use crate::language::Language;
use crate::number::Decimal;
use crate::rule::field::FieldKind;
use crate::score::reason::{Gap, GapKind};
use crate::words::chinese::joined;
use crate::words::wording::{Kind, Wording};

/// What is wrong with a column; those with the same fault are named together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Missing,
    /// A derived value for which some other column would be needed, or a division by 0.
    Incalculable,
    /// An earlier rule gave no label.
    Unclassified,
    NoNumber,
    NoPercentage,
    NoDate,
    NoFlag,
    /// A filled cell that is none of the words of a choice.
    UnknownWord,
    Unreadable,
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
            return self.language.of("the list lacks the rule's column", "列表中没有此规则所需的列").to_owned();
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
        let clauses = faults.iter().map(|(fault, names)| match self.language {
            Language::En => english(*fault, names),
            Language::Zh => chinese(*fault, &names.join("、")),
        });
        clauses.collect::<Vec<_>>().join(self.language.of("; ", "；"))
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
        (GapKind::OutsidePoints(_), _) => Fault::OutsidePoints,
        (GapKind::NoStep(_), _) => Fault::NoStep,
    }
}

/// The value that is at fault, where it is a number.
fn value(gap: GapKind) -> Option<Decimal> {
    match gap {
        GapKind::OutsidePoints(value) | GapKind::NoStep(value) => Some(value),
        GapKind::Missing | GapKind::Bad => None,
    }
}

fn english(fault: Fault, names: &[String]) -> String {
    let (one, several) = match fault {
        Fault::Missing => ("is missing", "are missing"),
        Fault::Incalculable => ("cannot be calculated", "cannot be calculated"),
        Fault::Unclassified => ("is unclassified", "are unclassified"),
        Fault::NoNumber => ("is not a number", "are not numbers"),
        Fault::NoPercentage => ("is not a percentage", "are not percentages"),
        Fault::NoDate => ("is not a date", "are not dates"),
        Fault::NoFlag => ("is neither yes nor no", "are neither yes nor no"),
        Fault::UnknownWord => ("is an unknown word", "are unknown words"),
        Fault::Unreadable => ("cannot be read", "cannot be read"),
        Fault::OutsidePoints => ("is not within 0–100", "are not within 0–100"),
        Fault::NoStep => ("meets none of its steps", "meet none of their steps"),
    };
    match names {
        [] => String::new(),
        [name] => format!("{name} {one}"),
        [others @ .., last] => format!("{} and {last} {several}", others.join(", ")),
    }
}

fn chinese(fault: Fault, names: &str) -> String {
    match fault {
        Fault::Missing => joined(&["缺少", names]),
        Fault::Incalculable => joined(&[names, "无法计算"]),
        Fault::Unclassified => joined(&[names, "未分类"]),
        Fault::NoNumber => joined(&[names, "不是数字"]),
        Fault::NoPercentage => joined(&[names, "不是百分比"]),
        Fault::NoDate => joined(&[names, "不是日期"]),
        Fault::NoFlag => joined(&[names, "不是“是”或“否”"]),
        Fault::UnknownWord => joined(&[names, "不是可识别的选项"]),
        Fault::Unreadable => joined(&[names, "无法读取"]),
        Fault::OutsidePoints => joined(&[names, "不在 0–100 之内"]),
        Fault::NoStep => joined(&[names, "不在任何分档内"]),
    }
}
