//! Every reason for which a slot is not opened and a slot file not changed.

use thiserror::Error;

/// Why a slot did not open (security report K-13). The screen words `WrongPassphrase` and
/// `UnknownMember` the same, the others each in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum UnlockRefusal {
    /// The passphrase is not this member's.
    #[error("the passphrase does not open this slot")]
    WrongPassphrase,
    /// The device secret handed in is not the one this laptop's slots were made with.
    #[error("the device secret is not this laptop's")]
    DeviceSecretMismatch,
    /// The slot's own checksum or content is broken; try the other copy or a backup's.
    #[error("the slot is damaged")]
    DamagedSlot,
    /// The slot opened, but the file around it was not written by a holder of the store key.
    #[error("the slot file was changed by someone without the store key")]
    DamagedFile,
    /// Nobody with this id has a slot.
    #[error("no such member")]
    UnknownMember,
}

/// Why a change to the slot file was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum SlotRefusal {
    /// The keys in hand are not this store's.
    #[error("the keys in hand are another store's")]
    OtherStore,
    /// The device secret handed in is not this laptop's.
    #[error("the device secret is not this laptop's")]
    DeviceSecretMismatch,
    /// That member already has a slot.
    #[error("that member already has a slot")]
    AlreadyAdmitted,
    /// Another member is found by that name; add an initial or an agency.
    #[error("another member is found by that name")]
    NameTaken,
    /// The file holds as many members as it may.
    #[error("the slot file is full")]
    TooManyMembers,
    /// The last slot cannot be removed: nobody could open the store again.
    #[error("the last slot cannot be removed")]
    LastMember,
    /// Nobody with this id has a slot.
    #[error("no such member")]
    UnknownMember,
}
