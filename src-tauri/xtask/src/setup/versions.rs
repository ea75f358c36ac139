//! The tools a person brings along: Rust, Node and a C compiler, each with the version we need.

use super::Need;
use crate::process::{Step, on_path};

const RUST: Version = Version(1, 95);
/// The oldest Node that Vite 8 runs on.
const NODE: Version = Version(20, 19);

/// A major and a minor number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Version(u32, u32);

/// A plain sentence for everything that is missing or too old.
pub fn too_old_or_missing(need: Need) -> Vec<String> {
    let mut lacking = Vec::new();
    lacking.extend(tool("rustc", RUST, "Rust", "Install it with rustup, or run: rustup update stable"));
    if cfg!(unix) && on_path("cc").is_none() {
        lacking.push("A C compiler is missing (no \"cc\" on the path). On Debian: apt-get install gcc libc6-dev".to_owned());
    }
    if need >= Need::Window {
        lacking.extend(tool("node", NODE, "Node", "Install Node 20.19 or a later 20, 22 or 24 release."));
        if on_path("npm").is_none() && !cfg!(windows) {
            lacking.push("npm is missing; it comes with Node, on Debian in a package of its own: npm".to_owned());
        }
    }
    lacking
}

/// The sentence for one tool, or nothing when it is there and new enough.
fn tool(program: &str, wanted: Version, name: &str, advice: &str) -> Option<String> {
    let Ok(text) = Step::program(program).args(["--version"]).capture() else {
        return Some(format!("{name} {}.{} or newer is missing. {advice}", wanted.0, wanted.1));
    };
    let found = read_version(&text);
    if found.is_some_and(|found| found >= wanted) {
        return None;
    }
    Some(format!("{name} {}.{} or newer is needed; here is {}. {advice}", wanted.0, wanted.1, text.trim()))
}

/// The first major.minor of a text such as `v20.20.2` or `rustc 1.95.0 (…)`.
fn read_version(text: &str) -> Option<Version> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = text.get(start..)?.split(|c: char| !c.is_ascii_digit());
    Some(Version(numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_tools_print_them() {
        assert_eq!(read_version("v20.20.2\n"), Some(Version(20, 20)));
        assert_eq!(read_version("rustc 1.95.0 (59807616e 2026-04-14)"), Some(Version(1, 95)));
        assert_eq!(read_version("none"), None);
    }

    #[test]
    fn a_later_major_with_a_smaller_minor_is_newer() {
        assert!(Version(22, 0) > NODE);
        assert!(Version(20, 18) < NODE);
    }
}
