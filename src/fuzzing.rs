//! What fuzzers do with their bytes (`fuzz/`), and the same for what they once found, as tests.
//!
//! A function here takes any bytes and panics where the program is wrong: `fuzz/fuzz_targets/NAME.rs` only hands its bytes on.

use std::path::Path;
use std::sync::LazyLock;

use crate::input::delimited::{Bytes, Delimited};
use crate::input::header::{self, ColumnNames};
use crate::input::workbook::Workbook;
use crate::input::{InputError, NoCustomer, Progress, Reading, RecordKind};
use crate::output::{Added, AddedCell, AddedColumn, AddedValues};
use crate::rulefile::{RuleFile, freeze, render, run_tests};
use crate::score::expression::{self, Effort, Expr};
use crate::score::settings::{Complaints, Node, Setting};
use crate::score::{Cell, Column, Dates, Decimal, Field, FieldKind, Flags, Numbers, Scored, Tags, Texts};
use crate::words::{self, Language};

/// How many customers the list has that accepted rules score.
const ROWS: usize = 7;

/// 'Today' of that list: 2026-01-31.
const AS_OF: i32 = 20_484;

/// A rule file: refused with messages that can be drawn, or loaded, proved and used on a tiny list.
pub fn rules(bytes: &[u8]) {
    let file = match RuleFile::from_bytes("fuzzed.toml", bytes.to_vec()) {
        Ok(file) => file,
        Err(error) => {
            assert!(!error.to_string().is_empty(), "a refusal says why");
            return;
        }
    };
    for warning in &file.warnings {
        assert!(!render(&file.name, &file.text, warning).is_empty(), "a warning can be drawn");
    }
    run_tests(&file);
    with_tiny_list(&file, |scored| {
        for (rule, written) in file.set.rules.iter().enumerate() {
            for (row, code) in scored.all_codes(rule).into_iter().enumerate() {
                assert!(code.index().is_none_or(|tier| tier < written.tiers.len()), "a label of the rule");
                assert_eq!(code, scored.code(rule, row), "one customer and all give the same label");
                if scored.has(rule) {
                    Language::ALL.iter().for_each(|&language| _ = words::reason(scored, rule, row, language));
                }
            }
            Language::ALL.iter().for_each(|&language| _ = words::lines(scored, rule, language));
        }
        // A rule without lines, or one that a later rule leans on, is refused.
        _ = freeze(&file, scored, "list.csv");
    });
}

/// An expression: refused with messages inside its text, or evaluated as its plain twin says.
pub fn expressions(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let complaints = Complaints::default();
    let node = Node { value: Setting::Text { text: text.to_owned(), exact: Some(0) }, span: 0..text.len() };
    expression::names(text);
    let expr = Expr::read(&node, &EXPRESSIONS.set.scope, &complaints);
    let errors = complaints.errors();
    for complaint in complaints.into_sorted() {
        let span = complaint.span.clone();
        assert!(text.get(span).is_some(), "{complaint:?} stands within the text");
        render("fuzzed.toml", text, &complaint);
    }
    let Some(expr) = expr else {
        assert!(errors > 0, "whoever refuses says why");
        return;
    };
    assert_eq!(errors, 0, "what is wrong is refused");
    let never = expr.contradicts_itself(&mut Effort::default());
    expr.constant();
    with_tiny_list(&EXPRESSIONS, |scored| {
        assert!(expr.agrees_with_its_twin(&scored.frame), "blocks and single customers agree");
        let truths = expr.truths(&scored.frame.block(0..ROWS));
        assert!(!never || !truths.iter().any(|truth| truth.holds()), "what contradicts itself holds for nobody");
    });
}

/// Names of every type, for expressions to use.
static EXPRESSIONS: LazyLock<RuleFile> = LazyLock::new(|| {
    let text = "
        params = { a_min = 500_000, b = \"12.5%\" }
        derive = { growth = \"(revenue - last_year_revenue) / last_year_revenue\", age = \"days_since(last_order)\" }
        fields.aware = { type = \"flag\" }
        fields.traits = { type = \"tags\" }
        fields.`销售额` = { type = \"number\" }
        fields.potential = { type = \"choice\", values = { high = [\"高\"], low = [\"低\"] } }

        [[rule]]
        name = \"grade\"
        method = \"scorecard\"
        item = [{ field = \"revenue\", ramp = { from = 0, to = 100 } }]
        tier = [{ label = \"A\", min = 50 }, { label = \"B\" }]

        [[rule]]
        name = \"r\"
        method = \"percentile\"
        field = \"revenue\"
        bins = 5

        [[rule]]
        name = \"last\"
        method = \"decision\"
        tier = [{ label = \"A\", when = \"grade = 'A' and grade_score > r\" }, { label = \"B\" }]
    "
    .replace('`', "'");
    RuleFile::parse("expressions.toml", &text, &[]).unwrap_or_else(|error| panic!("{error}"))
});

/// A workbook of any kind: refused in words, or opened and read to its last row, twice with the same rows.
pub fn workbook(bytes: &[u8]) {
    let reading = Reading { header_row: Some(1), ..Reading::default() };
    let read = || -> Result<u64, InputError> {
        let mut workbook = Workbook::of(Bytes::of_copy(bytes, "fuzzed.xlsx")?, &reading)?;
        let binding = workbook.bind(&[], &reading)?;
        let extract = workbook.extract(&binding, &Silent)?;
        let mut records = 0;
        workbook.records(&binding, |record| {
            records += record.count;
            record.cells().for_each(|(column, _)| assert!(column < 16_384, "a column of a sheet"));
            Ok::<(), InputError>(())
        })?;
        assert!(records >= extract.records, "the second pass finds what the first did");
        Ok(records)
    };
    match (read(), read()) {
        (Ok(first), Ok(second)) => assert_eq!(first, second, "the same bytes, the same rows"),
        (Err(first), Err(second)) => {
            assert_eq!(first.to_string(), second.to_string(), "the same bytes, the same words")
        }
        (first, second) => panic!("{first:?}, but then {second:?}"),
    }
}

/// Delimited text: refused in words, or read and copied; each record of the copy begins with the list's own.
pub fn csv(bytes: &[u8]) {
    if let Err(error) = csv_copied(bytes) {
        assert!(!error.to_string().is_empty(), "a refusal says why");
    }
}

fn csv_copied(bytes: &[u8]) -> Result<(), crate::Error> {
    let reading = Reading { header_row: Some(1), threads: Some(1), ..Reading::default() };
    let mut list = Delimited::of(Bytes::of_copy(bytes, "fuzzed.csv")?, &reading)?;
    let head = list.head(1)?;
    let Ok(binding) = header::bind(&head, &[], &reading, ColumnNames::Numbers) else { return Ok(()) };
    let extract = list.extract(&binding, true, &Silent)?;
    let nothing = AddedColumn {
        name: "tier".to_owned(),
        replaces: None,
        values: AddedValues::Cells(Box::new(|_| AddedCell::Empty)),
    };
    let (added, mut copy) = (Added { columns: vec![nothing] }, Vec::new());
    list.copy_labelled(&extract, &added, &mut copy, Path::new("out.csv"), &Silent)?;
    // The records are those of the list in an encoding made of the signs of ASCII; another one's are not held against its copy.
    if list.facts().encoding.starts_with("UTF-16") {
        return Ok(());
    }
    let delimiter = list.facts().dialect.delimiter;
    let mut rest = copy.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&copy);
    let mut records = list.records(&extract)?;
    while let Some(record) = records.read()? {
        rest = rest.strip_prefix(record.bytes()).expect("the record, byte for byte");
        rest = match record.kind {
            RecordKind::Preamble | RecordKind::NoCustomer(NoCustomer::Blank) => rest,
            _ => {
                let filling = vec![delimiter; extract.width - record.len() + 1];
                rest.strip_prefix(filling.as_slice()).expect("a delimiter for each cell that is added")
            }
        };
        if record.kind == RecordKind::Header {
            rest = rest.strip_prefix(b"tier").expect("the name of the column");
        }
        rest = rest.strip_prefix(record.line_end()).expect("the record's own line end");
    }
    assert!(rest.is_empty(), "nothing behind the last record");
    Ok(())
}

struct Silent;

impl Progress for Silent {
    fn advance(&self, _: u64) {}
}

/// Scores customers with values, without, and with bad ones.
fn with_tiny_list(file: &RuleFile, look: impl FnOnce(&Scored<'_>)) {
    let columns = file.set.scope.fields.iter().map(column).collect::<Vec<_>>();
    let columns = columns.iter().map(|column| Some(column).into()).collect();
    look(&file.set.score(columns, ROWS, AS_OF));
}

fn column(field: &Field) -> Column {
    match &field.kind {
        FieldKind::Number | FieldKind::Percent => {
            let texts = ["1", "0.25", "-3", "", "99999999999999999999999999999999999999", "!", "60"];
            let number = |text| cell(text).map(|text| Decimal::parse(text).expect("a number"));
            Column::Numbers(texts.into_iter().map(number).collect::<Numbers>())
        }
        FieldKind::Date => {
            let mut dates = Dates::default();
            let days = [AS_OF, AS_OF - 30, 2_932_896, -719_162, AS_OF + 31];
            days.into_iter().for_each(|day| dates.push(Cell::Value(day)));
            dates.push(Cell::Missing);
            dates.push(Cell::Bad);
            Column::Dates(dates)
        }
        FieldKind::Flag => {
            let mut flags = Flags::default();
            ["yes", "no", "", "!", "yes", "no", "yes"]
                .into_iter()
                .for_each(|text| flags.push(cell(text).map(|text| text == "yes")));
            Column::Flags(flags)
        }
        FieldKind::Tags => {
            let mut tags = Tags::default();
            ["calm", "calm;冷静", "", "!", "x", "CALM;x;y", "；"]
                .into_iter()
                .for_each(|text| tags.push(cell(text).map(|text| text.split(';'))));
            Column::Tags(tags)
        }
        FieldKind::Text => texts(["Shanghai", "上海", "", "!", "ＳＨＡＮＧＨＡＩ", "x", "East"]),
        FieldKind::Choice(words) => {
            let word = |index: usize| words.get(index).map_or("", |word| word.word.as_str());
            texts([word(0), word(1), "", "!", word(2), word(0), word(3)])
        }
    }
}

fn texts(cells: [&str; ROWS]) -> Column {
    let mut texts = Texts::default();
    cells.into_iter().for_each(|text| texts.push(cell(text)));
    Column::Texts(texts)
}

fn cell(text: &str) -> Cell<&str> {
    match text {
        "" => Cell::Missing,
        "!" => Cell::Bad,
        text => Cell::Value(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulefile::bundled;

    /// What fuzzers found, each once: the file's name says what was wrong.
    fn found(target: &str) -> Vec<(String, Vec<u8>)> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed").join(target);
        let files =
            std::fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.expect("readable").path());
        let read = |path: std::path::PathBuf| (path.display().to_string(), std::fs::read(&path).expect("readable"));
        files.map(read).collect()
    }

    #[test]
    fn rule_files_that_were_found_are_refused_or_used() {
        for (name, bytes) in found("rules") {
            assert!(std::panic::catch_unwind(|| rules(&bytes)).is_ok(), "{name}");
        }
    }

    #[test]
    fn expressions_that_were_found_are_refused_or_evaluated() {
        for (name, bytes) in found("expressions") {
            assert!(std::panic::catch_unwind(|| expressions(&bytes)).is_ok(), "{name}");
        }
    }

    #[test]
    fn lists_whole_and_cut_are_refused_or_copied() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/csv");
        let seeds =
            std::fs::read_dir(corpus).expect("the folder is there").map(|entry| entry.expect("readable").path());
        let seeds = seeds.map(|path| (path.display().to_string(), std::fs::read(&path).expect("readable")));
        for (name, bytes) in found("csv").into_iter().chain(seeds) {
            for (start, end) in (0..bytes.len()).flat_map(|at| [(0, at), (at, bytes.len())]) {
                let broke = std::panic::catch_unwind(|| csv(&bytes[start..end])).is_err();
                assert!(!broke, "{name}: bytes {start} to {end}");
            }
        }
    }

    #[test]
    fn bundled_rules_do_not_break_when_a_part_of_their_bytes_is_lost() {
        for (index, (_, text)) in bundled::RULES.iter().enumerate().step_by(7) {
            let bytes = text.as_bytes();
            rules(bytes);
            let at = bytes.len() * (index % 13) / 13;
            rules(&bytes[..at]);
            rules(&bytes[at..]);
        }
    }
}
