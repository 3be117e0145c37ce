//! Rule files and expressions, on a tiny list.

use std::sync::LazyLock;

use crate::date::Day;
use crate::language::Language;
use crate::number::Decimal;
use crate::rule::expression::{self, Effort, Expr};
use crate::rule::settings::{Complaints, Node, Setting};
use crate::rule::{Field, FieldKind};
use crate::rulefile::{ENGLISH, RuleFile, freeze, render, run_tests};
use crate::score::{Cell, Column, Dates, Flags, Numbers, Scored, Tags, Texts};
use crate::words;

/// How many customers the list has that accepted rules score.
const ROWS: usize = 7;

/// 'Today' of that list: 2026-01-31.
const AS_OF: Day = Day(20_484);

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
        assert!(!render(&file.name, &file.text, warning, &ENGLISH).is_empty(), "a warning can be drawn");
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
            Language::ALL.iter().for_each(|&language| _ = words::cutoffs(scored, rule, None, language));
        }
        // A rule without lines, or one that a later rule leans on, is refused.
        _ = freeze(&file, scored, "list.csv", |frozen| words::frozen(frozen, Language::En));
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
        render("fuzzed.toml", text, &complaint, &ENGLISH);
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
            let days = [AS_OF.0, AS_OF.0 - 30, 2_932_896, -719_162, AS_OF.0 + 31];
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
