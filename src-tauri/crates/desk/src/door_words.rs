//! The calm screens: each trouble with the store or the keyring, in words that say what to do next (K-8, R-8, R-9).

use crate::asks::door::StoreTrouble;

/// Title, what is so, and what to do next.
pub(crate) const fn of(trouble: StoreTrouble) -> (&'static str, &'static str, &'static str) {
    match trouble {
        StoreTrouble::StoreMissing => (
            "The store is not where it was",
            "The slot file is here but the store beside it is gone. Nothing new was made in its place.",
            "Put the folder back from where it was moved, or from a backup, and choose Try again.",
        ),
        StoreTrouble::StoreEmptyFile => (
            "The store's file is empty or cut short",
            "The file has less in it than any store can have. It was left as it is.",
            "Copy the damaged files for whoever mends it, and restore a backup: it is put beside, checked, and takes the store's place only when you say so.",
        ),
        StoreTrouble::PlainSqlite => (
            "This is a database, but not a Holdfast store",
            "The file is an ordinary, unprotected SQLite database. It was not opened or changed.",
            "Move it out of the folder and put the unit's own store there.",
        ),
        StoreTrouble::ForeignFile => (
            "This is not this unit's store",
            "The file does not open with this unit's key: it is another store, or its first page is damaged. It was left as it is.",
            "Check which store belongs here. If this is the right file, copy the damaged files for whoever mends it, and restore a backup.",
        ),
        StoreTrouble::NewerSchema => (
            "This store was written by a newer Holdfast",
            "This version does not know everything in it, so it was not opened.",
            "Install the newer version on this computer. Nothing is lost.",
        ),
        StoreTrouble::DamagedStore => (
            "The store is damaged",
            "Part of the file cannot be read. It was left as it is; nothing was deleted or written over.",
            "Copy the damaged files for whoever mends it, and restore a backup: it is put beside, checked, and takes the store's place only when you say so.",
        ),
        StoreTrouble::SlotsDamaged => (
            "Both copies of the slot file are damaged or missing",
            "Without a slot file nobody's passphrase can open the store. The store itself was not touched.",
            "Restore a backup, which holds the slot file of its time, or put keyslots.json back and choose Try again.",
        ),
        StoreTrouble::KeyringUnavailable
        | StoreTrouble::KeyringLocked
        | StoreTrouble::KeyringMissing
        | StoreTrouble::KeyringChanged => of_keyring(trouble),
        StoreTrouble::SecondInstance => (
            "The store is open already",
            "Another Holdfast on this computer holds the store, perhaps under another account.",
            "Go to that window, or close it there, and choose Try again.",
        ),
        StoreTrouble::ReadOnlyPlace | StoreTrouble::NotWritable | StoreTrouble::NotBroughtUp | StoreTrouble::SharedPlace => {
            of_place(trouble)
        }
    }
}

const fn of_place(trouble: StoreTrouble) -> (&'static str, &'static str, &'static str) {
    match trouble {
        StoreTrouble::NotBroughtUp => (
            "The store could not be made ready for this version",
            "This version keeps a store in a newer form, and makes a verified copy among the backups before it changes anything. That did not come about. The store is as it was.",
            "Free room on the disk (twice the store and 64 MB), see that the folder backups beside it can be written, and choose Try again. The earlier version still opens the store.",
        ),
        StoreTrouble::ReadOnlyPlace => (
            "The store lies where nothing can be written",
            "The folder or the disk is read-only, so nothing could be saved.",
            "Copy the whole folder to a place you may write to, and choose Try again.",
        ),
        StoreTrouble::SharedPlace => (
            "A unit is not set up on a share",
            "Your data folder lies on a network share, a virtual file system, or in a folder that a program keeps copying elsewhere. Two machines writing one store would break it. Nothing was made.",
            "Ask for a data folder on a disk of this computer, and set the unit up again.",
        ),
        _ => (
            "A unit cannot be set up in this folder",
            "The folder cannot be written to. Nothing was made.",
            "Ask for write access to your own data folder, and choose Try again.",
        ),
    }
}

const fn of_keyring(trouble: StoreTrouble) -> (&'static str, &'static str, &'static str) {
    match trouble {
        StoreTrouble::KeyringUnavailable => (
            "This computer's keyring does not answer",
            "A store opens only together with a secret kept in the login keyring, and no keyring service is running.",
            "Log in to the desktop as usual, or install and start a Secret Service such as gnome-keyring, and choose Try again.",
        ),
        StoreTrouble::KeyringLocked => (
            "The keyring is locked",
            "The secret this store needs is there, behind the keyring's own password.",
            "Unlock the login keyring, and choose Try again.",
        ),
        StoreTrouble::KeyringMissing => (
            "The keyring has no secret for this store",
            "The store was copied from another computer or account, or the keyring was replaced. The right passphrase alone does not open it.",
            "Use the computer and account the unit was set up on, and choose Try again. If they are lost, both sheets of recovery words open the store here.",
        ),
        _ => (
            "The keyring's secret for this store has changed",
            "What the keyring holds is not what was put there when the unit was set up.",
            "Restore the keyring from its own backup, and choose Try again. Holdfast writes over nothing in a keyring: only on an account whose keyring has no such secret do the recovery words open the store.",
        ),
    }
}
