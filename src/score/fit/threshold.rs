//! A threshold on a list: the bounds are those of the rule.

use std::collections::HashMap;

use crate::folding::folded;
use crate::rule::bounds::intervals;
use crate::rule::interval::Interval;
use crate::rule::method::Threshold;
use crate::rule::method::threshold::TierBounds;
use crate::score::cuts::{self, Cuts};
use crate::score::frame::Frame;
use crate::score::groups::Groups;

/// See [`super::seek`].
pub fn seek(threshold: &Threshold, frame: &Frame<'_>) {
    if let TierBounds::Same(bounds) = &threshold.bounds {
        cuts::seek(frame, frame.chosen(&threshold.columns), &intervals(bounds));
    }
}

/// The cuts of a threshold on a list.
pub fn fit(threshold: &Threshold, frame: &Frame<'_>) -> Cuts {
    let column = frame.chosen(&threshold.columns);
    let (sets, groups) = match &threshold.bounds {
        TierBounds::Same(bounds) => (vec![intervals(bounds)], None),
        TierBounds::ByGroup(by_group) => {
            let groups = Groups::new(frame, threshold.per.expect("checked when the rule was read"));
            let tiers = by_group.first().map_or(0, |(_, bounds)| bounds.len());
            let known = by_group.iter().map(|(group, bounds)| (folded(group), intervals(bounds)));
            let known = known.collect::<HashMap<_, _>>();
            let set =
                |name: &String| known.get(&folded(name)).cloned().unwrap_or_else(|| vec![Interval::NOBODY; tiers]);
            (groups.names().iter().map(set).collect(), Some(groups))
        }
    };
    Cuts::new(column, sets, groups, Vec::new())
}
