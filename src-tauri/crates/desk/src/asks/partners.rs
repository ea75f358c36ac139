//! Partner units: our own contact card, theirs, and keys compared by voice (security.md B-16).

use casework::agreement::PartyKind;
use casework::ids::PartnerId;
use casework::partner::ComparedHow;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// How it stands with the unit's own exchange keys, for whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OwnKeys {
    /// Nobody has made them yet.
    NotMade,
    /// They are there, in a compartment that is not open to whoever asks.
    Closed,
    Ready,
}

/// Partners, and our own card to give them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PartnersView {
    pub own: OwnKeys,
    /// The text of our contact card; empty unless the keys are open to whoever asks.
    pub card: String,
    pub since: Option<NaiveDate>,
    pub partners: Vec<PartnerView>,
    pub kinds: Vec<super::door::Labelled>,
}

/// How far a partner's keys may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartnerStanding {
    Compared,
    /// Never compared.
    ToCompare,
    /// Compared once, changed since.
    Changed,
}

/// One partner unit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PartnerView {
    pub partner: PartnerId,
    pub unit_name: String,
    pub kind: PartyKind,
    pub kind_label: String,
    pub standing: PartnerStanding,
    /// "Compared by voice with Pat Placeholder, 12 November 2026, by Dana Specimen", or what is to be done.
    pub standing_words: String,
    /// Twelve words of our two cards together; empty unless our keys are open to whoever asks.
    pub words: Vec<String>,
    /// Sixty digits of the same, in twelve groups of five.
    pub digits: Vec<String>,
    pub earlier_keys: u32,
    pub note: String,
}

/// Take in a partner's contact card, as text or as a picked file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeContactCard {
    /// The card's lines; empty where a file was picked.
    pub text: String,
    /// Token of `pick_file`; empty where the text was typed.
    pub file: String,
    pub kind: PartyKind,
    pub note: String,
}

/// A card was taken in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CardTaken {
    pub partner: PartnerId,
    pub standing: PartnerStanding,
    /// What that means, and what to do next.
    pub words: String,
}

/// What was heard from the partner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "as", content = "heard")]
pub enum Heard {
    /// The twelve words or the sixty digits as the partner read them, typed.
    Typed(String),
    /// The places, 1 to 12, of the words that were heard as they stand here.
    Ticked(BTreeSet<u8>),
}

/// Note that a partner's keys were compared.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ComparePartner {
    pub partner: PartnerId,
    pub how: ComparedHow,
    /// Whom at the partner.
    pub with: String,
    pub heard: Heard,
}

/// Correct what kind of organisation a partner is, or the note about it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CorrectPartner {
    pub partner: PartnerId,
    pub kind: PartyKind,
    pub note: String,
}

/// Our card was saved as a file; `saved` is false when the person changed their mind.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct CardSaved {
    pub saved: bool,
    pub place: String,
}
