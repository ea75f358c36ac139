//! One member's slot: a passphrase and a device secret around the root secret, the root secret around the store key.

use super::{NewMember, UnlockRefusal};
use crate::digest::derive;
use crate::envelope::{open_with, seal_with};
use crate::kdf::stretch;
use crate::{
    Declined, DeviceSecret, Fault, KdfCost, Passphrase, SealedTo, StoreKey, UserKeys, UserRootSecret, canonical_name,
    fresh_bytes, seal_to, sha256,
};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// One slot of the file; docs/key-slots.md names every part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) slot_id: [u8; 16],
    pub(super) member_id: [u8; 16],
    pub(super) name_tag: [u8; 16],
    pub(super) cost: KdfCost,
    pub(super) salt: [u8; 16],
    pub(super) nonce: [u8; 12],
    /// The root secret under the KEK: 32 bytes and a tag of 16.
    pub(super) wrapped: [u8; 48],
    pub(super) seals_to: [u8; 32],
    pub(super) signs_with: [u8; 32],
    pub(super) store_key_enc: [u8; 32],
    pub(super) store_key_sealed: [u8; 48],
    /// SHA-256 of everything above: tells a damaged slot from a wrong passphrase without a key.
    pub(super) check: [u8; 32],
}

const GRANT: &[u8] = b"grant/v1/store-key";

impl Slot {
    pub(super) fn wrap(
        store_id: &[u8; 16],
        epoch: u32,
        device: &DeviceSecret,
        member: &NewMember<'_>,
        keys: &UserKeys,
        store_key: &StoreKey,
    ) -> Result<Self, Fault> {
        let grant = seal_to(
            keys.sealing_public(),
            GRANT,
            &grant_aad(store_id, epoch, &member.member_id),
            store_key.expose_bytes_dangerously(),
        )?;
        let bare = Self {
            slot_id: [0; 16],
            member_id: member.member_id,
            name_tag: name_tag(store_id, member.name, device)?,
            cost: member.cost,
            salt: [0; 16],
            nonce: [0; 12],
            wrapped: [0; 48],
            seals_to: *keys.sealing_public(),
            signs_with: keys.signing_public(),
            store_key_enc: grant.enc,
            store_key_sealed: exactly(&grant.sealed)?,
            check: [0; 32],
        };
        let passphrase = member.passphrase.passphrase();
        bare.wrapped_again(store_id, device, passphrase, member.cost, keys)
    }

    /// The slot with the root secret wrapped under another passphrase; id, salt and nonce are new,
    /// the sealed store key stays.
    pub(super) fn wrapped_again(
        &self,
        store_id: &[u8; 16],
        device: &DeviceSecret,
        passphrase: &Passphrase,
        cost: KdfCost,
        keys: &UserKeys,
    ) -> Result<Self, Fault> {
        let mut slot = self.clone();
        slot.slot_id = fresh_bytes()?;
        slot.salt = fresh_bytes()?;
        slot.nonce = fresh_bytes()?;
        slot.cost = cost;
        let pk = stretch(passphrase, &slot.salt, cost)?;
        let kek = slot_key(&pk, device, &slot.slot_id, store_id)?;
        slot.wrap_under(&kek, store_id, keys)
    }

    /// Everything that follows the stretching of the passphrase; tests enter here with raw keys.
    pub(super) fn wrap_under(mut self, kek: &[u8; 32], store_id: &[u8; 16], keys: &UserKeys) -> Result<Self, Fault> {
        let root = keys.root().expose_bytes_dangerously();
        self.wrapped = exactly(&seal_with(kek, &self.nonce, &self.header(store_id), root)?)?;
        self.check = self.sum();
        Ok(self)
    }

    /// The slot with another store key sealed to its member; what the passphrase opens stays as it is.
    pub(super) fn granted_again(&self, store_id: &[u8; 16], epoch: u32, store_key: &StoreKey) -> Result<Self, Fault> {
        let aad = grant_aad(store_id, epoch, &self.member_id);
        let grant = seal_to(&self.seals_to, GRANT, &aad, store_key.expose_bytes_dangerously())?;
        let mut slot = self.clone();
        slot.store_key_enc = grant.enc;
        slot.store_key_sealed = exactly(&grant.sealed)?;
        slot.check = slot.sum();
        Ok(slot)
    }

    pub(super) fn unwrap(
        &self,
        store_id: &[u8; 16],
        epoch: u32,
        device: &DeviceSecret,
        passphrase: &Passphrase,
    ) -> Result<(UserKeys, StoreKey), Declined<UnlockRefusal>> {
        // Before the expensive step: a broken slot needs no guess at its passphrase.
        if self.check != self.sum() {
            return Err(Declined::Refused(UnlockRefusal::DamagedSlot));
        }
        let pk = stretch(passphrase, &self.salt, self.cost)?;
        let kek = slot_key(&pk, device, &self.slot_id, store_id)?;
        self.unwrap_under(&kek, store_id, epoch)
    }

    /// Everything that follows the stretching of the passphrase; tests enter here with raw keys.
    pub(super) fn unwrap_under(
        &self,
        kek: &[u8; 32],
        store_id: &[u8; 16],
        epoch: u32,
    ) -> Result<(UserKeys, StoreKey), Declined<UnlockRefusal>> {
        const DAMAGED: Declined<UnlockRefusal> = Declined::Refused(UnlockRefusal::DamagedSlot);
        let root = open_with(kek, &self.nonce, &self.header(store_id), &self.wrapped)
            .map(Zeroizing::new)
            .map_err(|_| Declined::Refused(UnlockRefusal::WrongPassphrase))?;
        let mut root = <[u8; 32]>::try_from(root.as_slice()).map_err(|_| DAMAGED)?;
        let keys = UserKeys::of(UserRootSecret::take(&mut root))?;
        if *keys.sealing_public() != self.seals_to || keys.signing_public() != self.signs_with {
            return Err(DAMAGED);
        }
        let sealed = SealedTo { enc: self.store_key_enc, sealed: self.store_key_sealed.to_vec() };
        let opened = keys.open(GRANT, &grant_aad(store_id, epoch, &self.member_id), &sealed).map_err(|_| DAMAGED)?;
        let mut bytes = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| DAMAGED)?;
        let store_key = StoreKey::take(&mut bytes);
        Ok((keys, store_key))
    }

    pub(super) fn rename(&mut self, tag: [u8; 16]) {
        self.name_tag = tag;
        self.check = self.sum();
    }

    pub(super) fn has_tag(&self, tag: &[u8; 16]) -> bool {
        self.name_tag.ct_eq(tag).into()
    }

    /// The slot header, authenticated with the wrapped root secret: a slot whose cost, salt or
    /// public keys were exchanged does not open (K-12).
    fn header(&self, store_id: &[u8; 16]) -> Vec<u8> {
        [
            b"slot/v1/header".as_slice(),
            store_id,
            &self.slot_id,
            &self.member_id,
            &self.cost.memory_kib().to_be_bytes(),
            &self.cost.passes().to_be_bytes(),
            &1u32.to_be_bytes(),
            &self.salt,
            &self.seals_to,
            &self.signs_with,
        ]
        .concat()
    }

    pub(super) fn sum(&self) -> [u8; 32] {
        let rest = [
            self.header(&[0; 16]).as_slice(),
            &self.name_tag,
            &self.nonce,
            &self.wrapped,
            &self.store_key_enc,
            &self.store_key_sealed,
        ]
        .concat();
        sha256(&rest)
    }
}

/// KEK = HKDF-SHA256(ikm = PK ‖ DS, salt = slot id, info = "slot/v1/kek" ‖ store id), security
/// report section 2.
pub(super) fn slot_key(
    pk: &[u8; 32],
    device: &DeviceSecret,
    slot_id: &[u8; 16],
    store_id: &[u8; 16],
) -> Result<Zeroizing<[u8; 32]>, Fault> {
    let mut ikm = [0u8; 64];
    ikm[..32].copy_from_slice(pk);
    ikm[32..].copy_from_slice(device.expose_bytes_dangerously());
    let kek = derive(&ikm, slot_id, &[b"slot/v1/kek", store_id]);
    ikm.zeroize();
    kek
}

/// What stands in the file in place of a name: HKDF-SHA256(ikm = DS, salt = store id, info =
/// "name/v1/tag" ‖ canonical name). Without the device secret no list of names can be tried.
pub(super) fn name_tag(store_id: &[u8; 16], name: &str, device: &DeviceSecret) -> Result<[u8; 16], Fault> {
    let name = canonical_name(name);
    let secret = device.expose_bytes_dangerously();
    Ok(*derive(secret, store_id, &[b"name/v1/tag", name.as_bytes()])?)
}

pub(super) fn grant_aad(store_id: &[u8; 16], epoch: u32, member_id: &[u8; 16]) -> Vec<u8> {
    [store_id.as_slice(), &epoch.to_be_bytes(), member_id].concat()
}

fn exactly<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Fault> {
    bytes.try_into().map_err(|_| Fault::Cipher("wrapping a root secret"))
}
