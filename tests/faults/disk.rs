//! A disk that fails as told, under one child of the test: compiled from disk.c and put before the C library.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// How the disk fails.
#[derive(Debug, Clone, Copy)]
pub enum Disk {
    /// As a good one; calls are counted as those of the mode named.
    Good(&'static str),
    /// The call of this number says EIO, or that one and all after it.
    Eio { at: u64, sticky: bool },
    /// The same with ENOSPC; reads and syncs never say that.
    Enospc { at: u64, sticky: bool },
    /// The power goes before the call of this number.
    Cut { at: u64, seed: u64 },
    /// The same on a disk whose syncs do nothing.
    Lie { at: u64, seed: u64 },
    /// So many bytes may be added.
    Quota(u64),
    /// Nothing may be written.
    ReadOnly,
}

/// What a child said before it ended.
#[derive(Debug, Default)]
pub struct Said {
    /// Lines it acknowledged, the first word taken off.
    pub acknowledged: Vec<String>,
    /// Lines in which it said that something failed.
    pub refused: Vec<String>,
    /// Whether it ended by itself and well.
    pub well: bool,
    /// Calls the disk counted; 0 where the power went.
    pub calls: u64,
}

fn library() -> &'static Path {
    static LIBRARY: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    &LIBRARY
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let made = folder.path().join("disk.so");
            let source = concat!(env!("CARGO_MANIFEST_DIR"), "/faults/disk.c");
            let mut build = Command::new("cc");
            build.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&made).arg(source).args(["-ldl", "-lpthread"]);
            assert!(build.status().unwrap().success(), "the failing disk could not be compiled");
            (folder, made)
        })
        .1
}

/// Puts this disk under a folder, for one command that is still to be run. What the simulator keeps lies beside: it must not
/// be on the disk that it is.
pub fn put_under(command: &mut Command, disk: Disk, folder: &Path, beside: &Path) {
    let (mode, at, sticky, seed) = match disk {
        Disk::Good(mode) => (mode, 0, false, 1),
        Disk::Eio { at, sticky } => ("eio", at, sticky, 1),
        Disk::Enospc { at, sticky } => ("enospc", at, sticky, 1),
        Disk::Cut { at, seed } => ("cut", at, false, seed),
        Disk::Lie { at, seed } => ("lie", at, false, seed),
        Disk::Quota(bytes) => ("quota", bytes, false, 1),
        Disk::ReadOnly => ("readonly", 0, false, 1),
    };
    command.env("LD_PRELOAD", library()).env("HOLDFAST_DISK_FOLDER", folder).env("HOLDFAST_DISK_BESIDE", beside);
    command.env("HOLDFAST_DISK_MODE", mode).env("HOLDFAST_DISK_AT", at.to_string());
    command.env("HOLDFAST_DISK_SEED", (seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1).to_string());
    if sticky {
        command.env("HOLDFAST_DISK_STICKY", "1");
    }
}

/// Starts this test program again as a child with a scenario, on this disk.
pub fn start(scenario: &str, folder: &Path, disk: Option<Disk>) -> Child {
    let beside = folder.join("beside-the-disk");
    std::fs::create_dir_all(&beside).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["scenarios::as_a_child", "--exact", "--nocapture", "--test-threads=1"]);
    command.env("HOLDFAST_SCENARIO", scenario).env("HOLDFAST_SCENARIO_FOLDER", folder.join("disk"));
    if let Some(disk) = disk {
        put_under(&mut command, disk, &folder.join("disk"), &beside);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
}

/// Reads what a child says until it ends.
pub fn hear(mut child: Child, folder: &Path) -> Said {
    let mut said = Said::default();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let Ok(line) = line else { break };
        if let Some((_, line)) = line.split_once("ack ") {
            said.acknowledged.push(line.to_owned());
        } else if let Some((_, line)) = line.split_once("refused ") {
            said.refused.push(line.to_owned());
        }
    }
    said.well = child.wait().unwrap().success();
    let calls = std::fs::read_to_string(folder.join("beside-the-disk/calls")).unwrap_or_default();
    said.calls = calls.parse().unwrap_or(0);
    said
}

/// Runs a scenario to its end on this disk.
pub fn run(scenario: &str, folder: &Path, disk: Disk) -> Said {
    hear(start(scenario, folder, Some(disk)), folder)
}

/// A fresh copy of a prepared folder, for one run.
pub fn copy_of(prepared: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(prepared, &folder.path().join("disk"));
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &there);
        } else {
            std::fs::copy(entry.path(), there).unwrap();
        }
    }
}
