//! The text of a starter. A comment begins with `# `; a line of a rule that is switched off with `#` alone.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Count, LABELS, dates, head, line, measured, shares, title};
use crate::folding::folded;
use crate::language::Language;
use crate::number::Decimal;
use crate::result::starter::{Basis, Measured, Recency, Subject, roundest};
use crate::rule::FieldKind;
use crate::rulefile::SCHEMA_FILE;

/// The tiers by number: colour, what to do.
const TIERS: [[&str; 3]; 3] = [
    ["#F6CF57", "A named contact person; call before they do.", "专人负责，主动联系。"],
    ["#A8D8A0", "Regular contact, and a look at what else could be supplied.", "定期联系，了解还能供应什么。"],
    ["#D9DCDF", "Reliable service without extra effort.", "做好日常服务，不额外投入。"],
];
/// The tiers by days: label, in Chinese, colour.
const DAYS: [[&str; 3]; 3] =
    [["active", "活跃", "#A8D8A0"], ["slowing", "放缓", "#F6CF57"], ["dormant", "沉睡", "#D9DCDF"]];
/// 'Today' in the test lists.
const TODAY: Date = Date::constant(2026, 1, 31);
/// How many groups of words there are at most, before the last that takes the rest.
const GROUPS: usize = 8;

/// A starter for a list.
pub fn for_list(subject: &Subject, file: &str, language: Language) -> String {
    let mut page = Page::new(language);
    let words = language.words();
    page.comment(&head(subject, file, language));
    if subject.orders {
        page.comment(&format!("\n{}", words.orders_in_list()));
    }
    page.blank();
    match &subject.basis {
        Basis::Measured(measured) => page.by_figures(subject, measured),
        Basis::Words(shares) => page.by_words(subject, shares),
        Basis::Days(recency) => page.by_days(subject, recency),
    }
    if subject.sum.len() > 1 && matches!(subject.basis, Basis::Measured(_)) {
        page.blank();
        page.comment(&words.sum_of_columns(&subject.field));
        page.push(&format!("#[derive]\n#sum_of_columns = {}\n", string(&subject.sum.join(" + "))));
    }
    if let Some((recency, column)) = &subject.recency {
        page.second_rule(subject, recency, column);
    }
    page.text
}

/// A starter without a list.
pub fn general(file: &str, language: Language) -> String {
    let mut page = Page::new(language);
    page.comment(&language.words().general_head(file));
    page.blank();
    page.titles(["revenue", "销售额"]);
    let bound = |(value, label): (u32, &str)| (Decimal::from(value), language.words().made_up_line(label));
    let bounds = [100_000, 20_000].into_iter().zip(LABELS).map(bound).collect::<Vec<_>>();
    page.tiers_by_figure("tier", "revenue", &bounds, None);
    page.test_of_figures("tier", "revenue", &bounds, false);
    page.text
}

/// A text that grows from top to bottom.
struct Page {
    text: String,
    language: Language,
}

/// The least value of a tier, and the comment above it.
type Bound = (Decimal, String);

impl Page {
    fn new(language: Language) -> Page {
        Page { text: format!("#:schema {SCHEMA_FILE}\n"), language }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn blank(&mut self) {
        self.push("\n");
    }

    fn comment(&mut self, text: &str) {
        text.lines().for_each(|line| self.text += &format!("{}\n", format!("# {line}").trim_end()));
    }

    fn comments(&mut self, lines: Vec<String>) {
        lines.iter().for_each(|line| self.comment(line));
    }

    /// A table with its keys, the values below one another.
    fn table<'k>(&mut self, head: &str, width: usize, keys: impl IntoIterator<Item = (&'k str, String)>) {
        self.push(&format!("{head}\n"));
        keys.into_iter().for_each(|(key, value)| self.text += &format!("{key:<width$} = {value}\n"));
        self.blank();
    }

    fn titles(&mut self, [name, name_zh]: [&str; 2]) {
        let title = |language, name| string(&title(name, language));
        let (title, title_zh) = (title(Language::En, name), title(Language::Zh, name_zh));
        self.push(&format!("title    = {title}\ntitle_zh = {title_zh}\n\n"));
    }

    /// The titles, and the columns that the dictionary does not know.
    fn beginning(&mut self, subject: &Subject) {
        self.blank();
        self.titles(subject.names.each_ref().map(String::as_str));
        if !subject.fields.is_empty() {
            self.comment(self.language.words().unknown_columns());
        }
        for own in &subject.fields {
            let kind = match &own.field.kind {
                FieldKind::Choice(_) => FieldKind::Text.name(),
                kind => kind.name(),
            };
            let headers = own.field.headers.iter().map(|header| string(header)).collect::<Vec<_>>().join(", ");
            let head = format!("[fields.{}]   # {}", key(&own.field.name), self.language.words().content(own.content));
            self.table(&head, 7, [("type", string(kind)), ("headers", format!("[{headers}]"))]);
        }
    }

    fn rule(&mut self, column: &str, method: &str, more: &[(&str, &str)]) {
        let more = more.iter().map(|(key, value)| (*key, (*value).to_owned()));
        self.table("[[rule]]", 6, [("name", string(column)), ("method", string(method))].into_iter().chain(more));
    }

    fn tier(&mut self, label: &str, zh: Option<&str>, more: &[(&'static str, String)]) {
        let zh = zh.map(|zh| ("zh", string(zh)));
        let keys = [("label", string(label))].into_iter().chain(zh).chain(more.iter().cloned());
        self.table("[[rule.tier]]", 9, keys);
    }

    fn test(&mut self, about: &str, as_of: &str, header: &str, rows: &[String]) {
        let list = format!("{header}\n{}", rows.join("\n")).replace('\\', "\\\\").replace('"', "\\\"");
        self.push(&format!("[[test]]\nabout = {}\n{as_of}list  = \"\"\"\n{list}\n\"\"\"\n", string(about)));
    }

    fn by_figures(&mut self, subject: &Subject, numbers: &Measured) {
        let (words, curve) = (self.language.words(), &numbers.curve);
        self.comments(measured(subject, numbers, self.language));
        self.beginning(subject);
        let mut better = 0;
        let mut bounds = Vec::new();
        for (found, label) in curve.lines().iter().zip(LABELS) {
            bounds.push((found.value, line(subject, curve, label, found, better, self.language)));
            better = found.part.customers;
        }
        if bounds.is_empty() {
            // All values are equal. A line at or below the half of them is as good as any.
            let value = curve.greatest();
            let half = value.checked_div(Decimal::from(2)).unwrap_or(Decimal::ZERO);
            let value = if value > Decimal::ZERO { roundest(half, value) } else { Decimal::ONE };
            better = curve.from(value).map_or(0, |part| part.customers);
            bounds.push((value, words.made_up_line(LABELS[0])));
        }
        let rest = words.other_customers(LABELS[bounds.len()], Count(curve.customers() - better));
        self.tiers_by_figure(&subject.column, &subject.field, &bounds, Some(rest));
        self.test_of_figures(&subject.column, &subject.field, &bounds, subject.recency.is_some());
    }

    /// The params and the rule; the last tier has no bound.
    fn tiers_by_figure(&mut self, column: &str, field: &str, bounds: &[Bound], rest: Option<String>) {
        let param = |label: &str| format!("{}_min", label.to_lowercase());
        self.comment(self.language.words().lines_stay());
        self.push("[params]\n");
        for ((value, why), label) in bounds.iter().zip(LABELS) {
            self.comment(why);
            self.push(&format!("{} = {}\n", param(label), number(*value)));
        }
        self.comment(&rest.unwrap_or_default());
        self.blank();
        self.rule(column, "threshold", &[("field", &string(field))]);
        for (index, (label, [color, action, action_zh])) in LABELS.iter().zip(TIERS).take(bounds.len() + 1).enumerate()
        {
            let bound = (index < bounds.len()).then(|| ("min", string(&param(label))));
            let look = [("color", color), ("action", action), ("action_zh", action_zh)];
            let look = look.into_iter().map(|(key, value)| (key, string(value)));
            self.tier(label, Some(label), &bound.into_iter().chain(look).collect::<Vec<_>>());
        }
    }

    /// A list with a customer on each line, one above it and one below it.
    fn test_of_figures(&mut self, column: &str, field: &str, bounds: &[Bound], with_day: bool) {
        let mut rows = Vec::new();
        let mut better = None;
        for (index, (bound, _)) in bounds.iter().enumerate() {
            let [this, next] = [LABELS[index], LABELS[index + 1]];
            let lower = bounds.get(index + 1).map(|(lower, _)| *lower);
            let step = Decimal::from_parts(1, bound.scale().max(2));
            let above = bound.checked_add(Decimal::ONE);
            let above = above.filter(|above| above > bound && better.is_none_or(|better| *above < better));
            let below = bound.checked_sub(step);
            let below = below.filter(|below| below < bound && lower.is_none_or(|lower| *below >= lower));
            rows.extend(above.map(|above| format!("{above},{this}")));
            rows.push(format!("{bound},{this}"));
            rows.extend(below.map(|below| format!("{below},{next}")));
            better = Some(*bound);
        }
        rows.push(",unclassified".to_owned());
        self.comment(self.language.words().above_the_test());
        let as_of = if with_day { format!("#as_of = \"{TODAY}\"\n") } else { String::new() };
        self.test(self.language.words().figures_prove(), &as_of, &format!("{field},{column}"), &rows);
    }

    fn by_words(&mut self, subject: &Subject, groups: &[(String, Decimal)]) {
        self.comments(shares(&subject.header, groups, self.language));
        self.beginning(subject);
        self.rule(&subject.column, "lookup", &[("field", &string(&subject.field)), ("ranked", "false")]);
        let groups = groups.iter().take(GROUPS).map(|(word, _)| word.as_str()).collect::<Vec<_>>();
        for word in &groups {
            self.tier(word, None, &[("values", format!("[{}]", string(word)))]);
        }
        let [rest, rest_zh] = rest_of(&groups);
        self.tier(rest, Some(rest_zh), &[]);
        let row = |word: &&str| format!("{},{}", cell(&format!(" {word} ")), cell(word));
        let mut rows = groups.iter().map(row).collect::<Vec<_>>();
        rows.extend([format!("zzz,{rest}"), ",unclassified".to_owned()]);
        self.comment(self.language.words().above_the_test());
        self.test(self.language.words().words_prove(), "", &format!("{},{}", subject.field, subject.column), &rows);
    }

    fn by_days(&mut self, subject: &Subject, recency: &Recency) {
        self.comment(&dates(recency, self.language));
        self.beginning(subject);
        self.rule_by_days(&subject.column, recency, None);
    }

    /// A rule on dates beside the first one, switched off.
    fn second_rule(&mut self, subject: &Subject, recency: &Recency, column: &str) {
        self.blank();
        self.comment(&self.language.words().second_rule(&recency.field));
        self.comment(&dates(recency, self.language));
        let mut rule =
            Page { text: format!("[fields.{}]\noptional = true\n", key(&recency.field)), language: self.language };
        rule.rule_by_days(column, recency, Some(&subject.field));
        rule.text.lines().for_each(|line| self.text += &format!("#{line}\n"));
    }

    /// The rule and its test list, in which the field of a rule beside it is empty.
    fn rule_by_days(&mut self, column: &str, recency: &Recency, beside: Option<&str>) {
        let Recency { field, lines: [first, second], .. } = recency;
        self.rule(column, "decision", &[]);
        for ([label, zh, color], line) in DAYS.into_iter().zip([Some(first), Some(second), None]) {
            let when = line.map(|line| ("when", string(&format!("days_since({field}) <= {line}"))));
            let color = ("color", string(color));
            self.tier(label, Some(zh), &when.into_iter().chain([color]).collect::<Vec<_>>());
        }
        let empty = if beside.is_some() { "," } else { "" };
        let row = |(days, tier): (u32, usize)| {
            let day = TODAY.checked_sub(i64::from(days).days()).map(|day| day.to_string()).unwrap_or_default();
            format!("{day},{empty}{}", DAYS[tier][0])
        };
        let days = [(first - 1, 0), (*first, 0), (first + 1, 1), (*second, 1), (second + 1, 2)];
        let rows = days.map(row).into_iter().chain([format!(",{empty}unclassified")]).collect::<Vec<_>>();
        let header = [Some(field.as_str()), beside, Some(column)].into_iter().flatten().collect::<Vec<_>>().join(",");
        self.test(self.language.words().days_prove(), &format!("as_of = \"{TODAY}\"\n"), &header, &rows);
    }
}

/// A label for all other words that is none of them, in both languages.
fn rest_of(words: &[&str]) -> [&'static str; 2] {
    let is_free = |pair: &[&str; 2]| words.iter().all(|word| !pair.contains(&folded(word).as_str()));
    let labels = [["other", "其他"], ["all other", "其余"], ["none of these", "以上都不是"]];
    labels.into_iter().find(is_free).unwrap_or(["another", "另外"])
}

/// A number as TOML has it, thousands set off; beyond 15 digits in quotes, so that no editor takes it for a binary float.
fn number(value: Decimal) -> String {
    const DIGITS: u32 = 15;
    let value = value.normalized();
    if value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0) >= DIGITS || u32::from(value.scale()) > DIGITS {
        return string(&value.to_string());
    }
    value.grouped(usize::from(value.scale())).replace(',', "_")
}

/// A key of a table.
fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !name.is_empty() && name.chars().all(is_bare) { name.to_owned() } else { string(name) }
}

/// A text in quotes; characters that are not seen, or turn the direction of writing, are spelt out.
fn string(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        '\u{2028}'
        | '\u{2029}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => {
            format!("\\u{:04X}", u32::from(c))
        }
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// A cell of a CSV.
fn cell(text: &str) -> String {
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
