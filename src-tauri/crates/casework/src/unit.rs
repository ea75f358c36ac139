//! The unit, its members and the instrument packs it has loaded.

use crate::agency::{Agency, Role};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The unit and how it works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unit {
    pub name: String,
    /// Edition code of the area profile in assets/pathways.
    pub pathway: String,
    /// Protective marking printed on every paper and shown on every screen (a unit setting, domain 5.5).
    pub marking: String,
    /// Letter before case references, as in "N-26-0147".
    pub reference_prefix: String,
    /// True only for the throw-away example unit.
    pub sample: bool,
}

/// A person who may sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Member {
    pub name: String,
    pub agency: Agency,
    pub role: Role,
    /// Job as colleagues know it ("detective sergeant").
    pub job: String,
    pub active: bool,
}

/// A licensed instrument's wording, as the unit loaded it. Never exported (domain 1.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LoadedPack {
    pub instrument: String,
    pub edition: String,
    pub sha256: String,
    /// The pack's own text, read again by `forms`.
    pub text: String,
}
