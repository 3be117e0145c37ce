//! How a customer moved since an earlier list.

use super::figure::count;
use crate::language::Language;
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

/// A customer that an earlier list has and a later one lacks.
pub fn lost(language: Language) -> &'static str {
    language.of("lost", "流失")
}

/// The customers that a later list has and an earlier one lacks, as a group.
pub fn new_customers(language: Language) -> &'static str {
    language.of("new customers", "新增客户")
}

/// The customers that an earlier list has and a later one lacks, as a group.
pub fn lost_customers(language: Language) -> &'static str {
    language.of("lost customers", "流失客户")
}

/// The title of the table of those who moved.
pub fn movers(language: Language) -> &'static str {
    language.of("Movers", "变动客户")
}

/// What stands under the table of those who moved where there are none.
pub fn nobody_moved(language: Language) -> String {
    language.of("nobody moved", "没有客户变动").to_owned()
}

/// How many movers are not shown.
pub fn more_movers(customers: u64, language: Language) -> String {
    let customers = count(customers);
    language.of(
        format!("and {customers} more; -o movers.xlsx or --format csv has them all"),
        format!("另有 {customers} 位；使用 -o movers.xlsx 或 --format csv 可查看全部"),
    )
}

/// How many customers two lists have: `5,000 customers before, 5,010 now; 4,980 of them on both sides`.
pub fn compared(before: u64, now: u64, both: u64, language: Language) -> String {
    let (before, now, both) = (count(before), count(now), count(both));
    language.of(
        format!("{before} customers before, {now} now; {both} of them on both sides"),
        format!("上次 {before} 位客户，本次 {now} 位；两次均有 {both} 位"),
    )
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
