use super::*;

fn field(name: &str, headers: &[&str]) -> Field {
    Field {
        name: name.to_owned(),
        kind: FieldKind::Number,
        headers: headers.iter().map(|text| (*text).to_owned()).collect(),
        default: None,
        optional: false,
        money: false,
    }
}

fn revenue() -> Field {
    field("revenue", &["sales", "sales amount", "amount", "turnover", "销售额", "金额"])
}

fn optional(field: Field) -> Field {
    Field { optional: true, ..field }
}

fn head(rows: &[&[&str]]) -> Vec<HeadRecord> {
    let texts = |row: &&[&str]| row.iter().map(|text| (*text).to_owned()).collect();
    (0..).zip(rows).map(|(record, row)| HeadRecord { record, cells: texts(row) }).collect()
}

fn bound(rows: &[&[&str]], fields: &[Field], reading: &Reading) -> Result<Binding, HeaderError> {
    let wanted = fields.iter().map(std::slice::from_ref).collect::<Vec<_>>();
    bind(&head(rows), &wanted, reading, ColumnNames::Numbers)
}

/// The header's record, and the column, reason and power of the first field.
fn first(rows: &[&[&str]], fields: &[Field], reading: &Reading) -> (u64, Option<usize>, Matched, u8) {
    let binding = bound(rows, fields, reading).expect("it fits");
    let field = &binding.fields[0];
    (binding.header_record, field.column, field.why.clone(), field.power)
}

fn map(field: &str, choice: HeaderChoice) -> Reading {
    Reading { map: vec![(field.to_owned(), choice)], ..Reading::default() }
}

fn named(text: &str) -> HeaderChoice {
    HeaderChoice::Named(text.to_owned())
}

fn message(rows: &[&[&str]], fields: &[Field], reading: &Reading) -> String {
    bound(rows, fields, reading).expect_err("it does not fit").to_string()
}

#[test]
fn the_header_is_the_first_row_with_every_required_field() {
    let rows: &[&[&str]] =
        &[&["客户销售一览"], &[], &["统计日期", "2024-01-31"], &["客户编号", "销售额"], &["K1", "900"]];
    assert_eq!(first(rows, &[revenue()], &Reading::default()), (3, Some(1), Matched::Header("销售额".to_owned()), 0));
    let rows: &[&[&str]] = &[&["Sales"], &["id", "Sales"]];
    assert_eq!(bound(rows, &[revenue(), field("id", &[])], &Reading::default()).expect("it fits").header_record, 1);
}

#[test]
fn the_header_stands_within_the_first_twenty_rows() {
    let row = |at: usize| if at == 20 { vec!["id", "revenue"] } else { vec!["x", "y"] };
    let rows = (0..22).map(row).collect::<Vec<_>>();
    let rows = rows.iter().map(Vec::as_slice).collect::<Vec<_>>();
    assert!(matches!(bound(&rows, &[revenue()], &Reading::default()), Err(HeaderError::NotFound(_))));
    let reading = Reading { header_row: Some(21), ..Reading::default() };
    assert_eq!(first(&rows, &[revenue()], &reading).0, 20);
    let reading = Reading { header_row: Some(30), ..Reading::default() };
    assert_eq!(bound(&rows, &[revenue()], &reading).err(), Some(HeaderError::NoSuchRow { row: 30 }));
}

#[test]
fn an_empty_list_has_no_header() {
    assert_eq!(bound(&[], &[revenue()], &Reading::default()).err(), Some(HeaderError::Empty));
    assert_eq!(bound(&[&["", " "]], &[], &Reading::default()).err(), Some(HeaderError::Empty));
}

#[test]
fn case_width_blanks_punctuation_and_invisible_characters_do_not_matter() {
    for text in ["REVENUE", "\u{feff}revenue", "Ｒｅｖｅｎｕｅ", " re venue: ", "Revenue\u{200b}"] {
        assert_eq!(first(&[&["id", text]], &[revenue()], &Reading::default()).2, Matched::Name, "{text:?}");
    }
    let header = first(&[&["销 售 额"]], &[revenue()], &Reading::default()).2;
    assert_eq!(header, Matched::Header("销售额".to_owned()));
}

#[test]
fn a_unit_in_the_header_multiplies_a_number_column_and_no_other() {
    assert_eq!(first(&[&["销售额（万元）"]], &[revenue()], &Reading::default()).3, 4);
    assert_eq!(first(&[&["Revenue (k€)"]], &[revenue()], &Reading::default()).3, 3);
    assert_eq!(first(&[&["金额(百万)"]], &[revenue()], &Reading::default()).3, 6);
    assert_eq!(first(&[&["Turnover (EUR)"]], &[revenue()], &Reading::default()).3, 0);
    let share = Field { kind: FieldKind::Percent, ..field("share", &[]) };
    assert_eq!(first(&[&["share (k)"]], &[share], &Reading::default()).3, 0);
}

#[test]
fn a_name_that_speaks_of_the_unit_is_not_multiplied_again() {
    assert_eq!(first(&[&["Revenue (k)"]], &[field("revenue_k", &[])], &Reading::default()).3, 0);
    assert_eq!(first(&[&["面积(万㎡)"]], &[field("area", &["面积(㎡)"])], &Reading::default()).3, 4);
}

#[test]
fn the_fields_own_name_beats_its_other_headers() {
    assert_eq!(
        first(&[&["Sales", "Revenue", "Amount"]], &[revenue()], &Reading::default()),
        (0, Some(1), Matched::Name, 0)
    );
}

#[test]
fn two_columns_that_fit_equally_well_are_refused() {
    let text = message(&[&["id", "销售额", "金额(万元)"]], &[revenue()], &Reading::default());
    assert_eq!(
        text,
        "row 1: 2 columns fit `revenue` equally well: #2 \"销售额\", #3 \"金额(万元)\"\n\
         help: say which one it is: --map revenue=#2 or --map revenue=#3"
    );
    let again = message(&[&["revenue", "id", "revenue"]], &[revenue()], &Reading::default());
    assert!(again.contains("--map revenue=#1 or --map revenue=#3"), "{again}");
}

#[test]
fn in_a_sheet_columns_have_letters() {
    let binding = bind(&head(&[&["销售额", "金额"]]), &[&[revenue()]], &Reading::default(), ColumnNames::Letters);
    let text = binding.expect_err("two fit").to_string();
    assert!(text.contains("A #1 \"销售额\", B #2 \"金额\""), "{text}");
}

#[test]
fn a_missing_field_lists_the_headers_and_offers_the_nearest() {
    let text = message(&[&["客户", "年销售额"], &["K1", "5"]], &[revenue()], &Reading::default());
    assert_eq!(
        text,
        "no column for `revenue`\n  \
         `revenue` also goes by: sales, sales amount, amount, turnover, 销售额, 金额\n  \
         row 1 has: #1 \"客户\", #2 \"年销售额\"\n\
         help: did you mean #2 \"年销售额\"? --map revenue=#2"
    );
    let far = message(&[&["a", "b"]], &[revenue(), field("profit", &[])], &Reading::default());
    assert!(far.starts_with("no column for `revenue`, nor for `profit`\n"), "{far}");
    assert!(far.ends_with("--map revenue=#N, or where the headers stand: --header-row N"), "{far}");
}

#[test]
fn a_map_names_a_header_or_a_column() {
    let rows: &[&[&str]] = &[&["客户", "年销售额", "年销售额"], &["K1", "5", "6"]];
    let by_number = map("revenue", HeaderChoice::Number(3));
    assert_eq!(first(rows, &[revenue()], &by_number), (0, Some(2), Matched::Map, 0));
    let rows: &[&[&str]] = &[&["客户", "年销售额(万元)", "销售额"]];
    assert_eq!(first(rows, &[revenue()], &map("revenue", named("年销售额"))), (0, Some(1), Matched::Map, 4));
    assert_eq!(first(rows, &[revenue()], &map("Revenue", named("年销售额（万元）"))).1, Some(1));
}

#[test]
fn a_map_that_is_one_header_exactly_is_that_column() {
    let rows: &[&[&str]] = &[&["Wert (k€)", "Wert (€)"]];
    assert_eq!(first(rows, &[revenue()], &map("revenue", named("Wert (€)"))).1, Some(1));
    let text = message(rows, &[revenue()], &map("revenue", named("wert")));
    assert!(text.contains("2 columns fit `revenue`"), "{text}");
}

#[test]
fn a_map_to_nothing_is_refused() {
    let rows: &[&[&str]] = &[&["id", "Umsatz 2024"], &["K1", "5"]];
    let text = message(rows, &[revenue()], &map("revenue", named("Umsatz 2023")));
    assert!(text.starts_with("--map revenue=Umsatz 2023: no column has the header \"Umsatz 2023\"\n"), "{text}");
    assert!(text.ends_with("did you mean #2 \"Umsatz 2024\"? --map revenue=#2"), "{text}");
    let text = message(rows, &[revenue()], &map("revenue", HeaderChoice::Number(9)));
    assert_eq!(text, "--map revenue=#9: columns count from #1 to #2");
    let zero = message(rows, &[revenue()], &map("revenue", HeaderChoice::Number(0)));
    assert_eq!(zero, "--map revenue=#0: columns count from #1 to #2");
    let text = message(rows, &[revenue()], &map("revenu", named("Umsatz 2024")));
    assert!(text.contains("did you mean `revenue`?"), "{text}");
}

#[test]
fn a_reading_must_suit_the_field() {
    let read = |how| Reading { read: vec![("revenue".to_owned(), how)], ..Reading::default() };
    let binding = bound(&[&["revenue"]], &[revenue()], &read(ReadAs::CommaDecimal)).expect("it fits");
    assert_eq!(binding.fields[0].read_as, Some(ReadAs::CommaDecimal));
    let text = message(&[&["revenue"]], &[revenue()], &read(ReadAs::DayMonthYear));
    assert_eq!(text, "--read revenue=dmy: `revenue` is a number, which is read as 1,234.56 or 1.234,56");
}

#[test]
fn an_optional_field_may_be_absent_but_not_doubtful() {
    let fields = [revenue(), optional(field("profit", &["margin", "gain"]))];
    let binding = bound(&[&["revenue"]], &fields, &Reading::default()).expect("it fits");
    assert_eq!((binding.fields[1].column, &binding.fields[1].why), (None, &Matched::Absent));
    let text = message(&[&["revenue", "margin", "gain"]], &fields, &Reading::default());
    assert!(text.contains("`profit`"), "{text}");
}

#[test]
fn of_several_fields_the_first_that_the_list_has_is_taken() {
    let group = [field("profit", &["毛利"]), revenue()];
    let of = |rows: &[&[&str]]| {
        let binding = bind(&head(rows), &[&group], &Reading::default(), ColumnNames::Numbers).expect("it fits");
        (binding.header_record, binding.fields[0].field.name.clone(), binding.fields[0].column)
    };
    assert_eq!(of(&[&["id", "sales", "毛利"]]), (0, "profit".to_owned(), Some(2)));
    assert_eq!(of(&[&["title"], &["id", "sales"]]), (1, "revenue".to_owned(), Some(1)));
    let none = bind(&head(&[&["id"]]), &[&group], &Reading::default(), ColumnNames::Numbers);
    assert!(none.expect_err("neither").to_string().starts_with("no column for `profit` (or `revenue`)\n"));
}

#[test]
fn without_a_required_field_the_header_is_the_first_row_that_looks_like_one() {
    let rows: &[&[&str]] = &[&["Our customers"], &["id", "sales"], &["K1", "5"]];
    assert_eq!(bound(rows, &[], &Reading::default()).expect("it fits").header_record, 1);
    let rows: &[&[&str]] = &[&["a", "b"], &["id", "sales"]];
    assert_eq!(first(rows, &[optional(revenue())], &Reading::default()).0, 1);
    assert_eq!(bound(&[&["name"], &["K1"]], &[], &Reading::default()).expect("it fits").header_record, 0);
}

#[test]
fn a_header_of_two_rows_is_joined_where_neither_has_the_field_alone() {
    let rows: &[&[&str]] = &[
        &["2024"],
        &["id", "Sales", "", "Costs"],
        &["", "count", "amount", "amount in all"],
        &["K1", "3", "900", "5"],
    ];
    let sales = field("revenue", &["sales amount"]);
    assert_eq!(first(rows, &[sales], &Reading::default()), (2, Some(2), Matched::Header("sales amount".to_owned()), 0));
    let id = field("id", &[]);
    let binding = bound(rows, &[field("cost", &["costs amount in all"]), id], &Reading::default()).expect("it fits");
    assert_eq!(binding.header, ["id", "Sales count", "Sales amount", "Costs amount in all"]);
    assert_eq!(binding.fields[1].column, Some(0));
    // A row that has it alone comes first.
    assert_eq!(first(rows, &[field("amount", &[])], &Reading::default()).0, 2);
}

#[test]
fn without_a_wanted_field_the_header_is_the_first_row_that_is_as_wide_as_the_table() {
    let record = |rows: &[&[&str]]| bound(rows, &[], &Reading::default()).expect("it fits").header_record;
    let row: &[&str] = &["K1", "Acme", "5", "x"];
    assert_eq!(record(&[&["Report"], &["as of", "2026-01-31"], &["no", "who", "what", "why"], row, row]), 2);
    assert_eq!(record(&[&["Report", "", "", ""], &["no", "who", "what", "why"], row, row]), 1);
    assert_eq!(record(&[&["", "Group", "", ""], &["no", "who", "what", ""], row, row]), 1);
    assert_eq!(record(&[&["who"], &["Acme"], &["Orion"]]), 0);
}
