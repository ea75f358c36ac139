//! Machines made of files, as `/proc` and `/sys` show them.

use super::*;

struct Made(tempfile::TempDir);

impl Made {
    /// A machine whose root file system is of this kind on this device.
    fn with_root(device: &str, kind: &str) -> Self {
        let made = Self(tempfile::tempdir().unwrap());
        made.file("proc/self/mountinfo", &format!("22 1 {device} / / rw shared:1 - {kind} /dev/x rw\n"));
        made.file("proc/swaps", "Filename Type Size Used Priority\n");
        made.file("sys/power/state", "freeze mem\n");
        made
    }

    fn file(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// A disk 8:0 with a partition 8:1 on it, as links into the tree of devices.
    fn disk_with_partition(&self) {
        self.file("sys/devices/sda/queue/write_cache", "write back\n");
        self.file("sys/devices/sda/sda1/dev", "8:1\n");
        self.link("sys/devices/sda", "sys/dev/block/8:0");
        self.link("sys/devices/sda/sda1", "sys/dev/block/8:1");
        self.link("sys/devices/sda/sda1", "sys/class/block/sda1");
    }

    /// A device 253:n made by the device mapper over another.
    fn mapped(&self, n: u32, uuid: &str, below: &str) {
        self.file(&format!("sys/devices/dm-{n}/dm/uuid"), uuid);
        self.file(&format!("sys/devices/dm-{n}/dev"), &format!("253:{n}\n"));
        self.file(&format!("sys/devices/dm-{n}/slaves/under/dev"), &format!("{below}\n"));
        self.link(&format!("sys/devices/dm-{n}"), &format!("sys/dev/block/253:{n}"));
        self.link(&format!("sys/devices/dm-{n}"), &format!("sys/class/block/dm-{n}"));
    }

    fn link(&self, to: &str, at: &str) {
        let at = self.0.path().join(at);
        std::fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(self.0.path().join(to), at).unwrap();
    }

    fn says(&self) -> Vec<Finding> {
        Machine::under(self.0.path()).findings(Path::new("/srv/unit"))
    }

    fn health_of(&self, about: &str) -> Health {
        let says = self.says();
        says.iter().find(|finding| finding.words.contains(about)).unwrap_or_else(|| panic!("{about}: {says:?}")).health
    }
}

/// LUKS, LVM over LUKS, and a bare partition, the last of them told to be one.
#[test]
fn a_disk_is_encrypted_wherever_a_layer_of_it_is_and_bare_where_none_is() {
    let bare = Made::with_root("8:1", "ext4");
    bare.disk_with_partition();
    assert_eq!(bare.health_of("disk under the store"), Health::Warning);
    let luks = Made::with_root("253:0", "ext4");
    luks.disk_with_partition();
    luks.mapped(0, "CRYPT-LUKS2-0000-sda1_crypt", "8:1");
    assert_eq!(luks.health_of("disk under the store"), Health::Well);
    luks.mapped(1, "LVM-0000", "253:0");
    luks.file("proc/self/mountinfo", "22 1 253:1 / / rw - ext4 /dev/mapper/x rw\n");
    assert_eq!(luks.health_of("disk under the store"), Health::Well, "LVM over LUKS");
    luks.file("sys/devices/dm-1/slaves/another/dev", "8:1\n");
    assert_eq!(luks.health_of("disk under the store"), Health::Warning, "one half of it lies in the clear");
    let layered = Made::with_root("0:50", "overlay");
    assert_eq!(layered.health_of("disk under the store"), Health::Unseen, "not guessed");
}

#[test]
fn swap_is_well_where_there_is_none_or_it_is_sealed_and_a_bare_one_is_a_warning() {
    let made = Made::with_root("8:1", "ext4");
    made.disk_with_partition();
    made.mapped(0, "CRYPT-PLAIN-swap", "8:1");
    let header = "Filename Type Size Used Priority\n";
    for (swaps, wanted) in [
        ("", Health::Well),
        ("/dev/zram0 partition 8 0 100\n", Health::Well),
        ("/dev/dm-0 partition 8 0 -2\n", Health::Well),
        ("/dev/sda1 partition 8 0 -2\n", Health::Warning),
        ("/dev/dm-0 partition 8 0 -2\n/swapfile file 8 0 -3\n", Health::Warning),
        ("/dev/sdz9 partition 8 0 -2\n", Health::Unseen),
    ] {
        made.file("proc/swaps", &format!("{header}{swaps}"));
        assert_eq!(made.health_of("wapped"), wanted, "{swaps}");
    }
}

#[test]
fn hibernation_is_told_by_the_states_the_kernel_offers() {
    let made = Made::with_root("8:1", "ext4");
    assert_eq!(made.health_of("hibernate"), Health::Well);
    made.file("sys/power/state", "freeze mem disk\n");
    assert_eq!(made.health_of("hibernate"), Health::Warning);
    made.file("sys/power/disk", "[disabled]\n");
    assert_eq!(made.health_of("hibernate"), Health::Well);
}

#[test]
fn a_partition_flushes_as_its_disk_says() {
    let made = Made::with_root("8:1", "ext4");
    assert_eq!(made.health_of("asked to flush"), Health::Unseen);
    made.disk_with_partition();
    assert_eq!(made.health_of("flushes its cache when asked"), Health::Well);
}

/// the table of kinds, and folders by name.
#[test]
fn shares_and_folders_that_are_copied_elsewhere_are_no_place_for_a_store() {
    for (kind, shared) in [
        ("ext4", false),
        ("xfs", false),
        ("btrfs", false),
        ("tmpfs", false),
        ("overlay", false),
        ("fuseblk", false),
        ("nfs4", true),
        ("cifs", true),
        ("smb3", true),
        ("9p", true),
        ("fuse.sshfs", true),
        ("fuse.rclone", true),
    ] {
        let made = Made::with_root("0:50", kind);
        let machine = Machine::under(made.0.path());
        assert_eq!(machine.shared(Path::new("/srv/unit")).is_some(), shared, "{kind}");
        assert_eq!(made.says()[0].health == Health::Wrong, shared, "{kind}");
    }
    let made = Made::with_root("8:1", "ext4");
    let machine = Machine::under(made.0.path());
    for folder in ["/srv/x/OneDrive - Force/unit", "/srv/x/Dropbox/unit", "/srv/x/Nextcloud/unit"] {
        assert!(machine.shared(Path::new(folder)).is_some(), "{folder}");
    }
    assert_eq!(machine.shared(Path::new("/srv/x/boxes/unit")), None);
}

#[test]
fn a_mount_over_another_is_the_one_that_counts_and_names_with_spaces_are_read() {
    let made = Made::with_root("8:1", "ext4");
    let lines = "22 1 8:1 / / rw - ext4 /dev/x rw\n23 22 0:60 / /no\\040such\\040place rw - nfs4 srv:/x rw\n";
    made.file("proc/self/mountinfo", lines);
    let read: Vec<Mount> = lines.lines().filter_map(mount).collect();
    assert_eq!(read[1].at, Path::new("/no such place"));
    assert_eq!(read[1].kind, "nfs4");
    assert_eq!(Machine::under(made.0.path()).mount_of(Path::new("/srv/unit")), Some(read[0].clone()));
}
