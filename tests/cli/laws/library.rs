//! The library's way from a list to its labels, without the program around it.

use std::io::Write;

use custclass::copy::{self, Added, AddedColumn, AddedLabel, AddedValues, Formulas, Target};
use custclass::date::Day;
use custclass::list::{Binding, Extract, Origin, Progress, Reading, Source};
use custclass::number::Decimal;
use custclass::rule::Field;
use custclass::rulefile::RuleFile;
use custclass::run::bound::{self, Wants};
use custclass::score::{Cell, Code, Column, FieldColumn, Numbers, Scored, Texts};

/// A rule file from its text.
pub fn rule(text: &str) -> RuleFile {
    RuleFile::parse("law.toml", text, &[]).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The tier of each customer by the file's last rule, for numbers in `revenue` and, where the rule wants it, texts in `region`.
pub fn tiers(file: &RuleFile, revenue: &[Cell<Decimal>], region: &[Option<&str>]) -> Vec<Option<usize>> {
    let numbers = Column::Numbers(revenue.iter().copied().collect::<Numbers>());
    let mut texts = Texts::default();
    region.iter().for_each(|text| texts.push(text.map_or(Cell::Missing, Cell::Value)));
    let texts = Column::Texts(texts);
    let column = |field: &Field| match field.name.as_str() {
        "revenue" => FieldColumn::Present(&numbers),
        "region" if !region.is_empty() => FieldColumn::Present(&texts),
        _ => FieldColumn::Absent,
    };
    let columns = file.set.scope.fields.iter().map(column).collect();
    let scored = file.set.score(columns, revenue.len(), Day::default());
    scored.all_codes(file.set.rules.len() - 1).into_iter().map(Code::index).collect()
}

struct Silent;

impl Progress for Silent {
    fn advance(&self, _: u64) {}
}

/// A list in a file, read and ready to be labelled.
pub struct List {
    source: Source,
    binding: Binding,
    extract: Extract,
}

impl List {
    /// Reads a delimited list for a rule, the way `reading` says; the error is the message that the user would see.
    pub fn read(file: &RuleFile, list: &[u8], reading: &Reading) -> Result<List, String> {
        let mut kept = tempfile::NamedTempFile::new().expect("a temporary file");
        kept.write_all(list).expect("it is written");
        let mut source = Source::open(&Origin::File(kept.path().to_owned()), reading).map_err(|e| e.to_string())?;
        let wants = Wants::of(std::slice::from_ref(file), &[]);
        let binding = source.bind(&wants.as_groups(), reading).map_err(|e| e.to_string())?;
        let binding = bound::without_repetition(binding);
        let extract = source.extract(&binding, false, &Silent).map_err(|e| e.to_string())?;
        Ok(List { source, binding, extract })
    }

    /// How many customers there are.
    pub fn customers(&self) -> usize {
        self.extract.customers
    }

    /// What the rules make of the list.
    pub fn scored<'a>(&'a self, file: &'a RuleFile) -> Scored<'a> {
        let files = std::slice::from_ref(file);
        bound::score(files, &self.binding, &self.extract, AS_OF, 1).pop().expect("one file, one result")
    }

    /// The label of each customer by each rule of the file that is not hidden; `None` is unclassified.
    pub fn labels(&self, file: &RuleFile) -> Vec<Vec<Option<String>>> {
        let scored = self.scored(file);
        let visible = (0..file.set.rules.len()).filter(|&rule| !file.set.rules[rule].hidden && scored.has(rule));
        let label = |rule: usize, code: Code| code.index().map(|tier| file.set.rules[rule].tiers[tier].label.clone());
        visible.map(|rule| scored.all_codes(rule).into_iter().map(|code| label(rule, code)).collect()).collect()
    }

    /// The list as it goes out, with the labels of the file's first rule.
    pub fn copy(&mut self, file: &RuleFile) -> Vec<u8> {
        let files = std::slice::from_ref(file);
        let scored = bound::score(files, &self.binding, &self.extract, AS_OF, 1).pop().expect("one file, one result");
        let scored = &scored;
        let rule = &file.set.rules[0];
        let label = |text: &String| AddedLabel { text: text.clone(), number: false, color: None };
        let values = AddedValues::Labels {
            labels: rule.tiers.iter().map(|tier| label(&tier.label)).collect(),
            unclassified: "unclassified".to_owned(),
            codes: Box::new(move |rows, codes| scored.codes(0, rows, codes)),
        };
        let added = Added { columns: vec![AddedColumn { name: rule.name.clone(), replaces: None, values }] };
        let mut out = Vec::new();
        let target = Target::stream(&mut out, "out.csv", Formulas::Kept);
        copy::copy(&mut self.source, &self.binding, &self.extract, &added, target, &Silent).expect("it is copied");
        out
    }
}

/// 'Today' in these tests: 2026-01-31, in days since 1970-01-01.
pub const AS_OF: Day = Day(20_484);
