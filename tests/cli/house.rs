//! The order of the rooms: who may import whom (docs/architecture.md).
//!
//! A room is a folder or a file directly below `src`. A room may import the rooms on the floors below it, never one above, and no two rooms
//! import each other. Inside a room, only a file and the files of its own folder may know each other. Tests are not looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The floors, from the ground up. Rooms on one floor do not know each other, apart from those that stand in order in one line.
const FLOORS: [&[&str]; 12] = [
    &["place", "language", "number", "folding", "spelling", "cell"],
    &["date"],
    &["document", "file"],
    &["rule"],
    &["score"],
    &["rulefile"],
    &["list"],
    &["result"],
    &["words"],
    &["copy"],
    &["draw"],
    &["run", "error"],
];

/// Rooms that must not meet, although their floors would allow it.
const NEVER: [(&str, &str); 4] = [("draw", "list"), ("draw", "score"), ("draw", "words"), ("score", "rulefile")];

/// Pairs of files within a room that still import each other. The list may only become shorter.
const STILL_A_RING: [&str; 8] = [
    "list::binding list::header",
    "list::text::bytes list::text::dialect list::text::encoding",
    "list::text::first_pass list::text::place",
    "list::text::repair::quotes list::text::scan",
    "list::value::number list::value::number_text",
    "rule::method::ranking rule::mistake::method",
    "rule::mistake rule::settings rule::mistake::name rule::scope",
    "words::en words::zh",
];

/// What one file imports: the file behind the name, and the name.
type Imports = BTreeSet<(String, String)>;

/// The source files of the library by module path, without tests.
struct Source {
    /// Module path (`list::text::scan`) to file (`src/list/text/scan/mod.rs`) and code.
    modules: BTreeMap<String, (String, String)>,
}

impl Source {
    fn read() -> Source {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut modules = BTreeMap::new();
        let mut folders = vec![root.join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the folder is there") {
                let path = entry.expect("readable").path();
                let file = path.strip_prefix(root).expect("within the project").display().to_string();
                if path.is_dir() {
                    folders.push(path);
                } else if let Some(module) = module_of(&file) {
                    modules.insert(module, (file, fs::read_to_string(&path).expect("readable")));
                }
            }
        }
        let tests = modules.iter().flat_map(|(module, (_, text))| {
            let declared = text.split("#[cfg(test)]").skip(1).filter_map(|rest| rest.split_once(';'));
            let names = declared.filter_map(|(line, _)| line.trim().rsplit_once("mod ")).map(|(_, name)| name);
            names.map(move |name| format!("{module}::{name}"))
        });
        let tests = tests.collect::<Vec<_>>();
        let is_below = |module: &str, test: &String| module == test || module.starts_with(&format!("{test}::"));
        let is_library = |module: &str| !["cli", "fuzzing"].contains(&room(module));
        modules.retain(|module, _| is_library(module) && !tests.iter().any(|test| is_below(module, test)));
        modules.values_mut().for_each(|(_, text)| *text = code(text));
        Source { modules }
    }

    /// The module that a path leads to, and what is left of the path; a name that a module only hands on leads to where it comes from.
    fn find(&self, path: &[String], depth: usize) -> Option<String> {
        let at = (0..=path.len()).rev().find(|&at| at == 0 || self.modules.contains_key(&path[..at].join("::")))?;
        let module = path[..at].join("::");
        let Some(name) = path.get(at).filter(|_| depth < 8) else { return Some(module) };
        let (_, code) = self.modules.get(&module)?;
        for used in uses(code, &module, true) {
            if used.last() == Some(name) && used != path[..=at] {
                return self.find(&used, depth + 1);
            }
        }
        Some(module)
    }

    fn imports(&self, module: &str) -> Imports {
        let code = &self.modules[module].1;
        let mut found = Imports::new();
        for path in uses(code, module, false) {
            if let Some(target) = self.find(&path, 0)
                && target != module
                && !target.is_empty()
            {
                found.insert((target, path.last().cloned().unwrap_or_default()));
            }
        }
        found
    }
}

fn module_of(file: &str) -> Option<String> {
    let path = file.strip_prefix("src/")?.strip_suffix(".rs")?;
    let path = path.strip_suffix("/mod").unwrap_or(path);
    (!["lib", "main"].contains(&path)).then(|| path.replace('/', "::"))
}

/// The code of a file without comments and without its tests.
fn code(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let bare = line.trim_start();
        if bare.starts_with("//") {
            continue;
        }
        if bare.starts_with("#[cfg(test)]") || bare.starts_with("#[cfg(any(test") {
            // What follows is left out: up to the end of a declaration, or of a block.
            let indent = line.len() - bare.len();
            for line in lines.by_ref() {
                let own = line.len() - line.trim_start().len() == indent;
                if own && (line.trim_end().ends_with([';', '}'])) {
                    break;
                }
            }
            continue;
        }
        code.push_str(line.split(" // ").next().unwrap_or_default());
        code.push('\n');
    }
    code
}

/// The paths into the crate that the code names, from the crate's root; with `reexports`, only those that it hands on.
fn uses(code: &str, module: &str, reexports: bool) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find("use ") {
        let is_statement = rest[..at].rsplit('\n').next().is_some_and(|before| {
            let before = before.trim();
            before.is_empty() || before.starts_with("pub")
        });
        let is_reexport = rest[..at].rsplit('\n').next().is_some_and(|before| before.trim().starts_with("pub"));
        rest = &rest[at + 4..];
        let Some(end) = rest.find(';').filter(|_| is_statement && (is_reexport || !reexports)) else { continue };
        tree(&rest[..end], &[], &mut |path| paths.extend(absolute(path, module)));
    }
    if !reexports {
        for marker in ["crate::", "super::"] {
            for (at, _) in code.match_indices(marker) {
                let before = code[..at].chars().next_back().unwrap_or(' ');
                if before.is_alphanumeric() || before == '_' || before == ':' {
                    continue;
                }
                let end = code[at..].find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(0);
                let path = code[at..at + end].trim_end_matches(':').split("::").map(str::to_owned).collect::<Vec<_>>();
                paths.extend(absolute(&path, module));
            }
        }
    }
    paths
}

/// Takes a tree of imports apart into paths.
fn tree(text: &str, before: &[String], found: &mut dyn FnMut(&[String])) {
    let text = text.trim();
    let (head, branches) = match text.split_once('{') {
        Some((head, rest)) => (head, rest.rsplit_once('}').map(|(inside, _)| inside)),
        None => (text, None),
    };
    let head = head.split(" as ").next().unwrap_or_default();
    let own = head.split("::").map(str::trim).filter(|part| !part.is_empty() && !["self", "*"].contains(part));
    let path = before.iter().cloned().chain(own.map(str::to_owned)).collect::<Vec<_>>();
    let Some(branches) = branches else { return found(&path) };
    let mut depth = 0;
    let mut start = 0;
    for (at, sign) in branches.char_indices().chain([(branches.len(), ',')]) {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !branches[start..at].trim().is_empty() {
                    tree(&branches[start..at], &path, found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
}

/// A path from the crate's root; nothing for one that leads out of the crate.
fn absolute(path: &[String], module: &str) -> Option<Vec<String>> {
    let mut own = module.split("::").map(str::to_owned).collect::<Vec<_>>();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            own.truncate(own.len().checked_sub(ups)?);
            own.extend_from_slice(&path[ups..]);
            Some(own)
        }
        // A child of this module, or another crate, which no module is called like.
        _ => {
            own.extend_from_slice(path);
            Some(own)
        }
    }
}

fn room(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn every_room_has_a_floor() {
    let source = Source::read();
    let rooms = source.modules.keys().map(|module| room(module)).collect::<BTreeSet<_>>();
    let homeless = rooms.into_iter().filter(|room| floor(room).is_none()).collect::<Vec<_>>();
    assert!(homeless.is_empty(), "rooms without a floor: {homeless:?}");
}

#[test]
fn a_room_imports_only_rooms_on_lower_floors() {
    let source = Source::read();
    let mut wrong = Vec::new();
    for module in source.modules.keys() {
        for (target, name) in source.imports(module) {
            let (from, to) = (room(module), room(&target));
            let rises = from != to && floor(from) <= floor(to);
            if rises || NEVER.contains(&(from, to)) {
                wrong.push(format!("{} imports {name} from {}", source.modules[module].0, source.modules[&target].0));
            }
        }
    }
    assert!(wrong.is_empty(), "{} imports lead upstairs:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_files_import_each_other_but_parent_and_child() {
    let source = Source::read();
    let is_family =
        |one: &str, other: &str| one.starts_with(&format!("{other}::")) || other.starts_with(&format!("{one}::"));
    let edges = source.modules.keys().map(|module| {
        let targets = source.imports(module).into_iter().map(|(target, _)| target);
        (module.as_str(), targets.filter(|target| !is_family(module, target)).collect::<BTreeSet<_>>())
    });
    let edges = edges.collect::<BTreeMap<_, _>>();
    let reaches = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut open = vec![from.to_owned()];
        while let Some(module) = open.pop() {
            for target in edges.get(module.as_str()).into_iter().flatten() {
                if seen.insert(target.clone()) {
                    open.push(target.clone());
                }
            }
        }
        seen
    };
    let reached = source.modules.keys().map(|module| (module.as_str(), reaches(module))).collect::<BTreeMap<_, _>>();
    let is_known = |one: &str, other: &str| {
        let both = |ring: &&str| [one, other].iter().all(|module| ring.split(' ').any(|known| known == *module));
        STILL_A_RING.iter().position(both)
    };
    let (mut rings, mut known) = (Vec::new(), BTreeSet::new());
    for (module, targets) in &edges {
        for target in targets {
            let closes = reached.get(target.as_str()).is_some_and(|back| back.contains(*module));
            match is_known(module, target).filter(|_| closes) {
                Some(ring) => _ = known.insert(ring),
                None if closes => {
                    rings.push(format!("{} -> {}", source.modules[*module].0, source.modules[target].0));
                }
                None => {}
            }
        }
    }
    assert!(rings.is_empty(), "imports that close a ring:\n{}", rings.join("\n"));
    assert_eq!(known.len(), STILL_A_RING.len(), "a ring of the list is gone: take it out");
}
