//! What the machine under a store offers: disk and swap encrypted, no hibernation, caches flushed, no share (K-34, R-5).

use crate::doctor::{Finding, Health, finding};
use std::path::{Path, PathBuf};

/// Kinds of file system that other machines write to at the same time, or that promise nothing of a local disk.
const SHARED: [&str; 11] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "ncpfs", "fuse"];
/// Folders that a program keeps copying elsewhere, by the beginning of their names.
const SYNCED: [&str; 8] = ["onedrive", "dropbox", "google drive", "icloud", "nextcloud", "owncloud", "box sync", "pcloud"];
/// Devices upon devices: more than any machine stacks.
const DEEPEST: u32 = 8;

/// A Linux machine as it describes itself under `/proc` and `/sys`. Nothing is changed, and no right is needed.
#[derive(Debug, Clone)]
pub struct Machine {
    root: PathBuf,
}

/// A mounted file system.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mount {
    device: String,
    at: PathBuf,
    kind: String,
}

/// Whether what lies on a device is encrypted before it reaches the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sealed {
    Yes,
    No,
    /// The machine does not say: a device of its own kind, or a layer over another file system.
    NotSaid,
}

impl Machine {
    /// The machine described under this folder: `/`, and in a test one that the test made.
    #[must_use]
    pub fn under(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// This machine, where it describes itself this way.
    #[must_use]
    pub fn this() -> Option<Self> {
        cfg!(target_os = "linux").then(|| Self::under(Path::new("/")))
    }

    /// Why a store does not belong into this folder, in words: a share, a folder that is copied elsewhere.
    #[must_use]
    pub fn shared(&self, folder: &Path) -> Option<String> {
        let synced = folder.components().any(|part| {
            let name = part.as_os_str().to_string_lossy().to_lowercase();
            SYNCED.iter().any(|known| name.starts_with(known))
        });
        if synced {
            return Some("The folder is one that a program keeps copying elsewhere.".to_owned());
        }
        let kind = self.mount_of(folder)?.kind;
        let shared = SHARED.contains(&kind.as_str()) || kind.starts_with("fuse.");
        shared.then(|| format!("The folder lies on a share or a virtual file system ({kind})."))
    }

    /// Everything that can be seen from here about the machine, for a store in this folder.
    #[must_use]
    pub fn findings(&self, folder: &Path) -> Vec<Finding> {
        let mount = self.mount_of(folder);
        let mut found = vec![match self.shared(folder) {
            Some(words) => finding(Health::Wrong, format!("{words} A store belongs on a disk of this machine.")),
            None => finding(Health::Well, "The store lies neither on a share nor in a folder that is copied elsewhere."),
        }];
        found.push(self.disk(mount.as_ref()));
        found.push(self.swap());
        found.push(self.hibernation());
        found.push(self.flushing(mount.as_ref()));
        found.push(finding(Health::Unseen, "Whether the login keyring opens without a password is not to be seen from here."));
        found
    }

    fn disk(&self, mount: Option<&Mount>) -> Finding {
        match mount.map_or(Sealed::NotSaid, |mount| self.sealed(&mount.device, DEEPEST)) {
            Sealed::Yes => finding(Health::Well, "The disk under the store is encrypted."),
            Sealed::No => finding(Health::Warning, "The disk under the store is not encrypted. Have the whole disk encrypted."),
            Sealed::NotSaid => {
                finding(Health::Unseen, "Whether the disk under the store is encrypted is not to be seen from here.")
            }
        }
    }

    fn swap(&self) -> Finding {
        let Some(text) = self.read("proc/swaps") else {
            return finding(Health::Unseen, "Whether memory is swapped to a disk is not to be seen from here.");
        };
        let swaps: Vec<Sealed> =
            text.lines().skip(1).filter_map(|line| line.split_whitespace().next()).map(|at| self.swap_at(at)).collect();
        if swaps.is_empty() {
            finding(Health::Well, "No memory is swapped to a disk.")
        } else if swaps.contains(&Sealed::No) {
            finding(Health::Warning, "Memory is swapped to a disk that is not encrypted. Have swap encrypted or switched off.")
        } else if swaps.contains(&Sealed::NotSaid) {
            finding(Health::Unseen, "Whether the swapped memory is encrypted is not to be seen from here.")
        } else {
            finding(Health::Well, "Swapped memory is encrypted, or stays in memory.")
        }
    }

    /// A device's or file's place as `/proc/swaps` names it. Compressed swap never leaves the memory.
    fn swap_at(&self, at: &str) -> Sealed {
        let name = at.strip_prefix("/dev/");
        match name {
            Some(name) if name.starts_with("zram") => Sealed::Yes,
            Some(name) => match self.read(&format!("sys/class/block/{name}/dev")) {
                Some(device) => self.sealed(device.trim(), DEEPEST),
                None => Sealed::NotSaid,
            },
            None => self.mount_of(Path::new(at)).map_or(Sealed::NotSaid, |mount| self.sealed(&mount.device, DEEPEST)),
        }
    }

    fn hibernation(&self) -> Finding {
        let Some(states) = self.read("sys/power/state") else {
            return finding(Health::Unseen, "Whether the machine hibernates is not to be seen from here.");
        };
        let off = self.read("sys/power/disk").is_some_and(|ways| ways.contains("[disabled]"));
        if states.split_whitespace().any(|state| state == "disk") && !off {
            finding(
                Health::Warning,
                "The machine can hibernate, which writes its memory to the disk. Have hibernation switched off.",
            )
        } else {
            finding(Health::Well, "The machine does not hibernate.")
        }
    }

    fn flushing(&self, mount: Option<&Mount>) -> Finding {
        let cache = mount.and_then(|mount| {
            // A partition has no queue of its own: its disk has.
            ["queue", "../queue"]
                .iter()
                .find_map(|queue| self.read(&format!("sys/dev/block/{}/{queue}/write_cache", mount.device)))
        });
        match cache.as_deref().map(str::trim) {
            Some("write back") => finding(
                Health::Well,
                "The disk says that it flushes its cache when asked. Whether it does, backups in a second place are for.",
            ),
            Some("write through") => finding(Health::Well, "The disk says that it keeps nothing back in a cache."),
            _ => finding(Health::Unseen, "What the disk does when it is asked to flush is not to be seen from here."),
        }
    }

    fn sealed(&self, device: &str, deeper: u32) -> Sealed {
        let at = format!("sys/dev/block/{device}");
        if device.starts_with("0:") || !self.root.join(&at).is_dir() {
            return Sealed::NotSaid;
        }
        if self.read(&format!("{at}/dm/uuid")).is_some_and(|uuid| uuid.starts_with("CRYPT-")) {
            return Sealed::Yes;
        }
        let below: Vec<Sealed> = std::fs::read_dir(self.root.join(format!("{at}/slaves")))
            .into_iter()
            .flatten()
            .filter_map(|entry| std::fs::read_to_string(entry.ok()?.path().join("dev")).ok())
            .map(|device| if deeper == 0 { Sealed::NotSaid } else { self.sealed(device.trim(), deeper - 1) })
            .collect();
        // One layer in the clear is enough to read what lies there.
        [Sealed::No, Sealed::NotSaid].into_iter().find(|worse| below.contains(worse)).unwrap_or(if below.is_empty() {
            Sealed::No
        } else {
            Sealed::Yes
        })
    }

    /// The file system a folder lies on; of one that is not there yet, that of the nearest folder above.
    fn mount_of(&self, folder: &Path) -> Option<Mount> {
        let there = folder.ancestors().find_map(|above| above.canonicalize().ok()).unwrap_or_else(|| folder.to_owned());
        let text = self.read("proc/self/mountinfo")?;
        // Of several at one place the last covers the others.
        text.lines()
            .filter_map(mount)
            .filter(|mount| there.starts_with(&mount.at))
            .max_by_key(|mount| mount.at.components().count())
    }

    fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.root.join(path)).ok()
    }
}

/// A line of mountinfo (proc(5)): id, parent, device, root, place, options, optional fields, a dash, kind, source.
fn mount(line: &str) -> Option<Mount> {
    let (before, after) = line.split_once(" - ")?;
    let mut before = before.split(' ').skip(2);
    let (device, _root, at) = (before.next()?, before.next()?, before.next()?);
    let kind = after.split(' ').next()?;
    let at = at.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    Some(Mount { device: device.to_owned(), at: PathBuf::from(at), kind: kind.to_owned() })
}

#[cfg(test)]
#[cfg(unix)]
#[path = "machine_tests.rs"]
mod tests;
