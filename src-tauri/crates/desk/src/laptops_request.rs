//! What a laptop that wants to join says of itself, and the words that two people read to each other.

use crate::laptops::fault;
use crate::trouble::{Outcome, Plain};
use crate::unit::hex;
use crate::walls::unhex;
use journal::Encoding;
use sealing::UserKeys;
use serde::{Deserialize, Serialize};
use store::Id;

const FORMAT: &str = "holdfast/laptop-request/v1";
/// Bytes a request may have.
const LONGEST: usize = 4_096;
/// Words read out: 77 bits.
const WORDS: usize = 6;

/// A laptop's keys, before anybody trusts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) device: Id,
    pub(crate) sealing: [u8; 32],
    pub(crate) signing: [u8; 32],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    device: String,
    format: String,
    sealing: String,
    signature: String,
    signing: String,
}

impl Request {
    pub(crate) fn of(device: Id, keys: &UserKeys) -> Self {
        Self { device, sealing: *keys.sealing_public(), signing: keys.signing_public() }
    }

    fn said(&self) -> Vec<u8> {
        Encoding::of(FORMAT).id(self.device).bytes(&self.sealing).bytes(&self.signing).finish()
    }

    /// The request as a file.
    pub(crate) fn text(&self, keys: &UserKeys) -> Outcome<String> {
        let written = Written {
            device: hex(&self.device.0),
            format: FORMAT.to_owned(),
            sealing: hex(&self.sealing),
            signature: hex(&keys.sign(&self.said())),
            signing: hex(&self.signing),
        };
        serde_json::to_string(&written).map_err(|cause| fault(&cause))
    }

    /// Reads a request. What it says is only as true as the words that were compared.
    ///
    /// # Errors
    /// `not_a_laptops_request`.
    pub(crate) fn read(bytes: &[u8]) -> Outcome<Self> {
        let read = || {
            let written: Written = serde_json::from_slice(bytes).ok().filter(|_| bytes.len() <= LONGEST)?;
            let request = Self {
                device: Id(unhex(&written.device)?),
                sealing: unhex(&written.sealing)?,
                signing: unhex(&written.signing)?,
            };
            let signature: [u8; 64] = unhex(&written.signature)?;
            let signed = sealing::verify(&request.signing, &request.said(), &signature).is_ok();
            (written.format == FORMAT && signed).then_some(request)
        };
        read().ok_or_else(|| Plain::NotALaptopsRequest.into())
    }

    /// The words that stand on the laptop that asks.
    pub(crate) fn words(&self) -> String {
        sealing::words_of(&sealing::sha256(&self.said()), WORDS).join(" ")
    }

    /// The words that stand on the laptop that answers with this key.
    pub(crate) fn answered_words(&self, by: &[u8; 32]) -> String {
        let both = Encoding::of("holdfast/laptop-answer/v1").bytes(&self.said()).bytes(by).finish();
        sealing::words_of(&sealing::sha256(&both), WORDS).join(" ")
    }

    /// What whoever enrols the laptop signs: its keys.
    pub(crate) fn countersigned(&self) -> Vec<u8> {
        Encoding::of("holdfast/laptop-enrolled/v1").bytes(&self.said()).finish()
    }
}
