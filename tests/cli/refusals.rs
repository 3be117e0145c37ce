//! What cannot be done is refused: with a message that says where, what and what to do; with exit code 1 (2 for wrong usage); and
//! with nothing written, not even a temporary file.

use snapbox::str;

use crate::assert_text;
use crate::folder::{Folder, HALVES};
use crate::row;
use crate::sheet::workbook;

const LIST: &str = "id,revenue\n1,9\n2,5\n";

/// Runs the program, which must refuse, and gives back what it said. The folder must be as it was.
#[track_caller]
fn refused<'a>(folder: &Folder, code: i32, args: impl AsRef<[&'a str]>) -> String {
    let before = folder.contents();
    let message = folder.run(args.as_ref()).refused(code);
    assert_eq!(folder.contents(), before, "the folder changed");
    message
}

/// A list scored by halves, which must be refused.
#[track_caller]
fn refused_list(list: impl AsRef<[u8]>) -> String {
    let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
    refused(&folder, 1, ["score", "list.csv", "-r", "half.toml"])
}

/// A rule file, which must be refused before the list is looked for.
#[track_caller]
fn refused_rule(rule: &str) -> String {
    refused(&Folder::with("rule.toml", rule), 1, ["score", "no such list.csv", "-r", "rule.toml"])
}

mod files {
    use super::*;

    #[test]
    fn a_missing_list() {
        let folder = Folder::new();
        assert_text!(
            refused(&folder, 1, ["score", "list.csv"]),
            str![[r#"
custclass: error: list.csv: there is no such file

"#]]
        );
        assert_text!(
            refused(&folder, 1, ["report", "list.csv", "--by", "id"]),
            str![[r#"
custclass: error: list.csv: there is no such file

"#]]
        );
        assert_text!(
            refused(&folder, 1, ["inspect", "lists/list.csv"]),
            str![[r#"
custclass: error: lists/list.csv: there is no such file

"#]]
        );
    }

    #[test]
    fn a_folder_instead_of_a_list() {
        let folder = Folder::new();
        std::fs::create_dir(folder.path("lists.csv")).expect("a folder");
        assert_text!(
            refused(&folder, 1, ["score", "lists.csv"]),
            str![[r#"
custclass: error: lists.csv: is a folder; name the list inside it

"#]]
        );
        assert_text!(
            refused(&folder, 1, ["inspect", "lists.csv"]),
            str![[r#"
custclass: error: lists.csv: is a folder; name the list inside it

"#]]
        );
    }

    #[test]
    fn an_empty_list() {
        assert_text!(
            refused_list(""),
            str![[r#"
custclass: error: list.csv: there is nothing in this file

"#]]
        );
        assert_text!(
            refused_list("\u{feff}"),
            str![[r#"
custclass: error: list.csv: there is nothing in this file

"#]]
        );
        assert_text!(
            refused_list("\n\n\r\n"),
            str![[r#"
custclass: error: list.csv: no header: the first 20 rows are empty
help: if the list begins further down, name its header row: --header-row N

"#]]
        );
    }

    #[test]
    fn files_that_are_no_lists() {
        assert_text!(
            refused_list("%PDF-1.7\n%âãÏÓ\n"),
            str![[r#"
custclass: error: list.csv: this is a PDF document, not a customer list
help: open it in your spreadsheet program, save it as .xlsx or .csv, and use that

"#]]
        );
        assert_text!(
            refused_list("PK\x03\x04 but then no archive at all"),
            str![[r#"
custclass: error: list.csv: the workbook is damaged (its end is missing)
help: open the workbook in your spreadsheet program, save it again, and use that

"#]]
        );
        assert_text!(
            refused_list("<!DOCTYPE html><html><body>revenue</body></html>"),
            str![[r#"
custclass: error: list.csv: this is a web page (HTML), not a customer list
help: open it in your spreadsheet program, save it as .xlsx or .csv, and use that

"#]]
        );
        assert_text!(
            refused_list([0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13]),
            str![[r#"
custclass: error: list.csv: this is a picture, not a customer list
help: open it in your spreadsheet program, save it as .xlsx or .csv, and use that

"#]]
        );
    }

    #[test]
    fn a_workbook_that_ends_too_early() {
        let mut book = workbook(&[row!["id", "revenue"], row!["1", 9.0]]);
        book.truncate(book.len() / 2);
        let folder = Folder::with("list.xlsx", book).and("half.toml", HALVES);
        assert_text!(
            refused(&folder, 1, ["score", "list.xlsx", "-r", "half.toml"]),
            str![[r#"
custclass: error: list.xlsx: the workbook is damaged (its end is missing)
help: open the workbook in your spreadsheet program, save it again, and use that

"#]]
        );
    }

    #[test]
    fn a_workbook_on_standard_input() {
        let folder = Folder::new();
        let ran = folder.run_on(workbook(&[row!["id", "revenue"], row!["1", 9.0]]), ["score", "-"]);
        assert_text!(
            ran.refused(1),
            str![[r#"
custclass: error: standard input: a workbook; standard input is for CSV
help: give the workbook's file name instead of -

"#]]
        );
    }

    #[test]
    fn bytes_that_are_no_text() {
        assert_text!(
            refused_list(b"\xff\xfei\0d\0,\0r\0e\0v\0e\0n\0u\0e\0\n\0\0\xd8\n\0"),
            str![[r#"
custclass: error: list.csv: the bytes here (from byte 25 of the file, counted from 1) are not UTF-16 LE
help: if you know the list's encoding, name it: --encoding NAME; else save the list as UTF-8 (in Excel: "CSV UTF-8")

"#]]
        );
        assert_text!(
            refused_list(b"id,revenue\n\x01\x02\x03\x04\x05\x06\x07,\xff\xfe\x01\x02\n"),
            str![[r#"
custclass: error: list.csv: is no list in text: it has control characters in it, the first at byte 12 (counted from 1); if it is a spreadsheet, save it as XLSX or CSV

"#]]
        );
    }

    #[test]
    #[cfg(unix)]
    fn a_list_that_may_not_be_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
        std::fs::set_permissions(folder.path("list.csv"), PermissionsExt::from_mode(0o000)).expect("its mode");
        if std::fs::File::open(folder.path("list.csv")).is_ok() {
            return; // root may read everything
        }
        let ran = folder.run(["score", "list.csv", "-r", "half.toml"]);
        assert_text!(ran.refused(1), str!["custclass: error: list.csv: Permission denied[..]\n"]);
        assert_eq!(folder.names(), ["half.toml", "list.csv"]);
    }
}

mod lists {
    use super::*;

    #[test]
    fn no_column_that_fits() {
        assert_text!(
            refused_list("id,turn over the page,plan\n1,9,8\n"),
            str![[r#"
custclass: error: list.csv: no column for `revenue`
  `revenue` also goes by: sales, sales amount, amount, turnover, sales revenue, sales value, net sales, gross sales, net revenue, total sales, total revenue, total amount … and 113 more
  row 1 has: #1 "id", #2 "turn over the page", #3 "plan"
help: did you mean #2 "turn over the page"? --map revenue=#2

"#]]
        );
        assert_text!(
            refused_list("id,revnue\n1,9\n"),
            str![[r#"
custclass: error: list.csv: no column for `revenue`
  `revenue` also goes by: sales, sales amount, amount, turnover, sales revenue, sales value, net sales, gross sales, net revenue, total sales, total revenue, total amount … and 113 more
  row 1 has: #1 "id", #2 "revnue"
help: did you mean #2 "revnue"? --map revenue=#2

"#]]
        );
        let folder =
            Folder::with("list.xlsx", workbook(&[row!["id", "amuont"], row!["1", 9.0]])).and("half.toml", HALVES);
        assert_text!(
            refused(&folder, 1, ["score", "list.xlsx", "-r", "half.toml"]),
            str![[r#"
custclass: error: list.xlsx, sheet "Sheet1": no column for `revenue`
  `revenue` also goes by: sales, sales amount, amount, turnover, sales revenue, sales value, net sales, gross sales, net revenue, total sales, total revenue, total amount … and 113 more
  row 1 has: A #1 "id", B #2 "amuont"
help: did you mean B #2 "amuont"? --map revenue=#2

"#]]
        );
    }

    #[test]
    fn two_columns_that_fit_equally_well() {
        assert_text!(
            refused_list("id,Sales,Amount\n1,9,8\n"),
            str![[r#"
custclass: error: list.csv: row 1: 2 columns fit `revenue` equally well: #2 "Sales", #3 "Amount"
help: say which one it is: --map revenue=#2 or --map revenue=#3

"#]]
        );
        assert_text!(
            refused_list("id,revenue,revenue\n1,9,8\n"),
            str![[r#"
custclass: error: list.csv: row 1: 2 columns fit `revenue` equally well: #2 "revenue", #3 "revenue"
help: say which one it is: --map revenue=#2 or --map revenue=#3

"#]]
        );
    }

    #[test]
    fn a_column_without_any_number() {
        assert_text!(
            refused_list("id,revenue\n1,many\n2,\n3,few\n"),
            str![[r#"
custclass: error: list.csv:2:2: revenue: "many" is not a number, nor is any of the 2 filled cells of the column (next: "few")
help: if this is not the column, name the right one with --map revenue=HEADER

"#]]
        );
    }

    #[test]
    fn numbers_in_two_styles() {
        assert_text!(
            refused_list("id;revenue\n1;1,234.56\n2;1.234,56\n"),
            str![[r#"
custclass: error: list.csv:2:2: revenue: "1,234.56" has a decimal point, but "1.234,56" (list.csv:3:2) has a decimal comma
help: settle it with --read revenue=1,234.56 or --read revenue=1.234,56

"#]]
        );
    }

    #[test]
    fn an_unclosed_quote() {
        assert_text!(
            refused_list("id,revenue\n1,9\n2,\"5\n3,4\n"),
            str![[r#"
custclass: error: list.csv:3: a quote opens here and is never closed; close it, write a quote inside quotes twice, or, if the list has no quotes, add --quote none

"#]]
        );
    }

    #[test]
    fn a_lone_carriage_return() {
        assert_text!(
            refused_list("id,revenue\n1,9\n2\r,5\n"),
            str![[r#"
custclass: error: list.csv:3: a carriage return without a line feed stands here, which may or may not be a line end; save the list with line ends of Windows (CR LF) or Unix (LF), or put the cell in quotes

"#]]
        );
    }

    #[test]
    fn filling_up_that_would_never_end() {
        let list = format!("id,revenue\n{}x{}\n", "1,9\n".repeat(50), ",".repeat(5000));
        assert_text!(
            refused_list(list),
            str![[r#"
custclass: error: list.csv:52: 5001 cells, where the header has 2; filling all records up to that width would add 4999 columns; is a delimiter or a quote wrong in this record?

"#]]
        );
    }

    #[test]
    fn a_column_of_the_labels_name_already_there() {
        let folder = Folder::with("list.csv", "id,revenue,half\n1,9,x\n").and("half.toml", HALVES);
        assert_text!(
            refused(&folder, 1, ["score", "list.csv", "-r", "half.toml"]),
            str![[r#"
custclass: warning: half: top would be less than one customer: 50.00 % of 1 customer
custclass: error: list.csv: column #3 is called "half" already
help: --replace puts the labels of `half` in its place

"#]]
        );
        let rows = [row!["id", "Tier ", "revenue"], row!["1", "x", 9.0]];
        let folder = Folder::with("list.xlsx", workbook(&rows));
        assert_text!(
            refused(&folder, 1, ["score", "list.xlsx"]),
            str![[r#"
custclass: warning: tier: platinum would be less than one customer: 1.00 % of 1 customer
custclass: error: list.xlsx: column #2 is called "Tier" already
help: --replace puts the labels of `tier` in its place

"#]]
        );
    }

    #[test]
    fn options_that_name_what_is_not_there() {
        let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
        for (option, value, expected) in [
            (
                "--map",
                "revenue=Umsatz",
                str![[r#"
custclass: error: list.csv: --map revenue=Umsatz: no column has the header "Umsatz"
  row 1 has: #1 "id", #2 "revenue"

"#]],
            ),
            (
                "--map",
                "revenue=#9",
                str![[r#"
custclass: error: list.csv: --map revenue=#9: columns count from #1 to #2

"#]],
            ),
            (
                "--map",
                "revnue=#2",
                str![[r#"
custclass: error: list.csv: --map revnue=…: no rule here reads a field `revnue`; did you mean `revenue`?
  the fields are: revenue, currency

"#]],
            ),
            (
                "--read",
                "revenue=dmy",
                str![[r#"
custclass: error: list.csv: --read revenue=dmy: `revenue` is a number, which is read as 1,234.56 or 1.234,56

"#]],
            ),
            (
                "--header-row",
                "9",
                str![[r#"
custclass: error: list.csv: --header-row 9: there is nothing in that row

"#]],
            ),
        ] {
            let message = refused(&folder, 1, ["score", "list.csv", "-r", "half.toml", option, value]);
            assert_text!(message, expected);
        }
    }
}

mod rules {
    use super::*;

    #[test]
    fn an_unknown_rule() {
        let folder = Folder::with("list.csv", LIST);
        assert_text!(
            refused(&folder, 1, ["score", "list.csv", "-r", "pyramide"]),
            str![[r#"
custclass: error: there is no rule `pyramide`
help: did you mean `pyramid`? `custclass rules list` shows all; a file of your own is named with its path, as in ./pyramide.toml

"#]]
        );
        assert_text!(
            refused(&folder, 1, ["score", "list.csv", "-r", "xyz"]),
            str![[r#"
custclass: error: there is no rule `xyz`
help: `custclass rules list` shows all; a file of your own is named with its path, as in ./xyz.toml

"#]]
        );
        assert_text!(
            refused(&folder, 1, ["score", "list.csv", "-r", "mine.toml"]),
            str![[r#"
custclass: error: mine.toml: there is no such rule file

"#]]
        );
    }

    #[test]
    fn broken_toml() {
        assert_text!(
            refused_rule("[[rule]]\nname = \"a\nmethod = 5\n"),
            str![[r#"
custclass: error: this is not TOML: invalid basic string, expected `"`
 --> rule.toml:2:10
  |
2 | name = "a
  |          ^
  |
  = help: close the text with the quote that it began with, in the same line

"#]]
        );
        assert_text!(
            refused_rule(""),
            str![[r#"
custclass: error: there is no [[rule]] in this file
 --> rule.toml:1:1
  |
1 |
  | ^
  |
  = help: add [[rule]] with name, method and what the method needs; `custclass rules show pyramid` prints an example

"#]]
        );
    }

    #[test]
    fn shares_that_do_not_add_up() {
        assert_text!(
            refused_rule(&HALVES.replacen("\"50%\"", "\"60%\"", 1)),
            str![[r#"
custclass: error: the shares add up to 110 %
 --> rule.toml:6:92
  |
6 | tier   = [ { label = "top", zh = "上", share = "60%" }, { label = "rest", zh = "下", share = "50%" } ]
  |                                                                                              ^^^^^
  |
  = help: make them add up to 100 %

"#]]
        );
    }

    #[test]
    fn unknown_keys_and_fields_and_methods() {
        assert_text!(
            refused_rule(&HALVES.replace("share = \"50%\" }, {", "shares = \"50%\" }, {")),
            str![[r#"
custclass: error: this tier has no `share`
 --> rule.toml:6:14
  |
6 | tier   = [ { label = "top", zh = "上", shares = "50%" }, { label = "rest", zh = "下", share = "50%" } ]
  |              ^^^^^
  |
  = help: add share = "20%"

error: unknown key `shares` in this tier
 --> rule.toml:6:39
  |
6 | tier   = [ { label = "top", zh = "上", shares = "50%" }, { label = "rest", zh = "下", share = "50%" } ]
  |                                        ^^^^^^
  |
  = help: did you mean `share`?

"#]]
        );
        assert_text!(
            refused_rule(&HALVES.replace("\"revenue\"", "\"revenu\"")),
            str![[r#"
custclass: error: unknown field `revenu`
 --> rule.toml:5:10
  |
5 | field  = "revenu"
  |          ^^^^^^^^
  |
  = help: did you mean `revenue`? A column of your own is declared with [fields.revenu]

"#]]
        );
        assert_text!(
            refused_rule(&HALVES.replace("\"percentile\"", "\"percentil\"")),
            str![[r#"
custclass: error: unknown method "percentil"
 --> rule.toml:4:10
  |
4 | method = "percentil"
  |          ^^^^^^^^^^^
  |
  = help: did you mean `percentile`?

"#]]
        );
    }

    #[test]
    fn a_label_used_twice_and_bounds_out_of_order() {
        assert_text!(
            refused_rule(&HALVES.replace("\"rest\"", "\"top\"")),
            str![[r#"
custclass: error: the label "top" is used twice
 --> rule.toml:6:66
  |
6 | tier   = [ { label = "top", zh = "上", share = "50%" }, { label = "top", zh = "下", share = "50%" } ]
  |                                                                   ^^^^^
  |
  = help: give every tier labels of its own, in both languages

"#]]
        );
        let bounds = "[[rule]]\nname = \"g\"\nmethod = \"threshold\"\nfield = \"revenue\"\ntier = [\n  { label = \"A\", min = 5 },\n  { label = \"B\", min = \"ten\" },\n  { label = \"C\", min = 7 },\n]\n";
        assert_text!(
            refused_rule(bounds),
            str![[r#"
custclass: error: `min` must be a number, not "ten"
 --> rule.toml:7:24
  |
7 |   { label = "B", min = "ten" },
  |                        ^^^^^
  |
  = help: write a number such as 10_000, a percentage in quotes such as "25%", or the name of an entry of [params]

"#]]
        );
        assert_text!(
            refused_rule(&bounds.replace("\"ten\"", "7")),
            str![[r#"
custclass: error: nothing can reach this tier: bounds out of order, the earlier ones take all that it takes
 --> rule.toml:7:24
  |
7 |   { label = "B", min = 7 },
  |                        ^
  |
  = help: bounds go from the first tier to the last: falling with `min`, rising with `max`

error: nothing can reach this tier: bounds out of order, the earlier ones take all that it takes
 --> rule.toml:8:24
  |
8 |   { label = "C", min = 7 },
  |                        ^
  |
  = help: bounds go from the first tier to the last: falling with `min`, rising with `max`

"#]]
        );
    }

    #[test]
    fn a_dictionary_as_a_rule() {
        assert_text!(
            refused_rule("[fields.visits]\ntype = \"number\"\nheaders = [\"visits\"]\n"),
            str![[r#"
custclass: error: this is a dictionary of fields, not a rule file: it has no [[rule]]
 --> rule.toml:1:1
  |
1 | [fields.visits]
  | ^
  |
  = help: check it with `custclass rules check`; to classify, add [[rule]] or name a file that has one

"#]]
        );
    }

    #[test]
    fn parameters_that_no_rule_has() {
        let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
        assert_text!(
            refused(&folder, 2, ["score", "list.csv", "-r", "half.toml", "--set", "a_min=5"]),
            str![[r#"
custclass: error: --set a_min: no rule has this parameter; these rules have no parameters

"#]]
        );
    }
}

mod outputs {
    use super::*;

    #[test]
    fn the_input_itself() {
        let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
        for output in ["list.csv", "./list.csv", "../list.csv"] {
            let there = format!("{}/list.csv", folder.path("").display());
            let output = if output.starts_with("..") { there.as_str() } else { output };
            refused(&folder, 1, ["score", "list.csv", "-r", "half.toml", "-o", output]);
        }
        let message = refused(&folder, 1, ["score", "list.csv", "-r", "half.toml", "-o", "list.csv"]);
        assert_text!(
            message,
            str![[r#"
custclass: error: list.csv: is the input itself, which is never written to; name another output

"#]]
        );
    }

    #[test]
    #[cfg(unix)]
    fn the_input_itself_by_another_name() {
        let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
        std::os::unix::fs::symlink("list.csv", folder.path("link.csv")).expect("a link");
        std::fs::hard_link(folder.path("list.csv"), folder.path("hard.csv")).expect("a link");
        for (input, output) in [("list.csv", "link.csv"), ("link.csv", "list.csv"), ("list.csv", "hard.csv")] {
            refused(&folder, 1, ["score", input, "-r", "half.toml", "-o", output]);
        }
    }

    #[test]
    fn the_rule_file_itself() {
        // Nobody means to write a list over the rules, and it does not end in .csv.
        let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
        assert_text!(
            refused(&folder, 2, ["score", "list.csv", "-r", "half.toml", "-o", "half.toml"]),
            str![[r#"
custclass: error: half.toml: an output ends in .csv or .xlsx, or is - for standard output

"#]]
        );
        assert_text!(
            refused(&folder, 2, ["score", "list.csv", "-r", "half.toml", "-o", "out.xls"]),
            str![[r#"
custclass: error: out.xls: an output ends in .csv or .xlsx, or is - for standard output

"#]]
        );
    }

    #[test]
    fn a_folder_that_is_not_there() {
        let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
        let message = refused(&folder, 1, ["score", "list.csv", "-r", "half.toml", "-o", "2024/out.csv"]);
        assert_text!(
            message,
            str![[r#"
custclass: error: 2024/out.csv: there is no folder 2024; create it, or name another output

"#]]
        );
    }

    #[test]
    fn a_folder_in_the_outputs_place() {
        let folder = Folder::with("list.csv", LIST).and("half.toml", HALVES);
        std::fs::create_dir(folder.path("out.csv")).expect("a folder");
        let message = refused(&folder, 1, ["score", "list.csv", "-r", "half.toml", "-o", "out.csv"]);
        assert_text!(
            message,
            str![[r#"
custclass: error: out.csv: is a folder; name a file in it

"#]]
        );
    }

    #[test]
    fn a_refusal_leaves_the_old_output_as_it_was() {
        let folder = Folder::with("list.csv", "id,revenue\n1,9\n2,\"5\n").and("half.toml", HALVES);
        let folder = folder.and("list.scored.csv", "yesterday's").and("list.scored.xlsx", "yesterday's");
        refused(&folder, 1, ["score", "list.csv", "-r", "half.toml"]);
        refused(&folder, 1, ["score", "list.csv", "-r", "half.toml", "-o", "list.scored.xlsx"]);
    }

    #[test]
    fn a_text_that_no_cell_of_a_workbook_holds() {
        let list = format!("id,revenue,note\n1,9,{}\n2,5,x\n", "long ".repeat(8000));
        let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
        let message = refused(&folder, 1, ["score", "list.csv", "-r", "half.toml", "-o", "out.xlsx"]);
        assert_text!(
            message,
            str![[r#"
custclass: error: out.xlsx, sheet "Customers", cell C2: a text of 40000 characters, and a cell of a workbook holds 32767; write CSV instead (-o ….csv), or shorten the text

"#]]
        );
    }
}

mod usage {
    use super::*;

    #[test]
    fn wrong_usage_says_what_would_be_right() {
        let folder = Folder::with("list.csv", LIST);
        for (args, expected) in [
            (
                ["score"].as_slice(),
                str![[r#"
error: the following required arguments were not provided:
  <INPUT>

Usage: custclass score <INPUT>

For more information, try '--help'.

"#]],
            ),
            (
                &["rulse", "list"],
                str![[r#"
error: unrecognized subcommand 'rulse'

  tip: a similar subcommand exists: 'rules'

Usage: custclass <COMMAND>

For more information, try '--help'.

"#]],
            ),
            (
                &["score", "list.csv", "--ruel", "pyramid"],
                str![[r#"
error: unexpected argument '--ruel' found

  tip: a similar argument exists: '--rule'

Usage: custclass score --rule <RULE> <INPUT>

For more information, try '--help'.

"#]],
            ),
            (
                &["score", "list.csv", "--format", "yaml"],
                str![[r#"
error: invalid value 'yaml' for '--format <FORMAT>'
  [possible values: table, markdown, csv, json]

For more information, try '--help'.

"#]],
            ),
            (
                &["score", "list.csv", "--map", "revenue"],
                str![[r#"
error: invalid value 'revenue' for '--map <FIELD=HEADER>': write revenue=年销售额 or revenue=#5

For more information, try '--help'.

"#]],
            ),
            (
                &["score", "list.csv", "--read", "revenue=roman"],
                str![[r#"
error: invalid value 'revenue=roman' for '--read <FIELD=HOW>': "roman" is no way of reading; write one of 1,234.56, 1.234,56, percent, ratio, ymd, dmy, mdy, serial

For more information, try '--help'.

"#]],
            ),
            (
                &["score", "list.csv", "--as-of", "2024-02-30"],
                str![[r#"
error: invalid value '2024-02-30' for '--as-of <DATE>': there is no such day; write it as 2026-01-31

For more information, try '--help'.

"#]],
            ),
            (
                &["score", "list.csv", "--lang", "de"],
                str![[r#"
error: invalid value 'de' for '--lang <LANG>'
  [possible values: en, zh]

For more information, try '--help'.

"#]],
            ),
            (
                &["score", "list.csv", "--set", "a_min"],
                str![[r#"
error: invalid value 'a_min' for '--set <PARAM=VALUE>': write NAME=VALUE, as in a_min=300000

For more information, try '--help'.

"#]],
            ),
            (
                &["score", "list.csv", "--threads", "0"],
                str![[r#"
error: invalid value '0' for '--threads <N>': 0 is not in 1..=65535

For more information, try '--help'.

"#]],
            ),
            (
                &["report", "list.csv"],
                str![[r#"
error: the following required arguments were not provided:
  --by <COLUMN>

Usage: custclass report --by <COLUMN> <INPUT>

For more information, try '--help'.

"#]],
            ),
        ] {
            assert_text!(refused(&folder, 2, args), expected);
        }
    }

    #[test]
    fn without_anything_help_is_shown() {
        let ran = Folder::new().run([""; 0]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.contains("Usage: custclass <COMMAND>"), "{}", ran.stderr);
    }
}

#[test]
fn no_command_writes_to_what_it_reads() {
    let list = "id,revenue\nK1,5\nK2,3\n";
    let commands: &[&[&str]] = &[
        &["score", "list.csv", "-o", "list.csv"],
        &["score", "list.csv", "-o", "out.csv", "--manifest", "list.csv"],
        &["report", "list.csv", "-r", "pyramid", "--by", "tier", "-o", "list.csv"],
        &["compare", "list.csv", "-r", "pyramid", "-r", "pareto-abc", "-o", "list.csv"],
        &["due", "list.csv", "-r", "pyramid", "-o", "list.csv"],
        &["read", "list.csv", "-o", "./list.csv"],
        &["rules", "freeze", "list.csv", "-r", "pyramid", "-o", "list.csv"],
    ];
    for command in commands {
        let folder = Folder::with("list.csv", list);
        let message = folder.run(*command).refused(1);
        assert!(message.contains("is the input itself, which is never written to"), "{command:?}: {message}");
        assert_eq!(
            (folder.names(), folder.text("list.csv")),
            (vec!["list.csv".to_owned()], list.to_owned()),
            "{command:?}"
        );
    }
}

#[test]
fn a_list_that_is_one_endless_line_is_refused_in_few_words() {
    let list = "x".repeat(1_000_000);
    let message = refused_list(&list);
    assert!(message.contains("no column for `revenue`") && message.contains("xxx…\""), "{message:.1000}");
    assert!(message.len() < 1000, "{message:.1000}");
    // The table of what was understood shows the beginning of it, the one for programs all.
    let folder = Folder::with("list.csv", &list);
    let shown = folder.run(["inspect", "list.csv"]).done().stdout;
    assert!(shown.contains("xxx…") && !shown.contains(&"x".repeat(2001)), "{shown:.1000}");
    let whole = folder.run(["inspect", "list.csv", "--format", "json"]).done().stdout;
    assert!(whole.contains(&list));
}
