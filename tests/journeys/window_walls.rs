//! The walls round the web view, as they stand in the tree: security policy, what each window may call, plug-ins.

use desk::commands::{COMMANDS, Window};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

fn parsed(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap()
}

#[test]
fn the_web_view_loads_the_program_s_own_files_and_nothing_else() {
    let conf = parsed("tauri.conf.json");
    let security = &conf["app"]["security"];
    assert_eq!(
        security["csp"],
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src ipc: http://ipc.localhost; form-action 'none'; frame-src 'none'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'"
    );
    assert_eq!(security["freezePrototype"], json!(true));
    assert_eq!(security["assetProtocol"], json!({ "enable": false, "scope": [] }));
    let known: BTreeSet<&str> = ["csp", "freezePrototype", "assetProtocol"].into();
    let set: BTreeSet<&str> = security.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(set, known, "no dangerous setting, no second policy");
    assert_eq!(conf["app"]["withGlobalTauri"], json!(false));
    assert_eq!(conf["app"]["windows"], json!([]), "windows are opened by the program, with their rules");
    assert_eq!(conf["build"], json!({ "frontendDist": "ui/dist" }), "no page from a server, not even while developing");
}

#[test]
fn each_window_s_capability_names_its_commands_and_no_other() {
    let events = ["core:event:allow-listen", "core:event:allow-unlisten"];
    let main = ["ask", "stop", "close", "zoom", "keep-zoom", "leave", "left", "blank", "copy-out", "touched"];
    let wanted: [(&str, Vec<&str>); 3] = [
        ("main", main.into_iter().chain(events).collect()),
        ("lock", vec!["ask", "zoom"]),
        ("room", ["ask", "zoom", "blank", "touched"].into_iter().chain(events).collect()),
    ];
    let files = std::fs::read_dir(root().join("src-tauri/capabilities")).unwrap().count();
    assert_eq!(files, wanted.len(), "a capability nobody listed here");
    for (label, permissions) in wanted {
        let file = parsed(&format!("src-tauri/capabilities/{label}.json"));
        assert_eq!(file["windows"], json!([label]));
        assert_eq!(file["permissions"], json!(permissions), "{label}");
        for key in ["remote", "webviews", "local"] {
            assert!(file.get(key).is_none(), "{label} has {key}");
        }
    }
}

#[test]
fn every_command_the_program_hands_to_its_windows_has_to_be_let_through() {
    let main = text("src-tauri/src/main.rs");
    let list = main.split_once("generate_handler![").unwrap().1.split_once(']').unwrap().0;
    let handled: BTreeSet<&str> = list.split(',').map(str::trim).collect();
    let permissions = text("src-tauri/permissions/commands.toml");
    let let_through: BTreeSet<&str> =
        permissions.lines().filter_map(|line| line.strip_prefix("commands.allow = [\"")?.strip_suffix("\"]")).collect();
    assert_eq!(handled, let_through);
}

#[test]
fn two_plug_ins_are_used_and_none_reads_files_for_a_page_or_talks_to_a_network() {
    let main = text("src-tauri/src/main.rs");
    let used: Vec<&str> =
        main.split(".plugin(tauri_plugin_").skip(1).filter_map(|rest| rest.split_once("::").map(|(name, _)| name)).collect();
    assert_eq!(used, ["single_instance", "dialog"]);
    // The dialogs' package brings that of files along; it is not started, and no capability names it.
    let lock = text("Cargo.lock");
    let locked: Vec<&str> =
        lock.lines().filter_map(|line| line.strip_prefix("name = \"tauri-plugin-")?.strip_suffix('"')).collect();
    assert_eq!(locked, ["dialog", "fs", "single-instance"]);
}

#[test]
fn a_release_build_has_no_developer_s_tools() {
    let cargo = text("Cargo.toml");
    assert!(
        cargo.contains("tauri = { version = \"2\", features = [] }"),
        "no feature of tauri is switched on, \"devtools\" least of all"
    );
    assert!(!text("src-tauri/src/windows.rs").contains("devtools"));
}

/// The commands of a window other than the desk's.
fn of(window: Window) -> Vec<&'static str> {
    COMMANDS.iter().filter(|command| command.windows.contains(&window)).map(|command| command.name).collect()
}

#[test]
fn the_door_only_opens_and_the_room_only_looks() {
    assert_eq!(
        of(Window::Lock),
        [
            "look_at_door",
            "suggest_passphrase",
            "open_other_example",
            "unlock",
            "recover_store",
            "backups_at_door",
            "restore_at_door",
            "adopt_at_door",
            "copy_for_support"
        ]
    );
    assert_eq!(of(Window::Room), ["room_screen"]);
}
