//! Opens a bundle in the order of security report B-8: nothing of an unverified sender is ever parsed.

use crate::codes::{BundleKind, KeyBytes};
use crate::counted::CountedRead;
use crate::header;
use crate::inside::Inside;
use crate::limits;
use crate::line::{self, HeldBundle, Place};
use crate::manifest::{AgreementVersion, Manifest, Recipient, SectionInfo};
use crate::refusal::{Limit, OpenRefusal};
use crate::seal::signed_message;
use journal::Id;
use sealing::{UserKeys, sha512, verify};
use std::collections::BTreeMap;
use std::io::Read;

/// Who reads, when, and what is known of those who may have sent it.
pub struct Reader<'a> {
    /// The unit's exchange keys.
    pub keys: &'a UserKeys,
    /// The unit.
    pub unit: Id,
    /// Now, Unix milliseconds.
    pub now_ms: i64,
    /// The units whose contact cards were compared. Nobody else's bundle is read.
    pub senders: &'a [PinnedSender],
}

/// A unit whose contact card was compared (B-16), and what was agreed and exchanged with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinnedSender {
    /// The unit.
    pub unit: Id,
    /// Its signing key.
    pub key: KeyBytes,
    /// The agreements held with it, each version.
    pub agreements: Vec<HeldAgreement>,
    /// The bundles of it that were imported before.
    pub held: Vec<HeldBundle>,
}

/// A version of an agreement held with a sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldAgreement {
    /// Which.
    pub agreement: AgreementVersion,
    /// Whether cases may still come under it.
    pub standing: AgreementStanding,
}

/// Whether cases may still come under an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreementStanding {
    /// They may.
    InForce,
    /// It has ended or is suspended: receipts, withdrawals and corrections still come, cases do not.
    Ended,
}

/// A bundle whose sender and manifest are verified and whose sections are still to be read; see [`Self::next_part`].
pub struct OpenedBundle<'a> {
    pub(crate) manifest: Manifest,
    pub(crate) place: Place,
    pub(crate) held: Vec<HeldBundle>,
    pub(crate) inside: Inside<'a>,
    pub(crate) next: usize,
    /// A section whose head was read and whose bytes are still to come.
    pub(crate) pending: Option<SectionInfo>,
    pub(crate) ended: bool,
    /// How many records of each case came.
    pub(crate) came: BTreeMap<Id, u32>,
}

/// Opens a bundle as far as its manifest: header, our stanza, header's MAC, commitment, the manifest's bytes, both signatures
/// over them against the pinned keys, and only then what the manifest says: recipients, agreement, dates, place on its line.
///
/// # Errors
/// [`OpenRefusal`].
pub fn open<'a>(source: &'a mut dyn Read, reader: &Reader<'_>) -> Result<OpenedBundle<'a>, OpenRefusal> {
    let mut source = CountedRead::of(source);
    let header = header::read(&mut source, reader.keys)?;
    let mut inside = Inside::begin(source, &header.key, &sha512(&header.bytes))?;
    let (bytes, signers) = manifest_bytes(&mut inside)?;
    let sender = verified_sender(&header.bytes, &bytes, &signers, reader)?;
    let manifest = Manifest::from_bytes(&bytes)?;
    let names_signers = manifest.sender_key == signers[0].0
        && manifest.exporter.key == signers[1].0
        && manifest.sender_unit == sender.unit
        && header::stanzas_for(manifest.recipients.len()) == Some(header.stanzas);
    if !names_signers {
        return Err(OpenRefusal::BadManifest);
    }
    allowed(&manifest, sender, reader)?;
    let place = line::place(&manifest, &sender.held)?;
    let (held, came) = (sender.held.clone(), BTreeMap::new());
    Ok(OpenedBundle { manifest, place, held, inside, next: 0, pending: None, ended: false, came })
}

/// The unit a file between laptops comes from, for a laptop that is about to join it: both signatures are checked, the first
/// against this key, and nothing of the rest is read. The key has to have been compared.
///
/// # Errors
/// [`OpenRefusal`]; [`OpenRefusal::NotAddressed`] for a bundle of another kind.
pub fn unit_to_join(source: &mut dyn Read, keys: &UserKeys, sender: KeyBytes) -> Result<Id, OpenRefusal> {
    let mut source = CountedRead::of(source);
    let header = header::read(&mut source, keys)?;
    let mut inside = Inside::begin(source, &header.key, &sha512(&header.bytes))?;
    let (bytes, signers) = manifest_bytes(&mut inside)?;
    let pinned = [PinnedSender { unit: Id([0; 16]), key: sender, agreements: Vec::new(), held: Vec::new() }];
    let reader = Reader { keys, unit: Id([0; 16]), now_ms: 0, senders: &pinned };
    verified_sender(&header.bytes, &bytes, &signers, &reader)?;
    let manifest = Manifest::from_bytes(&bytes)?;
    if manifest.kind == BundleKind::OwnUnit { Ok(manifest.sender_unit) } else { Err(OpenRefusal::NotAddressed) }
}

/// A key and its signature.
type Signer = (KeyBytes, [u8; 64]);

/// The manifest's bytes and the two signatures, none of them looked into yet.
fn manifest_bytes(inside: &mut Inside<'_>) -> Result<(Vec<u8>, [Signer; 2]), OpenRefusal> {
    const SHORT: OpenRefusal = OpenRefusal::BadManifest;
    let length = u32::from_be_bytes(inside.array(&SHORT)?);
    if u64::from(length) > limits::MANIFEST as u64 {
        return Err(OpenRefusal::OverLimit(Limit::Manifest));
    }
    let bytes = inside.take(u64::from(length), &SHORT)?;
    if inside.array(&SHORT)? != [2] {
        return Err(SHORT);
    }
    let mut signer = || Ok((KeyBytes(inside.array(&SHORT)?), inside.array(&SHORT)?));
    Ok((bytes, [signer()?, signer()?]))
}

/// The pinned sender whose key signed, if both signatures fit.
fn verified_sender<'r>(
    header: &[u8],
    manifest: &[u8],
    signers: &[Signer; 2],
    reader: &Reader<'r>,
) -> Result<&'r PinnedSender, OpenRefusal> {
    let key = signers[0].0;
    let sender = reader.senders.iter().find(|sender| sender.key == key).ok_or(OpenRefusal::UnknownSender { key })?;
    let message = signed_message(header, manifest);
    for (key, signature) in signers {
        verify(&key.0, &message, signature).map_err(|_| OpenRefusal::BadSignature)?;
    }
    Ok(sender)
}

/// Whether the manifest lets us import it: we are named, the agreement stands, the time fits.
fn allowed(manifest: &Manifest, sender: &PinnedSender, reader: &Reader<'_>) -> Result<(), OpenRefusal> {
    let ours = Recipient { unit: reader.unit, key: KeyBytes(*reader.keys.sealing_public()) };
    let within = manifest.kind != BundleKind::OwnUnit || manifest.sender_unit == reader.unit;
    if !within || !manifest.recipients.contains(&ours) {
        return Err(OpenRefusal::NotAddressed);
    }
    if let Some(agreement) = manifest.agreement {
        let not_held = OpenRefusal::AgreementNotHeld { sender: sender.unit, agreement };
        let held = sender.agreements.iter().find(|held| held.agreement == agreement);
        let standing = held.ok_or(not_held.clone())?.standing;
        let may = match (standing, manifest.kind) {
            (AgreementStanding::InForce, _) => true,
            (AgreementStanding::Ended, BundleKind::Receipt | BundleKind::Withdrawal | BundleKind::Correction) => true,
            (AgreementStanding::Ended, BundleKind::Cases | BundleKind::OwnUnit) => false,
        };
        if !may {
            return Err(not_held);
        }
    }
    if reader.now_ms < manifest.not_before_ms {
        return Err(OpenRefusal::NotYetValid { from_ms: manifest.not_before_ms });
    }
    if reader.now_ms > manifest.not_after_ms {
        return Err(OpenRefusal::Expired { until_ms: manifest.not_after_ms });
    }
    Ok(())
}

#[cfg(test)]
#[path = "open_tests.rs"]
mod tests;

#[cfg(test)]
#[cfg(target_os = "linux")]
#[path = "bombs_tests.rs"]
mod bombs;
