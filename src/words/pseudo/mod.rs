//! A language that only tests have: a few sentences of its own, in brackets, and English behind them.

use super::Words;
use super::en::{
    ConditionWords, ErrorWords, FollowUpWords, FrozenWords, HandbookWords, InspectWords, NoteWords, OwnTexts,
    ReasonWords, RemarkWords, StarterWords, TemplateWords,
};

mod common;
mod results;

/// The language that only tests have.
#[derive(Debug, Clone, Copy)]
pub struct Pseudo;

impl ConditionWords for Pseudo {}
impl ErrorWords for Pseudo {}
impl FollowUpWords for Pseudo {}
impl HandbookWords for Pseudo {}
impl InspectWords for Pseudo {}
impl NoteWords for Pseudo {}
impl OwnTexts for Pseudo {}
impl ReasonWords for Pseudo {}
impl RemarkWords for Pseudo {}
impl StarterWords for Pseudo {}
impl FrozenWords for Pseudo {}
impl TemplateWords for Pseudo {}
impl Words for Pseudo {}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::result::summary::Tallies;
    use crate::words::tables::summary::table;
    use crate::words::testing::scored;
    use crate::words::{reason, unclassified_reasons};

    const RULE: &str = "[[rule]]\nname = \"g\"\nmethod = \"threshold\"\nfield = \"revenue\"\n\
                        tier = [{ label = \"A\", zh = \"甲\", min = 9 }, { label = \"B\" }]\n";

    #[test]
    fn a_further_language_says_what_it_has_words_for_and_the_rest_in_english() {
        let language = Language::Pseudo;
        scored(RULE, "revenue\n9\n\"\"\nmany\n", |scored| {
            assert_eq!(reason(scored, 0, 0, language), "revenue 9 reaches A (from 9)");
            let causes = unclassified_reasons(scored, 0, language);
            assert_eq!(causes, ["⟦revenue is missing ×1⟧", "⟦revenue is not a number ×1⟧"]);
            let tallies = Tallies::of(scored, None, 1);
            let table = table(&scored.set.rules[0], tallies.of_rule(0).expect("the rule gives a column"), language);
            let rows = table.rows.iter().map(|row| format!("{:?}", row.cells[0])).collect::<Vec<_>>();
            assert_eq!(rows, ["A", "B", "⟦unclassified⟧", "⟦total⟧"].map(|text| format!("Text({text:?})")));
            assert_eq!(table.columns[0].text, "Tier");
        });
    }
}
