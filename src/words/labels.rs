//! Labels, titles and actions, and the labels of those who have none.

use crate::folding::folded;
use crate::language::Language;
use crate::rule::follow_up::Script;
use crate::rule::tier::Tier;
use crate::rule::{Field, FieldKind, Rule};
use crate::rulefile::RuleFile;
use crate::score::Code;

/// A tier's label.
pub fn label(tier: &Tier, language: Language) -> &str {
    one_of(language, Some(tier.label.as_str()), tier.zh.as_deref()).unwrap_or_default()
}

/// A field as people call it: in English its name with blanks, in Chinese its first Chinese header.
pub(crate) fn called(field: &Field, language: Language) -> String {
    language.words().field(field).replace('_', " ")
}

/// A word of a choice as a language spells it; any other text as it stands.
pub(super) fn known_word<'a>(kind: &'a FieldKind, word: &'a str, language: Language) -> &'a str {
    match kind {
        FieldKind::Choice(words) => {
            words.iter().find(|known| known.word == word).map_or(word, |known| language.words().word(known))
        }
        _ => word,
    }
}

/// What a tier's customers are due, if the rule says so.
pub fn action(tier: &Tier, language: Language) -> Option<&str> {
    one_of(language, tier.action.as_deref(), tier.action_zh.as_deref())
}

/// The text to send or to say to a tier's customers.
pub fn script(tier: &Tier, language: Language) -> Option<&Script> {
    let scripts = [&tier.follow_up.script, &tier.follow_up.script_zh];
    let [en, zh] = scripts.map(Option::as_ref);
    one_of(language, en, zh)
}

/// What a rule's column of labels is called.
pub fn label_header(rule: &Rule, language: Language) -> &str {
    one_of(language, Some(rule.name.as_str()), rule.header_zh.as_deref()).unwrap_or(&rule.name)
}

/// What sentences call a rule's column of labels.
pub(super) fn rule_column(name: &str, header_zh: Option<&str>, language: Language) -> String {
    let header = header_zh.filter(|_| language.words().prefers_zh());
    header.map_or_else(|| language.words().rule_column(name), str::to_owned)
}

/// What a classification is called; without a title its rule's name or path.
pub fn title(file: &RuleFile, language: Language) -> &str {
    one_of(language, file.title.as_deref(), file.title_zh.as_deref()).unwrap_or(&file.name)
}

/// What a classification does, if its file says so.
pub fn about(file: &RuleFile, language: Language) -> Option<&str> {
    one_of(language, file.about.as_deref(), file.about_zh.as_deref())
}

/// Where a classification's figures come from, if its file says so.
pub fn source(file: &RuleFile, language: Language) -> Option<&str> {
    one_of(language, file.source.as_deref(), file.source_zh.as_deref())
}

/// The family that a classification belongs to: one of the bundled ones in words, any other as its file has it.
pub fn family(file: &RuleFile, language: Language) -> Option<String> {
    let family = file.family.as_deref()?;
    let known = language.words().family(family).map(str::to_owned);
    known.or_else(|| one_of(language, Some(family), file.family_zh.as_deref()).map(str::to_owned))
}

/// What should be known of a classification: whose its figures are, how its source is read.
pub fn notes(file: &RuleFile, language: Language) -> &[String] {
    let there = |notes| Some(notes).filter(|notes: &&Vec<String>| !notes.is_empty());
    one_of(language, there(&file.notes), there(&file.notes_zh)).map_or(&[], Vec::as_slice)
}

/// Whether a text is the word for no class, in any language.
pub fn is_unclassified(text: &str) -> bool {
    let text = folded(text);
    Language::ALL.iter().any(|&language| folded(language.words().unclassified()) == text)
}

/// The code of a label as a scored list has it, whichever language it was written in: [`Code::NONE`] for `unclassified`, `None`
/// for a text that is none of the rule's labels. Case, width and outer blanks make no difference.
pub fn code_of(text: &str, rule: &Rule) -> Option<Code> {
    let text = folded(text);
    if is_unclassified(&text) {
        return Some(Code::NONE);
    }
    let in_language = |language| rule.tiers.iter().position(|tier| folded(label(tier, language)) == text);
    Language::ALL.into_iter().find_map(in_language).map(Code::at)
}

/// The text in this language, or in the one that has it.
fn one_of<T>(language: Language, en: Option<T>, zh: Option<T>) -> Option<T> {
    if language.words().prefers_zh() { zh.or(en) } else { en.or(zh) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> RuleFile {
        let text = "title = \"Grades\"\ntitle_zh = \"分级\"\nabout = \"By revenue.\"\n\n[[rule]]\nname = \"grade\"\n\
                    method = \"threshold\"\nfield = \"revenue\"\ntier = [\n\
                    { label = \"Gold\", zh = \"黄金\", min = 100, action = \"Call.\", action_zh = \"致电。\" },\n\
                    { label = \"Lead\", action = \"Write.\" },\n]\n";
        RuleFile::parse("./grades.toml", text, &[]).expect("the rule is right")
    }

    #[test]
    fn what_has_no_chinese_is_said_in_english() {
        let file = file();
        let [gold, lead] = &file.set.rules[0].tiers[..] else { panic!("two tiers") };
        let both = |tier| Language::ALL.map(|language| label(tier, language));
        assert_eq!([both(gold), both(lead)], [["Gold", "黄金"], ["Lead", "Lead"]]);
        let both = |tier| Language::ALL.map(|language| action(tier, language));
        assert_eq!([both(gold), both(lead)], [[Some("Call."), Some("致电。")], [Some("Write."); 2]]);
        assert_eq!(Language::ALL.map(|language| title(&file, language)), ["Grades", "分级"]);
        assert_eq!(Language::ALL.map(|language| about(&file, language)), [Some("By revenue."); 2]);
    }

    #[test]
    fn a_classification_without_a_title_goes_by_its_name() {
        let file = RuleFile { title: None, title_zh: None, ..file() };
        assert_eq!(title(&file, Language::Zh), "./grades.toml");
    }

    #[test]
    fn labels_are_read_back_in_either_language() {
        let rule = &file().set.rules[0];
        for text in ["Gold", " GOLD", "黄金", "Ｇold"] {
            assert_eq!(code_of(text, rule), Some(Code::at(0)), "{text}");
        }
        for text in ["unclassified", "Unclassified ", "未分类"] {
            assert_eq!(code_of(text, rule), Some(Code::NONE), "{text}");
        }
        assert_eq!(code_of("lead", rule), Some(Code::at(1)));
        assert_eq!(code_of("silver", rule), None);
    }
}
