//! Repeated ids: a warning with the count and the first place, and another where the list looks like one of orders.

use crate::folder::{Folder, HALVES};
use crate::row;
use crate::sheet::workbook;

#[test]
fn an_id_that_repeats_is_a_warning_with_its_places() {
    let folder = Folder::with("list.csv", "id,revenue\n1,9\n2,5\n\"1\",4\n,3\n,3\n").and("half.toml", HALVES);
    let ran = folder.run(["score", "list.csv", "-r", "half.toml"]).done();
    assert_eq!(
        ran.stderr,
        "custclass: warning: 1 of 3 customers has the id of an earlier one, first list.csv:4:1, as list.csv:2:1\n"
    );
    let shown = folder.run(["inspect", "list.csv", "--format", "csv"]).done().stdout;
    let told = "1 of 3 customers has the id of an earlier one, first list.csv:4:1, as list.csv:2:1";
    assert!(shown.contains(told), "{shown}");
    assert!(!shown.contains("orders"), "{shown}");
}

#[test]
fn a_list_in_which_most_ids_repeat_looks_like_orders() {
    let book = workbook(&[row!["客户编号", "销售额"], row!["K1", 9.0], row!["K1", 5.0], row!["K1", 5.0]]);
    let folder = Folder::with("list.xlsx", book).and("half.toml", HALVES);
    let ran = folder.run(["score", "list.xlsx", "-r", "half.toml"]).done();
    assert!(ran.stderr.contains("2 of 3 customers have the id of an earlier one, first "), "{}", ran.stderr);
    assert!(ran.stderr.contains("this looks like a list of orders"), "{}", ran.stderr);
    let shown = folder.run(["inspect", "list.xlsx", "--lang", "zh", "--format", "csv"]).done().stdout;
    assert!(shown.contains("3 个客户中有 2 个的编号与前面的客户相同") && shown.contains("订单表"), "{shown}");
}

#[test]
fn ids_of_their_own_and_lists_without_ids_are_no_warning() {
    for list in ["id,revenue\n1,9\n2,5\n", "name,revenue\nA,9\nB,5\n", "编号,customer id,revenue\n1,1,9\n1,1,5\n"] {
        let folder = Folder::with("list.csv", list).and("half.toml", HALVES);
        folder.run(["score", "list.csv", "-r", "half.toml"]).quiet();
    }
}
