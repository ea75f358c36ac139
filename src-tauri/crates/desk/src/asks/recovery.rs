//! Recovery words: made, typed back, drilled, and the way back in with them.

use casework::agency::Agency;
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The unit's two sheets, shown once. Copied by hand onto the printed blanks; nothing prints or keeps them.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct RecoverySheets {
    pub first: Vec<String>,
    pub second: Vec<String>,
}

/// Both sheets typed back, and who takes which away.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRecoveryWords {
    pub first: String,
    pub second: String,
    pub first_held_by: Agency,
    pub second_held_by: Agency,
}

/// One of the unit's sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    First,
    Second,
}

/// One sheet typed to see that it is still there and can be read.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DrillRecovery {
    pub half: Half,
    pub words: String,
}

/// One compartment, by its code: "agency:health", "safe-contact".
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichCompartment {
    pub compartment: String,
}

/// The one sheet of a compartment, shown once.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct CompartmentSheet {
    pub words: Vec<String>,
}

/// The sheet of a compartment, as typed from the paper.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompartmentWords {
    pub compartment: String,
    pub words: String,
}

/// How far a compartment is from being lost with its last holder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CompartmentRecovery {
    pub compartment: String,
    pub label: String,
    /// Whether whoever asks holds it. Otherwise it goes with their agency and role, and its words let them in.
    pub open: bool,
    /// How many members hold it.
    pub holders: u32,
    #[ts(type = "string | null")]
    pub confirmed_at: Option<Moment>,
    #[ts(type = "string | null")]
    pub drilled_at: Option<Moment>,
    /// Ninety days after the last drill (K-25).
    pub drill_due: bool,
}

/// The compartments whoever asks holds, or would hold by agency and role.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CompartmentsView {
    pub compartments: Vec<CompartmentRecovery>,
}

/// How far the unit is from getting its store back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecoveryState {
    pub confirmed: bool,
    #[ts(type = "string | null")]
    pub confirmed_at: Option<Moment>,
    #[ts(type = "string | null")]
    pub drilled_at: Option<Moment>,
    /// Ninety days after the last drill (K-25).
    pub drill_due: bool,
    pub held_by: Vec<String>,
    /// What keeps the unit from taking real people, in words; empty when nothing does.
    pub missing: Vec<String>,
}

/// Get back in with both sheets: for a lost laptop, a lost keyring, or a chair who forgot the passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecoverStore {
    pub first: String,
    pub second: String,
    /// The name of a chair or co-ordinator as the unit knows it.
    pub name: String,
    pub new_passphrase: String,
}

macro_rules! unshown {
    ($($name:ident),+) => {
        $(impl std::fmt::Debug for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(stringify!($name))
            }
        })+
    };
}
unshown!(RecoverySheets, ConfirmRecoveryWords, DrillRecovery, RecoverStore, CompartmentSheet, CompartmentWords);
