//! Which rules a list could be scored with, and what is missing for the others.

use serde::Serialize;

use crate::document::table::{Row, RowKind, Table, Value};
use crate::language::Language;
use crate::list::Unreadable;
use crate::rule::Field;
use crate::rulefile::RuleFile;
use crate::words::handbook::{Block, Entry};
use crate::words::{self, Terms, headings, library};

/// What a list has for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Has {
    /// A column with this header.
    Column(String),
    /// A column with this header, and nothing in it.
    Empty(String),
    /// Several columns that fit equally well.
    Several,
    /// A column that cannot be read as the field.
    Unreadable(Box<Unreadable>),
    /// Nothing.
    Nothing,
}

/// What a list has for the fields of all rules.
#[derive(Debug, Clone, Default)]
pub struct ListFields(pub Vec<(Field, Has)>);

impl ListFields {
    fn of(&self, field: &Field) -> Has {
        let same = |(known, _): &&(Field, Has)| known.name == field.name && known.kind == field.kind;
        self.0.iter().find(same).map_or(Has::Nothing, |(_, has)| has.clone())
    }
}

/// How a rule fits a list.
#[derive(Debug, Clone, Serialize)]
pub struct Fitting {
    /// The rule.
    pub rule: String,
    /// What it is called.
    pub title: String,
    /// Whether the list could be scored with it.
    pub ready: bool,
    /// The label columns that it would give.
    pub columns: Vec<String>,
    /// The fields that the list has.
    pub uses: Vec<Found>,
    /// What it would do without.
    pub without: Vec<Lacking>,
    /// What is missing.
    pub missing: Vec<Lacking>,
}

/// A field that the list has.
#[derive(Debug, Clone, Serialize)]
pub struct Found {
    /// The field's name.
    pub field: String,
    /// What people call it.
    pub called: String,
    /// The header of its column.
    pub header: String,
}

/// A field that the list lacks.
#[derive(Debug, Clone, Serialize)]
pub struct Lacking {
    /// The field's name.
    pub field: String,
    /// What people call it; of several that would do, all.
    pub called: String,
    /// What comes of it, or why the column does not do.
    pub why: Option<String>,
}

impl Fitting {
    /// How a rule fits a list.
    pub fn of(file: &RuleFile, list: &ListFields, language: Language) -> Fitting {
        let terms = Terms::new(file, language);
        let fields = &file.set.scope.fields;
        let mut fitting = Fitting {
            rule: file.name.clone(),
            title: words::title(file, language).to_owned(),
            ready: false,
            columns: columns(file, list),
            uses: Vec::new(),
            without: Vec::new(),
            missing: Vec::new(),
        };
        let there = |field: &usize| matches!(list.of(&fields[*field]), Has::Column(_));
        let stands_in =
            |field: &usize| there(field) || (fields[*field].optional && list.of(&fields[*field]).is_absent());
        for need in file.set.needs() {
            // As scoring does it: the first alternative that the list has, otherwise one that a list may lack.
            let whole = need.alternatives.iter().find(|fields| fields.iter().all(there));
            let chosen = whole.or_else(|| need.alternatives.iter().find(|fields| fields.iter().all(stands_in)));
            match chosen {
                Some(chosen) => chosen.iter().for_each(|&field| fitting.take(&fields[field], list, &terms)),
                None => fitting.lack(&need.alternatives, fields, list, &terms),
            }
        }
        // What is missing once need not be told again.
        fitting.missing.dedup_by(|one, other| one.field == other.field);
        // A rule that could do without each of its columns has nothing to go by without all of them.
        if (fitting.columns.is_empty() || fitting.uses.is_empty()) && fitting.missing.is_empty() {
            let any = std::mem::take(&mut fitting.without);
            let called = any.iter().map(|field| field.called.clone()).collect::<Vec<_>>();
            let field = any.first().map_or_else(String::new, |field| field.field.clone());
            fitting.missing.push(Lacking { field, called: library::any_of(&called, language), why: None });
        }
        fitting.ready = fitting.missing.is_empty();
        fitting
    }

    fn take(&mut self, field: &Field, list: &ListFields, terms: &Terms<'_>) {
        let (name, called) = (field.name.clone(), terms.field(field));
        match list.of(field) {
            Has::Column(header) if self.uses.iter().all(|found| found.field != name) => {
                self.uses.push(Found { field: name, called, header });
            }
            Has::Nothing | Has::Empty(_) if self.without.iter().all(|known| known.field != name) => {
                let why = Some(library::done_without(field.default.as_ref(), terms.language()));
                self.without.push(Lacking { field: name, called, why });
            }
            _ => {}
        }
    }

    fn lack(&mut self, alternatives: &[Vec<usize>], fields: &[Field], list: &ListFields, terms: &Terms<'_>) {
        let language = terms.language();
        let called = |fields_of_one: &Vec<usize>| {
            fields_of_one.iter().map(|&field| terms.field(&fields[field])).collect::<Vec<_>>()
        };
        if let [one] = alternatives {
            for &field in one {
                let field = &fields[field];
                match list.of(field) {
                    Has::Column(_) => self.take(field, list, terms),
                    Has::Nothing if field.optional => self.take(field, list, terms),
                    has => self.missing.push(Lacking {
                        field: field.name.clone(),
                        called: terms.field(field),
                        why: library::why_not(&has, language),
                    }),
                }
            }
            return;
        }
        let several = alternatives.iter().flat_map(called).collect::<Vec<_>>();
        let all = alternatives.iter().flatten().map(|&field| &fields[field]);
        let why = all.clone().find_map(|field| library::why_not(&list.of(field), language));
        let field = all.map(|field| field.name.clone()).next().unwrap_or_default();
        self.missing.push(Lacking { field, called: several.join(language.of(" or ", "或")), why });
    }
}

impl Has {
    fn is_absent(&self) -> bool {
        matches!(self, Has::Nothing | Has::Empty(_))
    }
}

/// The visible label columns that a rule would give: one whose own optional field is absent is left out.
fn columns(file: &RuleFile, list: &ListFields) -> Vec<String> {
    let fields = &file.set.scope.fields;
    let present = |column: &crate::rule::scope::Ref| {
        let behind = file.set.fields_behind(*column);
        behind.iter().all(|&field| matches!(list.of(&fields[field]), Has::Column(_)) || fields[field].default.is_some())
    };
    let given = |rule: &&crate::rule::Rule| {
        !rule.hidden && rule.method.own_field().is_none_or(|columns| columns.iter().any(present))
    };
    file.set.rules.iter().filter(given).map(|rule| rule.name.clone()).collect()
}

/// The rules in the order of a reader who asks what can be done: those that are ready, then those for which least is missing.
pub fn sorted(mut fittings: Vec<Fitting>) -> Vec<Fitting> {
    fittings.sort_by_key(|fitting| fitting.missing.len());
    fittings
}

/// The fitting rules as text.
pub fn as_blocks(list: &str, fittings: &[Fitting], language: Language) -> Vec<Block> {
    let (ready, others): (Vec<_>, Vec<_>) = fittings.iter().partition(|fitting| fitting.ready);
    let mut blocks = vec![Block::Title(library::how_many_ready(list, ready.len(), fittings.len(), language))];
    for (heading, fittings) in [(library::ready(language), ready), (library::not_ready(language), others)] {
        if !fittings.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.push(Block::Entries(fittings.into_iter().map(|fitting| entry(fitting, language)).collect()));
        }
    }
    blocks
}

fn entry(fitting: &Fitting, language: Language) -> Entry {
    let lines = [
        (headings::lacks(language).text, lacking(&fitting.missing, language)),
        (headings::uses(language).text, uses(&fitting.uses, language)),
        (headings::without(language).text, lacking(&fitting.without, language)),
    ];
    // What a rule could do without does not matter before it has what it needs.
    let told = if fitting.ready { 3 } else { 2 };
    let said = lines.into_iter().take(told).filter(|(_, said)| !said.is_empty());
    let more = said.map(|(what, said)| language.of(format!("{what}: {said}"), format!("{what}：{said}"))).collect();
    Entry { name: fitting.rule.clone(), first: fitting.title.clone(), more }
}

fn uses(uses: &[Found], language: Language) -> String {
    let said = uses.iter().map(|found| library::found(&found.called, &found.header, language)).collect::<Vec<_>>();
    said.join(language.of(", ", "、"))
}

fn lacking(fields: &[Lacking], language: Language) -> String {
    let said = fields.iter().map(|lacking| match &lacking.why {
        Some(why) => language.of(format!("{} ({why})", lacking.called), format!("{}（{why}）", lacking.called)),
        None => lacking.called.clone(),
    });
    said.collect::<Vec<_>>().join(language.of(", ", "、"))
}

/// The fitting rules as a table.
pub fn as_table(fittings: &[Fitting], language: Language) -> Table {
    let row = |fitting: &Fitting| {
        let cells = [
            fitting.rule.clone(),
            fitting.title.clone(),
            words::handbook::phrases::yes_or_no(fitting.ready, language).to_owned(),
            lacking(&fitting.missing, language),
            uses(&fitting.uses, language),
            lacking(&fitting.without, language),
            fitting.columns.join(", "),
        ];
        Row { kind: RowKind::Body, color: None, cells: cells.map(Value::Text).to_vec() }
    };
    Table {
        columns: vec![
            headings::rule(language),
            headings::title(language),
            headings::ready(language),
            headings::lacks(language),
            headings::uses(language),
            headings::without(language),
            headings::columns(language),
        ],
        rows: fittings.iter().map(row).collect(),
        ..Table::default()
    }
}
