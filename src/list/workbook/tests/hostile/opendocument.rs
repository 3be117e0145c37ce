use super::*;

/// A small list: a header, a customer.
pub const ROWS: &str = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>id</text:p></table:table-cell>\
     <table:table-cell office:value-type=\"string\"><text:p>revenue</text:p></table:table-cell></table:table-row>\
     <table:table-row><table:table-cell office:value-type=\"string\"><text:p>K1</text:p></table:table-cell>\
     <table:table-cell office:value-type=\"float\" office:value=\"5\"/></table:table-row>";

#[test]
fn cells_far_apart_cost_nothing_but_themselves() {
    let far = "<table:table-row table:number-rows-repeated=\"1048573\"><table:table-cell/></table:table-row>\
               <table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/>\
               <table:table-cell office:value-type=\"float\" office:value=\"7\"/></table:table-row>";
    assert_eq!(told(&raw::ods(&format!("{ROWS}{far}"))), ["1 A=id B=revenue", "2 A=K1 B=5", "1048576 XFD=7"]);
}

#[test]
fn what_is_repeated_is_read_so_often_and_within_limits() {
    let repeated = |rows: &str, columns: &str| {
        raw::ods(&format!(
            "{ROWS}<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             table:number-columns-repeated=\"{columns}\" office:value-type=\"float\" office:value=\"7\"/></table:table-row>"
        ))
    };
    assert_eq!(told(&repeated("2", "3"))[2..], ["3 A=7 B=7 C=7", "4 A=7 B=7 C=7"]);
    assert!(refused(&repeated("1", "99999999999")).contains("--limit columns="));
    limited(&repeated("50", "100"), Limit::Cells, 4_000);
    assert!(refused(&repeated("99999999999", "1")).contains("--limit cells="));
}

#[test]
fn values_of_every_kind_are_read() {
    let cells = [
        "office:value-type=\"percentage\" office:value=\"0.05\"",
        "office:value-type=\"currency\" office:value=\"12.5\"",
        "office:value-type=\"boolean\" office:boolean-value=\"true\"",
        "office:value-type=\"date\" office:date-value=\"2024-03-05\"",
        "office:value-type=\"string\" office:string-value=\"a &amp; b\"",
        "table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
        "table:formula=\"of:=A1\"",
        "office:value-type=\"float\" office:value=\"nan\"",
        "office:value-type=\"string\"",
    ];
    let texts = ["5%", "12.50", "TRUE", "", "", "#DIV/0!", "", "", ""];
    let mut row = cells
        .iter()
        .zip(texts)
        .map(|(cell, text)| format!("<table:table-cell {cell}><text:p>{text}</text:p></table:table-cell>"))
        .collect::<String>();
    row += "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation>\
            <text:p>two<text:s text:c=\"2\"/>&lt;blanks&gt;</text:p><text:p>&#x4E2D;<text:span>文</text:span></text:p></table:table-cell>";
    let file = raw::ods(&format!("{ROWS}<table:table-row>{row}</table:table-row>"));
    assert_eq!(told(&file)[2], "3 A=0.05 B=12.5 C=TRUE D=2024-03-05 E=a & b F=#DIV/0! H=#NUM! J=two  <blanks>\n中文");
    let blanks = "<table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"99999999999\"/></text:p></table:table-cell>";
    assert!(refused(&raw::ods(&format!("<table:table-row>{blanks}</table:table-row>"))).contains("--limit text="));
}

#[test]
fn a_percentage_is_told_as_one() {
    let cell = |value| {
        format!(
            "<table:table-row><table:table-cell office:value-type=\"percentage\" office:value=\"{value}\"/></table:table-row>"
        )
    };
    let header = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>rate</text:p></table:table-cell></table:table-row>";
    let file = raw::ods(&[header, &cell("0.05"), &cell("1.5")].concat());
    let extract = extracted(&mut open(&file), &[field("rate", FieldKind::Percent)]);
    assert_eq!(numbers(&extract, 0), [value("0.05"), value("1.5")]);
}

#[test]
fn hidden_rows_columns_and_sheets_are_told() {
    let hidden = ROWS.replacen(
        "<table:table-row>",
        "<table:table-column/><table:table-column table:visibility=\"collapse\"/><table:table-row>",
        1,
    );
    let at = hidden.rfind("<table:table-row>").expect("two rows");
    let hidden = format!(
        "{}<table:table-row table:visibility=\"filter\">{}",
        &hidden[..at],
        &hidden[at + "<table:table-row>".len()..]
    );
    let file = raw::ods(&hidden);
    let extract = extracted(&mut open(&file), &[revenue()]);
    let parts = &extract.hidden[0];
    assert_eq!((parts.rows, parts.first_rows.as_slice(), parts.columns.as_slice()), (1, &[2][..], &[2][..]));
    let styled = raw::changed(&raw::ods(ROWS), |_, part| {
        part.replace(
            "<office:body>",
            "<style:style style:name=\"ta1\"><style:table-properties table:display=\"false\"/></style:style><office:body>",
        )
        .replace("<table:table table:name=\"Liste\">", "<table:table table:name=\"Alt\" table:style-name=\"ta1\"/><table:table table:name=\"Liste\">")
    });
    assert_eq!(open(&styled).sheets(), ["Liste"]);
    assert_eq!(told(&styled), SMALL_LIST);
}

#[test]
fn an_encrypted_workbook_is_refused() {
    let list = raw::ods(ROWS);
    let manifest = "<manifest:manifest><manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let message = refused(&raw::with(&list, "META-INF/manifest.xml", manifest));
    assert!(message.contains("protected by a password"), "{message}");
}

#[test]
fn a_text_document_is_no_spreadsheet() {
    let text = raw::changed(&raw::ods(ROWS), |_, part| part.replace("office:spreadsheet", "office:text"));
    assert!(refused(&text).contains("an OpenDocument file, not a customer list"));
}
