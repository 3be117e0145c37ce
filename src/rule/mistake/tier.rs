//! Mistakes in what tiers have whatever the method: labels, bounds, shares, follow-up.

use super::{Part, Suggestion};
use crate::number::Decimal;

mistakes! {
    /// A mistake in a tier or a step.
    TierMistake {
        /// The label is empty.
        EmptyLabel => "this tier's label is empty", "write the label that customers get";
        /// The label means that there is no class.
        ReservedLabel { label: String } =>
            format!("the label \"{label}\" is reserved for customers without a class"), "choose another word";
        /// Two tiers have one label.
        LabelTwice { label: String } =>
            format!("the label \"{label}\" is used twice"), "give every tier labels of its own, in both languages";
        /// `tier` is an empty list.
        NoTiers => "`tier` is empty", "write the tiers, the best first: [ { label = \"A\", … }, … ]";
        /// A bound is given twice.
        BoundTwice { part: Part, inclusive: &'static str, exclusive: &'static str } =>
            format!("this {part} has both `{inclusive}` and `{exclusive}`"),
            format!("keep one of them: `{inclusive}` takes the bound itself, `{exclusive}` does not");
        /// All but the last need a bound.
        NoBound { part: Part } =>
            format!("this {part} has no bound, so no later {part} can be reached"),
            format!("add min = 100_000 (or above, max, below); only the last {part} may have none");
        /// The lower bound is above the upper one.
        NothingBetween { low: Decimal, high: Decimal } =>
            format!("nothing lies between {low} and {high}"), "put the lower bound first";
        /// Bounds by group stand where there are no groups.
        BoundByGroup { key: &'static str } =>
            format!("`{key}` is a table"), "write one number: bounds by group belong to the tiers of a threshold";
        /// The earlier ones take all.
        OutOfOrder { part: Part } =>
            format!("nothing can reach this {part}: bounds out of order, the earlier ones take all that it takes"),
            format!("bounds go from the first {part} to the last: falling with `min`, rising with `max`");
        /// `hold` is not a part.
        HoldOutOfRange =>
            "a hold is a part of the tier's line: above 0 % and at most 100 %", "write hold = \"10%\"";
        /// `hold` in a rule without lines.
        HoldWithoutLines =>
            "this rule draws no lines, so nobody can be near one",
            "take `hold` out; percentile, pareto, threshold and scorecard rules have lines";
        /// `hold` in a rule whose tiers have no order.
        HoldUnranked =>
            "a rule without a ranking has no worse side of a line", "take `hold` out, or ranked = false";
        /// `hold` in a hidden column.
        HoldHidden =>
            "a hidden column is in no earlier list, so there is nothing to hold",
            "take `hold` out, or hidden = true";
        /// `hold` in the last tier.
        HoldLast =>
            "nothing is worse than the last tier, so there is nothing to hold", "take `hold` out of this tier";
        /// A fall to an unknown tier.
        FallsToUnknown { label: String, known: Suggestion } =>
            format!("the tier falls to \"{label}\", which is none of this rule's"), known.to_string();
        /// `check_on` is no day of the week.
        NotAWeekday { text: String } =>
            format!("\"{text}\" is not a day of the week"), "write a day such as \"Wednesday\"";
        /// A script with a brace that has no partner.
        OpenBrace =>
            "a brace of this text has no partner, or nothing stands between two",
            "write each column's name in braces, as in \"Dear {name}\"";
        /// A script that names an unknown column.
        UnknownInScript { name: String, known: Suggestion } =>
            format!("the text asks for {{{name}}}, which is no field"), known.to_string();
        /// The file of days off cannot be read.
        HolidaysUnreadable { file: String, why: String } =>
            format!("the holidays cannot be read from {file}: {why}"),
            "write the name of a file of dates, one per line, as seen from the rule file";
        /// A line of the file of days off is no date.
        NotAHoliday { file: String, line: usize, text: String } =>
            format!("{file}, line {line}: \"{text}\" is not a date"), "write one date per line, as in 2026-01-01";
        /// A share is not a share.
        ShareOutOfRange { percent: Decimal, meant: Decimal } =>
            format!("a share lies above 0 % and is at most 100 %, not {percent} %"),
            format!("write share = \"{meant}%\"");
        /// The shares are no whole.
        SharesNoWhole { percent: Decimal } =>
            format!("the shares add up to {percent} %"), "make them add up to 100 %";
    }
}
