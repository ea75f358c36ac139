//! A partner unit's contact card: its keys, and who compared them by voice (security.md B-16).

use crate::agreement::PartyKind;
use crate::ids::MemberId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the keys of a card were compared with the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComparedHow {
    ByVoice,
    InPerson,
}

/// Who compared the keys, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Compared {
    pub by: MemberId,
    pub on: NaiveDate,
    pub how: ComparedHow,
    /// Whom at the partner; empty where it was not noted.
    #[serde(default)]
    pub with: String,
}

/// The two public keys of a unit, 32 bytes each, in hex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PartnerKeys {
    pub sealing: String,
    pub signing: String,
}

/// Keys a partner used before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierKeys {
    pub keys: PartnerKeys,
    pub until: NaiveDate,
}

/// A partner unit. Nothing is sealed to it until its keys were compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Partner {
    pub unit_name: String,
    /// The partner's unit id, 16 bytes in hex.
    pub unit: String,
    pub kind: PartyKind,
    pub keys: PartnerKeys,
    /// None until the keys of this card were compared. A changed key empties it, unless the old key signed the new one.
    pub compared: Option<Compared>,
    #[serde(default)]
    pub earlier: Vec<EarlierKeys>,
    /// Devices whose entries came with its bundles, 16 bytes each in hex.
    #[serde(default)]
    pub devices: Vec<String>,
    #[serde(default)]
    pub note: String,
}
