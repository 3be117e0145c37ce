use std::io;
use std::path::{Path, PathBuf};

use super::*;
use crate::date::Day;
use crate::file::OutputError;
use crate::list::header::{ColumnNames, ColumnRef, HeaderError, NotFound};
use crate::list::limits::Limit;
use crate::list::workbook::{Damage, ForeignFile, WorkbookError};
use crate::list::{
    ColumnProblem, CurrencyCount, CurrencyProblem, Filling, Finding, InputError, MixedCurrencies, ReadAs, ReadingFact,
    SeenCells, UnitFrom,
};
use crate::number::Decimal;
use crate::result::refusal::Refusal;
use crate::rule::FieldKind;
use crate::rule::field::Word;
use crate::words::english_left::english_in;
use crate::words::reading_fact;

fn file() -> PathBuf {
    PathBuf::from("list.csv")
}

fn line() -> Place {
    Place::Line { file: file(), line: 3, column: Some(2) }
}

fn cell() -> Place {
    Place::Cell { file: PathBuf::from("list.xlsx"), sheet: "Our best customers".to_owned(), row: 12, column: Some(7) }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn finding(place: Place, text: &str) -> Finding {
    Finding { place, text: text.to_owned() }
}

fn in_use() -> io::Error {
    io::ErrorKind::PermissionDenied.into()
}

fn columns(names: ColumnNames) -> Vec<ColumnRef> {
    let headers = ["id", "the sum of all orders", "last order"].into_iter().enumerate();
    headers.map(|(column, header)| ColumnRef { column, text: text(header), names }).collect()
}

fn header_errors() -> Vec<HeaderError> {
    let (field, row) = (text("revenue"), 2);
    let (letters, numbers) = (columns(ColumnNames::Letters), columns(ColumnNames::Numbers));
    let missing = NotFound {
        field: field.clone(),
        others: vec![text("orders")],
        goes_by: (0..20).map(|n| format!("sales of {n}")).collect(),
        row,
        columns: letters.clone(),
        nearest: vec![letters[1].clone()],
        also: vec![text("last_order"), text("id")],
    };
    let bare = NotFound {
        others: Vec::new(),
        goes_by: Vec::new(),
        columns: (0..40).map(|column| ColumnRef { column, ..numbers[0].clone() }).collect(),
        nearest: Vec::new(),
        also: Vec::new(),
        ..missing.clone()
    };
    let wrong_reading = |kind| HeaderError::WrongReading { field: text("rate"), how: ReadAs::DayMonthYear, kind };
    let mut errors = vec![
        HeaderError::Empty,
        HeaderError::NoSuchRow { row },
        HeaderError::TwoUnits { units: [(text("单位：万元"), 1), (text("单位：元"), 2)] },
        HeaderError::NotFound(Box::new(missing)),
        HeaderError::NotFound(Box::new(bare)),
        HeaderError::Ambiguous { field: field.clone(), row, columns: numbers.clone(), latest: None },
        HeaderError::Ambiguous { field: field.clone(), row, columns: numbers.clone(), latest: Some(2) },
        HeaderError::RecordAsHeader { field: field.clone(), number: 2, row, text: text("500") },
        HeaderError::NoHeaders { field: field.clone(), named: None },
        HeaderError::NoHeaders { field: field.clone(), named: Some(text("sales")) },
        HeaderError::UnknownField {
            option: "--map",
            named: text("revenu"),
            near: Some(field.clone()),
            fields: vec![field.clone(), text("id")],
        },
        HeaderError::UnknownField { option: "--read", named: text("x"), near: None, fields: Vec::new() },
        HeaderError::NoSuchHeader {
            field: field.clone(),
            text: text("sum of orders"),
            row,
            columns: letters.clone(),
            nearest: letters[1..2].to_vec(),
        },
        HeaderError::NoSuchHeader { field: field.clone(), text: text("x"), row, columns: letters, nearest: Vec::new() },
        HeaderError::NoSuchColumn { field, number: 9, width: 3 },
    ];
    errors.extend(kinds().into_iter().map(wrong_reading));
    errors
}

fn kinds() -> Vec<FieldKind> {
    let words = ["high", "low"].map(|word| Word { word: text(word), spellings: Vec::new() });
    vec![
        FieldKind::Number,
        FieldKind::Percent,
        FieldKind::Date,
        FieldKind::Flag,
        FieldKind::Tags,
        FieldKind::Text,
        FieldKind::Choice(words.to_vec()),
    ]
}

fn damages() -> Vec<Damage> {
    let part = text("xl/worksheets/sheet1.xml");
    vec![
        Damage::Unknown,
        Damage::Told(text("a library says this in English")),
        Damage::CutOff,
        Damage::MisplacedPart,
        Damage::NotUnpacked { part: part.clone() },
        Damage::WrongLength { part: part.clone() },
        Damage::WrongChecksum { part },
        Damage::Packing { method: 12 },
        Damage::SectorTable,
        Damage::NoContent,
        Damage::EndlessSheet,
        Damage::TooManyRows,
        Damage::SharedSheet,
        Damage::MissingText,
        Damage::CellTooLow,
        Damage::RowTooLow,
        Damage::LongTag,
        Damage::NotUtf8,
        Damage::OwnMarkup,
        Damage::ErrorValue(text("#NEW VALUE OF EXCEL!")),
        Damage::TooOld,
    ]
}

const FOREIGN: [ForeignFile; 20] = [
    ForeignFile::Pdf,
    ForeignFile::Rtf,
    ForeignFile::Gzip,
    ForeignFile::SevenZip,
    ForeignFile::Rar,
    ForeignFile::Zip,
    ForeignFile::Parquet,
    ForeignFile::Picture,
    ForeignFile::WebPage,
    ForeignFile::WebArchive,
    ForeignFile::OldExcel { version: 2 },
    ForeignFile::FlatOpenDocument,
    ForeignFile::Xml,
    ForeignFile::Word,
    ForeignFile::PowerPoint,
    ForeignFile::Office,
    ForeignFile::OldOffice,
    ForeignFile::OpenDocument,
    ForeignFile::AppleNumbers,
    ForeignFile::Unknown,
];

fn workbook_errors() -> Vec<WorkbookError> {
    let sheet = text("The customers we have");
    let mut errors = vec![
        WorkbookError::Encrypted,
        WorkbookError::OnStandardInput,
        WorkbookError::TextHasNoSheets { sheet: sheet.clone() },
        WorkbookError::NoSheet,
        WorkbookError::UnknownSheet { name: text("Custmers"), near: Some(sheet.clone()), sheets: vec![sheet.clone()] },
        WorkbookError::RowsOutOfOrder { sheet, row: 4, after: 9 },
    ];
    errors.extend(FOREIGN.map(|what| WorkbookError::NotAWorkbook { what }));
    errors.extend(damages().into_iter().map(WorkbookError::Damaged));
    errors.extend(Limit::ALL.map(|limit| WorkbookError::OverLimit { limit, most: 16_000_000 }));
    errors
}

fn unreadable_columns() -> Vec<Unreadable> {
    let column = |problem| Unreadable { field: text("x"), first: finding(line(), "what it says here"), problem };
    let contradiction = |first_way, other_way| ColumnProblem::Contradiction {
        first_way,
        other: finding(cell(), "what it says there"),
        other_way,
    };
    let no_value = |wanted: FieldKind, filled, next: &[&str]| ColumnProblem::NoValue {
        wanted,
        filled,
        next: next.iter().map(|text| (*text).to_owned()).collect(),
    };
    let ways = ReadAs::ALL.windows(2).map(|ways| contradiction(ways[0], ways[1]));
    let values = kinds().into_iter().map(|kind| no_value(kind, 5, &["one two three four", "b"]));
    let others = [no_value(FieldKind::Date, 1, &[]), no_value(FieldKind::Date, 9, &[]), ColumnProblem::OpenOrder];
    ways.chain(values).chain(others).map(column).collect()
}

fn input_errors() -> Vec<InputError> {
    let (place, limit) = (line, 100);
    let amounts = |code: &str, first| CurrencyCount { code: text(code), count: 3, first };
    let currencies = |problem| {
        let first = Some(Finding { place: line(), text: text("¥5") });
        let counts = vec![amounts("CNY", first), amounts("USD", None)];
        let without = Some(amounts("", Some(Finding { place: cell(), text: String::new() })));
        let problem = Box::new(MixedCurrencies { field: text("revenue"), counts, without, problem });
        InputError::Currencies { file: file(), problem }
    };
    let mut errors = vec![
        currencies(CurrencyProblem::Several),
        currencies(CurrencyProblem::NotToldApart("¥", "JPY")),
        currencies(CurrencyProblem::WithoutRate(vec![text("CNY"), text("EUR")])),
        currencies(CurrencyProblem::NoCurrency),
        InputError::Io { file: file(), source: in_use() },
        InputError::Io { file: file(), source: io::Error::other("what a library says in English") },
        InputError::Io { file: file(), source: io::Error::from_raw_os_error(5) },
        InputError::NotFound { file: file() },
        InputError::Folder { file: file() },
        InputError::Empty { file: PathBuf::from("standard input") },
        InputError::Changed { file: file() },
        InputError::Encoding { file: file(), encoding: text("UTF-32") },
        InputError::UnknownEncoding { name: text("gkb"), near: Some(text("gbk")) },
        InputError::UnknownEncoding { name: text("no such thing at all"), near: None },
        InputError::Binary { file: file(), byte: 77 },
        InputError::NotText { place: place(), byte: 77, encoding: "GBK" },
        InputError::Dialect,
        InputError::OpenQuote { place: place() },
        InputError::OneColumn { file: file(), header: text("客户，销售额"), sign: '，' },
        InputError::OneColumn { file: file(), header: text("id^revenue"), sign: '^' },
        InputError::LoneEscape { place: place() },
        InputError::LoneReturn { place: place() },
        InputError::RecordTooLong { place: place(), limit: 1_000_000 },
        InputError::TooManyCells { place: place(), cells: 200_000, limit },
        InputError::TooWide { place: place(), cells: 900, header: 3, filling: Filling::Columns(897) },
        InputError::TooWide { place: place(), cells: 900, header: 3, filling: Filling::MoreThanTheList },
    ];
    let sheets = [text("Old customers of ours"), text("B")];
    errors.extend(header_errors().into_iter().enumerate().map(|(at, problem)| InputError::Header {
        place: cell(),
        problem: Box::new(problem),
        fitting: sheets[..at % 3].to_vec(),
    }));
    errors.extend(workbook_errors().into_iter().map(|problem| InputError::Workbook { file: file(), problem }));
    errors.extend(unreadable_columns().into_iter().filter_map(|column| InputError::of_columns(vec![column])));
    errors
}

fn output_errors() -> Vec<OutputError> {
    let folder = PathBuf::from("reports");
    vec![
        OutputError::Io { file: file(), source: in_use() },
        OutputError::NoFolder { file: file(), folder: folder.clone() },
        OutputError::FolderNotWritable { file: file(), folder, source: in_use() },
        OutputError::IsFolder { file: file() },
        OutputError::IsInput { file: file() },
        OutputError::ColumnIsThere {
            list: file(),
            column: 3,
            header: text("Tier of the customer"),
            name: text("tier"),
        },
        OutputError::Protected { file: file(), source: in_use() },
        OutputError::DiskFull { file: file(), source: in_use() },
        OutputError::Lacking { character: '级', text: Some(text("a label of a rule")), encoding: "windows-1252" },
        OutputError::Lacking { character: '\u{a0}', text: None, encoding: "GBK" },
        OutputError::NoQuotes { text: text("one, two and three") },
        OutputError::TextTooLong { place: cell(), length: 40_000, limit: 32_767 },
        OutputError::TooManyColumns { file: file(), columns: 17_000, limit: 16_384 },
        OutputError::RecordTooWide { place: cell(), cells: 5, width: 4 },
        OutputError::Workbook { file: file(), message: text("what a library says in English") },
    ]
}

fn reading_facts() -> Vec<ReadingFact> {
    let one = || SeenCells { count: 1, first: text("12,5") };
    let more = || SeenCells { count: 30, first: text("12,5") };
    vec![
        ReadingFact::Multiplied(10_000, UnitFrom::Header),
        ReadingFact::Multiplied(10_000, UnitFrom::Title),
        ReadingFact::OwnUnit(more(), UnitFrom::Title),
        ReadingFact::Currencies(vec![(text("CNY"), 3), (text("USD"), 1)]),
        ReadingFact::NoCurrency(2),
        ReadingFact::OnlyCurrency(text("CNY"), 5),
        ReadingFact::Rate(text("USD"), Decimal::from(7), 5),
        ReadingFact::DecimalComma(one()),
        ReadingFact::AssumedDecimalPoint(more()),
        ReadingFact::Ratios,
        ReadingFact::RatiosOfOne,
        ReadingFact::Percentages,
        ReadingFact::Merged(3),
        ReadingFact::MergedNumbers(1),
        ReadingFact::AfterAsOf(Day(20_543), 5, vec![cell()]),
        ReadingFact::DayFirst(one()),
        ReadingFact::MonthFirst(more()),
    ]
}

/// Everything that is said of a list or an output, in both languages.
fn everything() -> Vec<[String; 2]> {
    let both = |say: &dyn Fn(Language) -> String| [say(Language::En), say(Language::Zh)];
    let inputs = input_errors().into_iter().map(Error::Input);
    let outputs = output_errors().into_iter().map(Error::Output);
    let errors = inputs.chain(outputs).map(|said| both(&|language| error(&said, language)));
    let columns = unreadable_columns().into_iter().map(|column| both(&|language| unreadable(&column, language)));
    let facts = reading_facts().into_iter().map(|fact| both(&|language| reading_fact(&fact, "revenue", language)));
    errors.chain(columns).chain(facts).collect()
}

#[test]
fn nothing_that_is_said_in_chinese_has_an_english_sentence_in_it() {
    for [english, chinese] in everything() {
        assert_ne!(english, chinese);
        assert_eq!(english_in(&chinese), None, "{chinese}");
        assert!(english_in(&english).is_some() || english.starts_with("list.csv: "), "not found in {english}");
    }
}

#[test]
fn what_a_user_has_to_write_is_the_same_in_both_languages() {
    // `--delimiter`, `--map revenue=#3`
    let option = |text: &str| {
        let ascii = text.split(|c: char| !c.is_ascii() || c == '\n').next().unwrap_or_default();
        let mut words = ascii.split(' ').map(|word| word.trim_matches([',', ';', ':', ')', '?']));
        let (name, value) = (words.next().unwrap_or_default(), words.next().filter(|word| word.contains('=')));
        format!("{name} {}", value.unwrap_or_default())
    };
    let options = |text: &str| {
        let mut options = text.match_indices("--").map(|(at, _)| option(&text[at..])).collect::<Vec<_>>();
        options.sort();
        options
    };
    for [english, chinese] in everything() {
        assert_eq!(options(&chinese), options(&english), "{english}\n{chinese}");
    }
}

#[test]
fn places_are_told_as_a_reader_looks_them_up() {
    let said = |place: &Place| super::place(place, Language::Zh);
    assert_eq!(said(&cell()), "list.xlsx，工作表“Our best customers”，单元格 G12");
    assert_eq!(said(&line()), "list.csv:3:2");
    assert_eq!(list_name(Path::new("standard input"), Language::Zh), "标准输入");
    let row = Place::Cell { file: file(), sheet: text("A\"B"), row: 5, column: None };
    assert_eq!(said(&row), "list.csv，工作表“A\"B”，第 5 行");
}

#[test]
fn a_refusal_counts_the_unclassified() {
    let refused = Error::from(Refusal::Unclassified { count: 1, customers: 10_000 });
    assert_eq!(
        Language::ALL.map(|language| error(&refused, language)),
        [
            "1 of 10,000 customers is unclassified, so nothing was written (--strict)",
            "10,000 位客户中有 1 位未分类，因此未写入任何文件（--strict）"
        ]
    );
}

#[test]
fn some_errors_in_chinese() {
    let said = |said: InputError| error(&Error::Input(said), Language::Zh);
    assert_eq!(
        said(InputError::Workbook {
            file: file(),
            problem: WorkbookError::NotAWorkbook { what: ForeignFile::WebPage }
        }),
        "list.csv：这是网页（HTML），不是客户列表\n提示：请在电子表格程序中打开它，另存为 .xlsx 或 .csv 后再使用"
    );
    let column = unreadable_columns().remove(0);
    assert_eq!(
        said(InputError::Column { problem: Box::new(column), others: Vec::new() }),
        "list.csv:3:2：x：“what it says here”以点作小数点，而“what it says there”（list.xlsx，工作表“Our best customers”，单元格 G12）以逗号作小数点\n\
         提示：请用 --read x=1,234.56 或 --read x=1.234,56 指定读法"
    );
}
