//! What a laptop of the unit has of its own: the keys it signs and opens with, and slots handed on to another laptop.

use crate::digest::derive;
use crate::{
    ChosenPassphrase, Declined, DeviceSecret, Fault, KdfCost, KeySlots, NewMember, Passphrase, StoreKey, UnlockRefusal, UserKeys,
    UserRootSecret, choose_copy,
};

impl DeviceSecret {
    /// The keys this laptop signs its files with and opens what is sealed to it: those of the root
    /// HKDF-SHA256(ikm = DS, salt empty, info = "laptop/v1/root"). A laptop whose keyring was lost has others.
    ///
    /// # Errors
    /// [`Fault::Cipher`]; does not happen with lengths fixed as here.
    pub fn laptop_keys(&self) -> Result<UserKeys, Fault> {
        let mut root = derive::<32>(self.expose_bytes_dangerously(), &[], &[b"laptop/v1/root"])?;
        UserKeys::of(UserRootSecret::take(&mut root))
    }
}

/// A member's root secret on its way to another laptop: under the passphrase and a secret drawn for this once.
///
/// **It travels only inside what is sealed to the other laptop**: whoever holds it needs nothing but the passphrase.
#[derive(Debug)]
pub struct HandedOn {
    /// The slot, as text.
    pub slots: String,
    /// Takes the place of a laptop's secret.
    pub once: DeviceSecret,
}

impl HandedOn {
    /// Hands a member's keys on, under the passphrase the member types.
    ///
    /// # Errors
    /// A [`Fault`].
    pub fn of(
        member: [u8; 16],
        name: &str,
        keys: &UserKeys,
        passphrase: &ChosenPassphrase,
        cost: KdfCost,
    ) -> Result<Self, Fault> {
        let once = DeviceSecret::fresh()?;
        let new = NewMember { member_id: member, name, passphrase, cost };
        let copy = UserKeys::of(UserRootSecret::from_bytes(keys.root().expose_bytes_dangerously()))?;
        let (slots, _) = KeySlots::create_of(member, StoreKey::fresh()?, &once, &new, copy)?;
        Ok(Self { slots: slots.to_json()?, once })
    }

    /// The member's keys, for whoever knows the passphrase.
    ///
    /// # Errors
    /// As [`KeySlots::unlock`]; [`UnlockRefusal::DamagedFile`] where it is no slot.
    pub fn open(&self, member: [u8; 16], passphrase: &Passphrase) -> Result<UserKeys, Declined<UnlockRefusal>> {
        let read = choose_copy(Some(&self.slots), None, None).map_err(|_| Declined::Refused(UnlockRefusal::DamagedFile))?;
        Ok(read.slots.unlock(&member, passphrase, &self.once)?.user_keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen() -> ChosenPassphrase {
        ChosenPassphrase::choose("seven grey herons wade upstream", &[]).unwrap()
    }

    #[test]
    fn what_is_handed_on_opens_with_the_passphrase_and_gives_the_same_keys() {
        let keys = UserKeys::of(UserRootSecret::fresh().unwrap()).unwrap();
        let handed = HandedOn::of([7; 16], "A. Specimen", &keys, &chosen(), KdfCost::FLOOR).unwrap();
        let opened = handed.open([7; 16], &Passphrase::typed("seven grey herons wade upstream")).unwrap();
        assert_eq!((opened.signing_public(), *opened.sealing_public()), (keys.signing_public(), *keys.sealing_public()));
        assert!(handed.open([7; 16], &Passphrase::typed("seven grey herons wade downstream")).is_err());
        assert!(handed.open([8; 16], &Passphrase::typed("seven grey herons wade upstream")).is_err());
    }

    #[test]
    fn a_laptop_has_the_same_keys_each_time_and_another_laptop_has_others() {
        let (one, other) = (DeviceSecret::from_bytes(&[1; 32]), DeviceSecret::from_bytes(&[2; 32]));
        let signs = |secret: &DeviceSecret| secret.laptop_keys().unwrap().signing_public();
        assert_eq!(signs(&one), signs(&one));
        assert_ne!(signs(&one), signs(&other));
    }
}
