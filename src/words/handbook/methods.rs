//! How each method finds its labels, in words. What a rule says of itself is read from its file, so that figures are shown as written.

use super::phrases::{self, Bounds, Edge};
use super::{Grid, Item};
use crate::language::Language;
use crate::number::Decimal;
use crate::rulefile::RuleFile;
use crate::score::Rule;
use crate::score::scope::number_or_percentage;
use crate::score::settings::{Node, Setting, Table, texts_of};
use crate::score::tier::Tier;
use crate::words::{self, Terms};

/// A rule, and how its file has it.
pub(super) struct Written<'a> {
    pub file: &'a RuleFile,
    pub rule: &'a Rule,
    pub table: &'a Table,
    pub terms: &'a Terms<'a>,
}

/// What is told of a rule's method.
#[derive(Default)]
pub(super) struct Told {
    pub sentences: Vec<String>,
    pub items: Vec<Item>,
    pub grid: Option<Grid>,
    /// Who gets each tier.
    pub tiers: Vec<Option<String>>,
}

/// How a rule finds its labels.
pub(super) fn how(written: &Written<'_>) -> Told {
    match written.rule.method_name {
        "percentile" | "pareto" => written.ranking(),
        "threshold" => written.threshold(),
        "scorecard" => written.scorecard(),
        "decision" => written.decision(),
        "matrix" => written.matrix(),
        "profile" => written.profile(),
        "lookup" => written.lookup(),
        // A method that the handbook does not know is told by its own sentence.
        other => {
            let method = crate::score::method::METHODS.iter().find(|method| method.name == other);
            Told { sentences: method.map(|method| method.about.to_owned()).into_iter().collect(), ..Told::default() }
        }
    }
}

impl Written<'_> {
    fn language(&self) -> Language {
        self.terms.language()
    }

    fn text(&self, key: &str) -> Option<&str> {
        match &self.table.get(key)?.value {
            Setting::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The tables of the rule's tiers.
    fn tiers(&self) -> Vec<&Table> {
        tables(self.table.get("tier"))
    }

    /// The column that the rule classifies by, or those of which it takes the first.
    fn field(&self) -> (String, bool) {
        self.field_of(self.table)
    }

    fn field_of(&self, table: &Table) -> (String, bool) {
        let names = table.get("field").map(|node| texts_of(node, |_, _| {})).unwrap_or_default();
        let said = names.iter().map(|(name, _)| self.terms.column(name)).collect::<Vec<_>>();
        let percent = names.first().is_some_and(|(name, _)| self.terms.is_percent(name));
        (phrases::first_of(&said, self.language()), percent)
    }

    fn per(&self) -> Option<String> {
        self.text("per").map(|name| self.terms.column(name))
    }

    /// A figure of the rule file: written out, as per cent, or the name of a parameter.
    fn figure(&self, node: &Node, percent: bool) -> String {
        match &node.value {
            Setting::Number(number) => self.terms.figure(*number, percent),
            Setting::Text { text, .. } => match (self.terms.param(text), number_or_percentage(text)) {
                (Some(param), _) => param.to_owned(),
                (None, Some(number)) => self.terms.figure(number, percent || text.trim_end().ends_with('%')),
                (None, None) => text.clone(),
            },
            _ => String::new(),
        }
    }

    fn number(&self, node: &Node) -> Option<Decimal> {
        match &node.value {
            Setting::Number(number) => Some(*number),
            Setting::Text { text, .. } => {
                let params = &self.file.set.scope.params;
                let param = params.iter().find(|(name, _)| name == text).map(|(_, value)| *value);
                param.or_else(|| number_or_percentage(text))
            }
            _ => None,
        }
    }

    fn ranking(&self) -> Told {
        let language = self.language();
        let (field, _) = self.field();
        let low = self.text("best") == Some("low");
        let pareto = self.rule.method_name == "pareto";
        let bins = self.table.get("bins").map(|node| self.figure(node, false));
        let sentence = phrases::ranking(&field, low, pareto, bins.as_deref(), self.per().as_deref(), language);
        let tables = self.tiers();
        let last = tables.len().saturating_sub(1);
        let tier = |(at, table): (usize, &&Table)| {
            let share = self.figure(table.get("share")?, true);
            let expected = table.get("expect_customers").map(|node| self.figure(node, true));
            let of = pareto.then_some(field.as_str());
            Some(phrases::share(&share, at == 0, at == last, of, expected.as_deref(), language))
        };
        let mut sentences = vec![sentence];
        if pareto || bins.is_none() {
            sentences.push(phrases::equal_values(language).to_owned());
        }
        Told { sentences, tiers: tables.iter().enumerate().map(tier).collect(), ..Told::default() }
    }

    fn threshold(&self) -> Told {
        let (field, percent) = self.field();
        let sentence = phrases::threshold(&field, self.per().as_deref(), self.language());
        Told { sentences: vec![sentence], tiers: self.bounds(&self.tiers(), percent), ..Told::default() }
    }

    /// What the bounds of tiers or steps say, each with what the one before it leaves over.
    fn bounds(&self, tables: &[&Table], percent: bool) -> Vec<Option<String>> {
        let groups = groups(tables);
        let last = tables.len().saturating_sub(1);
        let mut said = Vec::new();
        for (at, table) in tables.iter().enumerate() {
            let tier = |group: Option<&str>| {
                let before =
                    at.checked_sub(1).map_or_else(Bounds::default, |at| self.edges(tables[at], group, percent));
                phrases::bounds(&self.edges(table, group, percent), &before, at == last, self.language())
            };
            said.push(Some(match groups.as_slice() {
                [] => tier(None),
                groups => {
                    let ranges = groups.iter().map(|&group| (group, tier(Some(group)))).collect::<Vec<_>>();
                    phrases::by_group(&ranges, self.language())
                }
            }));
        }
        said
    }

    /// The ends of a tier's or a step's range, for a group where each has its own.
    fn edges(&self, table: &Table, group: Option<&str>, percent: bool) -> Bounds {
        let edge = |key: &str, inclusive: bool| {
            let node = table.get(key)?;
            let node = match &node.value {
                Setting::Table(groups) => groups.get(group?)?,
                _ => node,
            };
            Some(Edge { text: self.figure(node, percent), inclusive })
        };
        let lower = edge("min", true).or_else(|| edge("above", false));
        let upper = edge("max", true).or_else(|| edge("below", false));
        Bounds { lower, upper }
    }

    fn scorecard(&self) -> Told {
        let language = self.language();
        let items = tables(self.table.get("item"));
        let weighted = items.iter().any(|item| item.get("weight").is_some());
        let items = items.into_iter().map(|item| self.item(item)).collect::<Vec<_>>();
        Told {
            sentences: vec![phrases::scorecard(weighted, language).to_owned()],
            items,
            tiers: self.bounds(&self.tiers(), false),
            ..Told::default()
        }
    }

    fn item(&self, table: &Table) -> Item {
        let language = self.language();
        let (column, percent) = self.field_of(table);
        let weight = table.get("weight").and_then(|node| self.number(node));
        let points = match (table.get("ramp"), table.get("steps"), table.get("points")) {
            (Some(Node { value: Setting::Table(ramp), .. }), ..) => {
                let end = |key| ramp.get(key).map(|node| self.figure(node, percent)).unwrap_or_default();
                let step = ramp.get("step").map(|node| self.figure(node, false));
                phrases::ramp(&end("from"), &end("to"), step.as_deref(), language)
            }
            (_, Some(steps), _) => {
                let steps = tables(Some(steps));
                let said = self.bounds(&steps, percent);
                let points = steps.iter().map(|step| step.get("points").map(|node| self.figure(node, false)));
                let pairs = said.into_iter().zip(points).map(|(when, points)| {
                    phrases::points(&when.unwrap_or_default(), &points.unwrap_or_default(), language)
                });
                pairs.collect::<Vec<_>>().join(language.of("; ", "；"))
            }
            (_, _, Some(Node { value: Setting::Table(words), .. })) => {
                let name = match table.get("field").map(|node| &node.value) {
                    Some(Setting::Text { text, .. }) => text.as_str(),
                    _ => "",
                };
                let word = |(word, _, node): &(String, _, Node)| {
                    phrases::points(&self.terms.word(name, word), &self.figure(node, false), language)
                };
                words.entries.iter().map(word).collect::<Vec<_>>().join(language.of("; ", "；"))
            }
            _ => phrases::as_given(language).to_owned(),
        };
        Item { column, weight: weight.map(|weight| self.terms.figure(weight, true)), points }
    }

    fn decision(&self) -> Told {
        let tables = self.tiers();
        let first = tables.iter().any(|table| table.get("first").is_some());
        let condition = |table: &&Table| {
            let said = |key: &str| match table.get(key).map(|node| &node.value) {
                Some(Setting::Text { text, .. }) => Some(self.terms.expression(text)),
                _ => None,
            };
            Some(phrases::condition(said("first").as_deref(), said("when").as_deref(), self.language()))
        };
        Told {
            sentences: vec![phrases::decision(first, self.language()).to_owned()],
            tiers: tables.iter().map(condition).collect(),
            ..Told::default()
        }
    }

    fn matrix(&self) -> Told {
        let (rows, cols) = (self.text("rows").unwrap_or_default(), self.text("cols").unwrap_or_default());
        let sentence = phrases::matrix(rows, cols, self.language());
        Told { sentences: vec![sentence], grid: self.grid(rows, cols), ..Told::default() }
    }

    fn grid(&self, rows: &str, cols: &str) -> Option<Grid> {
        let language = self.language();
        let rule = |name: &str| self.file.set.rules.iter().find(|rule| rule.name == name);
        let (down, across) = (rule(rows)?, rule(cols)?);
        let Some(Setting::Table(cells)) = self.table.get("cells").map(|node| &node.value) else { return None };
        let own = |label: &str| {
            let tier = self.rule.tiers.iter().find(|tier| same(&tier.label, label));
            tier.map_or(label, |tier| words::label(tier, language)).to_owned()
        };
        let line = |tier: &Tier| {
            let entries = cells.entries.iter().find(|(key, ..)| same(key, &tier.label)).map(|(_, _, node)| &node.value);
            let cell = |col: &Tier| match entries {
                Some(Setting::Table(line)) => {
                    match line.entries.iter().find(|(key, ..)| same(key, &col.label)).map(|(_, _, node)| &node.value) {
                        Some(Setting::Text { text, .. }) => own(text),
                        _ => words::unclassified(language).to_owned(),
                    }
                }
                _ => words::unclassified(language).to_owned(),
            };
            (words::label(tier, language).to_owned(), across.tiers.iter().map(cell).collect())
        };
        Some(Grid {
            rows: rows.to_owned(),
            cols: cols.to_owned(),
            across: across.tiers.iter().map(|tier| words::label(tier, language).to_owned()).collect(),
            lines: down.tiers.iter().map(line).collect(),
        })
    }

    fn profile(&self) -> Told {
        let language = self.language();
        let needed = self.table.get("min_matches").map_or_else(|| "1".to_owned(), |node| self.figure(node, false));
        let tags = |table: &&Table| {
            let Some(Setting::List(list)) = table.get("tags").map(|node| &node.value) else {
                return Some(phrases::everybody_else(language).to_owned());
            };
            let tag = |node: &Node| {
                let spellings = texts_of(node, |_, _| {});
                let own = spellings.iter().find(|(text, _)| phrases::is_in(text, language));
                own.or(spellings.first()).map(|(text, _)| (*text).to_owned())
            };
            let tags = list.iter().filter_map(tag).collect::<Vec<_>>();
            Some(phrases::signs(&tags, language))
        };
        Told {
            sentences: vec![phrases::profile(&self.field().0, &needed, language)],
            tiers: self.tiers().iter().map(tags).collect(),
            ..Told::default()
        }
    }

    fn lookup(&self) -> Told {
        let language = self.language();
        let name = self.text("field").unwrap_or_default();
        let values = |table: &&Table| {
            let Some(node) = table.get("values") else {
                return Some(phrases::everybody_else(language).to_owned());
            };
            let nodes = match &node.value {
                Setting::List(list) => list.iter().collect::<Vec<_>>(),
                _ => vec![node],
            };
            let value = |node: &&Node| match &node.value {
                Setting::Text { text, .. } => Some(self.terms.word(name, text)),
                Setting::Number(number) => Some(self.terms.figure(*number, false)),
                Setting::Flag(flag) => Some(phrases::yes_or_no(*flag, language).to_owned()),
                _ => None,
            };
            let values = nodes.iter().filter_map(value).collect::<Vec<_>>();
            // Words of the page's language come first: the others stand for the same.
            let (own, others): (Vec<_>, Vec<_>) = values.into_iter().partition(|value| phrases::is_in(value, language));
            Some(phrases::values(&own.into_iter().chain(others).collect::<Vec<_>>(), language))
        };
        let rest = self.tiers().last().is_some_and(|table| table.get("values").is_none());
        Told {
            sentences: vec![phrases::lookup(&self.field().0, rest, language)],
            tiers: self.tiers().iter().map(values).collect(),
            ..Told::default()
        }
    }
}

fn tables(node: Option<&Node>) -> Vec<&Table> {
    let Some(Setting::List(list)) = node.map(|node| &node.value) else { return Vec::new() };
    let table = |node: &'_ Node| matches!(node.value, Setting::Table(_));
    let tables = list.iter().filter(|node| table(node));
    tables
        .filter_map(|node| match &node.value {
            Setting::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

/// The groups for which these tiers have lines of their own, in the order of the file.
fn groups<'t>(tables: &[&'t Table]) -> Vec<&'t str> {
    let bounds = ["min", "above", "max", "below"];
    let nodes = tables.iter().flat_map(|table| bounds.iter().filter_map(|key| table.get(key)));
    let mut groups: Vec<&str> = Vec::new();
    for node in nodes {
        let Setting::Table(by_group) = &node.value else { continue };
        for (name, ..) in &by_group.entries {
            if !groups.contains(&name.as_str()) {
                groups.push(name);
            }
        }
    }
    groups
}

fn same(one: &str, other: &str) -> bool {
    crate::folding::folded(one) == crate::folding::folded(other)
}
