//! What may never be in the tree of packages of the programs we hand out, on any desktop.

use super::Finding;
use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;

/// The systems the desk runs on.
const DESKTOPS: [&str; 3] = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"];

const NO_NETWORK: &str = "the program has no network";
const ONE_KEYRING: &str = "the kernel's keyring forgets at every start of the machine";

/// Packages and the reason they may not be there; .cargo/deny.toml holds the longer list.
const FORBIDDEN: [(&str, &str); 22] = [
    ("attohttpc", NO_NETWORK),
    ("curl", NO_NETWORK),
    ("h2", NO_NETWORK),
    ("hyper", NO_NETWORK),
    ("hyper-util", NO_NETWORK),
    ("isahc", NO_NETWORK),
    ("minreq", NO_NETWORK),
    ("native-tls", NO_NETWORK),
    ("openssl", NO_NETWORK),
    ("quinn", NO_NETWORK),
    ("reqwest", NO_NETWORK),
    ("rustls", NO_NETWORK),
    ("schannel", NO_NETWORK),
    ("tauri-plugin-http", NO_NETWORK),
    ("tauri-plugin-updater", NO_NETWORK),
    ("tokio-native-tls", NO_NETWORK),
    ("tokio-rustls", NO_NETWORK),
    ("tonic", NO_NETWORK),
    ("tungstenite", NO_NETWORK),
    ("ureq", NO_NETWORK),
    ("linux-keyutils", ONE_KEYRING),
    ("linux-keyutils-keyring-store", ONE_KEYRING),
];

/// Why this package may not be there, if it may not.
pub fn forbidden(package: &str) -> Option<&'static str> {
    FORBIDDEN.iter().find(|(name, _)| *name == package).map(|(_, why)| *why)
}

/// Every forbidden package in the trees of the window and of `holdfastctl`, as cargo resolves them
/// for each desktop; what only tests ask for is left out.
pub fn check(ground: &Ground) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    for desktop in DESKTOPS {
        let tree = Step::cargo("tree")
            .args(["--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}", "--target", desktop])
            .args(["--package", "holdfast", "--package", "ctl"])
            .within(&ground.root)
            .capture()?;
        findings.extend(in_tree(desktop, &tree));
    }
    Ok(findings)
}

/// The forbidden packages among the lines `name version …` of a tree, each once.
fn in_tree(desktop: &str, tree: &str) -> Vec<Finding> {
    let mut names: Vec<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    names.sort_unstable();
    names.dedup();
    let mut findings: Vec<Finding> = names
        .iter()
        .filter_map(|name| {
            let why = forbidden(name)?;
            Some(Finding::of(&format!("packages for {desktop}"), format!("hold {name}: {why}")))
        })
        .collect();
    if !names.contains(&"holdfast") {
        findings.push(Finding::of(&format!("packages for {desktop}"), "could not be read: the window itself is missing"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_package_anywhere_below_is_found_once_and_a_longer_name_is_another_package() {
        let tree = "holdfast v0.1.0 (here)\ntauri v2.0.0\nreqwest v0.13.5\nreqwest v0.13.5 (*)\nhttp v1.5.0\nhyperscan v1.0.0\n";
        let found: Vec<String> = in_tree("a desktop", tree).into_iter().map(|f| format!("{} {}", f.place, f.what)).collect();
        assert_eq!(found, ["packages for a desktop hold reqwest: the program has no network"]);
    }

    #[test]
    fn a_tree_that_could_not_be_read_is_a_finding_and_not_a_clean_tree() {
        assert_eq!(in_tree("a desktop", "").len(), 1);
    }
}
