//! What the rules on the text of a file must find and let be.

use super::*;

fn found(path: &str, text: &str) -> Vec<Finding> {
    check(&File::new(path, text), Path::new("/srv/a tree"))
}

#[test]
fn four_hundred_lines_stand_and_one_more_does_not() {
    let of = |lines: usize| format!("//! A.\n{}", "\n".repeat(lines - 1));
    assert!(found("a.rs", &of(400)).is_empty());
    assert_eq!(found("a.rs", &of(401)), [Finding::of("a.rs", "has 401 lines; the wall is 400")]);
    assert_eq!(found("ui/src/a.svelte", &of(401)).len(), 1);
    assert!(found("docs/a.md", &of(401)).is_empty(), "a page may be long");
}

#[test]
fn generated_types_may_be_long() {
    let text = format!("// Generated from the command table.\n{}", "\n".repeat(500));
    assert!(found("ui/src/desk/commands.ts", &text).is_empty());
}

#[test]
fn a_rust_file_says_first_what_it_is_for() {
    let what = "does not open with a //! line of its purpose";
    assert_eq!(found("a.rs", "use std::fmt;\n"), [Finding::of("a.rs", what)]);
    assert!(found("a.rs", "//! The gate.\n").is_empty());
}

#[test]
fn the_interface_speaks_to_the_window_through_one_door() {
    let text = concat!("import { invoke } from \"@tauri-apps", "/api/core\";\n");
    let what = "speaks to the window past ui/src/desk/";
    assert_eq!(found("ui/src/screens/today.ts", text), [Finding::at("ui/src/screens/today.ts", 1, what)]);
    assert!(found("ui/src/desk/ask.ts", text).is_empty());
    assert!(found("ui/src/draft.test.ts", text).is_empty(), "a test stands in for what lies behind the door");
}

#[test]
fn a_registry_host_is_found_everywhere_but_in_cargos_lock_file() {
    let text = format!("a\nhttps://registry.{}/x\n", HOSTS[0]);
    let what = "names a package registry's host";
    assert_eq!(found("ui/package-lock.json", &text), [Finding::at("ui/package-lock.json", 2, what)]);
    assert!(found("Cargo.lock", &text).is_empty());
}

#[test]
fn a_path_of_one_machine_is_found_and_a_path_of_the_tree_is_not() {
    let what = "holds an absolute path of one machine";
    for start in MACHINE {
        assert_eq!(found("docs/a.md", &format!("see `{start}x`\n")), [Finding::at("docs/a.md", 1, what)], "{start}");
    }
    assert_eq!(found("docs/a.md", "in /srv/a tree/ui\n"), [Finding::at("docs/a.md", 1, what)]);
    assert!(found("docs/a.md", &format!("see docs{}x and $HOME{}x\n", MACHINE[1], MACHINE[5])).is_empty());
}
