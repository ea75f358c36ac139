//! What was told to whom, by which route and why; or declined (rules.md 1.4 and 2.1 LOG-3).

use crate::agreement::{Basis, Gateway, PartyKind, SharingPurpose};
use crate::body::Category;
use crate::contact::Channel;
use crate::gate_code::GateCode;
use crate::ids::{AgreementId, CaseId, MemberId, PartnerId, RecordId};
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The three lawful routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    Agreement,
    OneOff,
    Emergency,
}

impl Route {
    /// Every route.
    pub const ALL: [Self; 3] = [Self::Agreement, Self::OneOff, Self::Emergency];

    /// As it stands on screen and paper.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agreement => "Under an agreement",
            Self::OneOff => "One-off",
            Self::Emergency => "Emergency",
        }
    }
}

/// How it was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SharingChannel {
    Bundle,
    Oral,
    Paper,
}

/// How it ended. Declined sharing is recorded too (ISA-9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "outcome", content = "reason")]
pub enum DisclosureOutcome {
    Disclosed,
    Declined(String),
}

/// For whom it is. The suspect and whoever speaks for them never get anything of the victim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    Professional,
    Suspect,
    SuspectsRepresentative,
}

/// Who gets it: a person in an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Recipient {
    /// The partner unit's card; none where the recipient belongs to none.
    pub partner: Option<PartnerId>,
    pub kind: PartyKind,
    pub addressee: Addressee,
    pub name: String,
    pub post: String,
    pub organisation: String,
    /// How their identity was checked ("rang back through the switchboard"). Asked for in an emergency.
    #[serde(default)]
    pub identity_checked: String,
}

/// The harm an emergency prevents: a closed list (ICO code, urgent situations).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Harm {
    LossOfLife,
    SeriousPhysicalHarm,
    Child,
    VulnerableAdult,
}

impl Harm {
    /// Every harm.
    pub const ALL: [Self; 4] = [Self::LossOfLife, Self::SeriousPhysicalHarm, Self::Child, Self::VulnerableAdult];

    /// As it stands on screen and paper.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::LossOfLife => "Loss of life",
            Self::SeriousPhysicalHarm => "Serious physical harm",
            Self::Child => "A child is not safe",
            Self::VulnerableAdult => "A vulnerable adult is not safe",
        }
    }
}

/// Who decided a one-off disclosure, or an emergency one without the advocate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Approver {
    pub by: MemberId,
    /// "Chair", "delegate of the data protection officer".
    pub as_what: String,
    pub why: String,
}

/// Whether the victim knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "told", content = "how")]
pub enum VictimTold {
    Told { by: MemberId, channel: Channel, on: NaiveDate },
    NotSafeToTell(String),
    NotYet(String),
}

/// One record that was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shared {
    pub record: RecordId,
    pub category: Category,
    /// Entries of it that went.
    pub entries: u32,
}

/// How many records of a category stayed, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Withheld {
    pub code: GateCode,
    pub category: Category,
    pub count: u32,
}

/// What the recipient sent back about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "receipt", content = "reason")]
pub enum Receipt {
    #[default]
    None,
    Opened,
    Accepted,
    Rejected(String),
}

/// What the review of an emergency found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReviewResult {
    Upheld,
    NotUpheld,
    AgreementNeeded,
}

impl ReviewResult {
    /// Every result.
    pub const ALL: [Self; 3] = [Self::Upheld, Self::NotUpheld, Self::AgreementNeeded];

    /// As it stands on screen and paper.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Upheld => "Upheld",
            Self::NotUpheld => "Not upheld",
            Self::AgreementNeeded => "An agreement is needed",
        }
    }
}

/// What the chair and the data protection officer said afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reviewed {
    pub result: ReviewResult,
    pub by: MemberId,
    pub on: NaiveDate,
    pub words: String,
    /// Whoever looked at it with them: the data protection officer's delegate, or anybody else where the chair reviews
    /// what the chair disclosed.
    #[serde(default)]
    pub with: Option<MemberId>,
}

/// The review an emergency disclosure must have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Review {
    pub due_on: NaiveDate,
    pub done: Option<Reviewed>,
}

/// Whether the advocate knows that victim contact went without them in an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "advocate", content = "who")]
pub enum AdvocateTold {
    #[default]
    NotNeeded,
    /// Shown when an advocate next unlocks.
    AtNextUnlock,
    Told {
        who: MemberId,
        #[ts(type = "string")]
        at: Moment,
    },
}

/// An agreement by its number and version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnderAgreement {
    pub id: AgreementId,
    pub version: u32,
}

/// One disclosure, or one that was declined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Disclosure {
    pub route: Route,
    pub channel: SharingChannel,
    /// How it was said, where it was said: by phone, in person.
    #[serde(default)]
    pub spoken: Option<Channel>,
    pub outcome: DisclosureOutcome,
    pub recipient: Recipient,
    /// On route agreement only.
    pub agreement: Option<UnderAgreement>,
    pub purpose: SharingPurpose,
    /// Recorded by hand on a one-off; the agreement's own otherwise.
    pub bases: Vec<Basis>,
    pub gateway: Option<Gateway>,
    pub by: MemberId,
    pub approver: Option<Approver>,
    pub second: Option<MemberId>,
    /// Emergency only.
    pub harm: Option<Harm>,
    #[serde(default)]
    pub why_not_wait: String,
    pub necessity: String,
    pub cases: Vec<CaseId>,
    pub shared: Vec<Shared>,
    #[serde(default)]
    pub withheld: Vec<Withheld>,
    /// The bundle's id in hex; none for what was said or handed over on paper.
    pub bundle: Option<String>,
    pub bundle_sha256: Option<String>,
    /// When it was told. What was said on the telephone is often written down later.
    #[ts(type = "string")]
    pub told_at: Moment,
    #[ts(type = "string")]
    pub entered_at: Moment,
    pub victim_told: VictimTold,
    #[serde(default)]
    pub receipt: Receipt,
    /// Emergency only.
    pub review: Option<Review>,
    #[serde(default)]
    pub advocate: AdvocateTold,
}
