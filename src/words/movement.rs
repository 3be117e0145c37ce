//! How a customer moved since an earlier list.

use super::Language;

/// How a customer's label compares with that of an earlier list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Movement {
    /// A better tier.
    Up,
    /// A worse tier.
    Down,
    /// The same tier.
    Same,
    /// The customer had none.
    New,
    /// Another tier of a rule whose tiers are not better than one another.
    Changed,
}

impl Movement {
    /// Every movement.
    pub const ALL: [Movement; 5] = [Movement::Up, Movement::Down, Movement::Same, Movement::New, Movement::Changed];
}

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
