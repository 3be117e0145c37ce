//! Follow-up: how often, and why somebody is to be contacted, goes back into the pool or falls.

use crate::result::due::Status;
use jiff::civil::Weekday;

use crate::rule::follow_up::{DueDays, Period, Review, Unit};
use crate::words::figure::Count;
use crate::words::follow_up::{figures, is_rate};

sentences! {
    FollowUpWords(self) for Chinese by zh {
        period(period: Period) => { span(period) };
        contact(every: Period) => {
            match (is_rate(every.unit), every.overdue) {
                (true, _) => zh!("应{}联系", span(every)),
                (false, 0) => "应当天联系".to_owned(),
                (false, _) => zh!("应每{}联系一次", span(every)),
            }
        };
        first_contact(within: Period) => {
            match within.overdue == 0 || is_rate(within.unit) {
                true => zh!("从未联系，{}", self.contact(within)),
                false => zh!("从未联系，应在{}内首次联系", span(within)),
            }
        };
        agreed_contact() -> &'static str => { "按约定日期联系" };
        release(after: Period) => { zh!("超过{}未联系，退回公共池", span(after)) };
        fall(after: Period, since, to) => { zh!("自“{since}”起已超过 {}，降为{to}", span(after)) };
        about_to_fall(after: Period, since, to, left: u32) => {
            let days = if left == 0 { "今天是最后一天".to_owned() } else { zh!("还剩 {left} 天") };
            zh!("自“{since}”起满 {}将降为{to}，{days}", span(after))
        };
        review(every: &Review) => {
            match every {
                Review::Irregular => "不定期复核".to_owned(),
                Review::Every(every) if is_rate(every.unit) => zh!("{}复核", span(*every)),
                Review::Every(every) => zh!("每{}复核一次", span(*every)),
            }
        };
        last_on(said, date) => "{said}，上次为 {date}";
        about_label(column, label, said) => "{column} {label}：{said}";

        contact_line(every: Period) => {
            match (is_rate(every.unit), every.overdue) {
                (true, _) => zh!("联系：{}。", span(every)),
                (false, 0) => "联系：当天。".to_owned(),
                (false, _) => zh!("联系：每 {}一次。", span(every)),
            }
        };
        first_contact_line(within: Period) => {
            match within.overdue {
                0 => "首次联系：当天。".to_owned(),
                _ => zh!("首次联系：{}内。", span(within)),
            }
        };
        release_line(after: Period) => { zh!("{}未联系即退回公共池。", span(after)) };
        fall_line(after: Period, since, to) => { zh!("自“{since}”起超过 {}，降为{to}。", span(after)) };
        review_line(every: &Review) => {
            match every {
                Review::Irregular => "复核：不定期。".to_owned(),
                Review::Every(every) if is_rate(every.unit) => zh!("复核：{}。", span(*every)),
                Review::Every(every) => zh!("复核：每 {}一次。", span(*every)),
            }
        };
        mark_line(mark) => "标记：{mark}。";
        due_days_line(days: &DueDays) => {
            let when = match (days.check_on, days.working_days) {
                (Some(weekday), _) => zh!("每{}", weekday_name(weekday)),
                (None, true) => "工作日".to_owned(),
                (None, false) => "任意日期".to_owned(),
            };
            let but = days.holidays.as_ref().map(|(file, _)| zh!("，{file} 中的日期除外"));
            zh!("到期日：{when}{}。", but.unwrap_or_default())
        };
        script_line(script) => "话术：{script}";

        due_status(status: Status) -> &'static str => {
            match status {
                Status::Overdue => "已逾期",
                Status::Due => "今日应联系",
                Status::AboutToFall => "即将降级",
                Status::Ahead => "即将到期",
                Status::Review => "应复核",
                Status::Release => "退回公共池",
                Status::Falls => "降级",
            }
        };
        due_title(date) => "待联系客户（{date}）";
        due_title_of(date, owner) => "待联系客户（{date}）· {owner}";
        no_owner() -> &'static str => { "无负责人" };
        due_count(customers: Count, status) => "{status} {customers} 位";
        due_count_within(customers: Count, status, within: u32) => "{within} 天内{status} {customers} 位";
        unreadable_contacts(customers: Count) => "{customers} 位客户的最近联系日期无法读取，未列入";
        due_unclassified(customers: Count) => "{customers} 位客户未分类，没有联系频率";
    }
}

fn span(period: Period) -> String {
    if (period.overdue, period.unit) == (0, Unit::Days) {
        return "当天".to_owned();
    }
    let figures = figures(period);
    match period.unit {
        Unit::Hours => zh!("{figures} 小时"),
        Unit::Days => zh!("{figures} 天"),
        Unit::Weeks => zh!("{figures} 周"),
        Unit::Months => zh!("{figures} 个月"),
        Unit::Years => zh!("{figures} 年"),
        Unit::PerWeek => zh!("每周 {figures} 次"),
        Unit::PerMonth => zh!("每月 {figures} 次"),
        Unit::PerYear => zh!("每年 {figures} 次"),
    }
}

fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}
