//! What the pages show holds: their commands run, print what stands under them, and their rule files prove themselves.

use std::fs;
use std::path::Path;

use custclass::rulefile::bundled::RULES;
use custclass::rulefile::{RuleFile, run_tests};

use crate::folder::Folder;
#[cfg(unix)]
use crate::{row, sheet::workbook_of};

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

fn page(path: &str) -> String {
    fs::read_to_string(Path::new(PROJECT).join(path)).expect(path)
}

/// The blocks of a page between fences of this kind.
fn blocks<'a>(page: &'a str, kind: &str) -> Vec<&'a str> {
    let open = format!("```{kind}\n");
    let blocks = page.split(open.as_str()).skip(1);
    blocks.map(|rest| rest.split_once("```").expect("the end of the block").0).collect()
}

/// A line of a page that a reader types, and what the page shows under it.
struct Command {
    line: String,
    shown: String,
}

fn commands(page: &str) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    for line in blocks(page, "console").into_iter().flat_map(str::lines) {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(line), _) => commands.push(Command { line: line.to_owned(), shown: String::new() }),
            (None, Some(command)) => command.shown += &format!("{line}\n"),
            (None, None) => panic!("nothing was typed before {line:?}"),
        }
    }
    commands
}

/// Copies a folder of the project into the folder of a test, under another name.
fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of the project") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, to).expect("a copy");
        }
    }
}

/// The lists of the examples, copied, so that the commands in their page leave nothing behind.
fn copied() -> Folder {
    let folder = Folder::new();
    copy(&Path::new(PROJECT).join("examples/lists"), &folder.path("lists"));
    folder
}

/// Runs a command of a page, with options after it, and gives its standard output.
fn run(command: &str, options: &[&str], folder: &Folder) -> String {
    let words = command.split_whitespace().collect::<Vec<_>>();
    let ran = folder.run(words.iter().chain(options));
    assert_eq!(ran.code, Some(0), "{command}: {}", ran.stderr);
    let output = words.iter().skip_while(|word| **word != "-o").nth(1);
    assert!(output.is_none_or(|output| folder.path(output).is_file()), "{command}");
    ran.stdout
}

#[test]
fn every_command_on_the_examples_page_runs_and_every_list_is_in_one() {
    let (commands, folder) = (commands(&page("examples/README.md")), copied());
    let commands = commands.iter().filter_map(|command| command.line.strip_prefix("custclass ")).collect::<Vec<_>>();
    assert!(commands.len() >= 9, "{commands:?}");
    for command in &commands {
        run(command, &[], &folder);
    }
    for name in crate::folder::names(&Path::new(PROJECT).join("examples/lists")) {
        assert!(commands.iter().any(|command| command.contains(&name)), "{name} is in no command");
    }
}

#[test]
fn every_family_of_rules_has_an_example() {
    let page = page("examples/README.md");
    let named = |name: &str| page.lines().any(|line| line.split_whitespace().any(|word| word == name));
    let parsed = RULES.iter().map(|(name, text)| (*name, RuleFile::parse(name, text, &[]).expect(name).family));
    let of_family = parsed.filter_map(|(name, family)| Some((family?, named(name)))).collect::<Vec<_>>();
    for (family, _) in &of_family {
        assert!(of_family.iter().any(|(other, named)| other == family && *named), "no example for {family}");
    }
}

#[test]
fn the_examples_page_shows_whom_to_call_today_as_the_program_says() {
    let (page, folder) = (page("examples/README.md"), copied());
    let command = page.lines().find_map(|line| line.strip_prefix("$ custclass due ")).expect("a command");
    let said = run(&format!("due {command}"), &["--format", "csv"], &folder);
    let said = said.lines().skip(1).collect::<Vec<_>>();
    let shown = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| Status"));
    let shown = shown.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect::<Vec<Vec<_>>>();
    assert_eq!(shown.len(), said.len(), "{said:#?}");
    for (shown, said) in shown.iter().zip(&said) {
        assert!(shown.iter().all(|cell| said.contains(cell)), "{said} is not {shown:?}");
    }
    assert_eq!(shown[0][0], "overdue");
}

#[test]
fn every_rule_file_in_the_pages_holds() {
    for path in ["docs/rule-files.md", "docs/exactness.md"] {
        for example in blocks(&page(path), "toml") {
            let file = RuleFile::parse(path, example, &[]).unwrap_or_else(|error| panic!("{error}"));
            assert!(file.warnings.is_empty(), "{path}: {:?}\n{example}", file.warnings);
            let failed = run_tests(&file).into_iter().filter(|outcome| !outcome.holds()).collect::<Vec<_>>();
            assert!(failed.is_empty(), "{path}: {failed:#?}");
        }
    }
}

/// The files and folders that the main page calls by a reader's names, in English and in Chinese, and what they are here.
#[cfg(unix)]
fn give_a_readers_files(folder: &Folder) {
    let example = |name: &str| fs::read(Path::new(PROJECT).join("examples").join(name)).expect(name);
    let (csv, xlsx) = (example("customers.csv"), example("customers.xlsx"));
    for name in ["customers.csv", "march.csv", "april.csv", "三月.csv", "四月.csv"] {
        folder.write(name, &csv);
    }
    // Where a customer has no label, the nightly job ends with a code of its own.
    for name in ["lists/north.csv", "名单/north.csv"] {
        folder.write(name, "id,revenue\nK1,500\nK2,30\n");
    }
    for name in ["customers.xlsx", "客户清单.xlsx"] {
        folder.write(name, &xlsx);
    }
    // A list that is read wrongly without its options.
    let misread = "编号;客户;销售额\n1;王芳;1.234,56\n2;李强;98,70\n";
    let misread = encoding_rs::GBK.encode(misread).0;
    let titled = [
        row!["客户名单"],
        row!["2026年"],
        row!["编号", "客户", "地区", "行业", "年销售额"],
        row!["1", "王芳", "华东", "建材", 1234.56],
        row!["2", "李强", "华南", "零售", 98.7],
    ];
    let titled = workbook_of(&[("客户", &titled), ("说明", &[row!["本月"]])]);
    for name in ["list", "名单"] {
        folder.write(&format!("{name}.csv"), &misread);
        folder.write(&format!("{name}.xlsx"), &titled);
    }
}

/// A folder with what a reader of the main page has before the first command.
#[cfg(unix)]
fn of_a_reader() -> Folder {
    let folder = Folder::new();
    copy(&Path::new(PROJECT).join("examples"), &folder.path("examples"));
    for name in ["lists", "名单"] {
        fs::create_dir(folder.path(name)).expect("a folder");
    }
    give_a_readers_files(&folder);
    let pyramid = folder.run(["rules", "show", "pyramid", "--toml"]).quiet().stdout;
    for name in ["my-pyramid.toml", "我的规则.toml"] {
        folder.write(name, &pyramid);
    }
    for name in ["march", "三月"] {
        folder.run(["score", &format!("{name}.csv")]).done();
    }
    folder
}

/// Types a line into a shell, and gives what the program printed.
#[cfg(unix)]
fn typed(line: &str, folder: &Folder) -> String {
    use std::{env, iter, process};

    let program = Path::new(env!("CARGO_BIN_EXE_custclass"));
    let folders = iter::once(program.parent().expect("its folder").to_owned());
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(folders.chain(env::split_paths(&path))).expect("folders");
    let mut shell = process::Command::new("sh");
    shell.args(["-e", "-c", line]).env("PATH", path).env_remove("CUSTCLASS_LANG").current_dir(folder.path("."));
    let output = shell.output().expect("a shell");
    assert!(output.status.success(), "$ {line}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Types every command of a page, and compares what is printed with what stands under it.
#[cfg(unix)]
fn type_all_of(path: &str) {
    let folder = of_a_reader();
    let commands = commands(&page(path));
    assert!(commands.len() >= 35, "{path}: {}", commands.len());
    assert!(commands.iter().any(|command| !command.shown.is_empty()), "{path} shows no output");
    for Command { line, shown } in commands {
        // The same program, as it is called without being installed.
        let line = line.replace("cargo run --release -- ", "custclass ");
        if line.starts_with("cargo ") {
            continue;
        }
        // Some lines write over a list that a later one reads.
        give_a_readers_files(&folder);
        let said = typed(&line, &folder);
        assert!(shown.is_empty() || said == shown, "{path}: $ {line}\n{said}");
    }
}

#[cfg(unix)]
#[test]
fn every_command_on_the_main_page_runs_and_prints_what_stands_under_it() {
    type_all_of("README.md");
}

#[cfg(unix)]
#[test]
fn every_command_on_the_chinese_main_page_runs_and_prints_what_stands_under_it() {
    type_all_of("README.zh.md");
}
