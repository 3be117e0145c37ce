//! What a run notices on its way, and how far it has come.

use crate::result::remark::Irregular;

sentences! {
    trait RemarkWords(self) {
        progress_bar => "{bar:40} {percent:>3} %  {eta} left";
        progress_rows => "{spinner} {human_pos} rows";

        bad_cell(place, field, text) => "{place}: {field}: {text:?} cannot be read; a rule that needs it leaves the customer unclassified";
        bad_cell_seen(place, field, text) => "{place}: {field}: {text:?} cannot be read";
        more_bad_cells(field, count: u64) => "{field}: {count} more cells cannot be read";
        empty_column(field) => "{field}: the column is empty throughout";
        irregular(how: Irregular) -> &'static str => {
            match how {
                Irregular::Surplus => "more cells than the header",
                Irregular::Short => "fewer cells than the header",
                Irregular::Mended => "a quote makes no sense here and was read as an ordinary character",
                Irregular::Slipped => {
                    "cells do not stand under their headers (a delimiter is missing, too many or another one); a rule that needs one of \
                     them leaves the customer unclassified"
                }
                Irregular::PutRight => {
                    "cells did not stand under their headers (a delimiter is missing, too many or another one) and were put there"
                }
            }
        };
        and_more_records(what, others: u64) => {
            let records = if others == 1 { "record" } else { "records" };
            format!("{what}, as in {others} more {records}")
        };
        stray_bytes(place, count: u64) => "{place}: bytes that are no text in the list's encoding stand here, {count} in all; no rule reads \
            their cells, so a copy in CSV has them as they are";
        stray_bytes_shown => "the table is in UTF-8 and has � in the place of bytes that are no text";
        no_records => "the list has a header and no records";
        empty_file(file) => "{file}: there is nothing in this file";
        nothing_to_sum => "the list has no revenue; customers are counted";
        cannot_be_found(option, count: usize) => "--{option}: {count} customers have no id and cannot be found by it";
        cannot_be_followed(list, count: usize) => "{list}: {count} customers have no id and cannot be followed";
        lost_or_new(list, count: usize) => "{list}: {count} customers have no id and cannot be followed; they count as lost or new";
        newest_taken(list) => "report on {list}, the newest scored list here";

        table_without_header(columns: usize, records: u64) => "no header, columns: {columns}, records: {records}";
        table_below_header(row: u64, columns: usize, records: u64) => "header row: {row}, columns: {columns}, records: {records}";
        table_below_headers(first: u64, last: u64, columns: usize) => "header rows: {first}-{last}, columns: {columns}";
        one_header_row(row: u64) => "if only one of them is the header: --header-row {row}";
        record_or_header(row: u64) => "row {row} looks like a record; if it is the header: --header-row {row}";
        further_table(row: u64, records: u64) => "row {row} is the header of another table, which is left out with all below \
            (records: {records}); to read that one: --header-row {row}";
        rows_left_out(rows) => "rows that are no part of the table: {rows}";
        rows_above(rows: u64) => "{rows} above the header";
        blank_rows(rows: u64) => "{rows} with nothing in them";
        repeated_headers(rows: u64) => "{rows} that repeat the header";

        template_written(file) => "{file} is the template; fill it in below its header";
    }
}
