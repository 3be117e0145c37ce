use encoding_rs::UTF_8;
use proptest::prelude::*;

use super::*;
use crate::list::text::dialect::Dialect;
use crate::list::text::scan::{Ended, Index};

const COMMA: Dialect = Dialect::of(b',', b'"');

const HEADER: &str = "since,id,name,city,revenue,note";

/// The customer of a number: every kind of column there is.
fn customer(number: usize) -> [String; 6] {
    const NAMES: [&str; 5] = ["Acme Boots", "Orion Rods", "Vertex Tables Round", "Zenith", "Delta Sports House"];
    const CITIES: [&str; 3] = ["Boston", "Austin", "Leeds"];
    let (day, revenue) = (10 + number % 19, 100 + number * 37 % 900);
    [
        format!("{day}/03/2026"),
        format!("MG-{}", 1000 + number * 7),
        NAMES[number % 5].to_owned(),
        CITIES[number % 3].to_owned(),
        format!("${revenue}.50"),
        if number.is_multiple_of(4) { String::new() } else { format!("Calls on day {day}, orders, and pays") },
    ]
}

fn written(cells: &[String], delimiter: char) -> String {
    let cell = |text: &String| {
        let special = |sign: char| sign == delimiter || sign == ',' || sign == '"';
        if text.contains(special) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.clone() }
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(&delimiter.to_string())
}

/// What becomes of a record among thirty ordinary ones.
fn aligned(odd: &str) -> Option<Vec<String>> {
    let mut text = (0..30).map(|number| written(&customer(number), ',') + "\n").collect::<String>();
    text.push_str(odd);
    let mut index = Index::default();
    assert_eq!(index.scan(text.as_bytes(), 0, text.len(), true, COMMA), Ended::At(text.len()));
    let rows = (0..index.len()).map(|record| index.row(text.as_bytes(), record));
    let (width, records) = regular(rows, 6).expect("there is enough to learn from");
    let aligner = Aligner::learned(&records, width, Script::new(UTF_8, COMMA), Tuning::USUAL);
    let cells = aligner.aligned(&index.row(text.as_bytes(), index.len() - 1))?;
    Some(cells.into_iter().map(Cow::into_owned).collect())
}

fn texts(cells: [&str; 6]) -> Option<Vec<String>> {
    Some(cells.map(str::to_owned).to_vec())
}

#[test]
fn an_extra_delimiter_moves_nothing() {
    let whole = texts(["28/03/2026", "MG-1007", "Acme Boots", "Boston", "$120.50", ""]);
    for odd in [
        ",28/03/2026,MG-1007,Acme Boots,Boston,$120.50,",
        "28/03/2026,,MG-1007,Acme Boots,Boston,$120.50,",
        "28/03/2026,MG-1007,,Acme Boots,Boston,$120.50,",
        "28/03/2026,MG-1007,Acme Boots,Boston,,$120.50,",
        "28/03/2026,MG-1007,Acme Boots,Boston,$120.50,,",
        "28/03/2026,MG-1007,Acme Boots,,,Boston,$120.50,",
    ] {
        assert_eq!(aligned(odd), whole, "{odd}");
    }
}

#[test]
fn a_delimiter_inside_a_text_does_not_divide_it() {
    assert_eq!(
        aligned("28/03/2026,MG-1007,Acme Boots, Inc,Boston,$120.50,"),
        texts(["28/03/2026", "MG-1007", "Acme Boots, Inc", "Boston", "$120.50", ""])
    );
}

#[test]
fn a_lost_delimiter_moves_nothing() {
    let whole =
        texts(["28/03/2026", "MG-1007", "Acme Boots", "Boston", "$120.50", "Calls on day 28, orders, and pays"]);
    for odd in [
        "28/03/2026MG-1007,Acme Boots,Boston,$120.50,\"Calls on day 28, orders, and pays\"",
        "28/03/2026,MG-1007Acme Boots,Boston,$120.50,\"Calls on day 28, orders, and pays\"",
        "28/03/2026,MG-1007,Acme Boots,Boston$120.50,\"Calls on day 28, orders, and pays\"",
        "28/03/2026,MG-1007,Acme Boots,Boston,$120.50\"Calls on day 28, orders, and pays\"",
    ] {
        assert_eq!(aligned(odd), whole, "{odd}");
    }
    // Where the name ends, nobody knows; all else is where it belongs.
    assert_eq!(
        aligned("28/03/2026,MG-1007,Acme BootsBoston,$120.50,\"Calls on day 28, orders, and pays\""),
        texts(["28/03/2026", "MG-1007", "Acme BootsBoston", "", "$120.50", "Calls on day 28, orders, and pays"])
    );
    // Or which digit begins what.
    assert_eq!(aligned("28/03/2026,MG-1007,Acme Boots,Boston,$120.50"), None);
}

#[test]
fn a_delimiter_between_quotes_does_not_stand_in_for_the_one_lost_in_front_of_them() {
    assert_eq!(
        aligned("28/03/2026,MG-1007,Acme Boots,Boston,$120.50\"Calls on day 28, and pays\""),
        texts(["28/03/2026", "MG-1007", "Acme Boots", "Boston", "$120.50", "Calls on day 28, and pays"])
    );
    // Signs for inches, a quote of one word, and quotes that are no cell's.
    for usual in [
        "28/03/2026,MG-1007,Table 48\"x2,Chair 12\",$120.50,",
        "28/03/2026,MG-1007,Table 48\",Chair 12\",$120.50,",
        "28/03/2026,MG-1007,Acme \"Best\" Boots,\"Boston\",$120.50,",
        "28/03/2026,MG-1007,Acme\"Best Boots,Boston\" East\",$120.50,",
        "28/03/2026,MG-1007,Acme Boots,Boston,$120.50,\"Calls on day 28, and pays\"",
    ] {
        assert_eq!(aligned(usual), None, "{usual}");
    }
}

#[test]
fn where_two_quoted_cells_meet_a_quote_in_them_tells_which_is_which() {
    let of = |name: &str| texts(["28/03/2026", "MG-1007", name, "Boston", "$120.50", ""]);
    assert_eq!(aligned("28/03/2026,MG-1007,\"Acme Boots, 10\"\"\"\"Boston\",$120.50,"), of("Acme Boots, 10\""));
    assert_eq!(aligned("28/03/2026,MG-1007,\"Acme \"\"Boots\"\"\"\"Boston\",$120.50,"), of("Acme \"Boots\""));
    assert_eq!(aligned("28/03/2026,MG-1007,\"Acme, Boots\"\"Boston\",$120.50,"), of("Acme, Boots"));
}

#[test]
fn a_lost_cell_moves_nothing() {
    assert_eq!(
        aligned("28/03/2026,MG-1007,Acme Boots,$120.50,\"Calls on day 28, orders, and pays\""),
        texts(["28/03/2026", "MG-1007", "Acme Boots", "", "$120.50", "Calls on day 28, orders, and pays"])
    );
}

#[test]
fn a_record_with_another_delimiter_is_divided_by_it() {
    let whole =
        texts(["28/03/2026", "MG-1007", "Acme Boots", "Boston", "$120.50", "Calls on day 28, orders, and pays"]);
    for delimiter in ['\t', ';', '|', ' '] {
        let odd = written(&whole.clone().unwrap(), delimiter).replace("\"Acme Boots\"", "Acme Boots");
        assert_eq!(aligned(&odd), whole, "{odd}");
    }
}

#[test]
fn what_is_left_out_at_the_end_is_missing_and_nothing_else() {
    for odd in
        ["28/03/2026,MG-1007,Acme Boots,Boston,$120.50", "28/03/2026,MG-1007,Acme Boots", "28/03/2026", "x", "Total,,5"]
    {
        assert_eq!(aligned(odd), None, "{odd}");
    }
}

#[test]
fn what_is_too_much_at_the_end_stays_there() {
    assert_eq!(aligned("28/03/2026,MG-1007,Acme Boots,Boston,$120.50,,17"), None);
    assert_eq!(aligned("28/03/2026,MG-1007,Acme Boots,Boston,$120.50,Calls,now"), None);
}

#[test]
fn a_list_of_ragged_records_is_left_as_it_is() {
    let text = (0..30).map(|number| written(&customer(number)[..2 + number % 5], ',') + "\n").collect::<String>();
    let mut index = Index::default();
    index.scan(text.as_bytes(), 0, text.len(), true, COMMA);
    let rows = (0..index.len()).map(|record| index.row(text.as_bytes(), record));
    assert!(regular(rows, 6).is_none());
}

fn headed(header: &str) -> Option<Vec<String>> {
    let body = (0..30).map(|number| written(&customer(number), ',') + "\n").collect::<String>();
    let mut bytes = tempfile::NamedTempFile::new().expect("a temporary file");
    std::io::Write::write_all(&mut bytes, format!("{header}\n{body}").as_bytes()).expect("it is written");
    let bytes = crate::list::text::Bytes::open(&crate::list::Origin::File(bytes.path().to_owned())).expect("it opens");
    let mut window = LoadedPart::default();
    window.load(&bytes, 0, bytes.len(), COMMA).expect("it is read");
    super::header(&window, Script::new(UTF_8, COMMA)).map(|(_, names)| names)
}

#[test]
fn a_header_that_is_written_otherwise_has_the_same_names() {
    let names = HEADER.split(',').map(str::to_owned).collect::<Vec<_>>();
    for header in
        [HEADER.replace(',', " "), HEADER.replace(',', "|"), HEADER.replace(",name", ",,name"), format!(",{HEADER}")]
    {
        assert_eq!(headed(&header), Some(names.clone()), "{header}");
    }
    assert_eq!([headed(HEADER), headed(&format!("A title of six words here\n{HEADER}"))], [None, None]);
}

proptest! {
    // Whatever one accident does, no cell ends in another column than its own.
    #[test]
    fn no_cell_slips(number in 30usize..1200, at in 0usize..6, loses: bool) {
        let cells = customer(number);
        let mut parts = cells.iter().map(|cell| written(std::slice::from_ref(cell), ',')).collect::<Vec<_>>();
        if loses {
            let next = parts.get(at + 1).cloned().unwrap_or_default();
            prop_assume!(at < 5);
            parts[at].push_str(&next);
            parts.remove(at + 1);
        } else {
            parts.insert(at, String::new());
        }
        let Some(aligned) = aligned(&parts.join(",")) else {
            // What stands at the end may be left out.
            prop_assert!(loses && at == 4 && cells[5].is_empty(), "{:?}", parts);
            return Ok(());
        };
        for (column, (text, cell)) in aligned.iter().zip(&cells).enumerate() {
            let is_of_lost = loses && (column == at || column == at + 1);
            prop_assert!(text == cell || is_of_lost && (text.is_empty() || text.contains(cell.as_str())), "{:?}", aligned);
        }
    }
}
