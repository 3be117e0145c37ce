//! Figures, names, and what stands between words.

sentences! {
    trait CommonWords(self) {
        percent(figure) => "{figure} %";
        percentage_points(figure) => "{figure} percentage points";
        far => "far";
        yes_or_no(flag: bool) -> &'static str => { if flag { "yes" } else { "no" } };
        comma => ", ";
        clause_comma => ", ";
        semicolon => "; ";
        colon => ": ";
        or => " or ";
        between_sentences => " ";
        brackets(text) => "({text})";
        aside(text, aside) => "{text} ({aside})";

        score_suffix => "_score";
        previous_suffix => "_previous";
        change_suffix => "_change";
        override_suffix => "_override";
        why_suffix => "_why";
        action_suffix => "_action";
        next_contact_column => "next_contact";

        unclassified => "unclassified";
        blank_group => "(blank)";
        total => "total";
        score_total => "score";
        numbered_tier(label) => "tier {label}";
        heading(key: &'static str, english: &'static str) -> &'static str => { english };
        color_name(english: &'static str) -> &'static str => { english };
    }
}
