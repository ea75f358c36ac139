//! What may lie at the top of the tree.

use std::collections::BTreeSet;

use super::Finding;

const TOP: [&str; 11] =
    ["Cargo.toml", "Cargo.lock", "src-tauri", "ui", "assets", "tests", "docs", "fuzz", "tauri.conf.json", "README.md", "LICENSE"];

/// Every tracked thing at the top that is neither in the list nor a dotfile.
pub fn check_top_level(tracked: &[String]) -> Vec<Finding> {
    let top: BTreeSet<&str> = tracked.iter().filter_map(|path| path.split('/').next()).collect();
    top.into_iter()
        .filter(|name| !name.starts_with('.') && !TOP.contains(name))
        .map(|name| Finding::of(name, "does not belong at the top of the tree"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_at_the_top_is_found_and_a_dotfile_is_not() {
        let tracked = ["Cargo.toml", "ui/package.json", ".ci/run", "notes/plan.md", "notes/more.md"].map(str::to_owned);
        assert_eq!(check_top_level(&tracked), [Finding::of("notes", "does not belong at the top of the tree")]);
    }
}
