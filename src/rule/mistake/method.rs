//! Mistakes in what one method asks for.

use super::Suggestion;
use crate::rule::method::ranking::BINS;
use crate::rule::scope::Type;

/// How a condition comes out for every customer of every list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constant {
    /// It holds, so that none after it is tested.
    HoldsBeforeOthers,
    /// It holds, so that nobody is left for the tier without a condition.
    HoldsBeforeRest,
    /// It does not hold.
    Never,
    /// It cannot be told.
    Unknown,
}

/// What is written for a tier without tags.
const TAGS: &str = "add tags = [\"calm\", [\"compares\", \"爱比较\"]]; only the last of several tiers may have none, and takes the rest";

mistakes! {
    /// A mistake in what one method asks for.
    MethodMistake {
        /// `per` in a rule without cuts.
        NoCuts { method: &'static str } =>
            format!("a {method} rule makes no cuts within groups"), "take `per` out";

        /// `best` in a pareto rule.
        BestInPareto =>
            "`best` has no meaning in a pareto rule",
            "leave it out: the greatest values come first; use method = \"percentile\" where low values are better";
        /// `best` is neither high nor low.
        UnknownBest { word: String } => format!("`best` is \"{word}\""), "write best = \"low\" or best = \"high\"";
        /// `crossing` is neither better nor worse.
        UnknownCrossing { word: String } =>
            format!("`crossing` is \"{word}\""), "write crossing = \"worse\" or crossing = \"better\"";
        /// `crossing` in a rule that no customer crosses a line of.
        CrossingInMethod { method: &'static str } =>
            format!("`crossing` has no meaning in a {method} rule"),
            "take it out: customers cross the lines of percentile and pareto rules alone";
        /// `top` in a pareto rule.
        TopInPareto =>
            "`top` counts customers, and a pareto rule cuts at shares of a sum",
            "write share = \"80%\", or use method = \"percentile\"";
        /// Some tiers have `top`, others `share`.
        TopAndShare =>
            "this tier has `share`, and others of the rule have `top`",
            "write the one or the other in all tiers; with `top` the last tier has neither";
        /// `top` in the last tier.
        TopOfLast =>
            "the last tier takes whatever is left, so it has no `top`",
            "take it out, or add a tier for the others below this one";
        /// `top` is not a number of customers.
        NotTop => "`top` is a whole number from 1", "write top = 50";
        /// `needs` is not a number of customers.
        NotNeeded =>
            "`needs` says how many customers a rule needs: a whole number from 1", "write needs = { customers = 100 }";
        /// `bins` is not a number of parts.
        NotBins =>
            format!("`bins` is a whole number from {} to {}", BINS.start(), BINS.end()), "write bins = 5";
        /// `bins` and tiers.
        BinsAndTiers =>
            "a rule has `bins` or tiers, not both",
            "bins are labelled by number, the best one highest; leave the tiers out";

        /// Bounds by group, but no groups.
        UnknownGroups =>
            "bounds by group need to know the groups", "add per = \"region\", or whichever column makes them";
        /// Labels that are to be numbers and are none.
        LabelNoNumber { label: String } =>
            format!("the label \"{label}\" is no whole number, and `numbers` says that the labels are"),
            "take numbers = true out, or write labels such as \"5\"";
        /// Two spellings of one group.
        GroupTwice { group: String, first: String } =>
            format!("\"{group}\" and \"{first}\" are one group"),
            "write a group's name in one way: case, width and outer blanks make no difference";

        /// A decision without conditions.
        NoConditions =>
            "no tier of this rule has a condition",
            "add when = \"revenue >= 10_000\" to the tiers; the last one may have none";
        /// A tier without a condition stands before others.
        NoCondition =>
            "this tier has no condition, so no later `when` can be reached",
            "add when = \"revenue >= 10_000\"; the tier without a condition stands last, apart from tiers that only \
             have `first`";
        /// An earlier condition holds wherever this one does.
        NeverDecides { label: String, condition: String } =>
            "this condition never decides anything: whoever meets it meets an earlier one",
            format!("\"{label}\" comes first with `{condition}`: put the narrower condition first, or take this one out");
        /// Parts of a condition exclude each other.
        Contradiction =>
            "this condition holds for no customer",
            "nobody gets into the tier by it: its parts exclude each other, so `or` may be meant for `and`";
        /// A condition is the same for everybody.
        ConstantCondition { constant: Constant } =>
            match constant {
                Constant::HoldsBeforeOthers | Constant::HoldsBeforeRest => "this condition holds for every customer",
                Constant::Never => "this condition holds for no customer",
                Constant::Unknown => "this condition is unknown for every customer",
            },
            format!("{}: compare a column with something", match constant {
                Constant::HoldsBeforeOthers => "no condition that is tested after this one is reached",
                Constant::HoldsBeforeRest => "the tier without a condition gets nobody",
                Constant::Never => "nobody gets into the tier by it",
                Constant::Unknown => "whoever comes to it is unclassified",
            });

        /// A lookup in a column whose values cannot be listed.
        NotListed { name: String, kind: Type } =>
            format!("a lookup has no use for `{name}`, which is {kind}"),
            "name a text, a choice, a flag or the label column of an earlier rule";
        /// A tier of a lookup without values.
        NoValues =>
            "this tier has no values",
            "add values = [\"Shanghai\", \"上海\"]; only the last of several tiers may have none, and takes all other values";
        /// `values` is an empty list.
        EmptyValues =>
            "nothing can reach this tier: its `values` are empty",
            "list the values, or leave `values` out of the last tier, so that it takes all other values";
        /// A value stands in two tiers, or twice in one.
        ValueTwice { value: String } =>
            format!("\"{value}\" is listed twice"),
            "list every value once; case, width and outer blanks make no difference";

        /// An axis that has no labels.
        NoLabelColumn { name: String } =>
            format!("`{name}` is no label column of an earlier rule"),
            "make labels of it with a rule above this one, and name that rule here";
        /// A cell's label is empty.
        EmptyCell =>
            "the label of this cell is empty", "write the label that these customers get, or take the cell out";
        /// A cell's label is no tier's.
        CellWithoutTier { label: String, known: Suggestion } =>
            format!("no tier has the label \"{label}\""), known.to_string();
        /// A row or column stands twice.
        CellTwice { label: String } => format!("\"{label}\" stands here twice"), "write every label once";
        /// A row or column that the earlier rule does not have.
        UnknownLabel { rule: String, label: String, known: Suggestion } =>
            format!("`{rule}` has no label \"{label}\""), known.to_string();
        /// A tier that stands in no cell.
        TierWithoutCell { label: String } =>
            format!("nobody gets the label \"{label}\": it stands in no cell"),
            "write it in a cell, or take the tier out";
        /// Pairs of labels without a cell: the first of them, and how many more there are.
        Gaps { first: Vec<String>, more: usize } =>
            format!(
                "nothing is written for {}{}: these customers are left unclassified",
                first.join(", "),
                if *more > 0 { format!(" and {more} more") } else { String::new() }
            ),
            "write a label for every pair of labels that can occur";

        /// A profile of a column that has no tags.
        NotTags { name: String, kind: Type } =>
            format!("`{name}` is {kind}, not tags"),
            format!("name a field of tags, or declare it: [fields.{name}] type = \"tags\"");
        /// `min_matches` is not a number of tags.
        NotMatches => "`min_matches` is a whole number from 1", "write min_matches = 2";
        /// A tier of a profile without tags.
        NoTags => "this tier has no tags", TAGS;
        /// `tags` is an empty list.
        EmptyTags => "`tags` is empty", TAGS;
        /// A spelling of two tags.
        TagTwice { spelling: String } =>
            format!("\"{spelling}\" stands for two tags of this tier"), "let it stand for one";
        /// Fewer tags than have to match.
        TooFewTags { tags: usize, needed: usize } =>
            format!("nothing can reach this tier: it has {tags} tags, and {needed} have to match"),
            "add tags, or lower `min_matches`";
        /// A tag is empty.
        EmptyTag => "this tag is empty", "write a tag, as in \"calm\"";
        /// A tag has a character in it that separates tags.
        TagWithSeparator { separator: char } =>
            format!("no customer can have this tag: {separator:?} stands between tags"),
            "write several tags, each in its own quotes";
    }
}
