//! What there is stands in the pages: commands, methods and formats in the main page, rooms on the page about the architecture.

use std::fs;
use std::path::Path;

use custclass::rule::method::METHODS;

use crate::folder::Folder;

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

/// What of these the page lacks.
fn lacking<'a>(page: &str, wanted: impl IntoIterator<Item = &'a str>, shown: impl Fn(&str) -> String) -> Vec<&'a str> {
    wanted.into_iter().filter(|name| !page.contains(&shown(name))).collect()
}

#[test]
fn every_command_and_format_stands_on_the_main_page() {
    let help = Folder::new().run(["--help"]).done().stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands = commands.filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    let commands =
        commands.filter(|name| help.contains(&format!("\n  {name} ")) && *name != "help").collect::<Vec<_>>();
    assert!(commands.len() >= 9, "{commands:?}");
    let formats = ["table", "markdown", "csv", "json"];
    let options = Folder::new().run(["score", "--help"]).done().stdout;
    assert_eq!(lacking(&options, formats, |name| format!("- {name}: ")), [""; 0]);
    for name in ["README.md", "README.zh.md"] {
        let page = page(name);
        assert_eq!(lacking(&page, commands.iter().copied(), |name| format!("custclass {name}")), [""; 0], "{name}");
        assert_eq!(lacking(&page, formats, |name| format!("`{name}`")), [""; 0], "{name}");
    }
}

#[test]
fn every_method_stands_on_the_main_page_and_on_that_about_rule_files() {
    for name in ["README.md", "README.zh.md", "docs/rule-files.md"] {
        let lacking = lacking(&page(name), METHODS.iter().map(|method| method.name), str::to_owned);
        assert_eq!(lacking, [""; 0], "{name}");
    }
}

#[test]
fn every_room_stands_on_the_page_about_the_architecture() {
    let page = page("docs/architecture.md");
    let rooms = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("the sources");
    let rooms = rooms.map(|room| room.expect("readable").file_name().to_string_lossy().into_owned());
    let rooms = rooms
        .map(|room| room.trim_end_matches(".rs").to_owned())
        .filter(|room| !["lib", "main"].contains(&room.as_str()));
    let rooms = rooms.collect::<Vec<_>>();
    assert_eq!(lacking(&page, rooms.iter().map(String::as_str), |room| room.to_owned()), [""; 0]);
}
