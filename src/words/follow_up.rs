//! Follow-up: cadences, and why somebody is to be contacted, goes back into the pool or falls.

use super::chinese::joined;
use super::figure::count;
use crate::date::Day;
use crate::language::Language;
use crate::result::due::Status;
use crate::rule::follow_up::{Falls, Period, Review, Unit};
use crate::rule::tier::Tier;

/// A span of time: `7 days`, `48–72 hours`, `8 per month`, `the same day`.
pub fn period(period: Period, language: Language) -> String {
    let Period { due, overdue, unit } = period;
    if (overdue, unit) == (0, Unit::Days) {
        return language.of("the same day", "当天").to_owned();
    }
    let figures = if due == overdue { due.to_string() } else { format!("{due}–{overdue}") };
    match language {
        Language::En => {
            format!("{figures} {}{}", unit_word(unit), if !is_rate(unit) && overdue != 1 { "s" } else { "" })
        }
        Language::Zh => in_chinese(&figures, unit),
    }
}

fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "hour",
        Unit::Days => "day",
        Unit::Weeks => "week",
        Unit::Months => "month",
        Unit::Years => "year",
        Unit::PerWeek => "per week",
        Unit::PerMonth => "per month",
        Unit::PerYear => "per year",
    }
}

fn is_rate(unit: Unit) -> bool {
    matches!(unit, Unit::PerWeek | Unit::PerMonth | Unit::PerYear)
}

/// `once`, `8 times`, `2–4 times`.
fn times(rate: Period) -> String {
    match (rate.due, rate.overdue) {
        (1, 1) => "once".to_owned(),
        (one, other) if one == other => format!("{one} times"),
        (one, other) => format!("{one}–{other} times"),
    }
}

fn in_chinese(figures: &str, unit: Unit) -> String {
    match unit {
        Unit::Hours => format!("{figures} 小时"),
        Unit::Days => format!("{figures} 天"),
        Unit::Weeks => format!("{figures} 周"),
        Unit::Months => format!("{figures} 个月"),
        Unit::Years => format!("{figures} 年"),
        Unit::PerWeek => format!("每周 {figures} 次"),
        Unit::PerMonth => format!("每月 {figures} 次"),
        Unit::PerYear => format!("每年 {figures} 次"),
    }
}

/// Why a customer with a label is to be contacted: `tier platinum: contact every 7 days`.
pub fn to_contact(column: &str, label: &str, cadence: Period, first: bool, language: Language) -> String {
    let period = period(cadence, language);
    let every = match language {
        Language::En if is_rate(cadence.unit) => format!("contact {} {}", times(cadence), unit_word(cadence.unit)),
        Language::En if cadence.overdue == 0 => "contact the same day".to_owned(),
        Language::En if first => format!("first contact within {period}"),
        Language::En => format!("contact every {period}"),
        Language::Zh if is_rate(cadence.unit) => joined(&["应", &period, "联系"]),
        Language::Zh if cadence.overdue == 0 => "应当天联系".to_owned(),
        Language::Zh if first => joined(&["应在", &period, "内首次联系"]),
        Language::Zh => joined(&["应每", &period, "联系一次"]),
    };
    match (language, first) {
        (_, false) => headed(column, label, &every, language),
        (Language::En, true) => headed(column, label, &format!("never contacted; {every}"), language),
        (Language::Zh, true) => headed(column, label, &joined(&["从未联系，", &every]), language),
    }
}

/// Why a customer goes back into the pool: `grade C: no contact for more than 30 days, so back into the pool`.
pub fn to_release(column: &str, label: &str, after: Period, language: Language) -> String {
    let period = period(after, language);
    let said = match language {
        Language::En => format!("no contact for more than {period}, so back into the pool"),
        Language::Zh => joined(&["超过", &period, "未联系，退回公共池"]),
    };
    headed(column, label, &said, language)
}

/// Why a customer falls to another tier: `grade A: more than 10 days since “talks since”, so it falls to B`.
pub fn to_fall(column: &str, label: &str, (after, since): (Period, &str), to: &str, language: Language) -> String {
    let period = period(after, language);
    let said = match language {
        Language::En => format!("more than {period} since “{since}”, so it falls to {to}"),
        Language::Zh => joined(&["自“", since, "”起已超过 ", &period, "，降为", to]),
    };
    headed(column, label, &said, language)
}

/// Why a customer is about to fall: `grade A: falls to B when “talks since” is more than 10 days ago; 2 days are left`.
pub fn to_keep(
    column: &str,
    label: &str,
    (after, since): (Period, &str),
    (to, left): (&str, u32),
    language: Language,
) -> String {
    let period = period(after, language);
    let days = match (left, language) {
        (0, Language::En) => "today is the last day".to_owned(),
        (1, Language::En) => "1 day is left".to_owned(),
        (_, Language::En) => format!("{left} days are left"),
        (0, Language::Zh) => "今天是最后一天".to_owned(),
        (_, Language::Zh) => format!("还剩 {left} 天"),
    };
    let said = match language {
        Language::En => format!("falls to {to} when “{since}” is more than {period} ago; {days}"),
        Language::Zh => joined(&["自“", since, "”起满 ", &period, "将降为", to, "，", &days]),
    };
    headed(column, label, &said, language)
}

/// Why a customer is to be reviewed: `grade A: review every 6 months, last on 2026-01-31`.
pub fn to_review(column: &str, label: &str, (every, last): (Period, Option<Day>), language: Language) -> String {
    let said = review(column, label, &Review::Every(every), language);
    match last.map(super::run::date) {
        Some(last) => language.of(format!("{said}, last on {last}"), joined(&[&said, "，上次为 ", &last])),
        None => said,
    }
}

/// How often a tier is reviewed: `tier platinum: review every 6 months`.
pub fn review(column: &str, label: &str, review: &Review, language: Language) -> String {
    let said = match review {
        Review::Irregular => language.of("review now and then", "不定期复核").to_owned(),
        Review::Every(every) if is_rate(every.unit) => {
            let period = period(*every, language);
            language.of(format!("review {period}"), joined(&[&period, "复核"]))
        }
        Review::Every(every) => {
            let period = period(*every, language);
            language.of(format!("review every {period}"), joined(&["每", &period, "复核一次"]))
        }
    };
    headed(column, label, &said, language)
}

fn headed(column: &str, label: &str, said: &str, language: Language) -> String {
    language.of(format!("{column} {label}: {said}"), joined(&[column, " ", label, "：", said]))
}

/// When a tier's customers are contacted, reviewed, released; what they fall to; how they are marked. `called` says what people call a
/// column, and `tiers` are all of the rule's.
pub fn cadence(tier: &Tier, tiers: &[Tier], called: impl Fn(&str) -> String, language: Language) -> Vec<String> {
    let follow_up = &tier.follow_up;
    let contact = follow_up.contact_every.map(|every| to_keep_in_touch(every, language));
    let first = follow_up.first_contact.map(|first| match (first.overdue, language) {
        (0, Language::En) => "First contact: the same day.".to_owned(),
        (0, Language::Zh) => "首次联系：当天。".to_owned(),
        (_, Language::En) => format!("First contact: within {}.", period(first, language)),
        (_, Language::Zh) => format!("首次联系：{}内。", period(first, language)),
    });
    let release = follow_up.release_after.map(|after| {
        let after = period(after, language);
        language
            .of(format!("Back into the pool after {after} without contact."), joined(&[&after, "未联系即退回公共池。"]))
    });
    let falls = follow_up.falls.as_ref().map(|falls| to_fall_by_time(falls, tiers, called, language));
    let review = follow_up.review_every.as_ref().map(|every| match (every, language) {
        (Review::Irregular, Language::En) => "Review: now and then.".to_owned(),
        (Review::Irregular, Language::Zh) => "复核：不定期。".to_owned(),
        (Review::Every(every), Language::En) if is_rate(every.unit) => format!("Review: {}.", period(*every, language)),
        (Review::Every(every), Language::En) => format!("Review: every {}.", period(*every, language)),
        (Review::Every(every), Language::Zh) if is_rate(every.unit) => format!("复核：{}。", period(*every, language)),
        (Review::Every(every), Language::Zh) => format!("复核：每 {}一次。", period(*every, language)),
    });
    let mark = follow_up.mark.as_deref().map(|mark| super::color(mark, language));
    let mark = mark.map(|mark| language.of(format!("Mark: {mark}."), format!("标记：{mark}。")));
    [contact, first, release, falls, review, mark].into_iter().flatten().collect()
}

fn to_keep_in_touch(every: Period, language: Language) -> String {
    let period = period(every, language);
    match language {
        Language::En if is_rate(every.unit) => format!("Contact: {} {}.", times(every), unit_word(every.unit)),
        Language::En if every.overdue == 0 => "Contact: the same day.".to_owned(),
        Language::En => format!("Contact: every {period}."),
        Language::Zh if is_rate(every.unit) => format!("联系：{period}。"),
        Language::Zh if every.overdue == 0 => "联系：当天。".to_owned(),
        Language::Zh => format!("联系：每 {period}一次。"),
    }
}

fn to_fall_by_time(falls: &Falls, tiers: &[Tier], called: impl Fn(&str) -> String, language: Language) -> String {
    let (after, since) = (period(falls.after, language), called(&falls.since));
    let to = tiers.iter().find(|tier| tier.label == falls.to);
    let to = to.map_or(falls.to.as_str(), |tier| super::label(tier, language));
    match language {
        Language::En => format!("Falls to {to} when “{since}” is more than {after} ago."),
        Language::Zh => joined(&["自“", &since, "”起超过 ", &after, "，降为", to, "。"]),
    }
}

/// A status in a word.
pub fn due_status(status: Status, language: Language) -> &'static str {
    match status {
        Status::Overdue => language.of("overdue", "已逾期"),
        Status::Due => language.of("due", "今日应联系"),
        Status::AboutToFall => language.of("about to fall", "即将降级"),
        Status::Ahead => language.of("upcoming", "即将到期"),
        Status::Review => language.of("review", "应复核"),
        Status::Release => language.of("release", "退回公共池"),
        Status::Falls => language.of("falls", "降级"),
    }
}

/// What a calendar says of a customer: `overdue: Ann Ltd (17)`.
pub fn event(status: Status, name: &str, id: &str, language: Language) -> String {
    let status = due_status(status, language);
    match (name, id) {
        ("", one) | (one, "") => language.of(format!("{status}: {one}"), format!("{status}：{one}")),
        (name, id) => language.of(format!("{status}: {name} ({id})"), format!("{status}：{name}（{id}）")),
    }
}

/// What a list of whom to contact is called: `Whom to contact, as of 2026-01-31`.
pub fn due_title(as_of: Day, language: Language) -> String {
    let date = super::run::date(as_of);
    language.of(format!("Whom to contact, as of {date}"), format!("待联系客户（{date}）"))
}

/// How many customers stand how, of all: `12 overdue, 3 due, 5 upcoming within 7 days`.
pub fn due_counts(counts: [u64; Status::ALL.len()], within: u32, language: Language) -> String {
    let always = [Status::Overdue, Status::Due, Status::Ahead];
    let shown =
        Status::ALL.into_iter().zip(counts).filter(|(status, customers)| *customers > 0 || always.contains(status));
    let told = shown.map(|(status, customers)| {
        let (word, customers) = (due_status(status, language), count(customers));
        match (status, language) {
            (Status::Ahead, Language::En) => format!("{customers} {word} within {within} days"),
            (Status::Ahead, Language::Zh) => format!("{within} 天内{word} {customers} 位"),
            (_, Language::En) => format!("{customers} {word}"),
            (_, Language::Zh) => format!("{word} {customers} 位"),
        }
    });
    told.collect::<Vec<_>>().join(language.of(", ", "，"))
}

/// Customers whose last contact cannot be read are in no list of whom to contact.
pub fn unreadable_contacts(customers: u64, language: Language) -> String {
    let customers_text = count(customers);
    match language {
        Language::En if customers == 1 => "1 customer is left out, because its last contact cannot be read".to_owned(),
        Language::En => format!("{customers_text} customers are left out, because their last contact cannot be read"),
        Language::Zh => format!("{customers_text} 位客户的最近联系日期无法读取，未列入"),
    }
}

/// Customers without a label by any rule are in no list of whom to contact.
pub fn due_unclassified(customers: u64, language: Language) -> String {
    let customers_text = count(customers);
    match language {
        Language::En if customers == 1 => "1 customer is unclassified, so no cadence is known for it".to_owned(),
        Language::En => format!("{customers_text} customers are unclassified, so no cadence is known for them"),
        Language::Zh => format!("{customers_text} 位客户未分类，没有联系频率"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Period {
        Period::parse(text).expect("a period")
    }

    #[test]
    fn a_period_is_said_in_both_languages() {
        let both = |text| Language::ALL.map(|language| period(parsed(text), language));
        assert_eq!(both("1 month"), ["1 month", "1 个月"]);
        assert_eq!(both("48-72 hours"), ["48–72 hours", "48–72 小时"]);
        assert_eq!(both("8 per month"), ["8 per month", "每月 8 次"]);
        assert_eq!(both("same day"), ["the same day", "当天"]);
    }

    #[test]
    fn why_somebody_is_to_be_contacted_is_said_in_both_languages() {
        let both = |text, first| Language::ALL.map(|language| to_contact("grade", "A", parsed(text), first, language));
        assert_eq!(both("7 days", false), ["grade A: contact every 7 days", "grade A：应每 7 天联系一次"]);
        assert_eq!(
            both("same day", true),
            ["grade A: never contacted; contact the same day", "grade A：从未联系，应当天联系"]
        );
        assert_eq!(both("8 per month", false), ["grade A: contact 8 times per month", "grade A：应每月 8 次联系"]);
    }
}
