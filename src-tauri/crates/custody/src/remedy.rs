//! What to do about each trouble with the keyring, as a code; the window words it.

use sealing::CustodyTrouble;

/// The systems the program runs on, as far as their keyrings differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Platform {
    /// Secret Service over the session bus (GNOME Keyring, KWallet, KeePassXC).
    Linux,
    /// Keychain.
    MacOs,
    /// Credential Manager.
    Windows,
}

impl Platform {
    /// The system this program was built for.
    #[must_use]
    pub const fn here() -> Self {
        if cfg!(target_os = "windows") {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else {
            Self::Linux
        }
    }
}

/// The one next step beside "try again" (security report K-8). None of them is a file fallback and
/// none makes a new store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Remedy {
    /// Install and start a Secret Service, then sign in to the desktop again.
    StartSecretService,
    /// Sign in to a desktop session of this account; the system's keyring comes with it.
    SignInToDesktop,
    /// Unlock the keyring with its password, then try again.
    UnlockKeyring,
    /// This account on this laptop never had the store's secret, or lost it: use the recovery
    /// sheet, or the account and laptop the store was set up on.
    UseRecoverySheet,
    /// Something else wrote to the store's item: stop, keep the item as it is, use the recovery
    /// sheet.
    KeepItemUseRecoverySheet,
    /// The keyring does not keep what it is given; another one must be made the default before
    /// set-up goes on.
    ChooseLastingKeyring,
}

/// The remedy for a trouble on a platform.
#[must_use]
pub const fn exact_remedy(trouble: CustodyTrouble, platform: Platform) -> Remedy {
    match (trouble, platform) {
        (CustodyTrouble::Unavailable, Platform::Linux) => Remedy::StartSecretService,
        (CustodyTrouble::Unavailable, Platform::MacOs | Platform::Windows) => Remedy::SignInToDesktop,
        (CustodyTrouble::Locked, _) => Remedy::UnlockKeyring,
        (CustodyTrouble::Missing, _) => Remedy::UseRecoverySheet,
        (CustodyTrouble::Changed, _) => Remedy::KeepItemUseRecoverySheet,
        (CustodyTrouble::Forgot, _) => Remedy::ChooseLastingKeyring,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trouble_has_a_remedy_of_its_own() {
        let remedies: std::collections::HashSet<Remedy> = [
            CustodyTrouble::Unavailable,
            CustodyTrouble::Locked,
            CustodyTrouble::Missing,
            CustodyTrouble::Changed,
            CustodyTrouble::Forgot,
        ]
        .into_iter()
        .map(|trouble| exact_remedy(trouble, Platform::Linux))
        .collect();
        assert_eq!(remedies.len(), 5);
    }
}
