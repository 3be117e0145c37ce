//! What `inspect`, `explain` and `rules new` say of a list, its cells and a rule file.

use crate::list::text::{EncodingFrom, Hindrance};

sentences! {
    trait InspectWords(self) {
        the_list => "The list";
        fact_file => "file";
        fact_kind => "kind";
        delimited_text => "delimited text";
        fact_sheet => "sheet";
        fact_hidden => "hidden";
        fact_missing_words => "also missing";
        fact_header_row => "header row";
        no_header_row => "none (--no-header)";
        fact_columns => "columns";
        fact_records => "records below the header";
        fact_customers => "customers";
        fact_repeated_ids => "repeated ids";
        and_orders => "; this looks like a list of orders: sum it up by customer first";

        fact_encoding => "encoding";
        with_mark => " with byte-order mark";
        fact_encoding_from => "encoding told by";
        encoding_from(from: EncodingFrom) => {
            match from {
                EncodingFrom::Asked => "--encoding".to_owned(),
                EncodingFrom::Mark => "its byte-order mark".to_owned(),
                EncodingFrom::Valid => "its bytes, which are UTF-8".to_owned(),
                EncodingFrom::Zeros => "the zero beside every sign".to_owned(),
                EncodingFrom::Headers(count) => format!("known headers that appear in it: {count}"),
                EncodingFrom::Likeness => "the letters that are usual in it".to_owned(),
            }
        };
        fact_delimiter => "delimiter";
        fact_quote => "quote";
        quote_inside(sign: char) => "{sign} (inside quotes: \\{sign})";
        no_quote => "none";
        fact_line_ends => "line ends";
        no_line_ends => "none";
        mixed_line_ends => "mixed";
        fact_first_line => "first line";
        names_delimiter => "names the delimiter (sep=)";
        fact_blanks => "blanks in front of cells";
        blanks_belong => "belong to the delimiter";
        fact_read => "read";
        byte_by_byte(why: Hindrance) => {
            let why = match why {
                Hindrance::Backslashes => "there are backslashes before quotes",
                Hindrance::NoQuotes => "it has no quotes",
                Hindrance::Blanks => "there are blanks in front of cells",
                Hindrance::Returns => "carriage returns alone end its lines",
                Hindrance::Characters => "its encoding has letters that end in such a byte",
            };
            format!("byte by byte, which takes longer: {why}")
        };

        fields_title => "Fields";
        own_name => "its own name";
        matched_header(header) => "the header {header:?}";
        bad_cells_title => "Cells that cannot be read";
        more_cells => "(more cells than the header)";
        fewer_cells => "(fewer cells than the header)";
        slipped_cells => "(cells not under their headers)";
        odd_quote => "(a quote that makes no sense)";
        no_text => "(bytes that are no text)";
        other_columns_title => "Other columns";
        doubts_title => "If this is not so";

        cells_title => "Read";
        derived_title => "Derived";
        classified_title => "Classified";
        missing_cell => "(missing)";
        unreadable_cell => "(cannot be read)";
        unknown_truth => "(unknown)";

    }
}
