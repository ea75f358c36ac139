//! Who may import whom: the table of docs/architecture.md, held against `cargo metadata`.

use serde_json::Value;

use super::{Finding, desktop};

/// Each package of ours and the packages of ours it may import. Another one needs a decision record.
const MAY_IMPORT: [(&str, &[&str]); 16] = [
    ("forms", &[]),
    ("sealing", &[]),
    ("casework", &["forms"]),
    ("journal", &["sealing"]),
    ("intake", &["casework"]),
    ("store", &["casework", "journal", "sealing"]),
    ("bundles", &["casework", "journal", "sealing"]),
    ("documents", &["casework", "forms"]),
    ("figures", &["casework"]),
    ("desk", &["forms", "sealing", "casework", "journal", "intake", "store", "bundles", "documents", "figures"]),
    ("custody", &["sealing"]),
    ("example", &["desk"]),
    ("ctl", &["desk", "custody", "example"]),
    ("holdfast", &["desk", "custody", "example"]),
    // The fault tests drive the store itself: a thousand power cuts are too many for a passphrase each.
    ("journeys", &["desk", "custody", "example", "store", "sealing"]),
    ("xtask", &[]),
];

/// Packages of others that one package of ours alone may name.
const LIVES_IN: [(&str, &str); 11] = [
    ("tauri", "holdfast"),
    ("gtk", "holdfast"),
    ("wry", "holdfast"),
    ("keyring", "custody"),
    ("keyring-core", "custody"),
    ("rusqlite", "store"),
    ("libsqlite3-sys", "store"),
    ("printpdf", "documents"),
    ("aes-gcm", "sealing"),
    ("getrandom", "sealing"),
    ("rand", "sealing"),
];

/// Every edge that is not in the tables.
pub fn check(packages: &[Value]) -> Vec<Finding> {
    let names: Vec<&str> = packages.iter().filter_map(name).collect();
    let mut findings = Vec::new();
    for package in packages {
        let Some(from) = name(package) else { continue };
        let place = format!("package {from}");
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(package, _)| *package == from) else {
            findings.push(Finding::of(&place, "is not in the table of imports; a new crate needs a decision record"));
            continue;
        };
        for to in imports(package) {
            if names.contains(&to) && !allowed.contains(&to) {
                findings.push(Finding::of(&place, format!("may not import {to}")));
            }
            // The fault tests make stores of an older schema, with the code of the store's own tests.
            let of_a_test = from == "journeys" && to == "rusqlite";
            if let Some(home) = home_of(to).filter(|home| *home != from && !of_a_test) {
                findings.push(Finding::of(&place, format!("may not import {to}, which lives in {home} alone")));
            }
            // The driver of the screen tests speaks to WebKit's driver on this machine.
            if let Some(why) = desktop::forbidden(to).filter(|_| from != "journeys") {
                findings.push(Finding::of(&place, format!("may not import {to}: {why}")));
            }
        }
    }
    findings
}

fn home_of(dependency: &str) -> Option<&'static str> {
    let family = if dependency.starts_with("tauri-") { "tauri" } else { dependency };
    LIVES_IN.iter().find(|(package, _)| *package == family).map(|(_, home)| *home)
}

fn name(package: &Value) -> Option<&str> {
    package.get("name").and_then(Value::as_str)
}

/// The names of everything a package asks for, for tests and builds as well.
fn imports(package: &Value) -> impl Iterator<Item = &str> {
    package.get("dependencies").and_then(Value::as_array).into_iter().flatten().filter_map(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        let packages: Value = serde_json::from_str(text).unwrap();
        check(packages.as_array().unwrap()).into_iter().map(|f| format!("{} {}", f.place, f.what)).collect()
    }

    #[test]
    fn an_edge_upwards_is_found_and_one_downwards_is_not() {
        let found = findings(
            r#"[{"name":"casework","dependencies":[{"name":"forms"},{"name":"store"},{"name":"serde"}]},
                {"name":"forms","dependencies":[]},
                {"name":"store","dependencies":[{"name":"casework"},{"name":"rusqlite"}]}]"#,
        );
        assert_eq!(found, ["package casework may not import store"]);
    }

    #[test]
    fn a_package_that_lives_elsewhere_is_found_with_its_whole_family() {
        let found = findings(r#"[{"name":"desk","dependencies":[{"name":"tauri-plugin-dialog"},{"name":"rusqlite"}]}]"#);
        assert_eq!(
            found,
            [
                "package desk may not import tauri-plugin-dialog, which lives in holdfast alone",
                "package desk may not import rusqlite, which lives in store alone",
            ]
        );
    }

    #[test]
    fn a_crate_nobody_decided_on_is_found() {
        let found = findings(r#"[{"name":"helpers","dependencies":[]}]"#);
        assert_eq!(found, ["package helpers is not in the table of imports; a new crate needs a decision record"]);
    }

    #[test]
    fn the_program_has_no_network() {
        let found = findings(
            r#"[{"name":"bundles","dependencies":[{"name":"reqwest"}]},{"name":"journeys","dependencies":[{"name":"hyper"}]}]"#,
        );
        assert_eq!(found, ["package bundles may not import reqwest: the program has no network"]);
    }
}
