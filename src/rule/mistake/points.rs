//! Mistakes in the points of scorecards.

use crate::number::Decimal;
use crate::rule::scope::Type;

mistakes! {
    /// A mistake in the items of a scorecard or in their totals.
    PointsMistake {
        /// An item makes points in two ways.
        TwoWays { one: &'static str, other: &'static str } =>
            format!("this item has both `{one}` and `{other}`"), "keep one of them";
        /// Weighted points beyond 0 to 100.
        UnusualPoints { least: Decimal, most: Decimal } =>
            format!("this item gives from {least} to {most} points; weighted points usually lie within 0 and 100"),
            "write points from 0 to 100, or take the weights out, so that points are summed";
        /// A weight is not a weight.
        WeightOutOfRange { weight: Decimal } =>
            format!("a weight lies above 0 and is at most 1, not {weight}"), "write weight = 0.25";
        /// Some items have weights.
        NoWeight =>
            "this item has no weight, but others have",
            "give every item a weight, so that they add up to 1, or none, so that the points are summed";
        /// The weights are no whole; their sum, if it is short enough to be shown.
        WeightsNoWhole { sum: Option<Decimal> } =>
            format!("the weights add up{}, not to 1", sum.map_or_else(String::new, |sum| format!(" to {sum}"))),
            "make them add up to exactly 1";
        /// `steps` is an empty list.
        NoSteps => "`steps` is empty", "write steps = [ { min = 12, points = 100 }, { points = 0 } ]";
        /// Points for the words of a column whose words are not known.
        NotAChoice { name: String, kind: Type } =>
            format!("`{name}` is {kind}, not a closed list of words"),
            "points for words need a choice, a flag or an earlier label column; numbers take `ramp` or `steps`";
        /// A word has points twice.
        PointsTwice { word: String } => format!("`{word}` has points twice"), "give every word its points once";
        /// Words without points, at least one.
        NoPoints { words: Vec<String> } =>
            format!("no points for {}", words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")),
            format!("add \"{}\" = 0", words[0]);
        /// The step of a ramp is not a step.
        StepOutOfRange { step: Decimal } =>
            format!("a step lies above 0 and is at most 100 points, not {step}"), "write step = 10";
        /// A ramp without length.
        FlatRamp =>
            "this ramp begins and ends at the same number",
            "write where 0 points are in `from` and where 100 are in `to`";
        /// The total has too many digits.
        TotalTooLong => "the points add up to more than 38 digits", "write smaller points";
        /// No total is within a tier's bounds.
        NoTotalReaches { low: Decimal, high: Decimal } =>
            format!("nobody reaches this tier: the items give totals from {low} to {high}"),
            "move its bound, or change the points";
        /// Earlier tiers take all totals.
        TotalsTaken { low: Decimal, high: Decimal } =>
            format!("nobody reaches this tier: the earlier ones take all totals, from {low} to {high}"),
            "raise their bounds, or change the points";
    }
}
