//! `docs/rules/`: the pages that the program writes of its own rules are those that lie there.

use std::collections::BTreeMap;
use std::path::Path;

use custclass::handbook::{Page, file_name, library};
use custclass::output::page::PageFormat;
use custclass::rulefile::{RuleFile, bundled};
use custclass::words::Language;

/// Set, the pages are written anew.
const WRITE: &str = "CUSTCLASS_WRITE_DOCS";

fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for language in Language::ALL {
        for (name, text) in bundled::RULES {
            let file = RuleFile::parse(name, text, &[]).expect("a bundled rule");
            let mut page = Vec::new();
            PageFormat::Markdown.draw(&Page::of(&file, language), language, None, &mut page).expect("memory holds it");
            let page = String::from_utf8(page).expect("text");
            let (other, link) = match language {
                Language::En => (Language::Zh, "中文"),
                Language::Zh => (Language::En, "English"),
            };
            let library = language.of("The rule library", "规则手册");
            let ways =
                format!("[{library}]({}) · [{link}]({})\n\n", file_name("README", language), file_name(name, other));
            pages.insert(file_name(name, language), ways + &page);
        }
        let rules = library::all(language).expect("bundled rules");
        pages.insert(file_name("README", language), library::index(&rules, language));
    }
    pages
}

#[test]
fn every_rule_has_its_page_in_both_languages_and_it_is_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let pages = pages();
    if std::env::var_os(WRITE).is_some() {
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, page) in &pages {
            std::fs::write(folder.join(name), page).expect("the page can be written");
        }
    }
    let again = format!("write the pages anew: {WRITE}=1 cargo test --test cli rule_pages");
    for (name, page) in &pages {
        let lies_there = std::fs::read_to_string(folder.join(name)).unwrap_or_default().replace("\r\n", "\n");
        assert!(lies_there == *page, "docs/rules/{name} is not what its rule says now; {again}");
    }
    for entry in std::fs::read_dir(&folder).expect("the folder is there") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(pages.contains_key(&name), "docs/rules/{name} is no rule's page; delete it, or {again}");
    }
}

#[test]
fn a_page_shown_as_markdown_is_the_one_in_the_folder() {
    let shown = crate::folder::Folder::new().run(["rules", "show", "abcd", "--format", "markdown"]).quiet().stdout;
    assert!(pages()["abcd.md"].ends_with(&shown), "{shown}");
}
