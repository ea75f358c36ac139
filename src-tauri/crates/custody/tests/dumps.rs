//! Real processes: one that fails leaves no core and no words; one of the same user cannot look into one that runs.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a step of a test that fails is a failed test")]

use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the child of a test is to do; alone, the child's test has nothing to do.
const ORDER: &str = "HOLDFAST_DUMPS_ORDER";
/// A user that is not root; a process of root may look anywhere.
const NOBODY: u32 = 65_534;

#[test]
fn a_child_of_the_tests_below() {
    let Ok(order) = std::env::var(ORDER) else { return };
    if order != "as it is" {
        custody::leave_no_dumps().unwrap();
    }
    match order.as_str() {
        "abort" => std::process::abort(),
        "panic" => panic!("Example Canaryson, 07700 900123"),
        "limits" => println!(
            "\ncore {}",
            std::fs::read_to_string("/proc/self/limits").unwrap().contains("Max core file size        0                    0")
        ),
        _ => {
            println!("\nready");
            std::thread::sleep(std::time::Duration::from_secs(30));
        }
    }
}

/// This test program as a child, run by a user that is not root, in a folder of its own.
fn child(folder: &Path, order: &str) -> Command {
    let program = folder.join("child");
    if !program.exists() {
        // Copied by another program: a file this one has open for writing may be inherited, for a moment, by a child that
        // another test starts just then, and cannot be run before that child lets go.
        assert!(Command::new("cp").arg(std::env::current_exe().unwrap()).arg(&program).status().unwrap().success());
        std::fs::set_permissions(folder, PermissionsExt::from_mode(0o777)).unwrap();
    }
    let mut command = Command::new(program);
    command.args(["a_child_of_the_tests_below", "--exact", "--nocapture"]).env(ORDER, order).current_dir(folder);
    as_nobody(&mut command);
    command
}

fn as_nobody(command: &mut Command) {
    if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect()
}

#[test]
fn a_program_that_aborts_leaves_no_core_file_and_its_children_may_leave_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut aborting = child(folder.path(), "abort");
    let ended = aborting.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(ended.signal().is_some() && !ended.core_dumped(), "it aborted without a core: {ended:?}");
    assert_eq!(files_in(folder.path()), [folder.path().join("child")]);
    let said = child(folder.path(), "limits").output().unwrap();
    assert!(String::from_utf8_lossy(&said.stdout).contains("core true"), "the limit is 0, soft and hard");
}

#[test]
fn a_panic_says_where_it_happened_and_nothing_of_what_it_choked_on() {
    let folder = tempfile::tempdir().unwrap();
    let said = child(folder.path(), "panic").output().unwrap();
    let words = String::from_utf8_lossy(&said.stderr);
    assert!(words.contains("fault: the program stopped at "), "{words}");
    assert!(!words.contains("Canaryson"), "{words}");
}

/// Whether a second process of the same user can read these two of a running child.
fn readable(folder: &Path, order: &str) -> [bool; 2] {
    let mut running = child(folder, order).stdout(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(running.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("ready") {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0, "the child did not come up");
    }
    let looked = ["environ", "mem"].map(|what| {
        let mut look = Command::new("head");
        // Memory begins where the maps say; opening it is what the kernel decides on.
        look.args(["-c", if what == "mem" { "0" } else { "1" }]).arg(format!("/proc/{}/{what}", running.id()));
        as_nobody(&mut look);
        look.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
    });
    running.kill().unwrap();
    running.wait().unwrap();
    let mut rest = String::new();
    let _ = out.read_to_string(&mut rest);
    looked
}

#[test]
fn another_program_of_the_same_user_cannot_look_inside() {
    let folder = tempfile::tempdir().unwrap();
    let [before, _] = readable(folder.path(), "as it is");
    assert!(before, "without the ban the look succeeds, so that this test can fail");
    assert_eq!(readable(folder.path(), "run"), [false, false]);
}
