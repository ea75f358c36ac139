//! How a verb of `holdfastctl` ends: its exit code, and its words. The codes are promised in docs/commands.md.

use desk::asks::door::StoreTrouble;
use desk::trouble::{Plain, Refusal, Told, Trouble};
use std::process::ExitCode;

/// How a verb ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// Done, and all is well.
    Well(String),
    /// Done, and what was looked at is damaged, altered or missing.
    Bad(String),
    /// Refused: it is the caller's to put right.
    Refused(String),
    /// It could not be done: the disk, or a fault of the program.
    Failed(String),
}

impl Ending {
    /// The code the program ends with; 2 is kept for words it did not understand.
    #[must_use]
    pub const fn code(&self) -> u8 {
        match self {
            Self::Well(_) => 0,
            Self::Bad(_) => 1,
            Self::Refused(_) => 3,
            Self::Failed(_) => 4,
        }
    }

    /// Says it where it belongs: what is well on the output, anything else among the errors.
    pub fn say(self) -> ExitCode {
        let code = ExitCode::from(self.code());
        match self {
            Self::Well(words) => println!("{words}"),
            Self::Bad(words) | Self::Refused(words) | Self::Failed(words) => eprintln!("{words}"),
        }
        code
    }
}

impl From<Trouble> for Ending {
    fn from(trouble: Trouble) -> Self {
        Self::of(&trouble)
    }
}

impl Ending {
    /// How a verb ends that met this.
    #[must_use]
    pub fn of(trouble: &Trouble) -> Self {
        let words = match trouble.told("holdfastctl") {
            Told::Refusal { words, next, .. } => format!("{words} {next}"),
            Told::Fault { words, .. } => words,
        };
        match trouble {
            Trouble::Fault(fault) => Self::Failed(format!("It could not be done ({}: {}).", fault.place, fault.cause)),
            Trouble::Refusal(Refusal::Store(found)) if is_damage(*found) => Self::Bad(words),
            Trouble::Refusal(Refusal::Bundle { key: "bundle_none" | "bundle_altered" | "bundle_cut_short", .. }) => {
                Self::Bad(words)
            }
            Trouble::Refusal(Refusal::Plain(Plain::BackupNotWhole | Plain::NoSuchBackup)) => Self::Bad(words),
            Trouble::Refusal(Refusal::Plain(Plain::DiskFull | Plain::NoRoomForBackup | Plain::CannotWriteThere)) => {
                Self::Failed(words)
            }
            Trouble::Refusal(_) => Self::Refused(words),
        }
    }
}

const fn is_damage(found: StoreTrouble) -> bool {
    matches!(
        found,
        StoreTrouble::StoreMissing
            | StoreTrouble::StoreEmptyFile
            | StoreTrouble::PlainSqlite
            | StoreTrouble::ForeignFile
            | StoreTrouble::DamagedStore
            | StoreTrouble::SlotsDamaged
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_codes_are_those_that_were_promised() {
        let endings = [Ending::Well, Ending::Bad, Ending::Refused, Ending::Failed].map(|of| of(String::new()).code());
        assert_eq!(endings, [0, 1, 3, 4]);
    }

    #[test]
    fn damage_a_refusal_and_a_full_disk_end_differently() {
        let code = |refusal| Ending::from(Trouble::Refusal(refusal)).code();
        assert_eq!(code(Refusal::Store(StoreTrouble::DamagedStore)), 1);
        assert_eq!(code(Refusal::Store(StoreTrouble::KeyringLocked)), 3);
        assert_eq!(code(Refusal::Plain(Plain::WrongPassphrase)), 3);
        assert_eq!(code(Refusal::Plain(Plain::DiskFull)), 4);
        assert_eq!(code(Refusal::Plain(Plain::BackupNotWhole)), 1);
    }
}
