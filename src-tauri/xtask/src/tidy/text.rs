//! Rules on the text of a file: its length, its first line, hosts and machine paths, the one door of the interface.

use std::path::Path;

use super::Finding;
use super::tree::File;

const WALL: usize = 400;

/// Hosts of package registries. Written in two halves, since this file is read by its own rule.
const HOSTS: [&str; 8] = [
    concat!("npm", "js.org"),
    concat!("npm", "js.com"),
    concat!("py", "pi.org"),
    concat!("python", "hosted.org"),
    concat!("deb.", "debian.org"),
    concat!("static.", "crates.io"),
    concat!("index.", "crates.io"),
    concat!("proxy.", "golang.org"),
];

/// The beginnings of absolute paths that are true on one machine only.
const MACHINE: [&str; 6] = [
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/fa", "rm/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("/tm", "p/"),
];

/// The folder of the interface that alone may speak to the window.
const DOOR: &str = "ui/src/desk/";

/// Every breach in one file. `root` is where the tree lies here, and must stand in no file.
pub fn check(file: &File, root: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = file.text.lines().count();
    let counted = [".rs", ".ts", ".svelte"].iter().any(|ending| file.path.ends_with(ending));
    if counted && lines > WALL && !is_generated(file) {
        findings.push(Finding::of(&file.path, format!("has {lines} lines; the wall is {WALL}")));
    }
    if file.path.ends_with(".rs") && !file.text.starts_with("//! ") {
        findings.push(Finding::of(&file.path, "does not open with a //! line of its purpose"));
    }
    if file.path.starts_with("ui/") && !file.path.starts_with(DOOR) && is_script(&file.path) && !is_front_end_test(&file.path) {
        findings.extend(past_the_door(file));
    }
    // The lock file of cargo names its registry by design.
    if file.path != "Cargo.lock" {
        findings.extend(strangers(file, &root.to_string_lossy()));
    }
    findings
}

fn is_script(path: &str) -> bool {
    [".ts", ".js", ".svelte"].iter().any(|ending| path.ends_with(ending))
}

/// True for a test of the front end: it never ships, and it must name the door to stand in for what lies behind it.
fn is_front_end_test(path: &str) -> bool {
    path.ends_with(".test.ts")
}

/// True for a file that a test writes and nobody edits.
fn is_generated(file: &File) -> bool {
    file.path.contains("/generated/") || file.text.lines().take(2).any(|line| line.to_lowercase().contains("generated"))
}

fn past_the_door(file: &File) -> Vec<Finding> {
    let words = [concat!("@tauri-apps", "/api"), "__TAURI"];
    lines_with(file, |line| words.iter().any(|word| line.contains(word)))
        .map(|line| Finding::at(&file.path, line, format!("speaks to the window past {DOOR}")))
        .collect()
}

fn strangers(file: &File, root: &str) -> Vec<Finding> {
    let hosts = lines_with(file, |line| HOSTS.iter().any(|host| line.contains(host)))
        .map(|line| Finding::at(&file.path, line, "names a package registry's host"));
    let paths = lines_with(file, |line| names_a_machine_path(line, root))
        .map(|line| Finding::at(&file.path, line, "holds an absolute path of one machine"));
    hosts.chain(paths).collect()
}

/// True for a path from the top of the file system; `docs/work/` and a web address are none.
fn names_a_machine_path(line: &str, root: &str) -> bool {
    if root.len() > 3 && line.contains(root) {
        return true;
    }
    MACHINE.iter().any(|start| {
        line.match_indices(start).any(|(at, _)| {
            let before = line.get(..at).and_then(|b| b.chars().next_back());
            !before.is_some_and(|c| c.is_alphanumeric() || "_-./$}~)*".contains(c))
        })
    })
}

fn lines_with(file: &File, found: impl Fn(&str) -> bool) -> impl Iterator<Item = usize> {
    file.text.lines().enumerate().filter(move |(_, line)| found(line)).map(|(index, _)| index + 1)
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
