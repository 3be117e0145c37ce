//! The text of a starter. A comment begins with `# `; a line of a rule that is switched off with `#` alone.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Basis, LABELS, Measured, OwnField, Recency, Subject, Words, roundest};
use crate::folding::folded;
use crate::language::Language;
use crate::number::Decimal;
use crate::rule::FieldKind;
use crate::rulefile::SCHEMA_FILE;
use crate::words::starter::Comments;

/// The tiers by number: label, colour, what to do.
const TIERS: [[&str; 4]; 3] = [
    [LABELS[0], "#F6CF57", "A named contact person; call before they do.", "专人负责，主动联系。"],
    [
        LABELS[1],
        "#A8D8A0",
        "Regular contact, and a look at what else could be supplied.",
        "定期联系，了解还能供应什么。",
    ],
    [LABELS[2], "#D9DCDF", "Reliable service without extra effort.", "做好日常服务，不额外投入。"],
];
/// The tiers by days: label, in Chinese, colour.
const DAYS: [[&str; 3]; 3] =
    [["active", "活跃", "#A8D8A0"], ["slowing", "放缓", "#F6CF57"], ["dormant", "沉睡", "#D9DCDF"]];
/// 'Today' in the test lists.
const TODAY: Date = Date::constant(2026, 1, 31);
/// So many gaps are shown.
const GAPS: usize = 4;
/// So many groups of words at most, before the last that takes the rest.
pub const GROUPS: usize = 8;

/// A text that grows line by line.
struct Page {
    text: String,
    say: Comments,
}

/// The line of a tier: the least value, and the comment above it.
struct Bound {
    value: Decimal,
    why: Vec<String>,
}

pub(super) fn general(file: &str, language: Language) -> String {
    let mut page = Page::new(language);
    page.comments(page.say.general_head(file));
    page.blank();
    page.titles("revenue", "销售额");
    let bound =
        |(value, tier): (u32, &[&str; 4])| Bound { value: Decimal::from(value), why: vec![page.say.made_up(tier[0])] };
    let bounds = [100_000, 20_000].into_iter().zip(&TIERS).map(bound).collect::<Vec<_>>();
    page.tiers_by_figure("tier", "revenue", &bounds, None);
    page.test_of_figures("tier", "revenue", &bounds, false);
    page.text
}

pub(super) fn of_list(subject: &Subject, language: Language) -> String {
    let mut page = Page::new(language);
    page.comments(page.say.head(subject));
    if subject.orders {
        page.comment("");
        page.comments(page.say.order_list());
    }
    page.blank();
    match &subject.basis {
        Basis::Measured(measured) => page.by_figures(subject, measured),
        Basis::Words(words) => page.by_words(subject, words),
        Basis::Days(recency) => page.by_days(subject, recency),
    }
    page.sum(subject);
    if let Some((recency, column)) = &subject.recency {
        page.second_rule(subject, recency, column);
    }
    page.text
}

impl Page {
    fn new(language: Language) -> Page {
        Page { text: format!("#:schema {SCHEMA_FILE}\n"), say: Comments { language } }
    }

    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    fn blank(&mut self) {
        self.line("");
    }

    fn comment(&mut self, line: &str) {
        self.line(format!("# {line}").trim_end());
    }

    fn comments(&mut self, lines: impl IntoIterator<Item = String>) {
        lines.into_iter().for_each(|line| self.comment(&line));
    }

    fn titles(&mut self, name: &str, name_zh: &str) {
        let title = |language, name| string(&Comments { language }.title(name));
        self.line(format!("title    = {}", title(Language::En, name)));
        self.line(format!("title_zh = {}", title(Language::Zh, name_zh)));
        self.blank();
    }

    fn by_figures(&mut self, subject: &Subject, measured: &Measured) {
        self.comments(self.say.measured(measured));
        self.comments(self.say.concentration(measured));
        self.comments(self.say.gaps(measured, &measured.curve.gaps(GAPS)));
        self.blank();
        self.titles(&measured.name, &measured.name_zh);
        self.fields(&subject.fields);
        let bounds = self.bounds(measured);
        let better = bounds.last().and_then(|bound| measured.curve.from(bound.value)).map_or(0, |part| part.customers);
        let rest = self.say.rest(LABELS[bounds.len()], measured.curve.customers() - better);
        self.tiers_by_figure(&subject.column, &measured.field, &bounds, Some(rest));
        self.test_of_figures(&subject.column, &measured.field, &bounds, subject.recency.is_some());
    }

    fn bounds(&self, measured: &Measured) -> Vec<Bound> {
        let mut before = 0;
        let mut bounds = Vec::new();
        for (line, tier) in measured.curve.lines().iter().zip(&TIERS) {
            bounds.push(Bound { value: line.value, why: self.say.line(measured, tier[0], line, before) });
            before = line.part.customers;
        }
        if bounds.is_empty() {
            // All values are equal. A line at or below the half of them is as good as any.
            let value = measured.curve.greatest();
            let half = value.checked_div(Decimal::from(2)).unwrap_or(Decimal::ZERO);
            let value = if value > Decimal::ZERO { roundest(half, value) } else { Decimal::ONE };
            bounds.push(Bound { value, why: vec![self.say.made_up(TIERS[0][0])] });
        }
        bounds
    }

    /// The params and the rule; the last tier has no bound.
    fn tiers_by_figure(&mut self, column: &str, field: &str, bounds: &[Bound], rest: Option<String>) {
        self.comments(self.say.moving());
        self.line("[params]");
        for (bound, [label, ..]) in bounds.iter().zip(&TIERS) {
            self.comments(bound.why.iter().cloned());
            self.line(format!("{} = {}", param(label), number(bound.value)));
        }
        self.comments(rest);
        self.blank();
        self.rule(column, "threshold", &[("field", string(field))]);
        for (index, [label, color, action, action_zh]) in TIERS.iter().enumerate().take(bounds.len() + 1) {
            let bound = (index < bounds.len()).then(|| ("min", string(&param(label))));
            let keys = [("label", string(label)), ("zh", string(label))].into_iter().chain(bound).chain([
                ("color", string(color)),
                ("action", string(action)),
                ("action_zh", string(action_zh)),
            ]);
            self.tier(keys);
        }
    }

    fn rule(&mut self, column: &str, method: &str, more: &[(&str, String)]) {
        self.line("[[rule]]");
        self.line(format!("name   = {}", string(column)));
        self.line(format!("method = {}", string(method)));
        more.iter().for_each(|(key, value)| self.line(format!("{key:<6} = {value}")));
        self.blank();
    }

    fn tier(&mut self, keys: impl IntoIterator<Item = (&'static str, String)>) {
        self.line("[[rule.tier]]");
        keys.into_iter().for_each(|(key, value)| self.line(format!("{key:<9} = {value}")));
        self.blank();
    }

    fn test_of_figures(&mut self, column: &str, field: &str, bounds: &[Bound], with_day: bool) {
        let mut rows = Vec::new();
        for (index, bound) in bounds.iter().enumerate() {
            let [this, next] = [index, index + 1].map(|tier| TIERS[tier][0]);
            let above = bound.value.checked_add(Decimal::ONE).filter(|above| {
                *above > bound.value && bounds[..index].last().is_none_or(|better| *above < better.value)
            });
            rows.extend(above.map(|above| (above.to_string(), this)));
            rows.push((bound.value.to_string(), this));
            let step = Decimal::from_parts(1, bound.value.scale().max(2));
            let below = bound
                .value
                .checked_sub(step)
                .filter(|below| *below < bound.value && bounds.get(index + 1).is_none_or(|next| *below >= next.value));
            rows.extend(below.map(|below| (below.to_string(), next)));
        }
        rows.push((String::new(), "unclassified"));
        self.comments(self.say.proof());
        let rows = rows.into_iter().map(|(value, label)| format!("{value},{label}"));
        let as_of = with_day.then(|| format!("#as_of = {}", string(&TODAY.to_string())));
        self.test(self.say.proves(), as_of, &format!("{field},{column}"), rows);
    }

    fn test(&mut self, about: &str, as_of: Option<String>, header: &str, rows: impl Iterator<Item = String>) {
        self.line("[[test]]");
        self.line(format!("about = {}", string(about)));
        as_of.into_iter().for_each(|line| self.line(line));
        self.line("list  = \"\"\"");
        self.line(in_block(header));
        rows.for_each(|row| self.line(in_block(&row)));
        self.line("\"\"\"");
    }

    fn fields(&mut self, fields: &[OwnField]) {
        if fields.is_empty() {
            return;
        }
        self.comments(self.say.fields());
        for own in fields {
            self.line(format!("[fields.{}]   # {}", key(&own.field.name), self.say.content(own.content)));
            self.line(format!("type    = {}", string(type_of(&own.field.kind))));
            let headers = own.field.headers.iter().map(|header| string(header)).collect::<Vec<_>>();
            self.line(format!("headers = [{}]", headers.join(", ")));
            self.blank();
        }
    }

    fn by_words(&mut self, subject: &Subject, words: &Words) {
        self.comments(self.say.words(&words.header, &words.shares));
        self.blank();
        self.titles(&words.header, &words.header);
        self.fields(&subject.fields);
        self.rule(&subject.column, "lookup", &[("field", string(&words.field)), ("ranked", "false".to_owned())]);
        let groups = words.shares.iter().take(GROUPS).map(|(word, _)| word).collect::<Vec<_>>();
        for word in &groups {
            self.tier([("label", string(word)), ("values", format!("[{}]", string(word)))]);
        }
        let rest = rest_of(&groups);
        self.tier([("label", string(rest[0])), ("zh", string(rest[1]))]);
        self.comments(self.say.proof());
        let mut rows =
            groups.iter().map(|word| format!("{},{}", cell(&format!(" {word} ")), cell(word))).collect::<Vec<_>>();
        rows.push(format!("zzz,{}", rest[0]));
        rows.push(",unclassified".to_owned());
        self.test(self.say.proves_words(), None, &format!("{},{}", words.field, subject.column), rows.into_iter());
    }

    fn by_days(&mut self, subject: &Subject, recency: &Recency) {
        self.comments(self.say.recency_facts(recency));
        self.blank();
        self.titles(&recency.header, &recency.header);
        self.fields(&subject.fields);
        self.tiers_by_days(&subject.column, recency);
        self.test_of_days(&subject.column, recency, None);
    }

    fn tiers_by_days(&mut self, column: &str, recency: &Recency) {
        self.rule(column, "decision", &[]);
        for (index, [label, zh, color]) in DAYS.iter().enumerate() {
            let when = recency
                .lines
                .get(index)
                .map(|line| ("when", string(&format!("days_since({}) <= {line}", recency.field))));
            self.tier(
                [("label", string(label)), ("zh", string(zh))]
                    .into_iter()
                    .chain(when)
                    .chain([("color", string(color))]),
            );
        }
    }

    /// A list of days; a rule beside this one needs its own field in it, and finds it empty.
    fn test_of_days(&mut self, column: &str, recency: &Recency, beside: Option<&str>) {
        let day = |days: u32| TODAY.checked_sub(i64::from(days).days()).map(|day| day.to_string()).unwrap_or_default();
        let [first, second] = recency.lines;
        let labels = DAYS.map(|tier| tier[0]);
        let days = [
            (first - 1, labels[0]),
            (first, labels[0]),
            (first + 1, labels[1]),
            (second, labels[1]),
            (second + 1, labels[2]),
        ];
        let empty = if beside.is_some() { "," } else { "" };
        let mut rows = days.map(|(days, label)| format!("{},{empty}{label}", day(days))).to_vec();
        rows.push(format!(",{empty}unclassified"));
        let header =
            [Some(recency.field.as_str()), beside, Some(column)].into_iter().flatten().collect::<Vec<_>>().join(",");
        let as_of = format!("as_of = {}", string(&TODAY.to_string()));
        self.test(self.say.proves_days(), Some(as_of), &header, rows.into_iter());
    }

    /// The sum of several columns, switched off.
    fn sum(&mut self, subject: &Subject) {
        let Basis::Measured(measured) = &subject.basis else { return };
        if subject.sum.len() < 2 {
            return;
        }
        self.blank();
        self.comments(self.say.sum(&measured.field));
        let names = subject.sum.join(" + ");
        self.line("#[derive]");
        self.line(format!("#sum_of_columns = {}", string(&names)));
    }

    /// A rule on dates, switched off.
    fn second_rule(&mut self, subject: &Subject, recency: &Recency, column: &str) {
        self.blank();
        self.comments(self.say.recency(recency));
        let mut rule = Page { text: String::new(), say: self.say };
        rule.line(format!("[fields.{}]", key(&recency.field)));
        rule.line("optional = true");
        rule.tiers_by_days(column, recency);
        rule.test_of_days(column, recency, subject.basis.field());
        for line in rule.text.lines() {
            self.line(format!("#{line}"));
        }
    }
}

/// The param of a tier's line.
fn param(label: &str) -> String {
    format!("{}_min", label.to_lowercase())
}

/// A label for all other words that is none of them, in both languages.
fn rest_of(words: &[&String]) -> [&'static str; 2] {
    let taken = |pair: &[&str; 2]| words.iter().any(|word| pair.iter().any(|label| folded(word) == *label));
    [["other", "其他"], ["all other", "其余"], ["none of these", "以上都不是"]]
        .into_iter()
        .find(|pair| !taken(pair))
        .unwrap_or(["another", "另外"])
}

fn type_of(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Choice(_) => FieldKind::Text.name(),
        other => other.name(),
    }
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

/// A text in quotes.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') =>
            {
                quoted.push_str(&format!("\\u{:04X}", c as u32));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A line of a text between triple quotes.
fn in_block(line: &str) -> String {
    line.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A cell of a CSV.
fn cell(text: &str) -> String {
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
