//! The unit's laptops: whose each is, where keys are changed, and which is not believed any more.

use crate::ids::MemberId;
use crate::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a laptop is not one of the unit's any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LaptopGone {
    Lost,
    Stolen,
    HandedIn,
}

/// That a laptop was struck off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StruckOff {
    pub by: MemberId,
    #[ts(type = "string")]
    pub at: Moment,
    /// What was written on it from here on, by its own clock, is not believed.
    #[ts(type = "string")]
    pub gone_at: Moment,
    pub why: LaptopGone,
}

/// A laptop with a store of its own of this unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Laptop {
    /// What people call it: "advocate's laptop". No person's name is needed.
    pub name: String,
    /// The journal's id of it, 16 bytes in hex.
    pub device: String,
    /// What is sealed to it (X25519), and what it signs with (Ed25519), 32 bytes each in hex.
    pub sealing: String,
    pub signing: String,
    /// Stands in the references of cases opened on it, so that two laptops never give the same; empty for the first.
    pub letter: String,
    /// Whether members and keys are changed on it. One laptop does that.
    pub key_desk: bool,
    pub enrolled_by: MemberId,
    #[ts(type = "string")]
    pub enrolled_at: Moment,
    /// The signature of whoever enrolled it over its keys, 64 bytes in hex.
    pub countersigned: String,
    #[serde(default)]
    pub struck_off: Option<StruckOff>,
}
