//! Lists that hold more than anyone could want, or claim to.

use super::content::{archive, opendocument, xlsx};
use super::records::{compound, record, stream};

/// A bomb by its name. They are small ones: `tests/measure_corpus.py` makes those of 10 MB.
pub fn bomb(name: &str) -> Vec<u8> {
    let list = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v></c><c r=\"B1\" t=\"str\"><v>revenue</v></c></row>\
                <row r=\"2\"><c r=\"A2\" t=\"str\"><v>K1</v></c><c r=\"B2\"><v>5</v></c></row>";
    let of_rows = |more: &str| xlsx(&format!("<sheetData>{list}{more}</sheetData>"));
    match name {
        "a text of 17 MB" => archive(&of_rows(&format!(
            "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>{}</t></is></c></row>",
            "x".repeat(17 << 20)
        ))),
        "a tag of 2 MB" => archive(&of_rows(&format!("<row r=\"3\" {}><c/></row>", "spans=\"1:2\" ".repeat(180_000)))),
        "elements nested 5000 deep" => {
            archive(&of_rows(&format!("<row>{}{}</row>", "<a>".repeat(5000), "</a>".repeat(5000))))
        }
        "15000 parts" => {
            let mut parts = of_rows("");
            parts.extend((0..15_000).map(|number| (format!("xl/media/image{number}.png"), b"x".to_vec())));
            archive(&parts)
        }
        "20000 columns" => archive(&of_rows(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(20_000)))),
        "a hundred thousand empty rows" => archive(&of_rows(&"<row/>".repeat(100_000))),
        "a part that claims 5 GB" => {
            let mut bytes = archive(&of_rows(""));
            let name = b"xl/worksheets/sheet1.xml";
            let table = memchr::memmem::rfind(&bytes, name).expect("its entry") - 46;
            bytes[table + 24..table + 28].copy_from_slice(&[0xff, 0xff, 0xff, 0xf0]);
            bytes
        }
        "an archive in an archive" => {
            let mut parts = of_rows("");
            let inner = archive(&parts);
            parts.insert("xl/embeddings/book.xlsx".to_owned(), inner);
            archive(&parts)
        }
        "a billion repeated cells" => archive(&opendocument(&repeated_cells(1_000_000, 1_000))),
        "repeated empty rows" => archive(&opendocument(&format!(
            "{}<table:table-row table:number-rows-repeated=\"4294967296\"><table:table-cell \
             table:number-columns-repeated=\"4294967296\"/></table:table-row>",
            repeated_cells(1, 1)
        ))),
        "a stream of empty records" => compound(&stream(&[], &record(0x0FFF, &[]).repeat(200_000))),
        "shared texts that end too soon" => {
            let texts =
                [&0xffff_ffffu32.to_le_bytes()[..], &0xffff_ffffu32.to_le_bytes(), &[2, 0, 0, b'i', b'd']].concat();
            let shown = record(0x00FD, &[0, 0, 0, 0, 0, 0, 7, 0, 0, 0]);
            compound(&stream(&record(0x00FC, &texts), &shown))
        }
        other => panic!("no bomb {other:?}"),
    }
}

fn repeated_cells(rows: u64, columns: u64) -> String {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    format!(
        "<table:table-row>{}{}</table:table-row><table:table-row table:number-rows-repeated=\"{rows}\">{}<table:table-cell \
         table:number-columns-repeated=\"{columns}\" office:value-type=\"float\" office:value=\"7\"/></table:table-row>",
        text("id"),
        text("revenue"),
        text("K1")
    )
}
