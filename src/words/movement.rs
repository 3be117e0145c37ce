//! How a customer moved since an earlier list.

use super::Language;
use crate::score::Movement;

/// A movement, as the column `<rule>_change` has it.
pub fn movement(movement: Movement, language: Language) -> &'static str {
    match movement {
        Movement::Up => language.of("up", "升级"),
        Movement::Down => language.of("down", "降级"),
        Movement::Same => language.of("same", "不变"),
        Movement::New => language.of("new", "新增"),
        Movement::Changed => language.of("changed", "变更"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_movement_has_a_word_of_its_own() {
        let words = Movement::ALL.map(|how| Language::ALL.map(|language| movement(how, language)));
        assert_eq!(words, [["up", "升级"], ["down", "降级"], ["same", "不变"], ["new", "新增"], ["changed", "变更"]]);
    }
}
