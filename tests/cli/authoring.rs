//! `rules schema`: what editors need to write rule files.

use crate::folder::Folder;

#[test]
fn the_schema_is_printed_as_it_stands_beside_the_bundled_rules() {
    let printed = Folder::new().run(["rules", "schema"]).quiet().stdout;
    assert_eq!(printed, include_str!("../../rules/custclass-rules.schema.json"));
}
